/* The detectors behind detect.h, and what they share. Each looks at one failure and gives a text of
 * its own making, or NULL where it sees nothing. */
#ifndef GRADE_RUN_DETECTORS_H
#define GRADE_RUN_DETECTORS_H

#include "detect.h"

enum { DETECT_DEPTH_MAX = 20 };

/* detect_text.c */
char *detect_space_or_case(const struct sight *sight);
char *detect_float_noise(const struct sight *sight);
/* detect_type.c */
char *detect_wrong_type(const struct sight *sight);
/* detect_order.c */
char *detect_reversed(const struct sight *sight);
char *detect_off_by_one(const struct sight *sight);
/* detect_missing.c */
char *detect_never_awaited(const struct sight *sight);
char *detect_blocking(const struct sight *sight);
char *detect_exhausted(const struct sight *sight);
char *detect_printed(const struct sight *sight);
char *detect_no_return(const struct sight *sight);
/* detect_missing.c: None came, where a value is to be returned. */
bool detect_is_lost(const struct sight *sight);

static inline bool is_sequence(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_LIST || value->kind == GRADE_KIND_TUPLE;
}

static inline bool is_set(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_SET || value->kind == GRADE_KIND_FROZENSET;
}

static inline bool is_real(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_INT || value->kind == GRADE_KIND_FLOAT;
}

/* Compared as the case compares. */
static inline bool satisfies(const struct sight *sight, const struct grade_value *expected,
                             const struct grade_value *actual)
{
    return grade_compare(expected, actual, sight->mode, NULL);
}

#endif
