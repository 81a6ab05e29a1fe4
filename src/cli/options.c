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
    o->reports[o->report_count++] = (struct grade_report_target){reporter, path, false};
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

static int set_debug(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->debug = true;
    return 0;
}

static int set_plain(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->plain = true;
    return 0;
}

static int set_no_progress(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->no_progress = true;
    return 0;
}

static int set_problem(struct grade_options *o, const char *arg, struct grade_err *err)
{
    if (!arg[0])
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "--problem: the name is empty");
    o->problem = arg;
    return 0;
}

static int set_file(const char **out, const char *option, const char *arg, struct grade_err *err)
{
    if (!arg[0])
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: the name of a file is empty", option);
    *out = arg;
    return 0;
}

static int set_journal(struct grade_options *o, const char *arg, struct grade_err *err)
{
    return set_file(&o->journal, "--journal", arg, err);
}

static int set_output(struct grade_options *o, const char *arg, struct grade_err *err)
{
    return set_file(&o->output, "--output", arg, err);
}

static int set_resume(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->resume = true;
    return 0;
}

static int set_again(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->again = true;
    return 0;
}

static int set_exit_zero(struct grade_options *o, const char *arg, struct grade_err *err)
{
    (void)arg;
    (void)err;
    o->exit_zero = true;
    return 0;
}

/* "2/8" */
static int set_shard(struct grade_options *o, const char *arg, struct grade_err *err)
{
    enum { SHARDS_MAX = 100000 };
    const char *slash = strchr(arg, '/');
    uint64_t index = 0, count = 0;
    cleanup_free char *first = grade_strndup(arg, slash ? (size_t)(slash - arg) : strlen(arg));
    int rc = whole_number(&index, "--shard", first, SHARDS_MAX, err);
    if (rc == 0)
        rc = whole_number(&count, "--shard", slash ? slash + 1 : "", SHARDS_MAX, err);
    if (rc < 0 || index < 1 || index > count)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "--shard: '%s' is not I/N, a number from 1 to N and how many there are",
                          arg);
    o->shard = (size_t)index;
    o->shards = (size_t)count;
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

#define GRADE  GRADE_FORM_GRADE
#define BATCH  GRADE_FORM_BATCH
#define REPORT GRADE_FORM_REPORT
#define MERGE  GRADE_FORM_MERGE
#define WATCH  GRADE_FORM_WATCH

static const struct option_row {
    char letter; /* 0: none */
    const char *name;
    const char *arg; /* NULL: takes none */
    const char *what;
    int (*set)(struct grade_options *o, const char *arg, struct grade_err *err);
    unsigned forms;
} rows[] = {
    {0, "journal", "FILE", "keep every result there, one JSON line each", set_journal, BATCH},
    {0, "resume", NULL, "go on with a journal that is there", set_resume, BATCH},
    {0, "again", NULL, "grade again what the journal has already", set_again, BATCH},
    {'p', "problem", "PROBLEM", "what all submissions are for", set_problem, BATCH},
    {0, "shard", "I/N", "only part I of N, as on other machines", set_shard, BATCH},
    {'o', "output", "FILE", "write there, not to standard output", set_output, MERGE},
    {'r', "report", "FORMAT[=FILE]", "see `grade help reports`; may be repeated", set_report,
     GRADE | BATCH | REPORT},
    {'c', "case", "NAME|NUMBER", "run only this case; may be repeated", set_case, GRADE | WATCH},
    {0, "limit", "NAME=VALUE", "a limit for every case, as in cpu_ms=500", set_limit,
     GRADE | BATCH | WATCH},
    {0, "cases", "FILE", "add the cases of a file; may be repeated", set_cases,
     GRADE | BATCH | WATCH},
    {0, "problems", "DIR", "look for PROBLEM in this folder only", set_problems,
     GRADE | BATCH | WATCH},
    {0, "python", "PATH", "the interpreter that runs the solution", set_python,
     GRADE | BATCH | WATCH},
    {0, "require", "full|baseline", "refuse to grade with less isolation", set_require,
     GRADE | BATCH | WATCH},
    {0, "seed", "N", "the seed of an earlier run, as in its report", set_seed,
     GRADE | BATCH | WATCH},
    {0, "keep-failing", "FILE", "write generated inputs that fail as cases", set_keep, GRADE},
    {'j', "jobs", "N", "run N cases at the same time (4)", set_jobs, GRADE | WATCH},
    {'j', "jobs", "N", "grade N at the same time (as many as processors)", set_jobs, BATCH},
    {0, "exit-zero", NULL, "status 0 also where some failed", set_exit_zero,
     GRADE | BATCH | REPORT},
    {0, "audience", "WHO", "learner, or staff, who read of hidden cases too", set_audience,
     GRADE | BATCH | REPORT | WATCH},
    {0, "color", "WHEN", "auto, always or never; auto heeds NO_COLOR and TERM", set_color,
     GRADE | BATCH | REPORT | WATCH},
    {'q', "quiet", NULL, "a line for each failure, none where all pass", set_quiet, GRADE},
    {'q', "quiet", NULL, "only what failed, and no progress", set_quiet, BATCH | REPORT},
    {'v', "verbose", NULL, "failures in full, what cases used, what isolates", set_verbose,
     GRADE | WATCH},
    {'v', "verbose", NULL, "the whole report of each that failed", set_verbose, BATCH | REPORT},
    {0, "debug", NULL, "the case in pdb, outside of the sandbox; asks first", set_debug, GRADE},
    {0, "plain", NULL, "plain lines, as for a screen reader", set_plain,
     GRADE | BATCH | REPORT | WATCH},
    {0, "no-progress", NULL, "do not record this run (see `grade help learning`)", set_no_progress,
     GRADE | WATCH},
    {'h', "help", NULL, "show this text", set_help, GRADE | BATCH | REPORT | MERGE | WATCH},
    {0, "version", NULL, "show the version", set_version, GRADE},
};

/* How each form is called: what stands before an error, where help is, what must follow. */
static const struct form_row {
    enum grade_form form;
    const char *prefix, *help, *usage;
} forms[] = {
    {GRADE, "", "grade --help", "grade [OPTIONS] PROBLEM SOLUTION"},
    {WATCH, "watch", "grade watch --help", "grade watch [OPTIONS] PROBLEM [FILE]"},
    {BATCH, "batch", "grade batch --help", "grade batch [OPTIONS] SOURCE..."},
    {REPORT, "report", "grade report --help", "grade report [OPTIONS] JOURNAL..."},
    {MERGE, "merge", "grade merge --help", "grade merge [OPTIONS] JOURNAL..."},
};

static const struct form_row *form_of(enum grade_form form)
{
    size_t i = 0;
    while (forms[i].form != form)
        i++;
    return &forms[i];
}

/* Parsing ------------------------------------------------------------------------------------- */

static void describe(enum grade_form form, struct option longs[], char shorts[])
{
    size_t used = 0, count = 0;
    shorts[used++] = ':'; /* a missing argument is told apart from an unknown option */
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        if (!(rows[i].forms & form))
            continue;
        longs[count++] = (struct option){
            rows[i].name, rows[i].arg ? required_argument : no_argument, NULL, LONG_ONLY + (int)i};
        if (rows[i].letter)
            shorts[used++] = rows[i].letter;
        if (rows[i].letter && rows[i].arg)
            shorts[used++] = ':';
    }
    shorts[used] = '\0';
    longs[count] = (struct option){0};
}

static const struct option_row *row_of(enum grade_form form, int found)
{
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        if ((rows[i].forms & form) &&
            (found == LONG_ONLY + (int)i || (rows[i].letter && found == rows[i].letter)))
            return &rows[i];
    abort(); /* getopt finds only what describe told it */
}

static int unknown_option(enum grade_form form, const char *word, struct grade_err *err)
{
    const char *names[GRADE_COUNT(rows)], *help = form_of(form)->help;
    size_t count = 0;
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        if (rows[i].forms & form)
            names[count++] = rows[i].name;
    if (optopt > 0 && optopt < LONG_ONLY)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "unknown option '-%c' (see `%s`)", optopt,
                          help);
    if (optopt >= LONG_ONLY)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "option '--%s' takes no value",
                          row_of(form, optopt)->name);
    cleanup_free char *name = grade_strndup(word + 2, strcspn(word + 2, "="));
    for (size_t i = 0, near = 0; i < count; i++) {
        near += name[0] && !strncmp(names[i], name, strlen(name));
        if (near > 1)
            return grade_fail(err, GRADE_FAULT_USAGE, 0,
                              "option '--%s' could be more than one (see `%s`)", name, help);
    }
    const char *near = grade_nearest(name, names, count);
    if (near)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "unknown option '--%s' (did you mean '--%s'?)",
                          name, near);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "unknown option '--%s' (see `%s`)", name, help);
}

static int missing_argument(enum grade_form form, struct grade_err *err)
{
    const struct option_row *row = row_of(form, optopt);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "option '--%s' needs a value: --%s %s", row->name,
                      row->name, row->arg);
}

static int take_options(struct grade_options *out, enum grade_form form, int argc, char **argv,
                        struct grade_err *err)
{
    struct option longs[GRADE_COUNT(rows) + 1];
    char shorts[2 * GRADE_COUNT(rows) + 2];
    describe(form, longs, shorts);
    opterr = 0;
    optind = 0; /* start anew, whatever was parsed before */
    for (int found; (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (found == '?')
            return unknown_option(form, argv[optind - 1], err);
        if (found == ':')
            return missing_argument(form, err);
        int rc = row_of(form, found)->set(out, optarg, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

static int take_operands(struct grade_options *out, enum grade_form form, int count, char **words,
                         struct grade_err *err)
{
    const char *usage = form_of(form)->usage;
    out->operands = words;
    out->operand_count = (size_t)count;
    bool one = form == GRADE || form == WATCH; /* problem */
    if (!one && count < 1)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "nothing named; usage: %s", usage);
    if (!one)
        return 0;
    if (count < 1)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "no problem named; usage: %s", usage);
    if (count < 2 && form == GRADE)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "no solution named for '%s'; usage: %s",
                          words[0], usage);
    if (count > 2)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "'%s' is one too many; usage: %s", words[2],
                          usage);
    out->problem = words[0];
    out->solution = count > 1 ? words[1] : NULL;
    return 0;
}

/* Whoever sends reports to files still wants to read how it went. */
static int add_default_report(struct grade_options *out, struct grade_err *err)
{
    for (size_t i = 0; i < out->report_count; i++)
        if (!out->reports[i].path)
            return 0;
    return set_report(out, out->plain ? "plain" : "text", err);
}

/* With `github`, the page of the step gets the table of `markdown`, as GitHub Actions offers. */
static void add_step_summary(struct grade_options *out)
{
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    bool wanted = false;
    for (size_t i = 0; i < out->report_count; i++)
        wanted = wanted || !strcmp(out->reports[i].reporter->name, "github");
    if (!wanted || !path || !path[0])
        return;
    out->reports = grade_realloc_array(out->reports, out->report_count + 1, sizeof(*out->reports));
    out->reports[out->report_count++] =
        (struct grade_report_target){grade_reporter_find("markdown"), path, true};
}

int grade_options_parse(struct grade_options *out, enum grade_form form, int argc, char **argv,
                        struct grade_err *err)
{
    *out = (struct grade_options){0};
    int rc = take_options(out, form, argc, argv, err);
    if (rc == 0 && !out->help && !out->version)
        rc = take_operands(out, form, argc - optind, argv + optind, err);
    if (rc == 0 && !out->help && !out->version && form != MERGE)
        rc = add_default_report(out, err);
    if (rc == 0 && !out->help && !out->version && form != MERGE)
        add_step_summary(out);
    return rc < 0 && form != GRADE ? grade_err_wrap(err, rc, "%s", form_of(form)->prefix) : rc;
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

void grade_options_help(struct grade_buf *out, enum grade_form form)
{
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        if (!(rows[i].forms & form))
            continue;
        char left[64];
        int len = snprintf(left, sizeof(left), "  %c%c%s --%s%s%s", rows[i].letter ? '-' : ' ',
                           rows[i].letter ? rows[i].letter : ' ', rows[i].letter ? "," : " ",
                           rows[i].name, rows[i].arg ? " " : "", rows[i].arg ? rows[i].arg : "");
        grade_buf_adds(out, left);
        if (len > HELP_COLUMN - 2) /* two spaces part an option from what it does */
            grade_buf_addf(out, "\n%*s", HELP_COLUMN, "");
        else
            grade_buf_addf(out, "%*s", HELP_COLUMN - len, "");
        grade_buf_addf(out, "%s\n", rows[i].what);
    }
}
