/* `grade hint P`: one rung of the ladder at a time. */
#include "commands.h"
#include "learner.h"

#include "grade/mem.h"

#include <stdio.h>

struct wish {
    const char *problems;
    int color, rung;
    bool seen;
};

static const struct cli_flag flags[] = {
    {0, "seen", NULL, "those that you have taken, and no new one", CLI_FLAG_SWITCH,
     offsetof(struct wish, seen), NULL, 0},
    {0, "rung", "N", "this one: 1 is the gentlest", CLI_FLAG_NUMBER, offsetof(struct wish, rung),
     NULL, 256},
    CLI_FLAG_PROBLEMS(struct wish),
    CLI_FLAG_COLOR(struct wish),
};

static const struct cli_syntax syntax = {
    .command = "hint",
    .usage = "[OPTIONS] PROBLEM",
    .intro = "Gives the next hint for a problem, the gentlest first, and remembers which you\n"
             "have had. The last one says what to do, but leaves the doing to you.\n"
             "\n"
             "  grade hint decorators/01\n",
    .outro = "Before you take another one: does the failing case's line `why` help, as grade\n"
             "shows it?\n",
    .flags = flags,
    .count = GRADE_COUNT(flags),
    .least = 1,
    .most = 1,
};

static void tell_hint(const struct page *page, const struct grade_problem *problem, int rung)
{
    cleanup_free char *head = grade_printf("hint %d of %zu", rung, problem->hints.count);
    page_put(page, PAGE_STRONG, head);
    page_end(page);
    grade_buf_adds(page->out, "  ");
    cli_wrap(page, PAGE_PLAIN, 2, problem->hints.items[rung - 1]);
}

static void tell_seen(const struct page *page, const struct grade_problem *problem, int rung)
{
    for (int i = 1; i <= rung; i++)
        tell_hint(page, problem, i);
    if (rung == 0)
        grade_buf_addf(page->out, "you have taken no hint for %s\n", problem->id);
}

static void tell_rest(const struct page *page, const struct cli_learner *learner,
                      const struct grade_problem *problem, int rung, bool remembered)
{
    int left = (int)problem->hints.count - rung;
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    page_end(page);
    if (left == 0) {
        cli_wrap(page, PAGE_DIM, 0, "That was the last one.");
        return;
    }
    grade_buf_addf(&line, "%d more: ", left);
    cli_command_line(&line, learner, "hint", problem->id, NULL);
    if (!remembered)
        grade_buf_addf(&line, " --rung %d", rung + 1);
    page_put(page, PAGE_DIM, grade_buf_text(&line)); /* to be copied: in one line, however long */
    page_end(page);
}

static int next_hint(const struct page *page, const struct cli_learner *learner,
                     const struct grade_problem *problem, const struct wish *wish,
                     struct grade_err *err)
{
    int most = (int)problem->hints.count;
    int had = grade_learn_fact(&learner->facts, problem->id)->rung;
    if (wish->rung > most)
        return grade_fail(err, GRADE_FAULT_USAGE, 0, "hint: --rung: %s has %d hints", problem->id,
                          most);
    int rung = wish->rung ? wish->rung : had + 1;
    if (rung > most) {
        tell_seen(page, problem, most);
        cleanup_free char *text = grade_printf(
            "You have had all hints. What the failing case expects is in `grade %s YOUR_FILE`.",
            problem->id);
        page_end(page);
        cli_wrap(page, PAGE_DIM, 0, text);
        return 0;
    }
    struct grade_err fault;
    bool remembered =
        learner->learn &&
        (rung <= had || grade_learn_hint(learner->learn, problem->id, rung, &fault) == 0);
    if (learner->learn && !remembered)
        cli_note(fault.msg);
    tell_hint(page, problem, rung);
    tell_rest(page, learner, problem, rung, remembered);
    return 0;
}

static int give(struct grade_buf *out, const struct cli_learner *learner,
                const struct grade_problem *problem, const struct wish *wish, struct grade_err *err)
{
    const struct page page = page_of(out, &learner->look);
    cleanup_free char *head = grade_printf("%s  %s", problem->id, problem->title);
    cli_wrap(&page, PAGE_DIM, 0, head);
    if (!problem->hints.count)
        cli_wrap(&page, PAGE_PLAIN, 0, "This problem has no hints.");
    else if (wish->seen)
        tell_seen(&page, problem, grade_learn_fact(&learner->facts, problem->id)->rung);
    else
        return next_hint(&page, learner, problem, wish, err);
    return 0;
}

static int hint(void *target, int count, char **words, struct grade_buf *out, struct grade_err *err)
{
    const struct wish *wish = target;
    struct cli_learner learner = {0};
    struct grade_problem *problem = NULL;
    (void)count;
    int rc = cli_learner_open_record(&learner, wish->problems, wish->color, err);
    if (rc == 0)
        rc = cli_learner_problem(&problem, &learner, words[0], err);
    if (rc == 0)
        rc = give(out, &learner, problem, wish, err);
    grade_problem_free(problem);
    cli_learner_done(&learner);
    return rc;
}

static int run_hint(int argc, char **argv)
{
    struct wish wish = {0};
    return cli_run(&syntax, &wish, argc, argv, hint);
}

const struct cli_command cli_hint = {
    .name = "hint",
    .usage = "PROBLEM",
    .what = "one hint, the gentlest first",
    .run = run_hint,
};
