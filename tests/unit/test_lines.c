/* Texts of several lines compared: which rows are shown, and how many more differ. */
#include "report/lines.h"

#include "grade/buf.h"
#include "grade/mem.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* A row as "=NUMBER" (of the actual), "~EXPECTED/ACTUAL", "-EXPECTED" or "+ACTUAL". */
static char *shown(const struct lines_diff *diff)
{
    struct grade_buf out = GRADE_BUF_INIT;
    for (size_t i = 0; i < diff->count; i++) {
        const struct lines_row *row = &diff->rows[i];
        const char *space = i ? " " : "";
        if (row->kind == LINES_SAME)
            grade_buf_addf(&out, "%s=%zu", space, row->actual_number);
        else if (row->kind == LINES_CHANGED)
            grade_buf_addf(&out, "%s~%zu/%zu", space, row->expected_number, row->actual_number);
        else if (row->kind == LINES_MISSING)
            grade_buf_addf(&out, "%s-%zu", space, row->expected_number);
        else
            grade_buf_addf(&out, "%s+%zu", space, row->actual_number);
    }
    if (diff->more)
        grade_buf_addf(&out, " %zu more", diff->more);
    return grade_buf_take(&out);
}

static const struct {
    const char *label, *expected, *actual, *rows;
} lines_rows[] = {
    {"the same", "a\nb\n", "a\nb\n", ""},
    {"both empty", "", "", ""},
    {"a line changed", "a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\n", "=1 =2 ~3/3 =4 =5"},
    {"a line missing", "a\nb\nc\nd\n", "a\nc\nd\n", "=1 -2 =2 =3"},
    {"a line too many", "a\nc\n", "a\nb\nc\n", "=1 +2 =3"},
    {"the last missing", "a\nb\nc\n", "a\nb\n", "=1 =2 -3"},
    {"the last too many", "a\n", "a\nb\n", "=1 +2"},
    {"no newline at the end", "a\nb\n", "a\nb", "=1 ~2/2"},
    {"nothing came", "a\nb\n", "", "-1 -2"},
    {"nothing was expected", "", "a\nb\n", "+1 +2"},
    {"only what is near the first", "a\nb\nc\nd\ne\nf\ng\nh\n", "A\nb\nc\nd\ne\nf\ng\nH\n",
     "~1/1 =2 =3 1 more"},
    {"two that are near", "a\nb\nc\nd\n", "A\nb\nC\nd\n", "~1/1 =2 ~3/3 =4"},
    {"changed, and one missing", "a\nb\nc\nd\n", "a\nX\nd\n", "=1 ~2/2 -3 =3"},
    {"many that differ", "1\n2\n3\n4\n5\n6\n7\n8\n", "a\nb\nc\nd\ne\nf\ng\nh\n",
     "~1/1 ~2/2 ~3/3 ~4/4 ~5/5 3 more"},
    {"swapped", "a\nb\n", "b\na\n", "-1 =1 +2"},
    {"the same line again", "a\na\na\n", "a\na\n", "=1 =2 -3"},
    {"a blank line", "a\n\nb\n", "a\nb\n", "=1 -2 =2"},
};

START_TEST(rows)
{
    const char *expected = lines_rows[_i].expected, *actual = lines_rows[_i].actual;
    struct lines_diff diff;
    lines_compare(&diff, expected, strlen(expected), actual, strlen(actual));
    cleanup_free char *got = shown(&diff);
    ck_assert_msg(!strcmp(got, lines_rows[_i].rows), "%s: %s", lines_rows[_i].label, got);
    lines_done(&diff);
}
END_TEST

/* Past the bound on comparisons the lines are taken in pairs; nothing is lost. */
START_TEST(very_long)
{
    enum { LINES = 3000 };
    struct grade_buf expected = GRADE_BUF_INIT, actual = GRADE_BUF_INIT;
    for (int i = 0; i < LINES; i++) {
        grade_buf_addf(&expected, "line %d\n", i);
        grade_buf_addf(&actual, "row %d\n", i);
    }
    grade_buf_adds(&actual, "one more\n");
    struct lines_diff diff;
    lines_compare(&diff, expected.data, expected.len, actual.data, actual.len);
    ck_assert_uint_eq(diff.count + diff.more, LINES + 1);
    ck_assert_int_eq(diff.rows[0].kind, LINES_CHANGED);
    lines_done(&diff);
    grade_buf_done(&expected);
    grade_buf_done(&actual);
}
END_TEST

int main(void)
{
    Suite *all = suite_create("lines");
    TCase *tests = tcase_create("lines");
    tcase_add_loop_test(tests, rows, 0, GRADE_COUNT(lines_rows));
    tcase_add_test(tests, very_long);
    suite_add_tcase(all, tests);
    SRunner *runner = srunner_create(all);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
