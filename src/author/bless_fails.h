/* What a wrong solution fails, as "fails" of its misconception: whether it may be written. */
#ifndef AUTHOR_BLESS_FAILS_H
#define AUTHOR_BLESS_FAILS_H

#include "internal.h"

/* Why "fails" is not written of a solution with these two results, of different hash seeds: a
 * clause (caller frees). NULL where it can be. */
char *fails_unfit(const struct solution *solution, const struct grade_result *result,
                  const struct grade_result *other);

#endif
