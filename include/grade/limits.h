/* The limits of a case as one table: name, unit, default, range, and what breaking it is called. */
#ifndef GRADE_LIMITS_H
#define GRADE_LIMITS_H

#include "grade/err.h"
#include "grade/verdict.h"

enum grade_limit {
    GRADE_LIMIT_CPU_MS,     /* user + system time of all threads and children */
    GRADE_LIMIT_WALL_MS,    /* a generous multiple of it */
    GRADE_LIMIT_MEMORY_MIB, /* what the solution may add to the warm interpreter */
    GRADE_LIMIT_OUTPUT_KIB, /* each of stdout and stderr */
    GRADE_LIMIT_PROCESSES,  /* threads and processes beside the first */
    GRADE_LIMIT_OPEN_FILES, /* descriptors */
    GRADE_LIMIT_DISK_MIB,   /* the case's own file system, all files together */
    GRADE_LIMIT_COUNT
};

struct grade_limit_row {
    const char *name; /* as in problem.json, cases.json and --limit: "cpu_ms" */
    const char *unit; /* for people: "ms", "MiB", "" */
    long long preset, min, max;
    enum grade_verdict
        verdict;      /* GRADE_VERDICT_PASS where breaking it is the solution's own error */
    const char *what; /* one line for --help */
};

extern const struct grade_limit_row grade_limit_rows[GRADE_LIMIT_COUNT];

struct grade_limits {
    long long value[GRADE_LIMIT_COUNT];
};

void grade_limits_init(struct grade_limits *limits); /* the presets */
/* Sets one by name; an unknown name gets a did-you-mean, a value out of range says the range. */
int grade_limits_set(struct grade_limits *limits, const char *name, long long value,
                     struct grade_err *err);
/* "cpu_ms=500", as on the command line. */
int grade_limits_parse(struct grade_limits *limits, const char *assignment, struct grade_err *err);

#endif
