/* Lines and columns in JSON that the loader has accepted: so a scanner that only skips will do.
 * What is not found is told at the last place that was. */
#include "internal.h"

#include <string.h>

static const char *skip_blank(const char *at)
{
    return at + strspn(at, " \t\r\n,:");
}

static const char *skip_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

static const char *skip_value(const char *at)
{
    size_t depth = 0;
    do {
        if (*at == '"') {
            at = skip_string(at);
            continue;
        }
        if (*at == '{' || *at == '[')
            depth++;
        if ((*at == '}' || *at == ']') && depth)
            depth--;
        at += *at ? 1 : 0;
        if (!depth && strchr("}]", at[-1]))
            break;
    } while (*at && (depth || !strchr(",]} \t\r\n", *at)));
    return at;
}

/* The value of a key of the object at `at`, or NULL. */
static const char *find_key(const char *at, const char *key)
{
    size_t len = strlen(key);
    if (*at != '{')
        return NULL;
    for (at = skip_blank(at + 1); *at == '"'; at = skip_blank(skip_value(at))) {
        const char *end = skip_string(at);
        bool same = (size_t)(end - at) == len + 2 && !strncmp(at + 1, key, len);
        at = skip_blank(end);
        if (same)
            return at;
    }
    return NULL;
}

static const char *find_item(const char *at, size_t index)
{
    if (*at != '[')
        return NULL;
    at = skip_blank(at + 1);
    while (index-- && *at && *at != ']')
        at = skip_blank(skip_value(at));
    return *at && *at != ']' ? at : NULL;
}

static struct place place_at(const char *text, const char *at)
{
    struct place place = {1, 1};
    for (; text < at; text++) {
        if (*text == '\n')
            place = (struct place){place.line + 1, 1};
        else if (((unsigned char)*text & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}

const char *json_after(const char *value)
{
    return skip_value(value);
}

const char *json_key(const char *object, const char *key)
{
    return find_key(object, key);
}

const char *json_in_list(const char *list, size_t index)
{
    return find_item(list, index);
}

const char *json_item(const char *text, const char *list, size_t index)
{
    const char *found = find_key(skip_blank(text), list);
    return found ? find_item(found, index) : NULL;
}

struct place place_of_item(const char *text, const char *list, size_t index, const char *key)
{
    const char *at = skip_blank(text);
    const char *const found = find_key(at, list);
    const char *item = found ? find_item(found, index) : NULL;
    const char *inside = item && key ? find_key(item, key) : NULL;
    return place_at(text, inside ? inside : item ? item : found ? found : at);
}

struct place place_of_key(const char *text, const char *key)
{
    const char *at = skip_blank(text), *found = find_key(at, key);
    return place_at(text, found ? found : at);
}

struct place place_of_text(const char *text, const char *part)
{
    const char *found = text ? strstr(text, part) : NULL;
    return found ? place_at(text, found) : (struct place){1, 1};
}
