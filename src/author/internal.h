/* What the files of `author` share: a package with all that belongs to it, and the checks. */
#ifndef AUTHOR_INTERNAL_H
#define AUTHOR_INTERNAL_H

#include "grade/author.h"
#include "grade/bank.h"
#include "grade/result.h"

/* place.c: lines and columns in a JSON document, which the loader does not keep ------------------
 */

struct place {
    long line, column; /* from 1 */
};
/* Where the `index`th item of the list under a key of the document begins, and in it the value of
 * `key` (NULL: the item itself). What is not there: the nearest before it on that way. */
struct place place_of_item(const char *text, const char *list, size_t index, const char *key);
struct place place_of_key(const char *text, const char *key);
/* The same as places in the text: NULL where it is not there. What follows a value; the last byte
 * of an object's or a list's is behind its bracket. */
const char *json_item(const char *text, const char *list, size_t index);
const char *json_key(const char *object, const char *key);
const char *json_in_list(const char *list, size_t index);
const char *json_after(const char *value);
/* Where a text stands in another; the first line where it does not. */
struct place place_of_text(const char *text, const char *part);

/* edits.c: changes of such a text, by their places in it as it was --------------------------------
 */

struct edits {
    struct edit {
        size_t at, len; /* what gives way: nothing where len is 0 */
        char *text;
    } * items;
    size_t count;
};
void edits_add(struct edits *edits, size_t at, size_t len, char *text); /* takes the text */
/* A key and its value behind those of `key`, which the object in `text` has: in a line of its own
 * where that begins one. Takes `added`. */
void edits_add_behind(struct edits *edits, const char *text, const char *object, const char *key,
                      char *added);
/* The text with all of them, which are gone then (caller frees). */
char *edits_apply(struct edits *edits, const char *before);

/* package.c -------------------------------------------------------------------------------------
 */

enum solution_role { ROLE_REFERENCE, ROLE_ACCEPTED, ROLE_STARTER, ROLE_WRONG, ROLE_COUNT };

struct solution {
    enum solution_role role;
    char *name; /* without folder and ending */
    char *path; /* below the package: "solutions/wrong/x.py" */
    char *text;
    size_t len;
    const struct grade_misconception *own; /* of a wrong one, or NULL */
    struct grade_result *result;           /* as it is usually graded; NULL: not yet */
};

struct package {
    struct grade_bench *bench;
    struct grade_verified *out;
    const char *dir;
    struct grade_problem *problem;
    char *problem_json, *cases_json; /* "" where not there */
    char *readme;                    /* NULL where not there */
    struct solution *solutions;      /* in the order of roles, then of names */
    size_t solution_count;
    bool *first;  /* of each case: it fails some solution that no case before it fails */
    bool skipped; /* something that the problem needs is not on this machine */
};

/* Reads what belongs to the package. What cannot be read is a note and makes *out_usable false. */
int package_open(struct package *package, struct grade_bench *bench, const char *dir,
                 struct grade_verified *out, bool *out_usable, struct grade_err *err);
/* The same where misconceptions need not have a condition yet. */
int package_open_draft(struct package *package, struct grade_bench *bench, const char *dir,
                       struct grade_verified *out, bool *out_usable, struct grade_err *err);
/* A fault that the loader or a cell found, with its place. */
void package_note_fault(struct package *package, const struct grade_err *err);
/* What package_open noted, as a fault, where the package is not usable. */
int package_usable(const struct package *package, bool usable, struct grade_err *err);
void package_done(struct package *package);
const struct solution *package_reference(const struct package *package); /* or NULL */
const struct solution *package_starter(const struct package *package);   /* or NULL */
/* The wrong solution of that misconception, or NULL. */
struct solution *package_wrong(const struct package *package,
                               const struct grade_misconception *misconception);

/* notes.c ---------------------------------------------------------------------------------------
 */

/* `file` is below the package. Takes the texts; why and mend may be NULL. */
void note_add(struct package *package, enum grade_note_kind kind, const char *check,
              const char *file, struct place place, char *what, char *why, char *mend);
void note_case(struct package *package, enum grade_note_kind kind, const char *check,
               size_t case_index, const char *key, char *what, char *why, char *mend);
void note_solution(struct package *package, enum grade_note_kind kind, const char *check,
                   const struct solution *solution, char *what, char *why, char *mend);
struct grade_value *verified_to_value(const struct grade_verified *verified);
void verified_from_value(struct grade_verified *out, const struct grade_value *value);

/* new.c: making folders on the way, and a file that must not be there yet. ------------------------
 */

int make_folders(const char *path, struct grade_err *err);
int write_new_file(const char *path, const char *text, struct grade_err *err);
/* Whether it is like "decorators/01", and not there yet; *out_dir is the folder. */
int new_folder(char **out_dir, const char *bank, const char *id, struct grade_err *err);
bool is_title(const char *title);

/* bench.c ---------------------------------------------------------------------------------------
 */

enum { BENCH_USUAL, BENCH_OTHER_SEED, BENCH_THIRD_SEED, BENCH_RUNNERS };
/* The runner of that place, started where there is none. */
int bench_runner(struct grade_bench *bench, int which, struct grade_runner **out,
                 struct grade_err *err);
const struct grade_bench_config *bench_config(const struct grade_bench *bench);
int bench_grade(struct package *package, int which, const struct grade_run_job *job,
                struct grade_result **out, struct grade_err *err);
struct grade_run_job bench_job(const struct package *package, const struct solution *solution);
bool case_failed(const struct grade_case_result *result); /* neither passed nor skipped */
bool case_skipped(const struct grade_case_result *result);
/* "case 3 'x': returns: expected 1, but got 2" of the first case that failed; NULL: none. */
char *first_failure(const struct grade_result *result);
/* Whether the case, or the row of "case[row]", failed. */
bool part_failed(const struct grade_result *result, const char *part);
bool part_skipped(const struct grade_result *result, const char *part);
/* Whether one of the parts is that case, or a row of it. */
bool parts_name_case(const struct grade_strings *parts, const char *name);

/* Checks, in the order in which they are made. Each adds notes; negative errno where it cannot.
 * ---- */

int check_files(struct package *package, struct grade_err *err);
int check_misconceptions(struct package *package, struct grade_err *err);
int check_integrity(struct package *package, struct grade_err *err);
int check_statement(struct package *package, struct grade_err *err);
int check_code(struct package *package, struct grade_err *err); /* part of the statement's */
int check_solutions(struct package *package, struct grade_err *err);
int check_stable(struct package *package, struct grade_err *err);
int check_mutants(struct package *package, struct grade_err *err);
int check_cases(struct package *package, struct grade_err *err);

#endif
