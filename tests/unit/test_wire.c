/* The wire encoding: what is well-formed, what is not, and what a hostile writer tries. */
#include "value_help.h"

#include <time.h>

#define FRAME(text) text, sizeof(text) - 1

/* Frames with the JSON of what they hold, or NULL where they are malformed. */
static const struct {
    const char *label, *data;
    size_t len;
    const char *json;
} frames[] = {
    {"none", FRAME("N"), "null"},
    {"bools", FRAME("l2;TF"), "[true, false]"},
    {"int", FRAME("i-42;"), "-42"},
    {"zero", FRAME("i0;"), "0"},
    {"minus zero", FRAME("i-0;"), "0"},
    {"hex", FRAME("xff;"), "255"},
    {"negative hex", FRAME("x-10;"), "-16"},
    {"long hex", FRAME("x10000000000000000;"), "18446744073709551616"},
    {"hex of the largest digits", FRAME("x-ffffffffffffffff;"), "-18446744073709551615"},
    {"float", FRAME("f0.1;"), "0.1"},
    {"float without a point", FRAME("f1e+16;"), "1e+16"},
    {"float.hex", FRAME("f0x1.8p+1;"), "3.0"},
    {"negative float.hex", FRAME("f-0x1.0p-1074;"), "-5e-324"},
    {"inf", FRAME("f-inf;"), "{\"$float\": \"-inf\"}"},
    {"nan", FRAME("fnan;"), "{\"$float\": \"nan\"}"},
    {"negative zero", FRAME("f-0.0;"), "{\"$float\": \"-0.0\"}"},
    {"str", FRAME("s3:a\0b"), "\"a\\u0000b\""},
    {"empty str", FRAME("s0:"), "\"\""},
    {"surrogate", FRAME("s3:\xed\xa0\x80"), "\"\\ud800\""},
    {"bytes", FRAME("b2:\xff\0"), "{\"$bytes\": {\"hex\": \"ff00\"}}"},
    {"list", FRAME("l3;i1;l0;N"), "[1, [], null]"},
    {"tuple", FRAME("u1;i1;"), "{\"$tuple\": [1]}"},
    {"set", FRAME("e1;i1;"), "{\"$set\": [1]}"},
    {"frozenset", FRAME("z0;"), "{\"$frozenset\": []}"},
    {"dict", FRAME("d2;s1:ai1;s1:bi2;"), "{\"a\": 1, \"b\": 2}"},
    {"dict of ints", FRAME("d1;i1;i2;"), "{\"$dict\": [[1, 2]]}"},
    {"dict with a key twice", FRAME("d2;s1:aNs1:aN"),
     "{\"$dict\": [[\"a\", null], [\"a\", null]]}"},
    {"complex", FRAME("c1.0,-inf;"), "{\"$complex\": [1.0, {\"$float\": \"-inf\"}]}"},
    {"decimal", FRAME("g7:decimals4:1.50"), "{\"$decimal\": \"1.50\"}"},
    {"object", FRAME("g6:objectl2;s10:solution.Pd1;s1:xi1;"),
     "{\"$object\": {\"type\": \"solution.P\", \"attrs\": {\"x\": 1}}}"},
    {"opaque", FRAME("g6:opaques7:a cycle"), "{\"$opaque\": \"a cycle\"}"},
    {"nothing", FRAME(""), NULL},
    {"unknown code", FRAME("q"), NULL},
    {"bytes behind", FRAME("NN"), NULL},
    {"leading zero", FRAME("i01;"), NULL},
    {"leading zeros in hex", FRAME("x0f;"), NULL},
    {"plus", FRAME("i+1;"), NULL},
    {"blank", FRAME("i 1;"), NULL},
    {"two signs", FRAME("i--1;"), NULL},
    {"no digits", FRAME("i;"), NULL},
    {"sign alone", FRAME("i-;"), NULL},
    {"no end of an int", FRAME("i12"), NULL},
    {"NUL in an int", FRAME("i1\0;"), NULL},
    {"underscore", FRAME("i1_0;"), NULL},
    {"capital hex", FRAME("xFF;"), NULL},
    {"empty float", FRAME("f;"), NULL},
    {"infinity spelt out", FRAME("finfinity;"), NULL},
    {"nan with a payload", FRAME("fnan(1);"), NULL},
    {"float overflow", FRAME("f1e999;"), NULL},
    {"float with a blank", FRAME("f 1.0;"), NULL},
    {"float with garbage", FRAME("f1.0x;"), NULL},
    {"float with a NUL", FRAME("f1.0\0;"), NULL},
    {"str too long", FRAME("s4:abc"), NULL},
    {"str count with zeros", FRAME("s03:abc"), NULL},
    {"str count overflow", FRAME("s18446744073709551617:a"), NULL},
    {"str without a count", FRAME("s:abc"), NULL},
    {"negative count", FRAME("s-1:abc"), NULL},
    {"not UTF-8", FRAME("s1:\xff"), NULL},
    {"overlong UTF-8", FRAME("s2:\xc0\x80"), NULL},
    {"beyond Unicode", FRAME("s4:\xf4\x90\x80\x80"), NULL},
    {"too few items", FRAME("l2;N"), NULL},
    {"more items than bytes", FRAME("l9;N"), NULL},
    {"count of a billion", FRAME("l999999999;N"), NULL},
    {"odd dict", FRAME("d1;N"), NULL},
    {"complex without a comma", FRAME("c1.0;"), NULL},
    {"unknown tag", FRAME("g3:fooN"), NULL},
    {"empty tag", FRAME("g0:N"), NULL},
    {"tag too long", FRAME("g99:decimal"), NULL},
    {"tag with a NUL", FRAME("g8:decimal\0s1:1"), NULL},
    {"matcher", FRAME("g3:anyl0;"), NULL},
    {"ill-formed decimal", FRAME("g7:decimali1;"), NULL},
    {"decimal that is none", FRAME("g7:decimals1:x"), NULL},
    {"ill-formed object", FRAME("g6:objectl1;s1:P"), NULL},
    {"object with a list", FRAME("g6:objectl2;s1:Pl0;"), NULL},
    {"ill-formed datetime", FRAME("g8:datetimel2;s4:weeks1:1"), NULL},
    {"tag without a body", FRAME("g5:given"), NULL},
};

START_TEST(decodes)
{
    struct grade_value *value = NULL;
    struct grade_err err = {0};
    int rc = grade_wire_decode(&value, frames[_i].data, frames[_i].len, &err);
    if (!frames[_i].json) {
        ck_assert_msg(rc < 0 && !value, "%s: accepted", frames[_i].label);
        ck_assert_msg(strstr(err.msg, "malformed value at byte") != NULL, "%s: %s",
                      frames[_i].label, err.msg);
        return;
    }
    ck_assert_msg(rc == 0, "%s: %s", frames[_i].label, err.msg);
    char *json = json_of(value);
    ck_assert_msg(strcmp(json, frames[_i].json) == 0, "%s: %s", frames[_i].label, json);
    free(json);
    grade_value_free(value);
}
END_TEST

/* What is encoded decodes to the same; and a prefix of it never decodes. */
START_TEST(returns_the_same)
{
    struct grade_value *value =
        must("[null, true, -5, 1.5, {\"$float\": \"-0.0\"}, \"\\u0000\\ud800\xc3\xa4\", "
             "{\"$bytes\": {\"hex\": \"00ff\"}}, {\"$set\": [1, {\"$frozenset\": [2]}]}, "
             "{\"$dict\": [[{\"$tuple\": [1]}, {\"a\": []}]]}, {\"$complex\": [1, \"inf\"]}, "
             "{\"$datetime\": \"2024-05-17\"}, {\"$object\": {\"type\": \"P\", \"attrs\": {}}}, "
             "{\"$given\": \"df\"}, {\"$int\": \"0x123456789abcdef0123\"}]");
    struct grade_buf out = GRADE_BUF_INIT;
    grade_wire_encode(&out, value);
    struct grade_value *again = NULL;
    ck_assert_int_eq(grade_wire_decode(&again, out.data, out.len, NULL), 0);
    ck_assert(grade_compare(value, again, GRADE_COMPARE_EXACT, NULL));
    grade_value_free(again);
    for (size_t len = 0; len < out.len; len++)
        ck_assert_int_lt(grade_wire_decode(&again, out.data, len, NULL), 0);
    grade_buf_done(&out);
    grade_value_free(value);
}
END_TEST

/* Python reads no decimal int of more than 4300 digits, so they go in hex. */
START_TEST(long_ints_in_hex)
{
    char digits[5002];
    memset(digits, '0', sizeof(digits));
    digits[0] = '1';
    digits[5001] = '\0';
    struct grade_value *value = must(digits), *again = NULL;
    struct grade_buf out = GRADE_BUF_INIT;
    grade_wire_encode(&out, value);
    ck_assert_int_eq(out.data[0], 'x');
    ck_assert_int_eq(grade_wire_decode(&again, out.data, out.len, NULL), 0);
    ck_assert(grade_compare(value, again, GRADE_COMPARE_EXACT, NULL));
    again->text[again->len - 1] = '1';
    ck_assert(!grade_compare(value, again, GRADE_COMPARE_EXACT, NULL));
    grade_value_free(value);
    grade_value_free(again);
    grade_buf_done(&out);
}
END_TEST

START_TEST(bounds_depth)
{
    struct grade_buf out = GRADE_BUF_INIT;
    struct grade_value *value = NULL;
    for (int i = 0; i < GRADE_VALUE_MAX_DEPTH - 1; i++)
        grade_buf_adds(&out, "l1;");
    grade_buf_adds(&out, "N");
    ck_assert_int_eq(grade_wire_decode(&value, out.data, out.len, NULL), 0);
    grade_value_free(value);
    grade_buf_clear(&out);
    for (int i = 0; i < 1000000; i++)
        grade_buf_adds(&out, "g5:given");
    ck_assert_int_lt(grade_wire_decode(&value, out.data, out.len, NULL), 0);
    grade_buf_done(&out);
}
END_TEST

/* Lists that each claim all that is left would cost their product, were counts not charged. */
START_TEST(bounds_claims)
{
    struct grade_buf out = GRADE_BUF_INIT;
    struct grade_value *value = NULL;
    for (int i = 0; i < 120; i++)
        grade_buf_adds(&out, "l1500000;");
    for (int i = 0; i < 1500000; i++)
        grade_buf_addc(&out, 'N');
    clock_t start = clock();
    ck_assert_int_lt(grade_wire_decode(&value, out.data, out.len, NULL), 0);
    ck_assert_msg((clock() - start) / CLOCKS_PER_SEC < 1, "too slow");
    grade_buf_clear(&out);
    grade_buf_addf(&out, "l%d;", GRADE_VALUE_MAX_NODES + 1);
    for (int i = 0; i < GRADE_VALUE_MAX_NODES + 1; i++)
        grade_buf_addc(&out, 'N');
    ck_assert_int_lt(grade_wire_decode(&value, out.data, out.len, NULL), 0);
    grade_buf_done(&out);
}
END_TEST

START_TEST(never_encodes_a_matcher)
{
    struct grade_value *value = must("[{\"$min\": 5}]");
    struct grade_buf out = GRADE_BUF_INIT;
    grade_wire_encode(&out, value);
    ck_assert_str_eq(out.data, "l1;g6:opaques9:a matcher");
    grade_buf_done(&out);
    grade_value_free(value);
}
END_TEST

/* What CPython's marshal.loads takes for the value of the left: hex of Python/marshal.c's format.
 */
static const struct {
    const char *json, *hex; /* NULL: it has no form there */
} marshalled[] = {
    {"null", "4e"},
    {"[true, false]", "5b020000005446"},
    {"[0, -1, 2147483647, -2147483648]", "5b04000000690000000069ffffffff69ffffff7f6900000080"},
    {"[2147483648, -2147483649]", "5b020000006c030000000000000002006cfdffffff010000000200"},
    {"9223372036854775807", "6c05000000ff7fff7fff7fff7f0700"},
    {"-9223372036854775808", "6cfbffffff00000000000000000800"},
    {"[1.5, -0.25]", "5b0200000067000000000000f83f67000000000000d0bf"},
    {"{\"a\": \"\\u00e4\"}", "7b7a01617502000000c3a430"},
    {"[\"\\ud800\"]", "5b010000007503000000eda080"},
    {"{\"$tuple\": [[], {}]}", "28020000005b000000007b30"},
    {"{\"$bytes\": {\"hex\": \"00ff\"}}", "730200000000ff"},
    {"9223372036854775808", NULL},
    {"{\"$int\": \"0x123456789abcdef0123\"}", NULL},
    {"[{\"$set\": []}]", NULL},
    {"{\"$frozenset\": [1]}", NULL},
    {"{\"$complex\": [1, 2]}", NULL},
    {"[1, {\"a\": {\"$decimal\": \"1\"}}]", NULL},
    {"[{\"$min\": 5}]", NULL},
};

START_TEST(marshals)
{
    struct grade_value *value = must(marshalled[_i].json);
    struct grade_buf out = GRADE_BUF_INIT, hex = GRADE_BUF_INIT;
    grade_buf_adds(&out, "-");
    bool can = grade_marshal_encode(&out, value);
    for (size_t i = 1; i < out.len; i++)
        grade_buf_addf(&hex, "%02x", (unsigned char)out.data[i]);
    ck_assert_msg(can == (marshalled[_i].hex != NULL), "%s", marshalled[_i].json);
    const char *due = marshalled[_i].hex ? marshalled[_i].hex : "";
    ck_assert_msg(strcmp(grade_buf_text(&hex), due) == 0, "%s: %s", marshalled[_i].json,
                  grade_buf_text(&hex));
    grade_buf_done(&out);
    grade_buf_done(&hex);
    grade_value_free(value);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("wire");
    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, decodes, 0, GRADE_COUNT(frames));
    tcase_add_test(tc, returns_the_same);
    tcase_add_test(tc, long_ints_in_hex);
    tcase_add_test(tc, bounds_depth);
    tcase_add_test(tc, bounds_claims);
    tcase_add_test(tc, never_encodes_a_matcher);
    tcase_add_loop_test(tc, marshals, 0, GRADE_COUNT(marshalled));
    return run_cases(tc, "wire");
}
