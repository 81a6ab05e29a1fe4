/* Tables of Markdown: side by side where they fit, else a list for each row. */
#include "markdown_internal.h"

#include <stdio.h>

#include <cmark-gfm-core-extensions.h>

enum {
    COLUMNS_MAX = 32,
    GAP = 2, /* columns between those of a table */
};

struct table {
    int columns;
    int widths[COLUMNS_MAX];
    char aligns[COLUMNS_MAX]; /* 'l', 'c', 'r', or 0 */
    bool fits;                /* side by side; else each row becomes a list of "heading: cell" */
};

static void measure(struct table *table, struct markdown_place *place, cmark_node *node)
{
    int sum = 0;
    *table = (struct table){.fits = true};
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(node);
    for (int i = 0; i < cmark_gfm_extensions_get_table_columns(node) && i < COLUMNS_MAX; i++)
        table->aligns[i] = (char)aligns[i];
    for (cmark_node *row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
        int i = 0;
        for (cmark_node *cell = cmark_node_first_child(row); cell;
             cell = cmark_node_next(cell), i++) {
            struct markdown_flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
            if (i >= COLUMNS_MAX)
                break;
            markdown_inlines(&flow, PAGE_PLAIN, cell);
            int width = page_width_of(place->page, grade_buf_text(&flow.text));
            table->widths[i] = width > table->widths[i] ? width : table->widths[i];
            markdown_flow_done(&flow);
        }
        table->columns = i > table->columns ? i : table->columns;
        table->fits = table->fits && i < COLUMNS_MAX;
    }
    for (int i = 0; i < table->columns; i++)
        sum += table->widths[i] + (i ? GAP : 0);
    table->fits = table->fits && sum <= place->page->width - place->columns;
}

static void put_table_row(struct markdown_place *place, const struct table *table, cmark_node *row,
                          bool heading)
{
    int i = 0;
    markdown_start_row(place);
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell), i++) {
        struct markdown_flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
        markdown_inlines(&flow, heading ? PAGE_STRONG : PAGE_PLAIN, cell);
        int left = table->widths[i] - page_width_of(place->page, grade_buf_text(&flow.text));
        int before = table->aligns[i] == 'r' ? left : table->aligns[i] == 'c' ? left / 2 : 0;
        grade_buf_addf(place->page->out, "%*s", before, "");
        markdown_put(place->page, &flow, 0, flow.text.len);
        if (cmark_node_next(cell))
            grade_buf_addf(place->page->out, "%*s", left - before + GAP, "");
        markdown_flow_done(&flow);
    }
    page_end(place->page);
}

/* A row as items "heading: cell", for screens that are too narrow. */
static void put_record(struct markdown_place *place, cmark_node *row, cmark_node *headings)
{
    cmark_node *heading = cmark_node_first_child(headings);
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        bool after = false, first = cell == cmark_node_first_child(row);
        struct markdown_flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
        struct markdown_place in = markdown_inside(place, "  ", &after);
        if (first)
            snprintf(in.first, sizeof(in.first), "%s ", page_symbol(place->page, "•", "-"));
        if (heading) {
            markdown_inlines(&flow, PAGE_STRONG, heading);
            markdown_add(&flow, PAGE_STRONG, ": ");
            heading = cmark_node_next(heading);
        }
        markdown_inlines(&flow, PAGE_PLAIN, cell);
        markdown_put_flow(&in, &flow);
        markdown_flow_done(&flow);
    }
}

void markdown_table(struct markdown_place *place, cmark_node *node)
{
    struct table table;
    cmark_node *headings = cmark_node_first_child(node);
    measure(&table, place, node);
    for (cmark_node *row = headings; row; row = cmark_node_next(row)) {
        if (!table.fits && row == headings)
            continue;
        if (!table.fits) {
            put_record(place, row, headings);
            continue;
        }
        put_table_row(place, &table, row, row == headings);
        int sum = 0;
        for (int i = 0; i < table.columns; i++)
            sum += table.widths[i] + (i ? GAP : 0);
        if (row == headings)
            markdown_rule(place, "─", "-", sum);
    }
}
