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
extern const struct cli_command cli_batch;
extern const struct cli_command cli_bless;
extern const struct cli_command cli_completion;
extern const struct cli_command cli_doctor;
extern const struct cli_command cli_grade;
extern const struct cli_command cli_help;
extern const struct cli_command cli_hint;
extern const struct cli_command cli_import;
extern const struct cli_command cli_list;
extern const struct cli_command cli_merge;
extern const struct cli_command cli_mutate;
extern const struct cli_command cli_new;
extern const struct cli_command cli_next;
extern const struct cli_command cli_progress;
extern const struct cli_command cli_replay;
extern const struct cli_command cli_report;
extern const struct cli_command cli_roadmap;
extern const struct cli_command cli_selftest;
extern const struct cli_command cli_show;
extern const struct cli_command cli_start;
extern const struct cli_command cli_upgrade;
extern const struct cli_command cli_verify;
extern const struct cli_command cli_watch;

/* Says "grade: MESSAGE" on standard error, everything in it made visible, and returns the exit
 * status that belongs to the fault. */
int cli_complain(const struct grade_err *err);

/* Says each line of text as "grade: LINE" on standard error; nothing for an empty text. */
void cli_note(const char *text);

/* Writes text to standard output. 0, or the exit status after a complaint. */
int cli_say(const char *text);

/* The place of an option's word among the names that it may be, or a usage fault with a
 * did-you-mean. */
int cli_one_of(const char *command, const char *option, const char *word, const char *const *names,
               size_t count, struct grade_err *err);

#endif
