/* One case process, watched from outside: its socket, output, clocks and end. See grade/sandbox.h.
 *
 * Life: go (cell asked to fork) -> greeted (locked down, listener here) -> frames -> stopping (killed) or gone (ended
 * by itself) -> collecting (cell reaps) -> over. Nothing here waits: every step is an event of the loop. */
#include "internal.h"

#include "grade/frames.h"
#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    START_MS = 30000,    /* for the fork and the locking, on a loaded machine too */
    DATA_SLACK_MIB = 8,  /* thread stacks' guard pages, arenas: what a limit of memory_mib must not count */
    SPACE_SLACK_MIB = 256, /* address space beyond the memory limit: files mapped, modules with their code */
    SPACE_THREAD_MIB = 9,  /* a thread's stack */
    SPACE_ARENA_MIB = 128, /* what malloc reserves for an arena beside the first */
    INODES = 4096,
    CLOSED_MS = 200,
};
#define MILLION 1000000ull

static const char *const lock_steps[] = {
    [LOCK_REAPER] = "clone a reaper into a pid namespace",
    [LOCK_SETNS] = "make the case's pid namespace",
    [LOCK_FORK] = "fork",
    [LOCK_SESSION] = "start a session",
    [LOCK_NAMESPACE] = "make the case's namespaces",
    [LOCK_TMPFS] = "mount the case's tmpfs",
    [LOCK_CHDIR] = "change into the case's folder",
    [LOCK_FDS] = "place descriptors",
    [LOCK_IDS] = "change the user id",
    [LOCK_LIMITS] = "set limits",
    [LOCK_LANDLOCK] = "enter Landlock",
    [LOCK_CAPS] = "drop capabilities",
    [LOCK_SECCOMP] = "load the seccomp filter",
    [LOCK_LISTENER] = "hand the listener over",
    [LOCK_PIDFD] = "open a pidfd",
};

static struct grade_loop *loop_of(const struct grade_box *box)
{
    return box->cell->config.loop;
}

static void shut(struct grade_box *box, struct grade_watch *watch)
{
    if (watch->fd < 0)
        return;
    if (box->cell)
        grade_loop_remove(loop_of(box), watch);
    close(watch->fd);
    watch->fd = -1;
}

/* Ending ------------------------------------------------------------------------------------- */

static void kill_all(struct grade_box *box)
{
    if (box->reaper_fd >= 0)
        syscall(SYS_pidfd_send_signal, box->reaper_fd, SIGKILL, NULL, 0);
    if (box->group)
        cgroup_kill(box->group);
    if (box->cell->level == GRADE_LEVEL_BASELINE && box->pid > 0)
        kill(-box->pid, SIGKILL); /* its own session, made before anything of the learner's ran */
    if (box->pidfd.fd >= 0)
        syscall(SYS_pidfd_send_signal, box->pidfd.fd, SIGKILL, NULL, 0);
}

/* Kills what is left and has the cell reap it, once the cell has said that it started. */
static void end_it(struct grade_box *box)
{
    box->stopping = true;
    if (!box->started || box->collecting)
        return;
    box->ended_ns = box->ended_ns ? box->ended_ns : grade_now_ns();
    kill_all(box);
    box->collecting = true;
    struct cell_collect packet = {CELL_COLLECT, box->id};
    cell_send(box->cell, &packet, sizeof(packet), NULL, 0);
}

void box_note(struct grade_box *box, enum grade_verdict verdict)
{
    if (grade_verdict_rank(verdict) < grade_verdict_rank(box->verdict))
        box->verdict = verdict;
}

void box_break(struct grade_box *box, enum grade_verdict verdict, const char *fmt, ...)
{
    if (box->over)
        return;
    if (!box->end.detail[0]) {
        va_list args;
        va_start(args, fmt);
        vsnprintf(box->end.detail, sizeof(box->end.detail), fmt, args);
        va_end(args);
    }
    box_note(box, verdict);
    end_it(box);
}

void grade_box_stop(struct grade_box *box)
{
    if (box->over)
        return;
    if (!box->stopping)
        box->asked = true;
    end_it(box);
}

/* Output ------------------------------------------------------------------------------------- */

static void drain_output(struct grade_box *box, int stream)
{
    struct grade_watch *watch = &box->out[stream];
    uint64_t limit = (uint64_t)box->limits.value[GRADE_LIMIT_OUTPUT_KIB] * 1024;
    char chunk[65536];
    while (watch->fd >= 0) {
        ssize_t got = read(watch->fd, chunk, sizeof(chunk));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return;
        if (got == 0) {
            shut(box, watch);
            return;
        }
        uint64_t room = box->total[stream] < limit ? limit - box->total[stream] : 0;
        grade_buf_add(&box->text[stream], chunk, (uint64_t)got < room ? (size_t)got : (size_t)room);
        box->total[stream] += (uint64_t)got;
        if (box->total[stream] > limit) {
            if (!box->stopping || !box->asked)
                box_break(box, GRADE_VERDICT_OUTPUT_LIMIT, "%lld KiB on %s",
                          box->limits.value[GRADE_LIMIT_OUTPUT_KIB], stream ? "stderr" : "stdout");
            if (box->total[stream] > 2 * limit + sizeof(chunk)) {
                shut(box, watch); /* it is being killed; what it still writes is nobody's */
                return;
            }
        }
    }
}

static void out_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    (void)events;
    drain_output(box, watch == &box->out[1]);
}

const struct grade_buf *grade_box_output(struct grade_box *box, int stream, uint64_t *out_total)
{
    drain_output(box, stream);
    *out_total = box->total[stream];
    return &box->text[stream];
}

/* Clocks ------------------------------------------------------------------------------------- */

/* The group's CPU time, or the CPU clock of the process by its pid, as clock_getcpuclockid makes it. */
static int64_t cpu_ns(const struct grade_box *box)
{
    if (box->group)
        return cgroup_cpu_ns(box->group);
    struct timespec used;
    clockid_t clock = (clockid_t)(~(unsigned)box->pid << 3 | 2);
    if (box->pid <= 0 || clock_gettime(clock, &used) < 0)
        return -1;
    return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

static void set_timer(struct grade_box *box, uint64_t in_ns)
{
    if (in_ns < 100000)
        in_ns = 100000; /* zero would disarm it */
    struct itimerspec when = {.it_value = {(time_t)(in_ns / 1000000000u), (long)(in_ns % 1000000000u)}};
    timerfd_settime(box->timer.fd, 0, &when, NULL);
}

/* Sleeps until the earliest moment at which a limit can be broken. */
static void rearm(struct grade_box *box)
{
    uint64_t now = grade_now_ns();
    uint64_t wall = (uint64_t)box->limits.value[GRADE_LIMIT_WALL_MS] * MILLION;
    uint64_t spent = now - box->start_ns;
    if (!box->greeted) {
        set_timer(box, START_MS * MILLION);
        return;
    }
    if (spent >= wall) {
        box_break(box, GRADE_VERDICT_WALL_LIMIT, "%lld ms of elapsed time", box->limits.value[GRADE_LIMIT_WALL_MS]);
        return;
    }
    int64_t limit = (int64_t)box->limits.value[GRADE_LIMIT_CPU_MS] * (int64_t)MILLION;
    int64_t used = cpu_ns(box);
    if (used >= limit) {
        box_break(box, GRADE_VERDICT_CPU_LIMIT, "%lld ms of CPU time", box->limits.value[GRADE_LIMIT_CPU_MS]);
        return;
    }
    uint64_t next = wall - spent;
    if (used >= 0) {
        long cpus = sysconf(_SC_NPROCESSORS_ONLN);
        uint64_t threads = box->threads_started + 1u;
        uint64_t parallel = cpus > 0 && threads > (uint64_t)cpus ? (uint64_t)cpus : threads;
        uint64_t soonest = (uint64_t)(limit - used) / parallel;
        next = soonest < next ? soonest : next;
    }
    set_timer(box, next);
}

static void timer_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    (void)events;
    uint64_t times;
    if (read(watch->fd, &times, sizeof(times)) < 0 || box->over)
        return;
    if (!box->greeted && !box->stopping)
        box_break(box, GRADE_VERDICT_INTERNAL, "the case was not ready after %d s", START_MS / 1000);
    else if (box->collecting)
        cell_fail(box->cell, "a case could not be ended");
    else if (!box->stopping && box->closed && box->handler.closed)
        box->handler.closed(box->owner);
    else if (!box->stopping)
        rearm(box);
    if (!box->over && box->stopping)
        set_timer(box, START_MS * MILLION);
}

/* Frames ------------------------------------------------------------------------------------- */

static void send_pending(struct grade_box *box)
{
    /* Nothing of the learner's starts before the case is in its group. */
    while (box->pending.len >= 4 && box->sock.fd >= 0 && (box->greeted || !box->group)) {
        uint32_t len;
        memcpy(&len, box->pending.data, 4);
        ssize_t sent = send(box->sock.fd, box->pending.data + 4, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EAGAIN) {
            grade_loop_change(loop_of(box), &box->sock, EPOLLIN | EPOLLOUT);
            return;
        }
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0) { /* nobody reads any more: its end is told by other means */
            grade_buf_clear(&box->pending);
            break;
        }
        grade_buf_drop_front(&box->pending, 4 + (size_t)len);
    }
    if (box->sock.fd >= 0)
        grade_loop_change(loop_of(box), &box->sock, EPOLLIN);
}

void grade_box_send(struct grade_box *box, const char *data, size_t len)
{
    if (box->over || box->stopping || box->sock.fd < 0)
        return;
    bool idle = box->pending.len == 0;
    do {
        size_t part = len < GRADE_PACKET_MAX - 1 ? len : GRADE_PACKET_MAX - 1;
        uint32_t size = (uint32_t)part + 1;
        grade_buf_add(&box->pending, &size, 4);
        grade_buf_addc(&box->pending, part < len ? '+' : '.');
        grade_buf_add(&box->pending, data, part);
        data += part;
        len -= part;
    } while (len > 0);
    if (idle)
        send_pending(box);
}

/* Resident size once locked down, before anything of the learner's is there: inherited pages. */
static uint64_t resident_kib(pid_t pid)
{
    char path[40], text[128] = "";
    snprintf(path, sizeof(path), "/proc/%d/statm", (int)pid);
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    unsigned long pages = 0;
    if (fd >= 0 && read(fd, text, sizeof(text) - 1) > 0 && sscanf(text, "%*u %lu", &pages) == 1)
        return pages * (unsigned long)sysconf(_SC_PAGESIZE) / 1024;
    return 0;
}

static void greet(struct grade_box *box, const struct case_hello *hello, int listener, pid_t pid)
{
    if (hello->magic != CASE_HELLO_MAGIC || hello->step >= GRADE_COUNT(lock_steps)) {
        box_break(box, GRADE_VERDICT_INTERNAL, "a case greeted with junk");
    } else if (hello->step != LOCK_NONE) {
        box_break(box, GRADE_VERDICT_INTERNAL, "cannot %s: %s", lock_steps[hello->step],
                  strerror((int)hello->errnum));
    } else {
        box->greeted = true;
        box->pid = pid;
        box->rss_kib = resident_kib(pid);
        box->start_ns = grade_now_ns();
        box->cell->no_listener = listener < 0;
        struct grade_err err;
        if (box->group && cgroup_add(box->group, pid, &err) < 0)
            box_break(box, GRADE_VERDICT_INTERNAL, "%s", err.msg);
        else if (listener >= 0 && notify_attach(box, grade_take_fd(&listener), &err) < 0)
            box_break(box, GRADE_VERDICT_INTERNAL, "%s", err.msg);
        else
            rearm(box);
        send_pending(box);
    }
    if (listener >= 0)
        close(listener);
}

/* A packet of a frame. What is malformed on this level is no answer: the case is over. */
static void take_packet(struct grade_box *box, const char *data, size_t len)
{
    if ((data[0] != '.' && data[0] != '+') || box->frame.len + len > GRADE_FRAME_MAX) {
        if (data[0] == '.' || data[0] == '+')
            box_break(box, GRADE_VERDICT_OUTPUT_LIMIT, "an answer of more than %d MiB", GRADE_FRAME_MAX >> 20);
        else
            box_break(box, GRADE_VERDICT_EXITED, "it said something on the grader's channel that is no answer");
        return;
    }
    grade_buf_add(&box->frame, data + 1, len - 1);
    if (data[0] == '+')
        return;
    struct grade_buf frame = box->frame;
    box->frame = (struct grade_buf)GRADE_BUF_INIT;
    box->handler.frame(box->owner, grade_buf_text(&frame), frame.len);
    grade_buf_done(&frame);
}

/* Reads what the case has said; false when there is nothing (more) to read. */
static bool read_packet(struct grade_box *box)
{
    static char packet[GRADE_PACKET_MAX + 16]; /* one thread: see DESIGN.md */
    int fds[2], count;
    pid_t pid;
    ssize_t got = packet_receive(box->sock.fd, packet, sizeof(packet), fds, 2, &count, &pid);
    if (got < 0 && errno == EINTR)
        return true;
    if (got < 0 && errno == EAGAIN)
        return false;
    int listener = count > 0 ? fds[0] : -1;
    if (count > 1)
        close(fds[1]);
    if (got <= 0) {
        /* Most often it is about to end, which says more: that is waited for, but not for long. */
        shut(box, &box->sock);
        box->closed = true;
        if (!box->stopping && box->greeted && box->handler.closed)
            set_timer(box, CLOSED_MS * MILLION);
        return false;
    }
    if (!box->greeted && got == sizeof(struct case_hello)) {
        struct case_hello hello;
        memcpy(&hello, packet, sizeof(hello));
        greet(box, &hello, listener, pid);
        return true;
    }
    if (listener >= 0)
        close(listener);
    if (!box->stopping)
        take_packet(box, packet, (size_t)got);
    return true;
}

static void sock_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    if (events & EPOLLOUT)
        send_pending(box);
    /* A handful at a time, so that a flood of frames starves nobody. */
    for (int i = 0; i < 16 && watch->fd >= 0 && !box->over; i++)
        if (!read_packet(box))
            return;
}

/* Ends --------------------------------------------------------------------------------------- */

static void gone(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    (void)events;
    grade_loop_remove(loop_of(box), watch);
    if (box->stopping) /* our doing */
        return;
    box->process_gone = true;
    box->ended_ns = grade_now_ns();
    while (!box->stopping && box->sock.fd >= 0 && read_packet(box))
        ;
    end_it(box);
}

void box_started(struct grade_box *box, const struct cell_started *packet, int pidfd, int reaper_fd)
{
    box->pidfd.fd = pidfd;
    box->reaper_fd = reaper_fd;
    struct grade_err err;
    if (packet->step != LOCK_NONE) {
        const char *what = packet->step < GRADE_COUNT(lock_steps) ? lock_steps[packet->step] : "start a case";
        char why[200];
        snprintf(why, sizeof(why), "cannot %s: %s", what, strerror((int)packet->errnum));
        box_lost(box, why);
        return;
    }
    box->started = true;
    if (grade_loop_add(loop_of(box), &box->pidfd, EPOLLIN, &err) < 0)
        box_break(box, GRADE_VERDICT_INTERNAL, "%s", err.msg);
    else if (box->stopping)
        end_it(box);
}

static void shut_all(struct grade_box *box)
{
    shut(box, &box->sock);
    shut(box, &box->out[0]);
    shut(box, &box->out[1]);
    shut(box, &box->listener);
    shut(box, &box->pidfd);
    shut(box, &box->timer);
    grade_cleanup_fd(&box->reaper_fd);
}

static void finish(struct grade_box *box)
{
    box->over = true;
    for (int stream = 0; stream < 2; stream++)
        drain_output(box, stream);
    shut_all(box);
    if (box->cell)
        cell_forget(box->cell, box);
    box->cell = NULL;
    uint64_t end = box->ended_ns ? box->ended_ns : grade_now_ns();
    box->end.verdict = box->verdict;
    box->end.asked = box->asked;
    box->end.wall_ms = (double)(end - box->start_ns) / 1e6;
    struct grade_box_end copy = box->end;
    box->handler.ended(box->owner, &copy);
}

/* What a signal that nobody asked for means. */
static void judge_signal(struct grade_box *box, int sig)
{
    if (box->asked || box->verdict == GRADE_VERDICT_INTERNAL)
        return;
    if (sig == SIGSYS) {
        box_note(box, GRADE_VERDICT_VIOLATION);
        snprintf(box->end.violation, sizeof(box->end.violation), "a system call of a foreign ABI");
    } else if (sig == SIGXCPU) {
        box_note(box, GRADE_VERDICT_CPU_LIMIT);
    } else if (box->process_gone) { /* and not by our hand */
        box_note(box, GRADE_VERDICT_CRASHED);
    }
}

static void judge_group(struct grade_box *box)
{
    int64_t cpu = cgroup_cpu_ns(box->group), peak = cgroup_peak_kib(box->group);
    if (cpu >= 0)
        box->end.cpu_ms = (double)cpu / 1e6;
    if (peak >= 0) {
        box->end.peak_kib = (long)peak;
        box->end.peak_source = "memory cgroup";
    }
    if (cgroup_oom(box->group)) {
        box_note(box, GRADE_VERDICT_MEMORY_LIMIT);
        snprintf(box->end.detail, sizeof(box->end.detail), "%lld MiB for all its processes",
                 box->limits.value[GRADE_LIMIT_MEMORY_MIB]);
    }
}

void box_collected(struct grade_box *box, const struct cell_ended *packet)
{
    struct grade_box_end *end = &box->end;
    end->cpu_ms = (double)packet->cpu_us / 1e3;
    if (box->greeted) {
        end->peak_kib = (long)packet->peak_kib - (long)box->rss_kib;
        end->peak_kib = end->peak_kib > 0 ? end->peak_kib : 0;
        end->peak_source = "peak resident size (wait4) beyond that after the fork";
    }
    end->exited = WIFEXITED(packet->status);
    end->status = end->exited ? WEXITSTATUS(packet->status) : WTERMSIG(packet->status);
    if (box->group)
        judge_group(box);
    if (!end->exited)
        judge_signal(box, end->status);
    finish(box);
}

void box_lost(struct grade_box *box, const char *why)
{
    if (box->over)
        return;
    snprintf(box->end.detail, sizeof(box->end.detail), "%s", why);
    box->verdict = GRADE_VERDICT_INTERNAL;
    box->end.peak_kib = -1;
    finish(box);
}

/* Start -------------------------------------------------------------------------------------- */

/* Standard input as a sealed file, reopened for reading only. */
static int input_fd(const struct grade_box_spec *spec, struct grade_err *err)
{
    cleanup_fd int file = memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot make a file for standard input");
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
    int fds[4]; /* socket, stdout, stderr, stdin */
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
        int rc = grade_loop_add(loop_of(box), watches[i], EPOLLIN, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

/* Address space: wide enough that honest code never meets it (threads, BLAS), and yet a bound on what
 * RLIMIT_DATA does not count. */
static uint64_t space_bytes(const struct grade_box *box)
{
    const long long *value = box->limits.value;
    uint64_t threads = box->threads || box->processes ? (uint64_t)value[GRADE_LIMIT_PROCESSES] : 0;
    uint64_t arenas = threads < CELL_ARENAS ? threads : CELL_ARENAS;
    uint64_t mib = (uint64_t)value[GRADE_LIMIT_MEMORY_MIB] + SPACE_SLACK_MIB + threads * SPACE_THREAD_MIB +
                   arenas * SPACE_ARENA_MIB;
    return box->cell->vm_size + (mib << 20);
}

static void fill_go(struct cell_go *go, const struct grade_box *box)
{
    const long long *value = box->limits.value;
    uint64_t disk = (uint64_t)value[GRADE_LIMIT_DISK_MIB] << 20;
    memset(go, 0, sizeof(*go));
    go->op = CELL_GO;
    go->id = box->id;
    go->data_bytes = box->cell->vm_data + ((uint64_t)(value[GRADE_LIMIT_MEMORY_MIB] + DATA_SLACK_MIB) << 20);
    go->space_bytes = space_bytes(box);
    go->file_bytes = disk;
    go->open_files = (uint64_t)value[GRADE_LIMIT_OPEN_FILES];
    go->cpu_seconds = (uint64_t)value[GRADE_LIMIT_CPU_MS] / 1000 + 2;
    snprintf(go->tmpfs, sizeof(go->tmpfs), "size=%llu,nr_inodes=%d,mode=0700", (unsigned long long)disk, INODES);
}

static struct grade_box *new_box(struct grade_cell *cell, const struct grade_box_spec *spec,
                                 const struct grade_box_handler *handler, void *owner)
{
    struct grade_box *box = grade_alloc(sizeof(*box));
    box->cell = cell;
    box->limits = *spec->limits;
    box->threads = spec->threads;
    box->processes = spec->processes;
    box->handler = *handler;
    box->owner = owner;
    box->sock = (struct grade_watch){-1, sock_ready, box};
    box->out[0] = box->out[1] = (struct grade_watch){-1, out_ready, box};
    box->listener = (struct grade_watch){-1, NULL, box};
    box->pidfd = (struct grade_watch){-1, gone, box};
    box->timer = (struct grade_watch){-1, timer_ready, box};
    box->reaper_fd = -1;
    box->end.peak_kib = -1;
    box->verdict = GRADE_VERDICT_PASS;
    box->start_ns = grade_now_ns();
    box->id = ++cell->last_id;
    return box;
}

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
    if (!box->processes)
        return 0;
    return cgroup_new(&box->group, (uint64_t)(value[GRADE_LIMIT_MEMORY_MIB] + DATA_SLACK_MIB) << 20,
                      (unsigned)value[GRADE_LIMIT_PROCESSES] + 1, err);
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
    rearm(box);
    cell_send(box->cell, &go, sizeof(go), ends->fds, ends->count);
    return 0;
}

bool grade_processes_allowed(const char **out_why)
{
    return cgroup_usable(out_why);
}

int grade_box_start(struct grade_box **out, struct grade_cell *cell, const struct grade_box_spec *spec,
                    const struct grade_box_handler *handler, void *owner, struct grade_err *err)
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

void grade_box_free(struct grade_box *box)
{
    if (!box)
        return;
    if (box->cell) { /* abandoned: nobody is told */
        if (!box->over && box->started && !box->collecting) {
            kill_all(box);
            struct cell_collect packet = {CELL_COLLECT, box->id};
            cell_send(box->cell, &packet, sizeof(packet), NULL, 0);
        }
        shut_all(box);
        if (box->cell)
            cell_forget(box->cell, box);
    }
    cgroup_free(box->group);
    grade_buf_done(&box->frame);
    grade_buf_done(&box->pending);
    grade_buf_done(&box->text[0]);
    grade_buf_done(&box->text[1]);
    free(box);
}
