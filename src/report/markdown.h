/* Markdown on a terminal: headings, paragraphs, lists, quotes, code and tables, wrapped.
 *
 * The text is a package's and may be hostile: everything goes through escape.h, nesting is bounded,
 * and HTML in it is shown as it stands. The caller bounds its length. Nothing is left out; code
 * that is too wide goes on in the next row. */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "page.h"

void report_markdown(const struct page *page, const char *text, size_t len);

#endif
