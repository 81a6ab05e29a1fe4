/* `grade replay PROBLEM JOURNAL`: earlier submissions under the problem as it is now. */
#include "author.h"
#include "commands.h"
#include "interrupt.h"

#include "grade/author.h"
#include "grade/bank.h"
#include "grade/mem.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MOST = 64 * 1024 * 1024 };

struct replay {
    struct cli_author author;
    const char *name, *journal;
    bool help;
    struct grade_problem *problem;
    size_t same, changed, gone, other, line;
    bool progress;
};

static const char usage[] =
    "usage: grade replay [OPTIONS] PROBLEM JOURNAL\n"
    "\n"
    "Grades earlier submissions again, after a change of a problem, and shows whose\n"
    "verdict or points it changes. JOURNAL holds the results of then, one JSON document\n"
    "a line, as --report jsonl and batches write them. A submission whose file is gone or\n"
    "holds something else now is told, and not graded.\n"
    "\n"
    "      --problems DIR        look for PROBLEM in this folder only\n"
    "      --python PATH         the interpreter that runs the solutions\n"
    "      --require LEVEL       refuse to run with less isolation: full, baseline\n"
    "  -h, --help                show this text\n"
    "\n"
    "exit status: 0 where nothing changes, 1 where something does.\n";

static int parse(struct replay *r, int argc, char **argv, struct grade_err *err)
{
    static const struct option longs[] = {{"help", no_argument, NULL, 'h'}, CLI_AUTHOR_LONGS, {0}};
    int rc = 0;
    opterr = 0;
    optind = 0;
    for (int found; rc == 0 && (found = getopt_long(argc, argv, ":j:h", longs, NULL)) != -1;) {
        if (found == 'h')
            r->help = true;
        else
            rc = cli_author_option(&r->author, "replay", found, argv, err);
    }
    if (rc == 0 && !r->help && optind + 2 != argc)
        rc =
            grade_fail(err, GRADE_FAULT_USAGE, 0,
                       "replay: name a problem and a journal: grade replay lists/01 results.jsonl");
    r->name = rc == 0 && !r->help ? argv[optind] : NULL;
    r->journal = rc == 0 && !r->help ? argv[optind + 1] : NULL;
    return rc;
}

static void say(const struct grade_replay *one, const char *head)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_report_visible(&text, one->path, strlen(one->path), 0);
    grade_buf_addf(&text, ": %s", head);
    if (one->words && one->words[0]) {
        grade_buf_adds(&text, ": ");
        grade_report_visible(&text, one->words, strlen(one->words), 2);
    }
    printf("%s\n", grade_buf_text(&text));
}

static void tell(struct replay *r, const struct grade_replay *one)
{
    cleanup_free char *change =
        one->after ? grade_printf("%s, now %s", one->before, one->after) : NULL;
    if (r->progress)
        fputs("\r\033[K", stderr);
    switch (one->kind) {
    case GRADE_REPLAYED_SAME:
        r->same++;
        break;
    case GRADE_REPLAYED_CHANGED:
        r->changed++;
        say(one, change);
        break;
    case GRADE_REPLAYED_GONE:
        r->gone++;
        say(one, "not graded again");
        break;
    case GRADE_REPLAYED_OTHER:
        r->other++;
        break;
    }
    if (r->progress)
        fprintf(stderr, "\r\033[K%zu lines, %zu changed", r->line, r->changed);
}

static int replay_lines(struct replay *r, struct grade_bench *bench, FILE *journal,
                        struct grade_err *err)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    int rc = 0;
    while (rc == 0 && !cli_interrupted() && (len = getline(&line, &room, journal)) > 0) {
        struct grade_replay one = {0};
        r->line++;
        if (len == 1)
            continue;
        if (len > LINE_MOST)
            rc = grade_fail(err, GRADE_FAULT_USAGE, EFBIG, "is too long");
        if (rc == 0)
            rc = grade_replay_line(bench, r->problem, line, (size_t)len, &one, err);
        if (rc == 0)
            tell(r, &one);
        else if (err->fault == GRADE_FAULT_USAGE)
            grade_err_wrap(err, rc, "%s: line %zu", r->journal, r->line);
        grade_replay_done(&one);
    }
    if (rc == 0 && cli_interrupted())
        rc = grade_fail(err, GRADE_FAULT_INTERRUPTED, EINTR, "interrupted");
    free(line);
    if (r->progress)
        fputs("\r\033[K", stderr);
    return rc;
}

static int open_problem(struct replay *r, struct grade_err *err)
{
    cleanup_free char *dir = NULL;
    int rc = grade_bank_find(&dir, r->name, (const char *const *)r->author.paths.banks, err);
    return rc < 0 ? rc : grade_problem_load(&r->problem, dir, NULL, 0, err);
}

static int replay(struct replay *r, struct grade_err *err)
{
    struct grade_bench_config config = {0};
    int rc = open_problem(r, err);
    if (rc == 0)
        rc = cli_author_config(&r->author, &config.run, err);
    if (rc < 0)
        return rc;
    FILE *journal = fopen(r->journal, "re");
    if (!journal)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot open", r->journal);
    struct grade_bench *bench = grade_bench_new(&config);
    r->progress = isatty(STDERR_FILENO);
    rc = replay_lines(r, bench, journal, err);
    grade_bench_free(bench);
    fclose(journal);
    printf("%zu graded again, %zu changed", r->same + r->changed, r->changed);
    if (r->gone)
        printf("; %zu not there any more as they were", r->gone);
    if (r->other)
        printf("; %zu of other problems", r->other);
    printf("\n");
    return rc < 0 ? rc : r->changed ? 1 : 0;
}

static int run_replay(int argc, char **argv)
{
    struct replay r = {0};
    struct grade_err err;
    int rc = parse(&r, argc, argv, &err);
    if (rc == 0 && r.help)
        return cli_say(usage);
    if (rc == 0)
        rc = cli_author_open(&r.author, &err);
    if (rc == 0)
        rc = replay(&r, &err);
    grade_problem_free(r.problem);
    cli_author_done(&r.author);
    return rc < 0 ? cli_complain(&err) : rc;
}

const struct cli_command cli_replay = {
    .name = "replay",
    .usage = "PROBLEM JOURNAL",
    .what = "grade earlier submissions again after a change",
    .run = run_replay,
};
