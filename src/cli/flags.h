/* Options of a command from a table: parsed, and shown by its --help. For commands that need no
 * more than switches, texts, numbers and one of some words.
 *
 * The target is a struct of the command's own, zeroed by it; every text is borrowed from argv. All
 * faults are GRADE_FAULT_USAGE and begin with the command's name. */
#ifndef CLI_FLAGS_H
#define CLI_FLAGS_H

#include <stddef.h>

#include "grade/buf.h"
#include "grade/err.h"

enum cli_flag_kind {
    CLI_FLAG_SWITCH, /* bool */
    CLI_FLAG_TEXT,   /* const char *; may not be empty */
    CLI_FLAG_NUMBER, /* int, 1 to `most` */
    CLI_FLAG_WORD,   /* int: the place among `words` */
};

struct cli_flag {
    char letter; /* 0: none */
    const char *name;
    const char *arg; /* NULL for a switch */
    const char *what;
    enum cli_flag_kind kind;
    size_t offset;            /* into the target */
    const char *const *words; /* NULL-ended */
    int most;
};

struct cli_syntax {
    const char *command;
    const char *usage; /* what follows the command's name */
    const char *intro; /* what it does, for --help; lines of at most 80 columns */
    const char *outro; /* behind the options, or NULL */
    const struct cli_flag *flags;
    size_t count;
    int least, most; /* how many words there must be that are no options */
};

/* The rows that most commands have, for `struct` fields of these names. */
#define CLI_FLAG_PROBLEMS(type)                                                                    \
    {                                                                                              \
        0, "problems", "DIR", "look for problems in this folder only", CLI_FLAG_TEXT,              \
            offsetof(type, problems), NULL, 0                                                      \
    }
#define CLI_FLAG_COLOR(type)                                                                       \
    {                                                                                              \
        0, "color", "WHEN", "auto, always or never", CLI_FLAG_WORD, offsetof(type, color),         \
            cli_color_words, 0                                                                     \
    }
#define CLI_FLAG_REPORT(type)                                                                      \
    {                                                                                              \
        'r', "report", "FORMAT", "text or json", CLI_FLAG_WORD, offsetof(type, json),              \
            cli_format_words, 0                                                                    \
    }
extern const char *const cli_color_words[];  /* as enum cli_color */
extern const char *const cli_format_words[]; /* 0 text, 1 json */

/* Parses. Returns the place of the first word that is no option in argv, which is reordered; the
 * number of those words is argc minus that. 0: --help was asked for, and nothing else is checked.
 */
int cli_flags_parse(const struct cli_syntax *syntax, void *target, int argc, char **argv,
                    struct grade_err *err);

/* Appends the text of --help. */
void cli_flags_help(struct grade_buf *out, const struct cli_syntax *syntax);

#endif
