/* The table of formats: see grade/report.h. */
#include "grade/report.h"

#include "formats.h"

#include <string.h>

/* clang-format off */
const struct grade_reporter *const grade_reporters[] = {
    &report_text,
    &report_plain,
    &report_gcc,
    &report_json,
    &report_jsonl,
    &report_junit,
    &report_tap,
    &report_github,
    &report_markdown_format,
    &report_html,
    &report_csv,
    &report_exercism,
    &report_gradescope,
    &report_sarif,
    NULL,
};
/* clang-format on */

const struct grade_reporter *grade_reporter_find(const char *name)
{
    for (size_t i = 0; grade_reporters[i]; i++)
        if (!strcmp(grade_reporters[i]->name, name))
            return grade_reporters[i];
    return NULL;
}
