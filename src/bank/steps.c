/* One step: what it does and what is expected of it. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(name) offsetof(struct bank_step_json, name)
static const struct bank_key row_keys[] = {
    {"args", BANK_LIST, bank_keep, FIELD(args), false},
    {"kwargs", BANK_OBJECT, bank_keep, FIELD(kwargs), false},
    {"given", BANK_OBJECT, bank_keep, FIELD(given), false},
    {"advance", BANK_NUMBER, bank_keep, FIELD(advance), false},
    {"returns", BANK_ANY, bank_keep, FIELD(returns), false},
    {"raises", BANK_STRING | BANK_OBJECT, bank_keep, FIELD(raises), false},
    {"stdout", BANK_STRING | BANK_OBJECT, bank_keep, FIELD(out), false},
    {"stderr", BANK_STRING | BANK_OBJECT, bank_keep, FIELD(errout), false},
    {"warns", BANK_LIST | BANK_OBJECT, bank_keep, FIELD(warns), false},
    {"then", BANK_OBJECT, bank_keep, FIELD(then), false},
};
const struct bank_schema bank_row_schema = BANK_SCHEMA(row_keys, NULL);

static const struct bank_key action_keys[] = {
    {"exec", BANK_STRING | BANK_LIST, bank_keep, FIELD(exec), false},
    {"eval", BANK_STRING, bank_keep, FIELD(eval), false},
    {"call", BANK_STRING, bank_keep, FIELD(call), false},
    {"laws", BANK_OBJECT, bank_keep, FIELD(laws), false},
};
#undef FIELD
const struct bank_schema bank_step_schema = BANK_SCHEMA(action_keys, &bank_row_schema);

/* One step ------------------------------------------------------------------------------- */

struct grade_step *bank_add_empty(struct grade_case *c, size_t number, size_t row)
{
    /* Full at every power of two. */
    if ((c->step_count & (c->step_count - 1)) == 0)
        c->steps =
            grade_realloc_array(c->steps, c->step_count ? 2 * c->step_count : 1, sizeof(*c->steps));
    struct grade_step *step = &c->steps[c->step_count++];
    memset(step, 0, sizeof(*step));
    step->number = number;
    step->row = row;
    return step;
}

int bank_seconds(void *field, const struct grade_value *json, struct grade_err *err)
{
    enum { MOST_SECONDS = 1000000000 };
    const long long ns = 1000000000;
    if (json->kind == GRADE_KIND_INT) {
        long long seconds = 0;
        int rc = bank_whole(&seconds, json, 0, MOST_SECONDS, err);
        if (rc == 0)
            *(long long *)field = seconds * ns;
        return rc;
    }
    if (!(json->real >= 0 && json->real <= MOST_SECONDS))
        return bank_fail(err, "must lie between 0 and %d", MOST_SECONDS);
    *(long long *)field = llround(json->real * (double)ns);
    return 0;
}

static const struct {
    const char *head;
    const char *known[6]; /* NULL where there are fewer */
} evidence[] = {
    {"clock.", {"clock.elapsed", "clock.sleeps"}},
    {"tasks.", {"tasks.leaked", "tasks.unawaited", "tasks.blocked"}},
    {"tests.",
     {"tests.collected", "tests.passed", "tests.failed", "tests.errors", "tests.skipped"}}};

/* What a probe has to say is checked once the case is whole: see bank_check_given. */

static int check_evidence(const char *name, struct grade_err *err)
{
    struct bank_shown shown = bank_show(name, strlen(name));
    if (!bank_is_dotted(name))
        return bank_fail(err, "'%s' is no name of evidence", shown.text);
    for (size_t i = 0; i < GRADE_COUNT(evidence); i++) {
        if (strncmp(name, evidence[i].head, strlen(evidence[i].head)) != 0)
            continue;
        size_t count = 0;
        for (; evidence[i].known[count]; count++)
            if (!strcmp(name, evidence[i].known[count]))
                return 0;
        return bank_fail(err, "unknown evidence '%s'%s", shown.text,
                         bank_suggest(name, evidence[i].known, count).text);
    }
    return 0;
}

static int add_then(struct grade_step *step, const struct grade_value *name,
                    const struct grade_value *json, struct grade_err *err)
{
    struct grade_then then = {NULL, NULL};
    int rc = bank_string(&then.evidence, name, err);
    if (rc == 0)
        rc = check_evidence(then.evidence, err);
    if (rc == 0 && (rc = bank_expect(&then.want, json, err)) < 0)
        grade_err_wrap(err, rc, "%s", then.evidence);
    if (rc < 0) {
        free(then.evidence);
        return rc;
    }
    step->then[step->then_count++] = then;
    return 0;
}

/* Behind what the step has already: a case's `then` joins that of its last step. */
int bank_then(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_step *step = field;
    if (!json->count)
        return bank_fail(err, "expects nothing");
    step->then =
        grade_realloc_array(step->then, step->then_count + json->count / 2, sizeof(step->then[0]));
    int rc = 0;
    for (size_t i = 0; i + 1 < json->count && rc == 0; i += 2)
        rc = add_then(step, json->items[i], json->items[i + 1], err);
    return rc;
}

struct fill {
    const char *name;
    const struct grade_value *json;
    int (*set)(void *field, const struct grade_value *json, struct grade_err *err);
    void *field;
};

static int run_fills(const struct fill *fills, size_t count, struct grade_err *err)
{
    for (size_t i = 0; i < count; i++) {
        int rc = fills[i].json ? fills[i].set(fills[i].field, fills[i].json, err) : 0;
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", fills[i].name);
    }
    return 0;
}

int bank_fill_expectations(struct grade_step *step, const struct bank_step_json *json,
                           struct grade_err *err)
{
    const struct fill fills[] = {
        {"args", json->args, bank_plain, &step->args},
        {"kwargs", json->kwargs, bank_plain, &step->kwargs},
        {"returns", json->returns, bank_expect, &step->returns},
        {"raises", json->raises, bank_raises, &step->raises},
        {"stdout", json->out, bank_text_expect, &step->out},
        {"stderr", json->errout, bank_text_expect, &step->errout},
        {"warns", json->warns, bank_warns, &step->warns},
        {"then", json->then, bank_then, step},
    };
    return run_fills(fills, GRADE_COUNT(fills), err);
}

static int fill_action(struct grade_step *step, enum grade_step_do action, const char *name,
                       const struct grade_value *json, struct grade_err *err)
{
    step->action = action;
    const struct fill fill = {name, json, action == GRADE_STEP_CALL ? bank_dotted : bank_source,
                              &step->source};
    return run_fills(&fill, 1, err);
}

/* What comes before the action. */
static int fill_before(struct grade_step *step, const struct bank_step_json *json,
                       struct grade_err *err)
{
    const struct fill fills[] = {
        {"advance", json->advance, bank_seconds, &step->advance_ns},
        {"given", json->given, bank_given, &step->given},
    };
    return run_fills(fills, GRADE_COUNT(fills), err);
}

/* What contradicts itself or can never hold. */
static int check_step(const struct bank_step_json *json, size_t row, struct grade_err *err)
{
    bool answers = json->call || json->eval;
    if (json->laws && (answers || json->returns || json->raises))
        return bank_fail(err, "'laws' excludes 'call', 'eval', 'returns' and 'raises'");
    if (json->call && json->eval)
        return bank_fail(err, "'call' and 'eval' exclude each other");
    if (json->returns && json->raises)
        return bank_fail(err, "'returns' and 'raises' exclude each other");
    if (json->returns && !answers)
        return bank_fail(err, "'returns' needs 'call' or 'eval'");
    if (json->raises && !answers && !json->exec)
        return bank_fail(err, "'raises' needs 'call', 'eval' or 'exec'");
    if (json->args && !json->call && !row)
        return bank_fail(err, "'args' needs 'call'");
    if (json->kwargs && !json->call && !row)
        return bank_fail(err, "'kwargs' needs 'call'");
    bool something = answers || json->laws || json->exec || json->advance || json->out ||
                     json->errout || json->warns || json->then;
    return something ? 0 : bank_fail(err, "nothing to do and nothing expected");
}

int bank_add_action(struct grade_case *c, const struct bank_step_json *json, size_t number,
                    size_t row, struct grade_err *err)
{
    struct grade_step *step = bank_add_empty(c, number, row);
    if (json->laws) {
        int rc = bank_laws(step, json->laws, err);
        return rc < 0 ? grade_err_wrap(err, rc, "laws") : 0;
    }
    if (json->call)
        return fill_action(step, GRADE_STEP_CALL, "call", json->call, err);
    if (json->eval)
        return fill_action(step, GRADE_STEP_EVAL, "eval", json->eval, err);
    if (json->exec)
        return fill_action(step, GRADE_STEP_EXEC, "exec", json->exec, err);
    return 0;
}

int bank_add_step(struct grade_case *c, const struct bank_step_json *json, size_t number,
                  size_t row, struct grade_err *err)
{
    int rc = check_step(json, row, err);
    if (rc < 0)
        return rc;
    size_t first = c->step_count;
    if (json->exec && (json->call || json->eval || json->laws)) {
        const struct bank_step_json before = {.exec = json->exec};
        rc = bank_add_action(c, &before, number, row, err);
    }
    if (rc == 0)
        rc = bank_add_action(c, json, number, row, err);
    if (rc == 0)
        rc = fill_before(&c->steps[first], json, err);
    return rc == 0 ? bank_fill_expectations(&c->steps[c->step_count - 1], json, err) : rc;
}
