/* Markdown on a terminal: see markdown.h. libcmark-gfm parses; this walks its tree. */
#include "markdown.h"

#include "grade/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

enum {
    DEPTH_MAX = 64,   /* nesting; what is deeper is named and left out */
    PREFIX_MAX = 24,  /* columns of indentation, so that words have room on a narrow screen */
    COLUMNS_MAX = 32, /* of a table */
    GAP = 2,          /* columns between those of a table */
};

/* What stands in front of every row here: blanks, and bars of quotes. */
struct place {
    const struct page *page;
    char prefix[4 * PREFIX_MAX]; /* bytes */
    int columns;
    char first[32]; /* of the next row alone, in place of the prefix's end; "" none */
    int depth;
    bool tight;  /* no blank rows between blocks */
    bool *after; /* something stands above: a blank row is due */
};

/* Inline text: flat, with a style for each byte ------------------------------------------------ */

struct flow {
    struct grade_buf text, styles;
};

static void flow_add(struct flow *flow, enum page_style style, const char *text, size_t len)
{
    grade_buf_add(&flow->text, text, len);
    for (size_t i = 0; i < len; i++)
        grade_buf_addc(&flow->styles, (char)style);
}

static void flow_adds(struct flow *flow, enum page_style style, const char *text)
{
    flow_add(flow, style, text, strlen(text));
}

static void flow_done(struct flow *flow)
{
    grade_buf_done(&flow->text);
    grade_buf_done(&flow->styles);
}

static const char *literal(cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    return text ? text : "";
}

static void add_inlines(struct flow *flow, enum page_style style, cmark_node *parent, int depth);

/* A link's address where it says more than its text. */
static void add_link(struct flow *flow, enum page_style style, cmark_node *node, int depth)
{
    size_t before = flow->text.len;
    add_inlines(flow, style, node, depth);
    const char *url = cmark_node_get_url(node);
    if (!url || !url[0] || !strcmp(grade_buf_text(&flow->text) + before, url))
        return;
    flow_adds(flow, PAGE_DIM, " (");
    flow_adds(flow, PAGE_DIM, url);
    flow_adds(flow, PAGE_DIM, ")");
}

static void add_inline(struct flow *flow, enum page_style style, cmark_node *node, int depth)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE) {
        flow_adds(flow, style, literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK) {
        flow_adds(flow, style, " ");
    } else if (type == CMARK_NODE_LINEBREAK) {
        flow_adds(flow, style, "\n");
    } else if (type == CMARK_NODE_CODE) { /* the ticks stay: they tell code also without colour */
        flow_adds(flow, PAGE_WARN, "`");
        flow_adds(flow, PAGE_WARN, literal(node));
        flow_adds(flow, PAGE_WARN, "`");
    } else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG) {
        flow_adds(flow, PAGE_STRONG, type == CMARK_NODE_EMPH ? "*" : "**");
        add_inlines(flow, PAGE_STRONG, node, depth);
        flow_adds(flow, PAGE_STRONG, type == CMARK_NODE_EMPH ? "*" : "**");
    } else if (type == CMARK_NODE_LINK) {
        add_link(flow, style, node, depth);
    } else if (type == CMARK_NODE_IMAGE) {
        flow_adds(flow, PAGE_DIM, "image: ");
        add_link(flow, style, node, depth);
    } else {
        add_inlines(flow, style, node, depth);
    }
}

static void add_inlines(struct flow *flow, enum page_style style, cmark_node *parent, int depth)
{
    if (depth >= DEPTH_MAX) {
        flow_adds(flow, PAGE_DIM, "(nested too deeply to be shown)");
        return;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        add_inline(flow, style, node, depth + 1);
}

/* Rows ---------------------------------------------------------------------------------------- */

static int room_of(const struct place *place)
{
    int room = place->page->width - place->columns;
    return room > PAGE_PROSE ? PAGE_PROSE : room < 10 ? 10 : room;
}

/* The prefix; for the first row of an item its bullet, right before the text. */
static void start_row(struct place *place)
{
    const struct page *page = place->page;
    int bullet = page_width_of(page, place->first);
    if (!place->first[0]) {
        page_put(page, PAGE_DIM, place->prefix);
        return;
    }
    size_t len = strlen(place->prefix);
    page_putn(page, PAGE_DIM, place->prefix, len > (size_t)bullet ? len - (size_t)bullet : 0);
    page_put(page, PAGE_DIM, place->first);
    place->first[0] = '\0';
}

static void blank(struct place *place)
{
    size_t len = strlen(place->prefix);
    while (len > 0 && place->prefix[len - 1] == ' ')
        len--;
    page_putn(place->page, PAGE_DIM, place->prefix, len);
    page_end(place->page);
}

/* A blank row between this block and the one above. */
static void separate(struct place *place)
{
    if (*place->after && !place->first[0] && !place->tight)
        blank(place);
    *place->after = true;
}

static void put_styled(const struct page *page, const struct flow *flow, size_t from, size_t to)
{
    const char *text = grade_buf_text(&flow->text), *styles = grade_buf_text(&flow->styles);
    for (size_t end; from < to; from = end) {
        end = from + 1;
        while (end < to && styles[end] == styles[from])
            end++;
        page_putn(page, (enum page_style)styles[from], text + from, end - from);
    }
}

static void put_flow(struct place *place, const struct flow *flow)
{
    const char *text = grade_buf_text(&flow->text);
    for (size_t at = 0, len = flow->text.len; at < len;) {
        size_t end = at + page_fit(place->page, text + at, len - at, room_of(place), true);
        size_t shown = end;
        while (shown > at && text[shown - 1] == ' ')
            shown--;
        start_row(place);
        put_styled(place->page, flow, at, shown);
        page_end(place->page);
        at = end + (end < len && text[end] == '\n');
        while (at < len && text[at] == ' ')
            at++;
    }
}

/* Blocks -------------------------------------------------------------------------------------- */

static void put_rule(struct place *place, const char *symbol, const char *ascii, int columns)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    for (int i = 0; i < columns; i++)
        grade_buf_adds(&line, page_symbol(place->page, symbol, ascii));
    start_row(place);
    page_put(place->page, PAGE_DIM, grade_buf_text(&line));
    page_end(place->page);
}

static void put_heading(struct place *place, cmark_node *node)
{
    struct flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
    int level = cmark_node_get_heading_level(node);
    add_inlines(&flow, PAGE_STRONG, node, 0);
    int width = page_width_of(place->page, grade_buf_text(&flow.text));
    put_flow(place, &flow);
    if (level <= 2)
        put_rule(place, level == 1 ? "═" : "─", level == 1 ? "=" : "-",
                 width < room_of(place) ? width : room_of(place));
    flow_done(&flow);
}

static void put_paragraph(struct place *place, cmark_node *node)
{
    struct flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
    add_inlines(&flow, PAGE_PLAIN, node, 0);
    put_flow(place, &flow);
    flow_done(&flow);
}

/* Tabs would be shown as escapes, and code of other people has them. */
static char *without_tabs(const char *text, size_t len)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    size_t column = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '\t') {
            grade_buf_addc(&out, text[i]);
            column += ((unsigned char)text[i] & 0xc0) != 0x80;
            continue;
        }
        do
            grade_buf_addc(&out, ' ');
        while (++column % 4);
    }
    return grade_buf_take(&out);
}

/* Code goes to the terminal's edge, not to that of prose. What does not fit goes on behind a mark,
 * so that nobody takes it for a row of its own. */
static void put_code_row(struct place *place, const char *line)
{
    enum { INDENT = 4 };
    const struct page *page = place->page;
    const char *mark = page_symbol(page, "↪ ", "... ");
    int room = page->width - place->columns - INDENT;
    size_t len = strlen(line), at = 0;
    do {
        int taken = at ? page_width_of(page, mark) : 0;
        size_t part =
            page_fit(page, line + at, len - at, room - taken < 10 ? 10 : room - taken, true);
        size_t shown = part;
        while (shown > 0 && line[at + shown - 1] == ' ')
            shown--;
        if (!shown && !place->first[0]) {
            blank(place);
        } else {
            start_row(place);
            grade_buf_addf(page->out, "%*s", shown ? INDENT : 0, "");
            page_put(page, PAGE_DIM, at ? mark : "");
            page_putn(page, PAGE_PLAIN, line + at, shown);
            page_end(page);
        }
        at += part;
    } while (at < len);
}

static void put_code(struct place *place, cmark_node *node)
{
    for (const char *text = literal(node); *text;) {
        size_t len = strcspn(text, "\n");
        cleanup_free char *line = without_tabs(text, len);
        put_code_row(place, line);
        text += len + (text[len] == '\n');
    }
}

/* Deeper in, where there is room for it. */
static struct place inside(const struct place *place, const char *prefix, bool *after)
{
    struct place in = *place;
    in.tight = false;
    int columns = page_width_of(place->page, prefix);
    size_t used = strlen(in.prefix);
    in.after = after;
    in.depth++;
    if (in.columns + columns <= PREFIX_MAX && used + strlen(prefix) < sizeof(in.prefix)) {
        memcpy(in.prefix + used, prefix, strlen(prefix) + 1);
        in.columns += columns;
    }
    return in;
}

static void put_blocks(struct place *place, cmark_node *parent);

static void put_quote(struct place *place, cmark_node *node)
{
    bool after = false;
    struct place in = inside(place, page_symbol(place->page, "│ ", "| "), &after);
    put_blocks(&in, node);
}

static void put_item(struct place *place, cmark_node *node, const char *bullet, bool tight)
{
    bool after = false;
    char blanks[32];
    snprintf(blanks, sizeof(blanks), "%*s", page_width_of(place->page, bullet), "");
    struct place in = inside(place, blanks, &after);
    snprintf(in.first, sizeof(in.first), "%s", bullet);
    in.tight = tight;
    put_blocks(&in, node);
    if (in.first[0]) { /* an empty item */
        start_row(&in);
        page_end(in.page);
    }
}

static void put_list(struct place *place, cmark_node *node)
{
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    bool tight = cmark_node_get_list_tight(node) != 0;
    int number = cmark_node_get_list_start(node);
    for (cmark_node *item = cmark_node_first_child(node); item; item = cmark_node_next(item)) {
        char bullet[24];
        if (ordered)
            snprintf(bullet, sizeof(bullet), "%d. ", number++);
        else
            snprintf(bullet, sizeof(bullet), "%s ", page_symbol(place->page, "•", "-"));
        if (!tight && item != cmark_node_first_child(node))
            blank(place);
        put_item(place, item, bullet, tight);
    }
}

static void put_table(struct place *place, cmark_node *node);

static void put_block(struct place *place, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    separate(place);
    if (type == CMARK_NODE_HEADING)
        put_heading(place, node);
    else if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK)
        put_code(place, node);
    else if (type == CMARK_NODE_BLOCK_QUOTE)
        put_quote(place, node);
    else if (type == CMARK_NODE_LIST)
        put_list(place, node);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        put_rule(place, "─", "-", room_of(place));
    else if (!strcmp(cmark_node_get_type_string(node), "table"))
        put_table(place, node);
    else
        put_paragraph(place, node);
}

static void put_blocks(struct place *place, cmark_node *parent)
{
    if (place->depth >= DEPTH_MAX) {
        start_row(place);
        page_put(place->page, PAGE_DIM, "(nested too deeply to be shown)");
        page_end(place->page);
        return;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        put_block(place, node);
}

/* Tables -------------------------------------------------------------------------------------- */

struct table {
    int columns;
    int widths[COLUMNS_MAX];
    char aligns[COLUMNS_MAX]; /* 'l', 'c', 'r', or 0 */
    bool fits;                /* side by side; else each row becomes a list of "heading: cell" */
};

static void measure(struct table *table, struct place *place, cmark_node *node)
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
            struct flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
            if (i >= COLUMNS_MAX)
                break;
            add_inlines(&flow, PAGE_PLAIN, cell, 0);
            int width = page_width_of(place->page, grade_buf_text(&flow.text));
            table->widths[i] = width > table->widths[i] ? width : table->widths[i];
            flow_done(&flow);
        }
        table->columns = i > table->columns ? i : table->columns;
        table->fits = table->fits && i < COLUMNS_MAX;
    }
    for (int i = 0; i < table->columns; i++)
        sum += table->widths[i] + (i ? GAP : 0);
    table->fits = table->fits && sum <= place->page->width - place->columns;
}

static void put_table_row(struct place *place, const struct table *table, cmark_node *row,
                          bool heading)
{
    int i = 0;
    start_row(place);
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell), i++) {
        struct flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
        add_inlines(&flow, heading ? PAGE_STRONG : PAGE_PLAIN, cell, 0);
        int left = table->widths[i] - page_width_of(place->page, grade_buf_text(&flow.text));
        int before = table->aligns[i] == 'r' ? left : table->aligns[i] == 'c' ? left / 2 : 0;
        grade_buf_addf(place->page->out, "%*s", before, "");
        put_styled(place->page, &flow, 0, flow.text.len);
        if (cmark_node_next(cell))
            grade_buf_addf(place->page->out, "%*s", left - before + GAP, "");
        flow_done(&flow);
    }
    page_end(place->page);
}

/* A row as items "heading: cell", for screens that are too narrow. */
static void put_record(struct place *place, cmark_node *row, cmark_node *headings)
{
    cmark_node *heading = cmark_node_first_child(headings);
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        bool after = false, first = cell == cmark_node_first_child(row);
        struct flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
        struct place in = inside(place, "  ", &after);
        if (first)
            snprintf(in.first, sizeof(in.first), "%s ", page_symbol(place->page, "•", "-"));
        if (heading) {
            add_inlines(&flow, PAGE_STRONG, heading, 0);
            flow_adds(&flow, PAGE_STRONG, ": ");
            heading = cmark_node_next(heading);
        }
        add_inlines(&flow, PAGE_PLAIN, cell, 0);
        put_flow(&in, &flow);
        flow_done(&flow);
    }
}

static void put_table(struct place *place, cmark_node *node)
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
            put_rule(place, "─", "-", sum);
    }
}

void report_markdown(const struct page *page, const char *text, size_t len)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8);
    cmark_syntax_extension *tables = cmark_find_syntax_extension("table");
    if (tables)
        cmark_parser_attach_syntax_extension(parser, tables);
    cmark_parser_feed(parser, text, len);
    cmark_node *document = cmark_parser_finish(parser);
    bool after = false;
    struct place place = {.page = page, .after = &after};
    put_blocks(&place, document);
    cmark_node_free(document);
    cmark_parser_free(parser);
}
