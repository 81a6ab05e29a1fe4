/* Manifests as CSV, read by libcsv: a first row that names the columns, of which id, problem and
 * solution count and others are passed over; commas between them, or else semicolons or tabs. */
#include "internal.h"

#include "grade/mem.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 200, FIELD_MAX = 8192 };
enum column { COLUMN_ID, COLUMN_PROBLEM, COLUMN_SOLUTION, COLUMN_COUNT };
static const char *const column_names[COLUMN_COUNT] = {"id", "problem", "solution"};

struct table {
    struct batch_manifest *manifest;
    struct grade_err *err;
    int rc;
    size_t line, first_line; /* being read; of the row that is being read */
    bool has_head, in_row;
    size_t columns;          /* of the head */
    size_t at[COLUMN_COUNT]; /* where they are; SIZE_MAX: nowhere */
    size_t fields;           /* of this row */
    char *values[COLUMN_COUNT];
    bool odd; /* a field that is too long or has a NUL */
};

static void take_head_field(struct table *table, const char *text, size_t len)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (len == strlen(column_names[i]) && !strncasecmp(text, column_names[i], len)) {
            if (table->at[i] != SIZE_MAX)
                batch_fault(&table->manifest->faults, table->line, "two columns are called %s",
                            column_names[i]);
            table->at[i] = table->fields;
        }
}

static void on_field(void *data, size_t len, void *owner)
{
    struct table *table = owner;
    const char *text = data ? data : "";
    table->odd |= len > FIELD_MAX || memchr(text, '\0', len) != NULL;
    if (!table->has_head)
        take_head_field(table, text, len);
    for (size_t i = 0; table->has_head && i < COLUMN_COUNT; i++)
        if (table->at[i] == table->fields && !table->values[i])
            table->values[i] = grade_strndup(text, len);
    table->fields++;
}

static void end_head(struct table *table)
{
    struct batch_faults *faults = &table->manifest->faults;
    table->has_head = true;
    table->columns = table->fields;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (table->at[i] == SIZE_MAX && !(i == COLUMN_PROBLEM && table->manifest->sources->problem))
            batch_fault(faults, table->line,
                        "no column is called %s; the first line names the columns, as in "
                        "id,problem,solution",
                        column_names[i]);
    if (table->columns > COLUMNS_MAX)
        batch_fault(faults, table->line, "more than %d columns", COLUMNS_MAX);
}

static void end_row(struct table *table)
{
    struct batch_faults *faults = &table->manifest->faults;
    if (table->odd) {
        batch_fault(faults, table->first_line, "a field is too long, or holds a NUL");
    } else if (table->fields != table->columns) {
        batch_fault(faults, table->first_line, "%zu fields, and the first line names %zu columns",
                    table->fields, table->columns);
    } else {
        const struct batch_row row = {table->values[COLUMN_ID], table->values[COLUMN_PROBLEM],
                                      table->values[COLUMN_SOLUTION], table->first_line};
        table->rc = batch_take_row(table->manifest, &row, table->err);
    }
}

static void on_row(int last, void *owner)
{
    struct table *table = owner;
    (void)last;
    if (table->rc == 0 && !table->has_head)
        end_head(table);
    else if (table->rc == 0)
        end_row(table);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        free(table->values[i]);
        table->values[i] = NULL;
    }
    table->fields = 0;
    table->in_row = table->odd = false;
}

static char delimiter_of(const char *text, size_t len)
{
    static const char others[] = ";\t";
    const char *end = memchr(text, '\n', len);
    size_t first = end ? (size_t)(end - text) : len;
    if (memchr(text, ',', first))
        return ',';
    for (size_t i = 0; others[i]; i++)
        if (memchr(text, others[i], first))
            return others[i];
    return ',';
}

/* Line by line, so that rows know theirs. A fault that libcsv finds ends the reading: where the
 * next row begins is not known. */
static int feed(struct table *table, struct csv_parser *parser, const char *text, size_t len)
{
    for (size_t at = 0; at < len && table->rc == 0; table->line++) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t size = end ? (size_t)(end - text) + 1 - at : len - at;
        if (!table->in_row && text[at] != '\n' && text[at] != '\r') {
            table->in_row = true; /* it may go on in the next line */
            table->first_line = table->line;
        }
        if (csv_parse(parser, text + at, size, on_field, on_row, table) != size)
            return csv_error(parser);
        if (table->has_head && table->manifest->faults.count && table->columns == 0)
            break;
        if (table->has_head && table->at[COLUMN_ID] == SIZE_MAX)
            break; /* every row would be a fault */
        at += size;
    }
    return csv_fini(parser, on_field, on_row, table) < 0 ? csv_error(parser) : 0;
}

int batch_read_csv(struct batch_manifest *manifest, const char *text, size_t len,
                   struct grade_err *err)
{
    struct table table = {.manifest = manifest, .err = err, .line = 1};
    struct csv_parser parser;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        table.at[i] = SIZE_MAX;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)delimiter_of(text, len));
    int error = feed(&table, &parser, text, len);
    csv_free(&parser);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        free(table.values[i]);
    if (table.rc < 0)
        return table.rc;
    if (error && table.in_row)
        batch_fault(&manifest->faults, table.first_line,
                    "quotes do not match: a field in quotes ends with one, and has those inside "
                    "doubled");
    else if (error)
        batch_fault(&manifest->faults, table.line, "%s", csv_strerror(error));
    if (!error && !table.has_head)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "is empty; the first line names the columns: id,problem,solution");
    return 0;
}
