/* $ndarray, $series and $frame as an author writes them: which keys, and whether they fit together.
 *
 * In what is expected any key may be left out: what is not named is not compared. What goes into a
 * case must say what the value is made of. */
#include "tags.h"

#include "grade/mem.h"

#include <string.h>

enum { KEYS_MAX = 8 };

static const struct form {
    const char *tag;
    const char *keys[KEYS_MAX];
    const char *must[3]; /* of what goes into a case */
} forms[] = {
    {"ndarray", {"dtype", "shape", "data"}, {"data"}},
    {"series", {"name", "dtype", "index", "index_names", "data"}, {"data"}},
    {"frame",
     {"columns", "column_names", "dtypes", "shape", "index", "index_names", "data"},
     {"columns", "data"}},
};

static const struct form *form_of(const char *tag)
{
    size_t i = 0;
    while (i + 1 < GRADE_COUNT(forms) && strcmp(forms[i].tag, tag) != 0)
        i++;
    return &forms[i];
}

static bool has_keys(const struct form *form, const struct grade_value *body,
                     enum grade_value_role role)
{
    if (!value_is(body, GRADE_KIND_DICT) || body->count == 0)
        return false;
    for (size_t i = 0; i < body->count; i += 2) {
        size_t k = 0;
        while (k < KEYS_MAX && form->keys[k] && !grade_value_is_str(body->items[i], form->keys[k]))
            k++;
        if (k == KEYS_MAX || !form->keys[k])
            return false;
    }
    for (size_t i = 0; role == GRADE_ROLE_PLAIN && form->must[i]; i++)
        if (!grade_value_get(body, form->must[i]))
            return false;
    return true;
}

static struct grade_value *part(struct grade_value *table, const char *key)
{
    for (size_t i = 0; i < table->count; i += 2)
        if (grade_value_is_str(table->items[i], key))
            return table->items[i + 1];
    return NULL;
}

/* Labels of several levels are tuples in Python: here they may be written as lists. */
static void settle_labels(struct grade_value *labels)
{
    for (size_t i = 0; value_is(labels, GRADE_KIND_LIST) && i < labels->count; i++)
        if (labels->items[i]->kind == GRADE_KIND_LIST)
            labels->items[i]->kind = GRADE_KIND_TUPLE;
}

/* A key that must hold a list, unless a matcher says what it must be. */
static int check_list(struct reader *r, struct grade_value *table, const char *key,
                      const struct grade_value **out)
{
    const struct grade_value *list = part(table, key);
    *out = NULL;
    if (!list || list->kind == GRADE_KIND_MATCHER || value_is_tagged(list, "opaque"))
        return 0;
    if (list->kind != GRADE_KIND_LIST)
        return tag_fail(r, "\"%s\" must be a list", key);
    *out = list;
    return 0;
}

static int check_rows(struct reader *r, const struct grade_value *columns,
                      const struct grade_value *data)
{
    for (size_t i = 0; data && i < data->count; i++) {
        const struct grade_value *row = data->items[i];
        if (row->kind == GRADE_KIND_MATCHER)
            continue;
        if (row->kind != GRADE_KIND_LIST)
            return tag_fail(r, "data[%zu]: \"data\" is a list of rows, each a list of cells", i);
        if (columns && row->count != columns->count)
            return tag_fail(r, "data[%zu]: a row of %zu where there are %zu columns", i, row->count,
                            columns->count);
    }
    return 0;
}

/* dtypes go by the columns' order, or are named: {"a": "int64"}. */
static int check_dtypes(struct reader *r, struct grade_value *table,
                        const struct grade_value *columns)
{
    const struct grade_value *dtypes = part(table, "dtypes");
    if (!dtypes || dtypes->kind == GRADE_KIND_MATCHER)
        return 0;
    if (dtypes->kind != GRADE_KIND_LIST && dtypes->kind != GRADE_KIND_DICT)
        return tag_fail(r, "\"dtypes\" must be a list, or an object such as {\"a\": \"int64\"}");
    size_t step = dtypes->kind == GRADE_KIND_DICT ? 2 : 1;
    for (size_t i = step - 1; i < dtypes->count; i += step)
        if (dtypes->items[i]->kind != GRADE_KIND_STR &&
            dtypes->items[i]->kind != GRADE_KIND_MATCHER)
            return tag_fail(r, "a dtype is a name in a string, such as \"int64\"");
    if (columns && step == 1 && dtypes->count != columns->count)
        return tag_fail(r, "%zu dtypes for %zu columns", dtypes->count, columns->count);
    for (size_t i = 0; columns && step == 2 && i < dtypes->count; i += 2) {
        size_t k = 0;
        while (k < columns->count && value_order(columns->items[k], dtypes->items[i]) != 0)
            k++;
        if (k < columns->count || value_has_matcher(columns))
            continue;
        cleanup_buf struct grade_buf name = GRADE_BUF_INIT;
        grade_value_to_python(&name, dtypes->items[i], TAG_SHOWN);
        return tag_fail(r, "\"dtypes\" names a column that is not there: %s", name.data);
    }
    return 0;
}

static int check_table(struct reader *r, struct grade_value *table, bool frame)
{
    const struct grade_value *columns = NULL, *index = NULL, *data = NULL, *ignored;
    int rc = check_list(r, table, "columns", &columns);
    if (!rc)
        rc = check_list(r, table, "index", &index);
    if (!rc)
        rc = check_list(r, table, "data", &data);
    if (!rc)
        rc = check_list(r, table, "index_names", &ignored);
    if (!rc)
        rc = check_list(r, table, "column_names", &ignored);
    if (!rc && frame)
        rc = check_rows(r, columns, data);
    if (!rc && frame)
        rc = check_dtypes(r, table, columns);
    if (!rc && index && data && index->count != data->count)
        return tag_fail(r, "%zu labels in \"index\" for %zu %s", index->count, data->count,
                        frame ? "rows" : "values");
    return rc;
}

int tag_read_table(struct reader *r, const struct tag *tag, const struct grade_value *body,
                   const struct grade_value *whole, struct grade_value **out)
{
    (void)whole;
    const struct form *form = form_of(tag->name);
    if (!has_keys(form, body, r->role))
        return tag_ill(r, tag, body);
    struct grade_value *table = NULL;
    int rc = tag_read_dict(r, body, &table);
    if (rc < 0)
        return rc;
    *out = grade_value_tagged(tag->name, table);
    settle_labels(part(table, "columns"));
    settle_labels(part(table, "index"));
    return !strcmp(form->tag, "ndarray") ? 0 : check_table(r, table, !strcmp(form->tag, "frame"));
}
