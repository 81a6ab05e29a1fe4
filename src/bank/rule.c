/* Static rules: what a solution's source must hold, must not hold, or may hold at most. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

/* Demands ------------------------------------------------------------------------------- */

static int add_construct(struct grade_demand *demand, const struct grade_value *json,
                         struct grade_err *err)
{
    struct grade_construct c = {0};
    int rc = bank_construct(&c, json, err);
    if (rc < 0)
        return rc;
    demand->any = grade_realloc_array(demand->any, demand->any_count + 1, sizeof(c));
    demand->any[demand->any_count++] = c;
    return 0;
}

static int check_list(const struct grade_value *json, struct grade_err *err)
{
    if (!json->count)
        return bank_fail(err, "must not be empty");
    if (json->count > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", json->count, BANK_MAX_LIST);
    return 0;
}

/* {"any": [...]}: one of them will do. */
static int add_alternatives(struct grade_demand *demand, const struct grade_value *json,
                            struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_LIST, err);
    if (rc == 0)
        rc = check_list(json, err);
    for (size_t i = 0; rc == 0 && i < json->count; i++) {
        rc = add_construct(demand, json->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "any: item %zu", i + 1);
    }
    return rc;
}

static int add_demand(struct grade_rule *rule, bool forbidden, const struct grade_value *json,
                      struct grade_err *err)
{
    rule->demands =
        grade_realloc_array(rule->demands, rule->demand_count + 1, sizeof(rule->demands[0]));
    struct grade_demand *demand = &rule->demands[rule->demand_count++];
    *demand = (struct grade_demand){.forbidden = forbidden};
    const struct grade_value *any = grade_value_get(json, "any");
    if (any && json->count == 2)
        return add_alternatives(demand, any, err);
    return add_construct(demand, json, err);
}

static int add_demands(struct grade_rule *rule, bool forbidden, const struct grade_value *json,
                       struct grade_err *err)
{
    if (json->kind != GRADE_KIND_LIST)
        return add_demand(rule, forbidden, json, err);
    int rc = check_list(json, err);
    for (size_t i = 0; rc == 0 && i < json->count; i++) {
        rc = add_demand(rule, forbidden, json->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    return rc;
}

/* The rule ------------------------------------------------------------------------------ */

static int set_require(void *field, const struct grade_value *json, struct grade_err *err)
{
    return add_demands(field, false, json, err);
}

static int set_forbid(void *field, const struct grade_value *json, struct grade_err *err)
{
    return add_demands(field, true, json, err);
}

static const char *const measures[GRADE_MEASURE_COUNT] = {
    [GRADE_MEASURE_NESTING] = "nesting",
    [GRADE_MEASURE_LINES] = "lines",
    [GRADE_MEASURE_BRANCHES] = "branches",
};

static int set_max(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_rule *rule = field;
    if (!json->count)
        return bank_fail(err, "must not be empty");
    for (size_t i = 0; i + 1 < json->count; i += 2) {
        int at = bank_word(json->items[i], measures, GRADE_MEASURE_COUNT, err);
        int rc = at < 0 ? at : bank_whole(&rule->max[at], json->items[i + 1], 0, 1000000, err);
        if (rc < 0 && at >= 0)
            return grade_err_wrap(err, rc, "%s", measures[at]);
        if (rc < 0)
            return rc;
    }
    return 0;
}

#define FIELD(name) offsetof(struct grade_rule, name)
static const struct bank_key quiet_keys[] = {
    {"in", BANK_STRING, bank_dotted, FIELD(scope), false},
    {"require", BANK_STRING | BANK_OBJECT | BANK_LIST, set_require, 0, false},
    {"forbid", BANK_STRING | BANK_OBJECT | BANK_LIST, set_forbid, 0, false},
    {"max", BANK_OBJECT, set_max, 0, false},
};
static const struct bank_key telling_keys[] = {
    {"message", BANK_STRING, bank_prose, FIELD(message), false},
    {"hint", BANK_STRING, bank_prose, FIELD(hint), false},
};
#undef FIELD
const struct bank_schema bank_quiet_rule_schema = BANK_SCHEMA(quiet_keys, NULL);
const struct bank_schema bank_rule_schema = BANK_SCHEMA(telling_keys, &bank_quiet_rule_schema);

static int read_rule(struct grade_rule **out, const struct bank_schema *schema,
                     const struct grade_value *json, struct grade_err *err)
{
    struct grade_rule *rule = grade_alloc(sizeof(*rule));
    bool measured = false;
    for (int i = 0; i < GRADE_MEASURE_COUNT; i++)
        rule->max[i] = -1;
    int rc = bank_read_keys(schema, json, rule, err);
    for (int i = 0; i < GRADE_MEASURE_COUNT; i++)
        measured |= rule->max[i] >= 0;
    if (rc == 0 && !rule->demand_count && !measured)
        rc = bank_fail(err, "asks for nothing: give 'require', 'forbid' or 'max'");
    if (rc < 0)
        bank_rule_free(rule);
    else
        *out = rule;
    return rc;
}

int bank_rule(void *field, const struct grade_value *json, struct grade_err *err)
{
    return read_rule(field, &bank_rule_schema, json, err);
}

int bank_quiet_rule(void *field, const struct grade_value *json, struct grade_err *err)
{
    return read_rule(field, &bank_quiet_rule_schema, json, err);
}

void bank_rule_free(struct grade_rule *rule)
{
    if (!rule)
        return;
    for (size_t i = 0; i < rule->demand_count; i++) {
        struct grade_demand *demand = &rule->demands[i];
        for (size_t k = 0; k < demand->any_count; k++) {
            free(demand->any[k].shown);
            grade_value_free(demand->any[k].what);
        }
        free(demand->any);
    }
    free(rule->demands);
    free(rule->scope);
    free(rule->message);
    free(rule->hint);
    free(rule);
}
