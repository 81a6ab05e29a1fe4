/* A total order on values, hashes, and sets in order. */
#include "internal.h"

#include "grade/mem.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SORT_UP_TO = 2000 };

static int order_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int order_texts(const struct grade_value *a, const struct grade_value *b)
{
    size_t shorter = a->len < b->len ? a->len : b->len;
    int order = shorter ? memcmp(a->text, b->text, shorter) : 0;
    return order ? (order > 0) - (order < 0) : order_sizes(a->len, b->len);
}

/* nan behind all others; -0.0 before 0.0. */
static int order_floats(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (isnan(a) != 0) - (isnan(b) != 0);
    if (a == 0 && b == 0)
        return (signbit(a) == 0) - (signbit(b) == 0);
    return (a > b) - (a < b);
}

static bool is_real(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_INT || value->kind == GRADE_KIND_FLOAT;
}

/* By value, then kind, then how it is written: a total order that no int makes costly. */
static int order_numbers(const struct grade_value *a, const struct grade_value *b)
{
    long work = LONG_MAX;
    int order = order_floats(value_real_of(a), value_real_of(b));
    if (order == 0)
        order = order_sizes(a->kind, b->kind);
    if (order || a->kind == GRADE_KIND_FLOAT)
        return order;
    bool a_hex = value_int_is_hex(a->text), b_hex = value_int_is_hex(b->text);
    return a_hex == b_hex ? value_int_compare(a->text, b->text, &work) : order_sizes(a_hex, b_hex);
}

int value_order(const struct grade_value *a, const struct grade_value *b)
{
    if (is_real(a) && is_real(b))
        return order_numbers(a, b);
    if (a->kind != b->kind)
        return order_sizes(a->kind, b->kind);
    int order = 0;
    switch (a->kind) {
    case GRADE_KIND_NONE:
        return 0;
    case GRADE_KIND_BOOL:
        return order_sizes(a->boolean, b->boolean);
    case GRADE_KIND_COMPLEX:
        order = order_floats(a->real, b->real);
        return order ? order : order_floats(a->imag, b->imag);
    case GRADE_KIND_STR:
    case GRADE_KIND_BYTES:
        return order_texts(a, b);
    case GRADE_KIND_TAGGED:
    case GRADE_KIND_MATCHER:
        order = order_texts(a, b);
        break;
    default:
        break;
    }
    for (size_t i = 0; i < a->count && i < b->count && order == 0; i++)
        order = value_order(a->items[i], b->items[i]);
    return order ? order : order_sizes(a->count, b->count);
}

static int item_order(const void *a, const void *b)
{
    return value_order(*(const struct grade_value *const *)a,
                       *(const struct grade_value *const *)b);
}

const struct grade_value **value_sorted_items(const struct grade_value *set)
{
    const struct grade_value **items = grade_alloc_array(set->count, sizeof(*items));
    for (size_t i = 0; i < set->count; i++)
        items[i] = set->items[i];
    bool is_set = set->kind == GRADE_KIND_SET || set->kind == GRADE_KIND_FROZENSET;
    if (is_set && set->count <= SORT_UP_TO)
        qsort(items, set->count, sizeof(*items), item_order);
    return items;
}

static uint64_t mix(uint64_t h)
{
    h ^= h >> 31;
    h *= 0x7fb5d329728ea185u;
    h ^= h >> 27;
    h *= 0x81dadef4bc2dd44du;
    return h ^ h >> 33;
}

static uint64_t hash_text(const char *text, size_t len)
{
    uint64_t h = len;
    for (size_t i = 0; i < len; i++)
        /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): all of `len` is set */
        h = (h ^ (unsigned char)text[i]) * 0x100000001b3u;
    return mix(h);
}

static uint64_t hash_items(const struct grade_value *value, long *steps)
{
    bool pairs = value->kind == GRADE_KIND_DICT;
    bool ordered = !pairs && value->kind != GRADE_KIND_SET && value->kind != GRADE_KIND_FROZENSET;
    uint64_t h = value->count;
    for (size_t i = 0; i < value->count; i += pairs ? 2 : 1) {
        uint64_t one = value_hash(value->items[i], steps);
        if (pairs)
            one = mix(one * 31 + value_hash(value->items[i + 1], steps));
        h = ordered ? mix(h * 31 + one) : h + mix(one);
    }
    return h;
}

/* Collisions that a hostile process arranges cost it a match, never time. */
uint64_t value_hash(const struct grade_value *value, long *steps)
{
    if (*steps < 0)
        return 0;
    *steps -= 1 + (long)(value->len / 64);
    uint64_t h = mix((uint64_t)value->kind + 1);
    switch (value->kind) {
    case GRADE_KIND_BOOL:
        return h + value->boolean;
    case GRADE_KIND_FLOAT:
    case GRADE_KIND_COMPLEX: {
        double parts[2] = {value->real, value->kind == GRADE_KIND_COMPLEX ? value->imag : 0};
        return h ^ hash_text((const char *)parts, sizeof(parts));
    }
    default:
        break;
    }
    if (value->text)
        h ^= hash_text(value->text, value->len);
    return value->count ? mix(h + hash_items(value, steps)) : h;
}
