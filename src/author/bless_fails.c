/* Blessing "fails": the cases that each wrong solution fails, written into its misconception in
 * problem.json for the author to read. What it names already and still holds stays where it is, a
 * row among it; nothing else in the file is touched. */
#include "bless_fails.h"

#include "grade/mem.h"

#include <errno.h>
#include <string.h>

struct fails {
    struct package *package;
    struct grade_blessing *out;
    struct grade_result *reference;
    struct edits edits;
};

/* Whether it may be written ---------------------------------------------------------------------
 */

static const struct grade_case_result *first_of(const struct grade_result *result,
                                                enum grade_verdict verdict)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (result->cases[i].verdict == verdict)
            return &result->cases[i];
    return NULL;
}

static char *grades_own(const struct solution *solution, const struct grade_result *result)
{
    const struct grade_case_result *found = first_of(result, GRADE_VERDICT_INTERNAL);
    if (!found && result->verdict != GRADE_VERDICT_INTERNAL)
        return NULL;
    cleanup_free char *where =
        found ? grade_printf(" in case %zu '%s'", found->number, found->name) : grade_strdup("");
    return grade_printf("ends in an internal error%s: see what grade says of %s", where,
                        solution->path);
}

static char *passes_all(const struct solution *solution, const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (case_failed(&result->cases[i]))
            return NULL;
    const struct grade_case_result *skipped = first_of(result, GRADE_VERDICT_SKIPPED);
    if (skipped)
        return grade_printf("passes every case that runs here: case %zu '%s' is skipped",
                            skipped->number, skipped->name);
    return grade_printf("passes every case: add one that %s fails", solution->path);
}

static char *is_luck(const struct grade_result *result, const struct grade_result *other)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (case_failed(&result->cases[i]) != case_failed(&other->cases[i]))
            return grade_printf("fails case %zu '%s' in one run and not in another: find what is "
                                "not fixed",
                                result->cases[i].number, result->cases[i].name);
    return NULL;
}

/* What is said to pass cannot be said to fail: grade would refuse the file. */
static char *says_it_passes(const struct solution *solution, const struct grade_result *result)
{
    const struct grade_strings *passes = &solution->own->passes;
    for (size_t i = 0; i < passes->count; i++)
        if (part_failed(result, passes->items[i]))
            return grade_printf("fails '%s', which stands in its \"passes\": take it out there, or "
                                "mend the case",
                                passes->items[i]);
    return NULL;
}

char *fails_unfit(const struct solution *solution, const struct grade_result *result,
                  const struct grade_result *other)
{
    char *why = grades_own(solution, result);
    if (!why)
        why = grades_own(solution, other);
    if (!why)
        why = is_luck(result, other);
    if (!why)
        why = passes_all(solution, result);
    return why ? why : says_it_passes(solution, result);
}

static void refuse(struct fails *f, const struct grade_misconception *one, const char *why)
{
    cleanup_free char *line = grade_printf("misconception '%s' %s", one->name, why);
    grade_strings_add(&f->out->notes, line);
    f->out->refused++;
}

/* Writing -------------------------------------------------------------------------------------- */

/* What is to stand in "fails": the names, and each as it stands in the text or would. */
struct wanted {
    struct grade_strings names, texts;
    bool changed;
};

/* What this machine skips cannot be looked at here: what is said of it stays. */
static void keep_named(struct wanted *wanted, const struct fails *f,
                       const struct grade_strings *named, const char *list,
                       const struct grade_result *result)
{
    for (size_t i = 0; i < named->count; i++) {
        const char *part = named->items[i], *item = json_in_list(list, i);
        cleanup_free char *text = grade_strndup(item, (size_t)(json_after(item) - item));
        if (!part_skipped(f->reference, part) && !part_failed(result, part)) {
            wanted->changed = true;
            continue;
        }
        grade_strings_add(&wanted->names, part);
        grade_strings_add(&wanted->texts, text);
    }
}

static void add_failed(struct wanted *wanted, const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *one = &result->cases[i];
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        if (!case_failed(one) || parts_name_case(&wanted->names, one->name))
            continue;
        grade_json_quote(&text, one->name, strlen(one->name));
        grade_strings_add(&wanted->names, one->name);
        grade_strings_add(&wanted->texts, grade_buf_text(&text));
        wanted->changed = true;
    }
}

static char *blank_at(const char *text)
{
    return grade_strndup(text, strspn(text, " \t\r\n"));
}

/* Laid out as the list at `list` (NULL: there is none) is, by its first two items. */
static char *list_text(const struct grade_strings *texts, const char *list)
{
    const char *first = list ? json_in_list(list, 0) : NULL,
               *second = first ? json_in_list(list, 1) : NULL, *last = first;
    for (size_t i = 1; last && json_in_list(list, i); i++)
        last = json_in_list(list, i);
    cleanup_free char *open = blank_at(first ? list + 1 : "");
    cleanup_free char *close = blank_at(last ? json_after(last) : "");
    cleanup_free char *between =
        second ? grade_strndup(json_after(first), (size_t)(second - json_after(first)))
               : grade_printf(",%s", open[0] ? open : " ");
    struct grade_buf out = GRADE_BUF_INIT;
    grade_buf_addf(&out, "[%s", open);
    for (size_t i = 0; i < texts->count; i++)
        grade_buf_addf(&out, "%s%s", i ? between : "", texts->items[i]);
    grade_buf_addf(&out, "%s]", close);
    return grade_buf_take(&out);
}

static void write_list(struct fails *f, size_t index, const struct grade_strings *texts)
{
    const char *json = f->package->problem_json;
    const char *object = json_item(json, "misconceptions", index);
    const char *list = json_key(object, "fails");
    cleanup_free char *text = list_text(texts, list);
    if (list)
        edits_add(&f->edits, (size_t)(list - json), (size_t)(json_after(list) - list),
                  grade_take(text));
    else
        edits_add_behind(&f->edits, json, object, "hint", grade_printf("\"fails\": %s", text));
    f->out->count++;
}

static void bless_result(struct fails *f, size_t index, const struct grade_result *result)
{
    const struct grade_misconception *one = &f->package->problem->misconceptions[index];
    const char *object = json_item(f->package->problem_json, "misconceptions", index);
    struct wanted wanted = {0};
    keep_named(&wanted, f, &one->fails, object ? json_key(object, "fails") : NULL, result);
    add_failed(&wanted, result);
    if (wanted.changed)
        write_list(f, index, &wanted.texts);
    grade_strings_done(&wanted.names);
    grade_strings_done(&wanted.texts);
}

/* ---------------------------------------------------------------------------------------------- */

static int bless_wrong(struct fails *f, size_t index, const struct solution *solution,
                       struct grade_err *err)
{
    struct grade_run_job job = bench_job(f->package, solution);
    struct grade_result *result = NULL, *other = NULL;
    int rc = bench_grade(f->package, BENCH_USUAL, &job, &result, err);
    if (rc == 0)
        rc = bench_grade(f->package, BENCH_OTHER_SEED, &job, &other, err);
    cleanup_free char *why = rc == 0 ? fails_unfit(solution, result, other) : NULL;
    if (why)
        refuse(f, solution->own, why);
    else if (rc == 0)
        bless_result(f, index, result);
    grade_result_free(result);
    grade_result_free(other);
    return rc;
}

/* Where the reference fails, a case says nothing of a mistake. */
static int run_reference(struct fails *f, struct grade_err *err)
{
    const struct grade_problem *problem = f->package->problem;
    const struct solution *reference = package_reference(f->package);
    if (!reference)
        return grade_fail(err, GRADE_FAULT_PACKAGE, ENOENT, "%s: there is no solutions/reference",
                          problem->id);
    struct grade_run_job job = bench_job(f->package, reference);
    int rc = bench_grade(f->package, BENCH_USUAL, &job, &f->reference, err);
    if (rc < 0)
        return rc;
    cleanup_free char *failure = first_failure(f->reference);
    if (failure)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: the reference fails: %s",
                          problem->id, failure);
    if (f->reference->verdict == GRADE_VERDICT_SKIPPED)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: is skipped here: %s", problem->id,
                          f->reference->case_count && f->reference->cases[0].reason
                              ? f->reference->cases[0].reason
                              : "?");
    return 0;
}

static int bless_all(struct fails *f, struct grade_err *err)
{
    const struct package *package = f->package;
    int rc = run_reference(f, err);
    if (rc < 0)
        return rc;
    f->out->id = grade_strdup(package->problem->id);
    f->out->path = grade_printf("%s/problem.json", package->dir);
    f->out->before = grade_strdup(package->problem_json);
    for (size_t i = 0; i < package->problem->misconception_count && rc == 0; i++) {
        const struct grade_misconception *one = &package->problem->misconceptions[i];
        const struct solution *solution = package_wrong(package, one);
        if (solution)
            rc = bless_wrong(f, i, solution, err);
        else
            refuse(f, one, "has no file in solutions/wrong: add the mistake that it is");
    }
    f->out->after = edits_apply(&f->edits, package->problem_json);
    return rc;
}

int grade_bless_fails(struct grade_bench *bench, const char *dir, struct grade_blessing *out,
                      struct grade_err *err)
{
    struct package package;
    struct grade_verified verified = {0};
    struct fails f = {.package = &package, .out = out};
    bool usable = false;
    *out = (struct grade_blessing){0};
    int rc = package_open_draft(&package, bench, dir, &verified, &usable, err);
    if (rc == 0)
        rc = package_usable(&package, usable, err);
    if (rc == 0)
        rc = bless_all(&f, err);
    grade_result_free(f.reference);
    package_done(&package);
    grade_verified_done(&verified);
    return rc;
}
