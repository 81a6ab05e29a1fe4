/* What is in force in a cell, in words: the table that every report carries. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <unistd.h>

static void add(struct grade_isolation *to, const char *name, bool in_force, char *how)
{
    to->mechanisms = grade_realloc_array(to->mechanisms, to->count + 1, sizeof(*to->mechanisms));
    to->mechanisms[to->count++] = (struct grade_mechanism){name, how, in_force};
}

static void add_layers(struct grade_cell *cell, bool full)
{
    struct grade_isolation *to = &cell->isolation;
    char *why = grade_printf("none: %s", cell->fallback ? cell->fallback : "refused");
    bool root = geteuid() == 0, serves = full && cell->config.program;
    add(to, "namespaces", full,
        full
            ? grade_strdup(
                  "user, pid, mount, net, ipc, uts, cgroup; pid, mount and ipc again for each case")
            : grade_strdup(why));
    add(to, "user", full || root,
        full   ? grade_printf("uid %u outside, %d inside, no capabilities%s", cell->uid, INSIDE_ID,
                            serves ? " but that of listening below port 1024" : "")
        : root ? grade_printf("uid %u", cell->uid + 1)
               : grade_strdup("none: the caller's own uid"));
    add(to, "files", true,
        full ? grade_strdup("a root of read-only binds (interpreter, libraries) by pivot_root; "
                            "Landlock below it")
             : grade_strdup("Landlock: the interpreter and its libraries, read-only"));
    add(to, "landlock", cell->hello.landlock > 0,
        cell->hello.landlock ? grade_printf("ABI %u", cell->hello.landlock)
                             : grade_strdup("none: not in this kernel"));
    add(to, "network", true,
        serves ? grade_strdup("a net namespace of each case's own, which holds a loopback only; "
                              "seccomp allows streams in it")
        : full ? grade_strdup("an empty net namespace; seccomp refuses sockets")
               : grade_strdup("seccomp refuses sockets"));
    add(to, "seccomp", true,
        grade_strdup("default-deny by libseccomp's filter, refused calls answered and named by the "
                     "supervisor"));
    free(why);
}

static void add_limits(struct grade_cell *cell, bool full)
{
    struct grade_isolation *to = &cell->isolation;
    const char *const how[GRADE_LIMIT_COUNT] = {
        [GRADE_LIMIT_CPU_MS] = "the process's CPU clock by timerfd, RLIMIT_CPU behind it",
        [GRADE_LIMIT_WALL_MS] = "timerfd",
        [GRADE_LIMIT_MEMORY_MIB] =
            "RLIMIT_DATA beyond the warm interpreter, RLIMIT_AS behind it; shared memory refused",
        [GRADE_LIMIT_OUTPUT_KIB] = "counted by the supervisor as it reads the pipes",
        [GRADE_LIMIT_PROCESSES] =
            "clone held by the supervisor (seccomp user notification) while it counts those alive",
        [GRADE_LIMIT_OPEN_FILES] = "RLIMIT_NOFILE",
        [GRADE_LIMIT_DISK_MIB] = full ? "the tmpfs's size and inodes, RLIMIT_FSIZE"
                                      : "Landlock: no folder can be written",
    };
    /* Of its two processes each has the limit: there may be no cgroup, and it is the program's code
     * that runs in the second, not the learner's. */
    const char *why;
    bool groups = cgroup_usable(&why);
    const char *const for_server[GRADE_LIMIT_COUNT] = {
        [GRADE_LIMIT_CPU_MS] =
            groups ? "the cpu cgroup by timerfd, RLIMIT_CPU behind it"
                   : "the first process's CPU clock by timerfd; RLIMIT_CPU of the program",
        [GRADE_LIMIT_MEMORY_MIB] = "RLIMIT_DATA and RLIMIT_AS, shared memory too, of each process",
        [GRADE_LIMIT_PROCESSES] = "clone counted by the supervisor: one more, for the program",
    };
    bool serves = full && cell->config.program;
    for (int i = 0; i < GRADE_LIMIT_COUNT; i++)
        add(to, grade_limit_rows[i].name, true,
            grade_strdup(serves && for_server[i] ? for_server[i] : how[i]));
    add(to, "process groups", groups,
        groups
            ? grade_printf("memory, pids and cpu cgroups (%s) for cases that may start processes",
                           cgroup_version())
            : grade_printf("none: %s", why));
}

void cell_describe(struct grade_cell *cell)
{
    bool full = cell->level == GRADE_LEVEL_FULL;
    cell_isolation_done(cell);
    cell->isolation.level = grade_level_name(cell->level);
    add_layers(cell, full);
    add_limits(cell, full);
}

void cell_isolation_done(struct grade_cell *cell)
{
    for (size_t i = 0; i < cell->isolation.count; i++)
        free(cell->isolation.mechanisms[i].how);
    free(cell->isolation.mechanisms);
    cell->isolation = (struct grade_isolation){NULL, NULL, 0};
}
