/* What the reference says of the inputs: the answers that a solution is held against. */
#include "generated.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct session *oracle_session(const struct generated *g)
{
    return &g->outer->session->oracles[g->generate->reference].session;
}

static int fail_oracle(const struct generated *g, size_t i, const char *what, struct grade_err *err)
{
    const struct grade_case *spec = g->outer->spec;
    cleanup_free char *text = input_text(g, &g->batch[i]);
    return grade_fail(
        err, GRADE_FAULT_PACKAGE, EINVAL, "%s: cases.json: case %zu '%s': %s: %.300s: %s",
        g->outer->session->problem->id, spec->number, spec->name,
        g->outer->session->problem->references[g->generate->reference].path, text, what);
}

/* Takes the answer to one input; else says why it is none (the caller frees). */
static char *take_answer(const struct generated *g, struct input *input,
                         const struct grade_value *done)
{
    const struct grade_value *raised = grade_value_get(done, "raised"),
                             *value = grade_value_get(done, "value");
    if (raised && raised->kind == GRADE_KIND_DICT) {
        for (size_t i = 0; i < g->generate->raises.count; i++) {
            cleanup_free char *reason = NULL;
            struct grade_raises want = {.type = g->generate->raises.items[i]};
            if (!raises_match(oracle_session(g), &want, raised, &reason))
                continue;
            input->raises = want;
            input->answered = true;
            return NULL;
        }
        struct grade_exception *exception = exception_read(oracle_session(g), raised);
        cleanup_free char *line = exception_line(exception);
        grade_exception_free(exception);
        return grade_printf("raised %s, which \"raises\" of generate does not name", line);
    }
    if (grade_value_truth(grade_value_get(done, "unawaited"), false))
        return grade_strdup("returned a coroutine that was never awaited");
    struct grade_diff diff = {0};
    input->returns = value ? grade_value_copy(value) : grade_value_new(GRADE_KIND_NONE);
    input->answered = grade_compare(input->returns, input->returns, GRADE_COMPARE_EXACT, &diff);
    char *why =
        input->answered ? NULL : grade_printf("returned what cannot be compared: %s", diff.reason);
    grade_diff_done(&diff);
    return why;
}

/* Inputs without an answer: of those that the author's strategies gave it is a fault of the
 * package, of a candidate that was tried on the way it is none. */
int take_answers(struct generated *g, struct grade_err *err)
{
    const struct grade_value *answers = g->inner.answers;
    for (size_t i = 0; i < g->count; i++) {
        const char *ended =
            g->scratch.failure_count ? g->scratch.failures[0].message : "no answer came";
        cleanup_free char *why = i < answers->count
                                     ? take_answer(g, &g->batch[i], answers->items[i])
                                     : grade_strdup(ended);
        if (g->purpose == ALL && why)
            return fail_oracle(g, i, why, err);
    }
    size_t kept = 0;
    for (size_t i = 0; i < g->count; i++) {
        struct input input = g->batch[i];
        if (input.answered)
            g->batch[kept++] = input;
        else
            input_done(&input);
    }
    g->count = kept;
    return 0;
}
