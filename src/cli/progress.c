/* `grade progress`: how far one is, how regularly, how long, and what keeps failing; and the record
 * itself, taken out, put in, or begun anew (progress_move.c). */
#include "commands.h"
#include "learner.h"
#include "progress.h"

#include "grade/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct cli_flag flags[] = {
    {0, "export", "FILE", "write the record as JSON; - is standard output", CLI_FLAG_TEXT,
     offsetof(struct progress_wish, export), NULL, 0},
    {0, "import", "FILE", "add what such a file holds; nothing twice", CLI_FLAG_TEXT,
     offsetof(struct progress_wish, import), NULL, 0},
    {0, "reset", NULL, "begin anew; what there was is kept in a file", CLI_FLAG_SWITCH,
     offsetof(struct progress_wish, reset), NULL, 0},
    CLI_FLAG_REPORT(struct progress_wish),
    CLI_FLAG_PROBLEMS(struct progress_wish),
    CLI_FLAG_COLOR(struct progress_wish),
};

static const struct cli_syntax syntax = {
    .command = "progress",
    .usage = "[OPTIONS]",
    .intro = "Shows what you have solved, how regularly you practise, about how long it took,\n"
             "and what keeps failing. All of it is on this machine, in XDG_STATE_HOME/grade\n"
             "(where that is not set: ~/.local/state/grade), and goes nowhere else.\n"
             "\n"
             "  grade progress\n"
             "  grade progress --export progress.json     to take it to another machine\n",
    .outro = "Time is an estimate: what lies between two runs or hints, where that is less\n"
             "than half an hour. Of hidden cases only their number is kept.\n",
    .flags = flags,
    .count = GRADE_COUNT(flags),
    .least = 0,
    .most = 0,
};

struct tally { /* of a topic */
    const char *id;
    size_t there, solved;
    long long attempts, seconds;
};

static struct tally tally_of(const struct cli_learner *learner,
                             const struct grade_learn_habits *habits, const char *topic)
{
    struct tally tally = {.id = topic};
    for (size_t i = 0; i < learner->catalogue.count; i++) {
        const struct grade_entry *entry = &learner->catalogue.entries[i];
        if (entry->fault || strcmp(entry->topic, topic) != 0)
            continue;
        tally.there++;
        tally.solved += grade_learn_fact(&learner->facts, entry->id)->state == GRADE_LEARN_SOLVED;
    }
    size_t len = strlen(topic);
    for (size_t i = 0; i < habits->spent_count; i++) {
        const struct grade_learn_spent *spent = &habits->spent[i];
        const struct grade_entry *entry = grade_catalogue_find(&learner->catalogue, spent->problem);
        bool here = entry ? !strcmp(entry->topic, topic)
                          : !strncmp(spent->problem, topic, len) && spent->problem[len] == '/';
        tally.attempts += here ? spent->attempts : 0;
        tally.seconds += here ? spent->seconds : 0;
    }
    return tally;
}

/* Calls `row` for each topic that has problems or was worked on: those of the roadmap, then others.
 */
static void each_topic(const struct cli_learner *learner, const struct grade_learn_habits *habits,
                       void (*row)(void *context, const struct tally *tally), void *context)
{
    for (size_t i = 0; i < learner->topics->count; i++) {
        struct tally tally = tally_of(learner, habits, learner->topics->topics[i].id);
        if (tally.there || tally.attempts)
            row(context, &tally);
    }
    const char *last = "";
    for (size_t i = 0; i < learner->catalogue.count; i++) {
        const char *topic = learner->catalogue.entries[i].topic;
        if (strcmp(topic, last) != 0 && !grade_topics_find(learner->topics, topic)) {
            struct tally tally = tally_of(learner, habits, topic);
            row(context, &tally);
        }
        last = topic;
    }
}

/* Text ---------------------------------------------------------------------------------------- */

enum { NARROW = 64, TOPIC = 18 };

static void add_days(struct grade_buf *out, long long days)
{
    grade_buf_addf(out, "%lld %s", days, days == 1 ? "day" : "days");
}

static void tell_head(const struct page *page, const struct cli_learner *learner,
                      const struct grade_learn_habits *habits)
{
    cleanup_buf struct grade_buf runs = GRADE_BUF_INIT, streak = GRADE_BUF_INIT;
    size_t there = 0, solved = 0;
    for (size_t i = 0; i < learner->catalogue.count; i++) {
        const struct grade_entry *entry = &learner->catalogue.entries[i];
        there += !entry->fault;
        solved += grade_learn_fact(&learner->facts, entry->id)->state == GRADE_LEARN_SOLVED;
    }
    cleanup_free char *done = grade_printf("%zu of %zu problems solved", solved, there);
    cli_row(page, "done", PAGE_STRONG, done);
    if (!habits->attempts) {
        cli_row(page, "runs", PAGE_PLAIN, "none yet");
        return;
    }
    grade_buf_addf(&runs, "%lld on ", habits->attempts);
    add_days(&runs, habits->days);
    grade_buf_addf(&runs, ", %lld today", habits->today);
    cli_row(page, "runs", PAGE_PLAIN, grade_buf_text(&runs));
    if (habits->streak)
        add_days(&streak, habits->streak);
    grade_buf_adds(&streak, habits->streak ? " in a row" : "none now, a run today begins one");
    grade_buf_adds(&streak, "; the longest: ");
    add_days(&streak, habits->longest);
    cli_row(page, "streak", PAGE_PLAIN, grade_buf_text(&streak));
    cleanup_free char *time = cli_minutes(habits->seconds);
    cleanup_free char *about = grade_printf("about %s", time);
    cli_row(page, "time", PAGE_PLAIN, about);
}

static void tell_topic(void *context, const struct tally *tally)
{
    const struct page *page = context;
    cleanup_free char *done = grade_printf("%zu of %zu", tally->solved, tally->there);
    cleanup_free char *runs =
        grade_printf("%lld %s", tally->attempts, tally->attempts == 1 ? "run" : "runs");
    cleanup_free char *time = cli_minutes(tally->seconds);
    grade_buf_adds(page->out, "  ");
    cli_pad(page, PAGE_PLAIN, tally->id, TOPIC);
    if (page->width >= NARROW) {
        cli_put_bar(page, tally->solved, tally->there, 10);
        grade_buf_adds(page->out, "  ");
    }
    cli_pad(page, PAGE_PLAIN, done, tally->attempts && page->width >= NARROW ? 10 : 0);
    if (!tally->attempts) {
        page_end(page);
        return;
    }
    if (page->width < NARROW)
        grade_buf_adds(page->out, "\n    ");
    cli_pad(page, PAGE_PLAIN, runs, 10);
    page_put(page, PAGE_PLAIN, time);
    page_end(page);
}

static void tell_trouble(const struct page *page, const struct grade_learn_trouble *trouble)
{
    /* A misconception is called after the file that shows it. */
    cleanup_free char *name = grade_strdup(trouble->name);
    for (char *at = name; trouble->misconception && *at; at++)
        *at = *at == '_' ? ' ' : *at;
    cleanup_free char *text =
        trouble->misconception ? grade_printf("looked like \"%s\" %lld times", name, trouble->times)
                               : grade_printf("\"%s\" failed in %lld of %lld runs", name,
                                              trouble->times, trouble->runs);
    bool narrow = page->width < NARROW || page_width_of(page, trouble->problem) > TOPIC;
    grade_buf_adds(page->out, "  ");
    cli_pad(page, PAGE_STRONG, trouble->problem, narrow ? 0 : TOPIC + 2);
    grade_buf_adds(page->out, narrow ? "\n    " : "");
    cli_wrap(page, PAGE_PLAIN, narrow ? 4 : 2 + TOPIC + 2, text);
}

static void tell_troubles(const struct page *page, const struct grade_learn_habits *habits)
{
    enum { SHOWN = 8 };
    if (!habits->trouble_count)
        return;
    page_end(page);
    page_put(page, PAGE_STRONG, "keeps failing");
    page_end(page);
    for (size_t i = 0; i < habits->trouble_count && i < SHOWN; i++)
        tell_trouble(page, &habits->troubles[i]);
    if (habits->trouble_count > SHOWN)
        grade_buf_addf(page->out, "  and %zu more (--report json has all)\n",
                       habits->trouble_count - SHOWN);
}

static void tell(struct grade_buf *out, const struct cli_learner *learner,
                 const struct grade_learn_habits *habits)
{
    const struct page page = page_of(out, &learner->look);
    tell_head(&page, learner, habits);
    page_end(&page);
    page_put(&page, PAGE_STRONG, "topics");
    page_end(&page);
    each_topic(learner, habits, tell_topic, (void *)&page);
    tell_troubles(&page, habits);
    page_end(&page);
    cli_row(&page, "next", PAGE_PLAIN, "grade next");
}

/* JSON ---------------------------------------------------------------------------------------- */

static void write_topic(void *context, const struct tally *tally)
{
    struct json_writer *w = context;
    json_open(w, NULL, '{');
    json_text(w, "topic", tally->id);
    json_integer(w, "problems", (long long)tally->there);
    json_integer(w, "solved", (long long)tally->solved);
    json_integer(w, "runs", tally->attempts);
    json_integer(w, "seconds", tally->seconds);
    json_close(w, '}');
}

static void write_json(struct grade_buf *out, const struct cli_learner *learner,
                       const struct grade_learn_habits *habits)
{
    struct json_writer w = {.out = out, .indent = 2};
    json_open(&w, NULL, '{');
    json_integer(&w, "format", 1);
    json_integer(&w, "runs", habits->attempts);
    json_integer(&w, "days", habits->days);
    json_integer(&w, "runs_today", habits->today);
    json_integer(&w, "streak", habits->streak);
    json_integer(&w, "longest_streak", habits->longest);
    json_integer(&w, "seconds", habits->seconds);
    json_open(&w, "topics", '[');
    each_topic(learner, habits, write_topic, &w);
    json_close(&w, ']');
    json_open(&w, "keeps_failing", '[');
    for (size_t i = 0; i < habits->trouble_count; i++) {
        const struct grade_learn_trouble *trouble = &habits->troubles[i];
        json_open(&w, NULL, '{');
        json_text(&w, "problem", trouble->problem);
        json_text(&w, trouble->misconception ? "misconception" : "case", trouble->name);
        json_integer(&w, "times", trouble->times);
        json_integer(&w, "runs", trouble->runs);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(out, '\n');
}

static int show(const struct progress_wish *wish, struct grade_buf *out, struct grade_err *err)
{
    struct cli_learner learner = {0};
    struct grade_learn_habits habits = {0};
    int rc = cli_learner_open(&learner, wish->problems, wish->color, err);
    if (rc == 0 && learner.learn)
        rc = grade_learn_habits(&habits, learner.learn, (long long)time(NULL), err);
    if (rc == 0 && wish->json)
        write_json(out, &learner, &habits);
    else if (rc == 0)
        tell(out, &learner, &habits);
    grade_learn_habits_done(&habits);
    cli_learner_done(&learner);
    return rc;
}

static int progress(void *target, int count, char **words, struct grade_buf *out,
                    struct grade_err *err)
{
    const struct progress_wish *wish = target;
    (void)count;
    (void)words;
    if (!!wish->export + !!wish->import + wish->reset > 1)
        return grade_fail(err, GRADE_FAULT_USAGE, 0,
                          "progress: --export, --import and --reset: one at a time");
    if (wish->export || wish->import || wish->reset)
        return cli_progress_move(wish, out, err);
    return show(wish, out, err);
}

static int run_progress(int argc, char **argv)
{
    struct progress_wish wish = {0};
    return cli_run(&syntax, &wish, argc, argv, progress);
}

const struct cli_command cli_progress = {
    .name = "progress",
    .usage = "[OPTIONS]",
    .what = "how far you are, and what keeps failing",
    .run = run_progress,
};
