/* Whether a value is what the author expects: the walk over both trees.
 *
 * Every visit costs a step of a budget, so that no answer of a hostile process costs more than
 * GRADE_COMPARE_MAX_STEPS; where it is used up, nothing matches any more ($not included). A
 * difference is looked for quietly first and then recorded at the deepest place that says more than
 * the whole. */
#include "internal.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ORDER_STEPS = 300000, NAMES_TRIED = 50, BRIEF = 60 };

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

bool compare_type_differs(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf want = GRADE_BUF_INIT;
    reason_add_typed(&got, actual);
    reason_add_typed(&want, expected);
    bool whole = c->path.len == 0 && actual->kind == GRADE_KIND_NONE;
    return compare_differs(c, expected, actual, "%s instead of %s%s", got.data, want.data,
                           whole ? ": is a `return` missing?" : "");
}

/* For kinds whose values say all: "5 instead of 4". */
static bool scalar_differs(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual, const char *hint)
{
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf want = GRADE_BUF_INIT;
    reason_add_value(&got, actual, BRIEF);
    reason_add_value(&want, expected, BRIEF);
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

static bool compare_below(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Compares a part; the path to it is given as a format. */
static bool compare_below(struct comparison *c, const struct grade_value *expected,
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

/* Numbers ---------------------------------------------------------------------------------- */

static bool is_number(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_INT || value->kind == GRADE_KIND_FLOAT ||
           value->kind == GRADE_KIND_COMPLEX;
}

static bool close_enough(const struct comparison *c, double expected, double actual)
{
    if (isnan(expected) || isnan(actual))
        return isnan(expected) && isnan(actual);
    if (isinf(expected) || isinf(actual))
        return expected == actual;
    if (expected == 0 && actual == 0)
        return c->lenient || c->mode == GRADE_COMPARE_BY_VALUE ||
               signbit(expected) == signbit(actual);
    double off = fabs(actual - expected);
    return off <= c->abs || off <= c->rel * fabs(expected);
}

static bool real_differs(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual)
{
    double want = value_real_of(expected), got = value_real_of(actual), off = fabs(got - want);
    char hint[64] = "";
    if (want == 0 && got == 0)
        snprintf(hint, sizeof(hint), " (the sign of zero differs)");
    else if (isfinite(off) && (off < 1e-3 * fabs(want) || c->lenient))
        snprintf(hint, sizeof(hint), " (off by %.3g)", off);
    return scalar_differs(c, expected, actual, hint);
}

static bool compare_floats(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual)
{
    return close_enough(c, value_real_of(expected), value_real_of(actual)) ||
           real_differs(c, expected, actual);
}

static bool compare_ints(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual)
{
    if (!compare_charge(c, (expected->len + actual->len) / 128))
        return false;
    if (value_int_compare(expected->text, actual->text, &c->steps) == 0 && compare_charge(c, 0))
        return true;
    if (c->lenient && close_enough(c, value_real_of(expected), value_real_of(actual)))
        return !isinf(value_real_of(expected)) || scalar_differs(c, expected, actual, "");
    return scalar_differs(c, expected, actual, "");
}

static bool compare_complexes(struct comparison *c, const struct grade_value *expected,
                              const struct grade_value *actual)
{
    bool e = expected->kind == GRADE_KIND_COMPLEX, a = actual->kind == GRADE_KIND_COMPLEX;
    double want = e ? expected->real : value_real_of(expected);
    double got = a ? actual->real : value_real_of(actual);
    return (close_enough(c, want, got) &&
            close_enough(c, e ? expected->imag : 0, a ? actual->imag : 0)) ||
           scalar_differs(c, expected, actual, "");
}

static bool compare_numbers(struct comparison *c, const struct grade_value *expected,
                            const struct grade_value *actual)
{
    if (expected->kind == GRADE_KIND_COMPLEX || actual->kind == GRADE_KIND_COMPLEX)
        return compare_complexes(c, expected, actual);
    if (expected->kind == GRADE_KIND_INT && actual->kind == GRADE_KIND_INT)
        return compare_ints(c, expected, actual);
    return compare_floats(c, expected, actual);
}

/* Leaves ----------------------------------------------------------------------------------- */

static bool compare_nones(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    (void)c;
    return expected->kind == actual->kind;
}

static bool compare_bools(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    return expected->boolean == actual->boolean || scalar_differs(c, expected, actual, "");
}

static bool compare_texts(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    if (expected->len == actual->len) {
        if (!compare_charge(c, expected->len / 64))
            return false;
        if (memcmp(expected->text, actual->text, expected->len) == 0)
            return true;
    }
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf reason = GRADE_BUF_INIT;
    reason_of_texts(&reason, expected, actual);
    return compare_differs(c, expected, actual, "%s", reason.data);
}

/* Lists ------------------------------------------------------------------------------------ */

static size_t first_difference(struct comparison *c, const struct grade_value *expected,
                               const struct grade_value *actual)
{
    size_t common = expected->count < actual->count ? expected->count : actual->count;
    for (size_t i = 0; i < common; i++)
        if (!compare_quietly(c, expected->items[i], actual->items[i]))
            return i;
    return common;
}

/* Whether the longer is the other with a run of items put in at `at`. */
static bool only_shifted(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual, size_t at)
{
    bool more = actual->count > expected->count;
    size_t shift = more ? actual->count - expected->count : expected->count - actual->count;
    size_t shorter = more ? expected->count : actual->count;
    for (size_t i = at; i < shorter; i++)
        if (!compare_quietly(c, expected->items[more ? i : i + shift],
                             actual->items[more ? i + shift : i]))
            return false;
    return true;
}

static bool length_differs(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual, size_t at)
{
    bool more = actual->count > expected->count;
    size_t shift = more ? actual->count - expected->count : expected->count - actual->count;
    cleanup_buf struct grade_buf what = GRADE_BUF_INIT;
    grade_buf_addf(&what, "%zu item%s instead of %zu", actual->count, actual->count == 1 ? "" : "s",
                   expected->count);
    if (expected->count == 0 || actual->count == 0)
        return compare_differs(c, expected, actual, "%s", what.data);
    if (!only_shifted(c, expected, actual, at)) {
        grade_buf_addf(&what, ", and they differ from item [%zu] on", at);
    } else {
        grade_buf_addf(&what, shift == 1 ? ": item [%zu]" : ": items [%zu] to", at);
        if (shift > 1)
            grade_buf_addf(&what, " [%zu]", at + shift - 1);
        else if (at < (more ? actual : expected)->count) {
            grade_buf_adds(&what, ", ");
            reason_add_value(&what, (more ? actual : expected)->items[at], BRIEF);
            grade_buf_addc(&what, ',');
        }
        grade_buf_adds(&what, shift == 1 ? " is" : " are");
        grade_buf_adds(&what, more ? " too many" : " missing");
    }
    return compare_differs(c, expected, actual, "%s", what.data);
}

/* A guess at the cause, so it may cost only so much. */
static bool only_reordered(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual)
{
    if (expected->count < 2)
        return false;
    long kept = c->steps;
    c->steps = kept < ORDER_STEPS ? kept : ORDER_STEPS;
    c->quiet++;
    bool same = compare_unordered(c, expected, actual);
    c->quiet--;
    c->steps = kept;
    c->gave_up = NULL;
    return same;
}

static bool compare_lists(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    if (expected->count != actual->count && !compare_records(c))
        return false;
    size_t at = first_difference(c, expected, actual);
    if (expected->count == actual->count && at == expected->count)
        return true;
    if (!compare_records(c))
        return false;
    if (expected->count != actual->count)
        return length_differs(c, expected, actual, at);
    if (only_reordered(c, expected, actual))
        return compare_differs(c, expected, actual, "same items in another order");
    return compare_below(c, expected->items[at], actual->items[at], "[%zu]", at);
}

/* Dicts ------------------------------------------------------------------------------------ */

static const char *near_key(const struct grade_value *key, const struct grade_value *actual,
                            const size_t *taken)
{
    const char *names[NAMES_TRIED];
    size_t count = 0;
    if (key->kind != GRADE_KIND_STR)
        return NULL;
    for (size_t k = 0; k < actual->count / 2 && count < NAMES_TRIED; k++)
        if (taken[k] == SIZE_MAX && actual->items[2 * k]->kind == GRADE_KIND_STR)
            names[count++] = actual->items[2 * k]->text;
    return grade_nearest(key->text, names, count);
}

static bool key_missing(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual, const struct grade_value *key,
                        const size_t *taken, bool attributes)
{
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf what = GRADE_BUF_INIT;
    grade_buf_adds(&what, attributes ? "attribute " : "key ");
    reason_add_value(&what, key, BRIEF);
    grade_buf_adds(&what, " is missing");
    const char *near = near_key(key, actual, taken);
    if (near) {
        grade_buf_adds(&what, "; there is '");
        value_add_escaped(&what, near, strlen(near));
        grade_buf_adds(&what, "'");
    }
    return compare_differs(c, expected, actual, "%s", what.data);
}

static bool key_unexpected(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual, const size_t *taken, bool attributes)
{
    if (!compare_records(c))
        return false;
    size_t k = 0;
    while (taken[k] != SIZE_MAX)
        k++;
    cleanup_buf struct grade_buf what = GRADE_BUF_INIT;
    grade_buf_adds(&what, attributes ? "unexpected attribute " : "unexpected key ");
    reason_add_value(&what, actual->items[2 * k], BRIEF);
    return compare_differs(c, expected, actual, "%s", what.data);
}

static bool find_key(struct comparison *c, const struct grade_value *key,
                     const struct grade_value *actual, size_t *taken, size_t *out_at)
{
    for (size_t k = 0; k < actual->count / 2; k++)
        if (taken[k] == SIZE_MAX && compare_quietly(c, key, actual->items[2 * k])) {
            *out_at = k;
            return true;
        }
    return false;
}

static bool compare_entry(struct comparison *c, const struct grade_value *key,
                          const struct grade_value *expected, const struct grade_value *actual,
                          bool attributes)
{
    if (!compare_records(c))
        return compare_values(c, expected, actual);
    cleanup_buf struct grade_buf name = GRADE_BUF_INIT;
    if (attributes && key->kind == GRADE_KIND_STR) {
        value_add_escaped(&name, key->text, key->len > BRIEF ? BRIEF : key->len);
        return compare_below(c, expected, actual, ".%s", name.data);
    }
    reason_add_value(&name, key, BRIEF);
    return compare_below(c, expected, actual, "[%s]", name.data);
}

static bool compare_paired(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual, bool subset, bool attributes,
                           size_t *partner, size_t *taken)
{
    size_t count = expected->count / 2;
    compare_pair_equal(c, expected, actual, 2, partner, taken);
    for (size_t i = 0; i < count; i++) {
        const struct grade_value *key = expected->items[2 * i];
        if (partner[i] != SIZE_MAX)
            continue;
        if (!find_key(c, key, actual, taken, &partner[i]))
            return key_missing(c, expected, actual, key, taken, attributes);
        taken[partner[i]] = i;
    }
    if (!subset && actual->count != expected->count)
        return key_unexpected(c, expected, actual, taken, attributes);
    for (size_t i = 0; i < count; i++)
        if (!compare_entry(c, expected->items[2 * i], expected->items[2 * i + 1],
                           actual->items[2 * partner[i] + 1], attributes))
            return false;
    return true;
}

bool compare_dicts(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual, bool subset, bool attributes)
{
    if (!compare_charge(c, expected->count + actual->count))
        return false;
    cleanup_free size_t *partner = grade_alloc_array(expected->count / 2, sizeof(*partner));
    cleanup_free size_t *taken = grade_alloc_array(actual->count / 2, sizeof(*taken));
    return compare_paired(c, expected, actual, subset, attributes, partner, taken);
}

static bool compare_whole_dicts(struct comparison *c, const struct grade_value *expected,
                                const struct grade_value *actual)
{
    return compare_dicts(c, expected, actual, false, false);
}

/* Tagged values ---------------------------------------------------------------------------- */

static bool same_decimal(const char *expected, const char *actual, bool by_value)
{
    struct value_decimal e, a;
    bool same = value_decimal_of(expected, &e) && value_decimal_of(actual, &a);
    if (!same)
        return false;
    size_t e_len = strlen(e.digits), a_len = strlen(a.digits);
    if (by_value && !e.special && !a.special) {
        for (; e_len > 0 && e.digits[e_len - 1] == '0'; e_len--)
            e.exponent++;
        for (; a_len > 0 && a.digits[a_len - 1] == '0'; a_len--)
            a.exponent++;
    }
    bool zeros = by_value && !e.special && !a.special && e_len == 0 && a_len == 0;
    same =
        zeros || (e.negative == a.negative && e.special == a.special && e.exponent == a.exponent &&
                  e_len == a_len && memcmp(e.digits, a.digits, e_len) == 0);
    free(e.digits);
    free(a.digits);
    return same;
}

static bool compare_decimals(struct comparison *c, const struct grade_value *expected,
                             const struct grade_value *actual)
{
    const char *want = value_body(expected)->text, *got = value_body(actual)->text;
    bool by_value = c->mode == GRADE_COMPARE_BY_VALUE || c->lenient;
    if (!compare_charge(c, (strlen(want) + strlen(got)) / 32))
        return false;
    if (same_decimal(want, got, by_value))
        return true;
    bool trailing = !by_value && same_decimal(want, got, true);
    return scalar_differs(c, expected, actual, trailing ? " (other digits after the point)" : "");
}

static bool compare_datetimes(struct comparison *c, const struct grade_value *expected,
                              const struct grade_value *actual)
{
    const struct grade_value *e = value_body(expected), *a = value_body(actual);
    if (!grade_value_is_str(a->items[0], e->items[0]->text))
        return compare_type_differs(c, expected, actual);
    return grade_value_is_str(a->items[1], e->items[1]->text) ||
           scalar_differs(c, expected, actual, "");
}

bool compare_object_type(const char *expected, const char *actual)
{
    return strcmp(expected, actual) == 0 ||
           (strncmp(actual, "solution.", 9) == 0 && strcmp(expected, actual + 9) == 0);
}

static bool compare_objects(struct comparison *c, const struct grade_value *expected,
                            const struct grade_value *actual)
{
    const struct grade_value *e = value_body(expected), *a = value_body(actual);
    if (!compare_object_type(e->items[0]->text, a->items[0]->text))
        return compare_type_differs(c, expected, actual);
    if (e->items[1]->kind != GRADE_KIND_DICT)
        return true;
    if (a->items[1]->kind != GRADE_KIND_DICT)
        return compare_differs(c, expected, actual, "its attributes cannot be read");
    return compare_dicts(c, e->items[1], a->items[1], false, true);
}

static bool compare_tables(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual)
{
    c->tables++;
    bool same = compare_dicts(c, value_body(expected), value_body(actual), true, true);
    c->tables--;
    return same;
}

static bool compare_givens(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual)
{
    const struct grade_value *want = value_body(expected);
    return grade_value_is_str(value_body(actual), want->text) ||
           scalar_differs(c, expected, actual, "");
}

static bool compare_tagged(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual)
{
    static const struct {
        const char *tag;
        bool (*compare)(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual);
    } tags[] = {
        {"decimal", compare_decimals}, {"datetime", compare_datetimes}, {"object", compare_objects},
        {"ndarray", compare_tables},   {"series", compare_tables},      {"frame", compare_tables},
        {"given", compare_givens},
    };
    if (!value_body(expected) || !value_body(actual) ||
        !value_tag_body_ok(expected->text, value_body(expected)) ||
        !value_tag_body_ok(actual->text, value_body(actual)))
        return compare_differs(c, expected, actual, "a malformed value");
    for (size_t i = 0; i < GRADE_COUNT(tags); i++)
        if (value_is_tagged(expected, tags[i].tag) && value_is_tagged(actual, tags[i].tag))
            return tags[i].compare(c, expected, actual);
    return compare_type_differs(c, expected, actual); /* an opaque one equals nothing */
}

/* The walk --------------------------------------------------------------------------------- */

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
    if ((by_value || c->lenient) && is_number(expected) && is_number(actual))
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
