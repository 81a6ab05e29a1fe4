/* Making and grading mutants: see mutants.h. */
#include "mutants.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    CPU_FACTOR = 10, /* many a mutant loops for ever: so much more than the reference needs */
    CPU_LEAST_MS = 100,
    WALL_LEAST_MS = 3000,
};

bool mutants_apply(const struct package *package)
{
    const struct solution *reference = package_reference(package);
    size_t len = reference ? strlen(reference->path) : 0;
    return len > 3 && !strcmp(reference->path + len - 3, ".py") &&
           strcmp(package->problem->solution_kind, "tests") != 0 && !package->problem->model;
}

/* Making: a box says what the edits are, so nothing of it is taken for granted -------------------
 */

static int by_place(const void *a, const void *b)
{
    const struct mutant_edit *one = a, *other = b;
    return one->start < other->start ? 1 : one->start > other->start ? -1 : 0;
}

static bool read_edit(struct mutant *to, const struct grade_value *json, size_t most)
{
    if (json->kind != GRADE_KIND_LIST || json->count != 3 || to->edit_count == MUTANT_EDITS_MAX)
        return false;
    long long start = grade_value_number(json->items[0], -1),
              end = grade_value_number(json->items[1], -1);
    const char *text = grade_value_text(json->items[2], NULL);
    if (!text || start < 0 || end < start || (size_t)end > most)
        return false;
    to->edits[to->edit_count++] =
        (struct mutant_edit){(size_t)start, (size_t)end, grade_strdup(text)};
    return true;
}

static bool overlap(const struct mutant *mutant)
{
    for (size_t i = 1; i < mutant->edit_count; i++)
        if (mutant->edits[i].end > mutant->edits[i - 1].start)
            return true;
    return false;
}

static void mutant_done(struct mutant *mutant)
{
    free(mutant->id);
    free(mutant->operator_name);
    for (size_t i = 0; i < mutant->edit_count; i++)
        free(mutant->edits[i].text);
}

static bool read_mutant(struct mutant *to, const struct grade_value *json, size_t most)
{
    const struct grade_value *edits = grade_value_get(json, "edits");
    to->id = grade_strdup(grade_value_text(grade_value_get(json, "id"), "?"));
    to->operator_name = grade_strdup(grade_value_text(grade_value_get(json, "operator"), "?"));
    to->line = (long)grade_value_number(grade_value_get(json, "line"), 1);
    to->column = (long)grade_value_number(grade_value_get(json, "column"), 1);
    for (size_t i = 0; edits && edits->kind == GRADE_KIND_LIST && i < edits->count; i++)
        if (!read_edit(to, edits->items[i], most))
            return false;
    qsort(to->edits, to->edit_count, sizeof(to->edits[0]), by_place);
    return to->edit_count > 0 && !overlap(to);
}

static const struct grade_equivalent *find_equivalent(const struct grade_problem *problem,
                                                      const char *id)
{
    for (size_t i = 0; i < problem->equivalent_count; i++)
        if (!strcmp(problem->equivalent[i].id, id))
            return &problem->equivalent[i];
    return NULL;
}

static int read_all(struct mutants *out, const struct package *package,
                    const struct grade_value *answer, struct grade_err *err)
{
    const struct grade_value *list = grade_value_get(answer, "mutants");
    const char *fault = grade_value_text(grade_value_get(answer, "fault"), NULL);
    if (fault)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "the reference does not parse: %s",
                          fault);
    if (!list || list->kind != GRADE_KIND_LIST)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "the mutants cannot be read");
    out->items = grade_alloc_array(list->count, sizeof(*out->items));
    out->left_out = (size_t)grade_value_number(grade_value_get(answer, "left_out"), 0);
    for (size_t i = 0; i < list->count; i++) {
        struct mutant *mutant = &out->items[out->count];
        if (!read_mutant(mutant, list->items[i], package_reference(package)->len)) {
            mutant_done(mutant);
            *mutant = (struct mutant){0};
            continue;
        }
        mutant->equivalent = find_equivalent(package->problem, mutant->id);
        out->count++;
    }
    return 0;
}

int mutants_make(struct mutants *out, struct package *package, struct grade_err *err)
{
    const struct solution *reference = package_reference(package);
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT), *answer = NULL;
    struct grade_runner *runner = NULL;
    *out = (struct mutants){0};
    grade_value_put(body, "file", grade_value_str(package->problem->solution_file));
    grade_value_put(body, "source", grade_value_bytes(reference->text, reference->len));
    const struct solution *starter = package_starter(package);
    grade_value_put(body, "starter",
                    starter ? grade_value_bytes(starter->text, starter->len)
                            : grade_value_new(GRADE_KIND_NONE));
    int rc = bench_runner(package->bench, BENCH_USUAL, &runner, err);
    if (rc < 0) {
        grade_value_free(body);
        return rc;
    }
    rc = grade_runner_look(runner, package->problem, "mutants", body, &answer, err);
    if (rc == 0)
        rc = read_all(out, package, answer, err);
    grade_value_free(answer);
    return rc < 0 ? grade_err_wrap(err, rc, "%s", reference->path) : 0;
}

void mutants_done(struct mutants *mutants)
{
    for (size_t i = 0; i < mutants->count; i++)
        mutant_done(&mutants->items[i]);
    free(mutants->items);
    *mutants = (struct mutants){0};
}

char *mutant_source(const struct mutant *mutant, const struct solution *reference)
{
    struct grade_buf text = GRADE_BUF_INIT;
    size_t at = 0;
    for (size_t i = mutant->edit_count; i-- > 0;) {
        const struct mutant_edit *edit = &mutant->edits[i];
        grade_buf_add(&text, reference->text + at, edit->start - at);
        grade_buf_adds(&text, edit->text);
        at = edit->end;
    }
    grade_buf_add(&text, reference->text + at, reference->len - at);
    return grade_buf_take(&text);
}

/* Grading ----------------------------------------------------------------------------------------
 */

/* A mutant gets a multiple of what the reference used: what loops for ever is told soon. */
static void tighten(struct package *package, struct grade_limits *saved)
{
    const struct grade_result *usual = package_reference(package)->result;
    for (size_t i = 0; i < package->problem->case_count; i++) {
        long long *limits = package->problem->cases[i].limits.value;
        long long cpu = (long long)(usual->cases[i].cpu_ms * CPU_FACTOR) + 1,
                  wall = (long long)(usual->cases[i].duration_ms * CPU_FACTOR) + 1;
        saved[i] = package->problem->cases[i].limits;
        cpu = cpu < CPU_LEAST_MS ? CPU_LEAST_MS : cpu;
        wall = wall < WALL_LEAST_MS ? WALL_LEAST_MS : wall;
        if (cpu < limits[GRADE_LIMIT_CPU_MS])
            limits[GRADE_LIMIT_CPU_MS] = cpu;
        if (wall < limits[GRADE_LIMIT_WALL_MS])
            limits[GRADE_LIMIT_WALL_MS] = wall;
    }
}

static void loosen(struct package *package, const struct grade_limits *saved)
{
    for (size_t i = 0; i < package->problem->case_count; i++)
        package->problem->cases[i].limits = saved[i];
}

/* Cases about types come last: they take long, and what is changed is what runs. */
static size_t *quick_first(const struct grade_problem *problem)
{
    size_t *order = grade_alloc_array(problem->case_count, sizeof(*order)), next = 0;
    for (int types = 0; types < 2; types++)
        for (size_t i = 0; i < problem->case_count; i++)
            if (problem->cases[i].types == types)
                order[next++] = i;
    return order;
}

static int grade_one(struct mutant *mutant, struct package *package, struct grade_err *err)
{
    const struct solution *reference = package_reference(package);
    cleanup_free char *source = mutant_source(mutant, reference);
    cleanup_free size_t *order = quick_first(package->problem);
    struct grade_run_job job = bench_job(package, reference);
    struct grade_result *result = NULL;
    job.order = order;
    job.source = source;
    job.source_len = strlen(source);
    job.first_failure = true;
    /* One case at a time: the first mostly tells, and those behind it would be run for nothing. */
    int rc = bench_grade(package, BENCH_OTHER_SEED, &job, &result, err);
    for (size_t i = 0; rc == 0 && i < result->case_count && !mutant->killed; i++)
        if (case_failed(&result->cases[i])) {
            mutant->killed = true;
            mutant->killer = i;
            mutant->verdict = result->cases[i].verdict;
            package->first[i] = true;
        }
    if (rc == 0)
        grade_result_free(result);
    return rc;
}

int mutants_grade(struct mutants *mutants, struct package *package,
                  void (*each)(void *owner, size_t at, size_t count), void *owner,
                  struct grade_err *err)
{
    cleanup_free struct grade_limits *saved =
        grade_alloc_array(package->problem->case_count, sizeof(*saved));
    int rc = 0;
    tighten(package, saved);
    for (size_t i = 0; i < mutants->count && rc == 0; i++) {
        if (each)
            each(owner, i, mutants->count);
        rc = grade_one(&mutants->items[i], package, err);
    }
    loosen(package, saved);
    return rc;
}
