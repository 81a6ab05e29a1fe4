/* Random numbers, and the choices that an input is made of: see generate.h. */
#include "generate.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* By name, not by number: a case that is run alone, or that others now precede, draws the same. */
uint64_t random_state(uint64_t seed, const char *name, size_t index)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
    uint64_t state = seed;
    state = random_next(&state) ^ hash;
    state = random_next(&state) + index;
    return random_next(&state);
}

void choices_done(struct choices *choices)
{
    free(choices->items);
    memset(choices, 0, sizeof(*choices));
}

void choices_copy(struct choices *to, const struct choices *from)
{
    free(to->items);
    *to = (struct choices){.count = from->count, .room = from->count};
    to->items = grade_alloc_array(from->count ? from->count : 1, sizeof(*to->items));
    if (from->count)
        memcpy(to->items, from->items, from->count * sizeof(*to->items));
}

bool choices_less(const struct choices *a, const struct choices *b)
{
    if (a->count != b->count)
        return a->count < b->count;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i] != b->items[i])
            return a->items[i] < b->items[i];
    return false;
}
