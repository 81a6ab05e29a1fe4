/* Whether a case has room for one more thread or process: its limit counts those alive.
 *
 * A clone that the supervisor has let go on is made a moment later, and nothing tells when. Until
 * something proves that it is done, it counts as one alive; so there are never more than the limit,
 * whatever the case does meanwhile. Supervisor only. */
#ifndef GRADE_SANDBOX_ALIVE_H
#define GRADE_SANDBOX_ALIVE_H

#include <stdbool.h>
#include <sys/types.h>

enum {
    CLONING_MAX = 512,  /* threads whose last clone may still be on its way: twice the limit */
    CLONES_MAX = 10000, /* in all: each costs the supervisor time */
};

/* The threads that were let start something, and are not known to have done so. */
struct cloning {
    pid_t callers[CLONING_MAX];
    unsigned count;
};

struct grade_box;

/* The thread is in another system call: its last clone is over. */
void alive_asks(struct grade_box *box, pid_t caller);
/* Whether those that have ended make room: not where they cannot be told from the others, as in a
 * box whose program may have threads, too. */
bool alive_counts(const struct grade_box *box);
/* Whether `caller` may start one more now. */
bool alive_room(struct grade_box *box, pid_t caller);
/* It is let start one; called before it is answered. */
void alive_started(struct grade_box *box, pid_t caller);

#endif
