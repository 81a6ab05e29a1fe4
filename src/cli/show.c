/* `grade show P`: what is asked for, on the terminal. */
#include "commands.h"
#include "learner.h"

#include "grade/mem.h"
#include "report/markdown.h"

#include <string.h>

struct wish {
    const char *problems;
    int color, width;
    bool raw;
};

enum { STATEMENT_MAX = 64 * 1024 };

static const struct cli_flag flags[] = {
    {0, "raw", NULL, "the Markdown itself, as it stands in README.md", CLI_FLAG_SWITCH,
     offsetof(struct wish, raw), NULL, 0},
    {0, "width", "COLUMNS", "wrap to this width rather than the terminal's", CLI_FLAG_NUMBER,
     offsetof(struct wish, width), NULL, 1000},
    CLI_FLAG_PROBLEMS(struct wish),
    CLI_FLAG_COLOR(struct wish),
};

static const struct cli_syntax syntax = {
    .command = "show",
    .usage = "[OPTIONS] PROBLEM",
    .intro = "Shows what a problem asks for, wrapped to the terminal; and how far you are.\n"
             "\n"
             "  grade show decorators/01\n"
             "  grade show decorators/01 | less -R\n",
    .flags = flags,
    .count = GRADE_COUNT(flags),
    .least = 1,
    .most = 1,
};

static void tell_hints(const struct page *page, const struct cli_learner *learner,
                       const struct grade_problem *problem, const struct grade_learn_fact *fact)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    if (!problem->hints.count)
        return;
    cli_command_line(&line, learner, "hint", problem->id, NULL);
    grade_buf_addf(&line, "  (%d of %zu taken)", fact->rung, problem->hints.count);
    cli_row(page, "hints", PAGE_PLAIN, grade_buf_text(&line));
}

static void tell_state(const struct page *page, const struct grade_problem *problem,
                       const struct grade_learn_fact *fact)
{
    cli_pad(page, PAGE_DIM, "state", 7);
    cli_put_state(page, fact->state, 0);
    if (fact->attempts)
        grade_buf_addf(page->out, ", %lld %s", fact->attempts,
                       fact->attempts == 1 ? "run" : "runs");
    page_end(page);
    if (fact->digest && strcmp(fact->digest, problem->digest) != 0)
        cli_row(page, "", PAGE_WARN, "the problem has changed since you solved it: run it again");
}

/* What one types next: the file that was used last, else how to begin. */
static void tell_command(const struct page *page, const struct cli_learner *learner,
                         const struct grade_problem *problem, const struct grade_learn_fact *fact)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    cleanup_free char *place = cli_place(fact->solution);
    cli_command_line(&line, learner, place ? NULL : "start", problem->id, place);
    cli_row(page, "next", PAGE_PLAIN, grade_buf_text(&line));
}

static void tell_about(const struct page *page, const struct grade_problem *problem)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    grade_buf_adds(&line, problem->id);
    if (problem->difficulty)
        grade_buf_addf(&line, ", difficulty %d of 5", problem->difficulty);
    if (problem->minutes)
        grade_buf_addf(&line, ", about %d minutes", problem->minutes);
    cli_wrap(page, PAGE_DIM, 0, grade_buf_text(&line));
}

static void tell(struct grade_buf *out, const struct cli_learner *learner,
                 const struct grade_problem *problem, const struct grade_buf *statement)
{
    const struct grade_learn_fact *fact = grade_learn_fact(&learner->facts, problem->id);
    const struct page page = page_of(out, &learner->look);
    tell_about(&page, problem);
    page_end(&page);
    if (statement->len) {
        report_markdown(&page, grade_buf_text(statement), statement->len);
    } else {
        cli_wrap(&page, PAGE_STRONG, 0, problem->title);
        cli_wrap(&page, PAGE_PLAIN, 0, "This problem has no statement (README.md).");
    }
    page_end(&page);
    cli_row(&page, "file", PAGE_PLAIN, problem->solution_file);
    tell_state(&page, problem, fact);
    tell_hints(&page, learner, problem, fact);
    tell_command(&page, learner, problem, fact);
}

static int show(void *target, int count, char **words, struct grade_buf *out, struct grade_err *err)
{
    const struct wish *wish = target;
    struct cli_learner learner = {0};
    struct grade_problem *problem = NULL;
    cleanup_buf struct grade_buf statement = GRADE_BUF_INIT;
    (void)count;
    int rc = cli_learner_open_record(&learner, wish->problems, wish->color, err);
    if (rc == 0)
        rc = cli_learner_problem(&problem, &learner, words[0], err);
    if (rc == 0)
        rc = grade_bank_read(&statement, problem->dir, "README.md", STATEMENT_MAX, err);
    if (wish->width)
        learner.look.width = wish->width;
    if (rc >= 0 && wish->raw)
        grade_report_visible(out, grade_buf_text(&statement), statement.len, 0);
    else if (rc >= 0 && problem)
        tell(out, &learner, problem, &statement);
    grade_problem_free(problem);
    cli_learner_done(&learner);
    return rc < 0 ? rc : 0;
}

static int run_show(int argc, char **argv)
{
    struct wish wish = {0};
    return cli_run(&syntax, &wish, argc, argv, show);
}

const struct cli_command cli_show = {
    .name = "show",
    .usage = "PROBLEM",
    .what = "show what a problem asks for",
    .run = run_show,
};
