/* A growing run of bytes. Always NUL-terminated behind `len` once it holds anything.
 * The caller owns the struct; grade_buf_done frees what it holds and may be called twice. */
#ifndef GRADE_BUF_H
#define GRADE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct grade_buf {
    char *data;
    size_t len;
    size_t cap;
};

#define GRADE_BUF_INIT                                                                             \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }
#define cleanup_buf __attribute__((cleanup(grade_buf_done)))

void grade_buf_done(struct grade_buf *buf);
void grade_buf_clear(struct grade_buf *buf); /* keeps the memory */
void grade_buf_add(struct grade_buf *buf, const void *data, size_t len);
void grade_buf_adds(struct grade_buf *buf, const char *text);
void grade_buf_addc(struct grade_buf *buf, char c);
void grade_buf_addf(struct grade_buf *buf, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
char *grade_buf_take(struct grade_buf *buf);                    /* never NULL; caller frees */
const char *grade_buf_text(const struct grade_buf *buf);        /* never NULL; borrowed */
void grade_buf_drop_front(struct grade_buf *buf, size_t count); /* removes the first bytes */

/* Reads a whole regular file. Opens once, never blocks on a FIFO, and refuses anything that is not
 * a regular file or is larger than max. The message names the path and what is the matter. */
struct grade_err;
int grade_buf_read_file(struct grade_buf *buf, int dirfd, const char *path, size_t max,
                        struct grade_err *err);
/* The same for what somebody hands in: a link could lead to a file that is theirs to name but not
 * to read. */
int grade_buf_read_nofollow(struct grade_buf *buf, const char *path, size_t max,
                            struct grade_err *err);
/* The same for a file that is open already; the name is for messages. */
int grade_buf_read_fd(struct grade_buf *buf, int fd, const char *name, size_t max,
                      struct grade_err *err);
/* A file without a name in TMPDIR or /tmp, open for reading and writing, gone with its last
 * descriptor. Returns the descriptor. */
int grade_open_unnamed(struct grade_err *err);
/* The same for a stream, up to its end; waits for it. */
int grade_buf_read_stream(struct grade_buf *buf, int fd, const char *name, size_t max,
                          struct grade_err *err);

#endif
