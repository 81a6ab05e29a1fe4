/* UTF-8 with surrogates allowed, and which characters cannot be seen: see internal.h. */
#include "internal.h"

#include "grade/mem.h"

static bool continues(const char *text, size_t len, size_t at)
{
    return at < len && ((unsigned char)text[at] & 0xc0) == 0x80;
}

size_t value_utf8_decode(const char *text, size_t len, uint32_t *out_char)
{
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xe0, 0xc0, 0x80}, {0xf0, 0xe0, 0x800}, {0xf8, 0xf0, 0x10000}};
    if (len == 0)
        return 0;
    unsigned char lead = (unsigned char)text[0];
    for (size_t i = 0; i < GRADE_COUNT(forms); i++) {
        if ((lead & forms[i].mask) != forms[i].lead)
            continue;
        uint32_t c = lead & (unsigned char)~forms[i].mask;
        for (size_t k = 1; k <= i; k++) {
            if (!continues(text, len, k))
                return 0;
            c = c << 6 | ((unsigned char)text[k] & 0x3f);
        }
        if (c < forms[i].least || c > 0x10ffff)
            return 0;
        *out_char = c;
        return i + 1;
    }
    return 0;
}

void value_utf8_encode(struct grade_buf *out, uint32_t c)
{
    if (c < 0x80) {
        grade_buf_addc(out, (char)c);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = {0, 0xc0, 0xe0, 0xf0};
    grade_buf_addc(out, (char)(leads[more] | c >> (6 * more)));
    while (more-- > 0)
        grade_buf_addc(out, (char)(0x80 | (c >> (6 * more) & 0x3f)));
}

bool grade_is_utf8(const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t c;
        size_t width = value_utf8_decode(text + at, len - at, &c);
        if (width == 0 || value_is_surrogate(c))
            return false;
        at += width;
    }
    return true;
}

size_t value_utf8_valid(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        uint32_t c;
        size_t width = value_utf8_decode(text + at, len - at, &c);
        if (width == 0)
            return at;
        at += width;
    }
    return len;
}

size_t value_utf8_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

bool value_is_invisible(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x00, 0x1f},        {0x7f, 0xa0},       /* controls, the no-break space */
        {0xad, 0xad},        {0x34f, 0x34f},     /* soft hyphen, grapheme joiner */
        {0x600, 0x605},      {0x61c, 0x61c},     /* Arabic formats */
        {0x6dd, 0x6dd},      {0x70f, 0x70f},     /* end of ayah, Syriac abbreviation */
        {0x890, 0x891},      {0x8e2, 0x8e2},     /* Arabic formats */
        {0x115f, 0x1160},    {0x1680, 0x1680},   /* Hangul fillers, Ogham space */
        {0x17b4, 0x17b5},    {0x180b, 0x180f},   /* Khmer and Mongolian formats */
        {0x2000, 0x200f},    {0x2028, 0x202f},   /* spaces, zero widths, bidi marks */
        {0x205f, 0x206f},    {0x2800, 0x2800},   /* more of them; the blank Braille pattern */
        {0x3000, 0x3000},    {0x3164, 0x3164},   /* ideographic space, Hangul filler */
        {0xd800, 0xf8ff},    {0xfdd0, 0xfdef},   /* surrogates, private use, noncharacters */
        {0xfe00, 0xfe0f},    {0xfeff, 0xfeff},   /* variation selectors, the BOM */
        {0xffa0, 0xffa0},    {0xfff0, 0xfffb},   /* half-width filler, annotations */
        {0xfffe, 0xffff},    {0x110bd, 0x110bd}, /* noncharacters, Kaithi sign */
        {0x110cd, 0x110cd},  {0x13430, 0x1345f}, /* Egyptian joiners */
        {0x1bca0, 0x1bca3},  {0x1d173, 0x1d17a}, /* shorthand and musical formats */
        {0x1fffe, 0x1ffff},  {0x2fffe, 0x2ffff}, /* noncharacters */
        {0x3fffe, 0x10ffff},                     /* tags, selectors, private planes */
    };
    for (size_t i = 0; i < GRADE_COUNT(ranges) && c >= ranges[i].first; i++)
        if (c <= ranges[i].last)
            return true;
    return false;
}
