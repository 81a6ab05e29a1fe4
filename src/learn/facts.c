/* What is known of each problem, by one query. */
#include "learn/learn_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

/* Where max() or min() is the only one in a query, SQLite takes the other columns from the row that
 * holds it: the digest is that of the last pass, the verdict that of the last attempt. */
static const char query[] =
    "WITH ok AS (SELECT * FROM attempt WHERE verdict = 'pass' AND NOT partial),"
    " first AS (SELECT problem, min(at) AS at FROM ok GROUP BY problem),"
    " latest AS (SELECT problem, max(at) AS at, digest, count(*) AS n,"
    "            count(DISTINCT day) AS days FROM ok GROUP BY problem),"
    " tried AS (SELECT problem, max(at) AS at, verdict, count(*) AS n"
    "           FROM attempt GROUP BY problem),"
    " trouble AS (SELECT a.problem, count(*) AS n"
    "             FROM attempt a LEFT JOIN first f ON f.problem = a.problem"
    "             WHERE NOT a.partial AND a.verdict <> 'pass' AND (f.at IS NULL OR a.at < f.at)"
    "             GROUP BY a.problem),"
    " touched AS (SELECT problem, max(at) AS at, max(0, max(rung)) AS rung"
    "             FROM moment GROUP BY problem),"
    " name AS (SELECT problem FROM tried UNION SELECT problem FROM touched)"
    "SELECT name.problem, tried.n, latest.n, trouble.n, latest.days,"
    "       max(ifnull(tried.at, 0), ifnull(touched.at, 0)), first.at, latest.at, touched.rung,"
    "       latest.digest, tried.verdict, place.path "
    "FROM name LEFT JOIN tried ON tried.problem = name.problem"
    " LEFT JOIN first ON first.problem = name.problem"
    " LEFT JOIN latest ON latest.problem = name.problem"
    " LEFT JOIN trouble ON trouble.problem = name.problem"
    " LEFT JOIN touched ON touched.problem = name.problem"
    " LEFT JOIN place ON place.problem = name.problem "
    "ORDER BY name.problem";

const char *grade_learn_state_name(enum grade_learn_state state)
{
    static const char *const names[GRADE_LEARN_STATES] = {
        [GRADE_LEARN_NEW] = "new",
        [GRADE_LEARN_STARTED] = "started",
        [GRADE_LEARN_TRIED] = "tried",
        [GRADE_LEARN_SOLVED] = "solved",
    };
    return names[state];
}

static struct grade_learn_fact read_fact(sqlite3_stmt *row)
{
    struct grade_learn_fact fact = {
        .problem = learn_text(row, 0),
        .attempts = sqlite3_column_int64(row, 1),
        .passes = sqlite3_column_int64(row, 2),
        .failed_before = sqlite3_column_int64(row, 3),
        .pass_days = sqlite3_column_int64(row, 4),
        .last = sqlite3_column_int64(row, 5) / 1000,
        .first_pass = sqlite3_column_int64(row, 6) / 1000,
        .last_pass = sqlite3_column_int64(row, 7) / 1000,
        .rung = sqlite3_column_int(row, 8),
        .digest = learn_text(row, 9),
        .verdict = learn_text(row, 10),
        .solution = learn_text(row, 11),
    };
    fact.state = fact.passes     ? GRADE_LEARN_SOLVED
                 : fact.attempts ? GRADE_LEARN_TRIED
                                 : GRADE_LEARN_STARTED;
    return fact;
}

int grade_learn_facts(struct grade_learn_facts *out, struct grade_learn *learn,
                      struct grade_err *err)
{
    cleanup_statement sqlite3_stmt *statement = NULL;
    struct grade_learn_facts facts = {NULL, 0};
    int rc = learn_prepare(&statement, learn, query, err);
    while (rc == 0 && (rc = learn_step(learn, statement, err)) > 0) {
        facts.items = grade_realloc_array(facts.items, facts.count + 1, sizeof(*facts.items));
        facts.items[facts.count++] = read_fact(statement);
        rc = 0;
        if (!facts.items[facts.count - 1].problem) /* only in a file that others have made */
            facts.items[--facts.count] = (struct grade_learn_fact){NULL};
    }
    if (rc < 0)
        grade_learn_facts_done(&facts);
    else
        *out = facts;
    return rc;
}

void grade_learn_facts_done(struct grade_learn_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        free(facts->items[i].problem);
        free(facts->items[i].digest);
        free(facts->items[i].verdict);
        free(facts->items[i].solution);
    }
    free(facts->items);
    *facts = (struct grade_learn_facts){NULL, 0};
}

static int by_problem(const void *problem, const void *fact)
{
    return strcmp(problem, ((const struct grade_learn_fact *)fact)->problem);
}

const struct grade_learn_fact *grade_learn_fact(const struct grade_learn_facts *facts,
                                                const char *problem)
{
    static const struct grade_learn_fact nothing = {.state = GRADE_LEARN_NEW};
    const struct grade_learn_fact *fact =
        facts->count
            ? bsearch(problem, facts->items, facts->count, sizeof(*facts->items), by_problem)
            : NULL;
    return fact ? fact : &nothing;
}
