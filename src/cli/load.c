/* What commands that grade have in common: see load.h. */
#include "load.h"

#include "grade/learn.h"
#include "grade/mem.h"
#include "grade/nearest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum {
    DEFAULT_SEED = 0,      /* the same order of sets and dicts on every run */
    DEFAULT_IN_FLIGHT = 4, /* two processors have work while others are set up and torn down */
};

static bool draws(const struct grade_problem *problem)
{
    for (size_t i = 0; i < problem->case_count; i++)
        if (problem->cases[i].generate)
            return true;
    return false;
}

/* Short enough to be typed. */
int cli_choose_seed(struct grade_options *options, const struct grade_problem *problem,
                    struct grade_err *err)
{
    uint32_t seed;
    if (options->has_seed || !draws(problem))
        return 0;
    if (getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "getrandom");
    options->has_seed = true;
    options->seed = seed;
    return 0;
}

struct grade_run_config cli_run_config(const struct grade_options *options,
                                       const struct cli_paths *paths,
                                       const struct grade_python *python, int interrupt_fd)
{
    bool full = options->require && !strcmp(options->require, "full");
    return (struct grade_run_config){
        .python = python,
        .harness = paths->harness,
        .extension = paths->extension,
        .require = full ? GRADE_LEVEL_FULL : GRADE_LEVEL_BASELINE,
        .seed = options->has_seed ? options->seed : DEFAULT_SEED,
        .in_flight = options->jobs ? (unsigned)options->jobs : DEFAULT_IN_FLIGHT,
        .interrupt_fd = interrupt_fd,
    };
}

int cli_load_problem(struct grade_problem **out, const char *name,
                     const struct grade_options *options, const struct cli_paths *paths,
                     struct grade_err *err)
{
    cleanup_free char *dir = NULL;
    struct grade_problem *problem = NULL;
    int rc = grade_bank_find(&dir, name, (const char *const *)paths->banks, err);
    if (rc < 0)
        return rc;
    rc = grade_problem_load(&problem, dir, options->case_files.items, options->case_files.count,
                            err);
    if (rc < 0)
        return rc;
    for (size_t c = 0; rc == 0 && c < problem->case_count; c++)
        for (size_t i = 0; rc == 0 && i < options->limits.count; i++)
            rc = grade_limits_parse(&problem->cases[c].limits, options->limits.items[i], err);
    if (rc < 0)
        grade_problem_free(problem);
    else
        *out = problem;
    return rc;
}

static int no_such_case(const struct grade_problem *problem, const char *word,
                        struct grade_err *err)
{
    const char **names = grade_alloc_array(problem->case_count, sizeof(*names));
    for (size_t i = 0; i < problem->case_count; i++)
        names[i] = problem->cases[i].name;
    const char *near = grade_nearest(word, names, problem->case_count);
    free(names);
    if (near)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "--case: %s has no case '%s' (did you mean '%s'?)", problem->id, word,
                          near);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "--case: %s has no case '%s', it has 1 to %zu",
                      problem->id, word, problem->case_count);
}

/* A name, or else a number. */
static int select_case(bool *selected, const struct grade_problem *problem, const char *word,
                       struct grade_err *err)
{
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    bool is_number = word[0] >= '0' && word[0] <= '9' && !*end;
    for (size_t i = 0; i < problem->case_count; i++)
        if (!strcmp(problem->cases[i].name, word)) {
            selected[i] = true;
            return 0;
        }
    for (size_t i = 0; i < problem->case_count && is_number; i++)
        if (problem->cases[i].number == number) {
            selected[i] = true;
            return 0;
        }
    return no_such_case(problem, word, err);
}

int cli_select_cases(bool **out, const struct grade_problem *problem,
                     const struct grade_options *options, struct grade_err *err)
{
    const struct grade_list *words = &options->cases;
    bool *selected = grade_alloc_array(problem->case_count, sizeof(*selected));
    for (size_t i = 0; i < problem->case_count; i++)
        selected[i] = words->count == 0;
    for (size_t i = 0; i < words->count; i++) {
        int rc = select_case(selected, problem, words->items[i], err);
        if (rc < 0) {
            free(selected);
            return rc;
        }
    }
    *out = selected;
    return 0;
}

void cli_fill_rerun(struct grade_result *result, const struct grade_options *options)
{
    for (size_t i = 0; i < result->case_count; i++) {
        struct grade_buf line = GRADE_BUF_INIT;
        grade_options_rerun(&line, options, result->cases[i].number);
        result->cases[i].rerun = grade_buf_take(&line);
    }
}

int cli_status_of(const struct grade_result *result)
{
    if (result->interrupted)
        return GRADE_FAULT_INTERRUPTED;
    if (result->verdict == GRADE_VERDICT_PASS)
        return 0;
    /* Skipped as a whole: something that the problem needs is not on this machine. */
    if (result->verdict == GRADE_VERDICT_INTERNAL || result->verdict == GRADE_VERDICT_SKIPPED)
        return GRADE_FAULT_MACHINE;
    return 1;
}

bool cli_records(const struct grade_options *options)
{
    return !options->no_progress && grade_learn_wanted();
}

void cli_record(struct grade_buf *notes, const struct grade_problem *problem,
                const struct grade_result *result, const struct grade_options *options,
                struct grade_learn *ahead)
{
    const struct grade_learn_run run = {
        .problem = problem,
        .result = result,
        .partial = options->cases.count > 0,
        .solution = options->solution,
    };
    struct grade_err err;
    if (!cli_records(options))
        return;
    if (grade_learn_record(&run, ahead, notes, &err) < 0 && options->verbose >= 0)
        grade_buf_addf(notes,
                       "progress is not recorded: %s (--no-progress, or GRADE_PROGRESS=off, if "
                       "that is meant)\n",
                       err.msg);
}
