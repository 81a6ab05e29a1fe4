/* The options of `grade [OPTIONS] PROBLEM SOLUTION` and of its commands batch, report and merge:
 * one table for parsing, --help and completion.
 *
 * All texts are borrowed from argv. Every fault is GRADE_FAULT_USAGE with one line that names the
 * option. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grade/buf.h"
#include "grade/err.h"
#include "grade/report.h"
#include "color.h"

struct grade_report_target {
    const struct grade_reporter *reporter;
    const char *path; /* NULL: standard output */
    bool append;      /* behind what is there, not in its place */
};

struct grade_list { /* what an option that may come again has gathered */
    const char **items;
    size_t count;
};

/* Which command the words are for: each knows the options that concern it. */
enum grade_form {
    GRADE_FORM_GRADE = 1,  /* PROBLEM SOLUTION */
    GRADE_FORM_BATCH = 2,  /* SOURCE... */
    GRADE_FORM_REPORT = 4, /* JOURNAL... */
    GRADE_FORM_MERGE = 8,  /* JOURNAL... */
    GRADE_FORM_WATCH = 16, /* PROBLEM [SOLUTION] */
};

struct grade_options {
    const char *problem, *solution; /* solution "-": standard input */
    char *const *operands;          /* but for GRADE_FORM_GRADE and _WATCH */
    size_t operand_count;
    const char *journal; /* --journal, or NULL */
    const char *output;  /* --output, or NULL */
    bool resume, again, exit_zero;
    size_t shard, shards; /* from 1; shards 0: not said */
    struct grade_report_target *reports;
    size_t report_count;
    struct grade_list cases;      /* --case: names or numbers; none: all */
    struct grade_list limits;     /* --limit: NAME=VALUE, checked against the table */
    struct grade_list case_files; /* --cases */
    const char *python;           /* NULL: the system's */
    const char *require;          /* "full", "baseline", or NULL */
    const char *problems;         /* --problems, or NULL */
    const char *keep_failing;     /* a file for generated inputs that fail, or NULL */
    bool has_seed;
    uint64_t seed;
    int jobs; /* 0: not said */
    enum cli_color color;
    enum grade_audience audience;
    int verbose;      /* -1, 0, 1 */
    bool debug;       /* the case under pdb, outside of the sandbox */
    bool plain;       /* text in lines: for screen readers, and for what reads along */
    bool no_progress; /* this run is not recorded */
    bool help, version;
};

/* Parses argv[1] on. Without --help and --version, problem and solution (or operands) are set on
 * success, and at least one report, the text on standard output where none goes there. Done with
 * grade_options_done in any case. */
int grade_options_parse(struct grade_options *out, enum grade_form form, int argc, char **argv,
                        struct grade_err *err);
void grade_options_done(struct grade_options *options);

/* Appends the table as --help shows it. */
void grade_options_help(struct grade_buf *out, enum grade_form form);

/* Appends the command line that runs only the case of this number again under the same conditions,
 * quoted for a shell: what `rerun` of a case's result should hold. */
void grade_options_rerun(struct grade_buf *out, const struct grade_options *options, size_t number);

/* Grades. Returns the exit status. */
int cmd_grade(const struct grade_options *options);

#endif
