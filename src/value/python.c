/* Values as Python source, for people: cut to size, with nothing in it that cannot be seen. */
#include "python_writer.h"

#include "grade/mem.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_TEXT = 16, CONVERT_HEX_UP_TO = 1000 };

size_t writer_room(const struct writer *w)
{
    return w->out->len < w->limit ? w->limit - w->out->len : 0;
}

static void add_char(struct grade_buf *out, uint32_t c, const char *bytes, size_t width, char quote)
{
    static const char plain[] = "\t\n\r", letters[] = "tnr";
    const char *known = c && c < 0x80 ? strchr(plain, (int)c) : NULL;
    if (quote && (c == (uint32_t)quote || c == '\\'))
        grade_buf_addf(out, "\\%c", (int)c);
    else if (known)
        grade_buf_addf(out, "\\%c", letters[known - plain]);
    else if (!value_is_invisible(c))
        grade_buf_add(out, bytes, width);
    else if (c < 0x100)
        grade_buf_addf(out, "\\x%02x", c);
    else
        grade_buf_addf(out, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

/* Returns the bytes taken; what is beyond the limit is left. */
size_t writer_chars(struct writer *w, const char *text, size_t len, char quote)
{
    size_t at = 0, start = w->out->len, most = writer_room(w);
    if (most < LEAST_TEXT)
        most = LEAST_TEXT;
    while (at < len && w->out->len - start < most) {
        uint32_t c;
        size_t width = value_utf8_decode(text + at, len - at, &c);
        if (width > 0)
            add_char(w->out, c, text + at, width, quote);
        else
            grade_buf_addf(w->out, "\\x%02x", (unsigned char)text[at]);
        at += width ? width : 1;
    }
    return at;
}

void value_add_escaped(struct grade_buf *out, const char *text, size_t len)
{
    struct writer w = {out, SIZE_MAX, false};
    writer_chars(&w, text, len, '\0');
}

static char quote_for(const struct grade_value *value)
{
    bool single = memchr(value->text, '\'', value->len) != NULL;
    return single && !memchr(value->text, '"', value->len) ? '"' : '\'';
}

static void write_str(struct writer *w, const struct grade_value *value)
{
    char quote = quote_for(value);
    grade_buf_addc(w->out, quote);
    size_t taken = writer_chars(w, value->text, value->len, quote);
    grade_buf_addc(w->out, quote);
    if (taken < value->len)
        grade_buf_addf(w->out, "... (%zu more characters)",
                       value_utf8_count(value->text + taken, value->len - taken));
}

static void write_bytes(struct writer *w, const struct grade_value *value)
{
    char quote = quote_for(value);
    size_t i = 0, start = w->out->len,
           most = writer_room(w) < LEAST_TEXT ? LEAST_TEXT : writer_room(w);
    grade_buf_addf(w->out, "b%c", quote);
    for (; i < value->len && w->out->len - start < most; i++) {
        unsigned char c = (unsigned char)value->text[i];
        if (c < 0x80)
            add_char(w->out, c, &value->text[i], 1, quote);
        else
            grade_buf_addf(w->out, "\\x%02x", c);
    }
    grade_buf_addc(w->out, quote);
    if (i < value->len)
        grade_buf_addf(w->out, "... (%zu more bytes)", value->len - i);
}

static void write_int(struct writer *w, const struct grade_value *value)
{
    const char *text = value->text;
    cleanup_free char *decimal = NULL;
    if (value_int_is_hex(text) && value->len <= CONVERT_HEX_UP_TO) {
        decimal = value_decimal_of_hex(text);
        text = decimal;
    }
    const size_t least = (size_t)2 * LEAST_TEXT;
    size_t len = strlen(text), most = writer_room(w) < least ? least : writer_room(w);
    grade_buf_add(w->out, text, len < most ? len : most);
    if (len > most)
        grade_buf_addf(w->out, "... (%zu more digits)", len - most);
}

/* Without the ".0" that floats have on their own. */
static void add_complex_part(struct grade_buf *out, double number)
{
    value_add_float(out, number);
    if (out->len > 2 && strcmp(out->data + out->len - 2, ".0") == 0)
        out->data[out->len -= 2] = '\0';
}

static void write_complex(struct writer *w, const struct grade_value *value)
{
    cleanup_buf struct grade_buf real = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf imag = GRADE_BUF_INIT;
    add_complex_part(&real, value->real);
    add_complex_part(&imag, value->imag);
    if (value->real == 0 && !signbit(value->real))
        grade_buf_addf(w->out, "%sj", imag.data);
    else
        grade_buf_addf(w->out, "(%s%s%sj)", real.data, *imag.data == '-' ? "" : "+", imag.data);
}

/* Items from `items`, with ": " within pairs where stride is 2, until the limit. */
static void write_items(struct writer *w, const struct grade_value *const *items, size_t count,
                        size_t stride)
{
    for (size_t i = 0; i < count; i += stride) {
        if (i > 0)
            grade_buf_adds(w->out, ", ");
        if (i > 0 && writer_room(w) == 0) {
            size_t left = (count - i) / stride;
            grade_buf_addf(w->out, "... (%zu more item%s)", left, left == 1 ? "" : "s");
            return;
        }
        writer_value(w, items[i]);
        if (stride == 2) {
            grade_buf_adds(w->out, ": ");
            writer_value(w, items[i + 1]);
        }
    }
}

static void write_between(struct writer *w, const char *open, const struct grade_value *value,
                          const char *close)
{
    cleanup_free const struct grade_value **items = value_sorted_items(value);
    grade_buf_adds(w->out, open);
    write_items(w, items, value->count, value->kind == GRADE_KIND_DICT ? 2 : 1);
    grade_buf_adds(w->out, close);
}

/* "int, float or None"; also "A or B" of values. */
static void write_choice(struct writer *w, const struct grade_value *list, const char *last,
                         bool names)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            grade_buf_adds(w->out, i + 1 == list->count ? last : ", ");
        if (i > 0 && writer_room(w) == 0) {
            grade_buf_addf(w->out, "... (%zu more)", list->count - i);
            return;
        }
        if (names)
            writer_chars(w, list->items[i]->text, list->items[i]->len, '\0');
        else
            writer_value(w, list->items[i]);
    }
}

static void write_any(struct writer *w, const struct grade_value *body)
{
    grade_buf_adds(w->out, body->count ? "any " : "anything");
    write_choice(w, body, " or ", true);
}

static void write_approx(struct writer *w, const struct grade_value *body)
{
    static const char *const forms[] = {NULL, " of its size", ""};
    grade_buf_adds(w->out, "about ");
    writer_value(w, body->items[0]);
    bool first = true;
    for (size_t i = 1; i < GRADE_COUNT(forms); i++)
        if (body->items[i]->kind == GRADE_KIND_FLOAT) {
            grade_buf_adds(w->out, first ? " (within " : " or ");
            value_add_float(w->out, body->items[i]->real);
            grade_buf_adds(w->out, forms[i]);
            first = false;
        }
    if (!first)
        grade_buf_addc(w->out, ')');
}

static void write_keys(struct writer *w, const struct grade_value *body)
{
    grade_buf_adds(w->out,
                   body->kind == GRADE_KIND_LIST ? "a dict with the keys " : "a dict with ");
    writer_value(w, body);
}

static void write_attrs(struct writer *w, const struct grade_value *body)
{
    grade_buf_adds(w->out, "an object with ");
    writer_fields(w, body, false);
}

static void write_one_of(struct writer *w, const struct grade_value *body)
{
    write_choice(w, body, " or ", false);
}

static void write_all_of(struct writer *w, const struct grade_value *body)
{
    write_choice(w, body, " and ", false);
}

static void write_is(struct writer *w, const struct grade_value *body)
{
    writer_chars(w, body->text, body->len, '\0');
    grade_buf_adds(w->out, " itself");
}

static const struct {
    const char *name, *before, *after;
    void (*write)(struct writer *w, const struct grade_value *body); /* NULL: the value alone */
} words[] = {
    {"any", "", "", write_any},
    {"approx", "", "", write_approx},
    {"match", "text that matches ", "", NULL},
    {"one_of", "", "", write_one_of},
    {"all_of", "", "", write_all_of},
    {"not", "anything but ", "", NULL},
    {"unordered", "", " in any order", NULL},
    {"contains", "something that contains ", "", NULL},
    {"len", "something of length ", "", NULL},
    {"min", "at least ", "", NULL},
    {"max", "at most ", "", NULL},
    {"keys", "", "", write_keys},
    {"attrs", "", "", write_attrs},
    {"is", "", "", write_is},
};

static void write_matcher(struct writer *w, const struct grade_value *value)
{
    for (size_t i = 0; i < GRADE_COUNT(words); i++) {
        if (strcmp(value->text, words[i].name) != 0)
            continue;
        grade_buf_adds(w->out, words[i].before);
        (words[i].write ? words[i].write : writer_value)(w, value_body(value));
        grade_buf_adds(w->out, words[i].after);
    }
}

void writer_value(struct writer *w, const struct grade_value *value)
{
    switch (value ? value->kind : GRADE_KIND_NONE) {
    case GRADE_KIND_NONE:
        grade_buf_adds(w->out, "None");
        break;
    case GRADE_KIND_BOOL:
        grade_buf_adds(w->out, value->boolean ? "True" : "False");
        break;
    case GRADE_KIND_INT:
        write_int(w, value);
        break;
    case GRADE_KIND_FLOAT:
        value_add_float(w->out, value->real);
        break;
    case GRADE_KIND_COMPLEX:
        write_complex(w, value);
        break;
    case GRADE_KIND_STR:
        write_str(w, value);
        break;
    case GRADE_KIND_BYTES:
        write_bytes(w, value);
        break;
    case GRADE_KIND_LIST:
        write_between(w, "[", value, "]");
        break;
    case GRADE_KIND_TUPLE:
        write_between(w, "(", value, value->count == 1 ? ",)" : ")");
        break;
    case GRADE_KIND_SET:
        write_between(w, value->count ? "{" : "set(", value, value->count ? "}" : ")");
        break;
    case GRADE_KIND_FROZENSET:
        write_between(w, value->count ? "frozenset({" : "frozenset(", value,
                      value->count ? "})" : ")");
        break;
    case GRADE_KIND_DICT:
        write_between(w, "{", value, "}");
        break;
    case GRADE_KIND_TAGGED:
        writer_tagged(w, value);
        break;
    case GRADE_KIND_MATCHER:
        write_matcher(w, value);
        break;
    }
}

void value_add_cell(struct grade_buf *out, const struct grade_value *value, size_t max_bytes)
{
    struct writer w = {out, out->len + max_bytes, true};
    writer_value(&w, value);
}

void grade_value_to_python(struct grade_buf *out, const struct grade_value *value, size_t max_bytes)
{
    struct writer w = {out, max_bytes ? out->len + max_bytes : SIZE_MAX, false};
    writer_value(&w, value);
}
