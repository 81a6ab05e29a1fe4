/* The roadmap as a page. Everything is in it: styles, drawing, no script, no address outside; the
 * policy in its head keeps it so, whatever a bank's titles say. */
#include "roadmap.h"

#include "grade/mem.h"
#include "report/escape.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char head[] =
    "<!doctype html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n"
    "<title>Roadmap</title>\n"
    "<style>\n"
    ":root{--page:#f6f7f9;--card:#fff;--ink:#1b2430;--soft:#5b6776;--line:#d8dee6;--tie:#aeb9c6;--"
    "link:#0b5cad;"
    "--done:#1a7f46;--done-bg:#e3f4ea;--begun:#8a5a00;--begun-bg:#fdf1d8;--ready:#0b5cad;"
    "--ready-bg:#e4effb;--later:#5b6776;--later-bg:#eceff3;--planned:#6a7583;--planned-bg:#f3f5f8}"
    "\n"
    "@media (prefers-color-scheme:dark){:root{--page:#11161d;--card:#1a212b;--ink:#e4e9f0;"
    "--soft:#9aa7b6;--line:#2e3947;--tie:#566579;--link:#7db8f5;--done:#6fd699;--done-bg:#17382a;--"
    "begun:#f0c064;"
    "--begun-bg:#3b2f14;--ready:#8cc0f7;--ready-bg:#16304b;--later:#a5b1bf;--later-bg:#252e3a;"
    "--planned:#8d99a8;--planned-bg:#1d2530}}\n"
    "*{box-sizing:border-box}\n"
    "html{scroll-behavior:smooth}\n"
    "@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}\n"
    "body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,sans-serif}\n"
    "main,header,footer{max-width:76rem;margin:0 auto;padding:0 1rem}\n"
    "header{padding-top:1.5rem}\n"
    "h1{margin:0 0 .25rem;font-size:1.75rem}\n"
    "h2{margin:2rem 0 .75rem;font-size:1.2rem}\n"
    "h3{margin:0;font-size:1rem;line-height:1.35}\n"
    "p{margin:.25rem 0}\n"
    "a{color:var(--link)}\n"
    "code{font:.9em ui-monospace,monospace;background:var(--later-bg);border-radius:4px;"
    "padding:.1em .35em;overflow-wrap:anywhere}\n"
    ".soft{color:var(--soft)}\n"
    ".bar{height:.6rem;border-radius:.3rem;background:var(--line);overflow:hidden;"
    "margin:.5rem 0}\n"
    ".bar i{display:block;height:100%;background:var(--done)}\n"
    ".next{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--ready);"
    "border-radius:8px;padding:.75rem 1rem;margin:1rem 0}\n"
    ".graph{overflow-x:auto;background:var(--card);border:1px solid "
    "var(--line);border-radius:8px}\n"
    ".graph svg{display:block}\n"
    ".cards{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),"
    "1fr))}\n"
    ".card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem "
    "1rem;scroll-margin-top:1rem}\n"
    ".card:target{outline:3px solid var(--ready)}\n"
    ".top{display:flex;gap:.5rem;align-items:flex-start;justify-content:space-between}\n"
    ".chip{flex:none;font-size:.8rem;border-radius:1rem;padding:.1rem .6rem;white-space:nowrap}\n"
    ".small{font-size:.875rem}\n"
    ".legend{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:0 0 .75rem}\n"
    "ul{list-style:none;margin:.5rem 0 0;padding:0}\n"
    "li{padding:.3rem 0;border-top:1px solid var(--line);font-size:.925rem}\n"
    "li .mark{display:inline-block;width:1.3em;font-weight:700}\n"
    ".ties path{fill:none;stroke:var(--tie);stroke-width:1.5}\n"
    "svg a{text-decoration:none}\n"
    "svg rect{stroke-width:1.5}\n"
    "svg text{font:12px system-ui,sans-serif;fill:currentColor}\n"
    "svg .n{font-weight:600;font-size:13px}\n"
    "svg a:hover rect,svg a:focus rect{stroke-width:3}\n"
    ".done{color:var(--done)}.begun{color:var(--begun)}.ready{color:var(--ready)}"
    ".later{color:var(--later)}.planned{color:var(--planned)}\n"
    ".chip.done{background:var(--done-bg)}.chip.begun{background:var(--begun-bg)}"
    ".chip.ready{background:var(--ready-bg)}.chip.later{background:var(--later-bg)}"
    ".chip.planned{background:var(--planned-bg)}\n"
    "svg rect{stroke:currentColor}.done rect{fill:var(--done-bg)}.begun rect{fill:var(--begun-bg)}"
    ".ready rect{fill:var(--ready-bg)}.later rect{fill:var(--later-bg)}"
    ".planned rect{fill:var(--planned-bg);stroke-dasharray:4 3}\n"
    "footer{padding:2rem 1rem;color:var(--soft);font-size:.875rem}\n"
    "@media (max-width:45rem){main{display:flex;flex-direction:column}.drawing{order:1}}\n"
    "@media print{.drawing,.next{display:none}body{background:#fff}}\n"
    "</style>\n"
    "</head>\n";

void cli_html_text(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf clean = GRADE_BUF_INIT;
    report_utf8(&clean, text, strlen(text));
    for (const char *at = grade_buf_text(&clean); *at; at++) {
        if (*at == '&')
            grade_buf_adds(out, "&amp;");
        else if (*at == '<')
            grade_buf_adds(out, "&lt;");
        else if (*at == '>')
            grade_buf_adds(out, "&gt;");
        else if (*at == '"')
            grade_buf_adds(out, "&quot;");
        else if ((unsigned char)*at < 0x20 || *at == 0x7f)
            grade_buf_addc(out, ' ');
        else
            grade_buf_addc(out, *at);
    }
}

static void add_bar(struct grade_buf *out, size_t done, size_t all)
{
    grade_buf_addf(out,
                   "<div class=\"bar\" role=\"img\" aria-label=\"%zu of %zu\"><i "
                   "style=\"width:%zu%%\"></i></div>\n",
                   done, all, all ? done * 100 / all : 0);
}

static void add_head(struct grade_buf *out, const struct cli_learner *learner)
{
    size_t done = 0, problems = 0, solved = 0;
    for (size_t i = 0; i < learner->topics->count; i++) {
        struct grade_learn_topic known = cli_roadmap_topic(learner, &learner->topics->topics[i]);
        done += known.state == GRADE_LEARN_DONE;
        problems += known.there;
        solved += known.solved;
    }
    grade_buf_addf(out,
                   "<header>\n<h1>Roadmap</h1>\n<p class=\"soft\">%zu of %zu topics done, %zu of "
                   "%zu problems solved</p>\n",
                   done, learner->topics->count, solved, problems);
    add_bar(out, solved, problems);
}

static void add_next(struct grade_buf *out, const struct cli_learner *learner, long long now)
{
    struct grade_learn_plan plan;
    grade_learn_plan(&plan, &learner->catalogue, learner->topics, &learner->facts, now);
    if (plan.count) {
        grade_buf_adds(out, "<div class=\"next\"><p class=\"soft small\">Next</p>\n<p><strong>");
        cli_html_text(out, plan.steps[0].entry->title);
        grade_buf_adds(out, "</strong></p>\n<p><code>grade next</code> says why, "
                            "<code>grade show ");
        cli_html_text(out, plan.steps[0].entry->id);
        grade_buf_adds(out, "</code> what is asked for</p></div>\n");
    }
    grade_learn_plan_done(&plan);
}

static void add_legend(struct grade_buf *out)
{
    static const char *const meanings[GRADE_LEARN_TOPIC_STATES] = {
        [GRADE_LEARN_DONE] = "all problems solved",
        [GRADE_LEARN_BEGUN] = "some tried",
        [GRADE_LEARN_READY] = "what it builds on is done",
        [GRADE_LEARN_LATER] = "something is missing first",
        [GRADE_LEARN_PLANNED] = "no problems yet",
    };
    grade_buf_adds(out, "<p class=\"small soft legend\">");
    for (int i = GRADE_LEARN_TOPIC_STATES - 1; i >= 0; i--) {
        const char *name = grade_learn_topic_state_name((enum grade_learn_topic_state)i);
        grade_buf_addf(out, "<span><span class=\"chip %s\">%s</span> %s</span>\n", name, name,
                       meanings[i]);
    }
    grade_buf_adds(out, "</p>\n");
}

static void add_problem(struct grade_buf *out, const struct cli_learner *learner,
                        const struct grade_entry *entry)
{
    static const struct {
        const char *mark, *look;
    } looks[GRADE_LEARN_STATES] = {
        [GRADE_LEARN_NEW] = {"·", "later"},
        [GRADE_LEARN_STARTED] = {"›", "begun"},
        [GRADE_LEARN_TRIED] = {"~", "begun"},
        [GRADE_LEARN_SOLVED] = {"✓", "done"},
    };
    enum grade_learn_state state = grade_learn_fact(&learner->facts, entry->id)->state;
    grade_buf_addf(out, "<li><span class=\"mark %s\" aria-hidden=\"true\">%s</span>",
                   looks[state].look, looks[state].mark);
    cli_html_text(out, entry->title);
    grade_buf_addf(out, "<br><span class=\"soft small\">%s, <code>", grade_learn_state_name(state));
    cli_html_text(out, entry->id);
    grade_buf_adds(out, "</code>");
    if (entry->difficulty)
        grade_buf_addf(out, ", difficulty %d of 5", entry->difficulty);
    if (entry->minutes)
        grade_buf_addf(out, ", %d min", entry->minutes);
    grade_buf_adds(out, "</span></li>\n");
}

static void add_below(struct grade_buf *out, const struct grade_topic *topic)
{
    if (topic->priority)
        grade_buf_addf(out, "Priority %d", topic->priority);
    if (topic->require.count)
        grade_buf_adds(out, topic->priority ? ", builds on " : "Builds on ");
    for (size_t i = 0; i < topic->require.count; i++) {
        grade_buf_addf(out, "%s<a href=\"#t-", i ? ", " : "");
        cli_html_text(out, topic->require.items[i]);
        grade_buf_adds(out, "\">");
        cli_html_text(out, topic->require.items[i]);
        grade_buf_adds(out, "</a>");
    }
}

static void add_topic(struct grade_buf *out, const struct cli_learner *learner,
                      const struct grade_topic *topic)
{
    struct grade_learn_topic known = cli_roadmap_topic(learner, topic);
    const char *state = grade_learn_topic_state_name(known.state);
    bool listed = false;
    grade_buf_adds(out, "<article class=\"card\" id=\"t-");
    cli_html_text(out, topic->id);
    grade_buf_adds(out, "\">\n<div class=\"top\"><h3>");
    cli_html_text(out, topic->title);
    grade_buf_addf(out, "</h3><span class=\"chip %s\">%s", state, state);
    if (known.there)
        grade_buf_addf(out, " %zu/%zu", known.solved, known.there);
    grade_buf_adds(out, "</span></div>\n<p class=\"soft small\">");
    add_below(out, topic);
    grade_buf_adds(out, "</p>\n");
    for (size_t i = 0; i < learner->catalogue.count; i++) {
        const struct grade_entry *entry = &learner->catalogue.entries[i];
        if (entry->fault || strcmp(entry->topic, topic->id) != 0)
            continue;
        grade_buf_adds(out, listed ? "" : "<ul>\n");
        listed = true;
        add_problem(out, learner, entry);
    }
    grade_buf_adds(out, listed ? "</ul>\n</article>\n" : "</article>\n");
}

void cli_roadmap_html(struct grade_buf *out, const struct cli_learner *learner, long long now)
{
    const struct grade_topics *topics = learner->topics;
    char day[32];
    struct tm when;
    time_t at = (time_t)now;
    strftime(day, sizeof(day), "%Y-%m-%d", localtime_r(&at, &when));
    grade_buf_adds(out, head);
    grade_buf_adds(out, "<body>\n");
    add_head(out, learner);
    add_next(out, learner, now);
    grade_buf_adds(out, "</header>\n<main>\n");
    add_legend(out);
    grade_buf_adds(out, "<section class=\"drawing\">\n<h2>What builds on what</h2>\n"
                        "<div class=\"graph\" tabindex=\"0\">\n");
    cli_roadmap_graph(out, learner);
    grade_buf_adds(out, "</div>\n</section>\n");
    for (size_t area = 0; area < topics->area_count; area++) {
        grade_buf_adds(out, "<section>\n<h2>");
        cli_html_text(out, topics->areas[area].title);
        grade_buf_adds(out, "</h2>\n<div class=\"cards\">\n");
        for (size_t i = 0; i < topics->count; i++)
            if (topics->topics[i].area == area)
                add_topic(out, learner, &topics->topics[i]);
        grade_buf_adds(out, "</div>\n</section>\n");
    }
    grade_buf_addf(
        out,
        "</main>\n<footer>Written by grade on %s; <code>grade roadmap --html FILE</code> "
        "writes it anew.</footer>\n</body>\n</html>\n",
        day);
}
