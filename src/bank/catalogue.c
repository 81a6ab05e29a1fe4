/* Every problem of the banks, by what problem.json says of it: for lists, where loading all cases
 * would cost a reader's patience. */
#include "bank/bank_internal.h"

#include "grade/mem.h"
#include "grade/topics.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int grade_bank_read(struct grade_buf *out, const char *dir, const char *name, size_t max,
                    struct grade_err *err)
{
    cleanup_fd int dirfd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dirfd < 0)
        return errno == ENOENT || errno == ENOTDIR
                   ? 0
                   : grade_fail_errno(err, GRADE_FAULT_PACKAGE, errno, "%s: cannot open the folder",
                                      bank_show(dir, strlen(dir)).text);
    return bank_read_entry(out, dirfd, name, max, err);
}

static char *topic_of(const char *id)
{
    return grade_strndup(id, strcspn(id, "/"));
}

/* Takes from the problem what the entry keeps. */
static void fill(struct grade_entry *entry, struct grade_problem *problem)
{
    entry->title = grade_take(problem->title);
    entry->topic = problem->topic ? grade_take(problem->topic) : topic_of(entry->id);
    entry->concepts = problem->concepts;
    entry->require = problem->requires;
    problem->concepts = problem->requires = (struct grade_strings){NULL, 0};
    entry->difficulty = problem->difficulty;
    entry->minutes = problem->minutes;
    entry->hint_count = problem->hints.count;
    entry->kind = grade_take(problem->solution_kind);
    entry->file = grade_take(problem->solution_file);
}

static void read_entry_of(struct grade_entry *entry)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct grade_err err = {.msg = "no such file"};
    struct grade_problem *problem = bank_problem_new();
    int rc = grade_bank_read(&text, entry->dir, "problem.json", GRADE_FILE_MAX, &err);
    if (rc > 0)
        rc = bank_parse_problem(problem, grade_buf_text(&text), text.len, &err);
    else if (rc == 0)
        rc = -ENOENT;
    if (rc == 0)
        fill(entry, problem);
    else
        entry->fault = grade_printf("problem.json: %s", err.msg);
    if (rc < 0)
        entry->topic = topic_of(entry->id);
    grade_problem_free(problem);
}

void grade_catalogue_load(struct grade_catalogue *out, const char *const *banks)
{
    struct grade_strings names = {NULL, 0};
    *out = (struct grade_catalogue){NULL, 0};
    grade_bank_list(&names, banks);
    out->entries = grade_alloc_array(names.count + 1, sizeof(*out->entries));
    for (size_t i = 0; i < names.count; i++) {
        char *dir = NULL;
        if ((i > 0 && !strcmp(names.items[i], names.items[i - 1])) ||
            !bank_find_below(&dir, names.items[i], banks))
            continue;
        struct grade_entry *entry = &out->entries[out->count++];
        *entry = (struct grade_entry){.id = grade_strdup(names.items[i]), .dir = dir};
        read_entry_of(entry);
    }
    bank_strings_done(&names);
}

static void entry_done(struct grade_entry *entry)
{
    char *texts[] = {entry->id,   entry->dir,  entry->title, entry->topic,
                     entry->kind, entry->file, entry->fault};
    for (size_t i = 0; i < GRADE_COUNT(texts); i++)
        free(texts[i]);
    bank_strings_done(&entry->concepts);
    bank_strings_done(&entry->require);
}

void grade_catalogue_done(struct grade_catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        entry_done(&catalogue->entries[i]);
    free(catalogue->entries);
    *catalogue = (struct grade_catalogue){NULL, 0};
}

static int by_id(const void *id, const void *entry)
{
    return strcmp(id, ((const struct grade_entry *)entry)->id);
}

const struct grade_entry *grade_catalogue_find(const struct grade_catalogue *catalogue,
                                               const char *id)
{
    return catalogue->count ? bsearch(id, catalogue->entries, catalogue->count,
                                      sizeof(*catalogue->entries), by_id)
                            : NULL;
}
