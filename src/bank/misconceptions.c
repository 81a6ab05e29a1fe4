/* Misconceptions: the mistakes that a problem recognises, by what fails and what passes. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

/* It names a file in solutions/wrong. */
static int set_name(void *field, const struct grade_value *json, struct grade_err *err)
{
    int rc = bank_line(field, json, err);
    if (rc < 0)
        return rc;
    const char *name = *(char **)field;
    if (strchr(name, '/') || name[0] == '.')
        return bank_fail(err, "'%s' is not the name of a file", name);
    return 0;
}

/* Case -> expectation, each interpreted by itself. */
static int set_saw(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (json->count / 2 > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", json->count / 2, BANK_MAX_LIST);
    struct grade_value *saw = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i + 1 < json->count; i += 2) {
        const struct grade_value *name = json->items[i];
        struct grade_value *want = NULL;
        int rc = bank_is_line(name->text, name->len) ? 0 : bank_fail(err, "no case has that name");
        if (rc == 0)
            rc = bank_expect(&want, json->items[i + 1], err);
        if (rc < 0) {
            grade_value_free(saw);
            return grade_err_wrap(err, rc, "%s", bank_show(name->text, name->len).text);
        }
        grade_value_add(saw, grade_value_strn(name->text, name->len));
        grade_value_add(saw, want);
    }
    *(struct grade_value **)field = saw;
    return 0;
}

#define FIELD(name) offsetof(struct grade_misconception, name)
static const struct bank_key keys[] = {
    {"name", BANK_STRING, set_name, FIELD(name), true},
    {"hint", BANK_STRING, bank_prose, FIELD(hint), true},
    {"fails", BANK_LIST, bank_lines, FIELD(fails), false},
    {"passes", BANK_LIST, bank_lines, FIELD(passes), false},
    {"saw", BANK_OBJECT, set_saw, FIELD(saw), false},
    {"rule", BANK_OBJECT, bank_quiet_rule, FIELD(rule), false},
};
#undef FIELD
const struct bank_schema bank_misconception_schema = BANK_SCHEMA(keys, NULL);

static int check_new(const struct grade_problem *problem, const struct grade_misconception *m,
                     struct grade_err *err)
{
    for (size_t i = 0; i < problem->misconception_count; i++)
        if (!strcmp(problem->misconceptions[i].name, m->name))
            return bank_fail(err, "an earlier one has the same name");
    bool any = m->fails.count || m->passes.count || (m->saw && m->saw->count) || m->rule;
    if (!any && !problem->draft)
        return bank_fail(err, "has no condition: give 'fails' (as `grade bless --fails` does), "
                              "'passes', 'saw' or 'rule'");
    return 0;
}

static int wrap(struct grade_err *err, int rc, size_t number, const char *name)
{
    if (!name)
        return grade_err_wrap(err, rc, "item %zu", number);
    return grade_err_wrap(err, rc, "item %zu '%s'", number, name);
}

int bank_misconceptions(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_problem *problem = field;
    if (json->count > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", json->count, BANK_MAX_LIST);
    problem->misconceptions = grade_alloc_array(json->count, sizeof(problem->misconceptions[0]));
    for (size_t i = 0; i < json->count; i++) {
        struct grade_misconception *m = &problem->misconceptions[i];
        int rc = bank_read_keys(&bank_misconception_schema, json->items[i], m, err);
        if (rc == 0)
            rc = check_new(problem, m, err);
        if (rc < 0) {
            wrap(err, rc, i + 1, m->name);
            bank_misconception_done(m);
            return rc;
        }
        problem->misconception_count++;
    }
    return 0;
}

/* References ---------------------------------------------------------------------------- */

static const struct grade_case *find_named(const struct grade_problem *problem, const char *name,
                                           size_t len)
{
    for (size_t i = 0; i < problem->case_count; i++) {
        const char *other = problem->cases[i].name;
        if (strlen(other) == len && !memcmp(other, name, len))
            return &problem->cases[i];
    }
    return NULL;
}

static size_t row_count(const struct grade_case *c)
{
    size_t most = 0;
    for (size_t i = 0; i < c->step_count; i++)
        if (c->steps[i].row > most)
            most = c->steps[i].row;
    return most;
}

static int fail_no_case(const struct grade_problem *problem, const char *ref, struct grade_err *err)
{
    const char *names[BANK_MAX_CASES];
    for (size_t i = 0; i < problem->case_count; i++)
        names[i] = problem->cases[i].name;
    return bank_fail(err, "no case is named '%s'%s", bank_show(ref, strlen(ref)).text,
                     bank_suggest(ref, names, problem->case_count).text);
}

/* "case" or "case[row]"; a case whose own name ends like the latter wins. */
static int check_reference(const struct grade_problem *problem, const char *ref,
                           struct grade_err *err)
{
    size_t len = strlen(ref);
    if (find_named(problem, ref, len))
        return 0;
    const char *open = strrchr(ref, '[');
    if (!open || ref[len - 1] != ']' || !bank_is_number(open + 1, strlen(open + 1) - 1))
        return fail_no_case(problem, ref, err);
    const struct grade_case *c = find_named(problem, ref, (size_t)(open - ref));
    if (!c)
        return fail_no_case(problem, ref, err);
    size_t rows = row_count(c);
    unsigned long row = strtoul(open + 1, NULL, 10);
    if (!rows)
        return bank_fail(err, "'%s': the case has no table", ref);
    if (row < 1 || row > rows)
        return bank_fail(err, "'%s': the table has the rows 1 to %zu", ref, rows);
    return 0;
}

static int check_strings(const struct grade_problem *problem, const struct grade_strings *refs,
                         const char *key, struct grade_err *err)
{
    for (size_t i = 0; i < refs->count; i++) {
        int rc = check_reference(problem, refs->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", key);
    }
    return 0;
}

static int check_saw(const struct grade_problem *problem, const struct grade_value *saw,
                     struct grade_err *err)
{
    for (size_t i = 0; saw && i + 1 < saw->count; i += 2) {
        int rc = check_reference(problem, saw->items[i]->text, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "saw");
    }
    return 0;
}

static int check_contradiction(const struct grade_misconception *m, struct grade_err *err)
{
    for (size_t i = 0; i < m->fails.count; i++)
        for (size_t k = 0; k < m->passes.count; k++)
            if (!strcmp(m->fails.items[i], m->passes.items[k]))
                return bank_fail(err, "'%s' can not both fail and pass", m->fails.items[i]);
    return 0;
}

int bank_check_misconceptions(const struct grade_problem *problem, struct grade_err *err)
{
    for (size_t i = 0; i < problem->misconception_count; i++) {
        const struct grade_misconception *m = &problem->misconceptions[i];
        int rc = check_strings(problem, &m->fails, "fails", err);
        if (rc == 0)
            rc = check_strings(problem, &m->passes, "passes", err);
        if (rc == 0)
            rc = check_saw(problem, m->saw, err);
        if (rc == 0)
            rc = check_contradiction(m, err);
        if (rc < 0) {
            wrap(err, rc, i + 1, m->name);
            return grade_err_wrap(err, rc, "misconceptions");
        }
    }
    return 0;
}
