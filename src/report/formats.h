/* The rows of the table of formats, each at the end of its own file, and what they share. */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H

#include "grade/report.h"

extern const struct grade_reporter report_text;
extern const struct grade_reporter report_plain;
extern const struct grade_reporter report_gcc;
extern const struct grade_reporter report_json;
extern const struct grade_reporter report_jsonl;
extern const struct grade_reporter report_junit;
extern const struct grade_reporter report_tap;
extern const struct grade_reporter report_github;
extern const struct grade_reporter report_markdown_format;
extern const struct grade_reporter report_csv;
extern const struct grade_reporter report_html;
extern const struct grade_reporter report_exercism;
extern const struct grade_reporter report_gradescope;
extern const struct grade_reporter report_sarif;

/* Appends a result as one JSON document: on one line with indent 0, else laid out for reading.
 * result.schema.json describes it. No newline at the end. */
void report_json_result(struct grade_buf *out, const struct grade_result *result, int indent);

#endif
