/* Blessing: what the reference does, written behind the steps that expect nothing yet, for the
 * author to read. The text of cases.json is edited where it must be, and nowhere else. */
#include "observe.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct blessing {
    struct package *package;
    struct grade_blessing *out;
    struct edits edits;
};

/* Which steps have nothing to say -------------------------------------------------------------- */

static bool expects(const struct grade_step *step)
{
    return step->returns || step->raises || step->out || step->errout || step->warns ||
           step->then_count > 0;
}

static bool is_target(const struct grade_case *spec, const struct grade_step *step)
{
    if (spec->generate || spec->growth)
        return false;
    if (spec->kind == GRADE_CASE_PROGRAM)
        return !expects(step) && !spec->has_exit;
    return spec->kind == GRADE_CASE_STEPS && !expects(step) &&
           (step->action == GRADE_STEP_EVAL || step->action == GRADE_STEP_CALL);
}

/* Observing ------------------------------------------------------------------------------------ */

static int grade_case_alone(struct blessing *b, size_t index, int which, struct grade_result **out,
                            struct grade_err *err)
{
    struct package *package = b->package;
    cleanup_free bool *selected =
        grade_alloc_array(package->problem->case_count, sizeof(*selected));
    struct grade_run_job job = bench_job(package, package_reference(package));
    selected[index] = true;
    job.selected = selected;
    return bench_grade(package, which, &job, out, err);
}

static int observe_step(struct blessing *b, size_t index, struct grade_step *step, int which,
                        struct observed *to, struct grade_err *err)
{
    struct grade_result *result = NULL;
    step->returns = observe_impossible();
    int rc = grade_case_alone(b, index, which, &result, err);
    grade_value_free(step->returns);
    step->returns = NULL;
    if (rc < 0)
        return rc;
    const struct grade_case_result *one = &result->cases[index];
    for (size_t i = 0; i < one->failure_count; i++)
        if (one->failures[i].step == step->number && one->failures[i].row == step->row)
            observe_take(to, &one->failures[i]);
    grade_result_free(result);
    return 0;
}

static bool can_be_written(const struct grade_value *value)
{
    struct grade_value *json = NULL, *expected = NULL;
    struct grade_err err;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_json(&text, value);
    bool good = grade_json_parse(&json, grade_buf_text(&text), text.len, &err) == 0 &&
                grade_value_from_json(&expected, json, GRADE_ROLE_EXPECT, &err) == 0 &&
                grade_compare(expected, value, GRADE_COMPARE_EXACT, NULL);
    grade_value_free(json);
    grade_value_free(expected);
    return good;
}

/* Why it cannot be an expectation; NULL where it can. */
static const char *unfit(const struct observed *one, const struct observed *other)
{
    if (!one->value && !one->type)
        return "gives no answer: see what grade says of the reference";
    if (!observed_same(one, other))
        return "differs from run to run: expect what stays, with a matcher";
    if (one->value && !can_be_written(one->value))
        return "gives what JSON cannot hold: expect a part of it, as in `(x.name, x.size)`";
    return NULL;
}

/* Writing -------------------------------------------------------------------------------------- */

/* A pattern that matches the text and nothing else. */
static void add_pattern(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf pattern = GRADE_BUF_INIT;
    grade_buf_addc(&pattern, '^');
    for (; *text; text++) {
        if (strchr("\\^$.[]|()?*+{}#", *text))
            grade_buf_addc(&pattern, '\\');
        grade_buf_addc(&pattern, *text);
    }
    grade_buf_addc(&pattern, '$');
    grade_json_quote(out, grade_buf_text(&pattern), pattern.len);
}

static char *expectation(const struct observed *one)
{
    struct grade_buf text = GRADE_BUF_INIT;
    if (!one->type) {
        grade_buf_adds(&text, "\"returns\": ");
        grade_value_to_json(&text, one->value);
        return grade_buf_take(&text);
    }
    grade_buf_adds(&text, "\"raises\": {\"type\": ");
    grade_json_quote(&text, one->type, strlen(one->type));
    if (one->message && one->message[0]) {
        grade_buf_adds(&text, ", \"match\": ");
        add_pattern(&text, one->message);
    }
    grade_buf_addc(&text, '}');
    return grade_buf_take(&text);
}

/* The last of the keys that say what is done: behind it stands what is expected. */
static const char *last_action(const char *object, const char **out_key)
{
    static const char *const keys[] = {"exec", "eval", "call", "args", "kwargs", "stdin", "argv"};
    const char *last = NULL;
    for (size_t i = 0; i < GRADE_COUNT(keys); i++) {
        const char *value = json_key(object, keys[i]);
        if (value && (!last || value > last)) {
            last = value;
            *out_key = keys[i];
        }
    }
    return last;
}

/* The object that a step is in the document: the case itself, a step of it, or a row. */
static const char *object_of(const struct blessing *b, const struct grade_case *spec,
                             const struct grade_step *step)
{
    const char *text = b->package->cases_json, *item = json_item(text, "cases", spec->number - 1);
    const char *steps = item ? json_key(item, "steps") : NULL;
    if (item && step->row)
        return json_in_list(json_key(item, "table"), step->row - 1);
    return steps ? json_in_list(steps, step->number - 1) : item;
}

static void insert(struct blessing *b, const char *object, char *expected)
{
    const char *key = NULL;
    last_action(object, &key);
    edits_add_behind(&b->edits, b->package->cases_json, object, key, expected);
    b->out->count++;
}

static void refuse(struct blessing *b, const struct grade_case *spec, const struct grade_step *step,
                   const char *why)
{
    cleanup_free char *row = step->row ? grade_printf(", row %zu", step->row) : grade_strdup("");
    cleanup_free char *line = grade_printf("case %zu '%s', step %zu%s %s", spec->number, spec->name,
                                           step->number, row, why);
    grade_strings_add(&b->out->notes, line);
}

/* Behind a step that was observed the case must go on. */
static void expect_now(struct grade_step *step, struct observed *one)
{
    if (one->type) {
        step->raises = grade_alloc(sizeof(*step->raises));
        step->raises->type = grade_strdup(one->type);
    } else {
        step->returns = grade_value_copy(one->value);
    }
}

static int bless_step(struct blessing *b, size_t index, struct grade_step *step,
                      struct grade_err *err)
{
    const struct grade_case *spec = &b->package->problem->cases[index];
    struct observed one = {0}, other = {0};
    int rc = observe_step(b, index, step, BENCH_USUAL, &one, err);
    if (rc == 0)
        rc = observe_step(b, index, step, BENCH_OTHER_SEED, &other, err);
    const char *why = rc == 0 ? unfit(&one, &other) : NULL;
    const char *object = object_of(b, spec, step), *key = NULL;
    if (rc == 0 && !why && (!object || *object != '{' || !last_action(object, &key)))
        why = "has its action elsewhere: write the expectation beside it";
    if (why)
        refuse(b, spec, step, why);
    else if (rc == 0)
        insert(b, object, expectation(&one));
    if (rc == 0 && (one.value || one.type))
        expect_now(step, &one);
    observed_done(&one, 1);
    observed_done(&other, 1);
    return rc;
}

/* Programs: what is printed, and the exit status where that is not 0. */
static int bless_program(struct blessing *b, size_t index, struct grade_err *err)
{
    struct grade_case *spec = &b->package->problem->cases[index];
    struct grade_result *result = NULL;
    enum { NO_STATUS = 255 };
    spec->has_exit = true;
    spec->exit_status = NO_STATUS;
    int rc = grade_case_alone(b, index, BENCH_USUAL, &result, err);
    spec->has_exit = false;
    if (rc < 0)
        return rc;
    const struct grade_case_result *one = &result->cases[index];
    const struct grade_value *status = NULL;
    for (size_t i = 0; i < one->failure_count; i++)
        if (one->failures[i].aspect && !strcmp(one->failures[i].aspect, "exit"))
            status = one->failures[i].actual;
    const char *object = json_item(b->package->cases_json, "cases", index), *key = NULL;
    if (!status || status->kind != GRADE_KIND_INT || !object || !last_action(object, &key)) {
        refuse(b, spec, &spec->steps[0], "does not end as a program does");
    } else {
        struct grade_buf text = GRADE_BUF_INIT;
        grade_buf_adds(&text, "\"stdout\": ");
        grade_json_quote(&text, one->out.data ? one->out.data : "", one->out.len);
        grade_buf_addf(&text, ", \"exit\": %s", status->text);
        insert(b, object, grade_buf_take(&text));
    }
    grade_result_free(result);
    return 0;
}

static int bless_case(struct blessing *b, size_t index, struct grade_err *err)
{
    struct grade_case *spec = &b->package->problem->cases[index];
    int rc = 0;
    for (size_t k = 0; k < spec->step_count && rc == 0; k++)
        if (is_target(spec, &spec->steps[k]))
            rc = spec->kind == GRADE_CASE_PROGRAM ? bless_program(b, index, err)
                                                  : bless_step(b, index, &spec->steps[k], err);
    return rc;
}

/* ---------------------------------------------------------------------------------------------- */

void grade_blessing_done(struct grade_blessing *blessing)
{
    free(blessing->id);
    free(blessing->path);
    free(blessing->before);
    free(blessing->after);
    grade_strings_done(&blessing->notes);
    *blessing = (struct grade_blessing){0};
}

static int bless(struct blessing *b, struct grade_err *err)
{
    struct package *package = b->package;
    int rc = 0;
    if (!package_reference(package))
        return grade_fail(err, GRADE_FAULT_PACKAGE, ENOENT, "%s: there is no solutions/reference",
                          package->problem->id);
    b->out->id = grade_strdup(package->problem->id);
    b->out->path = grade_printf("%s/cases.json", package->dir);
    b->out->before = grade_strdup(package->cases_json);
    for (size_t i = 0; i < package->problem->case_count && rc == 0; i++)
        rc = bless_case(b, i, err);
    b->out->after = edits_apply(&b->edits, package->cases_json);
    return rc;
}

int grade_bless(struct grade_bench *bench, const char *dir, struct grade_blessing *out,
                struct grade_err *err)
{
    struct package package;
    struct grade_verified verified = {0};
    struct blessing b = {.package = &package, .out = out};
    bool usable = false;
    *out = (struct grade_blessing){0};
    int rc = package_open_draft(&package, bench, dir, &verified, &usable, err);
    if (rc == 0)
        rc = package_usable(&package, usable, err);
    if (rc == 0)
        rc = bless(&b, err);
    package_done(&package);
    grade_verified_done(&verified);
    return rc;
}
