/* Trying what grading does: a cell, and a case in it. See grade/doctor.h. */
#include "internal.h"

#include "grade/doctor.h"
#include "grade/mem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TRIAL_MS = 30000 };

struct trial {
    bool over;
    struct grade_box_end end;
};

static void take_frame(void *owner, const char *data, size_t len)
{
    (void)owner;
    (void)data;
    (void)len;
}

static void take_end(void *owner, const struct grade_box_end *end)
{
    struct trial *trial = owner;
    trial->over = true;
    trial->end = *end;
}

/* A case that gets as far as being locked down, and is stopped there. 0, or err is set. */
static int try_case(struct grade_cell *cell, struct grade_err *err)
{
    static const struct grade_box_handler handler = {take_frame, NULL, take_end};
    struct grade_limits limits;
    grade_limits_init(&limits);
    const struct grade_box_spec spec = {.limits = &limits};
    struct trial trial = {.over = false};
    struct grade_box *box = NULL;
    int rc = grade_box_start(&box, cell, &spec, &handler, &trial, err);
    uint64_t deadline = grade_now_ns() + TRIAL_MS * 1000000ull;
    while (rc == 0 && !trial.over && grade_now_ns() < deadline) {
        if (box->greeted && box->started)
            grade_box_stop(box);
        if (!trial.over)
            rc = grade_loop_step(cell->config.loop, 100, err);
        rc = rc == -EINTR ? 0 : rc;
    }
    grade_box_free(box);
    if (rc == 0 && (!trial.over || trial.end.verdict != GRADE_VERDICT_PASS))
        rc = grade_fail(err, GRADE_FAULT_MACHINE, 0, "a case does not start: %s",
                        trial.end.detail[0] ? trial.end.detail : "it never said so");
    return rc;
}

static void tell_cell(struct grade_findings *to, struct grade_cell *cell)
{
    if (cell->level == GRADE_LEVEL_FULL)
        grade_findings_add(to, "cell", GRADE_HEALTH_GOOD, NULL,
                           "a case starts, at level full, under Python %s", cell->hello.version);
    else
        grade_findings_add(
            to, "cell", GRADE_HEALTH_DEGRADED, "see namespaces",
            "a case starts, but at level baseline, under Python %s, because full failed (%s)",
            cell->hello.version, cell->fallback ? cell->fallback : "refused");
    if (cell->no_listener)
        grade_findings_add(to, "listener", GRADE_HEALTH_DEGRADED,
                           "run grade outside of what listens (a container runtime)",
                           "something above grade listens to system calls already: refused calls "
                           "have no names, and no "
                           "threads can be had");
}

enum grade_level grade_doctor_cell(struct grade_findings *to,
                                   const struct grade_cell_config *config)
{
    struct grade_cell *cell = NULL;
    struct grade_err err;
    cleanup_free char *missing = NULL;
    enum grade_level level = GRADE_LEVEL_NONE;
    int rc = grade_cell_start(&cell, config, &err);
    if (rc == 0)
        rc = grade_cell_wait_ready(cell, &missing, &err);
    if (rc == 0)
        rc = try_case(cell, &err);
    if (rc == 0) {
        tell_cell(to, cell);
        level = cell->level;
    } else {
        grade_findings_add(to, "cell", GRADE_HEALTH_MISSING, "mend what is missing above", "%s",
                           err.msg);
    }
    grade_cell_free(cell);
    return level;
}
