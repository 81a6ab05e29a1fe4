/* How fast a count grows with n.
 *
 * A class f holds where no count c(n) is larger than c(n0) * f(n) / f(n0), n0 being the smallest
 * size, but for two allowances. Terms of lower order: the ratio may be larger by sqrt(log n / log
 * n0), which is half of what lies between a class and the next larger one that has a logarithm
 * more, so that neighbours stay apart at whatever sizes (merge sort's n log n - n exceeds n log n
 * by 5 in 100 from n = 100 to 800, where 20 are allowed). Rounding: one more, for counts as small
 * as a logarithm's. The sizes are compared with the first and not with each other: from one
 * doubling to the next, log n hardly moves. */
#include "internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>

static double size_of(enum grade_growth_class class, double n)
{
    switch (class) {
    case GRADE_GROWTH_LOG_N:
        return log(n);
    case GRADE_GROWTH_N:
        return n;
    case GRADE_GROWTH_N_LOG_N:
        return n * log(n);
    case GRADE_GROWTH_N_SQUARED:
        return n * n;
    case GRADE_GROWTH_N_CUBED:
        return n * n * n;
    case GRADE_GROWTH_CONSTANT:
    case GRADE_GROWTH_RATIO:
        break;
    }
    return 1;
}

static const char *class_words(enum grade_growth_class class)
{
    static const char *const words[] = {[GRADE_GROWTH_CONSTANT] = "a constant",
                                        [GRADE_GROWTH_LOG_N] = "log n",
                                        [GRADE_GROWTH_N] = "n",
                                        [GRADE_GROWTH_N_LOG_N] = "n log n",
                                        [GRADE_GROWTH_N_SQUARED] = "n^2",
                                        [GRADE_GROWTH_N_CUBED] = "n^3",
                                        [GRADE_GROWTH_RATIO] = "allowed"};
    return words[class];
}

double growth_bound(const struct grade_growth *growth, const double *counts, size_t i)
{
    double first = (double)growth->sizes[0], n = (double)growth->sizes[i];
    if (growth->most == GRADE_GROWTH_RATIO)
        return growth->max_ratio * (counts[i - 1] > 1 ? counts[i - 1] : 1);
    double allowance = sqrt(log(n) / log(first));
    return floor(counts[0] * size_of(growth->most, n) / size_of(growth->most, first) * allowance) +
           1;
}

char *growth_action(const struct trial *trial, const struct grade_step *step)
{
    if (step->action != GRADE_STEP_EVAL || !step->row)
        return step_text(step);
    return grade_printf("%s, n = %lld", step->source, trial->spec->growth->sizes[step->row - 1]);
}

bool growth_count(struct trial *trial, const struct grade_step *step,
                  const struct grade_value *done)
{
    const struct grade_value *value = grade_value_get(done, "value");
    double count = -1;
    if (value && value->kind == GRADE_KIND_INT)
        count = strtod(value->text, NULL);
    else if (value && value->kind == GRADE_KIND_FLOAT)
        count = value->real;
    if (count >= 0 && isfinite(count)) {
        trial->counts[step->row - 1] = count;
        return true;
    }
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    static const struct grade_value none = {.kind = GRADE_KIND_NONE};
    grade_value_to_python(&text, value ? value : &none, 200);
    failure_add(trial, step, GRADE_VERDICT_WRONG, "the count must be a number from 0 up, not %s",
                grade_buf_text(&text));
    return false;
}

static struct grade_value *number(double count)
{
    return count == floor(count) && count < 1e15 ? grade_value_int((long long)count)
                                                 : grade_value_float(count);
}

/* {100: 4950, 200: 19900}: the small table of sizes and counts. */
static struct grade_value *table(const struct grade_growth *growth, const double *counts,
                                 bool bounds)
{
    struct grade_value *dict = grade_value_new(GRADE_KIND_DICT);
    for (size_t i = 0; i < growth->size_count; i++) {
        grade_value_add(dict, grade_value_int(growth->sizes[i]));
        grade_value_add(dict, number(bounds && i ? growth_bound(growth, counts, i) : counts[i]));
    }
    return dict;
}

static void add_table(struct grade_buf *out, const struct grade_growth *growth,
                      const double *counts, bool bounds)
{
    for (size_t i = 0; i < growth->size_count; i++)
        grade_buf_addf(out, "%s%.10g for %lld", i ? ", " : "",
                       bounds && i ? growth_bound(growth, counts, i) : counts[i], growth->sizes[i]);
}

static void tell(struct trial *trial, size_t i)
{
    const struct grade_growth *growth = trial->spec->growth;
    const double *counts = trial->counts;
    size_t from = growth->most == GRADE_GROWTH_RATIO ? i - 1 : 0;
    struct grade_buf want = GRADE_BUF_INIT, got = GRADE_BUF_INIT;
    struct grade_failure *failure = failure_add(
        trial, NULL, GRADE_VERDICT_WRONG,
        "the count grows faster than %s: from n = %lld to %lld by %.3g, not at most %.3g",
        class_words(growth->most), growth->sizes[from], growth->sizes[i],
        counts[i] / (counts[from] > 1 ? counts[from] : 1),
        growth_bound(growth, counts, i) / (counts[from] > 1 ? counts[from] : 1));
    failure->aspect = grade_strdup("growth");
    failure->action = grade_strdup(trial->spec->steps[trial->spec->step_count - 1].source);
    failure->expected = table(growth, counts, true);
    failure->actual = table(growth, counts, false);
    add_table(&want, growth, counts, true);
    add_table(&got, growth, counts, false);
    failure->expected_text = grade_printf("at most %s", grade_buf_text(&want));
    failure->actual_text = grade_buf_take(&got);
    failure->reason = grade_strdup(failure->message);
    grade_buf_done(&want);
}

void growth_judge(struct trial *trial)
{
    const struct grade_growth *growth = trial->spec->growth;
    bool any = trial->counts[0] > 0;
    for (size_t i = growth->size_count - 1; i > 0; i--) { /* where it shows most */
        any |= trial->counts[i] > 0;
        if (trial->counts[i] > growth_bound(growth, trial->counts, i)) {
            tell(trial, i);
            return;
        }
    }
    /* Whoever goes round what is counted has not shown how fast it grows. */
    if (!any && growth->most != GRADE_GROWTH_CONSTANT)
        failure_add(trial, NULL, GRADE_VERDICT_WRONG, "nothing was counted, for any size");
}
