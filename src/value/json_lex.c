/* The lexical pass over JSON documents, in front of cJSON.
 *
 * cJSON holds every number as a double, cuts strings at \u0000, refuses lone surrogates and takes
 * much that is not JSON. So this pass writes the document anew for it: each number becomes the
 * string "n" + its digits; each string gets the prefix "s", each key "k<offset>:" (for messages),
 * so that no text of the author's can be taken for a number; and a character that cJSON would
 * lose becomes U+0001 and four hex digits (U+0001 itself too; it cannot stand raw in JSON). cJSON
 * then gives the structure, and json_in.c undoes the marks. */
#include "json_lex.h"

#include "grade/mem.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int json_fail_at(const struct lexer *lx, size_t at, const char *fmt, ...)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < at && i < lx->len; i++)
        if (lx->text[i] == '\n') {
            line++;
            start = i + 1;
        }
    char what[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof(what), fmt, args);
    va_end(args);
    return grade_fail(lx->err, GRADE_FAULT_PACKAGE, EINVAL, "line %zu, column %zu: %s", line,
                      value_utf8_count(lx->text + start, at - start) + 1, what);
}

static void note_shift(struct lexer *lx, size_t at)
{
    size_t n = lx->shift_count;
    if ((n & (n - 1)) == 0)
        lx->shifts = grade_realloc_array(lx->shifts, n ? n * 2 : 1, sizeof(*lx->shifts));
    lx->shifts[lx->shift_count++] = (struct shift){lx->out.len, at};
}

static char peek(const struct lexer *lx, size_t ahead)
{
    return lx->at + ahead < lx->len ? lx->text[lx->at + ahead] : '\0';
}

static int hex4(const struct lexer *lx, size_t at, uint32_t *out)
{
    uint32_t c = 0;
    for (size_t i = at; i < at + 4; i++) {
        if (i >= lx->len || !isxdigit((unsigned char)lx->text[i]))
            return json_fail_at(lx, at, "\\u takes four hex digits");
        char digit = (char)tolower((unsigned char)lx->text[i]);
        c = c * 16 + (uint32_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    *out = c;
    return 0;
}

/* At the `u` of \uXXXX. Writes a pair or a plain character as it is, others marked. */
static int unicode_escape(struct lexer *lx)
{
    uint32_t c = 0, low = 0;
    int rc = hex4(lx, lx->at + 1, &c);
    if (rc)
        return rc;
    bool pair = c >= 0xd800 && c <= 0xdbff && peek(lx, 5) == '\\' && peek(lx, 6) == 'u';
    if (pair && (rc = hex4(lx, lx->at + 7, &low)) != 0)
        return rc;
    if (pair && low >= 0xdc00 && low <= 0xdfff) {
        grade_buf_addf(&lx->out, "\\u%04x\\u%04x", c, low);
        lx->at += 11;
        return 0;
    }
    bool marked = c <= 1 || value_is_surrogate(c);
    grade_buf_addf(&lx->out, marked ? "\\u0001%04x" : "\\u%04x", c);
    lx->at += 5;
    return 0;
}

static int escape(struct lexer *lx)
{
    lx->at++;
    char c = peek(lx, 0);
    if (c == 'u')
        return unicode_escape(lx);
    if (!c || !strchr("\"\\/bfnrt", c))
        return json_fail_at(lx, lx->at - 1,
                            "JSON knows no such escape in a string: write \\\\ for a backslash");
    grade_buf_addc(&lx->out, '\\');
    grade_buf_addc(&lx->out, c);
    lx->at++;
    return 0;
}

static bool is_key(const struct lexer *lx, size_t at)
{
    for (; at < lx->len; at++)
        if (lx->text[at] == '\\')
            at++;
        else if (lx->text[at] == '"')
            break;
    for (at++; at < lx->len && strchr(" \t\r\n", lx->text[at]) && lx->text[at]; at++)
        ;
    return at < lx->len && lx->text[at] == ':';
}

static int string_token(struct lexer *lx)
{
    size_t start = lx->at++;
    if (is_key(lx, lx->at))
        grade_buf_addf(&lx->out, "\"k%zx:", start);
    else
        grade_buf_adds(&lx->out, "\"s");
    while (lx->at < lx->len && lx->text[lx->at] != '"') {
        uint32_t c;
        size_t width = value_utf8_decode(lx->text + lx->at, lx->len - lx->at, &c);
        int rc = 0;
        if (width == 0 || value_is_surrogate(c))
            return json_fail_at(lx, lx->at, "this is not UTF-8");
        if (c < 0x20)
            return json_fail_at(lx, lx->at,
                                c == '\n' ? "a string ends before the end of its line"
                                          : "a control character in a string: write \\u%04x",
                                c);
        if (c == '\\')
            rc = escape(lx);
        else
            grade_buf_add(&lx->out, lx->text + lx->at, width);
        if (rc)
            return rc;
        lx->at += c == '\\' ? 0 : width;
    }
    if (lx->at >= lx->len)
        return json_fail_at(lx, start, "a string that does not end");
    lx->at++;
    grade_buf_addc(&lx->out, '"');
    return 0;
}

static size_t digits_at(const struct lexer *lx, size_t at)
{
    size_t end = at;
    while (end < lx->len && isdigit((unsigned char)lx->text[end]))
        end++;
    return end - at;
}

static bool word_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '+' || c == '-';
}

/* The end of a well-formed number, or 0. */
static size_t number_end(const struct lexer *lx, size_t at)
{
    at += lx->text[at] == '-';
    size_t whole = digits_at(lx, at);
    if (whole == 0 || (lx->text[at] == '0' && whole > 1))
        return 0;
    at += whole;
    if (at < lx->len && lx->text[at] == '.') {
        size_t part = digits_at(lx, at + 1);
        if (part == 0)
            return 0;
        at += 1 + part;
    }
    if (at < lx->len && (lx->text[at] == 'e' || lx->text[at] == 'E')) {
        at++;
        at += at < lx->len && (lx->text[at] == '+' || lx->text[at] == '-');
        size_t part = digits_at(lx, at);
        if (part == 0)
            return 0;
        at += part;
    }
    return at < lx->len && word_char(lx->text[at]) ? 0 : at;
}

static int number_token(struct lexer *lx)
{
    size_t end = number_end(lx, lx->at);
    if (end == 0)
        return json_fail_at(
            lx, lx->at,
            "not a JSON number: no leading zeros or '+', digits on both sides of the "
            "point");
    size_t len = end - lx->at;
    cleanup_free char *digits = grade_strndup(lx->text + lx->at, len);
    if (strpbrk(digits, ".eE") && isinf(strtod(digits, NULL)))
        return json_fail_at(lx, lx->at, "too large for a float: write {\"$float\": \"%sinf\"}",
                            *digits == '-' ? "-" : "");
    grade_buf_addf(&lx->out, "\"n%s\"", digits);
    lx->at = end;
    return 0;
}

/* What people write that JSON does not know. */
static int word_token(struct lexer *lx)
{
    static const struct {
        const char *word, *instead; /* NULL: JSON knows it */
    } words[] = {
        {"true", NULL},
        {"false", NULL},
        {"null", NULL},
        {"True", "JSON writes true"},
        {"False", "JSON writes false"},
        {"None", "JSON writes null"},
        {"NaN", "write {\"$float\": \"nan\"}"},
        {"nan", "write {\"$float\": \"nan\"}"},
        {"Infinity", "write {\"$float\": \"inf\"}"},
        {"inf", "write {\"$float\": \"inf\"}"},
    };
    size_t len = 0;
    while (lx->at + len < lx->len && word_char(lx->text[lx->at + len]))
        len++;
    for (size_t i = 0; i < GRADE_COUNT(words); i++) {
        if (len != strlen(words[i].word) || memcmp(lx->text + lx->at, words[i].word, len) != 0)
            continue;
        if (words[i].instead)
            return json_fail_at(lx, lx->at, "%s is not JSON: %s", words[i].word, words[i].instead);
        grade_buf_add(&lx->out, lx->text + lx->at, len);
        lx->at += len;
        return 0;
    }
    char c = peek(lx, 0);
    if (c == '\'')
        return json_fail_at(lx, lx->at, "strings take double quotes in JSON");
    if (c == '/' || c == '#')
        return json_fail_at(lx, lx->at, "JSON has no comments");
    uint32_t character = 0;
    if (value_utf8_decode(lx->text + lx->at, lx->len - lx->at, &character) == 0)
        return json_fail_at(lx, lx->at, "this is not UTF-8");
    return json_fail_at(lx, lx->at,
                        "this is not JSON: a value, a comma or a bracket should stand here");
}

static int count_node(struct lexer *lx)
{
    if (++lx->nodes > GRADE_VALUE_MAX_NODES)
        return json_fail_at(lx, lx->at, "more than %d values", GRADE_VALUE_MAX_NODES);
    return 0;
}

static int bracket(struct lexer *lx, char c)
{
    bool opens = c == '{' || c == '[';
    if (opens && ++lx->depth > GRADE_VALUE_MAX_DEPTH)
        return json_fail_at(lx, lx->at, "nested deeper than %d", GRADE_VALUE_MAX_DEPTH);
    if ((c == '}' || c == ']') && lx->depth-- == 0)
        return json_fail_at(lx, lx->at, "a '%c' that closes nothing", c);
    if ((c == '}' || c == ']') && lx->previous == ',')
        return json_fail_at(lx, lx->at, "a comma too many before '%c'", c);
    if (c == ',' && lx->previous == ',')
        return json_fail_at(lx, lx->at, "two commas");
    if (c == ':' && lx->previous != '"')
        return json_fail_at(lx, lx->at, "a ':' without a key in double quotes before it");
    grade_buf_addc(&lx->out, c);
    lx->at++;
    return opens ? count_node(lx) : 0;
}

static int token(struct lexer *lx)
{
    char c = lx->text[lx->at];
    bool ended = lx->previous && strchr("}]\"a", lx->previous);
    if (c && strchr("}],:", c)) {
        int rc = bracket(lx, c);
        lx->previous = c;
        return rc;
    }
    if (ended && lx->depth == 0)
        return json_fail_at(lx, lx->at, "the document has ended, but something follows");
    if (ended && c && (strchr("{[\"-", c) || isalnum((unsigned char)c)))
        return json_fail_at(lx, lx->at, "a comma or colon is missing before this");
    int rc = count_node(lx);
    if (rc)
        return rc;
    note_shift(lx, lx->at);
    lx->previous = c == '{' || c == '[' || c == '"' ? c : 'a';
    if (c == '{' || c == '[')
        return bracket(lx, c);
    if (c == '"')
        return string_token(lx);
    return c == '-' || isdigit((unsigned char)c) ? number_token(lx) : word_token(lx);
}

int json_rewrite(struct lexer *lx)
{
    if (lx->len >= 3 && memcmp(lx->text, "\xef\xbb\xbf", 3) == 0)
        return json_fail_at(lx, 0,
                            "the file begins with a byte order mark: save it as UTF-8 without "
                            "BOM");
    while (lx->at < lx->len) {
        char c = lx->text[lx->at];
        int rc = 0;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            lx->at++;
        else
            rc = token(lx);
        if (rc)
            return rc;
    }
    if (!lx->previous)
        return json_fail_at(lx, 0, "empty: no JSON in it");
    if (lx->depth > 0)
        return json_fail_at(lx, lx->len, "the document ends too early: %zu bracket%s not closed",
                            lx->depth, lx->depth == 1 ? " is" : "s are");
    return 0;
}
