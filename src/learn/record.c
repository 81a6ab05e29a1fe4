/* Writing down what a learner did. */
#include "learn/learn_internal.h"

#include "grade/mem.h"
#include "grade/verdict.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool has_passed(const struct grade_case_result *c)
{
    return c->verdict == GRADE_VERDICT_PASS;
}

static bool has_failed(const struct grade_case_result *c)
{
    return !has_passed(c) && c->verdict != GRADE_VERDICT_SKIPPED;
}

/* The author's own solutions lie in the package; to run one is no attempt at the problem. */
static bool belongs_to_package(const struct grade_learn_run *run)
{
    char folder[PATH_MAX], file[PATH_MAX];
    cleanup_free char *below = grade_printf("%s/solutions", run->problem->dir);
    if (!strcmp(run->solution, "-") || !realpath(below, folder) || !realpath(run->solution, file))
        return false;
    size_t len = strlen(folder);
    return !strncmp(file, folder, len) && file[len] == '/';
}

static bool is_attempt(const struct grade_learn_run *run)
{
    const struct grade_result *result = run->result;
    return !result->interrupted && result->verdict != GRADE_VERDICT_INTERNAL &&
           result->verdict != GRADE_VERDICT_SKIPPED && result->case_count > 0 &&
           !belongs_to_package(run);
}

static int add_attempt(struct grade_learn *learn, const struct grade_learn_run *run, long long at,
                       struct grade_err *err)
{
    const struct grade_result *result = run->result;
    cleanup_statement sqlite3_stmt *statement = NULL;
    char uid[33], day[11];
    long long hidden_passed = 0, hidden_failed = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        hidden_passed += result->cases[i].hidden && has_passed(&result->cases[i]);
        hidden_failed += result->cases[i].hidden && has_failed(&result->cases[i]);
    }
    int rc = learn_uid(uid, err);
    if (rc == 0)
        rc = learn_prepare(&statement, learn,
                           "INSERT INTO attempt (uid, problem, digest, solution, at, day, verdict, "
                           "partial, duration_ms, hidden_passed, hidden_failed, misconception) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                           err);
    learn_day(day, at);
    if (rc == 0)
        rc = learn_bind(learn, statement, err, "ttttnttnnnnt", uid, result->problem_id,
                        result->problem_digest, result->solution_digest, at, day,
                        grade_verdict_name(result->verdict), (long long)run->partial,
                        (long long)result->duration_ms, hidden_passed, hidden_failed,
                        result->misconception);
    return rc < 0 ? rc : learn_step(learn, statement, err);
}

static int add_outcomes(struct grade_learn *learn, const struct grade_result *result,
                        struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    long long attempt = sqlite3_last_insert_rowid(learn->db);
    int rc = learn_prepare(&statement, learn,
                           "INSERT OR IGNORE INTO outcome (attempt, passed, name) VALUES (?, ?, ?)",
                           err);
    for (size_t i = 0; i < result->case_count && rc == 0; i++) {
        const struct grade_case_result *c = &result->cases[i];
        if (c->hidden || !(has_passed(c) || has_failed(c)))
            continue;
        rc = learn_bind(learn, statement, err, "nnt", attempt, (long long)has_passed(c), c->name);
        if (rc == 0)
            rc = learn_step(learn, statement, err);
        sqlite3_reset(statement);
    }
    return rc;
}

static int set_place(struct grade_learn *learn, const char *problem, const char *path,
                     struct grade_err *err)
{
    char real[PATH_MAX];
    cleanup_statement sqlite3_stmt *statement = NULL;
    if (!path || !strcmp(path, "-") || !realpath(path, real))
        return 0;
    int rc = learn_prepare(&statement, learn,
                           "INSERT OR REPLACE INTO place (problem, path) VALUES (?, ?)", err);
    if (rc == 0)
        rc = learn_bind(learn, statement, err, "tt", problem, real);
    return rc < 0 ? rc : learn_step(learn, statement, err);
}

int grade_learn_add(struct grade_learn *learn, const struct grade_learn_run *run,
                    struct grade_err *err)
{
    if (!is_attempt(run))
        return 0;
    int rc = learn_begin(learn, err);
    if (rc < 0)
        return rc;
    rc = add_attempt(learn, run, learn_now_ms(), err);
    if (rc == 0)
        rc = add_outcomes(learn, run->result, err);
    if (rc == 0)
        rc = set_place(learn, run->result->problem_id, run->solution, err);
    return learn_commit(learn, rc, err);
}

int grade_learn_record(const struct grade_learn_run *run, struct grade_learn *ahead,
                       struct grade_buf *notes, struct grade_err *err)
{
    struct grade_learn *learn = ahead;
    if (!is_attempt(run)) {
        grade_learn_close(ahead);
        return 0;
    }
    int rc = learn ? 0 : learn_open(&learn, NULL, false, notes, err);
    if (rc == 0)
        rc = grade_learn_add(learn, run, err);
    if (rc == -EILSEQ && learn)
        rc = learn_reopen(&learn, notes, err) < 0 ? rc : grade_learn_add(learn, run, err);
    grade_learn_close(learn);
    return rc;
}

static int add_moment(struct grade_learn *learn, const char *problem, const char *kind, int rung,
                      struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    char uid[33], day[11];
    long long at = learn_now_ms();
    int rc = learn_uid(uid, err);
    learn_day(day, at);
    if (rc == 0)
        rc = learn_prepare(&statement, learn,
                           "INSERT INTO moment (uid, problem, kind, rung, at, day) "
                           "VALUES (?, ?, ?, ?, ?, ?)",
                           err);
    if (rc == 0)
        rc = learn_bind(learn, statement, err, "tttnnt", uid, problem, kind, (long long)rung, at,
                        day);
    return rc < 0 ? rc : learn_step(learn, statement, err);
}

int grade_learn_start(struct grade_learn *learn, const char *problem, const char *path,
                      struct grade_err *err)
{
    int rc = learn_begin(learn, err);
    if (rc < 0)
        return rc;
    rc = add_moment(learn, problem, "start", 0, err);
    if (rc == 0)
        rc = set_place(learn, problem, path, err);
    return learn_commit(learn, rc, err);
}

int grade_learn_hint(struct grade_learn *learn, const char *problem, int rung,
                     struct grade_err *err)
{
    return add_moment(learn, problem, "hint", rung, err);
}
