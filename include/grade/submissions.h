/* What a batch grades: submissions, gathered from manifests, folders, archives and files, with the
 * problems that they are for.
 *
 * A fault in what the instructor wrote (a manifest's row, a problem that is not there) is an error,
 * GRADE_FAULT_USAGE with file and line. A fault in what was handed in (a link, a file that is too
 * large, two files where one is due) is that submission's alone: it becomes its verdict. What is no
 * submission at all is left out and told in the notes. Nothing of a solution is read here but what
 * comes out of an archive. Names come from learners and are hostile. Supervisor only. */
#ifndef GRADE_SUBMISSIONS_H
#define GRADE_SUBMISSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "grade/bank.h"
#include "grade/buf.h"
#include "grade/err.h"

enum {
    GRADE_SUBMISSIONS_MAX = 1000000,
    GRADE_SUBMISSION_ID_MAX = 200, /* bytes */
};

struct grade_batch_problem {
    char *name; /* as it was first named */
    struct grade_problem *problem;
    bool draws; /* some case draws its inputs */
    double max_points;
    uint64_t most_ms; /* no solution takes as long, by its limits, on whatever machine */
    uint64_t seed;    /* what it is graded with; set by the batch */
};

struct grade_submission {
    char *id;       /* UTF-8 without control characters, of 1 to GRADE_SUBMISSION_ID_MAX bytes */
    size_t problem; /* index */
    char *solution; /* as reports name it */
    char *path;     /* what to open; NULL: in the spool, or there is a fault */
    off_t offset;   /* in the spool */
    size_t len;
    char *fault; /* why it cannot be graded, or NULL */
    size_t line; /* of the manifest, 0 elsewhere */
};

struct grade_submissions {
    struct grade_submission *items;
    size_t count;
    struct grade_batch_problem *problems;
    size_t problem_count;
    int spool; /* a file without a name that holds what came out of archives; -1: none */
    off_t spool_len;
    struct grade_buf notes;  /* lines: what was left out, and why; the first of them */
    size_t note_count;       /* of all */
    long long not_before_ms; /* set by the batch: results are finished then or later, Unix time */
};

/* How to understand operands; everything borrowed. */
struct grade_sources {
    const char *problem;           /* the one problem that all are for, or NULL */
    const char *const *banks;      /* NULL-ended */
    const char *const *case_files; /* more cases for every problem */
    size_t case_file_count;
    const char *const *limits; /* "cpu_ms=500", valid */
    size_t limit_count;
};

void grade_submissions_init(struct grade_submissions *list);
void grade_submissions_done(struct grade_submissions *list);

/* Adds what operands name: each a manifest (.csv, .jsonl; - for standard input), a folder, an
 * archive (.zip, .tar, .tar.gz ...) or, with a problem, a Python file. */
int grade_submissions_gather(struct grade_submissions *list, const struct grade_sources *sources,
                             char *const *operands, size_t count, struct grade_err *err);

/* Manifests as bytes, for tests and fuzzing: name is for messages, folder what paths are relative
 * to ("" for none). */
int grade_submissions_parse(struct grade_submissions *list, const struct grade_sources *sources,
                            const char *name, const char *folder, const char *text, size_t len,
                            struct grade_err *err);

/* Keeps the submissions of shard `index` (from 1) of `count`: which one that is depends on id and
 * problem alone. */
void grade_submissions_shard(struct grade_submissions *list, size_t index, size_t count);

/* The bytes of a submission's solution, at most GRADE_SOLUTION_MAX; no link is followed. */
int grade_submission_read(struct grade_buf *out, const struct grade_submissions *list,
                          const struct grade_submission *submission, struct grade_err *err);

#endif
