/* What a case is asked: its beginning, its steps one at a time, the time. See grade/frames.h. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

/* The step of the problem's case that is running: drawn inputs are rows of its last. */
static size_t origin_step(const struct trial *trial)
{
    size_t last = trial->origin->step_count - 1;
    return trial->step < last ? trial->step : last;
}

static const struct grade_value *code_of(const struct trial *trial)
{
    size_t at = origin_step(trial);
    const struct grade_problem *problem = trial->session->problem;
    for (size_t i = 0; &problem->cases[i] != trial->origin; i++)
        at += problem->cases[i].step_count;
    return trial->session->codes[at];
}

static void put_bytes(struct grade_value *body, const char *key, const struct grade_value *code)
{
    grade_value_put(body, key, code ? grade_value_copy(code) : grade_value_new(GRADE_KIND_NONE));
}

static struct grade_value *strings(const struct grade_strings *list)
{
    struct grade_value *items = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < list->count; i++)
        grade_value_add(items, grade_value_str(list->items[i]));
    return items;
}

static struct grade_value *environment(const struct grade_strings *list)
{
    struct grade_value *items = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i < list->count; i++) {
        const char *equals = strchr(list->items[i], '=');
        cleanup_free char *name =
            grade_strndup(list->items[i], equals ? (size_t)(equals - list->items[i]) : 0);
        grade_value_put(items, name, grade_value_str(equals ? equals + 1 : ""));
    }
    return items;
}

static struct grade_value *files(const struct grade_case *spec)
{
    struct grade_value *items = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < spec->file_count; i++) {
        struct grade_value *item = grade_value_new(GRADE_KIND_LIST);
        grade_value_add(item, grade_value_str(spec->files[i].path));
        grade_value_add(item, grade_value_bytes(spec->files[i].data, spec->files[i].len));
        grade_value_add(items, item);
    }
    return items;
}

/* What the learner's tests are run on, and by what: nothing tells which of the subjects it is. */
static struct grade_value *subject(const struct trial *trial)
{
    const struct grade_problem *problem = trial->session->problem;
    struct grade_value *tests = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(tests, "runner", grade_value_str(problem->by_unittest ? "unittest" : "pytest"));
    grade_value_put(tests, "subject", grade_value_str(problem->subject));
    put_bytes(tests, "code", code_of(trial));
    return tests;
}

/* What serves the solution: how a web application is driven, and Django's settings. */
static void put_web(struct grade_value *body, const struct grade_problem *problem)
{
    bool wsgi = !strcmp(problem->solution_kind, "wsgi");
    if (wsgi || !strcmp(problem->solution_kind, "asgi")) {
        struct grade_value *web = grade_value_new(GRADE_KIND_DICT);
        grade_value_put(web, "protocol", grade_value_str(problem->solution_kind));
        grade_value_put(web, "app",
                        problem->app ? grade_value_str(problem->app)
                                     : grade_value_new(GRADE_KIND_NONE));
        grade_value_put(body, "web", web);
    }
    if (problem->django)
        grade_value_put(body, "django",
                        problem->settings ? grade_value_copy(problem->settings)
                                          : grade_value_new(GRADE_KIND_DICT));
}

static bool any_laws(const struct grade_case *spec)
{
    for (size_t i = 0; i < spec->step_count; i++)
        if (spec->steps[i].laws)
            return true;
    return false;
}

void trial_send_begin(struct trial *trial)
{
    static const char *const kinds[] = {[GRADE_CASE_STEPS] = "python",
                                        [GRADE_CASE_PROGRAM] = "program",
                                        [GRADE_CASE_TESTS] = "tests"};
    const struct session *session = trial->session;
    const struct grade_problem *problem = session->problem;
    const struct grade_case *spec = trial->spec;
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(body, "kind", grade_value_str(kinds[spec->kind]));
    if (spec->kind == GRADE_CASE_TESTS)
        grade_value_put(body, "tests", subject(trial));
    if (problem->model) {
        grade_value_put(body, "model", grade_value_str(problem->model->module));
        grade_value_put(body, "model_name", grade_value_str(problem->model->name));
    }
    grade_value_put(body, "file", grade_value_str(problem->solution_file));
    grade_value_put(body, "source",
                    grade_value_bytes(session->job->source, session->job->source_len));
    put_bytes(body, "code", grade_value_get(session->prepared, "solution"));
    put_bytes(body, "helpers", grade_value_get(session->prepared, "helpers"));
    grade_value_put(body, "names", strings(&problem->names));
    grade_value_put(body, "files", files(spec));
    grade_value_put(body, "argv", strings(&spec->argv));
    grade_value_put(body, "env", environment(&spec->env));
    grade_value_put(
        body, "clock",
        grade_value_str(spec->real_clock || spec->threads || spec->processes ? "real" : "virtual"));
    grade_value_put(body, "seed", grade_value_int((long long)(session->result->seed & 0x7fffffff)));
    grade_value_put(body, "threads", grade_value_bool(spec->threads));
    grade_value_put(body, "types", grade_value_bool(spec->types));
    grade_value_put(body, "laws", grade_value_bool(any_laws(spec)));
    grade_value_put(body, "given", probes_frame(&spec->given));
    grade_value_put(body, "replace", strings(&spec->replace));
    put_web(body, problem);
    frame_send(trial->box, "begin", body);
}

static struct grade_value *laws_wanted(const struct grade_laws *laws)
{
    struct grade_value *wanted = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(wanted, "ordered", grade_value_bool(laws->ordered));
    grade_value_put(wanted, "repr", grade_value_bool(laws->repr));
    grade_value_put(wanted, "operators", strings(&laws->operators));
    grade_value_put(wanted, "frozen", strings(&laws->frozen));
    return wanted;
}

/* The values whose present state the step's evidence names. */
static struct grade_value *shown(const struct trial *trial, const struct grade_step *step)
{
    struct grade_value *names = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < step->then_count; i++) {
        const struct probe *probe = probes_find(&trial->probes, step->then[i].evidence);
        if (probe && probe->spec->kind == GRADE_GIVEN_VALUE)
            grade_value_add(names, grade_value_str(step->then[i].evidence));
    }
    return names;
}

void trial_send_step(struct trial *trial, const struct grade_step *step)
{
    static const char *const actions[] = {[GRADE_STEP_NONE] = "none",
                                          [GRADE_STEP_EXEC] = "exec",
                                          [GRADE_STEP_EVAL] = "eval",
                                          [GRADE_STEP_CALL] = "call"};
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT);
    bool tests = trial->spec->kind == GRADE_CASE_TESTS;
    /* The learner's tests must not learn which case they are run in. */
    cleanup_free char *label =
        tests ? grade_strdup("tests")
              : grade_printf("%zu.%zu", trial->spec->number, origin_step(trial));
    clock_move(&trial->clock, clock_after(trial->clock.now_ns, step->advance_ns));
    grade_value_put(body, "n", grade_value_int((long long)trial->step));
    grade_value_put(body, "do", grade_value_str(tests ? "tests" : actions[step->action]));
    grade_value_put(body, "label", grade_value_str(label));
    grade_value_put(body, "advance", grade_value_int(step->advance_ns));
    if (step->action == GRADE_STEP_CALL)
        grade_value_put(body, "name", grade_value_str(step->source));
    else if (step->action != GRADE_STEP_NONE)
        grade_value_put(body, "source", grade_value_str(step->source));
    if (step->action == GRADE_STEP_EXEC || step->action == GRADE_STEP_EVAL)
        put_bytes(body, "code", code_of(trial));
    if (step->laws)
        grade_value_put(body, "laws", laws_wanted(step->laws));
    probes_add(&trial->probes, &step->given);
    if (step->given.count)
        grade_value_put(body, "given", probes_frame(&step->given));
    grade_value_put(body, "show", shown(trial, step));
    if (step->args)
        grade_value_put(body, "args", grade_value_copy(step->args));
    if (step->kwargs)
        grade_value_put(body, "kwargs", grade_value_copy(step->kwargs));
    frame_send(trial->box, "step", body);
}

void trial_send_time(struct trial *trial)
{
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(body, "now", grade_value_int(trial->clock.now_ns - trial->clock.base_ns));
    frame_send(trial->box, "time", body);
}
