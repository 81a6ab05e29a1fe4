/* Compiling, once: the solution, the helpers and every step, in a process of its own that runs none
 * of it. The marshalled code goes to every case. Names of exceptions are resolved there too, where
 * nothing of the solution has run. A bomb for the compiler meets the same limits as any other. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Whether the solution compiles: else no rule is worth asking about. */
static bool compiles(const struct session *session)
{
    const struct grade_value *code = grade_value_get(session->prepared, "solution");
    return code && code->kind == GRADE_KIND_BYTES;
}

static void got_frame(void *owner, const char *data, size_t len)
{
    struct session *session = owner;
    const char *kind = "";
    const struct grade_value *body;
    struct grade_value *frame = frame_parse(data, len, &kind, &body);
    bool asked = false;
    if (frame && !strcmp(kind, "prepared") && !session->prepared) {
        session->prepared = grade_value_copy(body);
        asked = compiles(session) && rules_any(session);
    } else if (frame && !strcmp(kind, "facts") && session->prepared && !session->facts) {
        session->facts = grade_value_copy(body);
    }
    grade_value_free(frame);
    if (asked) {
        frame_send(session->preparation.box, "rules", rules_request(session));
        return;
    }
    session->preparation.answered =
        session->prepared && (session->facts || !compiles(session) || !rules_any(session));
    grade_box_stop(session->preparation.box);
}

static void got_closed(void *owner)
{
    struct session *session = owner;
    grade_box_stop(session->preparation.box);
}

static void got_end(void *owner, const struct grade_box_end *end)
{
    struct session *session = owner;
    session->preparation.over = true;
    session->preparation.end = *end;
}

/* The steps that have source of their own, in order; their codes come back in the same order. */
static bool has_code(const struct grade_step *step)
{
    return step->action == GRADE_STEP_EXEC || step->action == GRADE_STEP_EVAL;
}

/* The rows of a table share their text: it is compiled with the first of them. */
static bool same_as_before(const struct grade_case *spec, size_t k)
{
    return k && spec->steps[k].row > 1 && has_code(&spec->steps[k - 1]) &&
           !strcmp(spec->steps[k].source, spec->steps[k - 1].source);
}

/* Calls `each` for everything that is given to a case, or anew to a step of it; stops at the first
 * failure. */
static int for_givens(const struct grade_problem *problem,
                      int (*each)(void *owner, const struct grade_case *spec,
                                  const struct grade_given *given),
                      void *owner)
{
    int rc = 0;
    for (size_t i = 0; i < problem->case_count; i++) {
        const struct grade_case *spec = &problem->cases[i];
        for (size_t k = 0; k <= spec->step_count; k++) {
            const struct grade_givens *givens = k ? &spec->steps[k - 1].given : &spec->given;
            for (size_t g = 0; g < givens->count && rc == 0; g++)
                rc = each(owner, spec, &givens->items[g]);
        }
    }
    return rc;
}

/* What only Python can judge of what is given. */
struct given_parts {
    struct grade_value *exceptions, *signatures;
};

static int add_parts(void *owner, const struct grade_case *spec, const struct grade_given *given)
{
    struct given_parts *parts = owner;
    (void)spec;
    for (size_t i = 0; i < given->behaviour_count; i++)
        if (given->behaviours[i].type)
            grade_value_add(parts->exceptions, grade_value_str(given->behaviours[i].type));
    if (given->signature)
        grade_value_add(parts->signatures, grade_value_str(given->signature));
    return 0;
}

/* The modules that the learner's tests are run on: [file, source], in the order of their cases. */
static struct grade_value *subjects(const struct grade_problem *problem)
{
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < problem->case_count; i++) {
        const struct grade_case *spec = &problem->cases[i];
        if (spec->kind != GRADE_CASE_TESTS)
            continue;
        cleanup_free char *file = grade_printf("%s.py", problem->subject);
        struct grade_value *item = grade_value_new(GRADE_KIND_LIST);
        grade_value_add(item, grade_value_str(file)); /* the same for all */
        grade_value_add(item, grade_value_bytes(spec->subject, spec->subject_len));
        grade_value_add(list, item);
    }
    return list;
}

static void send_request(const struct session *session)
{
    const struct grade_problem *problem = session->problem;
    struct grade_value *steps = grade_value_new(GRADE_KIND_LIST);
    struct grade_value *exceptions = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < problem->case_count; i++) {
        const struct grade_case *spec = &problem->cases[i];
        for (size_t k = 0; spec->generate && k < spec->generate->raises.count; k++)
            grade_value_add(exceptions, grade_value_str(spec->generate->raises.items[k]));
        for (size_t k = 0; k < spec->step_count; k++) {
            const struct grade_step *step = &spec->steps[k];
            raises_names(exceptions, step->raises);
            if (!has_code(step) || same_as_before(spec, k))
                continue;
            struct grade_value *item = grade_value_new(GRADE_KIND_LIST);
            cleanup_free char *label = grade_printf("%zu.%zu", spec->number, k);
            grade_value_add(item, grade_value_str(label));
            grade_value_add(item,
                            grade_value_str(step->action == GRADE_STEP_EXEC ? "exec" : "eval"));
            grade_value_add(item, grade_value_str(step->source));
            grade_value_add(steps, item);
        }
    }
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(body, "file", grade_value_str(problem->solution_file));
    grade_value_put(body, "source",
                    grade_value_bytes(session->job->source, session->job->source_len));
    grade_value_put(body, "helpers",
                    problem->helpers ? grade_value_bytes(problem->helpers, problem->helpers_len)
                                     : grade_value_new(GRADE_KIND_NONE));
    grade_value_put(body, "subjects", subjects(problem));
    if (problem->model)
        grade_value_put(body, "model", grade_value_str(problem->model->module));
    struct given_parts parts = {exceptions, grade_value_new(GRADE_KIND_LIST)};
    for_givens(problem, add_parts, &parts);
    grade_value_put(body, "signatures", parts.signatures);
    grade_value_put(body, "steps", steps);
    grade_value_put(body, "exceptions", exceptions);
    frame_send(session->preparation.box, "prepare", body);
}

/* "line 2: SyntaxError: invalid syntax" from a wire exception. */
static char *syntax_words(const struct grade_value *wire)
{
    const struct grade_value *attrs = grade_value_get(wire, "attrs");
    long long line = grade_value_number(grade_value_get(attrs, "lineno"), 0);
    const char *name = grade_value_text(grade_value_get(wire, "qualname"), "error");
    const char *text = grade_value_text(grade_value_get(attrs, "msg"),
                                        grade_value_text(grade_value_get(wire, "str"), ""));
    return line > 0 ? grade_printf("line %lld: %s: %s", line, name, text)
                    : grade_printf("%s: %s", name, text);
}

static int package_fault(const struct grade_problem *problem, const struct grade_case *spec,
                         const struct grade_step *step, const struct grade_value *wire,
                         struct grade_err *err)
{
    cleanup_free char *words = syntax_words(wire);
    if (!spec)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: helpers.py: %s", problem->id,
                          words);
    if (step->number == 0)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL,
                          "%s: cases.json: case %zu '%s': set-up: %s", problem->id, spec->number,
                          spec->name, words);
    return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL,
                      "%s: cases.json: case %zu '%s': step %zu: %s", problem->id, spec->number,
                      spec->name, step->number, words);
}

struct given_check {
    const struct session *session;
    size_t next; /* of the signatures */
    struct grade_err *err;
};

/* Whether an exception of that name can be raised: the solution's own cannot be known yet. */
static bool is_exception(const struct session *session, const char *name)
{
    const struct grade_value *found =
        grade_value_get(grade_value_get(session->prepared, "exceptions"), name);
    if (found && found->kind == GRADE_KIND_LIST)
        return true;
    for (size_t i = 0; i < session->problem->names.count; i++)
        if (!strcmp(session->problem->names.items[i], name))
            return true;
    return false;
}

static int check_parts(void *owner, const struct grade_case *spec, const struct grade_given *given)
{
    struct given_check *check = owner;
    const char *id = check->session->problem->id;
    for (size_t i = 0; i < given->behaviour_count; i++) {
        const char *type = given->behaviours[i].type;
        if (type && !is_exception(check->session, type))
            return grade_fail(
                check->err, GRADE_FAULT_PACKAGE, EINVAL,
                "%s: cases.json: case %zu '%s': given: %s: raise: no exception is named '%s'", id,
                spec->number, spec->name, given->name, type);
    }
    if (!given->signature)
        return 0;
    const struct grade_value *answers = grade_value_get(check->session->prepared, "signatures");
    size_t at = check->next++;
    if (!answers || at >= answers->count || answers->items[at]->kind != GRADE_KIND_DICT)
        return 0;
    cleanup_free char *words = syntax_words(answers->items[at]);
    return grade_fail(check->err, GRADE_FAULT_PACKAGE, EINVAL,
                      "%s: cases.json: case %zu '%s': given: %s: signature: %s", id, spec->number,
                      spec->name, given->name, words);
}

static bool is_code(const struct grade_value *answer)
{
    return answer && (answer->kind == GRADE_KIND_BYTES || answer->kind == GRADE_KIND_DICT);
}

/* The code of a subject stands with the one step of its case. */
static int distribute_subjects(struct session *session, struct grade_err *err)
{
    const struct grade_problem *problem = session->problem;
    const struct grade_value *codes = grade_value_get(session->prepared, "subjects");
    size_t at = 0, next = 0;
    for (size_t i = 0; i < problem->case_count; at += problem->cases[i++].step_count) {
        const struct grade_case *spec = &problem->cases[i];
        if (spec->kind != GRADE_CASE_TESTS)
            continue;
        const struct grade_value *code = codes && next < codes->count ? codes->items[next] : NULL;
        next++;
        if (!is_code(code))
            return grade_fail(err, GRADE_FAULT_MACHINE, EPROTO,
                              "the subjects could not be compiled");
        if (code->kind == GRADE_KIND_DICT) {
            cleanup_free char *words = syntax_words(code);
            return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: %s: %s", problem->id,
                              spec->subject_path, words);
        }
        session->codes[at] = code;
    }
    return 0;
}

/* Hands the codes out to the steps they belong to. */
static int distribute(struct session *session, struct grade_err *err)
{
    const struct grade_problem *problem = session->problem;
    const struct grade_value *codes = grade_value_get(session->prepared, "steps");
    const struct grade_value *helpers = grade_value_get(session->prepared, "helpers");
    if (helpers && helpers->kind == GRADE_KIND_DICT)
        return package_fault(problem, NULL, NULL, helpers, err);
    struct given_check check = {.session = session, .err = err};
    int rc = for_givens(problem, check_parts, &check);
    if (rc < 0)
        return rc;
    size_t total = 0, next = 0;
    for (size_t i = 0; i < problem->case_count; i++)
        total += problem->cases[i].step_count;
    session->codes = grade_alloc_array(total, sizeof(*session->codes));
    size_t at = 0;
    for (size_t i = 0; i < problem->case_count; i++) {
        const struct grade_case *spec = &problem->cases[i];
        for (size_t k = 0; k < spec->step_count; k++, at++) {
            const struct grade_step *step = &spec->steps[k];
            if (!has_code(step))
                continue;
            if (same_as_before(spec, k)) {
                session->codes[at] = session->codes[at - 1];
                continue;
            }
            const struct grade_value *code =
                codes && next < codes->count ? codes->items[next] : NULL;
            next++;
            if (!is_code(code))
                return grade_fail(err, GRADE_FAULT_MACHINE, EPROTO,
                                  "the steps could not be compiled");
            if (code->kind == GRADE_KIND_DICT)
                return package_fault(problem, spec, step, code, err);
            session->codes[at] = code;
        }
    }
    return distribute_subjects(session, err);
}

/* Compiling did not end well: no case can be run, and all for the same reason. */
static void fail_all(struct session *session, const struct grade_box_end *end)
{
    for (size_t i = 0; i < session->problem->case_count; i++) {
        struct trial *trial = &session->trials[i];
        if (trial->state == TRIAL_DONE)
            continue;
        enum grade_verdict verdict =
            end->verdict == GRADE_VERDICT_PASS ? GRADE_VERDICT_EXITED : end->verdict;
        failure_add(trial, NULL, verdict, "compiling %s %s%s%s", session->problem->solution_file,
                    grade_verdict_words(verdict), end->detail[0] ? ": " : "", end->detail);
        trial->result->verdict = verdict;
        trial->result->cpu_ms = end->cpu_ms;
        trial->state = TRIAL_DONE;
    }
}

int session_compile(struct session *session, struct grade_err *err)
{
    static const struct grade_box_handler handler = {got_frame, got_closed, got_end};
    struct grade_limits limits = session->problem->limits;
    for (size_t i = 0; i < session->problem->case_count; i++) /* the most generous of the cases' */
        for (int k = 0; k < GRADE_LIMIT_COUNT; k++)
            if (session->trials[i].limits.value[k] > limits.value[k])
                limits.value[k] = session->trials[i].limits.value[k];
    struct grade_box_spec spec = {.limits = &limits};
    int rc = grade_box_start(&session->preparation.box, runner_cell(session->runner), &spec,
                             &handler, session, err);
    if (rc == 0)
        send_request(session);
    return rc;
}

int session_compiled(struct session *session, struct grade_err *err)
{
    const struct preparation *preparation = &session->preparation;
    while (!preparation->over && !preparation->answered) {
        int rc = grade_loop_step(runner_loop(session->runner), -1, err);
        if (rc < 0 && rc != -EINTR)
            return rc;
    }
    if (session->prepared)
        return distribute(session, err);
    if (preparation->end.verdict == GRADE_VERDICT_INTERNAL)
        return grade_fail(err, GRADE_FAULT_MACHINE, 0, "%s", preparation->end.detail);
    fail_all(session, &preparation->end);
    return 0;
}
