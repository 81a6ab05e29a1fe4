/* Where an interpreter keeps its parts, found without running it: see grade/sandbox.h. */
#include "grade/sandbox.h"

#include "grade/mem.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SYSTEM_PYTHON "/usr/bin/python3"
enum { OLDEST_MINOR = 9 };

static bool is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* "3.11" if dir/python3.11/os.py exists for exactly one version, or for the one that the program's
 * name ends in. */
static char *find_version(const char *lib, const char *program)
{
    const char *name = strrchr(program, '/') + 1;
    if (!strncmp(name, "python", 6) && strchr(name, '.')) {
        cleanup_free char *os = grade_printf("%s/%s/os.py", lib, name);
        if (is_file(os))
            return grade_strdup(name + 6);
    }
    DIR *dir = opendir(lib);
    if (!dir)
        return NULL;
    char *found = NULL;
    bool several = false;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (strncmp(entry->d_name, "python3.", 8) != 0 || !isdigit((unsigned char)entry->d_name[8]))
            continue;
        cleanup_free char *os = grade_printf("%s/%s/os.py", lib, entry->d_name);
        if (!is_file(os))
            continue;
        several = found != NULL;
        free(found);
        found = grade_strdup(entry->d_name + 6);
    }
    closedir(dir);
    if (several) {
        free(found);
        return NULL;
    }
    return found;
}

static int check_program(const char *given, const char *path, struct grade_err *err)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "--python %s", given);
    if (!S_ISREG(st.st_mode) || access(path, X_OK) < 0)
        return grade_fail(err, GRADE_FAULT_USAGE, EINVAL, "--python %s: not a program", given);
    char magic[4] = {0};
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || read(fd, magic, sizeof(magic)) != sizeof(magic))
        return grade_fail(err, GRADE_FAULT_USAGE, EINVAL, "--python %s: cannot be read", given);
    if (memcmp(magic, "\177ELF", 4) != 0)
        return grade_fail(
            err, GRADE_FAULT_USAGE, EINVAL,
            "--python %s: is a script, not an interpreter (a version manager's shim?); give the "
            "interpreter itself: `python3 -c 'import sys; print(sys.executable)'` tells it",
            given);
    return 0;
}

static int check_version(const struct grade_python *python, struct grade_err *err)
{
    int major = 0, minor = 0;
    sscanf(python->version, "%d.%d", &major, &minor);
    if (major == 3 && minor >= OLDEST_MINOR)
        return 0;
    return grade_fail(err, GRADE_FAULT_USAGE, EINVAL,
                      "--python %s: is Python %s; grade needs 3.%d or later", python->given,
                      python->version, OLDEST_MINOR);
}

/* In a virtual environment pyvenv.cfg stands above the program's folder; its site-packages join. */
static void add_environment(struct grade_python *out, const char *given)
{
    cleanup_free char *copy = grade_strdup(given);
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(copy, '/');
        if (!slash)
            return;
        *slash = '\0';
    }
    cleanup_free char *config = grade_printf("%s/pyvenv.cfg", copy);
    cleanup_free char *site = grade_printf("%s/lib/python%s/site-packages", copy, out->version);
    cleanup_free char *real = realpath(site, NULL);
    if (is_file(config) && real)
        grade_strings_add(&out->site, real);
}

static void add_site(struct grade_python *out)
{
    cleanup_free char *user =
        grade_printf("%s/lib/python%s/site-packages", out->prefix, out->version);
    cleanup_free char *local =
        grade_printf("%s/local/lib/python%s/dist-packages", out->prefix, out->version);
    cleanup_free char *debian = grade_printf("%s/lib/python3/dist-packages", out->prefix);
    const char *const candidates[] = {local, user, debian};
    for (size_t i = 0; i < GRADE_COUNT(candidates); i++)
        if (is_dir(candidates[i]))
            grade_strings_add(&out->site, candidates[i]);
}

int grade_python_find(struct grade_python *out, const char *given, struct grade_err *err)
{
    memset(out, 0, sizeof(*out));
    out->given = grade_strdup(given ? given : SYSTEM_PYTHON);
    if (!given && !is_file(SYSTEM_PYTHON))
        return grade_fail(err, GRADE_FAULT_MACHINE, ENOENT,
                          SYSTEM_PYTHON
                          ": no such interpreter; install it (apt install python3) or "
                          "name one with --python PATH");
    out->path = realpath(out->given, NULL);
    if (!out->path)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "--python %s", out->given);
    int rc = check_program(out->given, out->path, err);
    if (rc < 0)
        return rc;
    out->prefix = grade_strdup(out->path);
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(out->prefix, '/');
        if (slash)
            *slash = '\0';
    }
    cleanup_free char *lib = grade_printf("%s/lib", out->prefix);
    out->version = find_version(lib, out->path);
    if (!out->version)
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT,
                          "--python %s: no Python library below %s; is it an interpreter?",
                          out->given, lib);
    rc = check_version(out, err);
    if (rc < 0)
        return rc;
    out->library = grade_printf("%s/python%s", lib, out->version);
    add_environment(out, out->given);
    add_site(out);
    return 0;
}

void grade_python_done(struct grade_python *python)
{
    free(python->given);
    free(python->path);
    free(python->prefix);
    free(python->version);
    free(python->library);
    grade_strings_done(&python->site);
    memset(python, 0, sizeof(*python));
}
