/* Inside of the Markdown renderer: inline text as a run of styled bytes, and the place of a block.
 */
#ifndef REPORT_MARKDOWN_INTERNAL_H
#define REPORT_MARKDOWN_INTERNAL_H

#include "page.h"

#include <cmark-gfm.h>

enum {
    MARKDOWN_DEPTH = 64,  /* nesting; what is deeper is named and left out */
    MARKDOWN_PREFIX = 24, /* columns of indentation, so that words have room on a narrow screen */
};

/* What stands in front of every row here: blanks, and bars of quotes. */
struct markdown_place {
    const struct page *page;
    char prefix[4 * MARKDOWN_PREFIX]; /* bytes */
    int columns;
    char first[32]; /* of the next row alone, in place of the prefix's end; "" none */
    int depth;
    bool tight;  /* no blank rows between blocks */
    bool *after; /* something stands above: a blank row is due */
};

struct markdown_flow { /* inline text, and the style of each byte */
    struct grade_buf text, styles;
};

/* markdown_inline.c. Everything below the node, on top of what is there already. */
void markdown_inlines(struct markdown_flow *flow, enum page_style style, cmark_node *parent);
void markdown_add(struct markdown_flow *flow, enum page_style style, const char *text);
void markdown_flow_done(struct markdown_flow *flow);
/* A part of it, within one row. */
void markdown_put(const struct page *page, const struct markdown_flow *flow, size_t from,
                  size_t to);
const char *markdown_literal(cmark_node *node); /* never NULL */

/* markdown.c. A row's prefix; a line of symbols; text that wraps; and a place further in. */
void markdown_start_row(struct markdown_place *place);
void markdown_rule(struct markdown_place *place, const char *symbol, const char *ascii,
                   int columns);
void markdown_put_flow(struct markdown_place *place, const struct markdown_flow *flow);
struct markdown_place markdown_inside(const struct markdown_place *place, const char *prefix,
                                      bool *after);

/* markdown_table.c */
void markdown_table(struct markdown_place *place, cmark_node *node);

#endif
