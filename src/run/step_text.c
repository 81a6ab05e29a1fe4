/* What a step does, in one line of Python, as reports show it. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

enum {
    SCREENFUL = 2000, /* bytes of one value */
    ASIDE = 200,      /* of one that stands beside others */
};

/* "17, 0, base=2" */
static void add_arguments(struct grade_buf *text, const struct grade_step *step)
{
    for (size_t i = 0; step->args && i < step->args->count; i++) {
        if (i)
            grade_buf_adds(text, ", ");
        grade_value_to_python(text, step->args->items[i], SCREENFUL);
    }
    for (size_t i = 0; step->kwargs && i + 1 < step->kwargs->count; i += 2) {
        if (i || (step->args && step->args->count))
            grade_buf_adds(text, ", ");
        grade_buf_addf(text, "%s=", grade_value_text(step->kwargs->items[i], "?"));
        grade_value_to_python(text, step->kwargs->items[i + 1], SCREENFUL);
    }
}

/* An expression with the arguments of its row in the place of "*args, **kwargs": what a reader
 * would type. NULL where it does not pass them on so. */
static char *with_arguments(const struct grade_step *step)
{
    static const char *const passed[] = {"(*args, **kwargs)", "(*args)"};
    for (size_t i = 0; i < GRADE_COUNT(passed); i++) {
        const char *at = strstr(step->source, passed[i]);
        bool all = i == 0 || !step->kwargs || !step->kwargs->count;
        if (!at || !all)
            continue;
        struct grade_buf text = GRADE_BUF_INIT;
        grade_buf_add(&text, step->source, (size_t)(at - step->source));
        grade_buf_addc(&text, '(');
        add_arguments(&text, step);
        grade_buf_addf(&text, ")%s", at + strlen(passed[i]));
        return grade_buf_take(&text);
    }
    return NULL;
}

/* "f(xs)  # xs = [1, 2]": what a row is given, where that is a value. */
static void add_given(struct grade_buf *text, const struct grade_step *step)
{
    const char *before = "  # ";
    for (size_t i = 0; step->row && i < step->given.count; i++) {
        const struct grade_given *given = &step->given.items[i];
        if (given->kind != GRADE_GIVEN_VALUE)
            continue;
        grade_buf_addf(text, "%s%s = ", before, given->name);
        grade_value_to_python(text, given->value, ASIDE);
        before = ", ";
    }
}

static char *action_text(const struct grade_step *step)
{
    struct grade_buf text = GRADE_BUF_INIT;
    for (size_t i = 0; step->laws && i < step->laws->values.count; i++)
        grade_buf_addf(&text, "%s%s", i ? ", " : "", step->laws->values.items[i]);
    if (step->laws)
        return grade_buf_take(&text);
    char *passed = step->action == GRADE_STEP_EVAL && step->args ? with_arguments(step) : NULL;
    if (step->action != GRADE_STEP_CALL)
        return passed ? passed : grade_strdup(step->source);
    grade_buf_addf(&text, "%s(", step->source);
    add_arguments(&text, step);
    grade_buf_addc(&text, ')');
    return grade_buf_take(&text);
}

char *step_text(const struct grade_step *step)
{
    if (step->action == GRADE_STEP_NONE)
        return NULL;
    struct grade_buf text = GRADE_BUF_INIT;
    cleanup_free char *action = action_text(step);
    grade_buf_adds(&text, action);
    add_given(&text, step);
    return grade_buf_take(&text);
}
