/* One case: its box, its steps in order, its verdict.
 *
 * The supervisor sends one step at a time; what the author expects stays here. The case is over
 * when every step has its answer, a step that ends it has failed, or the box is gone. No answer is
 * never a pass. */
#include "internal.h"

#include "grade/mem.h"
#include "grade/packages.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct grade_step *trial_current(const struct trial *trial)
{
    return trial->step < trial->spec->step_count ? &trial->spec->steps[trial->step] : NULL;
}

/* Answers ------------------------------------------------------------------------------------ */

void trial_give_up(struct trial *trial)
{
    trial->gone = true;
    grade_box_stop(trial->box);
}

static void advance(struct trial *trial)
{
    trial->step++;
    const struct grade_step *step = trial_current(trial);
    if (step) {
        trial_send_step(trial, step);
        return;
    }
    trial->answered = true;
    if (trial->spec->growth && !trial->result->failure_count)
        growth_judge(trial);
    grade_box_stop(trial->box);
}

static void on_begun(struct trial *trial, const struct grade_value *body)
{
    trial->begun = true;
    made_take(trial, body);
    trial->step = SIZE_MAX; /* the first is next */
    trial->clock.base_ns = trial->clock.now_ns;
    for (int stream = 0; stream < 2; stream++) { /* what the import printed belongs to no step */
        uint64_t total;
        trial->seen[stream] = grade_box_output(trial->box, stream, &total)->len;
    }
    advance(trial);
}

static void say_missing(struct trial *trial, const struct grade_value *missing, const char *what)
{
    struct grade_buf names = GRADE_BUF_INIT;
    for (size_t i = 0; missing->kind == GRADE_KIND_LIST && i < missing->count && i < 10; i++)
        grade_buf_addf(&names, "%s%s", i ? ", " : "", grade_value_text(missing->items[i], "?"));
    failure_add(trial, NULL, GRADE_VERDICT_ERROR, "%s %s %s",
                trial->session->problem->solution_file, what, grade_buf_text(&names));
    grade_buf_done(&names);
}

static void on_failed(struct trial *trial, const struct grade_value *body)
{
    const char *stage = grade_value_text(grade_value_get(body, "stage"), "");
    const struct grade_value *missing = grade_value_get(body, "missing");
    struct grade_exception *exception =
        exception_read(trial->session, grade_value_get(body, "exception"));
    if (!strcmp(stage, "names") && missing) {
        say_missing(trial, missing, "does not define");
    } else if (!strcmp(stage, "clash") && missing) {
        say_missing(trial, missing, "defines a name that the case gives:");
    } else {
        bool exits = exception && (!strcmp(exception->type, "SystemExit") ||
                                   !strcmp(exception->type, "KeyboardInterrupt") ||
                                   !strcmp(exception->type, "GeneratorExit"));
        bool memory = exception && !strcmp(exception->type, "MemoryError");
        cleanup_free char *line =
            exception ? exception_line(exception) : grade_strdup("no reason given");
        const char *what = !strcmp(stage, "import")    ? "importing the solution"
                           : !strcmp(stage, "helpers") ? "running helpers.py"
                           : !strcmp(stage, "given")   ? "making what the case gives"
                           : !strcmp(stage, "app")     ? "making the application"
                                                       : "placing the case's files";
        struct grade_failure *failure = failure_add(trial, NULL,
                                                    exits    ? GRADE_VERDICT_EXITED
                                                    : memory ? GRADE_VERDICT_MEMORY_LIMIT
                                                             : GRADE_VERDICT_ERROR,
                                                    "%s raised %s", what, line);
        locate(trial->result, trial->session, exception);
        failure->exception = grade_take(exception);
    }
    grade_exception_free(exception);
    trial_give_up(trial);
}

/* A row of a table that fails does not end the case. */
static void go_on(struct trial *trial, const struct grade_step *step, bool ok)
{
    if (ok || step->row > 0)
        advance(trial);
    else
        trial_give_up(trial);
}

static void on_done(struct trial *trial, const struct grade_value *body)
{
    const struct grade_step *step = trial_current(trial);
    if (!step || trial->asked ||
        grade_value_number(grade_value_get(body, "n"), -1) != (long long)trial->step) {
        failure_add(trial, step, GRADE_VERDICT_EXITED, "an answer came that nobody had asked for");
        trial_give_up(trial);
        return;
    }
    made_take(trial, body);
    if (trial->answers && step->row) { /* a set-up that fails is told as ever */
        grade_value_add(trial->answers, grade_value_copy(body));
        advance(trial);
        return;
    }
    size_t failures = trial->result->failure_count, printed = trial->seen[0];
    bool ok = expect_step(trial, step, body);
    trial->asked = !ok && suspect_step(trial, step, body, failures, printed);
    if (trial->asked)
        frame_send(trial->box, "args", grade_value_new(GRADE_KIND_DICT));
    else
        go_on(trial, step, ok);
}

/* What became of the arguments of a step that failed: evidence for a suspicion only. */
static void on_args(struct trial *trial, const struct grade_value *body)
{
    const struct grade_step *step = trial_current(trial);
    if (!step || !trial->asked) {
        failure_add(trial, step, GRADE_VERDICT_EXITED, "an answer came that nobody had asked for");
        trial_give_up(trial);
        return;
    }
    trial->asked = false;
    suspect_args(trial, step, body);
    go_on(trial, step, false);
}

static void on_sleep(struct trial *trial, const struct grade_value *body)
{
    int64_t ns = grade_value_number(grade_value_get(body, "ns"), 0);
    ns = ns < 0 ? 0 : ns;
    clock_slept(&trial->clock, ns);
    trial->blocked += grade_value_is_str(grade_value_get(body, "kind"), "blocking");
    if (grade_value_is_str(grade_value_get(body, "kind"), "async"))
        return;
    clock_move(&trial->clock, clock_after(trial->clock.now_ns, ns));
    trial_send_time(trial);
}

static void on_wait(struct trial *trial, const struct grade_value *body)
{
    int64_t until = grade_value_number(grade_value_get(body, "until"), 0);
    clock_move(&trial->clock, clock_after(trial->clock.base_ns, until));
    trial_send_time(trial);
}

void trial_show_frames(struct trial *trial, struct grade_failure *failure, const char *name,
                       const struct grade_value *frames)
{
    struct grade_value *wire = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(wire, "qualname", grade_value_str(name));
    if (frames)
        grade_value_put(wire, "frames", grade_value_copy(frames));
    failure->exception = exception_read(trial->session, wire);
    locate(trial->result, trial->session, failure->exception);
    grade_value_free(wire);
}

static void on_busy(struct trial *trial, const struct grade_value *body)
{
    struct grade_failure *failure =
        failure_add(trial, trial_current(trial), GRADE_VERDICT_BUSY_WAIT,
                    "read the clock %lld times without a sleep in between",
                    grade_value_number(grade_value_get(body, "reads"), 0));
    trial_show_frames(trial, failure, "busy-wait", grade_value_get(body, "frames"));
    trial_give_up(trial);
}

/* A program ended by an exception; its exit status follows. */
static void on_raised(struct trial *trial, const struct grade_value *body)
{
    struct grade_exception *exception =
        exception_read(trial->session, grade_value_get(body, "exception"));
    if (!exception || trial->spec->kind != GRADE_CASE_PROGRAM || trial->spec->has_exit ||
        trial->result->failure_count) {
        grade_exception_free(exception);
        return;
    }
    cleanup_free char *line = exception_line(exception);
    enum grade_verdict verdict =
        strcmp(exception->type, "MemoryError") ? GRADE_VERDICT_ERROR : GRADE_VERDICT_MEMORY_LIMIT;
    struct grade_failure *failure = failure_add(trial, NULL, verdict, "raised %s", line);
    failure->exception = exception;
    locate(trial->result, trial->session, exception);
}

static const struct {
    const char *kind;
    void (*act)(struct trial *trial, const struct grade_value *body);
    bool after_begin;
} answers[] = {
    {"failed", on_failed, false},        {"done", on_done, true},  {"args", on_args, true},
    {"sleep", on_sleep, false},          {"wait", on_wait, false}, {"probe", trial_probe, false},
    {"deadlock", trial_deadlock, false}, {"busy", on_busy, false}, {"raised", on_raised, false},
};

static void got_frame(void *owner, const char *data, size_t len)
{
    struct trial *trial = owner;
    const char *kind = "";
    const struct grade_value *body;
    struct grade_value *frame = frame_parse(data, len, &kind, &body);
    bool known = false;
    if (frame && trial->gone) { /* its fate is sealed: what was under way says nothing more */
        grade_value_free(frame);
        return;
    }
    if (frame && trial_stacks(trial, kind, body)) {
        grade_value_free(frame);
        return;
    }
    if (frame && trial->unforeseen) {
        known = true;
        trial_where(trial, kind, body);
    }
    if (frame && !known && !strcmp(kind, "begun") && !trial->begun &&
        trial->spec->kind != GRADE_CASE_PROGRAM) {
        known = true;
        on_begun(trial, body);
    }
    for (size_t i = 0; frame && !known && i < GRADE_COUNT(answers); i++) {
        if (strcmp(answers[i].kind, kind) != 0 || (answers[i].after_begin && !trial->begun))
            continue;
        known = true;
        answers[i].act(trial, body);
    }
    if (!known) {
        failure_add(trial, trial_current(trial), GRADE_VERDICT_EXITED,
                    "it said something on the grader's channel that is no answer");
        trial_give_up(trial);
    }
    grade_value_free(frame);
}

static void got_closed(void *owner)
{
    struct trial *trial = owner;
    if (trial->state == TRIAL_RUNNING && !trial->asked) /* else the step has its verdict */
        failure_add(trial, trial_current(trial), GRADE_VERDICT_EXITED,
                    "shut the grader's channel: no answer can come");
    trial_give_up(trial);
}

/* The end ------------------------------------------------------------------------------------ */

static void take_output(struct trial *trial)
{
    struct grade_capture *const captures[] = {&trial->result->out, &trial->result->err};
    for (int stream = 0; stream < 2; stream++) {
        uint64_t total;
        const struct grade_buf *text = grade_box_output(trial->box, stream, &total);
        captures[stream]->data = grade_strndup(grade_buf_text(text), text->len);
        captures[stream]->len = text->len;
        captures[stream]->total = total;
    }
}

/* How the box ended, where that is not simply that everything was answered. */
static void judge_end(struct trial *trial, const struct grade_box_end *end)
{
    bool program = trial->spec->kind == GRADE_CASE_PROGRAM;
    struct grade_case_result *result = trial->result;
    if (end->violation[0])
        result->violation = grade_strdup(end->violation);
    if (trial->asked)
        return;
    if (end->verdict != GRADE_VERDICT_PASS) {
        if (end->verdict == GRADE_VERDICT_VIOLATION)
            failure_add(trial, trial_current(trial), end->verdict,
                        "tried a system call that the sandbox refuses: %s", end->violation);
        else if (end->verdict == GRADE_VERDICT_CRASHED)
            failure_add(trial, trial_current(trial), end->verdict, "was ended by signal %d (%s)",
                        end->status, strsignal(end->status));
        else
            looks_tell(trial, failure_add(trial, trial_current(trial), end->verdict, "%s%s%s",
                                          grade_verdict_words(end->verdict),
                                          end->detail[0] ? ": " : "", end->detail));
        if (end->detail[0])
            result->reason = grade_strdup(end->detail);
        return;
    }
    if (program) {
        expect_program(trial, end);
        if (!end->exited &&
            !result->failure_count) /* the box has named every signal: behind that */
            failure_add(trial, NULL, GRADE_VERDICT_EXITED, "ended without an exit status");
        suspect_program(trial);
    } else if (!trial->answered && !result->failure_count) {
        if (end->exited)
            failure_add(trial, trial_current(trial), GRADE_VERDICT_EXITED,
                        "ended with exit status %d and no answer", end->status);
        else
            failure_add(trial, trial_current(trial), GRADE_VERDICT_EXITED,
                        "ended without an answer");
    }
}

/* The failure that explains most comes first, and gives the case its verdict. */
static void conclude(struct trial *trial)
{
    struct grade_case_result *result = trial->result;
    size_t best = 0;
    for (size_t i = 1; i < result->failure_count; i++)
        if (grade_verdict_rank(result->failures[i].verdict) <
            grade_verdict_rank(result->failures[best].verdict))
            best = i;
    if (result->failure_count) {
        struct grade_failure first = result->failures[best];
        memmove(result->failures + 1, result->failures, best * sizeof(first));
        result->failures[0] = first;
    }
    result->verdict = result->failure_count ? result->failures[0].verdict : GRADE_VERDICT_PASS;
    result->points = result->failure_count ? 0 : result->max_points;
    if (result->failure_count) {
        result->setup = setup_text(trial->spec, &result->failures[0]);
        result->defined_line = defined_line(trial->session, result->failures[0].action);
    }
    for (size_t i = 0;
         result->failure_count && !result->defined_line && i < trial->spec->step_count; i++)
        result->defined_line = defined_line(trial->session, trial->spec->steps[i].source);
    trial->state = TRIAL_DONE;
}

static void close_box(struct trial *trial)
{
    grade_box_free(trial->box);
    trial->box = NULL;
}

static void got_end(void *owner, const struct grade_box_end *end)
{
    struct trial *trial = owner;
    struct grade_case_result *result = trial->result;
    if (trial->state == TRIAL_WAITING) { /* before it was asked for anything: another will be */
        close_box(trial);
        return;
    }
    judge_end(trial, end);
    take_output(trial);
    result->cpu_ms = end->cpu_ms;
    result->duration_ms = end->wall_ms;
    result->peak_kib = end->peak_kib;
    result->peak_source = end->peak_source;
    conclude(trial);
    close_box(trial);
}

/* Start -------------------------------------------------------------------------------------- */

/* A kind whose solutions are read by a program of its own. */
static bool server_missing(struct trial *trial)
{
    const char *program = trial->session->problem->program;
    if (!program)
        return false;
    if (access(program, X_OK) < 0) {
        cleanup_free char *package = grade_debian_program(program);
        trial_skip(trial, "needs %s: apt install %s", program, package);
        return true;
    }
    if (grade_cell_level(runner_cell(trial->session->runner)) == GRADE_LEVEL_FULL)
        return false;
    trial_skip(trial,
               "needs level full: %s runs in a network and files of its own; at level baseline "
               "only the syntax is looked at",
               program);
    return true;
}

/* What this machine cannot give a case is no fault of the solution's. */
static bool skip_unable(struct trial *trial)
{
    const char *why;
    if (trial->spec->processes && !grade_processes_allowed(&why)) {
        trial_skip(trial, "needs to start processes, which only a control group can limit: %s",
                   why);
        return true;
    }
    if (server_missing(trial))
        return true;
    bool baseline = grade_cell_level(runner_cell(trial->session->runner)) == GRADE_LEVEL_BASELINE;
    if (trial->spec->shared_memory && baseline) {
        trial_skip(
            trial,
            "needs multiprocessing, and at level baseline a case has no /dev/shm of its own");
        return true;
    }
    if (trial->spec->file_count && baseline) {
        trial_skip(trial, "needs files, and at level baseline a case has no folder of its own");
        return true;
    }
    return false;
}

static int open_box(struct trial *trial, struct grade_err *err)
{
    static const struct grade_box_handler python = {got_frame, got_closed, got_end};
    /* A program may shut what it does not know: its output and exit status are the answer. */
    static const struct grade_box_handler program = {got_frame, NULL, got_end};
    const struct grade_case *spec = trial->spec;
    struct grade_box_spec box = {
        .limits = &trial->limits,
        .input = spec->input,
        .input_len = spec->input_len,
        .threads = spec->threads,
        .processes = spec->processes,
        .tells = true,
        .server = trial->session->problem->program != NULL,
    };
    return grade_box_start(&trial->box, runner_cell(trial->session->runner), &box,
                           spec->kind == GRADE_CASE_PROGRAM ? &program : &python, trial, err);
}

void trial_open(struct trial *trial)
{
    const struct grade_case *spec = trial->spec;
    struct grade_err err;
    bool own = spec->kind != GRADE_CASE_RULE && !spec->generate; /* else it has no process */
    bool able = !spec->processes && !spec->shared_memory && !spec->file_count &&
                !trial->session->problem->program; /* see skip_unable */
    if (own && able && open_box(trial, &err) < 0)
        close_box(trial);
}

int trial_start(struct trial *trial, struct grade_err *err)
{
    const struct grade_case *spec = trial->spec;
    const struct grade_value *code = grade_value_get(trial->session->prepared, "solution");
    if (code && code->kind == GRADE_KIND_DICT) { /* it does not compile: there is nothing to run */
        struct grade_exception *exception = exception_read(trial->session, code);
        cleanup_free char *line = exception_line(exception);
        struct grade_failure *failure = failure_add(trial, NULL, GRADE_VERDICT_ERROR, "%s", line);
        failure->exception = exception;
        exception_place(exception, trial->session, grade_value_get(code, "attrs"));
        trial->result->location_file = grade_strdup(exception->frames[0].file);
        trial->result->location_line = exception->frames[0].line;
        trial->result->location_column = exception->frames[0].column;
        close_box(trial);
        conclude(trial);
        return 0;
    }
    if (spec->kind == GRADE_CASE_RULE) {
        rules_judge(trial);
        conclude(trial);
        return 0;
    }
    if (skip_unable(trial))
        return 0;
    clock_init(&trial->clock);
    probes_add(&trial->probes, &spec->given);
    int rc = trial->box ? 0 : open_box(trial, err);
    if (rc < 0)
        return rc;
    trial->state = TRIAL_RUNNING;
    trial_send_begin(trial);
    return 0;
}

void trial_skip(struct trial *trial, const char *fmt, ...)
{
    char text[500];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    trial->result->verdict = GRADE_VERDICT_SKIPPED;
    trial->result->reason = grade_strdup(text);
    trial->state = TRIAL_DONE;
    close_box(trial);
}

void trial_done(struct trial *trial)
{
    close_box(trial);
    grade_value_free(trial->stuck);
    grade_value_free(trial->stacks);
    grade_value_free(trial->looks);
    trial->stuck = trial->stacks = trial->looks = NULL;
    clock_done(&trial->clock);
    generated_free(trial->generated);
    trial->generated = NULL;
    probes_done(&trial->probes);
    grade_value_free(trial->made);
    trial->made = NULL;
}
