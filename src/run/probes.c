/* The probes of a case: their making, what the case process is told of them, and the record of
 * their use. */
#include "probes.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

void probes_done(struct probes *probes)
{
    for (size_t i = 0; i < probes->count; i++) {
        grade_value_free(probes->items[i].held);
        free(probes->items[i].readers);
    }
    free(probes->items);
    free(probes->records);
    free(probes->iterations);
    free(probes->pending);
    grade_buf_done(&probes->data);
    memset(probes, 0, sizeof(*probes));
}

void probes_add(struct probes *probes, const struct grade_givens *givens)
{
    if (!givens->count)
        return;
    probes->items =
        grade_realloc_array(probes->items, probes->count + givens->count, sizeof(*probes->items));
    for (size_t i = 0; i < givens->count; i++) {
        struct probe *probe = &probes->items[probes->count++];
        memset(probe, 0, sizeof(*probe));
        probe->spec = &givens->items[i];
        if (probe->spec->kind == GRADE_GIVEN_CELL)
            probe->held = probe->spec->value ? grade_value_copy(probe->spec->value)
                                             : grade_value_new(GRADE_KIND_NONE);
    }
}

/* The youngest of that name. */
struct probe *probes_find(const struct probes *probes, const char *name)
{
    for (size_t i = probes->count; i-- > 0;)
        if (!strcmp(probes->items[i].spec->name, name))
            return &probes->items[i];
    return NULL;
}

/* [name, kind, what a stub must know]: nothing of what it will give. A value goes in wire form, to
 * be made once the solution's types are there. */
static struct grade_value *describe(const struct grade_given *given)
{
    const char *kind = grade_given_kind_name(given->kind);
    struct grade_value *item = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(item, grade_value_str(given->name));
    grade_value_add(item, grade_value_str(kind ? kind : "value"));
    if (given->kind == GRADE_GIVEN_VALUE) {
        cleanup_buf struct grade_buf wire = GRADE_BUF_INIT;
        grade_wire_encode(&wire, given->value);
        grade_value_add(item, grade_value_bytes(wire.data, wire.len));
    } else {
        grade_value_add(item, given->signature ? grade_value_str(given->signature)
                                               : grade_value_new(GRADE_KIND_NONE));
    }
    return item;
}

struct grade_value *probes_frame(const struct grade_givens *givens)
{
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < givens->count; i++)
        grade_value_add(list, describe(&givens->items[i]));
    return list;
}

static size_t count_nodes(const struct grade_value *value)
{
    size_t count = 1;
    for (size_t i = 0; i < value->count; i++)
        count += count_nodes(value->items[i]);
    return count;
}

bool probes_record(struct probes *probes, const struct probe *probe, enum probe_event event,
                   const struct grade_value *data)
{
    if (probes->record_count >= PROBE_RECORDS_MAX)
        return false;
    if (probes->record_count == probes->record_room) {
        probes->record_room = probes->record_room ? 2 * probes->record_room : 16;
        probes->records =
            grade_realloc_array(probes->records, probes->record_room, sizeof(*probes->records));
    }
    struct probe_record *record = &probes->records[probes->record_count++];
    *record = (struct probe_record){event, (size_t)(probe - probes->items), probes->data.len, 0};
    if (data) {
        grade_wire_encode(&probes->data, data);
        probes->nodes += count_nodes(data);
    }
    record->len = probes->data.len - record->at;
    return probes->data.len <= PROBE_BYTES_MAX && probes->nodes <= PROBE_NODES_MAX;
}

/* What a stub may ask, of which kinds. `fetch` and `cancelled` name a value that is under way
 * instead of a probe. */
#define OF(kind) (1u << GRADE_GIVEN_##kind)
static const struct {
    const char *op;
    unsigned kinds;
    enum probe_outcome (*act)(struct probe_request *request);
} operations[] = {
    {"call", OF(FUNCTION) | OF(ASYNC_FUNCTION), probe_call},
    {"fetch", 0, probe_fetch},
    {"cancelled", 0, probe_cancelled},
    {"iterate", OF(ITERABLE), probe_iterate},
    {"pull", OF(ITERATOR) | OF(ASYNC_ITERATOR) | OF(ITERABLE), probe_pull},
    {"close", OF(ITERATOR) | OF(ASYNC_ITERATOR) | OF(ITERABLE), probe_close},
    {"enter", OF(CONTEXT) | OF(ASYNC_CONTEXT), probe_enter},
    {"exit", OF(CONTEXT) | OF(ASYNC_CONTEXT), probe_exit},
    {"read", OF(CELL), probe_read},
    {"write", OF(CELL), probe_write},
    {"equal", OF(OBJECT), probe_equal},
    {"less", OF(OBJECT), probe_less},
    {"hash", OF(OBJECT), probe_hash},
};
#undef OF

enum probe_outcome probes_serve(struct probe_request *request)
{
    const struct grade_value *op = grade_value_get(request->body, "op");
    request->probe = NULL;
    for (size_t i = 0; i < GRADE_COUNT(operations); i++) {
        if (!grade_value_is_str(op, operations[i].op))
            continue;
        if (!operations[i].kinds)
            return operations[i].act(request);
        const char *name = grade_value_text(grade_value_get(request->body, "name"), "");
        request->probe = probes_find(request->all, name);
        if (!request->probe || !(operations[i].kinds & 1u << request->probe->spec->kind))
            return PROBE_LIE;
        return operations[i].act(request);
    }
    return PROBE_LIE;
}
