/* Inputs near those that a case has: what a survivor may be told apart by. */
#include "vary.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { INT_DIGITS = 15 };

static struct grade_value *number(const struct grade_value *value, long long add, long long times)
{
    return grade_value_int(grade_value_number(value, 0) * times + add);
}

static void vary_int(struct grade_value *to, const struct grade_value *value)
{
    if (value->len > INT_DIGITS)
        return;
    grade_value_add(to, number(value, 1, 1));
    grade_value_add(to, number(value, -1, 1));
    grade_value_add(to, grade_value_int(0));
    grade_value_add(to, grade_value_int(1));
    grade_value_add(to, number(value, 0, -1));
    grade_value_add(to, number(value, 0, 2));
}

static void vary_float(struct grade_value *to, const struct grade_value *value)
{
    grade_value_add(to, grade_value_float(0));
    grade_value_add(to, grade_value_float(-value->real));
    grade_value_add(to, grade_value_float(value->real + 0.5));
    grade_value_add(to, grade_value_float(value->real * 2));
}

static void vary_text(struct grade_value *to, const struct grade_value *value)
{
    cleanup_buf struct grade_buf twice = GRADE_BUF_INIT;
    grade_buf_add(&twice, value->text, value->len);
    grade_buf_add(&twice, value->text, value->len);
    grade_value_add(to, grade_value_str(""));
    grade_value_add(to, grade_value_strn(grade_buf_text(&twice), twice.len));
    if (value->len && (unsigned char)value->text[0] < 0x80)
        grade_value_add(to, grade_value_strn(value->text, 1));
    grade_value_add(to, grade_value_str(" a  B "));
}

static struct grade_value *some_items(const struct grade_value *value, size_t from, size_t count)
{
    struct grade_value *part = grade_value_new(value->kind);
    for (size_t i = 0; i < count; i++)
        grade_value_add(part, grade_value_copy(value->items[(from + i) % value->count]));
    return part;
}

static void vary_items(struct grade_value *to, const struct grade_value *value)
{
    size_t count = value->count;
    grade_value_add(to, grade_value_new(value->kind));
    if (!count)
        return;
    grade_value_add(to, some_items(value, 0, 1));
    grade_value_add(to, some_items(value, 0, count - 1));
    grade_value_add(to, some_items(value, 1, count));     /* the first becomes the last */
    grade_value_add(to, some_items(value, 0, count + 1)); /* one is there twice */
    grade_value_add(to, some_items(value, 0, 2 * count));
    struct grade_value *back = grade_value_new(value->kind);
    for (size_t i = count; i-- > 0;)
        grade_value_add(back, grade_value_copy(value->items[i]));
    grade_value_add(to, back);
}

static void vary_dict(struct grade_value *to, const struct grade_value *value)
{
    grade_value_add(to, grade_value_new(GRADE_KIND_DICT));
    if (value->count < 4)
        return;
    struct grade_value *first = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i < 2; i++)
        grade_value_add(first, grade_value_copy(value->items[i]));
    grade_value_add(to, first);
}

/* Other values in the place of one, as a LIST. */
static struct grade_value *others(const struct grade_value *value)
{
    struct grade_value *to = grade_value_new(GRADE_KIND_LIST);
    switch (value->kind) {
    case GRADE_KIND_INT:
        vary_int(to, value);
        break;
    case GRADE_KIND_FLOAT:
        vary_float(to, value);
        break;
    case GRADE_KIND_BOOL:
        grade_value_add(to, grade_value_bool(!value->boolean));
        break;
    case GRADE_KIND_STR:
        vary_text(to, value);
        break;
    case GRADE_KIND_LIST:
    case GRADE_KIND_TUPLE:
        vary_items(to, value);
        break;
    case GRADE_KIND_DICT:
        vary_dict(to, value);
        break;
    default:
        break;
    }
    return to;
}

/* The arguments with another one in the place of the `at`th; takes the other. */
static struct grade_value *with(const struct grade_value *args, size_t at,
                                const struct grade_value *other)
{
    struct grade_value *row = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < args->count; i++)
        grade_value_add(row, grade_value_copy(i == at ? other : args->items[i]));
    return row;
}

static bool has(const struct grade_value *rows, const struct grade_value *row)
{
    cleanup_buf struct grade_buf wanted = GRADE_BUF_INIT;
    grade_wire_encode(&wanted, row);
    for (size_t i = 0; i < rows->count; i++) {
        cleanup_buf struct grade_buf one = GRADE_BUF_INIT;
        grade_wire_encode(&one, rows->items[i]);
        if (one.len == wanted.len && !memcmp(one.data, wanted.data, one.len))
            return true;
    }
    return false;
}

void vary_args(struct grade_value *rows, const struct grade_value *args, size_t most)
{
    for (size_t at = 0; at < args->count; at++) {
        struct grade_value *other = others(args->items[at]);
        for (size_t i = 0; i < other->count && rows->count < most; i++) {
            struct grade_value *row = with(args, at, other->items[i]);
            if (has(rows, row))
                grade_value_free(row);
            else
                grade_value_add(rows, row);
        }
        grade_value_free(other);
    }
}
