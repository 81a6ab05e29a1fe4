/* The list of submissions, and the problems that they are for: see grade/submissions.h. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sha256.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTES_KEPT = 10, FAULTS_KEPT = 8, PROBLEMS_MAX = 10000 };

void grade_submissions_init(struct grade_submissions *list)
{
    *list = (struct grade_submissions){.spool = -1};
}

static void submission_done(struct grade_submission *submission)
{
    free(submission->id);
    free(submission->solution);
    free(submission->path);
    free(submission->fault);
}

void grade_submissions_done(struct grade_submissions *list)
{
    for (size_t i = 0; i < list->count; i++)
        submission_done(&list->items[i]);
    free(list->items);
    for (size_t i = 0; i < list->problem_count; i++) {
        free(list->problems[i].name);
        grade_problem_free(list->problems[i].problem);
    }
    free(list->problems);
    grade_cleanup_fd(&list->spool);
    grade_buf_done(&list->notes);
    grade_submissions_init(list);
}

/* Notes and faults ---------------------------------------------------------------------------- */

static void add_line(struct grade_buf *to, const char *fmt, va_list args)
{
    char line[600];
    vsnprintf(line, sizeof(line), fmt, args);
    for (char *c = line; (c = strchr(c, '\n'));)
        *c = ' ';
    grade_buf_addf(to, "%s%s", to->len ? "\n" : "", line);
}

void batch_note(struct grade_submissions *list, const char *fmt, ...)
{
    if (list->note_count++ >= NOTES_KEPT)
        return;
    va_list args;
    va_start(args, fmt);
    add_line(&list->notes, fmt, args);
    va_end(args);
}

void batch_fault(struct batch_faults *faults, size_t line, const char *fmt, ...)
{
    if (faults->count++ >= FAULTS_KEPT)
        return;
    char what[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof(what), fmt, args);
    va_end(args);
    grade_buf_addf(&faults->text, "\nline %zu: %s", line, what);
}

const char *batch_id_fault(const char *id, size_t len)
{
    if (len == 0)
        return "the id is empty";
    if (len > GRADE_SUBMISSION_ID_MAX)
        return "the id is longer than 200 bytes";
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)id[i] < 0x20 || id[i] == 0x7f)
            return "the id has a control character";
    return grade_is_utf8(id, len) ? NULL : "the id is not UTF-8";
}

/* Problems ------------------------------------------------------------------------------------ */

static bool draws(const struct grade_problem *problem)
{
    for (size_t i = 0; i < problem->case_count; i++)
        if (problem->cases[i].generate)
            return true;
    return false;
}

static double points_of(const struct grade_problem *problem)
{
    double points = 0;
    for (size_t i = 0; i < problem->case_count; i++)
        points += problem->cases[i].points;
    return points;
}

/* Twice what all its cases may take, one after the other; those that draw have many boxes each. */
static uint64_t most_ms_of(const struct grade_problem *problem)
{
    enum { FACTOR = 2, BOXES_WHERE_DRAWN = 1000, START_MS = 60000 };
    uint64_t most = START_MS;
    for (size_t i = 0; i < problem->case_count; i++) {
        const struct grade_case *c = &problem->cases[i];
        most += (uint64_t)c->limits.value[GRADE_LIMIT_WALL_MS] *
                (c->generate ? BOXES_WHERE_DRAWN : FACTOR);
    }
    return most;
}

static int load(struct grade_problem **out, const struct grade_sources *sources, const char *dir,
                struct grade_err *err)
{
    int rc = grade_problem_load(out, dir, sources->case_files, sources->case_file_count, err);
    for (size_t c = 0; rc == 0 && c < (*out)->case_count; c++)
        for (size_t i = 0; rc == 0 && i < sources->limit_count; i++)
            rc = grade_limits_parse(&(*out)->cases[c].limits, sources->limits[i], err);
    return rc;
}

/* Two folders whose last two parts are the same would be one problem in every report. */
static int check_twin(const struct grade_submissions *list, const struct grade_problem *problem,
                      struct grade_err *err)
{
    for (size_t i = 0; i < list->problem_count; i++) {
        const struct grade_problem *other = list->problems[i].problem;
        if (!strcmp(other->id, problem->id) && strcmp(other->dir, problem->dir) != 0)
            return grade_fail(err, GRADE_FAULT_USAGE, 0,
                              "%s and %s are two problems of one name, %s", other->dir,
                              problem->dir, problem->id);
    }
    return 0;
}

bool batch_has_problem(const struct grade_sources *sources, const char *name)
{
    cleanup_free char *dir = NULL;
    return grade_bank_find(&dir, name, sources->banks, NULL) == 0;
}

int batch_problem(struct grade_submissions *list, const struct grade_sources *sources,
                  const char *name, size_t *out_index, struct grade_err *err)
{
    for (size_t i = list->problem_count; i-- > 0;) /* the last one first: rows come in runs */
        if (!strcmp(list->problems[i].name, name)) {
            *out_index = i;
            return 0;
        }
    cleanup_free char *dir = NULL;
    struct grade_problem *problem = NULL;
    if (list->problem_count == PROBLEMS_MAX)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "more than %d problems", PROBLEMS_MAX);
    int rc = grade_bank_find(&dir, name, sources->banks, err);
    if (rc == 0)
        rc = load(&problem, sources, dir, err);
    if (rc == 0)
        rc = check_twin(list, problem, err);
    if (rc < 0 || !problem) {
        grade_problem_free(problem);
        return rc;
    }
    list->problems =
        grade_realloc_array(list->problems, list->problem_count + 1, sizeof(*list->problems));
    list->problems[list->problem_count] =
        (struct grade_batch_problem){.name = grade_strdup(name),
                                     .problem = problem,
                                     .draws = draws(problem),
                                     .max_points = points_of(problem),
                                     .most_ms = most_ms_of(problem)};
    *out_index = list->problem_count++;
    return 0;
}

/* Submissions --------------------------------------------------------------------------------- */

int batch_add(struct grade_submissions *list, const struct grade_submission *submission,
              struct grade_err *err)
{
    struct grade_submission taken = *submission;
    size_t n = list->count;
    if (n == GRADE_SUBMISSIONS_MAX) {
        submission_done(&taken);
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "more than %d submissions; grade them in parts", GRADE_SUBMISSIONS_MAX);
    }
    if ((n & (n - 1)) == 0)
        list->items = grade_realloc_array(list->items, n ? n * 2 : 1, sizeof(*list->items));
    list->items[list->count++] = taken;
    return 0;
}

static const struct grade_submissions *sorted; /* qsort has no argument for it */

static const char *problem_of(const struct grade_submission *submission)
{
    return sorted->problems[submission->problem].problem->id;
}

static int by_problem_and_id(const void *a, const void *b)
{
    const struct grade_submission *one = a, *other = b;
    int order = strcmp(problem_of(one), problem_of(other));
    return order ? order : strcmp(one->id, other->id);
}

static int check_twice(const struct grade_submissions *list, struct grade_err *err)
{
    for (size_t i = 1; i < list->count; i++) {
        const struct grade_submission *a = &list->items[i - 1], *b = &list->items[i];
        if (by_problem_and_id(a, b) != 0)
            continue;
        const char *problem = list->problems[a->problem].problem->id;
        size_t first = a->line < b->line ? a->line : b->line;
        if (first)
            return grade_fail(err, GRADE_FAULT_USAGE, 0,
                              "'%s' stands twice for %s, in line %zu and in line %zu", a->id,
                              problem, first, a->line + b->line - first);
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "'%s' stands twice for %s: %s and %s", a->id,
                          problem, a->solution, b->solution);
    }
    return 0;
}

static const char *extension_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    return dot ? dot : "";
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? grade_strndup(path, (size_t)(slash - path) + 1) : grade_strdup("");
}

static int gather_manifest(struct grade_submissions *list, const struct grade_sources *sources,
                           const char *path, struct grade_err *err)
{
    enum { MANIFEST_MAX = 256 * 1024 * 1024 };
    bool standard = !strcmp(path, "-");
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_free char *folder = folder_of(standard ? "" : path);
    int rc = standard
                 ? grade_buf_read_stream(&text, STDIN_FILENO, "standard input", MANIFEST_MAX, err)
                 : grade_buf_read_file(&text, AT_FDCWD, path, MANIFEST_MAX, err);
    if (rc < 0)
        return rc;
    return grade_submissions_parse(list, sources, standard ? "standard input" : path, folder,
                                   grade_buf_text(&text), text.len, err);
}

static int gather_files(struct grade_submissions *list, const struct grade_sources *sources,
                        const char *path, bool archive, struct grade_err *err)
{
    struct batch_files files = {NULL, 0};
    int rc = archive ? batch_read_archive(&files, list, path, err)
                     : batch_read_folder(&files, list, path, err);
    if (rc == 0)
        rc = batch_layout(list, sources, path, &files, err);
    batch_files_done(&files);
    return rc;
}

static int gather_one(struct grade_submissions *list, const struct grade_sources *sources,
                      const char *path, struct batch_files *named, struct grade_err *err)
{
    struct stat st;
    if (!strcmp(path, "-"))
        return gather_manifest(list, sources, path, err);
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return gather_files(list, sources, path, false, err);
    if (batch_is_archive_name(path))
        return gather_files(list, sources, path, true, err);
    if (strcmp(extension_of(path), ".py") != 0)
        return gather_manifest(list, sources, path, err);
    if (!sources->problem)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "%s: say which problem it is for: --problem TOPIC/NN", path);
    batch_files_add(named, &(struct batch_file){.place = grade_strdup(path + strspn(path, "/")),
                                                .path = grade_strdup(path)});
    return 0;
}

int grade_submissions_gather(struct grade_submissions *list, const struct grade_sources *sources,
                             char *const *operands, size_t count, struct grade_err *err)
{
    struct batch_files named = {NULL, 0};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = gather_one(list, sources, operands[i], &named, err);
    if (rc == 0 && named.count)
        rc = batch_layout_named(list, sources, &named, err);
    batch_files_done(&named);
    if (rc < 0)
        return rc;
    sorted = list;
    if (list->count)
        qsort(list->items, list->count, sizeof(*list->items), by_problem_and_id);
    return check_twice(list, err);
}

static size_t shard_of(const struct grade_submissions *list,
                       const struct grade_submission *submission, size_t count)
{
    const char *problem = list->problems[submission->problem].problem->id;
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX sha;
    SHA256Init(&sha);
    SHA256Update(&sha, (const uint8_t *)submission->id, strlen(submission->id) + 1);
    SHA256Update(&sha, (const uint8_t *)problem, strlen(problem));
    SHA256Final(digest, &sha);
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | digest[i];
    return (size_t)(number % count);
}

void grade_submissions_shard(struct grade_submissions *list, size_t index, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (shard_of(list, &list->items[i], count) == index - 1)
            list->items[kept++] = list->items[i];
        else
            submission_done(&list->items[i]);
    }
    list->count = kept;
}

int grade_submission_read(struct grade_buf *out, const struct grade_submissions *list,
                          const struct grade_submission *submission, struct grade_err *err)
{
    if (submission->fault)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: %s", submission->solution,
                          submission->fault);
    if (submission->path)
        return grade_buf_read_nofollow(out, submission->path, GRADE_SOLUTION_MAX, err);
    cleanup_free char *bytes = grade_alloc(submission->len + 1);
    for (size_t got = 0; got < submission->len;) {
        ssize_t more =
            pread(list->spool, bytes + got, submission->len - got, submission->offset + (off_t)got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, more < 0 ? errno : EIO,
                                    "%s: cannot read it back", submission->solution);
        got += (size_t)more;
    }
    grade_buf_add(out, bytes, submission->len);
    return 0;
}
