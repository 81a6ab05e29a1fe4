/* The roadmap's loader: what it makes of the bank's own, and of what is broken or hostile. */
#include "grade/topics.h"

#include "grade/buf.h"
#include "grade/mem.h"

#include <check.h>
#include <string.h>

#define HEAD   "{\"format\": 1, \"areas\": [{\"id\": \"a\", \"title\": \"Area\"}], "
#define SKILLS "\"skills\": [{\"id\": \"1.1\", \"title\": \"Skill\"}], "
#define TOPIC(id, order, more)                                                                     \
    "{\"id\": \"" id "\", \"title\": \"T\", \"area\": \"a\", \"order\": " #order more "}"
#define DOCUMENT(topics) HEAD SKILLS "\"topics\": [" topics "]}"

static const struct fault_row {
    const char *label, *text, *message; /* part of it */
} fault_rows[] = {
    {"nothing", "", "line 1"},
    {"half", "{\"format\": 1", "line 1"},
    {"a list", "[]", "must be an object"},
    {"a later format", "{\"format\": 2, \"areas\": [], \"skills\": [], \"topics\": []}",
     "format: 2 is newer than this grade"},
    {"no format", "{\"areas\": [], \"skills\": [], \"topics\": []}", "the key 'format' is missing"},
    {"a slip", HEAD SKILLS "\"topcis\": []}", "unknown key 'topcis' (did you mean 'topics'?)"},
    {"a key twice", "{\"format\": 1, \"format\": 1}", "format"},
    {"areas missing", "{\"format\": 1, \"skills\": [], \"topics\": []}", "'areas' is missing"},
    {"area without title",
     "{\"format\": 1, \"areas\": [{\"id\": \"a\"}], \"skills\": [], "
     "\"topics\": []}",
     "areas: item 1: the key 'title' is missing"},
    {"area twice",
     "{\"format\": 1, \"areas\": [{\"id\": \"a\", \"title\": \"A\"}, {\"id\": \"a\", \"title\": "
     "\"B\"}], \"skills\": [], \"topics\": []}",
     "areas: item 2: the id 'a' stands there twice"},
    {"topics no list", HEAD SKILLS "\"topics\": {}}", "topics: must be a list, not an object"},
    {"topic no object", DOCUMENT("3"), "topics: item 1: must be an object, not a whole number"},
    {"slip in a topic", DOCUMENT(TOPIC("x", 1, ", \"requries\": []")),
     "topics: item 1: unknown key 'requries' (did you mean 'requires'?)"},
    {"id with a slash", DOCUMENT(TOPIC("a/b", 1, "")), "'a/b' is no id"},
    {"id of a parent", DOCUMENT(TOPIC("..", 1, "")), "'..' is no id"},
    {"id with markup", DOCUMENT(TOPIC("<b>", 1, "")), "'<b>' is no id"},
    {"empty id", DOCUMENT(TOPIC("", 1, "")), "'' is no id"},
    {"id with a NUL", DOCUMENT(TOPIC("a\\u0000b", 1, "")), "is no id"},
    {"title with an escape",
     DOCUMENT("{\"id\": \"x\", \"title\": \"\\u001b[31m\", \"area\": \"a\", \"order\": 1}"),
     "title: must be one line without control characters"},
    {"topic twice", DOCUMENT(TOPIC("x", 1, "") ", " TOPIC("x", 2, "")),
     "topics: item 2: the id 'x' stands there twice"},
    {"unknown area", DOCUMENT("{\"id\": \"x\", \"title\": \"T\", \"area\": \"aa\", \"order\": 1}"),
     "topics: 'x': there is no area 'aa'"},
    {"unknown topic",
     DOCUMENT(TOPIC("decorators", 1, "") ", " TOPIC("x", 2, ", \"requires\": [\"decoratros\"]")),
     "topics: 'x': there is no topic 'decoratros' (did you mean 'decorators'?)"},
    {"unknown skill", DOCUMENT(TOPIC("x", 1, ", \"skills\": [\"1.2\"]")),
     "topics: 'x': there is no skill '1.2'"},
    {"itself", DOCUMENT(TOPIC("x", 1, ", \"requires\": [\"x\"]")),
     "'x' builds on 'x', which must come before it"},
    {"a circle",
     DOCUMENT(
         TOPIC("x", 1, ", \"requires\": [\"y\"]") ", " TOPIC("y", 2, ", \"requires\": [\"x\"]")),
     "'x' builds on 'y', which must come before it: order 2 is not below 1"},
    {"order twice", DOCUMENT(TOPIC("x", 1, "") ", " TOPIC("y", 1, "")),
     "topics: 'y': order: 1 is that of 'x' already"},
    {"order nought", DOCUMENT(TOPIC("x", 0, "")), "order: must lie between 1 and 1000000, not 0"},
    {"order enormous", DOCUMENT(TOPIC("x", 99999999999999999999, "")), "order: must lie between"},
    {"order a fraction", DOCUMENT(TOPIC("x", 1.5, "")), "order: must be a whole number"},
    {"priority nought", DOCUMENT(TOPIC("x", 1, ", \"priority\": 0")),
     "priority: must lie between 1 and 99, not 0"},
    {"requires twice", DOCUMENT(TOPIC("x", 1, ", \"requires\": [\"y\", \"y\"]")),
     "requires: 'y' stands there twice"},
    {"requires numbers", DOCUMENT(TOPIC("x", 1, ", \"requires\": [1]")),
     "requires: item 1: must be a string"},
};

START_TEST(refuses)
{
    const struct fault_row *row = &fault_rows[_i];
    struct grade_topics *topics = NULL;
    struct grade_err err;
    int rc = grade_topics_parse(&topics, row->text, strlen(row->text), &err);
    ck_assert_msg(rc < 0, "%s: taken", row->label);
    ck_assert_msg(strstr(err.msg, row->message), "%s: %s", row->label, err.msg);
    ck_assert_msg(err.fault == GRADE_FAULT_PACKAGE, "%s: fault %d", row->label, err.fault);
    ck_assert_msg(!topics, "%s: something was handed out", row->label);
}
END_TEST

/* More than there may be, and nesting without an end: an error, at once. */
START_TEST(is_bounded)
{
    struct grade_topics *topics = NULL;
    struct grade_err err;
    cleanup_buf struct grade_buf many = GRADE_BUF_INIT, deep = GRADE_BUF_INIT;
    grade_buf_adds(&many, HEAD SKILLS "\"topics\": [");
    for (int i = 1; i <= 301; i++)
        grade_buf_addf(&many,
                       "%s{\"id\": \"t%d\", \"title\": \"T\", \"area\": \"a\", \"order\": %d}",
                       i > 1 ? ", " : "", i, i);
    grade_buf_adds(&many, "]}");
    ck_assert_int_lt(grade_topics_parse(&topics, many.data, many.len, &err), 0);
    ck_assert_ptr_nonnull(strstr(err.msg, "has 301 items; 300 are the most"));
    for (int i = 0; i < 100000; i++)
        grade_buf_addc(&deep, '[');
    ck_assert_int_lt(grade_topics_parse(&topics, deep.data, deep.len, &err), 0);
    ck_assert_ptr_null(topics);
}
END_TEST

START_TEST(sorts_and_measures)
{
    static const char text[] = HEAD SKILLS
        "\"topics\": ["
        "{\"id\": \"top\", \"title\": \"T\", \"area\": \"a\", \"order\": 30, \"priority\": 2,"
        " \"requires\": [\"mid\", \"base\"]},"
        "{\"id\": \"base\", \"title\": \"T\", \"area\": \"a\", \"order\": 10, \"x-note\": 1},"
        "{\"id\": \"mid\", \"title\": \"T\", \"area\": \"a\", \"order\": 20, \"requires\": "
        "[\"base\"]},"
        "{\"id\": \"other\", \"title\": \"T\", \"area\": \"a\", \"order\": 40, \"priority\": 5,"
        " \"requires\": [\"base\"]},"
        "{\"id\": \"idle\", \"title\": \"T\", \"area\": \"a\", \"order\": 50}]}";
    static const struct {
        const char *id;
        size_t depth;
        int priority, urgency;
    } rows[] = {{"base", 0, 0, 2},
                {"mid", 1, 0, 2},
                {"top", 2, 2, 2},
                {"other", 1, 5, 5},
                {"idle", 0, 0, 0}};
    struct grade_topics *topics = NULL;
    struct grade_err err;
    int rc = grade_topics_parse(&topics, text, sizeof(text) - 1, &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
    ck_assert_uint_eq(topics->count, GRADE_COUNT(rows));
    for (size_t i = 0; i < topics->count; i++) {
        ck_assert_str_eq(topics->topics[i].id, rows[i].id);
        ck_assert_msg(topics->topics[i].depth == rows[i].depth, "%s: depth", rows[i].id);
        ck_assert_msg(topics->topics[i].priority == rows[i].priority, "%s: priority", rows[i].id);
        ck_assert_msg(topics->topics[i].urgency == rows[i].urgency, "%s: urgency", rows[i].id);
    }
    ck_assert_ptr_null(grade_topics_find(topics, "none"));
    grade_topics_free(topics);
}
END_TEST

/* The bank's own: it is sound, and every problem has its place on it. */
START_TEST(the_bank)
{
    static const char *const banks[] = {GRADE_SOURCE_DIR "/problems", NULL};
    struct grade_topics *topics = NULL;
    struct grade_catalogue catalogue;
    struct grade_err err;
    int rc = grade_topics_load(&topics, banks, &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
    ck_assert_uint_eq(topics->count, 53);
    grade_catalogue_load(&catalogue, banks);
    ck_assert_uint_gt(catalogue.count, 8);
    for (size_t i = 0; i < catalogue.count; i++) {
        const struct grade_entry *entry = &catalogue.entries[i];
        ck_assert_msg(!entry->fault, "%s: %s", entry->id, entry->fault);
        ck_assert_msg(grade_topics_find(topics, entry->topic) != NULL,
                      "%s: its topic '%s' is not "
                      "on the roadmap",
                      entry->id, entry->topic);
        ck_assert_ptr_eq(grade_catalogue_find(&catalogue, entry->id), entry);
    }
    grade_catalogue_done(&catalogue);
    grade_topics_free(topics);
}
END_TEST

START_TEST(no_roadmap_is_an_empty_one)
{
    static const char *const banks[] = {GRADE_TEST_DATA "/packages", "/nowhere", NULL};
    struct grade_topics *topics = NULL;
    struct grade_err err;
    ck_assert_int_eq(grade_topics_load(&topics, banks, &err), 0);
    ck_assert_uint_eq(topics->count, 0);
    grade_topics_free(topics);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("topics");
    TCase *tcase = tcase_create("topics");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, refuses, 0, (int)GRADE_COUNT(fault_rows));
    tcase_add_test(tcase, is_bounded);
    tcase_add_test(tcase, sorts_and_measures);
    tcase_add_test(tcase, the_bank);
    tcase_add_test(tcase, no_roadmap_is_an_empty_one);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
