/* Writing a journal: see grade/journal.h.
 *
 * Order, so that a crash at any moment loses nothing that was told as done: the line in one write,
 * then fdatasync before long. What a write left unfinished is cut off again, so that the disk may
 * be full and the journal is still whole. */
#include "journal_internal.h"

#include "grade/loop.h"
#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GROUP_LINES = 64, GROUP_MS = 500 };

struct grade_journal {
    struct grade_index *index;
    unsigned source;
    int fd;           /* of the source */
    const char *name; /* likewise */
    off_t end;
    unsigned waiting;       /* lines that are not durable yet */
    uint64_t waiting_since; /* of the first, nanoseconds */
    bool unnamed;           /* need not outlive the program */
};

/* Opening -------------------------------------------------------------------------------------- */

/* The file's name is durable too. */
static void sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    cleanup_free char *folder =
        slash ? grade_strndup(path, (size_t)(slash - path) + 1) : grade_strdup(".");
    cleanup_fd int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0)
        fsync(fd); /* some file systems refuse; there is nothing better to do */
}

static int open_named(const char *path, bool resume, struct grade_err *err)
{
    struct stat st;
    /* It tells of hidden cases: whoever else is to read it is let in by hand. */
    cleanup_fd int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot keep a journal there",
                                path);
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: is not a regular file", path);
    if (flock(fd, LOCK_EX | LOCK_NB) < 0)
        return errno == EWOULDBLOCK
                   ? grade_fail(err, GRADE_FAULT_USAGE, EBUSY,
                                "%s: another grade is writing this journal", path)
                   : grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot lock it", path);
    if (fstat(fd, &st) == 0 && st.st_size > 0 && !resume)
        return grade_fail(err, GRADE_FAULT_USAGE, EEXIST,
                          "%s: there is a journal already; --resume goes on with it, another name "
                          "begins anew",
                          path);
    sync_folder(path);
    return grade_take_fd(&fd);
}

/* Cuts off what was torn, and ends the last line. */
static int mend(struct grade_journal *journal, const struct index_end *end, struct grade_err *err)
{
    if (end->torn && ftruncate(journal->fd, end->end) < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                                "%s: its torn last line cannot be cut off", journal->name);
    journal->end = end->end;
    if (end->lacks_newline) {
        if (pwrite(journal->fd, "\n", 1, journal->end) != 1)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                                    "%s: its last line cannot be ended", journal->name);
        journal->end++;
    }
    if ((end->torn || end->lacks_newline) && fdatasync(journal->fd) < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s", journal->name);
    return 0;
}

int grade_journal_open(struct grade_journal **out, struct grade_index *index, const char *path,
                       bool resume, size_t *out_torn, struct grade_err *err)
{
    struct index_end end = {0, 0, false};
    int fd = path ? open_named(path, resume, err) : grade_open_unnamed(err);
    if (fd < 0)
        return fd;
    struct grade_journal *journal = grade_alloc(sizeof(*journal));
    journal->index = index;
    journal->fd = fd;
    journal->source = index_add_source(index, fd, path ? path : "the journal");
    journal->name = index->sources[journal->source].name;
    journal->unnamed = !path;
    int rc = index_scan(index, journal->source, &end, err);
    if (rc == 0)
        rc = mend(journal, &end, err);
    if (rc < 0) {
        free(journal);
        return rc;
    }
    if (out_torn)
        *out_torn = end.torn;
    *out = journal;
    return 0;
}

/* Writing ------------------------------------------------------------------------------------- */

static int write_all(int fd, const char *data, size_t len, off_t at)
{
    while (len > 0) {
        ssize_t wrote = pwrite(fd, data, len, at);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return wrote < 0 ? -errno : -EIO;
        data += wrote;
        len -= (size_t)wrote;
        at += wrote;
    }
    return 0;
}

int grade_journal_append(struct grade_journal *journal, struct grade_entry *entry, const char *line,
                         size_t len, struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_add(&text, line, len);
    grade_buf_addc(&text, '\n');
    int rc = write_all(journal->fd, text.data, text.len, journal->end);
    if (rc < 0) {
        /* Shortening frees room: it does not need any. */
        int cut = ftruncate(journal->fd, journal->end);
        (void)cut; /* else it is mended when somebody goes on with it */
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, -rc,
                                "%s: the result could not be written", journal->name);
    }
    entry->source = journal->source;
    entry->offset = journal->end;
    entry->len = (uint32_t)len;
    entry->hash = index_hash(line, len);
    journal->end += (off_t)text.len;
    if (journal->waiting++ == 0)
        journal->waiting_since = grade_now_ns();
    index_add(journal->index, entry);
    return grade_journal_sync(journal, false, err);
}

int grade_journal_due_ms(const struct grade_journal *journal)
{
    if (!journal->waiting || journal->unnamed)
        return -1;
    uint64_t waited = (grade_now_ns() - journal->waiting_since) / 1000000;
    return waited >= GROUP_MS ? 0 : (int)(GROUP_MS - waited);
}

int grade_journal_sync(struct grade_journal *journal, bool all, struct grade_err *err)
{
    if (!journal->waiting || journal->unnamed)
        return 0;
    if (!all && journal->waiting < GROUP_LINES && grade_journal_due_ms(journal) > 0)
        return 0;
    journal->waiting = 0;
    if (fdatasync(journal->fd) < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                                "%s: the results could not be made durable", journal->name);
    return 0;
}

int grade_journal_close(struct grade_journal *journal, struct grade_err *err)
{
    if (!journal)
        return 0;
    int rc = grade_journal_sync(journal, true, err);
    flock(journal->fd, LOCK_UN); /* the index still reads from it */
    free(journal);
    return rc;
}
