/* The command line: options as a table, colour, output files, help, interruption. */
#include "scratch.h"

#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "cli/color.h"

#include "grade/bank.h"
#include "grade/buf.h"
#include "grade/cli.h"
#include "grade/limits.h"
#include "grade/mem.h"
#include "grade/verdict.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MAX = 32 };

static int count_words(char *const *words)
{
    int count = 0;
    while (words[count])
        count++;
    return count;
}

/* Options ------------------------------------------------------------------------------------- */

static const struct fault_row {
    const char *label;
    const char *words[WORDS_MAX];
    const char *message; /* part of it */
} fault_rows[] = {
    {"nothing", {"grade"}, "no problem named"},
    {"no solution", {"grade", "a/01"}, "no solution named for 'a/01'"},
    {"too many", {"grade", "a/01", "s.py", "t.py"}, "'t.py' is one too many"},
    {"a slip",
     {"grade", "--reprot", "json"},
     "unknown option '--reprot' (did you mean '--report'?)"},
    {"a slip with a value", {"grade", "--sead=1"}, "'--sead' (did you mean '--seed'?)"},
    {"no option at all", {"grade", "--xyzzy"}, "unknown option '--xyzzy' (see `grade --help`)"},
    {"a letter", {"grade", "-z"}, "unknown option '-z'"},
    {"ambiguous", {"grade", "--re", "x"}, "'--re' could be more than one"},
    {"value missing", {"grade", "a", "s", "--seed"}, "option '--seed' needs a value: --seed N"},
    {"value missing, letter", {"grade", "a", "s", "-j"}, "option '--jobs' needs a value"},
    {"value too many", {"grade", "--quiet=1"}, "option '--quiet' takes no value"},
    {"a format",
     {"grade", "--report", "jsn", "a", "s"},
     "--report: 'jsn' is unknown (did you mean 'json'?)"},
    {"a format far off", {"grade", "--report", "xml", "a", "s"}, "one of text, plain, gcc, json"},
    {"no file", {"grade", "--report", "json=", "a", "s"}, "a file name must follow '='"},
    {"two to standard output",
     {"grade", "--report", "json", "--report", "text=-", "a", "s"},
     "only one report can go to standard output; write text=FILE"},
    {"two in one file",
     {"grade", "--report", "json=x", "--report", "text=x", "a", "s"},
     "two reports in one file"},
    {"a level",
     {"grade", "--require", "ful", "a", "s"},
     "--require: 'ful' is unknown (did you mean 'full'?)"},
    {"a seed", {"grade", "--seed", "-1", "a", "s"}, "--seed: '-1' is not a whole number"},
    {"a seed with a tail", {"grade", "--seed", "1x", "a", "s"}, "--seed: '1x' is not"},
    {"an empty seed", {"grade", "--seed", "", "a", "s"}, "--seed: '' is not a whole number"},
    {"a large seed",
     {"grade", "--seed", "18446744073709551616", "a", "s"},
     "is more than 18446744073709551615"},
    {"no job", {"grade", "-j0", "a", "s"}, "--jobs: at least 1"},
    {"many jobs", {"grade", "-j257", "a", "s"}, "--jobs: 257 is more than 256"},
    {"a colour",
     {"grade", "--color", "yes", "a", "s"},
     "--color: 'yes' is unknown (one of auto, always, never)"},
    {"a limit",
     {"grade", "--limit", "cpu=5", "a", "s"},
     "--limit: unknown limit 'cpu': there are cpu_ms, wall_ms, memory_mib, "},
    {"a limit out of range",
     {"grade", "--limit", "cpu_ms=1", "a", "s"},
     "--limit: limit cpu_ms must lie between 10 and"},
    {"a limit without a value", {"grade", "--limit", "cpu_ms", "a", "s"}, "write NAME=VALUE"},
    {"an empty folder",
     {"grade", "--problems", "", "a", "s"},
     "--problems: the name of a folder is empty"},
    {"an empty interpreter", {"grade", "--python=", "a", "s"}, "--python: the path is empty"},
};

START_TEST(faults)
{
    const struct fault_row *row = &fault_rows[_i];
    char *words[WORDS_MAX];
    memcpy(words, row->words, sizeof(words));
    struct grade_options options;
    struct grade_err err = {.msg = ""};
    int rc = grade_options_parse(&options, GRADE_FORM_GRADE, count_words(words), words, &err);
    grade_options_done(&options);
    ck_assert_msg(rc < 0, "%s: accepted", row->label);
    ck_assert_msg(err.fault == GRADE_FAULT_USAGE, "%s: fault %d", row->label, err.fault);
    ck_assert_msg(strstr(err.msg, row->message) != NULL, "%s: %s", row->label, err.msg);
    ck_assert_msg(!strchr(err.msg, '\n'), "%s: more than a line", row->label);
}
END_TEST

START_TEST(all_options)
{
    static const char *const given[WORDS_MAX] = {"grade",
                                                 "--report=json=out.json",
                                                 "a/01",
                                                 "-r",
                                                 "text",
                                                 "--case",
                                                 "3",
                                                 "-c",
                                                 "x y",
                                                 "--python",
                                                 "/p",
                                                 "--require",
                                                 "baseline",
                                                 "--limit",
                                                 "cpu_ms=500",
                                                 "--cases",
                                                 "more.json",
                                                 "--problems",
                                                 "bank",
                                                 "--seed",
                                                 "18446744073709551615",
                                                 "-j4",
                                                 "--color",
                                                 "never",
                                                 "-v",
                                                 "s.py",
                                                 NULL};
    char *words[WORDS_MAX];
    memcpy(words, given, sizeof(words));
    struct grade_options o;
    struct grade_err err = {.msg = ""};
    ck_assert_msg(grade_options_parse(&o, GRADE_FORM_GRADE, count_words(words), words, &err) == 0,
                  "%s", err.msg);
    ck_assert_str_eq(o.problem, "a/01");
    ck_assert_str_eq(o.solution, "s.py");
    ck_assert_uint_eq(o.report_count, 2);
    ck_assert_str_eq(o.reports[0].reporter->name, "json");
    ck_assert_str_eq(o.reports[0].path, "out.json");
    ck_assert_ptr_null(o.reports[1].path);
    ck_assert_uint_eq(o.cases.count, 2);
    ck_assert_str_eq(o.cases.items[1], "x y");
    ck_assert_ptr_null(o.cases.items[2]);
    ck_assert_str_eq(o.limits.items[0], "cpu_ms=500");
    ck_assert_str_eq(o.case_files.items[0], "more.json");
    ck_assert_str_eq(o.python, "/p");
    ck_assert_str_eq(o.require, "baseline");
    ck_assert_str_eq(o.problems, "bank");
    ck_assert(o.has_seed && o.seed == UINT64_MAX);
    ck_assert_int_eq(o.jobs, 4);
    ck_assert_int_eq(o.color, CLI_COLOR_NEVER);
    ck_assert_int_eq(o.verbose, 1);
    grade_options_done(&o);
}
END_TEST

static const struct {
    const char *label;
    const char *words[WORDS_MAX];
    const char *formats; /* of the reports, those in files in brackets */
} report_rows[] = {
    {"none", {"grade", "a", "s"}, "text "},
    {"one", {"grade", "--report", "json", "a", "s"}, "json "},
    {"a dash", {"grade", "--report", "jsonl=-", "a", "s"}, "jsonl "},
    {"a file", {"grade", "--report", "json=x", "a", "s"}, "(json) text "},
    {"a name with '='", {"grade", "--report", "json=x=y", "a", "s"}, "(json) text "},
    {"a solution like an option", {"grade", "--", "a", "-s"}, "text "},
    {"standard input", {"grade", "a", "-"}, "text "},
};

START_TEST(reports)
{
    char *words[WORDS_MAX];
    memcpy(words, report_rows[_i].words, sizeof(words));
    struct grade_options o;
    struct grade_err err = {.msg = ""};
    ck_assert_msg(grade_options_parse(&o, GRADE_FORM_GRADE, count_words(words), words, &err) == 0,
                  "%s: %s", report_rows[_i].label, err.msg);
    cleanup_buf struct grade_buf got = GRADE_BUF_INIT;
    for (size_t i = 0; i < o.report_count; i++)
        grade_buf_addf(&got, o.reports[i].path ? "(%s) " : "%s ", o.reports[i].reporter->name);
    ck_assert_msg(!strcmp(grade_buf_text(&got), report_rows[_i].formats), "%s: %s",
                  report_rows[_i].label, got.data);
    grade_options_done(&o);
}
END_TEST

static const struct {
    const char *label;
    const char *words[WORDS_MAX];
    const char *line;
} rerun_rows[] = {
    {"plain", {"grade", "a/01", "s.py"}, "grade a/01 s.py --case 3"},
    {"spaces and quotes",
     {"grade", "a/01", "it's mine.py"},
     "grade a/01 'it'\\''s mine.py' --case 3"},
    {"like an option", {"grade", "--", "a/01", "-s.py"}, "grade a/01 ./-s.py --case 3"},
    {"standard input", {"grade", "a/01", "-"}, "grade a/01 - --case 3"},
    {"only this case",
     {"grade", "-c", "1", "-q", "--report", "json", "a", "s"},
     "grade a s --case 3"},
    {"the same conditions",
     {"grade", "a", "s", "--seed", "7", "--limit", "cpu_ms=50", "--limit", "wall_ms=90", "--python",
      "/p y", "--cases", "m.json", "--problems", "$b"},
     "grade a s --problems '$b' --cases m.json --python '/p y' --limit cpu_ms=50 --limit "
     "wall_ms=90 --seed 7 --case 3"},
};

START_TEST(rerun)
{
    char *words[WORDS_MAX];
    memcpy(words, rerun_rows[_i].words, sizeof(words));
    struct grade_options o;
    struct grade_err err = {.msg = ""};
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    ck_assert_msg(grade_options_parse(&o, GRADE_FORM_GRADE, count_words(words), words, &err) == 0,
                  "%s: %s", rerun_rows[_i].label, err.msg);
    grade_options_rerun(&line, &o, 3);
    ck_assert_msg(!strcmp(grade_buf_text(&line), rerun_rows[_i].line), "%s: %s",
                  rerun_rows[_i].label, line.data);
    grade_options_done(&o);
}
END_TEST

/* Colour -------------------------------------------------------------------------------------- */

static const struct {
    const char *label;
    enum cli_color wish;
    const char *no_color, *term;
    bool terminal, color;
} color_rows[] = {
    {"a terminal", CLI_COLOR_AUTO, NULL, "xterm", true, true},
    {"no terminal", CLI_COLOR_AUTO, NULL, "xterm", false, false},
    {"NO_COLOR", CLI_COLOR_AUTO, "1", "xterm", true, false},
    {"an empty NO_COLOR", CLI_COLOR_AUTO, "", "xterm", true, true},
    {"dumb", CLI_COLOR_AUTO, NULL, "dumb", true, false},
    {"no TERM", CLI_COLOR_AUTO, NULL, NULL, true, false},
    {"always, whatever", CLI_COLOR_ALWAYS, "1", "dumb", false, true},
    {"never", CLI_COLOR_NEVER, NULL, "xterm", true, false},
};

START_TEST(color)
{
    ck_assert_msg(cli_color_decide(color_rows[_i].wish, color_rows[_i].no_color,
                                   color_rows[_i].term,
                                   color_rows[_i].terminal) == color_rows[_i].color,
                  "%s", color_rows[_i].label);
}
END_TEST

/* Output -------------------------------------------------------------------------------------- */

static void make_folder(void)
{
    scratch_make();
    ck_assert_int_eq(chdir(scratch), 0);
}

/* What was expected to be there; anything else is a fault. */
static void remove_folder(void)
{
    static const char *const names[] = {"a", "link", "dir/problem.json", "dir/cases.json",
                                        "dir/solutions/reference.py"};
    for (size_t i = 0; i < GRADE_COUNT(names); i++)
        unlink(names[i]);
    rmdir("dir/solutions");
    rmdir("dir");
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_msg(rmdir(scratch) == 0, "something was left in %s", scratch);
}

static void expect_file(const char *path, const char *want)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct grade_err err = {.msg = ""};
    ck_assert_msg(grade_buf_read_file(&text, AT_FDCWD, path, 1000, &err) == 0, "%s", err.msg);
    ck_assert_str_eq(grade_buf_text(&text), want);
}

static void write_file(const char *path, const char *text)
{
    struct cli_output out;
    struct grade_err err = {.msg = ""};
    ck_assert_msg(cli_output_open(&out, path, &err) == 0, "%s", err.msg);
    ck_assert_int_eq(cli_output_write(&out, text, strlen(text), &err), 0);
    ck_assert_int_eq(cli_output_finish(&out, &err), 0);
}

START_TEST(file_appears_whole)
{
    struct cli_output out;
    struct grade_err err;
    make_folder();
    umask(022);
    ck_assert_int_eq(cli_output_open(&out, "a", &err), 0);
    ck_assert_int_eq(cli_output_write(&out, "text", 4, &err), 0);
    ck_assert_int_ne(access("a", F_OK), 0);
    ck_assert_int_eq(cli_output_finish(&out, &err), 0);
    expect_file("a", "text");
    struct stat st;
    ck_assert_int_eq(stat("a", &st), 0);
    ck_assert_int_eq(st.st_mode & 07777, 0644);
    remove_folder();
}
END_TEST

START_TEST(file_abandoned_leaves_the_old)
{
    struct cli_output out;
    struct grade_err err;
    make_folder();
    write_file("a", "old");
    ck_assert_int_eq(cli_output_open(&out, "a", &err), 0);
    ck_assert_int_eq(cli_output_write(&out, "new", 3, &err), 0);
    cli_output_abandon(&out);
    cli_output_abandon(&out);
    expect_file("a", "old");
    remove_folder();
}
END_TEST

START_TEST(file_behind_a_link)
{
    make_folder();
    write_file("a", "old");
    ck_assert_int_eq(chmod("a", 0600), 0);
    ck_assert_int_eq(symlink("a", "link"), 0);
    write_file("link", "new");
    expect_file("a", "new");
    struct stat st;
    ck_assert_int_eq(lstat("link", &st), 0);
    ck_assert(S_ISLNK(st.st_mode));
    ck_assert_int_eq(stat("a", &st), 0);
    ck_assert_int_eq(st.st_mode & 07777, 0600);
    remove_folder();
}
END_TEST

START_TEST(file_that_cannot_be)
{
    struct cli_output out;
    struct grade_err err;
    make_folder();
    ck_assert_int_eq(mkdir("dir", 0700), 0);
    ck_assert_int_lt(cli_output_open(&out, "dir", &err), 0);
    ck_assert_str_eq(err.msg, "dir: is a folder, not a file");
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
    ck_assert_int_lt(cli_output_open(&out, "nowhere/a", &err), 0);
    ck_assert_ptr_nonnull(strstr(err.msg, "nowhere/a: cannot write there: No such file"));
    cli_output_abandon(&out);
    remove_folder();
}
END_TEST

START_TEST(full_disk)
{
    struct cli_output out;
    struct grade_err err;
    ck_assert_int_eq(cli_output_open(&out, "/dev/full", &err), 0);
    ck_assert_int_lt(cli_output_write(&out, "x", 1, &err), 0);
    ck_assert_str_eq(err.msg,
                     "/dev/full: the report could not be written: No space left on device");
    ck_assert_int_eq(err.fault, GRADE_FAULT_MACHINE);
    cli_output_abandon(&out);
    ck_assert_int_eq(access("/dev/full", F_OK), 0);
}
END_TEST

/* Help ---------------------------------------------------------------------------------------- */

static void expect_narrow(const char *text)
{
    for (const char *line = text; *line;) {
        size_t len = strcspn(line, "\n");
        ck_assert_msg(len <= 80, "longer than 80: %.*s", (int)len, line);
        line += len + (line[len] == '\n');
    }
}

START_TEST(usage)
{
    static const char *const parts[] = {"usage: grade [OPTIONS] PROBLEM SOLUTION",
                                        "--report FORMAT[=FILE]",
                                        "-j, --jobs N",
                                        "exit status:",
                                        "5  interrupted",
                                        "grade help TOPIC",
                                        "verdicts"};
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cli_help_usage(&text);
    expect_narrow(grade_buf_text(&text));
    for (size_t i = 0; i < GRADE_COUNT(parts); i++)
        ck_assert_msg(strstr(text.data, parts[i]) != NULL, "no '%s'", parts[i]);
}
END_TEST

START_TEST(usage_of_batches)
{
    static void (*const helps[])(struct grade_buf *) = {cli_help_batch, cli_help_report,
                                                        cli_help_merge};
    for (size_t i = 0; i < GRADE_COUNT(helps); i++) {
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        helps[i](&text);
        expect_narrow(grade_buf_text(&text));
        ck_assert_ptr_nonnull(strstr(text.data, "usage: grade "));
        ck_assert_ptr_nonnull(strstr(text.data, "exit status:"));
    }
}
END_TEST

START_TEST(case_reference)
{
    expect_narrow(cli_help_cases);
    expect_narrow(cli_help_kinds);
    expect_narrow(cli_help_python);
    expect_narrow(cli_help_web);
    for (size_t i = 0; cli_help_models[i]; i++)
        expect_narrow(cli_help_models[i]);
}
END_TEST

static size_t load_cases(const char *cases)
{
    struct grade_problem *problem = NULL;
    struct grade_err err = {.msg = ""};
    write_file("dir/cases.json", cases);
    int rc = grade_problem_load(&problem, "dir", NULL, 0, &err);
    ck_assert_msg(rc == 0, "%s: %s", cases, err.msg);
    size_t count = problem->case_count;
    grade_problem_free(problem);
    return count;
}

/* The examples of `grade help cases` are files that load. */
START_TEST(case_example)
{
    size_t cases = 0;
    make_folder();
    ck_assert_int_eq(mkdir("dir", 0700), 0);
    write_file("dir/problem.json", "{\"format\": 1, \"title\": \"An example\"}");
    ck_assert_int_eq(mkdir("dir/solutions", 0700), 0);
    write_file("dir/solutions/reference.py", "");
    for (const char *at = cli_help_cases; (at = strstr(at, "  {\"cases\": [\n")); at++) {
        const char *end = strstr(at, "\n  ]}\n");
        ck_assert_ptr_nonnull(end);
        cleanup_free char *example = grade_strndup(at, (size_t)(end - at) + 6);
        cases += load_cases(example);
    }
    ck_assert_uint_ge(cases, 8);
    remove_folder();
}
END_TEST

/* Every word that it says a rule knows, one knows. */
START_TEST(words_of_rules)
{
    size_t count = 0;
    const char *start = strstr(cli_help_cases, "    a word "),
               *end = strstr(start, "  or an object");
    cleanup_free char *list = grade_strndup(start + 11, (size_t)(end - start) - 11), *rest = list;
    make_folder();
    ck_assert_int_eq(mkdir("dir", 0700), 0);
    write_file("dir/problem.json", "{\"format\": 1, \"title\": \"An example\"}");
    for (char *word; (word = strsep(&rest, ","));) {
        char clean[64];
        size_t len = 0;
        for (const char *from = word; *from; from++) { /* lines and columns become one space */
            bool space = *from == ' ' || *from == '\n';
            if (!space)
                clean[len++] = *from;
            else if (len > 0 && clean[len - 1] != ' ')
                clean[len++] = ' ';
        }
        while (len > 0 && clean[len - 1] == ' ')
            len--;
        clean[len] = '\0';
        char *also = strstr(clean, " (");
        if (also)
            *also = '\0';
        cleanup_free char *cases = grade_printf(
            "{\"cases\": [{\"name\": \"n\", \"rule\": {\"require\": \"%s\"}}]}", clean);
        count += load_cases(cases);
    }
    ck_assert_uint_gt(count, 45);
    remove_folder();
}
END_TEST

static bool is_probe(const char *text)
{
    for (int kind = GRADE_GIVEN_FUNCTION; kind <= GRADE_GIVEN_OBJECT; kind++) {
        cleanup_free char *head =
            grade_printf("{\"$%s\": ", grade_given_kind_name((enum grade_given_kind)kind));
        if (kind != GRADE_GIVEN_OBJECT && !strncmp(text, head, strlen(head)))
            return true;
    }
    return false;
}

/* Every value that it shows in full is one that the loader takes. */
START_TEST(values_of_reference)
{
    size_t checked = 0;
    for (const char *at = cli_help_cases; (at = strstr(at, "{\"$")); at++) {
        size_t len = 0;
        for (int depth = 0; len == 0 || depth > 0; len++)
            depth += at[len] == '{' ? 1 : at[len] == '}' ? -1 : 0;
        cleanup_free char *text = grade_strndup(at, len);
        struct grade_value *json = NULL, *value = NULL;
        struct grade_err err = {.msg = ""};
        if (strstr(text, "...") || is_probe(text)) /* probes are in examples of their own */
            continue;
        ck_assert_msg(grade_json_parse(&json, text, len, &err) == 0, "%s: %s", text, err.msg);
        ck_assert_msg(grade_value_from_json(&value, json, GRADE_ROLE_EXPECT, &err) == 0, "%s: %s",
                      text, err.msg);
        grade_value_free(json);
        grade_value_free(value);
        checked++;
    }
    ck_assert_uint_gt(checked, 20);
}
END_TEST

/* What a command line writes to standard output, and its status. */
static int run_command(const char *const given[WORDS_MAX], struct grade_buf *out)
{
    int ends[2];
    char *words[WORDS_MAX];
    memcpy(words, given, sizeof(words));
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        _exit(grade_cli_main(count_words(words), words));
    }
    close(ends[1]);
    char chunk[4096];
    for (ssize_t got; (got = read(ends[0], chunk, sizeof(chunk))) > 0;)
        grade_buf_add(out, chunk, (size_t)got);
    close(ends[0]);
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static const struct {
    const char *label;
    const char *words[WORDS_MAX];
    int status;
    const char *part;
} command_rows[] = {
    {"--version", {"grade", "--version"}, 0, "grade " GRADE_VERSION "\n"},
    {"--help", {"grade", "--help"}, 0, "usage: grade"},
    {"help", {"grade", "help"}, 0, "usage: grade"},
    {"help grade", {"grade", "help", "grade"}, 0, "usage: grade"},
    {"help cases", {"grade", "help", "cases"}, 0, "$tuple"},
    {"help kinds", {"grade", "help", "kinds"}, 0, "tests.collected"},
    {"help python", {"grade", "help", "python"}, 0, "bin/python"},
    {"help kinds of the web", {"grade", "help", "kinds"}, 0, "client.get(path"},
    {"help limits", {"grade", "help", "limits"}, 0, "memory_mib\n"},
    {"help verdicts", {"grade", "help", "verdicts"}, 0, "busy-wait"},
    {"help reports", {"grade", "help", "reports"}, 0, "jsonl"},
    {"no topic", {"grade", "help", "limit"}, 2, ""},
    {"the command by its name", {"grade", "grade", "--version"}, 0, "grade " GRADE_VERSION "\n"},
    {"nothing", {"grade"}, 2, ""},
    {"no problem", {"grade", "no/such", "x.py"}, 2, ""},
};

START_TEST(commands)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    int status = run_command(command_rows[_i].words, &out);
    ck_assert_msg(status == command_rows[_i].status, "%s: %d", command_rows[_i].label, status);
    ck_assert_msg(strstr(grade_buf_text(&out), command_rows[_i].part) != NULL, "%s: %s",
                  command_rows[_i].label, grade_buf_text(&out));
    ck_assert_msg(status == 0 || out.len == 0, "%s: %s", command_rows[_i].label,
                  grade_buf_text(&out));
    expect_narrow(grade_buf_text(&out));
}
END_TEST

START_TEST(help_is_complete)
{
    cleanup_buf struct grade_buf limits = GRADE_BUF_INIT, verdicts = GRADE_BUF_INIT;
    ck_assert_int_eq(
        run_command((const char *const[WORDS_MAX]){"grade", "help", "limits"}, &limits), 0);
    ck_assert_int_eq(
        run_command((const char *const[WORDS_MAX]){"grade", "help", "verdicts"}, &verdicts), 0);
    for (int i = 0; i < GRADE_LIMIT_COUNT; i++)
        ck_assert_ptr_nonnull(strstr(limits.data, grade_limit_rows[i].name));
    for (int i = 0; i < GRADE_VERDICT_COUNT; i++)
        ck_assert_ptr_nonnull(strstr(verdicts.data, grade_verdict_name((enum grade_verdict)i)));
}
END_TEST

/* Paths and interruption ------------------------------------------------------------------------
 */

START_TEST(banks)
{
    struct cli_paths paths;
    struct grade_err err;
    setenv("GRADE_PROBLEMS", "/one::/two", 1);
    ck_assert_int_eq(cli_paths_init(&paths, NULL, &err), 0);
    static const char *const want[] = {"/one", "/two", "problems", GRADE_DATADIR "/problems"};
    for (size_t i = 0; i < GRADE_COUNT(want); i++)
        ck_assert_str_eq(paths.banks[i], want[i]);
    ck_assert_ptr_null(paths.banks[GRADE_COUNT(want)]);
    cli_paths_done(&paths);
    ck_assert_int_eq(cli_paths_init(&paths, "mine", &err), 0);
    ck_assert_str_eq(paths.banks[0], "mine");
    ck_assert_ptr_null(paths.banks[1]);
    /* The test stands in a build folder that has no harness beside it. */
    ck_assert_str_eq(paths.harness, GRADE_LIBDIR "/harness");
    ck_assert_str_eq(paths.extension, GRADE_LIBDIR "/_grade.so");
    cli_paths_done(&paths);
    cli_paths_done(&paths);
}
END_TEST

static int interrupted_child(int signal_number)
{
    struct grade_err err;
    int fd = cli_interrupt_init(&err);
    struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
    if (fd < 0 || cli_interrupted() || poll(&poll_fd, 1, 0) != 0)
        return 10;
    raise(signal_number);
    if (cli_interrupted() != signal_number || poll(&poll_fd, 1, 0) != 1)
        return 11;
    raise(signal_number); /* the second time it ends us */
    return 12;
}

START_TEST(interruption)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        signal(signals[_i], SIG_DFL);
        _exit(interrupted_child(signals[_i]));
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == signals[_i], "status %#x", status);
}
END_TEST

static Suite *suite(void)
{
    Suite *all = suite_create("cli");
    TCase *tests = tcase_create("cli");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, faults, 0, GRADE_COUNT(fault_rows));
    tcase_add_test(tests, all_options);
    tcase_add_loop_test(tests, reports, 0, GRADE_COUNT(report_rows));
    tcase_add_loop_test(tests, rerun, 0, GRADE_COUNT(rerun_rows));
    tcase_add_loop_test(tests, color, 0, GRADE_COUNT(color_rows));
    tcase_add_test(tests, file_appears_whole);
    tcase_add_test(tests, file_abandoned_leaves_the_old);
    tcase_add_test(tests, file_behind_a_link);
    tcase_add_test(tests, file_that_cannot_be);
    tcase_add_test(tests, full_disk);
    tcase_add_test(tests, usage);
    tcase_add_test(tests, usage_of_batches);
    tcase_add_test(tests, case_reference);
    tcase_add_test(tests, case_example);
    tcase_add_test(tests, words_of_rules);
    tcase_add_test(tests, values_of_reference);
    tcase_add_loop_test(tests, commands, 0, GRADE_COUNT(command_rows));
    tcase_add_test(tests, help_is_complete);
    tcase_add_test(tests, banks);
    tcase_add_loop_test(tests, interruption, 0, 3);
    suite_add_tcase(all, tests);
    return all;
}

int main(void)
{
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
