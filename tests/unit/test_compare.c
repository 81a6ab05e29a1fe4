/* Comparison: what satisfies what, and the words for the first difference. */
#include "value_help.h"

#include <time.h>

/* `modes`: in which a match is right: 'e'xact, 'b'y value, '2' both, '-' neither. */
static const struct {
    const char *label, *expected, *actual;
    char modes;
} pairs[] = {
    {"none", "null", "null", '2'},
    {"int", "1", "1", '2'},
    {"int and float", "1", "1.0", 'b'},
    {"float and int", "1.0", "1", 'b'},
    {"int and bool", "1", "true", '-'},
    {"bool and int", "true", "1", '-'},
    {"bool and float", "false", "0.0", '-'},
    {"bools", "true", "false", '-'},
    {"none and false", "null", "false", '-'},
    {"beyond doubles", "9007199254740992", "9007199254740993", '-'},
    {"negative", "-5", "5", '-'},
    {"hex and decimal", "340282366920938463463374607431768211456",
     "{\"$int\": \"0x100000000000000000000000000000000\"}", '2'},
    {"hex off by one", "340282366920938463463374607431768211456",
     "{\"$int\": \"0x100000000000000000000000000000001\"}", '-'},
    {"negative hex", "-340282366920938463463374607431768211456",
     "{\"$int\": \"-0x100000000000000000000000000000000\"}", '2'},
    {"hex of other sign", "340282366920938463463374607431768211456",
     "{\"$int\": \"-0x100000000000000000000000000000000\"}", '-'},
    {"rounding", "0.3", "0.30000000000000004", '2'},
    {"within a billionth", "1.0", "1.0000000009", '2'},
    {"beyond a billionth", "1.0", "1.000000002", '-'},
    {"nothing is near zero", "0.0", "1e-17", '-'},
    {"zeros", "0.0", "-0.0", 'b'},
    {"minus zeros", "-0.0", "-0.0", '2'},
    {"nan", "{\"$float\": \"nan\"}", "{\"$float\": \"nan\"}", '2'},
    {"nan and number", "{\"$float\": \"nan\"}", "1.0", '-'},
    {"inf", "{\"$float\": \"inf\"}", "{\"$float\": \"inf\"}", '2'},
    {"infs", "{\"$float\": \"inf\"}", "{\"$float\": \"-inf\"}", '-'},
    {"inf and largest", "{\"$float\": \"inf\"}", "1.7976931348623157e308", '-'},
    {"complex", "{\"$complex\": [1, 2]}", "{\"$complex\": [1, 2.0000000001]}", '2'},
    {"complex differs", "{\"$complex\": [1, 2]}", "{\"$complex\": [1, 3]}", '-'},
    {"complex and int", "1", "{\"$complex\": [1, 0]}", 'b'},
    {"str", "\"a\"", "\"a\"", '2'},
    {"str with NUL", "\"a\"", "\"a\\u0000b\"", '-'},
    {"str and bytes", "\"a\"", "{\"$bytes\": \"a\"}", '-'},
    {"str and int", "\"1\"", "1", '-'},
    {"list", "[1, [2]]", "[1, [2]]", '2'},
    {"list and tuple", "[1]", "{\"$tuple\": [1]}", 'b'},
    {"tuple and list", "{\"$tuple\": [1]}", "[1]", 'b'},
    {"list order", "[1, 2]", "[2, 1]", '-'},
    {"list length", "[1]", "[1, 1]", '-'},
    {"set order", "{\"$set\": [1, 2]}", "{\"$set\": [2, 1]}", '2'},
    {"set and frozenset", "{\"$set\": [1]}", "{\"$frozenset\": [1]}", '-'},
    {"set of floats", "{\"$set\": [0.3]}", "{\"$set\": [0.30000000000000004]}", '2'},
    {"set of int for float", "{\"$set\": [1]}", "{\"$set\": [1.0]}", 'b'},
    {"set in set", "{\"$set\": [{\"$frozenset\": [1, 2]}]}",
     "{\"$set\": [{\"$frozenset\": [2, 1]}]}", '2'},
    {"set with matchers", "{\"$set\": [{\"$any\": true}, 1]}", "{\"$set\": [1, 2]}", '2'},
    {"dict order", "{\"a\": 1, \"b\": 2}", "{\"b\": 2, \"a\": 1}", '2'},
    {"dict keys", "{\"a\": 1}", "{\"A\": 1}", '-'},
    {"dict key of another type", "{\"$dict\": [[1, 1]]}", "{\"1\": 1}", '-'},
    {"dict key by value", "{\"$dict\": [[1, 1]]}", "{\"$dict\": [[1.0, 1]]}", 'b'},
    {"dict key more", "{\"a\": 1}", "{\"a\": 1, \"b\": 1}", '-'},
    {"decimal", "{\"$decimal\": \"1.50\"}", "{\"$decimal\": \"1.50\"}", '2'},
    {"decimal digits", "{\"$decimal\": \"1.50\"}", "{\"$decimal\": \"1.5\"}", 'b'},
    {"decimal written otherwise", "{\"$decimal\": \"1e2\"}", "{\"$decimal\": \"1E+2\"}", '2'},
    {"decimal zero", "{\"$decimal\": \"0\"}", "{\"$decimal\": \"-0E+9\"}", 'b'},
    {"decimal nan", "{\"$decimal\": \"NaN\"}", "{\"$decimal\": \"nan\"}", '2'},
    {"decimal and float", "{\"$decimal\": \"1.5\"}", "1.5", '-'},
    {"date", "{\"$datetime\": \"2024-05-17\"}", "{\"$datetime\": \"2024-05-17\"}", '2'},
    {"date and datetime", "{\"$datetime\": \"2024-05-17\"}",
     "{\"$datetime\": \"2024-05-17T00:00\"}", '-'},
    {"object", "{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": 1}}}",
     "{\"$object\": {\"type\": \"solution.P\", \"attrs\": {\"x\": 1}}}", '2'},
    {"object of another module", "{\"$object\": {\"type\": \"P\"}}",
     "{\"$object\": {\"type\": \"other.P\"}}", '-'},
    {"a learner's own ValueError", "{\"$object\": {\"type\": \"builtins.ValueError\"}}",
     "{\"$object\": {\"type\": \"solution.ValueError\"}}", '-'},
    {"object's attributes left open", "{\"$object\": {\"type\": \"P\"}}",
     "{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": 1}}}", '2'},
    {"object with more attributes", "{\"$object\": {\"type\": \"P\", \"attrs\": {}}}",
     "{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": 1}}}", '-'},
    {"opaque equals nothing", "{\"$opaque\": \"a cycle\"}", "{\"$opaque\": \"a cycle\"}", '-'},
    {"given", "{\"$given\": \"a\"}", "{\"$given\": \"a\"}", '2'},
    {"another given", "{\"$given\": \"a\"}", "{\"$given\": \"b\"}", '-'},
    {"array, what is named", "{\"$ndarray\": {\"data\": [1.0, null]}}",
     "{\"$ndarray\": {\"dtype\": \"float64\", \"shape\": [2], \"data\": [1.0, {\"$float\": "
     "\"nan\"}]}}",
     '2'},
    {"array dtype", "{\"$ndarray\": {\"dtype\": \"int64\"}}",
     "{\"$ndarray\": {\"dtype\": \"int32\"}}", '-'},
    {"none is nan only there", "[null]", "[{\"$float\": \"nan\"}]", '-'},
    {"approx", "{\"$approx\": 3}", "3.000001", '2'},
    {"approx too far", "{\"$approx\": 3}", "3.0001", '-'},
    {"approx abs", "{\"$approx\": 3, \"abs\": 0.5}", "3.5", '2'},
    {"approx abs alone", "{\"$approx\": 3, \"abs\": 0}", "3.0000001", '-'},
    {"approx bool", "{\"$approx\": 1}", "true", '-'},
    {"approx near zero", "{\"$approx\": 0.0}", "1e-13", '2'},
    {"approx structure", "{\"$approx\": {\"a\": [1, 2.5]}}", "{\"a\": [1.0000001, 2.5]}", '2'},
    {"approx ends with its value", "[{\"$approx\": 1}, 1]", "[1.0, 1.0]", 'b'},
    {"match", "{\"$match\": \"b+\"}", "\"abbc\"", '2'},
    {"match nothing", "{\"$match\": \"^b\"}", "\"abbc\"", '-'},
    {"match no text", "{\"$match\": \"1\"}", "1", '-'},
    {"match beyond NUL", "{\"$match\": \"x$\"}", "\"a\\u0000x\"", '2'},
    {"match letters", "{\"$match\": \"^\\\\w+$\"}", "\"\xc3\xa4\"", '2'},
    {"match beside a surrogate", "{\"$match\": \"b\"}", "\"\\ud800b\"", '2'},
    {"any", "{\"$any\": true}", "[1]", '2'},
    {"any int", "{\"$any\": \"int\"}", "true", '-'},
    {"any of two", "{\"$any\": [\"int\", \"str\"]}", "\"a\"", '2'},
    {"any number", "{\"$any\": \"number\"}", "1.5", '2'},
    {"any class", "{\"$any\": \"Stack\"}", "{\"$object\": {\"type\": \"solution.Stack\"}}", '2'},
    {"any Decimal", "{\"$any\": \"Decimal\"}", "{\"$decimal\": \"1\"}", '2'},
    {"any date", "{\"$any\": \"date\"}", "{\"$datetime\": \"2024-01-01\"}", '2'},
    {"any other date", "{\"$any\": \"datetime\"}", "{\"$datetime\": \"2024-01-01\"}", '-'},
    {"any None", "{\"$any\": \"None\"}", "null", '2'},
    {"one of", "{\"$one_of\": [1, \"a\"]}", "\"a\"", '2'},
    {"none of", "{\"$one_of\": [1, \"a\"]}", "\"b\"", '-'},
    {"not", "{\"$not\": 1}", "2", '2'},
    {"not, but is", "{\"$not\": 1}", "1", '-'},
    {"unordered", "{\"$unordered\": [1, 2, 2]}", "[2, 1, 2]", '2'},
    {"unordered counts", "{\"$unordered\": [1, 2, 2]}", "[1, 1, 2]", '-'},
    {"unordered tuple", "{\"$unordered\": [1]}", "{\"$tuple\": [1]}", 'b'},
    {"unordered with matchers", "{\"$unordered\": [{\"$any\": true}, {\"$min\": 5}, 7]}",
     "[7, 6, 1]", '2'},
    {"unordered, greedy fails", "{\"$unordered\": [{\"$max\": 5}, {\"$max\": 3}]}", "[2, 4]", '2'},
    {"unordered, a long path",
     "{\"$unordered\": [{\"$one_of\": [1, 2]}, {\"$one_of\": [2, 3]}, {\"$one_of\": [3, 4]}, "
     "{\"$one_of\": [1]}]}",
     "[1, 2, 3, 4]", '2'},
    {"unordered, impossible", "{\"$unordered\": [{\"$max\": 3}, {\"$max\": 3}]}", "[2, 4]", '-'},
    {"contains item", "{\"$contains\": 2}", "[1, 2]", '2'},
    {"contains by type", "{\"$contains\": 2}", "[1, 2.0]", 'b'},
    {"contains part", "{\"$contains\": \"bc\"}", "\"abcd\"", '2'},
    {"contains key", "{\"$contains\": \"a\"}", "{\"a\": 1}", '2'},
    {"contains matcher", "{\"$contains\": {\"$min\": 5}}", "[1, 9]", '2'},
    {"contains not", "{\"$contains\": 3}", "[1, 2]", '-'},
    {"contains in a number", "{\"$contains\": 3}", "3", '-'},
    {"len", "{\"$len\": 2}", "[1, 2]", '2'},
    {"len of dict", "{\"$len\": 1}", "{\"a\": 1}", '2'},
    {"len in characters", "{\"$len\": 1}", "\"\xc3\xa4\"", '2'},
    {"len at least", "{\"$len\": {\"$min\": 3}}", "[1, 2]", '-'},
    {"len of number", "{\"$len\": 1}", "1", '-'},
    {"min", "{\"$min\": 3}", "3", '2'},
    {"min float", "{\"$min\": 2.5}", "3", '2'},
    {"min of nan", "{\"$min\": 1}", "{\"$float\": \"nan\"}", '-'},
    {"max of nan", "{\"$max\": 1}", "{\"$float\": \"nan\"}", '-'},
    {"max of bool", "{\"$max\": 1}", "true", '-'},
    {"range", "{\"$min\": 1, \"$max\": 4}", "5", '-'},
    {"min of long ints", "{\"$min\": 100000000000000000000}", "100000000000000000001", '2'},
    {"keys", "{\"$keys\": {\"a\": {\"$min\": 1}}}", "{\"a\": 1, \"b\": 2}", '2'},
    {"keys missing", "{\"$keys\": [\"a\", \"c\"]}", "{\"a\": 1, \"b\": 2}", '-'},
    {"keys by name", "{\"$keys\": [\"a\"]}", "{\"a\": 1, \"b\": 2}", '2'},
    {"attrs", "{\"$attrs\": {\"x\": 1}}",
     "{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": 1, \"y\": 2}}}", '2'},
    {"attrs and type", "{\"$any\": \"P\", \"$attrs\": {\"x\": 2}}",
     "{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": 1}}}", '-'},
    {"is", "{\"$is\": \"df\"}", "{\"$given\": \"df\"}", '2'},
    {"is not", "{\"$is\": \"df\"}", "{\"$object\": {\"type\": \"df\"}}", '-'},
};

START_TEST(satisfies)
{
    struct grade_value *expected = must(pairs[_i].expected), *actual = must(pairs[_i].actual);
    for (int by_value = 0; by_value < 2; by_value++) {
        struct grade_diff diff;
        enum grade_compare_mode mode = by_value ? GRADE_COMPARE_BY_VALUE : GRADE_COMPARE_EXACT;
        bool right = pairs[_i].modes == '2' || pairs[_i].modes == (by_value ? 'b' : 'e');
        bool same = grade_compare(expected, actual, mode, &diff);
        ck_assert_msg(same == right, "%s, %s: %s", pairs[_i].label, by_value ? "by value" : "exact",
                      diff.reason ? diff.reason : "matched");
        ck_assert_msg(same == !diff.reason, "%s: reason", pairs[_i].label);
        ck_assert_int_eq(grade_compare(expected, actual, mode, NULL), same);
        grade_diff_done(&diff);
    }
    grade_value_free(expected);
    grade_value_free(actual);
}
END_TEST

static const struct {
    const char *label, *expected, *actual, *path, *reason;
} differences[] = {
    {"bool", "true", "1", "", "int 1 instead of bool True"},
    {"int", "4", "5", "", "5 instead of 4"},
    {"float for int", "4", "4.0", "", "float 4.0 instead of int 4"},
    {"digits for int", "3", "\"3\"", "", "str '3' instead of int 3"},
    {"tuple", "{\"$tuple\": [1]}", "[1]", "", "list instead of tuple"},
    {"nothing returned", "[1]", "null", "", "None instead of list"},
    {"none inside", "[1]", "[null]", "[0]", "None instead of int 1"},
    {"object", "[1]", "{\"$object\": {\"type\": \"solution.Stack\"}}", "",
     "Stack object instead of list"},
    {"subclass", "[1]",
     "{\"$object\": {\"type\": \"solution.L\", \"attrs\": {\"__value__\": [1]}}}", "",
     "L object instead of list (an instance of a subclass)"},
    {"deep", "{\"a\": [1, {\"b\": {\"$tuple\": [1, 2]}}]}",
     "{\"a\": [1, {\"b\": {\"$tuple\": [1, 3]}}]}", "['a'][1]['b'][1]", "3 instead of 2"},
    {"attribute", "{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": [1]}}}",
     "{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": [2]}}}", ".x[0]", "2 instead of 1"},
    {"one missing", "[1, 2, 3]", "[1, 2]", "", "2 items instead of 3: item [2], 3, is missing"},
    {"middle missing", "[1, 2, 3]", "[1, 3]", "", "2 items instead of 3: item [1], 2, is missing"},
    {"one too many", "[1, 2]", "[0, 1, 2]", "", "3 items instead of 2: item [0], 0, is too many"},
    {"two missing", "[1, 2, 3, 4]", "[1, 4]", "",
     "2 items instead of 4: items [1] to [2] are missing"},
    {"all else", "[1, 2, 3]", "[5, 6]", "",
     "2 items instead of 3, and they differ from item [0] on"},
    {"empty", "[1, 2]", "[]", "", "0 items instead of 2"},
    {"order", "[1, 2, 3]", "[3, 2, 1]", "", "same items in another order"},
    {"order inside", "[[1, 2], [3, 4]]", "[[1, 2], [4, 3]]", "[1]", "same items in another order"},
    {"character", "\"hello\"", "\"hel1o\"", "", "differs at character 4: '1' instead of 'l'"},
    {"look-alike", "\"hallo\"", "\"h\xd0\xb0llo\"", "",
     "differs at character 2: '\xd0\xb0' (U+0430) instead of 'a'"},
    {"second line", "\"a\\nbc\"", "\"a\\nbd\"", "",
     "differs at line 2, character 2: 'd' instead of 'c'"},
    {"case", "\"Hello\"", "\"hello\"", "",
     "differs at character 1: 'h' instead of 'H' (same letters in other case)"},
    {"white space", "\"a b\"", "\"a\\tb\"", "",
     "differs at character 2: '\\t' instead of ' ' (differs only in white space)"},
    {"end missing", "\"hello world\"", "\"hello\"", "", "' world' at the end is missing"},
    {"line break missing", "\"a\\n\"", "\"a\"", "", "the line break at the end is missing"},
    {"line break too much", "\"a\"", "\"a\\n\"", "", "the line break at the end is too much"},
    {"no text", "\"a\"", "\"\"", "", "no text at all"},
    {"bytes", "{\"$bytes\": \"ab\"}", "{\"$bytes\": {\"hex\": \"6100\"}}", "",
     "differs at byte 2: b'\\x00' instead of b'b'"},
    {"key missing", "{\"a\": 1, \"b\": 2}", "{\"a\": 1}", "", "key 'b' is missing"},
    {"key misspelt", "{\"name\": 1}", "{\"nmae\": 1}", "",
     "key 'name' is missing; there is 'nmae'"},
    {"key unexpected", "{\"a\": 1}", "{\"a\": 1, \"c\": 2}", "", "unexpected key 'c'"},
    {"set", "{\"$set\": [1, 2]}", "{\"$set\": [1, 3]}", "", "2 is missing, 3 is unexpected"},
    {"set count", "{\"$set\": [1, 2]}", "{\"$set\": [1]}", "", "1 item instead of 2, 2 is missing"},
    {"unordered", "{\"$unordered\": [1, 2]}", "[2, 2]", "", "1 is missing, 2 is unexpected"},
    {"float", "0.3", "0.30000001", "", "0.30000001 instead of 0.3 (off by 1e-08)"},
    {"sign of zero", "0.0", "-0.0", "", "-0.0 instead of 0.0 (the sign of zero differs)"},
    {"approx", "[{\"$approx\": 3.0, \"abs\": 0.1}]", "[3.5]", "[0]",
     "3.5 instead of 3.0 (off by 0.5)"},
    {"decimal", "{\"$decimal\": \"1.50\"}", "{\"$decimal\": \"1.5\"}", "",
     "Decimal('1.5') instead of Decimal('1.50') (other digits after the point)"},
    {"pattern", "{\"$match\": \"^b\"}", "\"a\"", "", "the text does not match the pattern"},
    {"length", "{\"$len\": 3}", "[1]", "", "length 1 instead of 3"},
    {"length at least", "{\"$len\": {\"$min\": 3}}", "[1]", "",
     "length 1, which is not at least 3"},
    {"bound", "{\"$max\": 4}", "5", "", "5 is not at most 4"},
    {"any", "{\"$any\": \"int\"}", "\"a\"", "", "str 'a' instead of any int"},
    {"one of", "{\"$one_of\": [1, 2]}", "3", "", "none of the 2 that are right"},
    {"not", "{\"$not\": 3}", "3", "", "just what it must not be"},
    {"contains", "{\"$contains\": 3}", "[1]", "", "3 is not in it"},
    {"is", "{\"$is\": \"df\"}", "[1]", "", "not the very object that was given as df"},
    {"opaque", "[1]", "{\"$opaque\": \"a cycle\"}", "", "<a cycle> instead of list"},
    {"hostile key", "{}", "{\"\\u001b[2J\": 1}", "", "unexpected key '\\x1b[2J'"},
};

START_TEST(says_why)
{
    struct grade_value *expected = must(differences[_i].expected);
    struct grade_value *actual = must(differences[_i].actual);
    struct grade_diff diff;
    ck_assert_msg(!grade_compare(expected, actual, GRADE_COMPARE_EXACT, &diff), "%s: matched",
                  differences[_i].label);
    ck_assert_msg(strcmp(diff.path, differences[_i].path) == 0, "%s: at %s", differences[_i].label,
                  diff.path);
    ck_assert_msg(strcmp(diff.reason, differences[_i].reason) == 0, "%s: %s", differences[_i].label,
                  diff.reason);
    ck_assert(*diff.expected && *diff.actual);
    grade_diff_done(&diff);
    grade_diff_done(&diff);
    grade_value_free(expected);
    grade_value_free(actual);
}
END_TEST

/* Long texts are shown from shortly before they differ, and cut behind. */
START_TEST(shows_where_long_texts_differ)
{
    char want[3001], got[3001];
    memset(want, 'a', 3000);
    want[3000] = '\0';
    memcpy(got, want, sizeof(got));
    got[900] = 'b';
    struct grade_value *expected = grade_value_str(want), *actual = grade_value_str(got);
    struct grade_diff diff;
    ck_assert(!grade_compare(expected, actual, GRADE_COMPARE_EXACT, &diff));
    ck_assert_str_eq(diff.reason, "differs at character 901: 'b' instead of 'a'");
    const char *start = "(860 bytes left out)...'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    ck_assert_msg(strncmp(diff.actual, start, strlen(start)) == 0, "%s", diff.actual);
    ck_assert_ptr_nonnull(strstr(diff.actual, "more characters)"));
    ck_assert_uint_lt(strlen(diff.expected), 1200);
    grade_diff_done(&diff);
    grade_value_free(expected);
    grade_value_free(actual);
}
END_TEST

/* Costly on purpose. Neither may match, however it is turned, and all end soon. */
static struct grade_value *many(enum grade_kind kind, int count, int from)
{
    struct grade_value *value = grade_value_new(kind);
    for (int i = 0; i < count; i++)
        grade_value_add(value, grade_value_int(from + i));
    return value;
}

static void soon(const struct grade_value *expected, const struct grade_value *actual, bool right,
                 const char *label)
{
    struct grade_diff diff;
    clock_t start = clock();
    bool same = grade_compare(expected, actual, GRADE_COMPARE_EXACT, &diff);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_msg(same == right, "%s: %s", label, diff.reason ? diff.reason : "matched");
    ck_assert_msg(seconds < 10, "%s: %.1f s", label, seconds);
    grade_diff_done(&diff);
}

START_TEST(large_sets)
{
    struct grade_value *expected = many(GRADE_KIND_SET, 200000, 0);
    struct grade_value *actual = many(GRADE_KIND_SET, 200000, 0);
    for (int i = 0; i < 100000; i++) {
        struct grade_value *other = actual->items[i];
        actual->items[i] = actual->items[199999 - i];
        actual->items[199999 - i] = other;
    }
    soon(expected, actual, true, "same");
    struct grade_value *shifted = many(GRADE_KIND_SET, 200000, 1);
    soon(expected, shifted, false, "one differs");
    struct grade_value *apart = many(GRADE_KIND_SET, 200000, 1000000);
    soon(expected, apart, false, "all differ");
    grade_value_free(expected);
    grade_value_free(actual);
    grade_value_free(shifted);
    grade_value_free(apart);
}
END_TEST

START_TEST(matching_is_bounded)
{
    struct grade_value *bounds = grade_value_new(GRADE_KIND_LIST);
    for (int i = 0; i < 3000; i++)
        grade_value_add(bounds, must("{\"$any\": \"number\", \"$max\": 3000.5}"));
    struct grade_value *all = must("{\"$not\": {\"$unordered\": [1]}}");
    grade_value_free(all->items[0]->items[0]);
    all->items[0]->items[0] = bounds;
    struct grade_value *actual = many(GRADE_KIND_LIST, 3000, 2);
    soon(all, actual, false, "neither is $not satisfied by what is too much");
    soon(all->items[0], actual, false, "unordered");
    grade_value_free(all);
    grade_value_free(actual);
}
END_TEST

START_TEST(patterns_are_bounded)
{
    static const struct {
        const char *pattern;
        char fill;
    } costly[] = {{"(a+)+$", 'a'},
                  {"(a|aa)+$", 'a'},
                  {"(.*)*x", 'a'},
                  {"a*b", 'a'},
                  {"(?=.*y).*z", 'a'},
                  {"(\\w+\\s*)+:", 'a'},
                  {"^(([a-z])+.)+[A-Z]([a-z])+$", 'a'}};
    cleanup_free char *text = grade_alloc(1000001);
    for (size_t i = 0; i < GRADE_COUNT(costly); i++) {
        memset(text, costly[i].fill, 1000000);
        text[999999] = '!';
        clock_t start = clock();
        ck_assert_int_le(grade_pattern_search(costly[i].pattern, text, 1000000, NULL), 0);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        ck_assert_msg(seconds < 5, "%s: %.1f s", costly[i].pattern, seconds);
    }
    struct grade_err err;
    ck_assert_int_lt(grade_pattern_search("(", "", 0, &err), 0);
    ck_assert_int_eq(grade_pattern_search("a.c", "xabcx", 5, &err), 1);
    ck_assert_int_eq(grade_pattern_search("^b", "xabcx", 5, &err), 0);
}
END_TEST

START_TEST(runaway_pattern_under_not)
{
    struct grade_value *expected = must("{\"$not\": {\"$match\": \"(a+)+$\"}}");
    cleanup_free char *text = grade_alloc(10001);
    memset(text, 'a', 9999);
    text[9999] = '!';
    struct grade_value *actual = grade_value_str(text);
    soon(expected, actual, false, "given up");
    grade_value_free(expected);
    grade_value_free(actual);
}
END_TEST

START_TEST(twice_in_a_dict)
{
    struct grade_value *expected = must("{\"a\": 1, \"b\": 2}"), *actual = NULL;
    const char frame[] = "d2;s1:ai1;s1:ai1;";
    ck_assert_int_eq(grade_wire_decode(&actual, frame, sizeof(frame) - 1, NULL), 0);
    soon(expected, actual, false, "a key twice");
    grade_value_free(actual);
    const char set[] = "e2;i1;i1;";
    struct grade_value *one = must("{\"$set\": [1]}");
    ck_assert_int_eq(grade_wire_decode(&actual, set, sizeof(set) - 1, NULL), 0);
    soon(one, actual, false, "an item twice");
    grade_value_free(one);
    grade_value_free(actual);
    grade_value_free(expected);
}
END_TEST

START_TEST(long_ints)
{
    char *digits = grade_alloc(200002);
    memset(digits, '7', 200001);
    struct grade_value *expected = must(digits), *actual = NULL;
    struct grade_buf frame = GRADE_BUF_INIT;
    grade_wire_encode(&frame, expected);
    ck_assert_int_eq(grade_wire_decode(&actual, frame.data, frame.len, NULL), 0);
    soon(expected, actual, true, "200,001 digits");
    actual->text[50] = actual->text[50] == '1' ? '2' : '1';
    soon(expected, actual, false, "one digit off");
    grade_value_free(expected);
    grade_value_free(actual);
    grade_buf_done(&frame);
    free(digits);
}
END_TEST

static const struct {
    const char *json;
    bool guessable;
} guesses[] = {
    {"true", true},
    {"null", true},
    {"0", true},
    {"1", true},
    {"2", false},
    {"0.0", true},
    {"2.5", false},
    {"\"\"", true},
    {"\"a\"", false},
    {"[]", true},
    {"[0]", false},
    {"{}", true},
    {"{\"$set\": []}", true},
    {"{\"$any\": \"int\"}", true},
    {"{\"$min\": 5}", true},
    {"{\"$min\": 5, \"$max\": 6}", true},
    {"{\"$len\": 3}", true},
    {"{\"$one_of\": [7, 1]}", true},
    {"{\"$one_of\": [7, 8]}", false},
    {"{\"$approx\": 1}", true},
    {"{\"$approx\": 3.14}", false},
    {"{\"$match\": \".*\"}", true},
    {"{\"$match\": \"x\"}", false},
    {"{\"$not\": 7}", true},
    {"{\"$len\": 3, \"$contains\": 7}", false},
    {"{\"$object\": {\"type\": \"P\"}}", true},
    {"{\"$object\": {\"type\": \"P\", \"attrs\": {\"x\": 7}}}", false},
    {"{\"$unordered\": []}", true},
    {"{\"$unordered\": [7]}", false},
};

START_TEST(guessable)
{
    struct grade_value *value = must(guesses[_i].json);
    ck_assert_msg(grade_value_is_guessable(value) == guesses[_i].guessable, "%s", guesses[_i].json);
    grade_value_free(value);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("compare");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, satisfies, 0, GRADE_COUNT(pairs));
    tcase_add_loop_test(tc, says_why, 0, GRADE_COUNT(differences));
    tcase_add_loop_test(tc, guessable, 0, GRADE_COUNT(guesses));
    tcase_add_test(tc, shows_where_long_texts_differ);
    tcase_add_test(tc, large_sets);
    tcase_add_test(tc, matching_is_bounded);
    tcase_add_test(tc, patterns_are_bounded);
    tcase_add_test(tc, runaway_pattern_under_not);
    tcase_add_test(tc, twice_in_a_dict);
    tcase_add_test(tc, long_ints);
    return run_cases(tc, "compare");
}
