/* Values as one line of JSON, with the tags that an author would write. */
#include "internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Python's own json refuses longer numbers, and no hostile answer shall make a report unreadable.
 */
enum { PLAIN_UP_TO = 4300, CONVERT_HEX_UP_TO = 3500 /* hex digits that give no more */ };

static void quote_char(struct grade_buf *out, uint32_t c, const char *bytes, size_t width)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *known = c && c < 0x80 ? strchr(plain, (int)c) : NULL;
    if (known)
        grade_buf_addf(out, "\\%c", letters[known - plain]);
    else if (c < 0x20 || c == 0x7f || value_is_surrogate(c) || c == 0x2028 || c == 0x2029 ||
             (c < 0x10000 && value_is_invisible(c)))
        grade_buf_addf(out, "\\u%04x", c);
    else
        grade_buf_add(out, bytes, width);
}

void grade_json_quote(struct grade_buf *out, const char *text, size_t len)
{
    grade_buf_addc(out, '"');
    for (size_t at = 0; at < len;) {
        uint32_t c;
        size_t width = value_utf8_decode(text + at, len - at, &c);
        /* "##[error]", "##vso[...": runners of CI services act on it anywhere in a line */
        if (text[at] == '#' && at > 0 && text[at - 1] == '#')
            grade_buf_adds(out, "\\u0023");
        else if (width > 0)
            quote_char(out, c, text + at, width);
        else
            grade_buf_adds(out, "\\ufffd");
        at += width ? width : 1;
    }
    grade_buf_addc(out, '"');
}

static void add_items(struct grade_buf *out, const struct grade_value *value)
{
    cleanup_free const struct grade_value **items = value_sorted_items(value);
    grade_buf_addc(out, '[');
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0)
            grade_buf_adds(out, ", ");
        grade_value_to_json(out, items[i]);
    }
    grade_buf_addc(out, ']');
}

static void add_tag(struct grade_buf *out, const char *tag)
{
    grade_buf_addf(out, "{\"$%s\": ", tag);
}

static int key_order(const void *a, const void *b)
{
    return value_order(*(const struct grade_value *const *)a,
                       *(const struct grade_value *const *)b);
}

/* Whether a JSON object can hold it. A hostile process may send a key twice. */
static bool all_plain_keys(const struct grade_value *dict)
{
    size_t count = dict->count / 2;
    cleanup_free const struct grade_value **keys = grade_alloc_array(count, sizeof(*keys));
    for (size_t i = 0; i < count; i++) {
        keys[i] = dict->items[2 * i];
        if (keys[i]->kind != GRADE_KIND_STR || *keys[i]->text == '$')
            return false;
    }
    qsort(keys, count, sizeof(*keys), key_order);
    for (size_t i = 1; i < count; i++)
        if (value_order(keys[i - 1], keys[i]) == 0)
            return false;
    return true;
}

static void add_dict(struct grade_buf *out, const struct grade_value *dict)
{
    bool plain = all_plain_keys(dict);
    if (!plain)
        add_tag(out, "dict");
    grade_buf_addc(out, plain ? '{' : '[');
    for (size_t i = 0; i + 1 < dict->count; i += 2) {
        if (i > 0)
            grade_buf_adds(out, ", ");
        if (!plain)
            grade_buf_addc(out, '[');
        grade_value_to_json(out, dict->items[i]);
        grade_buf_adds(out, plain ? ": " : ", ");
        grade_value_to_json(out, dict->items[i + 1]);
        if (!plain)
            grade_buf_addc(out, ']');
    }
    grade_buf_adds(out, plain ? "}" : "]}");
}

static void add_int(struct grade_buf *out, const struct grade_value *value)
{
    bool hex = value_int_is_hex(value->text);
    if (!hex && value->len <= PLAIN_UP_TO) {
        grade_buf_add(out, value->text, value->len);
    } else if (hex && value->len <= CONVERT_HEX_UP_TO) {
        cleanup_free char *decimal = value_decimal_of_hex(value->text);
        grade_buf_adds(out, decimal);
    } else {
        add_tag(out, "int");
        grade_buf_addf(out, "\"%s\"}", value->text);
    }
}

static void add_float(struct grade_buf *out, double number)
{
    bool special = !isfinite(number) || (number == 0 && signbit(number));
    if (special)
        grade_buf_adds(out, "{\"$float\": \"");
    value_add_float(out, number);
    if (special)
        grade_buf_adds(out, "\"}");
}

static void add_bytes(struct grade_buf *out, const struct grade_value *value)
{
    bool printable = true;
    for (size_t i = 0; i < value->len; i++)
        printable = printable && value->text[i] >= 0x20 && value->text[i] < 0x7f;
    add_tag(out, "bytes");
    if (printable) {
        grade_json_quote(out, value->text, value->len);
    } else {
        grade_buf_adds(out, "{\"hex\": \"");
        for (size_t i = 0; i < value->len; i++)
            grade_buf_addf(out, "%02x", (unsigned char)value->text[i]);
        grade_buf_adds(out, "\"}");
    }
    grade_buf_addc(out, '}');
}

static void add_timedelta(struct grade_buf *out, const char *parts)
{
    long long days = 0, seconds = 0, micros = 0;
    char *end;
    days = strtoll(parts, &end, 10);
    seconds = *end ? strtoll(end + 1, &end, 10) : 0;
    micros = *end ? strtoll(end + 1, &end, 10) : 0;
    grade_buf_addf(out, "{\"days\": %lld, \"seconds\": %lld, \"microseconds\": %lld}", days,
                   seconds, micros);
}

static void add_tagged(struct grade_buf *out, const struct grade_value *value)
{
    const struct grade_value *body = value_body(value);
    add_tag(out, value->text);
    if (value_is_tagged(value, "datetime") && body && body->count == 2) {
        if (grade_value_is_str(body->items[0], "timedelta"))
            add_timedelta(out, grade_value_text(body->items[1], ""));
        else
            grade_value_to_json(out, body->items[1]);
    } else if (value_is_tagged(value, "object") && body && body->count == 2) {
        grade_buf_adds(out, "{\"type\": ");
        grade_value_to_json(out, body->items[0]);
        if (body->items[1]->kind == GRADE_KIND_DICT) {
            grade_buf_adds(out, ", \"attrs\": ");
            grade_value_to_json(out, body->items[1]);
        }
        grade_buf_addc(out, '}');
    } else {
        grade_value_to_json(out, body);
    }
    grade_buf_addc(out, '}');
}

/* All of several matchers share one object; $approx has keys beside it. */
static void add_matcher(struct grade_buf *out, const struct grade_value *value)
{
    static const char *const beside[] = {NULL, "rel", "abs"};
    const struct grade_value *body = value_body(value);
    bool approx = strcmp(value->text, "approx") == 0;
    add_tag(out, value->text);
    grade_value_to_json(out, approx ? body->items[0] : body);
    for (size_t i = 1; approx && i < GRADE_COUNT(beside); i++)
        if (body->items[i]->kind != GRADE_KIND_NONE) {
            grade_buf_addf(out, ", \"%s\": ", beside[i]);
            grade_value_to_json(out, body->items[i]);
        }
    grade_buf_addc(out, '}');
}

void grade_value_to_json(struct grade_buf *out, const struct grade_value *value)
{
    if (!value) {
        grade_buf_adds(out, "null");
        return;
    }
    switch (value->kind) {
    case GRADE_KIND_NONE:
        grade_buf_adds(out, "null");
        break;
    case GRADE_KIND_BOOL:
        grade_buf_adds(out, value->boolean ? "true" : "false");
        break;
    case GRADE_KIND_INT:
        add_int(out, value);
        break;
    case GRADE_KIND_FLOAT:
        add_float(out, value->real);
        break;
    case GRADE_KIND_COMPLEX:
        add_tag(out, "complex");
        grade_buf_addc(out, '[');
        add_float(out, value->real);
        grade_buf_adds(out, ", ");
        add_float(out, value->imag);
        grade_buf_adds(out, "]}");
        break;
    case GRADE_KIND_STR:
        grade_json_quote(out, value->text, value->len);
        break;
    case GRADE_KIND_BYTES:
        add_bytes(out, value);
        break;
    case GRADE_KIND_LIST:
        add_items(out, value);
        break;
    case GRADE_KIND_TUPLE:
    case GRADE_KIND_SET:
    case GRADE_KIND_FROZENSET:
        add_tag(out, value_kind_name(value->kind));
        add_items(out, value);
        grade_buf_addc(out, '}');
        break;
    case GRADE_KIND_DICT:
        add_dict(out, value);
        break;
    case GRADE_KIND_TAGGED:
        add_tagged(out, value);
        break;
    case GRADE_KIND_MATCHER:
        add_matcher(out, value);
        break;
    }
}
