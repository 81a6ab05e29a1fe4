/* References that answer generated inputs: compiled like a solution, in a session of their own, run
 * in a second cell. A solution's cell and the boxes forked from it never hold a byte of them, nor
 * an answer. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>

static int fail(const struct oracle *oracle, const struct grade_value *code, struct grade_err *err)
{
    const char *id = oracle->session.problem->id, *path = oracle->job.solution_path;
    if (!code)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL,
                          "%s: %s: cannot be compiled within the limits", id, path);
    struct grade_exception *exception = exception_read(&oracle->session, code);
    cleanup_free char *line = exception_line(exception);
    grade_exception_free(exception);
    long long number =
        grade_value_number(grade_value_get(grade_value_get(code, "attrs"), "lineno"), 0);
    return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: %s: line %lld: %s", id, path, number,
                      line);
}

static int open_one(struct session *session, size_t index, struct grade_err *err)
{
    struct oracle *oracle = &session->oracles[index];
    const struct grade_file *file = &session->problem->references[index];
    struct grade_runner *runner = runner_oracle(session->runner);
    if (oracle->open)
        return 0;
    if (!file->data)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "%s: %s: not loaded",
                          session->problem->id, file->path);
    oracle->open = true;
    oracle->job = (struct grade_run_job){.problem = session->problem,
                                         .solution_path = file->path,
                                         .source = file->data,
                                         .source_len = file->len};
    oracle->session = (struct session){.job = &oracle->job, .problem = session->problem};
    oracle->session.runner = runner;
    oracle->session.result = result_new(runner, &oracle->job);
    session_new_trials(&oracle->session);
    int rc = grade_runner_warm(runner, session->problem, err);
    if (rc == 0)
        rc = runner_ensure_cell(runner, session->problem, err);
    if (rc == 0)
        rc = session_compile(&oracle->session, err);
    if (rc == 0)
        rc = session_compiled(&oracle->session, err);
    if (rc < 0)
        return rc;
    const struct grade_value *code = grade_value_get(oracle->session.prepared, "solution");
    return code && code->kind == GRADE_KIND_BYTES ? 0 : fail(oracle, code, err);
}

int oracles_open(struct session *session, struct grade_err *err)
{
    const struct grade_problem *problem = session->problem;
    session->oracles = grade_alloc_array(problem->reference_count, sizeof(*session->oracles));
    for (size_t i = 0; i < problem->case_count; i++) {
        if (!problem->cases[i].generate || session->trials[i].state == TRIAL_DONE)
            continue;
        int rc = open_one(session, problem->cases[i].generate->reference, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

void oracles_done(struct session *session)
{
    for (size_t i = 0; session->oracles && i < session->problem->reference_count; i++) {
        struct oracle *oracle = &session->oracles[i];
        if (!oracle->open)
            continue;
        session_done(&oracle->session);
        grade_result_free(oracle->session.result);
    }
    free(session->oracles);
    session->oracles = NULL;
}
