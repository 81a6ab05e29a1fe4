/* The clock of a case, kept where the solution cannot reach it: integer nanoseconds that only a
 * sleep, an idle loop or a step's `advance` moves. */
#include "clock.h"

#include <string.h>

void clock_init(struct virtual_clock *clock)
{
    memset(clock, 0, sizeof(*clock));
    clock->sleeps = grade_value_new(GRADE_KIND_LIST);
}

void clock_done(struct virtual_clock *clock)
{
    grade_value_free(clock->sleeps);
    clock->sleeps = NULL;
}

struct grade_value *clock_seconds(int64_t ns)
{
    return ns % 1000000000 == 0 ? grade_value_int(ns / 1000000000)
                                : grade_value_float((double)ns / 1e9);
}

enum { SLEEPS_MAX = 100000 };

void clock_slept(struct virtual_clock *clock, int64_t ns)
{
    if (ns > 0 && clock->sleeps->count < SLEEPS_MAX)
        grade_value_add(clock->sleeps, clock_seconds(ns));
}

int64_t clock_after(int64_t from_ns, int64_t ns)
{
    if (ns < 0)
        return from_ns;
    return ns > CLOCK_END_NS - from_ns ? CLOCK_END_NS : from_ns + ns;
}

void clock_move(struct virtual_clock *clock, int64_t until_ns)
{
    if (until_ns > clock->now_ns)
        clock->now_ns = until_ns;
}
