/* What is in journals: see grade/journal.h. */
#include "journal_internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Texts, one behind the other in blocks: to free each alone would cost as much room again. */
struct grade_index_texts {
    struct grade_index_texts *next;
    size_t used, size;
    char bytes[];
};

void grade_index_init(struct grade_index *index)
{
    *index = (struct grade_index){0};
}

void grade_index_done(struct grade_index *index)
{
    free(index->items);
    for (struct grade_index_texts *block = index->texts, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    for (unsigned i = 0; i < index->source_count; i++) {
        close(index->sources[i].fd);
        free(index->sources[i].name);
    }
    free(index->sources);
    grade_index_init(index);
}

unsigned index_add_source(struct grade_index *index, int fd, const char *name)
{
    index->sources =
        grade_realloc_array(index->sources, index->source_count + 1, sizeof(*index->sources));
    index->sources[index->source_count] = (struct grade_source){fd, grade_strdup(name)};
    return index->source_count++;
}

static const char *keep_text(struct grade_index *index, const char *text)
{
    enum { BLOCK = 16384 };
    size_t len = strlen(text) + 1;
    struct grade_index_texts *block = index->texts;
    if (!block || block->size - block->used < len) {
        size_t size = len > BLOCK ? len : BLOCK;
        block = grade_alloc(sizeof(*block) + size);
        *block = (struct grade_index_texts){.next = index->texts, .size = size};
        index->texts = block;
    }
    char *kept = block->bytes + block->used;
    memcpy(kept, text, len);
    block->used += len;
    return kept;
}

void index_add(struct grade_index *index, const struct grade_entry *entry)
{
    size_t n = index->count;
    if ((n & (n - 1)) == 0)
        index->items = grade_realloc_array(index->items, n ? n * 2 : 1, sizeof(*index->items));
    if (!index->problem || strcmp(index->problem, entry->problem) != 0)
        index->problem = keep_text(index, entry->problem);
    struct grade_entry *kept = &index->items[index->count++];
    *kept = *entry;
    kept->id = keep_text(index, entry->id);
    kept->problem = index->problem;
    index->sorted = false;
}

uint64_t index_hash(const char *data, size_t len)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)data[i]) * 1099511628211u;
    return hash;
}

/* Reading ------------------------------------------------------------------------------------- */

struct scan {
    struct grade_index *index;
    unsigned source;
    off_t at; /* of the line that comes */
    size_t line;
    /* Of the first line that is no result, as long as none after it is one. */
    off_t bad_at; /* -1: none */
    size_t bad_line;
    struct grade_err bad;
};

static int take_line(struct scan *scan, const char *text, size_t len, bool whole,
                     struct grade_err *err)
{
    struct grade_result *result = NULL;
    struct grade_err why;
    scan->line++;
    int rc = len ? grade_report_read(&result, text, len, &why)
                 : grade_fail(&why, GRADE_FAULT_USAGE, 0, "an empty line");
    if (rc < 0) {
        if (scan->bad_at < 0) {
            scan->bad_at = scan->at;
            scan->bad_line = scan->line;
            scan->bad = why;
        }
    } else if (scan->bad_at >= 0) {
        grade_result_free(result);
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "line %zu is no result, and whole ones follow, so no crash tore it; "
                          "take it out to go on: %s",
                          scan->bad_line, scan->bad.msg);
    } else {
        struct grade_entry entry;
        grade_entry_of(&entry, result);
        entry.hash = index_hash(text, len);
        entry.source = scan->source;
        entry.offset = scan->at;
        entry.len = (uint32_t)len;
        index_add(scan->index, &entry);
        grade_result_free(result);
    }
    scan->at += (off_t)len + (whole ? 1 : 0);
    return 0;
}

/* Takes the lines that end in the buffer, and with `last` what is behind them too. */
static int take_lines(struct scan *scan, struct grade_buf *buf, bool last, struct grade_err *err)
{
    size_t at = 0;
    int rc = 0;
    while (rc == 0 && at < buf->len) {
        const char *start = buf->data + at, *end = memchr(start, '\n', buf->len - at);
        if (!end && !last)
            break;
        size_t len = end ? (size_t)(end - start) : buf->len - at;
        rc = take_line(scan, start, len, end != NULL, err);
        at += len + (end != NULL);
    }
    grade_buf_drop_front(buf, at);
    return rc;
}

static int scan_file(struct scan *scan, int fd, struct grade_buf *buf, struct grade_err *err)
{
    enum { CHUNK = 1 << 20 };
    cleanup_free char *chunk = grade_alloc(CHUNK);
    for (off_t at = 0;;) {
        ssize_t got = pread(fd, chunk, CHUNK, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot read");
        grade_buf_add(buf, chunk, (size_t)got);
        at += got;
        int rc = take_lines(scan, buf, got == 0, err);
        if (rc < 0 || got == 0)
            return rc;
        if (buf->len > GRADE_JOURNAL_LINE_MAX)
            return grade_fail(err, GRADE_FAULT_USAGE, 0, "line %zu is longer than %d bytes",
                              scan->line + 1, GRADE_JOURNAL_LINE_MAX);
    }
}

static bool begins_like_a_result(int fd)
{
    static const char begin[] = "{\"format\": ";
    char first[sizeof(begin)] = {0};
    ssize_t got = pread(fd, first, sizeof(begin) - 1, 0);
    return got > 0 && !memcmp(first, begin, (size_t)got);
}

int index_scan(struct grade_index *index, unsigned source, struct index_end *out,
               struct grade_err *err)
{
    struct scan scan = {.index = index, .source = source, .bad_at = -1};
    cleanup_buf struct grade_buf buf = GRADE_BUF_INIT;
    struct stat st;
    int fd = index->sources[source].fd;
    int rc = scan_file(&scan, fd, &buf, err);
    if (rc == 0 && fstat(fd, &st) < 0)
        rc = grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot examine");
    if (rc < 0)
        return grade_err_wrap(err, rc, "%s", index->sources[source].name);
    /* A file of something else is a mistake in the command line, not a crash. */
    if (scan.bad_at == 0 && !begins_like_a_result(fd))
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: is no journal: %s",
                          index->sources[source].name, scan.bad.msg);
    out->end = scan.bad_at >= 0 ? scan.bad_at : scan.at;
    out->torn = (size_t)(scan.at - out->end);
    char last = '\n';
    if (out->end > 0 && pread(fd, &last, 1, out->end - 1) != 1)
        return grade_fail(err, GRADE_FAULT_MACHINE, EIO, "%s: cannot read",
                          index->sources[source].name);
    out->lacks_newline = last != '\n';
    return 0;
}

int grade_index_read(struct grade_index *index, const char *path, size_t *torn,
                     struct grade_err *err)
{
    struct index_end end = {0, 0, false};
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot open the journal", path);
    unsigned source = index_add_source(index, fd, path);
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: is not a regular file", path);
    int rc = index_scan(index, source, &end, err);
    if (rc == 0 && torn)
        *torn = end.torn;
    return rc;
}

/* Order --------------------------------------------------------------------------------------- */

static int by_submission(const struct grade_entry *a, const struct grade_entry *b)
{
    int order = strcmp(a->problem, b->problem);
    return order ? order : strcmp(a->id, b->id);
}

/* The one that counts comes last. */
static int by_age(const void *first, const void *second)
{
    const struct grade_entry *a = first, *b = second;
    int order = by_submission(a, b);
    if (order == 0)
        order = strcmp(a->finished, b->finished);
    if (order == 0)
        order = (a->len > b->len) - (a->len < b->len);
    if (order == 0)
        order = (a->hash > b->hash) - (a->hash < b->hash);
    return order;
}

void grade_index_settle(struct grade_index *index)
{
    if (index->sorted)
        return;
    size_t kept = 0;
    if (index->count)
        qsort(index->items, index->count, sizeof(*index->items), by_age);
    for (size_t i = 0; i < index->count; i++) {
        if (kept && by_submission(&index->items[kept - 1], &index->items[i]) == 0)
            kept--;
        index->items[kept++] = index->items[i];
    }
    index->count = kept;
    index->sorted = true;
}

static int find_order(const void *key, const void *item)
{
    return by_submission(key, item);
}

const struct grade_entry *grade_index_find(const struct grade_index *index, const char *id,
                                           const char *problem)
{
    const struct grade_entry key = {.id = id, .problem = problem};
    if (!index->count)
        return NULL;
    return bsearch(&key, index->items, index->count, sizeof(*index->items), find_order);
}

int grade_index_line(const struct grade_index *index, const struct grade_entry *entry,
                     struct grade_buf *out, struct grade_err *err)
{
    const struct grade_source *source = &index->sources[entry->source];
    cleanup_free char *line = grade_alloc(entry->len + 1);
    for (size_t got = 0; got < entry->len;) {
        ssize_t more = pread(source->fd, line + got, entry->len - got, entry->offset + (off_t)got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, more < 0 ? errno : EIO,
                                    "%s: cannot be read back", source->name);
        got += (size_t)more;
    }
    if (index_hash(line, entry->len) != entry->hash)
        return grade_fail(err, GRADE_FAULT_MACHINE, 0, "%s: somebody changed it meanwhile",
                          source->name);
    grade_buf_clear(out);
    grade_buf_add(out, line, entry->len);
    return 0;
}

int grade_index_copy(const struct grade_index *index,
                     int (*write)(void *owner, const char *data, size_t len, struct grade_err *err),
                     void *owner, struct grade_err *err)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < index->count; i++) {
        rc = grade_index_line(index, &index->items[i], &line, err);
        if (rc == 0) {
            grade_buf_addc(&line, '\n');
            rc = write(owner, line.data, line.len, err);
        }
    }
    return rc;
}

void grade_index_totals(const struct grade_index *index, struct grade_report_batch *out)
{
    *out = (struct grade_report_batch){.results = index->count, .expected = index->count};
    for (size_t i = 0; i < index->count; i++) {
        const struct grade_entry *entry = &index->items[i];
        out->passed += entry->verdict == GRADE_VERDICT_PASS;
        out->machine +=
            entry->verdict == GRADE_VERDICT_INTERNAL || entry->verdict == GRADE_VERDICT_SKIPPED;
        out->cases += entry->cases;
        out->cases_passed += entry->passed;
    }
}
