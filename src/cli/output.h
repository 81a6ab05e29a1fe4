/* Where a report goes: standard output, or a file that appears whole or not at all.
 *
 * A file is written beside its place under another name and renamed at the end, so that a reader
 * never sees half a report and a failed run leaves the old one. What is no regular file (a FIFO,
 * /dev/null) is written directly. All errors are GRADE_FAULT_MACHINE with the path in the message,
 * but GRADE_FAULT_USAGE where the path cannot be written from the start. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stddef.h>

#include "grade/err.h"

struct cli_output {
    int fd;
    char *path;      /* as it will be called; NULL for standard output */
    char *temporary; /* as it is called until then; NULL where written directly */
};

/* path NULL or "-": standard output. On failure there is nothing to close. */
int cli_output_open(struct cli_output *out, const char *path, struct grade_err *err);
/* The same for the end of a file that may be there: written at once. */
int cli_output_append(struct cli_output *out, const char *path, struct grade_err *err);
int cli_output_write(struct cli_output *out, const char *data, size_t len, struct grade_err *err);
/* Closes and puts the file in its place. Whatever it returns, out is done. */
int cli_output_finish(struct cli_output *out, struct grade_err *err);
/* Closes and leaves no trace. Fine on one that is done. */
void cli_output_abandon(struct cli_output *out);

#endif
