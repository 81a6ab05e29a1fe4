/* "Did you mean": the nearest of some names to a word that is none of them. */
#ifndef GRADE_NEAREST_H
#define GRADE_NEAREST_H

#include <stddef.h>

/* The nearest by edit distance (transpositions count one), or NULL where none is near enough to be
 * meant: at most a third of the word's length, and 3. Borrowed from names. */
const char *grade_nearest(const char *word, const char *const *names, size_t count);

#endif
