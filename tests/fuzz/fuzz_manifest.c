/* Any bytes as a manifest, with and without a problem for all: submissions or a fault. */
#include "batch/internal.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A bank that has nothing: no file is read. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const banks[] = {"/nonexistent", NULL};
    const struct grade_sources sources = {.banks = banks,
                                          .problem = size & 1 ? "decorators/01" : NULL};
    struct grade_submissions list;
    struct grade_err err;
    grade_submissions_init(&list);
    (void)grade_submissions_parse(&list, &sources, "in", "", (const char *)data, size, &err);
    grade_submissions_done(&list);
    return 0;
}
