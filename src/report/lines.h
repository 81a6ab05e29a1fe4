/* How two texts of several lines differ, line by line, as rows to be shown.
 *
 * Borrows both texts. Bounded: where a comparison of all lines with all others would be too much,
 * those between the first and the last that differ are taken to differ in pairs. */
#ifndef REPORT_LINES_H
#define REPORT_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct line { /* its newline included; len 0: there is none */
    const char *text;
    size_t len;
};

enum lines_kind { LINES_SAME, LINES_CHANGED, LINES_MISSING, LINES_EXTRA };

struct lines_row {
    enum lines_kind kind;
    size_t expected_number, actual_number; /* from 1; of the side that has the line */
    struct line expected, actual;
};

struct lines_diff {
    struct lines_row *rows; /* the first difference with the lines around it */
    size_t count;
    size_t more; /* lines that differ behind these rows */
};

/* No rows where the texts are the same. */
void lines_compare(struct lines_diff *out, const char *expected, size_t expected_len,
                   const char *actual, size_t actual_len);
void lines_done(struct lines_diff *diff);

#endif
