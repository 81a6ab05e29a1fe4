/* `jsonl`: the document of `json` on one line for each solution, for batches and for jq. */
#include "formats.h"

static void jsonl_result(struct grade_report *report, const struct grade_result *result)
{
    report_json_result(&report->out, result, 0);
    grade_buf_addc(&report->out, '\n');
}

const struct grade_reporter report_jsonl = {
    .name = "jsonl",
    .what = "the same document on one line for each solution",
    .result = jsonl_result,
};
