/* `plain`: all that `text` says, in lines that are read one after the other. No symbols, no frames,
 * no colours, nothing that only its place on the screen explains: for screen readers and braille,
 * and for programs that read along. Each line opens with what it is about. */
#include "failure.h"
#include "formats.h"
#include "lines.h"
#include "page.h"
#include "plain.h"
#include "skipped.h"
#include "text.h"

#include "grade/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FRAMES_SHOWN = 8, OUTPUT_SHOWN = 20, LINE_MAX_SHOWN = 400 };

static void say(const struct page *page, const char *label, const char *text, size_t len)
{
    grade_buf_adds(page->out, label);
    grade_buf_adds(page->out, ": ");
    page_putn(page, PAGE_PLAIN, text, len);
    grade_buf_addc(page->out, '\n');
}

static void say_text(const struct page *page, const char *label, const char *text)
{
    if (text && text[0])
        say(page, label, text, strlen(text));
}

/* The list ------------------------------------------------------------------------------------ */

static void tell_head(const struct page *page, const struct grade_result *result)
{
    size_t passed = 0, failed = 0, skipped = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        passed += c->verdict == GRADE_VERDICT_PASS;
        skipped += c->verdict == GRADE_VERDICT_SKIPPED;
        failed += text_is_failed(c);
    }
    cleanup_free char *problem = grade_printf("%s, %s", text_or_empty(result->problem_id),
                                              text_or_empty(result->problem_title));
    const char *path = text_or_empty(result->solution_path);
    cleanup_free char *solution =
        grade_printf("%s, Python %s", strcmp(path, "-") ? path : "standard input",
                     result->python_version ? result->python_version : "unknown");
    say_text(page, "Submission", result->id);
    say_text(page, "Problem", problem);
    say_text(page, "Solution", solution);
    grade_buf_addf(page->out,
                   "Outcome: %zu of %zu cases pass, %zu fail, %zu skipped, %g of %g points.\n",
                   passed, result->case_count, failed, skipped, result->points, result->max_points);
    say_text(page, "What happened", result->message);
    if (result->interrupted)
        grade_buf_adds(page->out, "Interrupted: some cases were not run.\n");
}

/* Quiet: only what failed. */
static void tell_list(const struct page *page, const struct grade_result *result, bool quiet)
{
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        if (quiet ? !text_is_failed(c) : skipped_unasked(result, c))
            continue;
        grade_buf_addf(page->out, "Case %zu, %s: ", c->number, grade_verdict_name(c->verdict));
        page_put(page, PAGE_PLAIN, text_or_empty(c->name));
        grade_buf_adds(page->out, c->hidden ? ", hidden" : "");
        if (c->verdict == GRADE_VERDICT_SKIPPED && c->reason) {
            grade_buf_adds(page->out, ", because: ");
            page_put(page, PAGE_PLAIN, c->reason);
        }
        grade_buf_addc(page->out, '\n');
    }
}

/* Exceptions ---------------------------------------------------------------------------------- */

/* "Line 9 of solution.py, in report: return f'...'" and, where it is known, the part that failed.
 */
static void tell_frame(const struct page *page, const struct grade_frame *frame, bool innermost)
{
    const char *text = frame->text ? frame->text + strspn(frame->text, " \t\f") : "";
    cleanup_free char *place = grade_printf("%s line %ld of %s", innermost ? "At" : "Called from",
                                            frame->line, frame->file ? frame->file : "?");
    bool named = frame->function && frame->function[0] && frame->function[0] != '<';
    cleanup_free char *label =
        grade_printf("%s%s%s", place, named ? ", in " : "", named ? frame->function : "");
    page_put(page, PAGE_PLAIN, label);
    page_put(page, PAGE_PLAIN, ": ");
    page_put(page, PAGE_PLAIN, text);
    page_end(page);
    size_t from, to;
    if (innermost && failure_marked_part(frame, &from, &to))
        say(page, "There, this part", frame->text + from, to - from);
}

static void tell_exception(const struct page *page, const struct grade_exception *e)
{
    const char *label = "Raised";
    for (int i = 0; e && i < 4; i++) {
        cleanup_free char *line =
            grade_printf("%s%s%.2000s", e->type ? e->type : "an exception",
                         e->message && e->message[0] ? ": " : "", e->message ? e->message : "");
        say_text(page, label, line);
        size_t first = e->frame_count > FRAMES_SHOWN ? e->frame_count - FRAMES_SHOWN : 0;
        if (first + e->frames_left_out)
            grade_buf_addf(page->out, "Calls left out: %zu\n", first + e->frames_left_out);
        for (size_t k = first; k < e->frame_count; k++)
            tell_frame(page, &e->frames[k], k + 1 == e->frame_count);
        label = e->cause ? "Caused by" : "While handling";
        e = e->cause ? e->cause : e->context;
    }
}

/* Where each task or thread stood. */
static void tell_stacks(const struct page *page, const struct grade_failure *f)
{
    for (size_t i = 0; i < f->stack_count; i++) {
        const struct grade_exception *stack = f->stacks[i];
        if (f->stack_count > 1)
            say_text(page, "Task or thread",
                     stack->type && stack->type[0] ? stack->type : "unnamed");
        for (size_t k = 0; k < stack->frame_count; k++)
            tell_frame(page, &stack->frames[k], k + 1 == stack->frame_count);
    }
}

/* Values -------------------------------------------------------------------------------------- */

static void tell_row(const struct page *page, const struct lines_row *row)
{
    char label[64];
    if (row->kind == LINES_CHANGED || row->kind == LINES_MISSING) {
        snprintf(label, sizeof(label), "Expected line %zu%s", row->expected_number,
                 row->kind == LINES_MISSING ? ", which is missing" : "");
        say(page, label, row->expected.text, row->expected.len);
    }
    if (row->kind == LINES_CHANGED || row->kind == LINES_EXTRA) {
        snprintf(label, sizeof(label), "Got line %zu%s", row->actual_number,
                 row->kind == LINES_EXTRA ? ", which is too many" : "");
        say(page, label, row->actual.text, row->actual.len);
    }
}

static void tell_lines(const struct page *page, const struct grade_failure *f)
{
    struct lines_diff diff;
    lines_compare(&diff, f->expected->text, f->expected->len, f->actual->text, f->actual->len);
    for (size_t i = 0; i < diff.count; i++)
        tell_row(page, &diff.rows[i]);
    if (diff.more)
        grade_buf_addf(page->out, "More lines that differ: %zu\n", diff.more);
    lines_done(&diff);
}

static void tell_difference(const struct page *page, const struct grade_failure *f)
{
    if (failure_is_lines(f)) {
        tell_lines(page, f);
        return;
    }
    say_text(page, "Expected", f->expected_text);
    say_text(page, "Got", f->actual_text);
    if (f->reason && f->reason[0]) {
        cleanup_free char *where =
            grade_printf("%s%s%s%s", f->path && f->path[0] ? "at " : "", f->path ? f->path : "",
                         f->path && f->path[0] ? ", " : "", f->reason);
        say_text(page, "Difference", where);
    }
}

/* A failed case ------------------------------------------------------------------------------- */

static void tell_failure(const struct page *page, const struct grade_failure *f)
{
    char label[64] = "Done";
    if (f->row)
        snprintf(label, sizeof(label), "Done in row %zu of the table", f->row);
    else if (f->step != SIZE_MAX && f->step > 1)
        snprintf(label, sizeof(label), "Done in step %zu", f->step);
    say_text(page, label, f->action);
    if (!f->expected_text && !f->actual_text)
        say_text(page, "What happened", f->message);
    if (f->aspect && strcmp(f->aspect, "returns") != 0 && strcmp(f->aspect, "raises") != 0)
        say_text(page, "Looked at", f->aspect);
    tell_difference(page, f);
    tell_exception(page, f->exception);
    tell_stacks(page, f);
    say_text(page, "This looks like", f->suspicion);
    if (f->generated)
        grade_buf_addf(page->out, "Input: number %zu of %zu that were drawn with seed %llu\n",
                       f->generated->input, f->generated->count,
                       (unsigned long long)f->generated->seed);
}

static void tell_numbered(const struct page *page, const char *text, size_t all, const char *name)
{
    size_t number = 0;
    for (size_t at = 0; at < all;) {
        const char *line = text + at;
        const char *newline = memchr(line, '\n', all - at);
        size_t len = newline ? (size_t)(newline - line) : all - at;
        if (++number <= OUTPUT_SHOWN) {
            size_t spaces = 0;
            while (spaces < len && line[len - 1 - spaces] == ' ')
                spaces++;
            cleanup_free char *label =
                spaces ? grade_printf("%s line %zu, ending in %zu space%s", name, number, spaces,
                                      spaces == 1 ? "" : "s")
                       : grade_printf("%s line %zu", name, number);
            say(page, label, line, len > LINE_MAX_SHOWN ? LINE_MAX_SHOWN : len);
            if (len > LINE_MAX_SHOWN)
                grade_buf_addf(page->out, "Bytes of that line left out: %zu\n",
                               len - LINE_MAX_SHOWN);
        }
        at += len + 1;
    }
    if (number > OUTPUT_SHOWN)
        grade_buf_addf(page->out, "%s lines left out: %zu\n", name, number - OUTPUT_SHOWN);
}

void plain_case(const struct page *page, const struct grade_case_result *c)
{
    cleanup_free char *label = grade_printf("Failure in case %zu", c->number);
    grade_buf_addc(page->out, '\n');
    say_text(page, label, c->name);
    cleanup_free char *verdict =
        grade_printf("%s, %s", grade_verdict_name(c->verdict), grade_verdict_words(c->verdict));
    say_text(page, "Verdict", verdict);
    tell_numbered(page, c->setup, c->setup ? strlen(c->setup) : 0, "Before");
    for (size_t i = 0; i < c->failure_count; i++)
        tell_failure(page, &c->failures[i]);
    say_text(page, "Limit", c->reason);
    say_text(page, "Refused", c->violation);
    tell_numbered(page, c->out.data, c->out.len, "Output");
    tell_numbered(page, c->err.data, c->err.len, "Error output");
    say_text(page, "Why", c->why);
    say_text(page, "Hint", c->hint);
    say_text(page, "To run only this case again", c->rerun);
}

static void tell_misconception(const struct page *page, const struct grade_result *result)
{
    if (!result->misconception && !result->hint)
        return;
    cleanup_free char *name = grade_strdup(result->misconception ? result->misconception : "");
    for (char *c = strpbrk(name, "_-"); c; c = strpbrk(c, "_-"))
        *c = ' ';
    grade_buf_addc(page->out, '\n');
    say_text(page, "This looks like", name);
    say_text(page, "Hint", result->hint);
}

static void plain_result(struct grade_report *report, const struct grade_result *result)
{
    bool quiet = report->options.verbose < 0;
    if (quiet && result->verdict == GRADE_VERDICT_PASS && !result->interrupted)
        return;
    struct page whole = page_of(&report->out, &report->options), *page = &whole;
    if (report->told)
        page_end(page);
    tell_head(page, result);
    tell_list(page, result, quiet);
    for (size_t i = 0; i < result->case_count; i++)
        if (text_is_failed(&result->cases[i]) && !result->cases[i].withheld)
            plain_case(page, &result->cases[i]);
    tell_misconception(page, result);
    if (result->draws)
        grade_buf_addf(page->out, "Seed of the inputs that were drawn: %llu\n",
                       (unsigned long long)result->seed);
    if (result->isolation && result->isolation->level &&
        strcmp(result->isolation->level, "full") != 0)
        say_text(page, "Isolation, which is not full", result->isolation->level);
}

const struct grade_reporter report_plain = {
    .name = "plain",
    .what = "for screen readers: the same as text in plain lines",
    .result = plain_result,
};
