/* `given`: values and probes, and the behaviours that probes follow. */
#include "bank/bank_internal.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

enum { MOST_GIVENS = 256, MOST_BEHAVIOURS = 100000, MOST_NESTED = 4 };

/* Behaviours --------------------------------------------------------------------------------- */

struct behaviour_json {
    const struct grade_value *gives, *echo, *raise, *args, *delay;
};
#define FIELD(name) offsetof(struct behaviour_json, name)
static const struct bank_key behaviour_keys[] = {
    {"return", BANK_ANY, bank_keep, FIELD(gives), false},
    {"echo", BANK_BOOL, bank_keep, FIELD(echo), false},
    {"raise", BANK_STRING, bank_keep, FIELD(raise), false},
    {"args", BANK_LIST, bank_keep, FIELD(args), false},
    {"delay", BANK_NUMBER, bank_keep, FIELD(delay), false},
};
#undef FIELD
const struct bank_schema bank_behaviour_schema = BANK_SCHEMA(behaviour_keys, NULL);

int bank_in(struct grade_err *err, int rc, const char *key)
{
    return rc < 0 ? grade_err_wrap(err, rc, "%s", key) : 0;
}

static int check_behaviour(const struct behaviour_json *json, struct grade_err *err)
{
    if (!!json->gives + !!json->echo + !!json->raise > 1)
        return bank_fail(err, "'return', 'echo' and 'raise' exclude each other");
    if (json->args && !json->raise)
        return bank_fail(err, "'args' needs 'raise'");
    if (json->echo && !json->echo->boolean)
        return bank_fail(err, "echo: must be true");
    return 0;
}

static int fill_behaviour(struct grade_behaviour *act, const struct behaviour_json *json,
                          struct grade_err *err)
{
    int rc = check_behaviour(json, err);
    if (rc == 0 && json->delay)
        rc = bank_in(err, bank_seconds(&act->delay_ns, json->delay, err), "delay");
    if (rc == 0 && json->gives)
        rc = bank_in(err, bank_plain(&act->value, json->gives, err), "return");
    if (rc == 0 && json->raise)
        rc = bank_in(err, bank_dotted(&act->type, json->raise, err), "raise");
    if (rc == 0 && json->args)
        rc = bank_in(err, bank_plain(&act->value, json->args, err), "args");
    act->does = json->raise  ? GRADE_BEHAVIOUR_RAISE
                : json->echo ? GRADE_BEHAVIOUR_ECHO
                             : GRADE_BEHAVIOUR_RETURN;
    return rc;
}

static int read_behaviour(struct grade_behaviour *act, const struct grade_value *json,
                          struct grade_err *err)
{
    struct behaviour_json parts = {0};
    int rc = bank_read_keys(&bank_behaviour_schema, json, &parts, err);
    return rc == 0 ? fill_behaviour(act, &parts, err) : rc;
}

/* Room for `count` behaviours, all zero: of those that are not filled, freeing is harmless. */
static int make_behaviours(struct grade_given *given, size_t count, struct grade_err *err)
{
    if (count > MOST_BEHAVIOURS)
        return bank_fail(err, "has %zu items; %d are the most", count, MOST_BEHAVIOURS);
    given->behaviours = grade_alloc_array(count ? count : 1, sizeof(given->behaviours[0]));
    given->behaviour_count = count;
    return 0;
}

/* Calls -------------------------------------------------------------------------------------- */

static int read_calls(struct grade_given *given, const struct grade_value *json,
                      struct grade_err *err)
{
    given->script = GRADE_SCRIPT_LIST;
    int rc = make_behaviours(given, json->count, err);
    for (size_t i = 0; i < json->count && rc == 0; i++) {
        rc = read_behaviour(&given->behaviours[i], json->items[i], err);
        if (rc < 0)
            grade_err_wrap(err, rc, "call %zu", i + 1);
    }
    return rc;
}

/* [[args], behaviour] */
static int read_branch(struct grade_behaviour *act, const struct grade_value *json,
                       struct grade_err *err)
{
    if (json->kind != GRADE_KIND_LIST || json->count != 2)
        return bank_fail(err, "must be [[arguments], behaviour]");
    if (json->items[0]->kind != GRADE_KIND_LIST)
        return bank_fail(err, "the arguments must be a list, even one: [[...], behaviour]");
    int rc = bank_expect(&act->when, json->items[0], err);
    return rc == 0 ? read_behaviour(act, json->items[1], err) : bank_in(err, rc, "arguments");
}

struct by_json {
    const struct grade_value *by, *otherwise;
};
static const struct bank_key by_keys[] = {
    {"by", BANK_LIST, bank_keep, offsetof(struct by_json, by), true},
    {"else", BANK_OBJECT, bank_keep, offsetof(struct by_json, otherwise), false},
};
const struct bank_schema bank_by_schema = BANK_SCHEMA(by_keys, NULL);

static int read_by(struct grade_given *given, const struct grade_value *json, struct grade_err *err)
{
    struct by_json parts = {0};
    given->script = GRADE_SCRIPT_BY;
    int rc = bank_read_keys(&bank_by_schema, json, &parts, err);
    if (rc == 0)
        rc = make_behaviours(given, parts.by->count + !!parts.otherwise, err);
    for (size_t i = 0; rc == 0 && i < parts.by->count; i++) {
        rc = read_branch(&given->behaviours[i], parts.by->items[i], err);
        if (rc < 0)
            grade_err_wrap(err, rc, "by: item %zu", i + 1);
    }
    if (rc == 0 && parts.otherwise)
        rc = bank_in(err, read_behaviour(&given->behaviours[parts.by->count], parts.otherwise, err),
                     "else");
    return rc;
}

static int read_function(struct grade_given *given, const struct grade_value *json,
                         struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_LIST | BANK_OBJECT, err);
    if (rc < 0)
        return rc;
    if (json->kind == GRADE_KIND_LIST)
        return read_calls(given, json, err);
    if (grade_value_get(json, "by") || grade_value_get(json, "else"))
        return read_by(given, json, err);
    rc = make_behaviours(given, 1, err);
    return rc == 0 ? read_behaviour(&given->behaviours[0], json, err) : rc;
}

/* Items -------------------------------------------------------------------------------------- */

/* A value, or an object that says `raise` or `return`: what a behaviour is. */
static int read_item(struct grade_behaviour *act, const struct grade_value *json,
                     long long delay_ns, struct grade_err *err)
{
    act->delay_ns = delay_ns;
    if (json->kind == GRADE_KIND_DICT &&
        (grade_value_get(json, "raise") || grade_value_get(json, "return")))
        return read_behaviour(act, json, err);
    return bank_plain(&act->value, json, err);
}

static int read_items(struct grade_given *given, const struct grade_value *json, long long delay_ns,
                      struct grade_err *err)
{
    given->script = GRADE_SCRIPT_LIST;
    int rc = make_behaviours(given, json->count, err);
    for (size_t i = 0; i < json->count && rc == 0; i++) {
        rc = read_item(&given->behaviours[i], json->items[i], delay_ns, err);
        if (rc == 0 && given->behaviours[i].does == GRADE_BEHAVIOUR_ECHO)
            rc = bank_fail(err, "an item cannot echo");
        if (rc < 0)
            grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    return rc;
}

struct items_json {
    const struct grade_value *items, *count_from, *delay;
};
static const struct bank_key items_keys[] = {
    {"items", BANK_LIST, bank_keep, offsetof(struct items_json, items), false},
    {"count_from", BANK_INT, bank_keep, offsetof(struct items_json, count_from), false},
    {"delay", BANK_NUMBER, bank_keep, offsetof(struct items_json, delay), false},
};
const struct bank_schema bank_items_schema = BANK_SCHEMA(items_keys, NULL);

static int read_count(struct grade_given *given, const struct grade_value *json, long long delay_ns,
                      struct grade_err *err)
{
    const long long most = 1000000000000000;
    given->script = GRADE_SCRIPT_COUNT;
    int rc = make_behaviours(given, 1, err);
    given->behaviours[0].delay_ns = delay_ns;
    return rc == 0
               ? bank_in(err, bank_whole(&given->count_from, json, -most, most, err), "count_from")
               : rc;
}

static int read_iterator(struct grade_given *given, const struct grade_value *json,
                         struct grade_err *err)
{
    struct items_json parts = {0};
    long long delay_ns = 0;
    int rc = bank_check_type(json, BANK_LIST | BANK_OBJECT, err);
    if (rc < 0 || json->kind == GRADE_KIND_LIST)
        return rc < 0 ? rc : read_items(given, json, 0, err);
    rc = bank_read_keys(&bank_items_schema, json, &parts, err);
    if (rc == 0 && !parts.items == !parts.count_from)
        rc = bank_fail(err, "takes a list of items, or one of 'items' and 'count_from'");
    if (rc == 0 && parts.delay)
        rc = bank_in(err, bank_seconds(&delay_ns, parts.delay, err), "delay");
    if (rc < 0)
        return rc;
    return parts.items ? read_items(given, parts.items, delay_ns, err)
                       : read_count(given, parts.count_from, delay_ns, err);
}

/* The other kinds ---------------------------------------------------------------------------- */

struct context_json {
    const struct grade_value *enter, *exit;
    bool suppress;
};
static const struct bank_key context_keys[] = {
    {"enter", BANK_OBJECT, bank_keep, offsetof(struct context_json, enter), false},
    {"exit", BANK_OBJECT, bank_keep, offsetof(struct context_json, exit), false},
    {"suppress", BANK_BOOL, bank_bool, offsetof(struct context_json, suppress), false},
};
const struct bank_schema bank_context_schema = BANK_SCHEMA(context_keys, NULL);

static int read_context(struct grade_given *given, const struct grade_value *json,
                        struct grade_err *err)
{
    struct context_json parts = {0};
    int rc = bank_read_keys(&bank_context_schema, json, &parts, err);
    if (rc == 0)
        rc = make_behaviours(given, 2, err);
    if (rc < 0)
        return rc;
    given->has_enter = parts.enter;
    given->suppress = parts.suppress;
    if (parts.enter)
        rc = bank_in(err, read_behaviour(&given->behaviours[0], parts.enter, err), "enter");
    if (rc == 0 && parts.exit)
        rc = bank_in(err, read_behaviour(&given->behaviours[1], parts.exit, err), "exit");
    for (size_t i = 0; i < 2 && rc == 0; i++)
        if (given->behaviours[i].does == GRADE_BEHAVIOUR_ECHO)
            rc = bank_fail(err, "a context cannot echo");
    return rc;
}

static int read_held(struct grade_given *given, const struct grade_value *json,
                     struct grade_err *err)
{
    static const struct bank_key keys[] = {{"value", BANK_ANY, bank_plain, 0, false}};
    static const struct bank_schema schema = BANK_SCHEMA(keys, NULL);
    return bank_read_keys(&schema, json, &given->value, err);
}

static int read_nothing(struct grade_given *given, const struct grade_value *json,
                        struct grade_err *err)
{
    (void)given;
    return bank_check_type(json, BANK_OBJECT, err); /* its keys are read by add_members */
}

/* One row a kind. */
static const struct kind {
    const char *name;
    enum grade_given_kind kind;
    int (*read)(struct grade_given *given, const struct grade_value *json, struct grade_err *err);
    const char *evidence[8]; /* behind the name and a dot; NULL-ended */
} kinds[] = {
    {"function", GRADE_GIVEN_FUNCTION, read_function, {"calls", "args", "peak", "finished"}},
    {"async_function",
     GRADE_GIVEN_ASYNC_FUNCTION,
     read_function,
     {"calls", "args", "peak", "finished", "cancelled"}},
    {"iterator", GRADE_GIVEN_ITERATOR, read_iterator, {"pulled", "asked", "closed"}},
    {"async_iterator",
     GRADE_GIVEN_ASYNC_ITERATOR,
     read_iterator,
     {"pulled", "asked", "closed", "cancelled"}},
    {"iterable", GRADE_GIVEN_ITERABLE, read_iterator, {"pulled", "asked", "closed", "iterated"}},
    {"context", GRADE_GIVEN_CONTEXT, read_context, {"entered", "exited"}},
    {"async_context", GRADE_GIVEN_ASYNC_CONTEXT, read_context, {"entered", "exited", "cancelled"}},
    {"module", GRADE_GIVEN_MODULE, read_nothing, {NULL}},
    {"cell", GRADE_GIVEN_CELL, read_held, {"value", "lost"}},
    {"object", GRADE_GIVEN_OBJECT, read_held, {"eq", "hash", "lt"}},
};

static const struct kind *kind_of(enum grade_given_kind kind)
{
    for (size_t i = 0; i < GRADE_COUNT(kinds); i++)
        if (kinds[i].kind == kind)
            return &kinds[i];
    return NULL;
}

const char *grade_given_kind_name(enum grade_given_kind kind)
{
    const struct kind *found = kind_of(kind);
    return found ? found->name : NULL;
}

/* One given ---------------------------------------------------------------------------------- */

/* The kind of probe that the object describes, and its body; NULL: it is a plain value. */
static const struct kind *find_kind(const struct grade_value *json,
                                    const struct grade_value **out_body)
{
    for (size_t i = 0; json->kind == GRADE_KIND_DICT && i < GRADE_COUNT(kinds); i++) {
        char tag[32];
        snprintf(tag, sizeof(tag), "$%s", kinds[i].name);
        const struct grade_value *body = grade_value_get(json, tag);
        if (!body)
            continue;
        /* A value that is an instance of some class has a type. */
        if (kinds[i].kind == GRADE_GIVEN_OBJECT && grade_value_get(body, "type"))
            continue;
        *out_body = body;
        return &kinds[i];
    }
    return NULL;
}

static int set_signature(struct grade_given *given, const struct grade_value *json,
                         struct grade_err *err)
{
    if (given->kind != GRADE_GIVEN_FUNCTION && given->kind != GRADE_GIVEN_ASYNC_FUNCTION)
        return bank_fail(err, "only functions have a signature");
    int rc = bank_check_type(json, BANK_STRING, err);
    return rc == 0 ? bank_line(&given->signature, json, err) : rc;
}

/* What stands beside the tag. */
static int read_options(struct grade_given *given, const char *kind, const struct grade_value *json,
                        struct grade_err *err)
{
    static const char *const known[] = {"signature"};
    for (size_t i = 0; i + 1 < json->count; i += 2) {
        const struct grade_value *key = json->items[i];
        if (!strncmp(key->text, "x-", 2) || (key->text[0] == '$' && !strcmp(key->text + 1, kind)))
            continue;
        if (!grade_value_is_str(key, "signature"))
            return bank_fail(err, "unknown key '%s'%s", bank_show(key->text, key->len).text,
                             bank_suggest(key->text, known, 1).text);
        int rc = set_signature(given, json->items[i + 1], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "signature");
    }
    return 0;
}

/* A tag that is unknown may be meant for a probe. */
static int suggest_kind(const struct grade_value *json, int rc, struct grade_err *err)
{
    const char *names[GRADE_COUNT(kinds)];
    for (size_t i = 0; i < GRADE_COUNT(kinds); i++)
        names[i] = kinds[i].name;
    if (json->kind != GRADE_KIND_DICT || !json->count || json->items[0]->text[0] != '$')
        return rc;
    const char *nearest = grade_nearest(json->items[0]->text + 1, names, GRADE_COUNT(kinds));
    if (!nearest)
        return rc;
    return bank_fail(err, "unknown tag '%s' (did you mean '$%s'?)",
                     bank_show(json->items[0]->text, json->items[0]->len).text, nearest);
}

static struct grade_given *append(struct grade_givens *givens, const char *name)
{
    givens->items = grade_realloc_array(givens->items, givens->count + 1, sizeof(givens->items[0]));
    struct grade_given *given = &givens->items[givens->count++];
    memset(given, 0, sizeof(*given));
    given->name = grade_strdup(name);
    return given;
}

static int add_given(struct grade_givens *givens, const char *name, const struct grade_value *json,
                     int nested, struct grade_err *err);

static int check_member(const struct grade_givens *givens, const struct grade_value *key,
                        int nested, struct grade_err *err)
{
    if (!bank_is_identifier(key->text, key->len))
        return bank_fail(err, "'%s' is not a name of Python", bank_show(key->text, key->len).text);
    if (nested >= MOST_NESTED)
        return bank_fail(err, "modules are nested more than %d deep", MOST_NESTED);
    if (givens->count >= MOST_GIVENS)
        return bank_fail(err, "more than %d things are given", MOST_GIVENS);
    return 0;
}

/* Each key of an object, its name behind `head`. */
static int add_members(struct grade_givens *givens, const char *head,
                       const struct grade_value *json, int nested, struct grade_err *err)
{
    for (size_t i = 0; i + 1 < json->count; i += 2) {
        const struct grade_value *key = json->items[i];
        int rc = check_member(givens, key, nested, err);
        if (rc < 0)
            return rc;
        cleanup_free char *name = grade_printf("%s%s%s", head, head[0] ? "." : "", key->text);
        rc = add_given(givens, name, json->items[i + 1], nested, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", key->text);
    }
    return 0;
}

static int add_given(struct grade_givens *givens, const char *name, const struct grade_value *json,
                     int nested, struct grade_err *err)
{
    const struct grade_value *body = NULL;
    const struct kind *kind = find_kind(json, &body);
    struct grade_given *given = append(givens, name);
    if (!kind) {
        int rc = bank_plain(&given->value, json, err);
        return rc < 0 ? suggest_kind(json, rc, err) : 0;
    }
    given->kind = kind->kind;
    int rc = kind->read(given, body, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "$%s", kind->name);
    rc = read_options(given, kind->name, json, err);
    if (rc == 0 && kind->kind == GRADE_GIVEN_MODULE)
        rc = add_members(givens, name, body, nested + 1, err);
    return rc;
}

int bank_given(void *field, const struct grade_value *json, struct grade_err *err)
{
    return add_members(field, "", json, 0, err);
}

const char *const *bank_given_evidence(enum grade_given_kind kind)
{
    const struct kind *found = kind_of(kind);
    return found ? found->evidence : NULL;
}
