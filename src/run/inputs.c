/* The inputs of a generated case: drawn, copied, shown, and as rows of a case. */
#include "generated.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void input_done(struct input *input)
{
    grade_value_free(input->value);
    grade_value_free(input->returns);
    choices_done(&input->choices);
    memset(input, 0, sizeof(*input));
}

void input_copy(struct input *to, const struct input *from)
{
    input_done(to);
    *to = *from;
    to->value = grade_value_copy(from->value);
    to->returns = from->returns ? grade_value_copy(from->returns) : NULL;
    to->choices = (struct choices){0};
    choices_copy(&to->choices, &from->choices);
}

void batch_clear(struct generated *g)
{
    for (size_t i = 0; i < g->count; i++)
        input_done(&g->batch[i]);
    free(g->batch);
    g->batch = NULL;
    g->count = 0;
}

void batch_one(struct generated *g, const struct input *input)
{
    batch_clear(g);
    g->batch = grade_alloc_array(1, sizeof(*g->batch));
    g->count = 1;
    input_copy(&g->batch[0], input);
}

struct grade_step row_of(const struct generated *g, struct input *input, size_t row, bool expect)
{
    const struct grade_case *origin = g->outer->spec;
    struct grade_step step = origin->steps[origin->step_count - 1];
    step.number = step.row = row;
    step.args = input->value->items[0];
    step.kwargs = input->value->items[1];
    if (expect)
        step.returns = input->returns;
    if (expect && input->raises.type)
        step.raises = &input->raises;
    return step;
}

char *input_text(const struct generated *g, struct input *input)
{
    struct grade_step step = row_of(g, input, 1, false);
    if (step.action == GRADE_STEP_CALL)
        return step_text(&step);
    struct grade_value args = *step.args;
    args.kind = GRADE_KIND_TUPLE;
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(&text, "%s, args = ", step.source);
    grade_value_to_python(&text, &args, 2000);
    if (step.kwargs->count) {
        grade_buf_adds(&text, ", kwargs = ");
        grade_value_to_python(&text, step.kwargs, 2000);
    }
    return grade_buf_take(&text);
}

int draw_all(struct generated *g, struct grade_err *err)
{
    const struct grade_case *spec = g->outer->spec;
    size_t edges = g->generate->edges->count;
    g->batch = grade_alloc_array(edges + g->generate->count, sizeof(*g->batch));
    for (size_t i = 0; i < edges; i++)
        g->batch[g->count++].value = grade_value_copy(g->generate->edges->items[i]);
    for (size_t i = 0; i < g->generate->count; i++) {
        struct input *input = &g->batch[g->count++];
        uint64_t state = random_state(g->outer->session->result->seed, spec->name, i);
        input->drawn = true;
        input->value = draw_new(g->generate, &input->choices, state);
        if (!input->value)
            return grade_fail(
                err, GRADE_FAULT_PACKAGE, EINVAL,
                "%s: cases.json: case %zu '%s': generate: there are not enough different items "
                "to fill a list or set with",
                g->outer->session->problem->id, spec->number, spec->name);
    }
    return 0;
}
