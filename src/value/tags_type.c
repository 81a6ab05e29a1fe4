/* The tags of values that JSON lacks: "$tuple", "$bytes", "$decimal" ... One table row for each. */
#include "tags.h"

#include "grade/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What Python could put into a set or make a key; matchers pass, as they say nothing of it. */
static const struct grade_value *unhashable(const struct grade_value *value)
{
    switch (value->kind) {
    case GRADE_KIND_LIST:
    case GRADE_KIND_SET:
    case GRADE_KIND_DICT:
        return value;
    case GRADE_KIND_TUPLE:
    case GRADE_KIND_FROZENSET:
        for (size_t i = 0; i < value->count; i++)
            if (unhashable(value->items[i]))
                return unhashable(value->items[i]);
        return NULL;
    default:
        return NULL;
    }
}

static int pointer_order(const void *a, const void *b)
{
    return value_order(*(const struct grade_value *const *)a,
                       *(const struct grade_value *const *)b);
}

/* The items of a set or keys of a dict: hashable, and each once. */
static int check_members(struct reader *r, const struct grade_value *value, size_t stride,
                         const char *what)
{
    size_t count = value->count / stride;
    cleanup_free const struct grade_value **members = grade_alloc_array(count, sizeof(*members));
    for (size_t i = 0; i < count; i++) {
        members[i] = value->items[i * stride];
        const struct grade_value *bad = unhashable(members[i]);
        if (bad)
            return tag_fail(r, "a %s cannot be %s in Python", value_kind_name(bad->kind), what);
    }
    qsort(members, count, sizeof(*members), pointer_order);
    for (size_t i = 1; i < count; i++)
        if (value_order(members[i - 1], members[i]) == 0 && !value_has_matcher(members[i])) {
            cleanup_buf struct grade_buf shown = GRADE_BUF_INIT;
            grade_value_to_python(&shown, members[i], TAG_SHOWN);
            return tag_fail(r, "%s is %s twice", shown.data, what);
        }
    return 0;
}

static int read_sequence(struct reader *r, const struct tag *tag, const struct grade_value *body,
                         const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (!value_is(body, GRADE_KIND_LIST))
        return tag_ill(r, tag, body);
    *out = grade_value_new(tag->kind);
    int rc = tag_read_items(r, body, *out);
    if (rc == 0 && tag->kind != GRADE_KIND_TUPLE)
        rc = check_members(r, *out, 1, "an item of a set");
    return rc;
}

static int read_pairs(struct reader *r, const struct tag *tag, const struct grade_value *body,
                      const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (!value_is(body, GRADE_KIND_LIST))
        return tag_ill(r, tag, body);
    *out = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i < body->count; i++) {
        if (!value_is(body->items[i], GRADE_KIND_LIST) || body->items[i]->count != 2)
            return tag_ill(r, tag, body->items[i]);
        size_t back = tag_enter_index(r, i);
        int rc = tag_read_items(r, body->items[i], *out);
        if (rc)
            return rc;
        if (value_has_matcher((*out)->items[2 * i]))
            return tag_fail(r, "a key must be a value, not a matcher");
        tag_leave(r, back);
    }
    return check_members(r, *out, 2, "a key of a dict");
}

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;
    return at ? (int)(at - digits) : -1;
}

static int read_bytes(struct reader *r, const struct tag *tag, const struct grade_value *body,
                      const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (value_is(body, GRADE_KIND_STR)) {
        *out = grade_value_bytes(body->text, body->len);
        return 0;
    }
    const struct grade_value *hex = grade_value_get(body, "hex");
    if (!value_is(hex, GRADE_KIND_STR) || body->count != 2 || hex->len % 2 != 0)
        return tag_ill(r, tag, body);
    cleanup_buf struct grade_buf bytes = GRADE_BUF_INIT;
    for (size_t i = 0; i < hex->len; i += 2) {
        int high = hex_digit(hex->text[i]), low = hex_digit(hex->text[i + 1]);
        if (high < 0 || low < 0)
            return tag_ill(r, tag, body);
        grade_buf_addc(&bytes, (char)(high * 16 + low));
    }
    *out = grade_value_bytes(grade_buf_text(&bytes), bytes.len);
    return 0;
}

static int read_int(struct reader *r, const struct tag *tag, const struct grade_value *body,
                    const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    const char *text = grade_value_text(body, "");
    bool negative = *text == '-';
    text += negative;
    if (*text >= '1' && *text <= '9' && strspn(text, "0123456789") == body->len - negative) {
        *out = value_new_int(body->text, body->len);
        return 0;
    }
    if (strncmp(text, "0x", 2) != 0 || !text[2] ||
        strspn(text + 2, "0123456789abcdef") != strlen(text + 2) || strlen(body->text) != body->len)
        return tag_ill(r, tag, body);
    *out = value_new_hex(negative, text + 2, strlen(text + 2));
    return 0;
}

/* A number, or a text that names one that JSON cannot write. */
static bool float_of(const struct grade_value *body, double *out)
{
    if (value_is(body, GRADE_KIND_STR))
        return value_float_of(body->text, body->len, out);
    if (!value_is(body, GRADE_KIND_INT) && !value_is(body, GRADE_KIND_FLOAT))
        return false;
    *out = value_real_of(body);
    return isfinite(*out);
}

static int read_float(struct reader *r, const struct tag *tag, const struct grade_value *body,
                      const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    double number;
    if (!float_of(body, &number))
        return tag_ill(r, tag, body);
    *out = grade_value_float(number);
    return 0;
}

static int read_complex(struct reader *r, const struct tag *tag, const struct grade_value *body,
                        const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    double parts[2];
    if (!value_is(body, GRADE_KIND_LIST) || body->count != 2)
        return tag_ill(r, tag, body);
    for (size_t i = 0; i < 2; i++) {
        const struct grade_value *part = body->items[i];
        const struct grade_value *tagged = grade_value_get(part, "$float");
        if (!float_of(tagged ? tagged : part, &parts[i]))
            return tag_ill(r, tag, body);
    }
    *out = grade_value_new(GRADE_KIND_COMPLEX);
    (*out)->real = parts[0];
    (*out)->imag = parts[1];
    return 0;
}

static int read_decimal(struct reader *r, const struct tag *tag, const struct grade_value *body,
                        const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (!value_is(body, GRADE_KIND_STR) || !value_tag_body_ok("decimal", body))
        return tag_ill(r, tag, body);
    *out = grade_value_tagged("decimal", grade_value_copy(body));
    return 0;
}

/* {"days": 1, "minutes": -5} in the parts that Python keeps: days of any sign, the rest not. */
static bool timedelta_of(const struct grade_value *body, char *text, size_t size)
{
    static const struct {
        const char *name;
        long long micros;
    } units[] = {{"weeks", 604800000000}, {"days", 86400000000}, {"hours", 3600000000},
                 {"minutes", 60000000},   {"seconds", 1000000},  {"milliseconds", 1000},
                 {"microseconds", 1}};
    const long long day = 86400000000;
    __int128 total = 0;
    size_t known = 0;
    for (size_t i = 0; i < GRADE_COUNT(units); i++) {
        const struct grade_value *part = grade_value_get(body, units[i].name);
        if (part && !value_is(part, GRADE_KIND_INT))
            return false;
        known += part != NULL;
        total += (__int128)grade_value_number(part, 0) * units[i].micros;
    }
    if (body->count != 2 * known || known == 0 || total > (__int128)day * 999999999 ||
        total < -(__int128)day * 999999999)
        return false;
    long long days = (long long)(total / day), rest = (long long)(total % day);
    days -= rest < 0;
    rest += rest < 0 ? day : 0;
    snprintf(text, size, "%lld,%lld,%lld", days, rest / 1000000, rest % 1000000);
    return true;
}

static int read_datetime(struct reader *r, const struct tag *tag, const struct grade_value *body,
                         const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    const char *type = "timedelta";
    char delta[64];
    if (value_is(body, GRADE_KIND_DICT) && timedelta_of(body, delta, sizeof(delta)))
        grade_buf_adds(&text, delta);
    else if (!value_is(body, GRADE_KIND_STR) || strlen(body->text) != body->len ||
             (type = value_iso_normal(body->text, &text)) == NULL)
        return tag_ill(r, tag, body);
    struct grade_value *pair = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(pair, grade_value_str(type));
    grade_value_add(pair, grade_value_str(text.data));
    *out = grade_value_tagged("datetime", pair);
    return 0;
}

static int read_object(struct reader *r, const struct tag *tag, const struct grade_value *body,
                       const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    const struct grade_value *type = grade_value_get(body, "type");
    const struct grade_value *attrs = grade_value_get(body, "attrs");
    if (!value_is(type, GRADE_KIND_STR) || type->len == 0 || body->count != (attrs ? 4 : 2) ||
        (attrs && !value_is(attrs, GRADE_KIND_DICT)))
        return tag_ill(r, tag, body);
    struct grade_value *pair = grade_value_new(GRADE_KIND_LIST);
    *out = grade_value_tagged("object", pair);
    grade_value_add(pair, grade_value_copy(type));
    if (!attrs) {
        grade_value_add(pair, grade_value_new(GRADE_KIND_NONE));
        return 0;
    }
    struct grade_value *read = NULL;
    size_t back =
        tag_enter_key(r, body->items[grade_value_is_str(body->items[0], "attrs") ? 0 : 2]);
    int rc = tag_read_value(r, attrs, &read); /* a $dict where a name begins with $ */
    if (rc == 0 && read->kind != GRADE_KIND_DICT)
        rc = tag_ill(r, tag, body);
    tag_leave(r, rc ? r->path.len : back);
    grade_value_add(pair, read ? read : grade_value_new(GRADE_KIND_NONE));
    return rc;
}

static int read_name(struct reader *r, const struct tag *tag, const struct grade_value *body,
                     const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (!value_is(body, GRADE_KIND_STR) || !value_is_identifier(body->text) ||
        strlen(body->text) != body->len)
        return tag_ill(r, tag, body);
    *out = grade_value_tagged(tag->name, grade_value_copy(body));
    return 0;
}

static int read_opaque(struct reader *r, const struct tag *tag, const struct grade_value *body,
                       const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    if (!value_is(body, GRADE_KIND_STR))
        return tag_ill(r, tag, body);
    *out = grade_value_tagged(tag->name, grade_value_copy(body));
    return 0;
}

const struct tag tag_type_rows[] = {
    {"tuple", false, read_sequence, "a list of items", NULL, GRADE_KIND_TUPLE},
    {"set", false, read_sequence, "a list of items", NULL, GRADE_KIND_SET},
    {"frozenset", false, read_sequence, "a list of items", NULL, GRADE_KIND_FROZENSET},
    {"dict", false, read_pairs, "a list of [key, value] pairs", NULL, GRADE_KIND_DICT},
    {"bytes", false, read_bytes, "a string (its UTF-8 bytes) or {\"hex\": \"00ff\"}", NULL,
     GRADE_KIND_BYTES},
    {"int", false, read_int, "digits in a string, as in \"0xff\" (plain ints need no tag)", NULL,
     GRADE_KIND_INT},
    {"float", false, read_float, "\"nan\", \"inf\", \"-inf\", \"-0.0\" or a number", NULL,
     GRADE_KIND_FLOAT},
    {"complex", false, read_complex, "two numbers, [re, im]", NULL, GRADE_KIND_COMPLEX},
    {"decimal", false, read_decimal, "a string as in \"1.50\"", NULL, GRADE_KIND_TAGGED},
    {"datetime", false, read_datetime,
     "an ISO date, time or datetime as in \"2024-05-17\", \"09:30\", "
     "\"2024-05-17T09:30:00+02:00\", "
     "or for a timedelta ints by unit as in {\"days\": 1, \"minutes\": 30}",
     NULL, GRADE_KIND_TAGGED},
    {"object", false, read_object, "{\"type\": name} or {\"type\": name, \"attrs\": {...}}", NULL,
     GRADE_KIND_TAGGED},
    {"ndarray", false, tag_read_table, "an object with \"data\" and some of \"dtype\", \"shape\"",
     NULL, GRADE_KIND_TAGGED},
    {"series", false, tag_read_table,
     "an object with \"data\" and some of \"name\", \"dtype\", \"index\", \"index_names\"", NULL,
     GRADE_KIND_TAGGED},
    {"frame", false, tag_read_table,
     "an object with \"columns\", \"data\" (a list of rows) and some of \"dtypes\", \"index\", "
     "\"index_names\", \"column_names\"",
     NULL, GRADE_KIND_TAGGED},
    {"given", false, read_name, "the name of what is given", NULL, GRADE_KIND_TAGGED},
    {"opaque", true, read_opaque, "a string", NULL, GRADE_KIND_TAGGED},
};

const size_t tag_type_count = GRADE_COUNT(tag_type_rows);

static bool pair_of(const struct grade_value *body)
{
    return value_is(body, GRADE_KIND_LIST) && body->count == 2 &&
           value_is(body->items[0], GRADE_KIND_STR);
}

static bool datetime_ok(const struct grade_value *body)
{
    static const char *const types[] = {"datetime", "date", "time", "timedelta"};
    if (!pair_of(body) || !value_is(body->items[1], GRADE_KIND_STR))
        return false;
    for (size_t i = 0; i < GRADE_COUNT(types); i++)
        if (grade_value_is_str(body->items[0], types[i]))
            return true;
    return false;
}

static bool object_ok(const struct grade_value *body)
{
    return pair_of(body) &&
           (body->items[1]->kind == GRADE_KIND_NONE || body->items[1]->kind == GRADE_KIND_DICT);
}

static bool decimal_ok(const struct grade_value *body)
{
    struct value_decimal parts = {0};
    bool ok = value_is(body, GRADE_KIND_STR) && strlen(body->text) == body->len &&
              value_decimal_of(body->text, &parts);
    free(parts.digits);
    return ok;
}

static bool str_ok(const struct grade_value *body)
{
    return value_is(body, GRADE_KIND_STR);
}

static bool dict_ok(const struct grade_value *body)
{
    return value_is(body, GRADE_KIND_DICT);
}

bool value_tag_body_ok(const char *tag, const struct grade_value *body)
{
    static const struct {
        const char *tag;
        bool (*ok)(const struct grade_value *body);
    } forms[] = {
        {"decimal", decimal_ok}, {"datetime", datetime_ok}, {"object", object_ok},
        {"ndarray", dict_ok},    {"series", dict_ok},       {"frame", dict_ok},
        {"given", str_ok},       {"opaque", str_ok},
    };
    for (size_t i = 0; i < GRADE_COUNT(forms); i++)
        if (strcmp(tag, forms[i].tag) == 0)
            return forms[i].ok(body);
    return false;
}
