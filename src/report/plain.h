/* A failed case in plain lines, for `plain` and for the formats that hold text in a field. */
#ifndef REPORT_PLAIN_H
#define REPORT_PLAIN_H

#include "page.h"

/* An empty line, then all that there is to say, everything in it made visible. */
void plain_case(const struct page *page, const struct grade_case_result *c);

#endif
