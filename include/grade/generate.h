/* What an author asks for in `generate` and `growth`: filled by bank, carried out by run.
 *
 * Plain data, owned by its case. Supervisor only. */
#ifndef GRADE_GENERATE_H
#define GRADE_GENERATE_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/strings.h"
#include "grade/value.h"

enum grade_draw {
    GRADE_DRAW_JUST,
    GRADE_DRAW_BOOL,
    GRADE_DRAW_INT,
    GRADE_DRAW_FLOAT,
    GRADE_DRAW_STR,
    GRADE_DRAW_LIST,
    GRADE_DRAW_SET,
    GRADE_DRAW_FROZENSET,
    GRADE_DRAW_DICT,
    GRADE_DRAW_TUPLE,
    GRADE_DRAW_ONE_OF,
};

/* How one value is drawn. What stands behind a colon says for which kinds a field counts. */
struct grade_strategy {
    enum grade_draw draw;
    long long min, max;           /* INT: both at most 2^62 from 0 */
    double least, most;           /* FLOAT: finite */
    size_t min_len, max_len;      /* STR, LIST, SET, FROZENSET, DICT */
    bool unique, sorted;          /* LIST */
    struct grade_strings letters; /* STR: one character each, the simplest first */
    struct grade_value *value;    /* JUST */
    struct grade_strategy *parts; /* LIST, SET, FROZENSET: the items; DICT: keys and values; */
    size_t part_count;            /* TUPLE: each; ONE_OF: the choice, the simplest first */
};

struct grade_generate {
    struct grade_strategy args;   /* TUPLE of the positional arguments */
    struct grade_strings names;   /* of keyword arguments, */
    struct grade_strategy kwargs; /* and a TUPLE of their values in that order */
    struct grade_value *edges;    /* LIST of [LIST args, DICT kwargs]: run before what is drawn */
    size_t count;                 /* how many inputs are drawn */
    struct grade_strings raises;  /* types that the reference may raise */
    size_t reference;             /* which of the problem's references is the oracle */
};

/* How fast a count may grow with n. */
enum grade_growth_class {
    GRADE_GROWTH_CONSTANT,
    GRADE_GROWTH_LOG_N,
    GRADE_GROWTH_N,
    GRADE_GROWTH_N_LOG_N,
    GRADE_GROWTH_N_SQUARED,
    GRADE_GROWTH_N_CUBED,
    GRADE_GROWTH_RATIO, /* no class: from each size to the next at most `max_ratio` times */
};

enum { GRADE_GROWTH_SIZES_MAX = 12 };

struct grade_growth {
    enum grade_growth_class most;
    double max_ratio;                        /* RATIO */
    long long sizes[GRADE_GROWTH_SIZES_MAX]; /* increasing */
    size_t size_count;
};

#endif
