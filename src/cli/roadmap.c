/* `grade roadmap`: the topics, what builds on what, and what is done. */
#include "roadmap.h"

#include "commands.h"
#include "output.h"

#include "grade/mem.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

struct wish {
    const char *problems, *html;
    int color, json;
    bool there;
};

static const struct cli_flag flags[] = {
    {0, "html", "FILE", "a page to look at in a browser; - is standard output", CLI_FLAG_TEXT,
     offsetof(struct wish, html), NULL, 0},
    {0, "there", NULL, "without the topics that have no problems yet", CLI_FLAG_SWITCH,
     offsetof(struct wish, there), NULL, 0},
    CLI_FLAG_REPORT(struct wish),
    CLI_FLAG_PROBLEMS(struct wish),
    CLI_FLAG_COLOR(struct wish),
};

static const struct cli_syntax syntax = {
    .command = "roadmap",
    .usage = "[OPTIONS]",
    .intro = "Shows all topics, what each builds on, and what you have done. P1 to P7 is how\n"
             "urgent a topic is: P1 first.\n"
             "\n"
             "  grade roadmap --there\n"
             "  grade roadmap --html roadmap.html\n",
    .outro = "states: done, all its problems are solved; begun; ready, half of each topic that\n"
             "it builds on is solved; later, something is missing; planned, it has no problems\n"
             "yet.\n",
    .flags = flags,
    .count = GRADE_COUNT(flags),
    .least = 0,
    .most = 0,
};

struct grade_learn_topic cli_roadmap_topic(const struct cli_learner *learner,
                                           const struct grade_topic *topic)
{
    return learner->known[topic - learner->topics->topics];
}

/* Text ---------------------------------------------------------------------------------------- */

enum { NARROW = 72, STATE = 11, NAME = 18, TALLY = 12 };

static void put_topic_state(const struct page *page, enum grade_learn_topic_state state)
{
    static const struct {
        const char *symbol, *ascii;
        enum page_style style;
    } looks[GRADE_LEARN_TOPIC_STATES] = {
        [GRADE_LEARN_PLANNED] = {" ", " ", PAGE_DIM},  [GRADE_LEARN_LATER] = {"·", "-", PAGE_DIM},
        [GRADE_LEARN_READY] = {"○", "o", PAGE_STRONG}, [GRADE_LEARN_BEGUN] = {"~", "~", PAGE_WARN},
        [GRADE_LEARN_DONE] = {"✓", "+", PAGE_GOOD},
    };
    cleanup_free char *text =
        grade_printf("%s %s", page_symbol(page, looks[state].symbol, looks[state].ascii),
                     grade_learn_topic_state_name(state));
    cli_pad(page, looks[state].style, text, STATE);
}

static void tell_topic(const struct page *page, const struct cli_learner *learner,
                       const struct grade_topic *topic)
{
    struct grade_learn_topic known = cli_roadmap_topic(learner, topic);
    bool narrow = page->width < NARROW;
    int indent = narrow ? 4 : 2 + STATE + NAME + TALLY;
    enum page_style style = known.there ? PAGE_PLAIN : PAGE_DIM;
    cleanup_buf struct grade_buf tally = GRADE_BUF_INIT, below = GRADE_BUF_INIT;
    if (known.there)
        grade_buf_addf(&tally, "%zu of %zu", known.solved, known.there);
    if (topic->priority)
        grade_buf_addf(&tally, "%sP%d", tally.len ? "  " : "", topic->priority);
    grade_buf_adds(page->out, "  ");
    put_topic_state(page, known.state);
    cli_pad(page, known.there ? PAGE_STRONG : PAGE_DIM, topic->id, narrow ? 0 : NAME);
    if (narrow)
        grade_buf_addf(page->out, "%s%s\n    ", tally.len ? "  " : "", grade_buf_text(&tally));
    else
        cli_pad(page, PAGE_PLAIN, grade_buf_text(&tally), TALLY);
    cli_wrap(page, style, indent, topic->title);
    for (size_t i = 0; i < topic->require.count; i++)
        grade_buf_addf(&below, "%s%s", i ? ", " : "builds on ", topic->require.items[i]);
    if (!below.len)
        return;
    grade_buf_addf(page->out, "%*s", indent, "");
    cli_wrap(page, PAGE_DIM, indent, grade_buf_text(&below));
}

static void tell_area(const struct page *page, const struct cli_learner *learner, size_t area,
                      bool there)
{
    const struct grade_topics *topics = learner->topics;
    bool headed = false;
    for (size_t i = 0; i < topics->count; i++) {
        const struct grade_topic *topic = &topics->topics[i];
        if (topic->area != area || (there && !cli_roadmap_topic(learner, topic).there))
            continue;
        if (!headed) {
            page_end(page);
            page_put(page, PAGE_STRONG, topics->areas[area].title);
            page_end(page);
        }
        headed = true;
        tell_topic(page, learner, topic);
    }
}

static void tell(struct grade_buf *out, const struct cli_learner *learner, bool there)
{
    const struct page page = page_of(out, &learner->look);
    size_t count[GRADE_LEARN_TOPIC_STATES] = {0}, problems = 0, solved = 0;
    for (size_t i = 0; i < learner->topics->count; i++) {
        struct grade_learn_topic known = cli_roadmap_topic(learner, &learner->topics->topics[i]);
        count[known.state]++;
        problems += known.there;
        solved += known.solved;
    }
    cleanup_free char *head = grade_printf(
        "%zu of %zu topics done, %zu of %zu problems solved; %zu %s no problems yet",
        count[GRADE_LEARN_DONE], learner->topics->count, solved, problems,
        count[GRADE_LEARN_PLANNED], count[GRADE_LEARN_PLANNED] == 1 ? "topic has" : "topics have");
    cli_wrap(&page, PAGE_STRONG, 0,
             learner->topics->count ? head : "There is no roadmap here (topics.json).");
    for (size_t i = 0; i < learner->topics->area_count; i++)
        tell_area(&page, learner, i, there);
}

/* JSON ---------------------------------------------------------------------------------------- */

static void write_topic(struct json_writer *w, const struct cli_learner *learner,
                        const struct grade_topic *topic)
{
    struct grade_learn_topic known = cli_roadmap_topic(learner, topic);
    json_open(w, NULL, '{');
    json_text(w, "topic", topic->id);
    json_text(w, "title", topic->title);
    json_text(w, "area", learner->topics->areas[topic->area].title);
    json_integer(w, "priority", topic->priority);
    json_text(w, "state", grade_learn_topic_state_name(known.state));
    json_integer(w, "problems", (long long)known.there);
    json_integer(w, "solved", (long long)known.solved);
    json_open(w, "requires", '[');
    for (size_t i = 0; i < topic->require.count; i++)
        json_text(w, NULL, topic->require.items[i]);
    json_close(w, ']');
    json_close(w, '}');
}

static void write_json(struct grade_buf *out, const struct cli_learner *learner, bool there)
{
    struct json_writer w = {.out = out, .indent = 2};
    json_open(&w, NULL, '{');
    json_integer(&w, "format", 1);
    json_open(&w, "topics", '[');
    for (size_t i = 0; i < learner->topics->count; i++)
        if (!there || cli_roadmap_topic(learner, &learner->topics->topics[i]).there)
            write_topic(&w, learner, &learner->topics->topics[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(out, '\n');
}

/* The page ------------------------------------------------------------------------------------ */

static int write_page(const char *path, const struct cli_learner *learner, struct grade_buf *out,
                      struct grade_err *err)
{
    cleanup_buf struct grade_buf page = GRADE_BUF_INIT;
    struct cli_output file;
    cli_roadmap_html(&page, learner, (long long)time(NULL));
    int rc = cli_output_open(&file, path, err);
    if (rc == 0)
        rc = cli_output_write(&file, grade_buf_text(&page), page.len, err);
    if (rc < 0) {
        cli_output_abandon(&file);
        return rc;
    }
    rc = cli_output_finish(&file, err);
    if (rc == 0 && strcmp(path, "-") != 0) {
        grade_buf_adds(out, "written: ");
        grade_report_visible(out, path, strlen(path), 0);
        grade_buf_addc(out, '\n');
    }
    return rc;
}

static int roadmap(void *target, int count, char **words, struct grade_buf *out,
                   struct grade_err *err)
{
    const struct wish *wish = target;
    struct cli_learner learner = {0};
    (void)count;
    (void)words;
    int rc = cli_learner_open(&learner, wish->problems, wish->color, err);
    if (rc == 0 && wish->html)
        rc = write_page(wish->html, &learner, out, err);
    else if (rc == 0 && wish->json)
        write_json(out, &learner, wish->there);
    else if (rc == 0)
        tell(out, &learner, wish->there);
    cli_learner_done(&learner);
    return rc;
}

static int run_roadmap(int argc, char **argv)
{
    struct wish wish = {0};
    return cli_run(&syntax, &wish, argc, argv, roadmap);
}

const struct cli_command cli_roadmap = {
    .name = "roadmap",
    .usage = "[--html FILE]",
    .what = "all topics, and what builds on what",
    .run = run_roadmap,
};
