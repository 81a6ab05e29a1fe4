/* cases.json: the cases of a problem. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A case that is being read: what is stored at once, and what has to wait for the rest. */
struct reader {
    struct bank_step_json plain; /* first: its tables of keys count from here */
    struct grade_case c;
    struct bank_files files;
    const struct grade_value *steps, *table, *clock, *reference, *sizes, *growth;
    size_t *repeated; /* of the whole document */
};

static int set_points(void *field, const struct grade_value *json, struct grade_err *err)
{
    double points = json->kind == GRADE_KIND_INT ? strtod(json->text, NULL) : json->real;
    if (!(points > 0 && points <= 1e6))
        return bank_fail(err, "must be greater than 0 and at most 1000000");
    *(double *)field = points;
    return 0;
}

static int set_visibility(void *field, const struct grade_value *json, struct grade_err *err)
{
    static const char *const words[] = {"visible", "hidden"};
    int word = bank_word(json, words, GRADE_COUNT(words), err);
    if (word >= 0)
        *(bool *)field = word == 1;
    return word < 0 ? word : 0;
}

static int set_input(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_case *c = field;
    struct grade_value *value = NULL;
    int rc = bank_plain(&value, json, err);
    if (rc < 0)
        return rc;
    if (value->kind == GRADE_KIND_STR || value->kind == GRADE_KIND_BYTES) {
        c->input = grade_strndup(value->text, value->len);
        c->input_len = value->len;
    } else {
        rc = bank_fail(err, "must be a string or $bytes");
    }
    grade_value_free(value);
    return rc;
}

static int set_exit(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct grade_case *c = field;
    long long status = 0;
    int rc = bank_whole(&status, json, 0, 255, err);
    c->has_exit = rc == 0;
    c->exit_status = (int)status;
    return rc;
}

static int allow(struct grade_case *c, const struct grade_value *json, struct grade_err *err)
{
    static const char *const words[] = {"threads", "processes", "network", "multiprocessing"};
    bool *const flags[] = {&c->threads, &c->processes, &c->network, &c->shared_memory};
    int word = bank_word(json, words, GRADE_COUNT(words), err);
    if (word >= 0)
        *flags[word] = true;
    c->threads |= c->shared_memory; /* its queues have a thread that feeds them */
    c->processes |= c->shared_memory;
    return word < 0 ? word : 0;
}

static int set_profile(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (json->kind == GRADE_KIND_STR)
        return allow(field, json, err);
    for (size_t i = 0; i < json->count; i++) {
        int rc = allow(field, json->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    return 0;
}

static int set_subject(void *field, const struct grade_value *json, struct grade_err *err)
{
    const char *fault = bank_path_fault(json);
    return fault ? bank_fail(err, "the path %s", fault) : bank_string(field, json, err);
}

#define C(name)    offsetof(struct reader, c.name)
#define HERE(name) offsetof(struct reader, name)
static const struct bank_key case_keys[] = {
    {"name", BANK_STRING, bank_line, C(name), true},
    {"why", BANK_STRING, bank_prose, C(why), false},
    {"hint", BANK_STRING, bank_prose, C(hint), false},
    {"keep", BANK_STRING, bank_prose, C(keep), false},
    {"points", BANK_NUMBER, set_points, C(points), false},
    {"visibility", BANK_STRING, set_visibility, C(hidden), false},
    {"needs", BANK_LIST, bank_lines, C(needs), false},
    {"steps", BANK_LIST, bank_keep, HERE(steps), false},
    {"table", BANK_LIST, bank_keep, HERE(table), false},
    {"stdin", BANK_STRING | BANK_OBJECT, set_input, HERE(c), false},
    {"exit", BANK_INT, set_exit, HERE(c), false},
    {"argv", BANK_LIST, bank_argv, C(argv), false},
    {"env", BANK_OBJECT, bank_env, C(env), false},
    {"files", BANK_OBJECT, bank_files, HERE(files), false},
    {"limits", BANK_OBJECT, bank_limits, C(limits), false},
    {"profile", BANK_STRING | BANK_LIST, set_profile, HERE(c), false},
    {"clock", BANK_STRING, bank_keep, HERE(clock), false},
    {"types", BANK_BOOL, bank_bool, C(types), false},
    {"replace", BANK_LIST, bank_identifiers, C(replace), false},
    {"rule", BANK_OBJECT, bank_rule, C(rule), false},
    {"generate", BANK_OBJECT, bank_generate, C(generate), false},
    {"reference", BANK_STRING, bank_keep, HERE(reference), false},
    {"sizes", BANK_LIST, bank_keep, HERE(sizes), false},
    {"growth", BANK_OBJECT, bank_keep, HERE(growth), false},
    {"subject", BANK_STRING, set_subject, C(subject_path), false},
};
const struct bank_schema bank_case_schema = BANK_SCHEMA(case_keys, &bank_step_schema);

static bool acts(const struct reader *r)
{
    return r->plain.exec || r->plain.eval || r->plain.call || r->plain.laws || r->steps ||
           r->table || r->c.generate || r->growth;
}

/* The first key that is none of these, nor free; NULL: there is none. */
static const char *stray_key(const struct grade_value *json, const char *const *keys, size_t count)
{
    for (size_t i = 0; i + 1 < json->count; i += 2) {
        const char *key = json->items[i]->text;
        bool fine = !strncmp(key, "x-", 2);
        for (size_t k = 0; k < count && !fine; k++)
            fine = !strcmp(key, keys[k]);
        if (!fine)
            return key;
    }
    return NULL;
}

/* A static rule runs nothing: only how the case is presented may stand beside it. */
static int build_rule(struct reader *r, const struct grade_value *json, struct grade_err *err)
{
    static const char *const beside[] = {"name",  "why",        "hint", "points", "keep",
                                         "needs", "visibility", "rule", "limits"};
    const char *stray = stray_key(json, beside, GRADE_COUNT(beside));
    if (stray)
        return bank_fail(err, "'%s' means nothing beside 'rule', which runs nothing", stray);
    r->c.kind = GRADE_CASE_RULE;
    if (!r->c.hint && r->c.rule->hint)
        r->c.hint = grade_strdup(r->c.rule->hint);
    return 0;
}

/* The learner's tests are run on a subject; nothing but what becomes of them is looked at. */
static int build_tests(struct reader *r, const struct grade_value *json, struct grade_err *err)
{
    static const char *const beside[] = {"name",       "why",     "hint",   "points", "needs",
                                         "visibility", "subject", "limits", "then",   "files",
                                         "keep",       "env",     "clock",  "profile"};
    const char *stray = stray_key(json, beside, GRADE_COUNT(beside));
    if (stray)
        return bank_fail(err, "'%s' means nothing where the solution is tests", stray);
    if (!r->c.subject_path)
        return bank_fail(err, "the solution is tests: name the 'subject' that they are run on");
    if (!r->plain.then)
        return bank_fail(err, "expects nothing of the tests: see 'then'");
    r->c.kind = GRADE_CASE_TESTS;
    return bank_fill_expectations(bank_add_empty(&r->c, 1, 0), &r->plain, err);
}

/* Whether the solution is run as a whole, as `python solution.py` would. */
static bool is_program(const struct grade_problem *problem, const struct reader *r,
                       const struct grade_value *json)
{
    if (!strcmp(problem->solution_kind, "program"))
        return true;
    return !acts(r) && (r->c.input || r->c.has_exit || grade_value_get(json, "argv"));
}

static int build_generated(struct grade_problem *problem, struct reader *r, struct grade_err *err)
{
    if (r->steps || r->table)
        return bank_fail(err, "'generate' excludes 'steps' and 'table'");
    int rc = bank_reference(problem, &r->c.generate->reference, r->reference, err);
    return rc < 0 ? rc : bank_build_generated(&r->c, &r->plain, err);
}

static int build_growth(struct reader *r, struct grade_err *err)
{
    if (r->steps || r->table || r->c.generate)
        return bank_fail(err, "'growth' excludes 'steps', 'table' and 'generate'");
    return bank_build_growth(&r->c, &r->plain, r->sizes, r->growth, err);
}

static int build(struct grade_problem *problem, struct reader *r, const struct grade_value *json,
                 struct grade_err *err)
{
    int rc = bank_check_model_case(problem, &r->c, err);
    if (rc < 0)
        return rc;
    bool plain = !r->c.rule && !strcmp(problem->solution_kind, "python");
    if (r->c.types && (!plain || !acts(r) || r->c.generate || r->growth))
        return bank_fail(err, "'types' is for steps about a module in Python");
    if (r->c.types && r->c.replace.count)
        return bank_fail(err, "'replace' beside 'types': the solution is not imported");
    if (r->c.types)
        bank_preload(problem, "mypy");
    if (r->c.rule)
        return build_rule(r, json, err);
    if (!strcmp(problem->solution_kind, "tests"))
        return build_tests(r, json, err);
    if (r->c.subject_path)
        return bank_fail(err, "'subject' is for problems whose solution is tests");
    if (is_program(problem, r, json)) {
        if (acts(r))
            return bank_fail(err, "the solution is a whole program: give stdin or argv, and expect "
                                  "stdout or exit");
        r->c.kind = GRADE_CASE_PROGRAM;
        return bank_build_program(&r->c, &r->plain, err);
    }
    if (r->c.has_exit)
        return bank_fail(err, "'exit' is for a whole program, without exec, eval, call or steps");
    if (r->sizes || r->growth)
        return build_growth(r, err);
    if (r->c.generate)
        return build_generated(problem, r, err);
    if (r->reference)
        return bank_fail(err, "'reference' belongs to 'generate'");
    return bank_build_steps(&r->c, &r->plain, r->steps, r->table, r->repeated, err);
}

/* Threads wait in real time, so they have the real clock; and whoever may start some has some. */
static int settle_clock(struct reader *r, struct grade_err *err)
{
    enum { SOME_PROCESSES = 16 };
    static const char *const words[] = {"virtual", "real"};
    long long *processes = &r->c.limits.value[GRADE_LIMIT_PROCESSES];
    if ((r->c.threads || r->c.processes) && *processes == 0)
        *processes = SOME_PROCESSES;
    int word = r->clock ? bank_word(r->clock, words, GRADE_COUNT(words), err) : 0;
    if (word < 0)
        return grade_err_wrap(err, word, "clock");
    if (r->clock && word == 0 && (r->c.threads || r->c.processes))
        return bank_fail(err, "clock: threads and processes need the real clock");
    r->c.real_clock = word == 1 || r->c.threads || r->c.processes;
    return 0;
}

static const struct grade_case *find_case(const struct grade_problem *problem, const char *name)
{
    for (size_t i = 0; i < problem->case_count; i++)
        if (!strcmp(problem->cases[i].name, name))
            return &problem->cases[i];
    return NULL;
}

/* Names and needs, against the cases before this one. */
static int check_names(const struct grade_problem *problem, const struct grade_case *c,
                       struct grade_err *err)
{
    const struct grade_case *same = find_case(problem, c->name);
    if (same)
        return bank_fail(err, "case %zu has the same name", same->number);
    const char *names[BANK_MAX_CASES];
    for (size_t i = 0; i < problem->case_count; i++)
        names[i] = problem->cases[i].name;
    for (size_t i = 0; i < c->needs.count; i++)
        if (!find_case(problem, c->needs.items[i]))
            return bank_fail(err, "needs: no case before this one is named '%s'%s",
                             c->needs.items[i],
                             bank_suggest(c->needs.items[i], names, problem->case_count).text);
    return 0;
}

static int fill_case(struct grade_problem *problem, struct reader *r,
                     const struct grade_value *json, struct grade_err *err)
{
    r->c.points = 1;
    r->c.limits = problem->limits;
    int rc = bank_read_keys(&bank_case_schema, json, r, err);
    r->c.files = r->files.files;
    r->c.file_count = r->files.count;
    if (rc == 0 && r->plain.given && (rc = bank_given(&r->c.given, r->plain.given, err)) < 0)
        return grade_err_wrap(err, rc, "given");
    r->plain.given = NULL; /* that of a step is a row's */
    if (rc == 0)
        rc = settle_clock(r, err);
    if (rc == 0)
        rc = check_names(problem, &r->c, err);
    if (rc == 0)
        rc = build(problem, r, json, err);
    return rc == 0 ? bank_check_given(problem, &r->c, err) : rc;
}

/* "case 3 'retries'", or without the name where there is none that could be shown. */
static int wrap_case(struct grade_err *err, int rc, const struct grade_value *json, size_t number)
{
    const struct grade_value *name = grade_value_get(json, "name");
    if (!name || name->kind != GRADE_KIND_STR || !name->len)
        return grade_err_wrap(err, rc, "case %zu", number);
    return grade_err_wrap(err, rc, "case %zu '%s'", number, bank_show(name->text, name->len).text);
}

static int add_case(struct grade_problem *problem, const struct grade_value *json, size_t *repeated,
                    struct grade_err *err)
{
    struct reader r = {.repeated = repeated};
    int rc = fill_case(problem, &r, json, err);
    if (rc < 0) {
        bank_case_done(&r.c);
        return rc;
    }
    r.c.number = problem->case_count + 1;
    problem->cases[problem->case_count++] = r.c;
    return 0;
}

/* They join the cases that the problem has. */
static int add_cases(struct grade_problem *problem, const struct grade_value *json,
                     struct grade_err *err)
{
    if (!json->count)
        return bank_fail(err, "must not be empty");
    if (json->count > BANK_MAX_CASES - problem->case_count)
        return bank_fail(err, "a problem has at most %d cases", BANK_MAX_CASES);
    problem->cases = grade_realloc_array(problem->cases, problem->case_count + json->count,
                                         sizeof(problem->cases[0]));
    size_t repeated = 0;
    for (size_t i = 0; i < json->count; i++) {
        int rc = add_case(problem, json->items[i], &repeated, err);
        if (rc < 0)
            return wrap_case(err, rc, json->items[i], i + 1);
    }
    return 0;
}

static const struct bank_key document_keys[] = {
    {"$schema", BANK_STRING, bank_skip, 0, false},
    {"cases", BANK_LIST, bank_keep, 0, true},
};
const struct bank_schema bank_cases_schema = BANK_SCHEMA(document_keys, NULL);

int bank_parse_cases(struct grade_problem *problem, const char *text, size_t len,
                     struct grade_err *err)
{
    struct grade_value *json = NULL;
    const struct grade_value *cases = NULL;
    int rc = grade_json_parse(&json, text, len, err);
    if (rc < 0)
        return rc;
    rc = bank_read_keys(&bank_cases_schema, json, &cases, err);
    if (rc == 0)
        rc = add_cases(problem, cases, err);
    grade_value_free(json);
    return rc;
}
