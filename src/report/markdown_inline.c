/* Inline text of Markdown, flat, with a style for each byte: see markdown_internal.h. */
#include "markdown_internal.h"

#include <string.h>

static void flow_add(struct markdown_flow *flow, enum page_style style, const char *text,
                     size_t len)
{
    grade_buf_add(&flow->text, text, len);
    for (size_t i = 0; i < len; i++)
        grade_buf_addc(&flow->styles, (char)style);
}

void markdown_add(struct markdown_flow *flow, enum page_style style, const char *text)
{
    flow_add(flow, style, text, strlen(text));
}

void markdown_flow_done(struct markdown_flow *flow)
{
    grade_buf_done(&flow->text);
    grade_buf_done(&flow->styles);
}

const char *markdown_literal(cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    return text ? text : "";
}

static void add_inlines(struct markdown_flow *flow, enum page_style style, cmark_node *parent,
                        int depth);

/* A link's address where it says more than its text. */
static void add_link(struct markdown_flow *flow, enum page_style style, cmark_node *node, int depth)
{
    size_t before = flow->text.len;
    add_inlines(flow, style, node, depth);
    const char *url = cmark_node_get_url(node);
    if (!url || !url[0] || !strcmp(grade_buf_text(&flow->text) + before, url))
        return;
    markdown_add(flow, PAGE_DIM, " (");
    markdown_add(flow, PAGE_DIM, url);
    markdown_add(flow, PAGE_DIM, ")");
}

static void add_inline(struct markdown_flow *flow, enum page_style style, cmark_node *node,
                       int depth)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE) {
        markdown_add(flow, style, markdown_literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK) {
        markdown_add(flow, style, " ");
    } else if (type == CMARK_NODE_LINEBREAK) {
        markdown_add(flow, style, "\n");
    } else if (type == CMARK_NODE_CODE) { /* the ticks stay: they tell code also without colour */
        markdown_add(flow, PAGE_WARN, "`");
        markdown_add(flow, PAGE_WARN, markdown_literal(node));
        markdown_add(flow, PAGE_WARN, "`");
    } else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) {
        markdown_add(flow, PAGE_STRONG, type == CMARK_NODE_EMPH ? "*" : "**");
        add_inlines(flow, PAGE_STRONG, node, depth);
        markdown_add(flow, PAGE_STRONG, type == CMARK_NODE_EMPH ? "*" : "**");
    } else if (type == CMARK_NODE_LINK) {
        add_link(flow, style, node, depth);
    } else if (type == CMARK_NODE_IMAGE) {
        markdown_add(flow, PAGE_DIM, "image: ");
        add_link(flow, style, node, depth);
    } else {
        add_inlines(flow, style, node, depth);
    }
}

static void add_inlines(struct markdown_flow *flow, enum page_style style, cmark_node *parent,
                        int depth)
{
    if (depth >= MARKDOWN_DEPTH) {
        markdown_add(flow, PAGE_DIM, "(nested too deeply to be shown)");
        return;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        add_inline(flow, style, node, depth + 1);
}

void markdown_inlines(struct markdown_flow *flow, enum page_style style, cmark_node *parent)
{
    add_inlines(flow, style, parent, 0);
}

void markdown_put(const struct page *page, const struct markdown_flow *flow, size_t from, size_t to)
{
    const char *text = grade_buf_text(&flow->text), *styles = grade_buf_text(&flow->styles);
    for (size_t end; from < to; from = end) {
        end = from + 1;
        while (end < to && styles[end] == styles[from])
            end++;
        page_putn(page, (enum page_style)styles[from], text + from, end - from);
    }
}
