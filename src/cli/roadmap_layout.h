/* Where the topics stand in the drawing of what builds on what, and how the lines run.
 *
 * Topics stand in layers, those that build on nothing in the first. A line that passes layers has a
 * point of its own in each, so that it runs between the boxes and not behind them. */
#ifndef CLI_ROADMAP_LAYOUT_H
#define CLI_ROADMAP_LAYOUT_H

#include <stddef.h>

#include "grade/topics.h"

struct layout_node {
    const struct grade_topic *topic; /* borrowed; NULL: a line passes here */
    size_t layer;
    double y;    /* of its middle, the least of all being half its height */
    double wish; /* where it would like to be: among what it is tied to */
};

struct layout_line { /* from one layer to the next */
    size_t from, to; /* nodes */
};

struct layout {
    struct layout_node *nodes; /* those with a topic first, as the topics are */
    size_t count;
    struct layout_line *lines;
    size_t line_count;
    size_t layers;
    double height;
};

struct layout cli_roadmap_layout(const struct grade_topics *topics);
void cli_roadmap_layout_done(struct layout *layout);

/* Of a box, and of the room that a passing line takes. */
enum { LAYOUT_BOX = 40, LAYOUT_PASS = 8, LAYOUT_GAP = 12 };

#endif
