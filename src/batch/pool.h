/* Between the parent's loop (batch.c), its plan (plan.c), its workers (worker.c) and what it tells
 * (progress.c). */
#ifndef BATCH_POOL_H
#define BATCH_POOL_H

#include <sys/types.h>

#include "grade/batch.h"
#include "grade/loop.h"

/* From a worker, before the line. It is of the same program: the struct is sent as it is. */
struct batch_reply {
    size_t len;               /* of the line */
    struct grade_entry entry; /* its pointers mean nothing here */
    enum grade_fault fault;   /* not NONE: no line; the runner failed, and this is why */
    char message[512];
};

/* In a new process: grades the submissions whose numbers come through fd, until its end. */
_Noreturn void batch_work(const struct grade_batch_config *config, int fd, unsigned number);

/* The result of a submission that has no cases, and why. source may be NULL. */
struct grade_result *batch_result_without_cases(const struct grade_batch_config *config,
                                                const struct grade_submission *submission,
                                                enum grade_verdict verdict, const char *message);
/* What all results of a batch have beside what the runner knows; sets when it was finished. */
void batch_result_complete(struct grade_result *result, const struct grade_batch_config *config,
                           const struct grade_submission *submission);

/* Progress --------------------------------------------------------------------------------------
 */

struct batch_progress {
    const struct grade_batch_look *look;
    const struct grade_batch_outcome *outcome;
    uint64_t began, told; /* nanoseconds */
    bool shown;           /* a line on the terminal that is to be cleared */
};
void progress_begin(struct batch_progress *progress, const struct grade_batch_look *look,
                    const struct grade_batch_outcome *outcome);
/* Tells how it stands where it is time to; milliseconds until it is again, -1: never. */
int progress_tick(struct batch_progress *progress);
void progress_clear(struct batch_progress *progress); /* before anything else is written there */
/* A line on its own, whatever was asked for; prefix "grade: " is added. */
void progress_say(struct batch_progress *progress, const char *text);
/* "612 of 2000 graded, 48 failed, 27.4 a second, 51 s left" */
void progress_words(struct grade_buf *out, const struct batch_progress *progress);

/* The parent ------------------------------------------------------------------------------------
 */

struct worker {
    struct batch *batch;
    struct grade_watch watch; /* fd -1: there is none */
    pid_t pid;
    bool busy;
    size_t index; /* of the submission that it is at */
    uint64_t since;
    struct grade_buf in;
};

struct batch {
    const struct grade_batch_config *config;
    struct grade_journal *journal;
    struct grade_index *index;
    struct grade_batch_outcome *outcome;
    struct batch_progress progress;
    struct grade_loop *loop;
    struct grade_watch interrupt, snapshot;
    struct worker *workers;
    size_t *todo, todo_count, next;
    size_t *again, again_count; /* whose worker died: they come first */
    uint8_t *tries;             /* of each submission */
    size_t faults_in_a_row;
    int rc; /* of what ends the batch */
    struct grade_err *err;
    char *read_buffer;
};

/* Fills todo, and the room for again and tries; gives problems their seeds. */
void batch_plan(struct batch *batch);
void batch_count(struct grade_batch_outcome *outcome, enum grade_verdict verdict);

#endif
