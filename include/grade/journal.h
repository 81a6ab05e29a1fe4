/* Journals: results as JSON lines, one whole result in each, which are the truth about a batch.
 * From them it goes on after whatever stopped it, and from them all its reports are made.
 *
 * A line is written behind the others and made durable in small groups; nothing before it is ever
 * touched. A last line that a crash tore is mended when the journal is opened to go on. What counts
 * of several results for one submission (id and problem) is the one that was finished last; of
 * equal ones the larger line: so it is the same in whatever order journals are read. Faults are
 * USAGE for what a path leads to, MACHINE for what the machine refuses. Texts are hostile.
 * Supervisor only. */
#ifndef GRADE_JOURNAL_H
#define GRADE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "grade/buf.h"
#include "grade/err.h"
#include "grade/report.h"
#include "grade/result.h"

enum {
    GRADE_JOURNAL_KEY = 32,
    GRADE_JOURNAL_TIME = 25,
    GRADE_JOURNAL_LINE_MAX = 64 * 1024 * 1024, /* of a line that is read */
};

/* What is kept in memory of a result: little, as there may be a million. The texts of one in an
 * index are the index's; those of one that grade_entry_of filled are the result's. */
struct grade_entry {
    const char *id, *problem;       /* "" where there is no id */
    uint8_t key[GRADE_JOURNAL_KEY]; /* of what was graded and how, see grade_entry_key */
    uint64_t seed;
    uint64_t hash; /* of the line */
    off_t offset;  /* of the line in its source */
    uint32_t len;  /* without the newline */
    uint32_t cases, passed;
    unsigned source;
    enum grade_verdict verdict;
    bool settled; /* it says what the solution is like: not grade's own failure, not interrupted */
    bool full;    /* graded at level full */
    bool draws;   /* with inputs drawn by the seed */
    char finished[GRADE_JOURNAL_TIME];
};

/* The digest of problem, solution, interpreter, limits and seed, which together decide a result.
 * All zero, and so equal to none, where there is no solution's digest. */
void grade_entry_key(uint8_t out[GRADE_JOURNAL_KEY], const struct grade_result *result);
/* What an entry says of a result; its place and hash are not set. */
void grade_entry_of(struct grade_entry *out, const struct grade_result *result);

/* Index ---------------------------------------------------------------------------------------- */

/* What is in one or several journals. */
struct grade_index {
    struct grade_entry *items;
    size_t count;
    struct grade_source {
        int fd;
        char *name;
    } * sources;
    unsigned source_count;
    struct grade_index_texts *texts; /* ids and names of problems */
    const char *problem;             /* the last one: most follow one of their own problem */
    bool sorted;                     /* one entry for each submission, by problem and id */
};

void grade_index_init(struct grade_index *index);
void grade_index_done(struct grade_index *index);

/* Reads a journal that nobody need have finished writing: a torn last line is left out, and `torn`
 * (may be NULL) gets its bytes. */
int grade_index_read(struct grade_index *index, const char *path, size_t *torn,
                     struct grade_err *err);
/* Sorts, and keeps of each submission what counts. */
void grade_index_settle(struct grade_index *index);
/* Of a settled index; NULL: none. */
const struct grade_entry *grade_index_find(const struct grade_index *index, const char *id,
                                           const char *problem);
/* The line of an entry, as it was written, without its newline. */
int grade_index_line(const struct grade_index *index, const struct grade_entry *entry,
                     struct grade_buf *out, struct grade_err *err);
/* What a report may know of the whole. */
void grade_index_totals(const struct grade_index *index, struct grade_report_batch *out);

/* Writing -------------------------------------------------------------------------------------- */

struct grade_journal;

/* Opens a journal to write: path NULL: one that lives as long as the program. With resume it may
 * have results already, and is mended: *out_torn (may be NULL) gets the bytes of the last line that
 * were cut off. Else one that is not empty is a fault. Nobody else can write it meanwhile. The
 * index is borrowed, empty, and holds what the journal holds from then on. */
int grade_journal_open(struct grade_journal **out, struct grade_index *index, const char *path,
                       bool resume, size_t *out_torn, struct grade_err *err);
/* Makes durable what is not, and closes. NULL is fine. */
int grade_journal_close(struct grade_journal *journal, struct grade_err *err);
/* Adds a line. After a fault the journal is as it was. */
int grade_journal_append(struct grade_journal *journal, struct grade_entry *entry, const char *line,
                         size_t len, struct grade_err *err);
/* Makes durable what has waited long enough, or all of it. */
int grade_journal_sync(struct grade_journal *journal, bool all, struct grade_err *err);
/* When that is due, in milliseconds from now; -1: nothing waits. */
int grade_journal_due_ms(const struct grade_journal *journal);

/* Merging -------------------------------------------------------------------------------------- */

/* Calls write for each line of a settled index, newline included, in its order. */
int grade_index_copy(const struct grade_index *index,
                     int (*write)(void *owner, const char *data, size_t len, struct grade_err *err),
                     void *owner, struct grade_err *err);

#endif
