/* Expected and actual for people: see failure.h. */
#include "failure.h"

#include "grade/mem.h"
#include "lines.h"
#include "span.h"

#include <stdio.h>
#include <string.h>

static const char expected_label[] = "expected  ", actual_label[] = "but got   ",
                  no_label[] = "          ";

static const char before[] = "... ", behind[] = " ...";
enum { LONG_ROWS = 5, NEAR_ROWS = 1 };

static bool is_whole(const struct report_span *span, const char *text)
{
    return span->from == 0 && span->to >= strlen(text);
}

/* A value that takes many rows is shown around its difference: the part that is marked, and what is
 * near it. Moves the span along. */
static char *around(const struct page *page, const char *text, struct report_span *span)
{
    size_t len = strlen(text), room = (size_t)page->width;
    size_t from = span->from > NEAR_ROWS * room ? span->from - NEAR_ROWS * room : 0;
    size_t to = len - span->to > NEAR_ROWS * room ? span->to + NEAR_ROWS * room : len;
    while (from > 0 && ((unsigned char)text[from] & 0xc0) == 0x80)
        from--;
    while (to < len && ((unsigned char)text[to] & 0xc0) == 0x80)
        to++;
    span->from -= from;
    span->to -= from;
    span->from += from ? strlen(before) : 0;
    span->to += from ? strlen(before) : 0;
    return grade_printf("%s%.*s%s", from ? before : "", (int)(to - from), text + from,
                        to < len ? behind : "");
}

static void show_near(const struct page *page, const char *expected, struct report_span in_expected,
                      const char *actual, struct report_span in_actual, const char *note)
{
    cleanup_free char *want = around(page, expected, &in_expected);
    cleanup_free char *got = around(page, actual, &in_actual);
    page_marked(page, 2, expected_label, want, NULL);
    page_marked(page, 2, actual_label, got,
                &(struct page_mark){in_actual.from, in_actual.to, note});
}

static bool is_long(const struct page *page, const char *text)
{
    return page->options->verbose < 1 && strlen(text) > (size_t)page->width * LONG_ROWS;
}

/* Both values, the note beside the first difference of the second. */
static void show_pair(const struct page *page, const char *expected, const char *actual,
                      const char *path, const char *note)
{
    struct report_span in_actual, in_expected;
    bool found = report_span_find(&in_actual, actual, path), both = false;
    if (found && report_span_find(&in_expected, expected, path)) {
        both = true;
        report_span_narrow(expected, &in_expected, actual, &in_actual);
    }
    if (both && !is_whole(&in_actual, actual) &&
        (is_long(page, expected) || is_long(page, actual))) {
        show_near(page, expected, in_expected, actual, in_actual, note);
        return;
    }
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

static char *python_of(const struct line *line)
{
    struct grade_value *value = grade_value_strn(line->text, line->len);
    struct grade_buf source = GRADE_BUF_INIT;
    grade_value_to_python(&source, value, 500);
    grade_value_free(value);
    return grade_buf_take(&source);
}

/* "line 5 is the first that differs:" */
static void show_where(const struct page *page, const struct lines_diff *diff)
{
    const struct lines_row *row = diff->rows;
    while (row->kind == LINES_SAME)
        row++;
    const char *what = row->kind == LINES_MISSING ? "is missing"
                       : row->kind == LINES_EXTRA ? "is too many"
                                                  : "is the first that differs";
    size_t number = row->kind == LINES_EXTRA ? row->actual_number : row->expected_number;
    cleanup_free char *where = grade_printf("line %zu %s:", number, what);
    page_paragraph(page, 2, PAGE_DIM, "", where);
}

static void show_row(const struct page *page, const struct lines_row *row)
{
    cleanup_free char *want = python_of(&row->expected), *got = python_of(&row->actual);
    char number[16];
    snprintf(number, sizeof(number), "%8zu  ", row->actual_number);
    switch (row->kind) {
    case LINES_SAME:
        page_marked(page, 2, number, got, NULL);
        return;
    case LINES_CHANGED:
        show_pair(page, want, got, "", NULL);
        return;
    case LINES_MISSING:
        page_marked(page, 2, "missing   ", want, NULL);
        return;
    case LINES_EXTRA:
        page_marked(page, 2, "too many  ", got, NULL);
    }
}

/* Texts of several lines: the first lines that differ, and those around them. */
static void show_lines(const struct page *page, const struct grade_value *expected,
                       const struct grade_value *actual)
{
    struct lines_diff diff;
    lines_compare(&diff, expected->text, expected->len, actual->text, actual->len);
    if (diff.count)
        show_where(page, &diff);
    for (size_t i = 0; i < diff.count; i++)
        show_row(page, &diff.rows[i]);
    if (diff.more) {
        cleanup_free char *more =
            grade_printf("%zu more line%s", diff.more, diff.more == 1 ? " differs" : "s differ");
        page_paragraph(page, 2, PAGE_DIM, "", more);
    }
    lines_done(&diff);
}

static bool has_lines(const struct grade_value *value)
{
    if (!value || value->kind != GRADE_KIND_STR)
        return false;
    const char *newline = memchr(value->text, '\n', value->len);
    return newline && newline + 1 < value->text + value->len;
}

bool failure_is_lines(const struct grade_failure *f)
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
    if (failure_is_lines(f)) {
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
