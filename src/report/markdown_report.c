/* `markdown`: a table and the failures, for a comment on a change, the summary of a CI step, a
 * wiki. Of a batch a row for each submission. A learner's text stands in code: its fence is longer
 * than any run of backticks within, and in a cell of the table it is escaped. */
#include "escape.h"
#include "formats.h"
#include "told.h"

#include "grade/mem.h"

#include <string.h>

/* In a cell or a heading: nothing of it is markup. ASCII punctuation may always be escaped. */
static void cell(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    report_show(&visible, text ? text : "", text ? strlen(text) : 0, false);
    for (size_t i = 0; i < visible.len; i++) {
        char c = visible.data[i];
        if (c == '<')
            grade_buf_adds(out, "&lt;"); /* some renderers look for tags before escapes */
        else if (c == '@')
            grade_buf_adds(out, "&#64;"); /* forges write to people that are named so */
        else if (c && strchr("\\`*_{}[]()#+-.!|>~$:&", c))
            grade_buf_addf(out, "\\%c", c);
        else
            grade_buf_addc(out, c);
    }
}

static size_t longest_run(const char *text)
{
    size_t longest = 0;
    for (text = strchr(text, '`'); text; text = strchr(text, '`')) {
        size_t run = strspn(text, "`");
        longest = run > longest ? run : longest;
        text += run;
    }
    return longest;
}

static void fenced(struct grade_buf *out, const char *text, size_t len)
{
    size_t ticks = longest_run(text) + 1;
    cleanup_free char *fence = grade_alloc((ticks < 3 ? 3 : ticks) + 1);
    memset(fence, '`', ticks < 3 ? 3 : ticks);
    grade_buf_addf(out, "%stext\n", fence);
    grade_buf_add(out, text, len);
    grade_buf_addf(out, "%s%s\n\n", len && text[len - 1] == '\n' ? "" : "\n", fence);
}

static bool is_failed(const struct grade_case_result *c)
{
    return c->verdict != GRADE_VERDICT_PASS && c->verdict != GRADE_VERDICT_SKIPPED;
}

static const char *mark(enum grade_verdict verdict)
{
    return verdict == GRADE_VERDICT_PASS ? "✅" : verdict == GRADE_VERDICT_SKIPPED ? "➖" : "❌";
}

/* One solution -------------------------------------------------------------------------------- */

static void head(struct grade_buf *out, const struct grade_result *result)
{
    grade_buf_adds(out, "## ");
    cell(out, result->problem_id);
    grade_buf_adds(out, result->problem_title ? ": " : "");
    cell(out, result->problem_title);
    grade_buf_adds(out, "\n\n");
    grade_buf_addf(out, "%s ", mark(result->verdict));
    told_count(out, result);
    grade_buf_addf(out, ", %g of %g points. Solution: ", result->points, result->max_points);
    cell(out, told_path(result));
    if (result->python_version) {
        grade_buf_adds(out, ", Python ");
        cell(out, result->python_version);
    }
    grade_buf_adds(out, "\n\n");
    if (result->interrupted)
        grade_buf_adds(out, "**Interrupted: some cases were not run.**\n\n");
    if (result->message)
        fenced(out, result->message, strlen(result->message));
}

static void table(struct grade_buf *out, const struct grade_result *result)
{
    if (!result->case_count)
        return;
    grade_buf_adds(out, "| | Case | Verdict | Points |\n|---|---|---|--:|\n");
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        grade_buf_addf(out, "| %s | ", mark(c->verdict));
        cell(out, c->name);
        grade_buf_addf(out, " | %s | %g / %g |\n", grade_verdict_name(c->verdict), c->points,
                       c->max_points);
    }
    grade_buf_addc(out, '\n');
}

static void failure(struct grade_buf *out, const struct grade_case_result *c)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(out, "### ");
    cell(out, c->name);
    grade_buf_adds(out, "\n\n");
    told_block(&text, c);
    fenced(out, grade_buf_text(&text), text.len);
}

static void whole(struct grade_buf *out, const struct grade_result *result)
{
    head(out, result);
    table(out, result);
    for (size_t i = 0; i < result->case_count; i++)
        if (is_failed(&result->cases[i]) && !result->cases[i].withheld)
            failure(out, &result->cases[i]);
    if (result->hint) {
        grade_buf_adds(out, "> ");
        cell(out, result->hint);
        grade_buf_adds(out, "\n\n");
    }
    if (result->isolation && result->isolation->level &&
        strcmp(result->isolation->level, "full") != 0)
        grade_buf_addf(out, "Isolation: %s, not full.\n\n", result->isolation->level);
}

/* A batch ------------------------------------------------------------------------------------- */

static void batch_head(struct grade_report *report)
{
    const struct grade_report_batch *batch = report->batch;
    grade_buf_addf(&report->out, "## %zu of %zu solutions pass\n\n", batch->passed, batch->results);
    if (batch->expected > batch->results)
        grade_buf_addf(&report->out, "%zu were not graded.\n\n", batch->expected - batch->results);
    grade_buf_adds(&report->out, "| | Submission | Problem | Verdict | Points | Fails |\n"
                                 "|---|---|---|---|--:|---|\n");
}

static void batch_row(struct grade_buf *out, const struct grade_result *result)
{
    size_t failed = 0;
    grade_buf_addf(out, "| %s | ", mark(result->verdict));
    cell(out, result->id ? result->id : told_path(result));
    grade_buf_adds(out, " | ");
    cell(out, result->problem_id);
    grade_buf_addf(out, " | %s | %g / %g | ", grade_verdict_name(result->verdict), result->points,
                   result->max_points);
    for (size_t i = 0; i < result->case_count; i++) {
        if (!is_failed(&result->cases[i]))
            continue;
        grade_buf_adds(out, failed++ ? ", " : "");
        cell(out, result->cases[i].name);
    }
    cell(out, result->message);
    grade_buf_adds(out, " |\n");
}

static void markdown_begin(struct grade_report *report)
{
    if (report->batch)
        batch_head(report);
}

static void markdown_result(struct grade_report *report, const struct grade_result *result)
{
    if (report->batch)
        batch_row(&report->out, result);
    else
        whole(&report->out, result);
}

const struct grade_reporter report_markdown_format = {
    .name = "markdown",
    .what = "a table and the failures, for a forge or a wiki",
    .begin = markdown_begin,
    .result = markdown_result,
};
