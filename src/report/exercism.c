/* `exercism`: results.json of an Exercism test runner, version 3 of its interface. Its messages are
 * cut at 65,535 characters and outputs at 500, by that interface; each cut says so. */
#include "formats.h"
#include "json_writer.h"
#include "told.h"

#include "grade/mem.h"

#include <string.h>

enum { INTERFACE = 3, MESSAGE_MAX = 65535, OUTPUT_MAX = 500 };

/* At most `most` characters: bytes would be fewer, and may end within one. */
static void cut_text(struct json_writer *w, const char *key, const struct grade_buf *text,
                     size_t most)
{
    static const char said[] = "\n[cut here]";
    const char *data = grade_buf_text(text);
    size_t count = 0, end = 0, room = 0;
    for (size_t i = 0; i < text->len; i++) {
        bool starts = ((unsigned char)data[i] & 0xc0) != 0x80;
        if (starts && count == most - (sizeof(said) - 1))
            room = i;
        count += starts;
        end = i + 1;
    }
    if (count <= most) {
        json_bytes(w, key, data, end);
        return;
    }
    cleanup_free char *cut = grade_printf("%.*s%s", (int)room, data, said);
    json_text(w, key, cut);
}

static const char *status_of_case(const struct grade_case_result *c)
{
    return c->verdict == GRADE_VERDICT_PASS                                        ? "pass"
           : c->verdict == GRADE_VERDICT_WRONG || c->verdict == GRADE_VERDICT_RULE ? "fail"
                                                                                   : "error";
}

/* "error": no test could be run. */
static const char *status_of(const struct grade_result *result)
{
    if (result->message || !result->case_count || result->verdict == GRADE_VERDICT_INTERNAL)
        return "error";
    return result->verdict == GRADE_VERDICT_PASS && !result->interrupted ? "pass" : "fail";
}

static void write_test(struct json_writer *w, const struct grade_case_result *c)
{
    bool fine = c->verdict == GRADE_VERDICT_PASS;
    const struct grade_failure *f = c->failure_count ? &c->failures[0] : NULL;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    json_open(w, NULL, '{');
    json_text(w, "name", c->name);
    json_text(w, "status", status_of_case(c));
    json_text(w, "test_code", f && f->action ? f->action : "");
    if (c->verdict == GRADE_VERDICT_SKIPPED) {
        grade_buf_adds(&text, "skipped: ");
        told_brief(&text, c);
    } else if (!fine) {
        told_block(&text, c);
    }
    if (!fine)
        cut_text(w, "message", &text, MESSAGE_MAX);
    grade_buf_clear(&text);
    told_stream(&text, &c->out);
    if (text.len)
        cut_text(w, "output", &text, OUTPUT_MAX);
    json_close(w, '}');
}

static void exercism_result(struct grade_report *report, const struct grade_result *result)
{
    struct json_writer w = {.out = &report->out, .indent = 2};
    const char *status = status_of(result);
    json_open(&w, NULL, '{');
    json_integer(&w, "version", INTERFACE);
    json_text(&w, "status", status);
    if (!strcmp(status, "error")) {
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        const char *why = result->message ? result->message : "no test could be run";
        grade_report_visible(&text, why, strlen(why), 0);
        cut_text(&w, "message", &text, MESSAGE_MAX);
    }
    json_open(&w, "tests", '[');
    for (size_t i = 0; i < result->case_count; i++)
        write_test(&w, &result->cases[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(&report->out, '\n');
}

const struct grade_reporter report_exercism = {
    .name = "exercism",
    .what = "results.json of an Exercism test runner, version 3",
    .single = true,
    .result = exercism_result,
};
