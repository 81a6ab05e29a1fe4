/* `grade mutate PROBLEM...`: small changes of the reference that the cases do not notice. */
#include "author.h"
#include "commands.h"

#include "grade/author.h"
#include "grade/mem.h"
#include "report/json_writer.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct mutate {
    struct cli_author author;
    bool all, json, help;
    struct grade_report_options look;
    struct grade_strings dirs;
    struct grade_buf text;
    size_t survived;
};

static const char usage[] =
    "usage: grade mutate [OPTIONS] PROBLEM...\n"
    "\n"
    "Changes the reference solution of a problem in one small way after the other (a\n"
    "boundary, a branch, an exception, an await ...), grades each, and shows those\n"
    "that no case notices, with an input that tells them apart where one is found.\n"
    "\n"
    "      --all                 show those that are noticed too, and by which case\n"
    "      --json                for programs\n"
    "      --problems DIR        look for PROBLEM in this folder only\n"
    "      --python PATH         the interpreter that runs the solutions\n"
    "      --require LEVEL       refuse to run with less isolation: full, baseline\n"
    "      --color WHEN          auto, always or never\n"
    "  -h, --help                show this text\n"
    "\n"
    "A mutant that nothing can tell from the reference is marked in problem.json:\n"
    "\n"
    "  \"mutants\": {\"equivalent\": [{\"id\": \"gcd: b > 0 -> b != 0\",\n"
    "                              \"why\": \"b is never negative\"}]}\n"
    "\n"
    "exit status: 0 where all are noticed or marked, 1 where some survive.\n";

static int parse(struct mutate *m, int argc, char **argv, struct grade_err *err)
{
    enum { ALL = CLI_AUTHOR_OPTIONS, JSON };
    static const struct option longs[] = {
        {"all", no_argument, NULL, ALL},
        {"json", no_argument, NULL, JSON},
        {"help", no_argument, NULL, 'h'},
        CLI_AUTHOR_LONGS,
        {0},
    };
    int rc = 0;
    opterr = 0;
    optind = 0;
    for (int found; rc == 0 && (found = getopt_long(argc, argv, ":j:h", longs, NULL)) != -1;) {
        if (found == ALL)
            m->all = true;
        else if (found == JSON)
            m->json = true;
        else if (found == 'h')
            m->help = true;
        else
            rc = cli_author_option(&m->author, "mutate", found, argv, err);
    }
    if (rc == 0 && !m->help && optind == argc)
        rc = grade_fail(err, GRADE_FAULT_USAGE, 0,
                        "mutate: no problem named; usage: grade mutate "
                        "[OPTIONS] PROBLEM...");
    return rc;
}

/* Text --------------------------------------------------------------------------------------- */

static void tell_diff(struct mutate *m, const char *diff)
{
    for (const char *line = diff; *line;) {
        size_t len = strcspn(line, "\n");
        const char *tint = line[0] == '-' ? "\033[31m" : line[0] == '+' ? "\033[32m" : NULL;
        grade_buf_addf(&m->text, "    %s", m->look.color && tint ? tint : "");
        grade_report_visible(&m->text, line, len, 4);
        grade_buf_addf(&m->text, "%s\n", m->look.color && tint ? "\033[0m" : "");
        line += len + (line[len] == '\n');
    }
}

static void tell_one(struct mutate *m, const struct grade_mutation *mutation,
                     const struct grade_mutant *one)
{
    const char *state = one->killed ? "noticed" : one->equivalent ? "equivalent" : "survives";
    grade_buf_addf(&m->text, "%s:%ld:%ld: %s: ", mutation->file, one->line, one->column, state);
    grade_report_visible(&m->text, one->id, strlen(one->id), 4);
    grade_buf_addc(&m->text, '\n');
    const struct {
        const char *label, *text;
    } lines[] = {{"by", one->killer},
                 {"why", one->equivalent},
                 {"told apart by", one->telling},
                 {"the row", one->row}};
    if (!one->killed && !one->equivalent)
        tell_diff(m, one->diff);
    for (size_t i = 0; i < GRADE_COUNT(lines); i++)
        if (lines[i].text) {
            grade_buf_addf(&m->text, "    %s: ", lines[i].label);
            grade_report_visible(&m->text, lines[i].text, strlen(lines[i].text), 4);
            grade_buf_addc(&m->text, '\n');
        }
}

static void tell_text(struct mutate *m, const struct grade_mutation *mutation)
{
    size_t killed = 0, equal = 0;
    if (mutation->inapplicable) {
        grade_buf_addf(&m->text, "%s: %s\n", mutation->id, mutation->inapplicable);
        return;
    }
    for (size_t i = 0; i < mutation->count; i++) {
        const struct grade_mutant *one = &mutation->items[i];
        killed += one->killed;
        equal += !one->killed && one->equivalent;
        if (m->all || (!one->killed && !one->equivalent))
            tell_one(m, mutation, one);
    }
    grade_buf_addf(&m->text, "%s: %zu of %zu mutants noticed", mutation->id, killed,
                   mutation->count);
    if (equal)
        grade_buf_addf(&m->text, ", %zu equivalent", equal);
    if (mutation->left_out)
        grade_buf_addf(&m->text, "; %zu more were not tried", mutation->left_out);
    grade_buf_addc(&m->text, '\n');
}

static void tell_json(struct mutate *m, const struct grade_mutation *mutation)
{
    struct json_writer w = {.out = &m->text};
    json_open(&w, NULL, '{');
    json_text(&w, "problem", mutation->id);
    json_text(&w, "file", mutation->file);
    json_text(&w, "inapplicable", mutation->inapplicable);
    json_count(&w, "left_out", mutation->left_out);
    json_open(&w, "mutants", '[');
    for (size_t i = 0; i < mutation->count; i++) {
        const struct grade_mutant *one = &mutation->items[i];
        json_open(&w, NULL, '{');
        json_text(&w, "id", one->id);
        json_text(&w, "operator", one->operator_name);
        json_integer(&w, "line", one->line);
        json_integer(&w, "column", one->column);
        json_bool(&w, "noticed", one->killed);
        json_text(&w, "by", one->killer);
        json_text(&w, "equivalent", one->equivalent);
        json_text(&w, "diff", one->diff);
        json_text(&w, "told_apart_by", one->telling);
        json_text(&w, "row", one->row);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(&m->text, '\n');
}

/* Running ------------------------------------------------------------------------------------ */

static void progress(void *owner, size_t at, size_t count)
{
    (void)owner;
    fprintf(stderr, "\r\033[K%zu of %zu mutants", at, count);
}

static int mutate_one(struct mutate *m, struct grade_bench *bench, const char *dir,
                      struct grade_err *err)
{
    struct grade_mutation mutation;
    bool show = isatty(STDERR_FILENO);
    int rc = grade_mutate(bench, dir, &mutation, show ? progress : NULL, NULL, err);
    if (show)
        fputs("\r\033[K", stderr);
    if (rc == 0)
        (m->json ? tell_json : tell_text)(m, &mutation);
    for (size_t i = 0; rc == 0 && i < mutation.count; i++)
        m->survived += !mutation.items[i].killed && !mutation.items[i].equivalent;
    grade_mutation_done(&mutation);
    return rc;
}

static int mutate(struct mutate *m, struct grade_err *err)
{
    struct grade_bench_config config = {0};
    int rc = cli_author_config(&m->author, &config.run, err);
    if (rc < 0)
        return rc;
    struct grade_bench *bench = grade_bench_new(&config);
    m->look = cli_report_options(m->author.color, 0, STDOUT_FILENO);
    for (size_t i = 0; i < m->dirs.count && rc == 0; i++)
        rc = mutate_one(m, bench, m->dirs.items[i], err);
    grade_bench_free(bench);
    int said = cli_say(grade_buf_text(&m->text));
    return rc < 0 ? rc : said ? said : m->survived ? 1 : 0;
}

static int run_mutate(int argc, char **argv)
{
    struct mutate m = {0};
    struct grade_err err;
    int rc = parse(&m, argc, argv, &err);
    if (rc == 0 && m.help)
        return cli_say(usage);
    if (rc == 0)
        rc = cli_author_open(&m.author, &err);
    if (rc == 0)
        rc = cli_author_packages(&m.author, "mutate", argc - optind, argv + optind, &m.dirs, &err);
    if (rc == 0)
        rc = mutate(&m, &err);
    grade_strings_done(&m.dirs);
    grade_buf_done(&m.text);
    cli_author_done(&m.author);
    return rc < 0 ? cli_complain(&err) : rc;
}

const struct cli_command cli_mutate = {
    .name = "mutate",
    .usage = "[OPTIONS] PROBLEM...",
    .what = "find mistakes that the cases do not notice",
    .run = run_mutate,
};
