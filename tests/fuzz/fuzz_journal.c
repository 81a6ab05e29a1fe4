/* Any bytes as a line of a journal: a fault, or a result that every reporter can tell and that is
 * the same once written and read again. */
#include "grade/journal.h"

#include "grade/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void tell(const struct grade_result *result)
{
    const struct grade_report_batch batch = {.results = 1, .expected = 1};
    for (size_t i = 0; grade_reporters[i]; i++)
        for (int many = 0; many < 2; many++) {
            const struct grade_report_options look = {.width = 80,
                                                      .audience = GRADE_AUDIENCE_STAFF};
            struct grade_report report;
            grade_report_open(&report, grade_reporters[i], &look, many ? &batch : NULL);
            grade_report_add(&report, result);
            grade_report_close(&report);
            grade_report_done(&report);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grade_result *result = NULL, *again = NULL;
    struct grade_entry entry;
    cleanup_buf struct grade_buf once = GRADE_BUF_INIT, twice = GRADE_BUF_INIT;
    if (grade_report_read(&result, (const char *)data, size, NULL) < 0)
        return 0;
    grade_entry_of(&entry, result);
    tell(result);
    grade_report_write(&once, result);
    if (grade_report_read(&again, once.data, once.len, NULL) < 0)
        abort();
    grade_report_write(&twice, again);
    if (once.len != twice.len || memcmp(once.data, twice.data, once.len) != 0)
        abort();
    grade_result_free(result);
    grade_result_free(again);
    return 0;
}
