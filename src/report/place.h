/* Which line of the solution a failure is about, for formats that point at one. */
#ifndef REPORT_PLACE_H
#define REPORT_PLACE_H

#include "grade/result.h"

struct report_place {
    long line, column; /* from 1; columns count characters */
};

/* Always some place: the first line is what is left. f may be NULL: the case as a whole. */
struct report_place report_place_of(const struct grade_case_result *c,
                                    const struct grade_failure *f);

#endif
