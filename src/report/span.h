/* Finds the part of a value that a path leads to, in the value's Python source.
 *
 * Works on text alone, so that what is marked is what is shown. Linear in the text for each step of
 * the path; the text may be cut or hostile: then nothing is found. */
#ifndef REPORT_SPAN_H
#define REPORT_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct report_span {
    size_t from, to; /* bytes; an item that is not there: the bracket where it would stand */
};

/* path as grade/compare.h writes it: "[2]['a'].x". False where the text does not show that part. */
bool report_span_find(struct report_span *out, const char *text, const char *path);

/* Narrows both spans, where both are string literals, to the first character that differs. */
void report_span_narrow(const char *one, struct report_span *in_one, const char *other,
                        struct report_span *in_other);

#endif
