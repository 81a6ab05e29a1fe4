/* Matching without order.
 *
 * What is exactly equal is paired first, by hash, so that large sets cost n log n; the rest by
 * augmenting paths, which is right for matchers too ([1, $any] against [2, 1]). The first expected
 * item that no path serves ends it. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { BRIEF = 60 };

struct hashed {
    uint64_t hash;
    size_t index;
};

static int hash_order(const void *a, const void *b)
{
    const struct hashed *ha = a, *hb = b;
    if (ha->hash != hb->hash)
        return ha->hash < hb->hash ? -1 : 1;
    return (ha->index > hb->index) - (ha->index < hb->index);
}

static struct hashed *hash_all(struct comparison *c, const struct grade_value *value, size_t stride)
{
    size_t count = value->count / stride;
    struct hashed *all = grade_alloc_array(count, sizeof(*all));
    for (size_t i = 0; i < count; i++)
        all[i] = (struct hashed){value_hash(value->items[i * stride], &c->steps), i};
    qsort(all, count, sizeof(*all), hash_order);
    return all;
}

void compare_pair_equal(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual, size_t stride, size_t *out_partner,
                        size_t *out_taken)
{
    size_t wanted = expected->count / stride, there = actual->count / stride;
    memset(out_partner, 0xff, wanted * sizeof(*out_partner));
    memset(out_taken, 0xff, there * sizeof(*out_taken));
    cleanup_free struct hashed *e = hash_all(c, expected, stride);
    cleanup_free struct hashed *a = hash_all(c, actual, stride);
    for (size_t i = 0, k = 0; i < wanted && k < there && compare_charge(c, 1);) {
        if (e[i].hash != a[k].hash) {
            e[i].hash < a[k].hash ? i++ : k++;
            continue;
        }
        if (compare_quietly(c, expected->items[e[i].index * stride],
                            actual->items[a[k].index * stride])) {
            out_partner[e[i].index] = a[k].index;
            out_taken[a[k].index] = e[i].index;
        }
        i++;
        k++;
    }
}

struct matching {
    struct comparison *c;
    struct grade_value *const *expected, *const *actual;
    size_t count;
    size_t *partner, *taken;
    size_t *queue, *from; /* expected items to serve; by which an actual one was reached */
};

/* Turns the pairs along the path that ends at a free actual item. */
static void turn(struct matching *m, size_t k)
{
    while (k != SIZE_MAX) {
        size_t i = m->from[k], before = m->partner[i];
        m->partner[i] = k;
        m->taken[k] = i;
        k = before;
    }
}

/* Breadth first, without recursion: serves expected item `root`, moving others if need be. */
static bool serve(struct matching *m, size_t root)
{
    size_t head = 0, tail = 0;
    memset(m->from, 0xff, m->count * sizeof(*m->from));
    if (!compare_charge(m->c, m->count / 8))
        return false;
    m->queue[tail++] = root;
    while (head < tail) {
        size_t i = m->queue[head++];
        for (size_t k = 0; k < m->count; k++) {
            if (m->from[k] != SIZE_MAX || !compare_quietly(m->c, m->expected[i], m->actual[k])) {
                if (m->c->gave_up)
                    return false;
                continue;
            }
            m->from[k] = i;
            if (m->taken[k] == SIZE_MAX) {
                turn(m, k);
                return true;
            }
            m->queue[tail++] = m->taken[k];
        }
    }
    return false;
}

static bool serve_all(struct matching *m, size_t *out_failed)
{
    m->queue = grade_alloc_array(m->count + 1, sizeof(*m->queue));
    m->from = grade_alloc_array(m->count, sizeof(*m->from));
    bool all = true;
    for (size_t i = 0; i < m->count && all; i++)
        if (m->partner[i] == SIZE_MAX && !serve(m, i)) {
            *out_failed = i;
            all = false;
        }
    free(m->queue);
    free(m->from);
    return all;
}

static void add_item(struct grade_buf *what, const struct grade_value *item, const char *verb)
{
    grade_buf_adds(what, what->len ? ", " : "");
    reason_add_value(what, item, BRIEF);
    grade_buf_adds(what, verb);
}

/* Names one item of each side that has no partner. */
static bool items_differ(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual, const size_t *taken, size_t missing)
{
    if (!compare_records(c))
        return false;
    cleanup_buf struct grade_buf what = GRADE_BUF_INIT;
    if (expected->count != actual->count)
        grade_buf_addf(&what, "%zu item%s instead of %zu", actual->count,
                       actual->count == 1 ? "" : "s", expected->count);
    if (missing < expected->count)
        add_item(&what, expected->items[missing], " is missing");
    for (size_t k = 0; k < actual->count; k++)
        if (taken[k] == SIZE_MAX) {
            add_item(&what, actual->items[k], " is unexpected");
            break;
        }
    return compare_differs(c, expected, actual, "%s", what.data);
}

static size_t first_without(const size_t *partner, size_t count)
{
    size_t i = 0;
    while (i < count && partner[i] != SIZE_MAX)
        i++;
    return i;
}

bool compare_unordered(struct comparison *c, const struct grade_value *expected,
                       const struct grade_value *actual)
{
    bool same_count = expected->count == actual->count;
    if ((!same_count && !compare_records(c)) || !compare_charge(c, expected->count + actual->count))
        return false;
    cleanup_free size_t *partner = grade_alloc_array(expected->count, sizeof(*partner));
    cleanup_free size_t *taken = grade_alloc_array(actual->count, sizeof(*taken));
    compare_pair_equal(c, expected, actual, 1, partner, taken);
    size_t missing = first_without(partner, expected->count);
    struct matching m = {.c = c,
                         .expected = expected->items,
                         .actual = actual->items,
                         .count = expected->count,
                         .partner = partner,
                         .taken = taken};
    if (same_count && serve_all(&m, &missing))
        return !c->gave_up;
    return items_differ(c, expected, actual, taken, missing);
}
