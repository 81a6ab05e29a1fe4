/* Judging static rules: what the facts of another process, honest or not, come to. */
#include "run/internal.h"

#include "bank/bank_internal.h"
#include "grade/mem.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char source[] = "def f(xs):\n    for x in xs:\n        print(x)\n";

struct bench { /* a session with one case of one rule, and the facts that came */
    struct grade_run_job job;
    struct grade_problem *problem;
    struct grade_result *result;
    struct trial trial;
    struct session session;
};

static void setup(struct bench *b, const char *rule, const char *facts)
{
    struct grade_err err = {.msg = ""};
    memset(b, 0, sizeof(*b));
    b->problem = bank_problem_new();
    cleanup_free char *cases = grade_printf("{\"cases\": [{\"name\": \"n\", \"rule\": %s}]}", rule);
    ck_assert_msg(bank_parse_cases(b->problem, cases, strlen(cases), &err) == 0, "%s", err.msg);
    b->result = grade_alloc(sizeof(*b->result));
    b->result->cases = grade_alloc_array(1, sizeof(*b->result->cases));
    b->result->case_count = 1;
    b->job = (struct grade_run_job){
        .problem = b->problem, .source = source, .source_len = strlen(source)};
    b->session = (struct session){.job = &b->job, .problem = b->problem, .result = b->result};
    if (facts && grade_json_parse(&b->session.facts, facts, strlen(facts), &err) < 0)
        ck_abort_msg("%s: %s", facts, err.msg);
    b->trial = (struct trial){
        .session = &b->session, .spec = &b->problem->cases[0], .result = &b->result->cases[0]};
}

static void teardown(struct bench *b)
{
    grade_value_free(b->session.facts);
    grade_result_free(b->result);
    grade_problem_free(b->problem);
}

#define FACT(scope, count, at) "{\"scope\": " scope ", \"count\": " count ", \"at\": " at "}"
#define FACTS(list)            "{\"facts\": [" list "], \"fault\": null}"
#define NONE                   FACT("[1, 1]", "0", "[]")

static const struct {
    const char *label, *rule, *facts;
    const char *message; /* NULL: it holds */
    long line, column;
} judgements[] = {
    {"required and there", "{\"require\": \"for\"}", FACTS(FACT("[0, 0]", "1", "[[2, 5]]")), NULL,
     0, 0},
    {"required, not there, in the file", "{\"require\": \"while\"}",
     FACTS(FACT("[0, 0]", "0", "[]")), "solution.py must use `while`", 0, 0},
    {"required, not there, in a function", "{\"require\": \"while\", \"in\": \"f\"}", FACTS(NONE),
     "f must use `while`", 1, 1},
    {"one of two", "{\"require\": {\"any\": [\"for\", \"while\"]}}",
     FACTS(NONE "," FACT("[0, 0]", "1", "[[2, 5]]")), NULL, 0, 0},
    {"none of two", "{\"require\": {\"any\": [\"while\", \"map()\"]}, \"in\": \"f\"}",
     FACTS(NONE "," NONE), "f must use one of `while`, `map()`", 1, 1},
    {"both of two", "{\"require\": [\"for\", \"while\"], \"in\": \"f\"}",
     FACTS(FACT("[1, 1]", "1", "[[2, 5]]") "," NONE), "f must use `while`", 1, 1},
    {"forbidden, not there", "{\"forbid\": \"while\"}", FACTS(NONE), NULL, 0, 0},
    {"forbidden and there", "{\"forbid\": \"for\", \"in\": \"f\"}",
     FACTS(FACT("[1, 1]", "1", "[[2, 5]]")), "f must do without `for`", 2, 5},
    {"forbidden, on three lines", "{\"forbid\": \"for\"}",
     FACTS(FACT("[0, 0]", "4", "[[2, 5], [2, 9], [4, 1], [7, 1]]")),
     "solution.py must do without `for` (lines 2, 4, 7)", 2, 5},
    {"forbidden, on many lines", "{\"forbid\": \"for\"}",
     FACTS(FACT("[0, 0]", "9", "[[1, 1], [2, 1], [3, 1], [4, 1], [5, 1], [6, 1]]")),
     "solution.py must do without `for` (lines 1, 2, 3, 4, 5 ...)", 1, 1},
    {"the second of two forbidden", "{\"forbid\": [\"while\", \"for\"]}",
     FACTS(NONE "," FACT("[0, 0]", "1", "[[2, 5]]")), "solution.py must do without `for`", 2, 5},
    {"forbidden in any form", "{\"forbid\": {\"any\": [\"while\", \"for\"]}}",
     FACTS(NONE "," FACT("[0, 0]", "1", "[[2, 5]]")), "solution.py must do without `for`", 2, 5},
    {"no such scope", "{\"forbid\": \"for\", \"in\": \"C.m\"}", FACTS(FACT("null", "0", "[]")),
     "solution.py has no C.m that is written out as a function or class, which this rule is about",
     0, 0},
    {"most", "{\"max\": {\"nesting\": 2}}", FACTS(FACT("[0, 0]", "2", "[[3, 9]]")), NULL, 0, 0},
    {"more than the most", "{\"max\": {\"nesting\": 1}, \"in\": \"f\"}",
     FACTS(FACT("[1, 1]", "2", "[[3, 9]]")), "f nests blocks 2 deep; 1 is the most", 3, 9},
    {"the second measure", "{\"max\": {\"nesting\": 9, \"lines\": 3, \"branches\": 9}}",
     FACTS(FACT("[0, 0]", "1", "[]") "," FACT("[0, 0]", "4", "[]") "," FACT("[0, 0]", "1", "[]")),
     "solution.py has 4 lines of code; 3 is the most", 0, 0},
    {"a message of the author's", "{\"max\": {\"branches\": 0}, \"message\": \"No %s.\"}",
     FACTS(FACT("[0, 0]", "1", "[[2, 5]]")), "No %s.", 2, 5},
    /* what no honest process says */
    {"too few facts", "{\"forbid\": [\"for\", \"while\"]}", FACTS(NONE),
     "solution.py could not be looked at", 0, 0},
    {"a fact that is none", "{\"forbid\": \"for\"}", FACTS("1"),
     "solution.py could not be looked at", 0, 0},
    {"a negative count", "{\"forbid\": \"for\"}", FACTS(FACT("[0, 0]", "-1", "[]")),
     "solution.py could not be looked at", 0, 0},
    {"a count that is none", "{\"forbid\": \"for\"}", FACTS(FACT("[0, 0]", "\"1\"", "[]")),
     "solution.py could not be looked at", 0, 0},
    {"a huge count", "{\"max\": {\"lines\": 1}}",
     FACTS(FACT("[0, 0]", "9223372036854775807", "[]")),
     "solution.py has 9223372036854775807 lines of code; 1 is the most", 0, 0},
    {"a scope that is none", "{\"forbid\": \"for\"}", FACTS(FACT("1", "0", "[]")),
     "solution.py has no solution.py that is written out as a function or class, which this rule "
     "is about",
     0, 0},
    {"places that are none", "{\"forbid\": \"for\"}", FACTS(FACT("[]", "2", "[1, {}, [-3, -3]]")),
     "solution.py must do without `for`", 0, 0},
    {"a place beyond the file", "{\"forbid\": \"for\"}", FACTS(FACT("[0, 0]", "1", "[[99, 99]]")),
     "solution.py must do without `for`", 99, 99},
    {"a place beyond everything", "{\"forbid\": \"for\"}",
     FACTS(FACT("[0, 0]", "1", "[[99999999999, 1]]")), "solution.py must do without `for`", 0, 1},
};

START_TEST(judgement)
{
    struct bench b;
    setup(&b, judgements[_i].rule, judgements[_i].facts);
    rules_judge(&b.trial);
    const struct grade_case_result *c = &b.result->cases[0];
    const char *label = judgements[_i].label;
    if (!judgements[_i].message) {
        ck_assert_msg(c->failure_count == 0, "%s: %s", label,
                      c->failure_count ? c->failures[0].message : "");
        ck_assert_msg(rule_holds(&b.session, b.trial.spec->rule, NULL), "%s", label);
    } else {
        ck_assert_msg(c->failure_count == 1, "%s: %zu failures", label, c->failure_count);
        ck_assert_str_eq(c->failures[0].message, judgements[_i].message);
        ck_assert_int_eq(c->failures[0].verdict, GRADE_VERDICT_RULE);
        long line = c->location_file ? c->location_line : 0;
        ck_assert_msg(line == judgements[_i].line, "%s: line %ld", label, line);
        ck_assert_msg(!line || c->location_column == judgements[_i].column, "%s: column %ld", label,
                      c->location_column);
        ck_assert_msg(!rule_holds(&b.session, b.trial.spec->rule, NULL), "%s", label);
    }
    teardown(&b);
}
END_TEST

START_TEST(shows_the_line)
{
    struct bench b;
    setup(&b, "{\"forbid\": \"for\", \"in\": \"f\"}", FACTS(FACT("[1, 1]", "1", "[[2, 5]]")));
    rules_judge(&b.trial);
    ck_assert_str_eq(b.result->cases[0].failures[0].action, "    for x in xs:");
    ck_assert_str_eq(b.result->cases[0].location_file, "solution.py");
    teardown(&b);
}
END_TEST

/* No facts: the verdict says how the process ended that was asked. */
static const struct {
    const char *label, *facts;
    enum grade_verdict end, verdict;
    const char *message;
} silences[] = {
    {"nothing came", NULL, GRADE_VERDICT_PASS, GRADE_VERDICT_EXITED,
     "looking at solution.py ended without an answer"},
    {"a limit", NULL, GRADE_VERDICT_MEMORY_LIMIT, GRADE_VERDICT_MEMORY_LIMIT,
     "looking at solution.py used more memory than allowed"},
    {"an empty answer", "{}", GRADE_VERDICT_PASS, GRADE_VERDICT_EXITED,
     "looking at solution.py ended without an answer"},
    {"no list", "{\"facts\": 1}", GRADE_VERDICT_CPU_LIMIT, GRADE_VERDICT_CPU_LIMIT,
     "looking at solution.py took more CPU time than allowed"},
    {"a fault",
     "{\"facts\": [], \"fault\": {\"qualname\": \"RecursionError\", \"str\": \"too deep\"}}",
     GRADE_VERDICT_PASS, GRADE_VERDICT_ERROR,
     "looking at solution.py raised RecursionError: too deep"},
};

START_TEST(silence)
{
    struct bench b;
    setup(&b, "{\"forbid\": \"for\"}", silences[_i].facts);
    b.session.preparation.end.verdict = silences[_i].end;
    rules_judge(&b.trial);
    ck_assert_uint_eq(b.result->cases[0].failure_count, 1);
    ck_assert_int_eq(b.result->cases[0].failures[0].verdict, silences[_i].verdict);
    ck_assert_str_eq(b.result->cases[0].failures[0].message, silences[_i].message);
    teardown(&b);
}
END_TEST

/* What is asked, in the order in which facts are read. */
START_TEST(request)
{
    struct bench b;
    setup(&b,
          "{\"in\": \"f\", \"require\": [\"yield\", {\"any\": [\"sorted()\", {\"literal\": 42}]}],"
          " \"forbid\": [\"import os\", \"@x.y\", {\"name\": \".z\"}, \"recursion\"], \"max\": "
          "{\"lines\": 3}}",
          NULL);
    ck_assert(rules_any(&b.session));
    struct grade_value *body = rules_request(&b.session);
    struct grade_buf text = GRADE_BUF_INIT;
    const struct grade_value *queries = grade_value_get(body, "queries");
    for (size_t i = 0; i < queries->count; i++) {
        ck_assert_str_eq(grade_value_text(grade_value_get(queries->items[i], "in"), ""), "f");
        grade_buf_addf(&text, "%s ",
                       grade_value_text(grade_value_get(queries->items[i], "kind"), "?"));
        grade_value_to_python(&text, grade_value_get(queries->items[i], "what"), 0);
        grade_buf_adds(&text, "; ");
    }
    ck_assert_str_eq(grade_buf_text(&text),
                     "nodes ['Yield', 'YieldFrom']; call 'sorted'; literal 42; import 'os'; "
                     "decorator 'x.y'; name '.z'; special 'recursion'; lines None; ");
    grade_buf_done(&text);
    grade_value_free(body);
    teardown(&b);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules");
    TCase *tests = tcase_create("rules");
    tcase_add_loop_test(tests, judgement, 0, GRADE_COUNT(judgements));
    tcase_add_loop_test(tests, silence, 0, GRADE_COUNT(silences));
    tcase_add_test(tests, shows_the_line);
    tcase_add_test(tests, request);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
