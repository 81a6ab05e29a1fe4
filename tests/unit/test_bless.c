/* What `grade bless --fails` refuses, by results of hand: grade's own errors are hard to come by.
 */
#include "author/bless_fails.h"

#include "value_help.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(text))

enum { CASES = 2 };
#define PASS  GRADE_VERDICT_PASS
#define WRONG GRADE_VERDICT_WRONG
#define OWN   GRADE_VERDICT_INTERNAL
#define SKIP  GRADE_VERDICT_SKIPPED

static const struct {
    const char *label;
    enum grade_verdict usual[CASES], other[CASES];
    const char *passes, *why;
} rows[] = {
    {"fails one", {WRONG, PASS}, {WRONG, PASS}, NULL, NULL},
    {"in another way", {WRONG, PASS}, {GRADE_VERDICT_ERROR, PASS}, NULL, NULL},
    {"what it passes is said to", {WRONG, PASS}, {WRONG, PASS}, "b", NULL},
    {"what is skipped is said to pass", {WRONG, SKIP}, {WRONG, SKIP}, "b", NULL},
    {"none", {PASS, PASS}, {PASS, PASS}, NULL, "passes every case: add one that wrong/x.py fails"},
    {"none that runs",
     {PASS, SKIP},
     {PASS, SKIP},
     NULL,
     "passes every case that runs here: case 2 'b' is skipped"},
    {"luck",
     {WRONG, PASS},
     {WRONG, WRONG},
     NULL,
     "fails case 2 'b' in one run and not in another: find what is not fixed"},
    {"an internal error",
     {WRONG, OWN},
     {WRONG, OWN},
     NULL,
     "ends in an internal error in case 2 'b': see what grade says of wrong/x.py"},
    {"an internal error once",
     {WRONG, PASS},
     {OWN, PASS},
     NULL,
     "ends in an internal error in case 1 'a': see what grade says of wrong/x.py"},
    {"what it fails is said to pass",
     {PASS, WRONG},
     {PASS, WRONG},
     "b",
     "fails 'b', which stands in its \"passes\": take it out there, or mend the case"},
};

START_TEST(refusals)
{
    const char *const names[CASES] = {"a", "b"};
    struct grade_case_result usual[CASES], other[CASES];
    for (size_t i = 0; i < CASES; i++) {
        usual[i] = (struct grade_case_result){
            .number = i + 1, .name = T(names[i]), .verdict = rows[_i].usual[i]};
        other[i] = usual[i];
        other[i].verdict = rows[_i].other[i];
    }
    char *passes[] = {T(rows[_i].passes)};
    struct grade_misconception own = {.name = T("x"),
                                      .passes = {.items = passes, .count = passes[0] ? 1 : 0}};
    struct solution solution = {.path = T("wrong/x.py"), .own = &own};
    struct grade_result first = {.cases = usual, .case_count = CASES},
                        second = {.cases = other, .case_count = CASES};
    char *why = fails_unfit(&solution, &first, &second);
    ck_assert_msg((!why && !rows[_i].why) || (why && rows[_i].why && !strcmp(why, rows[_i].why)),
                  "%s: %s", rows[_i].label, why ? why : "nothing");
    free(why);
}
END_TEST

/* A run of which nothing came is no run. */
START_TEST(no_cases)
{
    struct grade_misconception own = {.name = T("x")};
    struct solution solution = {.path = T("wrong/x.py"), .own = &own};
    struct grade_result none = {.verdict = GRADE_VERDICT_INTERNAL};
    char *why = fails_unfit(&solution, &none, &none);
    ck_assert_pstr_eq(why, "ends in an internal error: see what grade says of wrong/x.py");
    free(why);
}
END_TEST

int main(void)
{
    TCase *tc = tcase_create("bless");
    tcase_add_loop_test(tc, refusals, 0, (int)GRADE_COUNT(rows));
    tcase_add_test(tc, no_cases);
    return run_cases(tc, "bless");
}
