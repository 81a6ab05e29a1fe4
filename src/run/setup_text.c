/* What was there and what was done before a failure, as Python source; what is given and has no
 * source as a comment. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

enum {
    TEXT_MAX = 16384, /* bytes of it all */
    VALUE_MAX = 2000, /* of a value that is given */
    ASIDE_MAX = 200,  /* of one that stands beside others */
    BEHAVIOURS_SHOWN = 6,
};

static const char *const kinds[] = {
    [GRADE_GIVEN_FUNCTION] = "function",
    [GRADE_GIVEN_ASYNC_FUNCTION] = "async function",
    [GRADE_GIVEN_ITERATOR] = "iterator",
    [GRADE_GIVEN_ASYNC_ITERATOR] = "async iterator",
    [GRADE_GIVEN_ITERABLE] = "iterable",
    [GRADE_GIVEN_CONTEXT] = "context manager",
    [GRADE_GIVEN_ASYNC_CONTEXT] = "async context manager",
    [GRADE_GIVEN_MODULE] = "module",
    [GRADE_GIVEN_CELL] = "shared value",
    [GRADE_GIVEN_OBJECT] = "object",
};

static bool is_function(const struct grade_given *given)
{
    return given->kind == GRADE_GIVEN_FUNCTION || given->kind == GRADE_GIVEN_ASYNC_FUNCTION;
}

/* "'a', 1" */
static void add_items(struct grade_buf *text, const struct grade_value *list)
{
    for (size_t i = 0; list && i < list->count; i++) {
        grade_buf_adds(text, i ? ", " : "");
        grade_value_to_python(text, list->items[i], ASIDE_MAX);
    }
}

/* "raises OSError('no route') after 2 s" */
static void add_behaviour(struct grade_buf *text, const struct grade_behaviour *act, bool item)
{
    if (act->does == GRADE_BEHAVIOUR_RAISE) {
        grade_buf_addf(text, "raises %s(", act->type);
        add_items(text, act->value);
        grade_buf_addc(text, ')');
    } else if (act->does == GRADE_BEHAVIOUR_ECHO) {
        grade_buf_adds(text, "gives back its first argument");
    } else {
        grade_buf_adds(text, item ? "" : "returns ");
        if (act->value)
            grade_value_to_python(text, act->value, ASIDE_MAX);
        else
            grade_buf_adds(text, "None");
    }
    if (act->delay_ns)
        grade_buf_addf(text, " after %g s", (double)act->delay_ns / 1e9);
}

/* By the arguments: "f('bad') raises OSError(), else returns 1". */
static void add_branch(struct grade_buf *text, const struct grade_given *given,
                       const struct grade_behaviour *act)
{
    if (act->when && act->when->kind == GRADE_KIND_LIST) {
        grade_buf_addf(text, "%s(", given->name);
        add_items(text, act->when);
        grade_buf_adds(text, ") ");
    } else {
        grade_buf_adds(text, act->when ? "for some arguments " : "else ");
    }
    add_behaviour(text, act, false);
}

static void add_behaviours(struct grade_buf *text, const struct grade_given *given)
{
    const char *lead = given->script == GRADE_SCRIPT_LIST && is_function(given) ? "; call by call: "
                       : given->script == GRADE_SCRIPT_LIST                     ? " of "
                       : given->script == GRADE_SCRIPT_BY                       ? "; "
                                                                                : ", ";
    for (size_t i = 0; i < given->behaviour_count; i++) {
        grade_buf_adds(text, i ? ", " : lead);
        if (i == BEHAVIOURS_SHOWN) {
            grade_buf_adds(text, "...");
            return;
        }
        if (given->script == GRADE_SCRIPT_BY)
            add_branch(text, given, &given->behaviours[i]);
        else
            add_behaviour(text, &given->behaviours[i], !is_function(given));
    }
}

/* "# fetch: async function, returns 7 after 1 s" */
static void add_probe(struct grade_buf *text, const struct grade_given *given)
{
    grade_buf_addf(text, "# %s: %s", given->name, kinds[given->kind]);
    if (given->script == GRADE_SCRIPT_COUNT)
        grade_buf_addf(text, " of %lld, %lld, and so on", given->count_from, given->count_from + 1);
    else if (given->kind == GRADE_GIVEN_CELL || given->kind == GRADE_GIVEN_OBJECT) {
        grade_buf_adds(text, ", ");
        if (given->value)
            grade_value_to_python(text, given->value, ASIDE_MAX);
        else
            grade_buf_adds(text, "None");
    } else if (given->kind == GRADE_GIVEN_CONTEXT || given->kind == GRADE_GIVEN_ASYNC_CONTEXT) {
        grade_buf_adds(text, given->suppress ? ", suppresses exceptions" : "");
    } else {
        add_behaviours(text, given);
    }
}

static void add_given(struct grade_buf *text, const struct grade_given *given)
{
    grade_buf_adds(text, text->len ? "\n" : "");
    if (given->kind != GRADE_GIVEN_VALUE) {
        add_probe(text, given);
        return;
    }
    grade_buf_addf(text, "%s = ", given->name);
    grade_value_to_python(text, given->value, VALUE_MAX);
}

static void add_step(struct grade_buf *text, const struct grade_step *step)
{
    cleanup_free char *action = step_text(step);
    if (!action)
        return;
    grade_buf_addf(text, "%s%s", text->len ? "\n" : "", action);
    if (step->raises)
        grade_buf_addf(text, "  # raises %s", step->raises->type ? step->raises->type : "");
}

char *setup_text(const struct grade_case *spec, const struct grade_failure *failure)
{
    struct grade_buf text = GRADE_BUF_INIT;
    for (size_t i = 0; i < spec->given.count && text.len < TEXT_MAX; i++)
        add_given(&text, &spec->given.items[i]);
    for (size_t i = 0; i < spec->step_count && text.len < TEXT_MAX; i++)
        if (spec->steps[i].number < failure->step && !spec->steps[i].row)
            add_step(&text, &spec->steps[i]);
    return text.len ? grade_buf_take(&text) : NULL;
}
