/* Kinds of solution that are configuration: each is parsed to a model, which the cases ask. The
 * models themselves are Python: harness/models. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct grade_model models[] = {
    {"dockerfile", "image", "Dockerfile", "Dockerfile", "dockerfile", NULL, NULL},
    {"nginx", "nginx", "nginx.conf", "conf", "nginx", NULL, "/usr/sbin/nginx"},
    {"supervisord", "supervisor", "supervisord.conf", "conf", "supervisord", NULL, NULL},
    {"env", "env", ".env", "env", "dotenv", "dotenv", NULL},
    {"iam", "policy", "policy.json", "json", "iam", NULL, NULL},
    {"workflow", "ci", "workflow.yml", "yml", "actions", "yaml", NULL},
    {"gitlab", "ci", ".gitlab-ci.yml", "yml", "gitlab", "yaml", NULL},
};

static const struct grade_model *find(const char *kind)
{
    for (size_t i = 0; i < GRADE_COUNT(models); i++)
        if (!strcmp(models[i].kind, kind))
            return &models[i];
    return NULL;
}

static bool holds(const struct grade_strings *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (!strcmp(list->items[i], text))
            return true;
    return false;
}

int bank_settle_model(struct grade_problem *problem, struct grade_err *err)
{
    const struct grade_model *model = problem->model = find(problem->solution_kind);
    if (!model)
        return 0;
    problem->program = model->program;
    if (!strcmp(problem->solution_file, "solution.py")) {
        free(problem->solution_file);
        problem->solution_file = grade_strdup(model->file);
    }
    if (problem->names.count)
        return bank_fail(err, "names: a solution of kind '%s' defines none; its cases ask '%s'",
                         model->kind, model->name);
    for (size_t i = 0; i < problem->misconception_count; i++)
        if (problem->misconceptions[i].rule)
            return bank_fail(err, "misconceptions: %s: 'rule' is for Python, not for kind '%s'",
                             problem->misconceptions[i].name, model->kind);
    if (model->needs && !holds(&problem->python_preload, model->needs))
        bank_push(&problem->python_preload, grade_strdup(model->needs));
    return 0;
}

int bank_check_model_case(const struct grade_problem *problem, const struct grade_case *c,
                          struct grade_err *err)
{
    const struct grade_model *model = problem->model;
    if (!model)
        return 0;
    if (c->rule)
        return bank_fail(err, "'rule' is for Python, not for kind '%s'", model->kind);
    if (c->input || c->has_exit || c->argv.count)
        return bank_fail(err, "a solution of kind '%s' is not run: ask '%s'", model->kind,
                         model->name);
    if (c->generate)
        return bank_fail(err, "'generate' is for Python, not for kind '%s'", model->kind);
    for (size_t i = 0; i < c->given.count; i++)
        if (!strcmp(c->given.items[i].name, model->name))
            return bank_fail(err, "given: %s: this is what the solution is called; take another",
                             model->name);
    return 0;
}

char *grade_problem_starter(const struct grade_problem *problem)
{
    return grade_printf("starter.%s", problem->model ? problem->model->suffix : "py");
}
