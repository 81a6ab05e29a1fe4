/* The filter, run through a simulator: every row, every kind of argument, every foreign ABI; in all
 * variants. */
#include "bpf_sim.h"

#include "sandbox/policy.h"
#include "sandbox/policy_patch.h"

#include "grade/mem.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "policy_bpf.h"

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#endif

#define HIGH    0x100000000ULL
#define GARBAGE 0xdeadbeef00000000ULL /* in the half that the kernel ignores */
enum { PID = 0x1234567, NUMBERS = 600, FILTER_MAX = 1024, OTHER = 0x7ace };

enum answer { ALLOW, REFUSE, NO_SUCH, KILL }; /* REFUSE: as the variant has it, NOTIFY or EPERM */

#define ALL (POLICY_FULL | POLICY_BASELINE | POLICY_OLD)
/* clang-format off */
#define VARIANT(array, ground, otherwise) \
    {#array, array, sizeof(array) / sizeof((array)[0]), ground, otherwise}
/* clang-format on */
static const struct variant {
    const char *name;
    const struct sock_filter *rows;
    size_t count;
    enum policy_ground ground;
    uint32_t refusal;
} variants[] = {
    VARIANT(policy_full_notify, POLICY_FULL, SCMP_ACT_NOTIFY),
    VARIANT(policy_full_errno, POLICY_FULL, SCMP_ACT_ERRNO(EPERM)),
    VARIANT(policy_baseline_notify, POLICY_BASELINE, SCMP_ACT_NOTIFY),
    VARIANT(policy_baseline_errno, POLICY_BASELINE, SCMP_ACT_ERRNO(EPERM)),
    VARIANT(policy_old_notify, POLICY_OLD, SCMP_ACT_NOTIFY),
    VARIANT(policy_old_errno, POLICY_OLD, SCMP_ACT_ERRNO(EPERM)),
    VARIANT(policy_server_notify, POLICY_SERVER, SCMP_ACT_NOTIFY),
    VARIANT(policy_server_errno, POLICY_SERVER, SCMP_ACT_ERRNO(EPERM)),
};
enum { VARIANTS = GRADE_COUNT(variants) };

/* As loaded, with the pid in place. */
static struct sock_filter loaded[VARIANTS][FILTER_MAX];

static void setup(void)
{
    for (int v = 0; v < VARIANTS; v++) {
        ck_assert_uint_le(variants[v].count, FILTER_MAX);
        memcpy(loaded[v], variants[v].rows, variants[v].count * sizeof(struct sock_filter));
        policy_patch(loaded[v], variants[v].count, PID);
    }
}

static uint32_t run(int v, const struct seccomp_data *data)
{
    return bpf_sim(loaded[v], variants[v].count, data);
}

static uint32_t action_of(int v, enum answer answer)
{
    const uint32_t actions[] = {[ALLOW] = SCMP_ACT_ALLOW,
                                [REFUSE] = variants[v].refusal,
                                [NO_SUCH] = SCMP_ACT_ERRNO(ENOSYS),
                                [KILL] = SCMP_ACT_KILL_PROCESS};
    return actions[answer];
}

/* Negative: not on this architecture. */
static int number_of(const char *name)
{
    int number = seccomp_syscall_resolve_name(name);
    ck_assert_msg(number != __NR_SCMP_ERROR, "%s: no such call anywhere", name);
    return number;
}

/* Every row of the policy, as it stands ------------------------------------------------------- */

/* What the table says, read the plain way. */
static enum answer by_table(enum policy_ground ground, const struct seccomp_data *data)
{
    for (size_t i = 0; i < policy_row_count; i++) {
        const struct policy_row *row = &policy_rows[i];
        if (!(row->ground & ground) || seccomp_syscall_resolve_name(row->name) != data->nr)
            continue;
        bool fits = true;
        for (size_t a = 0; a < 2 && row->args[a].number >= 0; a++) {
            unsigned long long want =
                row->args[a].value == POLICY_PID_MARK ? PID : row->args[a].value;
            fits = fits && (data->args[row->args[a].number] & row->args[a].mask) == want;
        }
        if (fits)
            return row->action == POLICY_ALLOW ? ALLOW : NO_SUCH;
    }
    return REFUSE;
}

static void fill(struct seccomp_data *data, int number, unsigned long long with)
{
    *data = (struct seccomp_data){.nr = number, .arch = NATIVE, .instruction_pointer = with};
    for (int i = 0; i < 6; i++)
        data->args[i] = with;
}

static void check_table(int v, const struct seccomp_data *data, const char *name)
{
    uint32_t got = run(v, data), want = action_of(v, by_table(variants[v].ground, data));
    ck_assert_msg(got == want, "%s: %s(%llx, %llx, %llx, %llx, %llx): got %#x, the table says %#x",
                  variants[v].name, name, data->args[0], data->args[1], data->args[2],
                  data->args[3], data->args[4], got, want);
}

/* The row's own values, and values that differ from them in one bit, each among arguments of all
 * kinds. */
START_TEST(rows)
{
    static const unsigned long long around[] = {0, 1, ~0ULL, GARBAGE, 0x5555555555555555ULL};
    const struct policy_row *row = &policy_rows[_i];
    int number = number_of(row->name);
    if (number < 0)
        return;
    for (int v = 0; v < VARIANTS; v++)
        for (size_t k = 0; k < GRADE_COUNT(around); k++) {
            struct seccomp_data data;
            fill(&data, number, around[k]);
            check_table(v, &data, row->name);
            for (size_t a = 0; a < 2 && row->args[a].number >= 0; a++) {
                const struct policy_arg *arg = &row->args[a];
                unsigned long long value = arg->value == POLICY_PID_MARK ? PID : arg->value;
                data.args[arg->number] = value | (around[k] & ~arg->mask);
            }
            uint32_t got = run(v, &data);
            if (row->ground & variants[v].ground)
                ck_assert_msg(got == action_of(v, row->action == POLICY_ALLOW ? ALLOW : NO_SUCH),
                              "%s: %s (%s) is not let through: %#x", variants[v].name, row->name,
                              row->why, got);
            for (size_t a = 0; a < 2 && row->args[a].number >= 0; a++)
                for (int bit = 0; bit < 64; bit++) {
                    struct seccomp_data changed = data;
                    changed.args[row->args[a].number] ^= 1ULL << bit;
                    check_table(v, &changed, row->name);
                }
        }
}
END_TEST

/* Every number, known and unknown, whether it has a row or not. */
START_TEST(numbers)
{
    static const unsigned long long with[] = {0, 1, ~0ULL, 0x21, HIGH};
    for (int number = 0; number < NUMBERS; number++)
        for (size_t k = 0; k < GRADE_COUNT(with); k++) {
            struct seccomp_data data;
            fill(&data, number, with[k]);
            check_table(_i, &data, "any");
        }
}
END_TEST

/* The kernel ignores the high half of an int: so must the filter, whatever its answer. */
START_TEST(high_halves)
{
    const struct policy_row *row = &policy_rows[_i];
    int number = number_of(row->name);
    for (size_t a = 0; a < 2 && row->args[a].number >= 0; a++) {
        const struct policy_arg *arg = &row->args[a];
        if (arg->mask > 0xffffffffULL || number < 0)
            continue;
        unsigned long long value = arg->value == POLICY_PID_MARK ? PID : arg->value;
        const unsigned long long values[] = {value, value + 1, value ^ 0x80000000ULL, 0,
                                             0xffffffffULL};
        for (int v = 0; v < VARIANTS; v++)
            for (size_t k = 0; k < GRADE_COUNT(values); k++) {
                struct seccomp_data low, high;
                fill(&low, number, 0);
                low.args[arg->number] = values[k];
                high = low;
                high.args[arg->number] |= GARBAGE;
                ck_assert_msg(run(v, &low) == run(v, &high),
                              "%s: %s: argument %d: %llx and %llx differ", variants[v].name,
                              row->name, arg->number, values[k], values[k] | GARBAGE);
            }
    }
}
END_TEST

/* What the policy must say, by hand ------------------------------------------------------------ */

/* Written from the threats, not from the table. Arguments that are not named are 0. */
static const struct {
    const char *label, *call;
    unsigned long long args[6];
    unsigned ground;
    enum answer answer;
} judgements[] = {
    {"private memory", "mmap", {0, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS}, ALL, ALLOW},
    {"a thread's stack",
     "mmap",
     {0, 4096, 0, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE},
     ALL,
     ALLOW},
    {"a library", "mmap", {0, 4096, 1, MAP_PRIVATE | MAP_FIXED | MAP_DENYWRITE, 5}, ALL, ALLOW},
    {"a shared file", "mmap", {0, 4096, 3, MAP_SHARED, 5}, ALL, ALLOW},
    {"shared anonymous memory", "mmap", {0, 4096, 3, MAP_SHARED | MAP_ANONYMOUS}, ALL, REFUSE},
    {"the same, validated", "mmap", {0, 4096, 3, MAP_SHARED_VALIDATE | MAP_ANONYMOUS}, ALL, REFUSE},
    {"a stack, which RLIMIT_DATA ignores",
     "mmap",
     {0, 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN},
     ALL,
     REFUSE},
    {"a stack over a file", "mmap", {0, 4096, 3, MAP_PRIVATE | MAP_GROWSDOWN, 5}, ALL, REFUSE},
    {"memfd", "memfd_create", {0}, ALL, REFUSE},
    {"fork", "fork", {0}, ALL, REFUSE},
    {"vfork", "vfork", {0}, ALL, REFUSE},
    {"a thread", "clone", {CLONE_VM | CLONE_THREAD}, ALL, REFUSE},
    {"clone3", "clone3", {0}, ALL, NO_SUCH},
    {"clone3, arguments of all kinds", "clone3", {~0ULL, ~0ULL}, ALL, NO_SUCH},
    {"execve", "execve", {0}, ALL, REFUSE},
    {"execveat", "execveat", {0}, ALL, REFUSE},
    {"its own signal", "kill", {PID, 9}, ALL, ALLOW},
    {"its own signal, high half set", "kill", {PID | GARBAGE, 9}, ALL, ALLOW},
    {"its group", "kill", {0, 9}, ALL, ALLOW},
    {"everybody", "kill", {0xffffffff, 9}, ALL, REFUSE},
    {"everybody, sign extended", "kill", {~0ULL, 9}, ALL, REFUSE},
    {"pid 1", "kill", {1, 9}, ALL, REFUSE},
    {"another's group", "kill", {(uint32_t)-PID, 9}, ALL, REFUSE},
    {"the mark itself", "kill", {POLICY_PID_MARK, 9}, ALL, REFUSE},
    {"its own thread", "tgkill", {PID, PID + 1, 6}, ALL, ALLOW},
    {"another's thread", "tgkill", {PID + 1, PID + 1, 6}, ALL, REFUSE},
    {"any thread", "tkill", {PID, 6}, ALL, REFUSE},
    {"by pidfd", "pidfd_send_signal", {5, 9}, ALL, REFUSE},
    {"queued signal", "rt_sigqueueinfo", {PID, 9}, ALL, REFUSE},
    {"a pair of streams",
     "socketpair",
     {AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK},
     ALL,
     ALLOW},
    {"a pair of datagrams", "socketpair", {AF_UNIX, SOCK_DGRAM}, ALL, REFUSE},
    {"a pair of packets", "socketpair", {AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC}, ALL, REFUSE},
    {"a pair of another family", "socketpair", {AF_INET, SOCK_STREAM}, ALL, REFUSE},
    {"a socket", "socket", {AF_INET, SOCK_STREAM}, ALL, REFUSE},
    {"a Unix socket", "socket", {AF_UNIX, SOCK_STREAM}, ALL, REFUSE},
    {"a server's socket", "socket", {AF_INET, SOCK_STREAM | SOCK_NONBLOCK}, POLICY_SERVER, ALLOW},
    {"a server's socket, high half set", "socket", {AF_INET6 | HIGH, 1}, POLICY_SERVER, ALLOW},
    {"a server's datagrams", "socket", {AF_INET, SOCK_DGRAM}, POLICY_SERVER, REFUSE},
    {"a server's raw socket", "socket", {AF_INET, SOCK_RAW}, POLICY_SERVER, REFUSE},
    {"a server's netlink", "socket", {AF_NETLINK, SOCK_RAW}, POLICY_SERVER, REFUSE},
    {"a server's crypto", "socket", {AF_ALG, SOCK_SEQPACKET}, POLICY_SERVER, REFUSE},
    {"a server's vsock", "socket", {AF_VSOCK, SOCK_STREAM}, POLICY_SERVER, REFUSE},
    {"a server's options", "setsockopt", {3, SOL_SOCKET, SO_REUSEADDR}, POLICY_SERVER, ALLOW},
    {"a server's packet filter", "setsockopt", {3, SOL_SOCKET, 26}, POLICY_SERVER, REFUSE},
    {"a server's TCP ULP", "setsockopt", {3, 6, 31}, POLICY_SERVER, REFUSE},
    {"options without a server", "setsockopt", {3, SOL_SOCKET, SO_REUSEADDR}, ALL, REFUSE},
    {"a server's program", "execve", {0x1000}, POLICY_SERVER, ALLOW},
    {"its program by descriptor", "execveat", {3}, POLICY_SERVER, REFUSE},
    {"a program without a server", "execve", {0x1000}, ALL, REFUSE},
    {"a server's zones", "mmap", {0, 4096, 3, MAP_SHARED | MAP_ANONYMOUS}, POLICY_SERVER, ALLOW},
    {"a server's growing stack", "mmap", {0, 4096, 3, MAP_GROWSDOWN}, POLICY_SERVER, REFUSE},
    {"the loader's thread area", "arch_prctl", {0x1002, 0x1000}, POLICY_SERVER, ALLOW},
    {"another register base", "arch_prctl", {0x1001, 0x1000}, POLICY_SERVER, REFUSE},
    {"a server that traces", "ptrace", {0}, POLICY_SERVER, REFUSE},
    {"a server's namespaces", "unshare", {0x40000000}, POLICY_SERVER, REFUSE},
    {"a server's mounts", "mount", {0x1000}, POLICY_SERVER, REFUSE},
    {"a server's keys", "keyctl", {0}, POLICY_SERVER, REFUSE},
    {"a server's memory files", "memfd_create", {0x1000}, POLICY_SERVER, REFUSE},
    {"a server's message", "sendmsg", {3}, POLICY_SERVER, REFUSE},
    {"connect", "connect", {3}, ALL, REFUSE},
    {"bind", "bind", {3}, ALL, REFUSE},
    {"accept", "accept4", {3}, ALL, REFUSE},
    {"send", "sendto", {3, 1, 1, 0, 0, 0}, ALL, ALLOW},
    {"send to an address", "sendto", {3, 1, 1, 0, 0x7ffe00001000, 16}, ALL, REFUSE},
    {"send to an address, low half 0", "sendto", {3, 1, 1, 0, HIGH, 16}, ALL, REFUSE},
    {"sendmsg on the setup descriptor", "sendmsg", {POLICY_SETUP_FD}, ALL, ALLOW},
    {"sendmsg", "sendmsg", {3}, ALL, REFUSE},
    {"sendmmsg", "sendmmsg", {POLICY_SETUP_FD}, ALL, REFUSE},
    {"its limits", "prlimit64", {0, 7, 0, 0x7ffe00001000}, ALL, ALLOW},
    {"new limits", "prlimit64", {0, 7, 0x7ffe00001000}, ALL, REFUSE},
    {"no core files", "prlimit64", {0, 4, 0x7ffe00001000}, ALL, ALLOW},
    {"another's core files", "prlimit64", {1, 4, 0x7ffe00001000}, ALL, REFUSE},
    {"new limits, low half 0", "prlimit64", {0, 7, HIGH}, ALL, REFUSE},
    {"another's limits", "prlimit64", {1, 7, 0}, ALL, REFUSE},
    {"setrlimit", "setrlimit", {7}, ALL, REFUSE},
    {"terminal input", "ioctl", {0, TIOCSTI}, ALL, REFUSE},
    {"terminal input, high half set", "ioctl", {0, TIOCSTI | GARBAGE}, ALL, REFUSE},
    {"console", "ioctl", {0, TIOCLINUX}, ALL, REFUSE},
    {"a controlling terminal", "ioctl", {0, TIOCSCTTY}, ALL, REFUSE},
    {"isatty", "ioctl", {0, TCGETS}, ALL, ALLOW},
    {"isatty, high half set", "ioctl", {0, TCGETS | GARBAGE}, ALL, ALLOW},
    {"signals by a pipe", "fcntl", {3, F_SETOWN}, ALL, REFUSE},
    {"the same, high half set", "fcntl", {3, F_SETOWN | GARBAGE}, ALL, REFUSE},
    {"likewise", "fcntl", {3, F_SETOWN_EX}, ALL, REFUSE},
    {"which signal", "fcntl", {3, F_SETSIG}, ALL, REFUSE},
    {"pipe memory", "fcntl", {3, F_SETPIPE_SZ}, ALL, REFUSE},
    {"lease", "fcntl", {3, F_SETLEASE}, ALL, REFUSE},
    {"dnotify", "fcntl", {3, F_NOTIFY}, ALL, REFUSE},
    {"set_blocking", "fcntl", {3, F_SETFL, O_NONBLOCK}, ALL, ALLOW},
    {"another filter", "seccomp", {1}, ALL, REFUSE},
    {"another filter by prctl", "prctl", {PR_SET_SECCOMP}, ALL, REFUSE},
    {"dumpable", "prctl", {PR_SET_DUMPABLE, 1}, ALL, REFUSE},
    {"no parent's death", "prctl", {PR_SET_PDEATHSIG}, ALL, REFUSE},
    {"a tracer", "prctl", {PR_SET_PTRACER}, ALL, REFUSE},
    {"thread name", "prctl", {PR_SET_NAME}, ALL, ALLOW},
    {"namespaces", "unshare", {CLONE_NEWUSER}, ALL, REFUSE},
    {"entering one", "setns", {3}, ALL, REFUSE},
    {"mount", "mount", {0}, ALL, REFUSE},
    {"mounts, the new way", "open_tree", {0}, ALL, REFUSE},
    {"chroot", "chroot", {0}, ALL, REFUSE},
    {"ptrace", "ptrace", {0}, ALL, REFUSE},
    {"another's memory", "process_vm_readv", {1}, ALL, REFUSE},
    {"another's descriptors", "pidfd_getfd", {3}, ALL, REFUSE},
    {"io_uring", "io_uring_setup", {1}, ALL, REFUSE},
    {"userfaultfd", "userfaultfd", {0}, ALL, REFUSE},
    {"keys", "keyctl", {0}, ALL, REFUSE},
    {"bpf", "bpf", {0}, ALL, REFUSE},
    {"perf", "perf_event_open", {0}, ALL, REFUSE},
    {"file handles", "open_by_handle_at", {0}, ALL, REFUSE},
    {"personality", "personality", {0x0400000}, ALL, REFUSE},
    {"asking for the personality", "personality", {0xffffffff}, ALL, REFUSE},
    {"scheduling", "sched_setscheduler", {0, 1}, ALL, REFUSE},
    {"affinity", "sched_setaffinity", {0}, ALL, REFUSE},
    {"priority", "setpriority", {0}, ALL, REFUSE},
    {"session", "setsid", {0}, ALL, REFUSE},
    {"process group", "setpgid", {0}, ALL, REFUSE},
    {"shared memory", "shmget", {0}, ALL, REFUSE},
    {"POSIX queue", "mq_open", {0}, ALL, REFUSE},
    {"timers, which hold kernel memory", "timer_create", {0}, ALL, REFUSE},
    {"inotify", "inotify_init1", {0}, ALL, REFUSE},
    {"new ids", "setuid", {0}, ALL, REFUSE},
    {"another open", "openat2", {0}, ALL, REFUSE},
    {"open", "openat", {AT_FDCWD & 0xffffffff, 0x1000, O_RDONLY | O_CLOEXEC}, ALL, ALLOW},
    {"open to write", "openat", {AT_FDCWD & 0xffffffff, 0x1000, O_WRONLY | O_CREAT}, ALL, ALLOW},
    {"open and empty",
     "openat",
     {0, 0x1000, O_RDONLY | O_TRUNC},
     POLICY_FULL | POLICY_BASELINE,
     ALLOW},
    {"open and empty what Landlock lets read",
     "openat",
     {0, 0x1000, O_RDONLY | O_TRUNC},
     POLICY_OLD,
     REFUSE},
    {"the same, high half set",
     "openat",
     {0, 0x1000, O_RDONLY | O_TRUNC | GARBAGE},
     POLICY_OLD,
     REFUSE},
    {"truncate", "truncate", {0x1000, 0}, POLICY_FULL | POLICY_BASELINE, ALLOW},
    {"truncate what Landlock does not watch", "truncate", {0x1000, 0}, POLICY_OLD, REFUSE},
    {"modes of its own files", "chmod", {0x1000, 0600}, POLICY_FULL, ALLOW},
    {"modes of the caller's files", "chmod", {0x1000, 0600}, POLICY_BASELINE | POLICY_OLD, REFUSE},
    {"the same by descriptor", "fchmod", {3, 0600}, POLICY_BASELINE | POLICY_OLD, REFUSE},
    {"times of the caller's files", "utimensat", {0, 0x1000}, POLICY_BASELINE | POLICY_OLD, REFUSE},
    {"times of old", "utime", {0x1000}, ALL, REFUSE},
    {"owners", "chown", {0x1000, 0, 0}, ALL, REFUSE},
    {"attributes", "setxattr", {0x1000}, ALL, REFUSE},
    {"devices", "mknod", {0x1000}, ALL, REFUSE},
};

START_TEST(judged)
{
    int number = number_of(judgements[_i].call);
    for (int v = 0; v < VARIANTS; v++) {
        if (!(judgements[_i].ground & variants[v].ground) || number < 0)
            continue;
        struct seccomp_data data;
        fill(&data, number, 0);
        memcpy(data.args, judgements[_i].args, sizeof(judgements[_i].args));
        uint32_t got = run(v, &data), want = action_of(v, judgements[_i].answer);
        ck_assert_msg(got == want, "%s: %s (%s): got %#x, not %#x", variants[v].name,
                      judgements[_i].label, judgements[_i].call, got, want);
    }
}
END_TEST

/* Other ABIs and numbers without a name -------------------------------------------------------- */

static const struct {
    const char *label;
    uint32_t arch;
    int number;
    enum answer answer;
} abis[] = {
    {"a number of tomorrow", NATIVE, 700, REFUSE},
    {"a number far off", NATIVE, 0x3fffffff, REFUSE},
    {"no number", NATIVE, -1,
     REFUSE}, /* what a tracer sets to skip a call: the kernel knows none */
#if defined(__x86_64__)
    {"i386 exit", AUDIT_ARCH_I386, 1, KILL},
    {"i386 brk", AUDIT_ARCH_I386, 45, KILL},
    {"i386 unknown", AUDIT_ARCH_I386, 9999, KILL},
    {"x32 read", NATIVE, 0x40000000, KILL},
    {"x32 write", NATIVE, 0x40000001, KILL},
    {"x32 of its own", NATIVE, 0x40000000 + 520, KILL},
    {"x32 unknown", NATIVE, 0x7fffffff, KILL},
    {"all bits but one", NATIVE, -2, KILL},
    {"sign bit", NATIVE, INT32_MIN, KILL},
    {"ARM", AUDIT_ARCH_AARCH64, 64, KILL},
#else
    {"ARM of 32 bits", AUDIT_ARCH_ARM, 4, KILL},
    {"x86", AUDIT_ARCH_X86_64, 1, KILL},
#endif
    {"no architecture", 0, 0, KILL},
    {"all bits", 0xffffffff, 1, KILL},
};

START_TEST(foreign)
{
    static const unsigned long long with[] = {0, ~0ULL};
    for (int v = 0; v < VARIANTS; v++)
        for (size_t k = 0; k < GRADE_COUNT(with); k++) {
            struct seccomp_data data;
            fill(&data, abis[_i].number, with[k]);
            data.arch = abis[_i].arch;
            uint32_t got = run(v, &data), want = action_of(v, abis[_i].answer);
            ck_assert_msg(got == want, "%s: %s: got %#x, not %#x", variants[v].name, abis[_i].label,
                          got, want);
        }
}
END_TEST

/* The bytes that are loaded ---------------------------------------------------------------------
 */

/* What was generated when the program was built is what the table makes now. */
START_TEST(generated)
{
    const struct variant *variant = &variants[_i];
    int rc;
    scmp_filter_ctx ctx = policy_build(variant->ground, variant->refusal, &rc);
    ck_assert_ptr_nonnull(ctx);
    FILE *file = tmpfile();
    ck_assert_int_eq(seccomp_export_bpf(ctx, fileno(file)), 0);
    seccomp_release(ctx);
    rewind(file);
    static struct sock_filter made[FILTER_MAX];
    size_t count = fread(made, sizeof(made[0]), FILTER_MAX, file);
    fclose(file);
    ck_assert_uint_eq(count, variant->count);
    ck_assert_int_eq(memcmp(made, variant->rows, count * sizeof(made[0])), 0);
}
END_TEST

START_TEST(pid_mark)
{
    const struct variant *variant = &variants[_i];
    size_t marks = 0;
    for (size_t i = 0; i < variant->count; i++) {
        const struct sock_filter *row = &variant->rows[i];
        if (row->k != POLICY_PID_MARK)
            continue;
        marks++;
        ck_assert_int_eq(row->code, BPF_JMP | BPF_JEQ | BPF_K);
        ck_assert_uint_eq(loaded[_i][i].k, PID);
        ck_assert_int_eq(loaded[_i][i].jt, row->jt);
        ck_assert_int_eq(loaded[_i][i].jf, row->jf);
    }
    ck_assert_uint_ge(marks, 2); /* kill and tgkill */
    for (size_t i = 0; i < variant->count; i++) {
        ck_assert_uint_ne(loaded[_i][i].k, POLICY_PID_MARK);
        if (variant->rows[i].k != POLICY_PID_MARK) /* nothing else is touched */
            ck_assert_int_eq(memcmp(&loaded[_i][i], &variant->rows[i], sizeof(struct sock_filter)),
                             0);
    }
}
END_TEST

/* The simulator itself: a filter that cannot be right is not taken for one. */
START_TEST(simulator)
{
    static const struct {
        struct sock_filter rows[2];
        uint32_t want;
    } programs[] = {
        {{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 4), BPF_STMT(BPF_RET | BPF_A, 0)}, NATIVE},
        {{BPF_STMT(BPF_LD | BPF_IMM, OTHER), BPF_STMT(BPF_RET | BPF_A, 0)}, OTHER},
        {{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 64), BPF_STMT(BPF_RET | BPF_K, 0)}, BPF_SIM_INVALID},
        {{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 2), BPF_STMT(BPF_RET | BPF_K, 0)}, BPF_SIM_INVALID},
        {{BPF_STMT(BPF_JMP | BPF_JA, 5), BPF_STMT(BPF_RET | BPF_K, 0)}, BPF_SIM_INVALID},
        {{BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 4), BPF_STMT(BPF_RET | BPF_K, 0)}, BPF_SIM_INVALID},
    };
    struct seccomp_data data;
    fill(&data, 1, 0);
    for (size_t i = 0; i < GRADE_COUNT(programs); i++)
        ck_assert_uint_eq(bpf_sim(programs[i].rows, 2, &data), programs[i].want);
}
END_TEST

/* What CPython needs -----------------------------------------------------------------------------
 */

START_TEST(interpreters)
{
    FILE *file = fopen(GRADE_TEST_DATA "/interpreters/system_calls.txt", "re");
    ck_assert_ptr_nonnull(file);
    char line[256];
    int calls = 0;
    while (fgets(line, sizeof(line), file)) {
        char *rest = NULL, *name = strtok_r(line, " \n", &rest);
        if (!name || name[0] == '#')
            continue;
        struct seccomp_data data;
        int number = number_of(name);
        if (number < 0)
            continue;
        fill(&data, number, 0);
        if (number == SYS_kill || number == SYS_tgkill)
            data.args[0] = PID;
        for (char *word; (word = strtok_r(NULL, " \n", &rest));)
            data.args[word[0] - '0'] = strtoull(word + 2, NULL, 16);
        enum answer want = number == SYS_clone ? REFUSE : number == SYS_clone3 ? NO_SUCH : ALLOW;
        for (int v = 0; v < 2; v++)
            ck_assert_msg(run(v, &data) == action_of(v, want),
                          "%s: %s (%llx, %llx, %llx, %llx): %#x", variants[v].name, name,
                          data.args[0], data.args[1], data.args[2], data.args[3], run(v, &data));
        calls++;
    }
    fclose(file);
    ck_assert_int_gt(calls, 80);
}
END_TEST

static Suite *policy_suite(void)
{
    Suite *suite = suite_create("policy");
    TCase *tcase = tcase_create("policy");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, rows, 0, (int)policy_row_count);
    tcase_add_loop_test(tcase, numbers, 0, VARIANTS);
    tcase_add_loop_test(tcase, high_halves, 0, (int)policy_row_count);
    tcase_add_loop_test(tcase, judged, 0, (int)GRADE_COUNT(judgements));
    tcase_add_loop_test(tcase, foreign, 0, (int)GRADE_COUNT(abis));
    tcase_add_loop_test(tcase, generated, 0, VARIANTS);
    tcase_add_loop_test(tcase, pid_mark, 0, VARIANTS);
    tcase_add_test(tcase, simulator);
    tcase_add_test(tcase, interpreters);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(policy_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
