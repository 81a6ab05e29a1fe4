/* What shells offer when somebody presses Tab: see complete.c. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "grade/buf.h"

/* Appends the candidates for the last of the words that follow `grade`. */
void cli_complete(struct grade_buf *out, int count, char *const *words);

#endif
