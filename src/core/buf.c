/* A growing run of bytes: see grade/buf.h. */
#include "grade/buf.h"

#include "grade/err.h"
#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void reserve(struct grade_buf *buf, size_t more)
{
    if (buf->cap - buf->len > more)
        return;
    size_t want = buf->len + more + 1;
    size_t cap = buf->cap ? buf->cap : 64;
    while (cap < want)
        cap *= 2;
    buf->data = grade_realloc_array(buf->data, cap, 1);
    buf->cap = cap;
}

void grade_buf_done(struct grade_buf *buf)
{
    free(buf->data);
    *buf = (struct grade_buf)GRADE_BUF_INIT;
}

void grade_buf_clear(struct grade_buf *buf)
{
    buf->len = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

void grade_buf_add(struct grade_buf *buf, const void *data, size_t len)
{
    reserve(buf, len);
    if (len)
        memcpy(buf->data + buf->len, data, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void grade_buf_adds(struct grade_buf *buf, const char *text)
{
    grade_buf_add(buf, text, strlen(text));
}

void grade_buf_addc(struct grade_buf *buf, char c)
{
    grade_buf_add(buf, &c, 1);
}

void grade_buf_addf(struct grade_buf *buf, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len > 0) {
        reserve(buf, (size_t)len);
        vsnprintf(buf->data + buf->len, (size_t)len + 1, fmt, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

char *grade_buf_take(struct grade_buf *buf)
{
    grade_buf_add(buf, "", 0);
    char *data = buf->data;
    *buf = (struct grade_buf)GRADE_BUF_INIT;
    return data;
}

const char *grade_buf_text(const struct grade_buf *buf)
{
    return buf->data ? buf->data : "";
}

void grade_buf_drop_front(struct grade_buf *buf, size_t count)
{
    if (count >= buf->len) {
        grade_buf_clear(buf);
        return;
    }
    memmove(buf->data, buf->data + count, buf->len - count);
    buf->len -= count;
    buf->data[buf->len] = '\0';
}

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a FIFO";
    if (S_ISSOCK(mode))
        return "a socket";
    if (S_ISCHR(mode) || S_ISBLK(mode))
        return "a device";
    return "not a regular file";
}

static int read_all(struct grade_buf *buf, int fd, size_t max, const char *path,
                    struct grade_err *err)
{
    for (;;) {
        reserve(buf, 65536);
        ssize_t got = read(fd, buf->data + buf->len, 65536);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot read", path);
        if (got == 0)
            break;
        buf->len += (size_t)got;
        if (buf->len > max)
            return grade_fail(err, GRADE_FAULT_USAGE, EFBIG, "%s: larger than %zu bytes", path,
                              max);
    }
    buf->data[buf->len] = '\0';
    return 0;
}

int grade_buf_read_stream(struct grade_buf *buf, int fd, const char *name, size_t max,
                          struct grade_err *err)
{
    return read_all(buf, fd, max, name, err);
}

int grade_buf_read_fd(struct grade_buf *buf, int fd, const char *name, size_t max,
                      struct grade_err *err)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot examine", name);
    if (!S_ISREG(st.st_mode))
        return grade_fail(err, GRADE_FAULT_USAGE, EINVAL, "%s: is %s, not a regular file", name,
                          kind_of(st.st_mode));
    if (st.st_size > 0 && (size_t)st.st_size > max)
        return grade_fail(err, GRADE_FAULT_USAGE, EFBIG, "%s: %lld bytes, larger than %zu", name,
                          (long long)st.st_size, max);
    return read_all(buf, fd, max, name, err);
}

int grade_buf_read_nofollow(struct grade_buf *buf, const char *path, size_t max,
                            struct grade_err *err)
{
    cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ELOOP)
        return grade_fail(err, GRADE_FAULT_USAGE, ELOOP,
                          "%s: is a symbolic link; name the file that it leads to", path);
    if (fd < 0 && errno == ENOENT)
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT, "%s: no such file", path);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot open", path);
    return grade_buf_read_fd(buf, fd, path, max, err);
}

int grade_buf_read_file(struct grade_buf *buf, int dirfd, const char *path, size_t max,
                        struct grade_err *err)
{
    /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
    cleanup_fd int fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ENOENT)
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT, "%s: no such file", path);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot open", path);
    return grade_buf_read_fd(buf, fd, path, max, err);
}

int grade_open_unnamed(struct grade_err *err)
{
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder)
        folder = "/tmp";
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
        /* Some file systems (overlays, older NFS) have no O_TMPFILE. */
        cleanup_free char *name = grade_printf("%s/grade-XXXXXX", folder);
        fd = mkostemp(name, O_CLOEXEC);
        if (fd >= 0)
            unlink(name);
    }
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot keep a file there",
                                folder);
    return fd;
}
