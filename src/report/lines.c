/* How two texts differ: see lines.h. */
#include "lines.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTEXT = 2,       /* lines shown before and behind */
    CHANGED_SHOWN = 5, /* rows that differ */
    PRODUCT_MAX = 400000,
};

struct text {
    struct line *lines;
    size_t count;
};

static struct text split(const char *text, size_t len)
{
    size_t count = 0, at = 0;
    for (size_t i = 0; i < len; i++)
        count += text[i] == '\n' || i + 1 == len;
    struct text out = {grade_alloc_array(count, sizeof(*out.lines)), count};
    for (size_t i = 0; i < count; i++) {
        const char *newline = memchr(text + at, '\n', len - at);
        out.lines[i].text = text + at;
        out.lines[i].len = newline ? (size_t)(newline - text) + 1 - at : len - at;
        at += out.lines[i].len;
    }
    return out;
}

static bool same(const struct line *a, const struct line *b)
{
    return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

struct span { /* lines of both texts that are left when what is the same at both ends is taken off
               */
    size_t from, expected_to, actual_to;
};

static struct span middle(const struct text *expected, const struct text *actual)
{
    struct span s = {0, expected->count, actual->count};
    while (s.from < s.expected_to && s.from < s.actual_to &&
           same(&expected->lines[s.from], &actual->lines[s.from]))
        s.from++;
    while (s.expected_to > s.from && s.actual_to > s.from &&
           same(&expected->lines[s.expected_to - 1], &actual->lines[s.actual_to - 1])) {
        s.expected_to--;
        s.actual_to--;
    }
    return s;
}

/* Lengths of the longest common subsequence of what follows, row by row; NULL: too much. */
static unsigned *common(const struct text *expected, const struct text *actual, struct span s)
{
    size_t rows = s.expected_to - s.from, columns = s.actual_to - s.from;
    if (rows && columns > PRODUCT_MAX / rows)
        return NULL;
    unsigned *length = grade_alloc_array((rows + 1) * (columns + 1), sizeof(*length));
    for (size_t i = rows; i-- > 0;)
        for (size_t k = columns; k-- > 0;) {
            unsigned *cell = &length[i * (columns + 1) + k];
            unsigned below = cell[columns + 1], right = cell[1];
            if (same(&expected->lines[s.from + i], &actual->lines[s.from + k]))
                *cell = cell[columns + 2] + 1;
            else
                *cell = below > right ? below : right;
        }
    return length;
}

struct walk {
    const struct text *expected, *actual;
    struct span span;
    const unsigned *length;
    struct lines_row *rows;
    size_t count, i, k; /* in the texts */
};

static void put(struct walk *w, enum lines_kind kind)
{
    struct lines_row *row = &w->rows[w->count++];
    row->kind = kind;
    if (kind != LINES_EXTRA) {
        row->expected = w->expected->lines[w->i++];
        row->expected_number = w->i;
    }
    if (kind != LINES_MISSING) {
        row->actual = w->actual->lines[w->k++];
        row->actual_number = w->k;
    }
}

/* Whether the next line of `expected` is the one to leave out. */
static bool expected_first(const struct walk *w)
{
    if (w->k >= w->span.actual_to)
        return true;
    if (w->i >= w->span.expected_to)
        return false;
    if (!w->length)
        return false;
    size_t columns = w->span.actual_to - w->span.from;
    const unsigned *cell =
        &w->length[(w->i - w->span.from) * (columns + 1) + (w->k - w->span.from)];
    return cell[columns + 1] >= cell[1];
}

/* Lines of which one side lacks a run, until both go on with the same: paired as far as they go. */
static void put_run(struct walk *w)
{
    size_t missing = 0, extra = 0;
    struct walk ahead = *w;
    while (ahead.i < w->span.expected_to || ahead.k < w->span.actual_to) {
        if (ahead.i < w->span.expected_to && ahead.k < w->span.actual_to &&
            same(&w->expected->lines[ahead.i], &w->actual->lines[ahead.k]))
            break;
        if (w->length || ahead.i >= w->span.expected_to || ahead.k >= w->span.actual_to) {
            bool first = expected_first(&ahead);
            missing += first;
            extra += !first;
            ahead.i += first;
            ahead.k += !first;
        } else {
            missing++, extra++;
            ahead.i++, ahead.k++;
        }
    }
    for (; missing && extra; missing--, extra--)
        put(w, LINES_CHANGED);
    for (; missing; missing--)
        put(w, LINES_MISSING);
    for (; extra; extra--)
        put(w, LINES_EXTRA);
}

static void put_all(struct walk *w)
{
    while (w->i < w->expected->count || w->k < w->actual->count) {
        bool inside =
            w->i >= w->span.from && (w->i < w->span.expected_to || w->k < w->span.actual_to);
        if (inside && !(w->i < w->span.expected_to && w->k < w->span.actual_to &&
                        same(&w->expected->lines[w->i], &w->actual->lines[w->k])))
            put_run(w);
        else
            put(w, LINES_SAME);
    }
}

/* Keeps the first rows that differ and what is around them. */
static void choose(struct lines_diff *diff, struct lines_row *rows, size_t count)
{
    size_t first = 0;
    while (first < count && rows[first].kind == LINES_SAME)
        first++;
    if (first == count)
        return;
    size_t from = first > CONTEXT ? first - CONTEXT : 0, to = first, changed = 0;
    for (size_t quiet = 0; to < count && quiet < CONTEXT; to++) {
        bool differs = rows[to].kind != LINES_SAME;
        if (differs && changed == CHANGED_SHOWN)
            break;
        changed += differs;
        quiet = differs ? 0 : quiet + 1;
    }
    diff->count = to - from;
    diff->rows = grade_alloc_array(diff->count, sizeof(*rows));
    memcpy(diff->rows, rows + from, diff->count * sizeof(*rows));
    for (size_t i = to; i < count; i++)
        diff->more += rows[i].kind != LINES_SAME;
}

void lines_compare(struct lines_diff *out, const char *expected, size_t expected_len,
                   const char *actual, size_t actual_len)
{
    struct text want = split(expected, expected_len), got = split(actual, actual_len);
    struct walk w = {.expected = &want, .actual = &got, .span = middle(&want, &got)};
    unsigned *length = common(&want, &got, w.span);
    w.length = length;
    w.rows = grade_alloc_array(want.count + got.count, sizeof(*w.rows));
    put_all(&w);
    *out = (struct lines_diff){0};
    choose(out, w.rows, w.count);
    free(w.rows);
    free(length);
    free(want.lines);
    free(got.lines);
}

void lines_done(struct lines_diff *diff)
{
    free(diff->rows);
    *diff = (struct lines_diff){0};
}
