/* `mutants`: changes of the reference that nothing can tell from it, each with why. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIELD(name) offsetof(struct grade_equivalent, name)
static const struct bank_key item_keys[] = {
    {"id", BANK_STRING, bank_prose, FIELD(id), true},
    {"why", BANK_STRING, bank_prose, FIELD(why), true},
};
#undef FIELD
const struct bank_schema bank_equivalent_schema = BANK_SCHEMA(item_keys, NULL);

static int read_item(struct grade_equivalent *to, const struct grade_value *json,
                     struct grade_err *err)
{
    int rc = bank_read_keys(&bank_equivalent_schema, json, to, err);
    if (rc == 0 && (!to->id[0] || !to->why[0]))
        rc = bank_fail(err, "'id' and 'why' must not be empty");
    return rc;
}

static int set_equivalent(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_problem *problem = field;
    if (json->count > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", json->count, BANK_MAX_LIST);
    problem->equivalent = grade_alloc_array(json->count, sizeof(problem->equivalent[0]));
    for (size_t i = 0; i < json->count; i++) {
        int rc = read_item(&problem->equivalent[problem->equivalent_count++], json->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    return 0;
}

static const struct bank_key keys[] = {
    {"equivalent", BANK_LIST, set_equivalent, 0, false},
};
const struct bank_schema bank_mutants_schema = BANK_SCHEMA(keys, NULL);

int bank_mutants(void *field, const struct grade_value *json, struct grade_err *err)
{
    return bank_read_keys(&bank_mutants_schema, json, field, err);
}
