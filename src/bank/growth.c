/* `sizes` and `growth`: a count that is taken for several n, and how fast it may grow.
 *
 * Each size becomes a row of two steps: `n = 100`, and the expression that counts. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

static const long long most_size = 1000000000;

static const char *const classes[] = {
    [GRADE_GROWTH_CONSTANT] = "constant",
    [GRADE_GROWTH_LOG_N] = "log n",
    [GRADE_GROWTH_N] = "n",
    [GRADE_GROWTH_N_LOG_N] = "n log n",
    [GRADE_GROWTH_N_SQUARED] = "n^2",
    [GRADE_GROWTH_N_CUBED] = "n^3",
};

struct body {
    const struct grade_value *max, *max_ratio;
};
static const struct bank_key keys[] = {
    {"max", BANK_STRING, bank_keep, offsetof(struct body, max), false},
    {"max_ratio", BANK_NUMBER, bank_keep, offsetof(struct body, max_ratio), false},
};
const struct bank_schema bank_growth_schema = BANK_SCHEMA(keys, NULL);

static int read_ratio(struct grade_growth *to, const struct grade_value *json,
                      struct grade_err *err)
{
    to->most = GRADE_GROWTH_RATIO;
    to->max_ratio = json->kind == GRADE_KIND_INT ? strtod(json->text, NULL) : json->real;
    if (!(to->max_ratio >= 1 && to->max_ratio <= 1e6))
        return bank_fail(err, "max_ratio: must lie between 1 and 1000000");
    return 0;
}

static int read_growth(struct grade_growth *to, const struct grade_value *json,
                       struct grade_err *err)
{
    struct body body = {0};
    int rc = bank_read_keys(&bank_growth_schema, json, &body, err);
    if (rc < 0)
        return rc;
    if (!body.max == !body.max_ratio)
        return bank_fail(err, "needs either 'max' or 'max_ratio'");
    if (body.max_ratio)
        return read_ratio(to, body.max_ratio, err);
    rc = bank_word(body.max, classes, GRADE_COUNT(classes), err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "max");
    to->most = (enum grade_growth_class)rc;
    return 0;
}

/* A class shows only over a range: a factor of 4, and no sizes so small that logarithms vanish. */
static int read_sizes(struct grade_growth *to, const struct grade_value *json,
                      struct grade_err *err)
{
    if (json->count < 2 || json->count > GRADE_GROWTH_SIZES_MAX)
        return bank_fail(err, "must hold 2 to %d sizes", GRADE_GROWTH_SIZES_MAX);
    for (size_t i = 0; i < json->count; i++) {
        long long least = i ? to->sizes[i - 1] + 1 : 4;
        int rc = bank_whole(&to->sizes[i], json->items[i], least, most_size, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    to->size_count = json->count;
    if (to->most != GRADE_GROWTH_RATIO && to->sizes[json->count - 1] / 4 < to->sizes[0])
        return bank_fail(err, "the last must be 4 times the first at least, to tell %s from others",
                         classes[to->most]);
    return 0;
}

static int check_beside(const struct bank_step_json *plain, struct grade_err *err)
{
    const struct {
        const char *name;
        const struct grade_value *json;
    } others[] = {{"call", plain->call},       {"args", plain->args},     {"kwargs", plain->kwargs},
                  {"returns", plain->returns}, {"raises", plain->raises}, {"stdout", plain->out},
                  {"stderr", plain->errout},   {"warns", plain->warns},   {"then", plain->then},
                  {"advance", plain->advance}, {"laws", plain->laws}};
    for (size_t i = 0; i < GRADE_COUNT(others); i++)
        if (others[i].json)
            return bank_fail(err, "'%s' beside 'growth'", others[i].name);
    return plain->eval ? 0 : bank_fail(err, "'growth' needs 'eval', which gives the count for n");
}

static int add_size(struct grade_case *c, const struct grade_value *eval, long long size,
                    size_t row, struct grade_err *err)
{
    cleanup_free char *source = grade_printf("n = %lld", size);
    struct grade_value *text = grade_value_str(source);
    const struct bank_step_json set = {.exec = text}, count = {.eval = eval};
    int rc = bank_add_action(c, &set, row, row, err);
    grade_value_free(text);
    return rc < 0 ? rc : bank_add_action(c, &count, row, row, err);
}

int bank_build_growth(struct grade_case *c, const struct bank_step_json *plain,
                      const struct grade_value *sizes, const struct grade_value *growth,
                      struct grade_err *err)
{
    if (!sizes || !growth)
        return bank_fail(err, "'sizes' and 'growth' belong together");
    int rc = check_beside(plain, err);
    if (rc < 0)
        return rc;
    c->growth = grade_alloc(sizeof(*c->growth));
    rc = read_growth(c->growth, growth, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "growth");
    rc = read_sizes(c->growth, sizes, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "sizes");
    const struct bank_step_json setup = {.exec = plain->exec};
    rc = plain->exec ? bank_add_action(c, &setup, 0, 0, err) : 0;
    for (size_t i = 0; i < c->growth->size_count && rc == 0; i++)
        rc = add_size(c, plain->eval, c->growth->sizes[i], i + 1, err);
    return rc;
}
