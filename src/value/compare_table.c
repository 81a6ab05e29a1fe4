/* Comparison of arrays, series and frames: part by part, in the order in which a difference
 * explains most. What the author does not name is not compared. Bodies on the actual side are a
 * case process's word: any part may be missing or of any kind. */
#include "internal.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BRIEF = 40, NAMES_TRIED = 50 };

static const struct grade_value none = {.kind = GRADE_KIND_NONE};

/* The part of that name, or None. */
static const struct grade_value *part(const struct grade_value *table, const char *key)
{
    const struct grade_value *found = grade_value_get(value_body(table), key);
    return found ? found : &none;
}

static bool wanted(const struct grade_value *expected, const char *key)
{
    return grade_value_get(value_body(expected), key) != NULL;
}

static const struct grade_value *item(const struct grade_value *list, size_t at)
{
    return value_is(list, GRADE_KIND_LIST) && at < list->count ? list->items[at] : NULL;
}

/* Compares a part, and tells its difference, if it is the first, behind these words. */
static bool compare_named(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual, const char *path, const char *words)
{
    struct grade_diff *diff = compare_records(c) ? c->diff : NULL;
    if (compare_below(c, expected, actual, "%s", path))
        return true;
    if (diff && diff->reason && !c->diff) {
        char *reason = grade_printf("%s: %s", words, diff->reason);
        free(diff->reason);
        diff->reason = reason;
    }
    return false;
}

static bool compare_part(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual, const char *key, const char *words)
{
    cleanup_free char *path = grade_printf(".%s", key);
    return !wanted(expected, key) ||
           compare_named(c, part(expected, key), part(actual, key), path, words);
}

/* dtypes ------------------------------------------------------------------------------------ */

/* What learners take for something else. */
static const char *dtype_remark(const struct grade_value *want, const struct grade_value *got)
{
    const char *wanted_one = grade_value_text(want, ""), *one = grade_value_text(got, "");
    bool whole = !strncmp(wanted_one, "int", 3) || !strncmp(wanted_one, "uint", 4);
    if (!strcmp(one, "object"))
        return " (values of any type, such as text)";
    if (whole && !strncmp(one, "float", 5))
        return " (missing values and divisions make floats of integers)";
    if (!strncmp(wanted_one, "datetime64", 10) && !strncmp(one, "datetime64", 10))
        return " (the time zone or the unit differs)";
    return "";
}

static bool dtype_differs(struct comparison *c, const struct grade_value *want,
                          const struct grade_value *got, const char *whose)
{
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf words = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf wish = GRADE_BUF_INIT;
    if (got->kind == GRADE_KIND_STR)
        value_add_escaped(&words, got->text, got->len < BRIEF ? got->len : BRIEF);
    else
        reason_add_value(&words, got, BRIEF);
    if (want->kind == GRADE_KIND_STR)
        value_add_escaped(&wish, want->text, want->len < BRIEF ? want->len : BRIEF);
    else
        reason_add_value(&wish, want, BRIEF);
    return compare_differs(c, want, got, "%sdtype %s instead of %s%s", whose, words.data, wish.data,
                           dtype_remark(want, got));
}

static bool compare_dtype(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    const struct grade_value *want = part(expected, "dtype"), *got = part(actual, "dtype");
    if (!wanted(expected, "dtype") || compare_quietly(c, want, got))
        return true;
    size_t back = c->path.len;
    if (compare_records(c))
        grade_buf_adds(&c->path, ".dtype");
    bool same = dtype_differs(c, want, got, "");
    c->path.len = back;
    return same;
}

/* Of the column at that place; the path is to the actual side. */
static bool compare_column_dtype(struct comparison *c, const struct grade_value *want,
                                 const struct grade_value *actual, size_t at)
{
    const struct grade_value *got = item(part(actual, "dtypes"), at);
    const struct grade_value *label = item(part(actual, "columns"), at);
    got = got ? got : &none;
    if (compare_quietly(c, want, got))
        return true;
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf whose = GRADE_BUF_INIT;
    grade_buf_adds(&whose, "column ");
    reason_add_value(&whose, label ? label : &none, BRIEF);
    grade_buf_adds(&whose, " has ");
    size_t back = c->path.len;
    grade_buf_addf(&c->path, ".dtypes[%zu]", at);
    dtype_differs(c, want, got, whose.data);
    c->path.len = back;
    return false;
}

/* {"a": "int64"}: of these columns. */
static bool compare_named_dtypes(struct comparison *c, const struct grade_value *wants,
                                 const struct grade_value *actual)
{
    const struct grade_value *columns = part(actual, "columns");
    for (size_t i = 0; i + 1 < wants->count; i += 2) {
        size_t at = 0;
        while (item(columns, at) && !compare_quietly(c, wants->items[i], item(columns, at)))
            at++;
        if (!item(columns, at)) {
            cleanup_buf struct grade_buf name = GRADE_BUF_INIT;
            reason_add_value(&name, wants->items[i], BRIEF);
            return compare_differs(c, wants, part(actual, "dtypes"), "there is no column %s",
                                   name.data);
        }
        if (!compare_column_dtype(c, wants->items[i + 1], actual, at))
            return false;
    }
    return true;
}

static bool compare_dtypes(struct comparison *c, const struct grade_value *expected,
                           const struct grade_value *actual)
{
    const struct grade_value *wants = part(expected, "dtypes"), *gots = part(actual, "dtypes");
    if (!wanted(expected, "dtypes"))
        return true;
    if (wants->kind == GRADE_KIND_DICT)
        return compare_named_dtypes(c, wants, actual);
    bool lists = value_is(wants, GRADE_KIND_LIST) && value_is(gots, GRADE_KIND_LIST);
    if (!lists || wants->count != gots->count)
        return compare_part(c, expected, actual, "dtypes", "the dtypes");
    for (size_t i = 0; i < wants->count; i++)
        if (!compare_column_dtype(c, wants->items[i], actual, i))
            return false;
    return true;
}

/* Labels ------------------------------------------------------------------------------------ */

/* Which item of one list the other lacks; SIZE_MAX: none. */
static size_t find_lack(struct comparison *c, const struct grade_value *of,
                        const struct grade_value *in, bool swapped)
{
    for (size_t i = 0; i < of->count; i++) {
        size_t k = 0;
        while (k < in->count && !compare_quietly(c, swapped ? in->items[k] : of->items[i],
                                                 swapped ? of->items[i] : in->items[k]))
            k++;
        if (k == in->count)
            return i;
    }
    return SIZE_MAX;
}

static const char *near_label(const struct grade_value *label, const struct grade_value *labels)
{
    const char *names[NAMES_TRIED];
    size_t count = 0;
    for (size_t i = 0; i < labels->count && count < NAMES_TRIED; i++)
        if (labels->items[i]->kind == GRADE_KIND_STR)
            names[count++] = labels->items[i]->text;
    return label->kind == GRADE_KIND_STR ? grade_nearest(label->text, names, count) : NULL;
}

/* Says which column is missing or too many; both sides are lists that differ. */
static bool columns_differ(struct comparison *c, const struct grade_value *want,
                           const struct grade_value *got)
{
    cleanup_buf struct grade_buf words = GRADE_BUF_INIT;
    size_t lack = find_lack(c, want, got, false);
    size_t extra = lack == SIZE_MAX ? find_lack(c, got, want, true) : SIZE_MAX;
    if (lack != SIZE_MAX) {
        grade_buf_adds(&words, "column ");
        reason_add_value(&words, want->items[lack], BRIEF);
        grade_buf_adds(&words, " is missing");
        const char *near = near_label(want->items[lack], got);
        if (near) {
            grade_buf_adds(&words, "; there is '");
            value_add_escaped(&words, near, strlen(near));
            grade_buf_adds(&words, "'");
        }
    } else if (extra != SIZE_MAX) {
        grade_buf_adds(&words, "unexpected column ");
        reason_add_value(&words, got->items[extra], BRIEF);
    } else if (want->count == got->count) {
        grade_buf_adds(&words, "same columns in another order");
    } else {
        grade_buf_addf(&words, "%zu columns instead of %zu: some have the same name", got->count,
                       want->count);
    }
    return compare_differs(c, want, got, "%s", words.data);
}

static bool compare_columns(struct comparison *c, const struct grade_value *expected,
                            const struct grade_value *actual)
{
    const struct grade_value *want = part(expected, "columns"), *got = part(actual, "columns");
    if (!wanted(expected, "columns") || compare_quietly(c, want, got))
        return true;
    bool lists = want && got && want->kind == GRADE_KIND_LIST && got->kind == GRADE_KIND_LIST;
    if (!lists || !compare_records(c))
        return compare_part(c, expected, actual, "columns", "the columns");
    size_t back = c->path.len;
    grade_buf_adds(&c->path, ".columns");
    columns_differ(c, want, got);
    c->path.len = back;
    return false;
}

/* An index without names is not told of: None for each of its levels. */
static bool compare_names(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual, const char *key, const char *words)
{
    const struct grade_value *want = part(expected, key);
    bool nameless = value_is(want, GRADE_KIND_LIST);
    for (size_t i = 0; nameless && i < want->count; i++)
        nameless = want->items[i]->kind == GRADE_KIND_NONE;
    if (nameless && part(actual, key)->kind == GRADE_KIND_NONE)
        return true;
    return compare_part(c, expected, actual, key, words);
}

/* The data ---------------------------------------------------------------------------------- */

/* "row 2" or "row 'a'": by its label where there is one. */
static void add_row(struct grade_buf *out, const struct grade_value *actual, size_t at,
                    const char *word)
{
    const struct grade_value *label = item(part(actual, "index"), at);
    grade_buf_addf(out, "%s ", word);
    if (label)
        reason_add_value(out, label, BRIEF);
    else
        grade_buf_addf(out, "%zu", at);
}

static bool compare_cell(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual, const struct grade_value *table,
                         size_t row, size_t column)
{
    const struct grade_value *label = item(part(table, "columns"), column);
    cleanup_buf struct grade_buf words = GRADE_BUF_INIT;
    add_row(&words, table, row, "row");
    grade_buf_adds(&words, ", column ");
    reason_add_value(&words, label ? label : &none, BRIEF);
    cleanup_free char *path = grade_printf(".data[%zu][%zu]", row, column);
    return compare_named(c, expected, actual, path, words.data);
}

/* One row, or one value of a series. */
static bool compare_row(struct comparison *c, const struct grade_value *want,
                        const struct grade_value *got, const struct grade_value *table, size_t at)
{
    bool cells = value_is(want, GRADE_KIND_LIST) && value_is(got, GRADE_KIND_LIST) &&
                 want->count == got->count && value_is_tagged(table, "frame");
    if (compare_quietly(c, want, got))
        return true;
    for (size_t k = 0; cells && k < want->count; k++)
        if (!compare_quietly(c, want->items[k], got->items[k]))
            return compare_cell(c, want->items[k], got->items[k], table, at, k);
    cleanup_buf struct grade_buf words = GRADE_BUF_INIT;
    add_row(&words, table, at, value_is_tagged(table, "frame") ? "row" : "the value at");
    cleanup_free char *path = grade_printf(".data[%zu]", at);
    return compare_named(c, want, got, path, words.data);
}

static bool rows_differ(struct comparison *c, const struct grade_value *want,
                        const struct grade_value *got, const struct grade_value *actual)
{
    const char *unit = value_is_tagged(actual, "frame") ? "row" : "value";
    cleanup_buf struct grade_buf words = GRADE_BUF_INIT;
    if (want->count != got->count)
        grade_buf_addf(&words, "%zu %s%s instead of %zu", got->count, unit,
                       got->count == 1 ? "" : "s", want->count);
    else if (compare_reordered(c, want, got))
        grade_buf_addf(&words, "same %ss in another order", unit);
    if (words.len) {
        size_t back = c->path.len;
        grade_buf_adds(&c->path, ".data");
        compare_differs(c, want, got, "%s", words.data);
        c->path.len = back;
        return false;
    }
    for (size_t i = 0; i < want->count; i++)
        if (!compare_row(c, want->items[i], got->items[i], actual, i))
            return false;
    return true;
}

static bool compare_data(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual)
{
    const struct grade_value *want = part(expected, "data"), *got = part(actual, "data");
    if (!value_is(want, GRADE_KIND_LIST) || !value_is(got, GRADE_KIND_LIST) || !compare_records(c))
        return compare_part(c, expected, actual, "data", "the data");
    return compare_quietly(c, want, got) || rows_differ(c, want, got, actual);
}

/* Whether there are other rows than should be: that explains what an index lacks. */
static bool same_length(const struct grade_value *expected, const struct grade_value *actual)
{
    const struct grade_value *want = part(expected, "data"), *got = part(actual, "data");
    return !value_is(want, GRADE_KIND_LIST) || !value_is(got, GRADE_KIND_LIST) ||
           want->count == got->count;
}

/* [rows, columns], as the case says where the data are too many, else as they are. */
static bool compare_shape(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual)
{
    const struct grade_value *got = part(actual, "shape");
    const struct grade_value *rows = part(actual, "data"), *columns = part(actual, "columns");
    if (!wanted(expected, "shape"))
        return true;
    if (got->kind != GRADE_KIND_NONE || !value_is(rows, GRADE_KIND_LIST) ||
        !value_is(columns, GRADE_KIND_LIST))
        return compare_part(c, expected, actual, "shape", "the shape");
    struct grade_value *made = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(made, grade_value_int((long long)rows->count));
    grade_value_add(made, grade_value_int((long long)columns->count));
    bool same = compare_named(c, part(expected, "shape"), made, ".shape", "the shape");
    grade_value_free(made);
    return same;
}

/* The whole --------------------------------------------------------------------------------- */

static bool array_parts(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual)
{
    return compare_dtype(c, expected, actual) &&
           compare_part(c, expected, actual, "shape", "the shape") &&
           compare_part(c, expected, actual, "data", "the data");
}

static bool index_parts(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual)
{
    return compare_part(c, expected, actual, "index", "the index") &&
           compare_names(c, expected, actual, "index_names", "the names of the index");
}

static bool series_parts(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual)
{
    if (!same_length(expected, actual) && !compare_data(c, expected, actual))
        return false;
    return compare_dtype(c, expected, actual) && index_parts(c, expected, actual) &&
           compare_data(c, expected, actual) &&
           compare_part(c, expected, actual, "name", "the name");
}

static bool frame_parts(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual)
{
    if (!compare_columns(c, expected, actual) || !compare_shape(c, expected, actual))
        return false;
    if (!same_length(expected, actual) && !compare_data(c, expected, actual))
        return false;
    return compare_dtypes(c, expected, actual) && index_parts(c, expected, actual) &&
           compare_data(c, expected, actual) &&
           compare_names(c, expected, actual, "column_names", "the names of the columns");
}

static bool as_table(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual,
                     bool (*parts)(struct comparison *c, const struct grade_value *expected,
                                   const struct grade_value *actual))
{
    c->tables++;
    bool same = parts(c, expected, actual);
    c->tables--;
    return same;
}

bool compare_arrays(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual)
{
    return as_table(c, expected, actual, array_parts);
}

bool compare_series(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual)
{
    return as_table(c, expected, actual, series_parts);
}

bool compare_frames(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual)
{
    return as_table(c, expected, actual, frame_parts);
}
