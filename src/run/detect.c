/* Mistakes that many make, seen in what came back: a table of detectors, each of which looks at one
 * failure and says in a clause behind "this looks like" what it may be. It leads, and does not
 * tell: nothing of what is expected is in it but types. A wrong guess misleads, so each asks for
 * clear signs: mostly, that what came would satisfy the expectation if that one mistake were
 * undone. */
#include "detectors.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 20000 /* of values worth looking at */ };

static size_t weight(const struct grade_value *value, int depth)
{
    size_t sum = 1 + value->len / 16;
    for (size_t i = 0; i < value->count && sum < NODES_MAX; i++)
        sum += depth < DETECT_DEPTH_MAX ? weight(value->items[i], depth + 1) : NODES_MAX;
    return sum;
}

/* Matchers and sets whose comparison may take long, which the detectors would do many times. */
static bool is_costly(const struct grade_value *value, int depth)
{
    static const char *const costly[] = {"match", "unordered", "contains"};
    enum { ITEMS_MAX = 500 };
    bool keyed = is_set(value) || value->kind == GRADE_KIND_DICT;
    if ((keyed && value->count > ITEMS_MAX) || depth > DETECT_DEPTH_MAX)
        return true;
    for (size_t i = 0; value->kind == GRADE_KIND_MATCHER && i < GRADE_COUNT(costly); i++)
        if (!strcmp(value->text, costly[i]))
            return true;
    for (size_t i = 0; i < value->count; i++)
        if (is_costly(value->items[i], depth + 1))
            return true;
    return false;
}

static bool is_light(const struct grade_value *value)
{
    return !value || (weight(value, 0) < NODES_MAX && !is_costly(value, 0));
}

/* `compares`: looks at both values, and compares them again and again. */
static const struct {
    char *(*looks)(const struct sight *sight);
    bool compares;
} detectors[] = {
    {detect_never_awaited, false}, {detect_blocking, false},  {detect_space_or_case, true},
    {detect_float_noise, true},    {detect_wrong_type, true}, {detect_reversed, true},
    {detect_exhausted, false},     {detect_off_by_one, true}, {detect_printed, false},
    {detect_no_return, false},
};

char *detect(const struct sight *sight)
{
    struct sight seen = *sight;
    seen.costly = !is_light(seen.expected) || !is_light(seen.actual);
    bool values = seen.expected && seen.actual && !seen.costly;
    for (size_t i = 0; i < GRADE_COUNT(detectors); i++) {
        if (detectors[i].compares && !values)
            continue;
        char *said = detectors[i].looks(&seen);
        if (said)
            return said;
    }
    return NULL;
}

/* Arguments ---------------------------------------------------------------------------------- */

static bool is_mutable(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_LIST || value->kind == GRADE_KIND_DICT ||
           value->kind == GRADE_KIND_SET;
}

static bool any_mutable(const struct grade_value *values)
{
    for (size_t i = 0; values && i < values->count; i++)
        if (is_mutable(values->items[i]))
            return true;
    return false;
}

/* Plain through and through: what comes back of anything else may differ without a change. */
static bool is_plain(const struct grade_value *value, int depth)
{
    if (value->kind == GRADE_KIND_TAGGED || value->kind == GRADE_KIND_MATCHER ||
        depth > DETECT_DEPTH_MAX)
        return false;
    for (size_t i = 0; i < value->count; i++)
        if (!is_plain(value->items[i], depth + 1))
            return false;
    return true;
}

bool detect_wants_args(const struct sight *sight)
{
    const struct grade_step *step = sight->step;
    bool compared = sight->failure->aspect && !strcmp(sight->failure->aspect, "returns") &&
                    sight->actual && sight->expected;
    return compared && step && (any_mutable(step->args) || any_mutable(step->kwargs));
}

/* 0: as they were; 1: some are changed; 2: one of them is now what was to be returned. */
static int changed(const struct sight *sight, const struct grade_value *before,
                   const struct grade_value *after)
{
    int found = 0;
    if (!before || !after || before->kind != after->kind || before->count != after->count)
        return 0;
    for (size_t i = 0; i < before->count; i++) {
        const struct grade_value *one = before->items[i], *now = after->items[i];
        if (!is_mutable(one) || !is_plain(one, 0) || !is_light(one) || !is_light(now) ||
            grade_compare(one, now, GRADE_COMPARE_EXACT, NULL))
            continue;
        if (is_light(sight->expected) &&
            grade_compare(sight->expected, now, GRADE_COMPARE_EXACT, NULL))
            return 2;
        found = 1;
    }
    return found;
}

char *detect_args(const struct sight *sight, const struct grade_value *args,
                  const struct grade_value *kwargs)
{
    int one = changed(sight, sight->step->args, args),
        two = changed(sight, sight->step->kwargs, kwargs);
    int most = one > two ? one : two;
    if (most == 2 && detect_is_lost(sight))
        return grade_strdup("a result that is left in the argument, and not returned");
    bool told = sight->failure->suspicion && !detect_is_lost(sight);
    return most && !told ? grade_strdup("a function that changes what it was given") : NULL;
}
