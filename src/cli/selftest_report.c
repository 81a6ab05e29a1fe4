/* What the self-test tells: for people, as JSON, and as TAP. Texts of the attacks are hostile. */
#include "selftest.h"

#include "grade/mem.h"
#include "grade/report.h"
#include "report/json_writer.h"

#include <langinfo.h>
#include <string.h>

bool selftest_all_hold(const struct selftest_corpus *corpus,
                       const struct selftest_outcome *outcomes)
{
    bool any = false;
    for (size_t i = 0; i < corpus->count; i++) {
        if (outcomes[i].ran && !outcomes[i].holds)
            return false;
        any |= outcomes[i].ran;
    }
    return any;
}

struct tally {
    size_t held, ran, left_out;
};

static void add_to(struct tally *tally, const struct selftest_outcome *outcome)
{
    tally->ran += outcome->ran;
    tally->held += outcome->ran && outcome->holds;
    tally->left_out += !outcome->ran;
}

static bool utf8(void)
{
    return !strcmp(nl_langinfo(CODESET), "UTF-8");
}

static const char *mark(bool good)
{
    return good ? (utf8() ? "\xe2\x9c\x93" : "ok") : (utf8() ? "\xe2\x9c\x97" : "NOT");
}

static void tell_attack(struct grade_buf *out, const struct selftest_attack *attack,
                        const struct selftest_outcome *outcome)
{
    bool told = outcome->ran && outcome->holds;
    grade_buf_addf(out, "    %s %3d  %s: ", outcome->ran ? mark(outcome->holds) : "-", attack->row,
                   attack->name);
    if (told) {
        grade_buf_addf(out, "%s", grade_verdict_name(outcome->verdict));
        if (outcome->violation[0]) {
            grade_buf_adds(out, " ");
            grade_report_visible(out, outcome->violation, strlen(outcome->violation), 10);
        }
        grade_buf_addf(out, "; stopped by %s\n", attack->stopped_by);
        return;
    }
    grade_buf_adds(out, outcome->ran ? "" : "not run: ");
    grade_report_visible(out, outcome->reason, strlen(outcome->reason), 10);
    grade_buf_addf(out, "\n");
    if (outcome->ran)
        grade_buf_addf(out, "           %s\n", attack->path);
}

static void tell_family(struct grade_buf *out, const struct selftest_corpus *corpus,
                        const struct selftest_outcome *outcomes, size_t from, size_t to,
                        bool verbose)
{
    struct tally tally = {0, 0, 0};
    for (size_t i = from; i < to; i++)
        add_to(&tally, &outcomes[i]);
    grade_buf_addf(out, "  %s %-12s %zu of %zu contained", mark(tally.held == tally.ran),
                   corpus->attacks[from].family, tally.held, tally.ran);
    if (tally.left_out)
        grade_buf_addf(out, ", %zu not run", tally.left_out);
    grade_buf_addc(out, '\n');
    for (size_t i = from; i < to; i++)
        if (verbose || (outcomes[i].ran && !outcomes[i].holds))
            tell_attack(out, &corpus->attacks[i], &outcomes[i]);
}

static void tell_text(struct grade_buf *out, bool verbose, const struct selftest_run *run,
                      const struct selftest_corpus *corpus, const struct selftest_outcome *outcomes)
{
    struct tally tally = {0, 0, 0};
    grade_buf_addf(out, "%zu attacks on this machine, level %s\n\n", corpus->count, run->level);
    for (size_t i = 0, next; i < corpus->count; i = next) {
        for (next = i + 1; next < corpus->count; next++)
            if (strcmp(corpus->attacks[i].family, corpus->attacks[next].family) != 0)
                break;
        tell_family(out, corpus, outcomes, i, next, verbose);
    }
    for (size_t i = 0; i < corpus->count; i++)
        add_to(&tally, &outcomes[i]);
    bool good = selftest_all_hold(corpus, outcomes);
    grade_buf_addf(out, "\n%s %zu of %zu contained", mark(good), tally.held, tally.ran);
    if (tally.left_out)
        grade_buf_addf(out, ", %zu not run at this level (-v says why)", tally.left_out);
    grade_buf_adds(out,
                   good ? "\n" : ": do not grade untrusted files here before this is mended\n");
}

static void tell_json(struct grade_buf *out, const struct selftest_run *run,
                      const struct selftest_corpus *corpus, const struct selftest_outcome *outcomes)
{
    struct json_writer w = {.out = out, .indent = 2};
    json_open(&w, NULL, '{');
    json_text(&w, "verdict", selftest_all_hold(corpus, outcomes) ? "pass" : "fail");
    json_text(&w, "level", run->level);
    json_open(&w, "attacks", '[');
    for (size_t i = 0; i < corpus->count; i++) {
        const struct selftest_outcome *outcome = &outcomes[i];
        const struct selftest_attack *attack = &corpus->attacks[i];
        json_open(&w, NULL, '{');
        json_integer(&w, "row", attack->row);
        json_text(&w, "name", attack->name);
        json_text(&w, "file", attack->path);
        json_bool(&w, "ran", outcome->ran);
        json_bool(&w, "contained", outcome->ran && outcome->holds);
        json_text(&w, "verdict", grade_verdict_name(outcome->verdict));
        json_text(&w, "expected", grade_verdict_name(outcome->expected));
        json_real(&w, "duration_ms", outcome->duration_ms);
        json_text(&w, "violation", outcome->violation[0] ? outcome->violation : NULL);
        json_text(&w, "told", outcome->told[0] ? outcome->told : NULL);
        json_text(&w, "reason", outcome->reason[0] ? outcome->reason : NULL);
        json_text(&w, "stopped_by", attack->stopped_by);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_close(&w, '}');
    grade_buf_addc(out, '\n');
}

/* TAP 13 gives "#" a meaning in a description. */
static void tap_text(struct grade_buf *out, const char *text)
{
    cleanup_buf struct grade_buf shown = GRADE_BUF_INIT;
    grade_report_visible(&shown, text, strlen(text), 2);
    for (const char *at = grade_buf_text(&shown); *at; at++) {
        if (*at == '#' || *at == '\\')
            grade_buf_addc(out, '\\');
        grade_buf_addc(out, *at == '\n' ? ' ' : *at);
    }
}

static void tell_tap(struct grade_buf *out, const struct selftest_run *run,
                     const struct selftest_corpus *corpus, const struct selftest_outcome *outcomes)
{
    grade_buf_addf(out, "TAP version 13\n1..%zu\n# level %s\n", corpus->count, run->level);
    for (size_t i = 0; i < corpus->count; i++) {
        const struct selftest_outcome *outcome = &outcomes[i];
        bool good = outcome->holds || !outcome->ran;
        grade_buf_addf(out, "%s %zu - %d ", good ? "ok" : "not ok", i + 1, corpus->attacks[i].row);
        tap_text(out, corpus->attacks[i].name);
        grade_buf_adds(out, outcome->ran ? "" : " # SKIP ");
        if (!outcome->ran)
            tap_text(out, outcome->reason);
        grade_buf_addc(out, '\n');
        if (!good) {
            grade_buf_adds(out, "# ");
            tap_text(out, outcome->reason);
            grade_buf_addc(out, '\n');
        }
    }
}

void selftest_report(struct grade_buf *out, enum selftest_format format, bool verbose,
                     const struct selftest_run *run, const struct selftest_corpus *corpus,
                     const struct selftest_outcome *outcomes)
{
    if (format == SELFTEST_JSON)
        tell_json(out, run, corpus, outcomes);
    else if (format == SELFTEST_TAP)
        tell_tap(out, run, corpus, outcomes);
    else
        tell_text(out, verbose, run, corpus, outcomes);
}
