/* Answers what the filter hands over: counts new threads and processes, refuses and records the
 * rest.
 *
 * The learner sees PermissionError at the right line; the report names the call. A clone that finds
 * no room is held for a while before it is refused: see alive.h. Nothing is ever continued but a
 * counted clone, whose arguments are in registers: what lies behind a pointer could
 * be changed after the look. */
#include "box.h"

#include "grade/mem.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    NOTIFIED_MAX = 64, /* each costs the supervisor time: a flood ends the case */
    LOOKS = 8,         /* at a clone that finds no room: who is at its end may be gone soon */
    LOOK_MS = 1,       /* between the first two, then twice as long, and so on */
    HOLD = -1          /* in place of an errno: it is answered later */
};

/* What glibc and musl ask of clone for a thread, and for a process (fork, vfork, posix_spawn).
 * Everything else is refused, namespaces of course, but CLONE_PARENT too: the cell would have a
 * child that it does not know. */
#define THREAD_FLAGS                                                                               \
    (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |            \
     CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID |              \
     CLONE_DETACHED)
#define PROCESS_FLAGS                                                                              \
    (CLONE_VM | CLONE_VFORK | CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID |    \
     CLONE_SETTLS)

/* How the arguments of some calls are written: one letter each. d int, x hex, h hex of 32 bits, f
 * socket family, t socket type, p something behind a pointer. Others are written as x with what
 * they have. */
static const struct {
    const char *name, *format;
} formats[] = {
    {"socket", "ftd"},
    {"socketpair", "ftd"},
    {"connect", "dpd"},
    {"bind", "dpd"},
    {"kill", "dd"},
    {"tkill", "dd"},
    {"tgkill", "ddd"},
    {"execve", "p"},
    {"execveat", "dp"},
    {"ptrace", "dd"},
    {"prctl", "dx"},
    {"ioctl", "dh"},
    {"fcntl", "ddx"},
    {"clone", "x"},
    {"fork", ""},
    {"vfork", ""},
    {"unshare", "x"},
    {"setns", "dx"},
    {"mount", "ppp"},
    {"umount2", "px"},
    {"chmod", "px"},
    {"fchmodat", "dpx"},
    {"fchmod", "dx"},
    {"chown", "pdd"},
    {"memfd_create", "px"},
    {"mmap", "xxxx"},
    {"prlimit64", "dd"},
    {"setpriority", "ddd"},
    {"sched_setaffinity", "dd"},
    {"sendto", "dpdx"},
    {"sendmsg", "d"},
    {"setuid", "d"},
    {"shmget", "ddx"},
    {"personality", "x"},
    {"chroot", "p"},
    {"setsid", ""},
    {"setpgid", "dd"},
    {"seccomp", "dd"},
    {"bpf", "d"},
    {"perf_event_open", "pdd"},
};

static const char *const families[] = {
    [AF_UNIX] = "AF_UNIX",       [AF_INET] = "AF_INET",     [AF_INET6] = "AF_INET6",
    [AF_NETLINK] = "AF_NETLINK", [AF_PACKET] = "AF_PACKET", [AF_ALG] = "AF_ALG",
    [AF_VSOCK] = "AF_VSOCK",
};
static const char *const types[] = {
    [SOCK_STREAM] = "SOCK_STREAM",
    [SOCK_DGRAM] = "SOCK_DGRAM",
    [SOCK_RAW] = "SOCK_RAW",
    [SOCK_SEQPACKET] = "SOCK_SEQPACKET",
};

static int put_arg(char *out, size_t size, char format, unsigned long long value)
{
    unsigned type = (unsigned)value & 0xf;
    switch (format) {
    case 'f':
        if ((unsigned)value < GRADE_COUNT(families) && families[(unsigned)value])
            return snprintf(out, size, "%s", families[(unsigned)value]);
        return snprintf(out, size, "%d", (int)value);
    case 't':
        if (type < GRADE_COUNT(types) && types[type])
            return snprintf(out, size, "%s", types[type]);
        return snprintf(out, size, "%u", type);
    case 'd':
        return snprintf(out, size, "%d", (int)value);
    case 'h': /* the kernel does not look at the upper half */
        return snprintf(out, size, "0x%x", (unsigned)value);
    case 'p':
        return snprintf(out, size, value ? "..." : "NULL");
    default:
        return snprintf(out, size, "0x%llx", value);
    }
}

/* "socket(AF_INET, SOCK_STREAM, 0)" */
static void describe(char *out, size_t size, const struct seccomp_data *data)
{
    char *name = seccomp_syscall_resolve_num_arch(data->arch, data->nr);
    const char *format = "xxx";
    size_t used = (size_t)(name ? snprintf(out, size, "%s(", name)
                                : snprintf(out, size, "system call %d(", data->nr));
    for (size_t i = 0; name && i < GRADE_COUNT(formats); i++)
        if (!strcmp(formats[i].name, name))
            format = formats[i].format;
    free(name);
    for (size_t i = 0; format[i] && used + 40 < size; i++) {
        if (i)
            used += (size_t)snprintf(out + used, size - used, ", ");
        used += (size_t)put_arg(out + used, size - used, format[i], data->args[i]);
    }
    snprintf(out + used, size - used, ")");
}

static void violate(struct grade_box *box, const struct seccomp_data *data)
{
    box_note(box, GRADE_VERDICT_VIOLATION);
    if (!box->end.violation[0])
        describe(box->end.violation, sizeof(box->end.violation), data);
}

static int refuse_clone(struct grade_box *box, bool thread, bool allowed)
{
    char *detail = box->end.detail;
    const size_t size = sizeof(box->end.detail);
    const char *what = thread ? "thread" : "process", *many = thread ? "threads" : "processes";
    box_note(box, GRADE_VERDICT_PROCESS_LIMIT);
    if (detail[0])
        return EAGAIN;
    if (box->threads_started >= CLONES_MAX)
        snprintf(detail, size, "it tried to start more than %d threads and processes in all",
                 CLONES_MAX);
    else
        snprintf(detail, size, "it tried to start a %s; %lld %s are allowed%s", what,
                 allowed ? box->limits.value[GRADE_LIMIT_PROCESSES] : 0, many,
                 !allowed            ? ""
                 : alive_counts(box) ? " at the same time"
                                     : ", with those that have ended");
    return EAGAIN;
}

/* A thread that has been joined may still be on its way out. Only the first that finds no room is
 * waited for: then it is known that the limit was met. */
static bool hold(struct grade_box *box, const struct seccomp_notif *request, bool thread)
{
    if (box->held_count == HELD_MAX || !box->asked_any ||
        box->limits.value[GRADE_LIMIT_PROCESSES] < 1 || box->threads_started >= CLONES_MAX ||
        box->verdict != GRADE_VERDICT_PASS || !alive_counts(box))
        return false;
    box->held[box->held_count++] = (struct held){request->id, (pid_t)request->pid, thread, 1,
                                                 grade_now_ns() + LOOK_MS * MILLION};
    return true;
}

/* Its caller asks for something else: a signal has ended that wait. */
static void forget_held(struct grade_box *box, pid_t caller)
{
    for (unsigned i = box->held_count; i-- > 0;)
        if (box->held[i].caller == caller) {
            box->held[i] = box->held[--box->held_count];
            box->notified++; /* a flood of signals is one, too */
        }
}

/* A new thread or process: counted against the limit. 0: let it go on; else the errno, or HOLD. */
static int judge_clone(struct grade_box *box, const struct seccomp_notif *request)
{
    const struct seccomp_data *data = &request->data;
    bool plain = data->nr == SYS_clone;
    unsigned long long flags = plain ? data->args[0] & 0xffffffffu : 0;
    bool thread = plain && flags & CLONE_THREAD;
    bool usual = thread ? !(flags & ~(unsigned long long)THREAD_FLAGS)
                        : !plain || (!(flags & ~(unsigned long long)(PROCESS_FLAGS | 0xff)) &&
                                     (flags & 0xff) == SIGCHLD);
    if (!usual) {
        violate(box, data);
        return EPERM;
    }
    if (box->server && !thread && !box->program_started) {
        box->program_started = true;
        return 0;
    }
    bool allowed = thread ? box->threads || box->processes : box->processes;
    if (allowed && alive_room(box, (pid_t)request->pid)) {
        alive_started(box, (pid_t)request->pid);
        return 0;
    }
    return allowed && hold(box, request, thread) ? HOLD : refuse_clone(box, thread, allowed);
}

/* Refused without being held against the solution: the errno, or 0. */
static int quiet_refusal(const struct grade_box *box, const struct seccomp_data *data)
{
    /* getaddrinfo asks which families there are, and a name server: /etc/hosts is what there is */
    if (box->server && data->nr == SYS_socket &&
        ((int)data->args[0] == AF_NETLINK ||
         ((int)data->args[0] == AF_INET && ((unsigned)data->args[1] & 0xf) == SOCK_DGRAM)))
        return EACCES;
    /* libc looks for nscd before it reads /etc/passwd: pwd, os.path.expanduser without HOME */
    if (data->nr == SYS_socket && (int)data->args[0] == AF_UNIX &&
        (int)data->args[1] == (SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK))
        return EACCES;
    /* What all cases may read would carry a lock from one to another: a message, and a wait. */
    if (data->nr == SYS_flock)
        return ENOLCK;
    /* Only the filter for an old Landlock hands these over; a newer one would answer just this. */
    if (data->nr == SYS_openat || data->nr == SYS_truncate
#ifdef SYS_open
        || data->nr == SYS_open
#endif
    )
        return EACCES;
    return 0;
}

/* A signal to one of the processes that it may start: at level full there are no others. Not to
 * pid 1. */
static bool reaches_own(const struct grade_box *box, const struct seccomp_data *data)
{
    return data->nr == SYS_kill && box->processes && box->cell->level == GRADE_LEVEL_FULL &&
           (int)data->args[0] > 1;
}

static int judge(struct grade_box *box, const struct seccomp_notif *request)
{
    const struct seccomp_data *data = &request->data;
    int errnum = quiet_refusal(box, data);
    if (errnum)
        return errnum;
    if (data->nr == SYS_clone
#ifdef SYS_fork
        || data->nr == SYS_fork || data->nr == SYS_vfork
#endif
    )
        return judge_clone(box, request);
    if (reaches_own(box, data))
        return 0;
    violate(box, data);
    return EPERM;
}

static void answer(struct grade_box *box, uint64_t id, int errnum)
{
    struct seccomp_notif_resp response = {.id = id, .error = -errnum};
    if (errnum == 0)
        response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    ioctl(box->listener.fd, SECCOMP_IOCTL_NOTIF_SEND, &response);
}

/* Whether it is answered now; else when to look again is noted. */
static bool look_again(struct grade_box *box, struct held *held, uint64_t now)
{
    int errnum = 0;
    if (alive_room(box, held->caller))
        alive_started(box, held->caller);
    else if (held->looks++ < LOOKS && box->verdict == GRADE_VERDICT_PASS)
        errnum = HOLD;
    else
        errnum = refuse_clone(box, held->thread, true);
    held->look_ns = now + ((uint64_t)LOOK_MS * MILLION << (held->looks - 1));
    if (errnum == HOLD)
        return false;
    box->notified += errnum != 0;
    answer(box, held->id, errnum);
    return true;
}

uint64_t notify_held(struct grade_box *box, uint64_t now)
{
    uint64_t next = UINT64_MAX;
    unsigned left = 0;
    for (unsigned i = 0; i < box->held_count; i++) {
        struct held held = box->held[i];
        if (held.look_ns <= now && look_again(box, &held, now))
            continue;
        if (held.look_ns - now < next)
            next = held.look_ns - now;
        box->held[left++] = held;
    }
    box->held_count = left;
    return next;
}

static void listener_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    struct seccomp_notif request;
    memset(&request, 0, sizeof(request));
    if (!(events & EPOLLIN) || ioctl(watch->fd, SECCOMP_IOCTL_NOTIF_RECV, &request) < 0) {
        if (events & (EPOLLHUP | EPOLLERR)) { /* no task of the filter is left */
            grade_loop_remove(box->cell->config.loop, watch);
            close(watch->fd);
            watch->fd = -1;
            box->held_count = 0;
        }
        return; /* ENOENT: the caller was killed meanwhile */
    }
    alive_asks(box, (pid_t)request.pid);
    forget_held(box, (pid_t)request.pid);
    unsigned started = box->threads_started;
    int errnum = box->stopping ? EPERM : judge(box, &request);
    if (errnum == HOLD)
        box_rearm(box);
    else
        answer(box, request.id, errnum);
    box->notified += errnum != HOLD && box->threads_started == started;
    if (box->notified <= NOTIFIED_MAX)
        return;
    if (box->verdict == GRADE_VERDICT_PASS) /* all of them refused without a word */
        violate(box, &request.data);
    box_break(box, box->verdict, "it tried refused system calls more than %d times", NOTIFIED_MAX);
}

int notify_attach(struct grade_box *box, int listener, struct grade_err *err)
{
    box->listener.fd = listener;
    box->listener.ready = listener_ready;
    return grade_loop_add(box->cell->config.loop, &box->listener, EPOLLIN, err);
}
