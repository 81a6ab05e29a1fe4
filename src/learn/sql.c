/* SQLite in terms of grade's errors: see learn_internal.h. */
#include "learn/learn_internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

void learn_finalize(sqlite3_stmt **statement)
{
    sqlite3_finalize(*statement);
}

static bool is_damage(int code)
{
    int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_FORMAT;
}

int learn_fail(struct grade_learn *learn, struct grade_err *err, const char *doing)
{
    int code = sqlite3_extended_errcode(learn->db), errnum = EIO;
    if (is_damage(code))
        errnum = EILSEQ;
    else if ((code & 0xff) == SQLITE_BUSY)
        errnum = EBUSY;
    else if ((code & 0xff) == SQLITE_READONLY || (code & 0xff) == SQLITE_CANTOPEN)
        errnum = EROFS;
    return grade_fail(err, GRADE_FAULT_MACHINE, errnum, "%s: %s: %s", learn->path, doing,
                      sqlite3_errmsg(learn->db));
}

int learn_run(struct grade_learn *learn, const char *sql, struct grade_err *err)
{
    if (sqlite3_exec(learn->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return learn_fail(learn, err, "cannot be used");
    return 0;
}

int learn_prepare(sqlite3_stmt **out, struct grade_learn *learn, const char *sql,
                  struct grade_err *err)
{
    if (sqlite3_prepare_v2(learn->db, sql, -1, out, NULL) != SQLITE_OK)
        return learn_fail(learn, err, "cannot be read");
    return 0;
}

int learn_bind(struct grade_learn *learn, sqlite3_stmt *statement, struct grade_err *err,
               const char *types, ...)
{
    va_list values;
    int code = SQLITE_OK;
    va_start(values, types);
    for (int i = 0; types[i] && code == SQLITE_OK; i++) {
        if (types[i] == 't')
            code = sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1,
                                     SQLITE_TRANSIENT);
        else
            code = sqlite3_bind_int64(statement, i + 1, va_arg(values, long long));
    }
    va_end(values);
    return code == SQLITE_OK ? 0 : learn_fail(learn, err, "cannot be written");
}

int learn_step(struct grade_learn *learn, sqlite3_stmt *statement, struct grade_err *err)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return 1;
    return code == SQLITE_DONE ? 0 : learn_fail(learn, err, "cannot be used");
}

char *learn_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text ? grade_strdup((const char *)text) : NULL;
}

int learn_begin(struct grade_learn *learn, struct grade_err *err)
{
    /* IMMEDIATE waits for other writers here, where waiting is possible: one that has read before
     * it writes would be refused instead. */
    return learn_run(learn, "BEGIN IMMEDIATE", err);
}

int learn_commit(struct grade_learn *learn, int rc, struct grade_err *err)
{
    if (rc == 0)
        rc = learn_run(learn, "COMMIT", err);
    if (rc < 0)
        sqlite3_exec(learn->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}
