/* Any bytes through the escaping, the search for a difference, and whole reports: nothing that
 * could act on a terminal or a CI log may come out, and nothing may crash. */
#include "report/escape.h"
#include "report/span.h"

#include "grade/mem.h"
#include "grade/report.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int truth)
{
    if (!truth)
        abort();
}

static void check_harmless(const struct grade_buf *out)
{
    for (size_t i = 0; i < out->len; i++)
        require(out->data[i] == '\n' ||
                ((unsigned char)out->data[i] >= 0x20 && out->data[i] != 0x7f));
    require(!strstr(grade_buf_text(out), "##["));
    struct report_glyph glyph;
    for (size_t i = 0; i < out->len;) {
        size_t size = out->data[i] == '\n'
                          ? 1
                          : report_glyph_next(&glyph, out->data + i, out->len - i, false);
        /* What has been made visible is shown as it is. */
        require(out->data[i] == '\n' || !memcmp(glyph.shown, out->data + i, size));
        i += size;
    }
}

static void escape_all(const char *text, size_t len)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT, row = GRADE_BUF_INIT, utf8 = GRADE_BUF_INIT;
    grade_report_visible(&out, text, len, 2);
    check_harmless(&out);
    int width = report_show(&row, text, len, true);
    require(width == (int)row.len); /* ASCII: a column for each byte */
    check_harmless(&row);
    report_utf8(&utf8, text, len);
    grade_buf_clear(&out);
    report_utf8(&out, grade_buf_text(&utf8), utf8.len);
    require(out.len == utf8.len); /* valid already: unchanged */
}

/* The first line is a path, the second a value, the rest another. */
static void find_all(const char *text)
{
    cleanup_free char *copy = grade_strdup(text);
    char *rest = copy;
    const char *path = strsep(&rest, "\n");
    const char *one = rest ? strsep(&rest, "\n") : "";
    const char *other = rest ? rest : "";
    struct report_span a, b;
    if (!report_span_find(&a, one, path) || !report_span_find(&b, other, path))
        return;
    require(a.from <= a.to && a.to <= strlen(one));
    report_span_narrow(one, &a, other, &b);
    require(a.from <= a.to && a.to <= strlen(one) && b.from <= b.to && b.to <= strlen(other));
}

/* The formats whose every byte is ours or has been made visible. */
static const char *const for_terminals[] = {"text", "plain", "gcc", "junit", "markdown"};

static void report_all(const char *text, size_t len, int width)
{
    char *hostile = (char *)(uintptr_t)text; /* borrowed: nothing here is freed */
    struct grade_frame frame = {hostile, hostile, hostile, 1, width % 50, 1, width % 70};
    struct grade_exception exception = {
        .type = hostile, .message = hostile, .frames = &frame, .frame_count = 1};
    struct grade_failure failure = {.step = 1,
                                    .verdict = GRADE_VERDICT_ERROR,
                                    .action = hostile,
                                    .aspect = hostile,
                                    .message = hostile,
                                    .path = hostile,
                                    .reason = hostile,
                                    .expected_text = hostile,
                                    .actual_text = hostile,
                                    .exception = &exception};
    struct grade_case_result c = {.number = 1,
                                  .name = hostile,
                                  .verdict = GRADE_VERDICT_ERROR,
                                  .failures = &failure,
                                  .failure_count = 1,
                                  .out = {hostile, len, len + 1},
                                  .violation = hostile,
                                  .why = hostile};
    struct grade_result result = {.problem_id = hostile,
                                  .solution_path = hostile,
                                  .verdict = GRADE_VERDICT_ERROR,
                                  .cases = &c,
                                  .case_count = 1};
    struct grade_report_options options = {
        .ascii = width & 1, .width = width, .verbose = width % 3 - 1};
    for (size_t i = 0; grade_reporters[i]; i++) {
        struct grade_report report;
        grade_report_open(&report, grade_reporters[i], &options, NULL);
        grade_report_add(&report, &result);
        grade_report_close(&report);
        for (size_t k = 0; k < GRADE_COUNT(for_terminals); k++)
            if (!strcmp(grade_reporters[i]->name, for_terminals[k]))
                check_harmless(&report.out);
        grade_report_done(&report);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 20000)
        return 0;
    cleanup_free char *text = grade_strndup((const char *)data + 1, size - 1);
    escape_all(text, size - 1);
    find_all(text);
    report_all(text, size - 1, data[0]);
    return 0;
}
