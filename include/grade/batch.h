/* Grading many submissions: worker processes, one poll loop, a journal.
 *
 * The parent runs nothing of a solution's: it hands one submission at a time to each worker, which
 * is a supervisor of its own with a warm cell of its own, and writes what comes back into the
 * journal. A worker that dies, or whose machine fails it, costs the submission that it was at one
 * more try in another worker, then a result with the verdict `internal`. No verdict depends on how
 * many workers there are. Supervisor only. */
#ifndef GRADE_BATCH_H
#define GRADE_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grade/journal.h"
#include "grade/run.h"
#include "grade/submissions.h"

struct grade_batch_look { /* of what is told while it runs */
    int fd;               /* -1: nothing is */
    bool terminal;        /* a line that is written again and again; else lines, now and then */
    bool color, ascii;
    int width;
};

struct grade_batch_config {
    struct grade_submissions *submissions; /* their problems get their seeds */
    const struct grade_python *python;     /* borrowed, as is everything here */
    const char *harness, *extension;
    enum grade_level require;
    unsigned jobs;      /* workers, at least 1 */
    unsigned in_flight; /* cases at once in each of them, at least 1 */
    bool has_seed;      /* else problems that draw inputs get the one that the journal has, or: */
    uint64_t seed;      /* chosen for this run */
    const char *limits; /* what --limit set, as results tell it; or NULL */
    bool again;         /* also what the journal has already */
    int interrupt_fd;   /* readable: finish what is running; -1: never */
    int snapshot_fd;    /* an eventfd: say how it stands; -1: never */
    struct grade_batch_look look;
    /* Appends the command line that runs one case of a submission again. NULL: none. */
    void (*rerun)(struct grade_buf *out, const void *owner, const char *problem,
                  const char *solution, uint64_t seed, size_t number);
    const void *rerun_owner;
};

struct grade_batch_outcome {
    size_t total;           /* submissions */
    size_t before;          /* of which the journal had the result already */
    size_t graded;          /* now */
    size_t failed, machine; /* of all that have a result; machine: `internal` or `skipped` */
    size_t broken;          /* of machine: the package's fault */
    bool interrupted;
};

/* Grades what the journal does not have. Interrupted is no fault; a journal that cannot be written
 * is, and so is a machine on which nothing works. The outcome is filled in either case. */
int grade_batch_run(const struct grade_batch_config *config, struct grade_journal *journal,
                    struct grade_index *index, struct grade_batch_outcome *out,
                    struct grade_err *err);

#endif
