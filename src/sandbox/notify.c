/* Answers what the filter hands over: counts new threads and processes, refuses and records the
 * rest.
 *
 * The learner sees PermissionError at the right line; the report names the call. Nothing is ever
 * continued but a counted clone, whose arguments are in registers: what lies behind a pointer could
 * be changed after the look. */
#include "internal.h"

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

enum { NOTIFIED_MAX = 64 }; /* each costs the supervisor time: a flood ends the case */

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

/* A new thread or process: counted against the limit. 0: let it go on; else the errno. */
static int judge_clone(struct grade_box *box, const struct seccomp_data *data)
{
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
    if (allowed && box->threads_started < (unsigned)box->limits.value[GRADE_LIMIT_PROCESSES]) {
        box->threads_started++;
        return 0;
    }
    box_note(box, GRADE_VERDICT_PROCESS_LIMIT);
    if (!box->end.detail[0])
        snprintf(box->end.detail, sizeof(box->end.detail),
                 "it tried to start a %s; %lld %s allowed", thread ? "thread" : "process",
                 allowed ? box->limits.value[GRADE_LIMIT_PROCESSES] : 0,
                 thread ? "threads are" : "processes are");
    return EAGAIN;
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

static int judge(struct grade_box *box, const struct seccomp_data *data)
{
    int errnum = quiet_refusal(box, data);
    if (errnum)
        return errnum;
    if (data->nr == SYS_clone
#ifdef SYS_fork
        || data->nr == SYS_fork || data->nr == SYS_vfork
#endif
    )
        return judge_clone(box, data);
    if (reaches_own(box, data))
        return 0;
    violate(box, data);
    return EPERM;
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
        }
        return; /* ENOENT: the caller was killed meanwhile */
    }
    int errnum = box->stopping ? EPERM : judge(box, &request.data);
    struct seccomp_notif_resp response = {.id = request.id, .error = -errnum};
    if (errnum == 0)
        response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    ioctl(watch->fd, SECCOMP_IOCTL_NOTIF_SEND, &response);
    if (++box->notified <= NOTIFIED_MAX + (unsigned)box->limits.value[GRADE_LIMIT_PROCESSES])
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
