/* Options from one table: see options.h. */
#include "options.h"

#include "grade/limits.h"
#include "grade/mem.h"
#include "grade/nearest.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOBS_MAX = 256, HELP_COLUMN = 26, LONG_ONLY = 256 };

static void add(struct grade_list *list, const char *item)
{
    /* One more than counted, so that the list is NULL-ended too. */
    list->items = grade_realloc_array(list->items, list->count + 2, sizeof(*list->items));
    list->items[list->count++] = item;
    list->items[list->count] = NULL;
}

/* "unknown WHAT 'WORD' (did you mean 'NEAR'?)", else with all that there are. */
static int unknown(struct grade_err *err, const char *option, const char *word,
                   const char *const *names, size_t count)
{
    cleanup_buf struct grade_buf advice = GRADE_BUF_INIT;
    const char *near = grade_nearest(word, names, count);
    if (near)
        grade_buf_addf(&advice, "did you mean '%s'?", near);
    else
        for (size_t i = 0; i < count; i++)
            grade_buf_addf(&advice, "%s%s", i ? ", " : "one of ", names[i]);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: '%s' is unknown (%s)", option, word,
                      grade_buf_text(&advice));
}

static int whole_number(uint64_t *out, const char *option, const char *text, uint64_t max,
                        struct grade_err *err)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: '%s' is not a whole number", option,
                          text);
    if (errno || number > max)
        return grade_fail(err, GRADE_FAULT_USAGE, ERANGE, "%s: %s is more than %llu", option, text,
                          (unsigned long long)max);
    *out = number;
    return 0;
}

/* What each option does --------------------------------------------------------------------- */

static int set_report(struct grade_options *o, const char *arg, struct grade_err *err)
{
    const char *equals = strchr(arg, '=');
    cleanup_free char *name = grade_strndup(arg, equals ? (size_t)(equals - arg) : strlen(arg));
    const struct grade_reporter *reporter = grade_reporter_find(name);
    if (!reporter) {
        const char *names[32];
        size_t count = 0;
        for (; count < GRADE_COUNT(names) && grade_reporters[count]; count++)
            names[count] = grade_reporters[count]->name;
        return unknown(err, "--report", name, names, count);
    }
    const char *path = equals ? equals + 1 : NULL;
    if (path && !path[0])
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "--report %s: a file name must follow '='",
                          arg);
    if (path && !strcmp(path, "-"))
        path = NULL;
    for (size_t i = 0; i < o->report_count; i++) {
        const char *other = o->reports[i].path;
        if (!path && !other)
            return grade_fail(err, GRADE_FAULT_USAGE, 0,
                              "--report %s: only one report can go to standard output; write "
                              "%s=FILE",
                              arg, name);
        if (path && other && !strcmp(path, other))
            return grade_fail(err, GRADE_FAULT_USAGE, 0, "--report %s: two reports in one file",
                              arg);
    }
    o->reports = grade_realloc_array(o->reports, o->report_count + 1, sizeof(*o->reports));
    o->reports[o->report_count++] = (struct grade_report_target){reporter, path};
    return 0;
}

static int set_case(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)err;
    add(&o->cases, arg);
    return 0;
}

static int set_limit(struct grade_options *o, const char *arg, struct grade_err *err)
{
    struct grade_limits scratch;
    grade_limits_init(&scratch);
    int rc = grade_limits_parse(&scratch, arg, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "--limit");
    add(&o->limits, arg);
    return 0;
}

static int set_cases(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)err;
    add(&o->case_files, arg);
    return 0;
}

static int set_problems(struct grade_options *o, const char *arg, struct grade_err *err)
{
    if (!arg[0])
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "--problems: the name of a folder is empty");
    o->problems = arg;
    return 0;
}

static int set_keep(struct grade_options *o, const char *arg, struct grade_err *err)
{
    if (!arg[0])
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "--keep-failing: the name of a file is empty");
    o->keep_failing = arg;
    return 0;
}

static int set_python(struct grade_options *o, const char *arg, struct grade_err *err)
{
    if (!arg[0])
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "--python: the path is empty");
    o->python = arg;
    return 0;
}

static int set_require(struct grade_options *o, const char *arg, struct grade_err *err)
{
    static const char *const levels[] = {"full", "baseline"};
    for (size_t i = 0; i < GRADE_COUNT(levels); i++)
        if (!strcmp(arg, levels[i])) {
            o->require = levels[i];
            return 0;
        }
    return unknown(err, "--require", arg, levels, GRADE_COUNT(levels));
}

static int set_seed(struct grade_options *o, const char *arg, struct grade_err *err)
{
    int rc = whole_number(&o->seed, "--seed", arg, UINT64_MAX, err);
    o->has_seed = rc == 0;
    return rc;
}

static int set_jobs(struct grade_options *o, const char *arg, struct grade_err *err)
{
    uint64_t jobs = 0;
    int rc = whole_number(&jobs, "--jobs", arg, JOBS_MAX, err);
    if (rc == 0 && jobs == 0)
        rc = grade_fail(err, GRADE_FAULT_USAGE, 0, "--jobs: at least 1");
    if (rc == 0)
        o->jobs = (int)jobs;
    return rc;
}

static int set_color(struct grade_options *o, const char *arg, struct grade_err *err)
{
    static const char *const wishes[] = {
        [CLI_COLOR_AUTO] = "auto", [CLI_COLOR_ALWAYS] = "always", [CLI_COLOR_NEVER] = "never"};
    for (size_t i = 0; i < GRADE_COUNT(wishes); i++)
        if (!strcmp(arg, wishes[i])) {
            o->color = (enum cli_color)i;
            return 0;
        }
    return unknown(err, "--color", arg, wishes, GRADE_COUNT(wishes));
}

static int set_audience(struct grade_options *o, const char *arg, struct grade_err *err)
{
    static const char *const audiences[] = {
        [GRADE_AUDIENCE_LEARNER] = "learner", [GRADE_AUDIENCE_STAFF] = "staff"};
    for (size_t i = 0; i < GRADE_COUNT(audiences); i++)
        if (!strcmp(arg, audiences[i])) {
            o->audience = (enum grade_audience)i;
            return 0;
        }
    return unknown(err, "--audience", arg, audiences, GRADE_COUNT(audiences));
}

static int set_quiet(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->verbose = -1;
    return 0;
}

static int set_verbose(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->verbose = 1;
    return 0;
}

static int set_no_progress(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->no_progress = true;
    return 0;
}

static int set_help(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->help = true;
    return 0;
}

static int set_version(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->version = true;
    return 0;
}

static const struct option_row {
    char letter; /* 0: none */
    const char *name;
    const char *arg; /* NULL: takes none */
    const char *what;
    int (*set)(struct grade_options *o, const char *arg, struct grade_err *err);
} rows[] = {
    {'r', "report", "FORMAT[=FILE]", "text, json or jsonl; may be repeated", set_report},
    {'c', "case", "NAME|NUMBER", "run only this case; may be repeated", set_case},
    {0, "limit", "NAME=VALUE", "a limit for every case, as in cpu_ms=500", set_limit},
    {0, "cases", "FILE", "add the cases of a file; may be repeated", set_cases},
    {0, "problems", "DIR", "look for PROBLEM in this folder only", set_problems},
    {0, "python", "PATH", "the interpreter that runs the solution", set_python},
    {0, "require", "full|baseline", "refuse to grade with less isolation", set_require},
    {0, "seed", "N", "the seed of an earlier run, as in its report", set_seed},
    {0, "keep-failing", "FILE", "write generated inputs that fail as cases", set_keep},
    {'j', "jobs", "N", "run N cases at the same time", set_jobs},
    {0, "audience", "WHO", "learner, or staff, who read of hidden cases too", set_audience},
    {0, "color", "WHEN", "auto, always or never; auto heeds NO_COLOR and TERM", set_color},
    {'q', "quiet", NULL, "a line for each failure, none where all pass", set_quiet},
    {'v', "verbose", NULL, "failures in full, what cases used, what isolates", set_verbose},
    {0, "no-progress", NULL, "do not record this run (see `grade help learning`)", set_no_progress},
    {'h', "help", NULL, "show this text", set_help},
    {0, "version", NULL, "show the version", set_version},
};

/* Parsing ------------------------------------------------------------------------------------- */

static void describe(struct option longs[], char shorts[])
{
    size_t used = 0;
    shorts[used++] = ':'; /* a missing argument is told apart from an unknown option */
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        longs[i] = (struct option){rows[i].name, rows[i].arg ? required_argument : no_argument,
                                   NULL, LONG_ONLY + (int)i};
        if (rows[i].letter)
            shorts[used++] = rows[i].letter;
        if (rows[i].letter && rows[i].arg)
            shorts[used++] = ':';
    }
    shorts[used] = '\0';
    longs[GRADE_COUNT(rows)] = (struct option){0};
}

static const struct option_row *row_of(int found)
{
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        if (found == LONG_ONLY + (int)i || (rows[i].letter && found == rows[i].letter))
            return &rows[i];
    abort(); /* getopt finds only what describe told it */
}

static int unknown_option(const char *word, struct grade_err *err)
{
    const char *names[GRADE_COUNT(rows)];
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        names[i] = rows[i].name;
    if (optopt > 0 && optopt < LONG_ONLY)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "unknown option '-%c' (see `grade --help`)",
                          optopt);
    if (optopt >= LONG_ONLY)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "option '--%s' takes no value",
                          row_of(optopt)->name);
    cleanup_free char *name = grade_strndup(word + 2, strcspn(word + 2, "="));
    for (size_t i = 0, near = 0; i < GRADE_COUNT(rows); i++) {
        near += name[0] && !strncmp(rows[i].name, name, strlen(name));
        if (near > 1)
            return grade_fail(err, GRADE_FAULT_USAGE, 0,
                              "option '--%s' could be more than one (see `grade --help`)", name);
    }
    const char *near = grade_nearest(name, names, GRADE_COUNT(names));
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "unknown option '--%s' (%s%s%s)", name,
                      near ? "did you mean '--" : "see `grade --help`", near ? near : "",
                      near ? "'?" : "");
}

static int missing_argument(struct grade_err *err)
{
    const struct option_row *row = row_of(optopt);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "option '--%s' needs a value: --%s %s", row->name,
                      row->name, row->arg);
}

static int take_options(struct grade_options *out, int argc, char **argv, struct grade_err *err)
{
    struct option longs[GRADE_COUNT(rows) + 1];
    char shorts[2 * GRADE_COUNT(rows) + 2];
    describe(longs, shorts);
    opterr = 0;
    optind = 0; /* start anew, whatever was parsed before */
    for (int found; (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (found == '?')
            return unknown_option(argv[optind - 1], err);
        if (found == ':')
            return missing_argument(err);
        int rc = row_of(found)->set(out, optarg, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

static int take_operands(struct grade_options *out, int count, char **words, struct grade_err *err)
{
    static const char usage[] = "usage: grade [OPTIONS] PROBLEM SOLUTION";
    if (count < 1)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "no problem named; %s", usage);
    if (count < 2)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "no solution named for '%s'; %s", words[0],
                          usage);
    if (count > 2)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "'%s' is one too many; %s", words[2], usage);
    out->problem = words[0];
    out->solution = words[1];
    return 0;
}

/* Whoever sends reports to files still wants to read how it went. */
static int add_default_report(struct grade_options *out, struct grade_err *err)
{
    for (size_t i = 0; i < out->report_count; i++)
        if (!out->reports[i].path)
            return 0;
    return set_report(out, "text", err);
}

int grade_options_parse(struct grade_options *out, int argc, char **argv, struct grade_err *err)
{
    *out = (struct grade_options){0};
    int rc = take_options(out, argc, argv, err);
    if (rc < 0 || out->help || out->version)
        return rc;
    rc = take_operands(out, argc - optind, argv + optind, err);
    return rc < 0 ? rc : add_default_report(out, err);
}

void grade_options_done(struct grade_options *options)
{
    free(options->reports);
    free(options->cases.items);
    free(options->limits.items);
    free(options->case_files.items);
    *options = (struct grade_options){0};
}

/* Help -------------------------------------------------------------------------------------- */

void grade_options_help(struct grade_buf *out)
{
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        char left[64];
        int len = snprintf(left, sizeof(left), "  %c%c%s --%s%s%s", rows[i].letter ? '-' : ' ',
                           rows[i].letter ? rows[i].letter : ' ', rows[i].letter ? "," : " ",
                           rows[i].name, rows[i].arg ? " " : "", rows[i].arg ? rows[i].arg : "");
        grade_buf_adds(out, left);
        if (len >= HELP_COLUMN)
            grade_buf_addf(out, "\n%*s", HELP_COLUMN, "");
        else
            grade_buf_addf(out, "%*s", HELP_COLUMN - len, "");
        grade_buf_addf(out, "%s\n", rows[i].what);
    }
}
