/* Small changes of the reference are caught by some case: nine of ten at least, and each that is
 * not is told. */
#include "mutants.h"

#include "grade/mem.h"

#include <string.h>

static const char check[] = "mutants";

enum { LEAST_PERCENT = 90 };

static void note_mutant(struct package *package, const struct mutant *mutant, char *what,
                        const char *why, const char *mend)
{
    note_add(package, GRADE_NOTE_WARNING, check, package_reference(package)->path,
             (struct place){mutant->line, mutant->column}, what, grade_strdup(why),
             grade_strdup(mend));
}

static void judge(struct package *package, const struct mutant *mutant)
{
    if (!mutant->killed && !mutant->equivalent)
        note_mutant(package, mutant, grade_printf("no case notices the mutant \"%s\"", mutant->id),
                    "a solution with this mistake passes",
                    "add a case that tells it from the reference, or mark it in problem.json: "
                    "\"mutants\": {\"equivalent\": [{\"id\": \"...\", \"why\": \"...\"}]}");
    if (mutant->killed && mutant->equivalent)
        note_mutant(package, mutant,
                    grade_printf("the mutant \"%s\" is marked as equivalent, but case %zu '%s' "
                                 "notices it",
                                 mutant->id, package->problem->cases[mutant->killer].number,
                                 package->problem->cases[mutant->killer].name),
                    "what is equivalent cannot be noticed", "take the mark away");
}

static void check_marks(struct package *package, const struct mutants *mutants)
{
    for (size_t i = 0; i < package->problem->equivalent_count; i++) {
        const struct grade_equivalent *mark = &package->problem->equivalent[i];
        bool found = false;
        for (size_t k = 0; k < mutants->count; k++)
            found |= mutants->items[k].equivalent == mark;
        if (!found && !mutants->left_out)
            note_add(package, GRADE_NOTE_WARNING, check, "problem.json",
                     place_of_text(package->problem_json, mark->id),
                     grade_printf("there is no mutant \"%s\" (any more)", mark->id),
                     grade_strdup("the mark says nothing"),
                     grade_strdup("take it away; `grade mutate` lists those that there are"));
    }
}

static void judge_all(struct package *package, const struct mutants *mutants)
{
    struct grade_verified *out = package->out;
    out->mutants = mutants->count;
    for (size_t i = 0; i < mutants->count; i++) {
        bool equal = mutants->items[i].equivalent && !mutants->items[i].killed;
        out->equivalent += equal;
        out->killed += mutants->items[i].killed;
    }
    size_t real = out->mutants - out->equivalent;
    if (out->killed * 100 < real * LEAST_PERCENT)
        note_add(package, GRADE_NOTE_ERROR, check, package_reference(package)->path,
                 (struct place){1, 1},
                 grade_printf("the cases notice %zu of %zu mutants, which is less than %d in a "
                              "hundred",
                              out->killed, real, LEAST_PERCENT),
                 grade_strdup("wrong solutions pass"),
                 grade_strdup("see `grade mutate` for what survives, and add cases"));
    for (size_t i = 0; i < mutants->count; i++)
        judge(package, &mutants->items[i]);
    check_marks(package, mutants);
}

int check_mutants(struct package *package, struct grade_err *err)
{
    struct mutants mutants = {0};
    if (!mutants_apply(package))
        return 0;
    int rc = mutants_make(&mutants, package, err);
    if (rc == 0)
        rc = mutants_grade(&mutants, package, NULL, NULL, err);
    if (rc == 0)
        judge_all(package, &mutants);
    mutants_done(&mutants);
    return rc;
}
