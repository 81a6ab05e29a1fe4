/* `csv`: a row for each solution, for a spreadsheet or a course's grade book (RFC 4180). A text
 * that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises. */
#include "escape.h"
#include "formats.h"
#include "told.h"

#include "grade/mem.h"

#include <math.h>
#include <string.h>

static void quoted(struct grade_buf *out, const char *text, size_t len)
{
    grade_buf_addc(out, '"');
    if (len && strchr("=+-@", text[0]))
        grade_buf_addc(out, '\'');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            grade_buf_addc(out, '"');
        grade_buf_addc(out, text[i]);
    }
    grade_buf_addc(out, '"');
}

static void field(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    report_show(&visible, text ? text : "", text ? strlen(text) : 0, false);
    quoted(out, grade_buf_text(&visible), visible.len);
    grade_buf_addc(out, ',');
}

/* The names of the cases with that outcome, "; " between them. */
static void names(struct grade_buf *out, const struct grade_result *result)
{
    cleanup_buf struct grade_buf list = GRADE_BUF_INIT;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        if (c->verdict == GRADE_VERDICT_PASS || c->verdict == GRADE_VERDICT_SKIPPED)
            continue;
        grade_buf_adds(&list, list.len ? "; " : "");
        report_show(&list, c->name ? c->name : "", c->name ? strlen(c->name) : 0, false);
    }
    quoted(out, grade_buf_text(&list), list.len);
    grade_buf_addc(out, ',');
}

static void csv_begin(struct grade_report *report)
{
    grade_buf_adds(&report->out, "id,problem,solution,verdict,points,max_points,cases_passed,cases,"
                                 "failed,misconception,message,duration_ms,finished,seed,"
                                 "problem_digest,solution_digest\r\n");
}

static void csv_result(struct grade_report *report, const struct grade_result *result)
{
    struct grade_buf *out = &report->out;
    size_t passed = 0;
    for (size_t i = 0; i < result->case_count; i++)
        passed += result->cases[i].verdict == GRADE_VERDICT_PASS;
    field(out, result->id);
    field(out, result->problem_id);
    field(out, told_path(result));
    field(out, grade_verdict_name(result->verdict));
    grade_buf_addf(out, "%g,%g,%zu,%zu,", result->points, result->max_points, passed,
                   result->case_count);
    names(out, result);
    field(out, result->misconception);
    field(out, result->message);
    if (isfinite(result->duration_ms))
        grade_buf_addf(out, "%.1f", result->duration_ms);
    grade_buf_addc(out, ',');
    field(out, result->finished);
    grade_buf_addf(out, "%llu,", (unsigned long long)result->seed);
    field(out, result->problem_digest);
    field(out, result->solution_digest);
    out->len--; /* the last comma */
    grade_buf_adds(out, "\r\n");
}

const struct grade_reporter report_csv = {
    .name = "csv",
    .what = "a row for each solution, for spreadsheets",
    .begin = csv_begin,
    .result = csv_result,
};
