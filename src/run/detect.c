/* Mistakes that many make, seen in what came back: a table of detectors, each of which looks at one failure and
 * says in a clause behind "this looks like" what it may be. It leads, and does not tell: nothing of what is
 * expected is in it but types. A wrong guess misleads, so each asks for clear signs: mostly, that what came would
 * satisfy the expectation if that one mistake were undone. */
#include "detect.h"

#include "grade/mem.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    NODES_MAX = 20000,      /* of values worth looking at */
    TEXT_MAX = 100 * 1024,  /* bytes of texts, likewise */
    DEPTH_MAX = 20,
    DIGITS_EXACT = 17       /* of a number's text */
};

/* Values ------------------------------------------------------------------------------------- */

static bool is_sequence(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_LIST || value->kind == GRADE_KIND_TUPLE;
}

static bool is_set(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_SET || value->kind == GRADE_KIND_FROZENSET;
}

static bool is_real(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_INT || value->kind == GRADE_KIND_FLOAT;
}

static bool is_empty(const struct grade_value *value)
{
    return (is_sequence(value) || is_set(value) || value->kind == GRADE_KIND_DICT) && !value->count;
}

static bool satisfies(const struct sight *sight, const struct grade_value *expected, const struct grade_value *actual)
{
    return grade_compare(expected, actual, sight->mode, NULL);
}

/* What is compared with a copy of `actual` that has another kind. */
static bool satisfies_as(const struct grade_value *expected, const struct grade_value *actual, enum grade_kind kind)
{
    struct grade_value *other = grade_value_copy(actual);
    other->kind = kind;
    bool ok = grade_compare(expected, other, GRADE_COMPARE_EXACT, NULL);
    grade_value_free(other);
    return ok;
}

static size_t weight(const struct grade_value *value, int depth)
{
    size_t sum = 1 + value->len / 16;
    for (size_t i = 0; i < value->count && sum < NODES_MAX; i++)
        sum += depth < DEPTH_MAX ? weight(value->items[i], depth + 1) : NODES_MAX;
    return sum;
}

static char *python_text(const struct grade_value *value)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_python(&text, value, TEXT_MAX);
    return grade_buf_take(&text);
}

/* The type of an instance that is told by its type alone, or NULL. */
static const char *object_type(const struct grade_value *value)
{
    if (value->kind != GRADE_KIND_TAGGED || strcmp(value->text, "object") != 0 || !value->count)
        return NULL;
    const struct grade_value *body = value->items[0];
    return body->kind == GRADE_KIND_LIST && body->count ? grade_value_text(body->items[0], NULL) : NULL;
}

static const char *type_name(const struct grade_value *value)
{
    static const char *const names[] = {
        [GRADE_KIND_NONE] = "None",   [GRADE_KIND_BOOL] = "a bool",      [GRADE_KIND_INT] = "an int",
        [GRADE_KIND_FLOAT] = "a float", [GRADE_KIND_STR] = "a str",      [GRADE_KIND_BYTES] = "bytes",
        [GRADE_KIND_LIST] = "a list", [GRADE_KIND_TUPLE] = "a tuple",    [GRADE_KIND_SET] = "a set",
        [GRADE_KIND_FROZENSET] = "a frozenset", [GRADE_KIND_DICT] = "a dict", [GRADE_KIND_COMPLEX] = "a complex number",
    };
    return (size_t)value->kind < GRADE_COUNT(names) && names[value->kind] ? names[value->kind] : "something else";
}

/* Awaiting ----------------------------------------------------------------------------------- */

static bool mentions(const struct grade_exception *exception, const char *text)
{
    return exception && exception->message && strstr(exception->message, text);
}

static char *never_awaited(const struct sight *sight)
{
    const struct grade_exception *exception = sight->failure->exception;
    bool returned = grade_value_truth(grade_value_get(sight->done, "unawaited"), false);
    bool forgotten = grade_value_number(grade_value_get(sight->done, "never_awaited"), 0) > 0;
    bool used = mentions(exception, "coroutine") && !strcmp(exception->type, "TypeError");
    return returned || forgotten || used ? grade_strdup("a coroutine that was made and never awaited") : NULL;
}

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
    return a->kind == b->kind && fold(&one, a, folds) && fold(&two, b, folds) && one.len == two.len &&
           !memcmp(grade_buf_text(&one), grade_buf_text(&two), one.len);
}

static char *space_or_case(const struct sight *sight)
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
    return isfinite(expected) && isfinite(actual) && actual != expected && fabs(actual - expected) <= tolerance * scale;
}

/* Word by word the same, but for numbers that are close: 1 where some are, 0 where none is, -1 for another text. */
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
        bool digits = a == b && two > one && two > DIGITS_EXACT; /* more than a double tells apart */
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
static int close_values(const struct sight *sight, const struct grade_value *expected, const struct grade_value *actual,
                        int depth)
{
    if (satisfies(sight, expected, actual))
        return 0;
    if (is_real(expected) && actual->kind == GRADE_KIND_FLOAT) {
        double tolerance = expected->kind == GRADE_KIND_FLOAT ? 1e-7 : 1e-9;
        return is_close(real_of(expected), actual->real, tolerance) ? 1 : -1;
    }
    if (is_decimal(expected) && is_decimal(actual))
        return close_words(grade_value_text(expected->items[0], ""), grade_value_text(actual->items[0], "x"));
    if (expected->kind == GRADE_KIND_STR && actual->kind == GRADE_KIND_STR)
        return close_words(expected->text, actual->text);
    bool alike = expected->kind == actual->kind && expected->count == actual->count && depth < DEPTH_MAX;
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

static char *float_noise(const struct sight *sight)
{
    if (!sight->expected || !sight->actual || close_values(sight, sight->expected, sight->actual, 0) != 1)
        return NULL;
    return grade_strdup("float noise: the number is right but for its last digits");
}

/* Types -------------------------------------------------------------------------------------- */

/* True as 1, so that it compares as a number. */
static bool equal_number(const struct grade_value *expected, const struct grade_value *actual)
{
    struct grade_value *one = expected->kind == GRADE_KIND_BOOL ? grade_value_int(expected->boolean) : NULL;
    struct grade_value *two = actual->kind == GRADE_KIND_BOOL ? grade_value_int(actual->boolean) : NULL;
    bool numbers = (one || is_real(expected)) && (two || is_real(actual));
    bool same = numbers && grade_compare(one ? one : expected, two ? two : actual, GRADE_COMPARE_BY_VALUE, NULL);
    grade_value_free(one);
    grade_value_free(two);
    return same;
}

/* str(value) == text. */
static bool is_text_of(const struct grade_value *text, const struct grade_value *value)
{
    if (text->kind != GRADE_KIND_STR || value->kind == GRADE_KIND_STR)
        return false;
    if (value->kind == GRADE_KIND_BYTES)
        return value->len == text->len && !memcmp(value->text, text->text, text->len);
    cleanup_free char *source = python_text(value);
    return strlen(source) == text->len && !strcmp(source, text->text);
}

static bool same_but_for_type(const struct grade_value *expected, const struct grade_value *actual)
{
    if (expected->kind == actual->kind || expected->kind == GRADE_KIND_MATCHER)
        return false;
    if (equal_number(expected, actual) || is_text_of(expected, actual) || is_text_of(actual, expected))
        return true;
    if (is_sequence(expected) && (is_sequence(actual) || is_set(actual))) {
        if (is_sequence(actual))
            return satisfies_as(expected, actual, expected->kind);
        struct grade_value *set = grade_value_copy(expected); /* the order is not the set's to know */
        set->kind = actual->kind;
        bool same = grade_compare(set, actual, GRADE_COMPARE_EXACT, NULL);
        grade_value_free(set);
        return same;
    }
    return is_set(expected) && (is_sequence(actual) || is_set(actual)) && satisfies_as(expected, actual, expected->kind);
}

/* What has to be gone through before there is anything in it. */
static char *lazy(const struct sight *sight)
{
    static const struct {
        const char *type, *says;
    } rows[] = {
        {"generator", "a generator, which has not been gone through"},
        {"map", "a map object, which has not been gone through"},
        {"filter", "a filter object, which has not been gone through"},
        {"zip", "a zip object, which has not been gone through"},
        {"enumerate", "an enumerate object, which has not been gone through"},
        {"reversed", "a reversed iterator, which has not been gone through"},
        {"list_reverseiterator", "a reversed iterator, which has not been gone through"},
        {"range", "a range, where its items are asked for"},
        {"dict_keys", "a view of a dict, where its items are asked for"},
        {"dict_values", "a view of a dict, where its items are asked for"},
        {"dict_items", "a view of a dict, where its items are asked for"},
    };
    const char *type = object_type(sight->actual);
    bool wanted = is_sequence(sight->expected) || is_set(sight->expected) || sight->expected->kind == GRADE_KIND_STR ||
                  sight->expected->kind == GRADE_KIND_DICT;
    for (size_t i = 0; type && wanted && i < GRADE_COUNT(rows); i++)
        if (!strcmp(rows[i].type, type))
            return grade_strdup(rows[i].says);
    return NULL;
}

static char *wrapped(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual;
    if (is_sequence(actual) && actual->count == 1 && !is_sequence(expected) && expected->kind != GRADE_KIND_MATCHER &&
        satisfies(sight, expected, actual->items[0]))
        return grade_printf("the right value inside of %s", type_name(actual));
    if (is_sequence(expected) && expected->count == 1 && !is_sequence(actual) &&
        satisfies(sight, expected->items[0], actual))
        return grade_printf("the right value by itself, where %s is expected", type_name(expected));
    return NULL;
}

/* Items of the same sequence or values of the same dict, each right or right but for its type. */
static const struct grade_value *odd_item(const struct sight *sight, const struct grade_value **out_expected)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual, *odd = NULL;
    bool alike = expected->kind == actual->kind && expected->count == actual->count;
    if (!alike || (!is_sequence(expected) && expected->kind != GRADE_KIND_DICT))
        return NULL;
    for (size_t i = 0; i < expected->count; i++) {
        if (satisfies(sight, expected->items[i], actual->items[i]))
            continue;
        if (!same_but_for_type(expected->items[i], actual->items[i]))
            return NULL;
        if (!odd)
            *out_expected = expected->items[i];
        odd = odd ? odd : actual->items[i];
    }
    return odd;
}

static char *wrong_type(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *item = NULL;
    if (!expected || !sight->actual || sight->mode != GRADE_COMPARE_EXACT)
        return NULL;
    if (same_but_for_type(expected, sight->actual))
        return grade_printf("the right value as %s, where %s is expected", type_name(sight->actual), type_name(expected));
    const struct grade_value *odd = odd_item(sight, &item);
    if (odd)
        return grade_printf("the right values, but with %s in it where %s is expected", type_name(odd), type_name(item));
    char *said = lazy(sight);
    return said ? said : wrapped(sight);
}

/* Order -------------------------------------------------------------------------------------- */

static struct grade_value *backwards(const struct grade_value *value)
{
    if (value->kind == GRADE_KIND_STR) {
        struct grade_buf text = GRADE_BUF_INIT;
        for (size_t end = value->len; end > 0;) {
            size_t start = end - 1;
            while (start > 0 && ((unsigned char)value->text[start] & 0xc0) == 0x80)
                start--;
            grade_buf_add(&text, value->text + start, end - start);
            end = start;
        }
        struct grade_value *made = grade_value_strn(grade_buf_text(&text), text.len);
        grade_buf_done(&text);
        return made;
    }
    struct grade_value *made = grade_value_new(value->kind);
    for (size_t i = value->count; i-- > 0;)
        grade_value_add(made, grade_value_copy(value->items[i]));
    return made;
}

static char *reversed(const struct sight *sight)
{
    const struct grade_value *actual = sight->actual;
    if (!sight->expected || !actual || !(is_sequence(actual) ? actual->count > 1 : actual->kind == GRADE_KIND_STR))
        return NULL;
    struct grade_value *other = backwards(actual);
    bool is = satisfies(sight, sight->expected, other);
    grade_value_free(other);
    if (!is)
        return NULL;
    return grade_strdup(actual->kind == GRADE_KIND_STR ? "the right text, backwards" : "the right items in reverse order");
}

/* Off by one --------------------------------------------------------------------------------- */

static bool difference(const struct grade_value *expected, const struct grade_value *actual, long long *out)
{
    if (expected->kind != GRADE_KIND_INT || actual->kind != GRADE_KIND_INT)
        return false;
    long long one = grade_value_number(expected, LLONG_MAX), two = grade_value_number(actual, LLONG_MAX);
    if (llabs(one / 2) > LLONG_MAX / 8 || llabs(two / 2) > LLONG_MAX / 8)
        return false;
    *out = two - one;
    return true;
}

/* 0 and 1 are mostly no counts. */
static bool is_count(const struct grade_value *expected, const struct grade_value *actual)
{
    long long one = grade_value_number(expected, 0), two = grade_value_number(actual, 0);
    return one > 1 || two > 1 || one < 0 || two < 0;
}

/* The items or characters without the first or the last. */
static struct grade_value *without_one(const struct grade_value *value, bool first)
{
    if (value->kind == GRADE_KIND_STR) {
        size_t start = first ? 1 : 0, end = value->len - (first ? 0 : 1);
        while (first && start < value->len && ((unsigned char)value->text[start] & 0xc0) == 0x80)
            start++;
        while (!first && end > 0 && ((unsigned char)value->text[end] & 0xc0) == 0x80)
            end--;
        return grade_value_strn(value->text + start, end - start);
    }
    struct grade_value *made = grade_value_new(value->kind);
    for (size_t i = first; i + !first < value->count; i++)
        grade_value_add(made, grade_value_copy(value->items[i]));
    return made;
}

static size_t size_of(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_STR ? value->len : value->count;
}

static char *one_item(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual;
    bool text = expected->kind == GRADE_KIND_STR;
    if (expected->kind != actual->kind || !(text || is_sequence(expected)) || !size_of(expected) || !size_of(actual))
        return NULL;
    for (int first = 0; first < 2; first++) {
        struct grade_value *shorter = without_one(expected, first), *cut = without_one(actual, first);
        bool few = size_of(shorter) && satisfies(sight, shorter, actual);
        bool many = size_of(cut) && satisfies(sight, expected, cut);
        grade_value_free(shorter);
        grade_value_free(cut);
        if (few || many)
            return grade_printf("off by one: there is one %s too %s at the %s", text ? "character" : "item",
                                few ? "few" : "many", first ? "beginning" : "end");
    }
    return NULL;
}

static char *all_shifted(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual;
    long long by = 0, one = 0;
    if (!is_sequence(expected) || expected->kind != actual->kind || expected->count != actual->count ||
        expected->count < 2)
        return NULL;
    for (size_t i = 0; i < expected->count; i++) {
        if (!difference(expected->items[i], actual->items[i], &one) || llabs(one) != 1 || (i && one != by))
            return NULL;
        by = one;
    }
    return grade_printf("off by one: every number is one too %s", by > 0 ? "large" : "small");
}

static char *off_by_one(const struct sight *sight)
{
    long long by;
    if (!sight->expected || !sight->actual)
        return NULL;
    if (difference(sight->expected, sight->actual, &by))
        return llabs(by) == 1 && is_count(sight->expected, sight->actual)
                   ? grade_printf("off by one: the number is one too %s", by > 0 ? "large" : "small")
                   : NULL;
    char *said = one_item(sight);
    return said ? said : all_shifted(sight);
}

/* Iterators ---------------------------------------------------------------------------------- */

/* One place got all there was, and a later one, which should have got the same, nothing. */
static bool second_is_empty(const struct sight *sight)
{
    const struct grade_value *expected = sight->expected, *actual = sight->actual;
    if (!is_sequence(expected) || !is_sequence(actual) || expected->count != actual->count)
        return false;
    for (size_t i = 1; i < actual->count; i++)
        for (size_t k = 0; is_empty(actual->items[i]) && k < i && k < 8; k++)
            if (!is_empty(expected->items[i]) && satisfies(sight, expected->items[k], actual->items[k]) &&
                grade_compare(expected->items[k], expected->items[i], GRADE_COMPARE_EXACT, NULL))
                return true;
    return false;
}

/* The same was asked for in an earlier step, which got it. */
static bool asked_before(const struct sight *sight)
{
    for (size_t i = 0; sight->step && i < sight->earlier_count; i++) {
        const struct grade_step *earlier = &sight->earlier[i];
        if (earlier->action == sight->step->action && earlier->source && earlier->returns && !earlier->row &&
            !strcmp(earlier->source, sight->step->source) && !is_empty(earlier->returns))
            return true;
    }
    return false;
}

static char *exhausted(const struct sight *sight)
{
    const struct grade_exception *exception = sight->failure->exception;
    bool ran_out = exception && (!strcmp(exception->type, "StopIteration") || !strcmp(exception->type, "StopAsyncIteration") ||
                                 mentions(exception, "generator raised StopIteration"));
    bool values = sight->expected && sight->actual;
    bool empty = values && is_empty(sight->actual) && !is_empty(sight->expected) &&
                 sight->expected->kind != GRADE_KIND_MATCHER && asked_before(sight);
    if (ran_out || empty || (values && second_is_empty(sight)))
        return grade_strdup("an iterator that has nothing left: it can be gone through only once");
    return NULL;
}

/* None --------------------------------------------------------------------------------------- */

static bool is_lost(const struct sight *sight)
{
    return sight->failure->aspect && !strcmp(sight->failure->aspect, "returns") && sight->actual && sight->expected &&
           sight->actual->kind == GRADE_KIND_NONE && sight->expected->kind != GRADE_KIND_NONE;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c & 0x80;
}

/* Whether the output has the value, as print would write it, and not within a word. */
static bool is_printed(const struct sight *sight)
{
    cleanup_free char *text = sight->expected->kind == GRADE_KIND_STR
                                  ? grade_strndup(sight->expected->text, sight->expected->len)
                                  : python_text(sight->expected);
    size_t len = strlen(text);
    const char *end = sight->out + sight->out_len;
    for (const char *at = sight->out; len && at && at < end; at++) {
        at = memmem(at, (size_t)(end - at), text, len);
        if (!at)
            return false;
        bool before = at > sight->out && is_word(at[-1]) && is_word(text[0]);
        bool after = at + len < end && is_word(at[len]) && is_word(text[len - 1]);
        if (!before && !after)
            return true;
    }
    return false;
}

static char *printed(const struct sight *sight)
{
    bool is = is_lost(sight) && sight->expected->kind != GRADE_KIND_MATCHER && sight->out_len && is_printed(sight);
    return is ? grade_strdup("a result that is printed, and not returned") : NULL;
}

static char *no_return(const struct sight *sight)
{
    if (is_lost(sight))
        return grade_strdup("a way through the function that ends without a return");
    if (mentions(sight->failure->exception, "'NoneType' object"))
        return grade_strdup("a None where something else was meant: what returns it?");
    return NULL;
}

/* The table ---------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    char *(*looks)(const struct sight *sight);
} detectors[] = {
    {"never awaited", never_awaited}, {"white space or case", space_or_case},
    {"float noise", float_noise},     {"wrong type", wrong_type},
    {"reversed", reversed},           {"exhausted", exhausted},
    {"off by one", off_by_one},       {"printed", printed},
    {"no return", no_return},
};

char *detect(const struct sight *sight)
{
    bool large = (sight->expected && weight(sight->expected, 0) >= NODES_MAX) ||
                 (sight->actual && weight(sight->actual, 0) >= NODES_MAX);
    for (size_t i = 0; !large && i < GRADE_COUNT(detectors); i++) {
        char *said = detectors[i].looks(sight);
        if (said)
            return said;
    }
    return NULL;
}

/* Arguments ---------------------------------------------------------------------------------- */

static bool is_mutable(const struct grade_value *value)
{
    return value->kind == GRADE_KIND_LIST || value->kind == GRADE_KIND_DICT || value->kind == GRADE_KIND_SET;
}

static bool any_mutable(const struct grade_value *values)
{
    for (size_t i = 0; values && i < values->count; i++)
        if (is_mutable(values->items[i]))
            return true;
    return false;
}

/* Plain through and through: what comes back of anything else may differ without a change. */
static bool is_plain(const struct grade_value *value, int depth)
{
    if (value->kind == GRADE_KIND_TAGGED || value->kind == GRADE_KIND_MATCHER || depth > DEPTH_MAX)
        return false;
    for (size_t i = 0; i < value->count; i++)
        if (!is_plain(value->items[i], depth + 1))
            return false;
    return true;
}

bool detect_wants_args(const struct sight *sight)
{
    const struct grade_step *step = sight->step;
    bool compared = sight->failure->aspect && !strcmp(sight->failure->aspect, "returns") && sight->actual;
    return compared && step && (any_mutable(step->args) || any_mutable(step->kwargs));
}

/* 0: as they were; 1: some are changed; 2: one of them is now what was to be returned. */
static int changed(const struct sight *sight, const struct grade_value *before, const struct grade_value *after)
{
    int found = 0;
    if (!before || !after || before->kind != after->kind || before->count != after->count)
        return 0;
    for (size_t i = 0; i < before->count; i++) {
        const struct grade_value *one = before->items[i], *now = after->items[i];
        if (!is_mutable(one) || !is_plain(one, 0) || weight(now, 0) >= NODES_MAX ||
            grade_compare(one, now, GRADE_COMPARE_EXACT, NULL))
            continue;
        if (grade_compare(sight->expected, now, GRADE_COMPARE_EXACT, NULL))
            return 2;
        found = 1;
    }
    return found;
}

char *detect_args(const struct sight *sight, const struct grade_value *args, const struct grade_value *kwargs)
{
    int one = changed(sight, sight->step->args, args), two = changed(sight, sight->step->kwargs, kwargs);
    int most = one > two ? one : two;
    if (most == 2 && is_lost(sight))
        return grade_strdup("a result that is left in the argument, and not returned");
    bool told = sight->failure->suspicion && !is_lost(sight);
    return most && !told ? grade_strdup("a function that changes what it was given") : NULL;
}
