/* Variations of inputs. */
#ifndef AUTHOR_VARY_H
#define AUTHOR_VARY_H

#include "grade/value.h"

/* Appends to a LIST of argument LISTs what is near these arguments, one of them changed at a time,
 * up to `most` rows and none twice. */
void vary_args(struct grade_value *rows, const struct grade_value *args, size_t most);

#endif
