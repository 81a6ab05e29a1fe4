/* Where the tasks and threads of a case stand: told in a deadlock, and when a limit of time is
 * reached. */
#include "internal.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <string.h>

enum { STACKS_MAX = 20 };

/* [name, frames], as an exception so that reports show its lines; NULL where it is none. */
static struct grade_exception *read_stack(const struct trial *trial,
                                          const struct grade_value *stack)
{
    if (stack->kind != GRADE_KIND_LIST || stack->count != 2 ||
        stack->items[0]->kind != GRADE_KIND_STR)
        return NULL;
    struct grade_value *wire = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(wire, "qualname", grade_value_copy(stack->items[0]));
    grade_value_put(wire, "frames", grade_value_copy(stack->items[1]));
    struct grade_exception *made = exception_read(trial->session, wire);
    grade_value_free(wire);
    return made;
}

void trial_show_stacks(struct trial *trial, struct grade_failure *failure,
                       const struct grade_value *stacks)
{
    if (!stacks || stacks->kind != GRADE_KIND_LIST)
        return;
    failure->stacks = grade_alloc_array(STACKS_MAX, sizeof(struct grade_exception *));
    for (size_t i = 0; i < stacks->count && failure->stack_count < STACKS_MAX; i++) {
        struct grade_exception *stack = read_stack(trial, stacks->items[i]);
        if (stack)
            failure->stacks[failure->stack_count++] = stack;
        locate(trial->result, trial->session, stack);
    }
}

static void deadlock(struct trial *trial, const struct grade_value *stacks, const char *what)
{
    bool alone = stacks && stacks->kind == GRADE_KIND_LIST && stacks->count == 1;
    struct grade_failure *failure =
        failure_add(trial, trial_current(trial), GRADE_VERDICT_DEADLOCK,
                    alone ? "it waits, and nothing can wake it"
                          : "every %s waits, and nothing can wake any of them",
                    what);
    trial_show_stacks(trial, failure, stacks);
    trial_give_up(trial);
}

void trial_deadlock(struct trial *trial, const struct grade_value *body)
{
    deadlock(trial, grade_value_get(body, "stacks"), "task");
}

static void forget(struct trial *trial)
{
    grade_value_free(trial->stuck);
    trial->stuck = NULL;
}

/* A thread that has just woken may be seen on its way into a wait that would soon be over. So a
 * deadlock is believed only where a second look finds all of them at the same places. */
static bool is_as_before(struct trial *trial, const struct grade_value *stacks)
{
    if (trial->stuck && stacks && grade_compare(trial->stuck, stacks, GRADE_COMPARE_EXACT, NULL))
        return true;
    forget(trial);
    trial->stuck = stacks ? grade_value_copy(stacks) : NULL;
    grade_box_look_soon(trial->box);
    return false;
}

bool trial_stacks(struct trial *trial, const char *kind, const struct grade_value *body)
{
    enum grade_ask ask = grade_box_asked(trial->box);
    if (strcmp(kind, "stacks") != 0)
        return false;
    if (ask == GRADE_ASK_NONE) /* the answer to an earlier question: see box_look */
        return true;
    const struct grade_value *stacks = grade_value_get(body, "stacks");
    grade_box_told(trial->box);
    if (ask == GRADE_ASK_TIME) {
        looks_add(trial, grade_value_get(body, "here"));
        grade_value_free(trial->stacks);
        trial->stacks = stacks ? grade_value_copy(stacks) : NULL;
        return true;
    }
    bool tasks = grade_value_truth(grade_value_get(body, "tasks"), false);
    if (!grade_value_truth(grade_value_get(body, "stuck"), false))
        forget(trial);
    else if (is_as_before(trial, stacks))
        deadlock(trial, stacks, tasks ? "task" : "thread");
    return true;
}
