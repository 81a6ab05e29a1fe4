/* What the keys of `grade watch` do: see watch.h. */
#include "watch.h"

#include "help.h"
#include "options.h"

#include "grade/mem.h"

#include <stdlib.h>
#include <string.h>

static void run_again(struct watch *w)
{
    w->wanted = w->graded.exists && !w->fault;
    if (!w->wanted)
        w->look_ns = grade_now_ns();
}

static void show_hint(struct watch *w)
{
    size_t rung = watch_next_hint(w);
    w->redraw = true;
    if (!w->problem->hints.count)
        watch_note(w, "this problem has no hints");
    else if (rung == w->hints)
        watch_note(w, "that was the last hint");
    w->hints = rung;
}

/* The first time it only says what it would do: it makes files. */
static void next_problem(struct watch *w)
{
    w->redraw = true;
    if (w->next) {
        free(w->turn);
        w->turn = grade_take(w->next);
        return;
    }
    w->next = watch_next(w);
    if (!w->next) {
        watch_note(w, "there is no other problem to do next");
        return;
    }
    cleanup_free char *folder = watch_folder_for(w, w->next);
    watch_note(w, "press n again for %s, in the folder %s%s", w->next, folder,
               stamp_of(folder).exists ? "" : ", which is made");
}

static void show_all(struct watch *w)
{
    w->all = !w->all;
    w->redraw = true;
}

static void end(struct watch *w)
{
    w->ended = true;
}

static void show_help(struct watch *w)
{
    w->help = true;
    w->redraw = true;
}

static const struct key_row {
    char key, other;
    const char *word, *what;
    void (*act)(struct watch *w);
} rows[] = {
    {'r', '\n', "run", "run again (so does Enter)", run_again},
    {'h', 'h', "hint", "show a hint; again: the next one", show_hint},
    {'a', 'a', "all", "show every case; again: the first", show_all},
    {'n', 'n', "next", "go to the next problem; asks first", next_problem},
    {'q', 'q', "quit", "leave, with the last run's status", end},
    {'?', '?', "help", "explain the keys", show_help},
};

void watch_key(struct watch *w, char key)
{
    bool helped = w->help;
    w->help = false;
    w->redraw |= helped;
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        if (key != rows[i].key && key != rows[i].other)
            continue;
        if (rows[i].act != next_problem)
            free(grade_take(w->next)); /* it was not meant */
        rows[i].act(w);
        return;
    }
}

int watch_keys_line(struct grade_buf *out, int width)
{
    int used = 0;
    for (size_t i = 0; i < GRADE_COUNT(rows); i++) {
        int len = 2 + (int)strlen(rows[i].word);
        bool fits = used == 0 || used + 2 + len <= width;
        grade_buf_addf(out, "%s%c %s",
                       used == 0 ? ""
                       : fits    ? "  "
                                 : "\n",
                       rows[i].key, rows[i].word);
        used = used == 0 || !fits ? len : used + 2 + len;
    }
    return used;
}

void watch_keys_help(struct grade_buf *out)
{
    for (size_t i = 0; i < GRADE_COUNT(rows); i++)
        grade_buf_addf(out, "  %c  %s\n", rows[i].key, rows[i].what);
}

void cli_help_watch(struct grade_buf *out)
{
    grade_buf_adds(out,
                   "usage: grade watch [OPTIONS] PROBLEM [FILE]\n"
                   "\n"
                   "Grades FILE now and on every save, in a moment: the sandbox stays warm. It\n"
                   "shows the first failure in full and the others by name, so that there is one\n"
                   "thing to mend at a time. FILE need not exist yet. Any editor will do, however\n"
                   "it saves. An author who edits the problem sees it loaded again.\n"
                   "\n"
                   "  grade watch decorators/01 solution.py\n"
                   "\n"
                   "keys:\n");
    watch_keys_help(out);
    grade_buf_adds(
        out, "\n"
             "Without FILE it is the problem's own name for it, solution.py most often, in this\n"
             "folder or in the one that `grade start` makes. Ctrl-C ends it, with exit status\n"
             "5; Ctrl-Z and fg work as ever. With --plain, or where standard output is no\n"
             "terminal, nothing is cleared: each report follows the one before, and there are\n"
             "no keys where there is no terminal to press them on.\n"
             "\n"
             "options:\n");
    grade_options_help(out, GRADE_FORM_WATCH);
}
