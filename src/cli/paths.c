/* Finding our own parts: see paths.h. */
#include "paths.h"

#include "grade/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int own_folder(char folder[PATH_MAX], struct grade_err *err)
{
    ssize_t len = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    if (len < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot find the program itself");
    folder[len] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    return 0;
}

static void add_bank(struct cli_paths *paths, size_t *count, const char *folder, size_t len)
{
    if (len == 0)
        return;
    paths->banks = grade_realloc_array(paths->banks, *count + 2, sizeof(*paths->banks));
    paths->banks[(*count)++] = grade_strndup(folder, len);
    paths->banks[*count] = NULL;
}

static void add_banks(struct cli_paths *paths, const char *problems)
{
    size_t count = 0;
    if (problems) {
        add_bank(paths, &count, problems, strlen(problems));
        return;
    }
    for (const char *next = getenv("GRADE_PROBLEMS"); next && *next;) {
        size_t len = strcspn(next, ":");
        add_bank(paths, &count, next, len);
        next += len + (next[len] == ':');
    }
    add_bank(paths, &count, "problems", strlen("problems"));
    add_bank(paths, &count, GRADE_DATADIR "/problems", strlen(GRADE_DATADIR "/problems"));
}

int cli_paths_init(struct cli_paths *out, const char *problems, struct grade_err *err)
{
    char folder[PATH_MAX];
    int rc = own_folder(folder, err);
    if (rc < 0)
        return rc;
    cleanup_free char *beside = grade_printf("%s/harness", folder);
    const char *parts = access(beside, F_OK) == 0 ? folder : GRADE_LIBDIR;
    *out = (struct cli_paths){
        .harness = grade_printf("%s/harness", parts),
        .extension = grade_printf("%s/_grade.so", parts),
    };
    add_banks(out, problems);
    return 0;
}

void cli_paths_done(struct cli_paths *paths)
{
    for (size_t i = 0; paths->banks && paths->banks[i]; i++)
        free(paths->banks[i]);
    free(paths->banks);
    free(paths->harness);
    free(paths->extension);
    *paths = (struct cli_paths){0};
}
