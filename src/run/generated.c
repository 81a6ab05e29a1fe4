/* A case whose inputs are drawn: the reference answers them in its cell, then the solution in its
 * own is held against the answers, all inputs being rows of one process. The first that fails is
 * run alone, and made simpler as long as it still fails:
 *
 *   ALL         every input
 *   ALONE       the first that failed; if it passes now, the inputs before it mattered: that is
 * told CANDIDATES  simpler inputs, many at once; the simplest that fails is where the next start
 * from FINAL       the simplest, alone: rows of a batch might have spoilt each other
 *
 * Candidates are asked of the reference first, as all inputs were. */
#include "generated.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    BATCH = 48, /* candidates in one process */
    ROUNDS = 60,
    SLOW_ROUNDS = 3,       /* where each candidate that fails uses up a limit of time */
    GATHER_WORK = 1000000, /* choices copied and drawn for one batch: some 10 ms */
    SHRINK_MS = 5000,      /* only for machines under load: the rounds are the bound */
};

/* A batch in a box --------------------------------------------------------------------------- */

static void inner_done(struct generated *g)
{
    grade_value_free(g->inner.answers);
    g->inner.answers = NULL;
    trial_done(&g->inner);
    grade_case_result_done(&g->scratch);
    memset(&g->scratch, 0, sizeof(g->scratch));
    free(g->spec.steps);
    g->spec.steps = NULL;
    g->launched = false;
}

static void build_spec(struct generated *g)
{
    const struct grade_case *origin = g->outer->spec;
    size_t setup = origin->step_count - 1;
    g->spec = *origin;
    g->spec.steps = grade_alloc_array(setup + g->count, sizeof(*g->spec.steps));
    for (size_t i = 0; i < setup; i++)
        g->spec.steps[i] = origin->steps[i];
    for (size_t i = 0; i < g->count; i++)
        g->spec.steps[setup + i] = row_of(g, &g->batch[i], i + 1, !g->asking);
    g->spec.step_count = setup + g->count;
}

/* Does not start where the solution's cell is gone: the caller gets another first. */
static int launch(struct generated *g, struct grade_err *err)
{
    struct session *session = g->asking ? oracle_session(g) : g->outer->session;
    if (!grade_cell_alive(runner_cell(session->runner)))
        return g->asking
                   ? grade_fail(err, GRADE_FAULT_MACHINE, 0, "the cell of the reference is gone")
                   : 0;
    build_spec(g);
    g->scratch.max_points = g->outer->result->max_points;
    g->inner = (struct trial){.session = session,
                              .spec = &g->spec,
                              .origin = g->outer->origin,
                              .result = &g->scratch,
                              .limits = g->outer->limits,
                              .answers = g->asking ? grade_value_new(GRADE_KIND_LIST) : NULL};
    g->launched = true;
    return trial_start(&g->inner, err);
}

/* Simpler inputs ----------------------------------------------------------------------------- */

/* Whether such choices were tried before; they are from now on. */
static bool tried(struct generated *g, const struct choices *choices)
{
    uint64_t hash = choices->count;
    for (size_t i = 0; i < choices->count; i++) {
        uint64_t state = hash ^ choices->items[i];
        hash = random_next(&state);
    }
    for (size_t i = 0; i < g->tried_count; i++)
        if (g->tried[i] == hash)
            return true;
    if (!g->tried)
        g->tried = grade_alloc_array((size_t)ROUNDS * BATCH, sizeof(*g->tried));
    g->tried[g->tried_count++] = hash;
    return false;
}

static bool take_candidate(struct generated *g, struct choices *choices)
{
    struct grade_value *value = draw_again(g->generate, choices);
    if (!value || !choices_less(choices, &g->shrink.from) || tried(g, choices)) {
        grade_value_free(value);
        return false;
    }
    struct input *input = &g->batch[g->count++];
    input->value = value;
    input->drawn = true;
    choices_copy(&input->choices, choices);
    return true;
}

/* The next batch; without candidates where shrinking is over. */
static void gather(struct generated *g)
{
    struct choices choices = {0};
    bool slow = g->verdict == GRADE_VERDICT_CPU_LIMIT || g->verdict == GRADE_VERDICT_WALL_LIMIT;
    batch_clear(g);
    g->batch = grade_alloc_array(BATCH, sizeof(*g->batch));
    if (g->rounds++ >= (slow ? SLOW_ROUNDS : ROUNDS) ||
        grade_now_ns() - g->shrink_ns > (uint64_t)SHRINK_MS * 1000000)
        return;
    for (size_t work = 0; g->count < BATCH && work < GATHER_WORK; work += choices.count + 10)
        if (shrink_next(&g->shrink, &choices))
            take_candidate(g, &choices);
        else
            break;
    choices_done(&choices);
}

/* What became of a batch --------------------------------------------------------------------- */

/* The first row that failed, 0 where none did. */
static size_t first_failed(const struct grade_case_result *result)
{
    size_t first = 0;
    for (size_t i = 0; i < result->failure_count; i++) {
        size_t row = result->failures[i].row;
        if (row && (!first || row < first))
            first = row;
    }
    return first;
}

/* Of a whole result, keeps only the failure of that row. */
static void keep_row(struct grade_case_result *result, size_t row)
{
    size_t kept = 0;
    for (size_t i = 0; i < result->failure_count; i++) {
        struct grade_failure failure = result->failures[i];
        if (failure.row == row && !kept)
            result->failures[kept++] = failure;
        else
            grade_failure_done(&failure);
    }
    result->failure_count = kept;
    result->verdict = kept ? result->failures[0].verdict : result->verdict;
}

static void take_best(struct generated *g, size_t row)
{
    grade_case_result_done(&g->best);
    g->best = g->scratch;
    memset(&g->scratch, 0, sizeof(g->scratch));
    if (row)
        keep_row(&g->best, row);
    if (!row || g->outer->spec->hidden)
        return;
    struct grade_case kept = g->spec;
    size_t setup = g->outer->spec->step_count - 1;
    kept.step_count = setup + row; /* all up to it; alone it is the only one */
    free(g->kept);
    g->kept = keep_case(&kept, g->told.input, g->told.seed);
}

static void finish(struct generated *g)
{
    struct grade_case_result *to = g->outer->result, *from = &g->best;
    to->verdict = from->verdict;
    to->points = from->points;
#define TAKE(field) to->field = grade_take(from->field)
    TAKE(failures);
    TAKE(setup);
    TAKE(reason);
    TAKE(violation);
    TAKE(location_file);
    TAKE(out.data);
    TAKE(err.data);
#undef TAKE
    to->failure_count = from->failure_count;
    from->failure_count = 0;
    to->location_line = from->location_line;
    to->location_column = from->location_column;
    to->defined_line = from->defined_line;
    to->out.len = from->out.len, to->out.total = from->out.total;
    to->err.len = from->err.len, to->err.total = from->err.total;
    g->outer->state = TRIAL_DONE;
}

/* Tells which input it was. The failure is the only one. */
static void finish_failed(struct generated *g, struct input *input)
{
    struct grade_failure *failure = g->best.failures;
    failure->row = 0;
    failure->step = 1;
    free(failure->action);
    failure->action = input_text(g, input);
    if (g->as_drawn && strcmp(g->as_drawn, failure->action) != 0)
        g->told.shrunk_from = grade_take(g->as_drawn);
    g->told.kept = grade_take(g->kept);
    failure->generated = grade_alloc(sizeof(*failure->generated));
    *failure->generated = g->told;
    finish(g);
}

static void tried_all(struct generated *g)
{
    struct grade_case_result *to = g->outer->result;
    size_t row = first_failed(&g->scratch);
    to->duration_ms = g->scratch.duration_ms;
    to->cpu_ms = g->scratch.cpu_ms;
    to->peak_kib = g->scratch.peak_kib;
    to->peak_source = g->scratch.peak_source;
    if (row) {
        input_copy(&g->failing, &g->batch[row - 1]);
        g->told = (struct grade_generated){.input = row,
                                           .count = g->count,
                                           .seed = g->outer->session->result->seed,
                                           .edge = !g->failing.drawn};
    }
    take_best(g, row);
    if (!row) {
        finish(g);
        return;
    }
    g->purpose = ALONE;
    batch_one(g, &g->failing);
}

/* Asks for the next simpler ones, or ends with the simplest. */
static void shrink_on(struct generated *g)
{
    gather(g);
    g->purpose = CANDIDATES;
    g->asking = g->count > 0;
    if (g->count)
        return;
    if (!g->simplest.value) {
        finish_failed(g, &g->failing);
        return;
    }
    g->purpose = FINAL;
    batch_one(g, &g->simplest);
}

static void tried_alone(struct generated *g)
{
    if (first_failed(&g->scratch) != 1) {
        g->told.not_alone = true;
        finish_failed(g, &g->failing);
        return;
    }
    take_best(g, 1);
    g->verdict = g->best.verdict;
    if (!g->failing.drawn || g->outer->spec->hidden) {
        finish_failed(g, &g->failing);
        return;
    }
    g->as_drawn = input_text(g, &g->failing);
    g->shrink_ns = grade_now_ns();
    shrink_start(&g->shrink, &g->failing.choices);
    shrink_on(g);
}

/* The simplest that fails in the same way is where it goes on. */
static void tried_candidates(struct generated *g)
{
    const struct input *best = NULL;
    for (size_t i = 0; i < g->scratch.failure_count; i++) {
        const struct grade_failure *failure = &g->scratch.failures[i];
        if (!failure->row || failure->row > g->count || failure->verdict != g->verdict)
            continue;
        const struct input *input = &g->batch[failure->row - 1];
        if (!best || choices_less(&input->choices, &best->choices))
            best = input;
    }
    if (best) {
        input_copy(&g->simplest, best);
        shrink_start(&g->shrink, &g->simplest.choices);
    }
    shrink_on(g);
}

static void tried_final(struct generated *g)
{
    bool fails = first_failed(&g->scratch) == 1;
    if (fails)
        take_best(g, 1);
    finish_failed(g, fails ? &g->simplest : &g->failing);
}

static void next(struct generated *g)
{
    static void (*const after[])(struct generated * g) = {[ALL] = tried_all,
                                                          [ALONE] = tried_alone,
                                                          [CANDIDATES] = tried_candidates,
                                                          [FINAL] = tried_final};
    after[g->purpose](g);
}

/* The batch in the box is over. */
static int box_over(struct generated *g, struct grade_err *err)
{
    if (g->scratch.verdict == GRADE_VERDICT_SKIPPED) {
        trial_skip(g->outer, "%s", g->scratch.reason);
        return 0;
    }
    if (!g->asking) {
        next(g);
        return 0;
    }
    int rc = take_answers(g, err);
    g->asking = false;
    if (rc == 0 && !g->count)
        shrink_on(g); /* no candidate has an answer */
    return rc;
}

int generated_step(struct trial *trial, bool *out_busy, struct grade_err *err)
{
    struct generated *g = trial->generated;
    *out_busy = false;
    for (;;) {
        int rc = g->launched ? 0 : launch(g, err);
        if (rc < 0 || !g->launched)
            return rc;
        if (g->inner.state != TRIAL_DONE) {
            *out_busy = true;
            return 0;
        }
        rc = box_over(g, err);
        inner_done(g);
        if (rc < 0 || trial->state == TRIAL_DONE)
            return rc;
    }
}

int generated_start(struct trial *trial, struct grade_err *err)
{
    struct generated *g = trial->generated = grade_alloc(sizeof(*g));
    bool busy;
    g->outer = trial;
    g->generate = trial->spec->generate;
    g->asking = true;
    int rc = draw_all(g, err);
    if (rc < 0)
        return rc;
    trial->state = TRIAL_RUNNING;
    return generated_step(trial, &busy, err);
}

void generated_free(struct generated *g)
{
    if (!g)
        return;
    inner_done(g);
    batch_clear(g);
    input_done(&g->failing);
    input_done(&g->simplest);
    grade_case_result_done(&g->best);
    shrink_done(&g->shrink);
    free(g->tried);
    free(g->as_drawn);
    free(g->kept);
    free(g);
}
