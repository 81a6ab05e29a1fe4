/* Patterns, by PCRE2, with bounded time.
 *
 * PCRE2's match limit starts anew at every position of the text, so a long text could still take
 * for ever. Automatic callouts before each item of the pattern count the work of the whole search,
 * weighted by how far a repeat went since the last. */
#include "internal.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <errno.h>
#include <pcre2.h>

enum { SEARCH_STEPS = 1000000, HEAP_KIB = 32768, LONGEST_PATTERN = 65536, STRIDE = 16 };

struct search {
    long *steps;
    size_t last;
};

static int count_step(pcre2_callout_block *block, void *data)
{
    struct search *s = data;
    size_t here = block->current_position;
    size_t moved = here > s->last ? here - s->last : s->last - here;
    s->last = here;
    *s->steps -= 1 + (long)(moved / STRIDE);
    return *s->steps < 0 ? PCRE2_ERROR_MATCHLIMIT : 0;
}

static int compile(pcre2_code **out, const char *pattern, struct grade_err *err)
{
    int code;
    PCRE2_SIZE at;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
    *out = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_AUTO_CALLOUT |
                             PCRE2_NEVER_BACKSLASH_C,
                         &code, &at, context);
    pcre2_compile_context_free(context);
    if (*out)
        return 0;
    PCRE2_UCHAR why[256];
    pcre2_get_error_message(code, why, sizeof(why));
    return grade_fail(err, GRADE_FAULT_PACKAGE, EINVAL, "the pattern is wrong at character %zu: %s",
                      value_utf8_count(pattern, at) + 1, (const char *)why);
}

int value_pattern_check(const char *pattern, struct grade_err *err)
{
    pcre2_code *code = NULL;
    int rc = compile(&code, pattern, err);
    pcre2_code_free(code);
    return rc;
}

int value_pattern_search(const char *pattern, const char *text, size_t len, long *steps,
                         struct grade_err *err)
{
    pcre2_code *code = NULL;
    int rc = compile(&code, pattern, err);
    if (rc)
        return rc;
    struct search search = {steps, 0};
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    pcre2_set_heap_limit(context, HEAP_KIB);
    pcre2_set_callout(context, count_step, &search);
    rc = pcre2_match(code, (PCRE2_SPTR)text, len, 0, 0, data, context);
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
    if (rc >= 0)
        return 1;
    if (rc == PCRE2_ERROR_NOMATCH)
        return 0;
    return grade_fail(err, GRADE_FAULT_PACKAGE, E2BIG,
                      "the pattern takes too long on this text: not matched");
}

int grade_pattern_search(const char *pattern, const char *text, size_t len, struct grade_err *err)
{
    long steps = SEARCH_STEPS;
    return value_pattern_search(pattern, text, len, &steps, err);
}
