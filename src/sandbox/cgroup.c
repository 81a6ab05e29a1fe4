/* Control groups of cases: see cgroup.h. Paths and files of both versions are a table. */
#include "cgroup.h"

#include "grade/buf.h"
#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOUNTS "/sys/fs/cgroup"

enum controller { MEMORY, PIDS, CPU, CONTROLLERS };

static const struct {
    const char *v1_mount, *v1_name; /* folder below MOUNTS, name in /proc/self/cgroup */
    const char *v2_name;            /* in cgroup.controllers */
} controllers[CONTROLLERS] = {
    [MEMORY] = {"memory", "memory", "memory"},
    [PIDS] = {"pids", "pids", "pids"},
    [CPU] = {"cpuacct", "cpuacct", "cpu"},
};

struct cgroup {
    char *dir[CONTROLLERS]; /* v2: all the same */
};

static struct {
    int version; /* 0: not looked yet; -1: none */
    char *parent[CONTROLLERS];
    const char *why;
    unsigned made;
    pid_t janitor;
    int janitor_pipe;
} state = {.janitor_pipe = -1};

/* Small files ---------------------------------------------------------------------------------- */

static int put(const char *dir, const char *file, const char *text)
{
    cleanup_free char *path = grade_printf("%s/%s", dir, file);
    cleanup_fd int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    return write(fd, text, strlen(text)) < 0 ? -errno : 0;
}

static int put_number(const char *dir, const char *file, uint64_t number)
{
    char text[24];
    snprintf(text, sizeof(text), "%llu", (unsigned long long)number);
    return put(dir, file, text);
}

static bool get(char *text, size_t size, const char *dir, const char *file)
{
    cleanup_free char *path = grade_printf("%s/%s", dir, file);
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : read(fd, text, size - 1);
    if (got < 0)
        return false;
    text[got] = '\0';
    return true;
}

/* The number in a file, or, with a key, behind that key in a file of "key number" lines. */
static int64_t get_number(const char *dir, const char *file, const char *key)
{
    char text[4096];
    if (!get(text, sizeof(text), dir, file))
        return -1;
    const char *at = text;
    if (key) {
        size_t len = strlen(key);
        for (at = text; at && !(strncmp(at, key, len) == 0 && at[len] == ' ');
             at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
            ;
        if (!at)
            return -1;
        at += len;
    }
    return strtoll(at, NULL, 10);
}

/* Looking -------------------------------------------------------------------------------------- */

/* This process's group in a hierarchy: the path behind "N:name:" (v1) or "0::" (v2); NULL: none. */
static char *own_group(const char *name)
{
    char text[8192];
    if (!get(text, sizeof(text), "/proc/self", "cgroup"))
        return NULL;
    for (char *line = text, *rest; (line = strtok_r(line, "\n", &rest)); line = NULL) {
        char *names = strchr(line, ':'), *path = names ? strchr(names + 1, ':') : NULL;
        if (!path)
            continue;
        *path++ = '\0';
        cleanup_free char *listed = grade_printf(",%s,", names + 1),
                          *wanted = grade_printf(",%s,", name);
        if (name[0] ? strstr(listed, wanted) != NULL : names[1] == '\0')
            return grade_strdup(path);
    }
    return NULL;
}

/* Trials of processes that were killed in the middle of theirs; who is in the middle of one now
 * does not mind. */
static void sweep_trials(const char *dir)
{
    DIR *folder = opendir(dir);
    for (const struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        if (fnmatch("grade-*-trial", entry->d_name, 0) == 0)
            unlinkat(dirfd(folder), entry->d_name, AT_REMOVEDIR);
    if (folder)
        closedir(folder);
}

static bool can_make(const char *dir)
{
    sweep_trials(dir);
    cleanup_free char *trial = grade_printf("%s/grade-%d-trial", dir, (int)getpid());
    if (mkdir(trial, 0755) < 0)
        return false;
    rmdir(trial);
    return true;
}

/* v1: below the caller's own group, or at the top where a container shows only that. */
static bool find_v1(void)
{
    for (int i = 0; i < CONTROLLERS; i++) {
        cleanup_free char *own = own_group(controllers[i].v1_name);
        if (!own)
            return false;
        cleanup_free char *below =
            grade_printf(MOUNTS "/%s%s", controllers[i].v1_mount, strcmp(own, "/") ? own : "");
        cleanup_free char *top = grade_printf(MOUNTS "/%s", controllers[i].v1_mount);
        const char *dir = can_make(below) ? below : can_make(top) ? top : NULL;
        if (!dir)
            return false;
        state.parent[i] = grade_strdup(dir);
    }
    return true;
}

/* v2: a group that holds processes cannot hand controllers down, so this process moves into a leaf
 * first. */
static bool find_v2(void)
{
    cleanup_free char *own = own_group("");
    if (!own)
        return false;
    cleanup_free char *dir = grade_printf(MOUNTS "%s", strcmp(own, "/") ? own : "");
    char have[512];
    if (!get(have, sizeof(have), dir, "cgroup.controllers") || !strstr(have, "memory") ||
        !strstr(have, "pids") || !can_make(dir))
        return false;
    cleanup_free char *leaf = grade_printf("%s/grade-%d-supervisor", dir, (int)getpid());
    char self[24];
    snprintf(self, sizeof(self), "%d", (int)getpid());
    if (mkdir(leaf, 0755) < 0)
        return false;
    if (put(leaf, "cgroup.procs", self) < 0 ||
        put(dir, "cgroup.subtree_control", "+memory +pids") < 0) {
        put(dir, "cgroup.procs", self);
        rmdir(leaf);
        return false;
    }
    put(dir, "cgroup.subtree_control", "+cpu"); /* cpu.stat's usage needs no controller; a bonus */
    for (int i = 0; i < CONTROLLERS; i++)
        state.parent[i] = grade_strdup(dir);
    return true;
}

static void look(void)
{
    if (state.version)
        return;
    if (find_v1()) {
        state.version = 1;
        return;
    }
    for (int i = 0; i < CONTROLLERS; i++) {
        free(state.parent[i]);
        state.parent[i] = NULL;
    }
    state.version = find_v2() ? 2 : -1;
    state.why = "no control group can be made here (as a user: systemd-run --user --scope -p "
                "Delegate=yes grade ...)";
}

bool cgroup_usable(const char **out_why)
{
    look();
    if (state.version < 0)
        *out_why = state.why;
    return state.version > 0;
}

const char *cgroup_version(void)
{
    look();
    return state.version == 1 ? "v1" : state.version == 2 ? "v2" : "none";
}

/* The janitor ---------------------------------------------------------------------------------- */

/* Kills what is in a group of cases; of version 1 in that of one controller. */
static void kill_in(const char *dir)
{
    char text[65536];
    if (state.version == 2 && put(dir, "cgroup.kill", "1") == 0)
        return;
    if (!get(text, sizeof(text), dir, "cgroup.procs"))
        return;
    for (char *line = text, *rest; (line = strtok_r(line, "\n", &rest)); line = NULL) {
        pid_t pid = (pid_t)strtol(line, NULL, 10);
        if (pid > 1)
            kill(pid, SIGKILL);
    }
}

/* Ends what is left in the groups of that name and removes them; how many are left. At level
 * baseline nothing else ends the children of a case: they have no pid namespace that goes with the
 * cell. */
static int sweep(const char *parent, const char *prefix)
{
    DIR *dir = opendir(parent);
    int left = 0;
    if (!dir)
        return 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0)
            continue;
        cleanup_free char *path = grade_printf("%s/%s", parent, entry->d_name);
        if (rmdir(path) == 0)
            continue;
        left++;
        if (strtoul(entry->d_name + strlen(prefix), NULL, 10) >
            0) /* not the supervisor's leaf, where we are */
            kill_in(path);
    }
    closedir(dir);
    return left;
}

/* Waits for the supervisor's end, however it comes, and removes its groups, with what lives in
 * them. */
static void janitor_main(int pipe_end, const char *prefix)
{
    char byte;
    setsid(); /* a Ctrl-C is not for it */
    prctl(PR_SET_NAME, "grade-janitor");
    while (read(pipe_end, &byte, 1) < 0 && errno == EINTR)
        ;
    for (int i = 0, left = 1; i < 250 && left; i++) {
        left = 0;
        for (int k = 0; k < CONTROLLERS; k++)
            left += sweep(state.parent[k], prefix);
        nanosleep(&(struct timespec){.tv_nsec = left ? 20000000 : 0}, NULL);
    }
    _exit(0);
}

static void start_janitor(void)
{
    int ends[2];
    if (state.janitor || pipe2(ends, O_CLOEXEC) < 0)
        return;
    cleanup_free char *prefix = grade_printf("grade-%d-", (int)getpid());
    state.janitor = fork();
    if (state.janitor == 0) {
        syscall(SYS_close_range, 0, ends[0] - 1, 0);
        syscall(SYS_close_range, ends[0] + 1, ~0U, 0);
        janitor_main(ends[0], prefix);
    }
    close(ends[0]);
    state.janitor_pipe = ends[1];
}

/* Groups --------------------------------------------------------------------------------------- */

static int limit_group(struct cgroup *group, uint64_t memory_bytes, unsigned processes)
{
    int rc;
    if (state.version == 1) {
        rc = put_number(group->dir[MEMORY], "memory.limit_in_bytes", memory_bytes);
        put_number(group->dir[MEMORY], "memory.memsw.limit_in_bytes",
                   memory_bytes); /* where swap is accounted */
    } else {
        rc = put_number(group->dir[MEMORY], "memory.max", memory_bytes);
        put(group->dir[MEMORY], "memory.swap.max", "0");
        put(group->dir[MEMORY], "memory.oom.group", "1");
    }
    return rc < 0 ? rc : put_number(group->dir[PIDS], "pids.max", processes);
}

int cgroup_new(struct cgroup **out, uint64_t memory_bytes, unsigned processes,
               struct grade_err *err)
{
    const char *why = NULL;
    if (!cgroup_usable(&why))
        return grade_fail(err, GRADE_FAULT_MACHINE, ENOSYS, "%s", why);
    start_janitor();
    struct cgroup *group = grade_alloc(sizeof(*group));
    unsigned number = ++state.made;
    int rc = 0;
    for (int i = 0; i < CONTROLLERS && rc == 0; i++) {
        group->dir[i] = grade_printf("%s/grade-%d-%u", state.parent[i], (int)getpid(), number);
        if (mkdir(group->dir[i], 0755) < 0 && errno != EEXIST)
            rc = -errno;
    }
    if (rc == 0)
        rc = limit_group(group, memory_bytes, processes);
    if (rc < 0) {
        cgroup_free(group);
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, -rc, "cannot make a control group");
    }
    *out = group;
    return 0;
}

int cgroup_add(struct cgroup *group, pid_t pid, struct grade_err *err)
{
    int rc = 0, last = state.version == 2 ? 1 : CONTROLLERS;
    for (int i = 0; i < last && rc == 0; i++)
        rc = put_number(group->dir[i], "cgroup.procs", (uint64_t)pid);
    return rc < 0 ? grade_fail_errno(err, GRADE_FAULT_MACHINE, -rc,
                                     "cannot put a case into its control group")
                  : 0;
}

int64_t cgroup_cpu_ns(const struct cgroup *group)
{
    if (state.version == 1)
        return get_number(group->dir[CPU], "cpuacct.usage", NULL);
    int64_t us = get_number(group->dir[CPU], "cpu.stat", "usage_usec");
    return us < 0 ? -1 : us * 1000;
}

int64_t cgroup_peak_kib(const struct cgroup *group)
{
    const char *file = state.version == 1 ? "memory.max_usage_in_bytes" : "memory.peak";
    int64_t bytes = get_number(group->dir[MEMORY], file, NULL);
    return bytes < 0 ? -1 : bytes / 1024;
}

int cgroup_tasks(const struct cgroup *group)
{
    return (int)get_number(group->dir[PIDS], "pids.current", NULL);
}

bool cgroup_oom(const struct cgroup *group)
{
    const char *file = state.version == 1 ? "memory.oom_control" : "memory.events";
    return get_number(group->dir[MEMORY], file, "oom_kill") > 0;
}

void cgroup_kill(const struct cgroup *group)
{
    kill_in(group->dir[PIDS]);
}

void cgroup_free(struct cgroup *group)
{
    if (!group)
        return;
    for (int i = 0; i < CONTROLLERS; i++) {
        if (group->dir[i])
            rmdir(group->dir[i]); /* a straggler keeps it: the janitor comes back to it */
        free(group->dir[i]);
    }
    free(group);
}
