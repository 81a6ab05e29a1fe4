/* Common mistakes recognised in a failure: see detect.c. Texts behind "this looks like", or NULL;
 * the caller's to free. */
#ifndef GRADE_RUN_DETECT_H
#define GRADE_RUN_DETECT_H

#include "grade/bank.h"
#include "grade/compare.h"
#include "grade/result.h"

struct sight { /* what is known of one failure; all borrowed */
    const struct grade_failure *failure;
    const struct grade_value *expected, *actual; /* of the failure; NULL: there is none */
    enum grade_compare_mode mode;                /* how they were compared */
    const struct grade_value *done;              /* the answer to the step, or NULL */
    const char *out;                             /* what the step printed */
    size_t out_len;
    const struct grade_step *step;    /* NULL: of no step */
    const struct grade_step *earlier; /* the steps of the case before it */
    size_t earlier_count;
    long long blocked; /* calls of time.sleep within the event loop, so far */
    bool costly;       /* set by detect: the values are not to be compared again */
};

char *detect(const struct sight *sight);

/* Whether it is worth asking what became of the step's arguments, and what their present values
 * say: replaces what was said before. */
bool detect_wants_args(const struct sight *sight);
char *detect_args(const struct sight *sight, const struct grade_value *args,
                  const struct grade_value *kwargs);

#endif
