/* What the files of `run` share: a session grades one solution, a trial runs one case of it. */
#ifndef GRADE_RUN_INTERNAL_H
#define GRADE_RUN_INTERNAL_H

#include "grade/run.h"

#include "grade/buf.h"

#include "clock.h"
#include "probes.h"

struct generated;

struct session;

enum trial_state { TRIAL_WAITING, TRIAL_RUNNING, TRIAL_DONE };

struct trial { /* one case */
    struct session *session;
    const struct grade_case *spec;
    struct grade_case_result *result;
    const struct grade_case
        *origin; /* the problem's case: other than spec where that has drawn inputs as its rows */
    struct grade_limits limits;
    enum trial_state state;
    struct grade_box *box;
    struct virtual_clock clock;
    struct probes probes;
    bool gone;         /* given up */
    unsigned unread;   /* questions that came while answers were not read: stubs wait for theirs */
    size_t unforeseen; /* 1 + index of the failure whose place the case has been asked for, or 0 */
    bool begun, answered;                 /* every step has its answer */
    size_t step;                          /* index of the step that is running */
    size_t seen[2];                       /* output of earlier steps, by stream */
    long long leaked, unawaited, blocked; /* `tasks.` evidence */
    bool asked;                           /* what became of the arguments of a step that failed */
    size_t asked_about;                   /* index of its failure */
    struct grade_value *stuck;            /* where all waited when it was looked at last; or NULL */
    struct grade_value *stacks; /* where it stood shortly before a limit: as in `stacks`; or NULL */
    struct grade_value
        *looks; /* LIST of the main thread's frames at each look before that; or NULL */
    uint64_t start_ns;
    struct grade_value
        *answers; /* LIST of bodies of `done`, where they are gathered and not judged; or NULL */
    struct generated
        *generated; /* what runs in the place of this trial, which has no box of its own; or NULL */
    struct grade_value *made; /* DICT of given tables, as the case made them; or NULL */
    double counts[GRADE_GROWTH_SIZES_MAX]; /* by row, of a case with `growth` */
};

struct preparation { /* the process that compiles: see prepare.c */
    struct grade_box *box;
    bool answered; /* all that it was asked for is there */
    bool over;
    struct grade_box_end end; /* then */
};

struct session {
    struct grade_runner *runner;
    const struct grade_run_job *job;
    const struct grade_problem *problem;
    struct grade_result *result;
    struct trial *trials;
    size_t settled; /* so many are done, of the first in the order in which they are started */
    struct grade_value *prepared;
    struct grade_value
        *facts; /* what the rules ask about; NULL: there are none, or no answer came */
    struct preparation preparation;
    const struct grade_value *
        *codes;             /* of each step of each case, borrowed from prepared; NULL: none */
    struct oracle *oracles; /* one for each of the problem's references; NULL: none is needed */
};

/* frames.c: making frames and looking into them */
struct grade_value *frame_new(const char *kind, struct grade_value *body);
/* Decodes [kind, body]; NULL on anything else. The caller frees the result; *out_kind and *out_body
 * borrow from it. */
struct grade_value *frame_parse(const char *data, size_t len, const char **out_kind,
                                const struct grade_value **out_body);
void frame_send(struct grade_box *box, const char *kind, struct grade_value *body); /* takes body */

/* exception.c */
struct grade_exception *exception_read(const struct session *session,
                                       const struct grade_value *wire);
/* Gives an exception of the compiler the one place that its attributes `attrs` name. */
void exception_place(struct grade_exception *exception, const struct session *session,
                     const struct grade_value *attrs);
/* "ValueError: message" in one line. */
char *exception_line(const struct grade_exception *exception);
char *source_line(const struct session *session,
                  long line); /* of the solution; NULL: there is none */
void locate(struct grade_case_result *result, const struct session *session,
            const struct grade_exception *exception);

/* define.c: the line of the solution that defines the first of the names in a step's source; 0:
 * none
 */
long defined_line(const struct session *session, const char *action);

/* raises.c: whether a wire exception is what is expected; where not, a reason (caller frees). */
bool raises_match(const struct session *session, const struct grade_raises *want,
                  const struct grade_value *wire, char **out_reason);
char *raises_words(const struct grade_raises *want); /* "ValueError matching 'x'" */
void raises_names(struct grade_value *list,
                  const struct grade_raises *want); /* the type names it mentions */

/* expect.c: judges the answer to a step; false where an expectation does not hold (a failure was
 * added). */
bool expect_step(struct trial *trial, const struct grade_step *step,
                 const struct grade_value *done);
bool expect_program(struct trial *trial, const struct grade_box_end *end);
struct grade_failure *failure_add(struct trial *trial, const struct grade_step *step,
                                  enum grade_verdict verdict, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* needs.c: why this interpreter cannot run the problem, or NULL; the caller frees. missing: a
 * module that it could not preload, with what came of the attempt (empty: it found none), or NULL.
 */
char *needs_unmet(const struct grade_problem *problem, const struct grade_python *python,
                  const char *version, const char *missing, const char *why);

/* step_text.c: "gcd(17, 0)", or the source, with the arguments of a row in the place of "(*args)"
 */
char *step_text(const struct grade_step *step);
/* setup_text.c: what is given and done before a failure, as Python source; NULL: nothing. */
char *setup_text(const struct grade_case *spec, const struct grade_failure *failure);

/* prepare.c: has everything compiled in a process of its own, and waits until it is; 0, or the
 * session's fault. */
int session_compile(struct session *session, struct grade_err *err);
int session_compiled(struct session *session, struct grade_err *err);

/* rules.c: static rules, judged by facts that the process that prepares gathers. */
bool rules_any(const struct session *session);
struct grade_value *rules_request(const struct session *session); /* body of `rules` */
/* Whether the rule holds; where not, *out_failed says what of it. */
struct rule_breach {
    char *message; /* caller frees */
    long line, column;
};
bool rule_holds(const struct session *session, const struct grade_rule *rule,
                struct rule_breach *out_failed);
void rules_judge(struct trial *trial); /* a case of kind RULE */

/* made.c: takes what a `begun` or `done` tells of the tables that were made; what is given as such
 * a table, or as the author wrote it (borrowed). */
void made_take(struct trial *trial, const struct grade_value *body);
const struct grade_value *made_value(const struct trial *trial, const struct probe *given);

/* laws.c: what values of a class answered to each other, against the step's laws. */
bool expect_laws(struct trial *trial, const struct grade_step *step,
                 const struct grade_value *done);

/* tests.c: what became of the learner's tests, as the case process says. */
bool expect_tests(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *done);
/* In words where it says more than the numbers: that no test has noticed a wrong subject. */
void tests_explain(struct grade_failure *failure);
struct grade_value *tests_evidence(const struct grade_value *done,
                                   const char *name); /* the caller's, or NULL */

/* suspect.c: what a failure looks like. */
/* Looks at the failures of a step, from `first` on; true where it is worth asking for the
 * arguments. */
bool suspect_step(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *done, size_t first, size_t printed_from);
void suspect_args(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *body);
void suspect_program(struct trial *trial);
void suspicions_drop(struct grade_result *result);

/* trial.c */
int trial_start(struct trial *trial, struct grade_err *err);
/* The process of a waiting trial started ahead of that, to wait for its beginning. No more than an
 * attempt: without it trial_start does so. */
void trial_open(struct trial *trial);
void trial_skip(struct trial *trial, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void trial_done(struct trial *trial);
/* trial_send.c */
void trial_send_begin(struct trial *trial);
void trial_send_step(struct trial *trial, const struct grade_step *step);
void trial_send_time(struct trial *trial);

void trial_give_up(struct trial *trial); /* nothing more is wanted of it */
const struct grade_step *
trial_current(const struct trial *trial); /* NULL before the first and after the last */
/* Frames alone, as an exception of this name: so reports show their lines. */
void trial_show_frames(struct trial *trial, struct grade_failure *failure, const char *name,
                       const struct grade_value *frames);

/* trial_stacks.c: where the tasks and threads of a case stand */
/* Takes the case's answer; true where the frame was one. */
bool trial_stacks(struct trial *trial, const char *kind, const struct grade_value *body);
void trial_deadlock(struct trial *trial, const struct grade_value *body);
void trial_show_stacks(struct trial *trial, struct grade_failure *failure,
                       const struct grade_value *stacks);

/* looks.c: where a case was on the way to a limit of time, look by look */
void looks_add(struct trial *trial, const struct grade_value *frames); /* copies */
/* Tells it with the failure: a loop by its lines, what waits by its stacks. */
void looks_tell(struct trial *trial, struct grade_failure *failure);

/* trial_probe.c: what a case says of its probes, and of the place of a call that failed it */
void trial_probe(struct trial *trial, const struct grade_value *body);
void trial_where(struct trial *trial, const char *kind, const struct grade_value *body);

/* oracle.c: references that answer generated inputs, each with a session and a cell that no
 * solution shares. */
struct oracle {
    struct grade_run_job job;
    struct session session;
    bool open;
};
int oracles_open(struct session *session,
                 struct grade_err *err); /* those that selected cases ask */
void oracles_done(struct session *session);

/* generated.c: a case whose inputs are drawn. Nothing waits: each step goes on where a box has
 * ended. */
int generated_start(struct trial *trial, struct grade_err *err);
/* Goes on if it can. *out_busy: whether a box runs; where none does and the trial is not done, the
 * cell is to be replaced first. */
int generated_step(struct trial *trial, bool *out_busy, struct grade_err *err);
void generated_free(struct generated *generated);

/* keep.c: inputs with their answers as a case in JSON, that an author may keep. */
char *keep_case(const struct grade_case *spec, size_t input, uint64_t seed);

/* growth.c: what a count that was taken for several n must be. */
double growth_bound(const struct grade_growth *growth, const double *counts,
                    size_t i); /* the most for size i, from 1 */
bool growth_count(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *done);
char *growth_action(const struct trial *trial,
                    const struct grade_step *step); /* "count(n), n = 100" */
void growth_judge(struct trial *trial);             /* once all counts are there */

/* hints.c: recognises a misconception by what its author declared. */
void recognise(struct session *session);

/* A second runner on the same loop, whose cell runs references; kept as long as the runner. */
struct grade_runner *runner_oracle(struct grade_runner *runner);
/* A living cell, started where there is none; the boxes of a dead one must be over. */
int runner_ensure_cell(struct grade_runner *runner, const struct grade_problem *problem,
                       struct grade_err *err);
struct grade_result *result_new(const struct grade_runner *runner, const struct grade_run_job *job);
void session_new_trials(struct session *session);
void session_done(struct session *session);
bool session_selected(const struct session *session, size_t i);

struct grade_loop *runner_loop(const struct grade_runner *runner);
struct grade_cell *runner_cell(const struct grade_runner *runner);

#endif
