/* Any bytes as the answer about static rules: a verdict, never a crash, and no pass without facts.
 */
#include "run/internal.h"

#include "bank/bank_internal.h"
#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char cases[] = "{\"cases\": [{\"name\": \"a\", \"rule\": {\"require\": {\"any\": "
                            "[\"for\", \"while\"]}, \"forbid\": \"sorted()\","
                            " \"in\": \"f\"}}, {\"name\": \"b\", \"rule\": {\"max\": {\"lines\": "
                            "3, \"nesting\": 1, \"branches\": 2}}}]}";
static const char source[] = "def f(xs):\n    return [x for x in xs]\n";

static void judge(struct session *session, size_t i)
{
    struct trial trial = {.session = session,
                          .spec = &session->problem->cases[i],
                          .result = &session->result->cases[i]};
    bool facts = session->facts && grade_value_get(session->facts, "facts");
    rules_judge(&trial);
    if (!facts && !trial.result->failure_count)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct grade_problem *problem;
    const char *kind;
    const struct grade_value *body;
    if (!problem) {
        problem = bank_problem_new();
        if (bank_parse_cases(problem, cases, strlen(cases), NULL) < 0)
            abort();
    }
    struct grade_run_job job = {.problem = problem, .source = source, .source_len = strlen(source)};
    struct grade_result *result = grade_alloc(sizeof(*result));
    result->case_count = problem->case_count;
    result->cases = grade_alloc_array(result->case_count, sizeof(*result->cases));
    struct session session = {.job = &job, .problem = problem, .result = result};
    struct grade_value *frame = frame_parse((const char *)data, size, &kind, &body);
    session.facts = frame ? grade_value_copy(body) : NULL;
    for (size_t i = 0; i < problem->case_count; i++)
        judge(&session, i);
    grade_value_free(frame);
    grade_value_free(session.facts);
    grade_result_free(result);
    return 0;
}
