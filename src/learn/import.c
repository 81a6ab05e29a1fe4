/* An export read back in: strict, since it may come from anywhere. */
#include "learn/learn_internal.h"

#include "bank/bank_internal.h"
#include "grade/mem.h"
#include "grade/verdict.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    FORMAT = 1,
    MOST_ROWS = 1000000,
    MOST_RUNG = BANK_MAX_LIST,
};
/* The year 9999: later ones no day can name. */
static const long long latest_ms = 253402300799999;

struct row { /* an attempt or a moment */
    char *uid, *problem, *digest, *solution, *day, *verdict, *misconception, *kind;
    long long at, duration_ms, hidden_passed, hidden_failed, rung;
    bool partial;
    const struct grade_value *passed, *failed; /* borrowed from the document */
};

/* Fields ----------------------------------------------------------------------------------------
 */

static bool is_hex(const struct grade_value *json, size_t len)
{
    return json->len == len && strspn(json->text, "0123456789abcdef") == len;
}

static int set_uid(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (!is_hex(json, 32))
        return bank_fail(err, "'%s' is not 32 hexadecimal digits",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int set_digest(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (!is_hex(json, 64))
        return bank_fail(err, "'%s' is not 64 hexadecimal digits",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int set_day(void *field, const struct grade_value *json, struct grade_err *err)
{
    static const char form[] = "dddd-dd-dd";
    bool fine = json->len == sizeof(form) - 1;
    for (size_t i = 0; fine && i < json->len; i++)
        fine = form[i] == 'd' ? json->text[i] >= '0' && json->text[i] <= '9' : json->text[i] == '-';
    if (!fine)
        return bank_fail(err, "'%s' is not a day as 2026-11-22 is one",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int set_verdict(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (grade_verdict_find(json->text) < 0 || strlen(json->text) != json->len)
        return bank_fail(err, "there is no verdict '%s'", bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int set_kind(void *field, const struct grade_value *json, struct grade_err *err)
{
    static const char *const kinds[] = {"start", "hint"};
    int kind = bank_word(json, kinds, GRADE_COUNT(kinds), err);
    return kind < 0 ? kind : bank_string(field, json, err);
}

static int set_time(void *field, const struct grade_value *json, struct grade_err *err)
{
    return bank_whole(field, json, 0, latest_ms, err);
}

static int set_count(void *field, const struct grade_value *json, struct grade_err *err)
{
    return bank_whole(field, json, 0, BANK_MAX_CASES, err);
}

static int set_rung(void *field, const struct grade_value *json, struct grade_err *err)
{
    return bank_whole(field, json, 0, MOST_RUNG, err);
}

static int set_belief(void *field, const struct grade_value *json, struct grade_err *err)
{
    return json->kind == GRADE_KIND_NONE ? 0 : bank_line(field, json, err);
}

static int set_names(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (json->count > BANK_MAX_CASES)
        return bank_fail(err, "has %zu items; %d are the most", json->count, BANK_MAX_CASES);
    for (size_t i = 0; i < json->count; i++) {
        const struct grade_value *name = json->items[i];
        int rc = bank_check_type(name, BANK_STRING, err);
        if (rc == 0 && !bank_is_line(name->text, name->len))
            rc = bank_fail(err, "'%s' is no name of a case", bank_show(name->text, name->len).text);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    return bank_keep(field, json, err);
}

#define FIELD(name) offsetof(struct row, name)
static const struct bank_key attempt_keys[] = {
    {"uid", BANK_STRING, set_uid, FIELD(uid), true},
    {"problem", BANK_STRING, bank_line, FIELD(problem), true},
    {"digest", BANK_STRING, set_digest, FIELD(digest), true},
    {"solution", BANK_STRING, set_digest, FIELD(solution), true},
    {"day", BANK_STRING, set_day, FIELD(day), true},
    {"verdict", BANK_STRING, set_verdict, FIELD(verdict), true},
    {"at", BANK_INT, set_time, FIELD(at), true},
    {"duration_ms", BANK_INT, set_time, FIELD(duration_ms), true},
    {"hidden_passed", BANK_INT, set_count, FIELD(hidden_passed), true},
    {"hidden_failed", BANK_INT, set_count, FIELD(hidden_failed), true},
    {"partial", BANK_BOOL, bank_bool, FIELD(partial), true},
    {"misconception", BANK_STRING | BANK_NULL, set_belief, FIELD(misconception), false},
    {"passed", BANK_LIST, set_names, FIELD(passed), true},
    {"failed", BANK_LIST, set_names, FIELD(failed), true},
};
static const struct bank_schema attempt_schema = BANK_SCHEMA(attempt_keys, NULL);

static const struct bank_key moment_keys[] = {
    {"uid", BANK_STRING, set_uid, FIELD(uid), true},
    {"problem", BANK_STRING, bank_line, FIELD(problem), true},
    {"kind", BANK_STRING, set_kind, FIELD(kind), true},
    {"day", BANK_STRING, set_day, FIELD(day), true},
    {"rung", BANK_INT, set_rung, FIELD(rung), true},
    {"at", BANK_INT, set_time, FIELD(at), true},
};
static const struct bank_schema moment_schema = BANK_SCHEMA(moment_keys, NULL);
#undef FIELD

static void row_done(struct row *row)
{
    char *texts[] = {row->uid, row->problem, row->digest,        row->solution,
                     row->day, row->verdict, row->misconception, row->kind};
    for (size_t i = 0; i < GRADE_COUNT(texts); i++)
        free(texts[i]);
}

/* Rows ------------------------------------------------------------------------------------------
 */

static int add_names(struct grade_learn *learn, long long attempt, const struct grade_value *names,
                     bool passed, struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    int rc = learn_prepare(&statement, learn,
                           "INSERT OR IGNORE INTO outcome (attempt, passed, name) VALUES (?, ?, ?)",
                           err);
    for (size_t i = 0; i < names->count && rc == 0; i++) {
        rc = learn_bind(learn, statement, err, "nnt", attempt, (long long)passed,
                        names->items[i]->text);
        if (rc == 0)
            rc = learn_step(learn, statement, err);
        sqlite3_reset(statement);
    }
    return rc;
}

/* Each returns 1 where the row was new, and 0 where it was there. */
static int add_attempt(struct grade_learn *learn, const struct row *row, struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    int rc = learn_prepare(&statement, learn,
                           "INSERT OR IGNORE INTO attempt (uid, problem, digest, solution, at, day,"
                           " verdict, partial, duration_ms, hidden_passed, hidden_failed,"
                           " misconception) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           err);
    if (rc == 0)
        rc = learn_bind(learn, statement, err, "ttttnttnnnnt", row->uid, row->problem, row->digest,
                        row->solution, row->at, row->day, row->verdict, (long long)row->partial,
                        row->duration_ms, row->hidden_passed, row->hidden_failed,
                        row->misconception);
    if (rc == 0)
        rc = learn_step(learn, statement, err);
    if (rc < 0 || sqlite3_changes(learn->db) == 0)
        return rc;
    long long id = sqlite3_last_insert_rowid(learn->db);
    rc = add_names(learn, id, row->passed, true, err);
    if (rc == 0)
        rc = add_names(learn, id, row->failed, false, err);
    return rc < 0 ? rc : 1;
}

static int add_moment(struct grade_learn *learn, const struct row *row, struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    int rc = learn_prepare(&statement, learn,
                           "INSERT OR IGNORE INTO moment (uid, problem, kind, rung, at, day)"
                           " VALUES (?, ?, ?, ?, ?, ?)",
                           err);
    if (rc == 0)
        rc = learn_bind(learn, statement, err, "tttnnt", row->uid, row->problem, row->kind,
                        row->rung, row->at, row->day);
    if (rc == 0)
        rc = learn_step(learn, statement, err);
    return rc < 0 ? rc : sqlite3_changes(learn->db) > 0;
}

static int add_rows(struct grade_learn_imported *out, struct grade_learn *learn,
                    const struct grade_value *list, const struct bank_schema *schema,
                    int (*add)(struct grade_learn *, const struct row *, struct grade_err *),
                    struct grade_err *err)
{
    if (list->count > MOST_ROWS)
        return bank_fail(err, "has %zu items; %d are the most", list->count, MOST_ROWS);
    for (size_t i = 0; i < list->count; i++) {
        struct row row = {0};
        int rc = bank_read_keys(schema, list->items[i], &row, err);
        if (rc == 0)
            rc = add(learn, &row, err);
        row_done(&row);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
        out->read++;
        out->added += (size_t)rc;
    }
    return 0;
}

/* The document -------------------------------------------------------------------------------- */

struct document {
    const struct grade_value *attempts, *moments; /* borrowed */
};

static int check_format(void *field, const struct grade_value *json, struct grade_err *err)
{
    (void)field;
    if (grade_value_number(json, LLONG_MAX) > FORMAT)
        return bank_fail(err, "%.20s is newer than this grade, which reads %d: update grade",
                         json->text, FORMAT);
    return grade_value_number(json, 0) == FORMAT ? 0 : bank_fail(err, "must be %d", FORMAT);
}

static int check_kind(void *field, const struct grade_value *json, struct grade_err *err)
{
    (void)field;
    return grade_value_is_str(json, "grade-progress")
               ? 0
               : bank_fail(err, "must be \"grade-progress\": is this an export of progress?");
}

static const struct bank_key document_keys[] = {
    {"format", BANK_INT, check_format, 0, true},
    {"kind", BANK_STRING, check_kind, 0, true},
    {"attempts", BANK_LIST, bank_keep, offsetof(struct document, attempts), true},
    {"moments", BANK_LIST, bank_keep, offsetof(struct document, moments), true},
};
static const struct bank_schema document_schema = BANK_SCHEMA(document_keys, NULL);

static int add_document(struct grade_learn_imported *out, struct grade_learn *learn,
                        const struct grade_value *json, struct grade_err *err)
{
    struct document document = {NULL, NULL};
    int rc = bank_read_keys(&document_schema, json, &document, err);
    if (rc == 0)
        rc =
            bank_in(err, add_rows(out, learn, document.attempts, &attempt_schema, add_attempt, err),
                    "attempts");
    if (rc == 0)
        rc = bank_in(err, add_rows(out, learn, document.moments, &moment_schema, add_moment, err),
                     "moments");
    return rc;
}

/* A fault of the text is the user's to mend; those of the store stay what they are. */
static int as_usage(struct grade_err *err, int rc)
{
    if (rc < 0 && err && err->fault == GRADE_FAULT_PACKAGE)
        err->fault = GRADE_FAULT_USAGE;
    return rc;
}

int grade_learn_import(struct grade_learn_imported *out, struct grade_learn *learn,
                       const char *text, size_t len, struct grade_err *err)
{
    struct grade_value *json = NULL;
    struct grade_learn_imported imported = {0, 0};
    int rc = as_usage(err, grade_json_parse(&json, text, len, err));
    if (rc < 0)
        return rc;
    rc = learn_begin(learn, err);
    if (rc == 0)
        rc = learn_commit(learn, as_usage(err, add_document(&imported, learn, json, err)), err);
    grade_value_free(json);
    if (rc == 0)
        *out = imported;
    return rc;
}
