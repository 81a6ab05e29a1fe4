/* What may be simpler than an input that fails: fewer choices, then smaller ones. Each pass goes
 * over the sequence once; whoever finds one that still fails starts anew from it. */
#include "generate.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum pass { DELETE, ZERO, LOWER, SWAP, LOWER_PAIR, PASSES };

enum { NEAR = 8, FAR = 64 }; /* how far apart choices are that are exchanged, or lowered together */

static const size_t sizes[] = {64, 32, 16, 8, 4, 3, 2, 1, 0}; /* of what is deleted or zeroed */

void shrink_start(struct shrink *shrink, const struct choices *from)
{
    struct choices old = shrink->from;
    *shrink = (struct shrink){0};
    choices_copy(&shrink->from, from);
    choices_done(&old);
}

void shrink_done(struct shrink *shrink)
{
    choices_done(&shrink->from);
}

static void remove_run(struct choices *c, size_t at, size_t size)
{
    memmove(c->items + at, c->items + at + size, (c->count - at - size) * sizeof(*c->items));
    c->count -= size;
}

/* The ways to make a choice smaller: from nothing up, and from just below down. False: no more. By
 * two, since numbers around zero alternate in sign. */
static bool lowered(uint64_t from, size_t variant, uint64_t *out)
{
    static const struct {
        unsigned shift;
        uint64_t minus;
    } down[] = {{1, 0},  {2, 0},  {3, 0},  {4, 0},  {6, 0}, {8, 0},
                {64, 6}, {64, 4}, {64, 3}, {64, 2}, {64, 1}};
    if (variant < 3) {
        *out = variant;
        return true;
    }
    if (variant - 3 >= GRADE_COUNT(down))
        return false;
    uint64_t less =
        down[variant - 3].shift < 64 ? from >> down[variant - 3].shift : down[variant - 3].minus;
    *out = less <= from ? from - less : 0;
    return true;
}

static void next_place(struct shrink *s)
{
    s->at++;
    s->variant = 0;
}

static bool next_run(struct shrink *s, struct choices *out)
{
    while (sizes[s->size]) {
        size_t size = sizes[s->size], at = s->at++;
        if (at + size > s->from.count) {
            s->size++;
            s->at = 0;
            continue;
        }
        choices_copy(out, &s->from);
        if (s->pass == DELETE)
            remove_run(out, at, size);
        else
            memset(out->items + at, 0, size * sizeof(*out->items));
        return true;
    }
    return false;
}

static bool next_lower(struct shrink *s, struct choices *out)
{
    for (; s->at < s->from.count; next_place(s)) {
        uint64_t from = s->from.items[s->at], to;
        while (lowered(from, s->variant++, &to)) {
            if (to >= from)
                continue;
            choices_copy(out, &s->from);
            out->items[s->at] = to;
            return true;
        }
    }
    return false;
}

/* The smaller of two first: what must differ cannot be lowered one by one. */
static bool next_swap(struct shrink *s, struct choices *out)
{
    for (; s->at < s->from.count; next_place(s)) {
        while (s->variant < NEAR) {
            size_t other = s->at + ++s->variant;
            if (other >= s->from.count || s->from.items[other] >= s->from.items[s->at])
                continue;
            choices_copy(out, &s->from);
            out->items[s->at] = s->from.items[other];
            out->items[other] = s->from.items[s->at];
            return true;
        }
    }
    return false;
}

/* What must be equal cannot be lowered one by one, either. `size` is the distance. */
static bool next_pair(struct shrink *s, struct choices *out)
{
    for (; s->at < s->from.count; next_place(s), s->size = 0) {
        for (; s->size < FAR && s->at + s->size + 1 < s->from.count; s->size++, s->variant = 0) {
            size_t other = s->at + s->size + 1;
            uint64_t from = s->from.items[s->at], to;
            while (from && s->from.items[other] == from && lowered(from, s->variant++, &to)) {
                if (to >= from)
                    continue;
                choices_copy(out, &s->from);
                out->items[s->at] = out->items[other] = to;
                return true;
            }
        }
    }
    return false;
}

bool shrink_next(struct shrink *shrink, struct choices *out)
{
    static bool (*const passes[PASSES])(struct shrink * s,
                                        struct choices * out) = {[DELETE] = next_run,
                                                                 [ZERO] = next_run,
                                                                 [LOWER] = next_lower,
                                                                 [SWAP] = next_swap,
                                                                 [LOWER_PAIR] = next_pair};
    for (; shrink->pass < PASSES; shrink->pass++) {
        if (passes[shrink->pass](shrink, out))
            return true;
        shrink->size = shrink->at = shrink->variant = 0;
    }
    return false;
}
