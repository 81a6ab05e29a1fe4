/* Values from choices: see generate.h. */
#include "generate.h"

#include "grade/compare.h"
#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEW = 8,          /* most lists are short, whatever their bound: that is where mistakes show */
    SMALL = 16,       /* likewise numbers */
    ATTEMPTS = 20,    /* for each item that must differ from the others */
    SPARE = 200,      /* and for all of them */
    FRACTION = 8,     /* floats are whole, or of eighths, or anything */
    WIDEST = 1 << 30, /* of whole floats and eighths, which are exact then */
};

/* Choices ------------------------------------------------------------------------------------ */

static void put(struct choices *c, uint64_t choice)
{
    if (c->used == c->room) {
        c->room = c->room ? 2 * c->room : 16;
        c->items = grade_realloc_array(c->items, c->room, sizeof(*c->items));
    }
    c->items[c->used++] = choice;
    if (c->used > c->count)
        c->count = c->used;
}

/* The next choice, at most `bound`; `fresh` where it is not given by what is replayed or copied. */
static uint64_t take(struct choices *c, uint64_t bound, uint64_t fresh)
{
    uint64_t choice = fresh;
    if (c->used >= CHOICES_MAX)
        return 0;
    if (c->replay)
        choice = c->used < c->count ? c->items[c->used] : 0;
    else if (c->copy_from < c->copy_to)
        choice = c->items[c->copy_from++];
    choice = choice < bound ? choice : bound;
    put(c, choice);
    return choice;
}

/* Uniform up to bound. The remainder prefers small numbers by less than 1 in 2^32 below 2^32, and
 * for larger ones what is preferred is as good as any. */
static uint64_t uniform(struct choices *c, uint64_t bound)
{
    uint64_t number = random_next(&c->state);
    return bound == UINT64_MAX ? number : number % (bound + 1);
}

/* Numbers ------------------------------------------------------------------------------------ */

/* 0 is the number nearest to zero, then to and fro around it, then on where there is more room. */
static long long number_of(uint64_t choice, long long min, long long max)
{
    long long middle = min > 0 ? min : max < 0 ? max : 0;
    uint64_t below = (uint64_t)middle - (uint64_t)min, above = (uint64_t)max - (uint64_t)middle;
    uint64_t both = below < above ? below : above;
    if (choice <= 2 * both)
        return choice % 2 ? middle + (long long)((choice + 1) / 2)
                          : middle - (long long)(choice / 2);
    return above > below ? middle + (long long)(choice - both)
                         : middle - (long long)(choice - both);
}

/* The choice that the largest or the least number is. */
static uint64_t choice_of_end(bool largest, long long min, long long max)
{
    long long middle = min > 0 ? min : max < 0 ? max : 0;
    uint64_t below = (uint64_t)middle - (uint64_t)min, above = (uint64_t)max - (uint64_t)middle;
    if (largest)
        return above > below ? below + above : above ? 2 * above - 1 : 0;
    return below > above ? below + above : 2 * below;
}

/* Often small, often at the ends. */
static uint64_t fresh_number(struct choices *c, long long min, long long max)
{
    uint64_t width = (uint64_t)max - (uint64_t)min, kind = uniform(c, 7);
    if (kind == 0)
        return choice_of_end(uniform(c, 1) != 0, min, max);
    return uniform(c, kind <= 3 && width > SMALL ? SMALL : width);
}

static long long draw_number(struct choices *c, long long min, long long max)
{
    uint64_t width = (uint64_t)max - (uint64_t)min;
    return number_of(take(c, width, fresh_number(c, min, max)), min, max);
}

/* A multiple of 1/parts in the range; false where there is none that is exact. */
static bool draw_fraction(const struct grade_strategy *s, struct choices *c, int parts, double *out)
{
    double least = ceil(s->least * parts), most = floor(s->most * parts);
    least = least > -WIDEST ? least : -WIDEST;
    most = most < WIDEST ? most : WIDEST;
    if (least > most)
        return false;
    *out = (double)draw_number(c, (long long)least, (long long)most) / parts;
    return true;
}

static double draw_double(const struct grade_strategy *s, struct choices *c)
{
    const uint64_t steps = UINT64_C(1) << 53;
    double number;
    uint64_t kind = take(c, 3, uniform(c, 3));
    if (kind == 0 && draw_fraction(s, c, 1, &number))
        return number;
    if (kind <= 1 && draw_fraction(s, c, FRACTION, &number))
        return number;
    if (kind == 2)
        return take(c, 1, uniform(c, 1)) ? s->most : s->least;
    number = s->least +
             (s->most - s->least) * ((double)take(c, steps, uniform(c, steps)) / (double)steps);
    return number < s->least ? s->least : number > s->most ? s->most : number;
}

/* Containers --------------------------------------------------------------------------------- */

static struct grade_value *draw(const struct grade_strategy *s, struct choices *c);

static size_t draw_target(const struct grade_strategy *s, struct choices *c)
{
    size_t more = s->max_len - s->min_len;
    uint64_t kind = uniform(c, 7);
    if (kind == 0)
        return s->min_len;
    if (kind == 1)
        return s->max_len;
    return s->min_len + (size_t)uniform(c, more > FEW && kind < 6 ? FEW : more);
}

/* Before each item stands the choice whether there is one, so that an item can be taken out whole.
 */
static bool goes_on(const struct grade_strategy *s, struct choices *c, size_t have, size_t target)
{
    if (have >= s->max_len) {
        take(c, 0, 0);
        return false;
    }
    bool more = take(c, 1, have < target);
    if (have < s->min_len) {
        if (c->used < CHOICES_MAX)
            c->items[c->used - 1] = 1;
        return true;
    }
    return more;
}

/* Now and then an item repeats an earlier one, which large ranges would hardly ever give. */
static bool maybe_copy(struct choices *c, const size_t *starts, size_t have)
{
    if (c->replay || c->copy_from < c->copy_to || have < 2 || uniform(c, 4))
        return false;
    size_t which = (size_t)uniform(c, have - 2);
    c->copy_from = starts[which];
    c->copy_to = starts[which + 1] - 1; /* without the choice to go on */
    return true;
}

static bool is_in(const struct grade_value *items, const struct grade_value *item, size_t stride)
{
    for (size_t i = 0; i < items->count; i += stride)
        if (grade_compare(items->items[i], item, GRADE_COMPARE_BY_VALUE, NULL))
            return true;
    return false;
}

/* The items of LIST, SET and DICT; with `stride` 2 a value behind each key. NULL: no more differ.
 */
static struct grade_value *draw_items(const struct grade_strategy *s, struct choices *c,
                                      enum grade_kind kind, bool unique)
{
    size_t stride = kind == GRADE_KIND_DICT ? 2 : 1, target = draw_target(s, c), have = 0,
           tries = 0;
    size_t tries_max = s->max_len * ATTEMPTS + SPARE;
    struct grade_value *to = grade_value_new(kind), *key;
    size_t *starts = grade_alloc_array(s->max_len + 2, sizeof(*starts));
    while (goes_on(s, c, have, target)) {
        if (unique && ++tries > tries_max)
            break;
        starts[have] = c->used;
        bool copies = !unique && maybe_copy(c, starts, have);
        key = draw(&s->parts[0], c);
        struct grade_value *value = key && stride == 2 ? draw(&s->parts[1], c) : NULL;
        if (copies)
            c->copy_from = c->copy_to;
        if (!key || (stride == 2 && !value)) {
            grade_value_free(key);
            have = 0;
            break;
        }
        if (unique && is_in(to, key, stride)) {
            grade_value_free(key);
            grade_value_free(value);
            continue;
        }
        grade_value_add(to, key);
        if (value)
            grade_value_add(to, value);
        have++;
    }
    free(starts);
    if (have >= s->min_len)
        return to;
    grade_value_free(to);
    return NULL;
}

static int order(const struct grade_value *a, const struct grade_value *b)
{
    if (a->kind == GRADE_KIND_INT) {
        long long x = grade_value_number(a, 0), y = grade_value_number(b, 0);
        return (x > y) - (x < y);
    }
    if (a->kind == GRADE_KIND_FLOAT)
        return (a->real > b->real) - (a->real < b->real);
    if (a->kind == GRADE_KIND_BOOL)
        return a->boolean - b->boolean;
    if (a->kind == GRADE_KIND_STR) { /* UTF-8 sorts as its characters do */
        int which = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);
        return which ? which : (a->len > b->len) - (a->len < b->len);
    }
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        int which = order(a->items[i], b->items[i]);
        if (which)
            return which;
    }
    return 0;
}

static int order_pointers(const void *a, const void *b)
{
    return order(*(struct grade_value *const *)a, *(struct grade_value *const *)b);
}

static struct grade_value *draw_list(const struct grade_strategy *s, struct choices *c)
{
    struct grade_value *list = draw_items(s, c, GRADE_KIND_LIST, s->unique);
    if (list && s->sorted && list->count > 1)
        qsort(list->items, list->count, sizeof(struct grade_value *), order_pointers);
    return list;
}

static struct grade_value *draw_text(const struct grade_strategy *s, struct choices *c)
{
    struct grade_buf text = GRADE_BUF_INIT;
    size_t target = draw_target(s, c), last = s->letters.count - 1;
    for (size_t have = 0; goes_on(s, c, have, target); have++)
        grade_buf_adds(&text, s->letters.items[take(c, last, uniform(c, last))]);
    struct grade_value *value = grade_value_strn(grade_buf_text(&text), text.len);
    grade_buf_done(&text);
    return value;
}

static struct grade_value *draw_tuple(const struct grade_strategy *s, struct choices *c,
                                      enum grade_kind kind)
{
    struct grade_value *tuple = grade_value_new(kind);
    for (size_t i = 0; i < s->part_count; i++) {
        struct grade_value *item = draw(&s->parts[i], c);
        if (!item) {
            grade_value_free(tuple);
            return NULL;
        }
        grade_value_add(tuple, item);
    }
    return tuple;
}

static struct grade_value *draw(const struct grade_strategy *s, struct choices *c)
{
    switch (s->draw) {
    case GRADE_DRAW_BOOL:
        return grade_value_bool(take(c, 1, uniform(c, 1)) != 0);
    case GRADE_DRAW_INT:
        return grade_value_int(draw_number(c, s->min, s->max));
    case GRADE_DRAW_FLOAT:
        return grade_value_float(draw_double(s, c));
    case GRADE_DRAW_STR:
        return draw_text(s, c);
    case GRADE_DRAW_LIST:
        return draw_list(s, c);
    case GRADE_DRAW_SET:
        return draw_items(s, c, GRADE_KIND_SET, true);
    case GRADE_DRAW_FROZENSET:
        return draw_items(s, c, GRADE_KIND_FROZENSET, true);
    case GRADE_DRAW_DICT:
        return draw_items(s, c, GRADE_KIND_DICT, true);
    case GRADE_DRAW_TUPLE:
        return draw_tuple(s, c, GRADE_KIND_TUPLE);
    case GRADE_DRAW_ONE_OF:
        return draw(&s->parts[take(c, s->part_count - 1, uniform(c, s->part_count - 1))], c);
    case GRADE_DRAW_JUST:
        break;
    }
    return grade_value_copy(s->value);
}

/* An input ----------------------------------------------------------------------------------- */

static struct grade_value *draw_input(const struct grade_generate *generate, struct choices *c)
{
    struct grade_value *args = draw_tuple(&generate->args, c, GRADE_KIND_LIST);
    struct grade_value *values = args ? draw_tuple(&generate->kwargs, c, GRADE_KIND_LIST) : NULL;
    if (!values) {
        grade_value_free(args);
        return NULL;
    }
    struct grade_value *kwargs = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i < values->count; i++)
        grade_value_put(kwargs, generate->names.items[i], grade_value_copy(values->items[i]));
    grade_value_free(values);
    struct grade_value *input = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(input, args);
    grade_value_add(input, kwargs);
    c->count = c->used;
    return input;
}

struct grade_value *draw_new(const struct grade_generate *generate, struct choices *choices,
                             uint64_t state)
{
    choices->count = choices->used = 0;
    choices->copy_from = choices->copy_to = 0;
    choices->replay = false;
    choices->state = state;
    return draw_input(generate, choices);
}

struct grade_value *draw_again(const struct grade_generate *generate, struct choices *choices)
{
    choices->used = 0;
    choices->replay = true;
    return draw_input(generate, choices);
}
