/* The workers of the self-test: each a fork with a runner and a warm cell of its own, so that
 * attacks that only wait, wait at the same time. What they find lies in memory that they share with
 * the parent, which runs nothing itself. */
#include "selftest.h"

#include "paths.h"

#include "grade/mem.h"
#include "grade/run.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS_MAX = 64 };

struct board { /* shared by parent and workers; the outcomes follow */
    atomic_size_t next;
    char fault[1024]; /* of the first worker that could not begin */
    atomic_int faults;
    struct selftest_outcome outcomes[];
};

static size_t board_size(size_t count)
{
    return sizeof(struct board) + count * sizeof(struct selftest_outcome);
}

static int make_runner(struct grade_runner **out, const struct selftest_run *run,
                       struct grade_python *python, const struct cli_paths *paths,
                       struct grade_err *err)
{
    int rc = grade_python_find(python, run->python, err);
    if (rc < 0)
        return rc;
    bool full = run->require && !strcmp(run->require, "full");
    const struct grade_run_config config = {
        .python = python,
        .harness = paths->harness,
        .extension = paths->extension,
        .require = full ? GRADE_LEVEL_FULL : GRADE_LEVEL_BASELINE,
        .in_flight = 1,
        .interrupt_fd = -1,
    };
    return grade_runner_new(out, &config, err);
}

/* Ends the worker with what it could not do; the parent tells it. */
static _Noreturn void give_up(struct board *board, const struct grade_err *err)
{
    if (atomic_fetch_add(&board->faults, 1) == 0)
        snprintf(board->fault, sizeof(board->fault), "%s", err->msg);
    _exit(GRADE_FAULT_MACHINE);
}

static _Noreturn void work(const struct selftest_run *run, const struct selftest_corpus *corpus,
                           struct board *board)
{
    struct grade_err err;
    struct cli_paths paths = {0};
    struct grade_python python = {0};
    struct grade_runner *runner = NULL;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int rc = cli_paths_init(&paths, NULL, &err);
    if (rc == 0)
        rc = make_runner(&runner, run, &python, &paths, &err);
    if (rc < 0)
        give_up(board, &err);
    for (size_t i; (i = atomic_fetch_add(&board->next, 1)) < corpus->count;)
        selftest_run_one(runner, &corpus->attacks[i], &board->outcomes[i]);
    grade_runner_free(runner);
    grade_python_done(&python);
    cli_paths_done(&paths);
    _exit(0);
}

static int start_workers(pid_t *pids, const struct selftest_run *run,
                         const struct selftest_corpus *corpus, struct board *board,
                         struct grade_err *err)
{
    fflush(NULL); /* what is buffered is not to be written twice */
    for (int i = 0; i < run->jobs; i++) {
        pids[i] = fork();
        if (pids[i] < 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot start a worker");
        if (pids[i] == 0)
            work(run, corpus, board);
    }
    return 0;
}

/* A worker that dies takes the attack it was at with it: that attack stays without an outcome,
 * which is told as not holding. */
static void wait_workers(const pid_t *pids, int count)
{
    for (int i = 0; i < count; i++)
        while (pids[i] > 0 && waitpid(pids[i], NULL, 0) < 0 && errno == EINTR)
            ;
}

/* One level for all, or "mixed". */
static void find_level(struct selftest_run *run, const struct selftest_outcome *outcomes,
                       size_t count)
{
    run->level[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (!outcomes[i].level[0])
            continue;
        if (run->level[0] && strcmp(run->level, outcomes[i].level) != 0) {
            snprintf(run->level, sizeof(run->level), "mixed");
            return;
        }
        snprintf(run->level, sizeof(run->level), "%s", outcomes[i].level);
    }
}

static void find_lost(struct selftest_outcome *outcomes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!outcomes[i].ran && !outcomes[i].reason[0]) {
            outcomes[i].ran = true;
            outcomes[i].verdict = GRADE_VERDICT_INTERNAL;
            snprintf(outcomes[i].reason, sizeof(outcomes[i].reason),
                     "grade itself ended in the middle of it");
        }
}

int selftest_run_all(struct selftest_run *run, const struct selftest_corpus *corpus,
                     struct selftest_outcome **out, struct grade_err *err)
{
    pid_t pids[WORKERS_MAX] = {0};
    size_t size = board_size(corpus->count);
    run->jobs = run->jobs > WORKERS_MAX ? WORKERS_MAX : run->jobs;
    struct board *board =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (board == MAP_FAILED)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot share memory");
    int rc = start_workers(pids, run, corpus, board, err);
    for (int i = 0; rc < 0 && i < run->jobs; i++)
        if (pids[i] > 0)
            kill(pids[i], SIGKILL);
    wait_workers(pids, run->jobs);
    if (rc == 0 && atomic_load(&board->faults))
        rc = grade_fail(err, GRADE_FAULT_MACHINE, 0, "%s", board->fault);
    if (rc < 0) {
        munmap(board, size);
        return rc;
    }
    find_lost(board->outcomes, corpus->count);
    find_level(run, board->outcomes, corpus->count);
    *out = board->outcomes;
    return 0;
}

void selftest_outcomes_free(struct selftest_outcome *outcomes, size_t count)
{
    if (outcomes)
        munmap((char *)outcomes - offsetof(struct board, outcomes), board_size(count));
}
