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

bool skipped_unasked(const struct grade_result *result, const struct grade_case_result *c)
{
    bool untold = c->verdict == GRADE_VERDICT_SKIPPED && c->hidden && !c->reason;
    for (size_t i = 0; untold && i < result->case_count; i++)
        if (unasked(&result->cases[i]))
            return true;
    return unasked(c);
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
    size_t skipped = 0, left_out = 0, untold = 0; /* of hidden cases no reason is told */
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *c = &result->cases[i];
        skipped += skipped_is(c);
        left_out += c->verdict == GRADE_VERDICT_SKIPPED && unasked(c);
        untold += skipped_is(c) && c->hidden && !c->reason;
    }
    if (left_out) { /* some were asked for, and nobody asks for what is hidden */
        skipped -= untold;
        left_out += untold;
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
    size_t reasons = 0;
    for (size_t i = 0; i < result->case_count; i++)
        reasons += !result->cases[i].hidden && count_alike(result, i) > 0;
    for (size_t i = 0; i < result->case_count; i++) {
        size_t count = result->cases[i].hidden ? 0 : count_alike(result, i);
        if (count == 0)
            continue;
        cleanup_free char *text =
            reasons == 1 ? grade_printf("skipped: %s", result->cases[i].reason)
                         : grade_printf("%zu skipped: %s", count, result->cases[i].reason);
        page_paragraph(page, 0, PAGE_WARN, "", text);
    }
}
