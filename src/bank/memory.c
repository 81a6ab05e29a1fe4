/* A package whose two documents are texts in memory: for what grade makes up itself. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <string.h>

int grade_problem_make(struct grade_problem **out, const char *id, const char *problem_json,
                       const char *cases_json, struct grade_err *err)
{
    struct bank_digest digest;
    struct grade_problem *problem = bank_problem_new();
    problem->dir = grade_strdup("");
    problem->id = grade_strdup(id);
    bank_digest_init(&digest);
    bank_digest_add(&digest, "problem.json", problem_json, strlen(problem_json));
    bank_digest_add(&digest, "cases.json", cases_json, strlen(cases_json));
    bank_digest_done(&digest, problem->digest);
    int rc = bank_parse_problem(problem, problem_json, strlen(problem_json), err);
    if (rc == 0)
        rc = bank_parse_cases(problem, cases_json, strlen(cases_json), err);
    for (size_t i = 0; i < problem->case_count && rc == 0; i++)
        if (problem->cases[i].kind == GRADE_CASE_TESTS)
            rc = bank_fail(err, "case %zu: a subject is a file, and there is no folder", i + 1);
    if (rc < 0) {
        grade_problem_free(problem);
        return grade_err_wrap(err, rc, "%s", id);
    }
    *out = problem;
    return 0;
}
