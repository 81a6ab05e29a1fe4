/* A worker: a supervisor of its own, with a cell that stays warm from one submission to the next.
 *
 * Its loop waits for nothing but its parent and its own cases. It leaves the terminal's process
 * group, so that a Ctrl-C is the parent's to hear, and dies with the parent. */
#include "pool.h"

#include "grade/cpus.h"
#include "grade/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { SLOTS_EACH = 2 }; /* solutions and references have a slot each */

struct worker_self {
    const struct grade_batch_config *config;
    int fd;
    unsigned number;
    struct grade_runner *runner;
    uint64_t seed; /* of the runner */
};

/* Results -------------------------------------------------------------------------------------- */

/* Later than what the journal had, also where the clock has been set back since: the one finished
 * last counts. */
static char *time_text(long long not_before_ms)
{
    struct timespec now;
    struct tm parts;
    char seconds[32];
    clock_gettime(CLOCK_REALTIME, &now);
    long long ms = (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    ms = ms < not_before_ms ? not_before_ms : ms;
    time_t whole = (time_t)(ms / 1000);
    gmtime_r(&whole, &parts);
    strftime(seconds, sizeof(seconds), "%Y-%m-%dT%H:%M:%S", &parts);
    return grade_printf("%s.%03lldZ", seconds, ms % 1000);
}

void batch_result_complete(struct grade_result *result, const struct grade_batch_config *config,
                           const struct grade_submission *submission)
{
    result->id = grade_strdup(submission->id);
    result->limits = config->limits ? grade_strdup(config->limits) : NULL;
    result->finished = time_text(config->submissions->not_before_ms);
    const char *name = config->submissions->problems[submission->problem].name;
    for (size_t i = 0; config->rerun && submission->path && i < result->case_count; i++) {
        struct grade_buf line = GRADE_BUF_INIT;
        config->rerun(&line, config->rerun_owner, name, submission->path, result->seed,
                      result->cases[i].number);
        result->cases[i].rerun = grade_buf_take(&line);
    }
}

struct grade_result *batch_result_without_cases(const struct grade_batch_config *config,
                                                const struct grade_submission *submission,
                                                enum grade_verdict verdict, const char *message)
{
    const struct grade_batch_problem *problem = &config->submissions->problems[submission->problem];
    struct grade_result *result = grade_alloc(sizeof(*result));
    result->problem_id = grade_strdup(problem->problem->id);
    result->problem_title = grade_strdup(problem->problem->title);
    result->problem_digest = grade_strdup(problem->problem->digest);
    result->solution_path = grade_strdup(submission->solution);
    result->seed = problem->seed;
    result->python = grade_strdup(config->python->given);
    result->verdict = verdict;
    result->max_points = problem->max_points;
    result->cases = grade_alloc_array(0, sizeof(*result->cases));
    result->message = grade_strdup(message);
    batch_result_complete(result, config, submission);
    return result;
}

/* Grading -------------------------------------------------------------------------------------- */

static int ensure_runner(struct worker_self *self, uint64_t seed, struct grade_err *err)
{
    if (self->runner && self->seed == seed)
        return 0;
    grade_runner_free(self->runner);
    self->runner = NULL;
    self->seed = seed;
    const struct grade_run_config config = {
        .python = self->config->python,
        .harness = self->config->harness,
        .extension = self->config->extension,
        .require = self->config->require,
        .seed = seed,
        .in_flight = self->config->in_flight,
        .interrupt_fd = -1,
        .slot = self->number * SLOTS_EACH,
    };
    return grade_runner_new(&self->runner, &config, err);
}

/* What cannot be read is the submission's fault; what the runner cannot do is not. */
static int grade_submission(struct worker_self *self, const struct grade_submission *submission,
                            struct grade_result **out, struct grade_err *err)
{
    const struct grade_submissions *list = self->config->submissions;
    const struct grade_batch_problem *problem = &list->problems[submission->problem];
    cleanup_buf struct grade_buf source = GRADE_BUF_INIT;
    int rc = grade_submission_read(&source, list, submission, err);
    if (rc < 0 && err->fault == GRADE_FAULT_USAGE) {
        *out = batch_result_without_cases(self->config, submission, GRADE_VERDICT_ERROR, err->msg);
        return 0;
    }
    if (rc == 0)
        rc = ensure_runner(self, problem->seed, err);
    if (rc < 0)
        return rc;
    const struct grade_run_job job = {
        .problem = problem->problem,
        .solution_path = submission->solution,
        .source = grade_buf_text(&source),
        .source_len = source.len,
    };
    rc = grade_runner_grade(self->runner, &job, out, err);
    if (rc == 0)
        batch_result_complete(*out, self->config, submission);
    return rc;
}

/* Talking to the parent -------------------------------------------------------------------------
 */

static void send_all(int fd, const void *data, size_t len)
{
    for (const char *next = data; len > 0;) {
        ssize_t sent = write(fd, next, len);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            _exit(GRADE_FAULT_MACHINE); /* the parent is gone */
        next += sent;
        len -= (size_t)sent;
    }
}

static bool next_index(int fd, size_t *out)
{
    ssize_t got;
    do
        got = read(fd, out, sizeof(*out)); /* written in one piece, and small: it comes so */
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)sizeof(*out);
}

/* Whatever a solution makes a result of, the journal can be read. Small lines need no trial. */
static bool can_be_read(const struct grade_buf *line)
{
    enum { SURELY = 1024 * 1024 };
    struct grade_result *back = NULL;
    if (line->len <= SURELY)
        return true;
    if (line->len > GRADE_JOURNAL_LINE_MAX ||
        grade_report_read(&back, line->data, line->len, NULL) < 0)
        return false;
    grade_result_free(back);
    return true;
}

static void write_line(const struct worker_self *self, size_t index, struct grade_result **result,
                       struct grade_buf *line)
{
    grade_report_write(line, *result);
    if (can_be_read(line))
        return;
    grade_result_free(*result);
    *result = batch_result_without_cases(
        self->config, &self->config->submissions->items[index], GRADE_VERDICT_INTERNAL,
        "the result is too large for a journal; `grade PROBLEM SOLUTION` shows it");
    grade_buf_clear(line);
    grade_report_write(line, *result);
}

static void answer(struct worker_self *self, size_t index)
{
    struct batch_reply reply;
    memset(&reply, 0, sizeof(reply));
    struct grade_result *result = NULL;
    struct grade_err err;
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    if (grade_submission(self, &self->config->submissions->items[index], &result, &err) < 0) {
        reply.fault = err.fault ? err.fault : GRADE_FAULT_MACHINE;
        snprintf(reply.message, sizeof(reply.message), "%.*s", (int)sizeof(reply.message) - 1,
                 err.msg);
    } else {
        write_line(self, index, &result, &line);
        grade_entry_of(&reply.entry, result);
        reply.len = line.len;
    }
    grade_result_free(result);
    send_all(self->fd, &reply, sizeof(reply));
    send_all(self->fd, grade_buf_text(&line), line.len);
}

_Noreturn void batch_work(const struct grade_batch_config *config, int fd, unsigned number)
{
    struct worker_self self = {.config = config, .fd = fd, .number = number};
    setpgid(0, 0);
    grade_cpus_keep(number, config->jobs);
    for (size_t index; next_index(fd, &index);)
        answer(&self, index);
    grade_runner_free(self.runner);
    _exit(0);
}
