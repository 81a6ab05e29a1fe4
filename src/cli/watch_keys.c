/* What the keys of `grade watch` do: see watch.h. */
#include "watch.h"

#include "help.h"

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
    w->redraw = true;
    if (w->hints < w->problem->hints.count)
        w->hints++;
    else if (w->problem->hints.count)
        watch_note(w, "that was the last hint");
    else
        watch_note(w, "this problem has no hints");
}

/* The one behind the present in the bank; NULL at its end. Caller frees. */
static char *following(const struct watch *w)
{
    struct grade_strings names = {0};
    char *found = NULL;
    grade_bank_list(&names, (const char *const *)w->paths.banks);
    for (size_t i = 0; i + 1 < names.count && !found; i++)
        if (!strcmp(names.items[i], w->problem->id))
            found = grade_strdup(names.items[i + 1]);
    if (!found && names.count && strcmp(names.items[names.count - 1], w->problem->id) != 0)
        found = grade_strdup(names.items[0]);
    grade_strings_done(&names);
    return found;
}

/* The first time it only says what it would do: it may make a file. */
static void next_problem(struct watch *w)
{
    w->redraw = true;
    if (w->next) {
        free(w->turn);
        w->turn = grade_take(w->next);
        return;
    }
    w->next = following(w);
    if (!w->next) {
        watch_note(w, "this is the last problem of the bank");
        return;
    }
    cleanup_free char *path = watch_file_for(w, w->next);
    watch_note(w, "n again: %s, in %s%s", w->next, path,
               stamp_of(path).exists ? "" : ", a new file with its starter");
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
    {'a', 'a', "all", "show every case and failure; again: the first only", show_all},
    {'n', 'n', "next", "go to the next problem; asks first", next_problem},
    {'q', 'q', "quit", "leave, with the exit status of the last run", end},
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
                   "usage: grade watch [OPTIONS] PROBLEM FILE\n"
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
    grade_buf_adds(out,
                   "\n"
                   "Ctrl-C ends it, with exit status 5; Ctrl-Z and fg work as ever. Options are\n"
                   "those of a single run; --report is not one of them. With --plain, or where\n"
                   "standard output is no terminal, nothing is cleared: each report follows the\n"
                   "one before, and there are no keys without a terminal to press them on.\n");
}
