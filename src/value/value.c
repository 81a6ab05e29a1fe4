/* The tree of typed values: making, reading, copying and freeing it. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Goes down by the last item and finds back through `text`, which a node no longer needs: no
 * recursion and no allocation, however the tree was made. */
void grade_value_free(struct grade_value *value)
{
    if (!value)
        return;
    free(value->text);
    free(value->given);
    value->text = NULL;
    while (value) {
        if (value->count > 0) {
            struct grade_value *child = value->items[--value->count];
            if (!child)
                continue;
            free(child->text);
            free(child->given);
            child->text = (char *)value;
            value = child;
        } else {
            struct grade_value *parent = (struct grade_value *)value->text;
            free(value->items);
            free(value);
            value = parent;
        }
    }
}

/* grade_value_add counts on room for a power of two. */
void value_reserve(struct grade_value *value, size_t count)
{
    size_t room = 1;
    while (room < count)
        room *= 2;
    if (count > 0)
        value->items = grade_realloc_array(value->items, room, sizeof(struct grade_value *));
}

static struct grade_value *copy_flat(const struct grade_value *value)
{
    struct grade_value *copy = grade_alloc(sizeof(*copy));
    *copy = *value;
    copy->text = value->text ? grade_strndup(value->text, value->len) : NULL;
    copy->given = value->given ? grade_strdup(value->given) : NULL;
    copy->items = NULL;
    copy->count = 0;
    value_reserve(copy, value->count);
    return copy;
}

struct grade_value *grade_value_copy(const struct grade_value *value)
{
    if (!value)
        return NULL;
    struct grade_value *copy = copy_flat(value);
    for (size_t i = 0; i < value->count; i++)
        copy->items[copy->count++] = grade_value_copy(value->items[i]);
    return copy;
}

struct grade_value *grade_value_new(enum grade_kind kind)
{
    struct grade_value *value = grade_alloc(sizeof(*value));
    value->kind = kind;
    return value;
}

static struct grade_value *new_text(enum grade_kind kind, const void *text, size_t len)
{
    struct grade_value *value = grade_value_new(kind);
    value->text = grade_strndup(text, len);
    value->len = len;
    return value;
}

struct grade_value *grade_value_bool(bool truth)
{
    struct grade_value *value = grade_value_new(GRADE_KIND_BOOL);
    value->boolean = truth;
    return value;
}

struct grade_value *value_new_int(const char *digits, size_t len)
{
    return new_text(GRADE_KIND_INT, digits, len);
}

struct grade_value *grade_value_int(long long number)
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%lld", number);
    return value_new_int(digits, (size_t)len);
}

struct grade_value *grade_value_float(double number)
{
    struct grade_value *value = grade_value_new(GRADE_KIND_FLOAT);
    value->real = number;
    return value;
}

struct grade_value *grade_value_str(const char *text)
{
    return new_text(GRADE_KIND_STR, text, strlen(text));
}

struct grade_value *grade_value_strn(const char *text, size_t len)
{
    return new_text(GRADE_KIND_STR, text, len);
}

struct grade_value *grade_value_bytes(const void *data, size_t len)
{
    return new_text(GRADE_KIND_BYTES, data, len);
}

struct grade_value *grade_value_tagged(const char *tag, struct grade_value *body)
{
    struct grade_value *value = new_text(GRADE_KIND_TAGGED, tag, strlen(tag));
    grade_value_add(value, body);
    return value;
}

struct grade_value *value_matcher(const char *name, struct grade_value *body)
{
    struct grade_value *value = new_text(GRADE_KIND_MATCHER, name, strlen(name));
    grade_value_add(value, body);
    return value;
}

void grade_value_add(struct grade_value *sequence, struct grade_value *item)
{
    size_t count = sequence->count;
    if ((count & (count - 1)) == 0) /* a power of two, or none: full */
        sequence->items = grade_realloc_array(sequence->items, count ? count * 2 : 1,
                                              sizeof(struct grade_value *));
    sequence->items[sequence->count++] = item;
}

void grade_value_put(struct grade_value *dict, const char *key, struct grade_value *item)
{
    grade_value_add(dict, grade_value_str(key));
    grade_value_add(dict, item);
}

bool value_is(const struct grade_value *value, enum grade_kind kind)
{
    return value && value->kind == kind;
}

bool value_is_tagged(const struct grade_value *value, const char *tag)
{
    return value_is(value, GRADE_KIND_TAGGED) && strcmp(value->text, tag) == 0;
}

const struct grade_value *value_body(const struct grade_value *value)
{
    return value && value->count == 1 ? value->items[0] : NULL;
}

const struct grade_value *grade_value_get(const struct grade_value *dict, const char *key)
{
    if (!value_is(dict, GRADE_KIND_DICT))
        return NULL;
    for (size_t i = 0; i + 1 < dict->count; i += 2)
        if (grade_value_is_str(dict->items[i], key))
            return dict->items[i + 1];
    return NULL;
}

const char *grade_value_text(const struct grade_value *value, const char *otherwise)
{
    return value_is(value, GRADE_KIND_STR) ? value->text : otherwise;
}

bool grade_value_truth(const struct grade_value *value, bool otherwise)
{
    return value_is(value, GRADE_KIND_BOOL) ? value->boolean : otherwise;
}

long long grade_value_number(const struct grade_value *value, long long otherwise)
{
    if (!value_is(value, GRADE_KIND_INT))
        return otherwise;
    errno = 0;
    long long number = strtoll(value->text, NULL, value_int_is_hex(value->text) ? 16 : 10);
    return errno ? otherwise : number;
}

bool grade_value_is_str(const struct grade_value *value, const char *text)
{
    return value_is(value, GRADE_KIND_STR) && value->len == strlen(text) &&
           memcmp(value->text, text, value->len) == 0;
}

bool value_is_identifier(const char *text)
{
    if (*text >= '0' && *text <= '9')
        return false;
    for (const char *p = text; *p; p++) {
        bool word = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_' ||
                    (*p >= '0' && *p <= '9') || (unsigned char)*p >= 0x80;
        if (!word)
            return false;
    }
    return *text != '\0' && value_utf8_valid(text, strlen(text)) == strlen(text);
}

const char *value_kind_name(enum grade_kind kind)
{
    static const char *const names[] = {
        [GRADE_KIND_NONE] = "None",     [GRADE_KIND_BOOL] = "bool",
        [GRADE_KIND_INT] = "int",       [GRADE_KIND_FLOAT] = "float",
        [GRADE_KIND_STR] = "str",       [GRADE_KIND_BYTES] = "bytes",
        [GRADE_KIND_LIST] = "list",     [GRADE_KIND_TUPLE] = "tuple",
        [GRADE_KIND_SET] = "set",       [GRADE_KIND_FROZENSET] = "frozenset",
        [GRADE_KIND_DICT] = "dict",     [GRADE_KIND_COMPLEX] = "complex",
        [GRADE_KIND_TAGGED] = "object", [GRADE_KIND_MATCHER] = "matcher",
    };
    return names[kind];
}

bool value_has_matcher(const struct grade_value *value)
{
    if (!value)
        return false;
    if (value->kind == GRADE_KIND_MATCHER)
        return true;
    for (size_t i = 0; i < value->count; i++)
        if (value_has_matcher(value->items[i]))
            return true;
    return false;
}
