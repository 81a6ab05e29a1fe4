/* The roadmap as a page: self-contained, without scripts and without a network. */
#ifndef CLI_ROADMAP_H
#define CLI_ROADMAP_H

#include "learner.h"

/* roadmap_html.c: appends the page. */
void cli_roadmap_html(struct grade_buf *out, const struct cli_learner *learner, long long now);

/* roadmap_graph.c: appends the drawing of what builds on what, as SVG; its boxes link to #t-ID. */
void cli_roadmap_graph(struct grade_buf *out, const struct cli_learner *learner);

/* Text for an element or an attribute in quotes. */
void cli_html_text(struct grade_buf *out, const char *text);

struct grade_learn_topic cli_roadmap_topic(const struct cli_learner *learner,
                                           const struct grade_topic *topic);

#endif
