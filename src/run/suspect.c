/* Suspicions: what a failure looks like, asked of the detectors once it is there. Nothing is asked
 * of a case that passes, and nothing told of a hidden one, or where the problem's author knows the
 * mistake. */
#include "detect.h"
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

/* As expect.c compares: results and output exactly, evidence by value. */
static enum grade_compare_mode mode_of(const struct grade_failure *failure)
{
    static const char *const exact[] = {"returns", "raises", "stdout", "stderr", "warns", "exit"};
    for (size_t i = 0; failure->aspect && i < GRADE_COUNT(exact); i++)
        if (!strcmp(failure->aspect, exact[i]))
            return GRADE_COMPARE_EXACT;
    return GRADE_COMPARE_BY_VALUE;
}

static struct sight sight_of(const struct trial *trial, const struct grade_failure *failure,
                             const struct grade_step *step)
{
    return (struct sight){
        .failure = failure,
        .expected = failure->expected,
        .actual = failure->actual,
        .mode = mode_of(failure),
        .out = "",
        .step = step,
        .blocked = trial->blocked,
        .earlier = trial->spec->steps,
        .earlier_count = step ? (size_t)(step - trial->spec->steps) : 0,
    };
}

static bool is_judged(const struct grade_failure *failure)
{
    return failure->verdict == GRADE_VERDICT_WRONG || failure->verdict == GRADE_VERDICT_ERROR;
}

bool suspect_step(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *done, size_t first, size_t printed_from)
{
    struct grade_case_result *result = trial->result;
    if (trial->spec->hidden)
        return false;
    uint64_t total;
    const struct grade_buf *out = grade_box_output(trial->box, 0, &total);
    size_t from = printed_from < out->len ? printed_from : out->len;
    for (size_t i = first; i < result->failure_count; i++) {
        struct sight sight = sight_of(trial, &result->failures[i], step);
        sight.done = done;
        sight.out = grade_buf_text(out) + from;
        sight.out_len = out->len - from;
        if (is_judged(sight.failure))
            result->failures[i].suspicion = detect(&sight);
    }
    if (first >= result->failure_count)
        return false;
    struct sight sight = sight_of(trial, &result->failures[first], step);
    trial->asked_about = first;
    return is_judged(sight.failure) && detect_wants_args(&sight);
}

void suspect_args(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *body)
{
    struct grade_failure *failure = &trial->result->failures[trial->asked_about];
    struct sight sight = sight_of(trial, failure, step);
    char *said =
        detect_args(&sight, grade_value_get(body, "args"), grade_value_get(body, "kwargs"));
    if (!said)
        return;
    free(failure->suspicion);
    failure->suspicion = said;
}

void suspect_program(struct trial *trial)
{
    struct grade_case_result *result = trial->result;
    for (size_t i = 0; i < result->failure_count && !trial->spec->hidden; i++) {
        struct sight sight = sight_of(trial, &result->failures[i], NULL);
        if (is_judged(sight.failure) && !result->failures[i].suspicion)
            result->failures[i].suspicion = detect(&sight);
    }
}

void suspicions_drop(struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        for (size_t k = 0; k < result->cases[i].failure_count; k++) {
            free(result->cases[i].failures[k].suspicion);
            result->cases[i].failures[k].suspicion = NULL;
        }
}
