/* Starting a case: its descriptors, its limits, the request to the cell. */
#include "box.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
    DATA_SLACK_MIB =
        8, /* thread stacks' guard pages, arenas: what a limit of memory_mib must not count */
    SPACE_SLACK_MIB =
        256, /* address space beyond the memory limit: files mapped, modules with their code */
    SPACE_THREAD_MIB = 9,  /* a thread's stack */
    SPACE_ARENA_MIB = 128, /* what malloc reserves for an arena beside the first */
    INODES = 4096,
};

/* Standard input as a sealed file, reopened for reading only. */
static int input_fd(const struct grade_box_spec *spec, struct grade_err *err)
{
    cleanup_fd int file = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                                "cannot make a file for standard input");
    for (size_t done = 0; done < spec->input_len;) {
        ssize_t put = write(file, spec->input + done, spec->input_len - done);
        if (put < 0 && errno != EINTR)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot write standard input");
        done += put > 0 ? (size_t)put : 0;
    }
    fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
    char path[40];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    int readable = open(path, O_RDONLY | O_CLOEXEC);
    if (readable < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot reopen standard input");
    return readable;
}

struct case_ends { /* the case's descriptors, ours after they were sent */
    int fds[4];    /* socket, stdout, stderr, stdin */
    int count;
};

static void close_case_ends(struct case_ends *ends)
{
    for (int i = 0; i < 4; i++)
        grade_cleanup_fd(&ends->fds[i]);
}

static int open_pipes(struct grade_box *box, struct case_ends *ends)
{
    int pair[2], on = 1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
        return -errno;
    box->sock.fd = pair[0];
    ends->fds[0] = pair[1];
    if (setsockopt(pair[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) < 0)
        return -errno;
    for (int stream = 0; stream < 2; stream++) {
        if (pipe2(pair, O_CLOEXEC) < 0)
            return -errno;
        box->out[stream].fd = pair[0];
        ends->fds[1 + stream] = pair[1];
        if (fcntl(pair[0], F_SETFL, O_NONBLOCK) < 0)
            return -errno;
    }
    box->timer.fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    return box->timer.fd < 0 ? -errno : 0;
}

static int watch_all(struct grade_box *box, struct grade_err *err)
{
    struct grade_watch *const watches[] = {&box->sock, &box->out[0], &box->out[1], &box->timer};
    for (size_t i = 0; i < GRADE_COUNT(watches); i++) {
        int rc = grade_loop_add(box_loop(box), watches[i], EPOLLIN, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

/* Address space: wide enough that honest code never meets it (threads, BLAS), and yet a bound on
 * what RLIMIT_DATA does not count. */
static uint64_t space_bytes(const struct grade_box *box)
{
    const long long *value = box->limits.value;
    uint64_t threads = box->threads || box->processes ? (uint64_t)value[GRADE_LIMIT_PROCESSES] : 0;
    uint64_t arenas = threads < CELL_ARENAS ? threads : CELL_ARENAS;
    uint64_t mib = (uint64_t)value[GRADE_LIMIT_MEMORY_MIB] + SPACE_SLACK_MIB +
                   threads * SPACE_THREAD_MIB + arenas * SPACE_ARENA_MIB;
    return box->cell->vm_size + (mib << 20);
}

static void fill_go(struct cell_go *go, const struct grade_box *box)
{
    const long long *value = box->limits.value;
    uint64_t disk = (uint64_t)value[GRADE_LIMIT_DISK_MIB] << 20;
    memset(go, 0, sizeof(*go));
    go->op = CELL_GO;
    go->id = box->id;
    go->shared_folder = box->processes;
    go->server = box->server;
    go->data_bytes =
        box->cell->vm_data + ((uint64_t)(value[GRADE_LIMIT_MEMORY_MIB] + DATA_SLACK_MIB) << 20);
    go->space_bytes = space_bytes(box);
    go->file_bytes = disk;
    go->open_files = (uint64_t)value[GRADE_LIMIT_OPEN_FILES];
    go->cpu_seconds = (uint64_t)value[GRADE_LIMIT_CPU_MS] / 1000 + 2;
    snprintf(go->tmpfs, sizeof(go->tmpfs), "size=%llu,nr_inodes=%d,mode=0700",
             (unsigned long long)disk, INODES);
}

static struct grade_box *new_box(struct grade_cell *cell, const struct grade_box_spec *spec,
                                 const struct grade_box_handler *handler, void *owner)
{
    struct grade_box *box = grade_alloc(sizeof(*box));
    box->cell = cell;
    box->limits = *spec->limits;
    box->threads = spec->threads;
    box->processes = spec->processes;
    box->tells = spec->tells;
    box->server = spec->server;
    box->handler = *handler;
    box->owner = owner;
    box->sock = (struct grade_watch){-1, box_sock_ready, box};
    box->out[0] = box->out[1] = (struct grade_watch){-1, box_out_ready, box};
    box->listener = (struct grade_watch){-1, NULL, box};
    box->pidfd = (struct grade_watch){-1, box_gone, box};
    box->timer = (struct grade_watch){-1, box_timer_ready, box};
    box->reaper_fd = -1;
    box->end.peak_kib = -1;
    box->verdict = GRADE_VERDICT_PASS;
    box->start_ns = grade_now_ns();
    box->id = ++cell->last_id;
    return box;
}

_Static_assert((int)GRADE_CELL_BOXES == (int)CELL_BOXES_MAX, "what the runner is told");

static int claim_slot(struct grade_box *box)
{
    for (int i = 0; i < CELL_BOXES_MAX; i++)
        if (!box->cell->boxes[i]) {
            box->cell->boxes[i] = box;
            return 0;
        }
    return -EBUSY;
}

static int make_group(struct grade_box *box, struct grade_err *err)
{
    const long long *value = box->limits.value;
    const char *why;
    bool wanted = box->server && cgroup_usable(&why); /* its one process can do without */
    if (!box->processes && !wanted)
        return 0;
    return cgroup_new(&box->group, (uint64_t)(value[GRADE_LIMIT_MEMORY_MIB] + DATA_SLACK_MIB) << 20,
                      (unsigned)value[GRADE_LIMIT_PROCESSES] + 1 + box->server, err);
}

static int launch(struct grade_box *box, const struct grade_box_spec *spec, struct case_ends *ends,
                  struct grade_err *err)
{
    int rc = open_pipes(box, ends);
    if (rc < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, -rc, "cannot make the pipes of a case");
    ends->count = 3;
    if (spec->input) {
        rc = input_fd(spec, err);
        if (rc < 0)
            return rc;
        ends->fds[ends->count++] = rc;
    }
    rc = watch_all(box, err);
    if (rc == 0)
        rc = make_group(box, err);
    if (rc < 0)
        return rc;
    if (claim_slot(box) < 0)
        return grade_fail(err, GRADE_FAULT_MACHINE, EBUSY, "too many cases in one cell");
    struct cell_go go;
    fill_go(&go, box);
    go.has_input = spec->input != NULL;
    box_rearm(box);
    cell_send(box->cell, &go, sizeof(go), ends->fds, ends->count);
    return 0;
}

bool grade_processes_allowed(const char **out_why)
{
    return cgroup_usable(out_why);
}

int grade_box_start(struct grade_box **out, struct grade_cell *cell,
                    const struct grade_box_spec *spec, const struct grade_box_handler *handler,
                    void *owner, struct grade_err *err)
{
    if (!grade_cell_alive(cell))
        return grade_fail(err, GRADE_FAULT_MACHINE, ESRCH, "%s", cell->failure.msg);
    struct grade_box *box = new_box(cell, spec, handler, owner);
    struct case_ends ends = {{-1, -1, -1, -1}, 0};
    int rc = launch(box, spec, &ends, err);
    close_case_ends(&ends);
    if (rc < 0) {
        grade_box_free(box);
        return rc;
    }
    *out = box;
    return 0;
}
