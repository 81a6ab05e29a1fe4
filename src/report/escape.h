/* Hostile text, one glyph at a time: what a terminal may be shown for it, and how wide that is.
 *
 * Everything that shows a learner's text goes through here, so that no byte of it can move the
 * cursor, colour a line, hide, reorder, or start a command of a CI log. Never fails. */
#ifndef REPORT_ESCAPE_H
#define REPORT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/buf.h"

struct report_glyph {
    char shown[24]; /* NUL-terminated; never a control character */
    int width;      /* columns, at least 1 */
};

/* Reads one character of text (len > 0), with the few combining marks that may belong to it, and
 * returns the bytes it took. A newline is `\n` here: who keeps lines apart looks for it first.
 * With ascii, nothing beyond ASCII is shown raw. */
size_t report_glyph_next(struct report_glyph *out, const char *text, size_t len, bool ascii);

/* Appends text with everything made visible, newlines too, and returns its width in columns. */
int report_show(struct grade_buf *out, const char *text, size_t len, bool ascii);

/* The columns that text would take, without showing it. */
int report_width(const char *text, size_t len, bool ascii);

/* Appends text as valid UTF-8: each byte that is none becomes U+FFFD. */
void report_utf8(struct grade_buf *out, const char *text, size_t len);

#endif
