/* Options from one table: see options.h. */
#include "options_table.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HELP_COLUMN = 26, LONG_ONLY = 256 };

/* How each form is called: what stands before an error, where help is, what must follow. */
static const struct form_row {
    enum grade_form form;
    const char *prefix, *help, *usage;
} forms[] = {
    {GRADE_FORM_GRADE, "", "grade --help", "grade [OPTIONS] PROBLEM SOLUTION"},
    {GRADE_FORM_WATCH, "watch", "grade watch --help", "grade watch [OPTIONS] PROBLEM [FILE]"},
    {GRADE_FORM_BATCH, "batch", "grade batch --help", "grade batch [OPTIONS] SOURCE..."},
    {GRADE_FORM_REPORT, "report", "grade report --help", "grade report [OPTIONS] JOURNAL..."},
    {GRADE_FORM_MERGE, "merge", "grade merge --help", "grade merge [OPTIONS] JOURNAL..."},
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
    for (size_t i = 0; i < option_count; i++) {
        if (!(option_rows[i].forms & form))
            continue;
        longs[count++] = (struct option){option_rows[i].name,
                                         option_rows[i].arg ? required_argument : no_argument, NULL,
                                         LONG_ONLY + (int)i};
        if (option_rows[i].letter)
            shorts[used++] = option_rows[i].letter;
        if (option_rows[i].letter && option_rows[i].arg)
            shorts[used++] = ':';
    }
    shorts[used] = '\0';
    longs[count] = (struct option){0};
}

static const struct option_row *row_of(enum grade_form form, int found)
{
    for (size_t i = 0; i < option_count; i++)
        if ((option_rows[i].forms & form) &&
            (found == LONG_ONLY + (int)i ||
             (option_rows[i].letter && found == option_rows[i].letter)))
            return &option_rows[i];
    abort(); /* getopt finds only what describe told it */
}

static int unknown_option(enum grade_form form, const char *word, struct grade_err *err)
{
    const char *names[OPTIONS_MAX], *help = form_of(form)->help;
    size_t count = 0;
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].forms & form)
            names[count++] = option_rows[i].name;
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
    struct option longs[OPTIONS_MAX + 1];
    char shorts[2 * OPTIONS_MAX + 2];
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
    bool one = form == GRADE_FORM_GRADE || form == GRADE_FORM_WATCH; /* problem */
    if (!one && count < 1)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "nothing named; usage: %s", usage);
    if (!one)
        return 0;
    if (count < 1)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "no problem named; usage: %s", usage);
    if (count < 2 && form == GRADE_FORM_GRADE)
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
    return option_set_report(out, out->plain ? "plain" : "text", err);
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
    if (rc == 0 && !out->help && !out->version && form != GRADE_FORM_MERGE)
        rc = add_default_report(out, err);
    if (rc == 0 && !out->help && !out->version && form != GRADE_FORM_MERGE)
        add_step_summary(out);
    return rc < 0 && form != GRADE_FORM_GRADE ? grade_err_wrap(err, rc, "%s", form_of(form)->prefix)
                                              : rc;
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
    for (size_t i = 0; i < option_count; i++) {
        if (!(option_rows[i].forms & form))
            continue;
        char left[64];
        int len =
            snprintf(left, sizeof(left), "  %c%c%s --%s%s%s", option_rows[i].letter ? '-' : ' ',
                     option_rows[i].letter ? option_rows[i].letter : ' ',
                     option_rows[i].letter ? "," : " ", option_rows[i].name,
                     option_rows[i].arg ? " " : "", option_rows[i].arg ? option_rows[i].arg : "");
        grade_buf_adds(out, left);
        if (len > HELP_COLUMN - 2) /* two spaces part an option from what it does */
            grade_buf_addf(out, "\n%*s", HELP_COLUMN, "");
        else
            grade_buf_addf(out, "%*s", HELP_COLUMN - len, "");
        grade_buf_addf(out, "%s\n", option_rows[i].what);
    }
}
