/* Debian's packages of modules and programs: see grade/packages.h. */
#include "grade/packages.h"

#include "grade/mem.h"

#include <ctype.h>
#include <string.h>

/* Where the name is not simply python3-MODULE. */
static const struct {
    const char *module, *package;
} rows[] = {
    {"PIL", "python3-pil"},
    {"rest_framework", "python3-djangorestframework"},
    {"rest_framework_simplejwt", "python3-djangorestframework-simplejwt"},
    {"gunicorn", "gunicorn"},
    {"mypy", "mypy"},
    {"supervisor", "supervisor"},
};

char *grade_debian_package(const char *module)
{
    cleanup_free char *top = grade_strndup(module, strcspn(module, "."));
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        if (!strcmp(rows[i].module, top))
            return grade_strdup(rows[i].package);
    /* Debian's names have no capitals and no underscores. */
    char *package = grade_printf("python3-%s", top);
    for (char *at = package; *at; at++)
        *at = *at == '_' ? '-' : (char)tolower((unsigned char)*at);
    return package;
}

char *grade_debian_program(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    return grade_strdup(!strcmp(name, "nginx") ? "nginx-light" : name);
}
