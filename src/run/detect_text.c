/* Detectors of what is right as text or number but for its looks. */
#include "detectors.h"

#include "grade/mem.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_EXACT = 17 /* of a number's text: a double tells no more apart */ };

/* Text --------------------------------------------------------------------------------------- */

enum { FOLD_SPACE = 1, FOLD_CASE = 2 };

static void add_folded(struct grade_buf *out, const char *text, size_t len, int folds)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (folds & FOLD_SPACE && isspace(c))
            continue;
        grade_buf_addc(out, (char)(folds & FOLD_CASE ? tolower(c) : c));
    }
}

/* A text, or texts in a sequence, behind each other. False for anything else. */
static bool fold(struct grade_buf *out, const struct grade_value *value, int folds)
{
    if (value->kind == GRADE_KIND_STR) {
        add_folded(out, value->text, value->len, folds);
        return true;
    }
    for (size_t i = 0; is_sequence(value) && i < value->count; i++) {
        if (value->items[i]->kind != GRADE_KIND_STR)
            return false;
        add_folded(out, value->items[i]->text, value->items[i]->len, folds);
        if (!(folds & FOLD_SPACE))
            grade_buf_addc(out, '\0');
    }
    return is_sequence(value) && value->count > 0;
}

static bool same_folded(const struct grade_value *a, const struct grade_value *b, int folds)
{
    cleanup_buf struct grade_buf one = GRADE_BUF_INIT, two = GRADE_BUF_INIT;
    return a->kind == b->kind && fold(&one, a, folds) && fold(&two, b, folds) &&
           one.len == two.len && !memcmp(grade_buf_text(&one), grade_buf_text(&two), one.len);
}

char *detect_space_or_case(const struct sight *sight)
{
    static const struct {
        int folds;
        const char *says;
    } rows[] = {
        {FOLD_SPACE, "the right text but for white space"},
        {FOLD_CASE, "the right text but for upper and lower case"},
        {FOLD_SPACE | FOLD_CASE, "the right text but for white space, and upper and lower case"},
    };
    for (size_t i = 0; sight->expected && sight->actual && i < GRADE_COUNT(rows); i++)
        if (same_folded(sight->expected, sight->actual, rows[i].folds))
            return grade_strdup(rows[i].says);
    return NULL;
}

/* Floats ------------------------------------------------------------------------------------- */

static double real_of(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_INT ? strtod(value->text, NULL) : value->real;
}

static bool is_close(double expected, double actual, double tolerance)
{
    double scale = fabs(expected) > 1 ? fabs(expected) : expected == 0 ? 1 : fabs(expected);
    return isfinite(expected) && isfinite(actual) && actual != expected &&
           fabs(actual - expected) <= tolerance * scale;
}

/* Word by word the same, but for numbers that are close: 1 where some are, 0 where none is, -1 for
 * another text. */
static int close_words(const char *expected, const char *actual)
{
    static const char space[] = " \t\r\n\f\v";
    int found = 0;
    for (;;) {
        expected += strspn(expected, space);
        actual += strspn(actual, space);
        size_t one = strcspn(expected, space), two = strcspn(actual, space);
        if (!one || !two)
            return one == two ? found : -1;
        char *end_one, *end_two;
        double a = strtod(expected, &end_one), b = strtod(actual, &end_two);
        bool numbers = end_one == expected + one && end_two == actual + two;
        bool digits = a == b && two > one && two > DIGITS_EXACT;
        if (numbers && (digits || is_close(a, b, 1e-9)))
            found = 1;
        else if (one != two || memcmp(expected, actual, one) != 0)
            return -1;
        expected += one;
        actual += two;
    }
}

static bool is_decimal(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_TAGGED && !strcmp(value->text, "decimal") && value->count;
}

/* As close_words, for whole values. */
static int close_values(const struct sight *sight, const struct grade_value *expected,
                        const struct grade_value *actual, int depth)
{
    if (satisfies(sight, expected, actual))
        return 0;
    if (is_real(expected) && actual->kind == GRADE_KIND_FLOAT) {
        double tolerance = expected->kind == GRADE_KIND_FLOAT ? 1e-7 : 1e-9;
        return is_close(real_of(expected), actual->real, tolerance) ? 1 : -1;
    }
    if (is_decimal(expected) && is_decimal(actual))
        return close_words(grade_value_text(expected->items[0], ""),
                           grade_value_text(actual->items[0], "x"));
    if (expected->kind == GRADE_KIND_STR && actual->kind == GRADE_KIND_STR)
        return close_words(expected->text, actual->text);
    bool alike = expected->kind == actual->kind && expected->count == actual->count &&
                 depth < DETECT_DEPTH_MAX;
    if (!alike || (!is_sequence(expected) && expected->kind != GRADE_KIND_DICT))
        return -1;
    int found = 0;
    for (size_t i = 0; i < expected->count; i++) {
        int one = close_values(sight, expected->items[i], actual->items[i], depth + 1);
        if (one < 0)
            return -1;
        found |= one;
    }
    return found;
}

char *detect_float_noise(const struct sight *sight)
{
    if (!sight->expected || !sight->actual ||
        close_values(sight, sight->expected, sight->actual, 0) != 1)
        return NULL;
    return grade_strdup("float noise: the number is right but for its last digits");
}
