/* `grade import FILE TOPIC/NN`: a package of somebody else's table. */
#include "commands.h"

#include "grade/author.h"
#include "grade/bank.h"
#include "grade/mem.h"

#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
    "usage: grade import [OPTIONS] FILE TOPIC/NN\n"
    "\n"
    "Makes a problem of a table of inputs and answers:\n"
    "\n"
    "  JSON lines    {\"function\": \"gcd\", \"args\": [12, 8], \"expected\": 4}, one a line;\n"
    "                also \"kwargs\", \"name\", and \"raises\" in place of \"expected\".\n"
    "                Values may have tags, as in {\"$tuple\": [1, 2]}\n"
    "  Exercism      canonical-data.json of an exercise\n"
    "\n"
    "It says what it could not take over, and what is left for you to write.\n"
    "\n"
    "      --title TITLE         one line\n"
    "      --problems DIR        the folder that TOPIC/NN goes to: ./problems\n"
    "  -h, --help                show this text\n";

struct import {
    const char *title, *bank, *file, *id;
    bool help;
};

static int parse(struct import *im, int argc, char **argv, struct grade_err *err)
{
    enum { TITLE = 256, PROBLEMS };
    static const struct option longs[] = {{"title", required_argument, NULL, TITLE},
                                          {"problems", required_argument, NULL, PROBLEMS},
                                          {"help", no_argument, NULL, 'h'},
                                          {0}};
    *im = (struct import){.bank = "problems"};
    opterr = 0;
    optind = 0;
    for (int found; (found = getopt_long(argc, argv, ":h", longs, NULL)) != -1;) {
        if (found == ':' || found == '?')
            return grade_fail(
                err, GRADE_FAULT_USAGE, 0, "import: %s '%s' (see `grade import --help`)",
                found == ':' ? "a value is missing behind" : "unknown option", argv[optind - 1]);
        if (found == TITLE)
            im->title = optarg;
        else if (found == PROBLEMS)
            im->bank = optarg;
        else
            im->help = true;
    }
    if (!im->help && optind + 2 != argc)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "import: name a file and the problem to make: grade import gcd.jsonl "
                          "numbers/03");
    im->file = im->help ? NULL : argv[optind];
    im->id = im->help ? NULL : argv[optind + 1];
    return 0;
}

static void add_advice(struct grade_buf *text, const char *dir)
{
    grade_buf_addf(text,
                   "\nStill to write:\n"
                   "  %s/README.md              what it is about, the rules, an example\n"
                   "  %s/solutions/reference.py\n"
                   "  %s/solutions/wrong        the mistakes that you expect, and in\n"
                   "  %s/problem.json           what each shows, and hints\n",
                   dir, dir, dir, dir);
}

static int import(const struct import *im, struct grade_err *err)
{
    cleanup_buf struct grade_buf document = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_free char *dir = NULL;
    struct grade_strings notes = {NULL, 0};
    size_t cases = 0;
    int rc = grade_buf_read_file(&document, AT_FDCWD, im->file, GRADE_FILE_MAX, err);
    if (rc < 0)
        return rc;
    const struct grade_import spec = {grade_buf_text(&document), document.len, im->bank, im->id,
                                      im->title};
    rc = grade_import_package(&spec, &dir, &cases, &notes, err);
    for (size_t i = 0; i < notes.count; i++) {
        grade_report_visible(&text, notes.items[i], strlen(notes.items[i]), 2);
        grade_buf_addc(&text, '\n');
    }
    grade_strings_done(&notes);
    if (rc < 0)
        return rc;
    grade_buf_addf(&text, "made %s with %zu case%s\n", dir, cases, cases == 1 ? "" : "s");
    add_advice(&text, dir);
    return cli_say(grade_buf_text(&text));
}

static int run_import(int argc, char **argv)
{
    struct import im;
    struct grade_err err;
    int rc = parse(&im, argc, argv, &err);
    if (rc == 0 && im.help)
        return cli_say(usage);
    if (rc == 0)
        rc = import(&im, &err);
    return rc < 0 ? cli_complain(&err) : rc;
}

const struct cli_command cli_import = {
    .name = "import",
    .usage = "FILE TOPIC/NN",
    .what = "make a problem of a table of answers",
    .run = run_import,
};
