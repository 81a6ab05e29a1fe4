/* Loads a package: its folder is opened once, and everything is read below that descriptor without
 * following links, so that a package shows nothing but its own files. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is being loaded. */
struct load {
    struct grade_problem *problem;
    int dirfd;
    struct bank_digest digest;
};

static int as_package(struct grade_err *err, int rc)
{
    if (rc < 0 && err)
        err->fault = GRADE_FAULT_PACKAGE;
    return rc;
}

int bank_read_entry(struct grade_buf *buf, int dirfd, const char *name, size_t max,
                    struct grade_err *err)
{
    cleanup_fd int fd =
        openat(dirfd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ENOENT)
        return 0;
    if (fd < 0 && errno == ELOOP)
        return bank_fail(err, "%s: is a symbolic link; a package holds its files itself", name);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_PACKAGE, errno, "%s: cannot open", name);
    int rc = grade_buf_read_fd(buf, fd, name, max, err);
    return rc < 0 ? as_package(err, rc) : 1;
}

static int read_entry(struct grade_buf *buf, int dirfd, const char *name, struct grade_err *err)
{
    return bank_read_entry(buf, dirfd, name, GRADE_FILE_MAX, err);
}

/* A file that has to be there, through its parser. */
static int load_document(struct load *load, const char *name,
                         int (*parse)(struct grade_problem *, const char *, size_t,
                                      struct grade_err *),
                         struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = read_entry(&text, load->dirfd, name, err);
    if (rc == 0)
        return bank_fail(err, "%s: no such file", name);
    if (rc < 0)
        return rc;
    bank_digest_add(&load->digest, name, text.data, text.len);
    rc = parse(load->problem, grade_buf_text(&text), text.len, err);
    return rc < 0 ? grade_err_wrap(err, as_package(err, rc), "%s", name) : 0;
}

static int load_helpers(struct load *load, struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = read_entry(&text, load->dirfd, "helpers.py", err);
    if (rc <= 0)
        return rc;
    bank_digest_add(&load->digest, "helpers.py", text.data, text.len);
    load->problem->helpers_len = text.len;
    load->problem->helpers = grade_buf_take(&text);
    return 0;
}

/* Opens a file below the package, no part of its path being a link. 0 where it is not there. */
static int open_below(int dirfd, const char *path, int *out, struct grade_err *err)
{
    cleanup_fd int at = dup(dirfd);
    for (const char *part = path, *slash; (slash = strchr(part, '/')); part = slash + 1) {
        cleanup_free char *name = grade_strndup(part, (size_t)(slash - part));
        int next = openat(at, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY);
        if (next < 0)
            return errno == ENOENT ? 0
                                   : grade_fail_errno(err, GRADE_FAULT_PACKAGE, errno,
                                                      "%s: cannot open the folder", name);
        close(at);
        at = next;
    }
    *out = grade_take_fd(&at);
    return 1;
}

/* The solutions that generated cases ask; they decide verdicts, so they belong to the digest. */
static int load_reference(struct load *load, struct grade_file *file, struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_fd int dirfd = -1;
    const char *slash = strrchr(file->path, '/');
    int rc = open_below(load->dirfd, file->path, &dirfd, err);
    if (rc > 0)
        rc = read_entry(&text, dirfd, slash ? slash + 1 : file->path, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "%s", file->path);
    if (rc == 0)
        return bank_fail(err, "%s: no such file, and `generate` needs a reference solution",
                         file->path);
    if (text.len > GRADE_SOLUTION_MAX)
        return bank_fail(err, "%s: a solution is at most %d bytes", file->path, GRADE_SOLUTION_MAX);
    bank_digest_add(&load->digest, file->path, grade_buf_text(&text), text.len);
    file->len = text.len;
    file->data = grade_buf_take(&text);
    return 0;
}

/* Files that the command line names: where they lie is the caller's business. */
static int load_extra(struct load *load, const char *path, struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = grade_buf_read_file(&text, AT_FDCWD, path, GRADE_FILE_MAX, err);
    if (rc < 0)
        return rc;
    bank_digest_add(&load->digest, "--cases", text.data, text.len);
    rc = bank_parse_cases(load->problem, grade_buf_text(&text), text.len, err);
    return rc < 0 ? grade_err_wrap(err, as_package(err, rc), "%s", path) : 0;
}

static int load_subject(struct load *load, struct grade_case *c, size_t *room,
                        struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_fd int folder = -1;
    const char *slash = strrchr(c->subject_path, '/');
    int rc = open_below(load->dirfd, c->subject_path, &folder, err);
    if (rc > 0)
        rc = read_entry(&text, folder, slash ? slash + 1 : c->subject_path, err);
    if (rc <= 0)
        return rc < 0 ? rc : bank_fail(err, "no such file");
    if (text.len > *room)
        return bank_fail(err, "the subjects of a problem are at most %d bytes together",
                         GRADE_SOLUTION_MAX);
    *room -= text.len;
    bank_digest_add(&load->digest, "subject", text.data, text.len);
    c->subject_len = text.len;
    c->subject = grade_strndup(grade_buf_text(&text), text.len);
    return 0;
}

/* All together: they are compiled in one go. */
static int load_subjects(struct load *load, struct grade_err *err)
{
    size_t room = GRADE_SOLUTION_MAX;
    for (size_t i = 0; i < load->problem->case_count; i++) {
        struct grade_case *c = &load->problem->cases[i];
        int rc = c->subject_path ? load_subject(load, c, &room, err) : 0;
        if (rc < 0)
            return grade_err_wrap(err, rc, "cases.json: case %zu '%s': subject: %s", c->number,
                                  c->name,
                                  bank_show(c->subject_path, strlen(c->subject_path)).text);
    }
    return 0;
}

static int load_parts(struct load *load, const char *const *extra_cases, size_t extra_count,
                      struct grade_err *err)
{
    int rc = load_document(load, "problem.json", bank_parse_problem, err);
    if (rc == 0)
        rc = load_document(load, "cases.json", bank_parse_cases, err);
    if (rc == 0)
        rc = load_helpers(load, err);
    for (size_t i = 0; i < extra_count && rc == 0; i++)
        rc = load_extra(load, extra_cases[i], err);
    for (size_t i = 0; i < load->problem->reference_count && rc == 0; i++)
        rc = load_reference(load, &load->problem->references[i], err);
    if (rc == 0)
        rc = load_subjects(load, err);
    if (rc < 0)
        return rc;
    bank_digest_done(&load->digest, load->problem->digest);
    rc = bank_check_misconceptions(load->problem, err);
    return rc < 0 ? grade_err_wrap(err, rc, "problem.json") : 0;
}

/* The last two parts of the folder's real path; whoever named it may have written ".". */
static char *make_id(const char *dir)
{
    char *real = realpath(dir, NULL);
    const char *path = real ? real : dir;
    const char *id = path + strlen(path);
    for (int slashes = 0; id > path; id--)
        if (id[-1] == '/' && ++slashes == 2)
            break;
    id += *id == '/' && id[1];
    char *shown = grade_strdup(bank_show(id, strlen(id)).text);
    free(real);
    return shown;
}

static int load_package(struct grade_problem **out, const char *dir, const char *const *extra_cases,
                        size_t extra_count, bool draft, struct grade_err *err)
{
    cleanup_fd int dirfd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dirfd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot open the folder",
                                bank_show(dir, strlen(dir)).text);
    struct load load = {.problem = bank_problem_new(), .dirfd = dirfd};
    load.problem->dir = grade_strdup(dir);
    load.problem->draft = draft;
    load.problem->id = make_id(dir);
    bank_digest_init(&load.digest);
    int rc = load_parts(&load, extra_cases, extra_count, err);
    if (rc < 0) {
        grade_err_wrap(err, rc, "%s", load.problem->id);
        grade_problem_free(load.problem);
        return rc;
    }
    *out = load.problem;
    return 0;
}

int grade_problem_load(struct grade_problem **out, const char *dir, const char *const *extra_cases,
                       size_t extra_count, struct grade_err *err)
{
    return load_package(out, dir, extra_cases, extra_count, false, err);
}

int grade_problem_load_draft(struct grade_problem **out, const char *dir, struct grade_err *err)
{
    return load_package(out, dir, NULL, 0, true, err);
}
