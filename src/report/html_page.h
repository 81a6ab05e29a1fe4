/* The page of `html`, made of html_page.html when grade is built: what stands before and behind the
 * data. Not NUL-terminated. */
#ifndef REPORT_HTML_PAGE_H
#define REPORT_HTML_PAGE_H

#include <stddef.h>

extern const unsigned char report_html_head[], report_html_tail[];
extern const size_t report_html_head_len, report_html_tail_len;

#endif
