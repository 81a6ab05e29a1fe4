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
 * fail, and the solution is none of those that the problem brings along. Into `ahead`, which it
 * takes, or where that is NULL into the store, which it opens. Call it behind the report: it may
 * have to wait for another process, up to 5 s. */
int grade_learn_record(const struct grade_learn_run *run, struct grade_learn *ahead,
                       struct grade_buf *notes, struct grade_err *err);
/* The store opened ahead of that, while there is nothing else to do: its log may be long. NULL
 * where there is none yet, or it cannot be had at once and as it is; that is told when recording.
 */
struct grade_learn *grade_learn_ahead(void);
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

/* Habits -------------------------------------------------------------------------------------- */

struct grade_learn_spent { /* on one problem */
    char *problem;
    long long attempts, seconds;
};
struct grade_learn_trouble { /* what keeps failing; of a case, that it failed when it last ran */
    char *problem, *name;    /* a visible case, or a misconception */
    bool misconception;
    long long times, runs; /* runs: in which the case was tried; of a misconception 0 */
};
struct grade_learn_habits {
    long long attempts, days;  /* on how many days */
    long long streak, longest; /* days without a gap up to today or yesterday, and at most */
    long long today;           /* attempts */
    long long
        seconds; /* estimated: the time between two things done, where less than half an hour */
    struct grade_learn_spent *spent; /* by problem */
    size_t spent_count;
    struct grade_learn_trouble *troubles; /* the most frequent first; at least twice each */
    size_t trouble_count;
};
int grade_learn_habits(struct grade_learn_habits *out, struct grade_learn *learn, long long now,
                       struct grade_err *err);
void grade_learn_habits_done(struct grade_learn_habits *habits);

/* Moving ----------------------------------------------------------------------------------------
 */

/* Appends all that is recorded as JSON; no path of this machine is in it. */
int grade_learn_export(struct grade_buf *out, struct grade_learn *learn, struct grade_err *err);

struct grade_learn_imported {
    size_t read, added; /* of attempts and moments; the others were there already */
};
/* Adds what an export holds: all of it or, where something is wrong with it, nothing. Strict; what
 * is wrong with the text is GRADE_FAULT_USAGE. */
int grade_learn_import(struct grade_learn_imported *out, struct grade_learn *learn,
                       const char *text, size_t len, struct grade_err *err);
/* Forgets everything. The export of it, taken in the same moment, is handed to `keep` before; where
 * that fails, nothing is forgotten. */
int grade_learn_reset(struct grade_learn *learn,
                      int (*keep)(void *context, const struct grade_buf *text,
                                  struct grade_err *err),
                      void *context, struct grade_err *err);

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
    struct grade_strings missing; /* EARLY: the topics and problems to do before */
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

enum grade_learn_topic_state {
    GRADE_LEARN_PLANNED, /* it has no problems yet */
    GRADE_LEARN_LATER,   /* something that it builds on is not done */
    GRADE_LEARN_READY,   /* all that it builds on is done, it itself not begun */
    GRADE_LEARN_BEGUN,
    GRADE_LEARN_DONE, /* all its problems are solved */
    GRADE_LEARN_TOPIC_STATES
};
struct grade_learn_topic {
    enum grade_learn_topic_state state;
    size_t there, solved; /* problems */
    bool met; /* what builds on it may be begun: half its problems are solved; or it has none, and
                 all that it builds on is met */
};
/* "planned", "later", "ready", "begun", "done". Static. */
const char *grade_learn_topic_state_name(enum grade_learn_topic_state state);
/* Of each topic, in the order of topics->topics; caller frees. */
struct grade_learn_topic *grade_learn_topics(const struct grade_catalogue *catalogue,
                                             const struct grade_topics *topics,
                                             const struct grade_learn_facts *facts);

/* For who only wants a name: the problem to do next (other than `besides`, which may be NULL), or
 * NULL where all is solved. Opens and closes the store. Caller frees *out. */
int grade_learn_next(char **out, const char *const *banks, const char *besides,
                     struct grade_err *err);

#endif
