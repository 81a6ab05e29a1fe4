/* The policy as a table: see policy.h. What is not here is refused and told.
 *
 * Arguments of 32 bits are compared under a 32-bit mask: the kernel ignores the high half, and so
 * must the filter. Only EQ and MASKED_EQ are used (libseccomp 2.5.4 gets others wrong in
 * combination). */
#include "policy.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#define ARCH_SET_FS     0x1002 /* asm/prctl.h is there on x86 only */
#define ARCH_CET_STATUS 0x3001
#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif

/* The table is read by its columns. */
/* clang-format off */
#define LOW32        0xffffffffULL
#define ALL64        0xffffffffffffffffULL
#define ANY          {{-1, 0, 0}, {-1, 0, 0}}
#define IF(n, v)     {{(n), LOW32, (v)}, {-1, 0, 0}}
#define BITS(n, m, v) {{(n), (m), (v)}, {-1, 0, 0}}
#define OWN_ROOT   (POLICY_FULL | POLICY_SERVER)
#define EVERYWHERE (OWN_ROOT | POLICY_BASELINE | POLICY_OLD)
#define ALLOW(call, why)           {call, POLICY_ALLOW, ANY, EVERYWHERE, why}
#define ALLOW_IF(call, n, v, why)  {call, POLICY_ALLOW, IF(n, v), EVERYWHERE, why}
#define ALLOW_FULL(call, why)      {call, POLICY_ALLOW, ANY, OWN_ROOT, why}
#define ALLOW_UNDER(call, ground, why) {call, POLICY_ALLOW, ANY, ground, why}
#define SERVER(call, why)          {call, POLICY_ALLOW, ANY, POLICY_SERVER, why}
#define SERVER_SOCKET(family)      {"socket", POLICY_ALLOW, {{0, LOW32, family}, {1, 0xf, SOCK_STREAM}}, POLICY_SERVER, "listening and connecting"}
#define SERVER_OPTION(level, option) {"setsockopt", POLICY_ALLOW, {{1, LOW32, level}, {2, LOW32, option}}, POLICY_SERVER, "usual options"}

/* clang-format off: a table reads better in columns */
const struct policy_row policy_rows[] = {
    /* memory */
    ALLOW("brk", "malloc"),
    /* RLIMIT_DATA counts no stacks, which is what MAP_GROWSDOWN makes, nor shared anonymous memory */
    {"mmap", POLICY_ALLOW, BITS(3, MAP_SHARED | MAP_GROWSDOWN, 0), EVERYWHERE & ~POLICY_SERVER, "private memory, which RLIMIT_DATA counts"},
    {"mmap", POLICY_ALLOW, BITS(3, MAP_ANONYMOUS | MAP_GROWSDOWN, 0), EVERYWHERE & ~POLICY_SERVER, "files, which the tmpfs limit counts"},
    ALLOW("munmap", "free"),
    ALLOW("mremap", "realloc"),
    ALLOW("mprotect", "thread stacks, ctypes"),
    ALLOW("madvise", "malloc gives pages back"),
    ALLOW("membarrier", "thread start-up"),

    /* files: which ones is decided by the mount namespace and Landlock */
    ALLOW_UNDER("open", OWN_ROOT | POLICY_BASELINE, "open"), ALLOW_UNDER("openat", OWN_ROOT | POLICY_BASELINE, "open"),
    {"open", POLICY_ALLOW, BITS(1, O_TRUNC, 0), POLICY_OLD, "open, without emptying a file that is the caller's"},
    {"openat", POLICY_ALLOW, BITS(2, O_TRUNC, 0), POLICY_OLD, "open, likewise"},
    ALLOW("close", "close"), ALLOW("close_range", "subprocess, tests"),
    ALLOW("read", "read"), ALLOW("readv", "read"), ALLOW("pread64", "os.pread"), ALLOW("preadv", "os.preadv"),
    ALLOW("write", "write"), ALLOW("writev", "write"), ALLOW("pwrite64", "os.pwrite"), ALLOW("pwritev", "os.pwritev"),
    ALLOW("lseek", "seek"), ALLOW_UNDER("truncate", OWN_ROOT | POLICY_BASELINE, "truncate"), ALLOW("ftruncate", "truncate"), ALLOW("fallocate", "os.posix_fallocate"),
    ALLOW("fsync", "os.fsync"), ALLOW("fdatasync", "os.fdatasync"), ALLOW("msync", "mmap.flush"),
    ALLOW("stat", "stat"), ALLOW("lstat", "stat"), ALLOW("fstat", "stat"), ALLOW("newfstatat", "stat"), ALLOW("statx", "stat"),
    ALLOW("statfs", "shutil.disk_usage"), ALLOW("fstatfs", "shutil.disk_usage"),
    ALLOW("access", "os.access"), ALLOW("faccessat", "os.access"), ALLOW("faccessat2", "os.access"),
    ALLOW("readlink", "os.readlink"), ALLOW("readlinkat", "os.readlink"),
    ALLOW("getdents64", "os.listdir"), ALLOW("getdents", "os.listdir"), ALLOW("getcwd", "os.getcwd"),
    ALLOW("chdir", "os.chdir"), ALLOW("fchdir", "os.fchdir"), ALLOW("umask", "os.umask"),
    ALLOW("mkdir", "os.mkdir"), ALLOW("mkdirat", "os.mkdir"), ALLOW("rmdir", "os.rmdir"),
    ALLOW("unlink", "os.unlink"), ALLOW("unlinkat", "os.unlink"),
    ALLOW("rename", "os.rename"), ALLOW("renameat", "os.rename"), ALLOW("renameat2", "os.rename"),
    ALLOW("link", "os.link"), ALLOW("linkat", "os.link"), ALLOW("symlink", "os.symlink"), ALLOW("symlinkat", "os.symlink"),
    ALLOW_FULL("chmod", "shutil.copy"), ALLOW_FULL("fchmod", "os.fchmod"), ALLOW_FULL("fchmodat", "os.chmod"),
    ALLOW_FULL("utimensat", "os.utime"),
    ALLOW_FULL("listxattr", "shutil.copy2"), ALLOW_FULL("llistxattr", "shutil.copy2"), ALLOW_FULL("flistxattr", "shutil.copy2"),
    ALLOW_FULL("getxattr", "shutil.copy2"), ALLOW_FULL("lgetxattr", "shutil.copy2"), ALLOW_FULL("fgetxattr", "shutil.copy2"),
    ALLOW("copy_file_range", "shutil.copyfile"), ALLOW("sendfile", "shutil.copyfile"),

    /* descriptors */
    ALLOW("dup", "os.dup"), ALLOW("dup2", "os.dup2"), ALLOW("dup3", "os.dup2"), ALLOW("pipe", "os.pipe"), ALLOW("pipe2", "os.pipe"),
    ALLOW_IF("fcntl", 1, F_DUPFD, "os.dup"), ALLOW_IF("fcntl", 1, F_DUPFD_CLOEXEC, "os.dup"),
    ALLOW_IF("fcntl", 1, F_GETFD, "inheritable"), ALLOW_IF("fcntl", 1, F_SETFD, "inheritable"),
    ALLOW_IF("fcntl", 1, F_GETFL, "set_blocking"), ALLOW_IF("fcntl", 1, F_SETFL, "set_blocking"),
    ALLOW_IF("fcntl", 1, F_GETLK, "sqlite3"), ALLOW_IF("fcntl", 1, F_SETLK, "sqlite3"), ALLOW_IF("fcntl", 1, F_SETLKW, "sqlite3"),
    ALLOW_IF("ioctl", 1, TCGETS, "isatty"), ALLOW_IF("ioctl", 1, TIOCGWINSZ, "terminal size"),
    ALLOW_IF("ioctl", 1, FIOCLEX, "inheritable"), ALLOW_IF("ioctl", 1, FIONCLEX, "inheritable"),
    ALLOW_IF("ioctl", 1, FIONBIO, "set_blocking"), ALLOW_IF("ioctl", 1, FIONREAD, "pipes"),
    ALLOW("poll", "selectors"), ALLOW("ppoll", "selectors"), ALLOW("select", "selectors"), ALLOW("pselect6", "selectors"),
    ALLOW("epoll_create", "asyncio"), ALLOW("epoll_create1", "asyncio"), ALLOW("epoll_ctl", "asyncio"),
    ALLOW("epoll_wait", "asyncio"), ALLOW("epoll_pwait", "asyncio"), ALLOW("epoll_pwait2", "asyncio"), ALLOW("eventfd2", "os.eventfd"),

    /* sockets: a pair within the process, no addresses. SOCK_STREAM only: a datagram pair reaches foreign
     * abstract sockets by sendto. The low four bits of the type are the type, the rest flags. */
    {"socketpair", POLICY_ALLOW, {{0, LOW32, AF_UNIX}, {1, 0xf, SOCK_STREAM}}, EVERYWHERE, "asyncio wakes itself up"},
    {"sendto", POLICY_ALLOW, BITS(4, ALL64, 0), EVERYWHERE, "send, without an address"},
    ALLOW("recvfrom", "recv"), ALLOW("recvmsg", "recvmsg"), ALLOW("shutdown", "shutdown"),
    ALLOW("getsockname", "socket objects"), ALLOW("getpeername", "socket objects"), ALLOW("getsockopt", "socket objects"),
    ALLOW_IF("sendmsg", 0, POLICY_SETUP_FD, "the listener goes to the supervisor; dead once that descriptor is closed"),

    /* signals, to itself only */
    ALLOW("rt_sigaction", "signal"), ALLOW("rt_sigprocmask", "signal"), ALLOW("rt_sigreturn", "signal"), ALLOW("rt_sigpending", "signal"),
    ALLOW("rt_sigtimedwait", "signal"), ALLOW("rt_sigsuspend", "signal"), ALLOW("sigaltstack", "faulthandler, threads"),
    ALLOW_IF("kill", 0, POLICY_PID_MARK, "os.kill(os.getpid(), ...)"),
    ALLOW_IF("kill", 0, 0, "its own process group, which holds nobody else"),
    ALLOW_IF("tgkill", 0, POLICY_PID_MARK, "raise, abort, pthread_kill"),
    ALLOW("pause", "signal.pause"), ALLOW("alarm", "signal.alarm"), ALLOW("setitimer", "signal.setitimer"), ALLOW("getitimer", "signal.getitimer"),
    ALLOW("restart_syscall", "after SIGCONT"),

    /* time */
    ALLOW("clock_gettime", "time"), ALLOW("clock_getres", "time"), ALLOW("gettimeofday", "time"), ALLOW("time", "time"),
    ALLOW("nanosleep", "sleep"), ALLOW("clock_nanosleep", "sleep"),

    /* threads; starting one is notified and counted */
    ALLOW("futex", "locks"), ALLOW("set_robust_list", "thread start-up"), ALLOW("set_tid_address", "thread start-up"),
    ALLOW("rseq", "thread start-up"), ALLOW("sched_yield", "locks"), ALLOW("sched_getaffinity", "os.cpu_count"),
    ALLOW_IF("prctl", 0, PR_SET_NAME, "thread names"), ALLOW_IF("prctl", 0, PR_GET_NAME, "thread names"),
    ALLOW_IF("prctl", 0, PR_SET_VMA, "names of memory areas"),
    {"clone3", POLICY_ENOSYS, ANY, EVERYWHERE, "its flags are behind a pointer; glibc falls back to clone"},

    /* itself */
    ALLOW("getpid", "os.getpid"), ALLOW("gettid", "thread ids"), ALLOW("getppid", "os.getppid"), ALLOW("getpgrp", "os.getpgrp"),
    ALLOW("getpgid", "os.getpgid"), ALLOW("getsid", "os.getsid"),
    ALLOW("getuid", "os.getuid"), ALLOW("geteuid", "os.geteuid"), ALLOW("getgid", "os.getgid"), ALLOW("getegid", "os.getegid"),
    ALLOW("getresuid", "os.getresuid"), ALLOW("getresgid", "os.getresgid"), ALLOW("getgroups", "os.getgroups"),
    ALLOW("uname", "platform"), ALLOW("sysinfo", "os.sysconf"), ALLOW("getcpu", "malloc arenas"),
    ALLOW("getrusage", "resource"), ALLOW("times", "os.times"), ALLOW("getpriority", "os.nice"), ALLOW("getrlimit", "resource"),
    {"prlimit64", POLICY_ALLOW, {{0, LOW32, 0}, {2, ALL64, 0}}, EVERYWHERE, "reading its own limits"},
    {"prlimit64", POLICY_ALLOW, {{0, LOW32, 0}, {1, LOW32, RLIMIT_CORE}}, EVERYWHERE, "faulthandler turns core files off; the limit is 0 for good"},
    ALLOW("getrandom", "random, secrets, hash seeds"),
    ALLOW("wait4", "os.waitpid"), ALLOW("waitid", "os.waitid"),

    /* A box that serves: its network is its own and holds a loopback only; its one process more is
     * counted, and bounded by RLIMIT_AS, which counts shared memory, too. What it executes is in the
     * cell's root, where Landlock allows execution of the program and of the loader. */
    {"mmap", POLICY_ALLOW, BITS(3, MAP_GROWSDOWN, 0), POLICY_SERVER, "zones that processes share"},
    SERVER("execve", "the program"),
    {"arch_prctl", POLICY_ALLOW, IF(0, ARCH_SET_FS), POLICY_SERVER, "a program starts"},
    {"arch_prctl", POLICY_ENOSYS, IF(0, ARCH_CET_STATUS), POLICY_SERVER, "libc asks for it, and can do without"},
    SERVER_SOCKET(AF_INET), SERVER_SOCKET(AF_INET6), SERVER_SOCKET(AF_UNIX),
    SERVER("bind", "listening"), SERVER("listen", "listening"), SERVER("accept", "listening"), SERVER("accept4", "listening"),
    SERVER("connect", "upstreams, clients"),
    SERVER_OPTION(SOL_SOCKET, SO_REUSEADDR), SERVER_OPTION(SOL_SOCKET, SO_REUSEPORT), SERVER_OPTION(SOL_SOCKET, SO_KEEPALIVE),
    SERVER_OPTION(SOL_SOCKET, SO_LINGER), SERVER_OPTION(SOL_SOCKET, SO_SNDBUF), SERVER_OPTION(SOL_SOCKET, SO_RCVBUF),
    SERVER_OPTION(IPPROTO_TCP, TCP_NODELAY), SERVER_OPTION(IPPROTO_TCP, TCP_CORK), SERVER_OPTION(IPPROTO_TCP, TCP_DEFER_ACCEPT),
    SERVER_OPTION(IPPROTO_TCP, TCP_KEEPIDLE), SERVER_OPTION(IPPROTO_TCP, TCP_KEEPINTVL), SERVER_OPTION(IPPROTO_TCP, TCP_KEEPCNT),
    SERVER_OPTION(IPPROTO_IPV6, IPV6_V6ONLY),
    {"io_setup", POLICY_ENOSYS, ANY, POLICY_SERVER, "nginx asks for it, and can do without"},
    ALLOW("exit", "end of a thread"), ALLOW("exit_group", "end of the process"),
};
/* clang-format on */
/* clang-format on */

const size_t policy_row_count = sizeof(policy_rows) / sizeof(policy_rows[0]);

static int add_row(scmp_filter_ctx ctx, const struct policy_row *row)
{
    int number = seccomp_syscall_resolve_name(row->name);
    if (number == __NR_SCMP_ERROR || number < 0)
        return 0; /* not on this architecture */
    uint32_t action = row->action == POLICY_ALLOW ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(ENOSYS);
    struct scmp_arg_cmp conditions[2];
    unsigned count = 0;
    for (size_t i = 0; i < 2; i++) {
        const struct policy_arg *arg = &row->args[i];
        if (arg->number >= 0)
            conditions[count++] = SCMP_CMP(arg->number, SCMP_CMP_MASKED_EQ, arg->mask, arg->value);
        else
            break;
    }
    return seccomp_rule_add_exact_array(ctx, action, number, count, conditions);
}

scmp_filter_ctx policy_build(enum policy_ground ground, uint32_t otherwise, int *rc)
{
    scmp_filter_ctx ctx = seccomp_init(otherwise);
    if (!ctx) {
        *rc = -ENOMEM;
        return NULL;
    }
    *rc = seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (!*rc)
        *rc = seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a binary tree */
    for (size_t i = 0; !*rc && i < policy_row_count; i++)
        if (policy_rows[i].ground & ground)
            *rc = add_row(ctx, &policy_rows[i]);
    if (!*rc)
        return ctx;
    seccomp_release(ctx);
    return NULL;
}
