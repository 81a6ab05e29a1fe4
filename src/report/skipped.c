/* Cases that were skipped: see skipped.h. */
#include "skipped.h"

#include "grade/mem.h"

#include <string.h>

static bool unasked(const struct grade_case_result *c)
{
    return c->reason && !strcmp(c->reason, GRADE_UNASKED);
}

bool skipped_is(const struct grade_case_result *c)
{
    return c->verdict == GRADE_VERDICT_SKIPPED && !unasked(c);
}

static bool same_reason(const struct grade_case_result *a, const struct grade_case_result *b)
{
    return skipped_is(a) && skipped_is(b) && a->reason && b->reason &&
           !strcmp(a->reason, b->reason);
}

bool skipped_alike(const struct grade_result *result, const struct grade_case_result *c)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (&result->cases[i] != c && !result->cases[i].hidden && same_reason(&result->cases[i], c))
            return true;
    return false;
}

size_t skipped_count(struct grade_buf *out, const struct grade_result *result)
{
    size_t skipped = 0, left_out = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        skipped += skipped_is(&result->cases[i]);
        left_out += result->cases[i].verdict == GRADE_VERDICT_SKIPPED && unasked(&result->cases[i]);
    }
    if (skipped)
        grade_buf_addf(out, ", %zu skipped", skipped);
    if (left_out)
        grade_buf_addf(out, ", %zu " GRADE_UNASKED, left_out);
    return skipped;
}

/* How many have the reason of this case, which is the first of them that is not hidden; else 0. */
static size_t count_alike(const struct grade_result *result, size_t index)
{
    size_t count = 0;
    for (size_t i = 0; i < result->case_count; i++) {
        if (!same_reason(&result->cases[i], &result->cases[index]))
            continue;
        if (i < index && !result->cases[i].hidden)
            return 0;
        count++;
    }
    return count;
}

void skipped_reasons(const struct page *page, const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++) {
        size_t count = result->cases[i].hidden ? 0 : count_alike(result, i);
        if (count == 0)
            continue;
        cleanup_free char *text = grade_printf("%zu skipped: %s", count, result->cases[i].reason);
        page_paragraph(page, 0, PAGE_WARN, "", text);
    }
}
