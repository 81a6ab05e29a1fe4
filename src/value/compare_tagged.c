/* Comparison of values of other types: decimals, dates, objects, arrays. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

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
    return compare_scalar_differs(c, expected, actual,
                                  trailing ? " (other digits after the point)" : "");
}

static bool compare_datetimes(struct comparison *c, const struct grade_value *expected,
                              const struct grade_value *actual)
{
    const struct grade_value *e = value_body(expected), *a = value_body(actual);
    if (!grade_value_is_str(a->items[0], e->items[0]->text))
        return compare_type_differs(c, expected, actual);
    return grade_value_is_str(a->items[1], e->items[1]->text) ||
           compare_scalar_differs(c, expected, actual, "");
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

static bool compare_givens(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual)
{
    const struct grade_value *want = value_body(expected);
    return grade_value_is_str(value_body(actual), want->text) ||
           compare_scalar_differs(c, expected, actual, "");
}

bool compare_tagged(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual)
{
    static const struct {
        const char *tag;
        bool (*compare)(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual);
    } tags[] = {
        {"decimal", compare_decimals}, {"datetime", compare_datetimes}, {"object", compare_objects},
        {"ndarray", compare_arrays},   {"series", compare_series},      {"frame", compare_frames},
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
