/* Where grade finds its other parts: beside the program in a build folder, else where it lies in
 * the tree it was installed in (which may be moved as a whole), else where it was to be installed.
 */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "grade/err.h"

struct cli_paths {
    char *harness;   /* the folder with the Python side */
    char *extension; /* _grade.so */
    char *data;      /* the folder with problems/, attacks/ and schema/ */
    char **banks;    /* NULL-ended: where problems are looked for, first wins */
};

/* problems: the folder of --problems, which then is the only bank, or NULL: the folders of
 * GRADE_PROBLEMS (colons between them), ./problems, and the installed bank. */
int cli_paths_init(struct cli_paths *out, const char *problems, struct grade_err *err);
void cli_paths_done(struct cli_paths *paths);

#endif
