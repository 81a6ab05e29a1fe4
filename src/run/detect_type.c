/* Detectors of the right value in the wrong type. */
#include "detectors.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    TEXT_MAX = 100 * 1024, /* bytes of a value as text */
    ITEMS_MAX = 500        /* of a sequence that is compared as a set, which takes time */
};

static char *python_text(const struct grade_value *value)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_python(&text, value, TEXT_MAX);
    return grade_buf_take(&text);
}

/* The type of an instance that is told by its type alone, or NULL. */
static const char *object_type(const struct grade_value *value)
{
    if (value->kind != GRADE_KIND_TAGGED || strcmp(value->text, "object") != 0 || !value->count)
        return NULL;
    const struct grade_value *body = value->items[0];
    return body->kind == GRADE_KIND_LIST && body->count ? grade_value_text(body->items[0], NULL)
                                                        : NULL;
}

static const char *type_name(const struct grade_value *value)
{
    static const char *const names[] = {
        [GRADE_KIND_NONE] = "None",   [GRADE_KIND_BOOL] = "a bool",
        [GRADE_KIND_INT] = "an int",  [GRADE_KIND_FLOAT] = "a float",
        [GRADE_KIND_STR] = "a str",   [GRADE_KIND_BYTES] = "bytes",
        [GRADE_KIND_LIST] = "a list", [GRADE_KIND_TUPLE] = "a tuple",
        [GRADE_KIND_SET] = "a set",   [GRADE_KIND_FROZENSET] = "a frozenset",
        [GRADE_KIND_DICT] = "a dict", [GRADE_KIND_COMPLEX] = "a complex number",
    };
    return (size_t)value->kind < GRADE_COUNT(names) && names[value->kind] ? names[value->kind]
                                                                          : "something else";
}

/* What is compared with a copy of `actual` that has another kind. */
static bool satisfies_as(const struct grade_value *expected, const struct grade_value *actual,
                         enum grade_kind kind)
{
    struct grade_value *other = grade_value_copy(actual);
    other->kind = kind;
    bool ok = grade_compare(expected, other, GRADE_COMPARE_EXACT, NULL);
    grade_value_free(other);
    return ok;
}

/* True as 1, so that it compares as a number. */
static bool equal_number(const struct grade_value *expected, const struct grade_value *actual)
{
    struct grade_value *one =
        expected->kind == GRADE_KIND_BOOL ? grade_value_int(expected->boolean) : NULL;
    struct grade_value *two =
        actual->kind == GRADE_KIND_BOOL ? grade_value_int(actual->boolean) : NULL;
    bool numbers = (one || is_real(expected)) && (two || is_real(actual));
    bool same = numbers && grade_compare(one ? one : expected, two ? two : actual,
                                         GRADE_COMPARE_BY_VALUE, NULL);
    grade_value_free(one);
    grade_value_free(two);
    return same;
}

/* str(value) == text. */
static bool is_text_of(const struct grade_value *text, const struct grade_value *value)
{
    if (text->kind != GRADE_KIND_STR || value->kind == GRADE_KIND_STR)
        return false;
    if (value->kind == GRADE_KIND_BYTES)
        return value->len == text->len && !memcmp(value->text, text->text, text->len);
    cleanup_free char *source = python_text(value);
    return strlen(source) == text->len && !strcmp(source, text->text);
}

static bool same_but_for_type(const struct grade_value *expected, const struct grade_value *actual)
{
    if (expected->kind == actual->kind || expected->kind == GRADE_KIND_MATCHER)
        return false;
    if (equal_number(expected, actual) || is_text_of(expected, actual) ||
        is_text_of(actual, expected))
        return true;
    if (is_sequence(expected) && (is_sequence(actual) || is_set(actual))) {
        if (is_sequence(actual))
            return satisfies_as(expected, actual, expected->kind);
        if (expected->count > ITEMS_MAX)
            return false;
        struct grade_value *set =
            grade_value_copy(expected); /* the order is not the set's to know */
        set->kind = actual->kind;
        bool same = grade_compare(set, actual, GRADE_COMPARE_EXACT, NULL);
        grade_value_free(set);
        return same;
    }
    return is_set(expected) && actual->count <= ITEMS_MAX &&
           (is_sequence(actual) || is_set(actual)) &&
           satisfies_as(expected, actual, expected->kind);
}

/* What has to be gone through before there is anything in it. */
static char *lazy(const struct sight *sight)
{
    static const struct {
        const char *type, *says;
    } rows[] = {
        {"generator", "a generator, which has not been gone through"},
        {"map", "a map object, which has not been gone through"},
        {"filter", "a filter object, which has not been gone through"},
        {"zip", "a zip object, which has not been gone through"},
        {"enumerate", "an enumerate object, which has not been gone through"},
        {"reversed", "a reversed iterator, which has not been gone through"},
        {"list_reverseiterator", "a reversed iterator, which has not been gone through"},
        {"range", "a range, where its items are asked for"},
        {"dict_keys", "a view of a dict, where its items are asked for"},
        {"dict_values", "a view of a dict, where its items are asked for"},
        {"dict_items", "a view of a dict, where its items are asked for"},
    };
    const char *type = object_type(sight->actual);
    bool wanted = is_sequence(sight->expected) || is_set(sight->expected) ||
                  sight->expected->kind == GRADE_KIND_STR ||
                  sight->expected->kind == GRADE_KIND_DICT;
    for (size_t i = 0; type && wanted && i < GRADE_COUNT(rows); i++)
        if (!strcmp(rows[i].type, type))
            return grade_strdup(rows[i].says);
    return NULL;
}

static char *wrapped(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual;
    if (is_sequence(actual) && actual->count == 1 && !is_sequence(expected) &&
        expected->kind != GRADE_KIND_MATCHER && satisfies(sight, expected, actual->items[0]))
        return grade_printf("the right value inside of %s", type_name(actual));
    if (is_sequence(expected) && expected->count == 1 && !is_sequence(actual) &&
        satisfies(sight, expected->items[0], actual))
        return grade_printf("the right value by itself, where %s is expected", type_name(expected));
    return NULL;
}

/* Items of the same sequence or values of the same dict, each right or right but for its type. */
static const struct grade_value *odd_item(const struct sight *sight,
                                          const struct grade_value **out_expected)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual, *odd = NULL;
    bool alike = expected->kind == actual->kind && expected->count == actual->count;
    if (!alike || (!is_sequence(expected) && expected->kind != GRADE_KIND_DICT))
        return NULL;
    for (size_t i = 0; i < expected->count; i++) {
        if (satisfies(sight, expected->items[i], actual->items[i]))
            continue;
        if (!same_but_for_type(expected->items[i], actual->items[i]))
            return NULL;
        if (!odd)
            *out_expected = expected->items[i];
        odd = odd ? odd : actual->items[i];
    }
    return odd;
}

char *detect_wrong_type(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *item = NULL;
    if (!expected || !sight->actual || sight->mode != GRADE_COMPARE_EXACT)
        return NULL;
    if (same_but_for_type(expected, sight->actual))
        return grade_printf("the right value as %s, where %s is expected", type_name(sight->actual),
                            type_name(expected));
    const struct grade_value *odd = odd_item(sight, &item);
    if (odd)
        return grade_printf("the right values, but with %s in it where %s is expected",
                            type_name(odd), type_name(item));
    char *said = lazy(sight);
    return said ? said : wrapped(sight);
}
