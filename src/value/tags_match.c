/* The matchers that an author writes: "$approx", "$match", "$one_of" ... One table row for each.
 * What they mean is in matchers.c. Bodies as compare and python find them:
 *   approx LIST [value, rel or None, abs or None]   any LIST of STR, empty for anything
 *   match, is STR     one_of, all_of LIST     keys LIST of STR or DICT     attrs DICT
 *   not, contains, unordered, len, min, max: the value */
#include "tags.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <ctype.h>
#include <string.h>

static int read_any_value(struct reader *r, const struct tag *tag, const struct grade_value *body,
                          const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    struct grade_value *read = NULL;
    int rc = tag_read_value(r, body, &read);
    if (rc)
        return rc;
    *out = value_matcher(tag->name, read);
    return 0;
}

static bool is_number(const struct grade_value *value)
{
    return value_is(value, GRADE_KIND_INT) || value_is(value, GRADE_KIND_FLOAT);
}

/* $approx applies to every number in its value. */
static int read_approx(struct reader *r, const struct tag *tag, const struct grade_value *body,
                       const struct grade_value *whole, struct grade_value **out)
{
    static const char *const options[] = {"rel", "abs"};
    struct grade_value *read = NULL;
    int rc = tag_read_value(r, body, &read);
    if (rc)
        return rc;
    struct grade_value *parts = grade_value_new(GRADE_KIND_LIST);
    *out = value_matcher(tag->name, parts);
    grade_value_add(parts, read);
    if (read->kind == GRADE_KIND_STR || read->kind == GRADE_KIND_BOOL ||
        read->kind == GRADE_KIND_NONE)
        return tag_ill(r, tag, body);
    for (size_t i = 0; i < GRADE_COUNT(options); i++) {
        const struct grade_value *option = grade_value_get(whole, options[i]);
        if (option && (!is_number(option) || value_real_of(option) < 0))
            return tag_fail(r, "\"%s\" takes a number that is not negative", options[i]);
        grade_value_add(parts, option ? grade_value_float(value_real_of(option))
                                      : grade_value_new(GRADE_KIND_NONE));
    }
    return 0;
}

static int read_pattern(struct reader *r, const struct tag *tag, const struct grade_value *body,
                        const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (!value_is(body, GRADE_KIND_STR) || strlen(body->text) != body->len)
        return tag_ill(r, tag, body);
    struct grade_err why;
    if (value_pattern_check(body->text, &why))
        return tag_fail(r, "%s", why.msg);
    *out = value_matcher(tag->name, grade_value_copy(body));
    return 0;
}

static bool lower_case(const char *name)
{
    while (islower((unsigned char)*name))
        name++;
    return *name == '\0';
}

/* Any class may be named, so only what looks like a slip for a builtin type is refused. */
static int add_type(struct reader *r, const struct tag *tag, const struct grade_value *name,
                    struct grade_value *into)
{
    static const char *const types[] = {
        "bool",      "int",      "float", "str",      "bytes",     "list",      "tuple", "set",
        "frozenset", "dict",     "None",  "NoneType", "complex",   "Decimal",   "date",  "time",
        "number",    "datetime", "type",  "function", "timedelta", "generator", "object"};
    if (!value_is(name, GRADE_KIND_STR) || name->len == 0 || strlen(name->text) != name->len)
        return tag_ill(r, tag, name);
    bool known = false;
    for (size_t i = 0; i < GRADE_COUNT(types); i++)
        known = known || strcmp(types[i], name->text) == 0;
    const char *near = known ? NULL : grade_nearest(name->text, types, GRADE_COUNT(types));
    if (near && lower_case(name->text))
        return tag_fail(r,
                        "unknown type \"%s\": did you mean \"%s\"? (a class of that name is "
                        "written \"solution.%s\")",
                        name->text, near, name->text);
    grade_value_add(into, grade_value_copy(name));
    return 0;
}

static int read_any(struct reader *r, const struct tag *tag, const struct grade_value *body,
                    const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    struct grade_value *types = grade_value_new(GRADE_KIND_LIST);
    *out = value_matcher(tag->name, types);
    if (value_is(body, GRADE_KIND_BOOL) && body->boolean)
        return 0;
    if (!value_is(body, GRADE_KIND_LIST))
        return add_type(r, tag, body, types);
    int rc = body->count ? 0 : tag_ill(r, tag, body);
    for (size_t i = 0; i < body->count && rc == 0; i++)
        rc = add_type(r, tag, body->items[i], types);
    return rc;
}

static int read_choices(struct reader *r, const struct tag *tag, const struct grade_value *body,
                        const struct grade_value *whole, struct grade_value **out)
{
    if (!value_is(body, GRADE_KIND_LIST) || body->count == 0)
        return tag_ill(r, tag, body);
    return read_any_value(r, tag, body, whole, out);
}

static int read_unordered(struct reader *r, const struct tag *tag, const struct grade_value *body,
                          const struct grade_value *whole, struct grade_value **out)
{
    int rc = read_any_value(r, tag, body, whole, out);
    const struct grade_value *items = rc ? NULL : value_body(*out);
    if (rc == 0 && items->kind != GRADE_KIND_LIST && items->kind != GRADE_KIND_TUPLE)
        return tag_ill(r, tag, body);
    return rc;
}

static int read_length(struct reader *r, const struct tag *tag, const struct grade_value *body,
                       const struct grade_value *whole, struct grade_value **out)
{
    int rc = read_any_value(r, tag, body, whole, out);
    if (rc)
        return rc;
    const struct grade_value *want = value_body(*out);
    bool ok =
        want->kind == GRADE_KIND_MATCHER || (want->kind == GRADE_KIND_INT && *want->text != '-');
    return ok ? 0 : tag_ill(r, tag, body);
}

static int read_bound(struct reader *r, const struct tag *tag, const struct grade_value *body,
                      const struct grade_value *whole, struct grade_value **out)
{
    int rc = read_any_value(r, tag, body, whole, out);
    return rc || is_number(value_body(*out)) ? rc : tag_ill(r, tag, body);
}

static int read_keys(struct reader *r, const struct tag *tag, const struct grade_value *body,
                     const struct grade_value *whole, struct grade_value **out)
{
    bool list = value_is(body, GRADE_KIND_LIST);
    if (!list && !value_is(body, GRADE_KIND_DICT))
        return tag_ill(r, tag, body);
    int rc = read_any_value(r, tag, body, whole, out);
    if (rc == 0 && value_body(*out)->kind != (list ? GRADE_KIND_LIST : GRADE_KIND_DICT))
        return tag_ill(r, tag, body);
    return rc;
}

static int read_attrs(struct reader *r, const struct tag *tag, const struct grade_value *body,
                      const struct grade_value *whole, struct grade_value **out)
{
    if (!value_is(body, GRADE_KIND_DICT))
        return tag_ill(r, tag, body);
    return read_keys(r, tag, body, whole, out);
}

static int read_given(struct reader *r, const struct tag *tag, const struct grade_value *body,
                      const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (!value_is(body, GRADE_KIND_STR) || !value_is_identifier(body->text) ||
        strlen(body->text) != body->len)
        return tag_ill(r, tag, body);
    *out = value_matcher(tag->name, grade_value_copy(body));
    return 0;
}

static const char *const approx_options[] = {"rel", "abs", NULL};

#define ROW(name, read, form)                                                                      \
    {                                                                                              \
        name, true, read, form, NULL, GRADE_KIND_MATCHER                                           \
    }

const struct tag tag_match_rows[] = {
    {"approx", true, read_approx,
     "a number or a structure of numbers, with \"rel\" or \"abs\" beside it", approx_options,
     GRADE_KIND_MATCHER},
    ROW("match", read_pattern, "a pattern in a string"),
    ROW("any", read_any, "true, a type's name as in \"int\", or a list of them"),
    ROW("one_of", read_choices, "a list of values, not empty"),
    ROW("all_of", read_choices, "a list of values or matchers, not empty"),
    ROW("not", read_any_value, "a value"),
    ROW("unordered", read_unordered, "a list of items, or a $tuple"),
    ROW("contains", read_any_value, "one item, key or part of a text"),
    ROW("len", read_length, "a length or a matcher"),
    ROW("min", read_bound, "a number"),
    ROW("max", read_bound, "a number"),
    ROW("keys", read_keys, "a list of keys, or an object of keys and what their values must be"),
    ROW("attrs", read_attrs, "an object of attributes and what they must be"),
    ROW("is", read_given, "the name of what is given"),
};

const size_t tag_match_count = GRADE_COUNT(tag_match_rows);
