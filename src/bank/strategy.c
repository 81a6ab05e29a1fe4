/* Strategies: how the inputs of a generated case are drawn.
 *
 *   {"int": {"min": 0, "max": 9}}      an object with one of the names below
 *   3, "a", {"$tuple": [1, 2]}         anything else is itself, as {"just": 3} is */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_ITEMS = 1000,    /* of one list or string */
    MOST_DIFFERENT = 200, /* of one set, dict or list without repetitions */
    MOST_AT_LEAST = 5000, /* values that an input needs, all its parts together */
    MOST_PARTS = 64,
    SOME_ITEMS = 10,
    SOME_NUMBER = 100,
};
static const long long most_int = 1LL << 62;

/* The body of a strategy as it stands in the document; borrowed. */
struct body {
    const struct grade_value *min, *max, *min_len, *max_len, *alphabet, *of, *keys, *values;
    bool unique, sorted;
};

#define FIELD(name) offsetof(struct body, name)
static const struct bank_key int_keys[] = {
    {"min", BANK_INT, bank_keep, FIELD(min), false},
    {"max", BANK_INT, bank_keep, FIELD(max), false},
};
static const struct bank_key float_keys[] = {
    {"min", BANK_NUMBER, bank_keep, FIELD(min), false},
    {"max", BANK_NUMBER, bank_keep, FIELD(max), false},
};
#define LENGTHS                                                                                    \
    {"min_len", BANK_INT, bank_keep, FIELD(min_len), false},                                       \
    {                                                                                              \
        "max_len", BANK_INT, bank_keep, FIELD(max_len), false                                      \
    }
static const struct bank_key str_keys[] = {
    {"alphabet", BANK_STRING, bank_keep, FIELD(alphabet), false},
    LENGTHS,
};
static const struct bank_key set_keys[] = {
    {"of", BANK_ANY, bank_keep, FIELD(of), true},
    LENGTHS,
};
static const struct bank_key list_keys[] = {
    {"of", BANK_ANY, bank_keep, FIELD(of), true},
    LENGTHS,
    {"unique", BANK_BOOL, bank_bool, FIELD(unique), false},
    {"sorted", BANK_BOOL, bank_bool, FIELD(sorted), false},
};
static const struct bank_key dict_keys[] = {
    {"keys", BANK_ANY, bank_keep, FIELD(keys), true},
    {"values", BANK_ANY, bank_keep, FIELD(values), true},
    LENGTHS,
};
#undef FIELD
const struct bank_schema bank_int_schema = BANK_SCHEMA(int_keys, NULL);
const struct bank_schema bank_float_schema = BANK_SCHEMA(float_keys, NULL);
const struct bank_schema bank_str_schema = BANK_SCHEMA(str_keys, NULL);
const struct bank_schema bank_list_schema = BANK_SCHEMA(list_keys, NULL);
const struct bank_schema bank_set_schema = BANK_SCHEMA(set_keys, NULL);
const struct bank_schema bank_dict_schema = BANK_SCHEMA(dict_keys, NULL);

/* Bounds --------------------------------------------------------------------------------- */

static int read_lengths(struct grade_strategy *to, const struct body *body, long long most,
                        struct grade_err *err)
{
    long long least = 0, max = SOME_ITEMS;
    int rc = body->min_len ? bank_whole(&least, body->min_len, 0, most, err) : 0;
    if (rc < 0)
        return grade_err_wrap(err, rc, "min_len");
    if (max < least)
        max = least;
    rc = body->max_len ? bank_whole(&max, body->max_len, least, most, err) : 0;
    to->min_len = (size_t)least;
    to->max_len = (size_t)max;
    return rc < 0 ? grade_err_wrap(err, rc, "max_len") : 0;
}

static int set_int(struct grade_strategy *to, const struct body *body, struct grade_err *err)
{
    to->min = -SOME_NUMBER;
    to->max = SOME_NUMBER;
    int rc = body->min ? bank_whole(&to->min, body->min, -most_int, most_int, err) : 0;
    if (rc < 0)
        return grade_err_wrap(err, rc, "min");
    if (to->max < to->min)
        to->max = to->min < most_int - SOME_NUMBER ? to->min + SOME_NUMBER : most_int;
    rc = body->max ? bank_whole(&to->max, body->max, -most_int, most_int, err) : 0;
    if (rc == 0 && to->max < to->min && !body->min)
        to->min = to->max > -most_int + SOME_NUMBER ? to->max - SOME_NUMBER : -most_int;
    if (rc == 0 && to->max < to->min)
        rc = bank_fail(err, "is less than min");
    return rc < 0 ? grade_err_wrap(err, rc, "max") : 0;
}

static double number_of(const struct grade_value *json)
{
    return json->kind == GRADE_KIND_INT ? strtod(json->text, NULL) : json->real;
}

static int set_float(struct grade_strategy *to, const struct body *body, struct grade_err *err)
{
    to->least = body->min ? number_of(body->min) : -SOME_NUMBER;
    to->most = body->max ? number_of(body->max) : SOME_NUMBER;
    if (to->most < to->least && !body->max)
        to->most = to->least + SOME_NUMBER;
    if (to->most < to->least && !body->min)
        to->least = to->most - SOME_NUMBER;
    if (!isfinite(to->least) || !isfinite(to->most) || !isfinite(to->most - to->least))
        return bank_fail(err, "the range is too wide");
    return to->most < to->least ? bank_fail(err, "max: is less than min") : 0;
}

/* Text ----------------------------------------------------------------------------------- */

/* The letters of an alphabet, each a string of its own. */
static int set_str(struct grade_strategy *to, const struct body *body, struct grade_err *err)
{
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    const char *text = body->alphabet ? body->alphabet->text : small;
    size_t len = body->alphabet ? body->alphabet->len : sizeof(small) - 1;
    int rc = read_lengths(to, body, MOST_ITEMS, err);
    if (rc < 0)
        return rc;
    if (!len || len > MOST_ITEMS || memchr(text, '\0', len))
        return bank_fail(err, "alphabet: must hold 1 to %d characters, and no NUL", MOST_ITEMS);
    for (size_t at = 0, end; at < len; at = end) {
        for (end = at + 1; end < len && ((unsigned char)text[end] & 0xc0) == 0x80;)
            end++;
        bank_push(&to->letters, grade_strndup(text + at, end - at));
    }
    return 0;
}

/* Containers ----------------------------------------------------------------------------- */

static void make_room(struct grade_strategy *to, size_t count)
{
    to->parts = grade_alloc_array(count, sizeof(to->parts[0]));
    to->part_count = count;
}

static int add_part(struct grade_strategy *to, size_t i, const char *name,
                    const struct grade_value *json, struct grade_err *err)
{
    int rc = bank_strategy(&to->parts[i], json, err);
    return rc < 0 ? grade_err_wrap(err, rc, "%s", name) : 0;
}

static bool is_hashable_value(const struct grade_value *value)
{
    switch (value->kind) {
    case GRADE_KIND_LIST:
    case GRADE_KIND_SET:
    case GRADE_KIND_DICT:
        return false;
    case GRADE_KIND_TUPLE:
        for (size_t i = 0; i < value->count; i++)
            if (!is_hashable_value(value->items[i]))
                return false;
        return true;
    default:
        return true;
    }
}

static bool is_hashable(const struct grade_strategy *of)
{
    if (of->draw == GRADE_DRAW_LIST || of->draw == GRADE_DRAW_SET || of->draw == GRADE_DRAW_DICT)
        return false;
    if (of->draw == GRADE_DRAW_JUST)
        return is_hashable_value(of->value);
    for (size_t i = 0; i < of->part_count; i++)
        if (!is_hashable(&of->parts[i]))
            return false;
    return true;
}

static bool is_sortable(const struct grade_strategy *of)
{
    if (of->draw == GRADE_DRAW_TUPLE) {
        for (size_t i = 0; i < of->part_count; i++)
            if (!is_sortable(&of->parts[i]))
                return false;
        return true;
    }
    return of->draw == GRADE_DRAW_BOOL || of->draw == GRADE_DRAW_INT ||
           of->draw == GRADE_DRAW_FLOAT || of->draw == GRADE_DRAW_STR;
}

static int set_list(struct grade_strategy *to, const struct body *body, struct grade_err *err)
{
    make_room(to, 1);
    to->unique = body->unique;
    to->sorted = body->sorted;
    int rc = read_lengths(to, body, body->unique ? MOST_DIFFERENT : MOST_ITEMS, err);
    if (rc == 0)
        rc = add_part(to, 0, "of", body->of, err);
    if (rc == 0 && to->sorted && !is_sortable(&to->parts[0]))
        rc = bank_fail(err, "sorted: only bool, int, float, str and tuples of them have an order");
    return rc;
}

static int set_set(struct grade_strategy *to, const struct body *body, struct grade_err *err)
{
    make_room(to, 1);
    int rc = read_lengths(to, body, MOST_DIFFERENT, err);
    if (rc == 0)
        rc = add_part(to, 0, "of", body->of, err);
    if (rc == 0 && !is_hashable(&to->parts[0]))
        rc = bank_fail(err, "of: lists, sets and dicts cannot be in a set");
    return rc;
}

static int set_dict(struct grade_strategy *to, const struct body *body, struct grade_err *err)
{
    make_room(to, 2);
    int rc = read_lengths(to, body, MOST_DIFFERENT, err);
    if (rc == 0)
        rc = add_part(to, 0, "keys", body->keys, err);
    if (rc == 0)
        rc = add_part(to, 1, "values", body->values, err);
    if (rc == 0 && !is_hashable(&to->parts[0]))
        rc = bank_fail(err, "keys: lists, sets and dicts cannot be keys");
    return rc;
}

/* A strategy ----------------------------------------------------------------------------- */

static const struct row {
    const char *name;
    unsigned types;
    enum grade_draw draw;
    const struct bank_schema *schema; /* NULL: read otherwise */
    int (*set)(struct grade_strategy *to, const struct body *body, struct grade_err *err);
} rows[] = {
    {"bool", BANK_BOOL | BANK_OBJECT, GRADE_DRAW_BOOL, NULL, NULL},
    {"int", BANK_OBJECT, GRADE_DRAW_INT, &bank_int_schema, set_int},
    {"float", BANK_OBJECT, GRADE_DRAW_FLOAT, &bank_float_schema, set_float},
    {"str", BANK_OBJECT, GRADE_DRAW_STR, &bank_str_schema, set_str},
    {"list", BANK_OBJECT, GRADE_DRAW_LIST, &bank_list_schema, set_list},
    {"set", BANK_OBJECT, GRADE_DRAW_SET, &bank_set_schema, set_set},
    {"frozenset", BANK_OBJECT, GRADE_DRAW_FROZENSET, &bank_set_schema, set_set},
    {"dict", BANK_OBJECT, GRADE_DRAW_DICT, &bank_dict_schema, set_dict},
    {"tuple", BANK_LIST, GRADE_DRAW_TUPLE, NULL, NULL},
    {"one_of", BANK_LIST, GRADE_DRAW_ONE_OF, NULL, NULL},
    {"optional", BANK_ANY, GRADE_DRAW_ONE_OF, NULL, NULL},
    {"just", BANK_ANY, GRADE_DRAW_JUST, NULL, NULL},
};

static int set_just(struct grade_strategy *to, const struct grade_value *json,
                    struct grade_err *err)
{
    to->draw = GRADE_DRAW_JUST;
    return bank_plain(&to->value, json, err);
}

int bank_strategies(struct grade_strategy *to, const struct grade_value *list,
                    struct grade_err *err)
{
    if (list->count > MOST_PARTS)
        return bank_fail(err, "has %zu items; %d are the most", list->count, MOST_PARTS);
    make_room(to, list->count);
    for (size_t i = 0; i < list->count; i++) {
        int rc = bank_strategy(&to->parts[i], list->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    return 0;
}

/* None is the simplest. */
static int set_optional(struct grade_strategy *to, const struct grade_value *json,
                        struct grade_err *err)
{
    static const struct grade_value none = {.kind = GRADE_KIND_NONE};
    make_room(to, 2);
    int rc = set_just(&to->parts[0], &none, err);
    return rc < 0 ? rc : bank_strategy(&to->parts[1], json, err);
}

static int set_row(struct grade_strategy *to, const struct row *row, const struct grade_value *json,
                   struct grade_err *err)
{
    struct body body = {0};
    int rc = bank_check_type(json, row->types, err);
    if (rc < 0)
        return rc;
    to->draw = row->draw;
    if (row->schema) {
        rc = bank_read_keys(row->schema, json, &body, err);
        return rc < 0 ? rc : row->set(to, &body, err);
    }
    if (row->draw == GRADE_DRAW_JUST)
        return set_just(to, json, err);
    if (row->draw == GRADE_DRAW_BOOL)
        return 0;
    if (row->draw == GRADE_DRAW_ONE_OF && row->types == BANK_ANY)
        return set_optional(to, json, err);
    if (row->draw == GRADE_DRAW_ONE_OF && !json->count)
        return bank_fail(err, "must not be empty");
    return bank_strategies(to, json, err);
}

static int fail_unknown(const struct grade_value *name, struct grade_err *err)
{
    const char *names[GRADE_COUNT(rows)];
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        names[i] = rows[i].name;
    return bank_fail(err, "'%s' is no strategy%s; a dict is written {\"just\": {...}}",
                     bank_show(name->text, name->len).text,
                     bank_suggest(name->text, names, GRADE_COUNT(names)).text);
}

int bank_strategy(struct grade_strategy *to, const struct grade_value *json, struct grade_err *err)
{
    if (json->kind != GRADE_KIND_DICT)
        return set_just(to, json, err);
    if (!json->count)
        return bank_fail(err, "must name a strategy; an empty dict is written {\"just\": {}}");
    const struct grade_value *name = json->items[0];
    if (name->len && name->text[0] == '$')
        return set_just(to, json, err);
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        if (!grade_value_is_str(name, rows[i].name))
            continue;
        if (json->count > 2)
            return bank_fail(err, "more than one key: a strategy is {\"%s\": ...}", rows[i].name);
        int rc = set_row(to, &rows[i], json->items[1], err);
        return rc < 0 ? grade_err_wrap(err, rc, "%s", rows[i].name) : 0;
    }
    return fail_unknown(name, err);
}

/* How many values one draw needs at least; MOST_AT_LEAST + 1 stands for too many. */
static size_t needs(const struct grade_strategy *s)
{
    size_t sum = 0, most = MOST_AT_LEAST + 1;
    for (size_t i = 0; i < s->part_count && sum < most; i++) {
        size_t one = needs(&s->parts[i]);
        if (s->draw == GRADE_DRAW_ONE_OF)
            sum = one > sum ? one : sum;
        else
            sum += one;
    }
    if (s->draw != GRADE_DRAW_TUPLE && s->draw != GRADE_DRAW_ONE_OF && s->min_len)
        sum = (sum + 1) * s->min_len;
    return sum + 1 < most ? sum + 1 : most;
}

int bank_check_strategy(const struct grade_strategy *strategy, struct grade_err *err)
{
    if (needs(strategy) > MOST_AT_LEAST)
        return bank_fail(err, "an input would hold more than %d values", MOST_AT_LEAST);
    return 0;
}

void bank_strategy_done(struct grade_strategy *strategy)
{
    bank_strings_done(&strategy->letters);
    grade_value_free(strategy->value);
    for (size_t i = 0; i < strategy->part_count; i++)
        bank_strategy_done(&strategy->parts[i]);
    free(strategy->parts);
}
