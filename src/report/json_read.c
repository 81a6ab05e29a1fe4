/* The document of `json` back into a result: what json.c writes, this reads. Keys that are not
 * there are as null, so that a journal of an older grade can be read; what decides (verdicts,
 * names) must be right. */
#include "grade/report.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_FORMAT = 1, EXCEPTIONS_MAX = 80 };

typedef const struct grade_value value;

static int fail(struct grade_err *err, const char *what)
{
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s", what);
}

/* Parts ------------------------------------------------------------------------------------- */

static char *text_of(value *from, const char *key)
{
    value *text = grade_value_get(from, key);
    return text && text->kind == GRADE_KIND_STR ? grade_strndup(text->text, text->len) : NULL;
}

static double real_of(value *from, const char *key, double otherwise)
{
    value *number = grade_value_get(from, key);
    if (number && number->kind == GRADE_KIND_FLOAT)
        return number->real;
    return number && number->kind == GRADE_KIND_INT ? strtod(number->text, NULL) : otherwise;
}

static uint64_t count_of(value *from, const char *key, uint64_t otherwise)
{
    value *number = grade_value_get(from, key);
    return number && number->kind == GRADE_KIND_INT ? strtoull(number->text, NULL, 10) : otherwise;
}

static long long_of(value *from, const char *key, long otherwise)
{
    return (long)grade_value_number(grade_value_get(from, key), otherwise);
}

static bool truth_of(value *from, const char *key)
{
    return grade_value_truth(grade_value_get(from, key), false);
}

static value *list_of(value *from, const char *key, size_t *count)
{
    value *list = grade_value_get(from, key);
    bool is_list = list && list->kind == GRADE_KIND_LIST;
    *count = is_list ? list->count : 0;
    return is_list ? list : NULL;
}

static int verdict_of(enum grade_verdict *out, value *from, struct grade_err *err)
{
    int verdict = grade_verdict_find(grade_value_text(grade_value_get(from, "verdict"), ""));
    if (verdict < 0)
        return fail(err, "no verdict, or one that there is not");
    *out = (enum grade_verdict)verdict;
    return 0;
}

/* What the result has as a borrowed or static text, it keeps itself. */
static const char *kept_text(struct grade_result *result, value *from, const char *key)
{
    const char *text = grade_value_text(grade_value_get(from, key), NULL);
    if (!text)
        return NULL;
    for (size_t i = 0; i < result->own_texts.count; i++)
        if (!strcmp(result->own_texts.items[i], text))
            return result->own_texts.items[i];
    grade_strings_add(&result->own_texts, text);
    return result->own_texts.items[result->own_texts.count - 1];
}

/* null is None where a text stands beside it, else nothing. */
static struct grade_value *compared(value *from, const char *key, const char *text)
{
    struct grade_value *out = NULL;
    value *json = grade_value_get(from, key);
    if (!json || (json->kind == GRADE_KIND_NONE && !text))
        return NULL;
    return grade_value_from_json(&out, json, GRADE_ROLE_EXPECT, NULL) == 0 ? out : NULL;
}

/* Exceptions ---------------------------------------------------------------------------------- */

static struct grade_frame frame_of(value *from)
{
    return (struct grade_frame){
        .file = text_of(from, "file"),
        .function = text_of(from, "function"),
        .text = text_of(from, "text"),
        .line = long_of(from, "line", 0),
        .column = long_of(from, "column", 0),
        .end_line = long_of(from, "end_line", 0),
        .end_column = long_of(from, "end_column", 0),
    };
}

static struct grade_exception *exception_of(value *from, const char *key, int depth)
{
    value *json = grade_value_get(from, key);
    if (!json || json->kind != GRADE_KIND_DICT || depth > EXCEPTIONS_MAX)
        return NULL;
    struct grade_exception *exception = grade_alloc(sizeof(*exception));
    value *frames = list_of(json, "frames", &exception->frame_count);
    exception->type = text_of(json, "type");
    exception->message = text_of(json, "message");
    exception->frames = grade_alloc_array(exception->frame_count, sizeof(*exception->frames));
    for (size_t i = 0; i < exception->frame_count; i++)
        exception->frames[i] = frame_of(frames->items[i]);
    exception->frames_left_out = count_of(json, "frames_left_out", 0);
    exception->cause = exception_of(json, "cause", depth + 1);
    exception->context = exception_of(json, "context", depth + 1);
    return exception;
}

/* Cases --------------------------------------------------------------------------------------- */

static struct grade_generated *generated_of(value *from)
{
    value *json = grade_value_get(from, "generated");
    if (!json || json->kind != GRADE_KIND_DICT)
        return NULL;
    struct grade_generated *generated = grade_alloc(sizeof(*generated));
    generated->input = count_of(json, "input", 0);
    generated->count = count_of(json, "count", 0);
    generated->seed = count_of(json, "seed", 0);
    generated->edge = truth_of(json, "edge");
    generated->not_alone = truth_of(json, "not_alone");
    generated->shrunk_from = text_of(json, "shrunk_from");
    return generated;
}

static int read_failure(struct grade_failure *to, value *from, struct grade_err *err)
{
    to->step = count_of(from, "step", SIZE_MAX);
    to->row = count_of(from, "row", 0);
    to->action = text_of(from, "action");
    to->aspect = text_of(from, "aspect");
    to->message = text_of(from, "message");
    to->expected_text = text_of(from, "expected_text");
    to->actual_text = text_of(from, "actual_text");
    to->expected = compared(from, "expected", to->expected_text);
    to->actual = compared(from, "actual", to->actual_text);
    to->path = text_of(from, "path");
    to->reason = text_of(from, "difference");
    to->exception = exception_of(from, "exception", 1);
    to->generated = generated_of(from);
    to->suspicion = text_of(from, "suspicion");
    return verdict_of(&to->verdict, from, err);
}

static void read_capture(struct grade_capture *to, value *from, const char *const keys[3])
{
    value *text = grade_value_get(from, keys[0]);
    if (!text || text->kind != GRADE_KIND_STR)
        return;
    to->data = grade_strndup(text->text, text->len);
    to->len = text->len;
    to->total = count_of(from, keys[1], text->len);
    /* What was no UTF-8 has grown. That it was cut shows in the numbers alone. */
    if (truth_of(from, keys[2]) && to->total <= to->len)
        to->total = to->len + 1;
}

static void read_location(struct grade_case_result *to, value *from)
{
    value *location = grade_value_get(from, "location");
    to->location_file = text_of(location, "file");
    to->location_line = long_of(location, "line", 0);
    to->location_column = long_of(location, "column", 0);
}

static int read_case(struct grade_result *result, struct grade_case_result *to, value *from,
                     struct grade_err *err)
{
    static const char *const out_keys[] = {"stdout", "stdout_bytes", "stdout_truncated"};
    static const char *const err_keys[] = {"stderr", "stderr_bytes", "stderr_truncated"};
    to->number = count_of(from, "number", 0);
    to->name = text_of(from, "name");
    to->hidden = truth_of(from, "hidden");
    to->points = real_of(from, "points", 0);
    to->max_points = real_of(from, "max_points", 0);
    to->duration_ms = real_of(from, "duration_ms", 0);
    to->cpu_ms = real_of(from, "cpu_ms", 0);
    to->peak_kib = long_of(from, "peak_kib", -1);
    to->peak_source = kept_text(result, from, "peak_source");
    to->reason = text_of(from, "reason");
    to->violation = text_of(from, "violation");
    to->setup = text_of(from, "setup");
    to->why = text_of(from, "why");
    to->hint = text_of(from, "hint");
    to->rerun = text_of(from, "rerun");
    read_location(to, from);
    to->defined_line = long_of(from, "defined_line", 0);
    read_capture(&to->out, from, out_keys);
    read_capture(&to->err, from, err_keys);
    value *failures = list_of(from, "failures", &to->failure_count);
    to->failures = grade_alloc_array(to->failure_count, sizeof(*to->failures));
    int rc = verdict_of(&to->verdict, from, err);
    if (rc == 0 && !to->name)
        rc = fail(err, "no name");
    for (size_t i = 0; rc == 0 && i < to->failure_count; i++)
        rc = read_failure(&to->failures[i], failures->items[i], err);
    return rc < 0 ? grade_err_wrap(err, rc, "case %zu", to->number) : 0;
}

/* The whole ----------------------------------------------------------------------------------- */

static void read_isolation(struct grade_result *to, value *from)
{
    value *json = grade_value_get(from, "isolation");
    if (!json || json->kind != GRADE_KIND_DICT)
        return;
    struct grade_isolation *isolation = grade_alloc(sizeof(*isolation));
    value *mechanisms = list_of(json, "mechanisms", &isolation->count);
    isolation->level = kept_text(to, json, "level");
    isolation->mechanisms = grade_alloc_array(isolation->count, sizeof(*isolation->mechanisms));
    for (size_t i = 0; mechanisms && i < isolation->count; i++) {
        value *one = mechanisms->items[i];
        const char *name = kept_text(to, one, "name");
        isolation->mechanisms[i] = (struct grade_mechanism){name ? name : "", text_of(one, "how"),
                                                            truth_of(one, "in_force")};
    }
    to->isolation = to->own_isolation = isolation;
}

static void read_head(struct grade_result *to, value *from)
{
    to->id = text_of(from, "id");
    to->problem_id = text_of(from, "problem");
    to->problem_title = text_of(from, "problem_title");
    to->problem_digest = text_of(from, "problem_digest");
    to->solution_path = text_of(from, "solution");
    to->solution_digest = text_of(from, "solution_digest");
    to->seed = count_of(from, "seed", 0);
    to->python = text_of(from, "python");
    to->python_version = text_of(from, "python_version");
    to->points = real_of(from, "points", 0);
    to->max_points = real_of(from, "max_points", 0);
    to->duration_ms = real_of(from, "duration_ms", 0);
    to->misconception = text_of(from, "misconception");
    to->hint = text_of(from, "hint");
    to->interrupted = truth_of(from, "interrupted");
    to->draws = truth_of(from, "draws");
    to->message = text_of(from, "message");
    to->limits = text_of(from, "limits");
    to->finished = text_of(from, "finished");
    read_isolation(to, from);
}

static int read_result(struct grade_result *to, value *from, struct grade_err *err)
{
    if (count_of(from, "format", 0) != DOCUMENT_FORMAT)
        return fail(err, "not a result of this version of grade (its `format` is not 1)");
    value *cases = list_of(from, "cases", &to->case_count);
    to->cases = grade_alloc_array(to->case_count, sizeof(*to->cases));
    read_head(to, from);
    int rc = verdict_of(&to->verdict, from, err);
    if (rc == 0 && (!cases || !to->problem_id))
        rc = fail(err, cases ? "no problem" : "no list of cases");
    for (size_t i = 0; rc == 0 && i < to->case_count; i++)
        rc = read_case(to, &to->cases[i], cases->items[i], err);
    return rc;
}

int grade_report_read(struct grade_result **out, const char *text, size_t len,
                      struct grade_err *err)
{
    struct grade_value *document = NULL;
    int rc = grade_json_parse(&document, text, len, err);
    if (rc < 0) {
        if (err)
            err->fault = GRADE_FAULT_USAGE;
        return rc;
    }
    struct grade_result *result = grade_alloc(sizeof(*result));
    rc = read_result(result, document, err);
    grade_value_free(document);
    if (rc < 0)
        grade_result_free(result);
    else
        *out = result;
    return rc;
}
