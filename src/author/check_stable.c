/* The same verdicts under other hash seeds, in another order of cases, with other numbers of them
 * at once, and accepted ones at half the CPU budget. What differs is told with what made it differ.
 */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>

static const char check[] = "stable";

struct other_way {
    int runner;
    bool reversed, half;
    const char *words;
};

/* What is tried, and each change of it alone, to tell which one it was. */
static const struct other_way seed_and_order = {BENCH_OTHER_SEED, true, false, NULL},
                              seed_and_half = {BENCH_THIRD_SEED, false, true, NULL};
static const struct other_way single[] = {
    {BENCH_OTHER_SEED, false, false, "another hash seed"},
    {BENCH_USUAL, true, false, "the cases in reverse order"},
    {BENCH_THIRD_SEED, false, false, "another hash seed and four cases at once"},
    {BENCH_USUAL, false, true, "half the CPU time"},
    {BENCH_USUAL, false, false, "another run"},
};

static void set_cpu(struct package *package, bool half)
{
    for (size_t i = 0; i < package->problem->case_count; i++) {
        long long *ms = &package->problem->cases[i].limits.value[GRADE_LIMIT_CPU_MS];
        *ms = half ? (*ms + 1) / 2 : *ms * 2;
    }
}

static int grade_otherwise(struct package *package, const struct solution *solution,
                           const struct other_way *way, struct grade_result **out,
                           struct grade_err *err)
{
    size_t count = package->problem->case_count;
    cleanup_free size_t *order = grade_alloc_array(count, sizeof(*order));
    cleanup_free long long *cpu = grade_alloc_array(count, sizeof(*cpu));
    struct grade_run_job job = bench_job(package, solution);
    for (size_t i = 0; i < count; i++) {
        order[i] = count - 1 - i;
        cpu[i] = package->problem->cases[i].limits.value[GRADE_LIMIT_CPU_MS];
    }
    job.order = way->reversed ? order : NULL;
    if (way->half)
        set_cpu(package, true);
    int rc = bench_grade(package, way->runner, &job, out, err);
    for (size_t i = 0; i < count; i++)
        package->problem->cases[i].limits.value[GRADE_LIMIT_CPU_MS] = cpu[i];
    return rc;
}

/* The first case whose outcome differs, or NULL. Two limits of a case that runs into several are
 * one outcome: which is met first is the machine's. */
static const struct grade_case_result *differs(const struct grade_result *usual,
                                               const struct grade_result *other)
{
    for (size_t i = 0; i < usual->case_count; i++)
        if (case_failed(&usual->cases[i]) != case_failed(&other->cases[i]))
            return &other->cases[i];
    return NULL;
}

static int tell(struct package *package, const struct solution *solution,
                const struct grade_case_result *case_result, const struct other_way *way,
                struct grade_err *err)
{
    const char *words = "either of them alone changes nothing";
    size_t index = case_result->number - 1;
    char *was =
        grade_printf("of %s becomes %s", solution->path, grade_verdict_name(case_result->verdict));
    for (size_t i = 0; i < GRADE_COUNT(single); i++) {
        struct grade_result *result = NULL;
        if ((single[i].runner != way->runner || way->runner == BENCH_USUAL) &&
            single[i].runner != BENCH_USUAL)
            continue;
        int rc = grade_otherwise(package, solution, &single[i], &result, err);
        if (rc < 0) {
            free(was);
            return rc;
        }
        bool found = differs(solution->result, result);
        grade_result_free(result);
        if (found) {
            words = single[i].words;
            break;
        }
    }
    cleanup_free char *head = was;
    bool draws = package->problem->cases[index].generate != NULL;
    note_case(package, GRADE_NOTE_ERROR, check, index, NULL,
              grade_printf("%s with %s%s", head, words, draws ? ", which draws other inputs" : ""),
              grade_strdup("a verdict must not depend on luck"),
              grade_strdup(draws ? "put the inputs that tell into `edges`, or draw more (`count`)"
                                 : "find what is not fixed: the order of a set, time, what "
                                   "another case left, a budget that is too small"));
    return 0;
}

static int try_way(struct package *package, const struct solution *solution,
                   const struct other_way *way, bool *out_differs, struct grade_err *err)
{
    struct grade_result *other = NULL;
    int rc = grade_otherwise(package, solution, way, &other, err);
    if (rc < 0)
        return rc;
    const struct grade_case_result *found = differs(solution->result, other);
    *out_differs = found != NULL;
    if (found)
        rc = tell(package, solution, found, way, err);
    grade_result_free(other);
    return rc;
}

/* A solution that only a limit ends would take that long again and again. */
static bool is_slow(const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (result->cases[i].verdict == GRADE_VERDICT_CPU_LIMIT ||
            result->cases[i].verdict == GRADE_VERDICT_WALL_LIMIT)
            return true;
    return false;
}

/* Wrong solutions are left out of a quick run, like the mutants. */
static bool is_due(const struct package *package, const struct solution *solution, bool accepted)
{
    bool passes = solution->result->verdict == GRADE_VERDICT_PASS;
    if (is_slow(solution->result))
        return false;
    return accepted ? passes : !bench_config(package->bench)->no_mutants;
}

int check_stable(struct package *package, struct grade_err *err)
{
    int rc = 0;
    for (size_t i = 0; i < package->solution_count && rc == 0; i++) {
        const struct solution *solution = &package->solutions[i];
        bool accepted = solution->role == ROLE_REFERENCE || solution->role == ROLE_ACCEPTED;
        bool told = false;
        if (!is_due(package, solution, accepted))
            continue;
        rc = try_way(package, solution, &seed_and_order, &told, err);
        if (rc == 0 && accepted && !told)
            rc = try_way(package, solution, &seed_and_half, &told, err);
    }
    return rc;
}
