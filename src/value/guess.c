/* Which expectations a solution could meet by a guess. */
#include "internal.h"

#include "grade/mem.h"

#include <string.h>

static bool never(const struct grade_value *body)
{
    (void)body;
    return false;
}

static bool always(const struct grade_value *body)
{
    (void)body;
    return true;
}

static bool guess_one_of(const struct grade_value *body)
{
    for (size_t i = 0; i < body->count; i++)
        if (grade_value_is_guessable(body->items[i]))
            return true;
    return false;
}

static bool guess_all_of(const struct grade_value *body)
{
    for (size_t i = 0; i < body->count; i++)
        if (!grade_value_is_guessable(body->items[i]))
            return false;
    return true;
}

static bool guess_approx(const struct grade_value *body)
{
    return grade_value_is_guessable(body->items[0]);
}

/* A pattern that the empty text satisfies says nothing. */
static bool guess_match(const struct grade_value *body)
{
    return grade_pattern_search(body->text, "", 0, NULL) == 1;
}

static bool guess_empty(const struct grade_value *body)
{
    return body->count == 0 && body->len == 0;
}

static bool guess_matcher(const struct grade_value *matcher)
{
    static const struct {
        const char *name;
        bool (*guess)(const struct grade_value *body);
    } rows[] = {
        {"any", always},          {"not", always},
        {"len", always},          {"min", always},
        {"max", always},          {"one_of", guess_one_of},
        {"all_of", guess_all_of}, {"approx", guess_approx},
        {"match", guess_match},   {"keys", guess_empty},
        {"attrs", guess_empty},   {"unordered", guess_empty},
        {"contains", never},      {"is", never},
    };
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        if (strcmp(matcher->text, rows[i].name) == 0)
            return rows[i].guess(value_body(matcher));
    return false;
}

bool grade_value_is_guessable(const struct grade_value *expected)
{
    switch (expected ? expected->kind : GRADE_KIND_NONE) {
    case GRADE_KIND_NONE:
    case GRADE_KIND_BOOL:
        return true;
    case GRADE_KIND_INT:
        return strcmp(expected->text, "0") == 0 || strcmp(expected->text, "1") == 0;
    case GRADE_KIND_FLOAT:
        return expected->real == 0 || expected->real == 1;
    case GRADE_KIND_COMPLEX:
        return expected->imag == 0 && (expected->real == 0 || expected->real == 1);
    case GRADE_KIND_TAGGED: /* a bare type is as easily guessed as $any of it */
        return value_is_tagged(expected, "object") &&
               value_body(expected)->items[1]->kind == GRADE_KIND_NONE;
    case GRADE_KIND_MATCHER:
        return guess_matcher(expected);
    default:
        return guess_empty(expected);
    }
}
