/* What a solution gives for inputs that nobody has written an answer for. */
#ifndef AUTHOR_OBSERVE_H
#define AUTHOR_OBSERVE_H

#include "internal.h"

/* One row: what came, or what was raised. */
struct observed {
    struct grade_value *value; /* NULL: none came */
    char *type, *message;      /* of the exception, or NULL */
};
void observed_done(struct observed *observed, size_t count);
bool observed_same(const struct observed *a, const struct observed *b);

/* Runs the step of a case with each of some arguments, a LIST of LISTs, on a source. `out` has room
 * for as many. */
int observe_rows(struct observed *out, struct package *package, const struct grade_case *spec,
                 const struct grade_step *step, const struct grade_value *rows, const char *source,
                 size_t len, struct grade_err *err);

struct grade_value *observe_impossible(void); /* an expectation, interpreted */
/* What a failure of such an expectation says. */
void observe_take(struct observed *to, const struct grade_failure *failure);

/* A problem of the package's names, modules and helpers, with other cases: a LIST of plain JSON. */
int observe_problem(struct grade_problem **out, const struct package *package,
                    const struct grade_value *cases, struct grade_err *err);

#endif
