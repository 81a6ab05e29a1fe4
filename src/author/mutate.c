/* `grade mutate`: every mutant with its difference, and of a survivor an input that tells it from
 * the reference, where trying finds one. */
#include "mutants.h"
#include "observe.h"
#include "vary.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 150, ATTEMPTS_MOST = 4 };

void grade_mutation_done(struct grade_mutation *mutation)
{
    for (size_t i = 0; i < mutation->count; i++) {
        struct grade_mutant *one = &mutation->items[i];
        char *const texts[] = {one->id,         one->operator_name, one->diff, one->killer,
                               one->equivalent, one->telling,       one->row};
        for (size_t k = 0; k < GRADE_COUNT(texts); k++)
            free(texts[k]);
    }
    free(mutation->items);
    free(mutation->id);
    free(mutation->file);
    free(mutation->inapplicable);
    *mutation = (struct grade_mutation){0};
}

/* An input that tells ---------------------------------------------------------------------------
 */

/* Steps with arguments that a variation could replace. What is given, and what goes by keyword, is
 * left alone. */
static bool can_vary(const struct grade_case *spec, const struct grade_step *step)
{
    return step->args && step->args->count && !step->kwargs && !step->given.count &&
           !spec->given.count && !spec->replace.count && spec->kind == GRADE_CASE_STEPS &&
           !spec->growth && (step->action == GRADE_STEP_CALL || step->action == GRADE_STEP_EVAL);
}

/* The steps of a case that vary alike: those of a table share their action. */
static struct grade_value *rows_near(const struct grade_case *spec, const struct grade_step **out)
{
    struct grade_value *rows = grade_value_new(GRADE_KIND_LIST);
    *out = NULL;
    for (size_t i = 0; i < spec->step_count; i++) {
        const struct grade_step *step = &spec->steps[i];
        if (!can_vary(spec, step) || (*out && strcmp((*out)->source, step->source) != 0))
            continue;
        *out = step;
        vary_args(rows, step->args, ROWS_MOST);
    }
    return rows;
}

static char *observed_words(const struct observed *one)
{
    struct grade_buf text = GRADE_BUF_INIT;
    if (one->type)
        grade_buf_addf(&text, "raises %s", one->type);
    else if (one->value)
        grade_value_to_python(&text, one->value, 200);
    else
        grade_buf_adds(&text, "no answer");
    return grade_buf_take(&text);
}

static char *call_words(const struct grade_step *step, const struct grade_value *args)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(&text, "%s%s", step->source, step->action == GRADE_STEP_CALL ? "(" : " with ");
    for (size_t i = 0; i < args->count; i++) {
        grade_buf_adds(&text, i ? ", " : "");
        grade_value_to_python(&text, args->items[i], 200);
    }
    if (step->action == GRADE_STEP_CALL)
        grade_buf_addc(&text, ')');
    return grade_buf_take(&text);
}

/* The row of a table that the author may take over. */
static char *row_text(const struct grade_value *args, const struct observed *want)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(&text, want->type ? "{\"args\": " : "[");
    grade_value_to_json(&text, args);
    grade_buf_adds(&text, want->type ? ", \"raises\": \"" : ", ");
    if (want->type)
        grade_buf_addf(&text, "%s\"}", want->type);
    else if (want->value)
        grade_value_to_json(&text, want->value);
    if (!want->type)
        grade_buf_addc(&text, ']');
    return grade_buf_take(&text);
}

static void tell(struct grade_mutant *to, const struct grade_case *spec,
                 const struct grade_step *step, const struct grade_value *args,
                 const struct observed *right, const struct observed *wrong)
{
    cleanup_free char *call = call_words(step, args), *gives = observed_words(right),
                      *instead = observed_words(wrong);
    to->telling = grade_printf("%s: %s, but with the mutant %s; a row for case %zu '%s'", call,
                               gives, instead, spec->number, spec->name);
    to->row = row_text(args, right);
}

static int try_case(struct grade_mutant *to, const struct mutant *mutant, struct package *package,
                    const struct grade_case *spec, bool *out_tried, struct grade_err *err)
{
    const struct solution *reference = package_reference(package);
    const struct grade_step *step = NULL;
    struct grade_value *rows = rows_near(spec, &step);
    struct observed *right = grade_alloc_array(rows->count, sizeof(*right)),
                    *wrong = grade_alloc_array(rows->count, sizeof(*wrong));
    cleanup_free char *source = mutant_source(mutant, reference);
    int rc = 0;
    *out_tried = step != NULL;
    if (step)
        rc = observe_rows(right, package, spec, step, rows, reference->text, reference->len, err);
    if (step && rc == 0)
        rc = observe_rows(wrong, package, spec, step, rows, source, strlen(source), err);
    for (size_t i = 0; step && rc == 0 && i < rows->count && !to->telling; i++)
        if ((right[i].value || right[i].type) && !observed_same(&right[i], &wrong[i]))
            tell(to, spec, step, rows->items[i], &right[i], &wrong[i]);
    observed_done(right, rows->count);
    observed_done(wrong, rows->count);
    free(right);
    free(wrong);
    grade_value_free(rows);
    return rc;
}

/* Cases that draw are run again with other seeds: other inputs. */
static int try_seeds(struct grade_mutant *to, const struct mutant *mutant, struct package *package,
                     struct grade_err *err)
{
    const struct grade_problem *problem = package->problem;
    cleanup_free bool *drawn = grade_alloc_array(problem->case_count, sizeof(*drawn));
    cleanup_free char *source = mutant_source(mutant, package_reference(package));
    struct grade_run_job job = bench_job(package, package_reference(package));
    bool any = false;
    for (size_t i = 0; i < problem->case_count; i++)
        any |= drawn[i] = problem->cases[i].generate != NULL;
    job.source = source;
    job.source_len = strlen(source);
    job.selected = drawn;
    for (int which = BENCH_OTHER_SEED; any && which < BENCH_RUNNERS && !to->telling; which++) {
        struct grade_result *result = NULL;
        int rc = bench_grade(package, which, &job, &result, err);
        if (rc < 0)
            return rc;
        cleanup_free char *words = first_failure(result);
        if (words)
            to->telling = grade_printf("with other inputs drawn %s; raise its \"count\", or give "
                                       "the input among its \"edges\"",
                                       words);
        grade_result_free(result);
    }
    return 0;
}

static int find_telling(struct grade_mutant *to, const struct mutant *mutant,
                        struct package *package, struct grade_err *err)
{
    size_t attempts = 0;
    int rc = try_seeds(to, mutant, package, err);
    for (size_t i = 0; i < package->problem->case_count && rc == 0; i++) {
        bool tried = false;
        if (to->telling || attempts == ATTEMPTS_MOST)
            break;
        rc = try_case(to, mutant, package, &package->problem->cases[i], &tried, err);
        attempts += tried;
    }
    return rc;
}

/* All of it --------------------------------------------------------------------------------------
 */

static int describe(struct grade_mutant *to, const struct mutant *mutant, struct package *package,
                    struct grade_err *err)
{
    const struct solution *reference = package_reference(package);
    cleanup_free char *source = mutant_source(mutant, reference);
    struct grade_buf diff = GRADE_BUF_INIT;
    grade_unified_diff(&diff, reference->text, source);
    *to = (struct grade_mutant){
        .id = grade_strdup(mutant->id),
        .operator_name = grade_strdup(mutant->operator_name),
        .line = mutant->line,
        .column = mutant->column,
        .diff = grade_buf_take(&diff),
        .killed = mutant->killed,
        .equivalent = mutant->equivalent ? grade_strdup(mutant->equivalent->why) : NULL,
    };
    if (mutant->killed) {
        const struct grade_case *spec = &package->problem->cases[mutant->killer];
        to->killer = grade_printf("case %zu '%s': %s", spec->number, spec->name,
                                  grade_verdict_name(mutant->verdict));
        return 0;
    }
    return mutant->equivalent ? 0 : find_telling(to, mutant, package, err);
}

static int grade_reference(struct package *package, struct grade_err *err)
{
    struct solution *reference = package->solution_count ? &package->solutions[0] : NULL;
    if (!reference || reference->role != ROLE_REFERENCE)
        return grade_fail(err, GRADE_FAULT_PACKAGE, ENOENT, "%s: there is no solutions/reference",
                          package->problem->id);
    struct grade_run_job job = bench_job(package, reference);
    int rc = bench_grade(package, BENCH_USUAL, &job, &reference->result, err);
    if (rc < 0 || reference->result->verdict == GRADE_VERDICT_PASS)
        return rc;
    if (reference->result->verdict == GRADE_VERDICT_SKIPPED)
        return grade_fail(err, GRADE_FAULT_MACHINE, ENOENT, "%s: %s", package->problem->id,
                          reference->result->cases[0].reason);
    cleanup_free char *failure = first_failure(reference->result);
    return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: the reference fails %s",
                      package->problem->id, failure ? failure : "");
}

static int mutate(struct package *package, struct grade_mutation *out,
                  void (*progress)(void *owner, size_t at, size_t count), void *owner,
                  struct grade_err *err)
{
    struct mutants mutants = {0};
    int rc = grade_reference(package, err);
    if (rc < 0)
        return rc;
    out->file = grade_printf("%s/%s", package->dir, package_reference(package)->path);
    if (!mutants_apply(package)) {
        out->inapplicable = grade_printf(
            "there are no mutants of a solution of kind '%s'%s", package->problem->solution_kind,
            strcmp(package->problem->solution_kind, "tests") != 0
                ? ""
                : ": the subjects are the mutants that it has to notice");
        return 0;
    }
    rc = mutants_make(&mutants, package, err);
    if (rc == 0)
        rc = mutants_grade(&mutants, package, progress, owner, err);
    out->items = grade_alloc_array(mutants.count, sizeof(*out->items));
    out->left_out = mutants.left_out;
    for (size_t i = 0; i < mutants.count && rc == 0; i++)
        rc = describe(&out->items[out->count++], &mutants.items[i], package, err);
    mutants_done(&mutants);
    return rc;
}

int grade_mutate(struct grade_bench *bench, const char *dir, struct grade_mutation *out,
                 void (*progress)(void *owner, size_t at, size_t count), void *owner,
                 struct grade_err *err)
{
    struct package package;
    struct grade_verified verified = {0};
    bool usable = false;
    *out = (struct grade_mutation){0};
    int rc = package_open(&package, bench, dir, &verified, &usable, err);
    if (rc == 0)
        rc = package_usable(&package, usable, err);
    if (rc == 0) {
        out->id = grade_strdup(package.problem->id);
        rc = mutate(&package, out, progress, owner, err);
    }
    package_done(&package);
    grade_verified_done(&verified);
    return rc;
}
