/* What can become of a case. The names are part of the product: reports and tests use them. */
#ifndef GRADE_VERDICT_H
#define GRADE_VERDICT_H

enum grade_verdict {
    GRADE_VERDICT_PASS,
    GRADE_VERDICT_WRONG, /* an expectation does not hold */
    GRADE_VERDICT_ERROR, /* an exception that nobody expected */
    GRADE_VERDICT_CPU_LIMIT,
    GRADE_VERDICT_WALL_LIMIT,
    GRADE_VERDICT_MEMORY_LIMIT,
    GRADE_VERDICT_OUTPUT_LIMIT,
    GRADE_VERDICT_PROCESS_LIMIT,
    GRADE_VERDICT_VIOLATION, /* tried a system call that the sandbox refuses */
    GRADE_VERDICT_EXITED,    /* ended without an answer */
    GRADE_VERDICT_CRASHED,   /* ended by a signal of its own making */
    GRADE_VERDICT_DEADLOCK,  /* everything waits and nothing can wake it */
    GRADE_VERDICT_BUSY_WAIT, /* reads the virtual clock for ever without sleeping */
    GRADE_VERDICT_RULE,      /* a static rule */
    GRADE_VERDICT_SKIPPED,
    GRADE_VERDICT_INTERNAL, /* grade's own failure */
    GRADE_VERDICT_COUNT
};

/* "pass", "wrong", "cpu-limit" ... */
const char *grade_verdict_name(enum grade_verdict verdict);
/* A clause for people: "took more CPU time than allowed". */
const char *grade_verdict_words(enum grade_verdict verdict);
/* The verdict with that name, or -1. */
int grade_verdict_find(const char *name);
/* Where several apply to one case, the one that is told: the lower rank wins. Tested as a table. */
int grade_verdict_rank(enum grade_verdict verdict);

#endif
