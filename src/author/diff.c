/* A unified difference of two texts that differ in little: by the longest common run of lines
 * between what is alike at the beginning and at the end. */
#include "grade/author.h"

#include "grade/mem.h"

#include <stdbool.h>
#include <string.h>

enum { CONTEXT = 2, LINES_MAX = 600 };

struct lines {
    const char **at;
    size_t *len;
    size_t count;
};

static struct lines cut(const char *text)
{
    struct lines lines = {NULL, NULL, 0};
    size_t most = 1;
    for (const char *at = text; *at; at++)
        most += *at == '\n';
    lines.at = grade_alloc_array(most, sizeof(*lines.at));
    lines.len = grade_alloc_array(most, sizeof(*lines.len));
    while (*text) {
        size_t len = strcspn(text, "\n");
        lines.at[lines.count] = text;
        lines.len[lines.count++] = len;
        text += len + (text[len] == '\n');
    }
    return lines;
}

static void lines_done(struct lines *lines)
{
    grade_cleanup_free(&lines->at);
    grade_cleanup_free(&lines->len);
}

static bool same(const struct lines *a, size_t i, const struct lines *b, size_t k)
{
    return a->len[i] == b->len[k] && !memcmp(a->at[i], b->at[k], a->len[i]);
}

static void add_line(struct grade_buf *out, char sign, const struct lines *lines, size_t i)
{
    grade_buf_addc(out, sign);
    grade_buf_add(out, lines->at[i], lines->len[i]);
    grade_buf_addc(out, '\n');
}

/* The middle, by a table of common lengths counted from the end. */
static void add_middle(struct grade_buf *out, const struct lines *a, size_t a_from, size_t a_to,
                       const struct lines *b, size_t b_from, size_t b_to)
{
    size_t rows = a_to - a_from, columns = b_to - b_from, width = columns + 1;
    bool fits = rows <= LINES_MAX && columns <= LINES_MAX;
    cleanup_free size_t *common = grade_alloc_array(fits ? (rows + 1) * width : 1, sizeof(*common));
    for (size_t i = rows; fits && i-- > 0;)
        for (size_t k = columns; k-- > 0;) {
            size_t below = common[(i + 1) * width + k], right = common[i * width + k + 1];
            common[i * width + k] = same(a, a_from + i, b, b_from + k)
                                        ? common[(i + 1) * width + k + 1] + 1
                                    : below > right ? below
                                                    : right;
        }
    for (size_t i = 0, k = 0; i < rows || k < columns;) {
        if (fits && i < rows && k < columns && same(a, a_from + i, b, b_from + k)) {
            add_line(out, ' ', a, a_from + i++);
            k++;
        } else if (i < rows && (k == columns || !fits ||
                                common[(i + 1) * width + k] >= common[i * width + k + 1])) {
            add_line(out, '-', a, a_from + i++);
        } else {
            add_line(out, '+', b, b_from + k++);
        }
    }
}

void grade_unified_diff(struct grade_buf *out, const char *before, const char *after)
{
    struct lines a = cut(before), b = cut(after);
    size_t head = 0, tail = 0;
    while (head < a.count && head < b.count && same(&a, head, &b, head))
        head++;
    while (tail < a.count - head && tail < b.count - head &&
           same(&a, a.count - 1 - tail, &b, b.count - 1 - tail))
        tail++;
    size_t from = head > CONTEXT ? head - CONTEXT : 0, behind = tail < CONTEXT ? tail : CONTEXT;
    if (head < a.count || head < b.count) {
        grade_buf_addf(out, "@@ -%zu,%zu +%zu,%zu @@\n", from + 1, a.count - tail + behind - from,
                       from + 1, b.count - tail + behind - from);
        for (size_t i = from; i < head; i++)
            add_line(out, ' ', &a, i);
        add_middle(out, &a, head, a.count - tail, &b, head, b.count - tail);
        for (size_t i = 0; i < behind; i++)
            add_line(out, ' ', &a, a.count - tail + i);
    }
    lines_done(&a);
    lines_done(&b);
}
