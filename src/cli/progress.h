/* The two halves of `grade progress`. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>

#include "grade/buf.h"
#include "grade/err.h"

struct progress_wish {
    const char *problems, *export, *import;
    int color, json;
    bool reset;
};

/* progress_move.c: does the one of --export, --import and --reset that is wished for. */
int cli_progress_move(const struct progress_wish *wish, struct grade_buf *out,
                      struct grade_err *err);

#endif
