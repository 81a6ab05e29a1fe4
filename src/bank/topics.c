/* topics.json: the roadmap. What refers to something by its id is resolved once all is read. */
#include "bank/bank_internal.h"

#include "grade/mem.h"
#include "grade/topics.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    FORMAT = 1,
    MOST_TOPICS = 300, /* of areas and skills likewise */
    MOST_ORDER = 1000000,
    MOST_PRIORITY = 99,
    MOST_BYTES = 4 * 1024 * 1024
};

/* The document as it stands in the file. */
struct document {
    const struct grade_value *areas, *skills, *topics; /* borrowed */
};

/* An id is the name of a folder, part of a link in a page, and typed by hand. */
static bool is_id(const char *text, size_t len)
{
    static const char known[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    for (size_t i = 0; i < len; i++)
        if (!text[i] || !strchr(known, text[i]))
            return false;
    return len > 0 && len <= 64 && text[0] != '.' && text[0] != '-';
}

static int set_id(void *field, const struct grade_value *json, struct grade_err *err)
{
    if (!is_id(json->text, json->len))
        return bank_fail(err, "'%s' is no id: small letters, digits, '-' and '.', 64 at most",
                         bank_show(json->text, json->len).text);
    return bank_string(field, json, err);
}

static int set_number(int *out, const struct grade_value *json, long long most,
                      struct grade_err *err)
{
    long long number = 0;
    int rc = bank_whole(&number, json, 1, most, err);
    *out = (int)number;
    return rc;
}

static int set_order(void *field, const struct grade_value *json, struct grade_err *err)
{
    return set_number(field, json, MOST_ORDER, err);
}

static int set_priority(void *field, const struct grade_value *json, struct grade_err *err)
{
    return set_number(field, json, MOST_PRIORITY, err);
}

/* Areas and skills: an id and a title each -------------------------------------------------- */

struct named {
    char *id, *title;
};
_Static_assert(sizeof(struct named) == sizeof(struct grade_area), "read as one");
_Static_assert(sizeof(struct named) == sizeof(struct grade_skill), "read as one");

static const struct bank_key named_keys[] = {
    {"id", BANK_STRING, set_id, offsetof(struct named, id), true},
    {"title", BANK_STRING, bank_line, offsetof(struct named, title), true},
};
static const struct bank_schema named_schema = BANK_SCHEMA(named_keys, NULL);

/* The ids of `count` things of `size` bytes that start with theirs. */
static const char **ids_of(const void *things, size_t count, size_t size)
{
    const char **ids = grade_alloc_array(count + 1, sizeof(*ids));
    for (size_t i = 0; i < count; i++)
        memcpy(&ids[i], (const char *)things + i * size, sizeof(ids[i]));
    return ids;
}

static int check_distinct_ids(const void *things, size_t count, size_t size, struct grade_err *err)
{
    const char **ids = ids_of(things, count, size);
    int rc = 0;
    for (size_t i = 1; i < count && rc == 0; i++)
        for (size_t k = 0; k < i && rc == 0; k++)
            if (!strcmp(ids[i], ids[k]))
                rc = bank_fail(err, "item %zu: the id '%s' stands there twice", i + 1, ids[i]);
    free(ids);
    return rc;
}

static int check_count(const struct grade_value *list, struct grade_err *err)
{
    if (list->count > MOST_TOPICS)
        return bank_fail(err, "has %zu items; %d are the most", list->count, MOST_TOPICS);
    return 0;
}

/* Reads a list of objects into *out, an array of things of `size` bytes that start with an id;
 * *count goes up as they are made, so that a half-filled list can be freed. */
static int read_list(void **out, size_t *count, size_t size, const struct bank_schema *schema,
                     const struct grade_value *list, struct grade_err *err)
{
    int rc = check_count(list, err);
    if (rc < 0)
        return rc;
    char *things = grade_alloc_array(list->count + 1, size);
    *out = things;
    for (size_t i = 0; i < list->count && rc == 0; i++) {
        *count = i + 1;
        rc = bank_read_keys(schema, list->items[i], things + i * size, err);
        if (rc < 0)
            grade_err_wrap(err, rc, "item %zu", i + 1);
    }
    return rc < 0 ? rc : check_distinct_ids(things, *count, size, err);
}

/* Topics -------------------------------------------------------------------------------------- */

struct draft { /* a topic and the id of its area */
    struct grade_topic topic;
    char *area;
};

#define FIELD(name) offsetof(struct draft, topic.name)
static const struct bank_key topic_keys[] = {
    {"id", BANK_STRING, set_id, FIELD(id), true},
    {"title", BANK_STRING, bank_line, FIELD(title), true},
    {"area", BANK_STRING, set_id, offsetof(struct draft, area), true},
    {"order", BANK_INT, set_order, FIELD(order), true},
    {"priority", BANK_INT, set_priority, FIELD(priority), false},
    {"skills", BANK_LIST, bank_lines, FIELD(skills), false},
    {"requires", BANK_LIST, bank_lines, FIELD(require), false},
    {"packages", BANK_LIST, bank_lines, FIELD(packages), false},
};
#undef FIELD
static const struct bank_schema topic_schema = BANK_SCHEMA(topic_keys, NULL);

static size_t place_of(const char *id, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(ids[i], id))
            return i;
    return SIZE_MAX;
}

static int check_known(const struct grade_strings *wanted, const char *const *ids, size_t count,
                       const char *what, struct grade_err *err)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (place_of(wanted->items[i], ids, count) == SIZE_MAX)
            return bank_fail(err, "there is no %s '%s'%s", what, wanted->items[i],
                             bank_suggest(wanted->items[i], ids, count).text);
    return 0;
}

static void topic_done(struct grade_topic *topic)
{
    free(topic->id);
    free(topic->title);
    bank_strings_done(&topic->skills);
    bank_strings_done(&topic->require);
    bank_strings_done(&topic->packages);
}

static int resolve_area(struct grade_topics *topics, struct draft *draft, struct grade_err *err)
{
    const char **areas = ids_of(topics->areas, topics->area_count, sizeof(*topics->areas));
    int rc = 0;
    draft->topic.area = place_of(draft->area, areas, topics->area_count);
    if (draft->topic.area == SIZE_MAX)
        rc = bank_fail(err, "there is no area '%s'%s", draft->area,
                       bank_suggest(draft->area, areas, topics->area_count).text);
    free(areas);
    return rc;
}

static int resolve(struct grade_topics *topics, struct draft *drafts, size_t count,
                   struct grade_err *err)
{
    const char **ids = ids_of(drafts, count, sizeof(*drafts));
    const char **skills = ids_of(topics->skills, topics->skill_count, sizeof(*topics->skills));
    int rc = 0;
    for (size_t i = 0; i < count && rc == 0; i++) {
        struct grade_topic *topic = &drafts[i].topic;
        rc = resolve_area(topics, &drafts[i], err);
        if (rc == 0)
            rc = check_known(&topic->require, ids, count, "topic", err);
        if (rc == 0)
            rc = check_known(&topic->skills, skills, topics->skill_count, "skill", err);
        for (size_t k = 0; k < i && rc == 0; k++)
            if (drafts[k].topic.order == topic->order)
                rc = bank_fail(err, "order: %d is that of '%s' already", topic->order, ids[k]);
        if (rc < 0)
            grade_err_wrap(err, rc, "'%s'", topic->id);
    }
    free(ids);
    free(skills);
    return rc;
}

static int by_order(const void *a, const void *b)
{
    const struct grade_topic *one = a, *other = b;
    return (one->order > other->order) - (one->order < other->order);
}

/* What each topic builds on lies before it on the roadmap. So nothing goes in a circle, and whoever
 * walks down the list meets nothing too early. Depth follows on the way. */
static int check_order(struct grade_topics *topics, struct grade_err *err)
{
    for (size_t i = 0; i < topics->count; i++) {
        struct grade_topic *topic = &topics->topics[i];
        for (size_t k = 0; k < topic->require.count; k++) {
            const struct grade_topic *below = grade_topics_find(topics, topic->require.items[k]);
            if (below->order >= topic->order)
                return bank_fail(err,
                                 "topics: '%s' builds on '%s', which must come before it: order %d "
                                 "is not below %d",
                                 topic->id, below->id, below->order, topic->order);
            if (below->depth >= topic->depth)
                topic->depth = below->depth + 1;
        }
    }
    return 0;
}

/* What an urgent topic builds on is as urgent. */
static void spread_urgency(struct grade_topics *topics)
{
    for (size_t i = topics->count; i-- > 0;) {
        struct grade_topic *topic = &topics->topics[i];
        if (topic->priority && (!topic->urgency || topic->priority < topic->urgency))
            topic->urgency = topic->priority;
        for (size_t k = 0; topic->urgency && k < topic->require.count; k++) {
            size_t below =
                (size_t)(grade_topics_find(topics, topic->require.items[k]) - topics->topics);
            int *urgency = &topics->topics[below].urgency;
            if (!*urgency || topic->urgency < *urgency)
                *urgency = topic->urgency;
        }
    }
}

static int read_topics(struct grade_topics *topics, const struct grade_value *list,
                       struct grade_err *err)
{
    void *made = NULL;
    size_t count = 0;
    int rc = read_list(&made, &count, sizeof(struct draft), &topic_schema, list, err);
    struct draft *drafts = made;
    if (rc == 0)
        rc = resolve(topics, drafts, count, err);
    topics->topics = grade_alloc_array(count + 1, sizeof(*topics->topics));
    for (size_t i = 0; drafts && i < count; i++) {
        free(drafts[i].area);
        topics->topics[topics->count++] = drafts[i].topic;
    }
    free(drafts);
    if (rc < 0)
        return grade_err_wrap(err, rc, "topics");
    qsort(topics->topics, topics->count, sizeof(*topics->topics), by_order);
    rc = check_order(topics, err);
    if (rc == 0)
        spread_urgency(topics);
    return rc;
}

/* The document -------------------------------------------------------------------------------- */

static int check_format(void *field, const struct grade_value *json, struct grade_err *err)
{
    (void)field;
    long long number = grade_value_number(json, LLONG_MAX);
    if (number > FORMAT)
        return bank_fail(err, "%.20s is newer than this grade, which reads format %d: update grade",
                         json->text, FORMAT);
    return number == FORMAT ? 0 : bank_fail(err, "must be %d, not %.20s", FORMAT, json->text);
}

static const struct bank_key document_keys[] = {
    {"$schema", BANK_STRING, bank_skip, 0, false},
    {"format", BANK_INT, check_format, 0, true},
    {"areas", BANK_LIST, bank_keep, offsetof(struct document, areas), true},
    {"skills", BANK_LIST, bank_keep, offsetof(struct document, skills), true},
    {"topics", BANK_LIST, bank_keep, offsetof(struct document, topics), true},
};
static const struct bank_schema document_schema = BANK_SCHEMA(document_keys, NULL);

static int read_document(struct grade_topics *topics, const struct grade_value *json,
                         struct grade_err *err)
{
    struct document document = {NULL, NULL, NULL};
    int rc = bank_read_keys(&document_schema, json, &document, err);
    if (rc < 0)
        return rc;
    void *areas = NULL, *skills = NULL;
    rc = bank_in(err,
                 read_list(&areas, &topics->area_count, sizeof(struct named), &named_schema,
                           document.areas, err),
                 "areas");
    topics->areas = areas;
    if (rc < 0)
        return rc;
    rc = bank_in(err,
                 read_list(&skills, &topics->skill_count, sizeof(struct named), &named_schema,
                           document.skills, err),
                 "skills");
    topics->skills = skills;
    return rc < 0 ? rc : read_topics(topics, document.topics, err);
}

int grade_topics_parse(struct grade_topics **out, const char *text, size_t len,
                       struct grade_err *err)
{
    struct grade_value *json = NULL;
    int rc = grade_json_parse(&json, text, len, err);
    if (rc < 0)
        return rc;
    struct grade_topics *topics = grade_alloc(sizeof(*topics));
    rc = read_document(topics, json, err);
    grade_value_free(json);
    if (rc < 0)
        grade_topics_free(topics);
    else
        *out = topics;
    return rc;
}

int grade_topics_load(struct grade_topics **out, const char *const *banks, struct grade_err *err)
{
    for (; banks && *banks; banks++) {
        cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
        int rc = grade_bank_read(&text, *banks, "topics.json", MOST_BYTES, err);
        if (rc > 0)
            rc = grade_topics_parse(out, grade_buf_text(&text), text.len, err);
        else if (rc == 0)
            continue;
        return rc < 0 ? grade_err_wrap(err, rc, "%s/topics.json",
                                       bank_show(*banks, strlen(*banks)).text)
                      : 0;
    }
    *out = grade_alloc(sizeof(**out));
    return 0;
}

void grade_topics_free(struct grade_topics *topics)
{
    if (!topics)
        return;
    for (size_t i = 0; topics->areas && i < topics->area_count; i++) {
        free(topics->areas[i].id);
        free(topics->areas[i].title);
    }
    for (size_t i = 0; topics->skills && i < topics->skill_count; i++) {
        free(topics->skills[i].id);
        free(topics->skills[i].title);
    }
    for (size_t i = 0; i < topics->count; i++)
        topic_done(&topics->topics[i]);
    free(topics->areas);
    free(topics->skills);
    free(topics->topics);
    free(topics);
}

const struct grade_topic *grade_topics_find(const struct grade_topics *topics, const char *id)
{
    for (size_t i = 0; topics && i < topics->count; i++)
        if (!strcmp(topics->topics[i].id, id))
            return &topics->topics[i];
    return NULL;
}
