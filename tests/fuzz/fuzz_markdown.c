/* Any bytes as a statement, on terminals of any width: nothing that could act on a terminal comes
 * out, nothing but ASCII where that is asked for, and nothing crashes. */
#include "report/markdown.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > 20000)
        return 0;
    const struct grade_report_options look = {.ascii = data[0] & 1, .width = data[0]};
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    const struct page page = page_of(&out, &look);
    report_markdown(&page, (const char *)data + 1, size - 1);
    for (size_t i = 0; i < out.len; i++) {
        unsigned char c = (unsigned char)out.data[i];
        if (c != '\n' && (c < 0x20 || c == 0x7f || (look.ascii && c > 0x7f)))
            abort();
    }
    return 0;
}
