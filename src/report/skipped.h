/* Cases that were skipped: how many, and why. */
#ifndef GRADE_REPORT_SKIPPED_H
#define GRADE_REPORT_SKIPPED_H

#include "grade/result.h"
#include "page.h"

/* Whether it was asked for, and skipped all the same. */
bool skipped_is(const struct grade_case_result *c);
/* Whether it was left out because others were asked for; nobody asks for what is hidden. */
bool skipped_unasked(const struct grade_result *result, const struct grade_case_result *c);
/* Whether another case was skipped for the same reason: it is told once, with the summary. */
bool skipped_alike(const struct grade_result *result, const struct grade_case_result *c);
/* Appends ", 2 skipped, 3 not asked for", as far as there are such. Returns how many were skipped.
 */
size_t skipped_count(struct grade_buf *out, const struct grade_result *result);
/* A line for each reason, with how many have it where there are several. Those of hidden cases stay
 * hidden. */
void skipped_reasons(const struct page *page, const struct grade_result *result);

#endif
