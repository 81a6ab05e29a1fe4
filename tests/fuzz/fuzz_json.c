/* JSON in, tags, and JSON out: what was accepted comes back the same. */
#include "grade/compare.h"
#include "grade/value.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct grade_value *read_value(const char *text, size_t len)
{
    struct grade_value *parsed = NULL, *value = NULL;
    struct grade_err err;
    if (grade_json_parse(&parsed, text, len, &err) == 0)
        grade_value_from_json(&value, parsed, GRADE_ROLE_EXPECT, &err);
    grade_value_free(parsed);
    return value;
}

static unsigned depth_of(const struct grade_value *value)
{
    unsigned deepest = 0;
    for (size_t i = 0; i < value->count; i++) {
        unsigned depth = depth_of(value->items[i]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + 1;
}

/* What is read from a value's JSON is written the same. Tags may nest deeper as they are written
 * out in full, so only moderate depths must be read. */
static void check_return(const struct grade_value *value)
{
    struct grade_buf once = GRADE_BUF_INIT, twice = GRADE_BUF_INIT, python = GRADE_BUF_INIT;
    grade_value_to_json(&once, value);
    struct grade_value *again = read_value(once.data, once.len);
    if (again)
        grade_value_to_json(&twice, again);
    else if (depth_of(value) < GRADE_VALUE_MAX_DEPTH / 4)
        abort();
    if (again && (once.len != twice.len || memcmp(once.data, twice.data, once.len) != 0))
        abort();
    grade_value_to_python(&python, value, 200);
    grade_value_is_guessable(value);
    grade_buf_done(&once);
    grade_buf_done(&twice);
    grade_buf_done(&python);
    grade_value_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grade_value *value = read_value((const char *)data, size);
    if (value)
        check_return(value);
    grade_value_free(value);
    return 0;
}
