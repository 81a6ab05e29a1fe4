/* What texts of a package may be: names and prose end up on terminals and in reports, identifiers
 * in Python. */
#include "bank/bank_internal.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Characters that change how a line is shown rather than what it says: control characters of both
 * ranges, line and paragraph separators, direction overrides, lone surrogates. As UTF-8. */
static const struct {
    unsigned char first, second, third_from, third_to; /* third_to 0: a sequence of two bytes */
} unseen[] = {
    {0xc2, 0, 0x80, 0x9f},    /* U+0080 to U+009F, matched on the second byte */
    {0xe2, 0x80, 0xa8, 0xae}, /* U+2028 to U+202E */
    {0xe2, 0x81, 0xa6, 0xa9}, /* U+2066 to U+2069 */
};

static bool is_unseen(const unsigned char *at, size_t left)
{
    if (at[0] == 0xed && left > 1 && at[1] >= 0xa0) /* U+D800 to U+DFFF */
        return true;
    for (size_t i = 0; i < GRADE_COUNT(unseen); i++) {
        if (at[0] != unseen[i].first)
            continue;
        size_t last = unseen[i].second ? 2 : 1;
        if (left <= last || (last == 2 && at[1] != unseen[i].second))
            continue;
        if (at[last] >= unseen[i].third_from && at[last] <= unseen[i].third_to)
            return true;
    }
    return false;
}

static bool is_printable(const char *text, size_t len, const char *besides)
{
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = 0; i < len; i++) {
        bool control = bytes[i] < 0x20 || bytes[i] == 0x7f;
        if (control && (!bytes[i] || !strchr(besides, bytes[i])))
            return false;
        if (is_unseen(bytes + i, len - i))
            return false;
    }
    return true;
}

bool bank_is_prose(const char *text, size_t len)
{
    return is_printable(text, len, "\n\t");
}

bool bank_is_line(const char *text, size_t len)
{
    return len > 0 && len <= BANK_MAX_LINE && is_printable(text, len, "");
}

static const char *const keywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",
};

static bool is_keyword(const char *text, size_t len)
{
    for (size_t i = 0; i < GRADE_COUNT(keywords); i++)
        if (strlen(keywords[i]) == len && !memcmp(keywords[i], text, len))
            return true;
    return false;
}

/* Beyond ASCII every printable character will do: Python knows better which are letters. */
bool bank_is_identifier(const char *text, size_t len)
{
    if (!bank_is_line(text, len) || isdigit((unsigned char)text[0]))
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80 && !isalnum(c) && c != '_')
            return false;
    }
    return !is_keyword(text, len);
}

bool bank_is_dotted(const char *text)
{
    for (;;) {
        size_t len = strcspn(text, ".");
        if (!bank_is_identifier(text, len))
            return false;
        if (!text[len])
            return true;
        text += len + 1;
    }
}

bool bank_is_number(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return len > 0;
}

/* Cuts before a character that has no room, never inside one. */
static void cut(char *text, size_t len, size_t room)
{
    if (len <= room)
        return;
    size_t end = room - 3;
    while (end > 0 && ((unsigned char)text[end] & 0xc0) == 0x80)
        end--;
    memcpy(text + end, "...", 4);
}

struct bank_shown bank_show(const char *text, size_t len)
{
    struct bank_shown shown;
    cleanup_buf struct grade_buf quoted = GRADE_BUF_INIT;
    grade_json_quote(&quoted, text, len < 4096 ? len : 4096);
    char *inside = quoted.data + 1; /* without the quotes */
    size_t inside_len = quoted.len - 2;
    inside[inside_len] = '\0';
    cut(inside, inside_len, sizeof(shown.text) - 1);
    snprintf(shown.text, sizeof(shown.text), "%s", inside);
    return shown;
}

struct bank_shown bank_suggest(const char *word, const char *const *names, size_t count)
{
    struct bank_shown shown = {""};
    const char *near = grade_nearest(word, names, count);
    if (near)
        snprintf(shown.text, sizeof(shown.text), " (did you mean '%.100s'?)", near);
    return shown;
}
