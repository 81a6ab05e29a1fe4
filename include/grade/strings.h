/* A list of strings, owned by whoever owns the struct. */
#ifndef GRADE_STRINGS_H
#define GRADE_STRINGS_H

#include <stddef.h>

struct grade_strings {
    char **items;
    size_t count;
};

void grade_strings_add(struct grade_strings *list, const char *text); /* copies */
void grade_strings_done(struct grade_strings *list);                  /* frees, and empties */

#endif
