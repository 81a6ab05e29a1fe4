/* problem.json: what a problem is. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1 };

struct grade_problem *bank_problem_new(void)
{
    struct grade_problem *problem = grade_alloc(sizeof(*problem));
    problem->solution_kind = grade_strdup("python");
    problem->solution_file = grade_strdup("solution.py");
    grade_limits_init(&problem->limits);
    return problem;
}

static int set_difficulty(void *field, const struct grade_value *json, struct grade_err *err)
{
    long long number = 0;
    int rc = bank_whole(&number, json, 1, 5, err);
    *(int *)field = (int)number;
    return rc;
}

static int set_minutes(void *field, const struct grade_value *json, struct grade_err *err)
{
    enum { A_WEEK = 7 * 24 * 60 };
    long long number = 0;
    int rc = bank_whole(&number, json, 1, A_WEEK, err);
    *(int *)field = (int)number;
    return rc;
}

/* solution ------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    bool supported;
} kinds[] = {
    {"python", true},      {"program", true}, {"tests", true}, {"mypy", false},
    {"wsgi", true},        {"asgi", true},    {"env", true},   {"iam", true},
    {"dockerfile", true},  {"nginx", true},   {"json", false}, {"workflow", true},
    {"supervisord", true}, {"gitlab", true},
};

static int set_kind(void *field, const struct grade_value *json, struct grade_err *err)
{
    const char *names[GRADE_COUNT(kinds)];
    for (size_t i = 0; i < GRADE_COUNT(kinds); i++) {
        names[i] = kinds[i].name;
        if (!grade_value_is_str(json, kinds[i].name))
            continue;
        if (!kinds[i].supported)
            return bank_fail(err, "`%s` is not supported by this version of grade", names[i]);
        char **kind = field;
        free(*kind);
        *kind = grade_strdup(names[i]);
        return 0;
    }
    return bank_fail(err, "unknown kind '%s'%s", bank_show(json->text, json->len).text,
                     bank_suggest(json->text, names, GRADE_COUNT(names)).text);
}

static int set_file(void *field, const struct grade_value *json, struct grade_err *err)
{
    cleanup_free char *name = NULL;
    int rc = bank_line((void *)&name, json, err);
    if (rc < 0)
        return rc;
    if (strchr(name, '/') || !strcmp(name, ".") || !strcmp(name, ".."))
        return bank_fail(err, "'%s' is not the name of a file", name);
    char **file = field;
    free(*file);
    *file = grade_take(name);
    return 0;
}

static int set_subject(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (!bank_is_identifier(json->text, json->len))
        return bank_fail(err, "'%s' is not the name of a module",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int set_runner(void *field, const struct grade_value *json, struct grade_err *err)
{
    static const char *const words[] = {"pytest", "unittest"};
    int word = bank_word(json, words, GRADE_COUNT(words), err);
    if (word >= 0)
        *(bool *)field = word == 1;
    return word < 0 ? word : 0;
}

/* "app", or "create_app()" for what makes one. */
static int set_app(void *field, const struct grade_value *json, struct grade_err *err)
{
    size_t len = json->len;
    if (len > 2 && !memcmp(json->text + len - 2, "()", 2))
        len -= 2;
    if (!bank_is_identifier(json->text, len))
        return bank_fail(err, "'%s' is not like \"app\" or \"create_app()\"",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int set_framework(void *field, const struct grade_value *json, struct grade_err *err)
{
    static const char *const words[] = {"django"};
    int word = bank_word(json, words, GRADE_COUNT(words), err);
    if (word >= 0)
        *(bool *)field = true;
    return word < 0 ? word : 0;
}

#define FIELD(name) offsetof(struct grade_problem, name)
static const struct bank_key solution_keys[] = {
    {"kind", BANK_STRING, set_kind, FIELD(solution_kind), false},
    {"file", BANK_STRING, set_file, FIELD(solution_file), false},
    {"subject", BANK_STRING, set_subject, FIELD(subject), false},
    {"runner", BANK_STRING, set_runner, FIELD(by_unittest), false},
    {"app", BANK_STRING, set_app, FIELD(app), false},
    {"framework", BANK_STRING, set_framework, FIELD(django), false},
    {"settings", BANK_OBJECT, bank_plain, FIELD(settings), false},
};
const struct bank_schema bank_solution_schema = BANK_SCHEMA(solution_keys, NULL);

static int set_solution(void *field, const struct grade_value *json, struct grade_err *err)
{
    return bank_read_keys(&bank_solution_schema, json, field, err);
}

/* python -------------------------------------------------------------------------------- */

static int set_versions(void *field, const struct grade_value *json, struct grade_err *err)
{
    cleanup_free char *versions = NULL;
    int rc = bank_line((void *)&versions, json, err);
    if (rc < 0)
        return rc;
    if (!bank_versions_ok(versions))
        return bank_fail(err, "'%s' is not like \">=3.9,<3.13\"", versions);
    *(char **)field = grade_take(versions);
    return 0;
}

static const struct bank_key python_keys[] = {
    {"versions", BANK_STRING, set_versions, FIELD(python_versions), false},
    {"modules", BANK_LIST, bank_modules, FIELD(python_modules), false},
    {"preload", BANK_LIST, bank_modules, FIELD(python_preload), false},
};
const struct bank_schema bank_python_schema = BANK_SCHEMA(python_keys, NULL);

static int set_python(void *field, const struct grade_value *json, struct grade_err *err)
{
    return bank_read_keys(&bank_python_schema, json, field, err);
}

/* The document -------------------------------------------------------------------------- */

static const struct bank_key problem_keys[] = {
    {"$schema", BANK_STRING, bank_skip, 0, false},
    {"format", BANK_INT, bank_skip, 0, true},
    {"title", BANK_STRING, bank_line, FIELD(title), true},
    {"topic", BANK_STRING, bank_line, FIELD(topic), false},
    {"concepts", BANK_LIST, bank_lines, FIELD(concepts), false},
    {"difficulty", BANK_INT, set_difficulty, FIELD(difficulty), false},
    {"minutes", BANK_INT, set_minutes, FIELD(minutes), false},
    {"requires", BANK_LIST, bank_lines, FIELD(requires), false},
    {"solution", BANK_OBJECT, set_solution, 0, false},
    {"names", BANK_LIST, bank_identifiers, FIELD(names), false},
    {"python", BANK_OBJECT, set_python, 0, false},
    {"limits", BANK_OBJECT, bank_limits, FIELD(limits), false},
    {"hints", BANK_LIST, bank_proses, FIELD(hints), false},
    {"misconceptions", BANK_LIST, bank_misconceptions, 0, false},
    {"mutants", BANK_OBJECT, bank_mutants, 0, false},
    {"licence", BANK_STRING, bank_line, FIELD(licence), false},
    {"source", BANK_STRING, bank_prose, FIELD(source), false},
};
#undef FIELD
const struct bank_schema bank_problem_schema = BANK_SCHEMA(problem_keys, NULL);

/* Before anything else: a later format may have keys and meanings that we do not know. */
static int check_format(const struct grade_value *json, struct grade_err *err)
{
    const struct grade_value *format = grade_value_get(json, "format");
    if (!format || format->kind != GRADE_KIND_INT)
        return 0;
    long long number = grade_value_number(format, LLONG_MAX);
    if (number > FORMAT)
        return bank_fail(err,
                         "format %.20s is newer than this grade, which reads format %d: "
                         "update grade",
                         format->text, FORMAT);
    if (number < FORMAT)
        return bank_fail(err, "format: must be %d, not %.20s", FORMAT, format->text);
    return 0;
}

/* "test_cart.py" is imported as test_cart, and must not be what it tests. */
static int check_test_file(const struct grade_problem *problem, struct grade_err *err)
{
    const char *file = problem->solution_file;
    size_t len = strlen(file), stem = len > 3 ? len - 3 : 0;
    if (!stem || strcmp(file + stem, ".py") != 0 || !bank_is_identifier(file, stem))
        return bank_fail(err, "solution: file: '%s' is not the file of a module", file);
    if (strlen(problem->subject) == stem && !strncmp(file, problem->subject, stem))
        return bank_fail(err, "solution: the tests and their subject have the same name");
    return 0;
}

void bank_preload(struct grade_problem *problem, const char *module)
{
    for (size_t i = 0; i < problem->python_preload.count; i++)
        if (!strcmp(problem->python_preload.items[i], module))
            return;
    bank_push(&problem->python_preload, grade_strdup(module));
}

static int settle_tests(struct grade_problem *problem, struct grade_err *err)
{
    if (strcmp(problem->solution_kind, "tests") != 0) {
        if (problem->subject || problem->by_unittest)
            return bank_fail(err, "solution: 'subject' and 'runner' are for the kind 'tests'");
        return 0;
    }
    if (!problem->subject)
        return bank_fail(err, "solution: tests need a 'subject': the module that they import");
    if (problem->names.count)
        return bank_fail(err, "names: tests define what they like; expect tests.collected instead");
    bank_preload(problem, problem->by_unittest ? "unittest" : "pytest");
    return check_test_file(problem, err);
}

int bank_parse_problem(struct grade_problem *problem, const char *text, size_t len,
                       struct grade_err *err)
{
    struct grade_value *json = NULL;
    int rc = grade_json_parse(&json, text, len, err);
    if (rc < 0)
        return rc;
    rc = check_format(json, err);
    if (rc == 0)
        rc = bank_read_keys(&bank_problem_schema, json, problem, err);
    if (rc == 0)
        rc = settle_tests(problem, err);
    if (rc == 0)
        rc = bank_settle_model(problem, err);
    if (rc == 0)
        rc = bank_settle_web(problem, err);
    grade_value_free(json);
    return rc;
}
