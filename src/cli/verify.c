/* `grade verify [PROBLEM...]`: proves that problems are good. */
#include "author.h"
#include "color.h"
#include "commands.h"
#include "output.h"

#include "grade/author.h"
#include "grade/bank.h"
#include "grade/mem.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct verify {
    struct cli_author author;
    const struct grade_notes_format *format;
    const char *output; /* FORMAT=FILE, or NULL */
    bool no_mutants, help;
    int verbose;
    struct grade_strings dirs;
    struct grade_buf text;
    struct grade_report_options look;
    size_t told, errors, warnings, skipped;
    bool interrupted, progress;
};

static const char usage[] =
    "usage: grade verify [OPTIONS] [PROBLEM...]\n"
    "\n"
    "Proves that problems are good: that accepted solutions pass and the starter does\n"
    "not, that every wrong solution fails where it is said to and earns its own hint,\n"
    "that small changes of the reference are caught, that no verdict is luck. PROBLEM\n"
    "is a package, a folder of them, or TOPIC/NN; none: all in ./problems.\n"
    "\n"
    "      --no-mutants          a quick run: without what takes longest\n"
    "  -r, --report FORMAT[=FILE]  text, gcc, json or junit\n"
    "  -j, --jobs N              problems at the same time; as many as there are CPUs\n"
    "  -q, --quiet               say nothing of problems that are good\n"
    "      --problems DIR        look for PROBLEM in this folder only\n"
    "      --python PATH         the interpreter that runs the solutions\n"
    "      --require LEVEL       refuse to run with less isolation: full, baseline\n"
    "      --color WHEN          auto, always or never\n"
    "  -h, --help                show this text\n"
    "\n"
    "exit status: 0 where there is no error, 1 where there is one; warnings do not count.\n";

static int set_report(struct verify *v, const char *word, struct grade_err *err)
{
    const char *names[8];
    size_t count = 0;
    cleanup_free char *name = grade_strndup(word, strcspn(word, "="));
    for (; grade_notes_formats[count]; count++)
        names[count] = grade_notes_formats[count]->name;
    int found = cli_one_of("verify", "report", name, names, count, err);
    if (found < 0)
        return found;
    v->format = grade_notes_formats[found];
    v->output = word[strlen(name)] ? word + strlen(name) + 1 : NULL;
    return 0;
}

static int parse(struct verify *v, int argc, char **argv, struct grade_err *err)
{
    enum { NO_MUTANTS = CLI_AUTHOR_OPTIONS };
    static const struct option longs[] = {
        {"no-mutants", no_argument, NULL, NO_MUTANTS},
        {"report", required_argument, NULL, 'r'},
        {"quiet", no_argument, NULL, 'q'},
        {"help", no_argument, NULL, 'h'},
        CLI_AUTHOR_LONGS,
        {0},
    };
    int rc = 0;
    opterr = 0;
    optind = 0;
    for (int found; rc == 0 && (found = getopt_long(argc, argv, ":r:j:qh", longs, NULL)) != -1;) {
        if (found == NO_MUTANTS)
            v->no_mutants = true;
        else if (found == 'r')
            rc = set_report(v, optarg, err);
        else if (found == 'q')
            v->verbose = -1;
        else if (found == 'h')
            v->help = true;
        else
            rc = cli_author_option(&v->author, "verify", found, argv, err);
    }
    return rc;
}

/* Telling ------------------------------------------------------------------------------------ */

static void show_progress(const struct verify *v, size_t count)
{
    if (v->progress && count < v->dirs.count)
        fprintf(stderr, "\r\033[K%zu of %zu verified, %zu errors", count, v->dirs.count, v->errors);
}

static void clear_progress(const struct verify *v)
{
    if (v->progress)
        fputs("\r\033[K", stderr);
}

/* With text on a terminal each package is told as it ends. */
static void tell(void *owner, size_t index, const struct grade_verified *verified)
{
    struct verify *v = owner;
    (void)index;
    clear_progress(v);
    if (verified->interrupted) { /* looked at in part: neither good nor bad */
        v->interrupted = true;
        return;
    }
    v->errors += grade_verified_count(verified, GRADE_NOTE_ERROR);
    v->warnings += grade_verified_count(verified, GRADE_NOTE_WARNING);
    v->skipped += grade_verified_count(verified, GRADE_NOTE_SKIPPED) > 0;
    v->format->package(&v->text, verified, v->told == 0, &v->look);
    v->told++;
    if (!v->output) {
        fwrite(grade_buf_text(&v->text), 1, v->text.len, stdout);
        fflush(stdout);
        grade_buf_clear(&v->text);
    }
    show_progress(v, v->told);
}

static void sum_up(struct verify *v)
{
    if (v->dirs.count < 2 || strcmp(v->format->name, "text") != 0 || v->verbose < 0)
        return;
    grade_buf_addf(&v->text, "%zu problem%s: %zu error%s, %zu warning%s", v->told,
                   v->told == 1 ? "" : "s", v->errors, v->errors == 1 ? "" : "s", v->warnings,
                   v->warnings == 1 ? "" : "s");
    if (v->skipped)
        grade_buf_addf(&v->text, ", %zu not wholly looked at", v->skipped);
    if (v->interrupted)
        grade_buf_addf(&v->text, "; interrupted, %zu not told", v->dirs.count - v->told);
    grade_buf_addc(&v->text, '\n');
}

static int finish(struct verify *v, struct grade_err *err)
{
    struct cli_output out;
    sum_up(v);
    if (v->format->end)
        v->format->end(&v->text);
    int rc = cli_output_open(&out, v->output, err);
    if (rc == 0)
        rc = cli_output_write(&out, grade_buf_text(&v->text), v->text.len, err);
    return rc < 0 ? rc : cli_output_finish(&out, err);
}

static int verify(struct verify *v, struct grade_err *err)
{
    struct grade_bench_config config = {.no_mutants = v->no_mutants,
                                        .banks = (const char *const *)v->author.paths.banks};
    int rc = cli_author_config(&v->author, &config.run, err);
    if (rc < 0)
        return rc;
    v->look = cli_report_options(v->author.color, v->verbose, v->output ? -1 : STDOUT_FILENO);
    v->progress = v->dirs.count > 1 && isatty(STDERR_FILENO) && v->verbose >= 0;
    if (v->format->begin)
        v->format->begin(&v->text);
    rc = grade_verify_all(&config, (const char *const *)v->dirs.items, v->dirs.count,
                          cli_author_jobs(&v->author), tell, v, err);
    clear_progress(v);
    if (rc < 0 && err->fault != GRADE_FAULT_INTERRUPTED)
        return rc;
    int told = finish(v, err);
    return told < 0 ? told : rc < 0 ? GRADE_FAULT_INTERRUPTED : v->errors ? 1 : 0;
}

static int run_verify(int argc, char **argv)
{
    struct verify v = {.format = grade_notes_formats[0]};
    struct grade_err err;
    int rc = parse(&v, argc, argv, &err);
    if (rc == 0 && v.help)
        return cli_say(usage);
    if (rc == 0)
        rc = cli_author_open(&v.author, &err);
    if (rc == 0)
        rc = cli_author_packages(&v.author, "verify", argc - optind, argv + optind, &v.dirs, &err);
    if (rc == 0)
        rc = verify(&v, &err);
    grade_strings_done(&v.dirs);
    grade_buf_done(&v.text);
    cli_author_done(&v.author);
    return rc < 0 ? cli_complain(&err) : rc;
}

const struct cli_command cli_verify = {
    .name = "verify",
    .usage = "[OPTIONS] [PROBLEM...]",
    .what = "prove that problems are good",
    .run = run_verify,
};
