/* The texts of `grade help`. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "grade/buf.h"

/* --help: usage, the commonest invocations, options, exit statuses, where to read on. */
void cli_help_usage(struct grade_buf *out);

/* `grade help watch` (watch_keys.c). */
void cli_help_watch(struct grade_buf *out);

/* The case language (help_cases.c). */
extern const char cli_help_cases[];

/* Writing problems (help_authors.c). */
extern const char cli_help_authors[];

/* What a solution may be (help_kinds.c). */
extern const char cli_help_kinds[];

#endif
