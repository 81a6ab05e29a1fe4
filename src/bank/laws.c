/* `laws`: values of a class, and what must hold of all of them. The step evaluates them; what they
 * answer to each other is gathered in the case process and judged by src/run/laws.c. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

struct body {
    const struct grade_value *values, *foreign, *operators, *frozen;
    const struct grade_value *hash;
    bool ordered, repr;
};
#define FIELD(name) offsetof(struct body, name)
static const struct bank_key keys[] = {
    {"values", BANK_LIST, bank_keep, FIELD(values), true},
    {"foreign", BANK_LIST, bank_keep, FIELD(foreign), false},
    {"operators", BANK_LIST, bank_keep, FIELD(operators), false},
    {"frozen", BANK_LIST, bank_keep, FIELD(frozen), false},
    {"hash", BANK_BOOL, bank_keep, FIELD(hash), false},
    {"ordered", BANK_BOOL, bank_bool, FIELD(ordered), false},
    {"repr", BANK_BOOL, bank_bool, FIELD(repr), false},
};
#undef FIELD
const struct bank_schema bank_laws_schema = BANK_SCHEMA(keys, NULL);

static int add_expression(struct grade_strings *to, const struct grade_value *json, size_t most,
                          struct grade_err *err)
{
    char *text = NULL;
    if (to->count >= most)
        return bank_fail(err, "has more than %zu", most);
    int rc = bank_check_type(json, BANK_STRING, err);
    if (rc == 0)
        rc = bank_string(&text, json, err);
    if (rc == 0 && (strspn(text, " ") == strlen(text) || strpbrk(text, "#\r\n")))
        rc = bank_fail(err, "must be an expression in one line, without a comment");
    if (rc < 0)
        free(text);
    else
        bank_push(to, text);
    return rc;
}

/* Each item is a group, a list of expressions; one alone may stand without its list. */
static int add_values(struct grade_laws *laws, const struct grade_value *json,
                      struct grade_err *err)
{
    for (size_t i = 0; i < json->count; i++) {
        const struct grade_value *group = json->items[i];
        bool alone = group->kind != GRADE_KIND_LIST;
        size_t count = alone ? 1 : group->count;
        int rc = count ? 0 : bank_fail(err, "must not be empty");
        for (size_t k = 0; k < count && rc == 0; k++) {
            rc = add_expression(&laws->values, alone ? group : group->items[k],
                                GRADE_LAWS_VALUES_MAX, err);
            if (rc == 0)
                laws->group[laws->values.count - 1] = i;
        }
        if (rc < 0)
            return grade_err_wrap(err, rc, "values: item %zu", i + 1);
    }
    return laws->values.count ? 0 : bank_fail(err, "values: must not be empty");
}

static int add_foreign(struct grade_laws *laws, const struct grade_value *json,
                       struct grade_err *err)
{
    for (size_t i = 0; json && i < json->count; i++) {
        int rc = add_expression(&laws->foreign, json->items[i], GRADE_LAWS_FOREIGN_MAX, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "foreign: item %zu", i + 1);
    }
    return 0;
}

static int add_operators(struct grade_laws *laws, const struct grade_value *json,
                         struct grade_err *err)
{
    static const char *const known[] = {"+",  "-",  "*",  "@", "/", "//", "%",
                                        "**", "<<", ">>", "&", "^", "|"};
    for (size_t i = 0; json && i < json->count; i++) {
        int word = bank_check_type(json->items[i], BANK_STRING, err);
        if (word == 0)
            word = bank_word(json->items[i], known, GRADE_COUNT(known), err);
        if (word < 0)
            return grade_err_wrap(err, word, "operators: item %zu", i + 1);
        grade_strings_add(&laws->operators, known[word]);
    }
    return json && !laws->foreign.count ? bank_fail(err, "'operators' needs 'foreign'") : 0;
}

static void add_list(struct grade_buf *out, const struct grade_strings *list)
{
    grade_buf_adds(out, "[");
    for (size_t i = 0; i < list->count; i++)
        grade_buf_addf(out, "%s(%s)", i ? ", " : "", list->items[i]);
    grade_buf_adds(out, "]");
}

int bank_laws(struct grade_step *step, const struct grade_value *json, struct grade_err *err)
{
    struct body body = {0};
    struct grade_laws *laws = step->laws = grade_alloc(sizeof(*laws));
    int rc = bank_read_keys(&bank_laws_schema, json, &body, err);
    if (rc == 0)
        rc = add_values(laws, body.values, err);
    if (rc == 0)
        rc = add_foreign(laws, body.foreign, err);
    if (rc == 0)
        rc = add_operators(laws, body.operators, err);
    if (rc == 0 && body.frozen && (rc = bank_identifiers(&laws->frozen, body.frozen, err)) < 0)
        grade_err_wrap(err, rc, "frozen");
    if (rc < 0)
        return rc;
    laws->ordered = body.ordered;
    laws->repr = body.repr;
    if (body.hash)
        laws->hash = body.hash->boolean ? GRADE_LAWS_HASH_EQUAL : GRADE_LAWS_HASH_NONE;
    struct grade_buf source = GRADE_BUF_INIT;
    grade_buf_adds(&source, "(");
    add_list(&source, &laws->values);
    grade_buf_adds(&source, ", ");
    add_list(&source, &laws->foreign);
    grade_buf_adds(&source, ")");
    step->action = GRADE_STEP_EVAL;
    step->source = grade_buf_take(&source);
    return 0;
}

void bank_laws_free(struct grade_laws *laws)
{
    if (!laws)
        return;
    grade_strings_done(&laws->values);
    grade_strings_done(&laws->foreign);
    grade_strings_done(&laws->operators);
    grade_strings_done(&laws->frozen);
    free(laws);
}
