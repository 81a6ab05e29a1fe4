/* Finds a package by its folder or by its name in a bank. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_NAMES = 10000 }; /* of all banks, for near misses */

static bool is_package(const char *dir)
{
    cleanup_free char *path = grade_printf("%s/problem.json", dir);
    struct stat st;
    return lstat(path, &st) == 0;
}

/* Without the slashes that completion adds. */
static char *without_slashes(const char *name)
{
    size_t len = strlen(name);
    while (len > 1 && name[len - 1] == '/')
        len--;
    return grade_strndup(name, len);
}

/* A name for a bank stays below it: relative, and no part starts with a dot. */
static bool is_bank_name(const char *name)
{
    if (!*name || *name == '/' || *name == '.')
        return false;
    return !strstr(name, "/.") && !strstr(name, "//");
}

/* Near misses --------------------------------------------------------------------------- */

static bool is_shown_entry(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && bank_is_line(entry->d_name, strlen(entry->d_name));
}

/* Packages right below `dir`, as "TOPIC/NN". */
static void list_topic(struct grade_strings *names, const char *bank, const char *topic)
{
    cleanup_free char *path = grade_printf("%s/%s", bank, topic);
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && names->count < MOST_NAMES && (entry = readdir(dir));) {
        cleanup_free char *package = grade_printf("%s/%s", path, entry->d_name);
        if (is_shown_entry(entry) && is_package(package))
            bank_push(names, grade_printf("%s/%s", topic, entry->d_name));
    }
    if (dir)
        closedir(dir);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void grade_bank_list(struct grade_strings *names, const char *const *banks)
{
    for (; banks && *banks; banks++) {
        DIR *dir = opendir(*banks);
        for (struct dirent *entry; dir && names->count < MOST_NAMES && (entry = readdir(dir));)
            if (is_shown_entry(entry))
                list_topic(names, *banks, entry->d_name);
        if (dir)
            closedir(dir);
    }
    if (names->count)
        qsort(names->items, names->count, sizeof(names->items[0]), by_name);
}

/* The problems of a topic that was named alone or with a number that it does not have. */
static void suggest_topic(struct grade_buf *text, const struct grade_strings *names,
                          const char *wanted)
{
    enum { SHOWN = 12 };
    size_t len = strcspn(wanted, "/"), found = 0;
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->items[i];
        if (strncmp(name, wanted, len) != 0 || name[len] != '/')
            continue;
        if (found < SHOWN)
            grade_buf_addf(text, "%s%s", found ? ", " : "; that topic has ", name);
        found++;
    }
    if (found > SHOWN)
        grade_buf_addf(text, " and %zu more", found - SHOWN);
}

static void suggest(struct grade_buf *text, const char *wanted, const char *const *banks)
{
    struct grade_strings names = {NULL, 0};
    grade_bank_list(&names, banks);
    size_t before = text->len;
    suggest_topic(text, &names, wanted);
    if (text->len == before)
        grade_buf_adds(text,
                       bank_suggest(wanted, (const char *const *)names.items, names.count).text);
    bank_strings_done(&names);
}

/* Messages ------------------------------------------------------------------------------ */

static int fail_folder(const char *name, struct grade_err *err)
{
    return grade_fail(err, GRADE_FAULT_USAGE, ENOENT, "%s: the folder holds no problem.json",
                      bank_show(name, strlen(name)).text);
}

static int fail_file(const char *name, struct grade_err *err)
{
    return grade_fail(err, GRADE_FAULT_USAGE, ENOTDIR,
                      "%s: is a file; name the folder of a problem, the one with problem.json",
                      bank_show(name, strlen(name)).text);
}

static int fail_missing(const char *name, const char *const *banks, struct grade_err *err)
{
    cleanup_buf struct grade_buf places = GRADE_BUF_INIT;
    grade_buf_adds(&places, "no such folder");
    for (size_t i = 0; banks && banks[i]; i++)
        grade_buf_addf(&places, "%s %s", i ? "," : ", and none in",
                       bank_show(banks[i], strlen(banks[i])).text);
    suggest(&places, name, banks);
    return grade_fail(err, GRADE_FAULT_USAGE, ENOENT, "problem '%s' not found: %s",
                      bank_show(name, strlen(name)).text, grade_buf_text(&places));
}

bool bank_find_below(char **out_dir, const char *name, const char *const *banks)
{
    for (size_t i = 0; banks && banks[i] && is_bank_name(name); i++) {
        cleanup_free char *dir = grade_printf("%s/%s", banks[i], name);
        if (is_package(dir)) {
            *out_dir = grade_take(dir);
            return true;
        }
    }
    return false;
}

int grade_bank_find(char **out_dir, const char *name, const char *const *banks,
                    struct grade_err *err)
{
    cleanup_free char *plain = without_slashes(name);
    if (!*plain)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "the name of the problem is empty");
    if (is_package(plain)) {
        *out_dir = grade_take(plain);
        return 0;
    }
    if (bank_find_below(out_dir, plain, banks))
        return 0;
    struct stat st;
    if (stat(plain, &st) == 0)
        return S_ISDIR(st.st_mode) ? fail_folder(plain, err) : fail_file(plain, err);
    return fail_missing(plain, banks, err);
}
