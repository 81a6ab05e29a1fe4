/* `text` of a batch: a line for each submission, below a heading for each problem; then, problem by
 * problem, how it went and which case stops most; last the whole in one line. */
#include "text_batch.h"

#include "escape.h"
#include "failure.h"

#include "grade/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 1000, NAME_COLUMNS = 24 };

struct case_count { /* how often a case failed */
    char *name;
    size_t failed;
};

struct problem_count {
    char *id;
    size_t results, passed;
    double points, max_points;
    struct case_count *cases;
    size_t case_count;
};

/* Counting ----------------------------------------------------------------------------------- */

static struct problem_count *problem_of(struct text_batch *batch, const char *id)
{
    for (size_t i = batch->problem_count; i-- > 0;)
        if (!strcmp(batch->problems[i].id, id))
            return &batch->problems[i];
    batch->problems =
        grade_realloc_array(batch->problems, batch->problem_count + 1, sizeof(*batch->problems));
    batch->problems[batch->problem_count] = (struct problem_count){.id = grade_strdup(id)};
    return &batch->problems[batch->problem_count++];
}

static void count_failed(struct problem_count *problem, const char *name)
{
    for (size_t i = 0; i < problem->case_count; i++)
        if (!strcmp(problem->cases[i].name, name)) {
            problem->cases[i].failed++;
            return;
        }
    if (problem->case_count == NAMES_MAX)
        return;
    problem->cases =
        grade_realloc_array(problem->cases, problem->case_count + 1, sizeof(*problem->cases));
    problem->cases[problem->case_count++] = (struct case_count){grade_strdup(name), 1};
}

static bool is_failed(const struct grade_case_result *c)
{
    return c->verdict != GRADE_VERDICT_PASS && c->verdict != GRADE_VERDICT_SKIPPED;
}

static bool count_result(struct text_batch *batch, const struct grade_result *result)
{
    size_t before = batch->problem_count;
    struct problem_count *problem = problem_of(batch, result->problem_id ? result->problem_id : "");
    problem->results++;
    problem->passed += result->verdict == GRADE_VERDICT_PASS;
    problem->points += result->points;
    problem->max_points += result->max_points;
    for (size_t i = 0; i < result->case_count; i++)
        if (is_failed(&result->cases[i]))
            count_failed(problem, result->cases[i].name ? result->cases[i].name : "");
    return batch->problem_count > before;
}

void text_batch_done(void *state)
{
    struct text_batch *batch = state;
    for (size_t i = 0; i < batch->problem_count; i++) {
        for (size_t k = 0; k < batch->problems[i].case_count; k++)
            free(batch->problems[i].cases[k].name);
        free(batch->problems[i].cases);
        free(batch->problems[i].id);
    }
    free(batch->problems);
}

/* A line for each ------------------------------------------------------------------------------ */

static void add_heading(const struct page *page, const struct grade_result *result, bool first)
{
    if (!first)
        page_end(page);
    page_put(page, PAGE_STRONG, result->problem_id ? result->problem_id : "");
    page_put(page, PAGE_PLAIN, "  ");
    page_put(page, PAGE_PLAIN, result->problem_title ? result->problem_title : "");
    page_end(page);
}

static const struct grade_case_result *first_failed(const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (is_failed(&result->cases[i]))
            return &result->cases[i];
    return NULL;
}

/* "7 of 9 cases; a call that fails is logged too", or why there are none. */
static char *remark_of(const struct grade_result *result)
{
    size_t passed = 0;
    const struct grade_case_result *failed = first_failed(result);
    for (size_t i = 0; i < result->case_count; i++)
        passed += result->cases[i].verdict == GRADE_VERDICT_PASS;
    if (result->case_count == 0)
        return grade_strdup(result->message ? result->message : "");
    return grade_printf("%zu of %zu%s%s%s%s", passed, result->case_count, failed ? "; " : "",
                        failed && failed->name ? failed->name : "",
                        result->misconception ? "; like " : "",
                        result->misconception ? result->misconception : "");
}

/* Whole in a file; on a terminal cut to its width, which the dots say. */
static void put_fitting(const struct page *page, enum page_style style, const char *text, int room)
{
    const char *dots = page_symbol(page, "…", "...");
    int dots_width = page_width_of(page, dots);
    if (page_width_of(page, text) <= room || room <= dots_width) {
        page_put(page, style, text);
        return;
    }
    size_t fits = page_fit(page, text, strlen(text), room - dots_width, false);
    page_putn(page, style, text, fits);
    page_put(page, style, dots);
}

static void add_line(const struct page *page, const struct grade_result *result)
{
    const struct text_look *look = text_look_of(result->verdict);
    const char *verdict = grade_verdict_name(result->verdict);
    const char *id = result->id ? result->id : "-";
    int used = page_width_of(page, id);
    grade_buf_adds(page->out, "  ");
    page_put(page, look->style, page_symbol(page, look->symbol, look->ascii));
    grade_buf_addc(page->out, ' ');
    page_put(page, look->style, verdict);
    grade_buf_addf(page->out, "%*s", TEXT_VERDICT_COLUMNS - (int)strlen(verdict), "");
    page_put(page, PAGE_PLAIN, id);
    if (result->verdict != GRADE_VERDICT_PASS) {
        cleanup_free char *remark = remark_of(result);
        int gap = used < NAME_COLUMNS ? NAME_COLUMNS - used : 0;
        grade_buf_addf(page->out, "%*s  ", gap, "");
        put_fitting(page, PAGE_DIM, remark,
                    page->width - (4 + TEXT_VERDICT_COLUMNS + used + gap + 2));
    }
    page_end(page);
}

void text_batch_result(struct grade_report *report, const struct grade_result *result,
                       const struct page *page)
{
    struct text_batch *batch = report->state;
    bool is_new = count_result(batch, result);
    bool passed = result->verdict == GRADE_VERDICT_PASS;
    if (report->options.verbose < 0 && passed)
        return;
    if (is_new || (report->options.verbose < 0 && !batch->headed))
        add_heading(page, result, report->told == 0 || !batch->headed);
    batch->headed = true;
    add_line(page, result);
}

/* The end ---------------------------------------------------------------------------------------
 */

static const struct case_count *hardest(const struct problem_count *problem)
{
    const struct case_count *most = NULL;
    for (size_t i = 0; i < problem->case_count; i++)
        if (!most || problem->cases[i].failed > most->failed)
            most = &problem->cases[i];
    return most;
}

static void add_problem(const struct page *page, const struct problem_count *problem, int columns)
{
    const struct case_count *most = hardest(problem);
    int used = page_width_of(page, problem->id);
    cleanup_free char *counts =
        grade_printf("%5zu of %-5zu pass %4.0f %% of points", problem->passed, problem->results,
                     problem->max_points > 0 ? 100 * problem->points / problem->max_points : 100.0);
    grade_buf_adds(page->out, "  ");
    page_put(page, PAGE_STRONG, problem->id);
    grade_buf_addf(page->out, "%*s", columns - used, "");
    page_put(page, PAGE_PLAIN, counts);
    if (most) {
        cleanup_free char *text = grade_printf("%zu fail: %s", most->failed, most->name);
        grade_buf_adds(page->out, "   ");
        put_fitting(page, PAGE_DIM, text, page->width - 2 - columns - (int)strlen(counts) - 3);
    }
    page_end(page);
}

static void add_whole(const struct page *page, const struct grade_report_batch *batch)
{
    bool all = batch->passed == batch->expected;
    size_t left = batch->expected > batch->results ? batch->expected - batch->results : 0;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(&text, " %zu of %zu submission%s pass%s", batch->passed, batch->results,
                   batch->results == 1 ? "" : "s", batch->results == 1 ? "es" : "");
    page_put(page, all ? PAGE_GOOD : PAGE_BAD_STRONG,
             all ? page_symbol(page, "✓", "+") : page_symbol(page, "✗", "x"));
    page_put(page, PAGE_STRONG, grade_buf_text(&text));
    cleanup_free char *cases =
        grade_printf(", %zu of %zu cases", batch->cases_passed, batch->cases);
    page_put(page, PAGE_PLAIN, cases);
    page_end(page);
    if (batch->machine) {
        cleanup_free char *line = grade_printf(
            "%zu could not be graded: the machine's failure, or grade's own", batch->machine);
        page_put(page, PAGE_WARN, line);
        page_end(page);
    }
    if (left) {
        cleanup_free char *line = grade_printf("%s%zu submission%s not graded yet",
                                               batch->interrupted ? "interrupted: " : "", left,
                                               left == 1 ? " is" : "s are");
        page_put(page, PAGE_WARN, line);
        page_end(page);
    }
}

void text_batch_end(struct grade_report *report, const struct page *page)
{
    const struct text_batch *batch = report->state;
    int columns = 0;
    bool quiet = report->options.verbose < 0;
    if (quiet && report->batch->passed == report->batch->expected)
        return;
    for (size_t i = 0; i < batch->problem_count; i++) {
        int width = page_width_of(page, batch->problems[i].id);
        columns = width > columns ? width : columns;
    }
    if (batch->headed)
        page_end(page);
    for (size_t i = 0; i < batch->problem_count && !quiet; i++)
        add_problem(page, &batch->problems[i], columns);
    if (batch->problem_count && !quiet)
        page_end(page);
    add_whole(page, report->batch);
}
