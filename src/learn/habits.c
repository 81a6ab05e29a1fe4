/* How much, how long, how regularly, and what keeps failing. */
#include "learn/learn_internal.h"

#include "grade/mem.h"

#include <stdlib.h>

/* Calls `row` for each row of a query. */
static int each(struct grade_learn *learn, const char *sql, const char *day,
                void (*row)(struct grade_learn_habits *, sqlite3_stmt *),
                struct grade_learn_habits *habits, struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    int rc = learn_prepare(&statement, learn, sql, err);
    if (rc == 0 && day)
        rc = learn_bind(learn, statement, err, "t", day);
    while (rc == 0 && (rc = learn_step(learn, statement, err)) > 0) {
        row(habits, statement);
        rc = 0;
    }
    return rc;
}

static const char totals_query[] =
    "SELECT count(*), count(DISTINCT day), count(*) FILTER (WHERE day = ?) FROM attempt";

static void add_totals(struct grade_learn_habits *habits, sqlite3_stmt *row)
{
    habits->attempts = sqlite3_column_int64(row, 0);
    habits->days = sqlite3_column_int64(row, 1);
    habits->today = sqlite3_column_int64(row, 2);
}

/* Days in a row differ from their place in the list by the same number. */
static const char streaks_query[] =
    "WITH days AS (SELECT DISTINCT day FROM attempt),"
    " placed AS (SELECT julianday(day) - row_number() OVER (ORDER BY day) AS island, day"
    "            FROM days WHERE julianday(day) IS NOT NULL) "
    "SELECT count(*), julianday(?) - julianday(max(day)) FROM placed GROUP BY island";

static void add_streak(struct grade_learn_habits *habits, sqlite3_stmt *row)
{
    long long days = sqlite3_column_int64(row, 0);
    double ago = sqlite3_column_double(row, 1);
    if (days > habits->longest)
        habits->longest = days;
    if (ago >= 0 && ago < 1.5) /* today is not over yet */
        habits->streak = days;
}

/* Half an hour without a sign is a pause. */
static const char spent_query[] =
    "WITH signs AS (SELECT problem, at, 1 AS run FROM attempt"
    "               UNION ALL SELECT problem, at, 0 FROM moment),"
    " gaps AS (SELECT problem, run, at - lag(at) OVER (ORDER BY at) AS gap FROM signs) "
    "SELECT problem, sum(run), sum(CASE WHEN gap < 1800000 THEN gap ELSE 0 END) / 1000 "
    "FROM gaps GROUP BY problem ORDER BY problem";

static void add_spent(struct grade_learn_habits *habits, sqlite3_stmt *row)
{
    struct grade_learn_spent spent = {
        .problem = learn_text(row, 0),
        .attempts = sqlite3_column_int64(row, 1),
        .seconds = sqlite3_column_int64(row, 2),
    };
    if (!spent.problem)
        return;
    habits->spent =
        grade_realloc_array(habits->spent, habits->spent_count + 1, sizeof(*habits->spent));
    habits->spent[habits->spent_count++] = spent;
    habits->seconds += spent.seconds;
}

/* A case that failed twice and when it last ran; a misconception met twice, of a problem that was
 * not passed since. The column `passed` is of the row with the latest time: see facts.c. */
static const char trouble_query[] =
    "WITH cases AS (SELECT a.problem, o.name, max(a.at) AS at, o.passed,"
    "                      sum(NOT o.passed) AS failed, count(*) AS runs"
    "               FROM outcome o JOIN attempt a ON a.id = o.attempt"
    "               GROUP BY a.problem, o.name),"
    " beliefs AS (SELECT problem, misconception AS name, max(at) AS at, count(*) AS times"
    "             FROM attempt WHERE misconception IS NOT NULL GROUP BY problem, misconception) "
    "SELECT problem, name, 0, failed AS times, runs FROM cases WHERE failed > 1 AND NOT passed "
    "UNION ALL "
    "SELECT problem, name, 1, times, 0 FROM beliefs b WHERE times > 1 AND NOT EXISTS"
    " (SELECT 1 FROM attempt a WHERE a.problem = b.problem AND a.at > b.at"
    "  AND a.verdict = 'pass' AND NOT a.partial) "
    "ORDER BY times DESC, problem, name LIMIT 1000";

static void add_trouble(struct grade_learn_habits *habits, sqlite3_stmt *row)
{
    struct grade_learn_trouble trouble = {
        .problem = learn_text(row, 0),
        .name = learn_text(row, 1),
        .misconception = sqlite3_column_int(row, 2) != 0,
        .times = sqlite3_column_int64(row, 3),
        .runs = sqlite3_column_int64(row, 4),
    };
    if (!trouble.problem || !trouble.name) {
        free(trouble.problem);
        free(trouble.name);
        return;
    }
    habits->troubles =
        grade_realloc_array(habits->troubles, habits->trouble_count + 1, sizeof(*habits->troubles));
    habits->troubles[habits->trouble_count++] = trouble;
}

int grade_learn_habits(struct grade_learn_habits *out, struct grade_learn *learn, long long now,
                       struct grade_err *err)
{
    struct grade_learn_habits habits = {0};
    char today[11];
    learn_day(today, now * 1000);
    int rc = each(learn, totals_query, today, add_totals, &habits, err);
    if (rc == 0)
        rc = each(learn, streaks_query, today, add_streak, &habits, err);
    if (rc == 0)
        rc = each(learn, spent_query, NULL, add_spent, &habits, err);
    if (rc == 0)
        rc = each(learn, trouble_query, NULL, add_trouble, &habits, err);
    if (rc < 0)
        grade_learn_habits_done(&habits);
    else
        *out = habits;
    return rc;
}

void grade_learn_habits_done(struct grade_learn_habits *habits)
{
    for (size_t i = 0; i < habits->spent_count; i++)
        free(habits->spent[i].problem);
    for (size_t i = 0; i < habits->trouble_count; i++) {
        free(habits->troubles[i].problem);
        free(habits->troubles[i].name);
    }
    free(habits->spent);
    free(habits->troubles);
    *habits = (struct grade_learn_habits){0};
}
