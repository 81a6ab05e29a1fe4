/* `grade bless PROBLEM...`: what the reference does becomes what is expected, and with --fails what
 * the wrong solutions fail becomes "fails" of their misconceptions, for the author to read. */
#include "author.h"
#include "commands.h"
#include "output.h"

#include "grade/author.h"
#include "grade/mem.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

struct bless {
    struct cli_author author;
    bool check, fails, help;
    struct grade_strings dirs;
    struct grade_buf text;
    size_t added, refused;
};

static const char usage[] =
    "usage: grade bless [OPTIONS] PROBLEM...\n"
    "\n"
    "Runs the reference solution, and writes what it gives behind every eval, call, row\n"
    "and program in cases.json that expects nothing yet. What is written already stays,\n"
    "to the byte. It shows what it has written: read it, for it says what the reference\n"
    "does, which need not be right.\n"
    "\n"
    "With --fails it runs the wrong solutions instead, and writes the cases that each of\n"
    "them fails into \"fails\" of its misconception in problem.json. What stands there and\n"
    "holds stays, a row among it. Read it: a mistake that fails more than you meant it to\n"
    "is another mistake. A misconception whose solution passes every case, fails by luck,\n"
    "fails what stands in its \"passes\", or ends in an internal error is refused by name,\n"
    "and the status is 1.\n"
    "\n"
    "      --fails               \"fails\" of each misconception, of what its solution fails\n"
    "      --check               show it, and write nothing; status 1 if there is any\n"
    "      --problems DIR        look for PROBLEM in this folder only\n"
    "      --python PATH         the interpreter that runs the solution\n"
    "      --require LEVEL       refuse to run with less isolation: full, baseline\n"
    "  -h, --help                show this text\n";

static int parse(struct bless *b, int argc, char **argv, struct grade_err *err)
{
    enum { CHECK = CLI_AUTHOR_OPTIONS, FAILS };
    static const struct option longs[] = {{"check", no_argument, NULL, CHECK},
                                          {"fails", no_argument, NULL, FAILS},
                                          {"help", no_argument, NULL, 'h'},
                                          CLI_AUTHOR_LONGS,
                                          {0}};
    int rc = 0;
    opterr = 0;
    optind = 0;
    for (int found; rc == 0 && (found = getopt_long(argc, argv, ":j:h", longs, NULL)) != -1;) {
        if (found == CHECK)
            b->check = true;
        else if (found == FAILS)
            b->fails = true;
        else if (found == 'h')
            b->help = true;
        else
            rc = cli_author_option(&b->author, "bless", found, argv, err);
    }
    if (rc == 0 && !b->help && optind == argc)
        rc = grade_fail(err, GRADE_FAULT_USAGE, 0,
                        "bless: no problem named; usage: grade bless [OPTIONS] PROBLEM...");
    return rc;
}

static void sum_up(struct bless *b, const struct grade_blessing *blessing)
{
    const char *plural = blessing->count == 1 ? "" : "s";
    grade_buf_addf(&b->text, "%s: ", blessing->id);
    if (b->fails)
        grade_buf_addf(&b->text, "\"fails\" of %zu misconception%s %s", blessing->count, plural,
                       b->check ? "to write" : "written");
    else
        grade_buf_addf(&b->text, "%zu expectation%s %s", blessing->count, plural,
                       b->check ? "to write" : "written");
    if (blessing->refused)
        grade_buf_addf(&b->text, ", %zu refused", blessing->refused);
    if (blessing->count && !b->check)
        grade_buf_addf(&b->text, "; read them: they say what the %s",
                       b->fails ? "wrong solutions fail" : "reference does");
    grade_buf_addc(&b->text, '\n');
}

static void tell(struct bless *b, const struct grade_blessing *blessing)
{
    cleanup_buf struct grade_buf diff = GRADE_BUF_INIT;
    grade_unified_diff(&diff, blessing->before, blessing->after);
    if (diff.len)
        grade_buf_addf(&b->text, "--- %s\n+++ %s\n", blessing->path, blessing->path);
    grade_report_visible(&b->text, grade_buf_text(&diff), diff.len, 0);
    for (size_t i = 0; i < blessing->notes.count; i++) {
        const char *note = blessing->notes.items[i];
        grade_buf_addf(&b->text, "%s: ", blessing->path);
        grade_report_visible(&b->text, note, strlen(note), 2);
        grade_buf_addc(&b->text, '\n');
    }
    sum_up(b, blessing);
}

static int write_back(const struct grade_blessing *blessing, struct grade_err *err)
{
    struct cli_output out;
    int rc = cli_output_open(&out, blessing->path, err);
    if (rc == 0)
        rc = cli_output_write(&out, blessing->after, strlen(blessing->after), err);
    return rc < 0 ? rc : cli_output_finish(&out, err);
}

static int bless_one(struct bless *b, struct grade_bench *bench, const char *dir,
                     struct grade_err *err)
{
    struct grade_blessing blessing;
    int rc = b->fails ? grade_bless_fails(bench, dir, &blessing, err)
                      : grade_bless(bench, dir, &blessing, err);
    if (rc == 0 && blessing.count && !b->check)
        rc = write_back(&blessing, err);
    if (rc == 0)
        tell(b, &blessing);
    b->added += blessing.count;
    b->refused += blessing.refused;
    grade_blessing_done(&blessing);
    return rc;
}

static int bless(struct bless *b, struct grade_err *err)
{
    struct grade_bench_config config = {0};
    int rc = cli_author_config(&b->author, &config.run, err);
    if (rc < 0)
        return rc;
    struct grade_bench *bench = grade_bench_new(&config);
    for (size_t i = 0; i < b->dirs.count && rc == 0; i++)
        rc = bless_one(b, bench, b->dirs.items[i], err);
    grade_bench_free(bench);
    int said = cli_say(grade_buf_text(&b->text));
    return rc < 0 ? rc : said ? said : (b->check && b->added) || b->refused ? 1 : 0;
}

static int run_bless(int argc, char **argv)
{
    struct bless b = {0};
    struct grade_err err;
    int rc = parse(&b, argc, argv, &err);
    if (rc == 0 && b.help)
        return cli_say(usage);
    if (rc == 0)
        rc = cli_author_open(&b.author, &err);
    if (rc == 0)
        rc = cli_author_packages(&b.author, "bless", argc - optind, argv + optind, &b.dirs, &err);
    if (rc == 0)
        rc = bless(&b, &err);
    grade_strings_done(&b.dirs);
    grade_buf_done(&b.text);
    cli_author_done(&b.author);
    return rc < 0 ? cli_complain(&err) : rc;
}

const struct cli_command cli_bless = {
    .name = "bless",
    .usage = "[OPTIONS] PROBLEM...",
    .what = "write what the reference does as expectations",
    .run = run_bless,
};
