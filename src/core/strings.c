/* A list of strings: see grade/strings.h. */
#include "grade/strings.h"

#include "grade/mem.h"

#include <stdlib.h>

void grade_strings_add(struct grade_strings *list, const char *text)
{
    list->items = grade_realloc_array(list->items, list->count + 1, sizeof(*list->items));
    list->items[list->count++] = grade_strdup(text);
}

void grade_strings_done(struct grade_strings *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
    *list = (struct grade_strings){NULL, 0};
}
