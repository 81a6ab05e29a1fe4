/* Comparison: an expectation as JSON, a line break, and what a hostile process answers. */
#include "grade/compare.h"
#include "grade/value.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct grade_value *read_expected(const char *text, size_t len)
{
    struct grade_value *parsed = NULL, *value = NULL;
    struct grade_err err;
    if (grade_json_parse(&parsed, text, len, &err) == 0)
        grade_value_from_json(&value, parsed, GRADE_ROLE_EXPECT, &err);
    grade_value_free(parsed);
    return value;
}

/* The answer does not depend on whether reasons are asked for, and a failure has one. */
static void check(const struct grade_value *expected, const struct grade_value *actual,
                  enum grade_compare_mode mode)
{
    struct grade_diff diff;
    bool same = grade_compare(expected, actual, mode, &diff);
    if (same != grade_compare(expected, actual, mode, NULL))
        abort();
    if (same ? diff.reason != NULL : !diff.reason || !*diff.reason || !diff.path || !diff.actual)
        abort();
    grade_diff_done(&diff);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
    if (!end)
        return 0;
    struct grade_value *expected = read_expected((const char *)data, (size_t)(end - data));
    struct grade_value *actual = NULL;
    if (grade_wire_decode(&actual, end + 1, size - (size_t)(end - data) - 1, NULL) == 0 &&
        expected) {
        check(expected, actual, GRADE_COMPARE_EXACT);
        check(expected, actual, GRADE_COMPARE_BY_VALUE);
        check(actual, actual, GRADE_COMPARE_BY_VALUE);
    }
    grade_value_free(expected);
    grade_value_free(actual);
    return 0;
}
