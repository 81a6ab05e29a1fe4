/* Manifests: rows of id, problem and solution, as CSV or as JSON lines. Every fault is told with
 * its line, the first of them all at once, before anything is graded. */
#include "internal.h"

#include "grade/mem.h"
#include "grade/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a path of the manifest leads to, seen from the manifest's own folder. */
static char *solution_path(const struct batch_manifest *manifest, const char *solution)
{
    bool absolute = *solution == '/';
    return grade_printf("%s%s", absolute ? "" : manifest->folder, solution);
}

static bool is_plain_path(const char *path)
{
    for (; *path; path++)
        if ((unsigned char)*path < 0x20 || *path == 0x7f)
            return false;
    return true;
}

static const char *fault_of(const struct batch_manifest *manifest, const struct batch_row *row)
{
    if (!row->id)
        return "no id";
    const char *fault = batch_id_fault(row->id, strlen(row->id));
    if (fault)
        return fault;
    if (!row->solution || !*row->solution)
        return "no solution";
    if (!is_plain_path(row->solution))
        return "the solution's path has a control character";
    if ((!row->problem || !*row->problem) && !manifest->sources->problem)
        return "no problem, and none for all with --problem";
    return NULL;
}

int batch_take_row(struct batch_manifest *manifest, const struct batch_row *row,
                   struct grade_err *err)
{
    const char *fault = fault_of(manifest, row);
    if (fault) {
        batch_fault(&manifest->faults, row->line, "%s", fault);
        return 0;
    }
    struct grade_submission submission = {.line = row->line};
    struct grade_err why;
    const char *problem = row->problem && *row->problem ? row->problem : manifest->sources->problem;
    int rc = batch_problem(manifest->list, manifest->sources, problem, &submission.problem, &why);
    if (rc < 0 && why.fault == GRADE_FAULT_USAGE) {
        batch_fault(&manifest->faults, row->line, "%s", why.msg);
        return 0;
    }
    if (rc < 0) {
        *err = why;
        return rc;
    }
    submission.id = grade_strdup(row->id);
    submission.solution = solution_path(manifest, row->solution);
    submission.path = grade_strdup(submission.solution);
    return batch_add(manifest->list, &submission, err);
}

/* JSON lines ---------------------------------------------------------------------------------- */

/* Numbers of students are numbers in many an export. */
static char *id_text(const struct grade_value *object)
{
    const struct grade_value *id = grade_value_get(object, "id");
    if (!id || (id->kind != GRADE_KIND_STR && id->kind != GRADE_KIND_INT))
        return NULL;
    return strlen(id->text) == id->len ? grade_strndup(id->text, id->len) : NULL;
}

static int take_json_line(struct batch_manifest *manifest, const char *text, size_t len,
                          size_t line, struct grade_err *err)
{
    struct grade_value *object = NULL;
    struct grade_err why;
    if (grade_json_parse(&object, text, len, &why) < 0) {
        const char *what = strstr(why.msg, "column"); /* the line is ours to tell */
        batch_fault(&manifest->faults, line, "%s", what ? what : why.msg);
        return 0;
    }
    int rc = 0;
    if (object->kind != GRADE_KIND_DICT) {
        batch_fault(&manifest->faults, line, "not an object with id, problem and solution");
    } else {
        cleanup_free char *id = id_text(object);
        const struct batch_row row = {
            .id = id,
            .problem = grade_value_text(grade_value_get(object, "problem"), NULL),
            .solution = grade_value_text(grade_value_get(object, "solution"), NULL),
            .line = line,
        };
        rc = batch_take_row(manifest, &row, err);
    }
    grade_value_free(object);
    return rc;
}

static int read_json_lines(struct batch_manifest *manifest, const char *text, size_t len,
                           struct grade_err *err)
{
    int rc = 0;
    for (size_t at = 0, line = 1; rc == 0 && at < len; line++) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t next = end ? (size_t)(end - text) + 1 : len, size = next - at - (end != NULL);
        if (size && text[at + size - 1] == '\r')
            size--;
        bool blank = true;
        for (size_t i = 0; i < size && blank; i++)
            blank = text[at + i] == ' ' || text[at + i] == '\t';
        if (!blank)
            rc = take_json_line(manifest, text + at, size, line, err);
        at = next;
    }
    return rc;
}

int grade_submissions_parse(struct grade_submissions *list, const struct grade_sources *sources,
                            const char *name, const char *folder, const char *text, size_t len,
                            struct grade_err *err)
{
    struct batch_manifest manifest = {
        .list = list, .sources = sources, .name = name, .folder = folder};
    if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) { /* spreadsheets write it */
        text += 3;
        len -= 3;
    }
    size_t first = 0;
    while (first < len && strchr(" \t\r\n", text[first]) && text[first])
        first++;
    int rc = first < len && text[first] == '{' ? read_json_lines(&manifest, text, len, err)
                                               : batch_read_csv(&manifest, text, len, err);
    size_t faults = manifest.faults.count, told = 8;
    if (rc == 0 && faults)
        rc = grade_fail(err, GRADE_FAULT_USAGE, 0, "%zu line%s cannot be used:%s%s", faults,
                        faults == 1 ? "" : "s", grade_buf_text(&manifest.faults.text),
                        faults > told ? "\n..." : "");
    grade_buf_done(&manifest.faults.text);
    return rc < 0 ? grade_err_wrap(err, rc, "%s", name) : 0;
}
