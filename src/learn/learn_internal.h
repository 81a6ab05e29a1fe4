/* Inside of src/learn: an open store, and statements on it.
 *
 * A file that SQLite calls damaged is a fault with errnum EILSEQ: whoever opened it sets it aside
 * and begins anew. */
#ifndef LEARN_INTERNAL_H
#define LEARN_INTERNAL_H

#include "grade/learn.h"

#include <sqlite3.h>

enum {
    LEARN_VERSION = 1, /* of the schema; see migrations in store.c */
    LEARN_BUSY_MS = 5000,
    LEARN_APPLICATION = 0x67726164, /* "grad": PRAGMA application_id */
};

struct grade_learn {
    sqlite3 *db;
    char *path;
};

#define cleanup_statement __attribute__((cleanup(learn_finalize)))
void learn_finalize(sqlite3_stmt **statement);

/* The failure that SQLite has just told of, with what was being done. */
int learn_fail(struct grade_learn *learn, struct grade_err *err, const char *doing);
/* Statements without results. */
int learn_run(struct grade_learn *learn, const char *sql, struct grade_err *err);
int learn_prepare(sqlite3_stmt **out, struct grade_learn *learn, const char *sql,
                  struct grade_err *err);
/* Binds as `types` says: t a text (NULL is NULL), n a long long. */
int learn_bind(struct grade_learn *learn, sqlite3_stmt *statement, struct grade_err *err,
               const char *types, ...);
/* 1: there is a row; 0: there is none more. */
int learn_step(struct grade_learn *learn, sqlite3_stmt *statement, struct grade_err *err);
/* A column's text as a copy; NULL where it is NULL. */
char *learn_text(sqlite3_stmt *statement, int column);

/* store.c. `whole`: look through all of the file for damage, and tidy up at the end; both take
 * time, which who has just graded should not be asked for. */
int learn_open(struct grade_learn **out, const char *path, bool whole, struct grade_buf *notes,
               struct grade_err *err);
/* Closes a store that turned out to be damaged, and opens it again as above. */
int learn_reopen(struct grade_learn **learn, struct grade_buf *notes, struct grade_err *err);

/* Everything that one call changes is there, or none of it. `commit` takes what came of the
 * changes, and undoes them where that is a failure. */
int learn_begin(struct grade_learn *learn, struct grade_err *err);
int learn_commit(struct grade_learn *learn, int rc, struct grade_err *err);

/* now.c: the clock in milliseconds, as rows have it, and a name that no other row has. */
long long learn_now_ms(void);
void learn_day(char out[11], long long at_ms); /* local, "2026-11-22" */
int learn_uid(char out[33], struct grade_err *err);

#endif
