/* What several formats say of a case in fields of their own. Everything made visible. */
#ifndef REPORT_TOLD_H
#define REPORT_TOLD_H

#include "grade/report.h"

/* One clause about a case that failed or was skipped: "returned 8, not 7". */
void told_brief(struct grade_buf *out, const struct grade_case_result *c);
/* All there is to say, in plain lines; for a case that is withheld, that it is hidden. */
void told_block(struct grade_buf *out, const struct grade_case_result *c);
/* A stream, and how much of it was cut: lines stay lines. */
void told_stream(struct grade_buf *out, const struct grade_capture *stream);
/* The solution's path, "<stdin>" for standard input. Raw. */
const char *told_path(const struct grade_result *result);
/* "2 of 9 cases pass" */
void told_count(struct grade_buf *out, const struct grade_result *result);

#endif
