/* Changes of a JSON text that its author laid out: what does not change stays, to the byte. */
#include "internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

void edits_add(struct edits *edits, size_t at, size_t len, char *text)
{
    edits->items = grade_realloc_array(edits->items, edits->count + 1, sizeof(*edits->items));
    edits->items[edits->count++] = (struct edit){at, len, text};
}

/* The line break and the indent before a key that begins its line; else NULL. */
static char *break_before(const char *text, const char *at)
{
    const char *line = at;
    while (line > text && line[-1] != '\n')
        line--;
    if (line + strspn(line, " \t{") < at)
        return NULL;
    bool carriage = line - text >= 2 && line[-2] == '\r';
    char *lead = grade_printf("%s\n%.*s", carriage ? "\r" : "", (int)(at - line), line);
    for (char *brace = lead; (brace = strchr(brace, '{'));)
        *brace = ' ';
    return lead;
}

void edits_add_behind(struct edits *edits, const char *text, const char *object, const char *key,
                      char *added)
{
    cleanup_free char *pair = added;
    const char *value = json_key(object, key), *quote = value;
    while (quote > object && *quote != ':')
        quote--;
    while (quote > object && strncmp(quote, key, strlen(key)) != 0)
        quote--;
    bool one_line = !memchr(object, '\n', (size_t)(quote - object));
    cleanup_free char *lead = one_line ? NULL : break_before(text, quote - 1);
    edits_add(edits, (size_t)(json_after(value) - text), 0,
              grade_printf(",%s%s", lead ? lead : " ", pair));
}

static int by_place(const void *a, const void *b)
{
    const struct edit *one = a, *other = b;
    return one->at < other->at ? -1 : one->at > other->at;
}

char *edits_apply(struct edits *edits, const char *before)
{
    struct grade_buf text = GRADE_BUF_INIT;
    size_t at = 0;
    if (edits->count)
        qsort(edits->items, edits->count, sizeof(*edits->items), by_place);
    for (size_t i = 0; i < edits->count; i++) {
        const struct edit *edit = &edits->items[i];
        grade_buf_add(&text, before + at, edit->at - at);
        grade_buf_adds(&text, edit->text);
        at = edit->at + edit->len;
        free(edit->text);
    }
    grade_buf_adds(&text, before + at);
    free(edits->items);
    *edits = (struct edits){0};
    return grade_buf_take(&text);
}
