/* Tagged values as Python source: objects, dates, arrays and frames. */
#include "python_writer.h"

#include "grade/mem.h"

#include <string.h>

/* [0, 1, 2 ...], the index of whoever did not set one. */
static bool is_count(const struct grade_value *list)
{
    bool counts = value_is(list, GRADE_KIND_LIST);
    for (size_t i = 0; counts && i < list->count; i++)
        counts = value_is(list->items[i], GRADE_KIND_INT) &&
                 grade_value_number(list->items[i], -1) == (long long)i;
    return counts;
}

/* name=value, ... of a dict with names for keys; a subclass's plain value has no name. An index
 * that only counts goes without saying, where it is that of a table. */
void writer_fields(struct writer *w, const struct grade_value *dict, bool table)
{
    bool first = true;
    for (size_t i = 0; i + 1 < dict->count; i += 2) {
        const struct grade_value *key = dict->items[i];
        if (table && grade_value_is_str(key, "index") && is_count(dict->items[i + 1]))
            continue;
        if (!first)
            grade_buf_adds(w->out, ", ");
        if (!first && writer_room(w) == 0) {
            grade_buf_addf(w->out, "... (%zu more)", (dict->count - i) / 2);
            return;
        }
        bool named = !grade_value_is_str(key, "__value__");
        if (key->kind == GRADE_KIND_STR && value_is_identifier(key->text) && named)
            writer_chars(w, key->text, key->len, '\0');
        else if (named)
            writer_value(w, key);
        if (named)
            grade_buf_addc(w->out, '=');
        writer_value(w, dict->items[i + 1]);
        first = false;
    }
}

static void write_object(struct writer *w, const struct grade_value *body)
{
    const char *type = grade_value_text(body->items[0], "?");
    if (strncmp(type, "solution.", 9) == 0)
        type += 9;
    bool known = body->items[1]->kind == GRADE_KIND_DICT;
    grade_buf_adds(w->out, known ? "" : "<");
    writer_chars(w, type, strlen(type), '\0');
    grade_buf_adds(w->out, known ? "(" : " object>");
    if (known) {
        writer_fields(w, body->items[1], false);
        grade_buf_addc(w->out, ')');
    }
}

static void write_timedelta(struct writer *w, const char *text)
{
    static const char *const names[] = {"days", "seconds", "microseconds"};
    size_t start = w->out->len;
    grade_buf_adds(w->out, "timedelta(");
    for (size_t i = 0; i < 3 && *text; i++) {
        size_t len = strcspn(text, ",");
        if (len != 1 || *text != '0') {
            grade_buf_addf(w->out, "%s%s=", w->out->len > start + 10 ? ", " : "", names[i]);
            writer_chars(w, text, len, '\0');
        }
        text += len + (text[len] == ',');
    }
    if (w->out->len == start + 10)
        grade_buf_addc(w->out, '0');
    grade_buf_addc(w->out, ')');
}

static void write_datetime(struct writer *w, const struct grade_value *body)
{
    const char *type = grade_value_text(body->items[0], "?");
    if (strcmp(type, "timedelta") == 0) {
        write_timedelta(w, grade_value_text(body->items[1], ""));
        return;
    }
    if (w->cells) { /* what type they are is that of their column */
        size_t len = body->items[1]->len, day = strlen("2024-05-17");
        bool midnight = len == day + 9 && !strcmp(body->items[1]->text + day, "T00:00:00");
        writer_chars(w, body->items[1]->text, midnight ? day : len, '\0');
        return;
    }
    writer_chars(w, type, strlen(type), '\0');
    grade_buf_adds(w->out, ".fromisoformat(");
    writer_value(w, body->items[1]);
    grade_buf_addc(w->out, ')');
}

/* name=value of a DICT body, or the body alone. */
static void write_call(struct writer *w, const char *name, const struct grade_value *body)
{
    bool cells = w->cells;
    grade_buf_addf(w->out, "%s(", name);
    if (body->kind == GRADE_KIND_DICT) {
        w->cells = true;
        writer_fields(w, body, true);
        w->cells = cells;
    } else {
        writer_value(w, body);
    }
    grade_buf_addc(w->out, ')');
}

void writer_tagged(struct writer *w, const struct grade_value *value)
{
    static const struct {
        const char *tag, *name;
    } calls[] = {
        {"decimal", "Decimal"}, {"ndarray", "array"}, {"series", "Series"}, {"frame", "DataFrame"}};
    const struct grade_value *body = value_body(value);
    if (!body || !value_tag_body_ok(value->text, body)) {
        grade_buf_adds(w->out, "<unknown>");
        return;
    }
    for (size_t i = 0; i < GRADE_COUNT(calls); i++)
        if (strcmp(value->text, calls[i].tag) == 0)
            write_call(w, calls[i].name, body);
    if (value_is_tagged(value, "object"))
        write_object(w, body);
    else if (value_is_tagged(value, "datetime"))
        write_datetime(w, body);
    else if (value_is_tagged(value, "given"))
        writer_chars(w, body->text, body->len, '\0');
    else if (value_is_tagged(value, "opaque")) {
        grade_buf_addc(w->out, '<');
        writer_chars(w, body->text, body->len, '\0');
        grade_buf_addc(w->out, '>');
    }
}
