/* Drawn inputs: the random numbers are the same everywhere, values keep to their strategies, and
 * shrinking finds the simplest input that still fails. */
#include "bank/bank_internal.h"
#include "run/generate.h"
#include "run/internal.h"

#include "grade/mem.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Random numbers ----------------------------------------------------------------------------- */

/* The published values of splitmix64 for the seed 1234567. */
START_TEST(published_numbers)
{
    static const uint64_t want[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                    UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
                                    UINT64_C(16408922859458223821)};
    uint64_t state = 1234567;
    for (size_t i = 0; i < GRADE_COUNT(want); i++)
        ck_assert_uint_eq(random_next(&state), want[i]);
}
END_TEST

START_TEST(states_differ)
{
    const uint64_t base = random_state(1, "a", 0);
    ck_assert_uint_eq(base, random_state(1, "a", 0));
    ck_assert_uint_ne(base, random_state(2, "a", 0));
    ck_assert_uint_ne(base, random_state(1, "b", 0));
    ck_assert_uint_ne(base, random_state(1, "a", 1));
}
END_TEST

/* Strategies --------------------------------------------------------------------------------- */

static struct grade_generate *parse(const char *args)
{
    cleanup_free char *text = grade_printf("{\"args\": [%s]}", args);
    struct grade_value *json = NULL;
    struct grade_generate *generate = NULL;
    struct grade_err err = {.msg = ""};
    ck_assert_msg(grade_json_parse(&json, text, strlen(text), &err) == 0, "%s", err.msg);
    ck_assert_msg(bank_generate(&generate, json, &err) == 0, "%s: %s", args, err.msg);
    grade_value_free(json);
    return generate;
}

/* The first argument of an input; borrowed. */
static const struct grade_value *first(const struct grade_value *input)
{
    return input->items[0]->items[0];
}

static long long whole(const struct grade_value *value)
{
    ck_assert_int_eq(value->kind, GRADE_KIND_INT);
    return grade_value_number(value, 0);
}

static bool int_small(const struct grade_value *v)
{
    return whole(v) >= -3 && whole(v) <= 5;
}

static bool int_wide(const struct grade_value *v)
{
    return llabs(whole(v)) <= 1LL << 62;
}

static bool int_far(const struct grade_value *v)
{
    return whole(v) >= 1000 && whole(v) <= 1002;
}

static bool int_negative(const struct grade_value *v)
{
    return whole(v) >= -9 && whole(v) <= -7;
}

static bool float_unit(const struct grade_value *v)
{
    return v->kind == GRADE_KIND_FLOAT && v->real >= 0.25 && v->real <= 0.75;
}

static bool float_huge(const struct grade_value *v)
{
    return v->kind == GRADE_KIND_FLOAT && isfinite(v->real) && fabs(v->real) <= 8e307;
}

static bool text_short(const struct grade_value *v)
{
    return v->kind == GRADE_KIND_STR && v->len >= 2 && v->len <= 8 &&
           strspn(v->text, "ab\xc3\xa9") == v->len;
}

static bool list_sorted(const struct grade_value *v)
{
    for (size_t i = 1; i < v->count; i++)
        if (whole(v->items[i]) <= whole(v->items[i - 1]))
            return false;
    return v->kind == GRADE_KIND_LIST && v->count >= 2 && v->count <= 6;
}

static bool dict_of_lists(const struct grade_value *v)
{
    for (size_t i = 0; i < v->count; i += 2)
        if (v->items[i]->kind != GRADE_KIND_STR || v->items[i + 1]->kind != GRADE_KIND_LIST)
            return false;
    return v->kind == GRADE_KIND_DICT && v->count <= 6;
}

static bool set_full(const struct grade_value *v)
{
    return v->kind == GRADE_KIND_SET && v->count == 3;
}

static bool one_of(const struct grade_value *v)
{
    return v->kind == GRADE_KIND_NONE || grade_value_is_str(v, "x") || v->kind == GRADE_KIND_BOOL;
}

static const struct {
    const char *strategy;
    bool (*holds)(const struct grade_value *value);
} strategies[] = {
    {"{\"int\": {\"min\": -3, \"max\": 5}}", int_small},
    {"{\"int\": {\"min\": -4611686018427387904, \"max\": 4611686018427387904}}", int_wide},
    {"{\"int\": {\"min\": 1000, \"max\": 1002}}", int_far},
    {"{\"int\": {\"min\": -9, \"max\": -7}}", int_negative},
    {"{\"float\": {\"min\": 0.25, \"max\": 0.75}}", float_unit},
    {"{\"float\": {\"min\": -8e307, \"max\": 8e307}}", float_huge},
    {"{\"str\": {\"alphabet\": \"ab\xc3\xa9\", \"min_len\": 2, \"max_len\": 4}}", text_short},
    {"{\"list\": {\"of\": {\"int\": {}}, \"unique\": true, \"sorted\": true, \"min_len\": 2, "
     "\"max_len\": 6}}",
     list_sorted},
    {"{\"dict\": {\"keys\": {\"str\": {}}, \"values\": {\"list\": {\"of\": 1}}, \"max_len\": 3}}",
     dict_of_lists},
    {"{\"set\": {\"of\": {\"int\": {\"min\": 0, \"max\": 2}}, \"min_len\": 3}}", set_full},
    {"{\"one_of\": [null, \"x\", {\"bool\": true}]}", one_of},
};

/* Each input keeps to its strategy, is the same for the same state, and is what its choices say. */
START_TEST(keeps_to_strategy)
{
    struct grade_generate *generate = parse(strategies[_i].strategy);
    for (size_t i = 0; i < 500; i++) {
        struct choices choices = {0}, same = {0};
        struct grade_value *inputs[] = {draw_new(generate, &choices, i),
                                        draw_new(generate, &same, i), NULL};
        inputs[2] = draw_again(generate, &choices);
        struct grade_buf texts[3] = {GRADE_BUF_INIT, GRADE_BUF_INIT, GRADE_BUF_INIT};
        for (size_t k = 0; k < 3; k++) {
            ck_assert_ptr_nonnull(inputs[k]);
            grade_value_to_json(&texts[k], inputs[k]);
            ck_assert_msg(strategies[_i].holds(first(inputs[k])), "%s: %s", strategies[_i].strategy,
                          texts[k].data);
            ck_assert_str_eq(texts[k].data, texts[0].data);
            grade_value_free(inputs[k]);
        }
        grade_buf_done(&texts[1]), grade_buf_done(&texts[2]), grade_buf_done(&texts[0]);
        choices_done(&choices);
        choices_done(&same);
    }
    bank_generate_free(generate);
}
END_TEST

/* Any choices at all make an input that keeps to the strategy, or none. */
START_TEST(takes_any_choices)
{
    struct grade_generate *generate = parse(strategies[_i].strategy);
    uint64_t state = 7;
    for (size_t i = 0; i < 500; i++) {
        struct choices choices = {.count = i % 20, .room = 20};
        choices.items = grade_alloc_array(20, sizeof(*choices.items));
        for (size_t k = 0; k < choices.count; k++)
            choices.items[k] =
                i % 3 ? random_next(&state) >> (random_next(&state) % 64) : UINT64_MAX;
        struct grade_value *input = draw_again(generate, &choices);
        if (input)
            ck_assert(strategies[_i].holds(first(input)));
        grade_value_free(input);
        choices_done(&choices);
    }
    bank_generate_free(generate);
}
END_TEST

/* The ends of a small range and the shortest and longest lists come up. */
START_TEST(reaches_the_ends)
{
    struct grade_generate *generate =
        parse("{\"list\": {\"of\": {\"int\": {\"min\": -1000, \"max\": 5000}}, \"max_len\": 30}}");
    bool empty = false, longest = false, least = false, most = false, twice = false;
    for (size_t i = 0; i < 200; i++) {
        struct choices choices = {0};
        struct grade_value *input = draw_new(generate, &choices, i);
        const struct grade_value *list = first(input);
        empty |= list->count == 0;
        longest |= list->count == 30;
        for (size_t k = 0; k < list->count; k++) {
            least |= whole(list->items[k]) == -1000;
            most |= whole(list->items[k]) == 5000;
            for (size_t j = 0; j < k; j++)
                twice |=
                    whole(list->items[k]) > 100 && whole(list->items[k]) == whole(list->items[j]);
        }
        grade_value_free(input);
        choices_done(&choices);
    }
    ck_assert(empty && longest && least && most && twice);
    bank_generate_free(generate);
}
END_TEST

START_TEST(runs_out_of_items)
{
    struct grade_generate *generate =
        parse("{\"set\": {\"of\": {\"bool\": true}, \"min_len\": 3}}");
    struct choices choices = {0};
    ck_assert_ptr_null(draw_new(generate, &choices, 1));
    choices_done(&choices);
    bank_generate_free(generate);
}
END_TEST

/* Shrinking ---------------------------------------------------------------------------------- */

static bool long_list(const struct grade_value *args)
{
    return args->items[0]->count >= 3;
}

static bool has_large(const struct grade_value *args)
{
    for (size_t i = 0; i < args->items[0]->count; i++)
        if (whole(args->items[0]->items[i]) > 20)
            return true;
    return false;
}

static bool has_very_negative(const struct grade_value *args)
{
    for (size_t i = 0; i < args->items[0]->count; i++)
        if (whole(args->items[0]->items[i]) < -20)
            return true;
    return false;
}

static bool has_twice(const struct grade_value *args)
{
    for (size_t i = 0; i < args->items[0]->count; i++)
        for (size_t k = 0; k < i; k++)
            if (whole(args->items[0]->items[i]) == whole(args->items[0]->items[k]))
                return true;
    return false;
}

static bool has_letter(const struct grade_value *args)
{
    return memchr(args->items[0]->text, 'z', args->items[0]->len) != NULL;
}

static bool above_product(const struct grade_value *args)
{
    return whole(args->items[0]) > 300 && whole(args->items[1]) > 20;
}

static bool always(const struct grade_value *args)
{
    (void)args;
    return true;
}

#define NUMBERS "{\"list\": {\"of\": {\"int\": {\"min\": -100, \"max\": 100}}, \"max_len\": 20}}"
static const struct {
    const char *label, *strategies;
    bool (*fails)(const struct grade_value *args);
    const char *simplest;
} shrinks[] = {
    {"length", NUMBERS, long_list, "[[[0, 0, 0]], {}]"},
    {"an item", NUMBERS, has_large, "[[[21]], {}]"},
    {"a negative item", NUMBERS, has_very_negative, "[[[-21]], {}]"},
    {"two alike", NUMBERS, has_twice, "[[[0, 0]], {}]"},
    {"a letter", "{\"str\": {\"max_len\": 30}}", has_letter, "[[\"z\"], {}]"},
    {"two numbers",
     "{\"int\": {\"min\": 0, \"max\": 1000}}, {\"int\": {\"min\": 0, \"max\": 1000}}",
     above_product, "[[301, 21], {}]"},
    {"everything",
     "{\"float\": {}}, {\"optional\": {\"int\": {}}}, {\"set\": {\"of\": {\"int\": {}}}}", always,
     "[[0.0, null, {\"$set\": []}], {}]"},
    {"within bounds",
     "{\"list\": {\"of\": {\"int\": {\"min\": 7}}, \"min_len\": 2, \"unique\": true}}", always,
     "[[[7, 8]], {}]"},
};

/* As run does it, one candidate at a time. */
static size_t shrink_fully(const struct grade_generate *generate, struct choices *best,
                           bool (*fails)(const struct grade_value *args))
{
    struct shrink shrink = {.pass = 0};
    struct choices candidate = {0};
    size_t tries = 0;
    shrink_start(&shrink, best);
    while (shrink_next(&shrink, &candidate)) {
        struct grade_value *input = draw_again(generate, &candidate);
        bool better = input && choices_less(&candidate, best) && fails(input->items[0]);
        grade_value_free(input);
        ck_assert_uint_lt(++tries, 50000);
        if (!better)
            continue;
        choices_copy(best, &candidate);
        shrink_start(&shrink, best);
    }
    choices_done(&candidate);
    shrink_done(&shrink);
    return tries;
}

START_TEST(finds_the_simplest)
{
    struct grade_generate *generate = parse(shrinks[_i].strategies);
    size_t failing = 0;
    for (size_t i = 0; i < 200 && failing < 10; i++) {
        struct choices choices = {0};
        struct grade_value *input = draw_new(generate, &choices, i);
        bool fails = shrinks[_i].fails(input->items[0]);
        grade_value_free(input);
        if (fails) {
            failing++;
            shrink_fully(generate, &choices, shrinks[_i].fails);
            cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
            input = draw_again(generate, &choices);
            grade_value_to_json(&text, input);
            grade_value_free(input);
            ck_assert_msg(!strcmp(text.data, shrinks[_i].simplest), "%s: %s", shrinks[_i].label,
                          text.data);
        }
        choices_done(&choices);
    }
    ck_assert_uint_gt(failing, 0);
    bank_generate_free(generate);
}
END_TEST

/* Growth ------------------------------------------------------------------------------------- */

static double constant(double n)
{
    return 7 + 0 * n;
}

static double binary(double n)
{
    return ceil(log2(n + 1));
}

static double linear(double n)
{
    return 2 * n - 1;
}

static double merging(double n)
{
    return n * log2(n) - n;
}

static double pairs(double n)
{
    return n * (n - 1) / 2;
}

static double triples(double n)
{
    return n * (n - 1) * (n - 2) / 6;
}

static double (*const counts[])(double n) = {constant, binary, linear, merging, pairs, triples};

/* Each count passes its class and all above, and fails all below, at small sizes and at large ones.
 */
START_TEST(classes_stay_apart)
{
    static const long long starts[] = {50, 100, 1000, 100000};
    struct grade_growth growth = {.size_count = 4};
    for (size_t i = 0; i < 4; i++)
        growth.sizes[i] = starts[_i] << i;
    for (size_t c = 0; c < GRADE_COUNT(counts); c++) {
        double taken[4];
        for (size_t i = 0; i < 4; i++)
            taken[i] = counts[c]((double)growth.sizes[i]);
        for (int most = GRADE_GROWTH_CONSTANT; most <= GRADE_GROWTH_N_CUBED; most++) {
            bool fits = true;
            growth.most = (enum grade_growth_class)most;
            for (size_t i = 1; i < 4; i++)
                fits &= taken[i] <= growth_bound(&growth, taken, i);
            ck_assert_msg(fits == ((int)c <= most), "count %zu, class %d, from %lld", c, most,
                          starts[_i]);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("generate");
    TCase *tcase = tcase_create("generate");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, published_numbers);
    tcase_add_test(tcase, states_differ);
    tcase_add_loop_test(tcase, keeps_to_strategy, 0, GRADE_COUNT(strategies));
    tcase_add_loop_test(tcase, takes_any_choices, 0, GRADE_COUNT(strategies));
    tcase_add_test(tcase, reaches_the_ends);
    tcase_add_test(tcase, runs_out_of_items);
    tcase_add_loop_test(tcase, finds_the_simplest, 0, GRADE_COUNT(shrinks));
    tcase_add_loop_test(tcase, classes_stay_apart, 0, 4);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
