/* What `grade watch` grades: see watch.h. */
#include "watch.h"

#include "grade/mem.h"
#include "grade/topics.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EMPTY_MS = 150 }; /* an editor that empties a file is about to write it */

static void set_fault(struct watch *w, const char *text)
{
    if (text && w->fault && !strcmp(text, w->fault))
        return;
    free(w->fault);
    w->fault = text ? grade_strdup(text) : NULL;
    w->redraw = true;
}

static int load(struct watch *w, const char *name, struct grade_problem **out, bool **out_selected,
                struct grade_err *err)
{
    struct grade_problem *problem = NULL;
    int rc = cli_load_problem(&problem, name, w->options, &w->paths, err);
    if (rc == 0)
        rc = cli_select_cases(out_selected, problem, w->options, err);
    if (rc < 0) {
        grade_problem_free(problem);
        return rc;
    }
    *out = problem;
    return 0;
}

/* "decorators-01", as `grade start` calls the folder of a problem. */
static char *folder_name(const char *id)
{
    char *name = grade_strdup(id);
    for (char *c = name; *c; c++)
        if (*c == '/')
            *c = '-';
    return name;
}

static int new_runner(struct watch *w, struct grade_err *err)
{
    w->again.has_seed = w->options->has_seed;
    w->again.seed = w->options->seed;
    int rc = cli_choose_seed(&w->again, w->problem, err);
    if (rc < 0)
        return rc;
    const struct grade_run_config config =
        cli_run_config(&w->again, &w->paths, &w->python, w->wish_fd);
    rc = grade_runner_new(&w->runner, &config, err);
    return rc < 0 ? rc : grade_runner_warm(w->runner, w->problem, err);
}

/* Takes the names; `again` borrows them. */
static void name(struct watch *w, char *problem, char *solution)
{
    free(w->problem_name);
    free(w->solution);
    w->again.problem = w->problem_name = problem;
    w->again.solution = w->solution = solution;
}

/* Where nobody names it: the solution's own name, here or in the folder of `grade start`. */
static char *usual_file(const struct grade_problem *problem)
{
    cleanup_free char *folder = folder_name(problem->id);
    cleanup_free char *started = grade_printf("%s/%s", folder, problem->solution_file);
    if (!stamp_of(problem->solution_file).exists && stamp_of(folder).exists)
        return grade_take(started);
    return grade_strdup(problem->solution_file);
}

int watch_open(struct watch *w, struct grade_err *err)
{
    const char *solution = w->options->solution;
    name(w, grade_strdup(w->options->problem), NULL);
    int rc = cli_paths_init(&w->paths, w->options->problems, err);
    if (rc == 0)
        rc = load(w, w->problem_name, &w->problem, &w->selected, err);
    if (rc < 0)
        return rc;
    name(w, grade_strdup(w->options->problem),
         solution ? grade_strdup(solution) : usual_file(w->problem));
    if (rc == 0)
        rc = saves_init(&w->saves, w->solution, err);
    if (rc == 0)
        rc = grade_python_find(&w->python, w->options->python, err);
    if (rc == 0)
        rc = new_runner(w, err);
    if (rc == 0)
        saves_watch_package(&w->saves, w->problem->dir);
    return rc;
}

void watch_close(struct watch *w)
{
    grade_result_free(w->result);
    grade_runner_free(w->runner);
    grade_python_done(&w->python);
    grade_problem_free(w->problem);
    cli_paths_done(&w->paths);
    saves_done(&w->saves);
    grade_buf_done(&w->source);
    name(w, NULL, NULL);
    free(w->selected);
    free(w->fault);
    free(w->next);
    free(w->turn);
    free(w->note);
    grade_cleanup_fd(&w->wish_fd);
    grade_cleanup_fd(&w->slow.fd);
}

static bool same_source(const struct watch *w, const struct grade_buf *source)
{
    return w->source.len == source->len &&
           !memcmp(grade_buf_text(&w->source), grade_buf_text(source), source->len);
}

static void not_there(struct watch *w)
{
    cleanup_free char *text = grade_printf(w->graded.exists ? "%s is gone: waiting for it"
                                                            : "%s is not there yet: waiting for it",
                                           w->solution);
    set_fault(w, text);
}

void watch_look(struct watch *w)
{
    cleanup_buf struct grade_buf source = GRADE_BUF_INIT;
    struct stamp now = stamp_of(w->solution);
    struct grade_err err;
    if (!now.exists) {
        not_there(w);
        w->graded = (struct stamp){.exists = false};
        return;
    }
    int rc = grade_buf_read_nofollow(&source, w->solution, GRADE_SOLUTION_MAX, &err);
    if (rc == 0 && source.len == 0 && w->source.len > 0 && !w->emptied) {
        w->emptied = true;
        w->look_ns = grade_now_ns() + (uint64_t)EMPTY_MS * 1000000u;
        return;
    }
    w->emptied = false;
    bool same = w->result && stamp_same(&now, &w->graded) && same_source(w, &source);
    w->graded = now;
    set_fault(w, rc < 0 ? err.msg : NULL);
    if (rc < 0 || same)
        return;
    struct grade_buf before = w->source;
    w->source = source;
    source = before;
    w->wanted = true;
}

void watch_reload(struct watch *w)
{
    struct grade_problem *problem = NULL;
    bool *selected = NULL;
    struct grade_err err;
    if (load(w, w->problem_name, &problem, &selected, &err) < 0) {
        watch_note(w, "the problem has changed and cannot be loaded, the old one stays: %s",
                   err.msg);
        return;
    }
    if (!strcmp(problem->digest, w->problem->digest)) {
        grade_problem_free(problem);
        free(selected);
        return;
    }
    grade_problem_free(w->problem);
    free(w->selected);
    w->problem = problem;
    w->selected = selected;
    saves_watch_package(&w->saves, problem->dir); /* its folders may be other ones */
    watch_note(w, "the problem has changed: loaded again");
    w->wanted = w->graded.exists;
}

int watch_grade(struct watch *w, struct grade_err *err)
{
    grade_result_free(grade_take(w->result));
    const struct grade_run_job job = {
        .problem = w->problem,
        .solution_path = w->solution,
        .source = grade_buf_text(&w->source),
        .source_len = w->source.len,
        .selected = w->options->cases.count ? w->selected : NULL,
    };
    int rc = grade_runner_grade(w->runner, &job, &w->result, err);
    w->when = time(NULL);
    w->told = w->recorded = false;
    w->redraw = true;
    if (rc < 0 && err->fault != GRADE_FAULT_PACKAGE)
        return rc;
    set_fault(w, rc < 0 ? err->msg : NULL); /* its author is at work on it */
    if (rc == 0)
        cli_fill_rerun(w->result, &w->again);
    return 0;
}

/* Another problem ---------------------------------------------------------------------------- */

/* Beside the folder of the present problem where the file lies in one, else in the file's own. */
char *watch_folder_for(const struct watch *w, const char *problem)
{
    cleanup_free char *here = realpath(w->saves.folder, NULL);
    cleanup_free char *own = folder_name(w->problem->id), *name = folder_name(problem);
    const char *last = here ? strrchr(here, '/') : NULL;
    bool in_own = last && !strcmp(last + 1, own);
    const char *folder = strcmp(w->saves.folder, ".") ? w->saves.folder : "";
    return grade_printf("%s%s%s%s", folder, folder[0] ? "/" : "", in_own ? "../" : "", name);
}

/* A file of the package for the learner, where it has such a file; what is there is theirs. */
static int place(const struct grade_problem *problem, const char *from, const char *path,
                 struct grade_err *err)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    int rc = grade_bank_read(&text, problem->dir, from, GRADE_SOLUTION_MAX, err);
    if (rc < 0 || (rc == 0 && strcmp(from, "starter.py") != 0)) /* an empty solution is a start */
        return rc;
    cleanup_fd int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno == EEXIST)
        return 0;
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot be made", path);
    const char *data = grade_buf_text(&text);
    for (size_t done = 0; done < text.len;) {
        ssize_t put = write(fd, data + done, text.len - done);
        if (put < 0 && errno != EINTR)
            return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot be written", path);
        done += put > 0 ? (size_t)put : 0;
    }
    return 0;
}

/* What `grade start` makes. *out_path, the solution's, is the caller's. */
static int start(const struct watch *w, const struct grade_problem *problem, char **out_path,
                 struct grade_err *err)
{
    cleanup_free char *folder = watch_folder_for(w, problem->id);
    cleanup_free char *path = grade_printf("%s/%s", folder, problem->solution_file);
    cleanup_free char *statement = grade_printf("%s/README.md", folder);
    if (mkdir(folder, 0777) < 0 && errno != EEXIST)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot be made", folder);
    cleanup_free char *starter = grade_problem_starter(problem);
    int rc = place(problem, starter, path, err);
    if (rc == 0)
        rc = place(problem, "README.md", statement, err);
    if (rc == 0)
        *out_path = grade_take(path);
    return rc;
}

static void forget(struct watch *w)
{
    grade_result_free(grade_take(w->result));
    grade_runner_free(grade_take(w->runner));
    saves_done(&w->saves);
    grade_buf_clear(&w->source);
    set_fault(w, NULL);
    w->graded = (struct stamp){.exists = false};
    w->look_ns = grade_now_ns();
    w->hints = 0;
    w->redraw = true;
}

int watch_turn(struct watch *w, const char *problem, struct grade_err *err)
{
    struct grade_problem *loaded = NULL;
    bool *selected = NULL;
    int rc = load(w, problem, &loaded, &selected, err);
    if (rc < 0)
        return rc;
    char *path = NULL;
    rc = start(w, loaded, &path, err);
    if (rc < 0) {
        grade_problem_free(loaded);
        free(selected);
        return rc;
    }
    forget(w);
    grade_problem_free(w->problem);
    free(w->selected);
    w->problem = loaded;
    w->selected = selected;
    name(w, grade_strdup(problem), path);
    rc = saves_init(&w->saves, w->solution, err);
    if (rc == 0)
        rc = new_runner(w, err);
    if (rc == 0)
        saves_watch_package(&w->saves, w->problem->dir);
    return rc;
}
