/* The author's bench: whether a problem is good. See "What makes a problem good" in `grade help
 * authors`.
 *
 * What is wrong with a package is data: notes, each with its place, what it is, why it matters and
 * how to mend it. An error (struct grade_err) is a machine that cannot look. Supervisor only; a
 * package may be hostile, and nothing of it runs outside a box. */
#ifndef GRADE_AUTHOR_H
#define GRADE_AUTHOR_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/buf.h"
#include "grade/report.h"
#include "grade/run.h"
#include "grade/strings.h"

/* Notes ------------------------------------------------------------------------------------- */

enum grade_note_kind { GRADE_NOTE_ERROR, GRADE_NOTE_WARNING, GRADE_NOTE_SKIPPED };

struct grade_note {
    enum grade_note_kind kind;
    char *check; /* which check says it: "solutions" */
    char *file;  /* as the user would open it */
    long line, column;
    char *what, *why, *mend; /* clauses for a person; why and mend may be NULL */
};

struct grade_verified { /* of one package */
    char *id, *dir;
    struct grade_note *notes;
    size_t note_count;
    size_t cases, solutions;            /* how much was looked at */
    size_t mutants, killed, equivalent; /* of the reference; 0 mutants: not tried */
    bool interrupted;
};
void grade_verified_done(struct grade_verified *verified);
size_t grade_verified_count(const struct grade_verified *verified, enum grade_note_kind kind);

/* Verifying --------------------------------------------------------------------------------- */

struct grade_bench; /* warm runners, kept from one package to the next */

struct grade_bench_config {
    struct grade_run_config run;
    bool no_mutants;
    const char *const *banks; /* NULL-ended: where the problems lie that others require */
};
struct grade_bench *grade_bench_new(const struct grade_bench_config *config);
void grade_bench_free(struct grade_bench *bench);

/* Looks at the package in a folder. Negative errno where the machine cannot. */
int grade_verify(struct grade_bench *bench, const char *dir, struct grade_verified *out,
                 struct grade_err *err);

/* The same for many, in processes beside each other, in no order. `done` gets each as it ends, and
 * what it holds is freed behind it. */
int grade_verify_all(const struct grade_bench_config *config, const char *const *dirs, size_t count,
                     unsigned jobs,
                     void (*done)(void *owner, size_t index, const struct grade_verified *verified),
                     void *owner, struct grade_err *err);

/* Mutants ----------------------------------------------------------------------------------- */

struct grade_mutant {
    char *id, *operator_name;
    long line, column;
    char *diff; /* unified, against the reference */
    bool killed;
    char *killer;     /* the case that noticed it, or NULL */
    char *equivalent; /* why nothing can, by its author's word; or NULL */
    char *telling; /* of a survivor: "gcd(0, 0) gives 0, and with the mutant 1"; or NULL: none found
                    */
    char *row;     /* that as a case in JSON, or NULL */
};
struct grade_mutation {
    char *id, *file;
    struct grade_mutant *items;
    size_t count, left_out;
    char *inapplicable; /* why there are no mutants, or NULL */
};
void grade_mutation_done(struct grade_mutation *mutation);

/* Mutates the reference of a package. `progress` may be NULL. A reference that fails is a fault of
 * the package. */
int grade_mutate(struct grade_bench *bench, const char *dir, struct grade_mutation *out,
                 void (*progress)(void *owner, size_t at, size_t count), void *owner,
                 struct grade_err *err);

/* Observed expectations --------------------------------------------------------------------- */

/* What cases.json would be with what the reference does written behind every step that expects
 * nothing yet. What is written already stays as it is, to the byte. */
struct grade_blessing {
    char *id, *path;            /* of cases.json, or problem.json */
    char *before, *after;       /* its text */
    size_t count;               /* expectations that were added; misconceptions that changed */
    size_t refused;             /* misconceptions that get none */
    struct grade_strings notes; /* steps that have none and get none, each with why; likewise
                                   misconceptions */
};
int grade_bless(struct grade_bench *bench, const char *dir, struct grade_blessing *out,
                struct grade_err *err);
/* The same of problem.json, with what each wrong solution fails as "fails" of its misconception. A
 * reference that fails is a fault of the package. */
int grade_bless_fails(struct grade_bench *bench, const char *dir, struct grade_blessing *out,
                      struct grade_err *err);
void grade_blessing_done(struct grade_blessing *blessing);

/* Appends a unified difference of two texts, one hunk; nothing where they are alike. */
void grade_unified_diff(struct grade_buf *out, const char *before, const char *after);

/* New packages ------------------------------------------------------------------------------ */

/* What a folder of templates has: one kind for each folder in it. */
struct grade_templates {
    struct grade_template {
        char *kind, *what, *name; /* name: what the solution defines unless told otherwise; or "" */
    } * items;
    size_t count;
};
int grade_templates_load(struct grade_templates *out, const char *dir, struct grade_err *err);
void grade_templates_done(struct grade_templates *templates);

struct grade_new {
    const char *templates; /* the folder of templates */
    const char *kind, *title, *name;
    const char *bank, *id; /* "problems", "decorators/07" */
};
/* Makes the package, which must not be there yet; its folder in *out_dir (caller frees). A package
 * that cannot be made whole is left as far as it came. */
int grade_new_package(const struct grade_new *spec, char **out_dir, struct grade_err *err);

/* Makes a package of somebody else's table: JSON lines of {"function", "args", "expected"}, or the
 * canonical-data.json of Exercism. What could not be taken over is told in *out_notes, one clause
 * each, and what an author has yet to write. */
struct grade_import {
    const char *text;
    size_t len;
    const char *bank, *id, *title; /* title NULL: that of the document, or the name */
};
int grade_import_package(const struct grade_import *spec, char **out_dir, size_t *out_cases,
                         struct grade_strings *out_notes, struct grade_err *err);

/* Brings problem.json to the newest format. *out_text: the new text, or NULL where it is of that
 * format already. A format that this grade does not know is a fault of the package. */
int grade_upgrade(const char *dir, char **out_text, struct grade_err *err);

/* Replay ------------------------------------------------------------------------------------ */

/* What became of an earlier submission under the problem as it is now. */
enum grade_replayed {
    GRADE_REPLAYED_SAME,
    GRADE_REPLAYED_CHANGED,
    GRADE_REPLAYED_GONE,  /* the file is not there, or holds something else than then */
    GRADE_REPLAYED_OTHER, /* the line is about another problem */
};
struct grade_replay {
    enum grade_replayed kind;
    char *path, *before, *after; /* verdicts; after is NULL unless it was graded again */
    char *words;                 /* the cases whose verdict changed, or why it was not graded */
};
void grade_replay_done(struct grade_replay *replay);
/* Grades the submission of one line of a journal again. */
int grade_replay_line(struct grade_bench *bench, const struct grade_problem *problem,
                      const char *line, size_t len, struct grade_replay *out,
                      struct grade_err *err);

/* Formats: text for people, gcc for editors, json and junit for machines. `begin` and `end` frame
 * all packages. NULL-ended. */
struct grade_notes_format {
    const char *name, *what;
    void (*begin)(struct grade_buf *out);
    void (*package)(struct grade_buf *out, const struct grade_verified *verified, bool first,
                    const struct grade_report_options *look);
    void (*end)(struct grade_buf *out);
};
extern const struct grade_notes_format *const grade_notes_formats[];

#endif
