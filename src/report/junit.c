/* `junit`: the XML that CI services read. One suite for each solution; a wrong answer is a failure,
 * what ended otherwise is an error. Names are unique with their class, which GitLab needs. Written
 * as Jenkins' schema has it, and with `file` and `line`, which GitHub and GitLab show. */
#include "formats.h"
#include "markup.h"
#include "place.h"
#include "told.h"

#include "grade/mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct counts {
    size_t failures, errors, skipped;
};

static bool is_failure(enum grade_verdict verdict)
{
    return verdict == GRADE_VERDICT_WRONG || verdict == GRADE_VERDICT_RULE;
}

static struct counts count(const struct grade_result *result)
{
    struct counts counts = {0, result->message != NULL, 0};
    for (size_t i = 0; i < result->case_count; i++) {
        enum grade_verdict verdict = result->cases[i].verdict;
        if (verdict == GRADE_VERDICT_SKIPPED)
            counts.skipped++;
        else if (is_failure(verdict))
            counts.failures++;
        else if (verdict != GRADE_VERDICT_PASS)
            counts.errors++;
    }
    return counts;
}

static void attribute(struct grade_buf *out, const char *name, const char *text)
{
    grade_buf_addf(out, " %s=\"", name);
    markup_line(out, text);
    grade_buf_addc(out, '"');
}

static void seconds(struct grade_buf *out, double ms)
{
    if (isfinite(ms))
        grade_buf_addf(out, " time=\"%.6f\"", ms / 1000);
}

static void property(struct grade_buf *out, const char *name, const char *value)
{
    if (!value)
        return;
    grade_buf_adds(out, "      <property");
    attribute(out, "name", name);
    attribute(out, "value", value);
    grade_buf_adds(out, "/>\n");
}

static void properties(struct grade_buf *out, const struct grade_result *result)
{
    cleanup_free char *seed = grade_printf("%llu", (unsigned long long)result->seed);
    cleanup_free char *points = grade_printf("%g of %g", result->points, result->max_points);
    const struct {
        const char *name, *value;
    } rows[] = {
        {"submission", result->id},
        {"problem", result->problem_id},
        {"problem_digest", result->problem_digest},
        {"solution_digest", result->solution_digest},
        {"verdict", grade_verdict_name(result->verdict)},
        {"points", points},
        {"seed", seed},
        {"python", result->python_version},
        {"isolation", result->isolation ? result->isolation->level : NULL},
        {"limits", result->limits},
        {"misconception", result->misconception},
        {"grade", GRADE_VERSION},
    };
    grade_buf_adds(out, "    <properties>\n");
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        property(out, rows[i].name, rows[i].value);
    grade_buf_adds(out, "    </properties>\n");
}

/* The suite, and the class of its cases: the problem, in a batch with who handed it in. */
static char *suite_name(const struct grade_result *result)
{
    const char *problem = result->problem_id ? result->problem_id : "?";
    return result->id ? grade_printf("%s (%s)", problem, result->id) : grade_strdup(problem);
}

static void outcome(struct grade_buf *out, const char *element, const char *type,
                    const struct grade_case_result *c)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(out, "      <%s message=\"", element);
    told_brief(&text, c);
    markup_escape(out, grade_buf_text(&text), text.len);
    grade_buf_addc(out, '"');
    if (!type) {
        grade_buf_adds(out, "/>\n");
        return;
    }
    attribute(out, "type", type);
    grade_buf_addc(out, '>');
    grade_buf_clear(&text);
    told_block(&text, c);
    markup_escape(out, grade_buf_text(&text), text.len);
    grade_buf_addf(out, "</%s>\n", element);
}

static void stream(struct grade_buf *out, const char *element, const struct grade_capture *capture)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    if (!capture->total)
        return;
    told_stream(&text, capture);
    grade_buf_addf(out, "      <%s>", element);
    markup_escape(out, grade_buf_text(&text), text.len);
    grade_buf_addf(out, "</%s>\n", element);
}

static void testcase(struct grade_buf *out, const struct grade_result *result, const char *suite,
                     const struct grade_case_result *c)
{
    bool fine = c->verdict == GRADE_VERDICT_PASS || c->verdict == GRADE_VERDICT_SKIPPED;
    grade_buf_adds(out, "    <testcase");
    attribute(out, "name", c->name);
    attribute(out, "classname", suite);
    seconds(out, c->duration_ms);
    attribute(out, "file", told_path(result));
    if (!fine && !c->withheld) {
        const struct grade_failure *f = c->failure_count ? &c->failures[0] : NULL;
        grade_buf_addf(out, " line=\"%ld\"", report_place_of(c, f).line);
    }
    if (fine && c->verdict == GRADE_VERDICT_PASS && !c->out.total && !c->err.total) {
        grade_buf_adds(out, "/>\n");
        return;
    }
    grade_buf_adds(out, ">\n");
    if (c->verdict == GRADE_VERDICT_SKIPPED)
        outcome(out, "skipped", NULL, c);
    else if (c->verdict != GRADE_VERDICT_PASS)
        outcome(out, is_failure(c->verdict) ? "failure" : "error", grade_verdict_name(c->verdict),
                c);
    stream(out, "system-out", &c->out);
    stream(out, "system-err", &c->err);
    grade_buf_adds(out, "    </testcase>\n");
}

/* There are no cases, and it says why: a reader that counts cases must not take it for a pass. */
static void message_case(struct grade_buf *out, const struct grade_result *result,
                         const char *suite)
{
    grade_buf_adds(out, "    <testcase name=\"(the solution)\"");
    attribute(out, "classname", suite);
    attribute(out, "file", told_path(result));
    grade_buf_adds(out, ">\n      <error");
    attribute(out, "message", result->message);
    attribute(out, "type", grade_verdict_name(result->verdict));
    grade_buf_adds(out, "/>\n    </testcase>\n");
}

static void junit_begin(struct grade_report *report)
{
    grade_buf_adds(&report->out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"grade\"");
    if (report->batch)
        grade_buf_addf(&report->out, " tests=\"%zu\"", report->batch->cases);
    grade_buf_adds(&report->out, ">\n");
}

static void junit_result(struct grade_report *report, const struct grade_result *result)
{
    struct grade_buf *out = &report->out;
    struct counts counts = count(result);
    cleanup_free char *name = suite_name(result);
    grade_buf_adds(out, "  <testsuite");
    attribute(out, "name", name);
    grade_buf_addf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"",
                   result->case_count + (result->message != NULL), counts.failures, counts.errors,
                   counts.skipped);
    seconds(out, result->duration_ms);
    if (result->finished) /* without the fraction and the Z, as the schemas have it */
        grade_buf_addf(out, " timestamp=\"%.19s\"", result->finished);
    grade_buf_adds(out, ">\n");
    properties(out, result);
    if (result->message)
        message_case(out, result, name);
    for (size_t i = 0; i < result->case_count; i++)
        testcase(out, result, name, &result->cases[i]);
    grade_buf_adds(out, "  </testsuite>\n");
}

static void junit_end(struct grade_report *report)
{
    grade_buf_adds(&report->out, "</testsuites>\n");
}

const struct grade_reporter report_junit = {
    .name = "junit",
    .what = "XML for GitLab, Jenkins and others",
    .begin = junit_begin,
    .result = junit_result,
    .end = junit_end,
};
