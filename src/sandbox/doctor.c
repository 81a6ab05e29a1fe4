/* What the kernel allows: see grade/doctor.h. */
#include "grade/doctor.h"

#include "grade/buf.h"
#include "grade/mem.h"
#include "cgroup.h"

#include <errno.h>
#include <linux/landlock.h>
#include <linux/magic.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

enum {
    KERNEL_LEAST = 509, /* close_range, and seccomp's CONTINUE */
    KERNEL_FULL = 512,  /* mount_setattr; 5.13 brought Landlock */
    ABI_TRUNCATE = 3,   /* of Landlock: truncation */
    ABI_SCOPES = 6,     /* signals and abstract sockets */
    SMALL_FILE = 8192,
};

const char *grade_health_name(enum grade_health health)
{
    static const char *const names[] = {"good", "degraded", "missing"};
    return names[health];
}

void grade_findings_add(struct grade_findings *to, const char *name, enum grade_health health,
                        const char *mend, const char *fmt, ...)
{
    char text[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    to->items = grade_realloc_array(to->items, to->count + 1, sizeof(*to->items));
    to->items[to->count++] =
        (struct grade_finding){name, health, grade_strdup(text), mend ? grade_strdup(mend) : NULL};
}

void grade_findings_done(struct grade_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        free(findings->items[i].text);
        free(findings->items[i].mend);
    }
    free(findings->items);
    *findings = (struct grade_findings){NULL, 0};
}

/* The beginning of a small file of /proc or /sys, without the newline; empty where there is none.
 */
static void read_small(char out[SMALL_FILE], const char *path)
{
    FILE *file = fopen(path, "re");
    size_t got = file ? fread(out, 1, SMALL_FILE - 1, file) : 0;
    if (file)
        fclose(file);
    while (got > 0 && out[got - 1] == '\n')
        got--;
    out[got] = '\0';
}

/* The number in it, or -1. */
static long read_number(const char *path)
{
    char text[SMALL_FILE], *end;
    read_small(text, path);
    long number = strtol(text, &end, 10);
    return text[0] && !*end ? number : -1;
}

static void find_kernel(struct grade_findings *to)
{
    struct utsname name;
    unsigned major = 0, minor = 0;
    if (uname(&name) < 0 || sscanf(name.release, "%u.%u", &major, &minor) != 2) {
        grade_findings_add(to, "kernel", GRADE_HEALTH_DEGRADED, NULL,
                           "of a version that says nothing");
        return;
    }
    unsigned version = major * 100 + minor;
    enum grade_health health = version < KERNEL_LEAST  ? GRADE_HEALTH_MISSING
                               : version < KERNEL_FULL ? GRADE_HEALTH_DEGRADED
                                                       : GRADE_HEALTH_GOOD;
    grade_findings_add(to, "kernel", health,
                       health ? "install a newer kernel: apt install linux-image-amd64" : NULL,
                       "Linux %s, %s%s", name.release, name.machine,
                       health ? "; grade needs 5.12 for level full, 5.13 for level baseline" : "");
}

static bool knows_action(uint32_t action)
{
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

/* A filter that is not there tells a known flag (EFAULT) from an unknown one (EINVAL). */
static bool knows_flag(unsigned long flag)
{
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flag, NULL) < 0 && errno == EFAULT;
}

static void find_seccomp(struct grade_findings *to)
{
    static const char rebuild[] =
        "boot a kernel with CONFIG_SECCOMP_FILTER=y (every Debian kernel has it)";
    if (!knows_action(SECCOMP_RET_KILL_PROCESS)) {
        grade_findings_add(to, "seccomp", GRADE_HEALTH_MISSING, rebuild,
                           "no filters (%s); without them nothing is run", strerror(errno));
        return;
    }
    if (!knows_action(SECCOMP_RET_USER_NOTIF) || !knows_flag(SECCOMP_FILTER_FLAG_NEW_LISTENER)) {
        grade_findings_add(to, "seccomp", GRADE_HEALTH_DEGRADED, "boot Linux 5.5 or later",
                           "filters, but no user notification: refused calls have no names");
        return;
    }
    bool killable =
        knows_flag(SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV);
    grade_findings_add(to, "seccomp", GRADE_HEALTH_GOOD, NULL, "filters, user notification%s",
                       killable ? ", WAIT_KILLABLE_RECV" : "; no WAIT_KILLABLE_RECV (Linux 5.19)");
}

static void find_landlock(struct grade_findings *to)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) {
        bool off = errno == EOPNOTSUPP;
        grade_findings_add(to, "landlock", GRADE_HEALTH_DEGRADED,
                           off ? "boot with lsm=landlock,... (the list in "
                                 "/sys/kernel/security/lsm, landlock before it)"
                               : "boot Linux 5.13 or later",
                           "%s; level full has one layer less, level baseline cannot run",
                           off ? "switched off at boot" : "not in this kernel");
        return;
    }
    grade_findings_add(
        to, "landlock", GRADE_HEALTH_GOOD, NULL, "ABI %ld%s", abi,
        abi < ABI_TRUNCATE
            ? ": no rule for truncation (Linux 6.2), which seccomp refuses at baseline"
        : abi < ABI_SCOPES
            ? ": no scopes for signals and abstract sockets (Linux 6.12), which seccomp refuses"
            : "");
}

static void find_pidfd(struct grade_findings *to)
{
    cleanup_fd int fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
    grade_findings_add(to, "pidfd", fd < 0 ? GRADE_HEALTH_MISSING : GRADE_HEALTH_GOOD,
                       fd < 0 ? "boot Linux 5.3 or later; in a container, allow pidfd_open" : NULL,
                       fd < 0 ? "pidfd_open: %s" : "processes are ended by it", strerror(errno));
}

static void find_large_pages(struct grade_findings *to)
{
    char modes[SMALL_FILE];
    read_small(modes, "/sys/kernel/mm/transparent_hugepage/enabled");
    bool off = !modes[0] || strstr(modes, "[never]") || prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == 1;
    grade_findings_add(
        to, "large pages", off ? GRADE_HEALTH_DEGRADED : GRADE_HEALTH_GOOD,
        off ? "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled (to keep it: boot with "
              "transparent_hugepage=madvise)"
            : NULL,
        off ? "switched off: a case copies what it shares with its cell page by page, and takes up "
              "to a "
              "quarter longer"
            : "a case copies at once what it shares with its cell");
}

/* User namespaces ---------------------------------------------------------------------------- */

/* What the namespaces of a cell are made with, tried in a process of its own: 0, or the errno. */
static int try_namespaces(void)
{
    int flags =
        CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
    pid_t pid = fork();
    if (pid == 0)
        _exit(unshare(flags) < 0 ? errno : 0);
    int status = 0;
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return pid < 0 || !WIFEXITED(status) ? EAGAIN : WEXITSTATUS(status);
}

static const struct {
    const char *path;
    long refusing;
    const char *why, *mend;
} switches[] = {
    {"/proc/sys/user/max_user_namespaces", 0, "user.max_user_namespaces is 0",
     "sysctl -w user.max_user_namespaces=10000 (to keep it: a line in /etc/sysctl.d/)"},
    {"/proc/sys/kernel/unprivileged_userns_clone", 0, "kernel.unprivileged_userns_clone is 0",
     "sysctl -w kernel.unprivileged_userns_clone=1 (to keep it: a line in /etc/sysctl.d/)"},
    {"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", 1, "AppArmor restricts them",
     "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile for grade "
     "with `userns,`"},
};

/* "2" where something above us filters system calls, as container runtimes do. */
static bool is_filtered(void)
{
    char status[SMALL_FILE];
    read_small(status, "/proc/self/status");
    const char *line = strstr(status, "\nSeccomp:");
    return line && strtol(line + strlen("\nSeccomp:"), NULL, 10) == SECCOMP_MODE_FILTER;
}

static const char *container(void)
{
    return access("/run/.containerenv", F_OK) == 0 ? "podman"
           : access("/.dockerenv", F_OK) == 0      ? "docker"
                                                   : NULL;
}

static const char *remedy_of_container(void)
{
    const char *engine = container();
    if (engine && !strcmp(engine, "podman"))
        return "podman run --security-opt seccomp=unconfined --security-opt unmask=ALL ...";
    if (engine)
        return "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
               "--security-opt systempaths=unconfined ...";
    return "run grade outside of what filters its system calls (a container, a service with "
           "SystemCallFilter=)";
}

static void find_namespaces(struct grade_findings *to)
{
    int errnum = try_namespaces();
    const char *engine = container();
    if (errnum == 0) {
        grade_findings_add(to, "namespaces", GRADE_HEALTH_GOOD, NULL,
                           "user namespaces, and the others within%s%s",
                           engine ? "; in a container of " : "", engine ? engine : "");
        return;
    }
    size_t reasons = 0;
    for (size_t i = 0; i < GRADE_COUNT(switches); i++)
        if (read_number(switches[i].path) == switches[i].refusing) {
            grade_findings_add(to, "namespaces", GRADE_HEALTH_DEGRADED, switches[i].mend,
                               "user namespaces refused (%s): %s", strerror(errnum),
                               switches[i].why);
            reasons++;
        }
    if (is_filtered()) {
        grade_findings_add(to, "namespaces", GRADE_HEALTH_DEGRADED, remedy_of_container(),
                           "user namespaces refused (%s): a seccomp filter above grade%s%s",
                           strerror(errnum), engine ? ", of " : "", engine ? engine : "");
        reasons++;
    }
    if (!reasons)
        grade_findings_add(to, "namespaces", GRADE_HEALTH_DEGRADED,
                           engine ? remedy_of_container() : NULL, "user namespaces refused (%s)%s",
                           strerror(errnum), engine ? ", in a container" : "");
}

/* Cgroups ------------------------------------------------------------------------------------- */

/* As cases get them: only whoever tries knows. */
static void find_cgroups(struct grade_findings *to)
{
    const char *why = "";
    struct statfs fs;
    bool unified = statfs("/sys/fs/cgroup", &fs) == 0 && fs.f_type == CGROUP2_SUPER_MAGIC;
    if (cgroup_usable(&why)) {
        grade_findings_add(to, "cgroups", GRADE_HEALTH_GOOD, NULL, "%s, memory and pids",
                           cgroup_version());
        return;
    }
    grade_findings_add(to, "cgroups", GRADE_HEALTH_DEGRADED,
                       unified
                           ? "systemd-run --user --scope -p Delegate=yes grade ..."
                           : "boot with systemd.unified_cgroup_hierarchy=1, or run grade as root",
                       "%s: limits rest on rlimits and the supervisor's counts, and cases that "
                       "start processes are "
                       "skipped",
                       why);
}

void grade_doctor_kernel(struct grade_findings *to)
{
    find_kernel(to);
    find_seccomp(to);
    find_landlock(to);
    find_namespaces(to);
    find_pidfd(to);
    find_cgroups(to);
    find_large_pages(to);
}
