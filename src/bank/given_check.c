/* What is given, once a case is whole: names that clash, and references and evidence that mean
 * nothing. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <string.h>

/* What is in force at a step: the case's, and what steps before it made anew. */
static const struct grade_given *find_given(const struct grade_case *c, size_t step,
                                            const char *name, size_t len)
{
    const struct grade_given *found = NULL;
    for (size_t s = 0; s <= step + 1 && s <= c->step_count; s++) {
        const struct grade_givens *givens = s == 0 ? &c->given : &c->steps[s - 1].given;
        for (size_t i = 0; i < givens->count; i++)
            if (strlen(givens->items[i].name) == len && !memcmp(givens->items[i].name, name, len))
                found = &givens->items[i];
    }
    return found;
}

static int fail_evidence(enum grade_given_kind kind, const char *name, size_t head,
                         struct grade_err *err)
{
    const char *const *evidence = bank_given_evidence(kind);
    size_t count = 0;
    while (evidence[count])
        count++;
    cleanup_buf struct grade_buf known = GRADE_BUF_INIT;
    for (size_t i = 0; i < count; i++)
        grade_buf_addf(&known, "%s%s", i ? ", " : "", evidence[i]);
    return bank_fail(err, "'%s': a $%s has no such evidence%s; it has %s",
                     bank_show(name, strlen(name)).text, grade_given_kind_name(kind),
                     bank_suggest(name + head, evidence, count).text,
                     count ? grade_buf_text(&known) : "none");
}

static int check_db_evidence(const struct grade_problem *problem, const char *name,
                             struct grade_err *err)
{
    if (!problem->django)
        return bank_fail(err, "'%s' is known only with the framework 'django'",
                         bank_show(name, strlen(name)).text);
    static const char *const known[] = {"db.queries", "db.rows"};
    for (size_t i = 0; i < GRADE_COUNT(known); i++)
        if (!strcmp(name, known[i]))
            return 0;
    return bank_fail(err, "unknown evidence '%s'%s", bank_show(name, strlen(name)).text,
                     bank_suggest(name, known, GRADE_COUNT(known)).text);
}

/* "fetch.calls" of a probe, "df" of a value. Clock and tasks were checked with their step. */
static int check_probe_evidence(const struct grade_problem *problem, const struct grade_case *c,
                                size_t step, const char *name, struct grade_err *err)
{
    if (!strncmp(name, "clock.", 6) || !strncmp(name, "tasks.", 6) || !strcmp(name, "events"))
        return 0;
    if (!strncmp(name, "tests.", 6))
        return c->kind == GRADE_CASE_TESTS
                   ? 0
                   : bank_fail(err, "'%s' is known only where the solution is tests", name);
    if (!strncmp(name, "db.", 3) && !find_given(c, step, "db", 2))
        return check_db_evidence(problem, name, err);
    const struct grade_given *whole = find_given(c, step, name, strlen(name));
    if (whole && whole->kind == GRADE_GIVEN_VALUE)
        return 0;
    const char *dot = strrchr(name, '.');
    size_t head = dot ? (size_t)(dot - name) : strlen(name);
    const struct grade_given *given = dot ? find_given(c, step, name, head) : whole;
    if (!given)
        return bank_fail(err, "'%s': nothing of that name is given",
                         bank_show(name, strlen(name)).text);
    const char *const *evidence = bank_given_evidence(given->kind);
    if (!evidence)
        return bank_fail(err, "'%s': a plain value has no evidence but its name",
                         bank_show(name, strlen(name)).text);
    for (size_t i = 0; dot && evidence[i]; i++)
        if (!strcmp(evidence[i], dot + 1))
            return 0;
    return fail_evidence(given->kind, name, head + !!dot, err);
}

/* Every $given and $is in a value names something. */
static int check_references(const struct grade_case *c, size_t step,
                            const struct grade_value *value, struct grade_err *err)
{
    if (!value)
        return 0;
    bool refers = (value->kind == GRADE_KIND_TAGGED && !strcmp(value->text, "given")) ||
                  (value->kind == GRADE_KIND_MATCHER && !strcmp(value->text, "is"));
    if (refers && value->count) {
        const char *name = grade_value_text(value->items[0], "");
        if (!find_given(c, step, name, strlen(name)))
            return bank_fail(err, "$%s: nothing named '%s' is given", value->text, name);
    }
    int rc = 0;
    for (size_t i = 0; i < value->count && rc == 0; i++)
        rc = check_references(c, step, value->items[i], err);
    return rc;
}

static int check_givens(const struct grade_problem *problem, const struct grade_case *c,
                        const struct grade_givens *givens, size_t step, struct grade_err *err)
{
    static const char *const taken[] = {"clock",    "tasks",   "tests", "events",
                                        "solution", "helpers", "args",  "kwargs"};
    for (size_t i = 0; i < givens->count; i++) {
        const struct grade_given *given = &givens->items[i];
        int rc = check_references(c, step, given->value, err);
        for (size_t k = 0; k < given->behaviour_count && rc == 0; k++) {
            rc = check_references(c, step, given->behaviours[k].value, err);
            if (rc == 0)
                rc = check_references(c, step, given->behaviours[k].when, err);
        }
        bool meant = (bank_is_web(problem) &&
                      (!strcmp(given->name, "client") || !strcmp(given->name, "Client"))) ||
                     (problem->django && !strcmp(given->name, "db"));
        for (size_t k = 0; k < GRADE_COUNT(taken); k++)
            meant |= !strcmp(given->name, taken[k]);
        if (meant && rc == 0)
            rc = bank_fail(err, "the name has a meaning of its own; take another");
        bool replaced = false;
        for (size_t k = 0; k < c->replace.count; k++)
            replaced |= !strcmp(given->name, c->replace.items[k]);
        for (size_t k = 0; k < problem->names.count && rc == 0 && !replaced; k++)
            if (!strcmp(given->name, problem->names.items[k]))
                rc = bank_fail(err, "the solution defines this name too; if it is to be replaced, "
                                    "name it in 'replace'");
        if (rc < 0)
            return grade_err_wrap(err, rc, "given: %s", given->name);
    }
    return 0;
}

static int check_step_given(const struct grade_problem *problem, const struct grade_case *c,
                            size_t at, struct grade_err *err)
{
    const struct grade_step *step = &c->steps[at];
    const struct {
        const char *name;
        const struct grade_value *value;
    } parts[] = {{"args", step->args}, {"kwargs", step->kwargs}, {"returns", step->returns}};
    int rc = check_givens(problem, c, &step->given, at, err);
    for (size_t i = 0; i < GRADE_COUNT(parts) && rc == 0; i++)
        rc = bank_in(err, check_references(c, at, parts[i].value, err), parts[i].name);
    for (size_t i = 0; i < step->then_count && rc == 0; i++) {
        rc = check_probe_evidence(problem, c, at, step->then[i].evidence, err);
        if (rc == 0)
            rc = check_references(c, at, step->then[i].want, err);
        rc = bank_in(err, rc, "then");
    }
    return rc;
}

int bank_check_given(const struct grade_problem *problem, const struct grade_case *c,
                     struct grade_err *err)
{
    if (c->kind == GRADE_CASE_PROGRAM && (c->given.count || c->replace.count))
        return bank_fail(err, "'given' and 'replace' mean nothing for a whole program");
    int rc = check_givens(problem, c, &c->given, 0, err);
    for (size_t i = 0; i < c->replace.count && rc == 0; i++)
        if (!find_given(c, c->step_count ? c->step_count - 1 : 0, c->replace.items[i],
                        strlen(c->replace.items[i])))
            rc = bank_fail(err, "replace: nothing named '%s' is given", c->replace.items[i]);
    for (size_t i = 0; i < c->step_count && rc == 0; i++) {
        rc = check_step_given(problem, c, i, err);
        bool several = c->steps[c->step_count - 1].number > 1 || c->steps[i].row;
        if (rc < 0 && c->steps[i].number && several)
            grade_err_wrap(err, rc, c->steps[i].row ? "row %zu" : "step %zu", c->steps[i].number);
    }
    return rc;
}
