/* Text inside markup: see markup.h. */
#include "markup.h"

#include "escape.h"

#include "grade/report.h"

#include <string.h>

void markup_escape(struct grade_buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        switch (text[i]) {
        case '&':
            grade_buf_adds(out, "&amp;");
            break;
        case '<':
            grade_buf_adds(out, "&lt;");
            break;
        case '>': /* in "]]>" it must be */
            grade_buf_adds(out, "&gt;");
            break;
        case '"':
            grade_buf_adds(out, "&quot;");
            break;
        case '\'':
            grade_buf_adds(out, "&#39;");
            break;
        default:
            grade_buf_addc(out, text[i]);
        }
    }
}

void markup_line(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    report_show(&visible, text ? text : "", text ? strlen(text) : 0, false);
    markup_escape(out, grade_buf_text(&visible), visible.len);
}

void markup_block(struct grade_buf *out, const char *text, size_t len)
{
    cleanup_buf struct grade_buf visible = GRADE_BUF_INIT;
    grade_report_visible(&visible, text, len, 0);
    markup_escape(out, grade_buf_text(&visible), visible.len);
}
