/* The block that `text` shows for a failed case: what was done, what was expected, where it went
 * wrong, and what to do next. */
#ifndef REPORT_FAILURE_H
#define REPORT_FAILURE_H

#include "page.h"

/* The whole block. others: a sentence about cases that fail in the same way, or NULL. */
void failure_block(const struct page *page, const struct grade_case_result *c, const char *others);

/* Appends the failure in one clause, for a single line: "returned 8, not 7". Made visible. */
void failure_brief(struct grade_buf *out, const struct grade_case_result *c, bool ascii);

/* The same of one failure of the case; NULL: it has none of its own. */
void failure_clause(struct grade_buf *out, const struct grade_failure *f,
                    const struct grade_case_result *c, bool ascii);

/* Whether two failed cases have one cause: the same exception on the same line, or the same
 * complaint before the first step. */
bool failure_same(const struct grade_case_result *a, const struct grade_case_result *b);

/* failure_trace.c: the exception with its frames and what led to it. */
void failure_exception(const struct page *page, int indent, const struct grade_failure *f);

/* The tasks and threads, each with where it stood. */
void failure_stacks(const struct page *page, int indent, const struct grade_failure *f);

/* failure_value.c: expected and actual, the first difference marked. */
void failure_difference(const struct page *page, const struct grade_failure *f);

/* Whether both are texts, and one of several lines: shown by lines.h. */
bool failure_is_lines(const struct grade_failure *f);

/* The part of a frame's line that it is about, in bytes of its text; false: all of it, or unknown.
 */
bool failure_marked_part(const struct grade_frame *frame, size_t *out_from, size_t *out_to);

#endif
