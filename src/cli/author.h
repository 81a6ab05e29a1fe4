/* What the commands for authors have in common: their options, and how they find packages. */
#ifndef CLI_AUTHOR_H
#define CLI_AUTHOR_H

#include "color.h"
#include "paths.h"

#include "grade/run.h"

#include <getopt.h>

struct cli_author {
    const char *problems, *interpreter, *require;
    int jobs; /* 0: not said */
    enum cli_color color;
    struct cli_paths paths;
    struct grade_python python;
};

/* Numbers of long options; those of a command begin behind them. */
enum { CLI_PROBLEMS = 256, CLI_PYTHON, CLI_REQUIRE, CLI_COLOR, CLI_AUTHOR_OPTIONS };
#define CLI_AUTHOR_LONGS                                                                           \
    {"problems", required_argument, NULL, CLI_PROBLEMS},                                           \
        {"python", required_argument, NULL, CLI_PYTHON},                                           \
        {"require", required_argument, NULL, CLI_REQUIRE},                                         \
        {"color", required_argument, NULL, CLI_COLOR},                                             \
    {                                                                                              \
        "jobs", required_argument, NULL, 'j'                                                       \
    }

/* Takes what getopt_long found, or complains of it. */
int cli_author_option(struct cli_author *author, const char *command, int found, char **argv,
                      struct grade_err *err);
/* Once all options are there. Done with cli_author_done in any case. */
int cli_author_open(struct cli_author *author, struct grade_err *err);
void cli_author_done(struct cli_author *author);
/* How cases are to be run; signals interrupt from now on. Borrows. */
int cli_author_config(struct cli_author *author, struct grade_run_config *out,
                      struct grade_err *err);
unsigned cli_author_jobs(const struct cli_author *author);
/* The folders of the packages that the words name; a folder stands for all below it. */
int cli_author_packages(const struct cli_author *author, const char *command, int count,
                        char **words, struct grade_strings *out, struct grade_err *err);

#endif
