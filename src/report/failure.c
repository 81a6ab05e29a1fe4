/* The block of a failed case: see failure.h. */
#include "failure.h"

#include "escape.h"
#include "grade/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    FAILURES_SHOWN = 3, /* of a table; the others in a clause each */
    OUTPUT_HEAD = 8,    /* lines of a stream */
    OUTPUT_TAIL = 8,    /* the last say what happened just before the failure */
    OUTPUT_LINE = 400,  /* bytes of one line */
    SETUP_SHOWN = 12,   /* lines */
};

static bool is_texty(const char *text)
{
    return text && text[0];
}

static void show_heading(const struct page *page, const struct grade_case_result *c)
{
    const char *name = c->name ? c->name : "", *words = grade_verdict_words(c->verdict);
    const char *dash = page_symbol(page, " — ", " - ");
    size_t first = page_fit(page, name, strlen(name), page->width - 2, true);
    page_put(page, PAGE_BAD_STRONG, page_symbol(page, "✗ ", "x "));
    page_putn(page, PAGE_STRONG, name, first);
    if (2 + page_width_of(page, name) + 3 + (int)strlen(words) <= page->width) {
        page_put(page, PAGE_DIM, dash);
        page_put(page, PAGE_BAD, words);
        page_end(page);
        return;
    }
    page_end(page);
    if (name[first])
        page_paragraph(page, 0, PAGE_STRONG, "", name + first);
    page_paragraph(page, 0, PAGE_BAD, "", words);
}

/* "step 2  next(g)", "row 3  gcd(37, 600)": the label only where there is more than one. */
static void show_action(const struct page *page, const struct grade_failure *f)
{
    if (!is_texty(f->action))
        return;
    char label[48] = "";
    if (f->row)
        snprintf(label, sizeof(label), "row %zu  ", f->row);
    else if (f->step != SIZE_MAX && f->step > 1)
        snprintf(label, sizeof(label), "step %zu  ", f->step);
    page_marked(page, 0, label, f->action, NULL);
}

/* What comes before what failed: without it nobody can tell what was asked. */
static void show_setup(const struct page *page, const struct grade_case_result *c)
{
    if (!is_texty(c->setup))
        return;
    size_t lines = 1, number = 0;
    for (const char *at = c->setup; (at = strchr(at, '\n')); at++)
        lines++;
    page_blank(page);
    page_paragraph(page, 0, PAGE_DIM, "", "before:");
    for (const char *line = c->setup; line; number++) {
        const char *end = strchr(line, '\n');
        if (number == SETUP_SHOWN && page->options->verbose < 1 && lines > SETUP_SHOWN + 1) {
            cleanup_free char *more =
                grade_printf("... %zu more lines, shown with --verbose", lines - number);
            page_paragraph(page, 2, PAGE_DIM, "", more);
            return;
        }
        cleanup_free char *text =
            end ? grade_strndup(line, (size_t)(end - line)) : grade_strdup(line);
        page_marked(page, 2, "", text, NULL);
        line = end ? end + 1 : NULL;
    }
}

static bool is_evidence(const char *aspect)
{
    return is_texty(aspect) && strcmp(aspect, "returns") != 0 && strcmp(aspect, "raises") != 0 &&
           strcmp(aspect, "laws") != 0;
}

/* The message repeats what the difference or the exception below it shows. */
static bool says_more(const struct grade_failure *f)
{
    if (f->expected_text || f->actual_text)
        return false;
    if (f->exception && f->exception->message && f->exception->message[0] &&
        strstr(f->message, f->exception->message) && f->step == SIZE_MAX &&
        f->exception->frame_count == 1 && !is_texty(f->exception->frames[0].function))
        return false; /* of a file that does not compile */
    return !(f->exception && f->aspect && !strcmp(f->aspect, "raises"));
}

/* "generated input 17 of 50, seed 12345; shrunk from gcd(84, 36)" */
static void show_origin(const struct page *page, const struct grade_generated *g)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(&text, "%s input %zu of %zu, seed %llu", g->edge ? "edge" : "generated",
                   g->input, g->count, (unsigned long long)g->seed);
    if (g->not_alone)
        grade_buf_adds(&text, "; alone it passes: it fails after the inputs before it");
    if (g->shrunk_from)
        grade_buf_addf(&text, "; shrunk from %s", g->shrunk_from);
    page_paragraph(page, 2, PAGE_DIM, "", grade_buf_text(&text));
}

/* Once for rows that follow each other and look alike. */
static void show_suspicion(const struct page *page, const struct grade_failure *f,
                           const struct grade_failure *before)
{
    bool again = before && before->suspicion && is_texty(f->suspicion) &&
                 !strcmp(before->suspicion, f->suspicion);
    if (is_texty(f->suspicion) && !again)
        page_paragraph(page, 2, PAGE_WARN, "this looks like ", f->suspicion);
}

static void show_failure(const struct page *page, const struct grade_failure *f,
                         const struct grade_failure *before)
{
    bool again = before && before->step == f->step && before->row == f->row && before->action &&
                 f->action && !strcmp(before->action, f->action);
    if (!again) {
        page_blank(page);
        show_action(page, f);
    }
    if (f->generated)
        show_origin(page, f->generated);
    if (is_texty(f->message) && says_more(f))
        page_paragraph(page, 2, PAGE_PLAIN, "", f->message);
    if (is_evidence(f->aspect))
        page_paragraph(page, 2, PAGE_STRONG, "", f->aspect);
    failure_difference(page, f);
    if (f->exception && f->expected_text && f->actual_text)
        failure_exception(page, 2, f);
    failure_stacks(page, 2, f);
    show_suspicion(page, f, before);
}

void failure_clause(struct grade_buf *out, const struct grade_failure *f,
                    const struct grade_case_result *c, bool ascii)
{
    if (!f) {
        grade_buf_adds(out, grade_verdict_words(c->verdict));
    } else if (is_texty(f->message)) {
        report_show(out, f->message, strlen(f->message), ascii);
    } else if (f->expected_text && f->actual_text) {
        grade_buf_adds(out, "expected ");
        report_show(out, f->expected_text, strlen(f->expected_text), ascii);
        grade_buf_adds(out, ", got ");
        report_show(out, f->actual_text, strlen(f->actual_text), ascii);
    } else if (f->exception && f->exception->type) {
        report_show(out, f->exception->type, strlen(f->exception->type), ascii);
        const char *message = f->exception->message;
        grade_buf_adds(out, is_texty(message) ? ": " : "");
        report_show(out, message ? message : "", message ? strlen(message) : 0, ascii);
    } else {
        grade_buf_adds(out, grade_verdict_words(f->verdict));
    }
}

void failure_brief(struct grade_buf *out, const struct grade_case_result *c, bool ascii)
{
    failure_clause(out, c->failure_count ? &c->failures[0] : NULL, c, ascii);
    const char *said = c->failure_count ? c->failures[0].message : NULL;
    if (is_texty(c->reason) && !(said && strstr(said, c->reason))) {
        grade_buf_adds(out, ": ");
        report_show(out, c->reason, strlen(c->reason), ascii);
    }
}

/* The rows of a table behind the first few, one line each. */
static void show_further(const struct page *page, const struct grade_case_result *c, size_t from)
{
    cleanup_free char *head = grade_printf(
        "%zu more row%s of the table fail%s:", c->failure_count - from,
        c->failure_count - from == 1 ? "" : "s", c->failure_count - from == 1 ? "s" : "");
    page_blank(page);
    page_paragraph(page, 0, PAGE_PLAIN, "", head);
    for (size_t i = from; i < c->failure_count; i++) {
        const struct grade_failure *f = &c->failures[i];
        cleanup_buf struct grade_buf clause = GRADE_BUF_INIT;
        failure_clause(&clause, f, c, true);
        cleanup_free char *place =
            f->row ? grade_printf("row %zu: ", f->row) : grade_strdup("after all rows: ");
        cleanup_free char *line = grade_printf("%s%s%s%s", place, f->action ? f->action : "",
                                               f->action ? ": " : "", grade_buf_text(&clause));
        size_t len = strlen(line);
        size_t fits = page_fit(page, line, len, page->width - 8, false);
        page_row(page, 2);
        page_putn(page, PAGE_PLAIN, line, fits);
        page_put(page, PAGE_DIM, fits < len ? " ..." : "");
        page_end(page);
    }
}

static void show_failures(const struct page *page, const struct grade_case_result *c)
{
    size_t shown = c->failure_count;
    if (page->options->verbose < 1 && shown > FAILURES_SHOWN)
        shown = FAILURES_SHOWN;
    for (size_t i = 0; i < shown; i++)
        show_failure(page, &c->failures[i], i ? &c->failures[i - 1] : NULL);
    if (shown < c->failure_count)
        show_further(page, c, shown);
}

/* Spaces at the end of a line are as invisible as any control character. */
static void show_ending(const struct page *page, size_t spaces)
{
    for (size_t i = 0; i < spaces; i++)
        page_put(page, PAGE_DIM, page_symbol(page, "·", "\\x20"));
}

static void show_line(const struct page *page, const char *line, size_t len)
{
    size_t kept = len > OUTPUT_LINE ? OUTPUT_LINE : len, at = 0, ending = kept;
    while (ending > 0 && line[ending - 1] == ' ')
        ending--;
    page_row(page, 2);
    while (at < ending) {
        size_t size = page_fit(page, line + at, ending - at, page->width - 4, false);
        page_putn(page, PAGE_PLAIN, line + at, size);
        at += size;
        if (at < ending) {
            page_end(page);
            page_row(page, 2);
        }
    }
    show_ending(page, kept - ending);
    if (kept < len) {
        cleanup_free char *more = grade_printf(" ... %zu more bytes", len - kept);
        page_put(page, PAGE_DIM, more);
    }
    page_end(page);
}

static size_t count_lines(const struct grade_capture *stream)
{
    size_t count = 0;
    for (size_t i = 0; i < stream->len; i++)
        count += stream->data[i] == '\n' || i + 1 == stream->len;
    return count;
}

static void show_stream(const struct page *page, const struct grade_capture *stream,
                        const char *label)
{
    if (stream->len == 0 && stream->total == 0)
        return;
    size_t lines = count_lines(stream), number = 0;
    bool cut = lines > OUTPUT_HEAD + OUTPUT_TAIL && page->options->verbose < 1;
    page_blank(page);
    page_paragraph(page, 0, PAGE_DIM, "", label);
    for (size_t at = 0; at < stream->len; number++) {
        const char *line = stream->data + at;
        const char *newline = memchr(line, '\n', stream->len - at);
        size_t len = newline ? (size_t)(newline - line) : stream->len - at;
        if (!cut || number < OUTPUT_HEAD || number >= lines - OUTPUT_TAIL)
            show_line(page, line, len);
        else if (number == OUTPUT_HEAD) {
            cleanup_free char *left_out = grade_printf(
                "... %zu lines left out, shown with --verbose", lines - OUTPUT_HEAD - OUTPUT_TAIL);
            page_paragraph(page, 2, PAGE_DIM, "", left_out);
        }
        at += len + 1;
    }
    if (stream->total > stream->len) {
        cleanup_free char *left_out = grade_printf("... the first %zu of %llu bytes were kept",
                                                   stream->len, (unsigned long long)stream->total);
        page_paragraph(page, 2, PAGE_DIM, "", left_out);
    }
}

static bool has_trace(const struct grade_case_result *c)
{
    for (size_t i = 0; i < c->failure_count; i++)
        if ((c->failures[i].exception && c->failures[i].exception->frame_count) ||
            c->failures[i].stack_count)
            return true;
    return false;
}

/* Whether a failure above says it. */
static bool is_told(const struct grade_case_result *c, const char *text)
{
    for (size_t i = 0; i < c->failure_count; i++)
        if (c->failures[i].message && strstr(c->failures[i].message, text))
            return true;
    return false;
}

/* Limits, refused calls and where it happened: what is known beside the expectations. */
static void show_circumstances(const struct page *page, const struct grade_case_result *c)
{
    bool located = c->location_file && !has_trace(c);
    bool reason = is_texty(c->reason) && !is_told(c, c->reason);
    bool violation = is_texty(c->violation) && !is_told(c, c->violation);
    if (!reason && !violation && !located)
        return;
    page_blank(page);
    if (reason)
        page_paragraph(page, 0, PAGE_PLAIN, "limit    ", c->reason);
    if (violation)
        page_paragraph(page, 0, PAGE_PLAIN, "refused  ", c->violation);
    if (located) {
        cleanup_free char *place = grade_printf("%s:%ld", c->location_file, c->location_line);
        page_paragraph(page, 0, PAGE_STRONG, "at       ", place);
    }
}

static void show_advice(const struct page *page, const struct grade_case_result *c,
                        const char *others)
{
    const struct {
        const char *label, *text;
        enum page_style style;
    } rows[] = {{"why    ", c->why, PAGE_PLAIN},
                {"hint   ", c->hint, PAGE_PLAIN},
                {"also   ", others, PAGE_PLAIN}};
    page_blank(page);
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        if (is_texty(rows[i].text))
            page_paragraph(page, 0, rows[i].style, rows[i].label, rows[i].text);
    if (!is_texty(c->rerun))
        return;
    page_row(page, 0); /* never broken: it is there to be copied */
    page_put(page, PAGE_DIM, "again  ");
    page_put(page, PAGE_DIM, c->rerun);
    page_end(page);
}

void failure_block(const struct page *page, const struct grade_case_result *c, const char *others)
{
    show_heading(page, c);
    show_setup(page, c);
    show_failures(page, c);
    show_circumstances(page, c);
    show_stream(page, &c->out, "output so far:");
    show_stream(page, &c->err, "error output so far:");
    show_advice(page, c, others);
}
