/* Freeing results: see grade/result.h. */
#include "grade/result.h"

#include <stdlib.h>

void grade_frames_free(struct grade_exception *exception)
{
    for (size_t i = 0; i < exception->frame_count; i++) {
        free(exception->frames[i].file);
        free(exception->frames[i].function);
        free(exception->frames[i].text);
    }
    free(exception->frames);
    exception->frames = NULL;
    exception->frame_count = 0;
}

/* The depth is bounded: the decoder of frames takes no value deeper than GRADE_VALUE_MAX_DEPTH. */
void grade_exception_free(struct grade_exception *exception)
{
    if (!exception)
        return;
    grade_frames_free(exception);
    grade_exception_free(exception->cause);
    grade_exception_free(exception->context);
    free(exception->type);
    free(exception->message);
    free(exception);
}

static void generated_free(struct grade_generated *generated)
{
    if (!generated)
        return;
    free(generated->shrunk_from);
    free(generated->kept);
    free(generated);
}

void grade_failure_done(struct grade_failure *failure)
{
    free(failure->action);
    free(failure->aspect);
    free(failure->message);
    grade_value_free(failure->expected);
    grade_value_free(failure->actual);
    free(failure->path);
    free(failure->reason);
    free(failure->expected_text);
    free(failure->actual_text);
    grade_exception_free(failure->exception);
    for (size_t i = 0; i < failure->stack_count; i++)
        grade_exception_free(failure->stacks[i]);
    free(failure->stacks);
    generated_free(failure->generated);
    free(failure->suspicion);
}

void grade_case_result_done(struct grade_case_result *c)
{
    for (size_t i = 0; i < c->failure_count; i++)
        grade_failure_done(&c->failures[i]);
    free(c->failures);
    free(c->name);
    free(c->reason);
    free(c->violation);
    free(c->location_file);
    free(c->out.data);
    free(c->err.data);
    free(c->setup);
    free(c->why);
    free(c->hint);
    free(c->rerun);
}

static void own_isolation_free(struct grade_isolation *isolation)
{
    for (size_t i = 0; isolation && i < isolation->count; i++)
        free(isolation->mechanisms[i].how);
    if (isolation)
        free(isolation->mechanisms);
    free(isolation);
}

void grade_result_free(struct grade_result *result)
{
    if (!result)
        return;
    for (size_t i = 0; i < result->case_count; i++)
        grade_case_result_done(&result->cases[i]);
    free(result->cases);
    free(result->id);
    free(result->message);
    free(result->limits);
    free(result->finished);
    own_isolation_free(result->own_isolation);
    grade_strings_done(&result->own_texts);
    free(result->problem_id);
    free(result->problem_title);
    free(result->problem_digest);
    free(result->solution_path);
    free(result->solution_digest);
    free(result->python);
    free(result->python_version);
    free(result->misconception);
    free(result->hint);
    grade_strings_done(&result->tied);
    free(result);
}
