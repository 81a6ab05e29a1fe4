/* `html`: one page with everything in it, for whoever gave the problems: html_page.html, and the
 * data that its script lists. The data is JSON that holds each text once, for a class makes the
 * same mistakes: an array of texts, in the order in which rows name them by their number; rows; and
 * last an object about the whole. Texts are made visible, and no '<' is written, so that none ends
 * the script. */
#include "escape.h"
#include "formats.h"
#include "html_page.h"
#include "json_writer.h"
#include "told.h"

#include "grade/mem.h"

#include <math.h>
#include <sha256.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What has been written, by the first 64 bits of its SHA-256: the bytes themselves are in the page,
 * and nobody finds another text with those bits of one that is there. */
struct texts {
    uint64_t *hashes; /* 0: free */
    uint32_t *numbers;
    size_t room; /* a power of two */
    uint32_t count;
};

struct html_state {
    struct texts texts;
    bool any; /* a comma is due */
    char finished[32];
};

static uint64_t hash_of(const char *text, size_t len)
{
    SHA2_CTX context;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    uint64_t hash;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)text, len);
    SHA256Final(digest, &context);
    memcpy(&hash, digest, sizeof(hash));
    return hash ? hash : 1;
}

static size_t slot_of(const struct texts *texts, uint64_t hash)
{
    size_t at = hash & (texts->room - 1);
    while (texts->hashes[at] && texts->hashes[at] != hash)
        at = (at + 1) & (texts->room - 1);
    return at;
}

static void grow(struct texts *texts)
{
    enum { FIRST = 1024 };
    struct texts old = *texts;
    if (old.count < old.room / 2)
        return;
    texts->room = old.room ? old.room * 2 : FIRST;
    texts->hashes = grade_alloc_array(texts->room, sizeof(*texts->hashes));
    texts->numbers = grade_alloc_array(texts->room, sizeof(*texts->numbers));
    for (size_t i = 0; i < old.room; i++) {
        if (!old.hashes[i])
            continue;
        size_t at = slot_of(texts, old.hashes[i]);
        texts->hashes[at] = old.hashes[i];
        texts->numbers[at] = old.numbers[i];
    }
    free(old.hashes);
    free(old.numbers);
}

static void comma(struct grade_report *report)
{
    struct html_state *state = report->state;
    grade_buf_adds(&report->out, state->any ? ",\n" : "\n");
    state->any = true;
}

/* JSON without '<', which only ever stands in a string. */
static void add_json(struct grade_buf *out, const struct grade_buf *json)
{
    for (size_t i = 0; i < json->len; i++) {
        if (json->data[i] == '<')
            grade_buf_adds(out, "\\u003c");
        else
            grade_buf_addc(out, json->data[i]);
    }
}

/* The number of a text that is visible already; writes it where it is new. */
static long number_of(struct grade_report *report, const struct grade_buf *text)
{
    struct html_state *state = report->state;
    struct texts *texts = &state->texts;
    grow(texts);
    uint64_t hash = hash_of(grade_buf_text(text), text->len);
    size_t at = slot_of(texts, hash);
    if (texts->hashes[at])
        return texts->numbers[at];
    cleanup_buf struct grade_buf json = GRADE_BUF_INIT;
    struct json_writer w = {.out = &json};
    json_bytes(&w, NULL, grade_buf_text(text), text->len);
    comma(report);
    add_json(&report->out, &json);
    texts->hashes[at] = hash;
    texts->numbers[at] = texts->count;
    return texts->count++;
}

/* -1 for no text. */
static long line_number(struct grade_report *report, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    if (!text || !text[0])
        return -1;
    report_show(&visible, text, strlen(text), false);
    return number_of(report, &visible);
}

static long block_number(struct grade_report *report, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    if (!text || !text[0])
        return -1;
    grade_report_visible(&visible, text, strlen(text), 0);
    return number_of(report, &visible);
}

/* What happened in a case. Without the command to run it again, which would make each differ. */
static long told_number(struct grade_report *report, const struct grade_case_result *c)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct grade_case_result shown = *c;
    if (report->batch)
        shown.rerun = NULL;
    if (c->verdict == GRADE_VERDICT_SKIPPED)
        told_brief(&text, c);
    else
        told_block(&text, &shown);
    return text.len ? number_of(report, &text) : -1;
}

static void add_failed(struct grade_report *report, struct grade_buf *row,
                       const struct grade_case_result *c, bool first)
{
    long name = line_number(report, c->name), told = told_number(report, c);
    grade_buf_addf(row, "%s[%ld,\"%s\",%ld]", first ? "" : ",", name,
                   grade_verdict_name(c->verdict), told);
}

static void html_begin(struct grade_report *report)
{
    grade_buf_add(&report->out, report_html_head, report_html_head_len);
    grade_buf_addc(&report->out, '[');
}

static void html_result(struct grade_report *report, const struct grade_result *result)
{
    struct html_state *state = report->state;
    cleanup_buf struct grade_buf row = GRADE_BUF_INIT;
    size_t passed = 0, failed = 0;
    long id = line_number(report, result->id), problem = line_number(report, result->problem_id);
    long title = line_number(report, result->problem_title);
    long path = line_number(report, told_path(result));
    long mistake = line_number(report, result->misconception);
    long hint = line_number(report, result->hint), message = block_number(report, result->message);
    for (size_t i = 0; i < result->case_count; i++)
        passed += result->cases[i].verdict == GRADE_VERDICT_PASS;
    grade_buf_addf(&row, "[%ld,%ld,%ld,%ld,\"%s\",%.10g,%.10g,%zu,%zu,%ld,%ld,%ld,%.0f,[", id,
                   problem, title, path, grade_verdict_name(result->verdict), result->points,
                   result->max_points, passed, result->case_count, mistake, hint, message,
                   isfinite(result->duration_ms) ? result->duration_ms : 0);
    for (size_t i = 0; i < result->case_count; i++)
        if (result->cases[i].verdict != GRADE_VERDICT_PASS)
            add_failed(report, &row, &result->cases[i], failed++ == 0);
    grade_buf_adds(&row, "]]");
    comma(report);
    grade_buf_add(&report->out, grade_buf_text(&row), row.len);
    if (result->finished && strcmp(result->finished, state->finished) > 0)
        strncpy(state->finished, result->finished, sizeof(state->finished) - 1);
}

static void html_end(struct grade_report *report)
{
    struct html_state *state = report->state;
    const struct grade_report_batch *batch = report->batch;
    cleanup_buf struct grade_buf json = GRADE_BUF_INIT;
    struct json_writer w = {.out = &json};
    json_open(&w, NULL, '{');
    json_text(&w, "version", GRADE_VERSION);
    json_bool(&w, "batch", batch != NULL);
    json_text(&w, "finished", state->finished[0] ? state->finished : NULL);
    json_count(&w, "missing",
               batch && batch->expected > batch->results ? batch->expected - batch->results : 0);
    json_close(&w, '}');
    comma(report);
    add_json(&report->out, &json);
    grade_buf_addc(&report->out, ']');
    grade_buf_add(&report->out, report_html_tail, report_html_tail_len);
}

static void html_done(void *state)
{
    struct html_state *html = state;
    free(html->texts.hashes);
    free(html->texts.numbers);
}

const struct grade_reporter report_html = {
    .name = "html",
    .what = "a page to look at: of a batch who, what and where",
    .state_size = sizeof(struct html_state),
    .begin = html_begin,
    .result = html_result,
    .end = html_end,
    .done = html_done,
};
