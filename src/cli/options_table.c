/* The table of options, and what each of them sets. */
#include "options_table.h"

#include "grade/limits.h"
#include "grade/mem.h"
#include "grade/nearest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOBS_MAX = 256 };

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

int option_set_report(struct grade_options *o, const char *arg, struct grade_err *err)
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

const struct option_row option_rows[] = {
    {0, "journal", "FILE", "keep every result there, one JSON line each", set_journal, BATCH},
    {0, "resume", NULL, "go on with a journal that is there", set_resume, BATCH},
    {0, "again", NULL, "grade again what the journal has already", set_again, BATCH},
    {'p', "problem", "PROBLEM", "what all submissions are for", set_problem, BATCH},
    {0, "shard", "I/N", "only part I of N, as on other machines", set_shard, BATCH},
    {'o', "output", "FILE", "write there, not to standard output", set_output, MERGE},
    {'r', "report", "FORMAT[=FILE]", "see `grade help reports`; may be repeated", option_set_report,
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
const size_t option_count = GRADE_COUNT(option_rows);
_Static_assert(GRADE_COUNT(option_rows) <= OPTIONS_MAX, "OPTIONS_MAX");
