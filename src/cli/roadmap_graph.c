/* The drawing of what builds on what, as SVG: see roadmap.h. */
#include "roadmap.h"
#include "roadmap_layout.h"

#include "grade/mem.h"

enum {
    BOX_WIDTH = 156,
    LAYER = 204, /* from layer to layer */
    MARGIN = 12,
};

static int left_of(const struct layout_node *node)
{
    return MARGIN + (int)node->layer * LAYER;
}

static int middle_of(const struct layout_node *node)
{
    return MARGIN + (int)node->y;
}

/* From the right of one to the left of the other; a place that a line passes, it crosses. */
static void draw_line(struct grade_buf *out, const struct layout_node *from,
                      const struct layout_node *to)
{
    int x1 = left_of(from) + BOX_WIDTH, y1 = middle_of(from);
    int x2 = left_of(to), y2 = middle_of(to), bend = (x2 - x1) / 2;
    grade_buf_addf(out, "<path d=\"M%d %dC%d %d %d %d %d %d", x1, y1, x1 + bend, y1, x2 - bend, y2,
                   x2, y2);
    if (!to->topic)
        grade_buf_addf(out, "h%d", BOX_WIDTH);
    grade_buf_adds(out, "\"/>\n");
}

static void draw_box(struct grade_buf *out, const struct cli_learner *learner,
                     const struct layout_node *node)
{
    struct grade_learn_topic known = cli_roadmap_topic(learner, node->topic);
    const char *state = grade_learn_topic_state_name(known.state);
    int x = left_of(node), y = middle_of(node) - LAYOUT_BOX / 2;
    grade_buf_adds(out, "<a href=\"#t-");
    cli_html_text(out, node->topic->id);
    grade_buf_addf(out, "\" class=\"%s\"><title>", state);
    cli_html_text(out, node->topic->title);
    grade_buf_addf(out, ": %s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
                   state, x, y, BOX_WIDTH, LAYOUT_BOX);
    grade_buf_addf(out, "<text x=\"%d\" y=\"%d\" class=\"n\">", x + 10, y + 17);
    cli_html_text(out, node->topic->id);
    grade_buf_addf(out, "</text><text x=\"%d\" y=\"%d\" class=\"s\">%s", x + 10, y + 32, state);
    if (known.there)
        grade_buf_addf(out, ", %zu of %zu", known.solved, known.there);
    grade_buf_adds(out, "</text></a>\n");
}

void cli_roadmap_graph(struct grade_buf *out, const struct cli_learner *learner)
{
    struct layout layout = cli_roadmap_layout(learner->topics);
    int width = 2 * MARGIN + BOX_WIDTH + (layout.layers ? (int)layout.layers - 1 : 0) * LAYER;
    int height = 2 * MARGIN + (int)layout.height;
    grade_buf_addf(out,
                   "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                   "aria-label=\"What builds on what\">\n<g class=\"ties\">\n",
                   width, height, width, height);
    for (size_t i = 0; i < layout.line_count; i++)
        draw_line(out, &layout.nodes[layout.lines[i].from], &layout.nodes[layout.lines[i].to]);
    grade_buf_adds(out, "</g>\n");
    for (size_t i = 0; i < layout.count; i++)
        if (layout.nodes[i].topic)
            draw_box(out, learner, &layout.nodes[i]);
    grade_buf_adds(out, "</svg>\n");
    cli_roadmap_layout_done(&layout);
}
