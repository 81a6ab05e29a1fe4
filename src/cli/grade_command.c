/* `grade [OPTIONS] PROBLEM SOLUTION`, the default command. */
#include "commands.h"
#include "help.h"
#include "interrupt.h"
#include "options.h"
#include "output.h"
#include "paths.h"

#include "grade/bank.h"
#include "grade/learn.h"
#include "grade/mem.h"
#include "grade/nearest.h"
#include "grade/result.h"
#include "grade/run.h"
#include "grade/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    DEFAULT_SEED = 0,      /* the same order of sets and dicts on every run */
    DEFAULT_IN_FLIGHT = 2, /* one case is set up and torn down while another runs */
};

/* All that a run needs, in the order in which it is got together. */
struct job {
    const struct grade_options *options;
    struct grade_options again; /* the same with the seed that was chosen; owns nothing */
    struct cli_output *outputs; /* one for each report */
    struct cli_output kept;     /* of --keep-failing */
    struct cli_paths paths;
    struct grade_problem *problem;
    bool *selected; /* one for each case */
    struct grade_buf solution;
    struct grade_python python;
    struct grade_runner *runner; /* outlives the result, which borrows from it */
    int interrupt_fd;
    struct grade_result *result;
};

static bool draws(const struct grade_problem *problem)
{
    for (size_t i = 0; i < problem->case_count; i++)
        if (problem->cases[i].generate)
            return true;
    return false;
}

/* Inputs that are drawn are other ones on each run, unless a seed is given: nobody can learn them
 * by heart. One seed for all that is random, so that the one in the report repeats the whole run.
 * Short enough to be typed. */
static int choose_seed(struct job *job, struct grade_err *err)
{
    uint32_t seed;
    if (job->again.has_seed || !draws(job->problem))
        return 0;
    if (getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "getrandom");
    job->again.has_seed = true;
    job->again.seed = seed;
    return 0;
}

/* Runs the selected cases of job->problem on job->solution and sets job->result. An interruption
 * (interrupt_fd) is no failure: the result holds what had ended, with `interrupted` set. */
static int grade_one(struct job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    int rc = grade_python_find(&job->python, options->python, err);
    if (rc == 0)
        rc = choose_seed(job, err);
    if (rc < 0)
        return rc;
    bool full = options->require && !strcmp(options->require, "full");
    const struct grade_run_config config = {
        .python = &job->python,
        .harness = job->paths.harness,
        .extension = job->paths.extension,
        .require = full ? GRADE_LEVEL_FULL : GRADE_LEVEL_BASELINE,
        .seed = job->again.has_seed ? job->again.seed : DEFAULT_SEED,
        .in_flight = options->jobs ? (unsigned)options->jobs : DEFAULT_IN_FLIGHT,
        .interrupt_fd = job->interrupt_fd,
    };
    rc = grade_runner_new(&job->runner, &config, err);
    if (rc < 0)
        return rc;
    const struct grade_run_job run_job = {
        .problem = job->problem,
        .solution_path = options->solution,
        .source = grade_buf_text(&job->solution),
        .source_len = job->solution.len,
        .selected = options->cases.count ? job->selected : NULL,
    };
    rc = grade_runner_grade(job->runner, &run_job, &job->result, err);
    for (size_t i = 0; rc == 0 && i < job->result->case_count; i++) {
        struct grade_buf line = GRADE_BUF_INIT;
        grade_options_rerun(&line, &job->again, job->result->cases[i].number);
        job->result->cases[i].rerun = grade_buf_take(&line);
    }
    return rc;
}

static int open_outputs(struct job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    job->outputs = grade_alloc_array(options->report_count, sizeof(*job->outputs));
    for (size_t i = 0; i < options->report_count; i++)
        job->outputs[i].fd = -1;
    for (size_t i = 0; i < options->report_count; i++) {
        int rc = cli_output_open(&job->outputs[i], options->reports[i].path, err);
        if (rc < 0)
            return rc;
    }
    return options->keep_failing ? cli_output_open(&job->kept, options->keep_failing, err) : 0;
}

static int load_problem(struct job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    cleanup_free char *dir = NULL;
    int rc = grade_bank_find(&dir, options->problem, (const char *const *)job->paths.banks, err);
    if (rc < 0)
        return rc;
    rc = grade_problem_load(&job->problem, dir, options->case_files.items,
                            options->case_files.count, err);
    for (size_t c = 0; rc == 0 && c < job->problem->case_count; c++)
        for (size_t i = 0; rc == 0 && i < options->limits.count; i++)
            rc = grade_limits_parse(&job->problem->cases[c].limits, options->limits.items[i], err);
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
static int select_case(struct job *job, const char *word, struct grade_err *err)
{
    const struct grade_problem *problem = job->problem;
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    bool is_number = word[0] >= '0' && word[0] <= '9' && !*end;
    for (size_t i = 0; i < problem->case_count; i++)
        if (!strcmp(problem->cases[i].name, word)) {
            job->selected[i] = true;
            return 0;
        }
    for (size_t i = 0; i < problem->case_count && is_number; i++)
        if (problem->cases[i].number == number) {
            job->selected[i] = true;
            return 0;
        }
    return no_such_case(problem, word, err);
}

static int select_cases(struct job *job, struct grade_err *err)
{
    const struct grade_list *words = &job->options->cases;
    size_t count = job->problem->case_count;
    job->selected = grade_alloc_array(count, sizeof(*job->selected));
    for (size_t i = 0; i < count; i++)
        job->selected[i] = words->count == 0;
    for (size_t i = 0; i < words->count; i++) {
        int rc = select_case(job, words->items[i], err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

static int read_standard_input(struct grade_buf *out, struct grade_err *err)
{
    char chunk[65536];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, chunk, sizeof(chunk));
        if (got < 0 && errno == EINTR && !cli_interrupted())
            continue;
        if (got < 0 && errno == EINTR)
            return grade_fail(err, GRADE_FAULT_INTERRUPTED, EINTR, "interrupted");
        if (got < 0)
            return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "standard input: cannot read");
        if (got == 0)
            return 0;
        grade_buf_add(out, chunk, (size_t)got);
        if (out->len > GRADE_SOLUTION_MAX)
            return grade_fail(err, GRADE_FAULT_USAGE, EFBIG,
                              "standard input: a solution is at most %d bytes", GRADE_SOLUTION_MAX);
    }
}

static int read_solution(struct job *job, struct grade_err *err)
{
    if (!strcmp(job->options->solution, "-"))
        return read_standard_input(&job->solution, err);
    return grade_buf_read_nofollow(&job->solution, job->options->solution, GRADE_SOLUTION_MAX, err);
}

static int write_report(struct job *job, size_t index, struct grade_err *err)
{
    const struct grade_reporter *reporter = job->options->reports[index].reporter;
    struct cli_output *output = &job->outputs[index];
    struct grade_report_options look =
        cli_report_options(job->options->color, job->options->verbose, output->fd);
    look.audience = job->options->audience;
    struct grade_report report;
    grade_report_open(&report, reporter, &look, NULL);
    grade_report_add(&report, job->result);
    grade_report_close(&report);
    int rc = cli_output_write(output, grade_buf_text(&report.out), report.out.len, err);
    grade_report_done(&report);
    return rc < 0 ? rc : cli_output_finish(output, err);
}

/* Every report is tried, so that a full disk does not cost the one on the terminal. */
static int write_reports(struct job *job, struct grade_err *err)
{
    int rc = 0;
    for (size_t i = 0; i < job->options->report_count; i++) {
        struct grade_err here;
        int one = write_report(job, i, &here);
        if (one < 0 && rc == 0) {
            rc = one;
            *err = here;
        }
    }
    return rc;
}

/* Generated inputs that failed, as a document of cases for --cases or cases.json. Those of hidden
 * cases stay hidden. Nothing failed: nothing is written. */
static int keep_failing(struct job *job, struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    for (size_t i = 0; job->options->keep_failing && i < job->result->case_count; i++) {
        const struct grade_case_result *c = &job->result->cases[i];
        for (size_t k = 0; !c->hidden && k < c->failure_count; k++)
            if (c->failures[k].generated && c->failures[k].generated->kept)
                grade_buf_addf(&text, "%s  %s", text.len ? ",\n" : "{\"cases\": [\n",
                               c->failures[k].generated->kept);
    }
    if (!text.len)
        return 0;
    grade_buf_adds(&text, "\n]}\n");
    int rc = cli_output_write(&job->kept, grade_buf_text(&text), text.len, err);
    return rc < 0 ? rc : cli_output_finish(&job->kept, err);
}

static int run(struct job *job, struct grade_err *err)
{
    int rc = open_outputs(job, err);
    if (rc == 0)
        rc = job->interrupt_fd = cli_interrupt_init(err);
    if (rc >= 0)
        rc = cli_paths_init(&job->paths, job->options->problems, err);
    if (rc == 0)
        rc = load_problem(job, err);
    if (rc == 0)
        rc = select_cases(job, err);
    if (rc == 0)
        rc = read_solution(job, err);
    if (rc == 0)
        rc = grade_one(job, err);
    if (rc == 0)
        rc = write_reports(job, err);
    if (rc == 0)
        rc = keep_failing(job, err);
    return rc;
}

/* Behind all reports, and harmless: a verdict is none the worse for not being remembered. */
static void record(const struct job *job)
{
    const struct grade_options *options = job->options;
    const struct grade_learn_run run = {
        .problem = job->problem,
        .result = job->result,
        .partial = options->cases.count > 0,
        .solution = options->solution,
    };
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_err err;
    if (options->no_progress || !grade_learn_wanted())
        return;
    bool failed = grade_learn_record(&run, &notes, &err) < 0;
    cli_note(grade_buf_text(&notes));
    if (!failed || options->verbose < 0)
        return;
    cleanup_free char *line = grade_printf(
        "progress is not recorded: %s (--no-progress, or GRADE_PROGRESS=off, if that is meant)",
        err.msg);
    cli_note(line);
}

static int status_of(const struct grade_result *result)
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

static void job_done(struct job *job)
{
    for (size_t i = 0; job->outputs && i < job->options->report_count; i++)
        cli_output_abandon(&job->outputs[i]);
    cli_output_abandon(&job->kept);
    free(job->outputs);
    cli_paths_done(&job->paths);
    grade_problem_free(job->problem);
    free(job->selected);
    grade_buf_done(&job->solution);
    grade_result_free(job->result);
    grade_runner_free(job->runner);
    grade_python_done(&job->python);
}

int cmd_grade(const struct grade_options *options)
{
    struct job job = {
        .options = options, .again = *options, .kept = {.fd = -1}, .interrupt_fd = -1};
    struct grade_err err;
    int rc = run(&job, &err);
    int status = rc < 0 ? cli_complain(&err) : status_of(job.result);
    if (rc == 0)
        record(&job);
    job_done(&job);
    return status;
}

static int run_grade(int argc, char **argv)
{
    struct grade_options options;
    struct grade_err err;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = grade_options_parse(&options, argc, argv, &err), status;
    if (rc < 0) {
        status = cli_complain(&err);
    } else if (options.help) {
        cli_help_usage(&text);
        status = cli_say(grade_buf_text(&text));
    } else if (options.version) {
        status = cli_say("grade " GRADE_VERSION "\n");
    } else {
        status = cmd_grade(&options);
    }
    grade_options_done(&options);
    return status;
}

const struct cli_command cli_grade = {
    .name = "grade",
    .usage = "PROBLEM SOLUTION",
    .what = "grade a solution; the word may be left out",
    .run = run_grade,
};
