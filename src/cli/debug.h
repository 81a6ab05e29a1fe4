/* `--debug`: one failing case under pdb, outside of the sandbox, after an explicit yes. */
#ifndef CLI_DEBUG_H
#define CLI_DEBUG_H

#include "options.h"
#include "paths.h"

#include "grade/bank.h"
#include "grade/result.h"
#include "grade/sandbox.h"

struct cli_debug {
    const struct grade_options *options;
    const struct cli_paths *paths;
    const struct grade_python *python;
    const struct grade_problem *problem;
    const bool *selected;
    const struct grade_buf *source; /* of the solution: what has been graded is what runs */
};

/* Whether that can be, before anything is graded: a terminal to ask on, one case, and one that may
 * be shown. USAGE. */
int cli_debug_check(const struct cli_debug *debug, struct grade_err *err);

/* Asks, and runs the case that failed. Nothing is run without the word yes. */
int cli_debug_run(const struct cli_debug *debug, const struct grade_result *result,
                  struct grade_err *err);

/* debug_script.c: the script. failure: what to stop at; NULL: at the import. */
void cli_debug_script(struct grade_buf *out, const struct cli_debug *debug,
                      const struct grade_case *spec, const struct grade_failure *failure,
                      const char *solution);

#endif
