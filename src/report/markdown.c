/* Markdown on a terminal: see markdown.h. libcmark-gfm parses; this walks its tree. */
#include "markdown.h"

#include "markdown_internal.h"

#include "grade/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

/* Rows ---------------------------------------------------------------------------------------- */

static int room_of(const struct markdown_place *place)
{
    int room = place->page->width - place->columns;
    return room > PAGE_PROSE ? PAGE_PROSE : room < 10 ? 10 : room;
}

/* The prefix; for the first row of an item its bullet, right before the text. */
void markdown_start_row(struct markdown_place *place)
{
    const struct page *page = place->page;
    int bullet = page_width_of(page, place->first);
    if (!place->first[0]) {
        page_put(page, PAGE_DIM, place->prefix);
        return;
    }
    size_t len = strlen(place->prefix);
    for (; bullet > 0 && len > 0 && place->prefix[len - 1] == ' '; bullet--)
        len--; /* fewer where it is nested so deeply that nothing moves any further in */
    page_putn(page, PAGE_DIM, place->prefix, len);
    page_put(page, PAGE_DIM, place->first);
    place->first[0] = '\0';
}

static void blank(struct markdown_place *place)
{
    size_t len = strlen(place->prefix);
    while (len > 0 && place->prefix[len - 1] == ' ')
        len--;
    page_putn(place->page, PAGE_DIM, place->prefix, len);
    page_end(place->page);
}

/* A blank row between this block and the one above. */
static void separate(struct markdown_place *place)
{
    if (*place->after && !place->first[0] && !place->tight)
        blank(place);
    *place->after = true;
}

void markdown_put_flow(struct markdown_place *place, const struct markdown_flow *flow)
{
    const char *text = grade_buf_text(&flow->text);
    for (size_t at = 0, len = flow->text.len; at < len;) {
        size_t end = at + page_fit(place->page, text + at, len - at, room_of(place), true);
        size_t shown = end;
        while (shown > at && text[shown - 1] == ' ')
            shown--;
        markdown_start_row(place);
        markdown_put(place->page, flow, at, shown);
        page_end(place->page);
        at = end + (end < len && text[end] == '\n');
        while (at < len && text[at] == ' ')
            at++;
    }
}

/* Blocks -------------------------------------------------------------------------------------- */

void markdown_rule(struct markdown_place *place, const char *symbol, const char *ascii, int columns)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    for (int i = 0; i < columns; i++)
        grade_buf_adds(&line, page_symbol(place->page, symbol, ascii));
    markdown_start_row(place);
    page_put(place->page, PAGE_DIM, grade_buf_text(&line));
    page_end(place->page);
}

static void put_heading(struct markdown_place *place, cmark_node *node)
{
    struct markdown_flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
    int level = cmark_node_get_heading_level(node);
    markdown_inlines(&flow, PAGE_STRONG, node);
    int width = page_width_of(place->page, grade_buf_text(&flow.text));
    markdown_put_flow(place, &flow);
    if (level <= 2)
        markdown_rule(place, level == 1 ? "═" : "─", level == 1 ? "=" : "-",
                      width < room_of(place) ? width : room_of(place));
    markdown_flow_done(&flow);
}

static void put_paragraph(struct markdown_place *place, cmark_node *node)
{
    struct markdown_flow flow = {GRADE_BUF_INIT, GRADE_BUF_INIT};
    markdown_inlines(&flow, PAGE_PLAIN, node);
    markdown_put_flow(place, &flow);
    markdown_flow_done(&flow);
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
static void put_code_row(struct markdown_place *place, const char *line)
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
            markdown_start_row(place);
            grade_buf_addf(page->out, "%*s", shown ? INDENT : 0, "");
            page_put(page, PAGE_DIM, at ? mark : "");
            page_putn(page, PAGE_PLAIN, line + at, shown);
            page_end(page);
        }
        at += part;
    } while (at < len);
}

static void put_code(struct markdown_place *place, cmark_node *node)
{
    for (const char *text = markdown_literal(node); *text;) {
        size_t len = strcspn(text, "\n");
        cleanup_free char *line = without_tabs(text, len);
        put_code_row(place, line);
        text += len + (text[len] == '\n');
    }
}

/* Deeper in, where there is room for it. */
struct markdown_place markdown_inside(const struct markdown_place *place, const char *prefix,
                                      bool *after)
{
    struct markdown_place in = *place;
    in.tight = false;
    int columns = page_width_of(place->page, prefix);
    size_t used = strlen(in.prefix);
    in.after = after;
    in.depth++;
    if (in.columns + columns <= MARKDOWN_PREFIX && used + strlen(prefix) < sizeof(in.prefix)) {
        memcpy(in.prefix + used, prefix, strlen(prefix) + 1);
        in.columns += columns;
    }
    return in;
}

static void put_blocks(struct markdown_place *place, cmark_node *parent);

static void put_quote(struct markdown_place *place, cmark_node *node)
{
    bool after = false;
    struct markdown_place in = markdown_inside(place, page_symbol(place->page, "│ ", "| "), &after);
    put_blocks(&in, node);
}

static void put_item(struct markdown_place *place, cmark_node *node, const char *bullet, bool tight)
{
    bool after = false;
    char blanks[32];
    snprintf(blanks, sizeof(blanks), "%*s", page_width_of(place->page, bullet), "");
    struct markdown_place in = markdown_inside(place, blanks, &after);
    snprintf(in.first, sizeof(in.first), "%s", bullet);
    in.tight = tight;
    put_blocks(&in, node);
    if (in.first[0]) { /* an empty item */
        markdown_start_row(&in);
        page_end(in.page);
    }
}

static void put_list(struct markdown_place *place, cmark_node *node)
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

static void put_block(struct markdown_place *place, cmark_node *node)
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
        markdown_rule(place, "─", "-", room_of(place));
    else if (!strcmp(cmark_node_get_type_string(node), "table"))
        markdown_table(place, node);
    else
        put_paragraph(place, node);
}

static void put_blocks(struct markdown_place *place, cmark_node *parent)
{
    if (place->depth >= MARKDOWN_DEPTH) {
        markdown_start_row(place);
        page_put(place->page, PAGE_DIM, "(nested too deeply to be shown)");
        page_end(place->page);
        return;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        put_block(place, node);
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
    struct markdown_place place = {.page = page, .after = &after};
    put_blocks(&place, document);
    cmark_node_free(document);
    cmark_parser_free(parser);
}
