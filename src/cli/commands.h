/* The commands as a table: each file of a command ends in its row. The first word that is no option
 * is looked up here; without one it is the default, grading. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stddef.h>

#include "grade/err.h"

struct cli_command {
    const char *name;
    const char *usage; /* what follows the name */
    const char *what;  /* one line for --help */
    /* argv[0] is the command's name; returns the exit status. */
    int (*run)(int argc, char **argv);
};

/* NULL-ended; the first is the default. */
extern const struct cli_command *const cli_commands[];
extern const struct cli_command cli_doctor, cli_grade, cli_help, cli_mutate, cli_new, cli_selftest, cli_verify;

/* Says "grade: MESSAGE" on standard error, everything in it made visible, and returns the exit
 * status that belongs to the fault. */
int cli_complain(const struct grade_err *err);

/* Writes text to standard output. 0, or the exit status after a complaint. */
int cli_say(const char *text);

/* The place of an option's word among the names that it may be, or a usage fault with a
 * did-you-mean. */
int cli_one_of(const char *command, const char *option, const char *word, const char *const *names,
               size_t count, struct grade_err *err);

#endif
