/* Grading one solution against one problem: cells, cases, expectations, verdicts.
 *
 * A runner keeps its warm cell between solutions. Everything runs in the supervisor's one loop. A
 * learner's failure is data in the result; an error is a broken package (PACKAGE) or machine
 * (MACHINE). */
#ifndef GRADE_RUN_H
#define GRADE_RUN_H

#include "grade/bank.h"
#include "grade/result.h"
#include "grade/sandbox.h"

struct grade_run_config {
    const struct grade_python *python; /* borrowed while the runner lives, as is everything here */
    const char *harness;
    const char *extension;
    enum grade_level require;
    uint64_t seed;
    unsigned in_flight; /* cases at once, at least 1 */
    unsigned slot;      /* the first of two job slots, for solutions and for references: as root,
                           those of runners at work at the same time differ */
    int interrupt_fd;   /* readable once the user wants an end, and then stays so; -1: never */
};

struct grade_run_job {
    const struct grade_problem *problem;
    const char *solution_path; /* as the user named it; "-" for standard input */
    const char *source;
    size_t source_len;
    const bool *selected; /* of each case, whether to run it; NULL: all */
    const size_t *order;  /* the indices of all cases as they are to be started; NULL: as written */
    bool first_failure;   /* once a case has failed no other is started; those are skipped */
};

struct grade_runner;

int grade_runner_new(struct grade_runner **out, const struct grade_run_config *config,
                     struct grade_err *err);
void grade_runner_free(struct grade_runner *runner);
/* Nothing more is graded: ends the cells, and does not wait for them as grade_runner_free does. */
void grade_runner_rest(struct grade_runner *runner);

/* Starts the cell for a problem without waiting, so that it gets ready while the caller works.
 * Optional. */
int grade_runner_warm(struct grade_runner *runner, const struct grade_problem *problem,
                      struct grade_err *err);

/* The loop that everything runs in, for who watches descriptors of their own before, during and
 * after a run: their callbacks are called while it grades. Borrowed. */
struct grade_loop *grade_runner_loop(struct grade_runner *runner);

/* After an interruption by who wants another run now. interrupt_fd must not be readable any more.
 */
int grade_runner_resume(struct grade_runner *runner, struct grade_err *err);

/* Grades. On success the result is the caller's; its isolation is borrowed from the runner. The
 * cases' `rerun` is left to the caller, who knows how it was called. */
int grade_runner_grade(struct grade_runner *runner, const struct grade_run_job *job,
                       struct grade_result **out, struct grade_err *err);

/* Asks a case process that runs nothing one question about some source (see frames.h) and gives its
 * answer: the body of the frame that came back. Takes `body`. GRADE_FAULT_PACKAGE where none came.
 */
int grade_runner_look(struct grade_runner *runner, const struct grade_problem *problem,
                      const char *question, struct grade_value *body, struct grade_value **out,
                      struct grade_err *err);

#endif
