/* The wire decoder, and everything that a decoded value goes through afterwards. */
#include "grade/compare.h"
#include "grade/value.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Encoding is stable, and a copy is the same. */
static void check_return(const struct grade_value *value)
{
    struct grade_buf once = GRADE_BUF_INIT, twice = GRADE_BUF_INIT, text = GRADE_BUF_INIT;
    struct grade_value *again = NULL, *parsed = NULL, *copy = grade_value_copy(value);
    grade_wire_encode(&once, value);
    if (grade_wire_decode(&again, once.data, once.len, NULL))
        abort();
    grade_wire_encode(&twice, copy);
    if (once.len != twice.len || memcmp(once.data, twice.data, once.len) != 0)
        abort();
    grade_value_to_json(&text, value);
    struct grade_err err;
    if (grade_json_parse(&parsed, text.data, text.len, &err) && !strstr(err.msg, "deeper"))
        abort();
    grade_buf_clear(&text);
    grade_value_to_python(&text, value, 300);
    grade_buf_done(&once);
    grade_buf_done(&twice);
    grade_buf_done(&text);
    grade_value_free(again);
    grade_value_free(parsed);
    grade_value_free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct grade_value *value = NULL;
    struct grade_err err;
    if (grade_wire_decode(&value, data, size, &err) == 0)
        check_return(value);
    grade_value_free(value);
    return 0;
}
