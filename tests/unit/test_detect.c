/* Common mistakes: what each detector says of a failure, and where all must keep silent. */
#include "run/detect.h"

#include "bank/bank_internal.h"
#include "grade/mem.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct grade_value *value_of(const char *json, enum grade_value_role role)
{
    struct grade_value *parsed = NULL, *value = NULL;
    struct grade_err err = {.msg = ""};
    if (!json)
        return NULL;
    ck_assert_msg(grade_json_parse(&parsed, json, strlen(json), &err) == 0, "%s: %s", json,
                  err.msg);
    ck_assert_msg(grade_value_from_json(&value, parsed, role, &err) == 0, "%s: %s", json, err.msg);
    grade_value_free(parsed);
    return value;
}

#define OBJECT(type) "{\"$object\": {\"type\": \"" type "\"}}"

static const struct {
    const char *label, *expected, *actual, *aspect, *out;
    const char *says; /* NULL: nothing */
} rows[] = {
    /* printed instead of returned; None */
    {"printed", "6", "null", "returns", "6\n", "a result that is printed, and not returned"},
    {"printed with words", "[1, 2]", "null", "returns", "it is [1, 2].\n",
     "a result that is printed, and not returned"},
    {"printed text", "\"abc\"", "null", "returns", "abc\n",
     "a result that is printed, and not returned"},
    {"printed the second time", "6", "null", "returns", "16 6\n",
     "a result that is printed, and not returned"},
    {"printed within a number", "6", "null", "returns", "16\n",
     "a way through the function that ends without a return"},
    {"printed something else", "6", "null", "returns", "hello\n",
     "a way through the function that ends without a return"},
    {"printed nothing", "6", "null", "returns", "",
     "a way through the function that ends without a return"},
    {"empty text", "\"\"", "null", "returns", "x\n",
     "a way through the function that ends without a return"},
    {"None for a matcher", "{\"$min\": 3}", "null", "returns", "",
     "a way through the function that ends without a return"},
    {"printed and returned", "6", "7.5", "returns", "6\n", NULL},
    {"None in evidence", "6", "null", "clock.elapsed", "", NULL},
    {"None where None is not to be", "[null, 1]", "[null, null]", "returns", "", NULL},
    /* white space and case */
    {"a blank more", "\"a b\"", "\"a  b\"", "returns", "", "the right text but for white space"},
    {"no newline", "\"7\\n\"", "\"7\"", "stdout", "", "the right text but for white space"},
    {"case", "\"Yes\"", "\"yes\"", "returns", "", "the right text but for upper and lower case"},
    {"both", "\"Yes no\"", "\"yesNO\"", "returns", "",
     "the right text but for white space, and upper and lower case"},
    {"lines", "[\"a\", \"B\"]", "[\"a\", \"b\"]", "stdout", "",
     "the right text but for upper and lower case"},
    {"another text", "\"yes\"", "\"yea\"", "returns", "", NULL},
    {"texts that only run together alike", "[\"ab\", \"c\"]", "[\"a\", \"bc\"]", "returns", "",
     "the right text but for white space"},
    /* float noise */
    {"noise for an int", "3", "3.0000000000000004", "returns", "",
     "float noise: the number is right but for its last digits"},
    {"noise for nothing", "0.0", "5.551115123125783e-17", "returns", "",
     "float noise: the number is right but for its last digits"},
    {"noise inside", "[1, {\"a\": 2.0}]", "[1, {\"a\": 2.00000001}]", "returns", "",
     "float noise: the number is right but for its last digits"},
    {"noise in a text", "\"sum: 0.3\\n\"", "\"sum: 0.30000000000000004\\n\"", "stdout", "",
     "float noise: the number is right but for its last digits"},
    {"noise in a decimal", "{\"$decimal\": \"0.1\"}",
     "{\"$decimal\": \"0.1000000000000000055511151231\"}", "returns", "",
     "float noise: the number is right but for its last digits"},
    {"too far for noise", "0.3", "0.30001", "returns", "", NULL},
    {"noise and something else", "[3, 4]", "[3.0000000000000004, 5.5]", "returns", "", NULL},
    {"infinite", "{\"$float\": \"inf\"}", "1e308", "returns", "", NULL},
    /* types */
    {"float for an int", "3", "3.0", "returns", "",
     "the right value as a float, where an int is expected"},
    {"int for a float", "3.0", "3", "returns", "",
     "the right value as an int, where a float is expected"},
    {"int for a bool", "true", "1", "returns", "",
     "the right value as an int, where a bool is expected"},
    {"bool for an int", "0", "false", "returns", "",
     "the right value as a bool, where an int is expected"},
    {"str for an int", "3", "\"3\"", "returns", "",
     "the right value as a str, where an int is expected"},
    {"int for a str", "\"3\"", "3", "returns", "",
     "the right value as an int, where a str is expected"},
    {"str for a list", "[1, 2]", "\"[1, 2]\"", "returns", "",
     "the right value as a str, where a list is expected"},
    {"str for None", "null", "\"None\"", "returns", "",
     "the right value as a str, where None is expected"},
    {"bytes for a str", "\"ab\"", "{\"$bytes\": \"ab\"}", "returns", "",
     "the right value as bytes, where a str is expected"},
    {"tuple for a list", "[1, 2]", "{\"$tuple\": [1, 2]}", "returns", "",
     "the right value as a tuple, where a list is expected"},
    {"list for a tuple", "{\"$tuple\": [1, {\"$min\": 1}]}", "[1, 2]", "returns", "",
     "the right value as a list, where a tuple is expected"},
    {"set for a list", "[2, 1]", "{\"$set\": [1, 2]}", "returns", "",
     "the right value as a set, where a list is expected"},
    {"list for a set", "{\"$set\": [1, 2]}", "[2, 1]", "returns", "",
     "the right value as a list, where a set is expected"},
    {"frozenset for a set", "{\"$set\": [1]}", "{\"$frozenset\": [1]}", "returns", "",
     "the right value as a frozenset, where a set is expected"},
    {"str in a list", "[1, 2]", "[1, \"2\"]", "returns", "",
     "the right values, but with a str in it where an int is expected"},
    {"list in a dict", "{\"a\": {\"$tuple\": [1]}}", "{\"a\": [1]}", "returns", "",
     "the right values, but with a list in it where a tuple is expected"},
    {"one odd, one wrong", "[1, 2]", "[7, \"2\"]", "returns", "", NULL},
    {"another type, another value", "3", "\"4\"", "returns", "", NULL},
    {"in a list", "3", "[3]", "returns", "", "the right value inside of a list"},
    {"out of a list", "[3]", "3", "returns", "",
     "the right value by itself, where a list is expected"},
    {"a generator", "[1]", OBJECT("generator"), "returns", "",
     "a generator, which has not been gone through"},
    {"a map", "{\"$set\": [1]}", OBJECT("map"), "returns", "",
     "a map object, which has not been gone through"},
    {"a range", "[0, 1]", OBJECT("range"), "returns", "", "a range, where its items are asked for"},
    {"a generator for a number", "3", OBJECT("generator"), "returns", "", NULL},
    {"an object", "[1]", OBJECT("solution.generator"), "returns", "", NULL},
    {"types in evidence do not matter", "3", "\"3\"", "fetch.args", "", NULL},
    /* reversed */
    {"reversed", "[1, 2, 3]", "[3, 2, 1]", "returns", "", "the right items in reverse order"},
    {"a swapped pair", "{\"$tuple\": [1, \"a\"]}", "{\"$tuple\": [\"a\", 1]}", "returns", "",
     "the right items in reverse order"},
    {"reversed evidence", "[1.0, 2.0]", "[2, 1]", "clock.sleeps", "",
     "the right items in reverse order"},
    {"reversed, with a matcher", "[1, {\"$any\": true}, 3]", "[3, 9, 1]", "returns", "",
     "the right items in reverse order"},
    {"backwards", "\"häu\"", "\"uäh\"", "returns", "", "the right text, backwards"},
    {"another order", "[1, 2, 3]", "[2, 1, 3]", "returns", "", NULL},
    {"sorted as type too", "[1, 2]", "{\"$tuple\": [2, 1]}", "returns", "", NULL},
    /* off by one */
    {"one more", "9", "10", "returns", "", "off by one: the number is one too large"},
    {"one less", "-3", "-4", "returns", "", "off by one: the number is one too small"},
    {"evidence", "3", "4", "fetch.peak", "", NULL},
    {"0 for 1", "1", "0", "returns", "", NULL},
    {"two more", "9", "11", "returns", "", NULL},
    {"large", "9223372036854775807", "-9223372036854775808", "returns", "", NULL},
    {"larger", "99999999999999999999", "99999999999999999998", "returns", "", NULL},
    {"the last is missing", "[1, 2, 3]", "[1, 2]", "returns", "",
     "off by one: there is one item too few at the end"},
    {"the first is missing", "[1, 2, 3]", "[2, 3]", "returns", "",
     "off by one: there is one item too few at the beginning"},
    {"one behind", "[1, 2]", "[1, 2, 3]", "returns", "",
     "off by one: there is one item too many at the end"},
    {"one before", "[1, 2]", "[0, 1, 2]", "returns", "",
     "off by one: there is one item too many at the beginning"},
    {"a character", "\"hallo\"", "\"hall\"", "returns", "",
     "off by one: there is one character too few at the end"},
    {"a wide character", "\"hallä\"", "\"hall\"", "returns", "",
     "off by one: there is one character too few at the end"},
    {"the only one is missing", "[1]", "[]", "returns", "", NULL},
    {"one in the middle", "[1, 2, 3]", "[1, 3]", "returns", "", NULL},
    {"shifted", "[1, 2, 3]", "[0, 1, 2]", "returns", "",
     "off by one: every number is one too small"},
    {"shifted apart", "[1, 2]", "[0, 3]", "returns", "", NULL},
    {"a bool is no number", "true", "false", "returns", "", NULL},
    /* exhausted */
    {"the second is empty", "{\"$tuple\": [[1, 2], [1, 2]]}", "{\"$tuple\": [[1, 2], []]}",
     "returns", "", "an iterator that has nothing left: it can be gone through only once"},
    {"the second was to be another", "[[1, 2], [3]]", "[[1, 2], []]", "returns", "", NULL},
    {"both empty", "[[1], [1]]", "[[], []]", "returns", "", NULL},
    /* what takes long to compare is compared once, by the case itself */
    {"a costly pattern", "{\"$match\": \"^(a+)+$\"}",
     "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", "returns", "", NULL},
    {"an order that does not matter", "{\"$unordered\": [1, 2]}", "[2, 1, 0]", "returns", "", NULL},
    {"None for a costly pattern", "{\"$match\": \"^(a+)+$\"}", "null", "returns", "",
     "a way through the function that ends without a return"},
    /* nothing to see */
    {"no values", NULL, NULL, "returns", "", NULL},
    {"only an actual one", NULL, "3", "raises", "", NULL},
    {"any other", "\"a\"", "17", "returns", "a\n", NULL},
    {"opaque", "[1]", "{\"a\": {\"b\": [[[[[]]]]]}}", "returns", "", NULL},
    {"a matcher", "{\"$min\": 3}", "2", "returns", "", NULL},
};

static char *look(const char *expected, const char *actual, const char *aspect, const char *out,
                  const struct grade_step *steps, size_t step, struct grade_exception *exception,
                  const char *done)
{
    struct grade_value *want = value_of(expected, GRADE_ROLE_EXPECT),
                       *got = value_of(actual, GRADE_ROLE_PLAIN);
    struct grade_value *answer = value_of(done, GRADE_ROLE_PLAIN);
    struct grade_failure failure = {.verdict = GRADE_VERDICT_WRONG,
                                    .aspect = (char *)(uintptr_t)aspect,
                                    .exception = exception};
    bool exact = !strchr(aspect, '.');
    struct sight sight = {
        .failure = &failure,
        .expected = want,
        .actual = got,
        .mode = exact ? GRADE_COMPARE_EXACT : GRADE_COMPARE_BY_VALUE,
        .done = answer,
        .out = out,
        .out_len = strlen(out),
        .step = steps ? &steps[step] : NULL,
        .earlier = steps,
        .earlier_count = step,
    };
    if (want && got)
        ck_assert_msg(!grade_compare(want, got, sight.mode, NULL), "%s passes", expected);
    char *said = detect(&sight);
    grade_value_free(want);
    grade_value_free(got);
    grade_value_free(answer);
    return said;
}

static void expect_said(const char *label, char *said, const char *says)
{
    ck_assert_msg(says ? said && !strcmp(said, says) : !said, "%s: said %s", label,
                  said ? said : "nothing");
    free(said);
}

START_TEST(values)
{
    expect_said(rows[_i].label,
                look(rows[_i].expected, rows[_i].actual, rows[_i].aspect, rows[_i].out, NULL, 0,
                     NULL, NULL),
                rows[_i].says);
}
END_TEST

static const struct {
    const char *label, *type, *message, *done, *says;
} raises[] = {
    {"ran out", "StopIteration", "", NULL,
     "an iterator that has nothing left: it can be gone through only once"},
    {"ran out inside", "RuntimeError", "generator raised StopIteration", NULL,
     "an iterator that has nothing left: it can be gone through only once"},
    {"None", "AttributeError", "'NoneType' object has no attribute 'x'", NULL,
     "a None where something else was meant: what returns it?"},
    {"a coroutine", "TypeError", "'coroutine' object is not iterable", NULL,
     "a coroutine that was made and never awaited"},
    {"a forgotten coroutine", "KeyError", "'a'", "{\"never_awaited\": 1}",
     "a coroutine that was made and never awaited"},
    {"a coroutine in words", "ValueError", "no coroutine", "{\"never_awaited\": 0}", NULL},
    {"something else", "ValueError", "no", "{\"unawaited\": false, \"never_awaited\": -3}", NULL},
    {"hostile", "", "", "[[1, 2]]", NULL},
};

START_TEST(exceptions)
{
    struct grade_exception exception = {.type = (char *)(uintptr_t)raises[_i].type,
                                        .message = (char *)(uintptr_t)raises[_i].message};
    expect_said(raises[_i].label,
                look("1", NULL, "raises", "", NULL, 0, &exception, raises[_i].done),
                raises[_i].says);
}
END_TEST

START_TEST(unawaited)
{
    expect_said("returned", look("1", NULL, "returns", "", NULL, 0, NULL, "{\"unawaited\": true}"),
                "a coroutine that was made and never awaited");
}
END_TEST

static const struct {
    const char *label, *steps, *actual;
    bool says;
} asked[] = {
    {"got it before",
     "[{\"eval\": \"list(g)\", \"returns\": [1]}, {\"eval\": \"list(g)\", \"returns\": [1]}]", "[]",
     true},
    {"asked for something else",
     "[{\"eval\": \"list(f)\", \"returns\": [1]}, {\"eval\": \"list(g)\", \"returns\": [1]}]", "[]",
     false},
    {"nothing before either",
     "[{\"eval\": \"list(g)\", \"returns\": []}, {\"eval\": \"list(g)\", \"returns\": [1]}]", "[]",
     false},
    {"asked for nothing", "[{\"exec\": \"list(g)\"}, {\"eval\": \"list(g)\", \"returns\": [1]}]",
     "[]", false},
    {"only too little",
     "[{\"eval\": \"list(g)\", \"returns\": [1]}, {\"eval\": \"list(g)\", \"returns\": [1]}]",
     "[7]", false},
};

START_TEST(steps)
{
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    cleanup_free char *cases =
        grade_printf("{\"cases\": [{\"name\": \"n\", \"steps\": %s}]}", asked[_i].steps);
    ck_assert_msg(bank_parse_cases(problem, cases, strlen(cases), &err) == 0, "%s", err.msg);
    char *said =
        look("[1]", asked[_i].actual, "returns", "", problem->cases[0].steps, 1, NULL, NULL);
    expect_said(asked[_i].label, said,
                asked[_i].says
                    ? "an iterator that has nothing left: it can be gone through only once"
                    : NULL);
    grade_problem_free(problem);
}
END_TEST

/* Arguments ---------------------------------------------------------------------------------- */

#define LEFT    "a result that is left in the argument, and not returned"
#define CHANGES "a function that changes what it was given"

static const struct {
    const char *label, *args, *expected, *actual, *after, *said_before;
    bool asks;
    const char *says;
} calls[] = {
    {"left there", "[[3, 1]]", "[1, 3]", "null", "[[1, 3]]", "x", true, LEFT},
    {"changed, None", "[[3, 1]]", "[1, 3]", "null", "[[3]]", "x", true, CHANGES},
    {"changed", "[1, {\"a\": [1]}]", "9", "7", "[1, {\"a\": []}]", NULL, true, CHANGES},
    {"changed, and something clearer", "[[1]]", "9", "10", "[[]]", "x", true, NULL},
    {"left there, and something else returned", "[[3, 1]]", "[1, 3]", "[3, 1]", "[[1, 3]]", NULL,
     true, CHANGES},
    {"as it was", "[[3, 1.5]]", "9", "7", "[[3, 1.5]]", NULL, true, NULL},
    {"a set", "[{\"$set\": [1, 2]}]", "9", "7", "[{\"$set\": [2, 1]}]", NULL, true, NULL},
    {"another count", "[[1]]", "9", "7", "[[1], [2]]", NULL, true, NULL},
    {"no list", "[[1]]", "9", "7", "{\"a\": 1}", NULL, true, NULL},
    {"nothing", "[[1]]", "9", "7", NULL, NULL, true, NULL},
    {"what may not come back as it went", "[[{\"$decimal\": \"1\"}]]", "9", "7", "[[1]]", NULL,
     true, NULL},
    {"nothing that could change", "[1, \"a\", {\"$tuple\": [1]}]", "9", "7", NULL, NULL, false,
     NULL},
    {"no arguments", "[]", "9", "7", NULL, NULL, false, NULL},
};

START_TEST(arguments)
{
    struct grade_step step = {.args = value_of(calls[_i].args, GRADE_ROLE_PLAIN)};
    struct grade_value *want = value_of(calls[_i].expected, GRADE_ROLE_EXPECT);
    struct grade_value *got = value_of(calls[_i].actual, GRADE_ROLE_PLAIN),
                       *after = value_of(calls[_i].after, GRADE_ROLE_PLAIN);
    struct grade_failure failure = {.aspect = (char *)(uintptr_t) "returns",
                                    .suspicion = (char *)(uintptr_t)calls[_i].said_before};
    struct sight sight = {
        .failure = &failure, .expected = want, .actual = got, .out = "", .step = &step};
    ck_assert_msg(detect_wants_args(&sight) == calls[_i].asks, "%s", calls[_i].label);
    expect_said(calls[_i].label, detect_args(&sight, after, NULL), calls[_i].says);
    grade_value_free(step.args);
    grade_value_free(want);
    grade_value_free(got);
    grade_value_free(after);
}
END_TEST

/* Values that a solution makes as large as it can cost no time. */
START_TEST(large)
{
    struct grade_value *got = grade_value_new(GRADE_KIND_LIST),
                       *want = grade_value_new(GRADE_KIND_LIST);
    for (long long i = 0; i < 300000; i++) {
        grade_value_add(got, grade_value_int(300000 - i));
        grade_value_add(want, grade_value_int(i + 1));
    }
    struct grade_failure failure = {.aspect = (char *)(uintptr_t) "returns"};
    struct sight sight = {.failure = &failure, .expected = want, .actual = got, .out = ""};
    expect_said("large", detect(&sight), NULL);
    grade_value_free(got);
    grade_value_free(want);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("detect");
    TCase *tests = tcase_create("detect");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, values, 0, GRADE_COUNT(rows));
    tcase_add_loop_test(tests, exceptions, 0, GRADE_COUNT(raises));
    tcase_add_loop_test(tests, steps, 0, GRADE_COUNT(asked));
    tcase_add_loop_test(tests, arguments, 0, GRADE_COUNT(calls));
    tcase_add_test(tests, unawaited);
    tcase_add_test(tests, large);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
