/* Mutants of the reference solution: made by harness/mutate.py in a box that runs nothing, graded
 * on warm cells until the first case fails. */
#ifndef AUTHOR_MUTANTS_H
#define AUTHOR_MUTANTS_H

#include "internal.h"

enum { MUTANT_EDITS_MAX = 8 };

struct mutant {
    char *id, *operator_name;
    long line, column;
    struct mutant_edit {
        size_t start, end; /* bytes of the source */
        char *text;
    } edits[MUTANT_EDITS_MAX]; /* the last in the source first */
    size_t edit_count;
    bool killed;
    size_t killer;                             /* index of the case */
    enum grade_verdict verdict;                /* of that */
    const struct grade_equivalent *equivalent; /* by its author's word, or NULL */
};

struct mutants {
    struct mutant *items;
    size_t count, left_out;
};

/* Whether there is anything to change: a solution in Python that is no test suite. */
bool mutants_apply(const struct package *package);
int mutants_make(struct mutants *out, struct package *package, struct grade_err *err);
void mutants_done(struct mutants *mutants);
char *mutant_source(const struct mutant *mutant,
                    const struct solution *reference); /* caller frees */

/* Grades each; `each` (or NULL) is told how far it is. The reference must have its result. */
int mutants_grade(struct mutants *mutants, struct package *package,
                  void (*each)(void *owner, size_t at, size_t count), void *owner,
                  struct grade_err *err);

#endif
