/* Which versions of Python a problem is for: ">=3.9,<3.13". See grade/bank.h. */
#include "bank_internal.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS = 3, DIGITS_MAX = 4 };

enum relation { LESS = 1, EQUAL = 2, GREATER = 4 };

static const struct {
    const char *text;
    int holds; /* relations of the interpreter's version to the one that is named */
} operators[] = {
    {">=", GREATER | EQUAL}, {"<=", LESS | EQUAL}, {"==", EQUAL},
    {"!=", LESS | GREATER},  {">", GREATER},       {"<", LESS},
};

struct bound {
    int holds;
    long parts[PARTS];
    int count; /* of parts that are named; only these are compared: 3.11.2 is 3.11 */
};

static const char *skip_spaces(const char *at)
{
    return at + strspn(at, " ");
}

/* Reads one of ">=3.9", "3.11"; the end of it, or NULL. */
static const char *read_bound(const char *at, struct bound *out)
{
    *out = (struct bound){.holds = EQUAL};
    at = skip_spaces(at);
    for (size_t i = 0; i < GRADE_COUNT(operators); i++) {
        size_t len = strlen(operators[i].text);
        if (!strncmp(at, operators[i].text, len)) {
            out->holds = operators[i].holds;
            at = skip_spaces(at + len);
            break;
        }
    }
    while (out->count < PARTS) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 0 || digits > DIGITS_MAX)
            return NULL;
        out->parts[out->count++] = strtol(at, NULL, 10);
        at += digits;
        if (*at != '.')
            return skip_spaces(at);
        at++;
    }
    return NULL; /* a point, and nothing more that means something */
}

static int relation(const char *version, const struct bound *bound)
{
    for (int i = 0; i < bound->count; i++) {
        char *end;
        long part = strtol(version, &end, 10);
        if (part != bound->parts[i])
            return part < bound->parts[i] ? LESS : GREATER;
        version = *end == '.' ? end + 1 : end;
    }
    return EQUAL;
}

/* Walks the bounds; 0 where one does not hold of the version (NULL: any), -1 where one is none. */
static int walk(const char *versions, const char *version)
{
    int all = 1;
    for (const char *at = versions;;) {
        struct bound bound;
        at = read_bound(at, &bound);
        if (!at || (*at && *at != ','))
            return -1;
        all &= !version || (relation(version, &bound) & bound.holds) != 0;
        if (!*at)
            return all;
        at++;
    }
}

bool bank_versions_ok(const char *versions)
{
    return walk(versions, NULL) == 1;
}

bool grade_problem_allows(const struct grade_problem *problem, const char *version)
{
    return !problem->python_versions || walk(problem->python_versions, version) == 1;
}
