/* `grade [OPTIONS] PROBLEM SOLUTION`, the default command. */
#include "commands.h"
#include "debug.h"
#include "help.h"
#include "interrupt.h"
#include "load.h"
#include "options.h"
#include "output.h"
#include "paths.h"

#include "grade/bank.h"
#include "grade/mem.h"
#include "grade/result.h"
#include "grade/run.h"
#include "grade/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    struct grade_learn *record; /* opened ahead, or NULL */
};

/* Runs the selected cases of job->problem on job->solution and sets job->result. An interruption
 * (interrupt_fd) is no failure: the result holds what had ended, with `interrupted` set. */
static int grade_one(struct job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    int rc = grade_python_find(&job->python, options->python, err);
    if (rc == 0)
        rc = cli_choose_seed(&job->again, job->problem, err);
    if (rc < 0)
        return rc;
    const struct grade_run_config config =
        cli_run_config(&job->again, &job->paths, &job->python, job->interrupt_fd);
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
    /* While the interpreter starts there is time. */
    rc = grade_runner_warm(job->runner, job->problem, err);
    if (rc == 0 && cli_records(options))
        job->record = grade_learn_ahead();
    if (rc == 0)
        rc = grade_runner_grade(job->runner, &run_job, &job->result, err);
    grade_runner_rest(job->runner);
    if (rc == 0)
        cli_fill_rerun(job->result, &job->again);
    return rc;
}

/* A name that slipped behind '=': the learner's work would be gone. */
static int spare_solution(const char *path, const struct grade_options *options,
                          struct grade_err *err)
{
    struct stat there, solution;
    if (!path || stat(path, &there) < 0 || stat(options->solution, &solution) < 0 ||
        there.st_ino != solution.st_ino || there.st_dev != solution.st_dev)
        return 0;
    return grade_fail(err, GRADE_FAULT_USAGE, EINVAL,
                      "%s: is the solution, which would be overwritten; name another file", path);
}

static int open_outputs(struct job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    int rc = spare_solution(options->keep_failing, options, err);
    for (size_t i = 0; rc == 0 && i < options->report_count; i++)
        rc = spare_solution(options->reports[i].path, options, err);
    if (rc < 0)
        return rc;
    job->outputs = grade_alloc_array(options->report_count, sizeof(*job->outputs));
    for (size_t i = 0; i < options->report_count; i++)
        job->outputs[i].fd = -1;
    for (size_t i = 0; i < options->report_count; i++) {
        rc = options->reports[i].append
                 ? cli_output_append(&job->outputs[i], options->reports[i].path, err)
                 : cli_output_open(&job->outputs[i], options->reports[i].path, err);
        if (rc < 0)
            return rc;
    }
    return options->keep_failing ? cli_output_open(&job->kept, options->keep_failing, err) : 0;
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
    if (!job->options->solution[0])
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT, "the name of the solution is empty");
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
        rc = cli_load_problem(&job->problem, job->options->problem, job->options, &job->paths, err);
    if (rc == 0)
        rc = cli_select_cases(&job->selected, job->problem, job->options, err);
    if (rc == 0)
        rc = read_solution(job, err);
    const struct cli_debug debug = {job->options, &job->paths,   &job->python,
                                    job->problem, job->selected, &job->solution};
    if (rc == 0 && job->options->debug)
        rc = cli_debug_check(&debug, err);
    if (rc == 0)
        rc = grade_one(job, err);
    if (rc == 0)
        rc = write_reports(job, err);
    if (rc == 0)
        rc = keep_failing(job, err);
    if (rc == 0 && job->options->debug && !job->result->interrupted)
        rc = cli_debug_run(&debug, job->result, err);
    return rc;
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
    grade_learn_close(job->record);
    grade_runner_free(job->runner);
    grade_python_done(&job->python);
}

int cmd_grade(const struct grade_options *options)
{
    struct job job = {
        .options = options, .again = *options, .kept = {.fd = -1}, .interrupt_fd = -1};
    struct grade_err err;
    int rc = run(&job, &err);
    int status = rc < 0 ? cli_complain(&err) : cli_status_of(job.result);
    if (rc == 0) {
        cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
        cli_record(&notes, job.problem, job.result, options, grade_take(job.record));
        cli_note(grade_buf_text(&notes));
    }
    job_done(&job);
    return status == 1 && options->exit_zero ? 0 : status;
}

static int run_grade(int argc, char **argv)
{
    struct grade_options options;
    struct grade_err err;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = grade_options_parse(&options, GRADE_FORM_GRADE, argc, argv, &err), status;
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
