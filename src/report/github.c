/* `github`: annotations for GitHub Actions. Each failure is a workflow command of ours; all else
 * that is shown stands between stop-commands and a token that nobody can guess, so that the runner
 * obeys nothing that a solution printed. (The command line writes the summary of the step as
 * `markdown`.) */
#include "escape.h"
#include "formats.h"
#include "place.h"
#include "told.h"

#include "grade/mem.h"

#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum { MESSAGE_MAX = 4000 };

/* As the runner's own toolkit does: newlines and percent signs in data, two more in properties. */
static void encode(struct grade_buf *out, const char *text, size_t len, bool property)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
            grade_buf_addf(out, "%%%02X", c);
        else
            grade_buf_addc(out, (char)c);
    }
}

static void property(struct grade_buf *out, const char *name, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    report_show(&visible, text, strlen(text), false);
    grade_buf_adds(out, name);
    encode(out, grade_buf_text(&visible), visible.len, true);
}

static void command(struct grade_buf *out, const struct grade_result *result,
                    struct report_place place, const char *title, const struct grade_buf *text)
{
    size_t len = text->len < MESSAGE_MAX ? text->len : MESSAGE_MAX;
    while (len < text->len && len > 0 && ((unsigned char)text->data[len] & 0xc0) == 0x80)
        len--; /* not within a character */
    property(out, "::error file=", told_path(result));
    grade_buf_addf(out, ",line=%ld,endLine=%ld,col=%ld", place.line, place.line, place.column);
    property(out, ",title=", title ? title : "");
    grade_buf_adds(out, "::");
    encode(out, grade_buf_text(text), len, false);
    grade_buf_adds(out, len < text->len ? " [cut]\n" : "\n");
}

static void annotate(struct grade_buf *out, const struct grade_result *result,
                     const struct grade_case_result *c)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    const struct grade_failure *f = c->failure_count ? &c->failures[0] : NULL;
    struct report_place place = c->withheld ? (struct report_place){1, 1} : report_place_of(c, f);
    told_block(&text, c);
    command(out, result, place, c->name, &text);
}

/* Why there are no cases. */
static void annotate_whole(struct grade_buf *out, const struct grade_result *result)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_report_visible(&text, result->message, strlen(result->message), 0);
    command(out, result, (struct report_place){1, 1}, result->problem_id, &text);
}

/* Not to be guessed by a solution, which has ended anyway when it is drawn. */
static void add_token(struct grade_buf *out)
{
    uint64_t random[2] = {0, (uint64_t)getpid()};
    if (getrandom(random, sizeof(random), 0) < 0)
        random[0] = (uintptr_t)out;
    grade_buf_addf(out, "grade-%016llx%016llx", (unsigned long long)random[0],
                   (unsigned long long)random[1]);
}

static void github_result(struct grade_report *report, const struct grade_result *result)
{
    struct grade_buf *out = &report->out;
    cleanup_buf struct grade_buf token = GRADE_BUF_INIT;
    struct grade_report inner;
    add_token(&token);
    grade_buf_addf(out, "::group::");
    if (result->id)
        report_show(out, result->id, strlen(result->id), false);
    grade_buf_adds(out, result->id ? ": " : "");
    if (result->problem_id)
        report_show(out, result->problem_id, strlen(result->problem_id), false);
    grade_buf_adds(out, ": ");
    told_count(out, result);
    grade_buf_addf(out, "\n::stop-commands::%s\n", grade_buf_text(&token));
    grade_report_open(&inner, &report_plain, &report->options, NULL);
    report_plain.result(&inner, result);
    grade_buf_add(out, grade_buf_text(&inner.out), inner.out.len);
    grade_report_done(&inner);
    grade_buf_addf(out, "::%s::\n::endgroup::\n", grade_buf_text(&token));
    if (result->message)
        annotate_whole(out, result);
    for (size_t i = 0; i < result->case_count; i++)
        if (result->cases[i].verdict != GRADE_VERDICT_PASS &&
            result->cases[i].verdict != GRADE_VERDICT_SKIPPED)
            annotate(out, result, &result->cases[i]);
}

const struct grade_reporter report_github = {
    .name = "github",
    .what = "annotations and a summary for GitHub Actions",
    .result = github_result,
};
