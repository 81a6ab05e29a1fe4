/* Evidence of probes as values, made from counters and records when an expectation asks for it. */
#include "probes.h"

#include "grade/mem.h"

#include <string.h>

/* What was recorded with it; NULL where nothing was. The caller's. */
static struct grade_value *data_of(const struct probes *probes, const struct probe_record *record)
{
    struct grade_value *value = NULL;
    struct grade_err err;
    if (!record->len ||
        grade_wire_decode(&value, probes->data.data + record->at, record->len, &err) < 0)
        return NULL;
    return value;
}

/* Takes an item out of a list that is about to be freed. */
static struct grade_value *take_item(struct grade_value *list, size_t i)
{
    struct grade_value *item = list->items[i];
    list->items[i] = grade_value_new(GRADE_KIND_NONE);
    return item;
}

/* A call as `.args` has it: without keywords its arguments, one alone by itself. */
static struct grade_value *short_call(struct grade_value *call)
{
    struct grade_value *args = call->items[0];
    if (call->items[1]->count)
        return call;
    struct grade_value *shorter = args->count == 1 ? take_item(args, 0) : take_item(call, 0);
    grade_value_free(call);
    return shorter;
}

static struct grade_value *calls_of(const struct probes *probes, const struct probe *probe,
                                    bool shorter)
{
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    size_t index = (size_t)(probe - probes->items);
    for (size_t i = 0; i < probes->record_count; i++) {
        const struct probe_record *record = &probes->records[i];
        if (record->probe != index || record->event != PROBE_CALL)
            continue;
        struct grade_value *call = data_of(probes, record);
        if (call)
            grade_value_add(list, shorter ? short_call(call) : call);
    }
    return list;
}

/* [word, name, ...]: arguments of a call, with its keywords behind if it has some; the exception of
 * an exit. */
static struct grade_value *event_of(const struct probes *probes, const struct probe_record *record)
{
    static const char *const words[] = {
        [PROBE_CALL] = "call", [PROBE_DONE] = "done",   [PROBE_CANCELLED] = "cancelled",
        [PROBE_PULL] = "pull", [PROBE_CLOSE] = "close", [PROBE_ENTER] = "enter",
        [PROBE_EXIT] = "exit"};
    struct grade_value *event = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(event, grade_value_str(words[record->event]));
    grade_value_add(event, grade_value_str(probes->items[record->probe].spec->name));
    struct grade_value *data = data_of(probes, record);
    if (data && record->event == PROBE_CALL) {
        for (size_t i = 0; i < data->items[0]->count; i++)
            grade_value_add(event, take_item(data->items[0], i));
        if (data->items[1]->count)
            grade_value_add(event, take_item(data, 1));
    } else if (data) {
        grade_value_add(event, grade_take(data));
    }
    grade_value_free(data);
    return event;
}

static struct grade_value *events_of(const struct probes *probes)
{
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < probes->record_count; i++)
        if (probes->records[i].event != PROBE_ITERATE)
            grade_value_add(list, event_of(probes, &probes->records[i]));
    return list;
}

#define COUNTER(field) offsetof(struct probe, field)
static const struct {
    const char *name;
    size_t offset; /* of a size_t */
} counters[] = {
    {"peak", COUNTER(peak)},           {"finished", COUNTER(finished)},
    {"cancelled", COUNTER(cancelled)}, {"pulled", COUNTER(pulled)},
    {"asked", COUNTER(asked)},         {"closed", COUNTER(closed)},
    {"iterated", COUNTER(iterated)},   {"entered", COUNTER(entered)},
    {"exited", COUNTER(exited)},       {"eq", COUNTER(equalled)},
    {"hash", COUNTER(hashed)},         {"lt", COUNTER(ordered)},
};

struct grade_value *probes_evidence(const struct probes *probes, const char *name)
{
    if (!strcmp(name, "events"))
        return events_of(probes);
    const char *dot = strrchr(name, '.');
    if (!dot)
        return NULL;
    cleanup_free char *head = grade_strndup(name, (size_t)(dot - name));
    const struct probe *probe = probes_find(probes, head);
    if (!probe)
        return NULL;
    if (!strcmp(dot, ".calls") || !strcmp(dot, ".args"))
        return calls_of(probes, probe, dot[1] == 'a');
    if (!strcmp(dot, ".value"))
        return grade_value_copy(probe->held);
    if (!strcmp(dot, ".lost"))
        return grade_value_int(probe->lost);
    for (size_t i = 0; i < GRADE_COUNT(counters); i++)
        if (!strcmp(counters[i].name, dot + 1))
            return grade_value_int(
                (long long)*(const size_t *)((const char *)probe + counters[i].offset));
    return NULL;
}
