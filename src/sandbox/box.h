/* What the files of a box share: box.c is its life and end, box_start.c its start, box_talk.c its
 * socket and output, box_clock.c its clocks. */
#ifndef GRADE_SANDBOX_BOX_H
#define GRADE_SANDBOX_BOX_H

#include "internal.h"

#define MILLION 1000000ull
enum {
    START_MS = 30000,  /* for the fork, the locking and the end, on a loaded machine too */
    OVERDUE_MS = 2000, /* behind that */
};

struct grade_loop *box_loop(const struct grade_box *box);
void box_shut(struct grade_box *box,
              struct grade_watch *watch); /* closes and forgets; again is fine */
const char *
box_lock_step(uint32_t step); /* what the case was doing, as a verb phrase; NULL: no such step */

/* box_talk.c */
void box_drain(struct grade_box *box,
               int stream); /* takes what stdout (0) or stderr (1) has, without waiting */
void box_out_ready(struct grade_watch *watch, uint32_t events);
void box_sock_ready(struct grade_watch *watch, uint32_t events);
bool box_read_packet(struct grade_box *box); /* false: there is nothing (more) to read */

/* box_clock.c */
void box_set_timer(struct grade_box *box, uint64_t in_ns);
int64_t box_cpu_ns(const struct grade_box *box); /* used so far; -1: not known */
void box_rearm(
    struct grade_box *box); /* sleeps until the earliest moment at which a limit can be broken */
void box_timer_ready(struct grade_watch *watch, uint32_t events);

/* box_ask.c: asking a case where it stands */
/* On the way to a limit of time, of which so much is used: how much is left until the next look, or
 * the limit. *done: how many there have been. */
uint64_t box_look_ahead(struct grade_box *box, uint64_t limit, uint64_t used, unsigned *done);
uint64_t box_look(struct grade_box *box,
                  uint64_t now); /* whether it sleeps; how long until the next look */

/* box.c */
void box_gone(struct grade_watch *watch,
              uint32_t events); /* of the pidfd: the case process is gone */

#endif
