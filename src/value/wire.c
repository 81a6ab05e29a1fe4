/* The wire encoding of frames, both ways: see value.h; harness/wire.py is its twin.
 *
 * What is decoded is hostile. A count is checked against the bytes that are left and taken from the
 * budget of nodes before anything is allocated for it, so that memory stays a small multiple of
 * what was sent, and nesting is bounded. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TAG = 32, LONGEST_COUNT = 18, PYTHON_INT_DIGITS = 4000 };

struct decoder {
    const char *start, *at, *end;
    size_t nodes; /* that may still be made */
    unsigned depth;
    struct grade_err *err;
};

static int malformed(const struct decoder *d, const char *what)
{
    return grade_fail(d->err, GRADE_FAULT_MACHINE, EBADMSG, "malformed value at byte %zu: %s",
                      (size_t)(d->at - d->start), what);
}

/* The run up to a terminator, which is passed over; NULL where there is none. */
static const char *field(struct decoder *d, char terminator, size_t *out_len)
{
    const char *start = d->at;
    const char *end = memchr(start, terminator, (size_t)(d->end - start));
    if (!end)
        return NULL;
    *out_len = (size_t)(end - start);
    d->at = end + 1;
    return start;
}

static bool all_of(const char *text, size_t len, const char *set)
{
    for (size_t i = 0; i < len; i++)
        if (!text[i] || !strchr(set, text[i]))
            return false;
    return len > 0;
}

/* A decimal count without leading zeros, at most `most`. */
static int count_field(struct decoder *d, char terminator, size_t most, size_t *out)
{
    size_t len = 0, number = 0;
    size_t window = (size_t)(d->end - d->at);
    if (window > LONGEST_COUNT)
        window = LONGEST_COUNT;
    const char *start = d->at, *end = memchr(start, terminator, window);
    if (end)
        len = (size_t)(end - start);
    if (!end || !all_of(start, len, "0123456789") || (*start == '0' && len > 1))
        return malformed(d, "a bad count");
    for (size_t i = 0; i < len; i++)
        number = number * 10 + (size_t)(start[i] - '0');
    d->at = end + 1;
    if (number > most)
        return malformed(d, "a count beyond what is there");
    *out = number;
    return 0;
}

static int decode(struct decoder *d, struct grade_value **out);

static int decode_int(struct decoder *d, bool hex, struct grade_value **out)
{
    size_t len;
    const char *text = field(d, ';', &len);
    bool negative = text && len > 0 && *text == '-';
    if (!text ||
        !all_of(text + negative, len - negative, hex ? "0123456789abcdef" : "0123456789") ||
        (text[negative] == '0' && len - negative > 1))
        return malformed(d, "a bad int");
    if (hex)
        *out = value_new_hex(negative, text + negative, len - negative);
    else if (text[negative] == '0')
        *out = grade_value_int(0);
    else
        *out = value_new_int(text, len);
    return 0;
}

static int decode_float(struct decoder *d, struct grade_value **out)
{
    size_t len;
    double number;
    const char *text = field(d, ';', &len);
    if (!text || !value_float_of(text, len, &number))
        return malformed(d, "a bad float");
    *out = grade_value_float(number);
    return 0;
}

static int decode_complex(struct decoder *d, struct grade_value **out)
{
    size_t len;
    double real, imag;
    const char *text = field(d, ';', &len);
    const char *comma = text ? memchr(text, ',', len) : NULL;
    size_t left = comma ? (size_t)(comma - text) : 0;
    if (!comma || !value_float_of(text, left, &real) ||
        !value_float_of(comma + 1, len - left - 1, &imag))
        return malformed(d, "a bad complex");
    *out = grade_value_new(GRADE_KIND_COMPLEX);
    (*out)->real = real;
    (*out)->imag = imag;
    return 0;
}

static int decode_text(struct decoder *d, bool bytes, struct grade_value **out)
{
    size_t len = 0;
    int rc = count_field(d, ':', (size_t)(d->end - d->at), &len);
    if (rc)
        return rc;
    if (len > (size_t)(d->end - d->at))
        return malformed(d, "a text longer than what is there");
    if (!bytes && value_utf8_valid(d->at, len) != len)
        return malformed(d, "a str that is not UTF-8");
    *out = bytes ? grade_value_bytes(d->at, len) : grade_value_strn(d->at, len);
    d->at += len;
    return 0;
}

static int decode_items(struct decoder *d, enum grade_kind kind, struct grade_value **out)
{
    size_t each = kind == GRADE_KIND_DICT ? 2 : 1, count = 0;
    size_t left = (size_t)(d->end - d->at), most = (left < d->nodes ? left : d->nodes) / each;
    int rc = count_field(d, ';', most, &count);
    if (rc)
        return rc;
    d->nodes -= count * each;
    *out = grade_value_new(kind);
    value_reserve(*out, count * each);
    for (size_t i = 0; i < count * each && rc == 0; i++) {
        struct grade_value *item = NULL;
        rc = decode(d, &item);
        if (rc == 0)
            (*out)->items[(*out)->count++] = item;
    }
    return rc;
}

/* "same" [name, value]: the value, marked as the very object that was given under that name. */
static int take_marked(struct decoder *d, struct grade_value *body, struct grade_value **out)
{
    *out = body;
    if (body->kind != GRADE_KIND_LIST || body->count != 2 || body->items[0]->kind != GRADE_KIND_STR)
        return malformed(d, "a marked value that is ill-formed");
    struct grade_value *value = body->items[--body->count];
    if (!value->given)
        value->given = grade_strdup(body->items[0]->text);
    *out = value;
    grade_value_free(body);
    return 0;
}

static int decode_tagged(struct decoder *d, struct grade_value **out)
{
    size_t len = 0;
    char tag[LONGEST_TAG + 1] = {0};
    int rc = count_field(d, ':', LONGEST_TAG, &len);
    if (rc)
        return rc;
    if (len > (size_t)(d->end - d->at) || d->nodes == 0)
        return malformed(d, "a bad tag");
    memcpy(tag, d->at, len);
    d->at += len;
    d->nodes--;
    struct grade_value *body = NULL;
    rc = decode(d, &body);
    if (rc)
        return rc;
    if (strcmp(tag, "same") == 0)
        return take_marked(d, body, out);
    bool ok = strlen(tag) == len && value_tag_body_ok(tag, body);
    *out = grade_value_tagged(tag, body);
    return ok ? 0 : malformed(d, "a tagged value that is ill-formed");
}

static int decode_by_code(struct decoder *d, char code, struct grade_value **out)
{
    switch (code) {
    case 'N':
        *out = grade_value_new(GRADE_KIND_NONE);
        return 0;
    case 'T':
    case 'F':
        *out = grade_value_bool(code == 'T');
        return 0;
    case 'i':
    case 'x':
        return decode_int(d, code == 'x', out);
    case 'f':
        return decode_float(d, out);
    case 'c':
        return decode_complex(d, out);
    case 's':
    case 'b':
        return decode_text(d, code == 'b', out);
    case 'l':
        return decode_items(d, GRADE_KIND_LIST, out);
    case 'u':
        return decode_items(d, GRADE_KIND_TUPLE, out);
    case 'e':
        return decode_items(d, GRADE_KIND_SET, out);
    case 'z':
        return decode_items(d, GRADE_KIND_FROZENSET, out);
    case 'd':
        return decode_items(d, GRADE_KIND_DICT, out);
    case 'g':
        return decode_tagged(d, out);
    default:
        d->at--;
        return malformed(d, "an unknown type");
    }
}

static int decode(struct decoder *d, struct grade_value **out)
{
    if (d->at == d->end)
        return malformed(d, "it ends too early");
    if (d->depth == GRADE_VALUE_MAX_DEPTH)
        return malformed(d, "nested too deeply");
    d->depth++;
    struct grade_value *value = NULL;
    int rc = decode_by_code(d, *d->at++, &value);
    d->depth--;
    if (rc)
        grade_value_free(value);
    else
        *out = value;
    return rc;
}

int grade_wire_decode(struct grade_value **out, const void *data, size_t len, struct grade_err *err)
{
    struct decoder d = {.start = data,
                        .at = data,
                        .end = (const char *)data + len,
                        .nodes = GRADE_VALUE_MAX_NODES,
                        .err = err};
    struct grade_value *value = NULL;
    int rc = decode(&d, &value);
    if (rc == 0 && d.at != d.end)
        rc = malformed(&d, "bytes behind the value");
    if (rc)
        grade_value_free(value);
    else
        *out = value;
    return rc;
}

/* Python refuses to read long ints in decimal unless told otherwise. */
static void encode_int(struct grade_buf *out, const struct grade_value *value)
{
    bool negative = *value->text == '-';
    if (value_int_is_hex(value->text)) {
        grade_buf_addf(out, "x%s%s;", negative ? "-" : "", value->text + negative + 2);
    } else if (value->len > PYTHON_INT_DIGITS) {
        cleanup_free char *hex = value_hex_of_decimal(value->text + negative);
        grade_buf_addf(out, "x%s%s;", negative ? "-" : "", hex);
    } else {
        grade_buf_addf(out, "i%s;", value->text);
    }
}

static void encode_items(struct grade_buf *out, char code, const struct grade_value *value)
{
    grade_buf_addf(out, "%c%zu;", code, value->count / (code == 'd' ? 2 : 1));
    for (size_t i = 0; i < value->count; i++)
        grade_wire_encode(out, value->items[i]);
}

static void encode_text(struct grade_buf *out, char code, const struct grade_value *value)
{
    grade_buf_addf(out, "%c%zu:", code, value->len);
    grade_buf_add(out, value->text, value->len);
}

void grade_wire_encode(struct grade_buf *out, const struct grade_value *value)
{
    switch (value ? value->kind : GRADE_KIND_NONE) {
    case GRADE_KIND_NONE:
        grade_buf_addc(out, 'N');
        break;
    case GRADE_KIND_BOOL:
        grade_buf_addc(out, value->boolean ? 'T' : 'F');
        break;
    case GRADE_KIND_INT:
        encode_int(out, value);
        break;
    case GRADE_KIND_FLOAT:
        grade_buf_addc(out, 'f');
        value_add_float(out, value->real);
        grade_buf_addc(out, ';');
        break;
    case GRADE_KIND_COMPLEX:
        grade_buf_addc(out, 'c');
        value_add_float(out, value->real);
        grade_buf_addc(out, ',');
        value_add_float(out, value->imag);
        grade_buf_addc(out, ';');
        break;
    case GRADE_KIND_STR:
        encode_text(out, 's', value);
        break;
    case GRADE_KIND_BYTES:
        encode_text(out, 'b', value);
        break;
    case GRADE_KIND_LIST:
        encode_items(out, 'l', value);
        break;
    case GRADE_KIND_TUPLE:
        encode_items(out, 'u', value);
        break;
    case GRADE_KIND_SET:
        encode_items(out, 'e', value);
        break;
    case GRADE_KIND_FROZENSET:
        encode_items(out, 'z', value);
        break;
    case GRADE_KIND_DICT:
        encode_items(out, 'd', value);
        break;
    case GRADE_KIND_TAGGED:
        encode_text(out, 'g', value);
        grade_wire_encode(out, value_body(value));
        break;
    case GRADE_KIND_MATCHER:
        /* Expectations never leave the supervisor, not even by a mistake elsewhere. */
        grade_buf_adds(out, "g6:opaques9:a matcher");
        break;
    }
}
