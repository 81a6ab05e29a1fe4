/* The texts of `grade help`. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "grade/buf.h"

/* --help: usage, the commonest invocations, options, exit statuses, where to read on. */
void cli_help_usage(struct grade_buf *out);

/* `grade help watch` (watch_keys.c). */
void cli_help_watch(struct grade_buf *out);

/* --help of the commands about many submissions (help_batch.c). */
void cli_help_batch(struct grade_buf *out);
void cli_help_report(struct grade_buf *out);
void cli_help_merge(struct grade_buf *out);

/* The case language (help_cases.c). */
extern const char cli_help_cases[];

/* What a solution may be (help_kinds.c). */
extern const char cli_help_kinds[];
extern const char cli_help_web[]; /* behind it (help_web.c) */

/* Interpreters and what is warm in them (help_python.c). */
extern const char cli_help_python[];

/* Practising on one's own (help_learning.c). */
extern const char cli_help_learning[];

#endif
