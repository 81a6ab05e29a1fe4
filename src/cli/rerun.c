/* The command line that runs one case again: see options.h. */
#include "learner.h"
#include "options.h"

#include <stdio.h>
#include <string.h>

/* As a shell takes it back: as it is, or in single quotes. */
void cli_shell_word(struct grade_buf *out, const char *word)
{
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789_./=+,:@%-";
    if (word[0] && !word[strspn(word, safe)]) {
        grade_buf_adds(out, word);
        return;
    }
    grade_buf_addc(out, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            grade_buf_adds(out, "'\\''");
        else
            grade_buf_addc(out, *word);
    }
    grade_buf_addc(out, '\'');
}

/* A path that looks like an option gets a folder in front. */
static void add_path(struct grade_buf *out, const char *path)
{
    grade_buf_adds(out, path[0] == '-' && path[1] ? " ./" : " ");
    cli_shell_word(out, path);
}

static void add_option(struct grade_buf *out, const char *name, const char *value)
{
    if (!value)
        return;
    grade_buf_addf(out, " --%s ", name);
    cli_shell_word(out, value);
}

static void add_list(struct grade_buf *out, const char *name, const struct grade_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        add_option(out, name, list->items[i]);
}

void grade_options_rerun(struct grade_buf *out, const struct grade_options *options, size_t number)
{
    char text[32];
    grade_buf_adds(out, "grade");
    add_path(out, options->problem);
    add_path(out, options->solution);
    add_option(out, "problems", options->problems);
    add_list(out, "cases", &options->case_files);
    add_option(out, "python", options->python);
    add_list(out, "limit", &options->limits);
    if (options->has_seed) {
        snprintf(text, sizeof(text), "%llu", (unsigned long long)options->seed);
        add_option(out, "seed", text);
    }
    snprintf(text, sizeof(text), "%zu", number);
    add_option(out, "case", text);
}
