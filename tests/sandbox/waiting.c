/* A box that is started ahead of its time: its limits count from the first frame that it is sent.
 * Usage: waiting PYTHON HARNESS EXTENSION. */
#include "run/internal.h"

#include "grade/loop.h"
#include "grade/mem.h"

#include <signal.h>
#include <stdio.h>

enum { WALL_MS = 400, WAIT_MS = 1200, END_MS = 60000 };

struct seen {
    bool answered, over;
    enum grade_verdict verdict;
};

static void got_frame(void *owner, const char *data, size_t len)
{
    struct seen *seen = owner;
    (void)data;
    (void)len;
    seen->answered = true;
}

static void got_end(void *owner, const struct grade_box_end *end)
{
    struct seen *seen = owner;
    seen->over = true;
    seen->verdict = end->verdict;
}

static int step_for(struct grade_loop *loop, const struct seen *seen, unsigned ms,
                    struct grade_err *err)
{
    uint64_t end = grade_now_ns() + ms * 1000000ull;
    int rc = 0;
    while (rc == 0 && !seen->over && grade_now_ns() < end)
        rc = grade_loop_step(loop, 50, err);
    return rc;
}

static int check(bool holds, const char *what)
{
    if (!holds)
        printf("FAILED: %s\n", what);
    return holds ? 0 : 1;
}

/* Something that is answered without a solution. */
static void ask(struct grade_box *box)
{
    struct grade_value *body = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(body, "reference", grade_value_new(GRADE_KIND_NONE));
    grade_value_put(body, "starter", grade_value_new(GRADE_KIND_NONE));
    grade_value_put(body, "readme", grade_value_new(GRADE_KIND_NONE));
    grade_value_put(body, "names", grade_value_new(GRADE_KIND_LIST));
    frame_send(box, "outline", body);
}

static int wait_and_ask(struct grade_loop *loop, struct grade_cell *cell, struct grade_err *err)
{
    static const struct grade_box_handler handler = {got_frame, NULL, got_end};
    struct seen seen = {0};
    struct grade_limits limits;
    struct grade_box *box;
    grade_limits_init(&limits);
    limits.value[GRADE_LIMIT_WALL_MS] = WALL_MS;
    const struct grade_box_spec spec = {.limits = &limits};
    int rc = grade_box_start(&box, cell, &spec, &handler, &seen, err);
    if (rc < 0)
        return rc;
    int failed = 0;
    rc = step_for(loop, &seen, WAIT_MS, err);
    failed += check(!seen.over, "a box that was asked for nothing has ended");
    ask(box);
    if (rc == 0)
        rc = step_for(loop, &seen, END_MS, err);
    failed += check(seen.answered, "it did not answer");
    failed += check(seen.over && seen.verdict == GRADE_VERDICT_WALL_LIMIT,
                    "its limit does not hold once it was asked");
    grade_box_free(box);
    return rc < 0 ? rc : failed;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct grade_err err;
    struct grade_python python;
    struct grade_cell *cell = NULL;
    char *missing = NULL;
    signal(SIGPIPE, SIG_IGN);
    struct grade_loop *loop = grade_loop_new(&err);
    int rc = loop ? grade_python_find(&python, argv[1], &err) : -1;
    const struct grade_cell_config config = {.loop = loop,
                                             .python = &python,
                                             .harness = argv[2],
                                             .extension = argv[3],
                                             .require = GRADE_LEVEL_BASELINE};
    if (rc == 0)
        rc = grade_cell_start(&cell, &config, &err);
    if (rc == 0)
        rc = grade_cell_wait_ready(cell, &missing, &err);
    if (rc == 0)
        rc = wait_and_ask(loop, cell, &err);
    if (rc < 0)
        printf("FAILED: %s\n", err.msg);
    grade_cell_free(cell);
    grade_loop_free(loop);
    grade_python_done(&python);
    return rc ? 1 : 0;
}
