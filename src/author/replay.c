/* Earlier submissions under the problem as it is now: whose verdict a change of it changes. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>

enum { CASES_TOLD = 6 };

void grade_replay_done(struct grade_replay *replay)
{
    free(replay->path);
    free(replay->before);
    free(replay->after);
    free(replay->words);
    *replay = (struct grade_replay){0};
}

static int gone(struct grade_replay *out, const char *why)
{
    out->kind = GRADE_REPLAYED_GONE;
    out->words = grade_strdup(why);
    return 0;
}

static bool same_bytes(const struct grade_buf *source, const char *digest)
{
    char hex[SHA256_DIGEST_STRING_LENGTH];
    SHA256Data((const uint8_t *)grade_buf_text(source), source->len, hex);
    return digest && !strcmp(hex, digest);
}

static const struct grade_case_result *find_case(const struct grade_result *result,
                                                 const char *name)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (!strcmp(result->cases[i].name, name))
            return &result->cases[i];
    return NULL;
}

/* "case 3 'x' pass, now wrong; 'y' is new: pass". Cases are the same where their names are. */
static char *changes(const struct grade_result *before, const struct grade_result *after)
{
    struct grade_buf text = GRADE_BUF_INIT;
    size_t told = 0;
    for (size_t i = 0; i < after->case_count; i++) {
        const struct grade_case_result *now = &after->cases[i];
        const struct grade_case_result *then = find_case(before, now->name);
        if ((then && then->verdict == now->verdict) || (!then && !case_failed(now)))
            continue;
        if (told++ >= CASES_TOLD)
            continue;
        grade_buf_addf(&text, "%scase %zu '%s' %s%s%s", text.len ? "; " : "", now->number,
                       now->name, then ? grade_verdict_name(then->verdict) : "is new",
                       then ? ", now " : ": ", grade_verdict_name(now->verdict));
    }
    for (size_t i = 0; i < before->case_count; i++)
        if (!find_case(after, before->cases[i].name) && case_failed(&before->cases[i]) &&
            told++ < CASES_TOLD)
            grade_buf_addf(&text, "%s'%s', which failed, is gone", text.len ? "; " : "",
                           before->cases[i].name);
    if (before->verdict == after->verdict)
        grade_buf_addf(&text, "%s%g of %g points, now %g of %g", text.len ? "; " : "",
                       before->points, before->max_points, after->points, after->max_points);
    if (told > CASES_TOLD)
        grade_buf_addf(&text, "; and %zu more", told - CASES_TOLD);
    return grade_buf_take(&text);
}

/* Points may be given anew; what counts is how many of all there are. */
static bool same_share(const struct grade_result *a, const struct grade_result *b)
{
    double difference = a->points * b->max_points - b->points * a->max_points;
    return difference < 1e-9 && difference > -1e-9;
}

static int grade_again(struct grade_bench *bench, const struct grade_problem *problem,
                       const struct grade_result *before, const struct grade_buf *source,
                       struct grade_replay *out, struct grade_err *err)
{
    struct grade_runner *runner = NULL;
    struct grade_result *after = NULL;
    const struct grade_run_job job = {.problem = problem,
                                      .solution_path = before->solution_path,
                                      .source = grade_buf_text(source),
                                      .source_len = source->len};
    int rc = bench_runner(bench, BENCH_USUAL, &runner, err);
    if (rc == 0)
        rc = grade_runner_grade(runner, &job, &after, err);
    if (rc == 0 && after->interrupted)
        rc = grade_fail(err, GRADE_FAULT_INTERRUPTED, EINTR, "interrupted");
    if (rc == 0) {
        out->after = grade_strdup(grade_verdict_name(after->verdict));
        bool same = before->verdict == after->verdict && same_share(before, after);
        out->kind = same ? GRADE_REPLAYED_SAME : GRADE_REPLAYED_CHANGED;
        out->words = same ? NULL : changes(before, after);
    }
    grade_result_free(after);
    return rc;
}

static int replay(struct grade_bench *bench, const struct grade_problem *problem,
                  const struct grade_result *before, struct grade_replay *out,
                  struct grade_err *err)
{
    cleanup_buf struct grade_buf source = GRADE_BUF_INIT;
    struct grade_err missing;
    out->path = grade_strdup(before->solution_path ? before->solution_path : "?");
    out->before = grade_strdup(grade_verdict_name(before->verdict));
    if (!before->problem_id || strcmp(before->problem_id, problem->id) != 0) {
        out->kind = GRADE_REPLAYED_OTHER;
        return 0;
    }
    if (!before->solution_path || !strcmp(before->solution_path, "-"))
        return gone(out, "it came from standard input");
    if (grade_buf_read_nofollow(&source, before->solution_path, GRADE_SOLUTION_MAX, &missing) < 0)
        return gone(out, missing.msg);
    if (!same_bytes(&source, before->solution_digest))
        return gone(out, "the file has changed since");
    return grade_again(bench, problem, before, &source, out, err);
}

int grade_replay_line(struct grade_bench *bench, const struct grade_problem *problem,
                      const char *line, size_t len, struct grade_replay *out, struct grade_err *err)
{
    struct grade_result *before = NULL;
    *out = (struct grade_replay){0};
    int rc = grade_report_read(&before, line, len, err);
    if (rc == 0)
        rc = replay(bench, problem, before, out, err);
    grade_result_free(before);
    return rc;
}
