/* The texts of `grade help`. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "grade/buf.h"

/* --help: usage, the commonest invocations, options, exit statuses, where to read on. */
void cli_help_usage(struct grade_buf *out);

/* The case language (help_cases.c). */
extern const char cli_help_cases[];

/* What a solution may be (help_kinds.c). */
extern const char cli_help_kinds[];

/* The rest of it, a section each, NULL-ended (help_models.c). */
extern const char *const cli_help_models[];

#endif
