/* What keeps a case in, as reports tell it: plain data, made by `sandbox`. */
#ifndef GRADE_ISOLATION_H
#define GRADE_ISOLATION_H

#include <stdbool.h>
#include <stddef.h>

struct grade_mechanism { /* one layer or limit, and what enforces it: "cpu_ms", "process CPU clock
                            ..." */
    const char *name;    /* static */
    char *how;           /* "none: ..." where nothing does */
    bool in_force;
};

struct grade_isolation {
    const char *level; /* "full", "baseline"; static */
    struct grade_mechanism *mechanisms;
    size_t count;
};

#endif
