/* `sarif`: what static rules found, as SARIF 2.1.0 (OASIS), which code scanning services read. Each
 * rule is a case of a problem. Results come first in the document, and the rules that they name
 * when all are known. */
#include "escape.h"
#include "formats.h"
#include "json_writer.h"
#include "place.h"
#include "told.h"

#include "grade/mem.h"
#include "grade/strings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { RULES_MAX = 10000 };

struct sarif_state {
    struct grade_strings ids, names; /* of the rules that were broken */
    struct json_writer w;
};

/* "decorators/01/uses-a-generator": stable, and without spaces. */
static char *rule_id(const struct grade_result *result, const struct grade_case_result *c)
{
    struct grade_buf id = GRADE_BUF_INIT;
    report_show(&id, result->problem_id ? result->problem_id : "",
                result->problem_id ? strlen(result->problem_id) : 0, true);
    grade_buf_addc(&id, '/');
    bool gap = false, any = false;
    for (const char *s = c->name ? c->name : ""; *s; s++) {
        bool word = isalnum((unsigned char)*s) != 0;
        if (word && gap && any)
            grade_buf_addc(&id, '-');
        if (word)
            grade_buf_addc(&id, (char)tolower((unsigned char)*s));
        any = any || word;
        gap = !word;
    }
    if (!any)
        grade_buf_addf(&id, "%zu", c->number);
    return grade_buf_take(&id);
}

static void remember(struct sarif_state *state, const char *id, const char *name)
{
    for (size_t i = 0; i < state->ids.count; i++)
        if (!strcmp(state->ids.items[i], id))
            return;
    if (state->ids.count == RULES_MAX)
        return;
    grade_strings_add(&state->ids, id);
    grade_strings_add(&state->names, name ? name : "");
}

static void message(struct json_writer *w, const char *key, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    report_show(&visible, text, strlen(text), false);
    json_open(w, key, '{');
    json_bytes(w, "text", grade_buf_text(&visible), visible.len);
    json_close(w, '}');
}

/* A relative reference: every byte but the unreserved ones as %XX (RFC 3986). */
static void uri(struct json_writer *w, const char *path)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    for (const char *s = path; *s; s++) {
        if (isalnum((unsigned char)*s) || strchr("-._~/", *s))
            grade_buf_addc(&text, *s);
        else
            grade_buf_addf(&text, "%%%02X", (unsigned char)*s);
    }
    json_bytes(w, "uri", grade_buf_text(&text), text.len);
}

static void location(struct json_writer *w, const struct grade_result *result,
                     const struct grade_case_result *c, const struct grade_failure *f)
{
    struct report_place place = report_place_of(c, f);
    json_open(w, "locations", '[');
    json_open(w, NULL, '{');
    json_open(w, "physicalLocation", '{');
    json_open(w, "artifactLocation", '{');
    uri(w, told_path(result));
    json_close(w, '}');
    json_open(w, "region", '{');
    json_integer(w, "startLine", place.line);
    json_integer(w, "startColumn", place.column);
    json_close(w, '}');
    json_close(w, '}');
    json_close(w, '}');
    json_close(w, ']');
}

static void write_breach(struct sarif_state *state, const struct grade_result *result,
                         const struct grade_case_result *c, const struct grade_failure *f)
{
    struct json_writer *w = &state->w;
    cleanup_free char *id = rule_id(result, c);
    remember(state, id, c->name);
    json_open(w, NULL, '{');
    json_text(w, "ruleId", id);
    json_text(w, "level", "error");
    message(w, "message", f->message ? f->message : "");
    location(w, result, c, f);
    if (result->id) {
        json_open(w, "properties", '{');
        json_text(w, "submission", result->id);
        json_close(w, '}');
    }
    json_close(w, '}');
}

static void sarif_begin(struct grade_report *report)
{
    struct sarif_state *state = report->state;
    state->w = (struct json_writer){.out = &report->out, .indent = 2};
    struct json_writer *w = &state->w;
    json_open(w, NULL, '{');
    json_text(w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_text(w, "version", "2.1.0");
    json_open(w, "runs", '[');
    json_open(w, NULL, '{');
    json_text(w, "columnKind", "unicodeCodePoints");
    json_open(w, "results", '[');
}

static void sarif_result(struct grade_report *report, const struct grade_result *result)
{
    ((struct sarif_state *)report->state)->w.out = &report->out;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        for (size_t k = 0; k < c->failure_count; k++)
            if (c->failures[k].verdict == GRADE_VERDICT_RULE)
                write_breach(report->state, result, c, &c->failures[k]);
    }
}

static void sarif_end(struct grade_report *report)
{
    struct sarif_state *state = report->state;
    struct json_writer *w = &state->w;
    w->out = &report->out;
    json_close(w, ']');
    json_open(w, "tool", '{');
    json_open(w, "driver", '{');
    json_text(w, "name", "grade");
    json_text(w, "version", GRADE_VERSION);
    json_open(w, "rules", '[');
    for (size_t i = 0; i < state->ids.count; i++) {
        json_open(w, NULL, '{');
        json_text(w, "id", state->ids.items[i]);
        message(w, "shortDescription", state->names.items[i]);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
    json_close(w, '}');
    json_close(w, '}');
    json_close(w, ']');
    json_close(w, '}');
    grade_buf_addc(&report->out, '\n');
}

static void sarif_done(void *state)
{
    struct sarif_state *sarif = state;
    grade_strings_done(&sarif->ids);
    grade_strings_done(&sarif->names);
}

const struct grade_reporter report_sarif = {
    .name = "sarif",
    .what = "what static rules found, for code scanning",
    .state_size = sizeof(struct sarif_state),
    .begin = sarif_begin,
    .result = sarif_result,
    .end = sarif_end,
    .done = sarif_done,
};
