/* What a problem needs of the interpreter: versions of Python, modules. See internal.h. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

static char *module_is_missing(const struct grade_python *python, const char *module)
{
    cleanup_free char *remedy = grade_python_remedy(python, module);
    return grade_printf("needs the Python module %s: %s", module, remedy);
}

static char *preload_failed(const struct grade_python *python, const char *module, const char *why)
{
    if (why && why[0])
        return grade_printf(
            "needs the Python module %s, which is there, but importing it raised %s", module, why);
    if (grade_python_has(python, module)) /* by the caller's rights, and the cell has fewer */
        return grade_printf(
            "needs the Python module %s, which is there, but not for the account "
            "that cases run as: let others read and enter the folders that it is in",
            module);
    return module_is_missing(python, module);
}

char *needs_unmet(const struct grade_problem *problem, const struct grade_python *python,
                  const char *version, const char *missing, const char *why)
{
    if (!grade_problem_allows(problem, version))
        return grade_printf("is for Python %s, and %s is Python %s", problem->python_versions,
                            python->given, version);
    if (missing)
        return preload_failed(python, missing, why);
    for (size_t i = 0; i < problem->python_modules.count; i++)
        if (!grade_python_has(python, problem->python_modules.items[i]))
            return module_is_missing(python, problem->python_modules.items[i]);
    return NULL;
}
