/* Python's own marshal format, written only: what marshal.loads of CPython 3.9 and later reads in C
 * where harness/wire.py would need a hundred bytecodes and the pages that they touch. The codes are
 * those of Python/marshal.c, of the part that has not changed since version 3 of the format. */
#include "internal.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 15, SHORT_TEXT = 255, DEEPEST = 200 /* marshal.loads refuses 2000 */ };

static void add_number(struct grade_buf *out, uint64_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        grade_buf_addc(out, (char)(number >> (8 * i) & 0xff));
}

/* A length as the format has it: 31 bits. */
static bool add_length(struct grade_buf *out, char code, size_t length)
{
    if (length > INT32_MAX)
        return false;
    grade_buf_addc(out, code);
    add_number(out, length, 4);
    return true;
}

/* As digits of 15 bits, the sign in their number. */
static void add_long(struct grade_buf *out, long long number)
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    int32_t digits = 0;
    for (uint64_t left = rest; left; left >>= DIGIT_BITS)
        digits++;
    grade_buf_addc(out, 'l');
    add_number(out, (uint32_t)(number < 0 ? -digits : digits), 4);
    for (; rest; rest >>= DIGIT_BITS)
        add_number(out, rest & ((1U << DIGIT_BITS) - 1), 2);
}

static bool add_int(struct grade_buf *out, const struct grade_value *value)
{
    char *end;
    errno = 0;
    long long number = strtoll(value->text, &end, 10);
    if (errno || *end || value_int_is_hex(value->text))
        return false;
    if (number < INT32_MIN || number > INT32_MAX) {
        add_long(out, number);
    } else {
        grade_buf_addc(out, 'i');
        add_number(out, (uint32_t)(int32_t)number, 4);
    }
    return true;
}

static bool add_str(struct grade_buf *out, const struct grade_value *value)
{
    bool ascii = value->len <= SHORT_TEXT;
    for (size_t i = 0; ascii && i < value->len; i++)
        ascii = (unsigned char)value->text[i] < 0x80;
    if (ascii) {
        grade_buf_addc(out, 'z');
        grade_buf_addc(out, (char)value->len);
    } else if (!add_length(out, 'u', value->len)) {
        return false;
    }
    grade_buf_add(out, value->text, value->len);
    return true;
}

static bool add_value(struct grade_buf *out, const struct grade_value *value, unsigned depth);

static bool add_items(struct grade_buf *out, const struct grade_value *value, unsigned depth)
{
    for (size_t i = 0; i < value->count; i++)
        if (!add_value(out, value->items[i], depth + 1))
            return false;
    return true;
}

static bool add_float(struct grade_buf *out, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof(bits));
    grade_buf_addc(out, 'g');
    add_number(out, bits, sizeof(bits));
    return true;
}

static bool add_value(struct grade_buf *out, const struct grade_value *value, unsigned depth)
{
    if (depth > DEEPEST)
        return false;
    switch (value ? value->kind : GRADE_KIND_NONE) {
    case GRADE_KIND_NONE:
        grade_buf_addc(out, 'N');
        return true;
    case GRADE_KIND_BOOL:
        grade_buf_addc(out, value->boolean ? 'T' : 'F');
        return true;
    case GRADE_KIND_INT:
        return add_int(out, value);
    case GRADE_KIND_FLOAT:
        return add_float(out, value->real);
    case GRADE_KIND_STR:
        return add_str(out, value);
    case GRADE_KIND_BYTES:
        return add_length(out, 's', value->len) &&
               (grade_buf_add(out, value->text, value->len), true);
    case GRADE_KIND_LIST:
        return add_length(out, '[', value->count) && add_items(out, value, depth);
    case GRADE_KIND_TUPLE:
        return add_length(out, '(', value->count) && add_items(out, value, depth);
    case GRADE_KIND_DICT:
        grade_buf_addc(out, '{');
        if (!add_items(out, value, depth))
            return false;
        grade_buf_addc(out, '0');
        return true;
    case GRADE_KIND_SET: /* an item may have no hash: the reader of the wire form says so */
    case GRADE_KIND_FROZENSET:
    case GRADE_KIND_COMPLEX:
    case GRADE_KIND_TAGGED:
    case GRADE_KIND_MATCHER:
        return false;
    }
    return false;
}

bool grade_marshal_encode(struct grade_buf *out, const struct grade_value *value)
{
    size_t before = out->len;
    if (add_value(out, value, 0))
        return true;
    out->len = before;
    return false;
}
