/* What is kept in memory of a result: see grade/journal.h. */
#include "grade/journal.h"

#include "grade/mem.h"

#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_text(SHA2_CTX *sha, const char *text)
{
    const char *known = text ? text : "";
    SHA256Update(sha, (const uint8_t *)known, strlen(known) + 1);
}

void grade_entry_key(uint8_t out[GRADE_JOURNAL_KEY], const struct grade_result *result)
{
    memset(out, 0, GRADE_JOURNAL_KEY);
    if (!result->solution_digest)
        return;
    char seed[24];
    SHA2_CTX sha;
    snprintf(seed, sizeof(seed), "%llu", (unsigned long long)result->seed);
    SHA256Init(&sha);
    add_text(&sha, result->problem_digest);
    add_text(&sha, result->solution_digest);
    add_text(&sha, result->python);
    add_text(&sha, result->limits);
    add_text(&sha, seed);
    SHA256Final(out, &sha);
}

static bool is_settled(const struct grade_result *result)
{
    return result->verdict != GRADE_VERDICT_INTERNAL && result->verdict != GRADE_VERDICT_SKIPPED &&
           !result->interrupted && result->solution_digest;
}

void grade_entry_of(struct grade_entry *out, const struct grade_result *result)
{
    *out = (struct grade_entry){
        .id = result->id ? result->id : "",
        .problem = result->problem_id ? result->problem_id : "",
        .verdict = result->verdict,
        .settled = is_settled(result),
        .full = result->isolation && result->isolation->level &&
                !strcmp(result->isolation->level, "full"),
        .draws = result->draws,
        .seed = result->seed,
        .cases = (uint32_t)result->case_count,
    };
    grade_entry_key(out->key, result);
    for (size_t i = 0; i < result->case_count; i++)
        out->passed += result->cases[i].verdict == GRADE_VERDICT_PASS;
    snprintf(out->finished, sizeof(out->finished), "%s", result->finished ? result->finished : "");
}
