/* Arrays, series and frames: how an author writes them, what satisfies what, the words for the
 * first difference, and what a hostile answer can do. JSON is written with ' for ". */
#include "value_help.h"

static char *quoted(const char *text)
{
    char *json = grade_strdup(text);
    for (char *at = json; *at; at++)
        *at = *at == '\'' ? '"' : *at;
    return json;
}

static struct grade_value *read(const char *text)
{
    cleanup_free char *json = quoted(text);
    return must(json);
}

/* What a case tells of pandas.DataFrame({'a': [1, 2], 'b': ['x', None]}). */
#define FRAME                                                                                      \
    "{'$frame': {'columns': ['a', 'b'], 'dtypes': ['int64', 'object'], 'index': [0, 1], "          \
    "'data': [[1, 'x'], [2, null]]}}"
#define SERIES                                                                                     \
    "{'$series': {'name': 'n', 'dtype': 'float64', 'index': ['p', 'q'], 'data': [1.5, null]}}"
#define LEVELS                                                                                     \
    "{'$frame': {'columns': [{'$tuple': ['v', 'sum']}, {'$tuple': ['v', 'max']}], "                \
    "'dtypes': ['int64', 'int64'], 'index_names': ['k', 'l'], "                                    \
    "'index': [{'$tuple': ['p', 1]}, {'$tuple': ['p', 2]}], 'data': [[1, 2], [3, 4]]}}"
#define HUGE                                                                                       \
    "{'$frame': {'columns': ['a'], 'dtypes': ['int64'], 'shape': [1000000, 1], "                   \
    "'index': {'$opaque': 'many'}, 'data': {'$opaque': 'many'}}}"

static const struct {
    const char *label, *expected, *actual;
} matches[] = {
    {"itself", FRAME, FRAME},
    {"only the data", "{'$frame': {'data': [[1, 'x'], [2, null]]}}", FRAME},
    {"only the columns", "{'$frame': {'columns': ['a', 'b']}}", FRAME},
    {"nan for null", "{'$frame': {'data': [[1, 'x'], [2, {'$float': 'nan'}]]}}", FRAME},
    {"some dtypes by name", "{'$frame': {'dtypes': {'b': 'object'}}}", FRAME},
    {"a matcher for a dtype", "{'$frame': {'dtypes': ['int64', {'$one_of': ['str', 'object']}]}}",
     FRAME},
    {"a matcher for all dtypes", "{'$frame': {'dtypes': {'$contains': 'int64'}}}", FRAME},
    {"matchers for cells", "{'$frame': {'data': [[{'$min': 1}, {'$any': 'str'}], [2, null]]}}",
     FRAME},
    {"rows in any order", "{'$frame': {'data': {'$unordered': [[2, null], [1, 'x']]}}}", FRAME},
    {"columns in any order", "{'$frame': {'columns': {'$unordered': ['b', 'a']}}}", FRAME},
    {"the shape of the data", "{'$frame': {'shape': [2, 2]}}", FRAME},
    {"an index without a name", "{'$frame': {'index_names': [null]}}", FRAME},
    {"columns without a name", "{'$frame': {'column_names': [null]}}", FRAME},
    {"about", "{'$approx': {'$series': {'data': [1.5000001, null]}}}", SERIES},
    {"a series", "{'$series': {'index': ['p', 'q'], 'data': [1.5, null], 'name': 'n'}}", SERIES},
    {"levels as lists",
     "{'$frame': {'columns': [['v', 'sum'], ['v', 'max']], 'index': [['p', 1], ['p', 2]], "
     "'index_names': ['k', 'l']}}",
     LEVELS},
    {"too large, its shape", "{'$frame': {'shape': [1000000, 1], 'columns': ['a']}}", HUGE},
    {"an array", "{'$ndarray': {'shape': [2], 'data': [1, 2]}}",
     "{'$ndarray': {'dtype': 'int64', 'shape': [2], 'data': [1, 2]}}"},
    {"its length", "{'$len': 2}", FRAME},
    {"a series' length", "{'$len': {'$min': 2}}", SERIES},
    {"nested", "{'t': [" FRAME "]}", "{'t': [" FRAME "]}"},
};

START_TEST(tables_match)
{
    struct grade_value *expected = read(matches[_i].expected), *actual = read(matches[_i].actual);
    struct grade_diff diff;
    bool same = grade_compare(expected, actual, GRADE_COMPARE_EXACT, &diff);
    ck_assert_msg(same, "%s: %s", matches[_i].label, diff.reason ? diff.reason : "?");
    ck_assert(grade_compare(expected, actual, GRADE_COMPARE_BY_VALUE, NULL));
    grade_diff_done(&diff);
    grade_value_free(expected);
    grade_value_free(actual);
}
END_TEST

static const struct {
    const char *label, *expected, *actual, *path, *reason;
} differences[] = {
    {"dtype", "{'$frame': {'dtypes': ['float64', 'object'], 'data': [[1.0, 'x'], [2.0, null]]}}",
     FRAME, ".dtypes[0]", "column 'a' has dtype int64 instead of float64"},
    {"dtype by name", "{'$frame': {'dtypes': {'b': 'datetime64[ns]'}}}", FRAME, ".dtypes[1]",
     "column 'b' has dtype object instead of datetime64[ns] (values of any type, such as text)"},
    {"floats of ints", "{'$series': {'dtype': 'int64'}}", SERIES, ".dtype",
     "dtype float64 instead of int64 (missing values and divisions make floats of integers)"},
    {"dtype of no column", "{'$frame': {'dtypes': {'c': 'int64'}}}", FRAME, "",
     "there is no column 'c'"},
    {"cell", "{'$frame': {'data': [[1, 'x'], [3, null]]}}", FRAME, ".data[1][0]",
     "row 1, column 'a': 2 instead of 3"},
    {"cell that is missing", "{'$frame': {'data': [[1, 'x'], [2, 'y']]}}", FRAME, ".data[1][1]",
     "row 1, column 'b': None instead of str 'y'"},
    {"cell by its label", "{'$frame': {'data': [[1, 2], [3, 5]]}}", LEVELS, ".data[1][1]",
     "row ('p', 2), column ('v', 'max'): 4 instead of 5"},
    {"value of a series", "{'$series': {'data': [2.5, null]}}", SERIES, ".data[0]",
     "the value at 'p': 1.5 instead of 2.5"},
    {"column missing", "{'$frame': {'columns': ['A', 'b']}}", FRAME, ".columns",
     "column 'A' is missing; there is 'a'"},
    {"column too many", "{'$frame': {'columns': ['b']}}", FRAME, ".columns",
     "unexpected column 'a'"},
    {"order of columns", "{'$frame': {'columns': ['b', 'a'], 'data': [['x', 1], [null, 2]]}}",
     FRAME, ".columns", "same columns in another order"},
    {"rows missing", "{'$frame': {'index': [0, 1, 2], 'data': [[1, 'x'], [2, null], [3, 'z']]}}",
     FRAME, ".data", "2 rows instead of 3"},
    {"order of rows", "{'$frame': {'data': [[2, null], [1, 'x']]}}", FRAME, ".data",
     "same rows in another order"},
    {"index", "{'$frame': {'index': [1, 2]}}", FRAME, ".index[0]", "the index: 0 instead of 1"},
    {"a level of the index", "{'$frame': {'index': [['p', 1], ['p', 3]]}}", LEVELS, ".index[1][1]",
     "the index: 2 instead of 3"},
    {"name of the index", "{'$frame': {'index_names': ['a']}}", FRAME, ".index_names",
     "the names of the index: None instead of list"},
    {"name of a series", "{'$series': {'name': 'm'}}", SERIES, ".name",
     "the name: differs at character 1: 'n' instead of 'm'"},
    {"shape", "{'$frame': {'shape': [2, 3]}}", FRAME, ".shape[1]", "the shape: 2 instead of 3"},
    {"length", "{'$len': 3}", FRAME, "", "length 2 instead of 3"},
    {"length of what is too large", "{'$len': 3}", HUGE, "",
     "DataFrame instead of something of length 3"},
    {"too large", "{'$frame': {'data': [[1]]}}", HUGE, ".data", "the data: <many> instead of list"},
    {"a series for a frame", FRAME, SERIES, "", "Series instead of DataFrame"},
    {"inside", "[{'t': " FRAME "}]",
     "[{'t': {'$frame': {'columns': ['a', 'b'], 'data': [[1, 'x'], [2, 'y']], "
     "'dtypes': ['int64', 'object'], 'index': [0, 1]}}}]",
     "[0]['t'].data[1][1]", "row 1, column 'b': str 'y' instead of None"},
    {"a date", "{'$series': {'data': [{'$datetime': '2024-05-17T00:00:00'}]}}",
     "{'$series': {'data': [{'$datetime': '2024-05-17T09:30:00'}]}}", ".data[0]",
     "the value at 0: 2024-05-17T09:30:00 instead of 2024-05-17"},
    {"an array's cell", "{'$ndarray': {'data': [[1, 2], [3, 4]]}}",
     "{'$ndarray': {'dtype': 'int64', 'shape': [2, 2], 'data': [[1, 2], [3, 5]]}}", ".data[1][1]",
     "the data: 5 instead of 4"},
};

START_TEST(tables_differ)
{
    struct grade_value *expected = read(differences[_i].expected);
    struct grade_value *actual = read(differences[_i].actual);
    struct grade_diff diff;
    ck_assert_msg(!grade_compare(expected, actual, GRADE_COMPARE_EXACT, &diff), "%s: matched",
                  differences[_i].label);
    ck_assert_msg(!strcmp(diff.path, differences[_i].path), "%s: at %s", differences[_i].label,
                  diff.path);
    ck_assert_msg(!strcmp(diff.reason, differences[_i].reason), "%s: %s", differences[_i].label,
                  diff.reason);
    ck_assert(!grade_compare(expected, actual, GRADE_COMPARE_EXACT, NULL));
    grade_diff_done(&diff);
    grade_value_free(expected);
    grade_value_free(actual);
}
END_TEST

/* Bodies that no case of ours sends. */
static const struct {
    const char *tag, *body;
} lies[] = {
    {"frame", "{}"},
    {"frame", "{'columns': null, 'data': 3, 'index': {}, 'dtypes': 'int64'}"},
    {"frame", "{'columns': ['a', 'b'], 'data': [], 'index': [], 'dtypes': []}"},
    {"frame", "{'columns': ['a', 'b'], 'data': [[1], [2, null]], 'index': [0]}"},
    {"frame", "{'columns': ['a', 'b'], 'dtypes': ['int64'], 'data': [1, 2], 'index': [0, 1]}"},
    {"frame", "{'columns': ['a', 'a'], 'dtypes': [1, []], 'index': [[], {}], 'data': [{}, []]}"},
    {"frame", "{'columns': [], 'dtypes': {'a': 'int64'}, 'index': [], 'shape': 'large'}"},
    {"frame", "[1]"},
    {"series", "{'data': {}, 'dtype': []}"},
    {"ndarray", "{'shape': [-1], 'data': null}"},
};

START_TEST(lies_match_nothing)
{
    static const char *const wants[] = {
        FRAME,
        LEVELS,
        SERIES,
        "{'$frame': {'dtypes': {'a': 'int64', 'b': 'object'}, 'shape': [2, 2]}}",
        "{'$ndarray': {'dtype': 'int64', 'shape': [2], 'data': [1, 2]}}",
        "{'$frame': {'index_names': [null], 'data': [[1, 'x'], [2, null]]}}",
    };
    cleanup_free char *json = quoted(lies[_i].body);
    struct grade_value *body = NULL;
    struct grade_err err;
    ck_assert_int_eq(grade_json_parse(&body, json, strlen(json), &err), 0);
    struct grade_value *actual = grade_value_tagged(lies[_i].tag, body);
    for (size_t i = 0; i < GRADE_COUNT(wants); i++) {
        struct grade_value *expected = read(wants[i]);
        struct grade_diff diff;
        ck_assert_msg(!grade_compare(expected, actual, GRADE_COMPARE_EXACT, &diff), "%s: %s",
                      lies[_i].body, wants[i]);
        ck_assert(diff.reason && diff.reason[0]);
        grade_diff_done(&diff);
        ck_assert(!grade_compare(expected, actual, GRADE_COMPARE_BY_VALUE, NULL));
        grade_value_free(expected);
    }
    cleanup_free char *shown = python_of(actual, 500);
    ck_assert(shown[0]);
    grade_value_free(actual);
}
END_TEST

static const struct {
    const char *label, *text, *message;
    enum grade_value_role role;
} ill[] = {
    {"no body", "{'$frame': {}}", "$frame takes", GRADE_ROLE_EXPECT},
    {"unknown key", "{'$frame': {'rows': []}}", "$frame takes", GRADE_ROLE_EXPECT},
    {"a key of a series", "{'$frame': {'dtype': 'int64'}}", "$frame takes", GRADE_ROLE_EXPECT},
    {"given without data", "{'$frame': {'columns': ['a']}}", "$frame takes", GRADE_ROLE_PLAIN},
    {"given without columns", "{'$frame': {'data': [[1]]}}", "$frame takes", GRADE_ROLE_PLAIN},
    {"given without a series' data", "{'$series': {'name': 'a'}}", "$series takes",
     GRADE_ROLE_PLAIN},
    {"columns are a list", "{'$frame': {'columns': 'ab'}}", "\"columns\" must be a list",
     GRADE_ROLE_EXPECT},
    {"data by column", "{'$frame': {'data': {'a': [1]}}}", "\"data\" must be a list",
     GRADE_ROLE_EXPECT},
    {"rows are lists", "{'$frame': {'columns': ['a'], 'data': [1]}}", "a list of rows",
     GRADE_ROLE_PLAIN},
    {"a short row", "{'$frame': {'columns': ['a', 'b'], 'data': [[1, 2], [1]]}}",
     "data[1]: a row of 1 where there are 2 columns", GRADE_ROLE_PLAIN},
    {"labels and rows", "{'$frame': {'index': [1, 2], 'data': [[1]]}}",
     "2 labels in \"index\" for 1 rows", GRADE_ROLE_EXPECT},
    {"labels and values", "{'$series': {'index': ['a'], 'data': [1, 2]}}",
     "1 labels in \"index\" for 2 values", GRADE_ROLE_PLAIN},
    {"a dtype too few", "{'$frame': {'columns': ['a', 'b'], 'dtypes': ['int64']}}",
     "1 dtypes for 2 columns", GRADE_ROLE_EXPECT},
    {"a dtype of no column", "{'$frame': {'columns': ['a'], 'dtypes': {'b': 'int64'}}}",
     "names a column that is not there: 'b'", GRADE_ROLE_EXPECT},
    {"a dtype is a text", "{'$frame': {'dtypes': [3]}}", "a dtype is a name", GRADE_ROLE_EXPECT},
};

START_TEST(ill_formed)
{
    cleanup_free char *json = quoted(ill[_i].text);
    struct grade_err err;
    struct grade_value *value = value_of(json, ill[_i].role, &err);
    ck_assert_msg(value == NULL, "%s: accepted", ill[_i].label);
    ck_assert_msg(strstr(err.msg, ill[_i].message) != NULL, "%s: %s", ill[_i].label, err.msg);
}
END_TEST

/* An index that only counts goes without saying; a plain value in an instance has no name. */
START_TEST(shown_to_people)
{
    static const struct {
        const char *value, *text;
    } rows[] = {
        {FRAME, "DataFrame(columns=['a', 'b'], dtypes=['int64', 'object'], "
                "data=[[1, 'x'], [2, None]])"},
        {SERIES, "Series(name='n', dtype='float64', index=['p', 'q'], data=[1.5, None])"},
        {"{'$series': {'data': [{'$datetime': '2024-05-17T00:00:00'}, "
         "{'$datetime': '2024-05-17T09:30:00'}]}}",
         "Series(data=[2024-05-17, 2024-05-17T09:30:00])"},
        {"{'$object': {'type': 'numpy.int64', 'attrs': {'__value__': 3}}}", "numpy.int64(3)"},
    };
    struct grade_value *value = read(rows[_i].value);
    cleanup_free char *text = python_of(value, 0);
    ck_assert_str_eq(text, rows[_i].text);
    grade_value_free(value);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("tables");
    tcase_add_loop_test(tc, tables_match, 0, GRADE_COUNT(matches));
    tcase_add_loop_test(tc, tables_differ, 0, GRADE_COUNT(differences));
    tcase_add_loop_test(tc, lies_match_nothing, 0, GRADE_COUNT(lies));
    tcase_add_loop_test(tc, ill_formed, 0, GRADE_COUNT(ill));
    tcase_add_loop_test(tc, shown_to_people, 0, 4);
    return run_cases(tc, "tables");
}
