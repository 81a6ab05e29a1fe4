/* Reports from journals: see batch_reports.h. */
#include "batch_reports.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_WIDTH = 240 }; /* of a batch in a file: lines that are cut on a terminal are whole */

/* Names of files ------------------------------------------------------------------------------ */

bool cli_reports_is_template(const char *path)
{
    return path && (strstr(path, "{id}") || strstr(path, "{problem}"));
}

/* One part of a path: no slash, no dot in front, not empty. */
static void add_part(struct grade_buf *out, const char *text)
{
    if (!*text || *text == '.')
        grade_buf_addc(out, '_');
    for (; *text; text++)
        grade_buf_addc(out, *text == '/' ? '_' : *text);
}

char *cli_reports_expand(const char *path, const char *id, const char *problem)
{
    struct grade_buf out = GRADE_BUF_INIT;
    while (*path) {
        if (!strncmp(path, "{id}", 4)) {
            add_part(&out, id);
            path += 4;
        } else if (!strncmp(path, "{problem}", 9)) {
            add_part(&out, problem);
            path += 9;
        } else {
            grade_buf_addc(&out, *path++);
        }
    }
    return grade_buf_take(&out);
}

static int make_folders(const char *path, struct grade_err *err)
{
    for (const char *slash = path; (slash = strchr(slash + 1, '/'));) {
        cleanup_free char *folder = grade_strndup(path, (size_t)(slash - path));
        if (mkdir(folder, 0777) < 0 && errno != EEXIST)
            return grade_fail_errno(err, GRADE_FAULT_USAGE, errno, "%s: cannot make the folder",
                                    folder);
    }
    return 0;
}

/* Opening ------------------------------------------------------------------------------------- */

static int check_target(const struct grade_report_target *target, struct grade_err *err)
{
    const char *path = target->path ? target->path : "";
    if (!target->reporter->single || (strstr(path, "{id}") && strstr(path, "{problem}")))
        return 0;
    return grade_fail(err, GRADE_FAULT_USAGE, 0,
                      "--report %s: is about one solution; of several, name a file for each: "
                      "%s=FOLDER/{id}-{problem}.EXT",
                      target->reporter->name, target->reporter->name);
}

int cli_reports_open(struct cli_reports *out, const struct grade_options *options,
                     struct grade_err *err)
{
    *out = (struct cli_reports){.options = options};
    out->outputs = grade_alloc_array(options->report_count, sizeof(*out->outputs));
    for (size_t i = 0; i < options->report_count; i++)
        out->outputs[i].fd = -1;
    for (size_t i = 0; i < options->report_count; i++) {
        int rc = check_target(&options->reports[i], err);
        if (rc == 0 && !cli_reports_is_template(options->reports[i].path))
            rc = options->reports[i].append
                     ? cli_output_append(&out->outputs[i], options->reports[i].path, err)
                     : cli_output_open(&out->outputs[i], options->reports[i].path, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

void cli_reports_done(struct cli_reports *reports)
{
    for (size_t i = 0; reports->outputs && i < reports->options->report_count; i++)
        cli_output_abandon(&reports->outputs[i]);
    free(reports->outputs);
    reports->outputs = NULL;
}

/* Writing ------------------------------------------------------------------------------------- */

struct writing {
    struct grade_report report;
    struct cli_output *output;
    int rc; /* negative: it failed, and why; nothing more goes there */
    struct grade_err err;
};

static void begin(struct writing *to, const struct grade_options *options, size_t which,
                  struct cli_output *output, const struct grade_report_batch *totals)
{
    struct grade_report_options look =
        cli_report_options(options->color, options->verbose, output->fd);
    look.audience = options->audience;
    if (totals && !isatty(output->fd) && !getenv("COLUMNS"))
        look.width = FILE_WIDTH;
    *to = (struct writing){.output = output};
    grade_report_open(&to->report, options->reports[which].reporter, &look, totals);
}

static void flush(struct writing *to)
{
    struct grade_buf *text = &to->report.out;
    if (to->rc == 0)
        to->rc = cli_output_write(to->output, grade_buf_text(text), text->len, &to->err);
    grade_buf_clear(text);
}

static void finish(struct writing *to)
{
    grade_report_close(&to->report);
    flush(to);
    if (to->rc == 0)
        to->rc = cli_output_finish(to->output, &to->err);
    grade_report_done(&to->report);
}

static int read_entry(struct grade_result **out, const struct grade_index *index,
                      const struct grade_entry *entry, struct grade_err *err)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    int rc = grade_index_line(index, entry, &line, err);
    return rc < 0 ? rc : grade_report_read(out, grade_buf_text(&line), line.len, err);
}

/* All reports at once, so that every line is read once. */
static int write_whole(struct writing *all, size_t count, const struct grade_index *index,
                       struct grade_err *err)
{
    for (size_t i = 0; count && i < index->count; i++) {
        struct grade_result *result = NULL;
        int rc = read_entry(&result, index, &index->items[i], err);
        if (rc < 0)
            return rc;
        for (size_t k = 0; k < count; k++) {
            grade_report_add(&all[k].report, result);
            flush(&all[k]);
        }
        grade_result_free(result);
    }
    return 0;
}

/* Reports with {} in their names ----------------------------------------------------------------
 */

struct place { /* where an entry goes */
    char *path;
    size_t entry;
};

static int by_path(const void *a, const void *b)
{
    const struct place *one = a, *other = b;
    int order = strcmp(one->path, other->path);
    return order ? order : (one->entry > other->entry) - (one->entry < other->entry);
}

/* Two learners whose names became one would read each other's. */
static int check_shared(const struct grade_index *index, const char *name,
                        const struct place *places, size_t count, struct grade_err *err)
{
    for (size_t i = 1; i < count; i++) {
        const struct grade_entry *a = &index->items[places[0].entry];
        const struct grade_entry *b = &index->items[places[i].entry];
        if ((strstr(name, "{id}") && strcmp(a->id, b->id) != 0) ||
            (strstr(name, "{problem}") && strcmp(a->problem, b->problem) != 0))
            return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: would be of both '%s' and '%s'",
                              places[0].path, a->id, b->id);
    }
    return 0;
}

static int write_group(const struct grade_options *options, size_t which,
                       const struct grade_index *index, const struct place *places, size_t count,
                       struct grade_err *err)
{
    struct grade_index part = {.items = grade_alloc_array(count, sizeof(*part.items)),
                               .count = count};
    struct grade_report_batch totals;
    struct cli_output output = {.fd = -1};
    struct writing to;
    for (size_t i = 0; i < count; i++)
        part.items[i] = index->items[places[i].entry];
    grade_index_totals(&part, &totals);
    free(part.items);
    int rc = make_folders(places[0].path, err);
    if (rc == 0)
        rc = cli_output_open(&output, places[0].path, err);
    if (rc < 0)
        return rc;
    begin(&to, options, which, &output, count > 1 ? &totals : NULL);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct grade_result *result = NULL;
        rc = read_entry(&result, index, &index->items[places[i].entry], err);
        if (rc == 0)
            grade_report_add(&to.report, result);
        grade_result_free(result);
        flush(&to);
    }
    if (rc == 0) {
        finish(&to);
        rc = to.rc;
        if (rc < 0)
            *err = to.err;
    } else {
        grade_report_done(&to.report);
    }
    cli_output_abandon(&output);
    return rc;
}

static int write_many(const struct grade_options *options, size_t which,
                      const struct grade_index *index, struct grade_err *err)
{
    const char *name = options->reports[which].path;
    struct place *places = grade_alloc_array(index->count, sizeof(*places));
    int rc = 0;
    for (size_t i = 0; i < index->count; i++)
        places[i] = (struct place){
            cli_reports_expand(name, index->items[i].id, index->items[i].problem), i};
    if (index->count)
        qsort(places, index->count, sizeof(*places), by_path);
    for (size_t from = 0, to; rc == 0 && from < index->count; from = to) {
        for (to = from + 1; to < index->count && !strcmp(places[to].path, places[from].path);)
            to++;
        rc = check_shared(index, name, &places[from], to - from, err);
        if (rc == 0)
            rc = write_group(options, which, index, &places[from], to - from, err);
    }
    for (size_t i = 0; i < index->count; i++)
        free(places[i].path);
    free(places);
    return rc;
}

/* All ------------------------------------------------------------------------------------------ */

static void remember(int rc, const struct grade_err *why, int *first, struct grade_err *err)
{
    if (rc < 0 && *first == 0) {
        *first = rc;
        *err = *why;
    }
}

int cli_reports_write(struct cli_reports *reports, const struct grade_index *index,
                      const struct grade_report_batch *totals, struct grade_err *err)
{
    const struct grade_options *options = reports->options;
    struct writing *all = grade_alloc_array(options->report_count, sizeof(*all));
    struct grade_err why;
    size_t count = 0;
    int first = 0;
    for (size_t i = 0; i < options->report_count; i++)
        if (!cli_reports_is_template(options->reports[i].path))
            begin(&all[count++], options, i, &reports->outputs[i], totals);
    int rc = write_whole(all, count, index, &why);
    remember(rc, &why, &first, err);
    for (size_t i = 0; i < count; i++) {
        if (rc == 0)
            finish(&all[i]);
        else
            grade_report_done(&all[i].report);
        remember(all[i].rc, &all[i].err, &first, err);
    }
    free(all);
    for (size_t i = 0; rc == 0 && i < options->report_count; i++)
        if (cli_reports_is_template(options->reports[i].path)) {
            int one = write_many(options, i, index, &why);
            remember(one, &why, &first, err);
        }
    return first;
}

int cli_reports_status(const struct grade_report_batch *totals)
{
    if (totals->machine)
        return GRADE_FAULT_MACHINE;
    return totals->passed == totals->results ? 0 : 1;
}
