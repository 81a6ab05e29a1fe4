/* Packages from somebody else's tables: our own JSON lines, and Exercism's canonical data. What has
 * no place in our cases is left out and told; nothing is guessed. */
#include "import.h"

#include "grade/mem.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MOST = 150, CASES_MOST = 1000, DEPTH_MOST = 8 };

static void add_note(struct import *import, char *text)
{
    cleanup_free char *note = text;
    grade_strings_add(import->notes, note);
}

/* Names ---------------------------------------------------------------------------------------- */

/* "isPaired", "Is Paired": is_paired. */
static char *snake(const char *word)
{
    struct grade_buf out = GRADE_BUF_INIT;
    for (const char *at = word; *at; at++) {
        bool upper = isupper((unsigned char)*at), part = isalnum((unsigned char)*at);
        bool follows = out.len && out.data[out.len - 1] != '_';
        if (((upper && at > word && !isupper((unsigned char)at[-1])) || !part) && follows)
            grade_buf_addc(&out, '_');
        if (part && !(out.len == 0 && isdigit((unsigned char)*at)))
            grade_buf_addc(&out, (char)tolower((unsigned char)*at));
    }
    while (out.len && out.data[out.len - 1] == '_')
        out.data[--out.len] = '\0';
    return out.len ? grade_buf_take(&out) : (grade_buf_done(&out), grade_strdup("solve"));
}

static bool has_name(const struct import *import, const char *name)
{
    for (size_t i = 0; i < import->cases->count; i++)
        if (grade_value_is_str(grade_value_get(import->cases->items[i], "name"), name))
            return true;
    return false;
}

/* One line, not too long, and no other case's. */
static char *case_name(const struct import *import, const char *wanted)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    for (const char *at = wanted; *at && line.len < NAME_MOST; at++)
        grade_buf_addc(&line, (unsigned char)*at < 0x20 ? ' ' : *at);
    while (line.len && ((unsigned char)line.data[line.len - 1] & 0xC0) == 0x80 &&
           line.len >= NAME_MOST) /* not within a character */
        line.data[--line.len] = '\0';
    char *name = grade_strdup(line.len ? grade_buf_text(&line) : "a case");
    for (int number = 2; has_name(import, name); number++) {
        free(name);
        name = grade_printf("%s (%d)", line.len ? grade_buf_text(&line) : "a case", number);
    }
    return name;
}

/* Cases ---------------------------------------------------------------------------------------- */

static void add_case(struct import *import, const char *wanted, const char *function,
                     struct grade_value *args, struct grade_value *kwargs, const char *outcome_key,
                     struct grade_value *outcome)
{
    struct grade_value *one = grade_value_new(GRADE_KIND_DICT);
    cleanup_free char *name = case_name(import, wanted);
    grade_value_put(one, "name", grade_value_str(name));
    grade_value_put(one, "call", grade_value_str(function));
    grade_value_put(one, "args", args);
    if (kwargs)
        grade_value_put(one, "kwargs", kwargs);
    grade_value_put(one, outcome_key, outcome);
    grade_value_add(import->cases, one);
}

static void add_function(struct import *import, const char *name, struct grade_value *parameters)
{
    if (grade_value_get(import->functions, name))
        grade_value_free(parameters);
    else
        grade_value_put(import->functions, name, parameters);
}

/* Lines ---------------------------------------------------------------------------------------- */

/* "a", "b" and so on: the table does not tell their names. */
static struct grade_value *lettered(size_t count)
{
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < count; i++) {
        cleanup_free char *name =
            i < 26 ? grade_printf("%c", (int)('a' + i)) : grade_printf("a%zu", i);
        grade_value_add(list, grade_value_str(name));
    }
    return list;
}

/* With its tags interpreted, so that it is written as it was meant; NULL and a note where one is
 * none. */
static struct grade_value *meant(struct import *import, const struct grade_value *json,
                                 enum grade_value_role role, size_t number)
{
    struct grade_value *value = NULL;
    struct grade_err fault;
    if (grade_value_from_json(&value, json, role, &fault) == 0)
        return value;
    add_note(import, grade_printf("line %zu is left out: %s", number, fault.msg));
    return NULL;
}

/* The table of the case that has the function's name; made where there is none. */
static struct grade_value *table_of(struct import *import, const char *function)
{
    for (size_t i = 0; i < import->cases->count; i++) {
        const struct grade_value *one = import->cases->items[i];
        for (size_t k = 0; k + 1 < one->count; k += 2)
            if (grade_value_is_str(one->items[k], "table") &&
                grade_value_is_str(grade_value_get(one, "call"), function))
                return one->items[k + 1];
    }
    struct grade_value *one = grade_value_new(GRADE_KIND_DICT),
                       *table = grade_value_new(GRADE_KIND_LIST);
    cleanup_free char *name = case_name(import, function);
    grade_value_put(one, "name", grade_value_str(name));
    grade_value_put(one, "call", grade_value_str(function));
    grade_value_put(one, "table", table);
    grade_value_add(import->cases, one);
    return table;
}

static void add_row(struct import *import, const char *function, struct grade_value *args,
                    struct grade_value *kwargs, const char *outcome_key,
                    struct grade_value *outcome)
{
    bool plain = !kwargs && !strcmp(outcome_key, "returns");
    struct grade_value *row = grade_value_new(plain ? GRADE_KIND_LIST : GRADE_KIND_DICT);
    if (plain) {
        grade_value_add(row, args);
        grade_value_add(row, outcome);
    } else {
        grade_value_put(row, "args", args);
        if (kwargs)
            grade_value_put(row, "kwargs", kwargs);
        grade_value_put(row, outcome_key, outcome);
    }
    grade_value_add(table_of(import, function), row);
}

/* What one line says, as far as it could be read. */
struct row {
    const char *function, *name;
    const struct grade_value *args, *kwargs, *expected, *raises;
};

static bool read_row(struct row *row, const struct grade_value *json)
{
    *row = (struct row){
        .function = grade_value_text(grade_value_get(json, "function"), NULL),
        .name = grade_value_text(grade_value_get(json, "name"), NULL),
        .args = grade_value_get(json, "args"),
        .kwargs = grade_value_get(json, "kwargs"),
        .expected = grade_value_get(json, "expected"),
        .raises = grade_value_get(json, "raises"),
    };
    return row->function && row->args && row->args->kind == GRADE_KIND_LIST &&
           (row->expected || row->raises);
}

static void take_line(struct import *import, const struct grade_value *json, size_t number)
{
    struct row row;
    if (!read_row(&row, json)) {
        add_note(import,
                 grade_printf("line %zu is left out: it needs \"function\", a list \"args\", "
                              "and \"expected\" or \"raises\"",
                              number));
        return;
    }
    bool keyed = row.kwargs && row.kwargs->count;
    struct grade_value *args = meant(import, row.args, GRADE_ROLE_PLAIN, number),
                       *kwargs = keyed ? meant(import, row.kwargs, GRADE_ROLE_PLAIN, number) : NULL,
                       *outcome = row.raises
                                      ? grade_value_copy(row.raises)
                                      : meant(import, row.expected, GRADE_ROLE_EXPECT, number);
    if (!args || (keyed && !kwargs) || !outcome) {
        grade_value_free(args);
        grade_value_free(kwargs);
        grade_value_free(outcome);
        return;
    }
    const char *key = row.raises ? "raises" : "returns";
    add_function(import, row.function, lettered(args->count));
    if (row.name)
        add_case(import, row.name, row.function, args, kwargs, key, outcome);
    else
        add_row(import, row.function, args, kwargs, key, outcome);
}

static int take_lines(struct import *import, struct grade_err *err)
{
    const char *at = import->spec->text, *end = at + import->spec->len;
    for (size_t number = 1; at < end; number++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((stop ? stop : end) - at);
        struct grade_value *row = NULL;
        struct grade_err fault;
        bool blank = strspn(at, " \t\r\n") >= len;
        if (!blank && grade_json_parse(&row, at, len, &fault) < 0)
            return grade_fail(err, GRADE_FAULT_USAGE, EINVAL, "line %zu: %s", number, fault.msg);
        if (!blank && import->cases->count < CASES_MOST)
            take_line(import, row, number);
        grade_value_free(row);
        at += len + (stop ? 1 : 0);
    }
    return 0;
}

/* Exercism ------------------------------------------------------------------------------------- */

static bool is_replaced(const struct import *import, const char *uuid)
{
    for (size_t i = 0; uuid && i < import->replaced.count; i++)
        if (!strcmp(import->replaced.items[i], uuid))
            return true;
    return false;
}

static void gather_replaced(struct import *import, const struct grade_value *cases, int depth)
{
    for (size_t i = 0; cases && cases->kind == GRADE_KIND_LIST && i < cases->count; i++) {
        const char *uuid = grade_value_text(grade_value_get(cases->items[i], "reimplements"), NULL);
        if (uuid)
            grade_strings_add(&import->replaced, uuid);
        if (depth < DEPTH_MOST)
            gather_replaced(import, grade_value_get(cases->items[i], "cases"), depth + 1);
    }
}

/* The values of an object in the order of its keys, which must be the function's. */
static struct grade_value *positional(struct import *import, const char *function,
                                      const struct grade_value *input)
{
    struct grade_value *names = grade_value_new(GRADE_KIND_LIST),
                       *args = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i + 1 < input->count; i += 2) {
        cleanup_free char *name = snake(input->items[i]->text);
        grade_value_add(names, grade_value_str(name));
    }
    add_function(import, function, names);
    const struct grade_value *parameters = grade_value_get(import->functions, function);
    for (size_t k = 0; k < parameters->count; k++)
        for (size_t i = 0; i + 1 < input->count; i += 2) {
            cleanup_free char *name = snake(input->items[i]->text);
            if (grade_value_is_str(parameters->items[k], name))
                grade_value_add(args, grade_value_copy(input->items[i + 1]));
        }
    if (args->count == parameters->count && args->count == input->count / 2)
        return args;
    grade_value_free(args);
    return NULL;
}

/* {"error": "..."} is an exception with that message. */
static struct grade_value *exception_of(const struct grade_value *expected)
{
    const struct grade_value *error = grade_value_get(expected, "error");
    if (!expected || expected->kind != GRADE_KIND_DICT || expected->count != 2 || !error)
        return NULL;
    struct grade_value *raises = grade_value_new(GRADE_KIND_DICT),
                       *args = grade_value_new(GRADE_KIND_LIST);
    grade_value_put(raises, "type", grade_value_str("ValueError"));
    if (error->kind == GRADE_KIND_STR) {
        grade_value_add(args, grade_value_copy(error));
        grade_value_put(raises, "args", args);
    } else {
        grade_value_free(args);
    }
    return raises;
}

static void take_leaf(struct import *import, const struct grade_value *leaf, const char *name)
{
    const char *property = grade_value_text(grade_value_get(leaf, "property"), NULL);
    const struct grade_value *input = grade_value_get(leaf, "input"),
                             *expected = grade_value_get(leaf, "expected");
    if (is_replaced(import, grade_value_text(grade_value_get(leaf, "uuid"), NULL))) {
        add_note(import, grade_printf("'%s' is left out: a later case replaces it", name));
        return;
    }
    if (!property || !input || input->kind != GRADE_KIND_DICT || !expected) {
        add_note(import,
                 grade_printf("'%s' is left out: it has no property, input and expected", name));
        return;
    }
    cleanup_free char *function = snake(property);
    struct grade_value *args = positional(import, function, input);
    if (!args) {
        add_note(import, grade_printf("'%s' is left out: its input has other keys than that of the "
                                      "first case of %s",
                                      name, function));
        return;
    }
    if (grade_value_get(leaf, "scenarios"))
        add_note(import, grade_printf("'%s' has scenarios, which say nothing here", name));
    struct grade_value *raises = exception_of(expected);
    add_case(import, name, function, args, NULL, raises ? "raises" : "returns",
             raises ? raises : grade_value_copy(expected));
}

static void take_cases(struct import *import, const struct grade_value *cases, const char *prefix,
                       int depth)
{
    for (size_t i = 0; cases && cases->kind == GRADE_KIND_LIST && i < cases->count; i++) {
        const struct grade_value *one = cases->items[i], *inner = grade_value_get(one, "cases");
        const char *words = grade_value_text(grade_value_get(one, "description"), "a case");
        cleanup_free char *name = grade_printf("%s%s%s", prefix, prefix[0] ? ": " : "", words);
        if (inner && depth < DEPTH_MOST)
            take_cases(import, inner, name, depth + 1);
        else if (import->cases->count < CASES_MOST)
            take_leaf(import, one, name);
    }
}

static void take_exercism(struct import *import, const struct grade_value *document)
{
    const char *exercise = grade_value_text(grade_value_get(document, "exercise"), NULL);
    const struct grade_value *cases = grade_value_get(document, "cases");
    if (exercise)
        import->title = grade_strdup(exercise);
    for (char *at = import->title; at && *at; at++)
        *at = *at == '-' ? ' ' : *at;
    if (import->title)
        import->title[0] = (char)toupper((unsigned char)import->title[0]);
    if (grade_value_get(document, "comments"))
        add_note(import, grade_strdup("its \"comments\" are for people: read them in the source"));
    gather_replaced(import, cases, 0);
    take_cases(import, cases, "", 0);
}

/* ---------------------------------------------------------------------------------------------- */

static int settle_title(struct import *import, struct grade_err *err)
{
    if (import->spec->title) {
        free(import->title);
        import->title = grade_strdup(import->spec->title);
    }
    if (!import->title)
        import->title = grade_strdup(import->functions->count ? import->functions->items[0]->text
                                                              : import->spec->id);
    return is_title(import->title)
               ? 0
               : grade_fail(err, GRADE_FAULT_USAGE, 0,
                            "the title must be one line of at most 120 bytes without \" and \\");
}

static int gather(struct import *import, struct grade_err *err)
{
    struct grade_value *document = NULL;
    struct grade_err none;
    bool whole = grade_json_parse(&document, import->spec->text, import->spec->len, &none) == 0;
    int rc = 0;
    if (whole && grade_value_get(document, "cases"))
        take_exercism(import, document);
    else
        rc = take_lines(import, err);
    grade_value_free(document);
    if (rc == 0 && !import->cases->count)
        rc = grade_fail(err, GRADE_FAULT_USAGE, EINVAL,
                        "there is no case in it: it is neither JSON lines of {\"function\", "
                        "\"args\", \"expected\"} nor Exercism's canonical data");
    return rc;
}

int grade_import_package(const struct grade_import *spec, char **out_dir, size_t *out_cases,
                         struct grade_strings *out_notes, struct grade_err *err)
{
    struct import import = {
        .spec = spec,
        .notes = out_notes,
        .cases = grade_value_new(GRADE_KIND_LIST),
        .functions = grade_value_new(GRADE_KIND_DICT),
    };
    cleanup_free char *dir = NULL;
    int rc = new_folder(&dir, spec->bank, spec->id, err);
    if (rc == 0)
        rc = gather(&import, err);
    if (rc == 0)
        rc = settle_title(&import, err);
    if (rc == 0)
        rc = import_check(&import, err);
    if (rc == 0)
        rc = import_write(&import, dir, err);
    *out_cases = import.cases->count;
    grade_value_free(import.cases);
    grade_value_free(import.functions);
    grade_strings_done(&import.replaced);
    free(import.title);
    if (rc == 0)
        *out_dir = grade_take(dir);
    return rc;
}
