/* The bench: three warm runners, each with a hash seed of its own, and what a result says. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct grade_bench {
    struct grade_bench_config config;
    struct grade_runner *runners[BENCH_RUNNERS];
};

static const struct {
    uint64_t seed;
    unsigned in_flight;
} ways[BENCH_RUNNERS] = {
    [BENCH_USUAL] = {0, 2},
    [BENCH_OTHER_SEED] = {1, 1},
    [BENCH_THIRD_SEED] = {2, 4},
};

struct grade_bench *grade_bench_new(const struct grade_bench_config *config)
{
    struct grade_bench *bench = grade_alloc(sizeof(*bench));
    bench->config = *config;
    return bench;
}

void grade_bench_free(struct grade_bench *bench)
{
    for (size_t i = 0; bench && i < GRADE_COUNT(bench->runners); i++)
        grade_runner_free(bench->runners[i]);
    free(bench);
}

const struct grade_bench_config *bench_config(const struct grade_bench *bench)
{
    return &bench->config;
}

int bench_runner(struct grade_bench *bench, int which, struct grade_runner **out,
                 struct grade_err *err)
{
    struct grade_run_config config = bench->config.run;
    config.seed = ways[which].seed;
    config.in_flight = ways[which].in_flight;
    int rc = bench->runners[which] ? 0 : grade_runner_new(&bench->runners[which], &config, err);
    if (rc == 0)
        *out = bench->runners[which];
    return rc;
}

struct grade_run_job bench_job(const struct package *package, const struct solution *solution)
{
    return (struct grade_run_job){
        .problem = package->problem,
        .solution_path = solution->path,
        .source = solution->text,
        .source_len = solution->len,
    };
}

int bench_grade(struct package *package, int which, const struct grade_run_job *job,
                struct grade_result **out, struct grade_err *err)
{
    struct grade_runner *runner = NULL;
    struct grade_result *result = NULL;
    int rc = bench_runner(package->bench, which, &runner, err);
    if (rc == 0)
        rc = grade_runner_grade(runner, job, &result, err);
    if (rc < 0 || !result)
        return rc;
    if (!result->interrupted) {
        *out = result;
        return 0;
    }
    package->out->interrupted = true;
    grade_result_free(result);
    return grade_fail(err, GRADE_FAULT_INTERRUPTED, EINTR, "interrupted");
}

/* Results ------------------------------------------------------------------------------------ */

bool case_skipped(const struct grade_case_result *result)
{
    return result->verdict == GRADE_VERDICT_SKIPPED;
}

bool case_failed(const struct grade_case_result *result)
{
    return result->verdict != GRADE_VERDICT_PASS && !case_skipped(result);
}

static char *failure_words(const struct grade_failure *failure)
{
    const char *aspect = failure->aspect ? failure->aspect : "";
    if (failure->expected_text && failure->actual_text)
        return grade_printf("%s%sexpected %.200s, but got %.200s", aspect, aspect[0] ? ": " : "",
                            failure->expected_text, failure->actual_text);
    return grade_printf("%.400s", failure->message ? failure->message : "fails");
}

char *first_failure(const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++) {
        const struct grade_case_result *one = &result->cases[i];
        if (!case_failed(one))
            continue;
        cleanup_free char *words = one->failure_count
                                       ? failure_words(&one->failures[0])
                                       : grade_strdup(grade_verdict_words(one->verdict));
        return grade_printf("case %zu '%s' (%s): %s", one->number, one->name,
                            grade_verdict_name(one->verdict), words);
    }
    return NULL;
}

/* The case that a part names, and its row; 0 for the whole case. */
static const struct grade_case_result *find_part(const struct grade_result *result,
                                                 const char *part, size_t *out_row)
{
    const char *bracket = strrchr(part, '[');
    *out_row = 0;
    for (size_t i = 0; i < result->case_count; i++)
        if (!strcmp(result->cases[i].name, part))
            return &result->cases[i];
    for (size_t i = 0; bracket && i < result->case_count; i++)
        if (strlen(result->cases[i].name) == (size_t)(bracket - part) &&
            !strncmp(result->cases[i].name, part, (size_t)(bracket - part)) &&
            sscanf(bracket, "[%zu]", out_row) == 1)
            return &result->cases[i];
    return NULL;
}

bool part_failed(const struct grade_result *result, const char *part)
{
    size_t row;
    const struct grade_case_result *found = find_part(result, part, &row);
    if (!found || !case_failed(found))
        return false;
    for (size_t i = 0; row && i < found->failure_count; i++)
        if (found->failures[i].row == row || found->failures[i].row == 0)
            return true;
    return row == 0;
}

bool part_skipped(const struct grade_result *result, const char *part)
{
    size_t row;
    const struct grade_case_result *found = find_part(result, part, &row);
    return !found || case_skipped(found);
}

bool parts_name_case(const struct grade_strings *parts, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < parts->count; i++)
        if (!strncmp(parts->items[i], name, len) &&
            (!parts->items[i][len] || parts->items[i][len] == '['))
            return true;
    return false;
}
