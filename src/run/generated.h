/* What the files of a generated case share: its inputs, and how far it has come. See generated.c.
 */
#ifndef GRADE_RUN_GENERATED_H
#define GRADE_RUN_GENERATED_H

#include "generate.h"
#include "internal.h"

enum purpose { ALL, ALONE, CANDIDATES, FINAL };

struct input {
    struct grade_value *value; /* LIST [LIST args, DICT kwargs] */
    struct choices choices;    /* none for an edge */
    bool drawn, answered;
    struct grade_value *returns;
    struct grade_raises raises; /* the type is borrowed from the case; NULL: returns */
};

struct generated {
    struct trial *outer;
    const struct grade_generate *generate;
    enum purpose purpose;
    bool asking, launched; /* asking the reference, or trying the solution */
    struct input *batch;
    size_t count;
    /* The run of the batch: a case of its own, with a row for each input. */
    struct grade_case spec;
    struct trial inner;
    struct grade_case_result scratch;
    /* What is known of the first input that failed. */
    struct grade_case_result best;
    struct input failing, simplest;
    struct grade_generated told;
    enum grade_verdict verdict;
    char *as_drawn, *kept;
    /* Shrinking. */
    struct shrink shrink;
    uint64_t shrink_ns;
    unsigned rounds;
    uint64_t *tried; /* hashes of the candidates so far */
    size_t tried_count;
};

/* inputs.c */
void input_done(struct input *input);
void input_copy(struct input *to, const struct input *from);
void batch_clear(struct generated *g);
void batch_one(struct generated *g, const struct input *input); /* copies */
/* The row that stands for an input, everything borrowed. */
struct grade_step row_of(const struct generated *g, struct input *input, size_t row, bool expect);
/* "gcd(4, 6)"; an expression with its arguments behind it. The caller frees. */
char *input_text(const struct generated *g, struct input *input);
int draw_all(struct generated *g, struct grade_err *err); /* fills the batch */

/* answers.c: takes what the reference said of the batch, which keeps those that it answered. */
int take_answers(struct generated *g, struct grade_err *err);
struct session *oracle_session(const struct generated *g);

#endif
