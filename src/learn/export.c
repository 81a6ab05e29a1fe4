/* Progress as JSON, to be kept or taken to another machine. */
#include "learn/learn_internal.h"

#include "report/json_writer.h"

static const char *text_of(sqlite3_stmt *row, int column)
{
    return (const char *)sqlite3_column_text(row, column);
}

/* The names of an attempt's cases that passed, or failed. */
static int write_names(struct json_writer *w, struct grade_learn *learn, const char *key,
                       long long attempt, bool passed, struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    int rc = learn_prepare(
        &statement, learn,
        "SELECT name FROM outcome WHERE attempt = ? AND passed = ? ORDER BY name", err);
    if (rc == 0)
        rc = learn_bind(learn, statement, err, "nn", attempt, (long long)passed);
    json_open(w, key, '[');
    while (rc == 0 && (rc = learn_step(learn, statement, err)) > 0) {
        json_text(w, NULL, text_of(statement, 0));
        rc = 0;
    }
    json_close(w, ']');
    return rc;
}

static int write_attempts(struct json_writer *w, struct grade_learn *learn, struct grade_err *err)
{
    static const char *const columns[] = {"uid", "problem", "digest", "solution", "day", "verdict"};
    static const char *const numbers[] = {"at", "duration_ms", "hidden_passed", "hidden_failed"};
    enum { TEXTS = 6, NUMBERS = 4 };
    cleanup_statement sqlite3_stmt *row = NULL;
    int rc = learn_prepare(&row, learn,
                           "SELECT uid, problem, digest, solution, day, verdict, at, duration_ms,"
                           " hidden_passed, hidden_failed, partial, misconception, id "
                           "FROM attempt ORDER BY at, uid",
                           err);
    json_open(w, "attempts", '[');
    while (rc == 0 && (rc = learn_step(learn, row, err)) > 0) {
        json_open(w, NULL, '{');
        for (int i = 0; i < TEXTS; i++)
            json_text(w, columns[i], text_of(row, i));
        for (int i = 0; i < NUMBERS; i++)
            json_integer(w, numbers[i], sqlite3_column_int64(row, TEXTS + i));
        json_bool(w, "partial", sqlite3_column_int(row, TEXTS + NUMBERS) != 0);
        json_text(w, "misconception", text_of(row, TEXTS + NUMBERS + 1));
        long long id = sqlite3_column_int64(row, TEXTS + NUMBERS + 2);
        rc = write_names(w, learn, "passed", id, true, err);
        if (rc == 0)
            rc = write_names(w, learn, "failed", id, false, err);
        json_close(w, '}');
    }
    json_close(w, ']');
    return rc;
}

static int write_moments(struct json_writer *w, struct grade_learn *learn, struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *row = NULL;
    int rc = learn_prepare(
        &row, learn, "SELECT uid, problem, kind, day, rung, at FROM moment ORDER BY at, uid", err);
    json_open(w, "moments", '[');
    while (rc == 0 && (rc = learn_step(learn, row, err)) > 0) {
        json_open(w, NULL, '{');
        json_text(w, "uid", text_of(row, 0));
        json_text(w, "problem", text_of(row, 1));
        json_text(w, "kind", text_of(row, 2));
        json_text(w, "day", text_of(row, 3));
        json_integer(w, "rung", sqlite3_column_int64(row, 4));
        json_integer(w, "at", sqlite3_column_int64(row, 5));
        json_close(w, '}');
        rc = 0;
    }
    json_close(w, ']');
    return rc;
}

static int write_all(struct grade_buf *out, struct grade_learn *learn, struct grade_err *err)
{
    struct json_writer w = {.out = out, .indent = 1};
    json_open(&w, NULL, '{');
    json_integer(&w, "format", 1);
    json_text(&w, "kind", "grade-progress");
    int rc = write_attempts(&w, learn, err);
    if (rc == 0)
        rc = write_moments(&w, learn, err);
    json_close(&w, '}');
    grade_buf_addc(out, '\n');
    return rc;
}

/* In one transaction: what others write meanwhile is there as a whole, or not yet. */
int grade_learn_export(struct grade_buf *out, struct grade_learn *learn, struct grade_err *err)
{
    int rc = learn_run(learn, "BEGIN", err);
    if (rc < 0)
        return rc;
    return learn_commit(learn, write_all(out, learn, err), err);
}

int grade_learn_reset(struct grade_learn *learn,
                      int (*keep)(void *context, const struct grade_buf *text,
                                  struct grade_err *err),
                      void *context, struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = learn_begin(learn, err);
    if (rc < 0)
        return rc;
    rc = write_all(&text, learn, err);
    if (rc == 0)
        rc = keep(context, &text, err);
    if (rc == 0)
        rc = learn_run(learn,
                       "DELETE FROM outcome; DELETE FROM attempt; DELETE FROM moment; "
                       "DELETE FROM place",
                       err);
    return learn_commit(learn, rc, err);
}
