/* The parent of a batch: hands out submissions, takes results, keeps the journal. See
 * grade/batch.h. */
#include "pool.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TRIES = 2,            /* for a submission whose worker died */
    FAULTS_IN_A_ROW = 10, /* and two for each worker: then the machine is at fault */
    READ_AT_ONCE = 262144,
    STUCK_MS = 5000, /* how often is looked for workers that are stuck */
};

static const struct grade_submission *submission_at(const struct batch *batch, size_t index)
{
    return &batch->config->submissions->items[index];
}

/* Stops everything for a fault of our own; the first one is told. */
static void stop(struct batch *batch, int rc, const struct grade_err *err)
{
    if (batch->rc == 0) {
        batch->rc = rc;
        *batch->err = *err;
    }
}

/* Results ----------------------------------------------------------------------------------- */

void batch_count(struct grade_batch_outcome *outcome, enum grade_verdict verdict)
{
    if (verdict == GRADE_VERDICT_INTERNAL || verdict == GRADE_VERDICT_SKIPPED)
        outcome->machine++;
    else if (verdict != GRADE_VERDICT_PASS)
        outcome->failed++;
}

static void keep(struct batch *batch, struct grade_entry *entry, const char *line, size_t len)
{
    struct grade_err err;
    enum grade_verdict verdict = entry->verdict;
    int rc = grade_journal_append(batch->journal, entry, line, len, &err);
    if (rc < 0) {
        stop(batch, rc, &err);
        return;
    }
    batch->outcome->graded++;
    batch_count(batch->outcome, verdict);
}

static void keep_failure(struct batch *batch, size_t index, const char *message)
{
    struct grade_entry entry;
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    struct grade_result *result = batch_result_without_cases(
        batch->config, submission_at(batch, index), GRADE_VERDICT_INTERNAL, message);
    grade_report_write(&line, result);
    grade_entry_of(&entry, result);
    keep(batch, &entry, line.data, line.len);
    grade_result_free(result);
}

/* The machine, or grade itself, failed a submission: it gets one more try. */
static void machine_failed(struct batch *batch, size_t index, const char *message)
{
    size_t most = FAULTS_IN_A_ROW + 2 * (size_t)batch->config->jobs;
    if (++batch->faults_in_a_row > most) {
        struct grade_err err;
        stop(batch,
             grade_fail(&err, GRADE_FAULT_MACHINE, 0, "%zu attempts in a row failed, the last: %s",
                        most, message),
             &err);
        return;
    }
    if (++batch->tries[index] < TRIES)
        batch->again[batch->again_count++] = index;
    else
        keep_failure(batch, index, message);
}

/* Workers ----------------------------------------------------------------------------------- */

static void end_worker(struct worker *worker, bool kill_it)
{
    if (worker->watch.fd < 0)
        return;
    grade_loop_remove(worker->batch->loop, &worker->watch);
    grade_cleanup_fd(&worker->watch.fd);
    if (kill_it)
        kill(worker->pid, SIGKILL);
    worker->busy = false;
    grade_buf_done(&worker->in);
}

/* "signal 9 (Killed)" or "status 3"; waits for it. */
static char *reap(struct worker *worker)
{
    int status = 0;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
    if (WIFSIGNALED(status))
        return grade_printf("signal %d, %s", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return grade_printf("status %d", WEXITSTATUS(status));
}

static void worker_died(struct worker *worker)
{
    struct batch *batch = worker->batch;
    bool busy = worker->busy;
    end_worker(worker, true);
    cleanup_free char *how = reap(worker);
    cleanup_free char *message = grade_printf("grade's own worker process ended with %s", how);
    if (busy)
        machine_failed(batch, worker->index, message);
}

/* A worker that does not come to an end would hold up all the others: whatever is wrong with it, it
 * is replaced. Its cases have limits of their own; this is for what those do not see. */
static void end_stuck(struct batch *batch)
{
    for (unsigned i = 0; i < batch->config->jobs; i++) {
        struct worker *worker = &batch->workers[i];
        if (!worker->busy)
            continue;
        const struct grade_submission *submission = submission_at(batch, worker->index);
        uint64_t most = batch->config->submissions->problems[submission->problem].most_ms;
        if ((grade_now_ns() - worker->since) / 1000000 <= most)
            continue;
        cleanup_free char *message =
            grade_printf("grade's own worker process did not come to an end in %llu s",
                         (unsigned long long)most / 1000);
        end_worker(worker, true);
        free(reap(worker));
        machine_failed(batch, worker->index, message);
    }
}

static void take_reply(struct worker *worker, const struct batch_reply *reply, const char *line)
{
    struct batch *batch = worker->batch;
    size_t index = worker->index;
    worker->busy = false;
    if (reply->fault == GRADE_FAULT_PACKAGE) {
        batch->outcome->broken++;
        keep_failure(batch, index, reply->message);
    } else if (reply->fault != GRADE_FAULT_NONE) {
        cleanup_free char *message = grade_strdup(reply->message);
        end_worker(worker, true); /* its runner may be in any state */
        free(reap(worker));
        machine_failed(batch, index, message);
    } else {
        struct grade_entry entry = reply->entry;
        const struct grade_submission *submission = submission_at(batch, index);
        entry.id = submission->id;
        entry.problem = batch->config->submissions->problems[submission->problem].problem->id;
        batch->faults_in_a_row = 0;
        keep(batch, &entry, line, reply->len);
    }
}

static void worker_ready(struct grade_watch *watch, uint32_t events)
{
    struct worker *worker = watch->owner;
    struct batch_reply reply;
    (void)events;
    ssize_t got = read(watch->fd, worker->batch->read_buffer, READ_AT_ONCE);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        worker_died(worker);
        return;
    }
    grade_buf_add(&worker->in, worker->batch->read_buffer, (size_t)got);
    if (worker->in.len < sizeof(reply))
        return;
    memcpy(&reply, worker->in.data, sizeof(reply));
    if (worker->in.len < sizeof(reply) + reply.len)
        return;
    struct grade_buf whole = worker->in;
    worker->in = (struct grade_buf)GRADE_BUF_INIT;
    take_reply(worker, &reply, whole.data + sizeof(reply));
    grade_buf_done(&whole);
}

/* What the new process must not hold: the others' ends, so that each sees its parent's end, and the
 * journal with its lock. */
static void forget_parent(struct batch *batch, const struct worker *self)
{
    for (unsigned i = 0; i < batch->config->jobs; i++)
        if (&batch->workers[i] != self && batch->workers[i].watch.fd >= 0)
            close(batch->workers[i].watch.fd);
    for (unsigned i = 0; i < batch->index->source_count; i++)
        close(batch->index->sources[i].fd);
    grade_loop_free(batch->loop);
}

static int start_worker(struct batch *batch, unsigned number)
{
    struct worker *worker = &batch->workers[number];
    struct grade_err err;
    int pair[2];
    pid_t parent = getpid();
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return grade_fail_errno(batch->err, GRADE_FAULT_MACHINE, errno, "cannot make a socket");
    fflush(NULL); /* what is buffered is not to be written twice */
    worker->pid = fork();
    if (worker->pid < 0) {
        int errnum = errno;
        close(pair[0]);
        close(pair[1]);
        return grade_fail_errno(batch->err, GRADE_FAULT_MACHINE, errnum, "cannot start a worker");
    }
    if (worker->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(GRADE_FAULT_MACHINE);
        close(pair[0]);
        forget_parent(batch, worker);
        batch_work(batch->config, pair[1], number);
    }
    close(pair[1]);
    fcntl(pair[0], F_SETFL, O_NONBLOCK);
    worker->watch = (struct grade_watch){pair[0], worker_ready, worker};
    int rc = grade_loop_add(batch->loop, &worker->watch, EPOLLIN, &err);
    if (rc < 0)
        stop(batch, rc, &err);
    return rc;
}

/* The queue --------------------------------------------------------------------------------- */

static bool take_next(struct batch *batch, size_t *out)
{
    if (batch->rc < 0 || batch->outcome->interrupted)
        return false;
    if (batch->again_count) {
        *out = batch->again[--batch->again_count];
        return true;
    }
    if (batch->next == batch->todo_count)
        return false;
    *out = batch->todo[batch->next++];
    return true;
}

static void hand_out(struct worker *worker, size_t index)
{
    worker->busy = true;
    worker->index = index;
    worker->since = grade_now_ns();
    /* A worker that is gone is found out by its end of the line. */
    ssize_t ignored = write(worker->watch.fd, &index, sizeof(index));
    (void)ignored;
}

/* Gives every idle worker something to do; false: all is done. */
static bool dispatch(struct batch *batch)
{
    bool any = false;
    for (unsigned i = 0; i < batch->config->jobs; i++) {
        struct worker *worker = &batch->workers[i];
        size_t index;
        if (!worker->busy && take_next(batch, &index)) {
            if (worker->watch.fd < 0) {
                int rc = start_worker(batch, i);
                if (rc < 0) {
                    batch->rc = rc;
                    return false;
                }
            }
            hand_out(worker, index);
        }
        any |= worker->busy;
    }
    return any && batch->rc == 0;
}

/* The loop ---------------------------------------------------------------------------------- */

static void interrupt_ready(struct grade_watch *watch, uint32_t events)
{
    struct batch *batch = watch->owner;
    unsigned running = 0;
    (void)events;
    grade_loop_remove(batch->loop, watch); /* it stays readable */
    batch->outcome->interrupted = true;
    for (unsigned i = 0; i < batch->config->jobs; i++)
        running += batch->workers[i].busy;
    cleanup_free char *text = grade_printf("interrupted: finishing %u that %s running; once more "
                                           "ends at once",
                                           running, running == 1 ? "is" : "are");
    if (running)
        progress_say(&batch->progress, text);
}

static void snapshot_ready(struct grade_watch *watch, uint32_t events)
{
    struct batch *batch = watch->owner;
    uint64_t count;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    (void)events;
    if (read(watch->fd, &count, sizeof(count)) < 0)
        return;
    progress_words(&text, &batch->progress);
    for (unsigned i = 0; i < batch->config->jobs; i++) {
        const struct worker *worker = &batch->workers[i];
        if (!worker->busy)
            continue;
        const struct grade_submission *submission = submission_at(batch, worker->index);
        grade_buf_adds(&text, "\n  running: ");
        grade_report_visible(&text, submission->id, strlen(submission->id), 0);
        grade_buf_addf(&text, ", %s, for %.1f s",
                       batch->config->submissions->problems[submission->problem].problem->id,
                       (double)(grade_now_ns() - worker->since) / 1e9);
    }
    progress_say(&batch->progress, grade_buf_text(&text));
}

static int sooner(int a, int b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

static void loop(struct batch *batch)
{
    struct grade_err err;
    while (dispatch(batch)) {
        int timeout = sooner(progress_tick(&batch->progress), grade_journal_due_ms(batch->journal));
        int rc = grade_loop_step(batch->loop, sooner(timeout, STUCK_MS), &err);
        end_stuck(batch);
        if (rc == 0 || rc == -EINTR)
            rc = grade_journal_sync(batch->journal, false, &err);
        if (rc < 0)
            stop(batch, rc, &err);
    }
}

static int watch_signals(struct batch *batch, struct grade_err *err)
{
    const struct grade_batch_config *config = batch->config;
    int rc = 0;
    batch->interrupt = (struct grade_watch){config->interrupt_fd, interrupt_ready, batch};
    batch->snapshot = (struct grade_watch){config->snapshot_fd, snapshot_ready, batch};
    if (config->interrupt_fd >= 0)
        rc = grade_loop_add(batch->loop, &batch->interrupt, EPOLLIN, err);
    if (rc == 0 && config->snapshot_fd >= 0)
        rc = grade_loop_add(batch->loop, &batch->snapshot, EPOLLIN, err);
    return rc;
}

/* Idle ones end by themselves; where something failed, nobody waits for the others. */
static void end_workers(struct batch *batch)
{
    for (unsigned i = 0; i < batch->config->jobs; i++)
        end_worker(&batch->workers[i], batch->rc < 0);
    for (unsigned i = 0; i < batch->config->jobs; i++)
        if (batch->workers[i].pid > 0)
            free(reap(&batch->workers[i]));
}

int grade_batch_run(const struct grade_batch_config *config, struct grade_journal *journal,
                    struct grade_index *index, struct grade_batch_outcome *out,
                    struct grade_err *err)
{
    struct batch batch = {
        .config = config, .journal = journal, .index = index, .outcome = out, .err = err};
    *out = (struct grade_batch_outcome){0};
    batch.loop = grade_loop_new(err);
    if (!batch.loop)
        return -EMFILE;
    batch.workers = grade_alloc_array(config->jobs, sizeof(*batch.workers));
    for (unsigned i = 0; i < config->jobs; i++)
        batch.workers[i] = (struct worker){.batch = &batch, .watch = {.fd = -1}};
    batch.read_buffer = grade_alloc(READ_AT_ONCE);
    batch_plan(&batch);
    progress_begin(&batch.progress, &config->look, out);
    batch.rc = watch_signals(&batch, err);
    loop(&batch);
    progress_clear(&batch.progress);
    end_workers(&batch);
    if (out->interrupted && out->before + out->graded == out->total)
        out->interrupted = false; /* it came too late to matter */
    struct grade_err late;
    int rc = grade_journal_sync(journal, true, &late);
    if (rc < 0)
        stop(&batch, rc, &late);
    grade_index_settle(index);
    grade_loop_free(batch.loop);
    free(batch.workers);
    free(batch.read_buffer);
    free(batch.todo);
    free(batch.again);
    free(batch.tries);
    return batch.rc;
}
