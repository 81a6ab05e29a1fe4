/* One poll loop on epoll: see grade/loop.h. */
#include "grade/loop.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS_AT_ONCE = 64 };

struct grade_loop {
    int epoll_fd;
    /* The round being handled: a watch that is removed meanwhile is struck out here, so that its
     * owner may free it at once. */
    struct epoll_event events[EVENTS_AT_ONCE];
    int event_count;
};

struct grade_loop *grade_loop_new(struct grade_err *err)
{
    struct grade_loop *loop = grade_alloc(sizeof(*loop));
    loop->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (loop->epoll_fd < 0) {
        grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot make an epoll descriptor");
        free(loop);
        return NULL;
    }
    return loop;
}

void grade_loop_free(struct grade_loop *loop)
{
    if (!loop)
        return;
    close(loop->epoll_fd);
    free(loop);
}

int grade_loop_add(struct grade_loop *loop, struct grade_watch *watch, uint32_t events,
                   struct grade_err *err)
{
    struct epoll_event event = {.events = events, .data.ptr = watch};
    if (epoll_ctl(loop->epoll_fd, EPOLL_CTL_ADD, watch->fd, &event) < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot watch a descriptor");
    return 0;
}

void grade_loop_change(struct grade_loop *loop, struct grade_watch *watch, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = watch};
    epoll_ctl(loop->epoll_fd, EPOLL_CTL_MOD, watch->fd, &event);
}

void grade_loop_remove(struct grade_loop *loop, struct grade_watch *watch)
{
    if (watch->fd >= 0)
        epoll_ctl(loop->epoll_fd, EPOLL_CTL_DEL, watch->fd, NULL);
    for (int i = 0; i < loop->event_count; i++)
        if (loop->events[i].data.ptr == watch)
            loop->events[i].data.ptr = NULL;
}

int grade_loop_step(struct grade_loop *loop, int timeout_ms, struct grade_err *err)
{
    int count = epoll_wait(loop->epoll_fd, loop->events, EVENTS_AT_ONCE, timeout_ms);
    if (count < 0 && errno == EINTR)
        return -EINTR;
    if (count < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot wait for events");
    loop->event_count = count;
    for (int i = 0; i < count; i++) {
        struct grade_watch *watch = loop->events[i].data.ptr;
        if (watch)
            watch->ready(watch, loop->events[i].events);
    }
    loop->event_count = 0;
    return 0;
}

uint64_t grade_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
