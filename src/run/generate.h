/* Drawing inputs for generated cases, and making failing ones simpler.
 *
 * An input is drawn from a sequence of choices, small numbers that stand for every decision made on
 * the way: how many items, which letter, how large. The simplest choice is 0. Shrinking works on
 * that sequence, not on the value: what is drawn from a changed sequence is an input again that the
 * author's strategies allow, sorted, unique and within bounds as asked. Nothing here knows a
 * solution. */
#ifndef GRADE_RUN_GENERATE_H
#define GRADE_RUN_GENERATE_H

#include "grade/generate.h"

enum { CHOICES_MAX = 40000 }; /* beyond, every choice is 0: lists end */

/* splitmix64 (Steele, Lea, Flood 2014): 64 bits of state, the same numbers everywhere. */
uint64_t random_next(uint64_t *state);
/* A state of its own for input `index` of the case of that name. */
uint64_t random_state(uint64_t seed, const char *name, size_t index);

/* The choices of one input. Zeroed, it is empty; choices_done frees. */
struct choices {
    uint64_t *items;
    size_t count, room;
    /* While drawing: */
    size_t used;
    bool replay;      /* take what is there, and 0 behind it; else draw anew from `state` */
    size_t copy_from; /* while below copy_to: choices are repeated from there on */
    size_t copy_to;
    uint64_t state;
};
void choices_done(struct choices *choices);
void choices_copy(struct choices *to, const struct choices *from);
bool choices_less(const struct choices *a,
                  const struct choices *b); /* simpler: shorter, then smaller */

/* Draws the arguments: a LIST [LIST args, DICT kwargs] of the caller's, and in `choices` what was
 * chosen. NULL where a set or list of different items cannot be filled from what its items may be.
 */
struct grade_value *draw_new(const struct grade_generate *generate, struct choices *choices,
                             uint64_t state);
/* The input that given choices stand for; they are brought into the form in which it is drawn. */
struct grade_value *draw_again(const struct grade_generate *generate, struct choices *choices);

/* shrink.c: enumerates what may be simpler than `from`, the boldest first. */
struct shrink {
    struct choices from;
    unsigned pass;
    size_t size, at, variant; /* where in the pass */
};
void shrink_start(struct shrink *shrink,
                  const struct choices *from);                /* copies; anew after a success */
bool shrink_next(struct shrink *shrink, struct choices *out); /* false: no more; out is replaced */
void shrink_done(struct shrink *shrink);

#endif
