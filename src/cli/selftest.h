/* The inside of `grade selftest`: attacks as files, run by grade's own runner, compared with the
 * verdict that each file says it must get.
 *
 * An attack is a Python file that opens with comment lines "# key: value"; a line of "#" and two
 * or more spaces goes on with the value above. tests/attacks/README.md names the keys. */
#ifndef CLI_SELFTEST_H
#define CLI_SELFTEST_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/buf.h"
#include "grade/err.h"
#include "grade/limits.h"
#include "grade/strings.h"
#include "grade/verdict.h"

struct selftest_expect {
    enum grade_verdict verdict;
    char *left_out; /* why it is not run at this level, or NULL */
};

struct selftest_attack {
    char *path;   /* below the corpus: "resources/017_cpu_spin.py" */
    char *family; /* "resources" */
    int row;      /* of the list of attacks */
    char *name;
    struct selftest_expect full, baseline;
    int also_baseline;    /* a verdict that counts there too: a container's own filter may answer
                             first; -1 */
    char *without_cgroup; /* a verdict where nothing limits a group of processes; NULL: the same */
    char *stopped_by;     /* the layer, in words */
    char *violation;      /* the name of the refused call, or NULL */
    char *says;           /* one of these, with " | " between them, must be told; or NULL */
    char *machine;        /* as uname says it; NULL: any */
    struct grade_strings cases;   /* each a JSON object */
    struct grade_strings limits;  /* "cpu_ms=300" */
    struct grade_strings preload; /* modules */
    bool threads, processes;
    bool server;             /* in a box that may run a program and serve: see grade_box_spec */
    struct grade_buf source; /* the whole file, and what `append` adds */
};

/* Reads one file. The faults are GRADE_FAULT_MACHINE: the corpus is part of the program. */
int selftest_attack_read(struct selftest_attack *out, const char *corpus, const char *path,
                         struct grade_err *err);
void selftest_attack_done(struct selftest_attack *attack);

/* All attacks below a folder, in order of their paths; words: only those whose path or family one
 * of them is part of (none: all). The caller frees with selftest_corpus_done. */
struct selftest_corpus {
    struct selftest_attack *attacks;
    size_t count;
};
int selftest_corpus_read(struct selftest_corpus *out, const char *folder, char **words,
                         struct grade_err *err);
void selftest_corpus_done(struct selftest_corpus *corpus);

/* What became of one attack: plain data that a worker leaves in shared memory. */
struct selftest_outcome {
    bool ran; /* false: left out, or the run ended before */
    bool holds;
    enum grade_verdict verdict, expected;
    double duration_ms;
    char level[16];
    char violation[256];
    char told[512];   /* what the report says of the failure, cut */
    char reason[512]; /* why it does not hold, or why it was not run; empty where neither */
};

struct selftest_run {
    const char *python;  /* or NULL */
    const char *require; /* "full", "baseline", or NULL */
    int jobs;            /* worker processes */
    char level[16];      /* of the attacks that ran, once they have */
};

/* Runs every attack of the corpus; outcomes[i] belongs to attacks[i], and the caller unmaps it with
 * selftest_outcomes_free. */
int selftest_run_all(struct selftest_run *run, const struct selftest_corpus *corpus,
                     struct selftest_outcome **out, struct grade_err *err);
void selftest_outcomes_free(struct selftest_outcome *outcomes, size_t count);

/* Grades one attack in the calling worker. */
struct grade_runner;
void selftest_run_one(struct grade_runner *runner, const struct selftest_attack *attack,
                      struct selftest_outcome *out);

enum selftest_format { SELFTEST_TEXT, SELFTEST_JSON, SELFTEST_TAP };
void selftest_report(struct grade_buf *out, enum selftest_format format, bool verbose,
                     const struct selftest_run *run, const struct selftest_corpus *corpus,
                     const struct selftest_outcome *outcomes);
/* Whether all that ran holds, and something did. */
bool selftest_all_hold(const struct selftest_corpus *corpus,
                       const struct selftest_outcome *outcomes);

#endif
