/* Tests written by the learner. The counts are the word of a process that the tests share: they are
 * held against each other, and no test at all is never a pass. What makes lying useless is that a
 * case process does not know which subject it has: see `grade help kinds`. */
#include "internal.h"

#include "grade/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS_MOST = 1000000 };

static long long count_of(const struct grade_value *done, const char *name)
{
    return grade_value_number(grade_value_get(grade_value_get(done, "tests"), name), -1);
}

struct grade_value *tests_evidence(const struct grade_value *done, const char *name)
{
    long long count = count_of(done, name);
    return count < 0 ? NULL : grade_value_int(count);
}

/* Whether these can be counts of the same tests: each has one outcome at most, errors may be more.
 */
static bool plausible(const struct grade_value *done)
{
    static const char *const names[] = {"collected", "passed", "failed", "errors", "skipped"};
    for (size_t i = 0; i < GRADE_COUNT(names); i++)
        if (count_of(done, names[i]) < 0 || count_of(done, names[i]) > TESTS_MOST)
            return false;
    return count_of(done, "passed") + count_of(done, "failed") + count_of(done, "skipped") <=
           count_of(done, "collected");
}

void tests_explain(struct grade_failure *failure)
{
    long long none = grade_value_number(failure->actual, -1);
    if (strcmp(failure->aspect, "tests.failed") != 0 || none != 0)
        return;
    free(failure->reason);
    failure->reason = grade_strdup("your tests pass on an implementation that is wrong: none of "
                                   "them looks at what is wrong with it");
    free(failure->message);
    failure->message =
        grade_strdup("your tests pass on an implementation that is wrong: none of them looks at "
                     "what is wrong with it");
}

bool expect_tests(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *done)
{
    if (!plausible(done)) {
        failure_add(trial, step, GRADE_VERDICT_EXITED,
                    "the answer does not tell what became of the tests");
        return false;
    }
    if (count_of(done, "collected") > 0)
        return true;
    const struct grade_problem *problem = trial->session->problem;
    long long errors = count_of(done, "errors");
    struct grade_failure *failure = failure_add(
        trial, step, GRADE_VERDICT_WRONG,
        errors ? "%s could not be collected: see its output" : "%s defines no test that %s finds",
        problem->solution_file, problem->by_unittest ? "unittest" : "pytest");
    failure->aspect = grade_strdup("tests.collected");
    failure->actual = grade_value_int(0);
    failure->actual_text = grade_strdup("0");
    failure->expected_text = grade_strdup("1 or more");
    return false;
}
