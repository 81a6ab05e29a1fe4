/* Verifying many packages in processes beside each other.
 *
 * Each worker is a fork with a bench of its own; it is handed one index at a time through a socket
 * and answers with one value in the wire encoding, behind its length. A worker that dies takes its
 * package with it, which is told as a fault of the machine. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS_MAX = 64 };

struct worker {
    pid_t pid;
    int fd;
    bool busy;
    size_t index;
    struct grade_buf answer; /* what has come so far */
};

struct pool {
    const struct grade_bench_config *config;
    const char *const *dirs;
    size_t count, next, done_count;
    struct worker workers[WORKERS_MAX];
    unsigned worker_count;
    void (*done)(void *owner, size_t index, const struct grade_verified *verified);
    void *owner;
};

/* In the worker ----------------------------------------------------------------------------------
 */

static bool write_all(int fd, const void *data, size_t len)
{
    for (const char *at = data; len;) {
        ssize_t wrote = write(fd, at, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        at += wrote;
        len -= (size_t)wrote;
    }
    return true;
}

static struct grade_value *verify_one(struct grade_bench *bench, const char *dir)
{
    struct grade_verified verified;
    struct grade_err err;
    int rc = grade_verify(bench, dir, &verified, &err);
    struct grade_value *value = verified_to_value(&verified);
    if (rc < 0) {
        grade_value_put(value, "fault", grade_value_int(err.fault));
        grade_value_put(value, "message", grade_value_str(err.msg));
    }
    grade_verified_done(&verified);
    return value;
}

static void work(const struct pool *pool, int fd)
{
    struct grade_bench *bench = grade_bench_new(pool->config);
    size_t index;
    while (read(fd, &index, sizeof(index)) == sizeof(index) && index < pool->count) {
        struct grade_value *value = verify_one(bench, pool->dirs[index]);
        cleanup_buf struct grade_buf bytes = GRADE_BUF_INIT;
        grade_wire_encode(&bytes, value);
        grade_value_free(value);
        uint64_t len = bytes.len;
        if (!write_all(fd, &len, sizeof(len)) || !write_all(fd, grade_buf_text(&bytes), bytes.len))
            break;
    }
    grade_bench_free(bench);
}

/* In the supervisor ------------------------------------------------------------------------------
 */

static int start_worker(struct pool *pool, struct grade_err *err)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "socketpair");
    pid_t parent = getpid(), pid = fork();
    if (pid < 0) {
        close(pair[0]);
        close(pair[1]);
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "fork");
    }
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (unsigned i = 0; i < pool->worker_count; i++)
            close(pool->workers[i].fd);
        close(pair[0]);
        if (getppid() == parent)
            work(pool, pair[1]);
        _exit(0);
    }
    close(pair[1]);
    pool->workers[pool->worker_count++] = (struct worker){.pid = pid, .fd = pair[0]};
    return 0;
}

static void hand_out(struct pool *pool, struct worker *worker)
{
    if (pool->next >= pool->count)
        return;
    worker->index = pool->next++;
    worker->busy = write_all(worker->fd, &worker->index, sizeof(worker->index));
    grade_buf_clear(&worker->answer);
}

static int fault_of(const struct grade_value *value, struct grade_err *err)
{
    long long fault = grade_value_number(grade_value_get(value, "fault"), 0);
    if (!fault)
        return 0;
    return grade_fail(err, (enum grade_fault)fault, 0, "%s",
                      grade_value_text(grade_value_get(value, "message"), "failed"));
}

static int take_answer(struct pool *pool, struct worker *worker, struct grade_err *err)
{
    struct grade_value *value = NULL;
    struct grade_verified verified;
    int rc = grade_wire_decode(&value, worker->answer.data + sizeof(uint64_t),
                               worker->answer.len - sizeof(uint64_t), err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "a worker's answer");
    rc = fault_of(value, err);
    verified_from_value(&verified, value);
    grade_value_free(value);
    if (rc == 0 || verified.interrupted)
        pool->done(pool->owner, worker->index, &verified);
    grade_verified_done(&verified);
    worker->busy = false;
    pool->done_count++;
    if (rc == 0)
        hand_out(pool, worker);
    return rc;
}

static bool is_whole(const struct grade_buf *answer)
{
    uint64_t len;
    if (answer->len < sizeof(len))
        return false;
    memcpy(&len, answer->data, sizeof(len));
    return answer->len - sizeof(len) >= len;
}

static int hear(struct pool *pool, struct worker *worker, struct grade_err *err)
{
    char chunk[65536];
    ssize_t got = read(worker->fd, chunk, sizeof(chunk));
    if (got < 0 && errno == EINTR)
        return 0;
    if (got <= 0)
        return grade_fail(err, GRADE_FAULT_MACHINE, EPIPE, "%s: the process that verified it ended",
                          pool->dirs[worker->index]);
    grade_buf_add(&worker->answer, chunk, (size_t)got);
    return is_whole(&worker->answer) ? take_answer(pool, worker, err) : 0;
}

static int hear_some(struct pool *pool, struct grade_err *err)
{
    struct pollfd fds[WORKERS_MAX];
    for (unsigned i = 0; i < pool->worker_count; i++)
        fds[i] = (struct pollfd){pool->workers[i].busy ? pool->workers[i].fd : -1, POLLIN, 0};
    if (poll(fds, pool->worker_count, -1) < 0)
        return errno == EINTR ? 0 : grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "poll");
    int rc = 0;
    for (unsigned i = 0; i < pool->worker_count && rc == 0; i++)
        if (fds[i].revents)
            rc = hear(pool, &pool->workers[i], err);
    return rc;
}

/* A worker without work finds the end of its socket, and takes its cells down by itself. */
static void end_workers(struct pool *pool)
{
    for (unsigned i = 0; i < pool->worker_count; i++) {
        close(pool->workers[i].fd);
        grade_buf_done(&pool->workers[i].answer);
    }
    for (unsigned i = 0; i < pool->worker_count; i++)
        while (waitpid(pool->workers[i].pid, NULL, 0) < 0 && errno == EINTR)
            continue;
}

static int run_pool(struct pool *pool, unsigned jobs, struct grade_err *err)
{
    int rc = 0;
    for (unsigned i = 0; i < jobs && i < pool->count && i < WORKERS_MAX && rc == 0; i++)
        rc = start_worker(pool, err);
    for (unsigned i = 0; i < pool->worker_count && rc == 0; i++)
        hand_out(pool, &pool->workers[i]);
    while (rc == 0 && pool->done_count < pool->count)
        rc = hear_some(pool, err);
    end_workers(pool);
    return rc;
}

/* One package, or one at a time, needs no other process. */
static int run_here(struct pool *pool, struct grade_err *err)
{
    struct grade_bench *bench = grade_bench_new(pool->config);
    int rc = 0;
    for (size_t i = 0; i < pool->count && rc == 0; i++) {
        struct grade_verified verified;
        rc = grade_verify(bench, pool->dirs[i], &verified, err);
        if (rc == 0 || verified.interrupted)
            pool->done(pool->owner, i, &verified);
        grade_verified_done(&verified);
    }
    grade_bench_free(bench);
    return rc;
}

int grade_verify_all(const struct grade_bench_config *config, const char *const *dirs, size_t count,
                     unsigned jobs,
                     void (*done)(void *owner, size_t index, const struct grade_verified *verified),
                     void *owner, struct grade_err *err)
{
    struct pool pool = {
        .config = config, .dirs = dirs, .count = count, .done = done, .owner = owner};
    return jobs <= 1 || count <= 1 ? run_here(&pool, err) : run_pool(&pool, jobs, err);
}
