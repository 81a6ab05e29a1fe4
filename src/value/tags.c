/* Walks parsed JSON and interprets its tags by the tables of tags_type.c and tags_match.c. */
#include "tags.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MOST_TAGS = 64 };

int tag_fail(struct reader *r, const char *fmt, ...)
{
    cleanup_buf struct grade_buf what = GRADE_BUF_INIT;
    char text[700];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    if (r->path.len > 0)
        grade_buf_addf(&what, "%s: ", r->path.data);
    grade_buf_adds(&what, text);
    return grade_fail(r->err, GRADE_FAULT_PACKAGE, EINVAL, "%s", what.data);
}

int tag_ill(struct reader *r, const struct tag *tag, const struct grade_value *body)
{
    cleanup_buf struct grade_buf shown = GRADE_BUF_INIT;
    grade_value_to_json(&shown, body);
    bool cut = shown.len > TAG_SHOWN;
    size_t len = cut ? value_utf8_valid(shown.data, TAG_SHOWN) : shown.len;
    return tag_fail(r, "$%s takes %s, not %.*s%s", tag->name, tag->form, (int)len, shown.data,
                    cut ? "..." : "");
}

/* Cut where it is long. */
static void add_key(struct grade_buf *out, const struct grade_value *key)
{
    size_t len = key->len > TAG_SHOWN ? value_utf8_valid(key->text, TAG_SHOWN) : key->len;
    grade_json_quote(out, key->text, len);
}

size_t tag_enter_index(struct reader *r, size_t index)
{
    size_t back = r->path.len;
    grade_buf_addf(&r->path, "[%zu]", index);
    return back;
}

size_t tag_enter_key(struct reader *r, const struct grade_value *key)
{
    size_t back = r->path.len;
    if (value_is_identifier(key->text + (*key->text == '$')) && strlen(key->text) == key->len) {
        grade_buf_addf(&r->path, "%s%s", back ? "." : "", key->text);
    } else {
        grade_buf_addc(&r->path, '[');
        add_key(&r->path, key);
        grade_buf_addc(&r->path, ']');
    }
    return back;
}

void tag_leave(struct reader *r, size_t back)
{
    r->path.len = back;
    if (r->path.data)
        r->path.data[back] = '\0';
}

int tag_read_items(struct reader *r, const struct grade_value *list, struct grade_value *into)
{
    for (size_t i = 0; i < list->count; i++) {
        struct grade_value *item = NULL;
        size_t back = tag_enter_index(r, i);
        int rc = tag_read_value(r, list->items[i], &item);
        if (rc)
            return rc;
        tag_leave(r, back);
        grade_value_add(into, item);
    }
    return 0;
}

int tag_read_dict(struct reader *r, const struct grade_value *json, struct grade_value **out)
{
    *out = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i < json->count; i += 2) {
        struct grade_value *item = NULL;
        size_t back = tag_enter_key(r, json->items[i]);
        int rc = tag_read_value(r, json->items[i + 1], &item);
        if (rc)
            return rc;
        tag_leave(r, back);
        grade_value_add(*out, grade_value_copy(json->items[i]));
        grade_value_add(*out, item);
    }
    return 0;
}

static const struct tag *find_tag(const struct grade_value *key)
{
    if (strlen(key->text) != key->len)
        return NULL;
    for (size_t i = 0; i < tag_type_count; i++)
        if (strcmp(key->text + 1, tag_type_rows[i].name) == 0)
            return &tag_type_rows[i];
    for (size_t i = 0; i < tag_match_count; i++)
        if (strcmp(key->text + 1, tag_match_rows[i].name) == 0)
            return &tag_match_rows[i];
    return NULL;
}

static int unknown_tag(struct reader *r, const struct grade_value *key)
{
    const char *names[MOST_TAGS];
    size_t count = 0;
    for (size_t i = 0; i < tag_type_count; i++)
        names[count++] = tag_type_rows[i].name;
    for (size_t i = 0; i < tag_match_count && count < MOST_TAGS; i++)
        names[count++] = tag_match_rows[i].name;
    const char *near = grade_nearest(key->text + 1, names, count);
    cleanup_buf struct grade_buf shown = GRADE_BUF_INIT;
    add_key(&shown, key);
    if (near)
        return tag_fail(r, "unknown tag %s: did you mean \"$%s\"?", shown.data, near);
    return tag_fail(r,
                    "unknown tag %s; a dict with such a key is written as "
                    "{\"$dict\": [[key, value], ...]}",
                    shown.data);
}

static bool is_beside(const struct tag *tag, const struct grade_value *key)
{
    for (size_t i = 0; tag->beside && tag->beside[i]; i++)
        if (grade_value_is_str(key, tag->beside[i]))
            return true;
    return false;
}

/* Whether every other key of the object may stand beside this tag: its own options, or another
 * matcher (all of them must hold then). */
static int check_company(struct reader *r, const struct tag *tag, const struct grade_value *json)
{
    for (size_t i = 0; i < json->count; i += 2) {
        const struct grade_value *key = json->items[i];
        if (key->text[0] == '$' || is_beside(tag, key))
            continue;
        bool owned = false; /* by another tag of the object */
        for (size_t k = 0; k < json->count; k += 2) {
            const struct tag *other =
                json->items[k]->text[0] == '$' ? find_tag(json->items[k]) : NULL;
            owned = owned || (other && is_beside(other, key));
        }
        cleanup_buf struct grade_buf shown = GRADE_BUF_INIT;
        add_key(&shown, key);
        if (!owned)
            return tag_fail(r, "the key %s cannot stand beside \"$%s\"", shown.data, tag->name);
    }
    return 0;
}

static int read_one(struct reader *r, const struct grade_value *json, size_t at, bool alone,
                    struct grade_value **out)
{
    const struct tag *tag = find_tag(json->items[at]);
    if (!tag)
        return unknown_tag(r, json->items[at]);
    if (tag->matcher && r->role == GRADE_ROLE_PLAIN)
        return tag_fail(r, "$%s is a matcher: it may stand only where something is expected",
                        tag->name);
    if (!tag->matcher && !alone)
        return tag_fail(r, "\"$%s\" must stand alone in its object", tag->name);
    int rc = check_company(r, tag, json);
    if (rc)
        return rc;
    size_t back = tag_enter_key(r, json->items[at]);
    struct grade_value *read = NULL;
    rc = tag->read(r, tag, json->items[at + 1], json, &read);
    if (rc) {
        grade_value_free(read);
        return rc;
    }
    tag_leave(r, back);
    *out = read;
    return 0;
}

/* An object with `$` keys: one tag, or several matchers that must all hold. */
static int read_tagged(struct reader *r, const struct grade_value *json, size_t tags,
                       struct grade_value **out)
{
    struct grade_value *all = tags > 1 ? grade_value_new(GRADE_KIND_LIST) : NULL;
    for (size_t i = 0; i < json->count; i += 2) {
        if (json->items[i]->text[0] != '$')
            continue;
        struct grade_value *one = NULL;
        int rc = read_one(r, json, i, tags == 1, &one);
        if (rc) {
            grade_value_free(all);
            return rc;
        }
        if (all)
            grade_value_add(all, one);
        else
            *out = one;
    }
    if (all)
        *out = value_matcher("all_of", all);
    return 0;
}

int tag_read_value(struct reader *r, const struct grade_value *json, struct grade_value **out)
{
    struct grade_value *read = NULL;
    int rc = 0;
    size_t tags = 0;
    if (json->kind == GRADE_KIND_DICT)
        for (size_t i = 0; i < json->count; i += 2)
            tags += json->items[i]->text[0] == '$';
    if (tags > 0) {
        rc = read_tagged(r, json, tags, &read);
    } else if (json->kind == GRADE_KIND_DICT) {
        rc = tag_read_dict(r, json, &read);
    } else if (json->kind == GRADE_KIND_LIST) {
        read = grade_value_new(GRADE_KIND_LIST);
        rc = tag_read_items(r, json, read);
    } else {
        read = grade_value_copy(json);
    }
    if (rc)
        grade_value_free(read);
    else
        *out = read;
    return rc;
}

int grade_value_from_json(struct grade_value **out, const struct grade_value *json,
                          enum grade_value_role role, struct grade_err *err)
{
    struct reader r = {.role = role, .path = GRADE_BUF_INIT, .err = err};
    struct grade_value *read = NULL;
    int rc = tag_read_value(&r, json, &read);
    grade_buf_done(&r.path);
    if (rc)
        return rc;
    *out = read;
    return 0;
}
