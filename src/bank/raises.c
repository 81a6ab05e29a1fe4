/* Expectations beside `returns`: exceptions, streams, warnings. */
#include "bank/bank_internal.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

static int set_match(void *field, const struct grade_value *json, struct grade_err *err)
{
    cleanup_free char *pattern = NULL;
    int rc = bank_string(&pattern, json, err);
    if (rc < 0)
        return rc;
    rc = grade_pattern_search(pattern, "", 0, err);
    if (rc < 0) {
        if (err)
            err->fault = GRADE_FAULT_PACKAGE;
        return rc;
    }
    *(char **)field = grade_take(pattern);
    return 0;
}

/* Each value is an expectation of its own; the keys are names of attributes. */
static int set_attrs(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_value *attrs = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i + 1 < json->count; i += 2) {
        const struct grade_value *name = json->items[i];
        struct bank_shown shown = bank_show(name->text, name->len);
        struct grade_value *want = NULL;
        int rc = 0;
        if (!bank_is_identifier(name->text, name->len))
            rc = bank_fail(err, "'%s' is not a name of Python", shown.text);
        else if ((rc = bank_expect(&want, json->items[i + 1], err)) < 0)
            grade_err_wrap(err, rc, "%s", shown.text);
        if (rc < 0) {
            grade_value_free(attrs);
            return rc;
        }
        grade_value_put(attrs, name->text, want);
    }
    *(struct grade_value **)field = attrs;
    return 0;
}

static int set_cause(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_raises *raises = field;
    raises->no_cause = json->kind == GRADE_KIND_NONE;
    return raises->no_cause ? 0 : bank_raises(&raises->cause, json, err);
}

static int set_context(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_raises *raises = field;
    raises->no_context = json->kind == GRADE_KIND_NONE;
    return raises->no_context ? 0 : bank_raises(&raises->context, json, err);
}

static int set_groups(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_raises *raises = field;
    if (json->count > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", json->count, BANK_MAX_LIST);
    raises->groups = grade_alloc_array(json->count, sizeof(struct grade_raises *));
    for (size_t i = 0; i < json->count; i++) {
        int rc = bank_raises(&raises->groups[i], json->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
        raises->group_count++;
    }
    return 0;
}

#define FIELD(name) offsetof(struct grade_raises, name)
static const struct bank_key raises_keys[] = {
    {"type", BANK_STRING, bank_dotted, FIELD(type), false},
    {"exact", BANK_BOOL, bank_bool, FIELD(exact), false},
    {"match", BANK_STRING, set_match, FIELD(match), false},
    {"args", BANK_LIST | BANK_OBJECT, bank_expect_list, FIELD(args), false},
    {"attrs", BANK_OBJECT, set_attrs, FIELD(attrs), false},
    {"notes", BANK_LIST | BANK_OBJECT, bank_expect_list, FIELD(notes), false},
    {"cause", BANK_NULL | BANK_STRING | BANK_OBJECT, set_cause, 0, false},
    {"context", BANK_NULL | BANK_STRING | BANK_OBJECT, set_context, 0, false},
    {"groups", BANK_LIST, set_groups, 0, false},
};
#undef FIELD
const struct bank_schema bank_raises_schema = BANK_SCHEMA(raises_keys, NULL);

static int check_raises(const struct grade_raises *raises, struct grade_err *err)
{
    if (raises->exact && !raises->type)
        return bank_fail(err, "'exact' needs 'type'");
    bool something = raises->type || raises->match || raises->args || raises->attrs ||
                     raises->notes || raises->cause || raises->context || raises->no_cause ||
                     raises->no_context || raises->groups;
    return something ? 0 : bank_fail(err, "expects nothing: give at least 'type'");
}

int bank_raises(void *field, const struct grade_value *json, struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_STRING | BANK_OBJECT, err);
    if (rc < 0)
        return rc;
    struct grade_raises *raises = grade_alloc(sizeof(*raises));
    if (json->kind == GRADE_KIND_STR)
        rc = bank_dotted(&raises->type, json, err);
    else
        rc = bank_read_keys(&bank_raises_schema, json, raises, err);
    if (rc == 0)
        rc = check_raises(raises, err);
    if (rc < 0) {
        bank_raises_free(raises);
        return rc;
    }
    *(struct grade_raises **)field = raises;
    return 0;
}

/* Streams ------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    enum grade_text_mode mode;
    char glue; /* what a list of strings is joined by */
} modes[] = {{"lines", GRADE_TEXT_LINES, '\n'}, {"words", GRADE_TEXT_WORDS, ' '}};

static int read_mode(struct grade_text_expect *expect, const struct grade_value *json,
                     struct grade_err *err)
{
    for (size_t i = 0; i < GRADE_COUNT(modes); i++) {
        const struct grade_value *want = grade_value_get(json, modes[i].name);
        if (!want)
            continue;
        if (json->count != 2)
            return bank_fail(err, "'%s' stands alone", modes[i].name);
        cleanup_free char *text = NULL;
        int rc = bank_check_type(want, BANK_STRING | BANK_LIST, err);
        if (rc == 0)
            rc = bank_joined(&text, want, modes[i].glue, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", modes[i].name);
        expect->mode = modes[i].mode;
        expect->want = grade_value_str(text);
        return 0;
    }
    expect->mode = GRADE_TEXT_MATCHER;
    int rc = bank_expect(&expect->want, json, err);
    if (rc == 0 && expect->want->kind != GRADE_KIND_MATCHER)
        rc = bank_fail(err, "must be a string, 'lines', 'words' or a matcher");
    return rc;
}

int bank_text_expect(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_text_expect *expect = grade_alloc(sizeof(*expect));
    int rc = 0;
    if (json->kind == GRADE_KIND_STR)
        expect->want = grade_value_strn(json->text, json->len);
    else
        rc = read_mode(expect, json, err);
    if (rc < 0) {
        bank_text_expect_free(expect);
        return rc;
    }
    *(struct grade_text_expect **)field = expect;
    return 0;
}

/* Warnings ------------------------------------------------------------------------------ */

/* What could never match is a mistake of the author's. */
static int check_warning(const struct grade_value *item, struct grade_err *err)
{
    bool pair =
        (item->kind == GRADE_KIND_LIST || item->kind == GRADE_KIND_TUPLE) && item->count == 2;
    return pair || item->kind == GRADE_KIND_MATCHER
               ? 0
               : bank_fail(err, "must be [category, text] or a matcher");
}

int bank_warns(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_value *warns = NULL;
    int rc = bank_expect_list(&warns, json, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < warns->count && warns->kind == GRADE_KIND_LIST; i++) {
        rc = check_warning(warns->items[i], err);
        if (rc < 0) {
            grade_value_free(warns);
            return grade_err_wrap(err, rc, "item %zu", i + 1);
        }
    }
    *(struct grade_value **)field = warns;
    return 0;
}
