/* A case becomes steps: its own keys, its `steps`, or the rows of its `table`.
 *
 *   exec                      one step
 *   exec beside eval or call  exec is the set-up, step 0, and carries no expectation
 *   steps                     one step each, after the set-up; exec and eval in one of them make
 *                             two that share its number, the expectations on the second
 *   table                     one step each row; then of the case becomes a step behind the last
 *                             row, since rows that fail do not keep it from being checked */
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
static const struct bank_schema row_schema = BANK_SCHEMA(row_keys, NULL);

static const struct bank_key action_keys[] = {
    {"exec", BANK_STRING | BANK_LIST, bank_keep, FIELD(exec), false},
    {"eval", BANK_STRING, bank_keep, FIELD(eval), false},
    {"call", BANK_STRING, bank_keep, FIELD(call), false},
};
#undef FIELD
const struct bank_schema bank_step_schema = BANK_SCHEMA(action_keys, &row_schema);

/* One step ------------------------------------------------------------------------------- */

static struct grade_step *append(struct grade_case *c, size_t number, size_t row)
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

/* Virtual seconds as integer nanoseconds; a whole number of seconds never becomes a double. */
static int set_advance(void *field, const struct grade_value *json, struct grade_err *err)
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
    const char *known[2];
} evidence[] = {{"clock.", {"clock.elapsed", "clock.sleeps"}},
                {"tasks.", {"tasks.leaked", "tasks.unawaited"}}};

static int check_evidence(const char *name, struct grade_err *err)
{
    struct bank_shown shown = bank_show(name, strlen(name));
    if (!bank_is_dotted(name))
        return bank_fail(err, "'%s' is no name of evidence", shown.text);
    for (size_t i = 0; i < GRADE_COUNT(evidence); i++) {
        if (strncmp(name, evidence[i].head, strlen(evidence[i].head)) != 0)
            continue;
        for (size_t k = 0; k < GRADE_COUNT(evidence[i].known); k++)
            if (!strcmp(name, evidence[i].known[k]))
                return 0;
        return bank_fail(err, "unknown evidence '%s'%s", shown.text,
                         bank_suggest(name, evidence[i].known, 2).text);
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
static int set_then(void *field, const struct grade_value *json, struct grade_err *err)
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

static int fill_expectations(struct grade_step *step, const struct bank_step_json *json,
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
        {"then", json->then, set_then, step},
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

static int fill_advance(struct grade_step *step, const struct bank_step_json *json,
                        struct grade_err *err)
{
    const struct fill fill = {"advance", json->advance, set_advance, &step->advance_ns};
    return run_fills(&fill, 1, err);
}

/* What contradicts itself or can never hold. */
static int check_step(const struct bank_step_json *json, size_t row, struct grade_err *err)
{
    bool answers = json->call || json->eval;
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
    bool something = answers || json->exec || json->advance || json->out || json->errout ||
                     json->warns || json->then;
    return something ? 0 : bank_fail(err, "nothing to do and nothing expected");
}

static int add_action(struct grade_case *c, const struct bank_step_json *json, size_t number,
                      size_t row, struct grade_err *err)
{
    struct grade_step *step = append(c, number, row);
    if (json->call)
        return fill_action(step, GRADE_STEP_CALL, "call", json->call, err);
    if (json->eval)
        return fill_action(step, GRADE_STEP_EVAL, "eval", json->eval, err);
    if (json->exec)
        return fill_action(step, GRADE_STEP_EXEC, "exec", json->exec, err);
    return 0;
}

static int add_step(struct grade_case *c, const struct bank_step_json *json, size_t number,
                    size_t row, struct grade_err *err)
{
    int rc = check_step(json, row, err);
    if (rc < 0)
        return rc;
    size_t first = c->step_count;
    if (json->exec && (json->call || json->eval)) {
        const struct bank_step_json before = {.exec = json->exec};
        rc = add_action(c, &before, number, row, err);
    }
    if (rc == 0)
        rc = add_action(c, json, number, row, err);
    if (rc == 0)
        rc = fill_advance(&c->steps[first], json, err);
    return rc == 0 ? fill_expectations(&c->steps[c->step_count - 1], json, err) : rc;
}

/* steps --------------------------------------------------------------------------------- */

static int check_count(const struct grade_value *list, struct grade_err *err)
{
    if (!list->count)
        return bank_fail(err, "must not be empty");
    if (list->count > BANK_MAX_STEPS)
        return bank_fail(err, "has %zu items; %d are the most", list->count, BANK_MAX_STEPS);
    return 0;
}

static int build_list(struct grade_case *c, const struct grade_value *steps, struct grade_err *err)
{
    int rc = check_count(steps, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "steps");
    for (size_t i = 0; i < steps->count; i++) {
        struct bank_step_json json = {0};
        rc = bank_read_keys(&bank_step_schema, steps->items[i], &json, err);
        if (rc == 0)
            rc = add_step(c, &json, i + 1, 0, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "step %zu", i + 1);
    }
    return 0;
}

/* table --------------------------------------------------------------------------------- */

/* What a copy of a parsed value takes, about. */
static size_t weight(const struct grade_value *json)
{
    if (!json)
        return 0;
    size_t sum = sizeof(*json) + json->len;
    for (size_t i = 0; i < json->count; i++)
        sum += sizeof(void *) + weight(json->items[i]);
    return sum;
}

/* Every row owns what it takes over from the case, so a large value and many rows multiply. */
static int check_repetition(const struct bank_step_json *json, size_t rows, struct grade_err *err)
{
    const struct grade_value *parts[] = {json->eval,   json->call,    json->args,
                                         json->kwargs, json->returns, json->raises,
                                         json->out,    json->errout,  json->warns};
    size_t sum = 0;
    for (size_t i = 0; i < GRADE_COUNT(parts); i++)
        sum += weight(parts[i]);
    if (sum > BANK_MAX_REPEATED / rows)
        return bank_fail(err, "%zu rows repeat more than %d MiB of the case", rows,
                         BANK_MAX_REPEATED >> 20);
    return 0;
}

/* [args, returns] */
static int read_pair(struct bank_step_json *row, const struct grade_value *json,
                     struct grade_err *err)
{
    if (json->count != 2)
        return bank_fail(err, "must be [args, returns] or an object, not a list of %zu",
                         json->count);
    if (json->items[0]->kind != GRADE_KIND_LIST)
        return bank_fail(err, "the arguments must be a list, even one: [[...], returns]");
    row->args = json->items[0];
    row->returns = json->items[1];
    return 0;
}

static const struct grade_value *either(const struct grade_value *first,
                                        const struct grade_value *second)
{
    return first ? first : second;
}

/* The case's keys where the row has none of its own. An outcome of the row's replaces the case's
 * outcome, be it a value or an exception. */
static void merge(struct bank_step_json *row, const struct bank_step_json *base)
{
    if (!row->returns && !row->raises) {
        row->returns = base->returns;
        row->raises = base->raises;
    }
    row->eval = base->eval;
    row->call = base->call;
    row->args = either(row->args, base->args);
    row->kwargs = either(row->kwargs, base->kwargs);
    row->advance = either(row->advance, base->advance);
    row->out = either(row->out, base->out);
    row->errout = either(row->errout, base->errout);
    row->warns = either(row->warns, base->warns);
}

static int add_row(struct grade_case *c, const struct bank_step_json *base,
                   const struct grade_value *json, size_t number, struct grade_err *err)
{
    struct bank_step_json row = {0};
    int rc = json->kind == GRADE_KIND_LIST ? read_pair(&row, json, err)
                                           : bank_read_keys(&row_schema, json, &row, err);
    if (rc < 0)
        return rc;
    merge(&row, base);
    return add_step(c, &row, number, number, err);
}

static int build_table(struct grade_case *c, const struct bank_step_json *base,
                       const struct grade_value *table, struct grade_err *err)
{
    if (!base->call && !base->eval)
        return bank_fail(err, "'table' needs 'call' or 'eval'");
    if (base->call && base->eval)
        return bank_fail(err, "'call' and 'eval' exclude each other");
    int rc = check_count(table, err);
    if (rc == 0)
        rc = check_repetition(base, table->count, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "table");
    for (size_t i = 0; i < table->count; i++) {
        rc = add_row(c, base, table->items[i], i + 1, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "row %zu", i + 1);
    }
    const struct bank_step_json behind = {.then = base->then};
    return base->then ? add_step(c, &behind, table->count + 1, 0, err) : 0;
}

/* A case -------------------------------------------------------------------------------- */

/* Keys of a step that mean nothing beside `steps`. */
static int check_beside_steps(const struct bank_step_json *plain, struct grade_err *err)
{
    const struct {
        const char *name;
        const struct grade_value *json;
    } keys[] = {{"eval", plain->eval},       {"call", plain->call},       {"args", plain->args},
                {"kwargs", plain->kwargs},   {"advance", plain->advance}, {"stdout", plain->out},
                {"returns", plain->returns}, {"raises", plain->raises},   {"stderr", plain->errout},
                {"warns", plain->warns}};
    for (size_t i = 0; i < GRADE_COUNT(keys); i++)
        if (keys[i].json)
            return bank_fail(err, "'%s' beside 'steps': write it in a step", keys[i].name);
    return 0;
}

static int add_setup(struct grade_case *c, const struct bank_step_json *plain,
                     struct grade_err *err)
{
    const struct bank_step_json setup = {.exec = plain->exec};
    return plain->exec ? add_action(c, &setup, 0, 0, err) : 0;
}

static int build_with_steps(struct grade_case *c, const struct bank_step_json *plain,
                            const struct grade_value *steps, struct grade_err *err)
{
    int rc = check_beside_steps(plain, err);
    if (rc == 0)
        rc = add_setup(c, plain, err);
    if (rc == 0)
        rc = build_list(c, steps, err);
    if (rc < 0 || !plain->then)
        return rc;
    const struct fill fill = {"then", plain->then, set_then, &c->steps[c->step_count - 1]};
    return run_fills(&fill, 1, err);
}

int bank_build_steps(struct grade_case *c, const struct bank_step_json *plain,
                     const struct grade_value *steps, const struct grade_value *table,
                     struct grade_err *err)
{
    if (steps && table)
        return bank_fail(err, "'steps' and 'table' exclude each other");
    if (steps)
        return build_with_steps(c, plain, steps, err);
    struct bank_step_json one = *plain;
    int rc = 0;
    if (table || plain->call || plain->eval) {
        rc = add_setup(c, plain, err);
        one.exec = NULL;
    }
    if (rc < 0)
        return rc;
    return table ? build_table(c, &one, table, err) : add_step(c, &one, 1, 0, err);
}

int bank_build_program(struct grade_case *c, const struct bank_step_json *plain,
                       struct grade_err *err)
{
    const struct {
        const char *name;
        const struct grade_value *json;
    } keys[] = {{"args", plain->args},       {"kwargs", plain->kwargs}, {"advance", plain->advance},
                {"returns", plain->returns}, {"raises", plain->raises}, {"warns", plain->warns}};
    for (size_t i = 0; i < GRADE_COUNT(keys); i++)
        if (keys[i].json)
            return bank_fail(err, "'%s' means nothing for a whole program", keys[i].name);
    return fill_expectations(append(c, 1, 0), plain, err);
}
