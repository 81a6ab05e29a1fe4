/* The roadmap: topics and what each builds on (`topics.json` of a bank), and the catalogue of the
 * problems that there are.
 *
 * Both come from packages and may be hostile: sizes and counts are bounded, unknown keys are errors
 * with a did-you-mean, requirements that go in a circle are refused. A problem whose problem.json
 * is broken is in the catalogue with what is wrong with it, so that one bad package hides no other.
 * Faults are GRADE_FAULT_PACKAGE. Supervisor only. */
#ifndef GRADE_TOPICS_H
#define GRADE_TOPICS_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/err.h"
#include "grade/strings.h"

struct grade_area { /* a part of the roadmap: "Web frameworks" */
    char *id, *title;
};

struct grade_skill { /* what a learner wants to be able to do, in a few words */
    char *id, *title;
};

struct grade_topic {
    char *id, *title;            /* "decorators"; a folder of the bank has this name */
    size_t area;                 /* index */
    int order;                   /* place on the roadmap, distinct */
    int priority;                /* 1 is most urgent; 0: none of its own */
    int urgency;                 /* the least priority of it and of all that build on it; 0: none */
    size_t depth;                /* how many topics lie below it, along the longest way */
    struct grade_strings skills; /* ids */
    struct grade_strings require;  /* ids of topics */
    struct grade_strings packages; /* of Debian */
};

struct grade_topics {
    struct grade_area *areas;
    size_t area_count;
    struct grade_skill *skills;
    size_t skill_count;
    struct grade_topic *topics; /* by `order` */
    size_t count;
};

/* The topics.json of the first of the banks (NULL-ended) that has one; none has: *out is empty. */
int grade_topics_load(struct grade_topics **out, const char *const *banks, struct grade_err *err);
/* The same of a text. */
int grade_topics_parse(struct grade_topics **out, const char *text, size_t len,
                       struct grade_err *err);
void grade_topics_free(struct grade_topics *topics);
/* NULL: none. */
const struct grade_topic *grade_topics_find(const struct grade_topics *topics, const char *id);

struct grade_entry { /* what problem.json says, without the cases */
    char *id, *dir;
    char *title, *topic;                    /* topic: that of problem.json, else the folder's */
    struct grade_strings concepts, require; /* require: ids of topics and of problems */
    int difficulty, minutes;                /* 0: not said */
    size_t hint_count;
    char *kind, *file; /* of the solution */
    char *fault;       /* NULL: sound; else what is wrong, and only id, dir and topic are set */
};

struct grade_catalogue {
    struct grade_entry *entries; /* by id; of several with one id that of the first bank */
    size_t count;
};

/* Everything in the banks (NULL-ended). Never fails: what cannot be read is not there. */
void grade_catalogue_load(struct grade_catalogue *out, const char *const *banks);
void grade_catalogue_done(struct grade_catalogue *catalogue);
const struct grade_entry *grade_catalogue_find(const struct grade_catalogue *catalogue,
                                               const char *id);

/* Appends a file of a package, such as its README.md or starter.py: a regular file of at most max
 * bytes, no link. 1, 0 where there is none, or a fault. */
struct grade_buf;
int grade_bank_read(struct grade_buf *out, const char *dir, const char *name, size_t max,
                    struct grade_err *err);

#endif
