/* Observing a solution: cases are made whose expectations nothing can meet, so that every row fails
 * and tells what came instead. */
#include "observe.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { OBSERVE_CPU_MS = 2000 };

void observed_done(struct observed *observed, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        grade_value_free(observed[i].value);
        free(observed[i].type);
        free(observed[i].message);
    }
}

bool observed_same(const struct observed *a, const struct observed *b)
{
    if (a->value && b->value)
        return grade_compare(a->value, b->value, GRADE_COMPARE_EXACT, NULL);
    if (a->type && b->type)
        return !strcmp(a->type, b->type);
    return !a->value && !b->value && !a->type && !b->type;
}

static struct grade_value *strings(const struct grade_strings *list)
{
    struct grade_value *to = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < list->count; i++)
        grade_value_add(to, grade_value_str(list->items[i]));
    return to;
}

static struct grade_value *about(const struct grade_problem *problem)
{
    struct grade_value *to = grade_value_new(GRADE_KIND_DICT),
                       *python = grade_value_new(GRADE_KIND_DICT),
                       *solution = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(to, "format", grade_value_int(1));
    grade_value_put(to, "title", grade_value_str(problem->title));
    grade_value_put(to, "names", strings(&problem->names));
    grade_value_put(solution, "file", grade_value_str(problem->solution_file));
    grade_value_put(to, "solution", solution);
    grade_value_put(python, "preload", strings(&problem->python_preload));
    grade_value_put(to, "python", python);
    return to;
}

int observe_problem(struct grade_problem **out, const struct package *package,
                    const struct grade_value *cases, struct grade_err *err)
{
    struct grade_value *document = grade_value_new(GRADE_KIND_DICT);
    struct grade_value *problem = about(package->problem);
    cleanup_buf struct grade_buf first = GRADE_BUF_INIT;
    cleanup_buf struct grade_buf second = GRADE_BUF_INIT;
    grade_value_put(document, "cases", grade_value_copy(cases));
    grade_value_to_json(&first, problem);
    grade_value_to_json(&second, document);
    grade_value_free(problem);
    grade_value_free(document);
    int rc = grade_problem_make(out, package->problem->id, grade_buf_text(&first),
                                grade_buf_text(&second), err);
    if (rc == 0 && package->problem->helpers) {
        (*out)->helpers = grade_strndup(package->problem->helpers, package->problem->helpers_len);
        (*out)->helpers_len = package->problem->helpers_len;
    }
    return rc;
}

/* {"$not": {"$any": true}}: whatever comes, it is not that. */
static struct grade_value *impossible(void)
{
    struct grade_value *any = grade_value_new(GRADE_KIND_DICT),
                       *no = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(any, "$any", grade_value_bool(true));
    grade_value_put(no, "$not", any);
    return no;
}

/* Values as an author would write them, tags and all, as plain JSON. */
static struct grade_value *as_json(const struct grade_value *value)
{
    struct grade_value *json = NULL;
    struct grade_err err;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_json(&text, value);
    if (grade_json_parse(&json, grade_buf_text(&text), text.len, &err) < 0)
        return grade_value_new(GRADE_KIND_NONE);
    return json;
}

/* The last set-up of the case stands before its rows. */
static const char *setup_of(const struct grade_case *spec)
{
    bool any =
        spec->step_count && spec->steps[0].number == 0 && spec->steps[0].action == GRADE_STEP_EXEC;
    return any ? spec->steps[0].source : NULL;
}

static struct grade_value *case_of(const struct grade_case *spec, const struct grade_step *step,
                                   const struct grade_value *rows)
{
    struct grade_value *one = grade_value_new(GRADE_KIND_DICT),
                       *table = grade_value_new(GRADE_KIND_LIST);
    grade_value_put(one, "name", grade_value_str("observed"));
    if (setup_of(spec))
        grade_value_put(one, "exec", grade_value_str(setup_of(spec)));
    grade_value_put(one, step->action == GRADE_STEP_CALL ? "call" : "eval",
                    grade_value_str(step->source));
    for (size_t i = 0; i < rows->count; i++) {
        struct grade_value *row = grade_value_new(GRADE_KIND_LIST);
        grade_value_add(row, as_json(rows->items[i]));
        grade_value_add(row, impossible());
        grade_value_add(table, row);
    }
    grade_value_put(one, "table", table);
    return one;
}

struct grade_value *observe_impossible(void)
{
    struct grade_value *json = impossible(), *value = NULL;
    struct grade_err err;
    if (grade_value_from_json(&value, json, GRADE_ROLE_EXPECT, &err) < 0)
        abort(); /* it is ours */
    grade_value_free(json);
    return value;
}

void observe_take(struct observed *to, const struct grade_failure *failure)
{
    if (failure->exception && !to->type) {
        to->type = grade_strdup(failure->exception->type);
        to->message = grade_strdup(failure->exception->message ? failure->exception->message : "");
    } else if (failure->actual && !to->value) {
        to->value = grade_value_copy(failure->actual);
    }
}

static void take_rows(struct observed *out, size_t count, const struct grade_case_result *result)
{
    for (size_t i = 0; i < result->failure_count; i++) {
        const struct grade_failure *failure = &result->failures[i];
        if (failure->row < 1 || failure->row > count)
            continue;
        observe_take(&out[failure->row - 1], failure);
    }
}

int observe_rows(struct observed *out, struct package *package, const struct grade_case *spec,
                 const struct grade_step *step, const struct grade_value *rows, const char *source,
                 size_t len, struct grade_err *err)
{
    struct grade_value *cases = grade_value_new(GRADE_KIND_LIST);
    struct grade_problem *problem = NULL;
    struct grade_runner *runner = NULL;
    struct grade_result *result = NULL;
    grade_value_add(cases, case_of(spec, step, rows));
    int rc = observe_problem(&problem, package, cases, err);
    grade_value_free(cases);
    if (rc < 0)
        return rc;
    problem->cases[0].limits.value[GRADE_LIMIT_CPU_MS] = OBSERVE_CPU_MS;
    const struct grade_run_job job = {
        .problem = problem, .solution_path = "observed", .source = source, .source_len = len};
    rc = bench_runner(package->bench, BENCH_USUAL, &runner, err);
    if (rc == 0)
        rc = grade_runner_grade(runner, &job, &result, err);
    if (rc == 0)
        take_rows(out, rows->count, &result->cases[0]);
    grade_result_free(result);
    grade_problem_free(problem);
    return rc;
}
