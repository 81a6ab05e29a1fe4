/* Options of a command from a table: see flags.h. */
#include "flags.h"

#include "commands.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLAGS_MAX = 32, LONG_ONLY = 256, COLUMN = 27 };

const char *const cli_color_words[] = {"auto", "always", "never", NULL};
const char *const cli_format_words[] = {"text", "json", NULL};

static const struct cli_flag help_flag = {'h', "help", NULL, "show this text", CLI_FLAG_SWITCH,
                                          0,   NULL,   0};

static const struct cli_flag *flag_at(const struct cli_syntax *syntax, size_t i)
{
    return i < syntax->count ? &syntax->flags[i] : &help_flag;
}

static void describe(const struct cli_syntax *syntax, struct option longs[], char shorts[])
{
    *shorts++ = ':';
    for (size_t i = 0; i <= syntax->count; i++) {
        const struct cli_flag *flag = flag_at(syntax, i);
        longs[i] = (struct option){flag->name, flag->arg ? required_argument : no_argument, NULL,
                                   LONG_ONLY + (int)i};
        if (flag->letter)
            *shorts++ = flag->letter;
        if (flag->letter && flag->arg)
            *shorts++ = ':';
    }
    *shorts = '\0';
    longs[syntax->count + 1] = (struct option){0};
}

static const struct cli_flag *flag_of(const struct cli_syntax *syntax, int found)
{
    for (size_t i = 0; i <= syntax->count; i++) {
        const struct cli_flag *flag = flag_at(syntax, i);
        if (found == LONG_ONLY + (int)i || (flag->letter && found == flag->letter))
            return flag;
    }
    abort(); /* getopt finds only what describe told it */
}

static int set_number(int *field, const struct cli_syntax *syntax, const struct cli_flag *flag,
                      const char *arg, struct grade_err *err)
{
    char *end;
    long number = strtol(arg, &end, 10);
    if (arg[0] < '0' || arg[0] > '9' || *end || number < 1 || number > flag->most)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "%s: --%s: '%s' is not a whole number from 1 to %d", syntax->command,
                          flag->name, arg, flag->most);
    *field = (int)number;
    return 0;
}

static int set_word(int *field, const struct cli_syntax *syntax, const struct cli_flag *flag,
                    const char *arg, struct grade_err *err)
{
    size_t count = 0;
    while (flag->words[count])
        count++;
    int word = cli_one_of(syntax->command, flag->name, arg, flag->words, count, err);
    if (word >= 0)
        *field = word;
    return word < 0 ? word : 0;
}

static int set(const struct cli_syntax *syntax, const struct cli_flag *flag, void *target,
               const char *arg, struct grade_err *err)
{
    void *field = (char *)target + flag->offset;
    switch (flag->kind) {
    case CLI_FLAG_SWITCH:
        *(bool *)field = true;
        return 0;
    case CLI_FLAG_NUMBER:
        return set_number(field, syntax, flag, arg, err);
    case CLI_FLAG_WORD:
        return set_word(field, syntax, flag, arg, err);
    default:
        if (!arg[0])
            return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: --%s: is empty", syntax->command,
                              flag->name);
        *(const char **)field = arg;
        return 0;
    }
}

static int unknown(const struct cli_syntax *syntax, const char *word, struct grade_err *err)
{
    const char *names[FLAGS_MAX + 1];
    for (size_t i = 0; i <= syntax->count; i++)
        names[i] = flag_at(syntax, i)->name;
    if (optopt >= LONG_ONLY)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: option '--%s' takes no value",
                          syntax->command, flag_of(syntax, optopt)->name);
    if (optopt > 0)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "%s: unknown option '-%c' (see `grade %s --help`)", syntax->command,
                          optopt, syntax->command);
    cleanup_free char *name = grade_strndup(word + 2, strcspn(word + 2, "="));
    const char *near = grade_nearest(name, names, syntax->count + 1);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: unknown option '--%s' (%s%s%s)",
                      syntax->command, name, near ? "did you mean '--" : "see `grade ",
                      near ? near : syntax->command, near ? "'?" : " --help`");
}

static int check_count(const struct cli_syntax *syntax, int count, char **words,
                       struct grade_err *err)
{
    if (count < syntax->least)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: something is missing; usage: grade %s %s",
                          syntax->command, syntax->command, syntax->usage);
    if (syntax->most >= 0 && count > syntax->most)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: '%s' is one too many; usage: grade %s %s",
                          syntax->command, words[syntax->most], syntax->command, syntax->usage);
    return 0;
}

int cli_flags_parse(const struct cli_syntax *syntax, void *target, int argc, char **argv,
                    struct grade_err *err)
{
    struct option longs[FLAGS_MAX + 2];
    char shorts[2 * FLAGS_MAX + 4];
    describe(syntax, longs, shorts);
    opterr = 0;
    optind = 0;
    for (int found; (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (found == '?')
            return unknown(syntax, argv[optind - 1], err);
        const struct cli_flag *flag = flag_of(syntax, found == ':' ? optopt : found);
        if (found == ':')
            return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: option '--%s' needs a value: --%s %s",
                              syntax->command, flag->name, flag->name, flag->arg);
        if (flag == &help_flag)
            return 0;
        int rc = set(syntax, flag, target, optarg, err);
        if (rc < 0)
            return rc;
    }
    int rc = check_count(syntax, argc - optind, argv + optind, err);
    return rc < 0 ? rc : optind;
}

void cli_flags_help(struct grade_buf *out, const struct cli_syntax *syntax)
{
    grade_buf_addf(out, "usage: grade %s %s\n\n%s\noptions:\n", syntax->command, syntax->usage,
                   syntax->intro);
    for (size_t i = 0; i <= syntax->count; i++) {
        const struct cli_flag *flag = flag_at(syntax, i);
        char left[64];
        const char letter[] = {'-', flag->letter, ',', ' ', '\0'};
        int len = snprintf(left, sizeof(left), "  %4s--%s%s%s", flag->letter ? letter : "",
                           flag->name, flag->arg ? " " : "", flag->arg ? flag->arg : "");
        grade_buf_addf(out, "%s%*s%s\n", left, len + 2 < COLUMN ? COLUMN - len : 2, "", flag->what);
    }
    if (syntax->outro)
        grade_buf_addf(out, "\n%s", syntax->outro);
}
