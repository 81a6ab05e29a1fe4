/* `grade list`: the problems of the bank by topic, and how far one is with each. */
#include "commands.h"
#include "learner.h"

#include "grade/mem.h"
#include "grade/nearest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct wish {
    const char *problems, *difficulty, *state;
    int color, json;
    int least, most;                 /* difficulty; 0: any */
    bool states[GRADE_LEARN_STATES]; /* all false: any */
    char **words;
    int word_count;
};

static const struct cli_flag flags[] = {
    {'d', "difficulty", "N[-M]", "only of this difficulty, 1 to 5", CLI_FLAG_TEXT,
     offsetof(struct wish, difficulty), NULL, 0},
    {'s', "state", "STATE[,...]", "new, started, tried, solved, or open: not solved", CLI_FLAG_TEXT,
     offsetof(struct wish, state), NULL, 0},
    CLI_FLAG_REPORT(struct wish),
    CLI_FLAG_PROBLEMS(struct wish),
    CLI_FLAG_COLOR(struct wish),
};

static const struct cli_syntax syntax = {
    .command = "list",
    .usage = "[OPTIONS] [WORD...]",
    .intro = "Lists the problems by topic, in the order of the roadmap, with what you have\n"
             "done. With words, only those that have all of them: in their topic, their name,\n"
             "their title or what they are about.\n"
             "\n"
             "  grade list                        all of them\n"
             "  grade list decorators             those of a topic\n"
             "  grade list --state open -d 1-2    easy ones that are not solved\n",
    .outro = "states: new, nothing done yet; started, begun or a hint taken; tried, run but\n"
             "not yet passed; solved, passed as a whole at least once.\n",
    .flags = flags,
    .count = GRADE_COUNT(flags),
    .least = 0,
    .most = -1,
};

/* Filters ------------------------------------------------------------------------------------- */

static int read_difficulty(struct wish *wish, struct grade_err *err)
{
    char tail;
    if (!wish->difficulty)
        return 0;
    int got = sscanf(wish->difficulty, "%1d-%1d%c", &wish->least, &wish->most, &tail);
    if (got == 1 && strlen(wish->difficulty) == 1)
        wish->most = wish->least;
    else if (got != 2)
        wish->least = 0;
    if (wish->least < 1 || wish->most > 5 || wish->least > wish->most)
        return grade_fail(
            err, GRADE_FAULT_USAGE, 0,
            "list: --difficulty: '%s' is neither a number from 1 to 5 nor two of them "
            "as in 2-4",
            wish->difficulty);
    return 0;
}

static int add_state(struct wish *wish, const char *word, struct grade_err *err)
{
    const char *names[GRADE_LEARN_STATES + 1];
    for (int i = 0; i < GRADE_LEARN_STATES; i++)
        names[i] = grade_learn_state_name((enum grade_learn_state)i);
    names[GRADE_LEARN_STATES] = "open";
    int found = cli_one_of("list", "state", word, names, GRADE_COUNT(names), err);
    if (found < 0)
        return found;
    for (int i = 0; i < GRADE_LEARN_STATES; i++)
        if (i == found || (found == GRADE_LEARN_STATES && i != GRADE_LEARN_SOLVED))
            wish->states[i] = true;
    return 0;
}

static int read_states(struct wish *wish, struct grade_err *err)
{
    int rc = 0;
    for (const char *next = wish->state; next && rc == 0;) {
        size_t len = strcspn(next, ",");
        cleanup_free char *word = grade_strndup(next, len);
        rc = add_state(wish, word, err);
        next = next[len] ? next + len + 1 : NULL;
    }
    return rc;
}

static bool has_word(const struct grade_entry *entry, const char *word)
{
    if (strcasestr(entry->topic, word) || strcasestr(entry->id, word) ||
        (entry->title && strcasestr(entry->title, word)))
        return true;
    for (size_t i = 0; i < entry->concepts.count; i++)
        if (strcasestr(entry->concepts.items[i], word))
            return true;
    return false;
}

static bool is_wanted(const struct wish *wish, const struct cli_learner *learner,
                      const struct grade_entry *entry)
{
    enum grade_learn_state state = grade_learn_fact(&learner->facts, entry->id)->state;
    for (int i = 0; i < wish->word_count; i++)
        if (!has_word(entry, wish->words[i]))
            return false;
    if (wish->least && (entry->difficulty < wish->least || entry->difficulty > wish->most))
        return false;
    return !wish->state || (!entry->fault && wish->states[state]);
}

/* Text ---------------------------------------------------------------------------------------- */

enum { WIDE = 72 }; /* columns from which on a problem fits into one row */

static void tell_entry(const struct page *page, const struct cli_learner *learner,
                       const struct grade_entry *entry, int id_width)
{
    char facts[48] = "";
    if (entry->difficulty)
        snprintf(facts, sizeof(facts), "%d/5", entry->difficulty);
    if (entry->minutes)
        snprintf(facts + strlen(facts), sizeof(facts) - strlen(facts), "%s%d min",
                 facts[0] ? "  " : "", entry->minutes);
    grade_buf_adds(page->out, "  ");
    if (entry->fault)
        cli_pad(page, PAGE_BAD, "! broken", 11);
    else
        cli_put_state(page, grade_learn_fact(&learner->facts, entry->id)->state, 11);
    cli_pad(page, PAGE_STRONG, entry->id, page->width < WIDE ? 0 : id_width + 2);
    const char *title = entry->fault ? entry->fault : entry->title;
    if (page->width < WIDE) {
        bool fits = 2 + 11 + page_width_of(page, entry->id) + 2 + (int)strlen(facts) <= page->width;
        grade_buf_addf(page->out, "%s%s\n    ", !facts[0] ? "" : fits ? "  " : "\n    ", facts);
        cli_wrap(page, PAGE_PLAIN, 4, title);
        return;
    }
    cli_pad(page, PAGE_DIM, facts, 13);
    cli_wrap(page, PAGE_PLAIN, 13 + id_width + 2 + 13, title);
}

static void tell_topic(const struct page *page, const char *id, const char *title, size_t solved,
                       size_t count)
{
    cleanup_free char *text = title ? grade_printf("%s  %s", id, title) : grade_strdup(id);
    cleanup_free char *tally = grade_printf("%zu of %zu solved", solved, count);
    int room = page->width < PAGE_PROSE ? page->width : PAGE_PROSE;
    bool fits = page_width_of(page, text) + 2 + (int)strlen(tally) <= room;
    page_put(page, PAGE_STRONG, id);
    grade_buf_adds(page->out, fits ? "  " : "\n  ");
    if (title && fits) {
        page_put(page, PAGE_PLAIN, title);
        grade_buf_adds(page->out, "  ");
    } else if (title) {
        cli_wrap(page, PAGE_PLAIN, 2, title);
        grade_buf_adds(page->out, "  ");
    }
    page_put(page, PAGE_DIM, tally);
    page_end(page);
}

struct listing {
    const struct wish *wish;
    const struct cli_learner *learner;
    const struct page *page;
    int id_width;
    size_t shown;
};

/* Those of one topic, under its name; nothing where none is wanted. */
static void list_topic(struct listing *listing, const char *topic, const char *title)
{
    const struct grade_catalogue *catalogue = &listing->learner->catalogue;
    size_t count = 0, solved = 0, wanted = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct grade_entry *entry = &catalogue->entries[i];
        if (strcmp(entry->topic, topic) != 0)
            continue;
        count += !entry->fault;
        solved +=
            grade_learn_fact(&listing->learner->facts, entry->id)->state == GRADE_LEARN_SOLVED;
        wanted += is_wanted(listing->wish, listing->learner, entry);
    }
    if (!wanted)
        return;
    if (listing->shown)
        page_end(listing->page);
    tell_topic(listing->page, topic, title, solved, count);
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct grade_entry *entry = &catalogue->entries[i];
        if (!strcmp(entry->topic, topic) && is_wanted(listing->wish, listing->learner, entry))
            tell_entry(listing->page, listing->learner, entry, listing->id_width);
    }
    listing->shown += wanted;
}

static int widest_id(const struct page *page, const struct grade_catalogue *catalogue)
{
    int widest = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        int width = page_width_of(page, catalogue->entries[i].id);
        widest = width > widest ? width : widest;
    }
    return widest < 32 ? widest : 32;
}

static void tell_none(const struct listing *listing)
{
    if (listing->learner->catalogue.count)
        grade_buf_adds(listing->page->out, "no problem is like that (`grade list` shows all)\n");
    else
        grade_buf_adds(listing->page->out,
                       "there are no problems; name a folder with --problems DIR\n");
}

static void tell(struct grade_buf *out, const struct wish *wish, const struct cli_learner *learner)
{
    const struct page page = page_of(out, &learner->look);
    struct listing listing = {wish, learner, &page, widest_id(&page, &learner->catalogue), 0};
    const struct grade_topics *topics = learner->topics;
    for (size_t i = 0; i < topics->count; i++)
        list_topic(&listing, topics->topics[i].id, topics->topics[i].title);
    const char *last = "";
    for (size_t i = 0; i < learner->catalogue.count; i++) {
        const char *topic = learner->catalogue.entries[i].topic;
        if (strcmp(topic, last) != 0 && !grade_topics_find(topics, topic))
            list_topic(&listing, topic, NULL);
        last = topic;
    }
    if (!listing.shown)
        tell_none(&listing);
}

/* JSON ---------------------------------------------------------------------------------------- */

static void write_entry(struct json_writer *w, const struct cli_learner *learner,
                        const struct grade_entry *entry)
{
    const struct grade_learn_fact *fact = grade_learn_fact(&learner->facts, entry->id);
    json_open(w, NULL, '{');
    json_text(w, "problem", entry->id);
    json_text(w, "topic", entry->topic);
    json_text(w, "title", entry->title);
    json_text(w, "folder", entry->dir);
    json_text(w, "broken", entry->fault);
    json_integer(w, "difficulty", entry->difficulty);
    json_integer(w, "minutes", entry->minutes);
    json_integer(w, "hints", (long long)entry->hint_count);
    json_open(w, "concepts", '[');
    for (size_t i = 0; i < entry->concepts.count; i++)
        json_text(w, NULL, entry->concepts.items[i]);
    json_close(w, ']');
    json_text(w, "state", grade_learn_state_name(fact->state));
    json_integer(w, "attempts", fact->attempts);
    json_integer(w, "hints_taken", fact->rung);
    json_text(w, "last_verdict", fact->verdict);
    json_text(w, "solution", fact->solution);
    json_close(w, '}');
}

static void write_json(struct grade_buf *out, const struct wish *wish,
                       const struct cli_learner *learner)
{
    struct json_writer w = {.out = out, .indent = 2};
    json_open(&w, NULL, '{');
    json_integer(&w, "format", 1);
    json_open(&w, "problems", '[');
    for (size_t i = 0; i < learner->catalogue.count; i++)
        if (is_wanted(wish, learner, &learner->catalogue.entries[i]))
            write_entry(&w, learner, &learner->catalogue.entries[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(out, '\n');
}

static int list(void *target, int count, char **words, struct grade_buf *out, struct grade_err *err)
{
    struct wish *wish = target;
    struct cli_learner learner = {0};
    wish->words = words;
    wish->word_count = count;
    int rc = read_difficulty(wish, err);
    if (rc == 0)
        rc = read_states(wish, err);
    if (rc == 0)
        rc = cli_learner_open(&learner, wish->problems, wish->color, err);
    if (rc == 0 && wish->json)
        write_json(out, wish, &learner);
    else if (rc == 0)
        tell(out, wish, &learner);
    cli_learner_done(&learner);
    return rc;
}

static int run_list(int argc, char **argv)
{
    struct wish wish = {0};
    return cli_run(&syntax, &wish, argc, argv, list);
}

const struct cli_command cli_list = {
    .name = "list",
    .usage = "[WORD...]",
    .what = "list the problems, and what you have solved",
    .run = run_list,
};
