/* What a machine offers to grade: findings, each with its state, in words, and what mends it.
 *
 * The finders look and try; none of them fails: what cannot be found out is a finding itself.
 * Supervisor only. */
#ifndef GRADE_DOCTOR_H
#define GRADE_DOCTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/sandbox.h"

enum grade_health { GRADE_HEALTH_GOOD, GRADE_HEALTH_DEGRADED, GRADE_HEALTH_MISSING };
const char *grade_health_name(enum grade_health health); /* "good", "degraded", "missing" */

struct grade_finding {
    const char *name; /* "landlock"; static */
    enum grade_health health;
    char *text; /* what was found, and what it means */
    char *mend; /* the command that mends it, or advice; NULL where nothing is wrong or nothing can
                   be done */
};

struct grade_findings { /* owns its items */
    struct grade_finding *items;
    size_t count;
};

/* mend: copied; NULL for none. */
void grade_findings_add(struct grade_findings *to, const char *name, enum grade_health health,
                        const char *mend, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void grade_findings_done(struct grade_findings *findings);

/* The kernel and what it allows this account: version, seccomp, Landlock, user namespaces and what
 * refuses them, pidfds, cgroups. */
void grade_doctor_kernel(struct grade_findings *to);

/* Starts a cell and a case in it, as grading would, and tells at which level and why. The level, or
 * GRADE_LEVEL_NONE where none starts. config: as for grade_cell_start, its loop set. */
enum grade_level grade_doctor_cell(struct grade_findings *to,
                                   const struct grade_cell_config *config);

#endif
