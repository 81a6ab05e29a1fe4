/* From places to submissions: whose file it is, and for which problem, as the names of folders say.
 *
 * Learners choose these names. None of them leads anywhere: they are looked at, never opened. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

void batch_files_add(struct batch_files *files, const struct batch_file *file)
{
    size_t n = files->count;
    if ((n & (n - 1)) == 0)
        files->items = grade_realloc_array(files->items, n ? n * 2 : 1, sizeof(*files->items));
    files->items[files->count++] = *file;
}

static void file_done(struct batch_file *file)
{
    free(file->place);
    free(file->fault);
    free(file->path);
}

void batch_files_done(struct batch_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        file_done(&files->items[i]);
    free(files->items);
    *files = (struct batch_files){NULL, 0};
}

enum batch_place batch_place_kind(const char *place)
{
    static const char *const silent[] = {"__MACOSX", "__pycache__"};
    for (const char *part = place;; part++) {
        size_t len = strcspn(part, "/");
        if (*part == '.')
            return BATCH_PLACE_SILENT;
        for (size_t i = 0; i < GRADE_COUNT(silent); i++)
            if (len == strlen(silent[i]) && !strncmp(part, silent[i], len))
                return BATCH_PLACE_SILENT;
        part += len;
        if (!*part)
            break;
    }
    size_t len = strlen(place);
    return len > 3 && !strcmp(place + len - 3, ".py") ? BATCH_PLACE_PYTHON : BATCH_PLACE_OTHER;
}

static size_t parts_of(const char *place)
{
    size_t parts = 1;
    for (; (place = strchr(place, '/')); place++)
        parts++;
    return parts;
}

static int by_place(const void *a, const void *b)
{
    return strcmp(((const struct batch_file *)a)->place, ((const struct batch_file *)b)->place);
}

/* Drops the first folder of all as long as they share it and more than `least` parts remain. */
static void drop_common(struct batch_files *files, size_t least)
{
    for (;;) {
        size_t len = files->count ? strcspn(files->items[0].place, "/") : 0;
        for (size_t i = 0; i < files->count; i++) {
            const char *place = files->items[i].place;
            if (parts_of(place) <= least || strncmp(place, files->items[0].place, len + 1) != 0)
                return;
        }
        if (len == 0)
            return;
        for (size_t i = 0; i < files->count; i++) {
            char *rest = grade_strdup(files->items[i].place + len + 1);
            free(files->items[i].place);
            files->items[i].place = rest;
        }
    }
}

static const char *base_of(const char *place)
{
    const char *slash = strrchr(place, '/');
    return slash ? slash + 1 : place;
}

/* The place without its last `count` parts. */
static char *without_parts(const char *place, int count)
{
    size_t len = strlen(place);
    while (count-- > 0) {
        while (len > 0 && place[len - 1] != '/')
            len--;
        len -= len > 0;
    }
    return grade_strndup(place, len);
}

static char *without_py(const char *place)
{
    size_t len = strlen(place);
    bool is_py = len > 3 && !strcmp(place + len - 3, ".py");
    return grade_strndup(place, is_py ? len - 3 : len);
}

/* Adds what a file holds as the submission of `id`, which is taken over, as is the file's path. */
static int add_file(struct grade_submissions *list, const char *name, char *id, size_t problem,
                    struct batch_file *file, struct grade_err *err)
{
    const char *fault = batch_id_fault(id, strlen(id));
    if (fault) {
        batch_note(list, "%s: %s: %s", name, file->place, fault);
        free(id);
        return 0;
    }
    char *path = grade_take(file->path), *why = grade_take(file->fault);
    const struct grade_submission submission = {
        .id = id,
        .problem = problem,
        .solution = path ? grade_strdup(path) : grade_printf("%s:%s", name, file->place),
        .path = path,
        .offset = file->offset,
        .len = file->len,
        .fault = why,
    };
    return batch_add(list, &submission, err);
}

/* STUDENT/TOPIC/NN.py -------------------------------------------------------------------------- */

static int lay_out_bank(struct grade_submissions *list, const struct grade_sources *sources,
                        const char *name, struct batch_file *file, struct grade_err *err)
{
    cleanup_free char *student = without_parts(file->place, 2);
    cleanup_free char *problem = without_py(file->place + strlen(student) + (*student != 0));
    size_t index = 0;
    if (!*student || !batch_has_problem(sources, problem)) {
        batch_note(list,
                   *student ? "%s: %s: there is no problem of that name"
                            : "%s: %s: is not STUDENT/TOPIC/NN.py",
                   name, file->place);
        return 0;
    }
    int rc = batch_problem(list, sources, problem, &index, err);
    return rc < 0 ? rc : add_file(list, name, grade_take(student), index, file, err);
}

/* One problem ---------------------------------------------------------------------------------- */

static char *student_of(const struct batch_file *file)
{
    return parts_of(file->place) == 1 ? without_py(file->place) : without_parts(file->place, 1);
}

/* Of several files of one learner, the one with the name that the problem gives it. */
static int pick_file(struct grade_submissions *list, const char *name, size_t problem,
                     struct batch_file *files, size_t count, struct grade_err *err)
{
    const char *wanted = list->problems[problem].problem->solution_file;
    struct batch_file *picked = &files[0];
    size_t fitting = 0;
    for (size_t i = 0; i < count && count > 1; i++)
        if (wanted && !strcmp(base_of(files[i].place), wanted)) {
            picked = &files[i];
            fitting++;
        }
    if (count > 1 && fitting != 1) {
        free(picked->fault);
        picked->fault =
            grade_printf("%zu Python files were handed in, and %s of them is called %s", count,
                         fitting ? "more than one" : "none", wanted ? wanted : "solution.py");
    }
    return add_file(list, name, student_of(picked), problem, picked, err);
}

static int lay_out_one(struct grade_submissions *list, const struct grade_sources *sources,
                       const char *name, struct batch_files *files, struct grade_err *err)
{
    size_t problem = 0;
    int rc = batch_problem(list, sources, sources->problem, &problem, err);
    for (size_t i = 0, next; rc == 0 && i < files->count; i = next) {
        cleanup_free char *student = student_of(&files->items[i]);
        for (next = i + 1; next < files->count; next++) {
            cleanup_free char *other = student_of(&files->items[next]);
            if (strcmp(student, other) != 0)
                break;
        }
        rc = pick_file(list, name, problem, &files->items[i], next - i, err);
    }
    return rc;
}

/* A place that comes twice is one submission that nobody can tell apart. */
static void merge_twins(struct batch_files *files)
{
    size_t kept = 0;
    for (size_t i = 0; i < files->count; i++) {
        struct batch_file *last = kept ? &files->items[kept - 1] : NULL;
        if (!last || strcmp(last->place, files->items[i].place) != 0) {
            files->items[kept++] = files->items[i];
            continue;
        }
        file_done(&files->items[i]);
        free(last->fault);
        last->fault = grade_strdup("stands in the archive more than once");
    }
    files->count = kept;
}

int batch_layout(struct grade_submissions *list, const struct grade_sources *sources,
                 const char *name, struct batch_files *files, struct grade_err *err)
{
    drop_common(files, sources->problem ? 2 : 3);
    if (files->count)
        qsort(files->items, files->count, sizeof(*files->items), by_place);
    merge_twins(files);
    if (sources->problem)
        return lay_out_one(list, sources, name, files, err);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < files->count; i++)
        rc = lay_out_bank(list, sources, name, &files->items[i], err);
    return rc;
}

int batch_layout_named(struct grade_submissions *list, const struct grade_sources *sources,
                       struct batch_files *files, struct grade_err *err)
{
    size_t problem = 0;
    bool same_base = files->count > 1;
    int rc = batch_problem(list, sources, sources->problem, &problem, err);
    if (rc == 0 && files->count > 1)
        drop_common(files, 1);
    for (size_t i = 0; i < files->count; i++)
        same_base = same_base && parts_of(files->items[i].place) > 1 &&
                    !strcmp(base_of(files->items[i].place), base_of(files->items[0].place));
    for (size_t i = 0; rc == 0 && i < files->count; i++) {
        struct batch_file *file = &files->items[i];
        char *id = files->count == 1 ? without_py(base_of(file->place))
                   : same_base       ? without_parts(file->place, 1)
                                     : without_py(file->place);
        rc = add_file(list, "the command line", id, problem, file, err);
    }
    return rc;
}
