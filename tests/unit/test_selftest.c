/* The headers of attack files: what they may say, and what is told of one that says it wrongly. */
#include "scratch.h"

#include "cli/selftest.h"

#include "grade/mem.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD "# row: 7\n# name: n\n# stopped-by: s\n# expect: error\n"

static int read_text(struct selftest_attack *out, const char *text, struct grade_err *err)
{
    scratch_make();
    cleanup_free char *family = scratch_at("f");
    ck_assert_int_eq(mkdir(family, 0700), 0);
    scratch_put("f/007_x.py", text, strlen(text));
    int rc = selftest_attack_read(out, scratch, "f/007_x.py", err);
    scratch_drop();
    return rc;
}

static const struct {
    const char *label, *text, *fault;
} broken[] = {
    {"empty", "", "needs row"},
    {"no row", "# name: n\n# stopped-by: s\n# expect: pass\n", "needs row"},
    {"row is a word", "# row: x\n", "'x' is no row"},
    {"no verdict", "# row: 7\n# name: n\n# stopped-by: s\n", "needs expect"},
    {"unknown verdict", "# expect: fine\n", "'fine' is no verdict"},
    {"skipped without why", "# expect: skipped: \n", "is no verdict"},
    {"unknown key", GOOD "# expects: pass\n", "unknown header key 'expects'"},
    {"no key at all", GOOD "# what it does\n", "is no 'key: value'"},
    {"unknown profile", GOOD "# profile: network\n", "is no profile"},
    {"append without number", GOOD "# append: x x\n", "is no number and text"},
    {"append too much", GOOD "# append: 99999999 xxx\n", "is no number and text"},
    {"second verdict", GOOD "# also-baseline: maybe\n", "is no verdict"},
};

START_TEST(headers_that_are_wrong)
{
    struct selftest_attack attack;
    struct grade_err err;
    int rc = read_text(&attack, broken[_i].text, &err);
    ck_assert_msg(rc < 0, "%s: was read", broken[_i].label);
    ck_assert_msg(strstr(err.msg, broken[_i].fault) != NULL, "%s: %s", broken[_i].label, err.msg);
    ck_assert_msg(strstr(err.msg, "f/007_x.py") != NULL, "%s: %s", broken[_i].label, err.msg);
    ck_assert_int_eq(err.fault, GRADE_FAULT_MACHINE);
}
END_TEST

START_TEST(a_whole_header)
{
    struct selftest_attack attack;
    struct grade_err err;
    int rc = read_text(&attack,
                       GOOD "# expect-baseline: skipped: no folder\n"
                            "# case: {\"a\":\n#   1}\n# case: {}\n"
                            "# limits: cpu_ms=1 wall_ms=2\n# profile: threads\n# append: 3 xy\n"
                            "\nx = 1\n# row: 8\n",
                       &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
    ck_assert_int_eq(attack.row, 7);
    ck_assert_str_eq(attack.family, "f");
    ck_assert_int_eq(attack.full.verdict, GRADE_VERDICT_ERROR);
    ck_assert_ptr_null(attack.full.left_out);
    ck_assert_str_eq(attack.baseline.left_out, "no folder");
    ck_assert_uint_eq(attack.cases.count, 2);
    ck_assert_str_eq(attack.cases.items[0], "{\"a\": 1}");
    ck_assert_uint_eq(attack.limits.count, 2);
    ck_assert(attack.threads && !attack.processes);
    selftest_attack_done(&attack);
}
END_TEST

/* Line numbers stay, what is expected is not to be read. */
START_TEST(the_source_is_blanked)
{
    struct selftest_attack attack;
    struct grade_err err;
    int rc = read_text(
        &attack, "# -*- coding: utf-8 -*-\n" GOOD "# says: secret\n\nx = 1\n# says: stays\n", &err);
    ck_assert_msg(rc == 0, "%s", err.msg);
    const char *source = grade_buf_text(&attack.source);
    ck_assert_ptr_null(strstr(source, "secret"));
    ck_assert_ptr_nonnull(strstr(source, "# -*- coding: utf-8 -*-\n"));
    ck_assert_ptr_nonnull(strstr(source, "\n\nx = 1\n# says: stays\n"));
    size_t lines = 0;
    for (const char *at = source; (at = strchr(at, '\n')); at++)
        lines++;
    ck_assert_uint_eq(lines, 9);
    selftest_attack_done(&attack);
}
END_TEST

START_TEST(the_corpus_is_whole)
{
    struct selftest_corpus corpus;
    struct grade_err err;
    bool rows[109] = {false};
    ck_assert_msg(selftest_corpus_read(&corpus, GRADE_SOURCE_DIR "/tests/attacks", NULL, &err) == 0,
                  "%s", err.msg);
    ck_assert_uint_gt(corpus.count, 300);
    for (size_t i = 0; i < corpus.count; i++) {
        const struct selftest_attack *attack = &corpus.attacks[i];
        const char *name = strrchr(attack->path, '/') + 1;
        ck_assert_msg(atoi(name) == attack->row, "%s is row %d", attack->path, attack->row);
        ck_assert_int_lt(attack->row, 109);
        rows[attack->row] = true;
    }
    selftest_corpus_done(&corpus);
    /* What check_host.py plays, with a command line or a machine of its own. */
    static const int host[] = {92, 94, 97, 98, 99, 100};
    for (size_t i = 0; i < GRADE_COUNT(host); i++)
        rows[host[i]] = true;
    for (int row = 1; row < 109; row++)
        ck_assert_msg(rows[row], "row %d has no attack", row);
}
END_TEST

START_TEST(words_choose)
{
    char forging[] = "forging/", nothing[] = "no such word";
    char *some[] = {forging, NULL}, *none[] = {nothing, NULL};
    struct selftest_corpus corpus;
    struct grade_err err;
    const char *path = GRADE_SOURCE_DIR "/tests/attacks";
    ck_assert_int_eq(selftest_corpus_read(&corpus, path, some, &err), 0);
    ck_assert_uint_gt(corpus.count, 50);
    for (size_t i = 0; i < corpus.count; i++)
        ck_assert_str_eq(corpus.attacks[i].family, "forging");
    selftest_corpus_done(&corpus);
    ck_assert_int_lt(selftest_corpus_read(&corpus, path, none, &err), 0);
    ck_assert_int_eq(err.fault, GRADE_FAULT_USAGE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("selftest");
    TCase *headers = tcase_create("headers");
    tcase_add_loop_test(headers, headers_that_are_wrong, 0, GRADE_COUNT(broken));
    tcase_add_test(headers, a_whole_header);
    tcase_add_test(headers, the_source_is_blanked);
    suite_add_tcase(suite, headers);
    TCase *files = tcase_create("corpus");
    tcase_add_test(files, the_corpus_is_whole);
    tcase_add_test(files, words_choose);
    suite_add_tcase(suite, files);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
