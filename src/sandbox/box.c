/* One case process, watched from outside: its life and its end. See grade/sandbox.h.
 *
 * Life: go (cell asked to fork) -> greeted (locked down, listener here) -> frames -> stopping
 * (killed) or gone (ended by itself) -> collecting (cell reaps) -> over. Nothing here waits: every
 * step is an event of the loop. */
#include "box.h"

#include "grade/mem.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const lock_steps[] = {
    [LOCK_REAPER] = "clone a reaper into a pid namespace",
    [LOCK_SETNS] = "make the case's pid namespace",
    [LOCK_FORK] = "fork",
    [LOCK_SESSION] = "start a session",
    [LOCK_NAMESPACE] = "make the case's namespaces",
    [LOCK_NETWORK] = "make the case's network",
    [LOCK_TMPFS] = "mount the case's tmpfs",
    [LOCK_CHDIR] = "change into the case's folder",
    [LOCK_FDS] = "place descriptors",
    [LOCK_IDS] = "change the user id",
    [LOCK_LIMITS] = "set limits",
    [LOCK_LANDLOCK] = "enter Landlock",
    [LOCK_CAPS] = "drop capabilities",
    [LOCK_SECCOMP] = "load the seccomp filter",
    [LOCK_LISTENER] = "hand the listener over",
    [LOCK_PIDFD] = "open a pidfd",
};

const char *box_lock_step(uint32_t step)
{
    return step < GRADE_COUNT(lock_steps) ? lock_steps[step] : NULL;
}

struct grade_loop *box_loop(const struct grade_box *box)
{
    return box->cell->config.loop;
}

void box_shut(struct grade_box *box, struct grade_watch *watch)
{
    if (watch->fd < 0)
        return;
    if (box->cell && (!box->unwatched || watch == &box->timer))
        grade_loop_remove(box_loop(box), watch);
    close(watch->fd);
    watch->fd = -1;
}

/* Of one that is killed nothing is heard any more, so that its end wakes nobody but the cell. What
 * it has written stays in the pipes. */
static void unwatch(struct grade_box *box)
{
    struct grade_watch *const watches[] = {&box->sock, &box->out[0], &box->out[1], &box->listener,
                                           &box->pidfd};
    for (size_t i = 0; i < GRADE_COUNT(watches); i++)
        grade_loop_remove(box_loop(box), watches[i]);
    box->unwatched = true;
}

/* Ending ------------------------------------------------------------------------------------- */

static void kill_all(struct grade_box *box)
{
    if (box->reaper_fd >= 0)
        syscall(SYS_pidfd_send_signal, box->reaper_fd, SIGKILL, NULL, 0);
    if (box->group)
        cgroup_kill(box->group);
    if (box->cell->level == GRADE_LEVEL_BASELINE && box->pid > 0)
        kill(-box->pid, SIGKILL); /* its own session, made before anything of the learner's ran */
    if (box->pidfd.fd >= 0)
        syscall(SYS_pidfd_send_signal, box->pidfd.fd, SIGKILL, NULL, 0);
}

/* Kills what is left and has the cell reap it, once the cell has said that it started. */
static void end_it(struct grade_box *box)
{
    if (!box->stopping) /* no limit is due any more, but the end itself */
        box_set_timer(box, START_MS * MILLION);
    box->stopping = true;
    if (!box->started || box->collecting)
        return;
    box->ended_ns = box->ended_ns ? box->ended_ns : grade_now_ns();
    kill_all(box);
    unwatch(box);
    box->collecting = true;
    struct cell_collect packet = {CELL_COLLECT, box->id};
    cell_send(box->cell, &packet, sizeof(packet), NULL, 0);
}

void box_note(struct grade_box *box, enum grade_verdict verdict)
{
    if (grade_verdict_rank(verdict) < grade_verdict_rank(box->verdict))
        box->verdict = verdict;
}

void box_break(struct grade_box *box, enum grade_verdict verdict, const char *fmt, ...)
{
    if (box->over)
        return;
    if (!box->end.detail[0]) {
        va_list args;
        va_start(args, fmt);
        vsnprintf(box->end.detail, sizeof(box->end.detail), fmt, args);
        va_end(args);
    }
    box_note(box, verdict);
    end_it(box);
}

void grade_box_stop(struct grade_box *box)
{
    if (box->over)
        return;
    if (!box->stopping)
        box->asked = true;
    end_it(box);
}

/* Ends --------------------------------------------------------------------------------------- */

void box_gone(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    (void)events;
    grade_loop_remove(box_loop(box), watch);
    if (box->stopping) /* our doing */
        return;
    box->process_gone = true;
    box->ended_ns = grade_now_ns();
    while (!box->stopping && box->sock.fd >= 0 && box_read_packet(box))
        ;
    end_it(box);
}

void box_started(struct grade_box *box, const struct cell_started *packet, int pidfd, int reaper_fd)
{
    box->pidfd.fd = pidfd;
    box->reaper_fd = reaper_fd;
    struct grade_err err;
    if (packet->step != LOCK_NONE) {
        const char *what = box_lock_step(packet->step);
        char why[200];
        snprintf(why, sizeof(why), "cannot %s: %s", what ? what : "start a case",
                 strerror((int)packet->errnum));
        box_lost(box, why);
        return;
    }
    box->started = true;
    if (grade_loop_add(box_loop(box), &box->pidfd, EPOLLIN, &err) < 0)
        box_break(box, GRADE_VERDICT_INTERNAL, "%s", err.msg);
    else if (box->stopping)
        end_it(box);
}

static void shut_all(struct grade_box *box)
{
    box_shut(box, &box->sock);
    box_shut(box, &box->out[0]);
    box_shut(box, &box->out[1]);
    box_shut(box, &box->listener);
    box_shut(box, &box->pidfd);
    box_shut(box, &box->timer);
    grade_cleanup_fd(&box->reaper_fd);
}

static void finish(struct grade_box *box)
{
    for (int stream = 0; stream < 2; stream++)
        box_drain(box, stream); /* it may have written too much */
    box->over = true;
    shut_all(box);
    if (box->cell)
        cell_forget(box->cell, box);
    box->cell = NULL;
    uint64_t end = box->ended_ns ? box->ended_ns : grade_now_ns();
    box->end.verdict = box->verdict;
    box->end.asked = box->asked;
    box->end.wall_ms = (double)(end - box->start_ns) / 1e6;
    struct grade_box_end copy = box->end;
    box->handler.ended(box->owner, &copy);
}

/* What a signal that nobody asked for means. */
static void judge_signal(struct grade_box *box, int sig)
{
    if (box->asked || box->verdict == GRADE_VERDICT_INTERNAL)
        return;
    if (sig == SIGSYS) {
        box_note(box, GRADE_VERDICT_VIOLATION);
        snprintf(box->end.violation, sizeof(box->end.violation), "a system call of a foreign ABI");
    } else if (sig == SIGXCPU) {
        box_note(box, GRADE_VERDICT_CPU_LIMIT);
    } else if (box->process_gone) { /* and not by our hand */
        box_note(box, GRADE_VERDICT_CRASHED);
    }
}

static void judge_group(struct grade_box *box)
{
    int64_t cpu = cgroup_cpu_ns(box->group), peak = cgroup_peak_kib(box->group);
    if (cpu >= 0)
        box->end.cpu_ms = (double)cpu / 1e6;
    if (peak >= 0) {
        box->end.peak_kib = (long)peak;
        box->end.peak_source = "memory cgroup";
    }
    if (cgroup_oom(box->group)) {
        box_note(box, GRADE_VERDICT_MEMORY_LIMIT);
        snprintf(box->end.detail, sizeof(box->end.detail), "%lld MiB for all its processes",
                 box->limits.value[GRADE_LIMIT_MEMORY_MIB]);
    }
}

void box_collected(struct grade_box *box, const struct cell_ended *packet)
{
    struct grade_box_end *end = &box->end;
    end->cpu_ms = (double)packet->cpu_us / 1e3;
    if (box->greeted) {
        end->peak_kib = (long)packet->peak_kib - (long)box->rss_kib;
        end->peak_kib = end->peak_kib > 0 ? end->peak_kib : 0;
        end->peak_source = "peak resident size (wait4) beyond that after the fork";
    }
    end->exited = WIFEXITED(packet->status);
    end->status = end->exited ? WEXITSTATUS(packet->status) : WTERMSIG(packet->status);
    if (box->group)
        judge_group(box);
    if (!end->exited)
        judge_signal(box, end->status);
    finish(box);
}

void box_lost(struct grade_box *box, const char *why)
{
    if (box->over)
        return;
    snprintf(box->end.detail, sizeof(box->end.detail), "%s", why);
    box->verdict = GRADE_VERDICT_INTERNAL;
    box->end.peak_kib = -1;
    box->over = true; /* and nothing that it has written says more */
    finish(box);
}

void grade_box_free(struct grade_box *box)
{
    if (!box)
        return;
    if (box->cell) { /* abandoned: nobody is told */
        if (!box->over && box->started && !box->collecting) {
            kill_all(box);
            struct cell_collect packet = {CELL_COLLECT, box->id};
            cell_send(box->cell, &packet, sizeof(packet), NULL, 0);
        }
        shut_all(box);
        if (box->cell)
            cell_forget(box->cell, box);
    }
    cgroup_free(box->group);
    grade_buf_done(&box->frame);
    grade_buf_done(&box->pending);
    grade_buf_done(&box->text[0]);
    grade_buf_done(&box->text[1]);
    free(box);
}
