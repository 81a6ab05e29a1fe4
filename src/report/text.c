/* `text`: for the person who wrote the solution. First the list of cases, then a block for each
 * failure, last the summary, so that the end of a long report still says how it stands. */
#include "escape.h"
#include "failure.h"
#include "formats.h"
#include "page.h"
#include "skipped.h"
#include "text.h"
#include "text_batch.h"

#include "grade/mem.h"

#include <stdio.h>
#include <string.h>

enum { NOTABLE_MS = 500 };

static const struct text_look look_pass = {"✓", "+", PAGE_GOOD}, look_skip = {"–", "-", PAGE_WARN},
                              look_fail = {"✗", "x", PAGE_BAD},
                              look_internal = {"!", "!", PAGE_BAD_STRONG};

const struct text_look *text_look_of(enum grade_verdict verdict)
{
    switch (verdict) {
    case GRADE_VERDICT_PASS:
        return &look_pass;
    case GRADE_VERDICT_SKIPPED:
        return &look_skip;
    case GRADE_VERDICT_INTERNAL:
        return &look_internal;
    default:
        return &look_fail;
    }
}

bool text_is_failed(const struct grade_case_result *c)
{
    return c->verdict != GRADE_VERDICT_PASS && c->verdict != GRADE_VERDICT_SKIPPED;
}

static char *duration(double ms)
{
    return ms < 1000 ? grade_printf("%.0f ms", ms) : grade_printf("%.1f s", ms / 1000);
}

/* Header ------------------------------------------------------------------------------------ */

void text_header(const struct page *page, const struct grade_result *result)
{
    page_put(page, PAGE_STRONG, result->problem_id ? result->problem_id : "");
    if (result->problem_title) {
        page_put(page, PAGE_PLAIN, "  ");
        page_put(page, PAGE_PLAIN, result->problem_title);
    }
    page_end(page);
    const char *path = result->solution_path ? result->solution_path : "";
    page_put(page, PAGE_DIM, "solution: ");
    page_put(page, PAGE_DIM, strcmp(path, "-") ? path : "standard input");
    if (result->python_version) {
        page_put(page, PAGE_DIM, ", Python ");
        page_put(page, PAGE_DIM, result->python_version);
    }
    page_end(page);
    page_end(page);
}

/* The list of cases --------------------------------------------------------------------------- */

int text_word_width(const struct grade_result *result)
{
    size_t widest = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        size_t len = strlen(grade_verdict_name(result->cases[i].verdict));
        widest = len > widest ? len : widest;
    }
    return (int)widest;
}

/* What stands behind a name, dim: why skipped, how long, how much. */
static char *remarks(const struct page *page, const struct grade_result *result,
                     const struct grade_case_result *c)
{
    struct grade_buf text = GRADE_BUF_INIT;
    if (c->hidden)
        grade_buf_adds(&text, " (hidden)");
    if (c->withheld)
        return grade_buf_take(&text);
    if (c->verdict == GRADE_VERDICT_SKIPPED && c->reason && !skipped_alike(result, c))
        grade_buf_addf(&text, ": %s", c->reason);
    if (c->duration_ms >= NOTABLE_MS || page->options->verbose > 0) {
        cleanup_free char *took = duration(c->duration_ms);
        grade_buf_addf(&text, "  %s", took);
    }
    if (page->options->verbose > 0) {
        grade_buf_addf(&text, ", cpu %.1f ms", c->cpu_ms);
        if (c->peak_kib >= 0)
            grade_buf_addf(&text, ", peak %.1f MiB", (double)c->peak_kib / 1024);
        if (c->peak_kib >= 0 && c->peak_source)
            grade_buf_addf(&text, " (%s)", c->peak_source);
    }
    return grade_buf_take(&text);
}

void text_case(const struct page *page, const struct grade_result *result,
               const struct grade_case_result *c, int words)
{
    const struct text_look *look = text_look_of(c->verdict);
    int margin = 2 + 2 + words + 2;
    cleanup_free char *remark = remarks(page, result, c);
    cleanup_free char *line = grade_printf("%s%s", c->name ? c->name : "", remark);
    size_t name_len = c->name ? strlen(c->name) : 0, len = strlen(line), at = 0;
    grade_buf_adds(page->out, "  ");
    page_put(page, look->style, page_symbol(page, look->symbol, look->ascii));
    grade_buf_addc(page->out, ' ');
    page_put(page, look->style, grade_verdict_name(c->verdict));
    grade_buf_addf(page->out, "%*s", words + 2 - (int)strlen(grade_verdict_name(c->verdict)), "");
    while (at < len) {
        size_t end = at + page_fit(page, line + at, len - at, page->width - margin, true);
        size_t next = end + (end < len && line[end] == '\n');
        while (end > at && next < len && line[end - 1] == ' ')
            end--;
        size_t split = end < name_len ? end : at > name_len ? at : name_len;
        page_putn(page, PAGE_PLAIN, line + at, split - at);
        page_putn(page, PAGE_DIM, line + split, end - split);
        at = next;
        if (at < len)
            grade_buf_addf(page->out, "\n%*s", margin, "");
    }
    page_end(page);
}

static void show_list(const struct page *page, const struct grade_result *result)
{
    int words = text_word_width(result);
    for (size_t i = 0; i < result->case_count; i++)
        if (page->options->verbose > 0 || !skipped_unasked(result, &result->cases[i]))
            text_case(page, result, &result->cases[i], words);
}

/* Failures ------------------------------------------------------------------------------------ */

static bool is_told(const struct grade_case_result *c)
{
    return text_is_failed(c) && !c->withheld;
}

static bool is_like_earlier(const struct grade_result *result, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (is_told(&result->cases[i]) && failure_same(&result->cases[i], &result->cases[index]))
            return true;
    return false;
}

/* "2 more cases fail for the same reason: a, b", or NULL. */
static char *like_this(const struct grade_result *result, size_t index)
{
    cleanup_buf struct grade_buf names = GRADE_BUF_INIT;
    size_t count = 0;
    for (size_t i = index + 1; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        if (is_told(c) && failure_same(&result->cases[index], c))
            grade_buf_addf(&names, "%s%s", count++ ? ", " : "", c->name);
    }
    if (count == 0)
        return NULL;
    return grade_printf("%zu more case%s same reason: %s", count,
                        count == 1 ? " fails for the" : "s fail for the", grade_buf_text(&names));
}

static void show_failed(const struct page *page, const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++) {
        if (!is_told(&result->cases[i]) || is_like_earlier(result, i))
            continue;
        cleanup_free char *others = like_this(result, i);
        page_end(page);
        failure_block(page, &result->cases[i], others);
    }
}

/* Summary ------------------------------------------------------------------------------------- */

void text_misconception(const struct page *page, const struct grade_result *result)
{
    if (!result->misconception && !result->hint)
        return;
    page_end(page);
    if (result->misconception) {
        cleanup_free char *name = grade_strdup(result->misconception);
        for (char *c = strpbrk(name, "_-"); c; c = strpbrk(c, "_-"))
            *c = ' ';
        page_put(page, PAGE_WARN, "this looks like ");
        page_put(page, PAGE_WARN, name);
        page_end(page);
    }
    if (result->hint)
        page_paragraph(page, 0, PAGE_PLAIN, "", result->hint);
}

/* How it stands, in a word: what was skipped is no failure, and no pass. */
static const struct text_look *look_of_all(const struct grade_result *result, size_t skipped)
{
    if (result->interrupted || result->verdict != GRADE_VERDICT_PASS)
        return result->verdict == GRADE_VERDICT_SKIPPED && !result->interrupted ? &look_skip
                                                                                : &look_fail;
    return skipped ? &look_skip : &look_pass;
}

static size_t count_cases(struct grade_buf *out, const struct grade_result *result)
{
    size_t passed = 0;
    for (size_t i = 0; i < result->case_count; i++)
        passed += result->cases[i].verdict == GRADE_VERDICT_PASS;
    grade_buf_addf(out, " %zu of %zu %s", passed, result->case_count,
                   result->case_count == 1 ? "case passes" : "cases pass");
    return skipped_count(out, result);
}

void text_summary(const struct page *page, const struct grade_result *result)
{
    cleanup_buf struct grade_buf counts = GRADE_BUF_INIT;
    size_t skipped = count_cases(&counts, result);
    const struct text_look *look = look_of_all(result, skipped);
    cleanup_free char *took = duration(result->duration_ms);
    cleanup_free char *rest =
        grade_printf("%g of %g points, %s", result->points, result->max_points, took);
    bool fits = 1 + counts.len + 2 + strlen(rest) <= (size_t)page->width;
    page_put(page, look == &look_fail ? PAGE_BAD_STRONG : look->style,
             page_symbol(page, look->symbol, look->ascii));
    page_put(page, PAGE_STRONG, grade_buf_text(&counts));
    grade_buf_adds(page->out, fits ? ", " : ",\n  ");
    page_put(page, PAGE_PLAIN, rest);
    page_end(page);
    skipped_reasons(page, result);
    if (!result->interrupted)
        return;
    static const char interrupted[] = "interrupted: some cases were not run";
    page_put(page, PAGE_WARN, interrupted);
    page_end(page);
}

/* What was drawn can be drawn again. */
static void show_seed(const struct page *page, const struct grade_result *result)
{
    if (!result->draws)
        return;
    cleanup_free char *text =
        grade_printf("inputs were drawn with --seed %llu", (unsigned long long)result->seed);
    page_paragraph(page, 0, PAGE_DIM, "", text);
}

static void show_mechanism(const struct page *page, const struct grade_mechanism *mechanism)
{
    cleanup_free char *label =
        grade_printf("%s %-12s ", mechanism->in_force ? "+" : "-", mechanism->name);
    page_paragraph(page, 0, mechanism->in_force ? PAGE_PLAIN : PAGE_WARN, label,
                   mechanism->how ? mechanism->how : "");
}

/* Silent only where everything is in force and nobody asked. */
static void show_isolation(const struct page *page, const struct grade_isolation *isolation)
{
    bool full = isolation && isolation->level && !strcmp(isolation->level, "full");
    bool verbose = page->options->verbose > 0;
    if (!isolation || !isolation->level || (full && !verbose))
        return;
    page_put(page, full ? PAGE_PLAIN : PAGE_WARN, "isolation: ");
    page_put(page, full ? PAGE_PLAIN : PAGE_WARN, isolation->level);
    page_put(page, PAGE_DIM, full ? "" : ", not full");
    page_end(page);
    for (size_t i = 0; i < isolation->count; i++)
        if (verbose || !isolation->mechanisms[i].in_force)
            show_mechanism(page, &isolation->mechanisms[i]);
}

/* Quiet: nothing for a solution that passes. */
static void show_quiet(const struct page *page, const struct grade_result *result)
{
    bool any = result->interrupted;
    int words = text_word_width(result);
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        if (!text_is_failed(c))
            continue;
        cleanup_buf struct grade_buf brief = GRADE_BUF_INIT;
        const struct text_look *look = text_look_of(c->verdict);
        any = true;
        page_put(page, look->style, page_symbol(page, look->symbol, look->ascii));
        grade_buf_addf(page->out, " %-*s ", words, grade_verdict_name(c->verdict));
        page_put(page, PAGE_PLAIN, c->name ? c->name : "");
        if (!c->withheld)
            failure_brief(&brief, c, page->options->ascii);
        grade_buf_addf(page->out, "%s%s\n", brief.len ? ": " : "", grade_buf_text(&brief));
    }
    for (size_t i = 0; i < result->case_count; i++)
        any = any || skipped_is(&result->cases[i]);
    if (any || result->verdict != GRADE_VERDICT_PASS)
        text_summary(page, result);
}

static void show_all(const struct page *page, const struct grade_result *result)
{
    text_header(page, result);
    show_list(page, result);
    if (result->message) {
        page_put(page, PAGE_BAD_STRONG, result->message);
        page_end(page);
    }
    show_failed(page, result);
    text_misconception(page, result);
    page_end(page);
    text_summary(page, result);
    show_seed(page, result);
    show_isolation(page, result->isolation);
}

static void text_result(struct grade_report *report, const struct grade_result *result)
{
    struct page page = page_of(&report->out, &report->options);
    bool verbose = report->options.verbose > 0;
    if (report->batch)
        text_batch_result(report, result, &page);
    if (report->batch ? verbose && result->verdict != GRADE_VERDICT_PASS
                      : report->options.verbose >= 0) {
        if (report->batch)
            page_end(&page);
        show_all(&page, result);
        if (report->batch)
            page_end(&page);
    } else if (!report->batch) {
        show_quiet(&page, result);
    }
}

static void text_end(struct grade_report *report)
{
    struct page page = page_of(&report->out, &report->options);
    if (report->batch)
        text_batch_end(report, &page);
}

const struct grade_reporter report_text = {
    .name = "text",
    .what = "for people: what was done, expected, got; of a batch, who passed",
    .state_size = sizeof(struct text_batch),
    .result = text_result,
    .end = text_end,
    .done = text_batch_done,
};
