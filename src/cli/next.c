/* `grade next`: what to do now, and why. */
#include "commands.h"
#include "learner.h"

#include "grade/mem.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

struct wish {
    const char *problems;
    int color, json, count;
};

static const struct cli_flag flags[] = {
    {'n', "count", "N", "how many to name; 3 where it is not said", CLI_FLAG_NUMBER,
     offsetof(struct wish, count), NULL, 1000},
    CLI_FLAG_REPORT(struct wish),
    CLI_FLAG_PROBLEMS(struct wish),
    CLI_FLAG_COLOR(struct wish),
};

static const struct cli_syntax syntax = {
    .command = "next",
    .usage = "[OPTIONS]",
    .intro = "Says what to do next, and why: first what you have begun, then what you solved\n"
             "with trouble a while ago, then the most urgent of what you are ready for, along\n"
             "the roadmap. You are ready for a topic when half the problems of each topic that\n"
             "it builds on are solved. `grade help learning` says more.\n",
    .flags = flags,
    .count = GRADE_COUNT(flags),
    .least = 0,
    .most = 0,
};

static const char *reason_name(enum grade_learn_reason reason)
{
    static const char *const names[] = {
        [GRADE_LEARN_GO_ON] = "go-on", [GRADE_LEARN_STUCK] = "stuck", [GRADE_LEARN_FRESH] = "fresh",
        [GRADE_LEARN_AGAIN] = "again", [GRADE_LEARN_EARLY] = "early",
    };
    return names[reason];
}

static void say_trouble(struct grade_buf *out, const struct grade_learn_fact *fact)
{
    if (fact->failed_before)
        grade_buf_addf(out, "%lld failed %s", fact->failed_before,
                       fact->failed_before == 1 ? "run" : "runs");
    if (fact->rung)
        grade_buf_addf(out, "%s%d %s", fact->failed_before ? ", " : "", fact->rung,
                       fact->rung == 1 ? "hint" : "hints");
}

static void say_urgency(struct grade_buf *out, const struct cli_learner *learner,
                        const struct grade_entry *entry)
{
    const struct grade_topic *topic = grade_topics_find(learner->topics, entry->topic);
    if (topic && topic->priority)
        grade_buf_addf(out, "priority %d of the roadmap; ", topic->priority);
    else if (topic && topic->urgency)
        grade_buf_addf(out, "topics of priority %d build on it; ", topic->urgency);
    grade_buf_adds(out, "all that it builds on is done");
}

static void say_why(struct grade_buf *out, const struct cli_learner *learner,
                    const struct grade_learn_step *step)
{
    const struct grade_learn_fact *fact = grade_learn_fact(&learner->facts, step->entry->id);
    switch (step->reason) {
    case GRADE_LEARN_GO_ON:
        grade_buf_adds(out, "you have begun it");
        grade_buf_adds(out, fact->failed_before || fact->rung ? ": " : "");
        say_trouble(out, fact);
        return;
    case GRADE_LEARN_STUCK:
        say_trouble(out, fact);
        grade_buf_adds(out, (size_t)fact->rung < step->entry->hint_count
                                ? ": take a hint, or a walk"
                                : ": leave it for a while, and come back");
        return;
    case GRADE_LEARN_AGAIN:
        grade_buf_adds(out, "you solved it a while ago with trouble (");
        say_trouble(out, fact);
        grade_buf_adds(out, "): once more, from memory?");
        return;
    case GRADE_LEARN_EARLY:
        for (size_t i = 0; i < step->missing.count; i++)
            grade_buf_addf(out, "%s%s", i ? ", " : "first comes ", step->missing.items[i]);
        return;
    default:
        say_urgency(out, learner, step->entry);
    }
}

/* Where there is a file of the learner's, the command that runs it, unless one is to begin anew. */
static void say_command(struct grade_buf *out, const struct cli_learner *learner,
                        const struct grade_learn_step *step)
{
    const struct grade_learn_fact *fact = grade_learn_fact(&learner->facts, step->entry->id);
    cleanup_free char *place = cli_place(fact->solution);
    const char *id = step->entry->id;
    if (step->reason == GRADE_LEARN_STUCK && (size_t)fact->rung < step->entry->hint_count)
        cli_command_line(out, learner, "hint", id, NULL);
    else if (step->reason == GRADE_LEARN_AGAIN)
        cli_command_line(out, learner, "start", id, "again");
    else
        cli_command_line(out, learner, place ? NULL : "start", id, place);
}

static void tell_step(const struct page *page, const struct cli_learner *learner,
                      const struct grade_learn_step *step, const char *label)
{
    const struct grade_entry *entry = step->entry;
    cleanup_buf struct grade_buf why = GRADE_BUF_INIT, command = GRADE_BUF_INIT;
    cleanup_free char *head = grade_printf("%s  %s", entry->id, entry->title);
    cli_row(page, label, PAGE_STRONG, head);
    if (entry->difficulty || entry->minutes) {
        char facts[64] = "";
        snprintf(facts, sizeof(facts), "difficulty %d of 5", entry->difficulty);
        if (entry->minutes)
            snprintf(facts + strlen(facts), sizeof(facts) - strlen(facts), ", about %d minutes",
                     entry->minutes);
        cli_row(page, "", PAGE_PLAIN, facts);
    }
    say_why(&why, learner, step);
    cli_row(page, "why", PAGE_PLAIN, grade_buf_text(&why));
    say_command(&command, learner, step);
    cli_row(page, "do", PAGE_GOOD, grade_buf_text(&command));
}

static void tell(struct grade_buf *out, const struct cli_learner *learner,
                 const struct grade_learn_plan *plan, size_t most)
{
    const struct page page = page_of(out, &learner->look);
    if (!learner->catalogue.count)
        cli_wrap(&page, PAGE_PLAIN, 0, "There are no problems here; name a folder: --problems DIR");
    else if (!plan->count)
        cli_wrap(&page, PAGE_GOOD, 0, "All problems are solved. Congratulations!");
    for (size_t i = 0; i < plan->count && i < most; i++) {
        if (i > 0)
            page_end(&page);
        tell_step(&page, learner, &plan->steps[i], i == 0 ? "next" : "then");
    }
}

static void write_json(struct grade_buf *out, const struct cli_learner *learner,
                       const struct grade_learn_plan *plan, size_t most)
{
    struct json_writer w = {.out = out, .indent = 2};
    json_open(&w, NULL, '{');
    json_integer(&w, "format", 1);
    json_open(&w, "steps", '[');
    for (size_t i = 0; i < plan->count && i < most; i++) {
        cleanup_buf struct grade_buf why = GRADE_BUF_INIT, command = GRADE_BUF_INIT;
        say_why(&why, learner, &plan->steps[i]);
        say_command(&command, learner, &plan->steps[i]);
        json_open(&w, NULL, '{');
        json_text(&w, "problem", plan->steps[i].entry->id);
        json_text(&w, "title", plan->steps[i].entry->title);
        json_text(&w, "reason", reason_name(plan->steps[i].reason));
        json_text(&w, "why", grade_buf_text(&why));
        json_text(&w, "command", grade_buf_text(&command));
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(out, '\n');
}

static int next(void *target, int count, char **words, struct grade_buf *out, struct grade_err *err)
{
    enum { USUAL = 3 };
    const struct wish *wish = target;
    struct cli_learner learner = {0};
    (void)count;
    (void)words;
    int rc = cli_learner_open(&learner, wish->problems, wish->color, err);
    if (rc == 0) {
        struct grade_learn_plan plan;
        size_t most = wish->count ? (size_t)wish->count : USUAL;
        grade_learn_plan(&plan, &learner.catalogue, learner.topics, &learner.facts,
                         (long long)time(NULL));
        if (wish->json)
            write_json(out, &learner, &plan, most);
        else
            tell(out, &learner, &plan, most);
        grade_learn_plan_done(&plan);
    }
    cli_learner_done(&learner);
    return rc;
}

static int run_next(int argc, char **argv)
{
    struct wish wish = {0};
    return cli_run(&syntax, &wish, argc, argv, next);
}

const struct cli_command cli_next = {
    .name = "next",
    .usage = "",
    .what = "what to do next, and why",
    .run = run_next,
};
