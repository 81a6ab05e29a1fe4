/* A learner's progress: what was tried, what passed, which hints were taken; and what to do next.
 *
 * Kept in an SQLite database of the learner's own, XDG_STATE_HOME/grade/progress.db: no account, no
 * network. Several processes may use it at once; what was committed survives a killed process. A
 * database that is damaged is set aside under another name, never repaired silently. Failing is
 * harmless: whoever grades goes on without. Faults are GRADE_FAULT_MACHINE unless said otherwise.
 * Of a hidden case nothing is kept but how many there were. Supervisor only; one store open at a
 * time in a process. Times are seconds since 1970 in UTC, 0 for never; days are local,
 * "2026-11-22".
 */
#ifndef GRADE_LEARN_H
#define GRADE_LEARN_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/bank.h"
#include "grade/buf.h"
#include "grade/err.h"
#include "grade/result.h"
#include "grade/topics.h"

struct grade_learn; /* an open store */

/* Whether runs are recorded: not with GRADE_PROGRESS=off, and not where CI is set, unless
 * GRADE_PROGRESS=on. */
bool grade_learn_wanted(void);

/* Where the store is, whether it is there or not. Caller frees *out. A fault where no home is
 * known.
 */
int grade_learn_path(char **out, struct grade_err *err);

/* Opens the store, and makes it where there is none. `notes` gets a line for each thing that the
 * user should be told (that a damaged file was set aside). NULL as the path: grade_learn_path. */
int grade_learn_open(struct grade_learn **out, const char *path, struct grade_buf *notes,
                     struct grade_err *err);
void grade_learn_close(struct grade_learn *learn); /* NULL is fine */

/* Recording ----------------------------------------------------------------------------------- */

struct grade_learn_run { /* one run to be recorded; everything is borrowed */
    const struct grade_problem *problem;
    const struct grade_result *result;
    bool partial;         /* not all cases were asked for: a pass does not solve the problem */
    const char *solution; /* path, or "-" */
};

/* Records a run that has ended, if it is a learner's attempt: it was not interrupted, grade did not
 * fail, and the solution is none of those that the problem brings along. Opens the store and closes
 * it. Call it behind the report: it may have to wait for another process, up to 5 s. */
int grade_learn_record(const struct grade_learn_run *run, struct grade_buf *notes,
                       struct grade_err *err);
/* The same into a store that is open. */
int grade_learn_add(struct grade_learn *learn, const struct grade_learn_run *run,
                    struct grade_err *err);
/* That somebody began a problem; path: the file to write the solution in, or NULL. */
int grade_learn_start(struct grade_learn *learn, const char *problem, const char *path,
                      struct grade_err *err);
/* That the hint of this number, from 1, was shown. */
int grade_learn_hint(struct grade_learn *learn, const char *problem, int rung,
                     struct grade_err *err);

/* What is known ------------------------------------------------------------------------------- */

enum grade_learn_state {
    GRADE_LEARN_NEW,     /* nothing is known of it */
    GRADE_LEARN_STARTED, /* begun or a hint taken, never run */
    GRADE_LEARN_TRIED,   /* run, not yet passed as a whole */
    GRADE_LEARN_SOLVED,  /* passed as a whole, once at least */
    GRADE_LEARN_STATES
};
/* "new", "started", "tried", "solved". Static. */
const char *grade_learn_state_name(enum grade_learn_state state);

struct grade_learn_fact { /* of one problem */
    char *problem;
    enum grade_learn_state state;
    long long attempts;      /* runs of any kind */
    long long passes;        /* of the whole problem */
    long long failed_before; /* runs of the whole that failed, before the first that passed */
    long long pass_days;     /* on how many days it passed */
    long long last, first_pass, last_pass;
    int rung;       /* the last hint that was shown, from 1; 0: none */
    char *digest;   /* of the problem when it last passed, or NULL */
    char *verdict;  /* of the last attempt, or NULL */
    char *solution; /* where the learner's file lies, absolute, or NULL */
};
struct grade_learn_facts {
    struct grade_learn_fact *items; /* by problem */
    size_t count;
};

int grade_learn_facts(struct grade_learn_facts *out, struct grade_learn *learn,
                      struct grade_err *err);
void grade_learn_facts_done(struct grade_learn_facts *facts);
/* Never NULL: a problem of which nothing is known is new. Borrowed. */
const struct grade_learn_fact *grade_learn_fact(const struct grade_learn_facts *facts,
                                                const char *problem);

/* What to do next ------------------------------------------------------------------------------ */

enum grade_learn_reason {
    GRADE_LEARN_GO_ON, /* begun, not solved */
    GRADE_LEARN_STUCK, /* the same, and it failed often */
    GRADE_LEARN_FRESH, /* all that it builds on is done */
    GRADE_LEARN_AGAIN, /* solved with trouble a while ago */
    GRADE_LEARN_EARLY, /* something that it builds on is not done */
};
struct grade_learn_step {
    const struct grade_entry *entry; /* borrowed from the catalogue */
    enum grade_learn_reason reason;
};
struct grade_learn_plan {
    struct grade_learn_step *steps; /* the first is what to do next; empty: all is solved */
    size_t count;
};

/* Puts what is not solved in order; `now` says what a while ago is. Never fails. */
void grade_learn_plan(struct grade_learn_plan *out, const struct grade_catalogue *catalogue,
                      const struct grade_topics *topics, const struct grade_learn_facts *facts,
                      long long now);
void grade_learn_plan_done(struct grade_learn_plan *plan);

/* For who only wants a name: the problem to do next (other than `besides`, which may be NULL), or
 * NULL where all is solved. Opens and closes the store. Caller frees *out. */
int grade_learn_next(char **out, const char *const *banks, const char *besides,
                     struct grade_err *err);

#endif
