/* What a case says: output on its pipes, frames on its socket. All of it may be hostile. */
#include "box.h"

#include "grade/frames.h"
#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "packet.h"

enum { CLOSED_MS = 200 };

/* Output ------------------------------------------------------------------------------------- */

void box_drain(struct grade_box *box, int stream)
{
    struct grade_watch *watch = &box->out[stream];
    uint64_t limit = (uint64_t)box->limits.value[GRADE_LIMIT_OUTPUT_KIB] * 1024;
    char chunk[65536];
    while (watch->fd >= 0) {
        ssize_t got = read(watch->fd, chunk, sizeof(chunk));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return;
        if (got == 0) {
            box_shut(box, watch);
            return;
        }
        uint64_t room = box->total[stream] < limit ? limit - box->total[stream] : 0;
        grade_buf_add(&box->text[stream], chunk, (uint64_t)got < room ? (size_t)got : (size_t)room);
        box->total[stream] += (uint64_t)got;
        if (box->total[stream] > limit) {
            if (!box->stopping || !box->asked)
                box_break(box, GRADE_VERDICT_OUTPUT_LIMIT, "%lld KiB on %s",
                          box->limits.value[GRADE_LIMIT_OUTPUT_KIB], stream ? "stderr" : "stdout");
            if (box->total[stream] > 2 * limit + sizeof(chunk)) {
                box_shut(box, watch); /* it is being killed; what it still writes is nobody's */
                return;
            }
        }
    }
}

void box_out_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    (void)events;
    box_drain(box, watch == &box->out[1]);
}

const struct grade_buf *grade_box_output(struct grade_box *box, int stream, uint64_t *out_total)
{
    box_drain(box, stream);
    *out_total = box->total[stream];
    return &box->text[stream];
}

/* Frames ------------------------------------------------------------------------------------- */

/* Whether to be called when there is room to send. */
static void wait_for_room(struct grade_box *box, bool wait)
{
    if (box->waits == wait || box->unwatched || box->sock.fd < 0)
        return;
    grade_loop_change(box_loop(box), &box->sock, wait ? EPOLLIN | EPOLLOUT : EPOLLIN);
    box->waits = wait;
}

static void send_pending(struct grade_box *box)
{
    /* Nothing of the learner's starts before the case is in its group. */
    while (box->pending.len >= 4 && box->sock.fd >= 0 && (box->greeted || !box->group)) {
        uint32_t len;
        memcpy(&len, box->pending.data, 4);
        ssize_t sent = send(box->sock.fd, box->pending.data + 4, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EAGAIN) {
            wait_for_room(box, true);
            return;
        }
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0) { /* nobody reads any more: its end is told by other means */
            grade_buf_clear(&box->pending);
            break;
        }
        grade_buf_drop_front(&box->pending, 4 + (size_t)len);
    }
    wait_for_room(box, false);
}

void grade_box_send(struct grade_box *box, const char *data, size_t len)
{
    if (box->over || box->stopping || box->sock.fd < 0)
        return;
    /* Whoever waits for each answer has none outstanding. */
    if (box->pending.len > GRADE_FRAME_MAX) {
        box_break(box, GRADE_VERDICT_EXITED,
                  "it asked on the grader's channel and did not read the answers");
        return;
    }
    if (!box->asked_any) {
        box->asked_any = true;
        box->start_ns = grade_now_ns();
        box_rearm(box);
    }
    bool idle = box->pending.len == 0;
    do {
        size_t part = len < GRADE_PACKET_MAX - 1 ? len : GRADE_PACKET_MAX - 1;
        uint32_t size = (uint32_t)part + 1;
        grade_buf_add(&box->pending, &size, 4);
        grade_buf_addc(&box->pending, part < len ? '+' : '.');
        grade_buf_add(&box->pending, data, part);
        data += part;
        len -= part;
    } while (len > 0);
    if (idle)
        send_pending(box);
}

size_t grade_box_unsent(const struct grade_box *box)
{
    return box->pending.len;
}

static void greet(struct grade_box *box, const struct case_hello *hello, int listener, pid_t pid)
{
    if (hello->magic != CASE_HELLO_MAGIC ||
        !(hello->step == LOCK_NONE || box_lock_step(hello->step))) {
        box_break(box, GRADE_VERDICT_INTERNAL, "a case greeted with junk");
    } else if (hello->step != LOCK_NONE) {
        box_break(box, GRADE_VERDICT_INTERNAL, "cannot %s: %s", box_lock_step(hello->step),
                  strerror((int)hello->errnum));
    } else {
        box->greeted = true;
        box->pid = pid;
        box->rss_kib = hello->rss_kib;
        box->start_ns = grade_now_ns();
        box->cell->no_listener = listener < 0;
        struct grade_err err;
        int rc = box->group ? cgroup_add(box->group, pid, &err) : 0;
        if (rc == 0 && listener >= 0)
            rc = notify_attach(box, grade_take_fd(&listener), &err);
        if (rc < 0)
            box_break(box, GRADE_VERDICT_INTERNAL, "%s", err.msg);
        else
            box_rearm(box);
        send_pending(box);
    }
    if (listener >= 0)
        close(listener);
}

/* A packet of a frame. What is malformed on this level is no answer: the case is over. */
static void take_packet(struct grade_box *box, const char *data, size_t len)
{
    if ((data[0] != '.' && data[0] != '+') || box->frame.len + len > GRADE_FRAME_MAX) {
        if (data[0] == '.' || data[0] == '+')
            box_break(box, GRADE_VERDICT_OUTPUT_LIMIT, "an answer of more than %d MiB",
                      GRADE_FRAME_MAX >> 20);
        else
            box_break(box, GRADE_VERDICT_EXITED,
                      "it said something on the grader's channel that is no answer");
        return;
    }
    grade_buf_add(&box->frame, data + 1, len - 1);
    if (data[0] == '+')
        return;
    struct grade_buf frame = box->frame;
    box->frame = (struct grade_buf)GRADE_BUF_INIT;
    box->handler.frame(box->owner, grade_buf_text(&frame), frame.len);
    grade_buf_done(&frame);
}

/* Reads what the case has said; false when there is nothing (more) to read. */
bool box_read_packet(struct grade_box *box)
{
    static char packet[GRADE_PACKET_MAX + 16]; /* one thread: see DESIGN.md */
    int fds[PACKET_FDS_MAX], count;
    pid_t pid;
    ssize_t got =
        packet_receive(box->sock.fd, packet, sizeof(packet), MSG_DONTWAIT, fds, &count, &pid);
    /* ECONNRESET comes once, before what is still queued, if the case left something unread at its
     * end. */
    if (got < 0 && (errno == EINTR || errno == ECONNRESET))
        return true;
    if (got < 0 && errno == EAGAIN)
        return false;
    int listener = count > 0 ? fds[0] : -1;
    while (count > 1)
        close(fds[--count]);
    if (got <= 0) {
        /* Most often it is about to end, which says more: that is waited for, but not for long. */
        box_shut(box, &box->sock);
        box->closed = true;
        if (!box->stopping && box->greeted && box->handler.closed)
            box_set_timer(box, CLOSED_MS * MILLION);
        return false;
    }
    if (!box->greeted && got == sizeof(struct case_hello)) {
        struct case_hello hello;
        memcpy(&hello, packet, sizeof(hello));
        greet(box, &hello, listener, pid);
        return true;
    }
    if (listener >= 0)
        close(listener);
    if (!box->stopping)
        take_packet(box, packet, (size_t)got);
    return true;
}

void box_sock_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_box *box = watch->owner;
    if (events & EPOLLOUT)
        send_pending(box);
    /* A handful at a time, so that a flood of frames starves nobody. */
    for (int i = 0; i < 16 && watch->fd >= 0 && !box->over; i++)
        if (!box_read_packet(box))
            return;
}
