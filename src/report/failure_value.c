/* Expected and actual for people: see failure.h. */
#include "failure.h"

#include "grade/mem.h"
#include "span.h"

#include <stdio.h>
#include <string.h>

static const char expected_label[] = "expected  ", actual_label[] = "but got   ",
                  no_label[] = "          ";

static bool is_whole(const struct report_span *span, const char *text)
{
    return span->from == 0 && span->to >= strlen(text);
}

/* Both values, the note beside the first difference of the second. */
static void show_pair(const struct page *page, const char *expected, const char *actual,
                      const char *path, const char *note)
{
    struct report_span in_actual, in_expected;
    bool found = report_span_find(&in_actual, actual, path);
    if (found && report_span_find(&in_expected, expected, path))
        report_span_narrow(expected, &in_expected, actual, &in_actual);
    page_marked(page, 2, expected_label, expected, NULL);
    if (found && !is_whole(&in_actual, actual)) {
        page_marked(page, 2, actual_label, actual,
                    &(struct page_mark){in_actual.from, in_actual.to, note});
        return;
    }
    page_marked(page, 2, actual_label, actual, NULL);
    if (note)
        page_paragraph(page, 2, PAGE_WARN, no_label, note);
}

/* One line of a text, its newline included. */
struct line {
    const char *text;
    size_t len;
};

static struct line line_at(const struct grade_value *str, size_t at)
{
    const char *newline = memchr(str->text + at, '\n', str->len - at);
    return (struct line){str->text + at,
                         newline ? (size_t)(newline - str->text) + 1 - at : str->len - at};
}

static char *python_of(const struct line *line)
{
    struct grade_value *value = grade_value_strn(line->text, line->len);
    struct grade_buf source = GRADE_BUF_INIT;
    grade_value_to_python(&source, value, 500);
    grade_value_free(value);
    return grade_buf_take(&source);
}

static void show_context(const struct page *page, const struct line *line)
{
    cleanup_free char *source = python_of(line);
    page_marked(page, 2, no_label, source, NULL);
}

static void show_line_pair(const struct page *page, const struct line *expected,
                           const struct line *actual)
{
    static const char end[] = "the end of the text";
    cleanup_free char *want = expected->len ? python_of(expected) : grade_strdup(end);
    cleanup_free char *got = actual->len ? python_of(actual) : grade_strdup(end);
    if (expected->len && actual->len) {
        show_pair(page, want, got, "", NULL);
        return;
    }
    page_marked(page, 2, expected_label, want, NULL);
    page_marked(page, 2, actual_label, got, NULL);
}

/* Texts of several lines: the first line that differs, and the one before it. */
static void show_lines(const struct page *page, const struct grade_value *expected,
                       const struct grade_value *actual)
{
    size_t at = 0, number = 1;
    struct line before = {NULL, 0}, want, got;
    for (;; number++) {
        want = line_at(expected, at);
        got = line_at(actual, at);
        if (want.len == 0 || want.len != got.len || memcmp(want.text, got.text, want.len) != 0)
            break;
        before = want;
        at += want.len;
    }
    cleanup_free char *where = grade_printf("line %zu is the first that differs:", number);
    page_paragraph(page, 2, PAGE_DIM, "", where);
    if (before.len)
        show_context(page, &before);
    show_line_pair(page, &want, &got);
}

static bool has_lines(const struct grade_value *value)
{
    if (!value || value->kind != GRADE_KIND_STR)
        return false;
    const char *newline = memchr(value->text, '\n', value->len);
    return newline && newline + 1 < value->text + value->len;
}

static bool are_texts_of_lines(const struct grade_failure *f)
{
    return (has_lines(f->expected) || has_lines(f->actual)) && f->expected && f->actual &&
           f->expected->kind == GRADE_KIND_STR && f->actual->kind == GRADE_KIND_STR &&
           (!f->path || !f->path[0]);
}

/* "4 instead of 3" below "expected 3" and "but got 4" says nothing. */
static bool repeats(const struct grade_failure *f)
{
    if (!f->expected_text || !f->actual_text)
        return false;
    cleanup_free char *plain = grade_printf("%s instead of %s", f->actual_text, f->expected_text);
    return strcmp(plain, f->reason) == 0;
}

/* "at [2]: 3.0 instead of 4", or NULL. */
static char *note_of(const struct grade_failure *f)
{
    bool placed = f->path && f->path[0];
    bool reasoned = f->reason && f->reason[0] && (placed || !repeats(f));
    if (!placed && !reasoned)
        return NULL;
    return grade_printf("%s%s%s%s", placed ? "at " : "", placed ? f->path : "",
                        placed && reasoned ? ": " : "", reasoned ? f->reason : "");
}

void failure_difference(const struct page *page, const struct grade_failure *f)
{
    cleanup_free char *note = note_of(f);
    if (are_texts_of_lines(f)) {
        show_lines(page, f->expected, f->actual);
        return;
    }
    if (f->expected_text && f->actual_text) {
        show_pair(page, f->expected_text, f->actual_text, f->path ? f->path : "", note);
        return;
    }
    if (f->expected_text)
        page_marked(page, 2, expected_label, f->expected_text, NULL);
    if (f->actual_text)
        page_marked(page, 2, actual_label, f->actual_text, NULL);
    if (f->exception) /* the note is about it, and comes behind what tells it */
        failure_exception(page, 2, f);
    if (note)
        page_paragraph(page, 2, PAGE_WARN, f->exception ? no_label : "", note);
}
