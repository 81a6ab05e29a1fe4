/* The supervisor's side of probes: what is served, counted and recorded, and what hostile frames
 * come to. */
#include "run/probes.h"

#include "bank/bank_internal.h"
#include "grade/mem.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct grade_problem *problem;
static struct probes probes;
static struct virtual_clock vclock;
static bool real_clock;

static const char cases[] =
    "{\"cases\": [{\"name\": \"x\", \"given\": {"
    "\"one\": {\"$function\": {\"return\": 7}}, \"two\": {\"$function\": [{\"return\": 1}, "
    "{\"raise\": \"OSError\"}]}, "
    "\"by\": {\"$function\": {\"by\": [[[1], {\"return\": \"a\"}]], \"else\": {\"echo\": true}}}, "
    "\"strict\": {\"$function\": {\"by\": [[[1], {}]]}}, "
    "\"slow\": {\"$async_function\": {\"return\": 5, \"delay\": 2}}, \"nap\": {\"$function\": "
    "{\"delay\": 3}}, "
    "\"xs\": {\"$iterator\": [10, {\"raise\": \"KeyError\"}, 30]}, \"ns\": {\"$iterator\": "
    "{\"count_from\": 4}}, "
    "\"again\": {\"$iterable\": [1]}, \"lazy\": {\"$async_iterator\": {\"items\": [1], \"delay\": "
    "1}}, "
    "\"ctx\": {\"$context\": {}}, \"hush\": {\"$context\": {\"enter\": {\"return\": 2}, "
    "\"suppress\": true}}, "
    "\"cell\": {\"$cell\": {\"value\": 1}}, \"a\": {\"$object\": {\"value\": 1}}, \"b\": "
    "{\"$object\": {\"value\": 2}}, "
    "\"df\": [1, 2]}, \"eval\": \"1\"}]}";

static void setup(void)
{
    struct grade_err err = {.msg = ""};
    problem = bank_problem_new();
    ck_assert_msg(bank_parse_cases(problem, cases, strlen(cases), &err) == 0, "%s", err.msg);
    memset(&probes, 0, sizeof(probes));
    clock_init(&vclock);
    probes_add(&probes, &problem->cases[0].given);
    real_clock = false;
}

static void teardown(void)
{
    probes_done(&probes);
    clock_done(&vclock);
    grade_problem_free(problem);
}

/* A value of JSON; tags and matchers as in cases. */
static struct grade_value *json(const char *text, enum grade_value_role role)
{
    struct grade_value *parsed = NULL, *value = NULL;
    struct grade_err err = {.msg = ""};
    ck_assert_msg(grade_json_parse(&parsed, text, strlen(text), &err) == 0, "%s: %s", text,
                  err.msg);
    ck_assert_msg(grade_value_from_json(&value, parsed, role, &err) == 0, "%s: %s", text, err.msg);
    grade_value_free(parsed);
    return value;
}

static enum probe_outcome serve_value(const struct grade_value *body, struct grade_buf *said)
{
    struct probe_request request = {
        .all = &probes, .body = body, .clock = &vclock, .real_clock = real_clock};
    enum probe_outcome outcome = probes_serve(&request);
    grade_buf_clear(said);
    if (outcome == PROBE_ANSWER)
        grade_value_to_json(said, request.answer);
    else if (outcome == PROBE_FAULT)
        grade_buf_adds(said, request.fault);
    grade_value_free(request.answer);
    free(request.fault);
    free(request.aspect);
    return outcome;
}

static const char *const outcomes[] = {"answer", "silent", "fault", "lie", "flood"};

/* "answer {...}", "lie": what becomes of one body. The caller frees. */
static char *serve(const char *body)
{
    struct grade_value *value = json(body, GRADE_ROLE_PLAIN);
    cleanup_buf struct grade_buf said = GRADE_BUF_INIT;
    enum probe_outcome outcome = serve_value(value, &said);
    grade_value_free(value);
    return grade_printf("%s%s%s", outcomes[outcome], said.len ? " " : "", grade_buf_text(&said));
}

/* Bodies one behind the other, each with what becomes of it; then evidence. */
static const struct {
    const char *label;
    struct {
        const char *body, *outcome;
    } frames[6];
    const char *evidence[4][2];
} rows[] = {
    {"one behaviour",
     {{"{\"op\": \"call\", \"name\": \"one\", \"args\": [1]}",
       "answer {\"do\": \"return\", \"value\": 7}"},
      {"{\"op\": \"call\", \"name\": \"one\", \"args\": {\"$tuple\": []}, \"kwargs\": {\"k\": 2}}",
       "answer {\"do\": \"return\", \"value\": 7}"}},
     {{"one.calls", "[[[1], {}], [[], {\"k\": 2}]]"},
      {"one.args", "[1, [[], {\"k\": 2}]]"},
      {"one.peak", "1"},
      {"events", "[[\"call\", \"one\", 1], [\"call\", \"one\", {\"k\": 2}]]"}}},
    {"a list",
     {{"{\"op\": \"call\", \"name\": \"two\", \"args\": []}",
       "answer {\"do\": \"return\", \"value\": 1}"},
      {"{\"op\": \"call\", \"name\": \"two\", \"args\": []}",
       "answer {\"do\": \"raise\", \"type\": \"OSError\", \"args\": []}"},
      {"{\"op\": \"call\", \"name\": \"two\", \"args\": [3], \"kwargs\": {\"k\": \"v\"}}",
       "fault called two(3, k='v'): that is call 3, and only 2 are expected"}},
     {{"two.finished", "2"}}},
    {"by",
     {{"{\"op\": \"call\", \"name\": \"by\", \"args\": [1]}",
       "answer {\"do\": \"return\", \"value\": \"a\"}"},
      {"{\"op\": \"call\", \"name\": \"by\", \"args\": [2]}", "answer {\"do\": \"echo\"}"},
      {"{\"op\": \"call\", \"name\": \"by\", \"args\": []}",
       "fault called by() without an argument that it could give back"}},
     {{NULL}}},
    {"by, and nothing else",
     {{"{\"op\": \"call\", \"name\": \"strict\", \"args\": [2]}",
       "fault called strict(2): no call with these arguments is expected"}},
     {{"strict.finished", "0"}}},
    {"a delay is the clock's",
     {{"{\"op\": \"call\", \"name\": \"slow\", \"args\": []}",
       "answer {\"do\": \"later\", \"id\": 0, \"ns\": 2000000000}"},
      {"{\"op\": \"call\", \"name\": \"slow\", \"args\": []}",
       "answer {\"do\": \"later\", \"id\": 1, \"ns\": 2000000000}"},
      {"{\"op\": \"fetch\", \"id\": 0}", "lie"}},
     {{"slow.peak", "2"}, {"slow.finished", "0"}}},
    {"a call that waits",
     {{"{\"op\": \"call\", \"name\": \"nap\", \"args\": []}",
       "answer {\"now\": 3000000000, \"do\": \"return\", \"value\": null}"}},
     {{"nap.finished", "1"}}},
    {"cancelled",
     {{"{\"op\": \"call\", \"name\": \"slow\", \"args\": []}",
       "answer {\"do\": \"later\", \"id\": 0, \"ns\": 2000000000}"},
      {"{\"op\": \"cancelled\", \"id\": 0}", "silent"},
      {"{\"op\": \"fetch\", \"id\": 0}", "lie"},
      {"{\"op\": \"cancelled\", \"id\": 0}", "lie"}},
     {{"slow.cancelled", "1"},
      {"slow.finished", "0"},
      {"events", "[[\"call\", \"slow\"], [\"cancelled\", \"slow\"]]"}}},
    {"items",
     {{"{\"op\": \"pull\", \"name\": \"xs\"}", "answer {\"do\": \"return\", \"value\": 10}"},
      {"{\"op\": \"pull\", \"name\": \"xs\"}",
       "answer {\"do\": \"raise\", \"type\": \"KeyError\", \"args\": []}"},
      {"{\"op\": \"pull\", \"name\": \"xs\"}", "answer {\"do\": \"return\", \"value\": 30}"},
      {"{\"op\": \"pull\", \"name\": \"xs\"}", "answer {\"do\": \"stop\"}"},
      {"{\"op\": \"close\", \"name\": \"xs\"}", "silent"},
      {"{\"op\": \"close\", \"name\": \"xs\"}", "silent"}},
     {{"xs.pulled", "3"}, {"xs.asked", "4"}, {"xs.closed", "1"}}},
    {"items without end",
     {{"{\"op\": \"pull\", \"name\": \"ns\"}", "answer {\"do\": \"return\", \"value\": 4}"},
      {"{\"op\": \"pull\", \"name\": \"ns\"}", "answer {\"do\": \"return\", \"value\": 5}"}},
     {{"ns.pulled", "2"}}},
    {"twice through",
     {{"{\"op\": \"iterate\", \"name\": \"again\"}", "answer {\"do\": \"iterate\", \"it\": 0}"},
      {"{\"op\": \"iterate\", \"name\": \"again\"}", "answer {\"do\": \"iterate\", \"it\": 1}"},
      {"{\"op\": \"pull\", \"name\": \"again\", \"it\": 1}",
       "answer {\"do\": \"return\", \"value\": 1}"},
      {"{\"op\": \"pull\", \"name\": \"again\", \"it\": 1}", "answer {\"do\": \"stop\"}"},
      {"{\"op\": \"pull\", \"name\": \"again\", \"it\": 0}",
       "answer {\"do\": \"return\", \"value\": 1}"},
      {"{\"op\": \"pull\", \"name\": \"again\", \"it\": 2}", "lie"}},
     {{"again.iterated", "2"}, {"again.pulled", "2"}, {"again.asked", "3"}}},
    {"contexts",
     {{"{\"op\": \"enter\", \"name\": \"ctx\"}", "answer {\"do\": \"self\"}"},
      {"{\"op\": \"enter\", \"name\": \"hush\"}", "answer {\"do\": \"return\", \"value\": 2}"},
      {"{\"op\": \"exit\", \"name\": \"hush\", \"exception\": \"KeyError\"}",
       "answer {\"do\": \"return\", \"value\": true}"},
      {"{\"op\": \"exit\", \"name\": \"ctx\", \"exception\": null}",
       "answer {\"do\": \"return\", \"value\": null}"},
      {"{\"op\": \"exit\", \"name\": \"ctx\", \"exception\": 3}", "lie"}},
     {{"ctx.entered", "1"},
      {"events",
       "[[\"enter\", \"ctx\"], [\"enter\", \"hush\"], [\"exit\", \"hush\", \"KeyError\"], "
       "[\"exit\", \"ctx\", null]]"}}},
    {"a lost update",
     {{"{\"op\": \"read\", \"name\": \"cell\", \"who\": 1}",
       "answer {\"do\": \"return\", \"value\": 1}"},
      {"{\"op\": \"read\", \"name\": \"cell\", \"who\": 2}",
       "answer {\"do\": \"return\", \"value\": 1}"},
      {"{\"op\": \"write\", \"name\": \"cell\", \"who\": 1, \"value\": 2}",
       "answer {\"do\": \"return\"}"},
      {"{\"op\": \"write\", \"name\": \"cell\", \"who\": 2, \"value\": 3}",
       "answer {\"do\": \"return\"}"},
      {"{\"op\": \"write\", \"name\": \"cell\", \"who\": 3, \"value\": 4}",
       "answer {\"do\": \"return\"}"},
      {"{\"op\": \"write\", \"name\": \"cell\", \"who\": 3}", "lie"}},
     {{"cell.value", "4"}, {"cell.lost", "1"}}},
    {"objects",
     {{"{\"op\": \"equal\", \"name\": \"a\", \"other\": {\"$given\": \"b\"}}",
       "answer {\"do\": \"return\", \"value\": false}"},
      {"{\"op\": \"equal\", \"name\": \"a\", \"other\": 1}",
       "answer {\"do\": \"return\", \"value\": true}"},
      {"{\"op\": \"less\", \"name\": \"a\", \"other\": {\"$given\": \"b\"}}",
       "answer {\"do\": \"return\", \"value\": true}"},
      {"{\"op\": \"less\", \"name\": \"a\", \"other\": \"x\"}", "answer {\"do\": \"refuse\"}"},
      {"{\"op\": \"less\", \"name\": \"a\"}", "lie"},
      {"{\"op\": \"equal\", \"name\": \"a\", \"other\": {\"$given\": \"nobody\"}}",
       "answer {\"do\": \"return\", \"value\": false}"}},
     {{"a.eq", "3"}, {"a.lt", "2"}, {"a.hash", "0"}}},
    {"lies of names",
     {{"{}", "lie"},
      {"{\"op\": \"call\", \"name\": \"nobody\", \"args\": []}", "lie"},
      {"{\"op\": \"call\", \"name\": \"xs\", \"args\": []}", "lie"},
      {"{\"op\": \"pull\", \"name\": \"one\"}", "lie"},
      {"{\"op\": \"call\", \"name\": \"df\", \"args\": []}", "lie"},
      {"{\"op\": \"cull\", \"name\": \"one\"}", "lie"}},
     {{"one.calls", "[]"}}},
    {"lies of arguments",
     {{"{\"op\": \"call\", \"name\": \"one\"}", "lie"},
      {"{\"op\": \"call\", \"name\": \"one\", \"args\": 3}", "lie"},
      {"{\"op\": \"call\", \"name\": \"one\", \"args\": [], \"kwargs\": [1]}", "lie"},
      {"{\"op\": \"call\", \"name\": \"one\", \"args\": [], \"kwargs\": {\"$dict\": [[1, 2]]}}",
       "lie"},
      {"{\"op\": \"call\", \"name\": [\"one\"], \"args\": []}", "lie"}},
     {{"one.calls", "[]"}, {"events", "[]"}}},
    {"lies of numbers",
     {{"{\"op\": \"fetch\", \"id\": -1}", "lie"},
      {"{\"op\": \"fetch\", \"id\": 99999999999999999999999}", "lie"},
      {"{\"op\": \"fetch\", \"id\": \"0\"}", "lie"},
      {"{\"op\": \"cancelled\"}", "lie"},
      {"{\"op\": \"pull\", \"name\": \"again\", \"it\": -1}", "lie"},
      {"{\"op\": \"close\", \"name\": \"again\"}", "lie"}},
     {{"again.asked", "0"}}},
};

START_TEST(serves)
{
    for (size_t i = 0; i < GRADE_COUNT(rows[_i].frames) && rows[_i].frames[i].body; i++) {
        cleanup_free char *got = serve(rows[_i].frames[i].body);
        ck_assert_msg(!strcmp(got, rows[_i].frames[i].outcome), "%s: frame %zu: %s", rows[_i].label,
                      i + 1, got);
    }
    for (size_t i = 0; i < GRADE_COUNT(rows[_i].evidence) && rows[_i].evidence[i][0]; i++) {
        struct grade_value *got = probes_evidence(&probes, rows[_i].evidence[i][0]);
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        ck_assert_msg(got != NULL, "%s: %s", rows[_i].label, rows[_i].evidence[i][0]);
        grade_value_to_json(&text, got);
        ck_assert_msg(!strcmp(grade_buf_text(&text), rows[_i].evidence[i][1]), "%s: %s is %s",
                      rows[_i].label, rows[_i].evidence[i][0], grade_buf_text(&text));
        grade_value_free(got);
    }
}
END_TEST

static void expect(const char *body, const char *outcome)
{
    cleanup_free char *got = serve(body);
    ck_assert_str_eq(got, outcome);
}

START_TEST(delays)
{
    expect("{\"op\": \"call\", \"name\": \"slow\", \"args\": []}",
           "answer {\"do\": \"later\", \"id\": 0, \"ns\": 2000000000}");
    clock_move(&vclock, 1999990000);
    expect("{\"op\": \"pull\", \"name\": \"lazy\"}",
           "answer {\"do\": \"later\", \"id\": 1, \"ns\": 1000000000}");
    expect("{\"op\": \"fetch\", \"id\": 0}", "lie");
    clock_move(&vclock, 1999999999); /* a float may be off by this much */
    expect("{\"op\": \"fetch\", \"id\": 0}", "answer {\"do\": \"return\", \"value\": 5}");
    ck_assert_int_eq(vclock.now_ns, 2000000000);
    expect("{\"op\": \"fetch\", \"id\": 0}", "lie");
    expect("{\"op\": \"cancelled\", \"id\": 1}", "silent");
    struct grade_value *events = probes_evidence(&probes, "events");
    ck_assert_uint_eq(events->count, 3);
    grade_value_free(events);
}
END_TEST

/* With the real clock it is the supervisor's own that counts. */
START_TEST(real_delays)
{
    real_clock = true;
    expect("{\"op\": \"call\", \"name\": \"nap\", \"args\": []}",
           "answer {\"do\": \"later\", \"id\": 0, \"ns\": 3000000000}");
    clock_move(&vclock, 5000000000);
    expect("{\"op\": \"fetch\", \"id\": 0}", "lie");
}
END_TEST

START_TEST(made_anew)
{
    expect("{\"op\": \"call\", \"name\": \"two\", \"args\": [1]}",
           "answer {\"do\": \"return\", \"value\": 1}");
    probes_add(&probes, &problem->cases[0].given); /* as a row does */
    struct grade_value *calls = probes_evidence(&probes, "two.calls");
    ck_assert_uint_eq(calls->count, 0);
    grade_value_free(calls);
    expect("{\"op\": \"call\", \"name\": \"two\", \"args\": [2]}",
           "answer {\"do\": \"return\", \"value\": 1}");
    struct grade_value *events = probes_evidence(&probes, "events");
    ck_assert_uint_eq(events->count, 2);
    grade_value_free(events);
}
END_TEST

static enum probe_outcome flood(const char *text, size_t most, size_t *out_count)
{
    struct grade_value *body = json(text, GRADE_ROLE_PLAIN);
    cleanup_buf struct grade_buf said = GRADE_BUF_INIT;
    enum probe_outcome outcome = PROBE_ANSWER;
    for (*out_count = 0; *out_count < most && (outcome == PROBE_ANSWER || outcome == PROBE_SILENT);
         ++*out_count)
        outcome = serve_value(body, &said);
    grade_value_free(body);
    return outcome;
}

START_TEST(floods)
{
    static const char *const bodies[] = {"{\"op\": \"call\", \"name\": \"one\", \"args\": []}",
                                         "{\"op\": \"pull\", \"name\": \"ns\"}",
                                         "{\"op\": \"iterate\", \"name\": \"again\"}",
                                         "{\"op\": \"enter\", \"name\": \"ctx\"}",
                                         "{\"op\": \"call\", \"name\": \"slow\", \"args\": []}"};
    size_t count;
    ck_assert_int_eq(flood(bodies[_i], PROBE_RECORDS_MAX + 10, &count), PROBE_FLOOD);
    ck_assert_uint_eq(count, PROBE_RECORDS_MAX + 1);
}
END_TEST

START_TEST(flood_of_bytes)
{
    cleanup_free char *text = grade_alloc(100000);
    memset(text, 'x', 99999);
    cleanup_free char *body =
        grade_printf("{\"op\": \"call\", \"name\": \"one\", \"args\": [\"%s\"]}", text);
    size_t count;
    ck_assert_int_eq(flood(body, 1000, &count), PROBE_FLOOD);
    ck_assert_uint_lt(count, 90);
}
END_TEST

START_TEST(flood_of_values)
{
    struct grade_value *body = json("{\"op\": \"call\", \"name\": \"one\"}", GRADE_ROLE_PLAIN);
    struct grade_value *args = grade_value_new(GRADE_KIND_LIST);
    for (size_t i = 0; i < PROBE_NODES_MAX / 4; i++)
        grade_value_add(args, grade_value_new(GRADE_KIND_NONE));
    grade_value_put(body, "args", args);
    cleanup_buf struct grade_buf said = GRADE_BUF_INIT;
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(serve_value(body, &said), PROBE_ANSWER);
    ck_assert_int_eq(serve_value(body, &said), PROBE_FLOOD);
    grade_value_free(body);
}
END_TEST

START_TEST(readers_without_end)
{
    for (long long who = 0; who < 3 * PROBE_READERS_MAX; who++) {
        cleanup_free char *body =
            grade_printf("{\"op\": \"read\", \"name\": \"cell\", \"who\": %lld}", who);
        expect(body, "answer {\"do\": \"return\", \"value\": 1}");
    }
    ck_assert_uint_eq(probes_find(&probes, "cell")->reader_count, PROBE_READERS_MAX);
}
END_TEST

START_TEST(hashes)
{
    cleanup_free char *first = serve("{\"op\": \"hash\", \"name\": \"a\"}");
    cleanup_free char *again = serve("{\"op\": \"hash\", \"name\": \"a\"}");
    cleanup_free char *other = serve("{\"op\": \"hash\", \"name\": \"b\"}");
    ck_assert_str_eq(first, again);
    ck_assert_str_ne(first, other);
}
END_TEST

/* What the case process is told: names and kinds, and no word of what they will give. */
START_TEST(told)
{
    struct grade_value *list = probes_frame(&problem->cases[0].given);
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    ck_assert_uint_eq(list->count, problem->cases[0].given.count);
    grade_value_free(list->items[--list->count]); /* `df`, a value: it goes as it is */
    grade_value_to_json(&text, list);
    ck_assert_ptr_ne(strstr(text.data, "[\"two\", \"function\", null]"), NULL);
    ck_assert_ptr_eq(strpbrk(text.data, "0123456789"), NULL);
    ck_assert_ptr_eq(strstr(text.data, "OSError"), NULL);
    grade_value_free(list);
}
END_TEST

START_TEST(no_such_evidence)
{
    static const char *const names[] = {"one", "one.", "nobody.calls", "one.cull", "", "."};
    ck_assert_ptr_eq(probes_evidence(&probes, names[_i]), NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("probes");
    TCase *tests = tcase_create("serve");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, serves, 0, (int)GRADE_COUNT(rows));
    tcase_add_test(tests, delays);
    tcase_add_test(tests, real_delays);
    tcase_add_test(tests, made_anew);
    tcase_add_loop_test(tests, floods, 0, 5);
    tcase_add_test(tests, flood_of_bytes);
    tcase_add_test(tests, flood_of_values);
    tcase_add_test(tests, readers_without_end);
    tcase_add_test(tests, hashes);
    tcase_add_test(tests, told);
    tcase_add_loop_test(tests, no_such_evidence, 0, 6);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
