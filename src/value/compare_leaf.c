/* Comparison of numbers, texts and what else has no parts. */
#include "internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool compare_is_number(const struct grade_value *value)
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
    return compare_scalar_differs(c, expected, actual, hint);
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
        return !isinf(value_real_of(expected)) || compare_scalar_differs(c, expected, actual, "");
    return compare_scalar_differs(c, expected, actual, "");
}

static bool compare_complexes(struct comparison *c, const struct grade_value *expected,
                              const struct grade_value *actual)
{
    bool e = expected->kind == GRADE_KIND_COMPLEX, a = actual->kind == GRADE_KIND_COMPLEX;
    double want = e ? expected->real : value_real_of(expected);
    double got = a ? actual->real : value_real_of(actual);
    return (close_enough(c, want, got) &&
            close_enough(c, e ? expected->imag : 0, a ? actual->imag : 0)) ||
           compare_scalar_differs(c, expected, actual, "");
}

bool compare_numbers(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual)
{
    if (expected->kind == GRADE_KIND_COMPLEX || actual->kind == GRADE_KIND_COMPLEX)
        return compare_complexes(c, expected, actual);
    if (expected->kind == GRADE_KIND_INT && actual->kind == GRADE_KIND_INT)
        return compare_ints(c, expected, actual);
    return compare_floats(c, expected, actual);
}

bool compare_nones(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual)
{
    (void)c;
    return expected->kind == actual->kind;
}

bool compare_bools(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual)
{
    return expected->boolean == actual->boolean || compare_scalar_differs(c, expected, actual, "");
}

bool compare_texts(struct comparison *c, const struct grade_value *expected,
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
