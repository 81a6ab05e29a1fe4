/* One question about some source, to a process that parses and runs nothing: what the tools for
 * authors ask. See grade/frames.h. */
#include "internal.h"

#include <errno.h>

struct look {
    struct grade_box *box;
    struct grade_value *answer; /* the whole frame, or NULL */
    bool over;
    struct grade_box_end end;
};

static void got_frame(void *owner, const char *data, size_t len)
{
    struct look *look = owner;
    const char *kind = "";
    const struct grade_value *body;
    if (!look->answer)
        look->answer = frame_parse(data, len, &kind, &body);
    grade_box_stop(look->box);
}

static void got_closed(void *owner)
{
    struct look *look = owner;
    grade_box_stop(look->box);
}

static void got_end(void *owner, const struct grade_box_end *end)
{
    struct look *look = owner;
    look->over = true;
    look->end = *end;
}

static int answer_of(struct look *look, const char *question, struct grade_value **out,
                     struct grade_err *err)
{
    if (!look->answer)
        return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "no answer to '%s': %s%s%s", question,
                          grade_verdict_words(look->end.verdict == GRADE_VERDICT_PASS
                                                  ? GRADE_VERDICT_EXITED
                                                  : look->end.verdict),
                          look->end.detail[0] ? ": " : "", look->end.detail);
    *out = grade_value_copy(look->answer->items[1]);
    grade_value_free(look->answer);
    return 0;
}

int grade_runner_look(struct grade_runner *runner, const struct grade_problem *problem,
                      const char *question, struct grade_value *body, struct grade_value **out,
                      struct grade_err *err)
{
    static const struct grade_box_handler handler = {got_frame, got_closed, got_end};
    struct look look = {0};
    struct grade_limits limits;
    grade_limits_init(&limits);
    limits.value[GRADE_LIMIT_CPU_MS] = 10000; /* a long solution has hundreds of mutants */
    limits.value[GRADE_LIMIT_WALL_MS] = 60000;
    const struct grade_box_spec spec = {.limits = &limits};
    int rc = grade_runner_warm(runner, problem, err);
    if (rc == 0)
        rc = runner_ensure_cell(runner, problem, err);
    if (rc == 0 && !grade_cell_alive(runner_cell(runner)))
        rc = grade_fail(err, GRADE_FAULT_PACKAGE, ENOENT, "a Python module is missing");
    if (rc == 0)
        rc = grade_box_start(&look.box, runner_cell(runner), &spec, &handler, &look, err);
    if (rc < 0) {
        grade_value_free(body);
        return rc;
    }
    frame_send(look.box, question, body);
    while (!look.over && rc >= 0) {
        rc = grade_loop_step(runner_loop(runner), -1, err);
        if (rc == -EINTR)
            rc = 0;
    }
    grade_box_free(look.box);
    return rc < 0 ? rc : answer_of(&look, question, out, err);
}
