/* Cells, which tell a lost update, and objects, which count how they are compared. */
#include "probes.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

/* Cells -------------------------------------------------------------------------------------- */

/* A thread or task, by the number that the stub gives it; NULL where there are too many to tell
 * apart. */
static struct probe_reader *find_reader(struct probe *cell, long long who, bool make)
{
    for (size_t i = 0; i < cell->reader_count; i++)
        if (cell->readers[i].who == who)
            return &cell->readers[i];
    if (!make || cell->reader_count >= PROBE_READERS_MAX)
        return NULL;
    cell->readers =
        grade_realloc_array(cell->readers, cell->reader_count + 1, sizeof(*cell->readers));
    cell->readers[cell->reader_count] = (struct probe_reader){who, cell->version};
    return &cell->readers[cell->reader_count++];
}

enum probe_outcome probe_read(struct probe_request *request)
{
    struct probe *cell = request->probe;
    long long who = grade_value_number(grade_value_get(request->body, "who"), 0);
    struct probe_reader *reader = find_reader(cell, who, true);
    if (reader)
        reader->version = cell->version;
    probe_say(request, "return");
    grade_value_put(request->answer, "value", grade_value_copy(cell->held));
    return PROBE_ANSWER;
}

/* Whoever writes without having read first loses nothing that it knew of. */
enum probe_outcome probe_write(struct probe_request *request)
{
    struct probe *cell = request->probe;
    const struct grade_value *value = grade_value_get(request->body, "value");
    long long who = grade_value_number(grade_value_get(request->body, "who"), 0);
    struct probe_reader *reader = find_reader(cell, who, false);
    if (!value)
        return PROBE_LIE;
    cleanup_buf struct grade_buf wire = GRADE_BUF_INIT;
    grade_wire_encode(&wire, value);
    if (wire.len > PROBE_HELD_MAX)
        return PROBE_FLOOD;
    if (reader && reader->version < cell->version)
        cell->lost++;
    cell->version++;
    if (reader)
        reader->version = cell->version;
    grade_value_free(cell->held);
    cell->held = grade_value_copy(value);
    return probe_say(request, "return");
}

/* Objects ------------------------------------------------------------------------------------ */

static const struct grade_value *value_of(const struct probe *probe)
{
    static const struct grade_value none = {.kind = GRADE_KIND_NONE};
    return probe->spec->value ? probe->spec->value : &none;
}

/* What the object is compared with: what another object stands for, or a plain value. */
static const struct grade_value *other_of(const struct probe_request *request)
{
    const struct grade_value *other = grade_value_get(request->body, "other");
    if (!other || other->kind != GRADE_KIND_TAGGED || strcmp(other->text, "given") != 0 ||
        !other->count)
        return other;
    const struct probe *probe = probes_find(request->all, grade_value_text(other->items[0], ""));
    return probe && probe->spec->kind == GRADE_GIVEN_OBJECT ? value_of(probe) : other;
}

static enum probe_outcome say_truth(struct probe_request *request, bool truth)
{
    probe_say(request, "return");
    grade_value_put(request->answer, "value", grade_value_bool(truth));
    return PROBE_ANSWER;
}

enum probe_outcome probe_equal(struct probe_request *request)
{
    const struct grade_value *other = other_of(request);
    if (!other)
        return PROBE_LIE;
    request->probe->equalled++;
    return say_truth(request,
                     grade_compare(value_of(request->probe), other, GRADE_COMPARE_BY_VALUE, NULL));
}

static bool real_of(const struct grade_value *value, double *out)
{
    if (value->kind != GRADE_KIND_INT && value->kind != GRADE_KIND_FLOAT)
        return false;
    *out = value->kind == GRADE_KIND_INT ? strtod(value->text, NULL) : value->real;
    return true;
}

enum probe_outcome probe_less(struct probe_request *request)
{
    const struct grade_value *mine = value_of(request->probe), *other = other_of(request);
    if (!other)
        return PROBE_LIE;
    request->probe->ordered++;
    double a, b;
    if (real_of(mine, &a) && real_of(other, &b))
        return say_truth(request, a < b);
    if (mine->kind == GRADE_KIND_STR && other->kind == GRADE_KIND_STR) {
        size_t shorter = mine->len < other->len ? mine->len : other->len;
        int order = memcmp(mine->text, other->text, shorter);
        return say_truth(request, order < 0 || (order == 0 && mine->len < other->len));
    }
    return probe_say(request, "refuse");
}

/* Equal values have equal hashes; beyond that it says nothing of the value. */
enum probe_outcome probe_hash(struct probe_request *request)
{
    cleanup_buf struct grade_buf wire = GRADE_BUF_INIT;
    grade_wire_encode(&wire, value_of(request->probe));
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < wire.len; i++)
        hash = (hash ^ (unsigned char)wire.data[i]) * 1099511628211u;
    request->probe->hashed++;
    probe_say(request, "return");
    grade_value_put(request->answer, "value", grade_value_int((long long)(hash >> 4)));
    return PROBE_ANSWER;
}
