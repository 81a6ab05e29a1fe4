/* Hostile text inside XML and HTML: first made visible (escape.h), so that no control character and
 * nothing that a document may not hold is left, then escaped for content and for attributes. */
#ifndef REPORT_MARKUP_H
#define REPORT_MARKUP_H

#include <stddef.h>

#include "grade/buf.h"

/* One line; newlines show as \n. NULL is the empty text. */
void markup_line(struct grade_buf *out, const char *text);
/* Lines stay lines. */
void markup_block(struct grade_buf *out, const char *text, size_t len);
/* Text that has been made visible already. */
void markup_escape(struct grade_buf *out, const char *text, size_t len);

#endif
