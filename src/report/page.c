/* Rows on a terminal: see page.h. */
#include "page.h"

#include "escape.h"

#include <string.h>

struct page page_of(struct grade_buf *out, const struct grade_report_options *options)
{
    int width = options->width < PAGE_NARROWEST ? PAGE_NARROWEST : options->width;
    return (struct page){out, options, width};
}

const char *page_symbol(const struct page *page, const char *symbol, const char *ascii)
{
    return page->options->ascii ? ascii : symbol;
}

static const char *const styles[] = {
    [PAGE_PLAIN] = "",
    [PAGE_STRONG] = "\033[1m",
    [PAGE_DIM] = "\033[2m",
    [PAGE_GOOD] = "\033[32m",
    [PAGE_BAD] = "\033[31m",
    [PAGE_WARN] = "\033[33m",
    [PAGE_BAD_STRONG] = "\033[1;31m",
};

void page_putn(const struct page *page, enum page_style style, const char *text, size_t len)
{
    bool styled = page->options->color && style != PAGE_PLAIN;
    if (styled)
        grade_buf_adds(page->out, styles[style]);
    report_show(page->out, text, len, page->options->ascii);
    if (styled)
        grade_buf_adds(page->out, "\033[0m");
}

void page_put(const struct page *page, enum page_style style, const char *text)
{
    page_putn(page, style, text, strlen(text));
}

int page_width_of(const struct page *page, const char *text)
{
    return report_width(text, strlen(text), page->options->ascii);
}

void page_end(const struct page *page)
{
    grade_buf_addc(page->out, '\n');
}

void page_row(const struct page *page, int indent)
{
    page_put(page, PAGE_DIM, page_symbol(page, "│", "|"));
    grade_buf_addf(page->out, "%*s", indent + 1, "");
}

void page_blank(const struct page *page)
{
    page_put(page, PAGE_DIM, page_symbol(page, "│", "|"));
    page_end(page);
}

size_t page_fit(const struct page *page, const char *text, size_t len, int room, bool words)
{
    struct report_glyph glyph;
    size_t i = 0, behind_space = 0;
    for (int used = 0; i < len && text[i] != '\n';) {
        size_t size = report_glyph_next(&glyph, text + i, len - i, page->options->ascii);
        used += glyph.width;
        if (used > room && i > 0)
            return words && behind_space ? behind_space : i;
        i += size;
        if (text[i - 1] == ' ')
            behind_space = i;
    }
    return i;
}

static int room_behind(const struct page *page, int indent, const char *label)
{
    int room = page->width - 2 - indent - page_width_of(page, label);
    return room < 10 ? 10 : room;
}

static void start(const struct page *page, int indent, const char *label, bool first)
{
    page_row(page, indent);
    if (first)
        page_put(page, PAGE_DIM, label);
    else
        grade_buf_addf(page->out, "%*s", page_width_of(page, label), "");
}

void page_paragraph(const struct page *page, int indent, enum page_style style, const char *label,
                    const char *text)
{
    int room = room_behind(page, indent, label);
    size_t len = strlen(text);
    bool first = true;
    do {
        size_t size = page_fit(page, text, len, room < PAGE_PROSE ? room : PAGE_PROSE, true);
        size_t shown = size;
        while (shown > 0 && size < len && text[shown - 1] == ' ')
            shown--;
        start(page, indent, label, first);
        page_putn(page, style, text, shown);
        page_end(page);
        size += size < len && text[size] == '\n';
        text += size;
        len -= size;
        first = false;
    } while (len > 0);
}

/* Behind what stands in the row already, where it fits. Returns whether it did. */
static bool put_note(const struct page *page, int used, const char *note)
{
    if (strchr(note, '\n') || used + 2 + page_width_of(page, note) > page->width)
        return false;
    grade_buf_adds(page->out, "  ");
    page_put(page, PAGE_WARN, note);
    return true;
}

/* Carets below the part of the row that lies in the range, then the note. Returns whether the note
 * found its place. */
static bool point(const struct page *page, int margin, const char *row, size_t from, size_t to,
                  const char *note)
{
    bool ascii = page->options->ascii;
    int before = report_width(row, from, ascii);
    int count = report_width(row + from, to - from, ascii);
    page_row(page, margin + before);
    cleanup_buf struct grade_buf carets = GRADE_BUF_INIT;
    for (int i = 0; i < count || i == 0; i++)
        grade_buf_addc(&carets, '^');
    page_put(page, PAGE_BAD, grade_buf_text(&carets));
    bool placed = note && put_note(page, 2 + margin + before + (int)carets.len, note);
    page_end(page);
    return placed;
}

static bool lies_in(const struct page_mark *mark, size_t at, size_t end, size_t len)
{
    if (!mark)
        return false;
    return (mark->from < end && mark->to > at) || (mark->from == len && end == len);
}

void page_marked(const struct page *page, int indent, const char *label, const char *text,
                 const struct page_mark *mark)
{
    int room = room_behind(page, indent, label), margin = indent + page_width_of(page, label);
    size_t len = strlen(text), at = 0, end;
    const char *note = mark ? mark->note : NULL;
    for (bool first = true; first || at < len; first = false, at = end + (text[end] == '\n')) {
        end = at + page_fit(page, text + at, len - at, room, true);
        start(page, indent, label, first);
        page_putn(page, PAGE_PLAIN, text + at, end - at);
        page_end(page);
        if (!lies_in(mark, at, end, len))
            continue;
        size_t from = mark->from > at ? mark->from - at : 0;
        size_t stop = mark->to < end ? mark->to : end; /* a range may be upside down */
        size_t to = stop > at ? stop - at : 0;
        if (point(page, margin, text + at, from, to > from ? to : from, note))
            note = NULL;
    }
    if (note)
        page_paragraph(page, margin, PAGE_WARN, "", note);
}
