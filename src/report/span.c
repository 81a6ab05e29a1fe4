/* Finding a part in Python source: see span.h. */
#include "span.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct cursor {
    const char *text;
    size_t at, end;
};

/* Behind the string literal that starts at the quote under the cursor. */
static void skip_string(struct cursor *c)
{
    char quote = c->text[c->at++];
    while (c->at < c->end && c->text[c->at] != quote)
        c->at += c->text[c->at] == '\\' && c->at + 1 < c->end ? 2 : 1;
    if (c->at < c->end)
        c->at++;
}

static bool is_quote(char ch)
{
    return ch == '\'' || ch == '"';
}

/* Moves to the next `stop`, comma or closing bracket of the present level, or to the end. */
static void skip_to(struct cursor *c, char stop)
{
    size_t depth = 0;
    while (c->at < c->end) {
        char ch = c->text[c->at];
        if (is_quote(ch)) {
            skip_string(c);
            continue;
        }
        if (depth == 0 && (ch == stop || ch == ',' || strchr(")]}", ch)))
            return;
        if (strchr("([{", ch))
            depth++;
        else if (strchr(")]}", ch))
            depth--;
        c->at++;
    }
}

/* One step of a path: the index, key or attribute, without brackets or dot. */
struct part {
    const char *text;
    size_t len;
    bool attribute;
};

static bool next_part(const char **path, struct part *out)
{
    struct cursor c = {*path, 1, strlen(*path)};
    out->attribute = **path == '.';
    if (out->attribute)
        c.at += strcspn(c.text + 1, ".[");
    else if (**path == '[')
        skip_to(&c, ']');
    else
        return false;
    out->text = c.text + 1;
    out->len = c.at - 1;
    if (!out->attribute && c.at < c.end)
        c.at++;
    *path += c.at;
    return out->len > 0;
}

static void trim(const char *text, struct report_span *span)
{
    while (span->from < span->to && text[span->from] == ' ')
        span->from++;
}

static bool item_is(const struct cursor *c, size_t from, size_t to, const struct part *part)
{
    return to - from == part->len && !memcmp(c->text + from, part->text, part->len);
}

/* The item under the cursor: for `key` and `name=` items, the value if the key is the part's. */
static bool match_item(struct cursor *c, struct report_span *out, const struct part *part,
                       char separator)
{
    struct report_span key = {c->at, 0};
    while (key.from < c->end && c->text[key.from] == ' ')
        key.from++;
    c->at = key.from;
    skip_to(c, separator);
    key.to = c->at;
    if (c->at >= c->end || c->text[c->at] != separator)
        return false;
    out->from = ++c->at;
    skip_to(c, ',');
    out->to = c->at;
    trim(c->text, out);
    return item_is(c, key.from, key.to, part);
}

static bool find_keyed(struct cursor *c, struct report_span *out, const struct part *part,
                       char separator)
{
    while (c->at < c->end) {
        if (match_item(c, out, part, separator))
            return true;
        if (c->at >= c->end || c->text[c->at] != ',')
            break;
        c->at++;
    }
    return false;
}

static bool find_indexed(struct cursor *c, struct report_span *out, unsigned long index)
{
    for (unsigned long i = 0; c->at < c->end; i++) {
        out->from = c->at;
        skip_to(c, ',');
        out->to = c->at;
        trim(c->text, out);
        if (i == index && out->from < out->to)
            return strncmp(c->text + out->from, "...", 3) != 0;
        bool cut = !strncmp(c->text + out->from, "...", 3); /* what follows is not shown */
        if (cut || c->at >= c->end)
            return false;
        if (c->text[c->at] != ',') /* too few items: the closing bracket */
            break;
        c->at++;
    }
    out->from = c->at;
    out->to = c->at + 1;
    return c->at < c->end;
}

static bool step_into(const char *text, struct report_span *span, const struct part *part)
{
    struct cursor c = {text, span->from, span->to};
    while (c.at < c.end && (isalnum((unsigned char)text[c.at]) || strchr("_.", text[c.at])))
        c.at++;
    if (c.at >= c.end || !strchr("([{", text[c.at]))
        return false;
    char bracket = text[c.at++];
    if (part->attribute)
        return bracket == '(' && find_keyed(&c, span, part, '=');
    if (bracket == '{')
        return find_keyed(&c, span, part, ':');
    char *end;
    unsigned long index = strtoul(part->text, &end, 10);
    return end == part->text + part->len && find_indexed(&c, span, index);
}

bool report_span_find(struct report_span *out, const char *text, const char *path)
{
    struct report_span span = {0, strlen(text)};
    struct part part;
    while (*path) {
        if (!next_part(&path, &part) || !step_into(text, &span, &part))
            return false;
    }
    *out = span;
    return true;
}

/* The bytes of the character at text: an escape of a literal counts as one. */
static size_t unit(const char *text, size_t len)
{
    size_t size = 1;
    if (text[0] == '\\' && len > 1) {
        size_t digits = text[1] == 'x' ? 2 : text[1] == 'u' ? 4 : text[1] == 'U' ? 8 : 0;
        size = 2 + digits;
    } else {
        while (size < len && ((unsigned char)text[size] & 0xc0) == 0x80)
            size++;
    }
    return size < len ? size : len;
}

static bool is_literal(const char *text, const struct report_span *span)
{
    size_t from = span->from + (span->from < span->to && text[span->from] == 'b');
    return span->to > from + 1 && is_quote(text[from]);
}

void report_span_narrow(const char *one, struct report_span *in_one, const char *other,
                        struct report_span *in_other)
{
    if (!is_literal(one, in_one) || !is_literal(other, in_other))
        return;
    struct report_span *a = in_one, *b = in_other;
    a->from += one[a->from] == 'b' ? 2 : 1;
    b->from += other[b->from] == 'b' ? 2 : 1;
    size_t length_a = unit(one + a->from, a->to - a->from);
    size_t length_b = unit(other + b->from, b->to - b->from);
    while (length_a == length_b && a->from + length_a < a->to && b->from + length_b < b->to &&
           !memcmp(one + a->from, other + b->from, length_a)) {
        a->from += length_a;
        b->from += length_b;
        length_a = unit(one + a->from, a->to - a->from);
        length_b = unit(other + b->from, b->to - b->from);
    }
    a->to = a->from + length_a;
    b->to = b->from + length_b;
}
