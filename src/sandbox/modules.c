/* Modules that problems want of an interpreter: see grade/sandbox.h. */
#include "grade/sandbox.h"

#include "grade/mem.h"
#include "grade/packages.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What interpreters have compiled in, Debian's all of these: no file tells of them. */
static const char *const compiled_in[] = {
    "array", "atexit",      "binascii",  "builtins",  "cmath",   "errno", "faulthandler",
    "fcntl", "gc",          "grp",       "itertools", "marshal", "math",  "posix",
    "pwd",   "pyexpat",     "select",    "signal",    "spwd",    "sys",   "syslog",
    "time",  "unicodedata", "xxsubtype", "zlib",
};

/* NAME.py, NAME/, NAME.so, NAME.cpython-311-x86_64-linux-gnu.so, NAME.abi3.so */
static bool folder_has(const char *folder, const char *name)
{
    static const char *const tails[] = {".py", "", ".so", ".abi3.so"};
    for (size_t i = 0; i < GRADE_COUNT(tails); i++) {
        cleanup_free char *path = grade_printf("%s/%s%s", folder, name, tails[i]);
        if (access(path, R_OK) == 0)
            return true;
    }
    return false;
}

/* Extensions carry the interpreter's version in their names. */
static bool has_extension(const struct grade_python *python, const char *folder, const char *name)
{
    char digits[16];
    size_t used = 0;
    for (const char *at = python->version; *at && used + 1 < sizeof(digits); at++)
        if (isdigit((unsigned char)*at))
            digits[used++] = *at;
    digits[used] = '\0';
#if defined(__x86_64__)
    const char *machine = "x86_64";
#else
    const char *machine = "aarch64";
#endif
    cleanup_free char *path =
        grade_printf("%s/%s.cpython-%s-%s-linux-gnu.so", folder, name, digits, machine);
    return access(path, R_OK) == 0;
}

bool grade_python_has(const struct grade_python *python, const char *module)
{
    cleanup_free char *name = grade_strndup(module, strcspn(module, "."));
    for (size_t i = 0; i < GRADE_COUNT(compiled_in); i++)
        if (!strcmp(compiled_in[i], name))
            return true;
    cleanup_free char *dynload = grade_printf("%s/lib-dynload", python->library);
    if (folder_has(python->library, name) || has_extension(python, dynload, name))
        return true;
    for (size_t i = 0; i < python->site.count; i++)
        if (folder_has(python->site.items[i], name) ||
            has_extension(python, python->site.items[i], name))
            return true;
    return false;
}

char *grade_python_remedy(const struct grade_python *python, const char *module)
{
    if (!python->environment && !strcmp(python->prefix, "/usr")) {
        cleanup_free char *package = grade_debian_package(module);
        return grade_printf("apt install %s", package);
    }
    return grade_printf("%s -m pip install %.*s", python->given, (int)strcspn(module, "."), module);
}
