/* Verdicts as a table: see grade/verdict.h. */
#include "grade/verdict.h"

#include <string.h>

/* rank: what explains most is told. A limit or violation explains the exception or missing answer
 * that it caused; an exception explains a missing value; grade's own failure hides everything. */
static const struct {
    const char *name, *words;
    int rank;
} rows[GRADE_VERDICT_COUNT] = {
    [GRADE_VERDICT_PASS] = {"pass", "does what it should", 99},
    [GRADE_VERDICT_WRONG] = {"wrong", "does something else than expected", 50},
    [GRADE_VERDICT_ERROR] = {"error", "raised an exception that was not expected", 40},
    [GRADE_VERDICT_CPU_LIMIT] = {"cpu-limit", "took more CPU time than allowed", 10},
    [GRADE_VERDICT_WALL_LIMIT] = {"wall-limit", "did not finish in time", 12},
    [GRADE_VERDICT_MEMORY_LIMIT] = {"memory-limit", "used more memory than allowed", 8},
    [GRADE_VERDICT_OUTPUT_LIMIT] = {"output-limit", "wrote more output than allowed", 11},
    [GRADE_VERDICT_PROCESS_LIMIT] = {"process-limit",
                                     "started more threads or processes than allowed", 7},
    [GRADE_VERDICT_VIOLATION] = {"violation", "tried something that the sandbox refuses", 6},
    [GRADE_VERDICT_EXITED] = {"exited", "ended without an answer", 30},
    [GRADE_VERDICT_CRASHED] = {"crashed", "was ended by a signal", 20},
    [GRADE_VERDICT_DEADLOCK] = {"deadlock", "waits for something that can never happen", 14},
    [GRADE_VERDICT_BUSY_WAIT] = {"busy-wait", "waits by asking for the time again and again", 15},
    [GRADE_VERDICT_RULE] = {"rule", "breaks a rule about how it is to be written", 60},
    [GRADE_VERDICT_SKIPPED] = {"skipped", "was not run", 70},
    [GRADE_VERDICT_INTERNAL] = {"internal", "could not be graded: grade itself failed", 0},
};

const char *grade_verdict_name(enum grade_verdict verdict)
{
    return rows[verdict].name;
}

const char *grade_verdict_words(enum grade_verdict verdict)
{
    return rows[verdict].words;
}

int grade_verdict_find(const char *name)
{
    for (int i = 0; i < GRADE_VERDICT_COUNT; i++)
        if (!strcmp(rows[i].name, name))
            return i;
    return -1;
}

int grade_verdict_rank(enum grade_verdict verdict)
{
    return rows[verdict].rank;
}
