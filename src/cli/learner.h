/* What the learner's commands share: the bank, the roadmap and the record got together, and rows
 * that wrap on a terminal of any width. */
#ifndef CLI_LEARNER_H
#define CLI_LEARNER_H

#include "color.h"
#include "flags.h"
#include "paths.h"

#include "grade/learn.h"
#include "grade/topics.h"
#include "report/json_writer.h"
#include "report/page.h"

struct cli_learner {
    const char *problems; /* --problems, or NULL */
    struct cli_paths paths;
    struct grade_report_options look;
    struct grade_topics *topics;
    struct grade_catalogue catalogue;
    struct grade_learn *learn; /* NULL: there is no record, and it was said why */
    struct grade_learn_facts facts;
    struct grade_learn_topic *known; /* of each topic */
};

/* Runs a command of a table: parses, shows --help, or calls `run` with the words that are left and
 * what it appended to the text, which then goes to standard output. Returns the exit status. */
int cli_run(const struct cli_syntax *syntax, void *target, int argc, char **argv,
            int (*run)(void *target, int count, char **words, struct grade_buf *out,
                       struct grade_err *err));

/* Everything. A record that cannot be opened is no failure: a line on standard error says so, and
 * all problems are new. */
int cli_learner_open(struct cli_learner *out, const char *problems, int color,
                     struct grade_err *err);
/* Only paths, look and record. */
int cli_learner_open_record(struct cli_learner *out, const char *problems, int color,
                            struct grade_err *err);
void cli_learner_done(struct cli_learner *learner);

/* The problem of that name, loaded whole. */
int cli_learner_problem(struct grade_problem **out, const struct cli_learner *learner,
                        const char *name, struct grade_err *err);

/* The state in a symbol and a word, padded to `width` columns; 0: not padded. */
void cli_put_state(const struct page *page, enum grade_learn_state state, int width);

/* Text that starts at column `indent`, where the row is now, and wraps below itself; ends the row.
 */
void cli_wrap(const struct page *page, enum page_style style, int indent, const char *text);
/* One row of a label and what belongs to it: "next   decorators/01 ...". */
void cli_row(const struct page *page, const char *label, enum page_style style, const char *text);
/* Text in exactly `width` columns, where it fits; and blanks. */
void cli_pad(const struct page *page, enum page_style style, const char *text, int width);
/* How much of all is done, in `width` columns. */
void cli_put_bar(const struct page *page, size_t done, size_t all, int width);
/* "1 h 20 min", "a minute" for less. Caller frees. */
char *cli_minutes(long long seconds);

/* The learner's file as one would type it from here; NULL where there is none any more, or path is
 * NULL. Caller frees. */
char *cli_place(const char *path);

/* Appends "grade WORD PROBLEM PATH" as one would type it, with the --problems of this call; word
 * and path may be NULL. */
void cli_command_line(struct grade_buf *out, const struct cli_learner *learner, const char *word,
                      const char *problem, const char *path);

/* The word as a shell takes it back, appended. */
void cli_shell_word(struct grade_buf *out, const char *word);

#endif
