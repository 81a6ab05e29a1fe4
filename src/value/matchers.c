/* What each matcher means: one table row each. How an author writes them is in tags_match.c. */
#include "internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BRIEF = 60 };

static bool match_approx(struct comparison *c, const struct grade_value *whole,
                         const struct grade_value *body, const struct grade_value *actual)
{
    (void)whole;
    double rel = c->rel, abs = c->abs;
    bool lenient = c->lenient;
    const struct grade_value *own_rel = body->items[1], *own_abs = body->items[2];
    bool has_rel = own_rel->kind == GRADE_KIND_FLOAT, has_abs = own_abs->kind == GRADE_KIND_FLOAT;
    /* As pytest has it: an absolute bound alone is the only one. */
    c->rel = has_rel ? own_rel->real : has_abs ? 0 : 1e-6;
    c->abs = has_abs ? own_abs->real : has_rel ? 0 : 1e-12;
    c->lenient = true;
    bool same = compare_values(c, body->items[0], actual);
    c->rel = rel;
    c->abs = abs;
    c->lenient = lenient;
    return same;
}

static bool match_pattern(struct comparison *c, const struct grade_value *whole,
                          const struct grade_value *body, const struct grade_value *actual)
{
    if (actual->kind != GRADE_KIND_STR)
        return compare_type_differs(c, whole, actual);
    if (!compare_charge(c, 50 + actual->len / 64)) /* compiling */
        return false;
    int rc = value_pattern_search(body->text, actual->text, actual->len, &c->steps, NULL);
    if (rc < 0)
        return compare_give_up(c, "the pattern takes too long on this text");
    return rc == 1 || compare_differs(c, whole, actual, "the text does not match the pattern");
}

static bool is_type(const struct grade_value *name, const struct grade_value *value)
{
    static const struct {
        enum grade_kind kind;
        const char *tag, *subtype, *name;
    } names[] = {
        {GRADE_KIND_NONE, NULL, NULL, "NoneType"},
        {GRADE_KIND_INT, NULL, NULL, "number"},
        {GRADE_KIND_FLOAT, NULL, NULL, "number"},
        {GRADE_KIND_TAGGED, "decimal", NULL, "Decimal"},
        {GRADE_KIND_TAGGED, "decimal", NULL, "decimal.Decimal"},
        {GRADE_KIND_TAGGED, "datetime", "datetime", "datetime.datetime"},
        {GRADE_KIND_TAGGED, "datetime", "date", "datetime.date"},
        {GRADE_KIND_TAGGED, "datetime", "time", "datetime.time"},
        {GRADE_KIND_TAGGED, "datetime", "timedelta", "datetime.timedelta"},
        {GRADE_KIND_TAGGED, "ndarray", NULL, "ndarray"},
        {GRADE_KIND_TAGGED, "series", NULL, "Series"},
        {GRADE_KIND_TAGGED, "frame", NULL, "DataFrame"},
    };
    const struct grade_value *body = value_body(value);
    const char *text = name->text;
    if (value->kind != GRADE_KIND_TAGGED && strcmp(text, value_kind_name(value->kind)) == 0)
        return true;
    for (size_t i = 0; i < GRADE_COUNT(names); i++) {
        if (names[i].kind != value->kind ||
            (names[i].tag && strcmp(names[i].tag, value->text) != 0))
            continue;
        if (names[i].subtype && !grade_value_is_str(body->items[0], names[i].subtype))
            continue;
        if (strcmp(text, names[i].name) == 0 ||
            (names[i].subtype && strcmp(text, names[i].subtype) == 0))
            return true;
    }
    return value_is_tagged(value, "object") && compare_object_type(text, body->items[0]->text);
}

static bool match_any(struct comparison *c, const struct grade_value *whole,
                      const struct grade_value *body, const struct grade_value *actual)
{
    for (size_t i = 0; i < body->count; i++)
        if (strcmp(body->items[i]->text, "object") == 0 || is_type(body->items[i], actual))
            return true;
    return body->count == 0 || compare_type_differs(c, whole, actual);
}

static bool match_one_of(struct comparison *c, const struct grade_value *whole,
                         const struct grade_value *body, const struct grade_value *actual)
{
    for (size_t i = 0; i < body->count; i++)
        if (compare_quietly(c, body->items[i], actual))
            return true;
    if (body->count == 1)
        return compare_values(c, body->items[0], actual);
    return compare_differs(c, whole, actual, "none of the %zu that are right", body->count);
}

static bool match_all_of(struct comparison *c, const struct grade_value *whole,
                         const struct grade_value *body, const struct grade_value *actual)
{
    (void)whole;
    for (size_t i = 0; i < body->count; i++)
        if (!compare_values(c, body->items[i], actual))
            return false;
    return true;
}

static bool match_not(struct comparison *c, const struct grade_value *whole,
                      const struct grade_value *body, const struct grade_value *actual)
{
    if (compare_quietly(c, body, actual))
        return compare_differs(c, whole, actual, "just what it must not be");
    return !c->gave_up;
}

static bool is_sequence(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_LIST || value->kind == GRADE_KIND_TUPLE;
}

static bool match_unordered(struct comparison *c, const struct grade_value *whole,
                            const struct grade_value *body, const struct grade_value *actual)
{
    (void)whole;
    bool by_value = c->mode == GRADE_COMPARE_BY_VALUE && is_sequence(actual);
    if (body->kind != actual->kind && !by_value)
        return compare_type_differs(c, body, actual);
    return compare_unordered(c, body, actual);
}

static bool is_container(const struct grade_value *value)
{
    return value->kind >= GRADE_KIND_LIST && value->kind <= GRADE_KIND_DICT;
}

static bool match_contains(struct comparison *c, const struct grade_value *whole,
                           const struct grade_value *body, const struct grade_value *actual)
{
    bool text = actual->kind == GRADE_KIND_STR || actual->kind == GRADE_KIND_BYTES;
    bool found = false;
    if (text && body->kind == actual->kind) {
        if (!compare_charge(c, (body->len + actual->len) / 16))
            return false;
        found = memmem(actual->text, actual->len, body->text, body->len) != NULL;
    } else if (is_container(actual)) {
        size_t stride = actual->kind == GRADE_KIND_DICT ? 2 : 1;
        for (size_t i = 0; i < actual->count && !found; i += stride)
            found = compare_quietly(c, body, actual->items[i]);
    } else {
        return compare_type_differs(c, whole, actual);
    }
    if (found || !compare_records(c))
        return found;
    cleanup_buf struct grade_buf what = GRADE_BUF_INIT;
    reason_add_value(&what, body, BRIEF);
    return compare_differs(c, whole, actual, "%s is not in it", what.data);
}

static bool is_table(const struct grade_value *value)
{
    return (value_is_tagged(value, "frame") || value_is_tagged(value, "series") ||
            value_is_tagged(value, "ndarray")) &&
           value_is(grade_value_get(value_body(value), "data"), GRADE_KIND_LIST);
}

static bool length_of(const struct grade_value *value, size_t *out)
{
    if (value->kind == GRADE_KIND_STR)
        *out = value_utf8_count(value->text, value->len);
    else if (value->kind == GRADE_KIND_BYTES)
        *out = value->len;
    else if (is_table(value)) /* rows, as len() has it */
        return length_of(grade_value_get(value_body(value), "data"), out);
    else if (is_container(value))
        *out = value->count / (value->kind == GRADE_KIND_DICT ? 2 : 1);
    else
        return false;
    return true;
}

static bool match_len(struct comparison *c, const struct grade_value *whole,
                      const struct grade_value *body, const struct grade_value *actual)
{
    size_t length;
    if (!length_of(actual, &length) || !compare_charge(c, actual->len / 64))
        return compare_type_differs(c, whole, actual);
    struct grade_value *number = grade_value_int((long long)length);
    bool same = compare_quietly(c, body, number);
    grade_value_free(number);
    if (same || !compare_records(c))
        return same;
    cleanup_buf struct grade_buf want = GRADE_BUF_INIT;
    reason_add_value(&want, body, BRIEF);
    return compare_differs(c, whole, actual,
                           body->kind == GRADE_KIND_INT ? "length %zu instead of %s"
                                                        : "length %zu, which is not %s",
                           length, want.data);
}

static bool is_real(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_INT || value->kind == GRADE_KIND_FLOAT;
}

static int order_reals(struct comparison *c, const struct grade_value *a,
                       const struct grade_value *b)
{
    if (a->kind == GRADE_KIND_INT && b->kind == GRADE_KIND_INT)
        return value_int_compare(a->text, b->text, &c->steps);
    double x = value_real_of(a), y = value_real_of(b);
    return (x > y) - (x < y);
}

static bool is_nan(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_FLOAT && isnan(value->real);
}

static bool match_bound(struct comparison *c, const struct grade_value *whole,
                        const struct grade_value *body, const struct grade_value *actual)
{
    bool least = strcmp(whole->text, "min") == 0;
    if (!is_real(actual))
        return compare_type_differs(c, whole, actual);
    int order = order_reals(c, actual, body);
    bool within = least ? order >= 0 : order <= 0;
    if (!compare_charge(c, actual->len / 64))
        return false;
    if (within && !is_nan(actual) && !is_nan(body))
        return true;
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf want = GRADE_BUF_INIT;
    reason_add_value(&got, actual, BRIEF);
    reason_add_value(&want, body, BRIEF);
    return compare_differs(c, whole, actual, "%s is not at %s %s", got.data,
                           least ? "least" : "most", want.data);
}

static bool match_keys(struct comparison *c, const struct grade_value *whole,
                       const struct grade_value *body, const struct grade_value *actual)
{
    if (actual->kind != GRADE_KIND_DICT)
        return compare_type_differs(c, whole, actual);
    if (body->kind == GRADE_KIND_DICT)
        return compare_dicts(c, body, actual, true, false);
    for (size_t i = 0; i < body->count; i++) {
        bool found = false;
        for (size_t k = 0; k < actual->count && !found; k += 2)
            found = compare_quietly(c, body->items[i], actual->items[k]);
        if (found)
            continue;
        cleanup_buf struct grade_buf key = GRADE_BUF_INIT;
        reason_add_value(&key, body->items[i], BRIEF);
        return compare_differs(c, whole, actual, "key %s is missing", key.data);
    }
    return true;
}

static bool match_attrs(struct comparison *c, const struct grade_value *whole,
                        const struct grade_value *body, const struct grade_value *actual)
{
    const struct grade_value *parts = value_body(actual);
    if (!value_is_tagged(actual, "object"))
        return compare_type_differs(c, whole, actual);
    if (parts->items[1]->kind != GRADE_KIND_DICT)
        return compare_differs(c, whole, actual, "its attributes cannot be read");
    return compare_dicts(c, body, parts->items[1], true, true);
}

static bool match_is(struct comparison *c, const struct grade_value *whole,
                     const struct grade_value *body, const struct grade_value *actual)
{
    if (value_is_tagged(actual, "given") && grade_value_is_str(value_body(actual), body->text))
        return true;
    if (actual->given && strcmp(actual->given, body->text) == 0)
        return true;
    return compare_differs(c, whole, actual, "not the very object that was given as %s",
                           body->text);
}

static const struct {
    const char *name;
    bool (*match)(struct comparison *c, const struct grade_value *whole,
                  const struct grade_value *body, const struct grade_value *actual);
} rows[] = {
    {"approx", match_approx},     {"match", match_pattern},
    {"any", match_any},           {"one_of", match_one_of},
    {"all_of", match_all_of},     {"not", match_not},
    {"len", match_len},           {"unordered", match_unordered},
    {"contains", match_contains}, {"min", match_bound},
    {"max", match_bound},         {"keys", match_keys},
    {"attrs", match_attrs},       {"is", match_is},
};

bool compare_matcher(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual)
{
    if (value_is(actual, GRADE_KIND_TAGGED) &&
        (!value_body(actual) || !value_tag_body_ok(actual->text, value_body(actual))))
        return compare_differs(c, expected, actual, "a malformed value");
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        if (strcmp(expected->text, rows[i].name) == 0)
            return rows[i].match(c, expected, value_body(expected), actual);
    return compare_differs(c, expected, actual, "an unknown matcher");
}
