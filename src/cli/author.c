/* Options and packages of the commands for authors: see author.h. */
#include "author.h"

#include "commands.h"
#include "interrupt.h"

#include "grade/cpus.h"
#include "grade/bank.h"
#include "grade/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JOBS_MAX = 64, DEPTH_MAX = 4 };

static int set_jobs(struct cli_author *author, const char *command, struct grade_err *err)
{
    char *end;
    long jobs = strtol(optarg, &end, 10);
    if (!optarg[0] || *end || jobs < 1 || jobs > JOBS_MAX)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: --jobs: a number from 1 to %d, not '%s'",
                          command, JOBS_MAX, optarg);
    author->jobs = (int)jobs;
    return 0;
}

static int set_word(struct cli_author *author, const char *command, int found,
                    struct grade_err *err)
{
    static const char *const levels[] = {"full", "baseline"};
    static const char *const wishes[] = {
        [CLI_COLOR_AUTO] = "auto", [CLI_COLOR_ALWAYS] = "always", [CLI_COLOR_NEVER] = "never"};
    bool color = found == CLI_COLOR;
    int word = color ? cli_one_of(command, "color", optarg, wishes, GRADE_COUNT(wishes), err)
                     : cli_one_of(command, "require", optarg, levels, GRADE_COUNT(levels), err);
    if (word >= 0 && color)
        author->color = (enum cli_color)word;
    else if (word >= 0)
        author->require = levels[word];
    return word < 0 ? word : 0;
}

int cli_author_option(struct cli_author *author, const char *command, int found, char **argv,
                      struct grade_err *err)
{
    switch (found) {
    case 'j':
        return set_jobs(author, command, err);
    case CLI_PROBLEMS:
        author->problems = optarg;
        return 0;
    case CLI_PYTHON:
        author->interpreter = optarg;
        return 0;
    case CLI_REQUIRE:
    case CLI_COLOR:
        return set_word(author, command, found, err);
    case ':':
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: option '%s' needs a value", command,
                          argv[optind - 1]);
    default:
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "%s: unknown option '%s' (see `grade %s --help`)", command,
                          argv[optind - 1], command);
    }
}

int cli_author_open(struct cli_author *author, struct grade_err *err)
{
    int rc = cli_paths_init(&author->paths, author->problems, err);
    return rc < 0 ? rc : grade_python_find(&author->python, author->interpreter, err);
}

void cli_author_done(struct cli_author *author)
{
    cli_paths_done(&author->paths);
    grade_python_done(&author->python);
}

int cli_author_config(struct cli_author *author, struct grade_run_config *out,
                      struct grade_err *err)
{
    int interrupt = cli_interrupt_init(err);
    if (interrupt < 0)
        return interrupt;
    bool full = author->require && !strcmp(author->require, "full");
    *out = (struct grade_run_config){
        .python = &author->python,
        .harness = author->paths.harness,
        .extension = author->paths.extension,
        .require = full ? GRADE_LEVEL_FULL : GRADE_LEVEL_BASELINE,
        .in_flight = 2,
        .interrupt_fd = interrupt,
    };
    return 0;
}

unsigned cli_author_jobs(const struct cli_author *author)
{
    if (author->jobs)
        return (unsigned)author->jobs;
    return grade_cpus() > JOBS_MAX ? JOBS_MAX : grade_cpus();
}

/* Packages ----------------------------------------------------------------------------------- */

static int is_entry(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* All packages below a folder, in the order of their names. */
static void add_below(struct grade_strings *out, const char *dir, int depth)
{
    cleanup_free char *mark = grade_printf("%s/problem.json", dir);
    if (access(mark, F_OK) == 0) {
        grade_strings_add(out, dir);
        return;
    }
    struct dirent **entries = NULL;
    int count = depth < DEPTH_MAX ? scandir(dir, &entries, is_entry, alphasort) : 0;
    for (int i = 0; i < count; i++) {
        cleanup_free char *path = grade_printf("%s/%s", dir, entries[i]->d_name);
        if (entries[i]->d_type == DT_DIR || entries[i]->d_type == DT_UNKNOWN)
            add_below(out, path, depth + 1);
        free(entries[i]);
    }
    free(entries);
}

static int add_named(const struct cli_author *author, const char *word, struct grade_strings *out,
                     struct grade_err *err)
{
    size_t before = out->count;
    cleanup_free char *dir = NULL;
    cleanup_free char *plain = grade_strdup(word);
    for (size_t len = strlen(plain); len > 1 && plain[len - 1] == '/';)
        plain[--len] = '\0';
    add_below(out, plain, 0);
    for (size_t i = 0; out->count == before && author->paths.banks[i]; i++) {
        cleanup_free char *topic = grade_printf("%s/%s", author->paths.banks[i], plain);
        if (plain[0] != '/' && plain[0] != '.')
            add_below(out, topic, 0);
    }
    if (out->count > before)
        return 0;
    int rc = grade_bank_find(&dir, word, (const char *const *)author->paths.banks, err);
    if (rc == 0)
        grade_strings_add(out, dir);
    return rc;
}

int cli_author_packages(const struct cli_author *author, const char *command, int count,
                        char **words, struct grade_strings *out, struct grade_err *err)
{
    static const char here[] = "problems";
    const char *bank = author->problems ? author->problems : here;
    int rc = 0;
    for (int i = 0; i < count && rc == 0; i++)
        rc = add_named(author, words[i], out, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "%s", command);
    if (count == 0)
        add_below(out, bank, 0);
    if (out->count == 0)
        return grade_fail(err, GRADE_FAULT_USAGE, ENOENT,
                          "%s: no problem below ./%s; name one, or a folder of them", command,
                          bank);
    return 0;
}
