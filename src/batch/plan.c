/* What a batch has to do: what the journal does not have, or has of something else. */
#include "pool.h"

#include "grade/mem.h"

#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void key_of_source(uint8_t key[GRADE_JOURNAL_KEY], const struct batch *batch,
                          const struct grade_submission *submission)
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    const struct grade_batch_problem *problem =
        &batch->config->submissions->problems[submission->problem];
    cleanup_buf struct grade_buf source = GRADE_BUF_INIT;
    struct grade_result result = {
        .problem_digest = problem->problem->digest,
        .seed = problem->seed,
        .python = batch->config->python->given,
        .limits = (char *)(uintptr_t)batch->config->limits,
    };
    if (grade_submission_read(&source, batch->config->submissions, submission, NULL) == 0) {
        SHA256Data((const uint8_t *)grade_buf_text(&source), source.len, digest);
        result.solution_digest = digest;
    }
    grade_entry_key(key, &result);
}

static bool is_done(const struct batch *batch, const struct grade_submission *submission,
                    const struct grade_entry *entry)
{
    uint8_t key[GRADE_JOURNAL_KEY];
    if (!entry || !entry->settled || batch->config->again)
        return false;
    if (batch->config->require == GRADE_LEVEL_FULL && !entry->full)
        return false;
    key_of_source(key, batch, submission);
    return memcmp(key, entry->key, sizeof(key)) == 0;
}

/* One seed for all that is drawn, so that everybody gets the same inputs; the journal's own, so
 * that whoever comes later does, too. */
static void choose_seeds(const struct batch *batch)
{
    const struct grade_batch_config *config = batch->config;
    uint64_t drawn = config->seed;
    for (size_t i = 0; !config->has_seed && i < batch->index->count; i++)
        if (batch->index->items[i].draws) {
            drawn = batch->index->items[i].seed;
            break;
        }
    for (size_t i = 0; i < config->submissions->problem_count; i++) {
        struct grade_batch_problem *problem = &config->submissions->problems[i];
        problem->seed = config->has_seed || problem->draws ? drawn : 0;
    }
}

/* A millisecond after the last result of the journal, whatever the clock was like. */
static long long after_all(const struct grade_index *index)
{
    const char *last = "";
    struct tm parts = {0};
    long ms = 0;
    for (size_t i = 0; i < index->count; i++)
        if (strcmp(index->items[i].finished, last) > 0)
            last = index->items[i].finished;
    const char *rest = strptime(last, "%Y-%m-%dT%H:%M:%S", &parts);
    if (!rest)
        return 0;
    if (*rest == '.')
        ms = strtol(rest + 1, NULL, 10);
    return (long long)timegm(&parts) * 1000 + ms + 1;
}

void batch_plan(struct batch *batch)
{
    struct grade_submissions *list = batch->config->submissions;
    batch->todo = grade_alloc_array(list->count, sizeof(*batch->todo));
    batch->again = grade_alloc_array(list->count, sizeof(*batch->again));
    batch->tries = grade_alloc_array(list->count, sizeof(*batch->tries));
    batch->outcome->total = list->count;
    choose_seeds(batch);
    list->not_before_ms = after_all(batch->index);
    grade_index_settle(batch->index);
    for (size_t i = 0; i < list->count; i++) {
        const struct grade_submission *submission = &list->items[i];
        const struct grade_entry *entry = grade_index_find(
            batch->index, submission->id, list->problems[submission->problem].problem->id);
        if (is_done(batch, submission, entry)) {
            batch->outcome->before++;
            batch_count(batch->outcome, entry->verdict);
        } else {
            batch->todo[batch->todo_count++] = i;
        }
    }
}
