/* Layers, order within them, places: see roadmap_layout.h. */
#include "roadmap_layout.h"

#include "grade/mem.h"

#include <stdbool.h>
#include <stdlib.h>

enum {
    ORDER_SWEEPS = 20, /* by then the order has settled */
    PLACE_SWEEPS = 12,
    NODES_MAX = 20000, /* then lines run straight: a bank may ask for anything */
};

/* What builds on what, without what goes by a detour anyway: [above * n + below]. */
static bool *find_ties(const struct grade_topics *topics)
{
    size_t n = topics->count;
    bool *ties = grade_alloc_array(n * n + 1, sizeof(bool));
    bool *reach = grade_alloc_array(n * n + 1, sizeof(bool));
    for (size_t i = 0; i < n; i++) { /* what a topic builds on stands before it */
        const struct grade_strings *require = &topics->topics[i].require;
        for (size_t k = 0; k < require->count; k++) {
            size_t below = (size_t)(grade_topics_find(topics, require->items[k]) - topics->topics);
            ties[i * n + below] = true;
            reach[i * n + below] = true;
            for (size_t j = 0; j < n; j++)
                reach[i * n + j] |= reach[below * n + j];
        }
        for (size_t below = 0; below < n; below++)
            for (size_t j = 0; ties[i * n + below] && j < n; j++)
                if (reach[below * n + j])
                    ties[i * n + j] = false;
    }
    free(reach);
    return ties;
}

static size_t add_node(struct layout *layout, const struct grade_topic *topic, size_t layer)
{
    layout->nodes = grade_realloc_array(layout->nodes, layout->count + 1, sizeof(*layout->nodes));
    layout->nodes[layout->count] = (struct layout_node){.topic = topic, .layer = layer};
    return layout->count++;
}

static void add_line(struct layout *layout, size_t from, size_t to)
{
    layout->lines =
        grade_realloc_array(layout->lines, layout->line_count + 1, sizeof(*layout->lines));
    layout->lines[layout->line_count++] = (struct layout_line){from, to};
}

static void add_nodes(struct layout *layout, const struct grade_topics *topics)
{
    size_t n = topics->count;
    bool *ties = find_ties(topics);
    for (size_t i = 0; i < n; i++) {
        size_t depth = topics->topics[i].depth;
        add_node(layout, &topics->topics[i], depth);
        layout->layers = depth + 1 > layout->layers ? depth + 1 : layout->layers;
    }
    for (size_t above = 0; above < n; above++)
        for (size_t below = 0; below < n; below++) {
            if (!ties[above * n + below])
                continue;
            size_t at = below;
            for (size_t layer = topics->topics[below].depth + 1;
                 layer < topics->topics[above].depth && layout->count < NODES_MAX; layer++) {
                size_t pass = add_node(layout, NULL, layer);
                add_line(layout, at, pass);
                at = pass;
            }
            add_line(layout, at, above);
        }
    free(ties);
}

/* The mean of what each is tied to. */
static void find_wishes(struct layout *layout)
{
    double *sums = grade_alloc_array(layout->count + 1, sizeof(*sums));
    double *ties = grade_alloc_array(layout->count + 1, sizeof(*ties));
    for (size_t i = 0; i < layout->line_count; i++) {
        size_t ends[] = {layout->lines[i].from, layout->lines[i].to};
        for (int k = 0; k < 2; k++) {
            sums[ends[k]] += layout->nodes[ends[1 - k]].y;
            ties[ends[k]]++;
        }
    }
    for (size_t i = 0; i < layout->count; i++)
        layout->nodes[i].wish = ties[i] > 0 ? sums[i] / ties[i] : layout->nodes[i].y;
    free(sums);
    free(ties);
}

static int by_wish(const void *a, const void *b)
{
    const struct layout_node *one = *(struct layout_node *const *)a;
    const struct layout_node *other = *(struct layout_node *const *)b;
    if (one->layer != other->layer)
        return one->layer < other->layer ? -1 : 1;
    if (one->wish != other->wish)
        return one->wish < other->wish ? -1 : 1;
    return (one > other) - (one < other);
}

static double half_of(const struct layout_node *node)
{
    return (node->topic ? LAYOUT_BOX : LAYOUT_PASS) / 2.0;
}

/* How far apart the middles of two neighbours must be. */
static double apart(const struct layout_node *one, const struct layout_node *other)
{
    return half_of(one) + LAYOUT_GAP + half_of(other);
}

/* One layer, in its order, as close as may be, around the same line as the others. */
static void pack_layer(struct layout_node **nodes, size_t count)
{
    double end = 0;
    for (size_t i = 0; i < count; i++) {
        end += i > 0 ? apart(nodes[i - 1], nodes[i]) : 0;
        nodes[i]->y = end;
    }
    for (size_t i = 0; i < count; i++)
        nodes[i]->y -= end / 2;
}

/* The same with room: each half the way to where it wishes, but below the one before; then all
 * moved so that they are as often too low as too high. */
static void ease_layer(struct layout_node **nodes, size_t count)
{
    double off = 0;
    for (size_t i = 0; i < count; i++) {
        double wish = (nodes[i]->y + nodes[i]->wish) / 2;
        nodes[i]->y = wish;
        if (i > 0 && wish < nodes[i - 1]->y + apart(nodes[i - 1], nodes[i]))
            nodes[i]->y = nodes[i - 1]->y + apart(nodes[i - 1], nodes[i]);
        off += nodes[i]->y - wish;
    }
    for (size_t i = 0; i < count; i++)
        nodes[i]->y -= off / (double)count;
}

static void place(struct layout *layout, struct layout_node **sorted,
                  void (*place_layer)(struct layout_node **nodes, size_t count))
{
    for (size_t i = 0, end; i < layout->count; i = end) {
        for (end = i; end < layout->count && sorted[end]->layer == sorted[i]->layer; end++)
            ;
        place_layer(sorted + i, end - i);
    }
}

static void move_to_top(struct layout *layout)
{
    double top = 0, bottom = 0;
    for (size_t i = 0; i < layout->count; i++) {
        const struct layout_node *node = &layout->nodes[i];
        double from = node->y - half_of(node), to = node->y + half_of(node);
        top = i == 0 || from < top ? from : top;
        bottom = i == 0 || to > bottom ? to : bottom;
    }
    for (size_t i = 0; i < layout->count; i++)
        layout->nodes[i].y -= top;
    layout->height = bottom - top;
}

struct layout cli_roadmap_layout(const struct grade_topics *topics)
{
    struct layout layout = {0};
    add_nodes(&layout, topics);
    struct layout_node **sorted = grade_alloc_array(layout.count + 1, sizeof(*sorted));
    for (size_t i = 0; i < layout.count; i++) {
        sorted[i] = &layout.nodes[i];
        sorted[i]->wish = (double)i;
    }
    for (int sweep = 0; sweep < ORDER_SWEEPS; sweep++) {
        qsort(sorted, layout.count, sizeof(*sorted), by_wish);
        place(&layout, sorted, pack_layer);
        find_wishes(&layout);
    }
    for (int sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
        place(&layout, sorted, ease_layer);
        find_wishes(&layout);
    }
    move_to_top(&layout);
    free(sorted);
    return layout;
}

void cli_roadmap_layout_done(struct layout *layout)
{
    free(layout->nodes);
    free(layout->lines);
    *layout = (struct layout){0};
}
