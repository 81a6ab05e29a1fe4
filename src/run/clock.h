/* The clock of a case, kept where the solution cannot reach it. */
#ifndef GRADE_RUN_CLOCK_H
#define GRADE_RUN_CLOCK_H

#include "grade/value.h"

#include <stdint.h>

/* Virtual nanoseconds, and what the solution asked to sleep. */
struct virtual_clock {
    int64_t now_ns, base_ns;    /* base: when the first step began */
    struct grade_value *sleeps; /* LIST of seconds */
};
void clock_init(struct virtual_clock *clock);
void clock_done(struct virtual_clock *clock);
void clock_slept(struct virtual_clock *clock, int64_t ns); /* recorded, not moved */
void clock_move(struct virtual_clock *clock, int64_t until_ns);
#define CLOCK_END_NS (INT64_MAX - 1)              /* it stands still there, 292 years on */
int64_t clock_after(int64_t from_ns, int64_t ns); /* the later moment, at most the end */
struct grade_value *clock_seconds(int64_t ns);    /* an INT where whole, else a FLOAT */

#endif
