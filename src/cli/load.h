/* What commands that grade have in common: the problem, the cases asked for, how to run them. */
#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include "options.h"
#include "paths.h"

#include "grade/bank.h"
#include "grade/learn.h"
#include "grade/run.h"

/* Finds the problem of this name and loads it under the options: --cases, --limit. *out is the
 * caller's. */
int cli_load_problem(struct grade_problem **out, const char *name,
                     const struct grade_options *options, const struct cli_paths *paths,
                     struct grade_err *err);

/* Of each case whether --case asks for it. Caller frees *out. */
int cli_select_cases(bool **out, const struct grade_problem *problem,
                     const struct grade_options *options, struct grade_err *err);

/* Inputs that are drawn are other ones on each run, unless a seed is given: nobody can learn them
 * by heart. One seed for all that is random, so that the one in the report repeats the whole run.
 * Sets it where the problem draws and the options have none. */
int cli_choose_seed(struct grade_options *options, const struct grade_problem *problem,
                    struct grade_err *err);

/* Borrows everything. */
struct grade_run_config cli_run_config(const struct grade_options *options,
                                       const struct cli_paths *paths,
                                       const struct grade_python *python, int interrupt_fd);

/* Sets each case's `rerun`. */
void cli_fill_rerun(struct grade_result *result, const struct grade_options *options);

/* The exit status that a result means. */
int cli_status_of(const struct grade_result *result);

/* Remembers a run as a learner's attempt, unless the options or the surroundings say otherwise.
 * Call it behind all reports; harmless: a verdict is none the worse for not being remembered. Adds
 * a line to notes for what the user should know. ahead: of grade_learn_ahead, taken; or NULL. */
void cli_record(struct grade_buf *notes, const struct grade_problem *problem,
                const struct grade_result *result, const struct grade_options *options,
                struct grade_learn *ahead);
/* Whether cli_record would: then the store may be opened ahead of it (grade/learn.h). */
bool cli_records(const struct grade_options *options);

#endif
