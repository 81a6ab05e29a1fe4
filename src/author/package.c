/* A package with all that belongs to it: what the loader reads, and the statement, the starter and
 * the solutions, which it leaves alone. */
#include "internal.h"

#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOLUTIONS_MAX = 256 };

static int as_note(struct package *package, const char *file, struct grade_err *err)
{
    note_add(package, GRADE_NOTE_ERROR, "files", file, (struct place){1, 1}, grade_strdup(err->msg),
             NULL, NULL);
    return 0;
}

/* NULL where it is not there, or is no text that could be read; the latter is a note. */
static char *read_text(struct package *package, const char *name, size_t *out_len)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_free char *path = grade_printf("%s/%s", package->dir, name);
    struct grade_err err;
    if (access(path, F_OK) != 0)
        return NULL;
    if (grade_buf_read_nofollow(&text, path, GRADE_SOLUTION_MAX, &err) < 0) {
        as_note(package, name, &err);
        return NULL;
    }
    if (out_len)
        *out_len = text.len;
    return grade_buf_take(&text);
}

/* What editors leave behind is no solution. */
static int is_solution(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    bool ok = entry->d_name[0] != '.' && entry->d_name[0] != '_' && entry->d_name[len - 1] != '~' &&
              (entry->d_type == DT_REG || entry->d_type == DT_UNKNOWN);
    return ok && !strstr(entry->d_name, ".pyc");
}

static void add_solution(struct package *package, enum solution_role role, const char *folder,
                         const char *file)
{
    struct solution one = {.role = role};
    const char *dot = strrchr(file, '.');
    one.name = grade_strndup(file, dot && dot > file ? (size_t)(dot - file) : strlen(file));
    one.path = grade_printf("%s%s%s", folder, folder[0] ? "/" : "", file);
    one.text = read_text(package, one.path, &one.len);
    if (!one.text) {
        free(one.name);
        free(one.path);
        return;
    }
    if (role == ROLE_ACCEPTED && !strcmp(one.name, "reference"))
        one.role = ROLE_REFERENCE;
    package->solutions = grade_realloc_array(package->solutions, package->solution_count + 1,
                                             sizeof(*package->solutions));
    package->solutions[package->solution_count++] = one;
}

static void add_folder(struct package *package, enum solution_role role, const char *folder)
{
    struct dirent **entries = NULL;
    cleanup_free char *path = grade_printf("%s/%s", package->dir, folder);
    int count = scandir(path, &entries, is_solution, alphasort);
    for (int i = 0; i < count; i++) {
        if (package->solution_count < SOLUTIONS_MAX)
            add_solution(package, role, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

/* The first that is called starter, whatever its ending. */
static void add_starter(struct package *package)
{
    struct dirent **entries = NULL;
    int count = scandir(package->dir, &entries, is_solution, alphasort);
    bool found = false;
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        if (!found && (!strcmp(name, "starter") || !strncmp(name, "starter.", 8))) {
            add_solution(package, ROLE_STARTER, "", name);
            found = true;
        }
        free(entries[i]);
    }
    free(entries);
}

static int by_role(const void *a, const void *b)
{
    const struct solution *one = a, *other = b;
    if (one->role != other->role)
        return one->role < other->role ? -1 : 1;
    return strcmp(one->name, other->name);
}

static void find_own(struct package *package)
{
    for (size_t i = 0; i < package->solution_count; i++)
        for (size_t m = 0; m < package->problem->misconception_count; m++)
            if (package->solutions[i].role == ROLE_WRONG &&
                !strcmp(package->solutions[i].name, package->problem->misconceptions[m].name))
                package->solutions[i].own = &package->problem->misconceptions[m];
}

/* The loader's message names the file and the case; the place in the text is ours to find. */
static struct place place_of_fault(const struct package *package, const char *message,
                                   const char **out_file)
{
    static const struct {
        const char *file, *list, *item;
    } documents[] = {{"problem.json", "misconceptions", "misconceptions: item %zu"},
                     {"cases.json", "cases", "case %zu"}};
    for (size_t i = 0; i < GRADE_COUNT(documents); i++) {
        cleanup_free char *mark = grade_printf("%s: ", documents[i].file);
        const char *found = strstr(message, mark);
        struct place place = {1, 1};
        size_t item = 0;
        if (!found)
            continue;
        const char *text = i ? package->cases_json : package->problem_json;
        *out_file = documents[i].file;
        found += strlen(mark);
        if (sscanf(found, "line %ld, column %ld", &place.line, &place.column) == 2)
            return place;
        bool numbered = i ? sscanf(found, "case %zu", &item) == 1
                          : sscanf(found, "misconceptions: item %zu", &item) == 1;
        if (numbered && item)
            return place_of_item(text, documents[i].list, item - 1, NULL);
        cleanup_free char *key = grade_strndup(found, strcspn(found, ":"));
        return place_of_key(text, key);
    }
    *out_file = strstr(message, "helpers.py: ") ? "helpers.py" : "problem.json";
    return (struct place){1, 1};
}

void package_note_fault(struct package *package, const struct grade_err *err)
{
    const char *file = "problem.json";
    struct place place = place_of_fault(package, err->msg, &file);
    cleanup_free char *mark = grade_printf("%s: ", file);
    const char *tail = strstr(err->msg, mark);
    note_add(package, GRADE_NOTE_ERROR, "schema", file, place,
             grade_strdup(tail ? tail + strlen(mark) : err->msg),
             grade_strdup("grade refuses the package with exit status 3"), NULL);
}

static int open_as(bool draft, struct package *package, struct grade_bench *bench, const char *dir,
                   struct grade_verified *out, bool *out_usable, struct grade_err *err)
{
    *package = (struct package){.bench = bench, .dir = dir, .out = out};
    out->dir = grade_strdup(dir);
    *out_usable = false;
    char *text = read_text(package, "problem.json", NULL);
    package->problem_json = text ? text : grade_strdup("");
    text = read_text(package, "cases.json", NULL);
    package->cases_json = text ? text : grade_strdup("");
    int rc = draft ? grade_problem_load_draft(&package->problem, dir, err)
                   : grade_problem_load(&package->problem, dir, NULL, 0, err);
    if (rc < 0 && err->fault == GRADE_FAULT_PACKAGE) {
        package_note_fault(package, err);
        return 0;
    }
    if (rc < 0)
        return rc;
    out->id = grade_strdup(package->problem->id);
    out->cases = package->problem->case_count;
    package->readme = read_text(package, "README.md", NULL);
    add_folder(package, ROLE_ACCEPTED, "solutions");
    add_folder(package, ROLE_WRONG, "solutions/wrong");
    add_starter(package);
    if (package->solution_count)
        qsort(package->solutions, package->solution_count, sizeof(*package->solutions), by_role);
    find_own(package);
    package->first = grade_alloc_array(package->problem->case_count, sizeof(*package->first));
    out->solutions = package->solution_count;
    *out_usable = true;
    return 0;
}

int package_open(struct package *package, struct grade_bench *bench, const char *dir,
                 struct grade_verified *out, bool *out_usable, struct grade_err *err)
{
    return open_as(false, package, bench, dir, out, out_usable, err);
}

int package_open_draft(struct package *package, struct grade_bench *bench, const char *dir,
                       struct grade_verified *out, bool *out_usable, struct grade_err *err)
{
    return open_as(true, package, bench, dir, out, out_usable, err);
}

int package_usable(const struct package *package, bool usable, struct grade_err *err)
{
    const struct grade_verified *found = package->out;
    if (usable)
        return 0;
    return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: %s",
                      found->note_count ? found->notes[0].file : package->dir,
                      found->note_count ? found->notes[0].what : "cannot be read");
}

const struct solution *package_reference(const struct package *package)
{
    bool any = package->solution_count && package->solutions[0].role == ROLE_REFERENCE;
    return any ? &package->solutions[0] : NULL;
}

const struct solution *package_starter(const struct package *package)
{
    for (size_t i = 0; i < package->solution_count; i++)
        if (package->solutions[i].role == ROLE_STARTER)
            return &package->solutions[i];
    return NULL;
}

struct solution *package_wrong(const struct package *package,
                               const struct grade_misconception *misconception)
{
    for (size_t i = 0; i < package->solution_count; i++)
        if (package->solutions[i].own == misconception)
            return &package->solutions[i];
    return NULL;
}

void package_done(struct package *package)
{
    for (size_t i = 0; i < package->solution_count; i++) {
        free(package->solutions[i].name);
        free(package->solutions[i].path);
        free(package->solutions[i].text);
        grade_result_free(package->solutions[i].result);
    }
    free(package->solutions);
    grade_problem_free(package->problem);
    free(package->problem_json);
    free(package->cases_json);
    free(package->readme);
    free(package->first);
}
