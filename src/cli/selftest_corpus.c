/* Finding the attack files: FAMILY/NNN_name.py below one folder. */
#include "selftest.h"

#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int by_text(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* An attack's file name opens with its row: other Python beside them is no attack. */
static bool is_attack(const char *name)
{
    size_t len = strlen(name);
    return name[0] >= '0' && name[0] <= '9' && len > 3 && !strcmp(name + len - 3, ".py");
}

static void list_family(struct grade_strings *paths, const char *folder, const char *family)
{
    cleanup_free char *path = grade_printf("%s/%s", folder, family);
    DIR *dir = family[0] == '.' ? NULL : opendir(path);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (is_attack(entry->d_name)) {
            cleanup_free char *one = grade_printf("%s/%s", family, entry->d_name);
            grade_strings_add(paths, one);
        }
    closedir(dir);
}

static bool wanted(const char *path, char **words)
{
    if (!words || !*words)
        return true;
    for (; *words; words++)
        if (strstr(path, *words))
            return true;
    return false;
}

static int list_all(struct grade_strings *paths, const char *folder, struct grade_err *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot read the attacks",
                                folder);
    for (struct dirent *entry; (entry = readdir(dir));)
        list_family(paths, folder, entry->d_name);
    closedir(dir);
    if (paths->count)
        qsort(paths->items, paths->count, sizeof(*paths->items), by_text);
    return 0;
}

int selftest_corpus_read(struct selftest_corpus *out, const char *folder, char **words,
                         struct grade_err *err)
{
    struct grade_strings paths = {NULL, 0};
    *out = (struct selftest_corpus){NULL, 0};
    int rc = list_all(&paths, folder, err);
    out->attacks = grade_alloc_array(paths.count + 1, sizeof(*out->attacks));
    for (size_t i = 0; rc == 0 && i < paths.count; i++) {
        if (!wanted(paths.items[i], words))
            continue;
        rc = selftest_attack_read(&out->attacks[out->count], folder, paths.items[i], err);
        out->count += rc == 0;
    }
    grade_strings_done(&paths);
    if (rc == 0 && !out->count)
        rc = grade_fail(err, GRADE_FAULT_USAGE, 0, "no attack in %s%s%s", folder,
                        words && *words ? " has in its name " : "", words && *words ? *words : "");
    if (rc < 0)
        selftest_corpus_done(out);
    return rc;
}

void selftest_corpus_done(struct selftest_corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++)
        selftest_attack_done(&corpus->attacks[i]);
    free(corpus->attacks);
    *corpus = (struct selftest_corpus){NULL, 0};
}
