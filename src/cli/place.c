/* Where a learner's file lies, as one would type it: see learner.h. */
#include "learner.h"

#include "grade/mem.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

char *cli_place(const char *path)
{
    char here[PATH_MAX];
    if (!path || access(path, F_OK) < 0)
        return NULL;
    size_t len = getcwd(here, sizeof(here)) ? strlen(here) : 0;
    if (len > 1 && !strncmp(path, here, len) && path[len] == '/' && path[len + 1])
        return grade_strdup(path + len + 1);
    return grade_strdup(path);
}
