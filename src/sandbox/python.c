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
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SYSTEM_PYTHON "/usr/bin/python3"
enum { OLDEST_MINOR = 9, CONFIG_MAX = 64 * 1024 };

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

/* "3.11" where the program is called python3.11; NULL for other names. */
static char *named_version(const char *program)
{
    const char *name = strrchr(program, '/') + 1;
    if (strncmp(name, "python", 6) != 0 || !isdigit((unsigned char)name[6]) || !strchr(name, '.'))
        return NULL;
    const char *version = name + 6;
    return version[strspn(version, "0123456789.")] ? NULL : grade_strdup(version);
}

/* "3.11" if dir/python3.11/os.py exists for exactly one version. */
static char *only_version(const char *lib)
{
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
    if (several)
        grade_cleanup_free(&found);
    return several ? NULL : found;
}

/* Whether the file holds the start of CPython, or refers to it in libpython: what its main calls
 * bears one of these names in every version. Read only where the file's name is none of Python's.
 */
static bool holds_python(int fd)
{
    static const char *const mains[] = {"Py_BytesMain", "_Py_UnixMain", "Py_Main"};
    struct stat st;
    if (fstat(fd, &st) < 0 || st.st_size <= 0)
        return false;
    size_t size = (size_t)st.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return false;
    bool found = false;
    for (size_t i = 0; i < GRADE_COUNT(mains) && !found; i++)
        found = memmem(bytes, size, mains[i], strlen(mains[i])) != NULL;
    munmap(bytes, size);
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
    if (strncmp(strrchr(path, '/') + 1, "python", 6) != 0 && !holds_python(fd))
        return grade_fail(err, GRADE_FAULT_USAGE, EINVAL,
                          "--python %s: is a program, but not a Python interpreter", given);
    return 0;
}

static int check_version(const struct grade_python *python, struct grade_err *err)
{
    int major = 0, minor = 0;
    sscanf(python->version, "%d.%d", &major, &minor);
    if (major == 3 && minor >= OLDEST_MINOR)
        return 0;
    return grade_fail(err, GRADE_FAULT_USAGE, EINVAL,
                      "--python %s: Python %s is too old: grade needs 3.%d or newer", python->given,
                      python->version, OLDEST_MINOR);
}

/* Virtual environments ---------------------------------------------------------------------- */

static char *parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash != path ? grade_strndup(path, (size_t)(slash - path)) : grade_strdup("/");
}

/* The environment whose bin/ holds the program as it was given (which is a link to the real one, or
 * a copy), with the text of its pyvenv.cfg; NULL where it stands in none. */
static char *find_environment(const char *given, struct grade_buf *out_config)
{
    cleanup_free char *above = strchr(given, '/') ? parent(given) : grade_strdup(".");
    cleanup_free char *bin = realpath(above, NULL);
    char *folder = bin ? parent(bin) : NULL;
    cleanup_free char *path = folder ? grade_printf("%s/pyvenv.cfg", folder) : NULL;
    struct grade_err err;
    if (path && is_file(path) &&
        grade_buf_read_file(out_config, AT_FDCWD, path, CONFIG_MAX, &err) == 0)
        return folder;
    free(folder);
    return NULL;
}

/* The value of `key = value` there, for the caller; NULL where it has no such line. */
static char *config_value(const struct grade_buf *config, const char *key)
{
    size_t len = strlen(key);
    for (const char *line = grade_buf_text(config); *line; line += *line == '\n') {
        size_t end = strcspn(line, "\r\n");
        const char *at = line + strspn(line, " \t");
        if (!strncmp(at, key, len)) {
            at += len + strspn(at + len, " \t");
            if (*at == '=' && at < line + end) {
                at += 1 + strspn(at + 1, " \t");
                return at <= line + end ? grade_strndup(at, (size_t)(line + end - at)) : NULL;
            }
        }
        line += end + (line[end] == '\r');
    }
    return NULL;
}

/* "/usr" of "/usr/bin/python3.11"; of a copy in an environment, that of what it is a copy of. */
static char *find_prefix(const char *path, const char *environment, const struct grade_buf *config)
{
    cleanup_free char *bin = parent(path);
    char *prefix = parent(bin);
    if (!environment || strcmp(prefix, environment) != 0)
        return prefix;
    cleanup_free char *home = config_value(config, "home");
    cleanup_free char *real = home ? realpath(home, NULL) : NULL;
    if (!real)
        return prefix;
    free(prefix);
    return parent(real);
}

/* Folders for sys.path. An environment hides what its interpreter has, unless its owner said
 * otherwise. */
static void add_site(struct grade_python *out, const struct grade_buf *config)
{
    if (out->environment) {
        cleanup_free char *own =
            grade_printf("%s/lib/python%s/site-packages", out->environment, out->version);
        cleanup_free char *shares = config_value(config, "include-system-site-packages");
        if (is_dir(own))
            grade_strings_add(&out->site, own);
        if (!shares || strcasecmp(shares, "true") != 0)
            return;
    }
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

static int find_library(struct grade_python *out, struct grade_err *err)
{
    cleanup_free char *lib = grade_printf("%s/lib", out->prefix);
    out->version = named_version(out->path);
    if (!out->version)
        out->version = only_version(lib);
    if (!out->version)
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT,
                          "--python %s: no Python library, or several, below %s; is it an "
                          "interpreter? One with its version in its name, as in python3.11, tells "
                          "which",
                          out->given, lib);
    int rc = check_version(out, err);
    if (rc < 0)
        return rc;
    out->library = grade_printf("%s/python%s", lib, out->version);
    cleanup_free char *os = grade_printf("%s/os.py", out->library);
    if (!is_file(os))
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT,
                          "--python %s: its library, %s, is not there", out->given, out->library);
    return 0;
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
    cleanup_buf struct grade_buf config = GRADE_BUF_INIT;
    out->environment = find_environment(out->given, &config);
    out->prefix = find_prefix(out->path, out->environment, &config);
    rc = find_library(out, err);
    if (rc == 0)
        add_site(out, &config);
    return rc;
}

void grade_python_done(struct grade_python *python)
{
    free(python->given);
    free(python->path);
    free(python->environment);
    free(python->prefix);
    free(python->version);
    free(python->library);
    grade_strings_done(&python->site);
    memset(python, 0, sizeof(*python));
}
