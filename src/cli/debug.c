/* `--debug`: see debug.h. The one thing that grade does outside of the sandbox with a solution; so
 * it wants a terminal, an explicit yes, and says before what is at stake. */
#include "debug.h"

#include "output.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char stakes[] =
    "\n"
    "--debug runs this file OUTSIDE of the sandbox, with all the rights of your\n"
    "account: it can read, change and delete your files and use the network. Do it\n"
    "only with a file that you wrote, or have read and understood.\n"
    "Time is real there, and what the case gives is played by simple stand-ins.\n"
    "\n"
    "Run case %zu under Python's debugger? Type yes and Enter: ";

static const struct grade_case *chosen(const struct cli_debug *debug)
{
    const struct grade_case *found = NULL;
    for (size_t i = 0; i < debug->problem->case_count; i++)
        if (debug->selected[i] && found)
            return NULL;
        else if (debug->selected[i])
            found = &debug->problem->cases[i];
    return found;
}

static const char *unable(const struct grade_case *spec)
{
    if (spec->hidden)
        return "is hidden: what it does must stay unknown";
    if (spec->kind == GRADE_CASE_RULE)
        return "is about how the solution is written: nothing runs in it";
    if (spec->kind == GRADE_CASE_TESTS)
        return "runs your tests on a file that stays unknown: debug them with `pytest --pdb` on a "
               "file of your own";
    if (spec->generate)
        return "draws its inputs: write the failing one to a file with --keep-failing FILE, and "
               "debug that with --cases FILE";
    if (spec->growth)
        return "measures growth over many calls: there is no one place to stop at";
    return NULL;
}

int cli_debug_check(const struct cli_debug *debug, struct grade_err *err)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "--debug: runs the solution outside of the sandbox and asks before: that "
                          "takes a terminal");
    const struct grade_case *spec = chosen(debug);
    if (!spec)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "--debug: one case at a time: name it with --case");
    const char *why = unable(spec);
    if (why)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "--debug: case %zu %s", spec->number, why);
    return 0;
}

/* Only the whole word will do. */
static bool says_yes(size_t number)
{
    char answer[16];
    printf(stakes, number);
    fflush(stdout);
    if (!fgets(answer, sizeof(answer), stdin))
        return false;
    answer[strcspn(answer, "\r\n")] = '\0';
    return !strcmp(answer, "yes");
}

static int write_file(const char *path, const char *data, size_t len, struct grade_err *err)
{
    struct cli_output out;
    int rc = cli_output_open(&out, path, err);
    if (rc == 0)
        rc = cli_output_write(&out, data, len, err);
    if (rc == 0)
        return cli_output_finish(&out, err);
    cli_output_abandon(&out);
    return rc;
}

/* Python on the terminal, until it ends. Ctrl-C is the debugger's meanwhile. */
static int run_python(const struct cli_debug *debug, const char *folder, struct grade_err *err)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before[2];
    sigaction(SIGINT, &ignore, &before[0]);
    sigaction(SIGQUIT, &ignore, &before[1]);
    pid_t pid = fork();
    if (pid == 0) {
        struct sigaction plain = {.sa_handler = SIG_DFL};
        sigaction(SIGINT, &plain, NULL);
        sigaction(SIGQUIT, &plain, NULL);
        sigaction(SIGPIPE, &plain, NULL);
        if (chdir(folder) == 0)
            execl(debug->python->path, debug->python->path, "debug_case.py", (char *)NULL);
        _exit(127);
    }
    int status = 0;
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    sigaction(SIGINT, &before[0], NULL);
    sigaction(SIGQUIT, &before[1], NULL);
    if (pid < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
        return grade_fail(err, GRADE_FAULT_MACHINE, 0, "--debug: %s cannot be run",
                          debug->python->path);
    return 0;
}

static void remove_folder(const char *folder)
{
    pid_t pid = fork();
    if (pid == 0) {
        execl("/bin/rm", "rm", "-rf", "--", folder, (char *)NULL);
        _exit(127);
    }
    while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

/* The solution as it was graded, under its own path where that still holds the same. */
static char *solution_path(const struct cli_debug *debug, const char *folder, struct grade_err *err)
{
    cleanup_buf struct grade_buf now = GRADE_BUF_INIT;
    struct grade_err none;
    const char *named = debug->options->solution;
    if (strcmp(named, "-") != 0 &&
        grade_buf_read_nofollow(&now, named, GRADE_SOLUTION_MAX, &none) == 0 &&
        now.len == debug->source->len &&
        !memcmp(grade_buf_text(&now), grade_buf_text(debug->source), now.len)) {
        char *real = realpath(named, NULL);
        if (real)
            return real;
    }
    char *copy = grade_printf("%s/%s", folder, debug->problem->solution_file);
    if (write_file(copy, grade_buf_text(debug->source), debug->source->len, err) == 0)
        return copy;
    free(copy);
    return NULL;
}

static int run_in(const struct cli_debug *debug, const struct grade_case *spec,
                  const struct grade_failure *failure, const char *folder, struct grade_err *err)
{
    cleanup_buf struct grade_buf script = GRADE_BUF_INIT;
    cleanup_free char *solution = solution_path(debug, folder, err);
    cleanup_free char *path = grade_printf("%s/debug_case.py", folder);
    if (!solution)
        return -EIO;
    cli_debug_script(&script, debug, spec, failure, solution);
    int rc = write_file(path, grade_buf_text(&script), script.len, err);
    return rc < 0 ? rc : run_python(debug, folder, err);
}

int cli_debug_run(const struct cli_debug *debug, const struct grade_result *result,
                  struct grade_err *err)
{
    const struct grade_case *spec = chosen(debug);
    if (!spec)
        return cli_debug_check(debug, err); /* which says so, and was asked before */
    const struct grade_case_result *c = &result->cases[spec - debug->problem->cases];
    if (c->verdict == GRADE_VERDICT_PASS || c->verdict == GRADE_VERDICT_SKIPPED) {
        printf("\ncase %zu has nothing to debug\n", spec->number);
        return 0;
    }
    if (!says_yes(spec->number)) {
        printf("nothing was run\n");
        return 0;
    }
    const char *temporary = getenv("TMPDIR");
    cleanup_free char *folder = grade_printf("%s/grade-debug-XXXXXX",
                                             temporary && temporary[0] == '/' ? temporary : "/tmp");
    if (!mkdtemp(folder))
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "%s: cannot be made", folder);
    int rc = run_in(debug, spec, c->failure_count ? &c->failures[0] : NULL, folder, err);
    remove_folder(folder);
    return rc;
}
