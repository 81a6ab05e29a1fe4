/* What index.c and journal.c share. */
#ifndef BATCH_JOURNAL_INTERNAL_H
#define BATCH_JOURNAL_INTERNAL_H

#include "grade/journal.h"

unsigned index_add_source(struct grade_index *index, int fd, const char *name); /* takes over fd */
void index_add(struct grade_index *index, const struct grade_entry *entry); /* copies its texts */
uint64_t index_hash(const char *data, size_t len);

struct index_end { /* how a journal ends */
    off_t end;     /* behind the last whole result */
    size_t torn;   /* bytes behind that */
    bool lacks_newline;
};
/* Adds what a source holds. Messages begin with its name. */
int index_scan(struct grade_index *index, unsigned source, struct index_end *out,
               struct grade_err *err);

#endif
