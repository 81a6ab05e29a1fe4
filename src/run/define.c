/* Where the solution defines what a step calls: a place to start looking, where nothing was raised.
 */
#include "internal.h"

#include "grade/mem.h"

#include <ctype.h>
#include <string.h>

enum { NAMES_MAX = 40 };

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || ((unsigned char)c & 0x80);
}

/* Behind `word` and the blanks that follow it; NULL where the line does not begin so. */
static const char *behind(const char *line, const char *end, const char *word)
{
    size_t len = strlen(word);
    if ((size_t)(end - line) <= len || strncmp(line, word, len) != 0 || line[len] != ' ')
        return NULL;
    for (line += len; line < end && *line == ' ';)
        line++;
    return line;
}

/* The name that a line at the top of the file defines; NULL: none. */
static const char *defined(const char *line, const char *end, size_t *out_len)
{
    const char *rest = behind(line, end, "async"), *name;
    name = behind(rest ? rest : line, end, "def");
    if (!name && !rest)
        name = behind(line, end, "class");
    for (*out_len = 0; name && name + *out_len < end && is_name(name[*out_len]);)
        ++*out_len;
    return *out_len ? name : NULL;
}

/* The last definition counts, as it does for Python. */
static long line_of(const struct grade_run_job *job, const char *name, size_t len)
{
    long number = 0, found = 0;
    const char *end = job->source + job->source_len;
    for (const char *line = job->source; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline ? newline : end;
        size_t length;
        const char *here = defined(line, stop, &length);
        number++;
        if (here && length == len && !memcmp(here, name, len))
            found = number;
        line = stop + (newline != NULL);
    }
    return found;
}

long defined_line(const struct session *session, const char *action)
{
    int names = 0;
    if (!action)
        return 0;
    for (const char *c = action; *c && names < NAMES_MAX;) {
        if (!is_name(*c)) {
            c++;
            continue;
        }
        const char *start = c;
        while (is_name(*c))
            c++;
        bool attribute = start > action && start[-1] == '.';
        long line = attribute ? 0 : line_of(session->job, start, (size_t)(c - start));
        if (line)
            return line;
        names++;
    }
    return 0;
}
