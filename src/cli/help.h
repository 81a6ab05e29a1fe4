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

/* The topic of this number, from 0, and what it is about; NULL behind the last. */
const char *cli_help_topic(size_t number, const char **out_what);

/* The case language (help_cases.c). */
extern const char cli_help_cases[];

/* Writing problems (help_authors.c). */
extern const char cli_help_authors[];

/* What a solution may be (help_kinds.c). */
extern const char cli_help_kinds[];
extern const char cli_help_web[]; /* behind it (help_web.c) */

/* Interpreters and what is warm in them (help_python.c). */
extern const char cli_help_python[];

/* Practising on one's own (help_learning.c). */
extern const char cli_help_learning[];

/* The rest of it, a section each, NULL-ended (help_models.c). */
extern const char *const cli_help_models[];

#endif
