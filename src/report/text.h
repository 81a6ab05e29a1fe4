/* What the reports for people share: `text`, and the screen of `grade watch` (screen.c). */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "page.h"

static inline const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

bool text_is_failed(const struct grade_case_result *c);
void text_header(const struct page *page, const struct grade_result *result);
/* The row of a case in the list; words: the width of the longest verdict. */
void text_case(const struct page *page, const struct grade_result *result,
               const struct grade_case_result *c, int words);
int text_word_width(const struct grade_result *result);
/* The author's hint, where the mistake was recognised; a blank line before it. */
void text_misconception(const struct page *page, const struct grade_result *result);
/* How many cases pass. */
void text_summary(const struct page *page, const struct grade_result *result);

#endif
