/* What only Python can say of a statement and a starter: whether their signatures are those of the
 * reference, and whether the examples run. */
#include "observe.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

static const char check[] = "statement";

/* Signatures --------------------------------------------------------------------------------- */

static const char *form_of(const struct grade_value *said)
{
    return grade_value_text(grade_value_get(said, "form"), NULL);
}

static void note_starter(struct package *package, const struct solution *starter, long line,
                         char *what, const char *mend)
{
    note_add(package, GRADE_NOTE_WARNING, check, starter->path, (struct place){line, 1}, what,
             grade_strdup("the learner starts from something else than what is asked for"),
             grade_strdup(mend));
}

/* A starter may leave a class without methods, but not with other ones. */
static void compare_methods(struct package *package, const struct solution *starter,
                            const char *name, const struct grade_value *reference,
                            const struct grade_value *said)
{
    const struct grade_value *want = grade_value_get(reference, "methods"),
                             *have = grade_value_get(said, "methods");
    for (size_t i = 0; want && have && i < have->count; i++) {
        const char *method = grade_value_text(have->items[i], "");
        size_t len = strcspn(method, "(");
        const char *other = NULL;
        for (size_t k = 0; k < want->count; k++) {
            const char *one = grade_value_text(want->items[k], "");
            if (!strncmp(one, method, len + 1))
                other = one;
        }
        if (other && strcmp(other, method) != 0)
            note_starter(package, starter,
                         (long)grade_value_number(grade_value_get(said, "line"), 1),
                         grade_printf("%s.%s, but in the reference %s", name, method, other),
                         "give both the same parameters");
    }
}

static void compare_starter(struct package *package, const struct solution *starter,
                            const char *name, const struct grade_value *about)
{
    const struct grade_value *reference = grade_value_get(about, "reference"),
                             *said = grade_value_get(about, "starter");
    const char *want = form_of(reference), *have = form_of(said);
    long line = (long)grade_value_number(grade_value_get(said, "line"), 1);
    if (!grade_value_truth(grade_value_get(said, "there"), true)) {
        note_starter(package, starter, 1, grade_printf("does not define '%s'", name),
                     "define it, without doing what is asked for");
        return;
    }
    if (want && have && strcmp(want, have) != 0)
        note_starter(package, starter, line,
                     grade_printf("'%s' is %s, but in the reference %s", name, have, want),
                     "give both the same parameters");
    compare_methods(package, starter, name, reference, said);
}

static void compare_readme(struct package *package, const struct grade_value *outline)
{
    const struct grade_value *said = grade_value_get(outline, "readme"),
                             *names = grade_value_get(outline, "names");
    for (size_t i = 0; said && said->kind == GRADE_KIND_LIST && i < said->count; i++) {
        const struct grade_value *item = said->items[i];
        if (item->kind != GRADE_KIND_LIST || item->count != 3)
            continue;
        const char *name = grade_value_text(item->items[0], "");
        const char *want = form_of(grade_value_get(grade_value_get(names, name), "reference")),
                   *have = grade_value_text(item->items[2], NULL);
        if (want && have && strcmp(want, have) != 0)
            note_add(package, GRADE_NOTE_WARNING, check, "README.md",
                     (struct place){(long)grade_value_number(item->items[1], 1), 1},
                     grade_printf("'%s' is %s, but in the reference %s", name, have, want),
                     grade_strdup("who follows the statement is refused"),
                     grade_strdup("give both the same parameters"));
    }
}

static void compare(struct package *package, const struct grade_value *outline)
{
    const struct solution *starter = package_starter(package);
    const struct grade_value *names = grade_value_get(outline, "names"),
                             *broken = grade_value_get(outline, "broken");
    bool starter_broken = false;
    for (size_t i = 0; broken && broken->kind == GRADE_KIND_LIST && i < broken->count; i++)
        starter_broken |= grade_value_is_str(broken->items[i], "starter");
    if (starter && starter_broken)
        note_starter(package, starter, 1, grade_strdup("is no Python that can be read"),
                     "mend its syntax");
    for (size_t i = 0; starter && !starter_broken && i < package->problem->names.count; i++) {
        const char *name = package->problem->names.items[i];
        compare_starter(package, starter, name, grade_value_get(names, name));
    }
    compare_readme(package, outline);
}

/* Examples ----------------------------------------------------------------------------------- */

/* The blocks as the steps of one case: what one defines the next may use. */
static struct grade_value *as_case(const struct grade_value *blocks)
{
    struct grade_value *one = grade_value_new(GRADE_KIND_DICT),
                       *steps = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < blocks->count; i++) {
        const struct grade_value *block = blocks->items[i];
        bool fine = block->kind == GRADE_KIND_LIST && block->count == 3;
        struct grade_value *step = grade_value_new(GRADE_KIND_DICT);
        bool run = fine && grade_value_truth(block->items[2], false);
        grade_value_put(step, "exec",
                        grade_value_str(run ? grade_value_text(block->items[1], "pass") : "pass"));
        grade_value_add(steps, step);
    }
    grade_value_put(one, "name", grade_value_str("examples"));
    grade_value_put(one, "steps", steps);
    return one;
}

static void note_example(struct package *package, long line, char *what, const char *mend)
{
    note_add(package, GRADE_NOTE_WARNING, check, "README.md", (struct place){line, 1}, what,
             grade_strdup("learners try what they read"), grade_strdup(mend));
}

static const char run_advice[] =
    "mend it, name the exception in a comment if it is meant, or write ```python no-run";

/* An example that shows an exception names it. */
static bool is_meant(const struct grade_failure *failure, const char *source)
{
    const char *type = failure->exception ? failure->exception->type : NULL;
    const char *dot = type ? strrchr(type, '.') : NULL;
    return type && strstr(source, dot ? dot + 1 : type);
}

static void judge_examples(struct package *package, const struct grade_value *blocks,
                           const struct grade_result *result)
{
    const struct grade_case_result *one = &result->cases[0];
    if (!case_failed(one) || !one->failure_count)
        return;
    const struct grade_failure *failure = &one->failures[0];
    size_t step = failure->step && failure->step <= blocks->count ? failure->step - 1 : 0;
    const struct grade_value *block = blocks->items[step];
    const char *source = grade_value_text(block->items[1], "");
    long line = (long)grade_value_number(block->items[0], 1);
    if (!is_meant(failure, source))
        note_example(package, line,
                     grade_printf("the example does not run with the reference: %.300s",
                                  failure->message ? failure->message : "it fails"),
                     run_advice);
}

/* A block that does not even compile is a fault of the case that is made of it. */
static int run_examples(struct package *package, const struct grade_value *blocks,
                        struct grade_err *err)
{
    struct grade_value *cases = grade_value_new(GRADE_KIND_LIST);
    struct grade_problem *problem = NULL;
    struct grade_result *result = NULL;
    grade_value_add(cases, as_case(blocks));
    int rc = observe_problem(&problem, package, cases, err);
    grade_value_free(cases);
    if (rc == 0) {
        struct grade_run_job job = bench_job(package, package_reference(package));
        job.problem = problem;
        rc = bench_grade(package, BENCH_USUAL, &job, &result, err);
    }
    if (rc == 0) {
        judge_examples(package, blocks, result);
    } else if (err->fault == GRADE_FAULT_PACKAGE) {
        const char *words = strstr(err->msg, "step ");
        note_example(package, (long)grade_value_number(blocks->items[0]->items[0], 1),
                     grade_printf("an example is no Python: %s", words ? words : err->msg),
                     run_advice);
        rc = 0;
    }
    grade_result_free(result);
    grade_problem_free(problem);
    return rc;
}

/* -------------------------------------------------------------------------------------------- */

static struct grade_value *bytes_or_none(const char *text, size_t len)
{
    return text ? grade_value_bytes(text, len) : grade_value_new(GRADE_KIND_NONE);
}

static int look(struct package *package, struct grade_value **out, struct grade_err *err)
{
    const struct solution *reference = package_reference(package),
                          *starter = package_starter(package);
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT),
                       *names = grade_value_new(GRADE_KIND_LIST);
    struct grade_runner *runner = NULL;
    for (size_t i = 0; i < package->problem->names.count; i++)
        grade_value_add(names, grade_value_str(package->problem->names.items[i]));
    grade_value_put(body, "names", names);
    grade_value_put(body, "reference", bytes_or_none(reference->text, reference->len));
    grade_value_put(body, "starter",
                    bytes_or_none(starter ? starter->text : NULL, starter ? starter->len : 0));
    grade_value_put(body, "readme",
                    bytes_or_none(package->readme, package->readme ? strlen(package->readme) : 0));
    int rc = bench_runner(package->bench, BENCH_USUAL, &runner, err);
    if (rc < 0)
        grade_value_free(body);
    return rc < 0 ? rc : grade_runner_look(runner, package->problem, "outline", body, out, err);
}

int check_code(struct package *package, struct grade_err *err)
{
    const struct solution *reference = package_reference(package);
    struct grade_value *outline = NULL;
    if (package->skipped || !reference || strcmp(package->problem->solution_kind, "python") != 0 ||
        package->problem->django)
        return 0;
    int rc = look(package, &outline, err);
    if (rc < 0)
        return rc;
    compare(package, outline);
    const struct grade_value *blocks = grade_value_get(outline, "blocks");
    if (blocks && blocks->kind == GRADE_KIND_LIST && blocks->count && reference->result &&
        reference->result->verdict == GRADE_VERDICT_PASS)
        rc = run_examples(package, blocks, err);
    grade_value_free(outline);
    return rc;
}
