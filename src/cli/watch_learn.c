/* What `grade watch` has to do with a learner's record: see watch.h and grade/learn.h. A record
 * that cannot be had does no harm. */
#include "watch.h"

#include "grade/learn.h"
#include "grade/mem.h"

#include <string.h>

static bool is_kept(const struct watch *w)
{
    return cli_records(w->options);
}

void watch_record(struct watch *w)
{
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    if (w->recorded || !w->result || w->result->interrupted || w->fault)
        return;
    w->recorded = true;
    cli_record(&notes, w->problem, w->result, &w->again, NULL);
    if (!notes.len || w->no_record)
        return;
    w->no_record = true; /* said once, not on every save */
    watch_note(w, "%s", grade_buf_text(&notes));
}

size_t watch_next_hint(struct watch *w)
{
    struct grade_learn *learn = NULL;
    struct grade_learn_facts facts = {0};
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_err err;
    size_t most = w->problem->hints.count, rung = w->hints;
    bool open = is_kept(w) && grade_learn_open(&learn, NULL, &notes, &err) == 0;
    if (open && grade_learn_facts(&facts, learn, &err) == 0) {
        int had = grade_learn_fact(&facts, w->problem->id)->rung;
        rung = had > 0 && (size_t)had > rung ? (size_t)had : rung;
    }
    rung = rung < most ? rung + 1 : most;
    if (open && rung > 0)
        grade_learn_hint(learn, w->problem->id, (int)rung, &err); /* shown, remembered or not */
    grade_learn_facts_done(&facts);
    grade_learn_close(learn);
    return rung;
}

/* The one behind the present in the bank, for who keeps no record. */
static char *following(const struct watch *w)
{
    struct grade_strings names = {0};
    char *found = NULL;
    grade_bank_list(&names, (const char *const *)w->paths.banks);
    for (size_t i = 0; i + 1 < names.count && !found; i++)
        if (!strcmp(names.items[i], w->problem->id))
            found = grade_strdup(names.items[i + 1]);
    grade_strings_done(&names);
    return found;
}

char *watch_next(struct watch *w)
{
    char *name = NULL;
    struct grade_err err;
    if (!is_kept(w) ||
        grade_learn_next(&name, (const char *const *)w->paths.banks, w->problem->id, &err) < 0)
        return following(w);
    return name;
}
