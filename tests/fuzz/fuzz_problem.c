/* Any bytes as problem.json: an error or a problem, never a crash. */
#include "bank/bank_internal.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err;
    if (bank_parse_problem(problem, (const char *)data, size, &err) == 0)
        (void)bank_check_misconceptions(problem, &err);
    grade_problem_free(problem);
    return 0;
}
