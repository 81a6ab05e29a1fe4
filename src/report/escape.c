/* Making hostile text visible: see escape.h and grade/report.h. */
#include "escape.h"

#include "grade/mem.h"
#include "grade/report.h"

#include <ctype.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

/* Characters that print as nothing, as a space, or reorder what follows. A combining mark is none:
 * it shows. U+FE0F stays raw, it only asks for the coloured form of an emoji. */
static const struct {
    uint32_t first, last;
} invisible[] = {{0x7f, 0xa0},         /* DEL, C1 controls, no-break space */
                 {0xad, 0xad},         /* soft hyphen */
                 {0x34f, 0x34f},       /* grapheme joiner */
                 {0x61c, 0x61c},       /* Arabic letter mark */
                 {0x115f, 0x1160},     /* Hangul fillers */
                 {0x17b4, 0x17b5},     /* Khmer inherent vowels */
                 {0x180b, 0x180f},     /* Mongolian selectors */
                 {0x2000, 0x200f},     /* spaces, zero-width, direction marks */
                 {0x2028, 0x202f},     /* line and paragraph separators, embeddings and overrides */
                 {0x205f, 0x206f},     /* operators that do not show, isolates */
                 {0x2800, 0x2800},     /* blank Braille */
                 {0x3000, 0x3000},     /* ideographic space */
                 {0x3164, 0x3164},     /* Hangul filler */
                 {0xe000, 0xf8ff},     /* private use */
                 {0xfe00, 0xfe0e},     /* variation selectors */
                 {0xfeff, 0xfeff},     /* byte order mark */
                 {0xffa0, 0xffa0},     /* halfwidth filler */
                 {0xfff0, 0xfffb},     /* interlinear annotation */
                 {0x1bca0, 0x1bca3},   /* shorthand controls */
                 {0x1d173, 0x1d17a},   /* musical controls */
                 {0xe0000, 0x10ffff}}; /* tags, selectors, private use */

static bool is_invisible(uint32_t c)
{
    for (size_t i = 0; i < GRADE_COUNT(invisible); i++)
        if (c >= invisible[i].first && c <= invisible[i].last)
            return true;
    return false;
}

/* Strict UTF-8: no overlong forms, no surrogates. The bytes of the character at text, or 0. */
static size_t decode(uint32_t *out, const unsigned char *text, size_t len)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t c = text[0];
    size_t size = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
    if (size == 0 || size > len)
        return 0;
    if (size > 1)
        c &= 0x7fu >> size;
    for (size_t i = 1; i < size; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (text[i] & 0x3fu);
    }
    if (c < least[size] || (c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff)
        return 0;
    *out = c;
    return size;
}

/* The C library knows which characters print and how wide; the caller's own locale may not be
 * UTF-8, so this looks through one that is. */
static int columns(uint32_t c)
{
    static locale_t utf8;
    if (!utf8)
        utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!utf8)
        return -1;
    locale_t before = uselocale(utf8);
    int width = wcwidth((wchar_t)c);
    uselocale(before);
    return width;
}

/* "##[group]", "##vso[...": the runners of two CI services act on these anywhere in a line. */
static bool starts_command(const char *text, size_t len)
{
    size_t i = 2;
    if (len < 3 || text[0] != '#' || text[1] != '#')
        return false;
    while (i < len && i < 34 && isalnum((unsigned char)text[i]))
        i++;
    return i < len && text[i] == '[';
}

static void escape(struct report_glyph *out, uint32_t c)
{
    static const char *const named[] = {['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r"};
    if (c < GRADE_COUNT(named) && named[c])
        out->width = snprintf(out->shown, sizeof(out->shown), "%s", named[c]);
    else if (c < 0x100)
        out->width = snprintf(out->shown, sizeof(out->shown), "\\x%02x", (unsigned)c);
    else if (c < 0x10000)
        out->width = snprintf(out->shown, sizeof(out->shown), "\\u%04x", (unsigned)c);
    else
        out->width = snprintf(out->shown, sizeof(out->shown), "\\U%08x", (unsigned)c);
}

/* Marks that stand on the character before them. More than a few would paint over other lines, and
 * one without a base over whatever is in front of it: those are escaped. */
static size_t add_marks(struct report_glyph *out, const char *text, size_t len)
{
    enum { MARKS_MAX = 3 };
    size_t used = strlen(out->shown), taken = 0;
    for (int i = 0; i < MARKS_MAX && taken < len; i++) {
        uint32_t c = 0;
        size_t size = decode(&c, (const unsigned char *)text + taken, len - taken);
        if (size < 2 || is_invisible(c) || columns(c) != 0)
            break;
        memcpy(out->shown + used + taken, text + taken, size);
        taken += size;
    }
    out->shown[used + taken] = '\0';
    return taken;
}

size_t report_glyph_next(struct report_glyph *out, const char *text, size_t len, bool ascii)
{
    uint32_t c = (unsigned char)text[0];
    size_t size = decode(&c, (const unsigned char *)text, len);
    bool plain = c >= 0x20 && c < 0x7f && !(c == '#' && starts_command(text, len));
    int width = plain ? 1 : 0;
    if (c >= 0x80 && size && !ascii && !is_invisible(c))
        width = columns(c);
    if (width < 1) {
        escape(out, c);
        return size ? size : 1;
    }
    memcpy(out->shown, text, size);
    out->shown[size] = '\0';
    out->width = width;
    return ascii ? size : size + add_marks(out, text + size, len - size);
}

static int show(struct grade_buf *out, const char *text, size_t len, bool ascii)
{
    struct report_glyph glyph;
    int width = 0;
    for (size_t i = 0; i < len;) {
        i += report_glyph_next(&glyph, text + i, len - i, ascii);
        width += glyph.width;
        if (out)
            grade_buf_adds(out, glyph.shown);
    }
    return width;
}

int report_show(struct grade_buf *out, const char *text, size_t len, bool ascii)
{
    return show(out, text, len, ascii);
}

int report_width(const char *text, size_t len, bool ascii)
{
    return show(NULL, text, len, ascii);
}

void report_utf8(struct grade_buf *out, const char *text, size_t len)
{
    uint32_t c;
    for (size_t i = 0; i < len;) {
        size_t size = decode(&c, (const unsigned char *)text + i, len - i);
        if (size)
            grade_buf_add(out, text + i, size);
        else
            grade_buf_adds(out, "\xef\xbf\xbd");
        i += size ? size : 1;
    }
}

void grade_report_visible(struct grade_buf *out, const char *text, size_t len, int indent)
{
    const char *end = text + len;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        const char *word = text;
        while (word < stop && *word == ' ')
            word++;
        /* "::error::", "::set-output": a runner of a CI service acts on it at the start of a line.
         */
        if (stop - word >= 2 && word[0] == ':' && word[1] == ':') {
            grade_buf_adds(out, "\\x3a");
            text = word + 1;
        }
        report_show(out, text, (size_t)(stop - text), false);
        if (!newline)
            break;
        text = newline + 1;
        grade_buf_addf(out, "\n%*s", indent, "");
    }
}
