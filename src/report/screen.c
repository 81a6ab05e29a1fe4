/* What `grade watch` shows: one thing to mend at a time. The first failure in full, the others by
 * name; how it stands comes last, so that a screen that is too small still shows it. */
#include "failure.h"
#include "formats.h"
#include "page.h"
#include "text.h"

#include "grade/mem.h"

enum { OTHERS_SHOWN = 6 };

/* The first that may be told; a rule is about how it is written, and comes behind what is wrong. */
static const struct grade_case_result *first_failure(const struct grade_result *result)
{
    const struct grade_case_result *rule = NULL;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        if (!text_is_failed(c) || c->withheld)
            continue;
        if (c->verdict != GRADE_VERDICT_RULE)
            return c;
        rule = rule ? rule : c;
    }
    return rule;
}

static void show_others(const struct page *page, const struct grade_result *result,
                        const struct grade_case_result *first)
{
    size_t shown = 0, left = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        if (c == first || !text_is_failed(c))
            continue;
        if (shown == OTHERS_SHOWN) {
            left++;
            continue;
        }
        if (shown++ == 0) {
            page_end(page);
            page_put(page, PAGE_DIM, first ? "also failing:" : "failing:");
            page_end(page);
        }
        text_case(page, result, c, text_word_width(result));
    }
    if (left) {
        cleanup_free char *more = grade_printf("  ... and %zu more", left);
        page_put(page, PAGE_DIM, more);
        page_end(page);
    }
}

static void screen_result(struct grade_report *report, const struct grade_result *result)
{
    struct page page = page_of(&report->out, &report->options);
    const struct grade_case_result *first = first_failure(result);
    text_header(&page, result);
    if (first)
        failure_block(&page, first, NULL);
    show_others(&page, result, first);
    text_misconception(&page, result);
    if (first || text_word_width(result) > 4)
        page_end(&page);
    text_summary(&page, result);
}

const struct grade_reporter grade_report_screen = {
    .name = "screen",
    .what = "the first failure, as `grade watch` shows it",
    .result = screen_result,
};
