/* Whether a value is what the author expects: the walk over both trees.
 *
 * Every visit costs a step of a budget, so that no answer of a hostile process costs more than
 * GRADE_COMPARE_MAX_STEPS; where it is used up, nothing matches any more ($not included). A
 * difference is looked for quietly first and then recorded at the deepest place that says more than
 * the whole. */
#include "internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BRIEF = 60 };

bool compare_give_up(struct comparison *c, const char *why)
{
    if (!c->gave_up)
        c->gave_up = why;
    return false;
}

bool compare_charge(struct comparison *c, size_t steps)
{
    c->steps -= (long)steps;
    if (c->steps < 0)
        compare_give_up(c, "too much to compare");
    return !c->gave_up;
}

bool compare_differs(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual, const char *fmt, ...)
{
    if (!compare_records(c))
        return false;
    struct grade_buf reason = GRADE_BUF_INIT;
    char text[800];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    grade_buf_add(&reason, text, value_utf8_valid(text, strlen(text)));
    reason_show(expected, actual, c->diff);
    c->diff->path = grade_strdup(grade_buf_text(&c->path));
    c->diff->reason = grade_buf_take(&reason);
    c->diff = NULL;
    return false;
}

/* The harness puts the builtin value inside an instance of a subclass under this key. */
static bool is_subclass(const struct grade_value *actual, enum grade_kind kind)
{
    const struct grade_value *body = value_is_tagged(actual, "object") ? value_body(actual) : NULL;
    return body && body->count == 2 && value_is(grade_value_get(body->items[1], "__value__"), kind);
}

bool compare_type_differs(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf want = GRADE_BUF_INIT;
    reason_add_typed(&got, actual);
    reason_add_typed(&want, expected);
    const char *hint = is_subclass(actual, expected->kind) ? " (an instance of a subclass)" : "";
    return compare_differs(c, expected, actual, "%s instead of %s%s", got.data, want.data, hint);
}

bool compare_scalar_differs(struct comparison *c, const struct grade_value *expected,
                            const struct grade_value *actual, const char *hint)
{
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf want = GRADE_BUF_INIT;
    void (*add)(struct grade_buf *, const struct grade_value *, size_t) =
        c->tables ? value_add_cell : reason_add_value;
    add(&got, actual, BRIEF);
    add(&want, expected, BRIEF);
    return compare_differs(c, expected, actual, "%s instead of %s%s", got.data, want.data, hint);
}

bool compare_quietly(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual)
{
    c->quiet++;
    bool same = compare_values(c, expected, actual);
    c->quiet--;
    return same;
}

bool compare_below(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual, const char *fmt, ...)
{
    size_t back = c->path.len;
    if (compare_records(c)) {
        char step[800];
        va_list args;
        va_start(args, fmt);
        vsnprintf(step, sizeof(step), fmt, args);
        va_end(args);
        grade_buf_add(&c->path, step, value_utf8_valid(step, strlen(step)));
    }
    bool same = compare_values(c, expected, actual);
    c->path.len = back;
    return same;
}

static bool is_missing(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_NONE ||
           (value->kind == GRADE_KIND_FLOAT && isnan(value->real));
}

static bool is_sequence(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_LIST || value->kind == GRADE_KIND_TUPLE;
}

static bool (*const by_kind[])(struct comparison *c, const struct grade_value *expected,
                               const struct grade_value *actual) = {
    [GRADE_KIND_NONE] = compare_nones,       [GRADE_KIND_BOOL] = compare_bools,
    [GRADE_KIND_INT] = compare_numbers,      [GRADE_KIND_FLOAT] = compare_numbers,
    [GRADE_KIND_STR] = compare_texts,        [GRADE_KIND_BYTES] = compare_texts,
    [GRADE_KIND_LIST] = compare_lists,       [GRADE_KIND_TUPLE] = compare_lists,
    [GRADE_KIND_SET] = compare_unordered,    [GRADE_KIND_FROZENSET] = compare_unordered,
    [GRADE_KIND_DICT] = compare_whole_dicts, [GRADE_KIND_COMPLEX] = compare_numbers,
    [GRADE_KIND_TAGGED] = compare_tagged,    [GRADE_KIND_MATCHER] = compare_matcher,
};

bool compare_values(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual)
{
    bool by_value = c->mode == GRADE_COMPARE_BY_VALUE;
    if (!compare_charge(c, 1))
        return false;
    if (expected->kind == GRADE_KIND_MATCHER)
        return compare_matcher(c, expected, actual);
    if (actual->kind == GRADE_KIND_MATCHER)
        return compare_differs(c, expected, actual, "a malformed value");
    if (c->tables > 0 && is_missing(expected) && is_missing(actual))
        return true;
    if ((by_value || c->lenient) && compare_is_number(expected) && compare_is_number(actual))
        return compare_numbers(c, expected, actual);
    if (by_value && is_sequence(expected) && is_sequence(actual))
        return compare_lists(c, expected, actual);
    if (expected->kind != actual->kind)
        return compare_type_differs(c, expected, actual);
    return by_kind[expected->kind](c, expected, actual);
}

bool grade_compare(const struct grade_value *expected, const struct grade_value *actual,
                   enum grade_compare_mode mode, struct grade_diff *diff)
{
    static const struct grade_value none = {.kind = GRADE_KIND_NONE};
    struct comparison c = {.mode = mode,
                           .rel = 1e-9,
                           .steps = GRADE_COMPARE_MAX_STEPS,
                           .path = GRADE_BUF_INIT,
                           .diff = diff};
    if (diff)
        *diff = (struct grade_diff){NULL, NULL, NULL, NULL};
    expected = expected ? expected : &none;
    actual = actual ? actual : &none;
    bool same = compare_values(&c, expected, actual) && !c.gave_up;
    if (!same && c.diff) {
        const char *why = c.gave_up ? c.gave_up : "differs";
        c.gave_up = NULL;
        grade_buf_clear(&c.path);
        compare_differs(&c, expected, actual, "%s", why);
    }
    grade_buf_done(&c.path);
    return same;
}

void grade_diff_done(struct grade_diff *diff)
{
    free(diff->path);
    free(diff->expected);
    free(diff->actual);
    free(diff->reason);
    *diff = (struct grade_diff){NULL, NULL, NULL, NULL};
}
