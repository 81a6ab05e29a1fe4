/* Inputs with their answers as a case in JSON: what --keep-failing writes. */
#include "internal.h"

#include "grade/mem.h"

#include <stdio.h>
#include <string.h>

static struct grade_value *row_value(const struct grade_step *step, bool alone)
{
    struct grade_value *row = grade_value_new(GRADE_KIND_DICT);
    if (alone) {
        grade_value_put(row, "call", grade_value_str(step->source));
    }
    grade_value_put(row, "args", grade_value_copy(step->args));
    if (step->kwargs->count)
        grade_value_put(row, "kwargs", grade_value_copy(step->kwargs));
    if (step->raises)
        grade_value_put(row, "raises", grade_value_str(step->raises->type));
    else
        grade_value_put(row, "returns", grade_value_copy(step->returns));
    return row;
}

static void move_pairs(struct grade_value *to, struct grade_value *from)
{
    for (size_t i = 0; i < from->count; i++)
        grade_value_add(to, grade_value_copy(from->items[i]));
    grade_value_free(from);
}

char *keep_case(const struct grade_case *spec, size_t input, uint64_t seed)
{
    const struct grade_step *last = &spec->steps[spec->step_count - 1];
    size_t setup = last->row < spec->step_count ? spec->step_count - last->row : 0;
    struct grade_value *kept = grade_value_new(GRADE_KIND_DICT);
    /* A case's name is at most 200 bytes. */
    cleanup_free char *name =
        grade_printf("%.120s, input %zu of seed %llu", spec->name, input, (unsigned long long)seed);
    grade_value_put(kept, "name", grade_value_str(name));
    if (setup)
        grade_value_put(kept, "exec", grade_value_str(spec->steps[0].source));
    if (last->row == 1 && last->action == GRADE_STEP_CALL) {
        move_pairs(kept, row_value(last, true));
    } else {
        struct grade_value *table = grade_value_new(GRADE_KIND_LIST);
        grade_value_put(kept, last->action == GRADE_STEP_CALL ? "call" : "eval",
                        grade_value_str(last->source));
        for (size_t i = setup; i < spec->step_count; i++)
            grade_value_add(table, row_value(&spec->steps[i], false));
        grade_value_put(kept, "table", table);
    }
    struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_json(&text, kept);
    grade_value_free(kept);
    return grade_buf_take(&text);
}
