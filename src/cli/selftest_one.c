/* Grading one attack, and holding what came of it against what must. */
#include "selftest.h"

#include "grade/bank.h"
#include "grade/mem.h"
#include "grade/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

static void say(struct selftest_outcome *out, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static void say(struct selftest_outcome *out, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(out->reason, sizeof(out->reason), fmt, args);
    va_end(args);
}

/* The package around an attack. */
static int make_problem(struct grade_problem **out, const struct selftest_attack *attack,
                        struct grade_err *err)
{
    cleanup_buf struct grade_buf problem = GRADE_BUF_INIT, cases = GRADE_BUF_INIT;
    grade_buf_adds(&problem, "{\"format\": 1, \"title\": \"attack\", \"topic\": \"selftest\", "
                             "\"python\": {\"preload\": [");
    for (size_t i = 0; i < attack->preload.count; i++)
        grade_buf_addf(&problem, "%s\"%s\"", i ? ", " : "", attack->preload.items[i]);
    grade_buf_adds(&problem, "]}}");
    grade_buf_adds(&cases, "{\"cases\": [");
    for (size_t i = 0; i < attack->cases.count; i++)
        grade_buf_addf(&cases, "%s%s", i ? ", " : "", attack->cases.items[i]);
    grade_buf_adds(&cases, "]}");
    int rc = grade_problem_make(out, attack->path, grade_buf_text(&problem), grade_buf_text(&cases),
                                err);
    if (rc == 0 && attack->server)
        (*out)->program = "/bin/true";
    for (size_t c = 0; rc == 0 && c < (*out)->case_count; c++) {
        struct grade_case *one = &(*out)->cases[c];
        one->threads |= attack->threads;
        one->processes |= attack->processes;
        for (size_t i = 0; rc == 0 && i < attack->limits.count; i++)
            rc = grade_limits_parse(&one->limits, attack->limits.items[i], err);
    }
    return rc;
}

/* The case that gave the result its verdict; the last where all passed. */
static const struct grade_case_result *deciding(const struct grade_result *result)
{
    for (size_t i = 0; i < result->case_count; i++)
        if (result->cases[i].verdict == result->verdict && result->verdict != GRADE_VERDICT_PASS)
            return &result->cases[i];
    return &result->cases[result->case_count - 1];
}

static void tell(struct selftest_outcome *out, const struct grade_case_result *one)
{
    const struct grade_failure *failure = one->failure_count ? &one->failures[0] : NULL;
    const char *message = failure && failure->message ? failure->message
                          : one->reason               ? one->reason
                                                      : "";
    const char *actual = failure && failure->actual_text ? failure->actual_text : "";
    snprintf(out->told, sizeof(out->told), "%s%s%s", message, actual[0] ? " | " : "", actual);
    if (one->violation)
        snprintf(out->violation, sizeof(out->violation), "%s", one->violation);
}

static bool names_call(const char *violation, const char *name)
{
    size_t len = strlen(name);
    return !strncmp(violation, name, len) &&
           (!violation[len] || !strchr("_abcdefghijklmnopqrstuvwxyz0123456789", violation[len]));
}

static bool has_group_limits(const struct grade_isolation *isolation)
{
    for (size_t i = 0; isolation && i < isolation->count; i++)
        if (!strcmp(isolation->mechanisms[i].name, "process groups"))
            return isolation->mechanisms[i].in_force;
    return false;
}

/* Whether one of the alternatives occurs in what is told. */
static bool tells(const char *told, const char *says)
{
    cleanup_free char *copy = grade_strdup(says);
    for (char *one = copy, *next; one; one = next) {
        next = strstr(one, " | ");
        if (next) {
            *next = '\0';
            next += 3;
        }
        if (strstr(told, one))
            return true;
    }
    return false;
}

static void compare(struct selftest_outcome *out, const struct selftest_attack *attack)
{
    if (out->verdict != out->expected)
        say(out, "is %s, must be %s%s%s", grade_verdict_name(out->verdict),
            grade_verdict_name(out->expected), out->told[0] ? ": " : "", out->told);
    else if (attack->violation && out->verdict == GRADE_VERDICT_VIOLATION &&
             !names_call(out->violation, attack->violation))
        say(out, "names %s, must name %s", out->violation, attack->violation);
    else if (attack->says && !tells(out->told, attack->says))
        say(out, "tells '%s', must tell '%s'", out->told, attack->says);
    else
        out->holds = true;
}

static void judge(struct selftest_outcome *out, const struct selftest_attack *attack,
                  const struct grade_result *result)
{
    const struct selftest_expect *expect = &attack->full;
    snprintf(out->level, sizeof(out->level), "%s", result->isolation->level);
    if (strcmp(out->level, "full") != 0)
        expect = &attack->baseline;
    out->expected = expect->verdict;
    if (attack->without_cgroup && !has_group_limits(result->isolation) && !expect->left_out)
        out->expected = (enum grade_verdict)grade_verdict_find(attack->without_cgroup);
    out->verdict = result->verdict;
    out->duration_ms = result->duration_ms;
    if (expect == &attack->baseline && (int)out->verdict == attack->also_baseline)
        out->expected = out->verdict;
    out->ran = !expect->left_out;
    if (!out->ran) {
        say(out, "%s", expect->left_out);
        return;
    }
    tell(out, deciding(result));
    compare(out, attack);
    if (out->holds && out->verdict == GRADE_VERDICT_SKIPPED) {
        out->ran = out->holds = false;
        snprintf(out->reason, sizeof(out->reason), "%s", out->told);
    }
}

void selftest_run_one(struct grade_runner *runner, const struct selftest_attack *attack,
                      struct selftest_outcome *out)
{
    struct grade_problem *problem = NULL;
    struct grade_result *result = NULL;
    struct grade_err err;
    struct utsname machine;
    if (attack->machine && uname(&machine) == 0 && strcmp(attack->machine, machine.machine) != 0) {
        say(out, "made of machine code for %s", attack->machine);
        return;
    }
    int rc = make_problem(&problem, attack, &err);
    if (rc == 0) {
        const struct grade_run_job job = {
            .problem = problem,
            .solution_path = attack->path,
            .source = grade_buf_text(&attack->source),
            .source_len = attack->source.len,
        };
        rc = grade_runner_grade(runner, &job, &result, &err);
    }
    if (rc == 0) {
        judge(out, attack, result);
    } else {
        out->ran = true;
        out->verdict = GRADE_VERDICT_INTERNAL;
        say(out, "%s", err.msg);
    }
    grade_result_free(result);
    grade_problem_free(problem);
}
