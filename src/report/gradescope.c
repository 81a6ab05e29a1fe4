/* `gradescope`: results.json of a Gradescope autograder. What a hidden case tells is for staff
 * there, too: with --audience staff such a test has visibility "hidden". */
#include "formats.h"
#include "json_writer.h"
#include "told.h"

#include "grade/mem.h"

#include <math.h>
#include <string.h>

static void write_test(struct json_writer *w, const struct grade_case_result *c)
{
    bool fine = c->verdict == GRADE_VERDICT_PASS;
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    cleanup_free char *number = grade_printf("%zu", c->number);
    if (c->verdict == GRADE_VERDICT_SKIPPED)
        told_brief(&text, c);
    else if (!fine)
        told_block(&text, c);
    json_open(w, NULL, '{');
    json_real(w, "score", c->points);
    json_real(w, "max_score", c->max_points);
    json_text(w, "status", fine ? "passed" : "failed");
    json_text(w, "name", c->name);
    json_text(w, "number", number);
    json_bytes(w, "output", grade_buf_text(&text), text.len);
    json_text(w, "output_format", "text");
    json_open(w, "tags", '[');
    json_text(w, NULL, grade_verdict_name(c->verdict));
    json_close(w, ']');
    json_text(w, "visibility", c->hidden && !c->withheld ? "hidden" : "visible");
    json_open(w, "extra_data", '{');
    json_text(w, "verdict", grade_verdict_name(c->verdict));
    json_real(w, "cpu_ms", c->cpu_ms);
    json_integer(w, "peak_kib", c->peak_kib);
    json_close(w, '}');
    json_close(w, '}');
}

static void write_output(struct json_writer *w, const struct grade_result *result)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    if (result->message)
        grade_report_visible(&text, result->message, strlen(result->message), 0);
    else
        told_count(&text, result);
    if (result->hint) {
        grade_buf_adds(&text, "\n\n");
        grade_report_visible(&text, result->hint, strlen(result->hint), 0);
    }
    json_bytes(w, "output", grade_buf_text(&text), text.len);
    json_text(w, "output_format", "text");
}

static void gradescope_result(struct grade_report *report, const struct grade_result *result)
{
    struct json_writer w = {.out = &report->out, .indent = 2};
    json_open(&w, NULL, '{');
    json_real(&w, "score", result->points);
    if (isfinite(result->duration_ms))
        json_real(&w, "execution_time", result->duration_ms / 1000);
    write_output(&w, result);
    json_text(&w, "visibility", "visible");
    json_text(&w, "stdout_visibility", "hidden");
    json_open(&w, "tests", '[');
    for (size_t i = 0; i < result->case_count; i++)
        write_test(&w, &result->cases[i]);
    json_close(&w, ']');
    json_open(&w, "extra_data", '{');
    json_text(&w, "problem", result->problem_id);
    json_text(&w, "problem_digest", result->problem_digest);
    json_text(&w, "solution_digest", result->solution_digest);
    json_text(&w, "misconception", result->misconception);
    json_count(&w, "seed", result->seed);
    json_text(&w, "grade", GRADE_VERSION);
    json_close(&w, '}');
    json_close(&w, '}');
    grade_buf_addc(&report->out, '\n');
}

const struct grade_reporter report_gradescope = {
    .name = "gradescope",
    .what = "results.json of a Gradescope autograder",
    .single = true,
    .result = gradescope_result,
};
