/* Writing a report, and what its audience is shown: see grade/report.h. */
#include "grade/report.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>

void grade_report_open(struct grade_report *report, const struct grade_reporter *reporter,
                       const struct grade_report_options *options,
                       const struct grade_report_batch *batch)
{
    *report = (struct grade_report){
        .reporter = reporter,
        .options = *options,
        .batch = batch,
        .state = reporter->state_size ? grade_alloc(reporter->state_size) : NULL,
    };
    if (reporter->begin)
        reporter->begin(report);
}

/* A case of which nothing else is known. */
static struct grade_case_result withheld(const struct grade_case_result *c)
{
    return (struct grade_case_result){
        .number = c->number,
        .name = c->name,
        .hidden = true,
        .withheld = true,
        .verdict = c->verdict,
        .points = c->points,
        .max_points = c->max_points,
        .duration_ms = NAN,
        .cpu_ms = NAN,
        .peak_kib = -1,
    };
}

void grade_report_add(struct grade_report *report, const struct grade_result *result)
{
    struct grade_result shown = *result;
    struct grade_case_result *cases = NULL;
    if (report->options.audience != GRADE_AUDIENCE_STAFF) {
        cases = grade_alloc_array(result->case_count, sizeof(*cases));
        for (size_t i = 0; i < result->case_count; i++)
            cases[i] = result->cases[i].hidden ? withheld(&result->cases[i]) : result->cases[i];
        shown.cases = cases;
    }
    if (report->reporter->result)
        report->reporter->result(report, &shown);
    report->told++;
    free(cases);
}

void grade_report_close(struct grade_report *report)
{
    if (report->reporter->end)
        report->reporter->end(report);
}

void grade_report_done(struct grade_report *report)
{
    if (report->state && report->reporter->done)
        report->reporter->done(report->state);
    free(report->state);
    report->state = NULL;
    grade_buf_done(&report->out);
}
