/* Behaviours, followed at once or once their time has come, and the calls of functions. */
#include "probes.h"

#include "grade/compare.h"
#include "grade/loop.h"
#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    BRIEF = 300,
    /* What a float of the event loop may be off by, some weeks after the start of the clock. */
    ROUNDING_NS = 1000,
};

/* Answers ------------------------------------------------------------------------------------ */

enum probe_outcome probe_say(struct probe_request *request, const char *what)
{
    if (!request->answer)
        request->answer = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(request->answer, "do", grade_value_str(what));
    return PROBE_ANSWER;
}

static struct grade_value *copy_or(const struct grade_value *value, enum grade_kind otherwise)
{
    return value ? grade_value_copy(value) : grade_value_new(otherwise);
}

static enum probe_outcome give(struct probe_request *request, const struct probe_pending *what)
{
    const struct grade_behaviour *act = what->act;
    const struct grade_given *spec = request->probe->spec;
    static const char *const words[] = {[GRADE_BEHAVIOUR_RETURN] = "return",
                                        [GRADE_BEHAVIOUR_ECHO] = "echo",
                                        [GRADE_BEHAVIOUR_RAISE] = "raise"};
    if (what->event == PROBE_ENTER && act->does == GRADE_BEHAVIOUR_RETURN && !spec->has_enter)
        return probe_say(request, "self");
    probe_say(request, words[act->does]);
    if (act->does == GRADE_BEHAVIOUR_RAISE) {
        grade_value_put(request->answer, "type", grade_value_str(act->type));
        grade_value_put(request->answer, "args", copy_or(act->value, GRADE_KIND_LIST));
    } else if (what->event == PROBE_EXIT && spec->suppress) {
        grade_value_put(request->answer, "value", grade_value_bool(true));
    } else if (what->event == PROBE_PULL && spec->script == GRADE_SCRIPT_COUNT) {
        grade_value_put(request->answer, "value", grade_value_int(what->count));
    } else if (act->does == GRADE_BEHAVIOUR_RETURN) {
        grade_value_put(request->answer, "value", copy_or(act->value, GRADE_KIND_NONE));
    }
    return PROBE_ANSWER;
}

/* It happens now: what is evidence is counted, and the answer made. */
static enum probe_outcome finish(struct probe_request *request, const struct probe_pending *what)
{
    struct probe *probe = request->probe;
    bool async = probe->spec->kind == GRADE_GIVEN_ASYNC_FUNCTION;
    if (what->event == PROBE_DONE) {
        probe->open--;
        probe->finished++;
    }
    if (what->event == PROBE_PULL)
        probe->pulled++;
    bool told = (what->event == PROBE_DONE && async) || what->event == PROBE_PULL;
    if (told && !probes_record(request->all, probe, what->event, NULL))
        return PROBE_FLOOD;
    return give(request, what);
}

/* Delays ------------------------------------------------------------------------------------- */

static bool is_async(const struct grade_given *spec)
{
    return spec->kind == GRADE_GIVEN_ASYNC_FUNCTION || spec->kind == GRADE_GIVEN_ASYNC_ITERATOR ||
           spec->kind == GRADE_GIVEN_ASYNC_CONTEXT;
}

static int64_t now(const struct probe_request *request)
{
    return request->real_clock ? (int64_t)grade_now_ns() : request->clock->now_ns;
}

static enum probe_outcome later(struct probe_request *request, const struct probe_pending *what)
{
    struct probes *all = request->all;
    if (all->pending_count >= PROBE_RECORDS_MAX)
        return PROBE_FLOOD;
    /* Full at every power of two. */
    if ((all->pending_count & (all->pending_count - 1)) == 0)
        all->pending = grade_realloc_array(
            all->pending, all->pending_count ? 2 * all->pending_count : 1, sizeof(*all->pending));
    all->pending[all->pending_count] = *what;
    probe_say(request, "later");
    grade_value_put(request->answer, "id", grade_value_int((long long)all->pending_count++));
    grade_value_put(request->answer, "ns", grade_value_int(what->act->delay_ns));
    return PROBE_ANSWER;
}

enum probe_outcome probe_follow(struct probe_request *request, enum probe_event event,
                                const struct grade_behaviour *act, long long count)
{
    struct probe_pending what = {.probe = (size_t)(request->probe - request->all->items),
                                 .event = event,
                                 .act = act,
                                 .count = count,
                                 .due_ns = clock_after(now(request), act->delay_ns)};
    if (act->delay_ns == 0)
        return finish(request, &what);
    if (is_async(request->probe->spec) || request->real_clock)
        return later(request, &what);
    clock_move(request->clock, what.due_ns);
    request->answer = grade_value_new(GRADE_KIND_DICT);
    grade_value_put(request->answer, "now",
                    grade_value_int(request->clock->now_ns - request->clock->base_ns));
    return finish(request, &what);
}

static struct probe_pending *find_pending(struct probe_request *request)
{
    long long id = grade_value_number(grade_value_get(request->body, "id"), -1);
    if (id < 0 || (unsigned long long)id >= request->all->pending_count ||
        request->all->pending[id].over)
        return NULL;
    struct probe_pending *pending = &request->all->pending[id];
    request->probe = &request->all->items[pending->probe];
    return pending;
}

enum probe_outcome probe_fetch(struct probe_request *request)
{
    struct probe_pending *pending = find_pending(request);
    if (!pending || now(request) + ROUNDING_NS < pending->due_ns)
        return PROBE_LIE;
    if (!request->real_clock)
        clock_move(request->clock, pending->due_ns);
    pending->over = true;
    return finish(request, pending);
}

enum probe_outcome probe_cancelled(struct probe_request *request)
{
    struct probe_pending *pending = find_pending(request);
    if (!pending)
        return PROBE_LIE;
    pending->over = true;
    request->probe->cancelled++;
    if (pending->event == PROBE_DONE)
        request->probe->open--;
    return probes_record(request->all, request->probe, PROBE_CANCELLED, NULL) ? PROBE_SILENT
                                                                              : PROBE_FLOOD;
}

/* Calls -------------------------------------------------------------------------------------- */

/* "fetch('a', timeout=3)" */
static char *call_text(const struct probe *probe, const struct grade_value *args,
                       const struct grade_value *kwargs)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_addf(&text, "%s(", probe->spec->name);
    for (size_t i = 0; i < args->count && text.len < BRIEF; i++) {
        grade_buf_adds(&text, i ? ", " : "");
        grade_value_to_python(&text, args->items[i], BRIEF);
    }
    for (size_t i = 0; i + 1 < kwargs->count && text.len < BRIEF; i += 2) {
        grade_buf_addf(&text, "%s%s=", i || args->count ? ", " : "",
                       grade_value_text(kwargs->items[i], "?"));
        grade_value_to_python(&text, kwargs->items[i + 1], BRIEF);
    }
    grade_buf_addc(&text, ')');
    return grade_buf_take(&text);
}

static enum probe_outcome fail_call(struct probe_request *request,
                                    const struct grade_behaviour *act,
                                    const struct grade_value *args,
                                    const struct grade_value *kwargs)
{
    const struct probe *probe = request->probe;
    const struct grade_given *spec = probe->spec;
    cleanup_free char *text = call_text(probe, args, kwargs);
    request->aspect = grade_printf("%s.calls", spec->name);
    if (act)
        request->fault =
            grade_printf("called %s without an argument that it could give back", text);
    else if (spec->script == GRADE_SCRIPT_LIST && spec->behaviour_count == 0)
        request->fault = grade_printf("called %s, which must not be called", text);
    else if (spec->script == GRADE_SCRIPT_LIST)
        request->fault = grade_printf("called %s: that is call %zu, and only %zu %s expected", text,
                                      probe->calls, spec->behaviour_count,
                                      spec->behaviour_count == 1 ? "is" : "are");
    else
        request->fault = grade_printf("called %s: no call with these arguments is expected", text);
    return PROBE_FAULT;
}

/* What comes of this call; NULL: nothing is foreseen. */
static const struct grade_behaviour *choose(struct probe *probe, const struct grade_value *args)
{
    const struct grade_given *spec = probe->spec;
    if (spec->script == GRADE_SCRIPT_ONE)
        return &spec->behaviours[0];
    if (spec->script == GRADE_SCRIPT_LIST)
        return probe->next < spec->behaviour_count ? &spec->behaviours[probe->next++] : NULL;
    for (size_t i = 0; i < spec->behaviour_count; i++) {
        const struct grade_behaviour *act = &spec->behaviours[i];
        if (!act->when || grade_compare(act->when, args, GRADE_COMPARE_BY_VALUE, NULL))
            return act;
    }
    return NULL;
}

static bool are_kwargs(const struct grade_value *kwargs)
{
    for (size_t i = 0; i + 1 < kwargs->count; i += 2)
        if (kwargs->items[i]->kind != GRADE_KIND_STR)
            return false;
    return kwargs->kind == GRADE_KIND_DICT;
}

enum probe_outcome probe_call(struct probe_request *request)
{
    struct probe *probe = request->probe;
    static const struct grade_value nothing = {.kind = GRADE_KIND_DICT};
    const struct grade_value *given = grade_value_get(request->body, "args");
    const struct grade_value *kwargs = grade_value_get(request->body, "kwargs");
    kwargs = kwargs ? kwargs : &nothing;
    if (!given || (given->kind != GRADE_KIND_TUPLE && given->kind != GRADE_KIND_LIST) ||
        !are_kwargs(kwargs))
        return PROBE_LIE;
    struct grade_value args = *given; /* borrows its items */
    args.kind = GRADE_KIND_LIST;
    struct grade_value *both[] = {&args, (struct grade_value *)kwargs};
    const struct grade_value call = {.kind = GRADE_KIND_LIST, .items = both, .count = 2};
    probe->calls++;
    probe->open++;
    probe->peak = probe->open > probe->peak ? probe->open : probe->peak;
    if (!probes_record(request->all, probe, PROBE_CALL, &call))
        return PROBE_FLOOD;
    const struct grade_behaviour *act = choose(probe, &args);
    if (!act || (act->does == GRADE_BEHAVIOUR_ECHO && !args.count))
        return fail_call(request, act, &args, kwargs);
    return probe_follow(request, PROBE_DONE, act, 0);
}
