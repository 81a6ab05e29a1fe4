/* `generate` and `reference`: a case whose inputs are drawn, and whose answers come from a solution
 * that the package holds. The case's steps are the set-up, if there is one, and one that has no
 * arguments yet. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_INPUTS = 1000, SOME_INPUTS = 50 };

static const char default_reference[] = "solutions/reference.py";

/* `generate` as it stands in the document; borrowed. */
struct body {
    const struct grade_value *args, *kwargs, *count, *edges, *raises;
};

#define FIELD(name) offsetof(struct body, name)
static const struct bank_key keys[] = {
    {"args", BANK_LIST, bank_keep, FIELD(args), true},
    {"kwargs", BANK_OBJECT, bank_keep, FIELD(kwargs), false},
    {"count", BANK_INT, bank_keep, FIELD(count), false},
    {"edges", BANK_LIST, bank_keep, FIELD(edges), false},
    {"raises", BANK_STRING | BANK_LIST, bank_keep, FIELD(raises), false},
};
#undef FIELD
const struct bank_schema bank_generate_schema = BANK_SCHEMA(keys, NULL);

static int read_kwargs(struct grade_generate *to, const struct grade_value *json,
                       struct grade_err *err)
{
    size_t count = json ? json->count / 2 : 0;
    to->kwargs.parts = grade_alloc_array(count, sizeof(to->kwargs.parts[0]));
    to->kwargs.part_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct grade_value *name = json->items[2 * i];
        struct bank_shown shown = bank_show(name->text, name->len);
        if (!bank_is_identifier(name->text, name->len))
            return bank_fail(err, "'%s' is not a name of Python", shown.text);
        bank_push(&to->names, grade_strndup(name->text, name->len));
        int rc = bank_strategy(&to->kwargs.parts[i], json->items[2 * i + 1], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", shown.text);
    }
    return 0;
}

/* One input that the author gives: a list of arguments, or {"args": [...], "kwargs": {...}}. */
static int read_edge(struct grade_value **out, const struct grade_value *json,
                     struct grade_err *err)
{
    struct body body = {.args = json};
    static const struct bank_key edge_keys[] = {
        {"args", BANK_LIST, bank_keep, offsetof(struct body, args), true},
        {"kwargs", BANK_OBJECT, bank_keep, offsetof(struct body, kwargs), false},
    };
    static const struct bank_schema edge_schema = BANK_SCHEMA(edge_keys, NULL);
    struct grade_value *args = NULL, *kwargs = NULL;
    int rc = bank_check_type(json, BANK_LIST | BANK_OBJECT, err);
    if (rc == 0 && json->kind != GRADE_KIND_LIST)
        rc = bank_read_keys(&edge_schema, json, &body, err);
    if (rc == 0)
        rc = bank_plain(&args, body.args, err);
    if (rc == 0 && body.kwargs)
        rc = bank_plain(&kwargs, body.kwargs, err);
    if (rc < 0) {
        grade_value_free(args);
        return rc;
    }
    *out = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(*out, args);
    grade_value_add(*out, kwargs ? kwargs : grade_value_new(GRADE_KIND_DICT));
    return 0;
}

static int read_edges(struct grade_generate *to, const struct grade_value *json,
                      struct grade_err *err)
{
    to->edges = grade_value_new(GRADE_KIND_LIST);
    size_t count = json ? json->count : 0;
    if (count > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", count, BANK_MAX_LIST);
    for (size_t i = 0; i < count; i++) {
        struct grade_value *edge = NULL;
        int rc = read_edge(&edge, json->items[i], err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "item %zu", i + 1);
        grade_value_add(to->edges, edge);
    }
    return 0;
}

static int read_raises(struct grade_generate *to, const struct grade_value *json,
                       struct grade_err *err)
{
    size_t count = json ? json->kind == GRADE_KIND_LIST ? json->count : 1 : 0;
    if (count > BANK_MAX_LIST)
        return bank_fail(err, "has %zu items; %d are the most", count, BANK_MAX_LIST);
    for (size_t i = 0; i < count; i++) {
        const struct grade_value *one = json->kind == GRADE_KIND_LIST ? json->items[i] : json;
        char *name = NULL;
        int rc = bank_check_type(one, BANK_STRING, err);
        if (rc == 0)
            rc = bank_dotted((void *)&name, one, err);
        if (rc < 0)
            return rc;
        bank_push(&to->raises, name);
    }
    return 0;
}

static int read_args(struct grade_generate *to, const struct grade_value *json,
                     struct grade_err *err)
{
    to->args.draw = to->kwargs.draw = GRADE_DRAW_TUPLE;
    return bank_strategies(&to->args, json, err);
}

static int read_count(struct grade_generate *to, const struct grade_value *json,
                      struct grade_err *err)
{
    long long count = SOME_INPUTS;
    int rc = json ? bank_whole(&count, json, 1, MOST_INPUTS, err) : 0;
    to->count = (size_t)count;
    return rc;
}

int bank_generate(void *field, const struct grade_value *json, struct grade_err *err)
{
    struct body body = {0};
    int rc = bank_read_keys(&bank_generate_schema, json, &body, err);
    if (rc < 0)
        return rc;
    struct grade_generate *to = grade_alloc(sizeof(*to));
    *(struct grade_generate **)field = to;
    const struct {
        const char *name;
        int (*read)(struct grade_generate *to, const struct grade_value *json,
                    struct grade_err *err);
        const struct grade_value *json;
    } parts[] = {{"args", read_args, body.args},
                 {"kwargs", read_kwargs, body.kwargs},
                 {"count", read_count, body.count},
                 {"edges", read_edges, body.edges},
                 {"raises", read_raises, body.raises}};
    for (size_t i = 0; i < GRADE_COUNT(parts); i++) {
        rc = parts[i].read(to, parts[i].json, err);
        if (rc < 0)
            return grade_err_wrap(err, rc, "%s", parts[i].name);
    }
    rc = bank_check_strategy(&to->args, err);
    return rc < 0 ? rc : bank_check_strategy(&to->kwargs, err);
}

void bank_generate_free(struct grade_generate *generate)
{
    if (!generate)
        return;
    bank_strategy_done(&generate->args);
    bank_strategy_done(&generate->kwargs);
    bank_strings_done(&generate->names);
    bank_strings_done(&generate->raises);
    grade_value_free(generate->edges);
    free(generate);
}

/* The case -------------------------------------------------------------------------------- */

int bank_reference(struct grade_problem *problem, size_t *out, const struct grade_value *json,
                   struct grade_err *err)
{
    cleanup_free char *path = grade_strdup(default_reference);
    const char *fault = json ? bank_path_fault(json) : NULL;
    if (fault)
        return bank_fail(err, "reference: the path '%s' %s", bank_show(json->text, json->len).text,
                         fault);
    if (json) {
        free(path);
        path = grade_strndup(json->text, json->len);
    }
    for (*out = 0; *out < problem->reference_count; ++*out)
        if (!strcmp(problem->references[*out].path, path))
            return 0;
    problem->references =
        grade_realloc_array(problem->references, *out + 1, sizeof(problem->references[0]));
    problem->references[problem->reference_count++] =
        (struct grade_file){grade_take(path), NULL, 0};
    return 0;
}

int bank_build_generated(struct grade_case *c, const struct bank_step_json *plain,
                         struct grade_err *err)
{
    const struct {
        const char *name;
        const struct grade_value *json;
    } others[] = {{"args", plain->args},     {"kwargs", plain->kwargs}, {"returns", plain->returns},
                  {"raises", plain->raises}, {"stdout", plain->out},    {"stderr", plain->errout},
                  {"warns", plain->warns},   {"then", plain->then},     {"advance", plain->advance},
                  {"given", plain->given},   {"laws", plain->laws}};
    for (size_t i = 0; i < GRADE_COUNT(others); i++)
        if (others[i].json)
            return bank_fail(err,
                             "'%s' beside 'generate': what goes in is drawn, and what must come "
                             "out is what the reference gives",
                             others[i].name);
    if (!plain->call == !plain->eval)
        return bank_fail(err, "'generate' needs 'call' or 'eval'");
    const struct bank_step_json setup = {.exec = plain->exec};
    const struct bank_step_json action = {.call = plain->call, .eval = plain->eval};
    int rc = plain->exec ? bank_add_action(c, &setup, 0, 0, err) : 0;
    return rc < 0 ? rc : bank_add_action(c, &action, 1, 0, err);
}
