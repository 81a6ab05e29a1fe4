/* Reports to files and standard output: see output.h. */
#include "output.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *name_of(const struct cli_output *out)
{
    return out->path ? out->path : "standard output";
}

static mode_t mode_of_new_files(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int open_temporary(struct cli_output *out, mode_t mode, struct grade_err *err)
{
    out->temporary = grade_printf("%s.XXXXXX", out->path);
    out->fd = mkostemp(out->temporary, O_CLOEXEC);
    if (out->fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot write there", out->path);
    fchmod(out->fd, mode);
    return 0;
}

static int open_directly(struct cli_output *out, struct grade_err *err)
{
    out->fd = open(out->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (out->fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot write there", out->path);
    return 0;
}

static int open_file(struct cli_output *out, const char *path, struct grade_err *err)
{
    struct stat st;
    bool exists = stat(path, &st) == 0;
    /* A symbolic link stays one: the file behind it is replaced. */
    char *real = exists ? realpath(path, NULL) : NULL;
    out->path = real ? real : grade_strdup(path);
    if (exists && S_ISDIR(st.st_mode))
        return grade_fail(err, GRADE_FAULT_USAGE, EISDIR, "%s: is a folder, not a file", path);
    if (exists && !S_ISREG(st.st_mode))
        return open_directly(out, err);
    return open_temporary(out, exists ? st.st_mode & 07777 : mode_of_new_files(), err);
}

int cli_output_open(struct cli_output *out, const char *path, struct grade_err *err)
{
    *out = (struct cli_output){.fd = STDOUT_FILENO};
    if (!path || !strcmp(path, "-"))
        return 0;
    out->fd = -1;
    int rc = open_file(out, path, err);
    if (rc < 0) {
        free(out->path);
        free(out->temporary);
        *out = (struct cli_output){.fd = -1};
    }
    return rc;
}

int cli_output_append(struct cli_output *out, const char *path, struct grade_err *err)
{
    int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY;
    *out = (struct cli_output){.fd = open(path, flags, 0666)};
    if (out->fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot write there", path);
    out->path = grade_strdup(path);
    return 0;
}

int cli_output_write(struct cli_output *out, const char *data, size_t len, struct grade_err *err)
{
    while (len > 0) {
        ssize_t wrote = write(out->fd, data, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                                    "%s: the report could not be written", name_of(out));
        data += wrote;
        len -= (size_t)wrote;
    }
    return 0;
}

int cli_output_finish(struct cli_output *out, struct grade_err *err)
{
    int rc = 0;
    if (!out->path) {
        out->fd = -1; /* standard output stays open for what comes next */
        return 0;
    }
    int fd = grade_take_fd(&out->fd);
    if (close(fd) < 0)
        rc = grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                              "%s: the report could not be written", out->path);
    if (rc == 0 && out->temporary && rename(out->temporary, out->path) < 0)
        rc = grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                              "%s: the report could not be put in its place", out->path);
    if (rc == 0) {
        free(out->temporary);
        out->temporary = NULL;
    }
    cli_output_abandon(out);
    return rc;
}

void cli_output_abandon(struct cli_output *out)
{
    if (out->path && out->fd >= 0)
        close(out->fd);
    if (out->temporary)
        unlink(out->temporary);
    free(out->temporary);
    free(out->path);
    *out = (struct cli_output){.fd = -1};
}
