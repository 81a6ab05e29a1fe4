/* Detectors of the right things in the wrong order or number. */
#include "detectors.h"

#include "grade/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Order -------------------------------------------------------------------------------------- */

static struct grade_value *backwards(const struct grade_value *value)
{
    if (value->kind == GRADE_KIND_STR) {
        struct grade_buf text = GRADE_BUF_INIT;
        for (size_t end = value->len; end > 0;) {
            size_t start = end - 1;
            while (start > 0 && ((unsigned char)value->text[start] & 0xc0) == 0x80)
                start--;
            grade_buf_add(&text, value->text + start, end - start);
            end = start;
        }
        struct grade_value *made = grade_value_strn(grade_buf_text(&text), text.len);
        grade_buf_done(&text);
        return made;
    }
    struct grade_value *made = grade_value_new(value->kind);
    for (size_t i = value->count; i-- > 0;)
        grade_value_add(made, grade_value_copy(value->items[i]));
    return made;
}

char *detect_reversed(const struct sight *sight)
{
    const struct grade_value *actual = sight->actual;
    if (!sight->expected || !actual ||
        !(is_sequence(actual) ? actual->count > 1 : actual->kind == GRADE_KIND_STR))
        return NULL;
    struct grade_value *other = backwards(actual);
    bool is = satisfies(sight, sight->expected, other);
    grade_value_free(other);
    if (!is)
        return NULL;
    return grade_strdup(actual->kind == GRADE_KIND_STR ? "the right text, backwards"
                                                       : "the right items in reverse order");
}

/* Off by one --------------------------------------------------------------------------------- */

static bool difference(const struct grade_value *expected, const struct grade_value *actual,
                       long long *out)
{
    if (expected->kind != GRADE_KIND_INT || actual->kind != GRADE_KIND_INT)
        return false;
    long long one = grade_value_number(expected, LLONG_MAX),
              two = grade_value_number(actual, LLONG_MAX);
    if (llabs(one / 2) > LLONG_MAX / 8 || llabs(two / 2) > LLONG_MAX / 8)
        return false;
    *out = two - one;
    return true;
}

/* 0 and 1 are mostly no counts. */
static bool is_count(const struct grade_value *expected, const struct grade_value *actual)
{
    long long one = grade_value_number(expected, 0), two = grade_value_number(actual, 0);
    return one > 1 || two > 1 || one < 0 || two < 0;
}

/* The items or characters without the first or the last. */
static struct grade_value *without_one(const struct grade_value *value, bool first)
{
    if (value->kind == GRADE_KIND_STR) {
        size_t start = first ? 1 : 0, end = value->len - (first ? 0 : 1);
        while (first && start < value->len && ((unsigned char)value->text[start] & 0xc0) == 0x80)
            start++;
        while (!first && end > 0 && ((unsigned char)value->text[end] & 0xc0) == 0x80)
            end--;
        return grade_value_strn(value->text + start, end - start);
    }
    struct grade_value *made = grade_value_new(value->kind);
    for (size_t i = first; i + !first < value->count; i++)
        grade_value_add(made, grade_value_copy(value->items[i]));
    return made;
}

static size_t size_of(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_STR ? value->len : value->count;
}

static char *one_item(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual;
    bool text = expected->kind == GRADE_KIND_STR;
    if (expected->kind != actual->kind || !(text || is_sequence(expected)) || !size_of(expected) ||
        !size_of(actual))
        return NULL;
    for (int first = 0; first < 2; first++) {
        struct grade_value *shorter = without_one(expected, first),
                           *cut = without_one(actual, first);
        bool few = size_of(shorter) && satisfies(sight, shorter, actual);
        bool many = size_of(cut) && satisfies(sight, expected, cut);
        grade_value_free(shorter);
        grade_value_free(cut);
        if (few || many)
            return grade_printf("off by one: there is one %s too %s at the %s",
                                text ? "character" : "item", few ? "few" : "many",
                                first ? "beginning" : "end");
    }
    return NULL;
}

static char *all_shifted(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual;
    long long by = 0, one = 0;
    if (!is_sequence(expected) || expected->kind != actual->kind ||
        expected->count != actual->count || expected->count < 2)
        return NULL;
    for (size_t i = 0; i < expected->count; i++) {
        if (!difference(expected->items[i], actual->items[i], &one) || llabs(one) != 1 ||
            (i && one != by))
            return NULL;
        by = one;
    }
    return grade_printf("off by one: every number is one too %s", by > 0 ? "large" : "small");
}

char *detect_off_by_one(const struct sight *sight)
{
    long long by;
    if (!sight->expected || !sight->actual)
        return NULL;
    /* Of evidence a number one too large may be a second, or a call: it says nothing of an index.
     */
    if (difference(sight->expected, sight->actual, &by))
        return llabs(by) == 1 && is_count(sight->expected, sight->actual) &&
                       sight->mode == GRADE_COMPARE_EXACT
                   ? grade_printf("off by one: the number is one too %s",
                                  by > 0 ? "large" : "small")
                   : NULL;
    char *said = one_item(sight);
    return said ? said : all_shifted(sight);
}
