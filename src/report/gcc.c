/* `gcc`: FILE:LINE:COLUMN: error: MESSAGE, as compilers say it and every editor reads it. One line
 * for each failure, none for what passes. Columns count characters from 1. */
#include "escape.h"
#include "failure.h"
#include "formats.h"
#include "place.h"
#include "text.h"

#include "grade/mem.h"

#include <stdio.h>
#include <string.h>

enum { MESSAGE_MAX = 600 };

static void start_line(const struct page *page, const struct grade_result *result,
                       struct report_place place, const char *kind)
{
    const char *path = text_or_empty(result->solution_path);
    path = strcmp(path, "-") ? path : "<stdin>";
    if (path[0] == ':' || path[0] == '#') /* runners of CI services obey lines that begin so */
        page_put(page, PAGE_PLAIN, "./");
    page_putn(page, PAGE_PLAIN, path, strlen(path));
    grade_buf_addf(page->out, ":%ld:%ld: %s: ", place.line, place.column, kind);
}

static void add_name(const struct page *page, const struct grade_case_result *c)
{
    const char *name = c->name ? c->name : "";
    page_putn(page, PAGE_PLAIN, name, strlen(name));
}

/* Cut where it gets out of hand, at the border of a character. */
static void add_message(const struct page *page, const struct grade_buf *message)
{
    const char *text = grade_buf_text(message);
    size_t len = message->len;
    if (len > MESSAGE_MAX)
        for (len = MESSAGE_MAX; len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80;)
            len--;
    grade_buf_add(page->out, text, len);
    grade_buf_adds(page->out, len < message->len ? " ..." : "");
}

static void tell_failure(const struct page *page, const struct grade_result *result,
                         const struct grade_case_result *c, const struct grade_failure *f)
{
    cleanup_buf struct grade_buf message = GRADE_BUF_INIT;
    start_line(page, result, report_place_of(c, f), "error");
    add_name(page, c);
    grade_buf_adds(page->out, ": ");
    if (f && f->action) {
        report_show(&message, f->action, strcspn(f->action, "\n"), page->options->ascii);
        grade_buf_adds(&message, strchr(f->action, '\n') ? " ...: " : ": ");
    }
    failure_clause(&message, f, c, page->options->ascii);
    add_message(page, &message);
    grade_buf_addf(page->out, " [%s]\n", grade_verdict_name(c->verdict));
}

static void tell_case(const struct page *page, const struct grade_result *result,
                      const struct grade_case_result *c)
{
    if (c->verdict == GRADE_VERDICT_SKIPPED && !c->withheld) {
        start_line(page, result, (struct report_place){1, 1}, "note");
        add_name(page, c);
        grade_buf_adds(page->out, c->reason ? ": " : "");
        page_put(page, PAGE_PLAIN, text_or_empty(c->reason));
        grade_buf_adds(page->out, " [skipped]\n");
    }
    if (!text_is_failed(c))
        return;
    if (c->withheld) { /* no more than its name */
        start_line(page, result, (struct report_place){1, 1}, "error");
        add_name(page, c);
        grade_buf_addf(page->out, ": hidden [%s]\n", grade_verdict_name(c->verdict));
        return;
    }
    for (size_t i = 0; i < c->failure_count; i++)
        tell_failure(page, result, c, &c->failures[i]);
    if (!c->failure_count)
        tell_failure(page, result, c, NULL);
}

static void gcc_result(struct grade_report *report, const struct grade_result *result)
{
    struct page page = page_of(&report->out, &report->options);
    if (result->message) {
        start_line(&page, result, (struct report_place){1, 1}, "error");
        page_put(&page, PAGE_PLAIN, result->message);
        page_end(&page);
    }
    for (size_t i = 0; i < result->case_count; i++)
        tell_case(&page, result, &result->cases[i]);
}

const struct grade_reporter report_gcc = {
    .name = "gcc",
    .what = "for editors: file:line:column: error: message, a line each",
    .result = gcc_result,
};
