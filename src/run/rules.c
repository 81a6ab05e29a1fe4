/* Static rules. The process that compiles the solution also looks at its syntax tree, where a
 * problem asks for it: it answers one fact for each query, and what is required, forbidden or too
 * much is judged here.
 *
 * The queries stand in a fixed order: the rules of the cases, then of the misconceptions; of each
 * rule its constructs, then its measures. */
#include "internal.h"

#include "grade/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_TOLD = 5, LINE_MOST = 10000000 };

static const char *const kinds[] = {
    [GRADE_CONSTRUCT_CALL] = "call",       [GRADE_CONSTRUCT_IMPORT] = "import",
    [GRADE_CONSTRUCT_NAME] = "name",       [GRADE_CONSTRUCT_DECORATOR] = "decorator",
    [GRADE_CONSTRUCT_LITERAL] = "literal", [GRADE_CONSTRUCT_NODES] = "nodes",
    [GRADE_CONSTRUCT_SPECIAL] = "special",
};

/* Each measure with how a breach of it is told: "f nests blocks 4 deep; 3 is the most". */
static const struct {
    const char *kind, *verb, *noun;
} measures[GRADE_MEASURE_COUNT] = {
    [GRADE_MEASURE_NESTING] = {"nesting", "nests blocks", "deep"},
    [GRADE_MEASURE_LINES] = {"lines", "has", "lines of code"},
    [GRADE_MEASURE_BRANCHES] = {"branches", "has", "branches"},
};

/* The rules of a problem in the order of their queries; NULL behind the last. */
static const struct grade_rule *rule_at(const struct grade_problem *problem, size_t i)
{
    if (i < problem->case_count)
        return problem->cases[i].rule;
    return problem->misconceptions[i - problem->case_count].rule;
}

static size_t rule_places(const struct grade_problem *problem)
{
    return problem->case_count + problem->misconception_count;
}

static size_t query_count(const struct grade_rule *rule)
{
    size_t count = 0;
    for (size_t i = 0; i < rule->demand_count; i++)
        count += rule->demands[i].any_count;
    for (int i = 0; i < GRADE_MEASURE_COUNT; i++)
        count += rule->max[i] >= 0;
    return count;
}

bool rules_any(const struct session *session)
{
    for (size_t i = 0; i < rule_places(session->problem); i++)
        if (rule_at(session->problem, i))
            return true;
    return false;
}

/* Requests ----------------------------------------------------------------------------------- */

static void add_query(struct grade_value *queries, const struct grade_rule *rule, const char *kind,
                      const struct grade_value *what)
{
    struct grade_value *query = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(query, "in",
                    rule->scope ? grade_value_str(rule->scope) : grade_value_new(GRADE_KIND_NONE));
    grade_value_put(query, "kind", grade_value_str(kind));
    grade_value_put(query, "what",
                    what ? grade_value_copy(what) : grade_value_new(GRADE_KIND_NONE));
    grade_value_add(queries, query);
}

static void add_queries(struct grade_value *queries, const struct grade_rule *rule)
{
    for (size_t i = 0; i < rule->demand_count; i++)
        for (size_t k = 0; k < rule->demands[i].any_count; k++)
            add_query(queries, rule, kinds[rule->demands[i].any[k].kind],
                      rule->demands[i].any[k].what);
    for (int i = 0; i < GRADE_MEASURE_COUNT; i++)
        if (rule->max[i] >= 0)
            add_query(queries, rule, measures[i].kind, NULL);
}

struct grade_value *rules_request(const struct session *session)
{
    const struct grade_problem *problem = session->problem;
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT),
                       *queries = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < rule_places(problem); i++)
        if (rule_at(problem, i))
            add_queries(queries, rule_at(problem, i));
    grade_value_put(body, "file", grade_value_str(problem->solution_file));
    grade_value_put(body, "source",
                    grade_value_bytes(session->job->source, session->job->source_len));
    grade_value_put(body, "queries", queries);
    return body;
}

/* Facts: another process says them, so nothing about their form is taken for granted ----------- */

struct fact {
    bool known, scoped;
    long long count;
    const struct grade_value *scope, *at;
};

static struct fact read_fact(const struct session *session, size_t i)
{
    const struct grade_value *facts = grade_value_get(session->facts, "facts");
    struct fact fact = {0};
    if (!facts || facts->kind != GRADE_KIND_LIST || i >= facts->count ||
        facts->items[i]->kind != GRADE_KIND_DICT)
        return fact;
    fact.scope = grade_value_get(facts->items[i], "scope");
    fact.at = grade_value_get(facts->items[i], "at");
    fact.count = grade_value_number(grade_value_get(facts->items[i], "count"), -1);
    fact.known = fact.count >= 0;
    fact.scoped = fact.scope && fact.scope->kind == GRADE_KIND_LIST;
    return fact;
}

static long position(const struct grade_value *pair, size_t i)
{
    if (!pair || pair->kind != GRADE_KIND_LIST || i >= pair->count)
        return 0;
    long long number = grade_value_number(pair->items[i], 0);
    return number < 0 || number > LINE_MOST ? 0 : (long)number;
}

/* The `i`th place of what was found; without one, where the scope begins. */
static const struct grade_value *place_of(const struct fact *fact, size_t i)
{
    bool there = fact->at && fact->at->kind == GRADE_KIND_LIST && i < fact->at->count;
    return there ? fact->at->items[i] : fact->scope;
}

/* Judging ------------------------------------------------------------------------------------ */

static bool breach(struct rule_breach *out, const struct grade_value *place, char *message)
{
    if (!out) {
        free(message);
        return false;
    }
    *out = (struct rule_breach){message, position(place, 0), position(place, 1)};
    return false;
}

static const char *scope_name(const struct session *session, const struct grade_rule *rule)
{
    return rule->scope ? rule->scope : session->problem->solution_file;
}

/* " (lines 3, 5 and more)" where there are several. */
static void add_lines(struct grade_buf *text, const struct fact *fact)
{
    long last = position(place_of(fact, 0), 0);
    size_t told = 1;
    for (size_t i = 1;
         fact->at && fact->at->kind == GRADE_KIND_LIST && i < fact->at->count && told < LINES_TOLD;
         i++) {
        long line = position(fact->at->items[i], 0);
        if (line <= last)
            continue;
        if (told++ == 1)
            grade_buf_addf(text, " (lines %ld", last);
        grade_buf_addf(text, ", %ld", line);
        last = line;
    }
    if (told > 1)
        grade_buf_adds(text, told == LINES_TOLD ? " ...)" : ")");
}

static bool demand_holds(const struct session *session, const struct grade_rule *rule,
                         const struct grade_demand *demand, size_t first, struct rule_breach *out)
{
    struct grade_buf text = GRADE_BUF_INIT;
    const char *scope = scope_name(session, rule);
    const struct grade_value *place = NULL;
    for (size_t i = 0; i < demand->any_count; i++) {
        struct fact fact = read_fact(session, first + i);
        if (!demand->forbidden && fact.count > 0)
            return grade_buf_done(&text), true;
        if (demand->forbidden && fact.count > 0 && !text.len) {
            grade_buf_addf(&text, "%s must do without %s", scope, demand->any[i].shown);
            add_lines(&text, &fact);
        }
        if (!place || (demand->forbidden && fact.count > 0))
            place = place_of(&fact, 0);
    }
    if (demand->forbidden && !text.len)
        return true;
    if (!demand->forbidden)
        grade_buf_addf(&text, "%s must use %s", scope, demand->any_count > 1 ? "one of " : "");
    for (size_t i = 0; !demand->forbidden && i < demand->any_count; i++)
        grade_buf_addf(&text, "%s%s", i ? ", " : "", demand->any[i].shown);
    return breach(out, place, grade_buf_take(&text));
}

static bool measure_holds(const struct session *session, const struct grade_rule *rule, int measure,
                          size_t at, struct rule_breach *out)
{
    struct fact fact = read_fact(session, at);
    if (fact.count <= rule->max[measure])
        return true;
    char *message = grade_printf("%s %s %lld %s; %lld is the most", scope_name(session, rule),
                                 measures[measure].verb, fact.count, measures[measure].noun,
                                 rule->max[measure]);
    return breach(out, place_of(&fact, 0), message);
}

static size_t first_query(const struct grade_problem *problem, const struct grade_rule *rule)
{
    size_t first = 0;
    for (size_t i = 0; rule_at(problem, i) != rule; i++)
        if (rule_at(problem, i))
            first += query_count(rule_at(problem, i));
    return first;
}

/* Every fact must be there, and what it is about: a rule about what nobody wrote holds of nothing.
 */
static bool facts_hold(const struct session *session, const struct grade_rule *rule, size_t first,
                       struct rule_breach *out)
{
    for (size_t i = 0; i < query_count(rule); i++) {
        struct fact fact = read_fact(session, first + i);
        if (!fact.known)
            return breach(
                out, NULL,
                grade_printf("%s could not be looked at", session->problem->solution_file));
        if (!fact.scoped)
            return breach(
                out, NULL,
                grade_printf(
                    "%s has no %s that is written out as a function or class, which this rule "
                    "is about",
                    session->problem->solution_file, scope_name(session, rule)));
    }
    return true;
}

bool rule_holds(const struct session *session, const struct grade_rule *rule,
                struct rule_breach *out_failed)
{
    size_t at = first_query(session->problem, rule);
    if (!facts_hold(session, rule, at, out_failed))
        return false;
    for (size_t i = 0; i < rule->demand_count; i++) {
        if (!demand_holds(session, rule, &rule->demands[i], at, out_failed))
            return false;
        at += rule->demands[i].any_count;
    }
    for (int i = 0; i < GRADE_MEASURE_COUNT; i++)
        if (rule->max[i] >= 0 && !measure_holds(session, rule, i, at++, out_failed))
            return false;
    return true;
}

/* No facts came: a limit, or what the parser says. */
static void judge_silence(struct trial *trial)
{
    const struct session *session = trial->session;
    const struct grade_value *fault = grade_value_get(session->facts, "fault");
    const char *file = session->problem->solution_file;
    if (fault && fault->kind == GRADE_KIND_DICT) {
        struct grade_exception *exception = exception_read(session, fault);
        cleanup_free char *line = exception_line(exception);
        failure_add(trial, NULL, GRADE_VERDICT_ERROR, "looking at %s raised %s", file, line);
        grade_exception_free(exception);
        return;
    }
    const struct grade_box_end *end = &session->preparation.end;
    enum grade_verdict verdict =
        end->verdict == GRADE_VERDICT_PASS ? GRADE_VERDICT_EXITED : end->verdict;
    failure_add(trial, NULL, verdict, "looking at %s %s%s%s", file, grade_verdict_words(verdict),
                end->detail[0] ? ": " : "", end->detail);
}

void rules_judge(struct trial *trial)
{
    const struct session *session = trial->session;
    const struct grade_value *facts = grade_value_get(session->facts, "facts");
    const struct grade_rule *rule = trial->spec->rule;
    if (!facts || facts->kind != GRADE_KIND_LIST || !facts->count) {
        judge_silence(trial);
        return;
    }
    struct rule_breach failed = {0};
    if (rule_holds(session, rule, &failed))
        return;
    struct grade_failure *failure = failure_add(trial, NULL, GRADE_VERDICT_RULE, "%s",
                                                rule->message ? rule->message : failed.message);
    failure->action = source_line(session, failed.line);
    if (failed.line > 0) {
        trial->result->location_file = grade_strdup(session->problem->solution_file);
        trial->result->location_line = failed.line;
        trial->result->location_column = failed.column;
    }
    free(failed.message);
}
