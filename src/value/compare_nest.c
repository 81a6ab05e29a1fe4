/* Comparison of lists and dicts, and what to say where one has other items than the other. */
#include "internal.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <stdint.h>
#include <string.h>

enum { ORDER_STEPS = 300000, NAMES_TRIED = 50, BRIEF = 60 };

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
bool compare_reordered(struct comparison *c, const struct grade_value *expected,
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

bool compare_lists(struct comparison *c, const struct grade_value *expected,
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
    if (compare_reordered(c, expected, actual))
        return compare_differs(c, expected, actual, "same items in another order");
    return compare_below(c, expected->items[at], actual->items[at], "[%zu]", at);
}

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

bool compare_whole_dicts(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual)
{
    return compare_dicts(c, expected, actual, false, false);
}
