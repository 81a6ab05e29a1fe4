/* The drawing of what builds on what: topics in layers, those that build on nothing on the left,
 * and in each layer near what they build on, so that few lines cross. */
#include "roadmap.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    BOX_WIDTH = 148,
    BOX_HEIGHT = 40,
    ROW = 54,    /* from box to box */
    LAYER = 204, /* from layer to layer */
    MARGIN = 12,
    SWEEPS = 8, /* by then the order has settled */
};

struct node {
    const struct grade_topic *topic;
    size_t layer;
    double wish; /* where it would like to be: among what it is tied to */
    size_t row;
};

struct graph {
    struct node *nodes; /* as the topics are */
    size_t count, layers, rows;
    bool *ties; /* [above * count + below]: the one builds on the other, and not only by a detour */
    bool *reach; /* likewise, with all detours */
};

static size_t index_of(const struct grade_topics *topics, const char *id)
{
    return (size_t)(grade_topics_find(topics, id) - topics->topics);
}

/* What a topic builds on stands before it in the list. */
static void find_ties(struct graph *graph, const struct grade_topics *topics)
{
    size_t n = graph->count;
    for (size_t i = 0; i < n; i++) {
        const struct grade_strings *require = &topics->topics[i].require;
        for (size_t k = 0; k < require->count; k++) {
            size_t below = index_of(topics, require->items[k]);
            graph->ties[i * n + below] = graph->reach[i * n + below] = true;
            for (size_t j = 0; j < n; j++)
                graph->reach[i * n + j] |= graph->reach[below * n + j];
        }
        for (size_t k = 0; k < require->count; k++) {
            size_t below = index_of(topics, require->items[k]);
            for (size_t j = 0; j < n; j++) /* what is below goes without saying */
                if (graph->reach[below * n + j])
                    graph->ties[i * n + j] = false;
        }
    }
}

static int by_wish(const void *a, const void *b)
{
    const struct node *one = *(const struct node *const *)a;
    const struct node *other = *(const struct node *const *)b;
    if (one->layer != other->layer)
        return one->layer < other->layer ? -1 : 1;
    if (one->wish != other->wish)
        return one->wish < other->wish ? -1 : 1;
    return (one->topic->order > other->topic->order) - (one->topic->order < other->topic->order);
}

/* Rows of each layer in the order of the wishes, each layer in the middle. */
static void settle(struct graph *graph, struct node **sorted)
{
    qsort(sorted, graph->count, sizeof(struct node *), by_wish);
    for (size_t i = 0, row = 0; i < graph->count; i++) {
        row = i > 0 && sorted[i]->layer == sorted[i - 1]->layer ? row + 1 : 0;
        sorted[i]->row = row;
        graph->rows = row + 1 > graph->rows ? row + 1 : graph->rows;
    }
}

static void wish(struct graph *graph, size_t i)
{
    double sum = 0;
    size_t n = graph->count, tied = 0;
    for (size_t j = 0; j < n; j++) {
        size_t count = (size_t)graph->ties[i * n + j] + (size_t)graph->ties[j * n + i];
        sum += (double)count * (double)graph->nodes[j].row;
        tied += count;
    }
    graph->nodes[i].wish = tied ? sum / (double)tied : (double)graph->nodes[i].row;
}

static void lay_out(struct graph *graph, const struct grade_topics *topics)
{
    struct node **sorted = grade_alloc_array(graph->count + 1, sizeof(struct node *));
    for (size_t i = 0; i < graph->count; i++) {
        const struct grade_topic *topic = &topics->topics[i];
        graph->nodes[i] = (struct node){topic, topic->depth, (double)i, 0};
        graph->layers = topic->depth + 1 > graph->layers ? topic->depth + 1 : graph->layers;
        sorted[i] = &graph->nodes[i];
    }
    settle(graph, sorted);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        for (size_t i = 0; i < graph->count; i++)
            wish(graph, i);
        settle(graph, sorted);
    }
    free(sorted);
}

/* Drawing ------------------------------------------------------------------------------------- */

static int left_of(const struct node *node)
{
    return MARGIN + (int)node->layer * LAYER;
}

static int top_of(const struct node *node)
{
    return MARGIN + (int)node->row * ROW;
}

static void draw_tie(struct grade_buf *out, const struct node *below, const struct node *above)
{
    int x1 = left_of(below) + BOX_WIDTH, y1 = top_of(below) + BOX_HEIGHT / 2;
    int x2 = left_of(above), y2 = top_of(above) + BOX_HEIGHT / 2, bend = (x2 - x1) / 2;
    grade_buf_addf(out, "<path d=\"M%d %dC%d %d %d %d %d %d\"/>\n", x1, y1, x1 + bend, y1,
                   x2 - bend, y2, x2, y2);
}

static void draw_node(struct grade_buf *out, const struct cli_learner *learner,
                      const struct node *node)
{
    struct grade_learn_topic known = cli_roadmap_topic(learner, node->topic);
    const char *state = grade_learn_topic_state_name(known.state);
    int x = left_of(node), y = top_of(node);
    grade_buf_adds(out, "<a href=\"#t-");
    cli_html_text(out, node->topic->id);
    grade_buf_addf(out, "\" class=\"%s\"><title>", state);
    cli_html_text(out, node->topic->title);
    grade_buf_addf(out, ": %s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
                   state, x, y, BOX_WIDTH, BOX_HEIGHT);
    grade_buf_addf(out, "<text x=\"%d\" y=\"%d\" class=\"n\">", x + 10, y + 17);
    cli_html_text(out, node->topic->id);
    grade_buf_addf(out, "</text><text x=\"%d\" y=\"%d\" class=\"s\">%s", x + 10, y + 32, state);
    if (known.there)
        grade_buf_addf(out, ", %zu of %zu", known.solved, known.there);
    grade_buf_adds(out, "</text></a>\n");
}

void cli_roadmap_graph(struct grade_buf *out, const struct cli_learner *learner)
{
    size_t n = learner->topics->count;
    struct graph graph = {.nodes = grade_alloc_array(n + 1, sizeof(struct node)),
                          .count = n,
                          .ties = grade_alloc_array(n * n + 1, sizeof(bool)),
                          .reach = grade_alloc_array(n * n + 1, sizeof(bool))};
    find_ties(&graph, learner->topics);
    lay_out(&graph, learner->topics);
    int width = 2 * MARGIN + BOX_WIDTH + (graph.layers ? (int)graph.layers - 1 : 0) * LAYER;
    int height = 2 * MARGIN + BOX_HEIGHT + (graph.rows ? (int)graph.rows - 1 : 0) * ROW;
    grade_buf_addf(out,
                   "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" "
                   "aria-label=\"What builds on what\">\n<g class=\"ties\">\n",
                   width, height, width, height);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (graph.ties[i * n + j])
                draw_tie(out, &graph.nodes[j], &graph.nodes[i]);
    grade_buf_adds(out, "</g>\n");
    for (size_t i = 0; i < n; i++)
        draw_node(out, learner, &graph.nodes[i]);
    grade_buf_adds(out, "</svg>\n");
    free(graph.nodes);
    free(graph.ties);
    free(graph.reach);
}
