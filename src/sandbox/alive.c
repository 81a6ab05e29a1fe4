/* Whether a case has room for one more: see alive.h.
 *
 * Threads of a case that may start no processes are counted by /proc, where one read tells their
 * number at one moment (a listing could be made to miss some, by threads that end while it is
 * read). From that number those are taken that are seen in their end afterwards: they run no code
 * of the case again. Threads and processes of others are counted by their control group, whose own
 * limit the kernel holds besides.
 *
 * The order matters: first it is settled whose clone is over, then what is alive is counted. A
 * clone between the two is counted twice, never not at all. */
#include "alive.h"

#include "internal.h"

#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    ENDING = 0x4,    /* PF_EXITING of the kernel: set before a joiner can learn of the end */
    ENDING_MAX = 300 /* looked for */
};

struct look {
    char state;
    unsigned flags;
    int threads; /* of its process */
};

/* 0, or negative errno: -ENOENT and -ESRCH where there is no such thread. */
static int look_at(const char *path, struct look *out)
{
    *out = (struct look){0};
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    char text[512];
    ssize_t got = read(fd, text, sizeof(text) - 1);
    if (got < 0)
        return -errno;
    text[got] = '\0';
    const char *end = strrchr(text, ')'); /* of its name, which may hold anything */
    return end && sscanf(end + 1,
                         " %c %*d %*d %*d %*d %*d %u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %d",
                         &out->state, &out->flags, &out->threads) == 3
               ? 0
               : -EIO;
}

/* Whether /proc shows the processes under the numbers that we know them by. */
static bool proc_is_ours(void)
{
    char text[24] = "", own[24];
    snprintf(own, sizeof(own), "%d", (int)getpid());
    return readlink("/proc/self", text, sizeof(text) - 1) > 0 && !strcmp(text, own);
}

/* A thread that sleeps so that a signal can wake it has left the clone that it was let do: nothing
 * in there sleeps so, and the answer itself has woken it before we look. */
static bool is_over(pid_t caller)
{
    char path[40];
    struct look look;
    snprintf(path, sizeof(path), "/proc/%d/stat", (int)caller);
    int rc = look_at(path, &look);
    return rc == 0 ? strchr("STtZX", look.state) != NULL : rc == -ENOENT || rc == -ESRCH;
}

static void forget(struct cloning *cloning, unsigned i)
{
    cloning->callers[i] = cloning->callers[--cloning->count];
}

static void settle(struct cloning *cloning)
{
    for (unsigned i = cloning->count; i-- > 0;)
        if (is_over(cloning->callers[i]))
            forget(cloning, i);
}

static bool is_new(const pid_t *seen, int count, pid_t one)
{
    for (int i = 0; i < count; i++)
        if (seen[i] == one)
            return false;
    return true;
}

/* How many of the case's threads are at their end, but for the first, which no limit counts. */
static int count_ending(pid_t process)
{
    char path[80];
    snprintf(path, sizeof(path), "/proc/%d/task", (int)process);
    DIR *folder = opendir(path);
    pid_t seen[ENDING_MAX];
    int count = 0;
    if (!folder)
        return 0;
    for (const struct dirent *entry; count < ENDING_MAX && (entry = readdir(folder)) != NULL;) {
        pid_t task = (pid_t)strtol(entry->d_name, NULL, 10);
        struct look look;
        if (task <= 0 || task == process || !is_new(seen, count, task))
            continue;
        snprintf(path, sizeof(path), "/proc/%d/task/%d/stat", (int)process, (int)task);
        if (look_at(path, &look) == 0 && look.flags & ENDING)
            seen[count++] = task;
    }
    closedir(folder);
    return count;
}

/* Alive beside the first, or on their way; negative: not known. */
static int count_alive(const struct grade_box *box, int room)
{
    if (box->group) {
        int tasks = cgroup_tasks(box->group);
        return tasks < 1 ? -1 : tasks - 1 + (int)box->cloning.count;
    }
    char path[40];
    struct look look;
    snprintf(path, sizeof(path), "/proc/%d/stat", (int)box->pid);
    if (box->pid <= 0 || look_at(path, &look) < 0 || look.threads < 1)
        return -1;
    int alive = look.threads - 1 + (int)box->cloning.count;
    return alive < room ? alive : alive - count_ending(box->pid);
}

void alive_asks(struct grade_box *box, pid_t caller)
{
    struct cloning *cloning = &box->cloning;
    for (unsigned i = cloning->count; i-- > 0;)
        if (cloning->callers[i] == caller)
            forget(cloning, i);
}

bool alive_counts(const struct grade_box *box)
{
    return !box->server && (!box->processes || box->group) && proc_is_ours();
}

bool alive_room(struct grade_box *box, pid_t caller)
{
    int limit = (int)box->limits.value[GRADE_LIMIT_PROCESSES];
    if (box->threads_started < (unsigned)limit)
        return true; /* whatever has ended */
    if (limit < 1 || caller <= 0 || box->threads_started >= CLONES_MAX || !alive_counts(box))
        return false;
    settle(&box->cloning);
    int alive = count_alive(box, limit);
    return alive >= 0 && alive < limit && box->cloning.count < CLONING_MAX;
}

void alive_started(struct grade_box *box, pid_t caller)
{
    box->threads_started++;
    if (box->cloning.count < CLONING_MAX)
        box->cloning.callers[box->cloning.count++] = caller;
}
