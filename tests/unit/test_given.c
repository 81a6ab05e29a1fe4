/* The loader of `given`, `replace` and the evidence that `then` names. */
#include "bank/bank_internal.h"

#include "grade/mem.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static int load(struct grade_problem *problem, const char *text, struct grade_err *err)
{
    static const char about[] =
        "{\"format\": 1, \"title\": \"T\", \"names\": [\"taken\", \"other\"]}";
    ck_assert_int_eq(bank_parse_problem(problem, about, strlen(about), err), 0);
    return bank_parse_cases(problem, text, strlen(text), err);
}

/* What is given, and the message behind "case 1 'x': "; NULL: it is fine. */
static const struct {
    const char *label, *given, *message;
} rows[] = {
    {"nothing", "{}", NULL},
    {"values", "{\"a\": 1, \"b\": [{\"$tuple\": [1]}], \"c\": {\"$object\": {\"type\": \"P\"}}}",
     NULL},
    {"functions",
     "{\"a\": {\"$function\": {}}, \"b\": {\"$async_function\": [{\"return\": 1, \"delay\": 0.5}, "
     "{\"echo\": true}]}, "
     "\"c\": {\"$function\": {\"by\": [[[{\"$any\": \"int\"}], {}]], \"else\": {\"raise\": \"E\", "
     "\"args\": [1]}}, "
     "\"signature\": \"a, b\"}}",
     NULL},
    {"iterators",
     "{\"a\": {\"$iterator\": [1, {\"raise\": \"E\"}, {\"x\": 1}]}, \"b\": {\"$async_iterator\": "
     "{\"count_from\": -3, "
     "\"delay\": 1}}, \"c\": {\"$iterable\": {\"items\": []}}}",
     NULL},
    {"contexts",
     "{\"a\": {\"$context\": {}}, \"b\": {\"$async_context\": {\"enter\": {\"return\": 1}, "
     "\"exit\": {\"raise\": \"E\"}, "
     "\"suppress\": true}}}",
     NULL},
    {"others",
     "{\"a\": {\"$cell\": {}}, \"b\": {\"$object\": {\"value\": 1}}, \"m\": {\"$module\": {\"f\": "
     "{\"$function\": {}}, "
     "\"N\": 1, \"sub\": {\"$module\": {}}}}}",
     NULL},
    {"references",
     "{\"a\": {\"$function\": {\"return\": {\"$given\": \"b\"}}}, \"b\": [{\"$given\": \"a\"}]}",
     NULL},
    /* names */
    {"no name", "{\"a b\": 1}", "given: 'a b' is not a name of Python"},
    {"a keyword", "{\"def\": 1}", "given: 'def' is not a name of Python"},
    {"taken by the language", "{\"events\": 1}",
     "given: events: the name has a meaning of its own; take another"},
    {"taken by the solution", "{\"taken\": 1}",
     "given: taken: the solution defines this name too; if it is to be replaced, name it in "
     "'replace'"},
    {"a member of a module", "{\"m\": {\"$module\": {\"a.b\": 1}}}",
     "given: m: 'a.b' is not a name of Python"},
    /* tags and keys */
    {"unknown kind", "{\"a\": {\"$functoin\": {}}}",
     "given: a: unknown tag '$functoin' (did you mean '$function'?)"},
    {"unknown key beside the kind", "{\"a\": {\"$function\": {}, \"sgnature\": \"a\"}}",
     "given: a: unknown key 'sgnature' (did you mean 'signature'?)"},
    {"a key before the kind", "{\"a\": {\"b\": 1, \"$function\": {}}}",
     "given: a: unknown key 'b'"},
    {"a key that is free", "{\"a\": {\"x-note\": 1, \"$function\": {}, \"x-more\": 2}}", NULL},
    {"a second kind", "{\"a\": {\"$function\": {}, \"$cell\": {}}}",
     "given: a: unknown key '$cell'"},
    {"signature of no function", "{\"a\": {\"$iterator\": [], \"signature\": \"a\"}}",
     "given: a: signature: only functions have a signature"},
    {"signature no text", "{\"a\": {\"$function\": {}, \"signature\": 1}}",
     "given: a: signature: must be a string, not a whole number"},
    {"unknown key", "{\"a\": {\"$function\": {\"retrun\": 1}}}",
     "given: a: $function: unknown key 'retrun' (did you mean 'return'?)"},
    {"function of a number", "{\"a\": {\"$function\": 1}}",
     "given: a: $function: must be a list or an object, not a whole number"},
    /* behaviours */
    {"return and raise", "{\"a\": {\"$function\": {\"return\": 1, \"raise\": \"E\"}}}",
     "given: a: $function: 'return', 'echo' and 'raise' exclude each other"},
    {"args alone", "{\"a\": {\"$function\": {\"args\": []}}}",
     "given: a: $function: 'args' needs 'raise'"},
    {"echo of nothing", "{\"a\": {\"$function\": {\"echo\": false}}}",
     "given: a: $function: echo: must be true"},
    {"raise of no name", "{\"a\": {\"$function\": {\"raise\": \"a b\"}}}",
     "given: a: $function: raise: 'a b' is not a name of Python"},
    {"a matcher is no value", "{\"a\": {\"$function\": {\"return\": {\"$any\": true}}}}", ""},
    {"delay backwards", "{\"a\": {\"$function\": [{}, {\"delay\": -1}]}}",
     "given: a: $function: call 2: delay: must lie between 0 and 1000000000, not -1"},
    {"by of a number", "{\"a\": {\"$function\": {\"by\": [[1, {}]]}}}",
     "given: a: $function: by: item 1: the arguments must be a list, even one: [[...], behaviour]"},
    {"by of one", "{\"a\": {\"$function\": {\"by\": [[[1]]]}}}",
     "given: a: $function: by: item 1: must be [[arguments], behaviour]"},
    {"else alone", "{\"a\": {\"$function\": {\"else\": {}}}}",
     "given: a: $function: the key 'by' is missing"},
    {"by and return", "{\"a\": {\"$function\": {\"by\": [], \"return\": 1}}}",
     "given: a: $function: unknown key 'return'"},
    {"else that fails", "{\"a\": {\"$function\": {\"by\": [], \"else\": {\"x\": 1}}}}",
     "given: a: $function: else: unknown key 'x'"},
    {"items and count", "{\"a\": {\"$iterator\": {\"items\": [], \"count_from\": 1}}}",
     "given: a: $iterator: takes a list of items, or one of 'items' and 'count_from'"},
    {"neither", "{\"a\": {\"$iterator\": {\"delay\": 1}}}",
     "given: a: $iterator: takes a list of items, or one of 'items' and 'count_from'"},
    {"an item that fails", "{\"a\": {\"$iterator\": [1, {\"raise\": 2}]}}",
     "given: a: $iterator: item 2: raise: must be a string, not a whole number"},
    {"a context that echoes", "{\"a\": {\"$context\": {\"enter\": {\"echo\": true}}}}",
     "given: a: $context: a context cannot echo"},
    {"a context's keys", "{\"a\": {\"$context\": {\"supress\": true}}}",
     "given: a: $context: unknown key 'supress' (did you mean 'suppress'?)"},
    {"deep modules",
     "{\"a\": {\"$module\": {\"a\": {\"$module\": {\"a\": {\"$module\": {\"a\": {\"$module\": "
     "{\"a\": 1}}}}}}}}}",
     "given: a: a: a: a: modules are nested more than 4 deep"},
    /* references */
    {"nothing of that name", "{\"a\": [{\"$given\": \"b\"}]}",
     "given: a: $given: nothing named 'b' is given"},
    {"in a behaviour", "{\"a\": {\"$function\": {\"return\": {\"$given\": \"b\"}}}}",
     "given: a: $given: nothing named 'b' is given"},
    {"in arguments", "{\"a\": {\"$function\": {\"by\": [[[{\"$is\": \"b\"}], {}]]}}}",
     "given: a: $is: nothing named 'b' is given"},
};

static void check(const char *label, int rc, const struct grade_err *err, const char *message)
{
    static const char head[] = "case 1 'x': ";
    ck_assert_msg((rc < 0) == (message != NULL), "%s: %s", label,
                  rc < 0 ? err->msg : "was accepted");
    if (!message)
        return;
    ck_assert_int_eq(err->fault, GRADE_FAULT_PACKAGE);
    ck_assert_msg(!strncmp(err->msg, head, strlen(head)), "%s: '%s'", label, err->msg);
    ck_assert_msg(!message[0] || !strcmp(err->msg + strlen(head), message), "%s: '%s'", label,
                  err->msg);
}

START_TEST(given)
{
    cleanup_free char *text = grade_printf(
        "{\"cases\": [{\"name\": \"x\", \"given\": %s, \"eval\": \"1\"}]}", rows[_i].given);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    int rc = load(problem, text, &err);
    check(rows[_i].label, rc, &err, rows[_i].message);
    grade_problem_free(problem);
}
END_TEST

#define GIVEN                                                                                      \
    "\"given\": {\"f\": {\"$function\": {}}, \"xs\": {\"$iterator\": []}, \"v\": 1, "              \
    "\"m\": {\"$module\": {\"g\": {\"$function\": {}}, \"N\": 1}}}, "

/* The keys of a case, and the message behind "case 1 'x': "; NULL: it is fine. */
static const struct {
    const char *label, *keys, *message;
} uses[] = {
    {"evidence",
     GIVEN "\"eval\": \"1\", \"then\": {\"f.calls\": [], \"f.peak\": 0, \"xs.pulled\": 0, \"v\": "
           "1, \"events\": [], "
           "\"m.g.args\": [], \"m.N\": 1}",
     NULL},
    {"no such evidence", GIVEN "\"eval\": \"1\", \"then\": {\"f.pulled\": 0}",
     "then: 'f.pulled': a $function has no such evidence; it has calls, args, peak, finished"},
    {"nearly", GIVEN "\"eval\": \"1\", \"then\": {\"xs.puled\": 0}",
     "then: 'xs.puled': a $iterator has no such evidence (did you mean 'pulled'?); it has pulled, "
     "asked, closed"},
    {"no name of a probe", GIVEN "\"eval\": \"1\", \"then\": {\"h.calls\": 0}",
     "then: 'h.calls': nothing of that name is given"},
    {"a probe alone", GIVEN "\"eval\": \"1\", \"then\": {\"f\": 0}",
     "then: 'f': a $function has no such evidence; it has calls, args, peak, finished"},
    {"a value's calls", GIVEN "\"eval\": \"1\", \"then\": {\"v.calls\": 0}",
     "then: 'v.calls': a plain value has no evidence but its name"},
    {"a module's", GIVEN "\"eval\": \"1\", \"then\": {\"m.calls\": 0}",
     "then: 'm.calls': a $module has no such evidence; it has none"},
    {"in a step", GIVEN "\"steps\": [{\"exec\": \"1\"}, {\"exec\": \"2\", \"then\": {\"w\": 0}}]",
     "step 2: then: 'w': nothing of that name is given"},
    {"in a row", GIVEN "\"call\": \"f\", \"table\": [[[], 1], {\"then\": {\"w\": 0}}]",
     "row 2: then: 'w': nothing of that name is given"},
    {"given to a row",
     "\"call\": \"f\", \"table\": [{\"given\": {\"w\": 1}, \"then\": {\"w\": 0}}]", NULL},
    {"given to a row behind",
     "\"call\": \"f\", \"table\": [{\"then\": {\"w\": 0}}, {\"given\": {\"w\": 1}}]",
     "row 1: then: 'w': nothing of that name is given"},
    {"given to a row, and wrong",
     "\"call\": \"f\", \"table\": [{\"given\": {\"w\": {\"$cell\": 1}}}]",
     "row 1: given: w: $cell: must be an object, not a whole number"},
    {"given to a row, and taken", "\"call\": \"f\", \"table\": [{\"given\": {\"taken\": 1}}]",
     "row 1: given: taken: the solution defines this name too; if it is to be replaced, name it in "
     "'replace'"},
    {"an argument",
     GIVEN "\"call\": \"f\", \"args\": [{\"$given\": \"f\"}], \"returns\": {\"$is\": \"xs\"}",
     NULL},
    {"an argument of nothing", GIVEN "\"call\": \"f\", \"args\": [{\"$given\": \"g\"}]",
     "args: $given: nothing named 'g' is given"},
    {"nothing that is returned", GIVEN "\"call\": \"f\", \"returns\": [{\"$is\": \"g\"}]",
     "returns: $is: nothing named 'g' is given"},
    {"nothing in evidence", GIVEN "\"eval\": \"1\", \"then\": {\"f.args\": [{\"$given\": \"g\"}]}",
     "then: $given: nothing named 'g' is given"},
    {"replaced", "\"given\": {\"taken\": 1}, \"replace\": [\"taken\"], \"eval\": \"1\"", NULL},
    {"replaced by nothing", GIVEN "\"replace\": [\"other\"], \"eval\": \"1\"",
     "replace: nothing named 'other' is given"},
    {"replaced twice", GIVEN "\"replace\": [\"f\", \"f\"], \"eval\": \"1\"",
     "replace: 'f' stands there twice"},
    {"a whole program", GIVEN "\"stdin\": \"\", \"exit\": 0",
     "'given' and 'replace' mean nothing for a whole program"},
};

START_TEST(use)
{
    cleanup_free char *text = grade_printf("{\"cases\": [{\"name\": \"x\", %s}]}", uses[_i].keys);
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    int rc = load(problem, text, &err);
    check(uses[_i].label, rc, &err, uses[_i].message);
    grade_problem_free(problem);
}
END_TEST

START_TEST(what_is_stored)
{
    static const char text[] =
        "{\"cases\": [{\"name\": \"x\", \"eval\": \"1\", \"given\": {\"f\": {\"$function\": "
        "{\"by\": [[[1], {\"echo\": true, "
        "\"delay\": 0.25}]], \"else\": {\"raise\": \"E\"}}, \"signature\": \"a\"}, \"c\": "
        "{\"$context\": {\"suppress\": "
        "true}}, \"n\": {\"$iterator\": {\"count_from\": 9}}, \"m\": {\"$module\": {\"v\": 1}}}}]}";
    struct grade_problem *problem = bank_problem_new();
    struct grade_err err = {.msg = ""};
    ck_assert_msg(load(problem, text, &err) == 0, "%s", err.msg);
    const struct grade_givens *givens = &problem->cases[0].given;
    ck_assert_uint_eq(givens->count, 5);
    const struct grade_given *f = &givens->items[0], *c = &givens->items[1], *n = &givens->items[2];
    ck_assert_str_eq(f->name, "f");
    ck_assert_int_eq(f->script, GRADE_SCRIPT_BY);
    ck_assert_str_eq(f->signature, "a");
    ck_assert_uint_eq(f->behaviour_count, 2);
    ck_assert_int_eq(f->behaviours[0].does, GRADE_BEHAVIOUR_ECHO);
    ck_assert_int_eq(f->behaviours[0].delay_ns, 250000000);
    ck_assert_ptr_ne(f->behaviours[0].when, NULL);
    ck_assert_ptr_eq(f->behaviours[1].when, NULL);
    ck_assert_str_eq(f->behaviours[1].type, "E");
    ck_assert(c->suppress && !c->has_enter && c->behaviour_count == 2);
    ck_assert_int_eq(n->script, GRADE_SCRIPT_COUNT);
    ck_assert_int_eq(n->count_from, 9);
    ck_assert_str_eq(givens->items[3].name, "m");
    ck_assert_str_eq(givens->items[4].name, "m.v");
    ck_assert_int_eq(givens->items[4].kind, GRADE_GIVEN_VALUE);
    grade_problem_free(problem);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("given");
    TCase *tests = tcase_create("given");
    tcase_add_loop_test(tests, given, 0, (int)GRADE_COUNT(rows));
    tcase_add_loop_test(tests, use, 0, (int)GRADE_COUNT(uses));
    tcase_add_test(tests, what_is_stored);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
