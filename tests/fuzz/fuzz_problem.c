/* Any bytes as problem.json, and as topics.json: an error or what it says, never a crash. */
#include "bank/bank_internal.h"

#include "grade/topics.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err;
    if (bank_parse_problem(problem, (const char *)data, size, &err) == 0)
        (void)bank_check_misconceptions(problem, &err);
    grade_problem_free(problem);
    struct grade_topics *topics = NULL;
    if (grade_topics_parse(&topics, (const char *)data, size, &err) == 0)
        grade_topics_free(topics);
    return 0;
}
