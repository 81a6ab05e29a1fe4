/* What the files that write values as Python source share: python.c, python_tagged.c. */
#ifndef GRADE_VALUE_PYTHON_WRITER_H
#define GRADE_VALUE_PYTHON_WRITER_H

#include "internal.h"

struct writer {
    struct grade_buf *out;
    size_t limit; /* of out->len; SIZE_MAX for none */
    bool cells;   /* within a table, or a cell of one: dates stand bare */
};

size_t writer_room(const struct writer *w);
/* Escaped; returns the bytes taken, and what is beyond the limit is left. */
size_t writer_chars(struct writer *w, const char *text, size_t len, char quote);
void writer_value(struct writer *w, const struct grade_value *value);
void writer_tagged(struct writer *w, const struct grade_value *value);
/* name=value, ... of a dict with names for keys. */
void writer_fields(struct writer *w, const struct grade_value *dict, bool table);

#endif
