/* Recognising a misconception by what its author declared: the cases that fail and pass under it,
 * and what was seen. All must hold. If several match, the one with most conditions; on a tie with
 * different hints, none: a wrong hint misleads more than none helps. For the same reason none is
 * told of a solution that does nothing right yet, unless the mistake spoils all cases, or something
 * was seen of it or in it. */
#include "internal.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <stdio.h>
#include <string.h>

static const struct grade_case_result *find_case(const struct grade_result *result,
                                                 const char *name, size_t len)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (strlen(result->cases[i].name) == len && !strncmp(result->cases[i].name, name, len))
            return &result->cases[i];
    return NULL;
}

/* "case" or "case[row]"; row 0: the whole. */
static const struct grade_case_result *find_part(const struct grade_result *result,
                                                 const char *name, size_t *out_row)
{
    const struct grade_case_result *found = find_case(result, name, strlen(name));
    const char *bracket = strrchr(name, '[');
    *out_row = 0;
    if (!found && bracket && sscanf(bracket, "[%zu]", out_row) == 1)
        found = find_case(result, name, (size_t)(bracket - name));
    return found;
}

/* 1 passed, 0 failed, -1 not run. */
static int outcome(const struct grade_result *result, const char *name)
{
    size_t row;
    const struct grade_case_result *found = find_part(result, name, &row);
    if (!found || found->verdict == GRADE_VERDICT_SKIPPED)
        return -1;
    if (!row)
        return found->verdict == GRADE_VERDICT_PASS;
    for (size_t i = 0; i < found->failure_count; i++)
        if (found->failures[i].row == row || found->failures[i].row == 0)
            return 0;
    return 1;
}

static bool is_what_came(const struct grade_failure *failure, const struct grade_value *want)
{
    if (failure->actual && grade_compare(want, failure->actual, GRADE_COMPARE_BY_VALUE, NULL))
        return true;
    if (!failure->exception)
        return false;
    struct grade_value *type = grade_value_str(failure->exception->type);
    bool same = grade_compare(want, type, GRADE_COMPARE_EXACT, NULL);
    grade_value_free(type);
    return same;
}

static bool saw(const struct grade_result *result, const char *name, const struct grade_value *want)
{
    size_t row;
    const struct grade_case_result *found = find_part(result, name, &row);
    for (size_t i = 0; found && i < found->failure_count; i++)
        if ((!row || found->failures[i].row == row) && is_what_came(&found->failures[i], want))
            return true;
    return false;
}

static bool passes_any(const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (result->cases[i].verdict == GRADE_VERDICT_PASS)
            return true;
    return false;
}

static bool matches(const struct session *session, const struct grade_misconception *misconception)
{
    const struct grade_result *result = session->result;
    for (size_t i = 0; i < misconception->fails.count; i++)
        if (outcome(result, misconception->fails.items[i]) != 0)
            return false;
    for (size_t i = 0; i < misconception->passes.count; i++)
        if (outcome(result, misconception->passes.items[i]) != 1)
            return false;
    const struct grade_value *wants = misconception->saw;
    for (size_t i = 0; wants && i + 1 < wants->count; i += 2)
        if (!saw(result, grade_value_text(wants->items[i], ""), wants->items[i + 1]))
            return false;
    if (misconception->rule && !rule_holds(session, misconception->rule, NULL))
        return false;
    if (!wants && !misconception->rule && misconception->fails.count < result->case_count &&
        !passes_any(result))
        return false;
    return misconception->fails.count > 0 || misconception->rule;
}

static size_t conditions(const struct grade_misconception *misconception)
{
    return misconception->fails.count + misconception->passes.count +
           (misconception->saw ? misconception->saw->count / 2 : 0) + (misconception->rule ? 1 : 0);
}

static bool is_candidate(const struct session *session, const struct grade_misconception *one)
{
    return one->hint && matches(session, one);
}

static void keep_tied(struct session *session, size_t most)
{
    const struct grade_problem *problem = session->problem;
    for (size_t i = 0; i < problem->misconception_count; i++) {
        const struct grade_misconception *one = &problem->misconceptions[i];
        if (is_candidate(session, one) && conditions(one) == most)
            grade_strings_add(&session->result->tied, one->name);
    }
}

void recognise(struct session *session)
{
    const struct grade_problem *problem = session->problem;
    const struct grade_misconception *best = NULL;
    bool tie = false;
    for (size_t i = 0; i < problem->misconception_count; i++) {
        const struct grade_misconception *candidate = &problem->misconceptions[i];
        if (!is_candidate(session, candidate))
            continue;
        if (!best || conditions(candidate) > conditions(best)) {
            best = candidate;
            tie = false;
        } else if (conditions(candidate) == conditions(best)) {
            tie |= strcmp(candidate->hint, best->hint) != 0;
        }
    }
    if (best && tie) {
        keep_tied(session, conditions(best));
    } else if (best) {
        session->result->misconception = grade_strdup(best->name);
        session->result->hint = grade_strdup(best->hint);
    }
}
