/* Frames about probes, as a hostile case process may send them: one value after another is served,
 * and then all evidence is made. */
#include "run/probes.h"

#include "bank/bank_internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char cases[] = "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\", \"given\": {\"f\": "
                            "{\"$function\": {\"by\": [[[1], "
                            "{\"delay\": 1}]], \"else\": {\"echo\": true}}}, \"g\": "
                            "{\"$async_function\": [{\"delay\": 1}, {}]}, "
                            "\"i\": {\"$iterator\": {\"count_from\": 1}}, \"j\": {\"$iterable\": "
                            "[1, 2]}, \"c\": {\"$context\": "
                            "{}}, \"n\": {\"$cell\": {}}, \"o\": {\"$object\": {\"value\": 1}}}}]}";
static const char *const names[] = {"f.calls",   "f.args",  "g.peak", "events", "i.pulled",
                                    "c.entered", "n.value", "n.lost", "o.eq",   "j.iterated"};

static const struct grade_givens *givens(void)
{
    static struct grade_problem *problem;
    struct grade_err err;
    if (!problem) {
        problem = bank_problem_new();
        if (bank_parse_cases(problem, cases, strlen(cases), &err) < 0)
            abort();
    }
    return &problem->cases[0].given;
}

static void serve(struct probes *probes, struct virtual_clock *vclock,
                  const struct grade_value *body)
{
    struct probe_request request = {.all = probes, .body = body, .clock = vclock};
    probes_serve(&request);
    clock_move(vclock, vclock->now_ns + 500000000);
    grade_value_free(request.answer);
    free(request.fault);
    free(request.aspect);
}

/* The input is a list of bodies. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grade_value *bodies = NULL;
    struct grade_err err;
    if (grade_wire_decode(&bodies, data, size, &err) < 0)
        return 0;
    struct probes probes = {0};
    struct virtual_clock vclock;
    clock_init(&vclock);
    probes_add(&probes, givens());
    for (size_t i = 0; i < bodies->count && i < 1000; i++)
        serve(&probes, &vclock, bodies->items[i]);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct grade_value *evidence = probes_evidence(&probes, names[i]);
        if (!evidence)
            abort();
        grade_value_free(evidence);
    }
    probes_done(&probes);
    clock_done(&vclock);
    grade_value_free(bodies);
    return 0;
}
