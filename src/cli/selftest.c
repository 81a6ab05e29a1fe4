/* `grade selftest`: the corpus of attacks, run on the user's own machine. */
#include "selftest.h"

#include "commands.h"
#include "output.h"
#include "paths.h"

#include "grade/cpus.h"
#include "grade/mem.h"
#include "grade/nearest.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct wish {
    struct selftest_run run;
    enum selftest_format format;
    bool verbose, help;
    const char *corpus; /* NULL: where it belongs */
    char **words;
};

static const char usage[] =
    "usage: grade selftest [OPTIONS] [WORD...]\n"
    "\n"
    "Runs attacks on the sandbox and on verdicts, on this machine, and says whether each is\n"
    "contained. WORD: only attacks with that in the name of their file, such as \"forging\".\n"
    "\n"
    "  --require full|baseline  refuse less isolation\n"
    "  --report FORMAT          text, json or tap\n"
    "  --python PATH            the interpreter that runs them\n"
    "  --corpus DIR             another folder of attacks\n"
    "  -j, --jobs N             run N at the same time (as many as processors)\n"
    "  -v, --verbose            each attack, and what stops it\n"
    "  -h, --help               show this text\n"
    "\n"
    "exit status: 0 all are contained, 1 some are not, 4 the machine cannot run them\n";

static const struct option options[] = {
    {"require", required_argument, NULL, 'q'}, {"report", required_argument, NULL, 'r'},
    {"python", required_argument, NULL, 'p'},  {"corpus", required_argument, NULL, 'c'},
    {"jobs", required_argument, NULL, 'j'},    {"verbose", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},          {0},
};

static int set_jobs(struct wish *wish, const char *text, struct grade_err *err)
{
    char *end;
    long jobs = strtol(text, &end, 10);
    if (*end || jobs < 1 || jobs > 64)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "selftest: --jobs: 1 to 64, not '%s'", text);
    wish->run.jobs = (int)jobs;
    return 0;
}

static int take_option(struct wish *wish, int letter, const char *arg, struct grade_err *err)
{
    static const char *const levels[] = {"full", "baseline"};
    static const char *const formats[] = {"text", "json", "tap"};
    int rc = 0;
    switch (letter) {
    case 'q':
        rc = cli_one_of("selftest", "require", arg, levels, GRADE_COUNT(levels), err);
        wish->run.require = rc < 0 ? NULL : levels[rc];
        return rc;
    case 'r':
        rc = cli_one_of("selftest", "report", arg, formats, GRADE_COUNT(formats), err);
        wish->format = rc < 0 ? SELFTEST_TEXT : (enum selftest_format)rc;
        return rc;
    case 'p':
        wish->run.python = arg;
        return 0;
    case 'c':
        wish->corpus = arg;
        return 0;
    case 'j':
        return set_jobs(wish, arg, err);
    case 'v':
        wish->verbose = true;
        return 0;
    case 'h':
        wish->help = true;
        return 0;
    default:
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "selftest: an option is unknown or lacks its value (see `grade selftest "
                          "--help`)");
    }
}

static int parse(struct wish *wish, int argc, char **argv, struct grade_err *err)
{
    unsigned cpus = grade_cpus();
    *wish = (struct wish){.run = {.jobs = cpus > 16 ? 16 : (int)cpus}};
    opterr = 0;
    optind = 0;
    for (int letter; (letter = getopt_long(argc, argv, "j:vh", options, NULL)) != -1;) {
        int rc = take_option(wish, letter, optarg, err);
        if (rc < 0)
            return rc;
    }
    wish->words = argv + optind;
    return 0;
}

static int find_corpus(char **out, const char *wish, struct grade_err *err)
{
    if (wish) {
        *out = grade_strdup(wish);
        return 0;
    }
    struct cli_paths paths;
    int rc = cli_paths_init(&paths, NULL, err);
    if (rc < 0)
        return rc;
    *out = grade_printf("%s/attacks", paths.data);
    cli_paths_done(&paths);
    return 0;
}

static int run(struct wish *wish, bool *out_hold, struct grade_err *err)
{
    struct selftest_corpus corpus = {NULL, 0};
    struct selftest_outcome *outcomes = NULL;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_free char *folder = NULL;
    int rc = find_corpus(&folder, wish->corpus, err);
    if (rc == 0)
        rc = selftest_corpus_read(&corpus, folder, wish->words, err);
    if (rc == 0)
        rc = selftest_run_all(&wish->run, &corpus, &outcomes, err);
    if (rc == 0) {
        selftest_report(&text, wish->format, wish->verbose, &wish->run, &corpus, outcomes);
        *out_hold = selftest_all_hold(&corpus, outcomes);
        struct cli_output out;
        rc = cli_output_open(&out, NULL, err);
        if (rc == 0)
            rc = cli_output_write(&out, grade_buf_text(&text), text.len, err);
        if (rc == 0)
            rc = cli_output_finish(&out, err);
    }
    selftest_outcomes_free(outcomes, corpus.count);
    selftest_corpus_done(&corpus);
    return rc;
}

static int run_selftest(int argc, char **argv)
{
    struct wish wish;
    struct grade_err err;
    bool hold = false;
    int rc = parse(&wish, argc, argv, &err);
    if (rc == 0 && wish.help)
        return cli_say(usage);
    if (rc == 0)
        rc = run(&wish, &hold, &err);
    if (rc < 0)
        return cli_complain(&err);
    return hold ? 0 : 1;
}

const struct cli_command cli_selftest = {
    .name = "selftest",
    .usage = "[OPTIONS] [WORD...]",
    .what = "attack the sandbox here, and say what holds",
    .run = run_selftest,
};
