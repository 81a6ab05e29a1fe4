/* What several formats say of a case: see told.h. */
#include "told.h"

#include "escape.h"
#include "failure.h"
#include "page.h"
#include "plain.h"

#include <string.h>

enum { COLUMNS = 100 };

void told_brief(struct grade_buf *out, const struct grade_case_result *c)
{
    if (c->withheld) {
        grade_buf_adds(out, "a hidden case");
    } else if (c->verdict == GRADE_VERDICT_SKIPPED) {
        const char *reason = c->reason ? c->reason : "skipped";
        report_show(out, reason, strlen(reason), false);
    } else {
        failure_brief(out, c, false);
    }
}

void told_block(struct grade_buf *out, const struct grade_case_result *c)
{
    static const struct grade_report_options plain = {.width = COLUMNS};
    if (c->withheld) {
        grade_buf_addf(out, "%s. The case is hidden: its name is all that is told.\n",
                       grade_verdict_words(c->verdict));
        return;
    }
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    struct page page = page_of(&text, &plain);
    plain_case(&page, c);
    const char *lines = grade_buf_text(&text);
    grade_buf_adds(out, lines + strspn(lines, "\n"));
}

void told_stream(struct grade_buf *out, const struct grade_capture *stream)
{
    grade_report_visible(out, stream->data ? stream->data : "", stream->len, 0);
    if (stream->total > stream->len)
        grade_buf_addf(out, "\n[%zu of %llu bytes]", stream->len,
                       (unsigned long long)stream->total);
}

const char *told_path(const struct grade_result *result)
{
    const char *path = result->solution_path ? result->solution_path : "";
    return strcmp(path, "-") ? path : "<stdin>";
}

void told_count(struct grade_buf *out, const struct grade_result *result)
{
    size_t passed = 0;
    for (size_t i = 0; i < result->case_count; i++)
        passed += result->cases[i].verdict == GRADE_VERDICT_PASS;
    grade_buf_addf(out, "%zu of %zu %s", passed, result->case_count,
                   result->case_count == 1 ? "case passes" : "cases pass");
}
