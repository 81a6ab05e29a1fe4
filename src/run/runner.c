/* Grading one solution: the cell, the cases in flight, the result. See grade/run.h. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

enum { ORACLE_SLOT = 1 }; /* the second: as root, references have another uid than solutions */

struct grade_runner {
    struct grade_run_config config;
    struct grade_loop *loop;
    struct grade_cell *cell;
    struct grade_strings preload; /* of the cell */
    const char *program;          /* likewise */
    char *missing;                /* a module that the cell could not import */
    char *why_missing;            /* what came of the attempt; empty: there is no such module */
    struct grade_watch interrupt;
    bool interrupted;
    struct grade_runner *oracle; /* runs references, on this runner's loop; or NULL */
    bool shares_loop;
};

struct grade_loop *runner_loop(const struct grade_runner *runner)
{
    return runner->loop;
}

struct grade_cell *runner_cell(const struct grade_runner *runner)
{
    return runner->cell;
}

static void interrupt_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_runner *runner = watch->owner;
    (void)events;
    runner->interrupted = true;
    grade_loop_remove(runner->loop, watch); /* it stays readable */
}

int grade_runner_new(struct grade_runner **out, const struct grade_run_config *config,
                     struct grade_err *err)
{
    struct grade_runner *runner = grade_alloc(sizeof(*runner));
    runner->config = *config;
    runner->loop = grade_loop_new(err);
    if (!runner->loop) {
        free(runner);
        return -EMFILE;
    }
    runner->interrupt = (struct grade_watch){config->interrupt_fd, interrupt_ready, runner};
    int rc = config->interrupt_fd < 0
                 ? 0
                 : grade_loop_add(runner->loop, &runner->interrupt, EPOLLIN, err);
    if (rc < 0) {
        grade_runner_free(runner);
        return rc;
    }
    *out = runner;
    return 0;
}

struct grade_loop *grade_runner_loop(struct grade_runner *runner)
{
    return runner->loop;
}

int grade_runner_resume(struct grade_runner *runner, struct grade_err *err)
{
    if (!runner->interrupted)
        return 0;
    runner->interrupted = false;
    return grade_loop_add(runner->loop, &runner->interrupt, EPOLLIN, err);
}

static void drop_cell(struct grade_runner *runner)
{
    grade_cell_free(runner->cell);
    runner->cell = NULL;
    grade_strings_done(&runner->preload);
    free(runner->missing);
    free(runner->why_missing);
    runner->missing = runner->why_missing = NULL;
}

void grade_runner_free(struct grade_runner *runner)
{
    if (!runner)
        return;
    grade_runner_free(runner->oracle);
    drop_cell(runner);
    if (!runner->shares_loop)
        grade_loop_free(runner->loop);
    free(runner);
}

void grade_runner_rest(struct grade_runner *runner)
{
    grade_cell_end(runner->cell);
    if (runner->oracle)
        grade_runner_rest(runner->oracle);
}

struct grade_runner *runner_oracle(struct grade_runner *runner)
{
    if (!runner->oracle) {
        runner->oracle = grade_alloc(sizeof(*runner->oracle));
        runner->oracle->config = runner->config;
        runner->oracle->config.interrupt_fd = -1;
        runner->oracle->loop = runner->loop;
        runner->oracle->shares_loop = true;
    }
    return runner->oracle;
}

static bool same_strings(const struct grade_strings *a, const struct grade_strings *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i], b->items[i]) != 0)
            return false;
    return true;
}

/* What is warm in the cell of a problem: what it asks for, and behind that the parts of the harness
 * that its kind needs, so that a library that is missing is told first. */
static struct grade_strings preloads(const struct grade_problem *problem)
{
    struct grade_strings list = {NULL, 0};
    for (size_t i = 0; i < problem->python_preload.count; i++)
        grade_strings_add(&list, problem->python_preload.items[i]);
    for (size_t i = 0; i < problem->harness.count; i++)
        grade_strings_add(&list, problem->harness.items[i]);
    if (problem->model) {
        cleanup_free char *module = grade_printf("harness.models.%s", problem->model->module);
        grade_strings_add(&list, module);
    }
    return list;
}

int grade_runner_warm(struct grade_runner *runner, const struct grade_problem *problem,
                      struct grade_err *err)
{
    struct grade_strings wanted = preloads(problem);
    if (runner->cell && same_strings(&runner->preload, &wanted) &&
        runner->program == problem->program) {
        grade_strings_done(&wanted);
        return 0;
    }
    drop_cell(runner);
    runner->preload = wanted;
    runner->program = problem->program;
    struct grade_cell_config config = {
        .loop = runner->loop,
        .python = runner->config.python,
        .harness = runner->config.harness,
        .extension = runner->config.extension,
        .preload = &runner->preload,
        .seed = runner->config.seed,
        .require = runner->config.require,
        .slot = runner->config.slot + (runner->shares_loop ? ORACLE_SLOT : 0),
        .program = problem->program,
    };
    return grade_cell_start(&runner->cell, &config, err);
}

/* Session ------------------------------------------------------------------------------------ */

static char *digest_of(const char *data, size_t len)
{
    char hex[SHA256_DIGEST_STRING_LENGTH];
    SHA256Data((const uint8_t *)data, len, hex);
    return grade_strdup(hex);
}

static void fill_case(struct session *session, size_t i)
{
    const struct grade_case *spec = &session->problem->cases[i];
    struct grade_case_result *to = &session->result->cases[i];
    to->number = spec->number;
    to->name = grade_strdup(spec->name);
    to->hidden = spec->hidden;
    to->max_points = spec->points;
    to->peak_kib = -1;
    to->why = spec->why ? grade_strdup(spec->why) : NULL;
    to->hint = spec->hint ? grade_strdup(spec->hint) : NULL;
}

struct grade_result *result_new(const struct grade_runner *runner, const struct grade_run_job *job)
{
    struct grade_result *result = grade_alloc(sizeof(*result));
    result->problem_id = grade_strdup(job->problem->id);
    result->problem_title = grade_strdup(job->problem->title);
    result->problem_digest = grade_strdup(job->problem->digest);
    result->solution_path = grade_strdup(job->solution_path);
    result->solution_digest = digest_of(job->source, job->source_len);
    result->seed = runner->config.seed;
    result->python = grade_strdup(runner->config.python->given);
    result->case_count = job->problem->case_count;
    result->cases = grade_alloc_array(result->case_count, sizeof(*result->cases));
    return result;
}

bool session_selected(const struct session *session, size_t i)
{
    return !session->job->selected || session->job->selected[i];
}

void session_new_trials(struct session *session)
{
    session->trials = grade_alloc_array(session->problem->case_count, sizeof(*session->trials));
    for (size_t i = 0; i < session->problem->case_count; i++) {
        struct trial *trial = &session->trials[i];
        trial->session = session;
        trial->spec = trial->origin = &session->problem->cases[i];
        trial->result = &session->result->cases[i];
        trial->limits = trial->spec->limits;
        fill_case(session, i);
        session->result->draws |= trial->spec->generate && session_selected(session, i);
        if (!session_selected(session, i))
            trial_skip(trial, GRADE_UNASKED);
    }
}

static struct trial *find_trial(struct session *session, const char *name)
{
    for (size_t i = 0; i < session->problem->case_count; i++)
        if (!strcmp(session->problem->cases[i].name, name))
            return &session->trials[i];
    return NULL;
}

/* Whether a waiting case may start; a need that failed skips it. A need that was not asked for does
 * not count. */
static bool needs_met(struct session *session, struct trial *trial)
{
    for (size_t i = 0; i < trial->spec->needs.count; i++) {
        struct trial *need = find_trial(session, trial->spec->needs.items[i]);
        if (!need || !session_selected(session, (size_t)(need - session->trials)))
            continue;
        if (need->state != TRIAL_DONE)
            return false;
        if (need->result->verdict != GRADE_VERDICT_PASS) {
            trial_skip(trial, "needs case %zu '%s' to pass first", need->spec->number,
                       need->spec->name);
            return false;
        }
    }
    return true;
}

/* A cell that is beyond use is replaced; the cases that it took down have their verdict. */
int runner_ensure_cell(struct grade_runner *runner, const struct grade_problem *problem,
                       struct grade_err *err)
{
    if (runner->cell && runner->missing)
        return 0;
    if (runner->cell && grade_cell_alive(runner->cell))
        return 0;
    if (runner->cell && !grade_cell_starting(runner->cell))
        drop_cell(runner);
    int rc = grade_runner_warm(runner, problem, err);
    if (rc == 0)
        rc = grade_cell_wait_ready(runner->cell, &runner->missing, err);
    if (rc != -ENOENT || !runner->missing)
        return rc;
    runner->why_missing = grade_strdup(err->msg);
    return 0;
}

/* The `i`th that is to be started. */
static struct trial *in_order(struct session *session, size_t i)
{
    return &session->trials[session->job->order ? session->job->order[i] : i];
}

/* Lets generated cases go on whose box has ended. Those that lack a living cell get one as soon as
 * nothing runs in the old one. */
static int continue_generated(struct session *session, struct grade_err *err)
{
    bool busy = false, waiting = false;
    for (size_t i = session->settled; i < session->problem->case_count; i++) {
        struct trial *trial = in_order(session, i);
        bool own = trial->state == TRIAL_RUNNING;
        int rc = own && trial->generated ? generated_step(trial, &own, err) : 0;
        if (rc < 0)
            return rc;
        busy |= own;
        waiting |= trial->state == TRIAL_RUNNING && !own;
    }
    if (!waiting || busy)
        return 0;
    int rc = runner_ensure_cell(session->runner, session->problem, err);
    return rc < 0 ? rc : continue_generated(session, err);
}

static bool any_failed(const struct session *session)
{
    for (size_t i = 0; i < session->problem->case_count; i++)
        if (session->trials[i].state == TRIAL_DONE &&
            session->trials[i].result->verdict != GRADE_VERDICT_PASS &&
            session->trials[i].result->verdict != GRADE_VERDICT_SKIPPED)
            return true;
    return false;
}

static void skip_waiting(struct session *session)
{
    for (size_t i = 0; i < session->problem->case_count; i++)
        if (session->trials[i].state == TRIAL_WAITING)
            trial_skip(&session->trials[i], "another case has failed");
}

static unsigned in_flight(const struct grade_runner *runner)
{
    unsigned wanted = runner->config.in_flight ? runner->config.in_flight : 1;
    unsigned room = GRADE_CELL_BOXES - 1; /* the one that compiles */
    return wanted < room ? wanted : room;
}

/* Starts what may start of those that wait, in order. *out_settled: some case was over at once, and
 * one that was looked at before it may wait for it. */
static int start_pass(struct session *session, unsigned *running, bool *out_settled,
                      struct grade_err *err)
{
    struct grade_runner *runner = session->runner;
    unsigned most = in_flight(runner);
    *out_settled = false;
    for (size_t i = session->settled; i < session->problem->case_count && *running < most; i++) {
        struct trial *trial = in_order(session, i);
        if (trial->state != TRIAL_WAITING)
            continue;
        if (!needs_met(session, trial)) {
            *out_settled |= trial->state == TRIAL_DONE;
            continue;
        }
        if (!grade_cell_alive(runner->cell)) {
            if (*running)
                break; /* its other cases are told first */
        }
        int rc = runner_ensure_cell(runner, session->problem, err);
        if (rc == 0)
            rc = trial->spec->generate ? generated_start(trial, err) : trial_start(trial, err);
        if (rc < 0)
            return rc;
        *running += trial->state == TRIAL_RUNNING;
        *out_settled |= trial->state == TRIAL_DONE;
    }
    return 0;
}

/* The number of cases in flight, once what may start has been started. */
static int start_some(struct session *session, unsigned *out_running, struct grade_err *err)
{
    size_t count = session->problem->case_count;
    unsigned running = 0;
    int rc = continue_generated(session, err);
    if (rc < 0)
        return rc;
    while (session->settled < count && in_order(session, session->settled)->state == TRIAL_DONE)
        session->settled++;
    if (session->job->first_failure && any_failed(session))
        skip_waiting(session);
    for (size_t i = session->settled; i < count; i++)
        running += in_order(session, i)->state == TRIAL_RUNNING;
    for (bool again = true; again && rc == 0;)
        rc = start_pass(session, &running, &again, err);
    *out_running = running;
    return rc;
}

/* Processes for the cases that come first, while the solution is being compiled. */
static void open_some(struct session *session)
{
    unsigned most = in_flight(session->runner);
    for (size_t i = 0, opened = 0; i < session->problem->case_count && opened < most; i++) {
        struct trial *trial = in_order(session, i);
        if (trial->state != TRIAL_WAITING || trial->spec->needs.count)
            continue;
        trial_open(trial);
        opened++;
    }
}

static int run_trials(struct session *session, struct grade_err *err)
{
    for (;;) {
        unsigned running = 0;
        if (session->runner->interrupted)
            return 0;
        int rc = start_some(session, &running, err);
        if (rc < 0)
            return rc;
        if (!running)
            return 0; /* needs only name earlier cases: nothing waits for ever */
        rc = grade_loop_step(session->runner->loop, -1, err);
        if (rc < 0 && rc != -EINTR)
            return rc;
    }
}

static void skip_all(struct session *session, const char *reason)
{
    for (size_t i = 0; i < session->problem->case_count; i++)
        if (session->trials[i].state != TRIAL_DONE)
            trial_skip(&session->trials[i], "%s", reason);
}

/* The first case that failed gives the whole its verdict; but a rule is about how it is written,
 * and whatever the solution does wrong is told before it. */
static bool says_more(enum grade_verdict so_far, enum grade_verdict one)
{
    if (one == GRADE_VERDICT_PASS || one == GRADE_VERDICT_SKIPPED)
        return false;
    return so_far == GRADE_VERDICT_PASS ||
           (so_far == GRADE_VERDICT_RULE && one != GRADE_VERDICT_RULE);
}

static void sum_up(struct session *session)
{
    struct grade_result *result = session->result;
    result->verdict = GRADE_VERDICT_PASS;
    bool any = false;
    for (size_t i = 0; i < result->case_count; i++) {
        struct grade_case_result *one = &result->cases[i];
        if (session->trials[i].state != TRIAL_DONE) {
            result->interrupted = true;
            trial_skip(&session->trials[i], "interrupted");
        }
        if (!session_selected(session, i))
            continue;
        result->points += one->points;
        result->max_points += one->max_points;
        if (one->verdict == GRADE_VERDICT_PASS)
            any = true;
        else if (says_more(result->verdict, one->verdict))
            result->verdict = one->verdict;
    }
    if (result->verdict == GRADE_VERDICT_PASS && !any)
        result->verdict = GRADE_VERDICT_SKIPPED;
    bool whole = !result->interrupted && !session->job->selected;
    if (whole && result->verdict != GRADE_VERDICT_PASS)
        recognise(session);
    if (result->misconception)
        suspicions_drop(result);
}

void session_done(struct session *session)
{
    for (size_t i = 0; session->trials && i < session->problem->case_count; i++)
        trial_done(&session->trials[i]);
    free(session->trials);
    grade_box_free(session->preparation.box);
    oracles_done(session);
    free(session->codes);
    grade_value_free(session->prepared);
    grade_value_free(session->facts);
}

static int grade_in_session(struct session *session, struct grade_err *err)
{
    struct grade_runner *runner = session->runner;
    session_new_trials(session);
    int rc = grade_runner_warm(runner, session->problem, err);
    if (rc == 0 && session->result->draws) /* the reference's cell gets ready meanwhile */
        rc = grade_runner_warm(runner_oracle(runner), session->problem, err);
    if (rc == 0)
        rc = runner_ensure_cell(runner, session->problem, err);
    if (rc < 0)
        return rc;
    session->result->isolation = grade_cell_isolation(runner->cell);
    session->result->python_version = grade_strdup(grade_cell_python_version(runner->cell));
    cleanup_free char *unmet =
        needs_unmet(session->problem, runner->config.python, session->result->python_version,
                    runner->missing, runner->why_missing);
    if (unmet) {
        skip_all(session, unmet);
        return 0;
    }
    rc = session_compile(session, err);
    if (rc == 0) {
        open_some(session);
        rc = session_compiled(session, err);
    }
    if (rc == 0)
        rc = oracles_open(session, err);
    if (rc == 0)
        rc = run_trials(session, err);
    if (rc == 0)
        session->result->isolation = grade_cell_isolation(runner->cell);
    return rc;
}

int grade_runner_grade(struct grade_runner *runner, const struct grade_run_job *job,
                       struct grade_result **out, struct grade_err *err)
{
    uint64_t start = grade_now_ns();
    struct session session = {.runner = runner, .job = job, .problem = job->problem};
    session.result = result_new(runner, job);
    int rc = grade_in_session(&session, err);
    if (rc == 0 || (rc == -EINTR && runner->interrupted)) {
        sum_up(&session);
        session.result->duration_ms = (double)(grade_now_ns() - start) / 1e6;
        *out = session.result;
        rc = 0;
    } else {
        grade_result_free(session.result);
    }
    session_done(&session);
    return rc;
}
