/* Finding our own parts: see paths.h. */
#include "paths.h"

#include "grade/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where parts may lie, seen from the program's own folder: in the build folder it was built in, or
 * in a tree where it was installed, which may have been moved since. The first that has `sign` in
 * it is taken, else `installed`, where it was to be installed when it was built. */
struct place {
    const char *sign;
    const char *seen_from_program[2];
    const char *installed;
};

static const struct place parts_place = {
    "harness/cell.py", {".", GRADE_LIB_FROM_BIN}, GRADE_LIBDIR};
static const struct place data_place = {"problems", {"share", GRADE_DATA_FROM_BIN}, GRADE_DATADIR};

static char *find_place(const struct place *place, const char *folder)
{
    for (size_t i = 0; i < GRADE_COUNT(place->seen_from_program); i++) {
        cleanup_free char *path = grade_printf("%s/%s", folder, place->seen_from_program[i]);
        cleanup_free char *sign = grade_printf("%s/%s", path, place->sign);
        char *real = access(sign, F_OK) == 0 ? realpath(path, NULL) : NULL;
        if (real)
            return real;
    }
    return grade_strdup(place->installed);
}

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

/* The same folder, such as that of the source tree and the build folder's link to it, is one bank.
 */
static bool is_listed(const struct cli_paths *paths, size_t count, const char *folder)
{
    struct stat it, other;
    if (stat(folder, &it) < 0)
        return false;
    for (size_t i = 0; i < count; i++)
        if (stat(paths->banks[i], &other) == 0 && it.st_dev == other.st_dev &&
            it.st_ino == other.st_ino)
            return true;
    return false;
}

static void add_bank(struct cli_paths *paths, size_t *count, const char *folder, size_t len)
{
    cleanup_free char *bank = grade_strndup(folder, len);
    if (len == 0 || is_listed(paths, *count, bank))
        return;
    paths->banks = grade_realloc_array(paths->banks, *count + 2, sizeof(*paths->banks));
    paths->banks[(*count)++] = grade_take(bank);
    paths->banks[*count] = NULL;
}

/* paths->data is set by now. */
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
    cleanup_free char *bank = grade_printf("%s/problems", paths->data);
    add_bank(paths, &count, bank, strlen(bank));
}

int cli_paths_init(struct cli_paths *out, const char *problems, struct grade_err *err)
{
    char folder[PATH_MAX];
    int rc = own_folder(folder, err);
    if (rc < 0)
        return rc;
    cleanup_free char *parts = find_place(&parts_place, folder);
    *out = (struct cli_paths){
        .harness = grade_printf("%s/harness", parts),
        .extension = grade_printf("%s/_grade.so", parts),
        .data = find_place(&data_place, folder),
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
    free(paths->data);
    *paths = (struct cli_paths){0};
}
