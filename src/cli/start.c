/* `grade start P [DIR]`: a folder with the statement and the file to write in. */
#include "commands.h"
#include "learner.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct wish {
    const char *problems;
    int color;
};

static const struct cli_flag flags[] = {
    CLI_FLAG_PROBLEMS(struct wish),
    CLI_FLAG_COLOR(struct wish),
};

static const struct cli_syntax syntax = {
    .command = "start",
    .usage = "[OPTIONS] PROBLEM [DIR]",
    .intro = "Makes a folder for a problem, with what you start from and the statement. What\n"
             "is there already is never touched, so it does no harm to call it twice. Without\n"
             "DIR the folder is called after the problem: decorators-01.\n"
             "\n"
             "  grade start decorators/01\n"
             "  grade start decorators/01 .      into the folder that you are in\n",
    .flags = flags,
    .count = GRADE_COUNT(flags),
    .least = 1,
    .most = 2,
};

enum {
    COPY_MAX = 1024 * 1024,
    WHAT = 50, /* the column where what a command does is said */
};

struct start {
    const struct cli_learner *learner;
    const struct grade_problem *problem;
    char *folder;
    const struct page *page;
};

/* 1: written; 0: something of that name is there, whatever it is. */
static int write_new(const char *path, const struct grade_buf *text, struct grade_err *err)
{
    cleanup_fd int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno == EEXIST)
        return 0;
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot be made", path);
    for (size_t done = 0; done < text->len;) {
        ssize_t wrote = write(fd, text->data + done, text->len - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0) {
            int why = errno;
            unlink(path); /* ours, and half a file would look like a whole one */
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, why, "%s: cannot be written", path);
        }
        done += (size_t)wrote;
    }
    return 1;
}

static int make_folder(const char *path, struct grade_err *err)
{
    struct stat st;
    cleanup_free char *part = grade_strdup(path);
    for (char *slash = part + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(part, 0777); /* what goes wrong here shows below */
        *slash = '/';
    }
    if (mkdir(path, 0777) < 0 && errno != EEXIST)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot be made", path);
    if (stat(path, &st) < 0 || !S_ISDIR(st.st_mode))
        return grade_fail(err, GRADE_FAULT_USAGE, ENOTDIR, "%s: is there, and is no folder", path);
    return 0;
}

/* "decorators/01" makes "decorators-01". */
static char *folder_of(const char *id)
{
    char *name = grade_strdup(id);
    for (char *at = name; *at; at++)
        if (*at == '/')
            *at = '-';
    return name;
}

static char *path_of(const struct start *start, const char *name)
{
    return !strcmp(start->folder, ".") ? grade_strdup(name)
                                       : grade_printf("%s/%s", start->folder, name);
}

/* A file of the package under another name; the message says what became of it. */
static int copy(const struct start *start, const char *from, const char *name, const char *what,
                struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_free char *path = path_of(start, name);
    int rc = grade_bank_read(&text, start->problem->dir, from, COPY_MAX, err);
    if (rc < 0)
        return grade_err_wrap(err, rc, "%s", start->problem->id);
    bool is_solution = !strncmp(from, "starter.", strlen("starter."));
    if (rc == 0 && !is_solution)
        return 0;
    rc = write_new(path, &text, err);
    if (rc < 0)
        return rc;
    if (rc == 0)
        what = "is there already, and was left as it is";
    page_put(start->page, PAGE_STRONG, path);
    grade_buf_addf(
        start->page->out, "%*s",
        page_width_of(start->page, path) < 30 ? 30 - page_width_of(start->page, path) : 1, "");
    page_put(start->page, rc ? PAGE_PLAIN : PAGE_WARN, what);
    page_end(start->page);
    return 0;
}

static bool has_command(const char *name)
{
    for (size_t i = 0; cli_commands[i]; i++)
        if (!strcmp(cli_commands[i]->name, name))
            return true;
    return false;
}

static void tell_command(const struct start *start, const char *command, const char *path,
                         const char *what)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    grade_buf_adds(&line, "  ");
    cli_command_line(&line, start->learner, command, start->problem->id, path);
    int width = page_width_of(start->page, grade_buf_text(&line));
    int column = width + 2 > WHAT ? width + 2 : WHAT;
    page_put(start->page, PAGE_PLAIN, grade_buf_text(&line));
    if (column + (int)strlen(what) > start->page->width)
        grade_buf_addf(start->page->out, "\n%*s", 6, "");
    else
        grade_buf_addf(start->page->out, "%*s", column - width, "");
    page_put(start->page, PAGE_DIM, what);
    page_end(start->page);
}

static void tell_next(const struct start *start)
{
    cleanup_free char *path = path_of(start, start->problem->solution_file);
    page_end(start->page);
    tell_command(start, "show", NULL, "read the task here");
    tell_command(start, NULL, path, "what is right, what is wrong");
    if (has_command("watch"))
        tell_command(start, "watch", path, "the same each time you save");
    if (start->problem->hints.count)
        tell_command(start, "hint", NULL, "when you are stuck");
}

static void record(const struct start *start)
{
    struct grade_err err;
    cleanup_free char *path = path_of(start, start->problem->solution_file);
    if (start->learner->learn &&
        grade_learn_start(start->learner->learn, start->problem->id, path, &err) < 0)
        cli_note(err.msg);
}

static int begin(struct start *start, struct grade_err *err)
{
    cleanup_free char *starter = grade_problem_starter(start->problem);
    int rc = make_folder(start->folder, err);
    if (rc == 0)
        rc = copy(start, starter, start->problem->solution_file, "write your solution here", err);
    if (rc == 0)
        rc = copy(start, "README.md", "README.md", "what is asked for", err);
    if (rc < 0)
        return rc;
    tell_next(start);
    record(start);
    return 0;
}

static int start_problem(void *target, int count, char **words, struct grade_buf *out,
                         struct grade_err *err)
{
    const struct wish *wish = target;
    struct cli_learner learner = {0};
    struct grade_problem *problem = NULL;
    int rc = cli_learner_open_record(&learner, wish->problems, wish->color, err);
    if (rc == 0)
        rc = cli_learner_problem(&problem, &learner, words[0], err);
    if (rc == 0) {
        const struct page page = page_of(out, &learner.look);
        struct start start = {&learner, problem, NULL, &page};
        start.folder = count > 1 ? grade_strdup(words[1]) : folder_of(problem->id);
        rc = begin(&start, err);
        grade_cleanup_free(&start.folder);
    }
    grade_problem_free(problem);
    cli_learner_done(&learner);
    return rc;
}

static int run_start(int argc, char **argv)
{
    struct wish wish = {0};
    return cli_run(&syntax, &wish, argc, argv, start_problem);
}

const struct cli_command cli_start = {
    .name = "start",
    .usage = "PROBLEM [DIR]",
    .what = "make a folder with what you start from",
    .run = run_start,
};
