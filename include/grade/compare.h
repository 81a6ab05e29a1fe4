/* Whether a value is what the author expects, and if not, where it first differs.
 *
 * `actual` is hostile. Time is bounded: matching without order and sets use at most
 * GRADE_COMPARE_MAX_STEPS elementary comparisons, patterns run under PCRE2's match limits;
 * what exceeds them does not match, and the reason says so. Supervisor only. */
#ifndef GRADE_COMPARE_H
#define GRADE_COMPARE_H

#include "grade/value.h"

enum { GRADE_COMPARE_MAX_STEPS = 10000000 };

/* In both modes floats are equal within 1e-9 of the expected one's size (0.0 is near nothing else),
 * nan equals nan, a bool is no number, a set no frozenset, an opaque value equals nothing, and an
 * object's type "Point" is solution.Point or a builtin; any other is named in full. */

enum grade_compare_mode {
    GRADE_COMPARE_EXACT,    /* `returns`: an int is no float, a tuple no list, 0.0 not -0.0,
                             * Decimal('1.50') not Decimal('1.5') */
    GRADE_COMPARE_BY_VALUE, /* `then`: numbers compare by value, lists and tuples by their items */
};

/* The first difference. Own the strings with grade_diff_done. */
struct grade_diff {
    char *path;     /* as Python would reach it from the value: "[2]['a'].x", "" for the whole */
    char *expected; /* Python source of the part that differs, cut to a screenful */
    char *actual;
    char *reason; /* a clause for a person: "int instead of float", "item 3 is missing",
                   * "differs at character 12", "same items, other order" */
};

/* True if actual satisfies expected. Where it does not and diff is not NULL, fills diff. */
bool grade_compare(const struct grade_value *expected, const struct grade_value *actual,
                   enum grade_compare_mode mode, struct grade_diff *diff);
void grade_diff_done(struct grade_diff *diff);

/* Pattern matching with PCRE2 (UTF, search semantics) for `match` keys elsewhere. 1, 0, or negative
 * errno for a pattern that does not compile (then err) or runs out of its limits (no match). */
int grade_pattern_search(const char *pattern, const char *text, size_t len, struct grade_err *err);

/* Whether an expectation could be met by a guess (bools, None, 0, 1, empty values, $any, ranges and
 * lengths): for the integrity warnings of `verify`. */
bool grade_value_is_guessable(const struct grade_value *expected);

#endif
