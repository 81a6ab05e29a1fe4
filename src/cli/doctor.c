/* `grade doctor`: what this machine offers, what it lacks, and the command that mends it. */
#include "doctor.h"

#include "color.h"
#include "commands.h"
#include "output.h"
#include "paths.h"

#include "grade/mem.h"
#include "grade/nearest.h"
#include "grade/report.h"
#include "report/json_writer.h"
#include "report/page.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct wish {
    const char *python, *problems;
    bool json, help;
    enum cli_color color;
};

static const char usage[] =
    "usage: grade doctor [OPTIONS]\n"
    "\n"
    "Looks at this machine and says what grade can rely on, what it lacks, and the command\n"
    "that mends it. Starts one sandboxed case to be sure; changes nothing.\n"
    "\n"
    "  --report FORMAT   text or json\n"
    "  --python PATH     the interpreter to look at\n"
    "  --problems DIR    look for what the problems of this folder need\n"
    "  --color WHEN      auto, always or never\n"
    "  -h, --help        show this text\n"
    "\n"
    "  good      in force\n"
    "  degraded  grade works without it, with less isolation or fewer problems\n"
    "  missing   grade does not work without it\n"
    "\n"
    "exit status: 0 grade can work here, 4 it cannot\n";

static const struct option options[] = {
    {"report", required_argument, NULL, 'r'},   {"python", required_argument, NULL, 'p'},
    {"problems", required_argument, NULL, 'b'}, {"color", required_argument, NULL, 'c'},
    {"help", no_argument, NULL, 'h'},           {0},
};

static int take_option(struct wish *wish, int letter, const char *arg, struct grade_err *err)
{
    static const char *const formats[] = {"text", "json"};
    static const char *const colors[] = {
        [CLI_COLOR_AUTO] = "auto", [CLI_COLOR_ALWAYS] = "always", [CLI_COLOR_NEVER] = "never"};
    int rc = 0;
    switch (letter) {
    case 'r':
        rc = cli_one_of("doctor", "report", arg, formats, GRADE_COUNT(formats), err);
        wish->json = rc == 1;
        return rc;
    case 'c':
        rc = cli_one_of("doctor", "color", arg, colors, GRADE_COUNT(colors), err);
        wish->color = rc < 0 ? CLI_COLOR_AUTO : (enum cli_color)rc;
        return rc;
    case 'p':
        wish->python = arg;
        return 0;
    case 'b':
        wish->problems = arg;
        return 0;
    case 'h':
        wish->help = true;
        return 0;
    default:
        return grade_fail(
            err, GRADE_FAULT_USAGE, 0,
            "doctor: an option is unknown or lacks its value (see `grade doctor --help`)");
    }
}

static int parse(struct wish *wish, int argc, char **argv, struct grade_err *err)
{
    *wish = (struct wish){.color = CLI_COLOR_AUTO};
    opterr = 0;
    optind = 0;
    for (int letter; (letter = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        int rc = take_option(wish, letter, optarg, err);
        if (rc < 0)
            return rc;
    }
    if (optind < argc && !wish->help)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "doctor: '%s' is one too many (see `grade doctor --help`)", argv[optind]);
    return 0;
}

/* Telling ------------------------------------------------------------------------------------ */

enum { INDENT = 27 };

/* In rows that fit, all but the first behind blanks. */
static void tell_prose(const struct page *page, const char *text)
{
    for (size_t len = strlen(text); len > 0;) {
        size_t part = page_fit(page, text, len, page->width - INDENT, true);
        page_putn(page, PAGE_PLAIN, text, part);
        grade_buf_addc(page->out, '\n');
        part += part < len && text[part] == '\n'; /* which page_fit stops at */
        text += part;
        len -= part;
        if (len > 0)
            grade_buf_addf(page->out, "%*s", INDENT, "");
    }
}

static void tell_one(const struct page *page, const struct grade_finding *finding)
{
    static const struct {
        const char *symbol, *ascii;
        enum page_style style;
    } looks[] = {
        [GRADE_HEALTH_GOOD] = {"\u2713", "+", PAGE_GOOD},
        [GRADE_HEALTH_DEGRADED] = {"!", "!", PAGE_WARN},
        [GRADE_HEALTH_MISSING] = {"\u2717", "x", PAGE_BAD},
    };
    cleanup_free char *state = grade_printf(
        "%s %-9s", page_symbol(page, looks[finding->health].symbol, looks[finding->health].ascii),
        grade_health_name(finding->health));
    page_put(page, looks[finding->health].style, state);
    grade_buf_addf(page->out, " %-14s ", finding->name);
    tell_prose(page, finding->text);
    if (finding->mend) { /* a command stays in one piece, to be copied */
        grade_buf_addf(page->out, "%*smend: ", INDENT, "");
        grade_report_visible(page->out, finding->mend, strlen(finding->mend), INDENT);
        grade_buf_addc(page->out, '\n');
    }
}

static void tell_text(struct grade_buf *out, const struct grade_findings *findings,
                      enum grade_level level, const struct grade_report_options *look)
{
    struct page page = page_of(out, look);
    for (size_t i = 0; i < findings->count; i++)
        tell_one(&page, &findings->items[i]);
    if (level == GRADE_LEVEL_NONE)
        grade_buf_adds(out, "\ngrade cannot work here\n");
    else
        grade_buf_addf(out, "\ngrade can work here, at level %s\n", grade_level_name(level));
}

static void tell_json(struct grade_buf *out, const struct grade_findings *findings,
                      enum grade_level level)
{
    struct json_writer w = {.out = out, .indent = 2};
    json_open(&w, NULL, '{');
    json_integer(&w, "format", 1);
    json_text(&w, "version", GRADE_VERSION);
    json_bool(&w, "works", level != GRADE_LEVEL_NONE);
    json_text(&w, "level", grade_level_name(level));
    json_open(&w, "findings", '[');
    for (size_t i = 0; i < findings->count; i++) {
        const struct grade_finding *finding = &findings->items[i];
        json_open(&w, NULL, '{');
        json_text(&w, "name", finding->name);
        json_text(&w, "state", grade_health_name(finding->health));
        json_text(&w, "text", finding->text);
        json_text(&w, "mend", finding->mend);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(out, '\n');
}

/* Looking ------------------------------------------------------------------------------------ */

static void find_terminal(struct grade_findings *to, const struct grade_report_options *look)
{
    if (!isatty(STDOUT_FILENO)) {
        grade_findings_add(to, "terminal", GRADE_HEALTH_GOOD, NULL,
                           "output goes to no terminal: no colour, %s",
                           look->ascii ? "plain symbols" : "UTF-8");
        return;
    }
    grade_findings_add(to, "terminal", look->ascii ? GRADE_HEALTH_DEGRADED : GRADE_HEALTH_GOOD,
                       look->ascii ? "export LANG=C.UTF-8" : NULL, "%d columns, %s, %s",
                       look->width, look->color ? "colour" : "no colour (NO_COLOR, TERM)",
                       look->ascii ? "not UTF-8: plain symbols" : "UTF-8");
}

static bool find_file(struct grade_findings *to, const char *name, const char *folder,
                      const char *file)
{
    cleanup_free char *path = grade_printf("%s%s", folder, file);
    bool there = access(path, R_OK) == 0;
    grade_findings_add(to, name, there ? GRADE_HEALTH_GOOD : GRADE_HEALTH_MISSING,
                       there ? NULL : "install grade again: cmake --install BUILD", "%s%s", path,
                       there ? "" : ": not there, or not readable");
    return there;
}

/* Looks at all but the terminal; the level at which a case starts. */
static enum grade_level look(const struct wish *wish, const struct cli_paths *paths,
                             struct grade_findings *to)
{
    struct grade_python python;
    struct grade_err err;
    enum grade_level level = GRADE_LEVEL_NONE;
    grade_doctor_kernel(to);
    int rc = grade_python_find(&python, wish->python, &err);
    grade_findings_add(to, "interpreter", rc < 0 ? GRADE_HEALTH_MISSING : GRADE_HEALTH_GOOD,
                       rc < 0 ? (wish->python ? "name a Python 3.9 or newer: --python PATH"
                                              : "apt install python3")
                              : NULL,
                       "%s%s%s", rc < 0 ? err.msg : python.path, rc < 0 ? "" : ", Python ",
                       rc < 0 ? "" : python.version);
    bool harness = find_file(to, "harness", paths->harness, "/cell.py");
    bool extension = find_file(to, "extension", paths->extension, "");
    struct grade_loop *loop = grade_loop_new(&err);
    if (rc == 0 && harness && extension && loop) {
        const struct grade_cell_config config = {
            .loop = loop,
            .python = &python,
            .harness = paths->harness,
            .extension = paths->extension,
            .require = GRADE_LEVEL_BASELINE,
        };
        level = grade_doctor_cell(to, &config);
    }
    if (rc == 0)
        cli_doctor_modules(to, &python, (const char *const *)paths->banks);
    grade_loop_free(loop);
    grade_python_done(&python);
    return level;
}

static int examine(const struct wish *wish, struct grade_err *err)
{
    struct cli_paths paths;
    struct grade_findings findings = {NULL, 0};
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct grade_report_options options_of_report =
        cli_report_options(wish->color, 0, STDOUT_FILENO);
    int rc = cli_paths_init(&paths, wish->problems, err);
    if (rc < 0)
        return rc;
    enum grade_level level = look(wish, &paths, &findings);
    find_terminal(&findings, &options_of_report);
    if (wish->json)
        tell_json(&text, &findings, level);
    else
        tell_text(&text, &findings, level, &options_of_report);
    grade_findings_done(&findings);
    cli_paths_done(&paths);
    rc = cli_say(grade_buf_text(&text));
    return rc ? rc : level == GRADE_LEVEL_NONE ? GRADE_FAULT_MACHINE : 0;
}

static int run_doctor(int argc, char **argv)
{
    struct wish wish;
    struct grade_err err;
    int rc = parse(&wish, argc, argv, &err);
    if (rc == 0 && wish.help)
        return cli_say(usage);
    if (rc == 0)
        rc = examine(&wish, &err);
    return rc < 0 ? cli_complain(&err) : rc;
}

const struct cli_command cli_doctor = {
    .name = "doctor",
    .usage = "[OPTIONS]",
    .what = "say what this machine has, and what it lacks",
    .run = run_doctor,
};
