/* `grade upgrade PROBLEM...`: packages of an older format. */
#include "author.h"
#include "commands.h"
#include "output.h"

#include "grade/author.h"
#include "grade/mem.h"

#include <stdio.h>
#include <string.h>

static const char usage[] =
    "usage: grade upgrade PROBLEM...\n"
    "\n"
    "Brings packages to the newest format, which is 1: the first. So far there is one\n"
    "thing to mend, a problem.json that does not say its format. A format that is newer\n"
    "than this grade is refused.\n";

static int upgrade_one(struct grade_buf *told, const char *dir, struct grade_err *err)
{
    cleanup_free char *text = NULL;
    cleanup_free char *path = grade_printf("%s/problem.json", dir);
    struct cli_output out;
    int rc = grade_upgrade(dir, &text, err);
    if (rc < 0 || !text) {
        if (rc == 0)
            grade_buf_addf(told, "%s: has the newest format\n", path);
        return rc;
    }
    rc = cli_output_open(&out, path, err);
    if (rc == 0)
        rc = cli_output_write(&out, text, strlen(text), err);
    if (rc == 0)
        rc = cli_output_finish(&out, err);
    if (rc == 0)
        grade_buf_addf(told, "%s: did not say its format; it says 1 now\n", path);
    return rc;
}

static int run_upgrade(int argc, char **argv)
{
    struct cli_author author = {0};
    struct grade_strings dirs = {NULL, 0};
    struct grade_err err;
    cleanup_buf struct grade_buf told = GRADE_BUF_INIT;
    if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")))
        return cli_say(usage);
    int rc = argc > 1 ? 0
                      : grade_fail(&err, GRADE_FAULT_USAGE, 0,
                                   "upgrade: no problem named; usage: grade upgrade PROBLEM...");
    if (rc == 0)
        rc = cli_author_open(&author, &err);
    if (rc == 0)
        rc = cli_author_packages(&author, "upgrade", argc - 1, argv + 1, &dirs, &err);
    for (size_t i = 0; i < dirs.count && rc == 0; i++)
        rc = upgrade_one(&told, dirs.items[i], &err);
    grade_strings_done(&dirs);
    cli_author_done(&author);
    int said = cli_say(grade_buf_text(&told));
    return rc < 0 ? cli_complain(&err) : said;
}

const struct cli_command cli_upgrade = {
    .name = "upgrade",
    .usage = "PROBLEM...",
    .what = "bring packages to the newest format",
    .run = run_upgrade,
};
