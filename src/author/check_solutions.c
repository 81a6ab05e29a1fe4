/* Accepted solutions pass, the starter fails, and each wrong one fails where its misconception says
 * and earns its own hint. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

static const char check[] = "solutions";

/* All cases were skipped for want of a module: the package cannot be looked at here. */
static void note_skipped(struct package *package, const struct grade_result *result)
{
    const char *reason = result->case_count ? result->cases[0].reason : NULL;
    package->skipped = true;
    note_add(package, GRADE_NOTE_SKIPPED, check, "problem.json", (struct place){1, 1},
             grade_strdup(reason ? reason : "every case is skipped"), NULL, NULL);
}

/* Cases that this machine cannot run say nothing of any solution. */
static void note_skipped_cases(struct package *package, const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (case_skipped(&result->cases[i]))
            note_case(package, GRADE_NOTE_SKIPPED, check, i, NULL,
                      grade_printf("is skipped here: %s",
                                   result->cases[i].reason ? result->cases[i].reason : "?"),
                      NULL, NULL);
}

static void judge_accepted(struct package *package, const struct solution *solution)
{
    cleanup_free char *failure = first_failure(solution->result);
    if (failure)
        note_solution(package, GRADE_NOTE_ERROR, check, solution,
                      grade_printf("an accepted solution fails: %s", failure),
                      grade_strdup("grade would refuse a right answer"),
                      grade_strdup("mend the case, or the solution"));
    else if (solution->role == ROLE_REFERENCE)
        note_skipped_cases(package, solution->result);
}

static void judge_starter(struct package *package, const struct solution *solution)
{
    if (solution->result->verdict == GRADE_VERDICT_PASS)
        note_solution(package, GRADE_NOTE_ERROR, check, solution,
                      grade_strdup("the starter passes"),
                      grade_strdup("there is nothing left to do"),
                      grade_strdup("take out what the learner is to write"));
    if (solution->result->misconception)
        note_solution(
            package, GRADE_NOTE_WARNING, check, solution,
            grade_printf("the starter is taken for '%s'", solution->result->misconception),
            grade_strdup("who has not begun yet is told of a mistake"),
            grade_printf("give '%s' more conditions (passes, saw, rule)",
                         solution->result->misconception));
}

/* Expectations on a case that is skipped here can be neither met nor broken. */
static bool expected_but(struct package *package, const struct solution *solution,
                         const struct grade_strings *parts, bool fails)
{
    bool all = true;
    for (size_t i = 0; i < parts->count; i++) {
        const char *part = parts->items[i];
        if (part_skipped(package_reference(package) ? package_reference(package)->result
                                                    : solution->result,
                         part)) {
            all = false;
            continue;
        }
        bool waits = part_skipped(solution->result, part);
        if (!waits && part_failed(solution->result, part) == fails)
            continue;
        all = false;
        note_solution(package, GRADE_NOTE_ERROR, check, solution,
                      grade_printf("%s '%s', which its misconception says it %s",
                                   waits   ? "never gets to"
                                   : fails ? "does not fail"
                                           : "fails",
                                   part, fails ? "fails" : "passes"),
                      grade_strdup("the mistake is not recognised"),
                      grade_printf("mend the case, or \"%s\" of '%s' in problem.json",
                                   fails ? "fails" : "passes", solution->name));
    }
    return all;
}

static void judge_others(struct package *package, const struct solution *solution)
{
    for (size_t i = 0; i < solution->result->case_count; i++) {
        const struct grade_case_result *one = &solution->result->cases[i];
        if (!case_failed(one) || parts_name_case(&solution->own->fails, one->name))
            continue;
        note_solution(package, GRADE_NOTE_ERROR, check, solution,
                      grade_printf("fails case %zu '%s' (%s), which its misconception does not say",
                                   one->number, one->name, grade_verdict_name(one->verdict)),
                      grade_strdup("it may hold more than the one mistake"),
                      grade_printf("name the case in \"fails\" of '%s', as `grade bless --fails` "
                                   "does, or make the mistake purer",
                                   solution->name));
    }
}

/* Hints ---------------------------------------------------------------------------------------- */

static const struct grade_misconception *find_named(const struct package *package, const char *name)
{
    const struct grade_problem *problem = package->problem;
    for (size_t i = 0; i < problem->misconception_count; i++)
        if (!strcmp(problem->misconceptions[i].name, name))
            return &problem->misconceptions[i];
    return NULL;
}

/* ": both fail 'a' and 'b'", of the cases that fail here and that the other one names, too. */
static char *shared_words(const struct solution *solution, const struct grade_misconception *other)
{
    enum { MOST = 4 };
    struct grade_buf text = GRADE_BUF_INIT;
    struct grade_strings shared = {0};
    for (size_t i = 0; i < solution->result->case_count; i++) {
        const struct grade_case_result *one = &solution->result->cases[i];
        if (case_failed(one) && parts_name_case(&other->fails, one->name))
            grade_strings_add(&shared, one->name);
    }
    size_t told = shared.count > MOST ? MOST - 1 : shared.count;
    for (size_t i = 0; i < told; i++)
        grade_buf_addf(&text, "%s'%s'",
                       i == 0                  ? ": both fail "
                       : i + 1 == shared.count ? " and "
                                               : ", ",
                       shared.items[i]);
    if (told < shared.count)
        grade_buf_addf(&text, " and %zu more", shared.count - told);
    grade_strings_done(&shared);
    return grade_buf_take(&text);
}

/* A case that fails here and not with the other one tells them apart for certain. */
static char *apart_words(const struct solution *solution, const struct grade_misconception *other)
{
    for (size_t i = 0; i < solution->result->case_count; i++) {
        const struct grade_case_result *one = &solution->result->cases[i];
        if (case_failed(one) && other->fails.count && !parts_name_case(&other->fails, one->name))
            return grade_printf("name '%s' in \"passes\" of '%s', which '%s' fails", one->name,
                                other->name, solution->name);
    }
    return grade_printf("give '%s' more conditions (a case that only '%s' fails, a row as in "
                        "\"case[2]\", saw, rule), or both the same hint",
                        solution->name, solution->name);
}

static void note_rival(struct package *package, const struct solution *solution, const char *words,
                       const char *name)
{
    const struct grade_misconception *other = find_named(package, name);
    if (!other || !strcmp(other->hint, solution->own->hint)) /* itself, or as good */
        return;
    cleanup_free char *shared = shared_words(solution, other);
    note_solution(
        package, GRADE_NOTE_ERROR, check, solution, grade_printf("%s '%s'%s", words, name, shared),
        grade_strdup("its learner gets the wrong hint, or none"), apart_words(solution, other));
}

/* Its cases fail and pass as they should: so it is something else that does not hold. */
static void note_unrecognised(struct package *package, const struct solution *solution)
{
    const struct grade_misconception *own = solution->own;
    const char *why = own->saw && own->rule ? "its \"saw\" or its \"rule\" does not hold"
                      : own->saw            ? "its \"saw\" does not hold"
                      : own->rule           ? "its \"rule\" does not hold"
                                            : "it passes nothing, and of who has nothing right yet "
                                              "only \"saw\" and \"rule\" can tell";
    note_solution(package, GRADE_NOTE_ERROR, check, solution,
                  grade_printf("is not recognised as its own misconception: %s", why),
                  grade_strdup("its learner gets the wrong hint, or none"),
                  grade_printf("mend the conditions of '%s' in problem.json", solution->name));
}

static bool is_ever_recognised(const struct grade_misconception *own)
{
    return own->fails.count || own->rule; /* else check_misconceptions says so */
}

static void judge_hint(struct package *package, const struct solution *solution)
{
    const struct grade_result *result = solution->result;
    if (result->hint && !strcmp(result->hint, solution->own->hint))
        return;
    if (result->misconception)
        note_rival(package, solution, "is taken for", result->misconception);
    for (size_t i = 0; i < result->tied.count; i++)
        note_rival(package, solution, "cannot be told from", result->tied.items[i]);
    if (!result->misconception && !result->tied.count && is_ever_recognised(solution->own))
        note_unrecognised(package, solution);
}

static void judge_wrong(struct package *package, const struct solution *solution)
{
    if (solution->result->verdict == GRADE_VERDICT_PASS) {
        note_solution(package, GRADE_NOTE_ERROR, check, solution,
                      grade_strdup("a wrong solution passes"),
                      grade_strdup("grade would accept a wrong answer"),
                      grade_strdup("add a case that it fails"));
        return;
    }
    if (!solution->own)
        return;
    bool fails = expected_but(package, solution, &solution->own->fails, true);
    bool passes = expected_but(package, solution, &solution->own->passes, false);
    judge_others(package, solution);
    if (fails && passes)
        judge_hint(package, solution);
}

static void (*const judges[ROLE_COUNT])(struct package *, const struct solution *) = {
    [ROLE_REFERENCE] = judge_accepted,
    [ROLE_ACCEPTED] = judge_accepted,
    [ROLE_STARTER] = judge_starter,
    [ROLE_WRONG] = judge_wrong,
};

int check_solutions(struct package *package, struct grade_err *err)
{
    for (size_t i = 0; i < package->solution_count && !package->skipped; i++) {
        struct solution *solution = &package->solutions[i];
        struct grade_run_job job = bench_job(package, solution);
        int rc = bench_grade(package, BENCH_USUAL, &job, &solution->result, err);
        if (rc < 0)
            return rc;
        if (solution->result->verdict == GRADE_VERDICT_SKIPPED)
            note_skipped(package, solution->result);
        else
            judges[solution->role](package, solution);
    }
    return 0;
}
