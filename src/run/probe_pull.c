/* Iterators and iterables: an item leaves the supervisor when it is pulled, and not before. */
#include "probes.h"

#include "grade/mem.h"

/* A way through from the start; its number. */
static size_t add_iteration(struct probes *all, const struct probe *probe)
{
    /* Full at every power of two. */
    if ((all->iteration_count & (all->iteration_count - 1)) == 0)
        all->iterations = grade_realloc_array(all->iterations,
                                              all->iteration_count ? 2 * all->iteration_count : 1,
                                              sizeof(*all->iterations));
    all->iterations[all->iteration_count] =
        (struct probe_iteration){.probe = (size_t)(probe - all->items)};
    return all->iteration_count++;
}

/* The one that the frame names; an iterator has one of its own. */
static struct probe_iteration *find_iteration(struct probe_request *request)
{
    struct probes *all = request->all;
    size_t probe = (size_t)(request->probe - all->items);
    if (request->probe->spec->kind == GRADE_GIVEN_ITERABLE) {
        long long it = grade_value_number(grade_value_get(request->body, "it"), -1);
        bool known = it >= 0 && (unsigned long long)it < all->iteration_count &&
                     all->iterations[it].probe == probe;
        return known ? &all->iterations[it] : NULL;
    }
    for (size_t i = 0; i < all->iteration_count; i++)
        if (all->iterations[i].probe == probe)
            return &all->iterations[i];
    size_t made = add_iteration(all, request->probe);
    return &all->iterations[made];
}

enum probe_outcome probe_iterate(struct probe_request *request)
{
    request->probe->iterated++;
    if (!probes_record(request->all, request->probe, PROBE_ITERATE, NULL))
        return PROBE_FLOOD;
    probe_say(request, "iterate");
    grade_value_put(request->answer, "it",
                    grade_value_int((long long)add_iteration(request->all, request->probe)));
    return PROBE_ANSWER;
}

enum probe_outcome probe_pull(struct probe_request *request)
{
    struct probe_iteration *iteration = find_iteration(request);
    const struct grade_given *spec = request->probe->spec;
    if (!iteration)
        return PROBE_LIE;
    request->probe->asked++;
    bool counts = spec->script == GRADE_SCRIPT_COUNT;
    if (iteration->closed || (!counts && iteration->next >= spec->behaviour_count))
        return probe_say(request, "stop");
    size_t next = iteration->next++;
    return probe_follow(request, PROBE_PULL, &spec->behaviours[counts ? 0 : next],
                        spec->count_from + (long long)next);
}

enum probe_outcome probe_close(struct probe_request *request)
{
    struct probe_iteration *iteration = find_iteration(request);
    if (!iteration)
        return PROBE_LIE;
    if (iteration->closed)
        return PROBE_SILENT;
    iteration->closed = true;
    request->probe->closed++;
    return probes_record(request->all, request->probe, PROBE_CLOSE, NULL) ? PROBE_SILENT
                                                                          : PROBE_FLOOD;
}
