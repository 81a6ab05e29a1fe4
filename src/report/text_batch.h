/* The part of `text` that is about many submissions, and what it shares with the other. */
#ifndef REPORT_TEXT_BATCH_H
#define REPORT_TEXT_BATCH_H

#include "page.h"

struct text_look { /* of a verdict */
    const char *symbol, *ascii;
    enum page_style style;
};
const struct text_look *text_look_of(enum grade_verdict verdict);

enum { TEXT_VERDICT_COLUMNS = 15 }; /* the longest name, and two more */

/* The reporter's state: what is told at the end. Grows with problems and cases, not with results.
 */
struct text_batch {
    struct problem_count *problems;
    size_t problem_count;
    bool headed; /* a problem's heading has been written */
};
void text_batch_done(void *state);

void text_batch_result(struct grade_report *report, const struct grade_result *result,
                       const struct page *page);
void text_batch_end(struct grade_report *report, const struct page *page);

#endif
