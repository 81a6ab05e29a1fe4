/* The clocks of a case: CPU time and elapsed time, watched from outside by one timer. */
#include "box.h"

#include "grade/cpus.h"

#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* The group's CPU time, or the CPU clock of the process by its pid, as clock_getcpuclockid makes
 * it. */
int64_t box_cpu_ns(const struct grade_box *box)
{
    if (box->group)
        return cgroup_cpu_ns(box->group);
    struct timespec used;
    clockid_t clock = (clockid_t)(~(unsigned)box->pid << 3 | 2);
    if (box->pid <= 0 || clock_gettime(clock, &used) < 0)
        return -1;
    return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

void box_set_timer(struct grade_box *box, uint64_t in_ns)
{
    if (in_ns < 100000)
        in_ns = 100000; /* zero would disarm it */
    struct itimerspec when = {
        .it_value = {(time_t)(in_ns / 1000000000u), (long)(in_ns % 1000000000u)}};
    timerfd_settime(box->timer.fd, 0, &when, NULL);
}

static enum grade_verdict over_limit(const struct grade_box *box, uint64_t spent, int64_t used)
{
    if (spent >= (uint64_t)box->limits.value[GRADE_LIMIT_WALL_MS] * MILLION)
        return GRADE_VERDICT_WALL_LIMIT;
    if (used >= (int64_t)box->limits.value[GRADE_LIMIT_CPU_MS] * (int64_t)MILLION)
        return GRADE_VERDICT_CPU_LIMIT;
    return GRADE_VERDICT_PASS;
}

static void break_limit(struct grade_box *box, enum grade_verdict verdict)
{
    bool wall = verdict == GRADE_VERDICT_WALL_LIMIT;
    box_break(box, verdict, "%lld ms of %s time",
              box->limits.value[wall ? GRADE_LIMIT_WALL_MS : GRADE_LIMIT_CPU_MS],
              wall ? "elapsed" : "CPU");
}

/* Sleeps until the earliest moment at which a limit can be broken. */
void box_rearm(struct grade_box *box)
{
    uint64_t now = grade_now_ns();
    uint64_t wall = (uint64_t)box->limits.value[GRADE_LIMIT_WALL_MS] * MILLION;
    uint64_t spent = now - box->start_ns;
    if (!box->greeted || !box->asked_any) { /* nothing of the learner's runs yet */
        box_set_timer(box, START_MS * MILLION);
        return;
    }
    int64_t limit = (int64_t)box->limits.value[GRADE_LIMIT_CPU_MS] * (int64_t)MILLION;
    int64_t used = box_cpu_ns(box);
    enum grade_verdict over = over_limit(box, spent, used);
    if (over != GRADE_VERDICT_PASS) {
        break_limit(box, over);
        return;
    }
    uint64_t next = box->tells ? box_look_ahead(box, wall, spent, &box->wall_looks) : wall - spent;
    if (used >= 0) {
        uint64_t threads = box->threads_started + 1u;
        uint64_t parallel = threads > grade_cpus() ? grade_cpus() : threads;
        uint64_t left = box->tells
                            ? box_look_ahead(box, (uint64_t)limit, (uint64_t)used, &box->cpu_looks)
                            : (uint64_t)(limit - used);
        uint64_t soonest = left / parallel;
        next = soonest < next ? soonest : next;
    }
    if (box->tells) {
        uint64_t look = box_look(box, now);
        next = look < next ? look : next;
    }
    uint64_t held = notify_held(box, now);
    box_set_timer(box, held < next ? held : next);
}

void box_timer_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    (void)events;
    uint64_t times;
    if (read(watch->fd, &times, sizeof(times)) < 0 || box->over)
        return;
    if (box->stopping && !box->overdue) {
        /* The loop itself may have been held up, by a costly comparison: what the cell has said
         * meanwhile may lie unread behind this. */
        box->overdue = true;
        box_set_timer(box, OVERDUE_MS * MILLION);
    } else if (box->stopping)
        cell_fail(box->cell, "a case could not be ended"); /* the box is gone with it */
    else if (!box->greeted)
        box_break(box, GRADE_VERDICT_INTERNAL, "the case was not ready after %d s",
                  START_MS / 1000);
    else if (box->closed && box->handler.closed)
        box->handler.closed(box->owner);
    else
        box_rearm(box);
}
