/* What the difference of two values is, in a clause for a person. */
#include "internal.h"

#include "grade/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SCREENFUL = 1000, BRIEF = 40, CONTEXT = 40, LATE = 300 };

void reason_add_value(struct grade_buf *out, const struct grade_value *value, size_t max_bytes)
{
    grade_value_to_python(out, value, max_bytes);
}

void reason_add_type(struct grade_buf *out, const struct grade_value *value)
{
    static const struct {
        const char *tag, *name;
    } names[] = {{"decimal", "Decimal"},
                 {"ndarray", "ndarray"},
                 {"series", "Series"},
                 {"frame", "DataFrame"}};
    const struct grade_value *body = value_body(value);
    if (value->kind != GRADE_KIND_TAGGED) {
        grade_buf_adds(out, value_kind_name(value->kind));
        return;
    }
    for (size_t i = 0; i < GRADE_COUNT(names); i++)
        if (strcmp(value->text, names[i].tag) == 0) {
            grade_buf_adds(out, names[i].name);
            return;
        }
    bool paired = value_is_tagged(value, "object") || value_is_tagged(value, "datetime");
    if (!paired) {
        grade_value_to_python(out, value, BRIEF);
        return;
    }
    const char *type = grade_value_text(body->items[0], "?");
    type += strncmp(type, "solution.", 9) == 0 ? 9 : 0;
    size_t len = strlen(type);
    value_add_escaped(out, type, len < BRIEF ? len : value_utf8_valid(type, BRIEF));
    grade_buf_adds(out, value_is_tagged(value, "object") ? " object" : "");
}

static bool is_scalar(const struct grade_value *value)
{
    return value->kind >= GRADE_KIND_BOOL && value->kind <= GRADE_KIND_BYTES;
}

void reason_add_typed(struct grade_buf *out, const struct grade_value *value)
{
    if (value->kind == GRADE_KIND_MATCHER) {
        grade_value_to_python(out, value, (size_t)2 * BRIEF);
        return;
    }
    reason_add_type(out, value);
    if (is_scalar(value) && value->len <= BRIEF) {
        grade_buf_addc(out, ' ');
        grade_value_to_python(out, value, (size_t)2 * BRIEF);
    }
}

static size_t common_prefix(const struct grade_value *a, const struct grade_value *b)
{
    size_t at = 0, shorter = a->len < b->len ? a->len : b->len;
    while (at < shorter && a->text[at] == b->text[at])
        at++;
    if (a->kind == GRADE_KIND_STR) /* back to where a character begins */
        while (at > 0 && ((at < a->len && ((unsigned char)a->text[at] & 0xc0) == 0x80) ||
                          (at < b->len && ((unsigned char)b->text[at] & 0xc0) == 0x80)))
            at--;
    return at;
}

static bool same_but_case(const struct grade_value *a, const struct grade_value *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++)
        if (tolower((unsigned char)a->text[i]) != tolower((unsigned char)b->text[i]))
            return false;
    return true;
}

static bool same_but_space(const struct grade_value *a, const struct grade_value *b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a->len && isspace((unsigned char)a->text[i]))
            i++;
        while (k < b->len && isspace((unsigned char)b->text[k]))
            k++;
        if (i == a->len || k == b->len)
            return i == a->len && k == b->len;
        if (a->text[i++] != b->text[k++])
            return false;
    }
}

static void add_part(struct grade_buf *out, enum grade_kind kind, const char *text, size_t len)
{
    struct grade_value part = {.kind = kind, .text = (char *)text, .len = len};
    grade_value_to_python(out, &part, BRIEF);
}

/* The one at `at`, with its code point where two could look alike. */
static void add_character(struct grade_buf *out, const struct grade_value *value, size_t at)
{
    uint32_t c;
    size_t width = value_utf8_decode(value->text + at, value->len - at, &c);
    if (value->kind == GRADE_KIND_BYTES || width == 0) {
        add_part(out, GRADE_KIND_BYTES, value->text + at, 1);
        return;
    }
    add_part(out, value->kind, value->text + at, width);
    if (c >= 0x80 && !value_is_invisible(c))
        grade_buf_addf(out, " (U+%04X)", c);
}

static void add_place(struct grade_buf *out, const struct grade_value *value, size_t at)
{
    if (value->kind == GRADE_KIND_BYTES) {
        grade_buf_addf(out, "byte %zu", at + 1);
        return;
    }
    size_t lines = 1, start = 0;
    for (size_t i = 0; i < at; i++)
        if (value->text[i] == '\n') {
            lines++;
            start = i + 1;
        }
    bool several = memchr(value->text, '\n', value->len) != NULL;
    if (several)
        grade_buf_addf(out, "line %zu, ", lines);
    grade_buf_addf(out, "character %zu", value_utf8_count(value->text + start, at - start) + 1);
}

static void add_difference(struct grade_buf *out, const struct grade_value *expected,
                           const struct grade_value *actual, size_t at)
{
    grade_buf_adds(out, "differs at ");
    add_place(out, expected, at);
    grade_buf_adds(out, ": ");
    add_character(out, actual, at);
    grade_buf_adds(out, " instead of ");
    add_character(out, expected, at);
}

static void add_tail(struct grade_buf *out, const struct grade_value *longer, size_t at,
                     const char *verb)
{
    if (longer->len - at == 1 && longer->text[at] == '\n')
        grade_buf_addf(out, "the line break at the end %s", verb);
    else {
        add_part(out, longer->kind, longer->text + at, longer->len - at);
        grade_buf_addf(out, " at the end %s", verb);
    }
}

void reason_of_texts(struct grade_buf *out, const struct grade_value *expected,
                     const struct grade_value *actual)
{
    const char *what = expected->kind == GRADE_KIND_STR ? "text" : "bytes";
    size_t at = common_prefix(expected, actual);
    if (actual->len == 0)
        grade_buf_addf(out, "no %s at all", what);
    else if (expected->len == 0)
        grade_buf_addf(out, "%s where none should be", what);
    else if (at == actual->len)
        add_tail(out, expected, at, "is missing");
    else if (at == expected->len)
        add_tail(out, actual, at, "is too much");
    else
        add_difference(out, expected, actual, at);
    if (expected->len == 0 || actual->len == 0)
        return;
    if (same_but_case(expected, actual))
        grade_buf_adds(out, " (same letters in other case)");
    else if (at < actual->len && at < expected->len && same_but_space(expected, actual))
        grade_buf_adds(out, " (differs only in white space)");
}

/* A text from shortly before `at`, where that is late in it. */
static char *show_text(const struct grade_value *value, size_t at)
{
    size_t from = at - CONTEXT;
    while (from > 0 && value->kind == GRADE_KIND_STR && from < value->len &&
           ((unsigned char)value->text[from] & 0xc0) == 0x80)
        from--;
    from = from < value->len ? from : value->len;
    struct grade_value part = {
        .kind = value->kind, .text = value->text + from, .len = value->len - from};
    struct grade_buf out = GRADE_BUF_INIT;
    grade_buf_addf(&out, "(%zu bytes left out)...", from);
    grade_value_to_python(&out, &part, SCREENFUL);
    return grade_buf_take(&out);
}

static char *show(const struct grade_value *value)
{
    struct grade_buf out = GRADE_BUF_INIT;
    grade_value_to_python(&out, value, SCREENFUL);
    return grade_buf_take(&out);
}

void reason_show(const struct grade_value *expected, const struct grade_value *actual,
                 struct grade_diff *diff)
{
    bool texts = expected->kind == actual->kind &&
                 (expected->kind == GRADE_KIND_STR || expected->kind == GRADE_KIND_BYTES);
    size_t at = texts ? common_prefix(expected, actual) : 0;
    diff->expected = at > LATE ? show_text(expected, at) : show(expected);
    diff->actual = at > LATE ? show_text(actual, at) : show(actual);
}
