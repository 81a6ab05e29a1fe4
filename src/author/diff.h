/* Unified differences. */
#ifndef AUTHOR_DIFF_H
#define AUTHOR_DIFF_H

#include "grade/buf.h"

/* Appends one hunk, with two lines around it; nothing where the texts are alike. */
void author_diff(struct grade_buf *out, const char *before, const char *after);

#endif
