/* JSON in and out, and its tags. */
#include "value_help.h"

/* Documents that are refused, with the place and the words that say why. */
static const struct {
    const char *label, *text, *message;
} faults[] = {
    {"empty", "", "line 1, column 1: empty"},
    {"blank", " \n ", "empty: no JSON"},
    {"BOM", "\xef\xbb\xbf{}", "byte order mark"},
    {"trailing garbage", "{} x", "line 1, column 4: the document has ended"},
    {"two documents", "1 2", "the document has ended"},
    {"not closed", "{\"a\": [1", "2 brackets are not closed"},
    {"one not closed", "[1", "1 bracket is not closed"},
    {"closes nothing", "]", "closes nothing"},
    {"wrong bracket", "[1}", "not valid JSON"},
    {"trailing comma", "[1,\n 2,\n]", "line 3, column 1: a comma too many before ']'"},
    {"two commas", "[1,,2]", "column 4: two commas"},
    {"comma missing", "[1 2]", "column 4: a comma or colon is missing"},
    {"comma between objects", "[{} {}]", "a comma or colon is missing"},
    {"comma between strings", "[\"a\" \"b\"]", "a comma or colon is missing"},
    {"number as a key", "{1: 2}", "column 3: a ':' without a key"},
    {"word as a key", "{true: 2}", "a ':' without a key"},
    {"key alone", "{\"a\"}", "not valid JSON"},
    {"colon in a list", "[\"a\": 1]", "not valid JSON"},
    {"key twice", "{\"a\": 1,\n \"b\": 2, \"a\": 3}",
     "line 2, column 10: the key \"a\" stands twice"},
    {"key twice by escape", "{\"a\": 1, \"\\u0061\": 3}", "stands twice"},
    {"key twice with NUL", "{\"a\\u0000\": 1, \"a\\u0000\": 3}", "stands twice"},
    {"key twice deep inside", "[[{\"\": 1, \"\": 2}]]", "the key \"\" stands twice"},
    {"bad UTF-8", "\"\xff\"", "column 2: this is not UTF-8"},
    {"overlong", "\"\xc0\xaf\"", "not UTF-8"},
    {"raw surrogate", "\"\xed\xa0\x80\"", "not UTF-8"},
    {"cut character", "\"\xe2\x82", "not UTF-8"},
    {"control character", "\"a\x01\"", "write \\u0001"},
    {"line break in a string", "\"a\nb\"", "a string ends before"},
    {"string does not end", "\"abc", "does not end"},
    {"unknown escape", "\"\\x41\"", "no such escape"},
    {"short unicode escape", "\"\\u12\"", "four hex digits"},
    {"backslash at the end", "\"\\", "no such escape"},
    {"leading zero", "01", "not a JSON number"},
    {"plus", "+1", "not JSON"},
    {"no digits before the point", ".5", "not JSON"},
    {"no digits behind the point", "5.", "not a JSON number"},
    {"no exponent", "1e", "not a JSON number"},
    {"minus alone", "-", "not a JSON number"},
    {"hex", "0x10", "not a JSON number"},
    {"two points", "1.2.3", "not a JSON number"},
    {"overflow", "1e999", "too large for a float: write {\"$float\": \"inf\"}"},
    {"negative overflow", "-1e999", "write {\"$float\": \"-inf\"}"},
    {"NaN", "[NaN]", "NaN is not JSON: write {\"$float\": \"nan\"}"},
    {"Python's None", "None", "JSON writes null"},
    {"Python's True", "True", "JSON writes true"},
    {"single quotes", "{'a': 1}", "double quotes"},
    {"comment", "[1] // one", "the document has ended"},
    {"comment inside", "[ // one\n1]", "no comments"},
    {"unknown word", "nul", "this is not JSON"},
    {"form feed", "[\f1]", "this is not JSON"},
    {"column counts characters", "[\"\xc3\xa4\xc3\xb6\", x]", "column 8"},
};

START_TEST(refuses)
{
    struct grade_value *value = NULL;
    struct grade_err err = {0};
    int rc = grade_json_parse(&value, faults[_i].text, strlen(faults[_i].text), &err);
    ck_assert_msg(rc < 0, "%s: accepted", faults[_i].label);
    ck_assert_msg(strstr(err.msg, faults[_i].message) != NULL, "%s: %s", faults[_i].label, err.msg);
    ck_assert_int_eq(err.fault, GRADE_FAULT_PACKAGE);
    ck_assert_ptr_null(value);
}
END_TEST

/* Texts and what they are as JSON again. */
static const struct {
    const char *label, *text, *again;
} through[] = {
    {"null", "null", "null"},
    {"bools", "[true,false]", "[true, false]"},
    {"int", "42", "42"},
    {"int of any size", "123456789012345678901234567890", "123456789012345678901234567890"},
    {"beyond a double", "9007199254740993", "9007199254740993"},
    {"minus zero is an int", "-0", "0"},
    {"minus zero as a float", "-0.0", "{\"$float\": \"-0.0\"}"},
    {"float stays a float", "1.0", "1.0"},
    {"exponent makes a float", "1e3", "1000.0"},
    {"capital exponent", "1E2", "100.0"},
    {"shortest digits", "0.1", "0.1"},
    {"seventeen digits", "0.30000000000000004", "0.30000000000000004"},
    {"large float", "1e22", "1e+22"},
    {"denormal", "5e-324", "5e-324"},
    {"string", "\"a\\n\\\"b\\\\\"", "\"a\\n\\\"b\\\\\""},
    {"slash and others", "\"\\/\\b\\f\\r\\t\"", "\"/\\b\\f\\r\\t\""},
    {"NUL", "\"a\\u0000b\"", "\"a\\u0000b\""},
    {"the mark itself", "\"\\u00010000\"", "\"\\u00010000\""},
    {"like a marked number", "[\"n12\", \"s\", \"k0:x\", 12]", "[\"n12\", \"s\", \"k0:x\", 12]"},
    {"like a marked key", "{\"k0:x\": \"n1\", \"n1\": 2}", "{\"k0:x\": \"n1\", \"n1\": 2}"},
    {"pair of surrogates", "\"\\ud83d\\ude00\"", "\"\xf0\x9f\x98\x80\""},
    {"lone surrogate", "\"\\ud800x\"", "\"\\ud800x\""},
    {"low surrogate", "\"\\udc00\"", "\"\\udc00\""},
    {"two high surrogates", "\"\\ud800\\ud800\"", "\"\\ud800\\ud800\""},
    {"bidi is escaped", "\"\xe2\x80\xae\"", "\"\\u202e\""},
    {"not ASCII", "\"\xc3\xa4\"", "\"\xc3\xa4\""},
    {"dict keeps its order", "{\"b\": 1, \"a\": [], \"\": {}}", "{\"b\": 1, \"a\": [], \"\": {}}"},
    {"same key in two objects", "[{\"a\": 1}, {\"a\": 2}]", "[{\"a\": 1}, {\"a\": 2}]"},
    {"tuple", "{\"$tuple\": [1, [2]]}", "{\"$tuple\": [1, [2]]}"},
    {"set is sorted", "{\"$set\": [3, 1, 2]}", "{\"$set\": [1, 2, 3]}"},
    {"frozenset", "{\"$frozenset\": []}", "{\"$frozenset\": []}"},
    {"dict with other keys", "{\"$dict\": [[1, \"a\"], [{\"$tuple\": [1]}, 2]]}",
     "{\"$dict\": [[1, \"a\"], [{\"$tuple\": [1]}, 2]]}"},
    {"dict with string keys", "{\"$dict\": [[\"a\", 1]]}", "{\"a\": 1}"},
    {"dict with a $ key", "{\"$dict\": [[\"$tuple\", 1]]}", "{\"$dict\": [[\"$tuple\", 1]]}"},
    {"bytes", "{\"$bytes\": \"ab\"}", "{\"$bytes\": \"ab\"}"},
    {"bytes in hex", "{\"$bytes\": {\"hex\": \"00Ff\"}}", "{\"$bytes\": {\"hex\": \"00ff\"}}"},
    {"bytes of UTF-8", "{\"$bytes\": \"\xc3\xa4\"}", "{\"$bytes\": {\"hex\": \"c3a4\"}}"},
    {"int in hex", "{\"$int\": \"-0xff\"}", "-255"},
    {"long int in hex", "{\"$int\": \"0xde0b6b3a7640000000\"}", "4096000000000000000000"},
    {"complex", "{\"$complex\": [1, -2.5]}", "{\"$complex\": [1.0, -2.5]}"},
    {"complex of nan", "{\"$complex\": [{\"$float\": \"nan\"}, \"-0.0\"]}",
     "{\"$complex\": [{\"$float\": \"nan\"}, {\"$float\": \"-0.0\"}]}"},
    {"nan", "{\"$float\": \"nan\"}", "{\"$float\": \"nan\"}"},
    {"inf", "{\"$float\": \"-inf\"}", "{\"$float\": \"-inf\"}"},
    {"float from an int", "{\"$float\": 3}", "3.0"},
    {"decimal", "{\"$decimal\": \"1.50\"}", "{\"$decimal\": \"1.50\"}"},
    {"date", "{\"$datetime\": \"2024-02-29\"}", "{\"$datetime\": \"2024-02-29\"}"},
    {"datetime", "{\"$datetime\": \"2024-05-17 09:30\"}",
     "{\"$datetime\": \"2024-05-17T09:30:00\"}"},
    {"datetime with all", "{\"$datetime\": \"2024-05-17T09:30:01.5Z\"}",
     "{\"$datetime\": \"2024-05-17T09:30:01.500000+00:00\"}"},
    {"time", "{\"$datetime\": \"09:30:00-02:30\"}", "{\"$datetime\": \"09:30:00-02:30\"}"},
    {"timedelta", "{\"$datetime\": {\"hours\": -1}}",
     "{\"$datetime\": {\"days\": -1, \"seconds\": 82800, \"microseconds\": 0}}"},
    {"object", "{\"$object\": {\"type\": \"Point\", \"attrs\": {\"x\": 1}}}",
     "{\"$object\": {\"type\": \"Point\", \"attrs\": {\"x\": 1}}}"},
    {"object without attributes", "{\"$object\": {\"type\": \"Point\"}}",
     "{\"$object\": {\"type\": \"Point\"}}"},
    {"ndarray", "{\"$ndarray\": {\"shape\": [1], \"data\": [1.5]}}",
     "{\"$ndarray\": {\"shape\": [1], \"data\": [1.5]}}"},
    {"frame", "{\"$frame\": {\"columns\": [\"a\"], \"data\": [[null]]}}",
     "{\"$frame\": {\"columns\": [\"a\"], \"data\": [[null]]}}"},
    {"given", "{\"$given\": \"df\"}", "{\"$given\": \"df\"}"},
    {"approx", "{\"$approx\": 3, \"abs\": 0.5}", "{\"$approx\": 3, \"abs\": 0.5}"},
    {"match", "{\"$match\": \"^a+$\"}", "{\"$match\": \"^a+$\"}"},
    {"any", "{\"$any\": true}", "{\"$any\": []}"},
    {"any of a type", "{\"$any\": \"int\"}", "{\"$any\": [\"int\"]}"},
    {"min and max", "{\"$min\": 1, \"$max\": 4}", "{\"$all_of\": [{\"$min\": 1}, {\"$max\": 4}]}"},
    {"nested matchers", "[{\"$not\": {\"$one_of\": [1, {\"$len\": {\"$min\": 2}}]}}]",
     "[{\"$not\": {\"$one_of\": [1, {\"$len\": {\"$min\": 2}}]}}]"},
    {"keys", "{\"$keys\": {\"a\": {\"$is\": \"b\"}}}", "{\"$keys\": {\"a\": {\"$is\": \"b\"}}}"},
    {"unordered", "{\"$unordered\": [1]}", "{\"$unordered\": [1]}"},
    {"attrs", "{\"$attrs\": {\"x\": 1}}", "{\"$attrs\": {\"x\": 1}}"},
    {"contains", "{\"$contains\": \"x\"}", "{\"$contains\": \"x\"}"},
};

START_TEST(goes_through)
{
    struct grade_value *value = must(through[_i].text);
    char *json = json_of(value);
    ck_assert_msg(strcmp(json, through[_i].again) == 0, "%s: %s", through[_i].label, json);
    free(json);
    grade_value_free(value);
}
END_TEST

/* Tags that are refused; the last is the role. */
static const struct {
    const char *label, *text, *message;
    enum grade_value_role role;
} ill[] = {
    {"unknown", "{\"$tupel\": []}", "unknown tag \"$tupel\": did you mean \"$tuple\"?",
     GRADE_ROLE_EXPECT},
    {"unknown, none near", "{\"$price\": 3}", "{\"$dict\": [[key, value], ...]}",
     GRADE_ROLE_EXPECT},
    {"path", "{\"a\": [1, 2, {\"b c\": {\"$decimal\": 3}}]}",
     "a[2][\"b c\"].$decimal: $decimal takes a string as in \"1.50\", not 3", GRADE_ROLE_EXPECT},
    {"decimal", "{\"$decimal\": \"1.5.0\"}", "$decimal takes", GRADE_ROLE_EXPECT},
    {"mixed keys", "{\"$tuple\": [], \"x\": 1}", "\"x\" cannot stand beside \"$tuple\"",
     GRADE_ROLE_EXPECT},
    {"two tags", "{\"$tuple\": [], \"$set\": []}", "must stand alone", GRADE_ROLE_EXPECT},
    {"matcher going in", "[{\"$any\": true}]", "[0]: $any is a matcher", GRADE_ROLE_PLAIN},
    {"matcher in a tuple going in", "{\"$tuple\": [{\"$min\": 1}]}", "$min is a matcher",
     GRADE_ROLE_PLAIN},
    {"tuple of what", "{\"$tuple\": 3}", "$tuple takes a list of items, not 3", GRADE_ROLE_PLAIN},
    {"list in a set", "{\"$set\": [[1]]}", "a list cannot be an item of a set", GRADE_ROLE_PLAIN},
    {"dict deep in a set", "{\"$set\": [{\"$tuple\": [1, {}]}]}", "a dict cannot be",
     GRADE_ROLE_PLAIN},
    {"twice in a set", "{\"$set\": [1, 2, 1]}", "1 is an item of a set twice", GRADE_ROLE_PLAIN},
    {"list as a key", "{\"$dict\": [[[1], 1]]}", "a list cannot be a key of a dict",
     GRADE_ROLE_PLAIN},
    {"key twice", "{\"$dict\": [[1, 1], [1, 2]]}", "1 is a key of a dict twice", GRADE_ROLE_PLAIN},
    {"matcher as a key", "{\"$dict\": [[{\"$any\": true}, 1]]}", "not a matcher",
     GRADE_ROLE_EXPECT},
    {"not pairs", "{\"$dict\": [[1]]}", "[key, value] pairs, not [1]", GRADE_ROLE_PLAIN},
    {"odd hex", "{\"$bytes\": {\"hex\": \"abc\"}}", "$bytes takes", GRADE_ROLE_PLAIN},
    {"no hex", "{\"$bytes\": {\"hex\": \"zz\"}}", "$bytes takes", GRADE_ROLE_PLAIN},
    {"bytes with more", "{\"$bytes\": {\"hex\": \"00\", \"x\": 1}}", "$bytes takes",
     GRADE_ROLE_PLAIN},
    {"float", "{\"$float\": \"NaN\"}", "$float takes", GRADE_ROLE_PLAIN},
    {"complex", "{\"$complex\": [1]}", "$complex takes two numbers", GRADE_ROLE_PLAIN},
    {"no such day", "{\"$datetime\": \"2023-02-29\"}", "$datetime takes", GRADE_ROLE_PLAIN},
    {"no such hour", "{\"$datetime\": \"24:00\"}", "$datetime takes", GRADE_ROLE_PLAIN},
    {"no such unit", "{\"$datetime\": {\"day\": 1}}", "$datetime takes", GRADE_ROLE_PLAIN},
    {"huge timedelta", "{\"$datetime\": {\"weeks\": 9223372036854775807}}", "$datetime takes",
     GRADE_ROLE_PLAIN},
    {"object without type", "{\"$object\": {\"attrs\": {}}}", "$object takes", GRADE_ROLE_PLAIN},
    {"object with more", "{\"$object\": {\"type\": \"P\", \"x\": 1}}", "$object takes",
     GRADE_ROLE_PLAIN},
    {"ndarray", "{\"$ndarray\": {\"datum\": []}}", "$ndarray takes", GRADE_ROLE_PLAIN},
    {"given", "{\"$given\": \"a b\"}", "$given takes the name", GRADE_ROLE_PLAIN},
    {"pattern", "{\"$match\": \"a(b\"}", "the pattern is wrong at character 4", GRADE_ROLE_EXPECT},
    {"type misspelt", "{\"$any\": \"boool\"}", "did you mean \"bool\"", GRADE_ROLE_EXPECT},
    {"any of nothing", "{\"$any\": []}", "$any takes", GRADE_ROLE_EXPECT},
    {"any false", "{\"$any\": false}", "$any takes", GRADE_ROLE_EXPECT},
    {"one of nothing", "{\"$one_of\": []}", "$one_of takes", GRADE_ROLE_EXPECT},
    {"negative tolerance", "{\"$approx\": 1, \"rel\": -1}", "\"rel\" takes a number",
     GRADE_ROLE_EXPECT},
    {"approx of a text", "{\"$approx\": \"1\"}", "$approx takes", GRADE_ROLE_EXPECT},
    {"tolerance of another", "{\"$min\": 1, \"rel\": 1}", "cannot stand beside \"$min\"",
     GRADE_ROLE_EXPECT},
    {"length of a text", "{\"$len\": \"3\"}", "$len takes", GRADE_ROLE_EXPECT},
    {"negative length", "{\"$len\": -1}", "$len takes", GRADE_ROLE_EXPECT},
    {"bound of a text", "{\"$max\": \"3\"}", "$max takes a number", GRADE_ROLE_EXPECT},
    {"unordered set", "{\"$unordered\": {\"$set\": []}}", "$unordered takes", GRADE_ROLE_EXPECT},
    {"keys of a number", "{\"$keys\": 3}", "$keys takes", GRADE_ROLE_EXPECT},
    {"attrs as a list", "{\"$attrs\": []}", "$attrs takes", GRADE_ROLE_EXPECT},
};

START_TEST(refuses_tags)
{
    struct grade_err err;
    struct grade_value *value = value_of(ill[_i].text, ill[_i].role, &err);
    ck_assert_msg(value == NULL, "%s: accepted", ill[_i].label);
    ck_assert_msg(strstr(err.msg, ill[_i].message) != NULL, "%s: %s", ill[_i].label, err.msg);
}
END_TEST

static char *nested(size_t depth, const char *open, const char *inner, const char *close)
{
    struct grade_buf out = GRADE_BUF_INIT;
    for (size_t i = 0; i < depth; i++)
        grade_buf_adds(&out, open);
    grade_buf_adds(&out, inner);
    for (size_t i = 0; i < depth; i++)
        grade_buf_adds(&out, close);
    return grade_buf_take(&out);
}

START_TEST(bounds_depth)
{
    struct grade_value *value = NULL;
    struct grade_err err;
    cleanup_free char *deep = nested(GRADE_VALUE_MAX_DEPTH, "[", "", "]");
    ck_assert_int_eq(grade_json_parse(&value, deep, strlen(deep), &err), 0);
    grade_value_free(value);
    cleanup_free char *deeper = nested(GRADE_VALUE_MAX_DEPTH + 1, "{\"a\":", "1", "}");
    ck_assert_int_lt(grade_json_parse(&value, deeper, strlen(deeper), &err), 0);
    ck_assert_ptr_nonnull(strstr(err.msg, "nested deeper than 128"));
    cleanup_free char *bomb = nested(1000000, "[", "", "");
    ck_assert_int_lt(grade_json_parse(&value, bomb, strlen(bomb), &err), 0);
}
END_TEST

START_TEST(quotes_any_bytes)
{
    struct grade_buf out = GRADE_BUF_INIT;
    grade_json_quote(&out, "\xff\0\x1b\x7f\xc2\x9b</\xf4\x90\x80\x80", 12);
    ck_assert_str_eq(out.data,
                     "\"\\ufffd\\u0000\\u001b\\u007f\\u009b</\\ufffd\\ufffd\\ufffd\\ufffd\"");
    grade_buf_done(&out);
}
END_TEST

START_TEST(a_million_digits)
{
    cleanup_free char *digits = nested(1000000, "7", "", "");
    struct grade_value *value = must(digits);
    ck_assert_uint_eq(value->len, 1000000);
    grade_value_free(value);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("json");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, refuses, 0, GRADE_COUNT(faults));
    tcase_add_loop_test(tc, goes_through, 0, GRADE_COUNT(through));
    tcase_add_loop_test(tc, refuses_tags, 0, GRADE_COUNT(ill));
    tcase_add_test(tc, bounds_depth);
    tcase_add_test(tc, quotes_any_bytes);
    tcase_add_test(tc, a_million_digits);
    return run_cases(tc, "json");
}
