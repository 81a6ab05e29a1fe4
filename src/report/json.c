/* `json`: one document with everything that is known of a result; result.schema.json describes it.
 *
 * Every key is always there, null where there is nothing to say, so that a reader needs no
 * defaults. Of a case that is withheld only the name, the verdict and the points are told. */
#include "formats.h"
#include "json_writer.h"

#include <stdint.h>

enum { DOCUMENT_FORMAT = 1, EXCEPTIONS_MAX = 64 };

static void write_frame(struct json_writer *w, const struct grade_frame *frame)
{
    json_open(w, NULL, '{');
    json_text(w, "file", frame->file);
    json_text(w, "function", frame->function);
    json_integer(w, "line", frame->line);
    json_integer(w, "column", frame->column);
    json_integer(w, "end_line", frame->end_line);
    json_integer(w, "end_column", frame->end_column);
    json_text(w, "text", frame->text);
    json_close(w, '}');
}

static void write_exception(struct json_writer *w, const char *key,
                            const struct grade_exception *exception, int depth)
{
    if (!exception) {
        json_null(w, key);
        return;
    }
    bool deeper = depth < EXCEPTIONS_MAX;
    json_open(w, key, '{');
    json_text(w, "type", exception->type);
    json_text(w, "message", exception->message);
    json_open(w, "frames", '[');
    for (size_t i = 0; i < exception->frame_count; i++)
        write_frame(w, &exception->frames[i]);
    json_close(w, ']');
    json_count(w, "frames_left_out", exception->frames_left_out);
    write_exception(w, "cause", deeper ? exception->cause : NULL, depth + 1);
    write_exception(w, "context", deeper ? exception->context : NULL, depth + 1);
    json_bool(w, "chain_cut", !deeper && (exception->cause || exception->context));
    json_close(w, '}');
}

/* Of each task or thread, where it stood. */
static void write_stacks(struct json_writer *w, const struct grade_failure *f)
{
    json_open(w, "stacks", '[');
    for (size_t i = 0; i < f->stack_count; i++) {
        json_open(w, NULL, '{');
        json_text(w, "name", f->stacks[i]->type);
        json_open(w, "frames", '[');
        for (size_t k = 0; k < f->stacks[i]->frame_count; k++)
            write_frame(w, &f->stacks[i]->frames[k]);
        json_close(w, ']');
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* What a case and each of its failures have in common; without a failure all is null. */
static void write_difference(struct json_writer *w, const struct grade_failure *failure)
{
    static const struct grade_failure none = {.step = SIZE_MAX};
    const struct grade_failure *f = failure ? failure : &none;
    if (f->step == SIZE_MAX)
        json_null(w, "step");
    else
        json_count(w, "step", f->step);
    if (f->row == 0)
        json_null(w, "row");
    else
        json_count(w, "row", f->row);
    json_text(w, "action", f->action);
    json_text(w, "aspect", f->aspect);
    json_text(w, "message", f->message);
    json_value(w, "expected", f->expected);
    json_value(w, "actual", f->actual);
    json_text(w, "expected_text", f->expected_text);
    json_text(w, "actual_text", f->actual_text);
    json_text(w, "path", f->path);
    json_text(w, "difference", f->reason);
    write_exception(w, "exception", f->exception, 1);
    write_stacks(w, f);
    json_text(w, "suspicion", f->suspicion);
}

/* Where a drawn input came from. */
static void write_generated(struct json_writer *w, const struct grade_generated *generated)
{
    if (!generated) {
        json_null(w, "generated");
        return;
    }
    json_open(w, "generated", '{');
    json_count(w, "input", generated->input);
    json_count(w, "count", generated->count);
    json_count(w, "seed", generated->seed);
    json_bool(w, "edge", generated->edge);
    json_bool(w, "not_alone", generated->not_alone);
    json_text(w, "shrunk_from", generated->shrunk_from);
    json_close(w, '}');
}

static void write_failures(struct json_writer *w, const struct grade_case_result *c)
{
    json_open(w, "failures", '[');
    for (size_t i = 0; i < c->failure_count; i++) {
        json_open(w, NULL, '{');
        json_text(w, "verdict", grade_verdict_name(c->failures[i].verdict));
        write_difference(w, &c->failures[i]);
        write_generated(w, c->failures[i].generated);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void write_capture(struct json_writer *w, const struct grade_capture *capture,
                          const char *const keys[3], bool withheld)
{
    if (withheld) {
        for (int i = 0; i < 3; i++)
            json_null(w, keys[i]);
        return;
    }
    size_t len = w->bounded ? json_bounded(w, capture->len) : capture->len;
    json_bytes(w, keys[0], capture->data ? capture->data : "", len);
    json_count(w, keys[1], capture->total);
    json_bool(w, keys[2], capture->total > len);
}

static void write_location(struct json_writer *w, const struct grade_case_result *c)
{
    if (!c->location_file) {
        json_null(w, "location");
        return;
    }
    json_open(w, "location", '{');
    json_text(w, "file", c->location_file);
    json_integer(w, "line", c->location_line);
    json_integer(w, "column", c->location_column);
    json_close(w, '}');
}

static void write_measures(struct json_writer *w, const struct grade_case_result *c)
{
    json_real(w, "duration_ms", c->duration_ms);
    json_real(w, "cpu_ms", c->cpu_ms);
    if (c->peak_kib < 0)
        json_null(w, "peak_kib");
    else
        json_integer(w, "peak_kib", c->peak_kib);
    json_text(w, "peak_source", c->peak_source);
}

static void write_case(struct json_writer *w, const struct grade_case_result *c)
{
    static const char *const out_keys[] = {"stdout", "stdout_bytes", "stdout_truncated"};
    static const char *const err_keys[] = {"stderr", "stderr_bytes", "stderr_truncated"};
    json_open(w, NULL, '{');
    json_text(w, "name", c->name);
    json_count(w, "number", c->number);
    json_bool(w, "hidden", c->hidden);
    json_text(w, "verdict", grade_verdict_name(c->verdict));
    json_real(w, "points", c->points);
    json_real(w, "max_points", c->max_points);
    write_measures(w, c);
    write_difference(w, c->failure_count ? &c->failures[0] : NULL);
    write_failures(w, c);
    write_capture(w, &c->out, out_keys, c->withheld);
    write_capture(w, &c->err, err_keys, c->withheld);
    write_location(w, c);
    json_text(w, "setup", c->setup);
    if (c->defined_line > 0)
        json_integer(w, "defined_line", c->defined_line);
    else
        json_null(w, "defined_line");
    json_text(w, "violation", c->violation);
    json_text(w, "reason", c->reason);
    json_text(w, "why", c->why);
    json_text(w, "hint", c->hint);
    json_text(w, "rerun", c->rerun);
    json_close(w, '}');
}

static void write_isolation(struct json_writer *w, const struct grade_isolation *isolation)
{
    if (!isolation) {
        json_null(w, "isolation");
        return;
    }
    json_open(w, "isolation", '{');
    json_text(w, "level", isolation->level);
    json_open(w, "mechanisms", '[');
    for (size_t i = 0; i < isolation->count; i++) {
        json_open(w, NULL, '{');
        json_text(w, "name", isolation->mechanisms[i].name);
        json_text(w, "how", isolation->mechanisms[i].how);
        json_bool(w, "in_force", isolation->mechanisms[i].in_force);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
}

static void write_head(struct json_writer *w, const struct grade_result *result)
{
    json_integer(w, "format", DOCUMENT_FORMAT);
    json_text(w, "version", GRADE_VERSION);
    json_text(w, "id", result->id);
    json_text(w, "verdict", grade_verdict_name(result->verdict));
    json_text(w, "problem", result->problem_id);
    json_text(w, "problem_title", result->problem_title);
    json_text(w, "problem_digest", result->problem_digest);
    json_text(w, "solution", result->solution_path);
    json_text(w, "solution_digest", result->solution_digest);
    json_count(w, "seed", result->seed);
    json_text(w, "python", result->python);
    json_text(w, "python_version", result->python_version);
    write_isolation(w, result->isolation);
    json_real(w, "points", result->points);
    json_real(w, "max_points", result->max_points);
    json_real(w, "duration_ms", result->duration_ms);
    json_text(w, "misconception", result->misconception);
    json_text(w, "hint", result->hint);
    json_bool(w, "interrupted", result->interrupted);
    json_bool(w, "draws", result->draws);
    json_text(w, "message", result->message);
    json_text(w, "limits", result->limits);
    json_text(w, "finished", result->finished);
}

static void write_result(struct json_writer *w, const struct grade_result *result)
{
    json_open(w, NULL, '{');
    write_head(w, result);
    json_open(w, "cases", '[');
    for (size_t i = 0; i < result->case_count; i++)
        write_case(w, &result->cases[i]);
    json_close(w, ']');
    json_close(w, '}');
}

void report_json_result(struct grade_buf *out, const struct grade_result *result, int indent)
{
    struct json_writer w = {.out = out, .indent = indent};
    write_result(&w, result);
}

void grade_report_write(struct grade_buf *out, const struct grade_result *result)
{
    struct json_writer w = {.out = out, .bounded = true, .room = JSON_ROOM};
    write_result(&w, result);
}

/* A batch is an array of them. */
static void json_begin(struct grade_report *report)
{
    if (report->batch)
        grade_buf_addc(&report->out, '[');
}

static void json_result(struct grade_report *report, const struct grade_result *result)
{
    if (report->batch)
        grade_buf_adds(&report->out, report->told ? ",\n" : "\n");
    report_json_result(&report->out, result, 2);
    if (!report->batch)
        grade_buf_addc(&report->out, '\n');
}

static void json_end(struct grade_report *report)
{
    if (report->batch)
        grade_buf_adds(&report->out, report->told ? "\n]\n" : "]\n");
}

const struct grade_reporter report_json = {
    .name = "json",
    .what = "one JSON document with all there is to know; of a batch, an array",
    .begin = json_begin,
    .result = json_result,
    .end = json_end,
};
