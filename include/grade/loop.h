/* One poll loop: descriptors with callbacks, on epoll. One thread; a callback may add and remove
 * watches, its own included. Supervisor only. */
#ifndef GRADE_LOOP_H
#define GRADE_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "grade/err.h"

struct grade_loop;

struct grade_watch {
    int fd;                                                    /* -1: not watched */
    void (*ready)(struct grade_watch *watch, uint32_t events); /* EPOLL* bits */
    void *owner;
};

struct grade_loop *grade_loop_new(struct grade_err *err); /* NULL on failure */
void grade_loop_free(struct grade_loop *loop);

int grade_loop_add(struct grade_loop *loop, struct grade_watch *watch, uint32_t events,
                   struct grade_err *err);
void grade_loop_change(struct grade_loop *loop, struct grade_watch *watch, uint32_t events);
/* Forgets the watch, also within the round of events being handled, and leaves the fd open. */
void grade_loop_remove(struct grade_loop *loop, struct grade_watch *watch);

/* Waits for events at most timeout_ms (-1: for ever) and calls back. 0, or negative errno (-EINTR
 * when a signal came). */
int grade_loop_step(struct grade_loop *loop, int timeout_ms, struct grade_err *err);

/* CLOCK_MONOTONIC in nanoseconds. */
uint64_t grade_now_ns(void);

#endif
