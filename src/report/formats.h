/* The rows of the table of formats, each at the end of its own file, and what they share. */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H

#include "grade/report.h"

extern const struct grade_reporter report_text, report_plain, report_gcc, report_json, report_jsonl;

/* Appends a result as one JSON document: on one line with indent 0, else laid out for reading.
 * result.schema.json describes it. No newline at the end. */
void report_json_result(struct grade_buf *out, const struct grade_result *result, int indent);

#endif
