/* What the learner's commands share: see learner.h. */
#include "learner.h"

#include "commands.h"

#include "grade/bank.h"
#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int cli_run(const struct cli_syntax *syntax, void *target, int argc, char **argv,
            int (*run)(void *target, int count, char **words, struct grade_buf *out,
                       struct grade_err *err))
{
    struct grade_err err;
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    int rc = cli_flags_parse(syntax, target, argc, argv, &err);
    if (rc == 0)
        cli_flags_help(&out, syntax);
    else if (rc > 0)
        rc = run(target, argc - rc, argv + rc, &out, &err);
    if (rc < 0)
        return cli_complain(&err);
    int said = out.len ? cli_say(grade_buf_text(&out)) : 0;
    return said ? said : rc;
}

static void open_record(struct cli_learner *learner)
{
    cleanup_buf struct grade_buf notes = GRADE_BUF_INIT;
    struct grade_err err;
    if (!grade_learn_wanted()) {
        cli_note("progress is switched off (GRADE_PROGRESS, or CI): as if nothing had been done");
        return;
    }
    int rc = grade_learn_open(&learner->learn, NULL, &notes, &err);
    if (rc == 0)
        rc = grade_learn_facts(&learner->facts, learner->learn, &err);
    cli_note(grade_buf_text(&notes));
    if (rc == 0)
        return;
    cleanup_free char *line =
        grade_printf("your progress cannot be read, so all looks as if it were new: %s", err.msg);
    cli_note(line);
    grade_learn_close(learner->learn);
    learner->learn = NULL;
}

int cli_learner_open_record(struct cli_learner *out, const char *problems, int color,
                            struct grade_err *err)
{
    *out = (struct cli_learner){
        .problems = problems,
        .look = cli_report_options((enum cli_color)color, 0, STDOUT_FILENO),
    };
    int rc = cli_paths_init(&out->paths, problems, err);
    if (rc == 0)
        open_record(out);
    return rc;
}

int cli_learner_open(struct cli_learner *out, const char *problems, int color,
                     struct grade_err *err)
{
    int rc = cli_learner_open_record(out, problems, color, err);
    const char *const *banks = (const char *const *)out->paths.banks;
    if (rc == 0)
        rc = grade_topics_load(&out->topics, banks, err);
    if (rc < 0)
        return rc;
    grade_catalogue_load(&out->catalogue, banks);
    out->known = grade_learn_topics(&out->catalogue, out->topics, &out->facts);
    return 0;
}

void cli_learner_done(struct cli_learner *learner)
{
    grade_learn_facts_done(&learner->facts);
    grade_learn_close(learner->learn);
    grade_catalogue_done(&learner->catalogue);
    free(learner->known);
    grade_topics_free(learner->topics);
    cli_paths_done(&learner->paths);
}

int cli_learner_problem(struct grade_problem **out, const struct cli_learner *learner,
                        const char *name, struct grade_err *err)
{
    cleanup_free char *dir = NULL;
    int rc = grade_bank_find(&dir, name, (const char *const *)learner->paths.banks, err);
    return rc < 0 ? rc : grade_problem_load(out, dir, NULL, 0, err);
}

/* Rows ---------------------------------------------------------------------------------------- */

void cli_pad(const struct page *page, enum page_style style, const char *text, int width)
{
    int used = page_width_of(page, text);
    page_put(page, style, text);
    grade_buf_addf(page->out, "%*s", used < width ? width - used : 0, "");
}

void cli_put_state(const struct page *page, enum grade_learn_state state, int width)
{
    static const struct {
        const char *symbol, *ascii;
        enum page_style style;
    } looks[GRADE_LEARN_STATES] = {
        [GRADE_LEARN_NEW] = {"·", "-", PAGE_DIM},
        [GRADE_LEARN_STARTED] = {"›", ">", PAGE_WARN},
        [GRADE_LEARN_TRIED] = {"~", "~", PAGE_WARN},
        [GRADE_LEARN_SOLVED] = {"✓", "+", PAGE_GOOD},
    };
    cleanup_free char *text =
        grade_printf("%s %s", page_symbol(page, looks[state].symbol, looks[state].ascii),
                     grade_learn_state_name(state));
    cli_pad(page, looks[state].style, text, width);
}

void cli_wrap(const struct page *page, enum page_style style, int indent, const char *text)
{
    int room = page->width - indent;
    if (room < 16)
        room = 16;
    if (room > PAGE_PROSE)
        room = PAGE_PROSE;
    for (size_t len = strlen(text);;) {
        size_t part = page_fit(page, text, len, room, true), shown = part;
        while (shown > 0 && part < len && text[shown - 1] == ' ')
            shown--;
        page_putn(page, style, text, shown);
        page_end(page);
        part += part < len && text[part] == '\n';
        text += part;
        len -= part;
        if (len == 0)
            return;
        grade_buf_addf(page->out, "%*s", indent, "");
    }
}

void cli_row(const struct page *page, const char *label, enum page_style style, const char *text)
{
    enum { LABEL = 7 };
    cli_pad(page, PAGE_DIM, label, LABEL);
    cli_wrap(page, style, LABEL, text);
}

void cli_put_bar(const struct page *page, size_t done, size_t all, int width)
{
    cleanup_buf struct grade_buf full = GRADE_BUF_INIT, rest = GRADE_BUF_INIT;
    int filled = all ? (int)(done * (size_t)width / all) : 0;
    for (int i = 0; i < width; i++)
        grade_buf_adds(i < filled ? &full : &rest,
                       i < filled ? page_symbol(page, "█", "#") : page_symbol(page, "░", "."));
    page_put(page, PAGE_GOOD, grade_buf_text(&full));
    page_put(page, PAGE_DIM, grade_buf_text(&rest));
}

char *cli_minutes(long long seconds)
{
    long long minutes = (seconds + 30) / 60;
    if (minutes < 1)
        return grade_strdup("a minute");
    if (minutes < 60)
        return grade_printf("%lld min", minutes);
    return grade_printf("%lld h %02lld min", minutes / 60, minutes % 60);
}

void cli_command_line(struct grade_buf *out, const struct cli_learner *learner, const char *word,
                      const char *problem, const char *path)
{
    const char *const words[] = {word, problem, path};
    grade_buf_adds(out, "grade");
    for (size_t i = 0; i < GRADE_COUNT(words); i++) {
        if (!words[i])
            continue;
        grade_buf_addc(out, ' ');
        cli_shell_word(out, words[i]);
    }
    if (learner->problems) {
        grade_buf_adds(out, " --problems ");
        cli_shell_word(out, learner->problems);
    }
}
