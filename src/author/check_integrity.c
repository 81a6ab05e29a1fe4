/* Cases that let a guess through, and times that floats make a matter of luck. */
#include "internal.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <string.h>

static const char check[] = "integrity";

enum { MANY_ANSWERS = 6, EIGHTH_NS = 125000000 };

/* What a case expects of a solution's own word, and whether all of it could be guessed. */
struct guess {
    size_t answers;
    bool differ;   /* not all of them are the same */
    bool evidence; /* something is expected that is not guessed, or not the solution's to say */
    const struct grade_value *last;
};

static void look_at_answer(struct guess *guess, const struct grade_value *returns)
{
    if (!grade_value_is_guessable(returns))
        guess->evidence = true;
    if (guess->last && !grade_compare(guess->last, returns, GRADE_COMPARE_EXACT, NULL))
        guess->differ = true;
    guess->last = returns;
    guess->answers++;
}

static struct guess look_at(const struct grade_case *spec)
{
    /* Of types nothing is the solution's to say: it does not run. */
    struct guess guess = {.evidence = spec->kind != GRADE_CASE_STEPS || spec->generate ||
                                      spec->growth || spec->types};
    for (size_t i = 0; i < spec->step_count && !guess.evidence; i++) {
        const struct grade_step *step = &spec->steps[i];
        if (step->returns)
            look_at_answer(&guess, step->returns);
        guess.evidence |= step->laws || step->raises || step->out || step->errout || step->warns ||
                          step->then_count > 0;
    }
    return guess;
}

/* Many answers that are not all alike are facts, even if each is a bool. */
static void check_guess(struct package *package, size_t index)
{
    struct guess guess = look_at(&package->problem->cases[index]);
    bool many = guess.answers >= MANY_ANSWERS && guess.differ;
    if (guess.evidence || many)
        return;
    if (!guess.answers)
        note_case(package, GRADE_NOTE_WARNING, check, index, NULL, grade_strdup("expects nothing"),
                  grade_strdup("it passes as long as nothing is raised"),
                  grade_strdup("expect what the step gives, or what must have happened"));
    else
        note_case(package, GRADE_NOTE_WARNING, check, index, NULL,
                  grade_strdup("expects only what could be guessed"),
                  grade_strdup("a solution that answers True, None, 0 or [] whatever it is asked "
                               "may pass"),
                  grade_strdup("return the value itself instead of a verdict about it: list(xs), "
                               "not xs == [1, 2]"));
}

/* Times ---------------------------------------------------------------------------------------- */

struct times {
    size_t count;
    long long odd; /* the first that is no multiple of 1/8 s, or 0 */
};

static void look_at_time(struct times *times, long long ns)
{
    times->count += ns > 0;
    if (ns % EIGHTH_NS != 0 && !times->odd)
        times->odd = ns;
}

static void look_at_givens(struct times *times, const struct grade_givens *givens)
{
    for (size_t i = 0; i < givens->count; i++)
        for (size_t k = 0; k < givens->items[i].behaviour_count; k++)
            look_at_time(times, givens->items[i].behaviours[k].delay_ns);
}

/* One time alone is compared with nothing. */
static void check_times(struct package *package, size_t index)
{
    const struct grade_case *spec = &package->problem->cases[index];
    struct times times = {0};
    look_at_givens(&times, &spec->given);
    for (size_t i = 0; i < spec->step_count; i++) {
        look_at_time(&times, spec->steps[i].advance_ns);
        look_at_givens(&times, &spec->steps[i].given);
        for (size_t k = 0; k < spec->steps[i].then_count; k++)
            times.count += !strncmp(spec->steps[i].then[k].evidence, "clock.", 6);
    }
    if (spec->real_clock || !times.odd || times.count < 2)
        return;
    note_case(
        package, GRADE_NOTE_WARNING, check, index, NULL,
        grade_printf("uses a time of %g s, which is no multiple of 1/8 s", (double)times.odd / 1e9),
        grade_strdup("floats do not hold it exactly, so which of two times is the earlier is "
                     "luck"),
        grade_strdup("use multiples of 0.125: the clock is virtual, and they cost nothing"));
}

int check_integrity(struct package *package, struct grade_err *err)
{
    (void)err;
    for (size_t i = 0; i < package->problem->case_count; i++) {
        if (!package->problem->model) /* configuration runs nothing, so it cannot lie */
            check_guess(package, i);
        check_times(package, i);
    }
    return 0;
}
