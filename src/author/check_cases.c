/* Every case catches something that nothing before it caught, or says why it is there. */
#include "mutants.h"

#include "grade/mem.h"

static void count_first(struct package *package, const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (case_failed(&result->cases[i])) {
            package->first[i] = true;
            return;
        }
}

/* What needs no reason of its own: a case that this machine cannot run, which could have caught
 * anything; a hidden or drawn one, which is there for who learns the others by heart; a subject of
 * tests, which is a mutant itself. */
static bool is_exempt(const struct package *package, size_t i)
{
    const struct grade_case *spec = &package->problem->cases[i];
    const struct solution *reference = package_reference(package);
    return spec->keep || spec->hidden || spec->generate || spec->kind == GRADE_CASE_TESTS ||
           !reference || !reference->result || case_skipped(&reference->result->cases[i]);
}

int check_cases(struct package *package, struct grade_err *err)
{
    (void)err;
    if (!mutants_apply(package)) /* the wrong solutions alone are too few to say so */
        return 0;
    for (size_t i = 0; i < package->solution_count; i++)
        if (package->solutions[i].result)
            count_first(package, package->solutions[i].result);
    for (size_t i = 0; i < package->problem->case_count; i++)
        if (!package->first[i] && !is_exempt(package, i))
            note_case(package, GRADE_NOTE_WARNING, "cases", i, NULL,
                      grade_strdup("catches nothing new"),
                      grade_strdup("no wrong solution and no mutant fails it first"),
                      grade_strdup("add the wrong solution that it is for, say in \"keep\" why it "
                                   "is there, or drop it"));
    return 0;
}
