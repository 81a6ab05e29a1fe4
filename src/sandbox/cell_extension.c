/* _grade: the cell's C side, a Python extension against the stable ABI (CPython 3.9 and later).
 *
 * serve() is the cell's main loop. It forks a case for every `go`, and returns only in a case
 * process, locked down, with nothing but the case's own descriptors. Theory of the fork: the case
 * must be pid 2 of a pid namespace of its own (pid 1 ignores the signals it sends itself), so the
 * cell makes a new namespace for its children; clones a reaper, pid 1 of it, that shares the cell's
 * memory since it needs none of its own; forks the case, pid 2; and returns to its own namespace.
 * Killing the reaper ends everything in the new one. (Entering the reaper's namespace by its pidfd
 * would need ptrace rights over a process that is not dumpable.) */
#define Py_LIMITED_API 0x03090000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "cell_memory.h"
#include "child_lock.h"
#include "packet.h"
#include "raw.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    REAPER_STACK = 16384,
    LIVES_ON = 24, /* cases: a cell that has started so many will start many more */
};

struct live { /* a case between go and collect */
    uint32_t id;
    pid_t pid, reaper;
};

static struct {
    bool full, change_ids;
    unsigned case_uid, case_gid;
    int landlock_fd, landlock_abi;
    int server_landlock_fd; /* the ruleset of cases that run the cell's program, or -1 */
    int self_pidfd;
    pid_t pid;         /* its own */
    uint32_t free_kib; /* of its memory that its cases begin with */
    char *stacks;      /* CELL_BOXES_MAX reaper stacks */
    struct live boxes[CELL_BOXES_MAX];
} cell;

/* pid 1 of a case's namespace. Shares memory and thread-local storage with the cell: raw calls
 * only. All signals are blocked; SIGCHLD wakes it to reap orphans. The kernel ends it. */
static int reaper_main(void *unused)
{
    (void)unused;
    uint64_t child_signal = 1ULL << (SIGCHLD - 1);
    for (;;) {
        while (raw_syscall4(SYS_wait4, -1, 0, WNOHANG | __WALL, 0) > 0)
            ;
        raw_syscall4(SYS_rt_sigtimedwait, (long)&child_signal, 0, 0, 8);
    }
    return 0;
}

static void send_packet(const void *data, size_t len, const int *fds, int count)
{
    if (packet_send(CELL_CONTROL_FD, data, len, fds, count) < 0)
        _exit(0); /* the supervisor is gone */
}

/* Receives one packet and its descriptors; the length, or the cell ends with the supervisor. */
static size_t receive_packet(void *data, size_t size, int *fds, int *out_count)
{
    ssize_t got;
    while ((got = packet_receive(CELL_CONTROL_FD, data, size, 0, fds, out_count, NULL)) < 0 &&
           errno == EINTR)
        ;
    if (got <= 0)
        _exit(0);
    return (size_t)got;
}

static int pidfd_of(pid_t pid)
{
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

static struct live *free_slot(void)
{
    for (int i = 0; i < CELL_BOXES_MAX; i++)
        if (!cell.boxes[i].pid)
            return &cell.boxes[i];
    return NULL;
}

/* Makes a pid namespace for the next children and its pid 1. LOCK_NONE, or the step that failed
 * with errno. */
static int start_reaper(struct live *box, int *out_pidfd)
{
    char *top = cell.stacks + (size_t)(box - cell.boxes + 1) * REAPER_STACK;
    int flags = CLONE_VM | CLONE_FILES | CLONE_PIDFD | SIGCHLD;
    *out_pidfd = -1;
    if (unshare(CLONE_NEWPID) < 0)
        return LOCK_SETNS;
    box->reaper = clone(reaper_main, top, flags, NULL, out_pidfd);
    if (box->reaper < 0) {
        box->reaper = 0;
        return LOCK_REAPER;
    }
    return LOCK_NONE;
}

static void give_up_reaper(struct live *box)
{
    if (box->reaper <= 0)
        return;
    kill(box->reaper, SIGKILL);
    while (waitpid(box->reaper, NULL, __WALL) < 0 && errno == EINTR)
        ;
    box->reaper = 0;
}

/* In the child: never returns on failure. */
static void enter_case(const struct cell_go *go, const int *fds)
{
    struct lock_plan plan = {
        .full = cell.full,
        .change_ids = cell.change_ids,
        .case_uid = cell.case_uid,
        .case_gid = cell.case_gid,
        .cell_pid = cell.pid,
        .landlock_fd = go->server ? cell.server_landlock_fd : cell.landlock_fd,
        .landlock_abi = cell.landlock_abi,
        .socket_fd = fds[0],
        .out_fd = fds[1],
        .err_fd = fds[2],
        .in_fd = go->has_input ? fds[3] : -1,
        .free_kib = cell.free_kib,
        .go = go,
    };
    lock_case(&plan);
}

/* Forks a case. Returns 1 in the case, 0 in the cell. */
static int start_case(const struct cell_go *go, const int *fds, int fd_count)
{
    struct cell_started answer = {CELL_STARTED, go->id, LOCK_NONE, 0};
    struct live *box = free_slot();
    int pidfds[2] = {-1, -1};
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before); /* the reaper inherits this and keeps it */
    pid_t pid = -1;
    if (!box || fd_count < (go->has_input ? 4 : 3)) {
        answer.step = LOCK_FDS;
        errno = EINVAL;
    } else if (cell.full) {
        answer.step = (uint32_t)start_reaper(box, &pidfds[1]);
    }
    if (answer.step == LOCK_NONE) {
        PyOS_BeforeFork();
        pid = fork();
        if (pid == 0) {
            memory_own();
            PyOS_AfterFork_Child();
            sigprocmask(SIG_SETMASK, &before, NULL);
            enter_case(go, fds);
            return 1;
        }
        if (pid < 0)
            answer.step = LOCK_FORK;
        int saved = errno;
        PyOS_AfterFork_Parent();
        errno = saved;
    }
    answer.errnum = (uint32_t)errno;
    if (cell.full)
        setns(cell.self_pidfd, CLONE_NEWPID);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (pid > 0 && box) {
        box->id = go->id;
        box->pid = pid;
        pidfds[0] = pidfd_of(pid);
        answer.errnum = 0;
        if (pidfds[0] < 0) {
            answer.step = LOCK_PIDFD;
            answer.errnum = (uint32_t)errno;
        }
    } else if (box) {
        give_up_reaper(box);
    }
    send_packet(&answer, sizeof(answer), pidfds, answer.step ? 0 : cell.full ? 2 : 1);
    for (int i = 0; i < 2; i++)
        if (pidfds[i] >= 0)
            close(pidfds[i]);
    return 0;
}

static uint64_t micros(const struct timeval *time)
{
    return (uint64_t)time->tv_sec * 1000000u + (uint64_t)time->tv_usec;
}

/* Reaps a case that the supervisor has killed: the case first, since the reaper's end waits for it.
 */
static void collect(uint32_t id)
{
    struct cell_ended answer = {CELL_ENDED, id, 0, 0, 0, 0};
    for (int i = 0; i < CELL_BOXES_MAX; i++) {
        struct live *box = &cell.boxes[i];
        if (!box->pid || box->id != id)
            continue;
        struct rusage usage;
        memset(&usage, 0, sizeof(usage));
        while (wait4(box->pid, &answer.status, __WALL, &usage) < 0 && errno == EINTR)
            ;
        answer.cpu_us = micros(&usage.ru_utime) + micros(&usage.ru_stime);
        answer.peak_kib = (uint64_t)usage.ru_maxrss;
        if (!cell.full) /* orphans of its group have come to the cell, their subreaper */
            while (wait4(-box->pid, NULL, WNOHANG | __WALL, NULL) > 0)
                ;
        if (box->reaper > 0) {
            while (wait4(box->reaper, NULL, __WALL, &usage) < 0 && errno == EINTR)
                ;
            answer.cpu_us += micros(&usage.ru_utime) + micros(&usage.ru_stime);
        }
        memset(box, 0, sizeof(*box));
        break;
    }
    send_packet(&answer, sizeof(answer), NULL, 0);
}

static PyObject *serve(PyObject *self, PyObject *args)
{
    (void)self;
    (void)args;
    cell.free_kib = memory_free_kib();
    for (unsigned started = 0;;) {
        union {
            struct cell_go go;
            struct cell_collect collect;
            uint32_t op;
        } packet;
        int fds[PACKET_FDS_MAX], count;
        size_t got = receive_packet(&packet, sizeof(packet), fds, &count);
        if (packet.op == CELL_COLLECT && got == sizeof(packet.collect)) {
            collect(packet.collect.id);
        } else if (packet.op == CELL_GO && got == sizeof(packet.go)) {
            if (start_case(&packet.go, fds, count))
                return PyLong_FromLong(CASE_SOCKET_FD);
            if (++started == 1)
                memory_enlarge_program(); /* while the first one works */
            else if (started == LIVES_ON)
                memory_enlarge_rest();
        }
        for (int i = 0; i < count; i++)
            close(fds[i]);
    }
}

static void say_ready(const char *version, const char *missing, const char *text)
{
    struct cell_ready ready;
    memset(&ready, 0, sizeof(ready));
    ready.op = CELL_READY;
    ready.protocol = CELL_PROTOCOL;
    ready.failed = missing != NULL;
    ready.landlock = (uint32_t)cell.landlock_abi;
    strncpy(ready.version, version, sizeof(ready.version) - 1);
    if (missing)
        strncpy(ready.missing, missing, sizeof(ready.missing) - 1);
    if (text)
        strncpy(ready.text, text, sizeof(ready.text) - 1);
    send_packet(&ready, sizeof(ready), NULL, 0);
}

/* failed(version, module, text): tells the supervisor that nothing can be run; the cell exits. */
static PyObject *failed(PyObject *self, PyObject *args)
{
    (void)self;
    const char *version, *missing, *text;
    if (!PyArg_ParseTuple(args, "sss:failed", &version, &missing, &text))
        return NULL;
    say_ready(version, missing, text);
    Py_RETURN_NONE;
}

enum { READ_PATHS_MAX = 64 };

/* What every case calls first is found once, here: the linker looks through all libraries for it.
 */
static void link_early(void)
{
    Py_tss_t *key = PyThread_tss_alloc();
    if (key && PyThread_tss_create(key) == 0)
        PyThread_tss_delete(key);
    PyThread_tss_free(key);
}

/* ready(version, full, case_uid, case_gid, paths, program): prepares what all cases share. case_uid
 * 0: ids stay. paths: newline-separated, what a case may read at baseline. program: what a case
 * with `server` may execute, or "". */
static PyObject *ready(PyObject *self, PyObject *args)
{
    (void)self;
    const char *version, *joined, *program;
    int full;
    if (!PyArg_ParseTuple(args, "spIIss:ready", &version, &full, &cell.case_uid, &cell.case_gid,
                          &joined, &program))
        return NULL;
    cell.full = full;
    cell.change_ids = cell.case_uid != 0;
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_CHILD_SUBREAPER, !full);
    char paths[8192];
    const char *list[READ_PATHS_MAX + 1];
    size_t count = 0;
    strncpy(paths, joined, sizeof(paths) - 1);
    paths[sizeof(paths) - 1] = '\0';
    char *rest = NULL;
    for (char *path = strtok_r(paths, "\n", &rest); path && count < READ_PATHS_MAX;
         path = strtok_r(NULL, "\n", &rest))
        list[count++] = path;
    list[count] = NULL;
    cell.landlock_fd = lock_make_ruleset(full, list, NULL, &cell.landlock_abi);
    cell.server_landlock_fd =
        *program ? lock_make_ruleset(full, list, program, &cell.landlock_abi) : -1;
    if (cell.landlock_fd < 0 && !full) {
        say_ready(
            version, "",
            "the kernel has no Landlock, without which level baseline cannot keep files safe");
        Py_RETURN_FALSE;
    }
    cell.pid = (pid_t)syscall(SYS_getpid);
    cell.self_pidfd = pidfd_of(cell.pid);
    cell.stacks = mmap(NULL, (size_t)REAPER_STACK * CELL_BOXES_MAX, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (cell.self_pidfd < 0 || cell.stacks == MAP_FAILED) {
        say_ready(version, "", "the kernel has no pidfd_open (Linux 5.3)");
        Py_RETURN_FALSE;
    }
    link_early();
    say_ready(version, NULL, NULL);
    Py_RETURN_TRUE;
}

static PyMethodDef methods[] = {
    {"failed", failed, METH_VARARGS,
     "failed(version, module, text): tell the supervisor that nothing can be run."},
    {"ready", ready, METH_VARARGS,
     "ready(version, full, case_uid, case_gid, paths, program): prepare and tell the supervisor."},
    {"serve", serve, METH_NOARGS,
     "Fork a case for every request; returns only in a case, with its frame socket."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    "_grade",
    "The cell's C side: see cell_extension.c.",
    -1,
    methods,
    NULL,
    NULL,
    NULL,
    NULL,
};

PyMODINIT_FUNC PyInit__grade(void);
PyMODINIT_FUNC PyInit__grade(void)
{
    memory_gather();
    return PyModule_Create(&module);
}
