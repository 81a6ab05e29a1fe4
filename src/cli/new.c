/* `grade new TOPIC/NN`: a package that is good, for its author to make another of. */
#include "commands.h"
#include "paths.h"

#include "grade/author.h"
#include "grade/mem.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct new_problem {
    const char *kind, *title, *name, *bank, *id;
    char *asked[3]; /* what was answered on the terminal */
    size_t asked_count;
    bool help, list;
    struct cli_paths paths;
    struct grade_templates templates;
};

static const char usage[] =
    "usage: grade new [OPTIONS] TOPIC/NN\n"
    "\n"
    "Makes a problem that `grade verify` finds good: a statement, a starter, cases, a\n"
    "reference and a wrong solution, all about a toy. Make it yours file by file. On a\n"
    "terminal it asks for what no option says.\n"
    "\n"
    "      --kind KIND           what the learner writes; --list shows the kinds\n"
    "      --title TITLE         one line\n"
    "      --name NAME           what the solution has to define\n"
    "      --problems DIR        the folder that TOPIC/NN goes to: ./problems\n"
    "      --list                the kinds, and what each is\n"
    "  -h, --help                show this text\n";

static int parse(struct new_problem *n, int argc, char **argv, struct grade_err *err)
{
    enum { KIND = 256, TITLE, NAME, PROBLEMS, LIST };
    static const struct option longs[] = {
        {"kind", required_argument, NULL, KIND},
        {"title", required_argument, NULL, TITLE},
        {"name", required_argument, NULL, NAME},
        {"problems", required_argument, NULL, PROBLEMS},
        {"list", no_argument, NULL, LIST},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    const char **const texts[] = {&n->kind, &n->title, &n->name, &n->bank};
    opterr = 0;
    optind = 0;
    for (int found; (found = getopt_long(argc, argv, ":h", longs, NULL)) != -1;) {
        if (found == ':' || found == '?')
            return grade_fail(err, GRADE_FAULT_USAGE, 0, "new: %s '%s' (see `grade new --help`)",
                              found == ':' ? "a value is missing behind" : "unknown option",
                              argv[optind - 1]);
        if (found >= KIND && found < LIST)
            *texts[found - KIND] = optarg;
        n->list |= found == LIST;
        n->help |= found == 'h';
    }
    if (n->help || n->list)
        return 0;
    if (optind + 1 != argc)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "new: name one problem to make, as in `grade new decorators/07`");
    n->id = argv[optind];
    return 0;
}

/* Questions ---------------------------------------------------------------------------------- */

/* An empty answer is the preset. NULL at the end of input. */
static const char *ask(struct new_problem *n, const char *question, const char *preset)
{
    char *line = NULL;
    size_t room = 0;
    fprintf(stderr, "%s [%s]: ", question, preset);
    ssize_t len = getline(&line, &room, stdin);
    if (len > 0 && line[len - 1] == '\n')
        line[--len] = '\0';
    if (len <= 0) {
        free(line);
        return len < 0 ? NULL : preset;
    }
    n->asked[n->asked_count++] = line;
    return line;
}

static const struct grade_template *find_kind(const struct new_problem *n)
{
    for (size_t i = 0; i < n->templates.count; i++)
        if (!strcmp(n->templates.items[i].kind, n->kind))
            return &n->templates.items[i];
    return NULL;
}

static void list_kinds(const struct new_problem *n, FILE *to)
{
    for (size_t i = 0; i < n->templates.count; i++)
        fprintf(to, "  %-12s %s\n", n->templates.items[i].kind, n->templates.items[i].what);
}

static int unknown_kind(const struct new_problem *n, struct grade_err *err)
{
    const char *names[64];
    size_t count = 0;
    for (; count < n->templates.count && count < GRADE_COUNT(names); count++)
        names[count] = n->templates.items[count].kind;
    int found = cli_one_of("new", "kind", n->kind, names, count, err);
    return found < 0 ? found : 0;
}

static int settle(struct new_problem *n, struct grade_err *err)
{
    bool terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    if (!n->kind && terminal) {
        fputs("What does the learner write?\n", stderr);
        list_kinds(n, stderr);
        n->kind = ask(n, "kind", "function");
    }
    n->kind = n->kind ? n->kind : "function";
    const struct grade_template *kind = find_kind(n);
    if (!kind)
        return unknown_kind(n, err);
    if (!n->title && terminal)
        n->title = ask(n, "title", "A new problem");
    if (!n->name && terminal && kind->name[0])
        n->name = ask(n, "name that the solution defines", kind->name);
    n->title = n->title ? n->title : "A new problem";
    n->name = n->name ? n->name : kind->name;
    n->bank = n->bank ? n->bank : "problems";
    return 0;
}

static int make(struct new_problem *n, struct grade_err *err)
{
    cleanup_free char *templates = grade_printf("%s/templates", n->paths.data);
    int rc = grade_templates_load(&n->templates, templates, err);
    if (rc == 0 && n->list) {
        list_kinds(n, stdout);
        return 0;
    }
    if (rc == 0)
        rc = settle(n, err);
    if (rc < 0)
        return rc;
    const struct grade_new spec = {templates, n->kind, n->title, n->name, n->bank, n->id};
    cleanup_free char *dir = NULL;
    rc = grade_new_package(&spec, &dir, err);
    if (rc == 0)
        printf("made %s\n\n"
               "  %s/README.md      what the learner reads\n"
               "  %s/cases.json     what is looked at; `grade help cases`\n"
               "  %s/solutions      a reference, and wrong ones with their mistake as a name\n\n"
               "grade verify %s     tells whether it is good, now and after each change\n",
               dir, dir, dir, dir, n->id);
    return rc;
}

static int run_new(int argc, char **argv)
{
    struct new_problem n = {0};
    struct grade_err err;
    int rc = parse(&n, argc, argv, &err);
    if (rc == 0 && n.help)
        return cli_say(usage);
    if (rc == 0)
        rc = cli_paths_init(&n.paths, NULL, &err);
    if (rc == 0) {
        rc = make(&n, &err);
        cli_paths_done(&n.paths);
    }
    grade_templates_done(&n.templates);
    for (size_t i = 0; i < n.asked_count; i++)
        free(n.asked[i]);
    return rc < 0 ? cli_complain(&err) : 0;
}

const struct cli_command cli_new = {
    .name = "new",
    .usage = "[OPTIONS] TOPIC/NN",
    .what = "make a problem to start from",
    .run = run_new,
};
