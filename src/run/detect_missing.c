/* Detectors of what never comes: a value that is not returned, items that are gone, a coroutine
 * that nobody awaits. */
#include "detectors.h"

#include "grade/mem.h"

#include <ctype.h>
#include <string.h>

enum { TEXT_MAX = 100 * 1024 /* bytes of a value as text */ };

static char *python_text(const struct grade_value *value)
{
    struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_python(&text, value, TEXT_MAX);
    return grade_buf_take(&text);
}

static bool is_empty(const struct grade_value *value)
{
    return (is_sequence(value) || is_set(value) || value->kind == GRADE_KIND_DICT) && !value->count;
}

/* Awaiting ----------------------------------------------------------------------------------- */

static bool mentions(const struct grade_exception *exception, const char *text)
{
    return exception && exception->message && strstr(exception->message, text);
}

char *detect_never_awaited(const struct sight *sight)
{
    const struct grade_exception *exception = sight->failure->exception;
    bool returned = grade_value_truth(grade_value_get(sight->done, "unawaited"), false);
    bool forgotten = grade_value_number(grade_value_get(sight->done, "never_awaited"), 0) > 0;
    bool used = mentions(exception, "coroutine") && !strcmp(exception->type, "TypeError");
    return returned || forgotten || used
               ? grade_strdup("a coroutine that was made and never awaited")
               : NULL;
}

/* What runs side by side, or when, came out otherwise. */
char *detect_blocking(const struct sight *sight)
{
    return sight->blocked > 0 && sight->failure->verdict == GRADE_VERDICT_WRONG
               ? grade_strdup("a sleep that stops the whole event loop, and not only its own task")
               : NULL;
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
            if (!is_empty(expected->items[i]) &&
                satisfies(sight, expected->items[k], actual->items[k]) &&
                grade_compare(expected->items[k], expected->items[i], GRADE_COMPARE_EXACT, NULL))
                return true;
    return false;
}

/* The same was asked for in an earlier step, which got it. */
static bool asked_before(const struct sight *sight)
{
    for (size_t i = 0; sight->step && i < sight->earlier_count; i++) {
        const struct grade_step *earlier = &sight->earlier[i];
        if (earlier->action == sight->step->action && earlier->source && earlier->returns &&
            !earlier->row && !strcmp(earlier->source, sight->step->source) &&
            !is_empty(earlier->returns))
            return true;
    }
    return false;
}

char *detect_exhausted(const struct sight *sight)
{
    const struct grade_exception *exception = sight->failure->exception;
    bool ran_out = exception && (!strcmp(exception->type, "StopIteration") ||
                                 !strcmp(exception->type, "StopAsyncIteration") ||
                                 mentions(exception, "generator raised StopIteration"));
    bool values = sight->expected && sight->actual;
    bool empty = values && is_empty(sight->actual) && !is_empty(sight->expected) &&
                 sight->expected->kind != GRADE_KIND_MATCHER && asked_before(sight);
    if (ran_out || empty || (values && !sight->costly && second_is_empty(sight)))
        return grade_strdup("an iterator that has nothing left: it can be gone through only once");
    return NULL;
}

/* None --------------------------------------------------------------------------------------- */

bool detect_is_lost(const struct sight *sight)
{
    return sight->failure->aspect && !strcmp(sight->failure->aspect, "returns") && sight->actual &&
           sight->expected && sight->actual->kind == GRADE_KIND_NONE &&
           sight->expected->kind != GRADE_KIND_NONE;
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

char *detect_printed(const struct sight *sight)
{
    bool is = detect_is_lost(sight) && sight->expected->kind != GRADE_KIND_MATCHER &&
              sight->out_len && is_printed(sight);
    return is ? grade_strdup("a result that is printed, and not returned") : NULL;
}

char *detect_no_return(const struct sight *sight)
{
    if (detect_is_lost(sight))
        return grade_strdup("a way through the function that ends without a return");
    if (mentions(sight->failure->exception, "'NoneType' object"))
        return grade_strdup("a None where something else was meant: what returns it?");
    return NULL;
}
