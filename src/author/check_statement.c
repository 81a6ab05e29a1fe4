/* The statement and what stands around it: names, links, hints that give too much away, reading
 * time. */
#include "internal.h"

#include "grade/mem.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char check[] = "statement";

enum {
    WORDS_A_MINUTE = 180,
    LONG_RUN = 12, /* tokens in a row that a hint may not share with the reference */
};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Where `word` stands by itself; NULL: nowhere. */
static const char *find_word(const char *text, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at++)
        if ((at == text || !is_word(at[-1])) && !is_word(at[len]))
            return at;
    return NULL;
}

static void note_readme(struct package *package, enum grade_note_kind kind, const char *part,
                        char *what, const char *why, const char *mend)
{
    note_add(package, kind, check, "README.md", place_of_text(package->readme, part), what,
             grade_strdup(why), grade_strdup(mend));
}

static void check_names(struct package *package)
{
    const struct grade_problem *problem = package->problem;
    for (size_t i = 0; i < problem->names.count; i++)
        if (!find_word(package->readme, problem->names.items[i]))
            note_readme(package, GRADE_NOTE_ERROR, "",
                        grade_printf("does not name '%s', which the solution must define",
                                     problem->names.items[i]),
                        "the learner cannot know what to write", "say its name and its arguments");
    if (!strstr(package->readme, problem->solution_file))
        note_readme(package, GRADE_NOTE_WARNING, "",
                    grade_printf("does not name the file '%s'", problem->solution_file),
                    "the learner cannot know where to write it", "say it");
}

/* Links -------------------------------------------------------------------------------------- */

/* "#a-heading" of the headings of Markdown: lower case, spaces as hyphens, the rest dropped. */
static bool has_anchor(const char *text, const char *anchor, size_t len)
{
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (*line != '#')
            continue;
        cleanup_buf struct grade_buf made = GRADE_BUF_INIT;
        for (const char *at = line + strspn(line, "# "); *at && *at != '\n'; at++) {
            if (is_word(*at) || *at == '-')
                grade_buf_addc(&made, (char)tolower((unsigned char)*at));
            else if (*at == ' ')
                grade_buf_addc(&made, '-');
        }
        if (made.len == len && !strncmp(grade_buf_text(&made), anchor, len))
            return true;
    }
    return false;
}

/* A link out of the bank is the network's business. */
static bool is_elsewhere(const char *target)
{
    return !strncmp(target, "http://", 7) || !strncmp(target, "https://", 8) ||
           !strncmp(target, "mailto:", 7);
}

static void check_link(struct package *package, const char *target)
{
    size_t len = strcspn(target, "#");
    bool good;
    if (is_elsewhere(target))
        return;
    if (len == 0) {
        good = has_anchor(package->readme, target + 1, strlen(target + 1));
    } else {
        cleanup_free char *path = grade_printf("%s/%.*s", package->dir, (int)len, target);
        good = target[0] != '/' && access(path, F_OK) == 0;
    }
    if (good)
        return;
    cleanup_free char *mark = grade_printf("](%s", target);
    note_readme(
        package, GRADE_NOTE_ERROR, mark, grade_printf("the link to '%s' leads nowhere", target),
        "the learner finds nothing there", "link to what is in the bank, as in ../02/README.md");
}

/* Behind a fence nothing is a link. */
static void check_links(struct package *package)
{
    bool code = false;
    for (const char *line = package->readme; *line;) {
        size_t len = strcspn(line, "\n");
        if (!strncmp(line, "```", 3))
            code = !code;
        for (const char *at = line; !code && (at = strstr(at, "](")) && at < line + len;) {
            at += 2;
            cleanup_free char *target = grade_strndup(at, strcspn(at, " )\n"));
            if (target[0])
                check_link(package, target);
        }
        line += len + (line[len] == '\n');
    }
}

static void check_requires(struct package *package)
{
    const struct grade_problem *problem = package->problem;
    const char *const *banks = bench_config(package->bench)->banks;
    for (size_t i = 0; i < problem->requires.count; i++) {
        const char *name = problem->requires.items[i];
        struct grade_err err;
        cleanup_free char *dir = NULL;
        cleanup_free char *beside = grade_printf("%s/../../%s", package->dir, name);
        struct stat st;
        bool there = stat(beside, &st) == 0 || !strchr(name, '/') ||
                     grade_bank_find(&dir, name, banks, &err) == 0;
        if (!there)
            note_add(package, GRADE_NOTE_WARNING, check, "problem.json",
                     place_of_key(package->problem_json, "requires"),
                     grade_printf("requires '%s', which is not in the bank", name),
                     grade_strdup("the learner is sent to what is not there"),
                     grade_strdup("name a problem or a topic of the bank"));
    }
}

/* Hints -------------------------------------------------------------------------------------- */

struct tokens {
    struct token {
        const char *at;
        size_t len;
    } * items;
    size_t count;
};

/* Words and single signs: what a text shares with code, whatever its spaces. Comments and
 * docstrings are cut like any other text. */
static struct tokens cut(const char *text)
{
    struct tokens tokens = {NULL, 0};
    while (*text) {
        size_t len = 0;
        while (is_word(text[len]))
            len++;
        if (len == 0 && !isspace((unsigned char)*text) && *text != '`')
            len = 1;
        if (len > 0) {
            if ((tokens.count & (tokens.count - 1)) == 0)
                tokens.items = grade_realloc_array(
                    tokens.items, tokens.count ? tokens.count * 2 : 1, sizeof(*tokens.items));
            tokens.items[tokens.count++] = (struct token){text, len};
        }
        text += len ? len : 1;
    }
    return tokens;
}

static bool same(const struct token *a, const struct token *b)
{
    return a->len == b->len && !memcmp(a->at, b->at, a->len);
}

/* The most tokens in a row that are in both; *out_first: the first of them in a, NULL without. */
static size_t longest_run(const struct tokens *a, const struct tokens *b,
                          const struct token **out_first)
{
    size_t best = 0;
    *out_first = NULL;
    cleanup_free size_t *before = grade_alloc_array(b->count + 1, sizeof(*before));
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = b->count; k-- > 0;) {
            before[k + 1] = same(&a->items[i], &b->items[k]) ? before[k] + 1 : 0;
            if (before[k + 1] > best) {
                best = before[k + 1];
                *out_first = &a->items[i + 1 - best];
            }
        }
    return best;
}

static void check_hint(struct package *package, const struct tokens *reference, const char *hint,
                       struct place place, const char *which)
{
    struct tokens tokens = cut(hint);
    const struct token *first;
    size_t run = longest_run(&tokens, reference, &first);
    if (first && run >= LONG_RUN) {
        const struct token *last = first + run - 1;
        note_add(package, GRADE_NOTE_WARNING, check, "problem.json", place,
                 grade_printf("%s gives the solution away: %.*s", which,
                              (int)(last->at + last->len - first->at), first->at),
                 grade_strdup("who reads it has nothing left to find"),
                 grade_strdup("ask a question that leads there instead"));
    }
    free(tokens.items);
}

static void check_hints(struct package *package)
{
    const struct grade_problem *problem = package->problem;
    const struct solution *solution = package_reference(package);
    if (!solution)
        return;
    struct tokens reference = cut(solution->text);
    for (size_t i = 0; i < problem->hints.count; i++) {
        cleanup_free char *which = grade_printf("hint %zu", i + 1);
        check_hint(package, &reference, problem->hints.items[i],
                   place_of_item(package->problem_json, "hints", i, NULL), which);
    }
    for (size_t i = 0; i < problem->misconception_count; i++) {
        cleanup_free char *which =
            grade_printf("the hint of '%s'", problem->misconceptions[i].name);
        check_hint(package, &reference, problem->misconceptions[i].hint,
                   place_of_item(package->problem_json, "misconceptions", i, "hint"), which);
    }
    free(reference.items);
}

/* Reading time ------------------------------------------------------------------------------- */

static void check_length(struct package *package)
{
    size_t words = 0;
    for (const char *at = package->readme; *at;) {
        at += strspn(at, " \t\r\n");
        words += *at != '\0';
        at += strcspn(at, " \t\r\n");
    }
    size_t minutes = (words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
    size_t whole = (size_t)package->problem->minutes;
    if (whole && minutes * 2 > whole)
        note_readme(package, GRADE_NOTE_WARNING, "",
                    grade_printf("takes about %zu minutes to read (%zu words), of the %zu that the "
                                 "problem should take",
                                 minutes, words, whole),
                    "the learner reads more than it writes", "shorten it, or raise \"minutes\"");
}

int check_statement(struct package *package, struct grade_err *err)
{
    if (package->readme) {
        check_names(package);
        check_links(package);
        check_length(package);
    }
    check_requires(package);
    check_hints(package);
    return check_code(package, err);
}
