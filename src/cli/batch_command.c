/* `grade batch`: many submissions, a journal, reports. */
#include "batch_reports.h"
#include "commands.h"
#include "help.h"
#include "interrupt.h"
#include "options.h"
#include "paths.h"

#include "grade/cpus.h"
#include "grade/batch.h"
#include "grade/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum {
    JOBS_MOST = 256,
    IN_FLIGHT = 2, /* cases of a worker: one is set up while another is taken down */
};

struct batch_job {
    const struct grade_options *options;
    struct cli_reports reports;
    struct cli_paths paths;
    struct grade_python python;
    struct grade_submissions submissions;
    struct grade_index index;
    struct grade_journal *journal;
    struct grade_batch_outcome outcome;
    char *limits;
    int interrupt_fd, snapshot_fd;
};

static void tell(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void tell(const char *fmt, ...)
{
    char text[2048];
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    grade_report_visible(&line, text, strlen(text), 2);
    fprintf(stderr, "grade: %s\n", grade_buf_text(&line));
}

/* Getting ready -------------------------------------------------------------------------------- */

static void tell_notes(const struct grade_submissions *list)
{
    if (list->note_count)
        tell("left out, %zu in all:\n%s%s", list->note_count, grade_buf_text(&list->notes),
             list->note_count > 10 ? "\n..." : "");
}

static int gather(struct batch_job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    const struct grade_sources sources = {
        .problem = options->problem,
        .banks = (const char *const *)job->paths.banks,
        .case_files = options->case_files.items,
        .case_file_count = options->case_files.count,
        .limits = options->limits.items,
        .limit_count = options->limits.count,
    };
    int rc = grade_submissions_gather(&job->submissions, &sources, options->operands,
                                      options->operand_count, err);
    if (rc < 0)
        return rc;
    if (options->verbose >= 0)
        tell_notes(&job->submissions);
    if (job->submissions.count == 0)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "no submissions in what was named%s",
                          options->problem ? "" : " (one problem for all: --problem TOPIC/NN)");
    if (options->shards)
        grade_submissions_shard(&job->submissions, options->shard, options->shards);
    return 0;
}

static int open_journal(struct batch_job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    size_t torn = 0;
    if (!options->journal && (options->resume || options->again))
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "--%s needs a --journal to go on with",
                          options->resume ? "resume" : "again");
    int rc = grade_journal_open(&job->journal, &job->index, options->journal,
                                options->resume || options->again, &torn, err);
    if (rc == 0 && torn)
        tell("%s: the last line was torn: %zu bytes of no result cut off", options->journal, torn);
    return rc;
}

static char *joined_limits(const struct grade_options *options)
{
    struct grade_buf text = GRADE_BUF_INIT;
    for (size_t i = 0; i < options->limits.count; i++)
        grade_buf_addf(&text, "%s%s", i ? " " : "", options->limits.items[i]);
    return options->limits.count ? grade_buf_take(&text) : NULL;
}

/* Drawn anew for each run; but parts of one run, on other machines, must draw the same. */
static int choose_seed(uint64_t *out, const struct batch_job *job, struct grade_err *err)
{
    uint32_t seed = 0;
    if (job->options->has_seed) {
        *out = job->options->seed;
        return 0;
    }
    bool draws = false;
    for (size_t i = 0; i < job->submissions.problem_count; i++)
        draws |= job->submissions.problems[i].draws;
    if (draws && job->options->shards)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "--shard: inputs are drawn, and all shards must draw the same: give them "
                          "one --seed N, such as the number of the CI run");
    if (draws && getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "getrandom");
    *out = seed;
    return 0;
}

static void add_rerun(struct grade_buf *out, const void *owner, const char *problem,
                      const char *solution, uint64_t seed, size_t number)
{
    struct grade_options again = *(const struct grade_options *)owner;
    again.problem = problem;
    again.solution = solution;
    again.has_seed |= seed != 0;
    again.seed = seed;
    grade_options_rerun(out, &again, number);
}

static unsigned jobs_of(const struct grade_options *options, size_t submissions)
{
    long jobs = options->jobs ? options->jobs : (long)grade_cpus();
    jobs = jobs > JOBS_MOST ? JOBS_MOST : jobs;
    return (size_t)jobs > submissions && submissions ? (unsigned)submissions : (unsigned)jobs;
}

static struct grade_batch_look look_of(const struct grade_options *options)
{
    struct grade_report_options look =
        cli_report_options(options->color, options->verbose, STDERR_FILENO);
    const char *term = getenv("TERM");
    return (struct grade_batch_look){
        .fd = options->verbose < 0 ? -1 : STDERR_FILENO,
        .terminal = isatty(STDERR_FILENO) && !options->plain && term && strcmp(term, "dumb") != 0,
        .color = look.color,
        .ascii = look.ascii,
        .width = look.width,
    };
}

static int grade_all(struct batch_job *job, struct grade_err *err)
{
    const struct grade_options *options = job->options;
    bool full = options->require && !strcmp(options->require, "full");
    struct grade_batch_config config = {
        .submissions = &job->submissions,
        .python = &job->python,
        .harness = job->paths.harness,
        .extension = job->paths.extension,
        .require = full ? GRADE_LEVEL_FULL : GRADE_LEVEL_BASELINE,
        .jobs = jobs_of(options, job->submissions.count),
        .in_flight = IN_FLIGHT,
        .has_seed = options->has_seed,
        .limits = job->limits,
        .again = options->again,
        .interrupt_fd = job->interrupt_fd,
        .snapshot_fd = job->snapshot_fd,
        .look = look_of(options),
        .rerun = add_rerun,
        .rerun_owner = options,
    };
    int rc = choose_seed(&config.seed, job, err);
    return rc < 0 ? rc : grade_batch_run(&config, job->journal, &job->index, &job->outcome, err);
}

/* Running -------------------------------------------------------------------------------------- */

static int prepare(struct batch_job *job, struct grade_err *err)
{
    int rc = cli_reports_open(&job->reports, job->options, err);
    if (rc == 0)
        rc = cli_paths_init(&job->paths, job->options->problems, err);
    if (rc == 0)
        rc = grade_python_find(&job->python, job->options->python, err);
    if (rc == 0)
        rc = gather(job, err);
    if (rc == 0)
        rc = open_journal(job, err);
    if (rc == 0)
        rc = job->interrupt_fd = cli_interrupt_init(err);
    if (rc >= 0)
        rc = job->snapshot_fd = cli_snapshot_init(err);
    return rc < 0 ? rc : 0;
}

static void tell_how_to_go_on(const struct batch_job *job)
{
    const struct grade_batch_outcome *o = &job->outcome;
    size_t left = o->total - o->before - o->graded;
    if (job->options->journal)
        tell("%zu of %zu left; the same command with --resume goes on", left, o->total);
    else
        tell("%zu of %zu left; with --journal FILE it could be gone on with", left, o->total);
}

/* The journal is told as it is, whatever ended the grading. */
static int write_reports(struct batch_job *job, struct grade_err *err)
{
    struct grade_report_batch totals;
    const struct grade_batch_outcome *o = &job->outcome;
    grade_index_totals(&job->index, &totals);
    totals.expected = totals.results + (o->total - o->before - o->graded);
    totals.interrupted = o->interrupted;
    return cli_reports_write(&job->reports, &job->index, &totals, err);
}

static int status_of(const struct batch_job *job)
{
    const struct grade_batch_outcome *o = &job->outcome;
    if (o->interrupted)
        return GRADE_FAULT_INTERRUPTED;
    if (o->broken)
        return GRADE_FAULT_PACKAGE;
    if (o->machine)
        return GRADE_FAULT_MACHINE;
    return o->failed && !job->options->exit_zero ? 1 : 0;
}

static int run_job(struct batch_job *job)
{
    struct grade_err err;
    signal(SIGXFSZ, SIG_IGN); /* a journal that may not grow is an error that we tell */
    if (prepare(job, &err) < 0)
        return cli_complain(&err);
    int status = 0;
    if (grade_all(job, &err) < 0)
        status = cli_complain(&err);
    if (job->outcome.interrupted || (status && job->outcome.total))
        tell_how_to_go_on(job);
    if ((job->outcome.total || !status) && write_reports(job, &err) < 0) {
        int failed = cli_complain(&err);
        status = status ? status : failed;
    }
    if (grade_journal_close(grade_take(job->journal), &err) < 0) {
        int failed = cli_complain(&err);
        status = status ? status : failed;
    }
    return status ? status : status_of(job);
}

static void job_done(struct batch_job *job)
{
    cli_reports_done(&job->reports);
    grade_journal_close(job->journal, NULL);
    grade_index_done(&job->index);
    grade_submissions_done(&job->submissions);
    grade_python_done(&job->python);
    cli_paths_done(&job->paths);
    free(job->limits);
}

static int run_batch(int argc, char **argv)
{
    struct grade_options options;
    struct grade_err err;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = grade_options_parse(&options, GRADE_FORM_BATCH, argc, argv, &err), status;
    if (rc < 0) {
        status = cli_complain(&err);
    } else if (options.help) {
        cli_help_batch(&text);
        status = cli_say(grade_buf_text(&text));
    } else {
        struct batch_job job = {.options = &options, .interrupt_fd = -1, .snapshot_fd = -1};
        grade_submissions_init(&job.submissions);
        grade_index_init(&job.index);
        job.limits = joined_limits(&options);
        status = run_job(&job);
        job_done(&job);
    }
    grade_options_done(&options);
    return status;
}

const struct cli_command cli_batch = {
    .name = "batch",
    .usage = "[OPTIONS] SOURCE...",
    .what = "grade many submissions",
    .run = run_batch,
};
