/* What the tests of values share: values from JSON text, and text from values. */
#ifndef GRADE_TESTS_VALUE_HELP_H
#define GRADE_TESTS_VALUE_HELP_H

#include "grade/buf.h"
#include "grade/compare.h"
#include "grade/mem.h"
#include "grade/value.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* The value that a JSON text stands for, or NULL with the message in err. */
static inline struct grade_value *value_of(const char *json, enum grade_value_role role,
                                           struct grade_err *err)
{
    struct grade_value *parsed = NULL, *value = NULL;
    memset(err, 0, sizeof(*err));
    if (grade_json_parse(&parsed, json, strlen(json), err))
        return NULL;
    int rc = grade_value_from_json(&value, parsed, role, err);
    grade_value_free(parsed);
    return rc ? NULL : value;
}

static inline struct grade_value *must(const char *json)
{
    struct grade_err err;
    struct grade_value *value = value_of(json, GRADE_ROLE_EXPECT, &err);
    ck_assert_msg(value != NULL, "%s: %s", json, err.msg);
    return value;
}

static inline char *json_of(const struct grade_value *value)
{
    struct grade_buf out = GRADE_BUF_INIT;
    grade_value_to_json(&out, value);
    return grade_buf_take(&out);
}

static inline char *python_of(const struct grade_value *value, size_t max)
{
    struct grade_buf out = GRADE_BUF_INIT;
    grade_value_to_python(&out, value, max);
    return grade_buf_take(&out);
}

static inline int run_cases(TCase *tc, const char *name)
{
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
