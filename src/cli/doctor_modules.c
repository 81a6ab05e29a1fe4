/* What the problems of the banks need of the interpreter: see doctor.h. */
#include "doctor.h"

#include "grade/bank.h"
#include "grade/buf.h"
#include "grade/mem.h"
#include "grade/packages.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MODULES_MAX = 256 };

struct need { /* a module, and who asks for it */
    char *module;
    char *problem; /* the first one */
    size_t problems;
};

struct needs {
    struct need items[MODULES_MAX];
    size_t count;
};

static void add_need(struct needs *needs, const char *module, const char *problem)
{
    size_t i = 0;
    while (i < needs->count && strcmp(needs->items[i].module, module) != 0)
        i++;
    if (i == MODULES_MAX)
        return;
    if (i == needs->count)
        needs->items[needs->count++] =
            (struct need){grade_strdup(module), grade_strdup(problem), 0};
    needs->items[i].problems++;
}

static bool has(const struct grade_strings *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (!strcmp(list->items[i], text))
            return true;
    return false;
}

static void add_problem(struct needs *needs, const struct grade_problem *problem, const char *name)
{
    for (size_t i = 0; i < problem->python_modules.count; i++)
        add_need(needs, problem->python_modules.items[i], name);
    for (size_t i = 0; i < problem->python_preload.count; i++)
        if (!has(&problem->python_modules, problem->python_preload.items[i]))
            add_need(needs, problem->python_preload.items[i], name);
}

static void tell_need(struct grade_findings *to, const struct grade_python *python,
                      const struct need *need)
{
    cleanup_free char *mend = grade_python_remedy(python, need->module);
    cleanup_free char *more =
        need->problems > 1 ? grade_printf(" and %zu more", need->problems - 1) : grade_strdup("");
    grade_findings_add(to, "modules", GRADE_HEALTH_DEGRADED, mend,
                       "%s is not there: %s%s %s skipped", need->module, need->problem, more,
                       need->problems > 1 ? "are" : "is");
}

/* Kinds of solution that a program of this machine reads. */
static void tell_programs(struct grade_findings *to, const struct needs *programs)
{
    for (size_t i = 0; i < programs->count; i++) {
        const struct need *need = &programs->items[i];
        cleanup_free char *package = grade_debian_program(need->module);
        cleanup_free char *mend = grade_printf("apt install %s", package);
        cleanup_free char *more = need->problems > 1
                                      ? grade_printf(" and %zu more", need->problems - 1)
                                      : grade_strdup("");
        if (access(need->module, X_OK) == 0)
            grade_findings_add(to, "programs", GRADE_HEALTH_GOOD, NULL, "%s, for %s%s",
                               need->module, need->problem, more);
        else
            grade_findings_add(to, "programs", GRADE_HEALTH_DEGRADED, mend,
                               "%s is not there: %s%s %s skipped", need->module, need->problem,
                               more, need->problems > 1 ? "are" : "is");
        free(need->module);
        free(need->problem);
    }
}

void cli_doctor_modules(struct grade_findings *to, const struct grade_python *python,
                        const char *const *banks)
{
    struct grade_strings names = {NULL, 0};
    struct needs needs = {.count = 0}, programs = {.count = 0};
    size_t missing = 0, broken = 0;
    grade_bank_list(&names, banks);
    for (size_t i = 0; i < names.count; i++) {
        cleanup_free char *dir = NULL;
        struct grade_problem *problem = NULL;
        struct grade_err err;
        if (grade_bank_find(&dir, names.items[i], banks, &err) == 0 &&
            grade_problem_load(&problem, dir, NULL, 0, &err) == 0) {
            add_problem(&needs, problem, names.items[i]);
            if (problem->program)
                add_need(&programs, problem->program, names.items[i]);
        } else if (broken++ == 0)
            grade_findings_add(to, "problems", GRADE_HEALTH_DEGRADED, "mend or remove the package",
                               "%s", err.msg);
        grade_problem_free(problem);
    }
    for (size_t i = 0; i < needs.count; i++) {
        if (!grade_python_has(python, needs.items[i].module)) {
            tell_need(to, python, &needs.items[i]);
            missing++;
        }
        free(needs.items[i].module);
        free(needs.items[i].problem);
    }
    if (broken > 1)
        grade_findings_add(to, "problems", GRADE_HEALTH_DEGRADED, NULL,
                           "%zu more packages are broken", broken - 1);
    if (names.count == 0)
        grade_findings_add(to, "problems", GRADE_HEALTH_DEGRADED,
                           "name a folder of problems: --problems DIR, or GRADE_PROBLEMS",
                           "no problem bank found");
    else if (missing == 0)
        grade_findings_add(to, "modules", GRADE_HEALTH_GOOD, NULL, "all %zu that %zu problems need",
                           needs.count, names.count);
    tell_programs(to, &programs);
    grade_strings_done(&names);
}
