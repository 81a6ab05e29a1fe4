/* Asking a case where it stands, by a signal that it has a handler for: what comes of it is told
 * beside a limit, and shows a deadlock long before one is reached.
 *
 * On the way to a limit of time it is asked several times, so that a loop is seen at its lines. The
 * limit itself waits for nothing: a case gets no time for its answers, and has none behind it.
 *
 * A case is asked whether it waits for ever only where all of its threads sleep and none has used
 * CPU time since the last look: then whoever could wake another is asleep, too, and the places at
 * which they sleep tell the rest. A case that may start processes is not: another process could
 * wake it. */
#include "box.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    LOOK_MS = 100,  /* between the first looks */
    TASKS_MAX = 300 /* threads that are looked at */
};

static bool ask(struct grade_box *box, enum grade_ask what)
{
    if (box->held_count > 0) /* a signal would make its clone fail */
        return false;
    if (box->pidfd.fd < 0 || syscall(SYS_pidfd_send_signal, box->pidfd.fd, SIGURG, NULL, 0) < 0)
        return false;
    box->ask = what;
    box->asks += what == GRADE_ASK_TIME;
    return true;
}

/* The state of a thread, as the third field of its `stat` has it: behind its name, which may hold
 * anything. */
static char state_of(int tasks, const char *name)
{
    char path[300], text[400];
    snprintf(path, sizeof(path), "%s/stat", name);
    int fd = openat(tasks, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return '?';
    ssize_t got = read(fd, text, sizeof(text) - 1);
    close(fd);
    text[got > 0 ? got : 0] = '\0';
    const char *end = strrchr(text, ')');
    return end && end[1] == ' ' ? end[2] : '?';
}

/* Whether all threads of the case sleep, as /proc shows it. */
static bool all_sleep(const struct grade_box *box)
{
    char path[40];
    snprintf(path, sizeof(path), "/proc/%d/task", (int)box->pid);
    DIR *folder = box->pid > 0 ? opendir(path) : NULL;
    if (!folder)
        return false;
    int seen = 0;
    bool sleep = true;
    for (const struct dirent *entry; sleep && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        sleep = ++seen <= TASKS_MAX && state_of(dirfd(folder), entry->d_name) == 'S';
    }
    closedir(folder);
    return sleep && seen > 0;
}

uint64_t box_look(struct grade_box *box, uint64_t now)
{
    if (box->look_ns == 0) {
        box->idle_ns = LOOK_MS * MILLION;
        box->look_ns = now + box->idle_ns;
        box->idle_cpu_ns = -1;
    }
    if (now < box->look_ns)
        return box->look_ns - now;
    int64_t used = box_cpu_ns(box);
    bool idle = used >= 0 && used == box->idle_cpu_ns && !box->processes && all_sleep(box) &&
                box_cpu_ns(box) == used;
    if (idle && ask(box, GRADE_ASK_IDLE))
        box->idle_ns *= 2; /* it may well be a long wait */
    box->idle_cpu_ns = used;
    box->look_ns = now + box->idle_ns;
    return box->idle_ns;
}

/* How much of a limit has passed, in percent, when the case is asked. */
static const unsigned char looks[] = {60, 70, 80, 88, 95};

uint64_t box_look_ahead(struct grade_box *box, uint64_t limit, uint64_t used, unsigned *done)
{
    bool due = false;
    while (*done < sizeof(looks) && limit / 100 * looks[*done] <= used) {
        ++*done;
        due = true;
    }
    if (due)
        ask(box, GRADE_ASK_TIME);
    return (*done < sizeof(looks) ? limit / 100 * looks[*done] : limit) - used;
}

enum grade_ask grade_box_asked(const struct grade_box *box)
{
    return box->ask;
}

unsigned grade_box_asks(const struct grade_box *box)
{
    return box->asks;
}

void grade_box_look_soon(struct grade_box *box)
{
    box->look_ns = 0;
}

void grade_box_told(struct grade_box *box)
{
    box->ask = GRADE_ASK_NONE;
}
