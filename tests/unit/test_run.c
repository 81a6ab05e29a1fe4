/* Judging answers, without a sandbox: the clock, exceptions by hand-made descriptions,
 * misconceptions, verdicts. */
#include "run/internal.h"

#include "grade/bank.h"
#include "value_help.h"

#include <check.h>
#include <stdint.h>

/* The clock ----------------------------------------------------------------------------------- */

static const int64_t SECOND = 1000000000;

static const struct {
    const char *label;
    int64_t from, ns, after;
} after_rows[] = {
    {"an hour", 5, 3600, 3605},
    {"no time", 7, 0, 7},
    {"backwards", 7, -5, 7},
    {"the most negative", 7, INT64_MIN, 7},
    {"to the end", 7, INT64_MAX, CLOCK_END_NS},
    {"at the end", CLOCK_END_NS, 1, CLOCK_END_NS},
    {"beyond the end", CLOCK_END_NS, INT64_MAX, CLOCK_END_NS},
    {"just before the end", CLOCK_END_NS - 3, 2, CLOCK_END_NS - 1},
};

START_TEST(after)
{
    ck_assert_msg(clock_after(after_rows[_i].from, after_rows[_i].ns) == after_rows[_i].after, "%s",
                  after_rows[_i].label);
}
END_TEST

static const struct {
    const char *label;
    int64_t ns;
    const char *json;
} second_rows[] = {
    {"none", 0, "0"},
    {"whole", 3 * SECOND, "3"},
    {"half", SECOND / 2, "0.5"},
    {"one", 1, "1e-09"},
    {"a year", 31536000 * SECOND, "31536000"},
};

START_TEST(seconds)
{
    struct grade_value *value = clock_seconds(second_rows[_i].ns);
    cleanup_free char *json = json_of(value);
    ck_assert_msg(!strcmp(json, second_rows[_i].json), "%s: %s", second_rows[_i].label, json);
    grade_value_free(value);
}
END_TEST

START_TEST(clock_never_goes_back)
{
    struct virtual_clock clock;
    clock_init(&clock);
    clock_move(&clock, 5);
    clock_move(&clock, 3);
    ck_assert_int_eq(clock.now_ns, 5);
    clock_done(&clock);
    clock_done(&clock);
}
END_TEST

START_TEST(sleeps_are_kept)
{
    struct virtual_clock clock;
    clock_init(&clock);
    const int64_t slept[] = {SECOND, 0, -1, INT64_MIN, SECOND / 4};
    for (size_t i = 0; i < GRADE_COUNT(slept); i++)
        clock_slept(&clock, slept[i]);
    cleanup_free char *json = json_of(clock.sleeps);
    ck_assert_str_eq(json, "[1, 0.25]");
    for (int i = 0; i < 200000; i++)
        clock_slept(&clock, 1);
    ck_assert_uint_le(clock.sleeps->count, 100000);
    ck_assert_int_eq(clock.now_ns, 0);
    clock_done(&clock);
}
END_TEST

/* Exceptions ---------------------------------------------------------------------------------- */

/* As trace.py describes them; the solution here defines Busy. */
#define MRO(...) "\"mro\": [" __VA_ARGS__ "]"
#define B(name)  "[\"builtins\", \"" name "\"]"
#define KEY_ERROR                                                                                  \
    "{\"module\": \"builtins\", \"qualname\": \"KeyError\", " MRO(B("KeyError") ", " B(            \
        "LookupError") ", " B("Exception")) ", \"args\": [\"k\", 1], \"str\": \"no k\", "          \
                                            "\"attrs\": {\"code\": 7}, \"notes\": [\"n\"], "       \
                                            "\"cause\": null, \"context\": null, \"group\": null}"
#define BUSY                                                                                       \
    "{\"module\": \"solution\", \"qualname\": \"Busy\", " MRO("[\"solution\", \"Busy\"], " B(      \
        "KeyError") ", " B("Exception")) ", \"args\": [], \"str\": \"\", \"attrs\": {}, "          \
                                         "\"notes\": [], \"cause\": " KEY_ERROR                    \
                                         ", \"context\": null, \"group\": [" KEY_ERROR "]}"
#define OWN                                                                                        \
    "{\"module\": \"solution\", \"qualname\": \"KeyError\", " MRO(                                 \
        "[\"solution\", \"KeyError\"], " B("Exception")) "}"

static const struct {
    const char *label, *raised;
    struct grade_raises want;
    const char *reason; /* NULL: it matches */
} raises_rows[] = {
    {"its type", KEY_ERROR, {.type = (char *)"KeyError"}, NULL},
    {"a base", KEY_ERROR, {.type = (char *)"LookupError"}, NULL},
    {"a base, exactly",
     KEY_ERROR,
     {.type = (char *)"LookupError", .exact = true},
     "not exactly a LookupError"},
    {"exactly", KEY_ERROR, {.type = (char *)"KeyError", .exact = true}, NULL},
    {"another", KEY_ERROR, {.type = (char *)"ValueError"}, "it is no ValueError"},
    {"one of nowhere", KEY_ERROR, {.type = (char *)"Nowhere"}, "it is no Nowhere"},
    {"the solution's", BUSY, {.type = (char *)"Busy"}, NULL},
    {"the solution's, dotted", BUSY, {.type = (char *)"solution.Busy"}, NULL},
    {"base of the solution's", BUSY, {.type = (char *)"KeyError"}, NULL},
    {"a name like a builtin's", OWN, {.type = (char *)"KeyError"}, "it is no KeyError"},
    {"a name like a builtin's, dotted", OWN, {.type = (char *)"solution.KeyError"}, NULL},
    {"message", KEY_ERROR, {.match = (char *)"^no"}, NULL},
    {"another message", KEY_ERROR, {.match = (char *)"^k"}, "its message does not match /^k/"},
    {"no message", OWN, {.match = (char *)"x"}, "its message does not match"},
    {"no cause", KEY_ERROR, {.no_cause = true}, NULL},
    {"a cause, and none wanted", BUSY, {.no_cause = true}, "it has a cause, and should have none"},
    {"no context", BUSY, {.no_context = true}, NULL},
    {"nothing known of it", "{}", {.type = (char *)"KeyError"}, "it is no KeyError"},
    {"an mro that is none", "{\"mro\": 3}", {.type = (char *)"KeyError"}, "it is no KeyError"},
    {"an mro of nonsense",
     "{\"mro\": [3, [], [1, 2], [\"builtins\"]]}",
     {.type = (char *)"KeyError"},
     "it is no KeyError"},
    {"a group that is none",
     "{\"group\": 7}",
     {.group_count = 1},
     "it groups 0 exceptions instead of 1"},
};

static struct grade_problem problem;
static struct session session;

static void set_up(void)
{
    static char *names[] = {(char *)"Busy"};
    problem = (struct grade_problem){.names = {names, 1}, .solution_file = (char *)"solution.py"};
    session = (struct session){.problem = &problem};
    struct grade_err err;
    session.prepared =
        value_of("{\"exceptions\": {\"KeyError\": [\"builtins\", \"KeyError\"], "
                 "\"LookupError\": [\"builtins\", \"LookupError\"], "
                 "\"ValueError\": [\"builtins\", \"ValueError\"], \"Nowhere\": null, "
                 "\"Busy\": [\"builtins\", \"Busy\"]}}",
                 GRADE_ROLE_PLAIN, &err);
    ck_assert_msg(session.prepared != NULL, "%s", err.msg);
}

static void tear_down(void)
{
    grade_value_free(session.prepared);
}

START_TEST(raises)
{
    struct grade_value *raised = must(raises_rows[_i].raised);
    cleanup_free char *reason = NULL;
    bool ok = raises_match(&session, &raises_rows[_i].want, raised, &reason);
    ck_assert_msg(ok == !raises_rows[_i].reason, "%s", raises_rows[_i].label);
    ck_assert_msg(ok || strstr(reason, raises_rows[_i].reason), "%s: %s", raises_rows[_i].label,
                  reason);
    grade_value_free(raised);
}
END_TEST

START_TEST(raises_within)
{
    struct grade_value *raised = must(BUSY), *args = must("[\"k\", 1]"),
                       *attrs = must("{\"code\": 8}");
    struct grade_raises key = {.type = (char *)"KeyError", .args = args}, *group[] = {&key};
    struct grade_raises want = {
        .type = (char *)"Busy", .cause = &key, .groups = group, .group_count = 1};
    char *reason = NULL;
    ck_assert(raises_match(&session, &want, raised, &reason));
    key.attrs = attrs;
    ck_assert(!raises_match(&session, &want, raised, &reason));
    ck_assert_ptr_nonnull(strstr(reason, "code: expected 8, got 7"));
    free(reason);
    grade_value_free(raised);
    grade_value_free(args);
    grade_value_free(attrs);
}
END_TEST

/* Descriptions that lie in every way: read without a crash, bounded, with something to show. */
static const char *const odd_rows[] = {
    "{}",
    "{\"module\": 3, \"qualname\": [], \"str\": null, \"frames\": {}, \"cause\": 7, \"context\": "
    "[]}",
    "{\"frames\": [null, [], [1, 2, 3, 4, 5, 6], [\"solution.py\", \"f\", 99999999999999999999, "
    "-1, -9, \"x\"]]}",
    "{\"frames\": [[\"step 1.0\", \"f\", 1, 1, 1, 1], [\"step 0.0\", \"f\", 1, 1, 1, 1], "
    "[\"step 18446744073709551615.18446744073709551615\", \"f\", 1, 1, 1, 1]], \"left_out\": -5}",
    "{\"frames\": [[\"solution.py\", \"f\", 2, 2, 3, 2], [\"solution.py\", \"f\", 1, 1, 9999, 5]]}",
};

START_TEST(odd_exceptions)
{
    struct grade_run_job job = {.source = "x = 1\n    y", .source_len = 11};
    session.job = &job;
    struct grade_value *wire = must(odd_rows[_i]);
    struct grade_exception *exception = exception_read(&session, wire);
    ck_assert_ptr_nonnull(exception);
    cleanup_free char *line = exception_line(exception);
    ck_assert_ptr_nonnull(line);
    ck_assert_uint_le(exception->frame_count, 64);
    for (size_t i = 0; i < exception->frame_count; i++)
        ck_assert_ptr_nonnull(exception->frames[i].file);
    struct grade_case_result result = {0};
    locate(&result, &session, exception);
    free(result.location_file);
    grade_exception_free(exception);
    grade_value_free(wire);
}
END_TEST

START_TEST(no_exception)
{
    struct grade_value *wire = must("[1]");
    ck_assert_ptr_null(exception_read(&session, wire));
    ck_assert_ptr_null(exception_read(&session, NULL));
    grade_value_free(wire);
}
END_TEST

START_TEST(endless_chain)
{
    struct grade_value *wire = must(KEY_ERROR);
    for (int i = 0; i < 40; i++) {
        struct grade_value *outer = grade_value_new(GRADE_KIND_DICT);
        grade_value_put(outer, "qualname", grade_value_str("Outer"));
        grade_value_put(outer, "cause", wire);
        wire = outer;
    }
    struct grade_exception *exception = exception_read(&session, wire);
    int depth = 0;
    for (struct grade_exception *at = exception; at; at = at->cause)
        depth++;
    ck_assert_int_ge(depth, 2);
    ck_assert_int_le(depth, 10);
    grade_exception_free(exception);
    grade_value_free(wire);
}
END_TEST

/* Misconceptions ------------------------------------------------------------------------------ */

#define LIST(...)                                                                                  \
    {                                                                                              \
        (char *[]){__VA_ARGS__}, sizeof((char *[]){__VA_ARGS__}) / sizeof(char *)                  \
    }
#define NONE                                                                                       \
    {                                                                                              \
        NULL, 0                                                                                    \
    }
#define T(text) (char *)text

/* Cases a (passed), b (rows 1 and 3 of it failed), c (failed as a whole), d (skipped), odd[1]
 * (failed). */
static const struct {
    const char *label;
    struct grade_misconception declared[3];
    size_t count;
    const char *told;
} hint_rows[] = {
    {"one", {{.name = T("m"), .hint = T("h"), .fails = LIST(T("c"))}}, 1, "m"},
    {"a case that passed", {{.name = T("m"), .hint = T("h"), .fails = LIST(T("a"))}}, 1, NULL},
    {"and passes",
     {{.name = T("m"), .hint = T("h"), .fails = LIST(T("c")), .passes = LIST(T("a"))}},
     1,
     "m"},
    {"passes what failed",
     {{.name = T("m"), .hint = T("h"), .fails = LIST(T("c")), .passes = LIST(T("b"))}},
     1,
     NULL},
    {"a row", {{.name = T("m"), .hint = T("h"), .fails = LIST(T("b[1]"))}}, 1, "m"},
    {"another row", {{.name = T("m"), .hint = T("h"), .fails = LIST(T("b[2]"))}}, 1, NULL},
    {"rows",
     {{.name = T("m"),
       .hint = T("h"),
       .fails = LIST(T("b[1]"), T("b[3]")),
       .passes = LIST(T("b[2]"))}},
     1,
     "m"},
    {"a row of what failed as a whole",
     {{.name = T("m"), .hint = T("h"), .fails = LIST(T("c[5]"))}},
     1,
     "m"},
    {"a name with brackets",
     {{.name = T("m"), .hint = T("h"), .fails = LIST(T("odd[1]"))}},
     1,
     "m"},
    {"a skipped case fails not",
     {{.name = T("m"), .hint = T("h"), .fails = LIST(T("d"))}},
     1,
     NULL},
    {"nor does it pass",
     {{.name = T("m"), .hint = T("h"), .fails = LIST(T("c")), .passes = LIST(T("d"))}},
     1,
     NULL},
    {"a case that is not there",
     {{.name = T("m"), .hint = T("h"), .fails = LIST(T("e"))}},
     1,
     NULL},
    {"no conditions", {{.name = T("m"), .hint = T("h"), .fails = NONE}}, 1, NULL},
    {"no hint", {{.name = T("m"), .fails = LIST(T("c"))}}, 1, NULL},
    {"more conditions win",
     {{.name = T("few"), .hint = T("h"), .fails = LIST(T("c"))},
      {.name = T("many"), .hint = T("i"), .fails = LIST(T("c"), T("b"))}},
     2,
     "many"},
    {"more conditions win, in any order",
     {{.name = T("many"), .hint = T("i"), .fails = LIST(T("c"), T("b"))},
      {.name = T("few"), .hint = T("h"), .fails = LIST(T("c"))}},
     2,
     "many"},
    {"a tie tells nothing",
     {{.name = T("one"), .hint = T("h"), .fails = LIST(T("c"))},
      {.name = T("two"), .hint = T("i"), .fails = LIST(T("b"))}},
     2,
     NULL},
    {"a tie with the same hint",
     {{.name = T("one"), .hint = T("h"), .fails = LIST(T("c"))},
      {.name = T("two"), .hint = T("h"), .fails = LIST(T("b"))}},
     2,
     "one"},
    {"a tie below the best",
     {{.name = T("one"), .hint = T("h"), .fails = LIST(T("c"))},
      {.name = T("two"), .hint = T("i"), .fails = LIST(T("b"))},
      {.name = T("best"), .hint = T("j"), .fails = LIST(T("c"), T("b"))}},
     3,
     "best"},
};

START_TEST(hints)
{
    struct grade_failure rows[] = {{.row = 1, .verdict = GRADE_VERDICT_WRONG},
                                   {.row = 3, .verdict = GRADE_VERDICT_WRONG}};
    struct grade_failure whole[] = {{.verdict = GRADE_VERDICT_ERROR}};
    struct grade_case_result cases[] = {
        {.name = T("a"), .verdict = GRADE_VERDICT_PASS},
        {.name = T("b"), .verdict = GRADE_VERDICT_WRONG, .failures = rows, .failure_count = 2},
        {.name = T("c"), .verdict = GRADE_VERDICT_ERROR, .failures = whole, .failure_count = 1},
        {.name = T("d"), .verdict = GRADE_VERDICT_SKIPPED},
        {.name = T("odd[1]"),
         .verdict = GRADE_VERDICT_ERROR,
         .failures = whole,
         .failure_count = 1},
    };
    struct grade_result result = {.cases = cases, .case_count = GRADE_COUNT(cases)};
    problem.misconceptions = (struct grade_misconception *)hint_rows[_i].declared;
    problem.misconception_count = hint_rows[_i].count;
    session.result = &result;
    recognise(&session);
    const char *told = result.misconception ? result.misconception : "nothing";
    ck_assert_msg(!strcmp(told, hint_rows[_i].told ? hint_rows[_i].told : "nothing"), "%s: %s",
                  hint_rows[_i].label, told);
    grade_strings_done(&result.tied);
    free(result.misconception);
    free(result.hint);
}
END_TEST

/* The problem knows this mistake only. */
static void declare(struct grade_misconception *one, struct grade_result *result)
{
    problem.misconceptions = one;
    problem.misconception_count = 1;
    session.result = result;
}

START_TEST(hints_by_what_was_seen)
{
    struct grade_value *seven = must("7"), *saw = must("{\"c\": {\"$min\": 7}}"),
                       *name = must("{\"c\": \"KeyError\"}");
    struct grade_exception exception = {.type = T("KeyError"), .message = T("")};
    struct grade_failure failures[] = {{.actual = seven}, {.exception = &exception}};
    struct grade_case_result cases[] = {
        {.name = T("c"), .verdict = GRADE_VERDICT_WRONG, .failures = failures, .failure_count = 1}};
    struct grade_misconception declared = {
        .name = T("m"), .hint = T("h"), .fails = LIST(T("c")), .saw = saw};
    struct grade_result result = {.cases = cases, .case_count = 1};
    declare(&declared, &result);
    recognise(&session);
    ck_assert_pstr_eq(result.misconception, "m");
    free(result.misconception);
    free(result.hint);
    result.misconception = result.hint = NULL;
    declared.saw = name;
    recognise(&session);
    ck_assert_ptr_null(result.misconception);
    cases[0].failure_count = 2;
    recognise(&session);
    ck_assert_pstr_eq(result.misconception, "m");
    free(result.misconception);
    free(result.hint);
    grade_value_free(seven);
    grade_value_free(saw);
    grade_value_free(name);
}
END_TEST

START_TEST(hints_by_what_a_row_gave)
{
    struct grade_value *seven = must("7"), *eight = must("8"), *saw = must("{\"c[2]\": 7}");
    struct grade_failure failures[] = {{.row = 1, .actual = seven}, {.row = 2, .actual = eight}};
    struct grade_case_result cases[] = {
        {.name = T("c"), .verdict = GRADE_VERDICT_WRONG, .failures = failures, .failure_count = 2}};
    struct grade_misconception declared = {
        .name = T("m"), .hint = T("h"), .fails = LIST(T("c")), .saw = saw};
    struct grade_result result = {.cases = cases, .case_count = 1};
    declare(&declared, &result);
    recognise(&session);
    ck_assert_ptr_null(result.misconception);
    failures[1].actual = seven;
    recognise(&session);
    ck_assert_pstr_eq(result.misconception, "m");
    free(result.misconception);
    free(result.hint);
    grade_value_free(seven);
    grade_value_free(eight);
    grade_value_free(saw);
}
END_TEST

/* Those that tie are told to authors: no less than match as well, and none that does not match. */
START_TEST(hints_that_tie)
{
    struct grade_failure whole[] = {{.verdict = GRADE_VERDICT_ERROR}};
    struct grade_case_result cases[] = {
        {.name = T("a"), .verdict = GRADE_VERDICT_PASS},
        {.name = T("b"), .verdict = GRADE_VERDICT_WRONG, .failures = whole, .failure_count = 1},
        {.name = T("c"), .verdict = GRADE_VERDICT_ERROR, .failures = whole, .failure_count = 1},
    };
    struct grade_misconception declared[] = {
        {.name = T("one"), .hint = T("h"), .fails = LIST(T("c"), T("b"))},
        {.name = T("less"), .hint = T("i"), .fails = LIST(T("c"))},
        {.name = T("other"), .hint = T("j"), .fails = LIST(T("a"), T("b"))},
        {.name = T("two"), .hint = T("k"), .fails = LIST(T("b")), .passes = LIST(T("a"))},
    };
    struct grade_result result = {.cases = cases, .case_count = GRADE_COUNT(cases)};
    problem.misconceptions = declared;
    problem.misconception_count = GRADE_COUNT(declared);
    session.result = &result;
    recognise(&session);
    ck_assert_ptr_null(result.misconception);
    ck_assert_uint_eq(result.tied.count, 2);
    ck_assert_str_eq(result.tied.items[0], "one");
    ck_assert_str_eq(result.tied.items[1], "two");
    grade_strings_done(&result.tied);
}
END_TEST

/* Frames -------------------------------------------------------------------------------------- */

static const struct {
    const char *label, *data;
    bool ok;
} frame_rows[] = {
    {"a frame", "l2;s4:doned0;", true},
    {"more keys", "l2;s4:doned1;s1:ni0;", true},
    {"nothing", "", false},
    {"no list", "d0;", false},
    {"one item", "l1;s4:done", false},
    {"three items", "l3;s4:doned0;N", false},
    {"a kind that is none", "l2;i1;d0;", false},
    {"a body that is none", "l2;s4:doneN", false},
    {"a tuple", "u2;s4:doned0;", false},
    {"junk behind it", "l2;s4:doned0;x", false},
};

START_TEST(frames)
{
    const char *kind = NULL;
    const struct grade_value *body = NULL;
    struct grade_value *frame =
        frame_parse(frame_rows[_i].data, strlen(frame_rows[_i].data), &kind, &body);
    ck_assert_msg((frame != NULL) == frame_rows[_i].ok, "%s", frame_rows[_i].label);
    ck_assert(!frame || !strcmp(kind, "done"));
    grade_value_free(frame);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("run");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_set_timeout(tc, 30);
    tcase_add_loop_test(tc, after, 0, (int)GRADE_COUNT(after_rows));
    tcase_add_loop_test(tc, seconds, 0, (int)GRADE_COUNT(second_rows));
    tcase_add_test(tc, clock_never_goes_back);
    tcase_add_test(tc, sleeps_are_kept);
    tcase_add_loop_test(tc, raises, 0, (int)GRADE_COUNT(raises_rows));
    tcase_add_test(tc, raises_within);
    tcase_add_loop_test(tc, odd_exceptions, 0, (int)GRADE_COUNT(odd_rows));
    tcase_add_test(tc, no_exception);
    tcase_add_test(tc, endless_chain);
    tcase_add_loop_test(tc, hints, 0, (int)GRADE_COUNT(hint_rows));
    tcase_add_test(tc, hints_by_what_was_seen);
    tcase_add_test(tc, hints_by_what_a_row_gave);
    tcase_add_test(tc, hints_that_tie);
    tcase_add_loop_test(tc, frames, 0, (int)GRADE_COUNT(frame_rows));
    return run_cases(tc, "run");
}
