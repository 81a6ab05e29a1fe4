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
            rc = bank_add_step(c, &json, i + 1, 0, err);
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
static int check_repetition(const struct bank_step_json *json, size_t rows, size_t *repeated,
                            struct grade_err *err)
{
    const struct grade_value *parts[] = {json->eval,   json->call,    json->args,
                                         json->kwargs, json->returns, json->raises,
                                         json->out,    json->errout,  json->warns};
    size_t sum = 0;
    for (size_t i = 0; i < GRADE_COUNT(parts); i++)
        sum += weight(parts[i]);
    if (sum > (BANK_MAX_REPEATED - *repeated) / rows)
        return bank_fail(err, "rows repeat more than %d MiB of their cases",
                         BANK_MAX_REPEATED >> 20);
    *repeated += sum * rows;
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
                                           : bank_read_keys(&bank_row_schema, json, &row, err);
    if (rc < 0)
        return rc;
    merge(&row, base);
    return bank_add_step(c, &row, number, number, err);
}

static int build_table(struct grade_case *c, const struct bank_step_json *base,
                       const struct grade_value *table, size_t *repeated, struct grade_err *err)
{
    if (!base->call && !base->eval)
        return bank_fail(err, "'table' needs 'call' or 'eval'");
    if (base->call && base->eval)
        return bank_fail(err, "'call' and 'eval' exclude each other");
    int rc = check_count(table, err);
    if (rc == 0)
        rc = check_repetition(base, table->count, repeated, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "table");
    for (size_t i = 0; i < table->count; i++) {
        rc = add_row(c, base, table->items[i], i + 1, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "row %zu", i + 1);
    }
    const struct bank_step_json behind = {.then = base->then};
    return base->then ? bank_add_step(c, &behind, table->count + 1, 0, err) : 0;
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
                {"warns", plain->warns},     {"laws", plain->laws}};
    for (size_t i = 0; i < GRADE_COUNT(keys); i++)
        if (keys[i].json)
            return bank_fail(err, "'%s' beside 'steps': write it in a step", keys[i].name);
    return 0;
}

static int add_setup(struct grade_case *c, const struct bank_step_json *plain,
                     struct grade_err *err)
{
    const struct bank_step_json setup = {.exec = plain->exec};
    return plain->exec ? bank_add_action(c, &setup, 0, 0, err) : 0;
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
    rc = bank_then(&c->steps[c->step_count - 1], plain->then, err);
    return rc < 0 ? grade_err_wrap(err, rc, "then") : 0;
}

int bank_build_steps(struct grade_case *c, const struct bank_step_json *plain,
                     const struct grade_value *steps, const struct grade_value *table,
                     size_t *repeated, struct grade_err *err)
{
    if (steps && table)
        return bank_fail(err, "'steps' and 'table' exclude each other");
    if (steps)
        return build_with_steps(c, plain, steps, err);
    if (table && plain->laws)
        return bank_fail(err, "'laws' and 'table' exclude each other");
    struct bank_step_json one = *plain;
    int rc = 0;
    if (table || plain->call || plain->eval || plain->laws) {
        rc = add_setup(c, plain, err);
        one.exec = NULL;
    }
    if (rc < 0)
        return rc;
    return table ? build_table(c, &one, table, repeated, err) : bank_add_step(c, &one, 1, 0, err);
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
    return bank_fill_expectations(bank_add_empty(c, 1, 0), plain, err);
}
