/* The tree of values, and how Python would write them. */
#include "value_help.h"

static const struct {
    const char *label, *json, *python;
    size_t max;
} shown[] = {
    {"none", "null", "None", 0},
    {"bool", "true", "True", 0},
    {"int", "-3", "-3", 0},
    {"float", "1.0", "1.0", 0},
    {"tenth", "0.1", "0.1", 0},
    {"sum", "0.30000000000000004", "0.30000000000000004", 0},
    {"hundred", "100.0", "100.0", 0},
    {"1.5e10", "1.5e10", "15000000000.0", 0},
    {"largest positional", "1e15", "1000000000000000.0", 0},
    {"first scientific", "1e16", "1e+16", 0},
    {"with digits", "1.25e+20", "1.25e+20", 0},
    {"small", "0.0001", "0.0001", 0},
    {"smaller", "0.00001", "1e-05", 0},
    {"largest", "1.7976931348623157e308", "1.7976931348623157e+308", 0},
    {"nan", "{\"$float\": \"nan\"}", "nan", 0},
    {"minus zero", "-0.0", "-0.0", 0},
    {"str", "\"it's\"", "\"it's\"", 0},
    {"both quotes", "\"it's \\\"\"", "'it\\'s \"'", 0},
    {"escapes", "\"a\\t\\n\\\\\\u0000\"", "'a\\t\\n\\\\\\x00'", 0},
    {"bidi and zero width", "\"\\u202e\\u200b\\ufeff\"", "'\\u202e\\u200b\\ufeff'", 0},
    {"no-break space", "\"\\u00a0\"", "'\\xa0'", 0},
    {"ANSI escape", "\"\\u001b[31m\"", "'\\x1b[31m'", 0},
    {"tag characters", "\"\\udb40\\udc41\"", "'\\U000e0041'", 0},
    {"surrogate", "\"\\ud800\"", "'\\ud800'", 0},
    {"letters stay", "\"\xc3\xa4\xe6\xbc\xa2\xf0\x9f\x98\x80\"",
     "'\xc3\xa4\xe6\xbc\xa2\xf0\x9f\x98\x80'", 0},
    {"bytes", "{\"$bytes\": {\"hex\": \"610027ff\"}}", "b\"a\\x00'\\xff\"", 0},
    {"list", "[1, [], \"a\"]", "[1, [], 'a']", 0},
    {"tuple of one", "{\"$tuple\": [1]}", "(1,)", 0},
    {"tuple", "{\"$tuple\": [1, 2]}", "(1, 2)", 0},
    {"empty tuple", "{\"$tuple\": []}", "()", 0},
    {"set", "{\"$set\": [10, 9, \"a\"]}", "{9, 10, 'a'}", 0},
    {"empty set", "{\"$set\": []}", "set()", 0},
    {"frozenset", "{\"$frozenset\": [1]}", "frozenset({1})", 0},
    {"empty frozenset", "{\"$frozenset\": []}", "frozenset()", 0},
    {"dict", "{\"a\": {\"$tuple\": [1, 2.0]}, \"b\": {}}", "{'a': (1, 2.0), 'b': {}}", 0},
    {"complex", "{\"$complex\": [1, -2]}", "(1-2j)", 0},
    {"imaginary", "{\"$complex\": [0, 1]}", "1j", 0},
    {"complex with minus zero", "{\"$complex\": [\"-0.0\", 1]}", "(-0+1j)", 0},
    {"complex nan", "{\"$complex\": [\"nan\", \"inf\"]}", "(nan+infj)", 0},
    {"decimal", "{\"$decimal\": \"1.50\"}", "Decimal('1.50')", 0},
    {"date", "{\"$datetime\": \"2024-05-17\"}", "date.fromisoformat('2024-05-17')", 0},
    {"timedelta", "{\"$datetime\": {\"days\": 1, \"microseconds\": 5}}",
     "timedelta(days=1, microseconds=5)", 0},
    {"no timedelta", "{\"$datetime\": {\"days\": 0}}", "timedelta(0)", 0},
    {"object", "{\"$object\": {\"type\": \"solution.Point\", \"attrs\": {\"x\": 1, \"y\": 2}}}",
     "Point(x=1, y=2)", 0},
    {"object without attributes", "{\"$object\": {\"type\": \"generator\"}}", "<generator object>",
     0},
    {"hostile type", "{\"$object\": {\"type\": \"a\\u001b[0m\"}}", "<a\\x1b[0m object>", 0},
    {"given", "{\"$given\": \"df\"}", "df", 0},
    {"opaque", "{\"$opaque\": \"a cycle\"}", "<a cycle>", 0},
    {"array", "{\"$ndarray\": {\"dtype\": \"int64\", \"data\": [1]}}",
     "array(dtype='int64', data=[1])", 0},
    {"approx", "{\"$approx\": 3.0}", "about 3.0", 0},
    {"approx within", "{\"$approx\": 3.0, \"abs\": 0.5}", "about 3.0 (within 0.5)", 0},
    {"any", "{\"$any\": true}", "anything", 0},
    {"any of types", "{\"$any\": [\"int\", \"float\"]}", "any int or float", 0},
    {"range", "{\"$min\": 1, \"$max\": 4}", "at least 1 and at most 4", 0},
    {"one of", "{\"$one_of\": [1, 2, null]}", "1, 2 or None", 0},
    {"not", "{\"$not\": []}", "anything but []", 0},
    {"unordered", "{\"$unordered\": [1, 2]}", "[1, 2] in any order", 0},
    {"contains", "{\"$contains\": \"x\"}", "something that contains 'x'", 0},
    {"len", "{\"$len\": {\"$min\": 2}}", "something of length at least 2", 0},
    {"match", "{\"$match\": \"^a\"}", "text that matches '^a'", 0},
    {"keys", "{\"$keys\": [\"a\"]}", "a dict with the keys ['a']", 0},
    {"attrs", "{\"$attrs\": {\"x\": 1}}", "an object with x=1", 0},
    {"is", "{\"$is\": \"df\"}", "df itself", 0},
    {"cut list", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", "[1, 2, 3, ... (6 more items)]", 10},
    {"cut list, one left", "[1111111111, 2]", "[1111111111, ... (1 more item)]", 5},
    {"cut str", "\"abcdefghijklmnopqrstuvwxyz\"", "'abcdefghijklmnopqrs'... (7 more characters)",
     20},
    {"cut between characters",
     "\"\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\"",
     "'\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4'... (1 more characters)",
     3},
    {"cut int", "1234567890123456789012345678901234567890",
     "12345678901234567890123456789012... (8 more digits)", 8},
    {"cut dict", "{\"a\": 1, \"b\": 2}", "{'a': 1, ... (1 more item)}", 4},
};

START_TEST(as_python)
{
    struct grade_value *value = must(shown[_i].json);
    char *python = python_of(value, shown[_i].max);
    ck_assert_msg(strcmp(python, shown[_i].python) == 0, "%s: %s", shown[_i].label, python);
    free(python);
    grade_value_free(value);
}
END_TEST

START_TEST(reads_what_is_there)
{
    struct grade_value *value = must("{\"a\": \"x\", \"b\": 5, \"c\": true, \"n\": null, "
                                     "\"big\": 9223372036854775808, \"z\": \"x\\u0000\"}");
    ck_assert_str_eq(grade_value_text(grade_value_get(value, "a"), "?"), "x");
    ck_assert_int_eq(grade_value_number(grade_value_get(value, "b"), -1), 5);
    ck_assert(grade_value_truth(grade_value_get(value, "c"), false));
    ck_assert(grade_value_is_str(grade_value_get(value, "a"), "x"));
    ck_assert(!grade_value_is_str(grade_value_get(value, "z"), "x"));
    ck_assert_int_eq(grade_value_number(grade_value_get(value, "big"), -1), -1);
    struct grade_value *hex = must("{\"$int\": \"0x7fffffffffffffff\"}");
    ck_assert_int_eq(grade_value_number(hex, -1), 0x7fffffffffffffff);
    grade_value_free(hex);
    ck_assert_ptr_null(grade_value_get(value, "missing"));
    ck_assert_ptr_null(grade_value_get(NULL, "a"));
    ck_assert_str_eq(grade_value_text(grade_value_get(value, "b"), "?"), "?");
    ck_assert_str_eq(grade_value_text(NULL, "?"), "?");
    ck_assert_int_eq(grade_value_number(NULL, 7), 7);
    ck_assert(grade_value_truth(NULL, true));
    ck_assert(!grade_value_is_str(NULL, "x"));
    grade_value_free(value);
    grade_value_free(NULL);
    ck_assert_ptr_null(grade_value_copy(NULL));
}
END_TEST

START_TEST(builds_and_copies)
{
    struct grade_value *dict = grade_value_new(GRADE_KIND_DICT);
    struct grade_value *list = grade_value_new(GRADE_KIND_LIST);
    for (int i = 0; i < 5; i++)
        grade_value_add(list, grade_value_int(i - 2));
    grade_value_put(dict, "list", list);
    grade_value_put(dict, "bytes", grade_value_bytes("a\0", 2));
    grade_value_put(dict, "tag", grade_value_tagged("given", grade_value_str("df")));
    grade_value_put(dict, "f", grade_value_float(0.5));
    grade_value_put(dict, "t", grade_value_bool(true));
    grade_value_put(dict, "s", grade_value_strn("abc", 2));
    struct grade_value *copy = grade_value_copy(dict);
    grade_value_free(dict);
    struct grade_value *inner = copy->items[1];
    for (int i = 0; i < 5; i++) /* a copy can grow like any other */
        grade_value_add(inner, grade_value_int(i));
    char *python = python_of(copy, 0);
    ck_assert_str_eq(python, "{'list': [-2, -1, 0, 1, 2, 0, 1, 2, 3, 4], 'bytes': b'a\\x00', "
                             "'tag': df, 'f': 0.5, 't': True, 's': 'ab'}");
    free(python);
    grade_value_free(copy);
}
END_TEST

/* However deep a tree was made, freeing it needs no stack. */
START_TEST(frees_any_depth)
{
    struct grade_value *value = grade_value_new(GRADE_KIND_LIST);
    for (int i = 0; i < 1000000; i++) {
        struct grade_value *outer = grade_value_new(GRADE_KIND_LIST);
        grade_value_add(outer, grade_value_int(i));
        grade_value_add(outer, value);
        value = outer;
    }
    grade_value_free(value);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("value");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, as_python, 0, GRADE_COUNT(shown));
    tcase_add_test(tc, reads_what_is_there);
    tcase_add_test(tc, builds_and_copies);
    tcase_add_test(tc, frees_any_depth);
    return run_cases(tc, "value");
}
