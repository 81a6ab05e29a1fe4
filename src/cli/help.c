/* `grade help [TOPIC]`, and the text of --help. */
#include "help.h"

#include "commands.h"
#include "options.h"
#include "paths.h"

#include "grade/limits.h"
#include "grade/mem.h"
#include "grade/nearest.h"
#include "grade/report.h"
#include "grade/verdict.h"

#include <stdio.h>
#include <string.h>

static void tell_commands(struct grade_buf *out);
static void tell_topics(struct grade_buf *out);

static const char usage_head[] =
    "grade runs a Python solution against a practice problem, in a sandbox, and says\n"
    "what it does right, what it does wrong, and why.\n"
    "\n"
    "usage: grade [OPTIONS] PROBLEM SOLUTION\n"
    "\n"
    "PROBLEM is a folder that holds problem.json, or TOPIC/NN in the problem bank.\n"
    "SOLUTION is the file that the problem asks for, or - for standard input.\n"
    "\n"
    "  grade decorators/01 solution.py             what is right, what is wrong\n"
    "  grade decorators/01 solution.py --case 3    only the third case again\n"
    "  grade decorators/01 solution.py --report json=result.json\n"
    "                                              for a program to read, too\n"
    "  grade batch subs.csv                        many; see `grade help batch`\n";

static const char usage_statuses[] = "\n"
                                     "exit status:\n"
                                     "  0  every case passed\n"
                                     "  1  some case failed\n"
                                     "  2  the command line is wrong, or names what is not there\n"
                                     "  3  the problem package is broken\n"
                                     "  4  the machine cannot do it, or grade itself failed\n"
                                     "  5  interrupted; what was known by then is reported\n";

void cli_help_usage(struct grade_buf *out)
{
    grade_buf_adds(out, usage_head);
    grade_buf_adds(out, "\noptions:\n");
    grade_options_help(out, GRADE_FORM_GRADE);
    grade_buf_adds(out, "\ncommands:\n");
    tell_commands(out);
    grade_buf_adds(out, usage_statuses);
    grade_buf_adds(out, "\nread on with `grade help TOPIC`, or the name of a command:\n");
    tell_topics(out);
}

static void tell_cases(struct grade_buf *out)
{
    grade_buf_adds(out, cli_help_cases);
}

static void tell_authors(struct grade_buf *out)
{
    grade_buf_adds(out, cli_help_authors);
}

static void tell_kinds(struct grade_buf *out)
{
    grade_buf_adds(out, cli_help_kinds);
    grade_buf_adds(out, cli_help_web);
    for (size_t i = 0; cli_help_models[i]; i++)
        grade_buf_addf(out, "%s%s", i ? "" : "\n", cli_help_models[i]);
}

static void tell_python(struct grade_buf *out)
{
    grade_buf_adds(out, cli_help_python);
}

static void tell_learning(struct grade_buf *out)
{
    grade_buf_adds(out, cli_help_learning);
}

static void tell_limits(struct grade_buf *out)
{
    grade_buf_adds(out, "Limits hold for each case on its own. A problem sets its own in\n"
                        "problem.json, a case in cases.json: {\"limits\": {\"cpu_ms\": 500}}; the\n"
                        "command line has the last word: --limit cpu_ms=500.\n\n");
    for (int i = 0; i < GRADE_LIMIT_COUNT; i++) {
        const struct grade_limit_row *row = &grade_limit_rows[i];
        grade_buf_addf(out, "%s\n    %s\n    %lld%s%s, may be %lld to %lld; beyond it: %s\n",
                       row->name, row->what, row->preset, row->unit[0] ? " " : "", row->unit,
                       row->min, row->max,
                       row->verdict == GRADE_VERDICT_PASS ? "an error in the solution"
                                                          : grade_verdict_name(row->verdict));
    }
}

static void tell_verdicts(struct grade_buf *out)
{
    grade_buf_adds(out, "Every case ends with one verdict. Where several would apply, the one\n"
                        "that explains most is told.\n\n");
    for (int i = 0; i < GRADE_VERDICT_COUNT; i++)
        grade_buf_addf(out, "  %-14s %s\n", grade_verdict_name((enum grade_verdict)i),
                       grade_verdict_words((enum grade_verdict)i));
}

static void tell_reports(struct grade_buf *out)
{
    grade_buf_adds(
        out, "--report FORMAT writes to standard output, --report FORMAT=FILE to a file, which\n"
             "appears whole at the end or not at all. Several reports may be asked for; one\n"
             "of them at most goes to standard output, and where none does, text goes there.\n\n");
    for (size_t i = 0; grade_reporters[i]; i++)
        grade_buf_addf(out, "  %-11s %s\n", grade_reporters[i]->name, grade_reporters[i]->what);
    struct cli_paths paths;
    struct grade_err err;
    if (cli_paths_init(&paths, NULL, &err) == 0) {
        grade_buf_addf(out,
                       "\nThe JSON is described by a schema, installed as\n"
                       "%s/schema/result.schema.json.\n",
                       paths.data);
        cli_paths_done(&paths);
    }
    grade_buf_adds(
        out, "Of a hidden case no report tells more than name, verdict and points, unless it\n"
             "is for who may know: --audience staff. What a solution printed is shown with\n"
             "control characters, escapes and invisible characters made visible.\n");
}

static const struct topic {
    const char *name, *what;
    void (*tell)(struct grade_buf *out);
} topics[] = {
    {"grade", "how to grade a solution, with all options", cli_help_usage},
    {"watch", "grading on every save", cli_help_watch},
    {"batch", "how to grade many, with all options", cli_help_batch},
    {"learning", "practising on your own, and what is remembered", tell_learning},
    {"cases", "the language that cases are written in", tell_cases},
    {"kinds", "what a solution may be", tell_kinds},
    {"python", "interpreters, virtual environments, what is warm in them", tell_python},
    {"authors", "write a problem in ten minutes, and what makes it good", tell_authors},
    {"limits", "what a case may use, and how to change it", tell_limits},
    {"verdicts", "what can become of a case", tell_verdicts},
    {"reports", "formats for people and for programs", tell_reports},
};

const char *cli_help_topic(size_t number, const char **out_what)
{
    if (number >= GRADE_COUNT(topics))
        return NULL;
    *out_what = topics[number].what;
    return topics[number].name;
}

static void tell_topics(struct grade_buf *out)
{
    for (size_t i = 0; i < GRADE_COUNT(topics); i++)
        grade_buf_addf(out, "  %-10s %s\n", topics[i].name, topics[i].what);
}

static void tell_commands(struct grade_buf *out)
{
    for (size_t i = 0; cli_commands[i]; i++) {
        char left[64];
        snprintf(left, sizeof(left), "%s %s", cli_commands[i]->name, cli_commands[i]->usage);
        grade_buf_addf(out, "  %-31s %s\n", left, cli_commands[i]->what);
    }
}

static int unknown_topic(const char *word)
{
    struct grade_err err;
    const char *names[GRADE_COUNT(topics)];
    for (size_t i = 0; i < GRADE_COUNT(topics); i++)
        names[i] = topics[i].name;
    const char *near = grade_nearest(word, names, GRADE_COUNT(names));
    grade_fail(&err, GRADE_FAULT_USAGE, 0, "help: no topic '%s' (%s%s%s)", word,
               near ? "did you mean '" : "see `grade help`", near ? near : "", near ? "'?" : "");
    return cli_complain(&err);
}

/* A command explains itself; whatever else it may be is no topic. */
static int tell_command(char *word)
{
    char option[] = "--help";
    char *words[] = {word, option, NULL};
    for (size_t i = 0; cli_commands[i]; i++)
        if (!strcmp(cli_commands[i]->name, word) && cli_commands[i] != &cli_help)
            return cli_commands[i]->run(2, words);
    return unknown_topic(word);
}

static int run_help(int argc, char **argv)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    if (argc < 2) {
        cli_help_usage(&text);
        return cli_say(grade_buf_text(&text));
    }
    for (size_t i = 0; i < GRADE_COUNT(topics); i++)
        if (!strcmp(topics[i].name, argv[1])) {
            topics[i].tell(&text);
            return cli_say(grade_buf_text(&text));
        }
    return tell_command(argv[1]);
}

const struct cli_command cli_help = {
    .name = "help",
    .usage = "[TOPIC]",
    .what = "explain a topic",
    .run = run_help,
};
