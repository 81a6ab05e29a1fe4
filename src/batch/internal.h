/* What the files of src/batch share. */
#ifndef BATCH_INTERNAL_H
#define BATCH_INTERNAL_H

#include "grade/submissions.h"

/* submissions.c ------------------------------------------------------------------------------ */

/* The place of a problem among those of the list, loading it where it is new. Faults: USAGE where
 * it is not found, PACKAGE where it is broken. */
int batch_problem(struct grade_submissions *list, const struct grade_sources *sources,
                  const char *name, size_t *out_index, struct grade_err *err);
/* Whether the bank has it, without a message. */
bool batch_has_problem(const struct grade_sources *sources, const char *name);

/* Takes over the strings. */
int batch_add(struct grade_submissions *list, const struct grade_submission *submission,
              struct grade_err *err);

/* A line about something that was left out; the text is made visible where it is shown. */
void batch_note(struct grade_submissions *list, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Why a text cannot be the id of a submission, or NULL. */
const char *batch_id_fault(const char *id, size_t len);

/* Faults of a manifest, so that all are told at once. */
struct batch_faults {
    struct grade_buf text;
    size_t count;
};
void batch_fault(struct batch_faults *faults, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* layout.c ------------------------------------------------------------------------------------- */

/* A file that may be a submission, by its place below what was handed in. */
struct batch_file {
    char *place;  /* relative, parts apart by one slash, none of them "", "." or ".." */
    char *fault;  /* why it cannot be read, or NULL */
    char *path;   /* what to open, or NULL: in the spool */
    off_t offset; /* there */
    size_t len;
};
struct batch_files {
    struct batch_file *items;
    size_t count;
};
/* Takes over the strings. */
void batch_files_add(struct batch_files *files, const struct batch_file *file);
void batch_files_done(struct batch_files *files);
/* What a place says: a Python file; something to pass over in silence (what systems leave behind);
 * something else. */
enum batch_place { BATCH_PLACE_PYTHON, BATCH_PLACE_SILENT, BATCH_PLACE_OTHER };
enum batch_place batch_place_kind(const char *place);

/* Makes submissions of files. With a problem: STUDENT.py or STUDENT/.../FILE.py; without:
 * STUDENT/TOPIC/NN.py. Folders that all have in common and that say nothing are passed over. */
int batch_layout(struct grade_submissions *list, const struct grade_sources *sources,
                 const char *name, struct batch_files *files, struct grade_err *err);
/* The same for files that somebody named one by one: each is a submission. */
int batch_layout_named(struct grade_submissions *list, const struct grade_sources *sources,
                       struct batch_files *files, struct grade_err *err);

/* folder.c, archive.c: what is below, at most BATCH_ENTRIES_MAX entries. */
enum { BATCH_ENTRIES_MAX = 200000, BATCH_DEPTH_MAX = 16 };
int batch_read_folder(struct batch_files *out, struct grade_submissions *list, const char *path,
                      struct grade_err *err);
int batch_read_archive(struct batch_files *out, struct grade_submissions *list, const char *path,
                       struct grade_err *err);
/* The same from memory, for fuzzing. */
int batch_read_archive_bytes(struct batch_files *out, struct grade_submissions *list,
                             const void *data, size_t len, struct grade_err *err);
bool batch_is_archive_name(const char *path);

/* manifest.c: rows, whatever the form. */
struct batch_row {
    const char *id, *problem, *solution; /* NULL: not there */
    size_t line;
};
struct batch_manifest {
    struct grade_submissions *list;
    const struct grade_sources *sources;
    const char *name, *folder;
    struct batch_faults faults;
};
/* A package that is broken ends the reading; other faults are kept. */
int batch_take_row(struct batch_manifest *manifest, const struct batch_row *row,
                   struct grade_err *err);
/* manifest_csv.c */
int batch_read_csv(struct batch_manifest *manifest, const char *text, size_t len,
                   struct grade_err *err);

#endif
