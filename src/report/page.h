/* Rows on a terminal: styles, a gutter, wrapping by columns, marks under a range.
 *
 * Everything shown goes through escape.h. Text of a learner always stands behind the gutter or
 * other text of ours: at the start of a line, even an indented one, CI services would obey it. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "grade/report.h"

enum page_style {
    PAGE_PLAIN,
    PAGE_STRONG,
    PAGE_DIM,
    PAGE_GOOD,
    PAGE_BAD,
    PAGE_WARN,
    PAGE_BAD_STRONG,
};

struct page {
    struct grade_buf *out; /* borrowed */
    const struct grade_report_options *options;
    int width; /* columns, at least PAGE_NARROWEST */
};

enum { PAGE_NARROWEST = 40, PAGE_PROSE = 96 };

struct page page_of(struct grade_buf *out, const struct grade_report_options *options);

/* One of two spellings, for terminals that show more than ASCII and those that do not. */
const char *page_symbol(const struct page *page, const char *symbol, const char *ascii);

void page_put(const struct page *page, enum page_style style, const char *text);
void page_putn(const struct page *page, enum page_style style, const char *text, size_t len);
int page_width_of(const struct page *page, const char *text);

/* Starts a row behind the gutter, indent columns further in. The caller ends it with page_end. */
void page_row(const struct page *page, int indent);
void page_blank(const struct page *page); /* an empty row with its gutter */
void page_end(const struct page *page);

/* How many bytes of text fit into a row of `room` columns: up to a newline, at least one character;
 * with words, broken behind a space where there is one. */
size_t page_fit(const struct page *page, const char *text, size_t len, int room, bool words);

/* Text of any length in rows behind the gutter; label stands before the first, blanks before the
 * others. Newlines start a row. */
void page_paragraph(const struct page *page, int indent, enum page_style style, const char *label,
                    const char *text);
/* What to point at: a range of bytes, and a clause that says what is the matter there. An empty
 * range at the end marks what is missing; NULL as a mark: nothing to point at. */
struct page_mark {
    size_t from, to;
    const char *note; /* or NULL */
};

/* The same for code and data, to the character: the mark's range is underlined by carets. The note
 * stands beside them where it fits, else in rows of its own below. */
void page_marked(const struct page *page, int indent, const char *label, const char *text,
                 const struct page_mark *mark);

#endif
