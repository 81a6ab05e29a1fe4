/* What to do next: everything that is not solved, in the order in which it is worth doing. */
#include "learn/learn_internal.h"

#include "grade/mem.h"
#include "grade/strings.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    STUCK_AT = 6,   /* failed attempts after which going on alike helps little */
    TROUBLE_AT = 4, /* failed attempts before it passed, after which doing it again pays */
    AGAIN_DAYS = 3, /* before it is asked for again, doubled each time it passes on another day */
    AGAIN_MOST = 3, /* days on which it passed, after which it is known */
    A_DAY = 24 * 60 * 60,
};

/* Where a step stands: the least comes first. */
enum rank { GO_ON, TAKE_A_HINT, AGAIN, FRESH, LEAVE_IT, EARLY };

struct candidate {
    struct grade_learn_step step;
    enum rank rank;
    long long last;
    int urgency, order, difficulty;
};

struct planning {
    const struct grade_catalogue *catalogue;
    const struct grade_topics *topics;
    const struct grade_learn_facts *facts;
    struct grade_learn_topic *known; /* of each topic */
    long long now;
};

static enum grade_learn_state state_of(const struct grade_learn_facts *facts, const char *problem)
{
    return grade_learn_fact(facts, problem)->state;
}

/* What is known of a topic; NULL where the roadmap has no such topic. */
static const struct grade_learn_topic *known_of(const struct planning *p, const char *id)
{
    const struct grade_topic *topic = grade_topics_find(p->topics, id);
    return topic ? &p->known[topic - p->topics->topics] : NULL;
}

/* A topic or a problem; what is not in the bank cannot be asked for. */
static bool is_met(const struct planning *p, const char *name)
{
    const struct grade_learn_topic *known = known_of(p, name);
    if (known)
        return known->met;
    return !grade_catalogue_find(p->catalogue, name) ||
           state_of(p->facts, name) == GRADE_LEARN_SOLVED;
}

static bool are_met(const struct planning *p, const struct grade_strings *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (!is_met(p, names->items[i]))
            return false;
    return true;
}

static bool is_ready(const struct planning *p, const struct grade_entry *entry)
{
    const struct grade_topic *topic = grade_topics_find(p->topics, entry->topic);
    return are_met(p, &entry->require) && (!topic || are_met(p, &topic->require));
}

/* Topics -------------------------------------------------------------------------------------- */

static void count_problems(const struct planning *p, bool *begun)
{
    for (size_t i = 0; i < p->catalogue->count; i++) {
        const struct grade_entry *entry = &p->catalogue->entries[i];
        const struct grade_topic *topic =
            entry->fault ? NULL : grade_topics_find(p->topics, entry->topic);
        if (!topic)
            continue;
        size_t place = (size_t)(topic - p->topics->topics);
        enum grade_learn_state state = state_of(p->facts, entry->id);
        p->known[place].there++;
        p->known[place].solved += state == GRADE_LEARN_SOLVED;
        begun[place] |= state != GRADE_LEARN_NEW;
    }
}

/* Half of its problems do: who had to solve them all would never get on. One that has none stands
 * in nobody's way, but what it builds on still does. What a topic builds on stands before it. */
static void settle_topics(const struct planning *p, const bool *begun)
{
    for (size_t i = 0; i < p->topics->count; i++) {
        struct grade_learn_topic *known = &p->known[i];
        bool ready = are_met(p, &p->topics->topics[i].require);
        known->met = known->there ? known->solved * 2 >= known->there : ready;
        known->state = !known->there                   ? GRADE_LEARN_PLANNED
                       : known->solved == known->there ? GRADE_LEARN_DONE
                       : begun[i]                      ? GRADE_LEARN_BEGUN
                       : ready                         ? GRADE_LEARN_READY
                                                       : GRADE_LEARN_LATER;
    }
}

struct grade_learn_topic *grade_learn_topics(const struct grade_catalogue *catalogue,
                                             const struct grade_topics *topics,
                                             const struct grade_learn_facts *facts)
{
    const struct planning p = {
        catalogue, topics, facts,
        grade_alloc_array(topics->count + 1, sizeof(struct grade_learn_topic)), 0};
    bool *begun = grade_alloc_array(topics->count + 1, sizeof(*begun));
    count_problems(&p, begun);
    settle_topics(&p, begun);
    free(begun);
    return p.known;
}

const char *grade_learn_topic_state_name(enum grade_learn_topic_state state)
{
    static const char *const names[GRADE_LEARN_TOPIC_STATES] = {
        [GRADE_LEARN_PLANNED] = "planned", [GRADE_LEARN_LATER] = "later",
        [GRADE_LEARN_READY] = "ready",     [GRADE_LEARN_BEGUN] = "begun",
        [GRADE_LEARN_DONE] = "done",
    };
    return names[state];
}

/* Problems ------------------------------------------------------------------------------------ */

static void add_once(struct grade_strings *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (!strcmp(list->items[i], name))
            return;
    grade_strings_add(list, name);
}

/* What is to be done before, of these names: in place of a topic without problems, what that builds
 * on. Marks it, so that nothing is gone through twice. */
static void add_missing(const struct planning *p, struct grade_strings *out,
                        const struct grade_strings *names, bool *seen)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct grade_topic *topic = grade_topics_find(p->topics, names->items[i]);
        size_t place = topic ? (size_t)(topic - p->topics->topics) : 0;
        if (is_met(p, names->items[i]) || (topic && seen[place]))
            continue;
        if (topic)
            seen[place] = true;
        if (topic && !p->known[place].there)
            add_missing(p, out, &topic->require, seen);
        else
            add_once(out, names->items[i]);
    }
}

static void find_missing(const struct planning *p, struct grade_learn_step *step)
{
    const struct grade_topic *topic = grade_topics_find(p->topics, step->entry->topic);
    bool *seen = grade_alloc_array(p->topics->count + 1, sizeof(*seen));
    if (topic)
        add_missing(p, &step->missing, &topic->require, seen);
    add_missing(p, &step->missing, &step->entry->require, seen);
    free(seen);
}

static bool is_due_again(const struct planning *p, const struct grade_entry *entry,
                         const struct grade_learn_fact *fact)
{
    bool all_hints = entry->hint_count && fact->rung >= (int)entry->hint_count;
    if (fact->pass_days > AGAIN_MOST || !(fact->failed_before >= TROUBLE_AT || all_hints))
        return false;
    long long days = AGAIN_DAYS;
    for (long long i = 1; i < fact->pass_days; i++)
        days *= 2;
    return p->now - fact->last_pass >= days * A_DAY;
}

/* False: nothing is to be done about it. */
static bool rank(const struct planning *p, const struct grade_entry *entry, struct candidate *out)
{
    const struct grade_learn_fact *fact = grade_learn_fact(p->facts, entry->id);
    bool stuck = fact->failed_before >= STUCK_AT, hints = (size_t)fact->rung < entry->hint_count;
    switch (fact->state) {
    case GRADE_LEARN_SOLVED:
        out->rank = AGAIN;
        out->step.reason = GRADE_LEARN_AGAIN;
        return is_due_again(p, entry, fact);
    case GRADE_LEARN_STARTED:
    case GRADE_LEARN_TRIED:
        out->rank = !stuck ? GO_ON : hints ? TAKE_A_HINT : LEAVE_IT;
        out->step.reason = stuck ? GRADE_LEARN_STUCK : GRADE_LEARN_GO_ON;
        return true;
    default:
        out->rank = is_ready(p, entry) ? FRESH : EARLY;
        out->step.reason = out->rank == FRESH ? GRADE_LEARN_FRESH : GRADE_LEARN_EARLY;
        return true;
    }
}

static struct candidate candidate_of(const struct planning *p, const struct grade_entry *entry)
{
    const struct grade_topic *topic = grade_topics_find(p->topics, entry->topic);
    return (struct candidate){
        .step.entry = entry,
        .last = grade_learn_fact(p->facts, entry->id)->last,
        .urgency = topic && topic->urgency ? topic->urgency : INT_MAX,
        .order = topic ? topic->order : INT_MAX,
        .difficulty = entry->difficulty,
    };
}

#define BY(one, other)                                                                             \
    if ((one) != (other))                                                                          \
    return (one) < (other) ? -1 : 1

static int by_worth(const void *a, const void *b)
{
    const struct candidate *one = a, *other = b;
    BY(one->rank, other->rank);
    if (one->rank == AGAIN)
        BY(one->last, other->last); /* the one that waits longest */
    if (one->rank < AGAIN || one->rank == LEAVE_IT)
        BY(other->last, one->last); /* what one has in mind */
    BY(one->urgency, other->urgency);
    BY(one->order, other->order);
    BY(one->difficulty, other->difficulty);
    return strcmp(one->step.entry->id, other->step.entry->id);
}

void grade_learn_plan(struct grade_learn_plan *out, const struct grade_catalogue *catalogue,
                      const struct grade_topics *topics, const struct grade_learn_facts *facts,
                      long long now)
{
    const struct planning p = {catalogue, topics, facts,
                               grade_learn_topics(catalogue, topics, facts), now};
    struct candidate *candidates = grade_alloc_array(catalogue->count + 1, sizeof(*candidates));
    size_t count = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct grade_entry *entry = &catalogue->entries[i];
        candidates[count] = candidate_of(&p, entry);
        count += !entry->fault && rank(&p, entry, &candidates[count]);
    }
    qsort(candidates, count, sizeof(*candidates), by_worth);
    *out = (struct grade_learn_plan){grade_alloc_array(count + 1, sizeof(*out->steps)), 0};
    for (size_t i = 0; i < count; i++)
        if (candidates[i].rank != AGAIN || i == 0 || candidates[i - 1].rank != AGAIN)
            out->steps[out->count++] = candidates[i].step; /* one at a time to do again */
    for (size_t i = 0; i < out->count; i++)
        if (out->steps[i].reason == GRADE_LEARN_EARLY)
            find_missing(&p, &out->steps[i]);
    free(candidates);
    free(p.known);
}

void grade_learn_plan_done(struct grade_learn_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        grade_strings_done(&plan->steps[i].missing);
    free(plan->steps);
    *plan = (struct grade_learn_plan){NULL, 0};
}

static int read_facts(struct grade_learn_facts *out, struct grade_err *err)
{
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_learn *learn = NULL;
    int rc = learn_open(&learn, NULL, false, &notes, err);
    if (rc == 0)
        rc = grade_learn_facts(out, learn, err);
    grade_learn_close(learn);
    return rc;
}

int grade_learn_next(char **out, const char *const *banks, const char *besides,
                     struct grade_err *err)
{
    struct grade_learn_facts facts = {NULL, 0};
    struct grade_catalogue catalogue;
    struct grade_topics *topics = NULL;
    struct grade_learn_plan plan;
    int rc = read_facts(&facts, err);
    if (rc == 0)
        rc = grade_topics_load(&topics, banks, err);
    if (rc < 0 || !topics) {
        grade_learn_facts_done(&facts);
        return rc;
    }
    grade_catalogue_load(&catalogue, banks);
    grade_learn_plan(&plan, &catalogue, topics, &facts, learn_now_ms() / 1000);
    *out = NULL;
    for (size_t i = 0; i < plan.count && !*out; i++)
        if (!besides || strcmp(plan.steps[i].entry->id, besides) != 0)
            *out = grade_strdup(plan.steps[i].entry->id);
    grade_learn_plan_done(&plan);
    grade_catalogue_done(&catalogue);
    grade_topics_free(topics);
    grade_learn_facts_done(&facts);
    return 0;
}
