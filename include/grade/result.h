/* What became of one solution: plain data between `run`, which fills it, and `report`, which reads
 * it.
 *
 * Texts of the learner (stdout, messages, lines) are hostile bytes: reporters escape them.
 * Everything is owned by the result; grade_result_free frees it. */
#ifndef GRADE_RESULT_H
#define GRADE_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grade/isolation.h"
#include "grade/strings.h"
#include "grade/value.h"
#include "grade/verdict.h"

struct grade_frame { /* one line of a traceback, outermost first, harness frames removed */
    char *file;      /* "solution.py", "step 2", "helpers.py", or a library's path */
    char *function;
    char *text;                              /* the source line as in its file, or NULL */
    long line, column, end_line, end_column; /* 1-based; column 0 where unknown, end exclusive */
};

struct grade_exception {
    char *type;    /* as "ValueError" or "module.Name" */
    char *message; /* str(exception), cut */
    struct grade_frame *frames;
    size_t frame_count, frames_left_out;
    struct grade_exception *cause, *context; /* NULL where none, or suppressed */
};

struct grade_capture { /* one stream of one case */
    char *data;
    size_t len;     /* kept */
    uint64_t total; /* written; more than len: the rest was cut */
};

/* Where the input of a failure came from, for a case that draws its inputs. */
struct grade_generated {
    size_t input, count; /* which input it was, from 1, and of how many */
    uint64_t seed;       /* draws the same again */
    bool edge;           /* given by the author, not drawn */
    bool not_alone;      /* it fails only after the inputs before it */
    char *shrunk_from;   /* the action as it was drawn, where a simpler one was found; or NULL */
    char *kept;          /* the failing input with its answer, as a case in JSON */
};

struct grade_failure { /* one expectation that did not hold; a table may have several */
    size_t step, row;  /* as in struct grade_step; SIZE_MAX step: the case as a whole */
    enum grade_verdict verdict;
    char *action;  /* what was done, as Python source: "gcd(17, 0)", "x = f()"; of a static rule the
                      line of the solution that it is about; or NULL */
    char *aspect;  /* what is compared: "returns", "raises", "stdout", "clock.sleeps", "exit" ... or
                      NULL */
    char *message; /* one sentence for people */
    struct grade_value *expected, *actual; /* either may be NULL; expected may hold matchers */
    char *path, *reason;                   /* the first difference: see grade/compare.h */
    char *expected_text, *actual_text;     /* Python source; of the whole, cut to a screenful */
    struct grade_exception *exception;     /* the exception that was raised, if one was */
    struct grade_exception *
        *stacks; /* where each task or thread stood: `type` is its name, or "" */
    size_t stack_count;
    struct grade_generated *generated; /* NULL where the input was not drawn */
    char *suspicion; /* a common mistake that it looks like, as a clause behind "this looks like";
                        or NULL: none, a hidden case, or the author's misconception says it */
};

#define GRADE_UNASKED "not asked for" /* the reason of a case that was left out by --case */

struct grade_case_result {
    size_t number;
    char *name;
    bool hidden;
    bool withheld; /* set by grade_report_add: hidden from this audience, and all below `verdict`
                      and the points is empty. Reporters ask this, not `hidden` */
    enum grade_verdict verdict;
    double points, max_points;
    double duration_ms, cpu_ms;
    long peak_kib;           /* -1: not known */
    const char *peak_source; /* how it was measured; static text */
    char *reason;            /* why skipped; what limit ("500 ms of CPU time"); or NULL */
    char *violation;         /* the refused call as "socket(AF_INET, SOCK_STREAM, 0)", or NULL */
    char *location_file;     /* where in the solution it happened, or NULL */
    long location_line, location_column;
    char *setup; /* Python source of what was there and what was done before the first failure;
                    NULL: nothing */
    long defined_line; /* where the solution defines what the failed step calls; 0: not known */
    struct grade_failure *failures;
    size_t failure_count;
    struct grade_capture out, err;
    char *why, *hint; /* of the case */
    char *rerun;      /* command line that runs only this case again */
};

struct grade_result {
    char *id; /* of the submission in a batch: who handed it in; NULL outside one. Hostile text */
    char *problem_id, *problem_title, *problem_digest;
    char *solution_path, *solution_digest; /* "-" for standard input */
    uint64_t seed;
    char *python, *python_version;
    const struct grade_isolation *isolation; /* borrowed from the cell */
    enum grade_verdict verdict;              /* pass, or that of the first case that failed */
    double points, max_points;
    struct grade_case_result *cases;
    size_t case_count;
    char *misconception, *hint; /* recognised, or NULL */
    struct grade_strings tied;  /* misconceptions of which none is told, for all of them match as
                                   well and their hints differ; for authors, in no report */
    double duration_ms;
    bool interrupted;
    bool draws;     /* some case draws its inputs: the seed decides what they are */
    char *message;  /* why there are no cases: the solution cannot be read, grade itself failed; or
                       NULL */
    char *limits;   /* what --limit set for all cases, as in "cpu_ms=500 wall_ms=2000"; or NULL */
    char *finished; /* when, as "2026-01-31T12:00:00.000Z"; or NULL */
    /* Of a result that was read back: what its borrowed and static parts point to. */
    struct grade_isolation *own_isolation;
    struct grade_strings own_texts;
};

void grade_result_free(struct grade_result *result);
void grade_failure_done(struct grade_failure *failure); /* frees what it holds */
void grade_case_result_done(struct grade_case_result *result);
void grade_exception_free(struct grade_exception *exception);
void grade_frames_free(struct grade_exception *exception); /* leaves it without any */

#endif
