/* Ways to store a key of a document: the functions that key tables name. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

int bank_skip(void *field, const struct grade_value *json, struct grade_err *err)
{
    (void)field, (void)json, (void)err;
    return 0;
}

int bank_keep(void *field, const struct grade_value *json, struct grade_err *err)
{
    (void)err;
    *(const struct grade_value **)field = json;
    return 0;
}

int bank_copy(void *field, const struct grade_value *json, struct grade_err *err)
{
    (void)err;
    *(struct grade_value **)field = grade_value_copy(json);
    return 0;
}

int bank_bool(void *field, const struct grade_value *json, struct grade_err *err)
{
    (void)err;
    *(bool *)field = json->boolean;
    return 0;
}

int bank_string(char **out, const struct grade_value *json, struct grade_err *err)
{
    if (memchr(json->text, '\0', json->len))
        return bank_fail(err, "must not hold a NUL character");
    *out = grade_strndup(json->text, json->len);
    return 0;
}

int bank_line(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (!json->len)
        return bank_fail(err, "must not be empty");
    if (json->len > BANK_MAX_LINE)
        return bank_fail(err, "is longer than %d bytes", BANK_MAX_LINE);
    if (!bank_is_line(json->text, json->len))
        return bank_fail(err, "must be one line without control characters: '%s'",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

int bank_prose(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (!json->len)
        return bank_fail(err, "must not be empty");
    if (!bank_is_prose(json->text, json->len))
        return bank_fail(err, "must not hold control characters: '%s'",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

int bank_dotted(void *field, const struct grade_value *json, struct grade_err *err)
{
    cleanup_free char *text = NULL;
    int rc = bank_string(&text, json, err);
    if (rc == 0 && !bank_is_dotted(text))
        rc = bank_fail(err, "'%s' is not a name of Python", bank_show(json->text, json->len).text);
    if (rc == 0)
        *(char **)field = grade_take(text);
    return rc;
}

int bank_whole(long long *out, const struct grade_value *json, long long least, long long most,
               struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_INT, err);
    if (rc < 0)
        return rc;
    long long number = grade_value_number(json, LLONG_MIN);
    if (number < least || number > most)
        return bank_fail(err, "must lie between %lld and %lld, not %.40s", least, most, json->text);
    *out = number;
    return 0;
}

int bank_word(const struct grade_value *json, const char *const *words, size_t count,
              struct grade_err *err)
{
    int rc = bank_check_type(json, BANK_STRING, err);
    if (rc < 0)
        return rc;
    cleanup_buf struct grade_buf known = GRADE_BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        if (grade_value_is_str(json, words[i]))
            return (int)i;
        grade_buf_addf(&known, "%s'%s'", i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
    }
    return bank_fail(err, "must be %s, not '%s'%s", grade_buf_text(&known),
                     bank_show(json->text, json->len).text,
                     bank_suggest(json->text, words, count).text);
}

void bank_push(struct grade_strings *strings, char *text)
{
    strings->items =
        grade_realloc_array(strings->items, strings->count + 1, sizeof(strings->items[0]));
    strings->items[strings->count++] = text;
}

/* Lists of strings: each item checked and copied by `one`. */
static int strings_of(struct grade_strings *out, const struct grade_value *json,
                      int (*one)(void *, const struct grade_value *, struct grade_err *),
                      struct grade_err *err)
{
    if (json->count > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", json->count, BANK_MAX_LIST);
    for (size_t i = 0; i < json->count; i++) {
        char *text = NULL;
        int rc = bank_check_type(json->items[i], BANK_STRING, err);
        if (rc == 0)
            rc = one(&text, json->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
        bank_push(out, text);
    }
    return 0;
}

static int check_distinct(const struct grade_strings *strings, struct grade_err *err)
{
    for (size_t i = 1; i < strings->count; i++)
        for (size_t k = 0; k < i; k++)
            if (!strcmp(strings->items[i], strings->items[k]))
                return bank_fail(err, "'%s' stands there twice", strings->items[i]);
    return 0;
}

static int distinct_of(void *field, const struct grade_value *json,
                       int (*one)(void *, const struct grade_value *, struct grade_err *),
                       struct grade_err *err)
{
    int rc = strings_of(field, json, one, err);
    return rc == 0 ? check_distinct(field, err) : rc;
}

static int one_identifier(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (!bank_is_identifier(json->text, json->len))
        return bank_fail(err, "'%s' is not a name of Python",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int one_argument(void *field, const struct grade_value *json, struct grade_err *err)
{
    return bank_string(field, json, err);
}

int bank_lines(void *field, const struct grade_value *json, struct grade_err *err)
{
    return distinct_of(field, json, bank_line, err);
}

int bank_proses(void *field, const struct grade_value *json, struct grade_err *err)
{
    return strings_of(field, json, bank_prose, err);
}

int bank_identifiers(void *field, const struct grade_value *json, struct grade_err *err)
{
    return distinct_of(field, json, one_identifier, err);
}

int bank_modules(void *field, const struct grade_value *json, struct grade_err *err)
{
    return distinct_of(field, json, bank_dotted, err);
}

int bank_argv(void *field, const struct grade_value *json, struct grade_err *err)
{
    return strings_of(field, json, one_argument, err);
}

static int add_variable(struct grade_strings *out, const struct grade_value *name,
                        const struct grade_value *json, struct grade_err *err)
{
    /* The shell's idea of a name; keywords of Python are none of its business. */
    bool fine = name->len > 0 && !bank_is_number(name->text, 1);
    for (size_t i = 0; i < name->len; i++)
        fine = fine &&
               strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
                      name->text[i]) &&
               name->text[i];
    struct bank_shown shown = bank_show(name->text, name->len);
    if (!fine)
        return bank_fail(err, "'%s' is no name of a variable", shown.text);
    cleanup_free char *text = NULL;
    int rc = bank_check_type(json, BANK_STRING, err);
    if (rc == 0)
        rc = bank_string(&text, json, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "%s", shown.text);
    bank_push(out, grade_printf("%s=%s", name->text, text));
    return 0;
}

int bank_env(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (json->count / 2 > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", json->count / 2, BANK_MAX_LIST);
    int rc = 0;
    for (size_t i = 0; i + 1 < json->count && rc == 0; i += 2)
        rc = add_variable(field, json->items[i], json->items[i + 1], err);
    return rc;
}

int bank_joined(char **out, const struct grade_value *json, char glue, struct grade_err *err)
{
    if (json->kind == GRADE_KIND_STR)
        return bank_string(out, json, err);
    cleanup_buf struct grade_buf joined = GRADE_BUF_INIT;
    for (size_t i = 0; i < json->count; i++) {
        const struct grade_value *line = json->items[i];
        int rc = bank_check_type(line, BANK_STRING, err);
        if (rc == 0 && memchr(line->text, '\0', line->len))
            rc = bank_fail(err, "must not hold a NUL character");
        if (rc < 0)
            return grade_err_wrap(err, rc, "line %zu", i + 1);
        if (i > 0)
            grade_buf_addc(&joined, glue);
        grade_buf_add(&joined, line->text, line->len);
    }
    *out = grade_buf_take(&joined);
    return 0;
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n\f")];
}

int bank_source(void *field, const struct grade_value *json, struct grade_err *err)
{
    cleanup_free char *source = NULL;
    int rc = bank_joined(&source, json, '\n', err);
    if (source && is_blank(source))
        rc = bank_fail(err, "must not be empty");
    if (rc == 0)
        *(char **)field = grade_take(source);
    return rc;
}

/* A fault in a package, whatever module found it. */
static int as_package(struct grade_err *err, int rc)
{
    if (rc < 0 && err)
        err->fault = GRADE_FAULT_PACKAGE;
    return rc;
}

int bank_limits(void *field, const struct grade_value *json, struct grade_err *err)
{
    for (size_t i = 0; i + 1 < json->count; i += 2) {
        const struct grade_value *name = json->items[i], *value = json->items[i + 1];
        struct bank_shown shown = bank_show(name->text, name->len);
        int rc = bank_check_type(value, BANK_INT, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", shown.text);
        rc = grade_limits_set(field, shown.text, grade_value_number(value, LLONG_MAX), err);
        if (rc < 0)
            return as_package(err, rc);
    }
    return 0;
}

static int from_json(struct grade_value **out, const struct grade_value *json,
                     enum grade_value_role role, struct grade_err *err)
{
    struct grade_value *value = NULL;
    int rc = as_package(err, grade_value_from_json(&value, json, role, err));
    if (rc < 0) {
        grade_value_free(value);
        return rc;
    }
    *out = value;
    return 0;
}

int bank_expect(void *field, const struct grade_value *json, struct grade_err *err)
{
    return from_json(field, json, GRADE_ROLE_EXPECT, err);
}

int bank_expect_list(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_value *value = NULL;
    int rc = from_json(&value, json, GRADE_ROLE_EXPECT, err);
    if (rc == 0 && value->kind != GRADE_KIND_LIST && value->kind != GRADE_KIND_MATCHER) {
        grade_value_free(value);
        return bank_fail(err, "must be a list or a matcher");
    }
    if (rc == 0)
        *(struct grade_value **)field = value;
    return rc;
}

int bank_plain(void *field, const struct grade_value *json, struct grade_err *err)
{
    return from_json(field, json, GRADE_ROLE_PLAIN, err);
}
