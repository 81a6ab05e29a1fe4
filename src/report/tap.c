/* `tap`: TAP version 14 (testanything.org), with what failed as YAML. Whatever is a learner's
 * stands in a YAML string, or behind "# ": no byte of it can be taken for a line of the protocol.
 */
#include "escape.h"
#include "formats.h"
#include "json_writer.h"
#include "place.h"
#include "told.h"

#include "grade/mem.h"

#include <string.h>

struct tap_state {
    size_t number;
};

/* A description: '#' begins a directive, and '\' is what escapes it. */
static void description(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    report_show(&visible, text ? text : "", text ? strlen(text) : 0, false);
    for (size_t i = 0; i < visible.len; i++) {
        if (visible.data[i] == '#' || visible.data[i] == '\\')
            grade_buf_addc(out, '\\');
        grade_buf_addc(out, visible.data[i]);
    }
}

/* "  key: text": a JSON string is a YAML one. */
static void entry(struct grade_buf *out, const char *key, const char *text)
{
    if (!text || !text[0])
        return;
    struct json_writer w = {.out = out};
    grade_buf_addf(out, "  %s: ", key);
    json_text(&w, NULL, text);
    grade_buf_addc(out, '\n');
}

static void block(struct grade_buf *out, const char *text)
{
    grade_buf_adds(out, "  told: |\n");
    while (*text) {
        size_t len = strcspn(text, "\n");
        grade_buf_addf(out, "    %.*s\n", (int)len, text);
        text += len + (text[len] != '\0');
    }
}

static void diagnosis(struct grade_buf *out, const struct grade_result *result,
                      const struct grade_case_result *c)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(out, "  ---\n");
    told_brief(&text, c);
    entry(out, "message", grade_buf_text(&text));
    entry(out, "verdict", grade_verdict_name(c->verdict));
    if (!c->withheld) {
        const struct grade_failure *f = c->failure_count ? &c->failures[0] : NULL;
        struct report_place place = report_place_of(c, f);
        grade_buf_adds(out, "  at:\n  ");
        entry(out, "file", told_path(result));
        grade_buf_addf(out, "    line: %ld\n    column: %ld\n", place.line, place.column);
        if (f) {
            entry(out, "wanted", f->expected_text);
            entry(out, "found", f->actual_text);
        }
        grade_buf_clear(&text);
        told_block(&text, c);
        block(out, grade_buf_text(&text));
    }
    grade_buf_adds(out, "  ...\n");
}

static void test_line(struct grade_report *report, const struct grade_result *result,
                      const struct grade_case_result *c)
{
    struct tap_state *state = report->state;
    struct grade_buf *out = &report->out;
    bool fine = c->verdict == GRADE_VERDICT_PASS || c->verdict == GRADE_VERDICT_SKIPPED;
    grade_buf_addf(out, "%s %zu - ", fine ? "ok" : "not ok", ++state->number);
    if (result->id) {
        description(out, result->id);
        grade_buf_adds(out, ", ");
    }
    description(out, result->problem_id);
    grade_buf_adds(out, ": ");
    description(out, c->name);
    if (c->verdict == GRADE_VERDICT_SKIPPED) {
        grade_buf_adds(out, " # SKIP ");
        told_brief(out, c);
    }
    grade_buf_addc(out, '\n');
    if (!fine)
        diagnosis(out, result, c);
}

static void tap_begin(struct grade_report *report)
{
    grade_buf_adds(&report->out, "TAP version 14\n");
}

static void tap_result(struct grade_report *report, const struct grade_result *result)
{
    struct tap_state *state = report->state;
    if (result->message) {
        grade_buf_addf(&report->out, "not ok %zu - ", ++state->number);
        description(&report->out, result->problem_id);
        grade_buf_adds(&report->out, ": (the solution)\n  ---\n");
        entry(&report->out, "message", result->message);
        grade_buf_adds(&report->out, "  ...\n");
    }
    for (size_t i = 0; i < result->case_count; i++)
        test_line(report, result, &result->cases[i]);
    if (result->interrupted)
        grade_buf_adds(&report->out, "# interrupted: some cases were not run\n");
}

/* The plan may stand at the end; there it is right however a run ended. */
static void tap_end(struct grade_report *report)
{
    const struct tap_state *state = report->state;
    grade_buf_addf(&report->out, "1..%zu\n", state->number);
}

const struct grade_reporter report_tap = {
    .name = "tap",
    .what = "Test Anything Protocol, version 14",
    .state_size = sizeof(struct tap_state),
    .begin = tap_begin,
    .result = tap_result,
    .end = tap_end,
};
