/* Context managers: when they were entered and left, and with what. */
#include "probes.h"

enum { NAME_MAX_BYTES = 200 };

enum probe_outcome probe_enter(struct probe_request *request)
{
    struct probe *probe = request->probe;
    probe->entered++;
    if (!probes_record(request->all, probe, PROBE_ENTER, NULL))
        return PROBE_FLOOD;
    return probe_follow(request, PROBE_ENTER, &probe->spec->behaviours[0], 0);
}

enum probe_outcome probe_exit(struct probe_request *request)
{
    struct probe *probe = request->probe;
    const struct grade_value *exception = grade_value_get(request->body, "exception");
    static const struct grade_value none = {.kind = GRADE_KIND_NONE};
    exception = exception ? exception : &none;
    if (exception->kind != GRADE_KIND_NONE &&
        (exception->kind != GRADE_KIND_STR || exception->len > NAME_MAX_BYTES))
        return PROBE_LIE;
    probe->exited++;
    if (!probes_record(request->all, probe, PROBE_EXIT, exception))
        return PROBE_FLOOD;
    return probe_follow(request, PROBE_EXIT, &probe->spec->behaviours[1], 0);
}
