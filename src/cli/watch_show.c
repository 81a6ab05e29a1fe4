/* What `grade watch` shows: see watch.h. */
#include "watch.h"

#include "help.h"

#include "grade/mem.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Home, then clear: what was there goes to no scrollback twice. */
static const char clear[] = "\033[H\033[2J";

int watch_say(const char *text, size_t len, struct grade_err *err)
{
    while (len > 0) {
        ssize_t wrote = write(STDOUT_FILENO, text, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno,
                                    "standard output: cannot be written");
        text += wrote;
        len -= (size_t)wrote;
    }
    return 0;
}

void watch_note(struct watch *w, const char *fmt, ...)
{
    char text[1200];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    free(w->note);
    w->note = grade_strdup(text);
    w->redraw = true;
}

/* Words, broken at spaces; further lines indented. */
static void add_wrapped(struct grade_buf *out, const char *text, int width, int indent)
{
    cleanup_buf struct grade_buf shown = GRADE_BUF_INIT;
    grade_report_visible(&shown, text, strlen(text), 0);
    int used = 0;
    bool starts = true; /* a row */
    for (const char *at = grade_buf_text(&shown); *at; starts = false) {
        size_t len = strcspn(at, " \n");
        if (!starts && used + 1 + (int)len > width) {
            grade_buf_addf(out, "\n%*s", indent, "");
            used = indent;
        } else if (!starts) {
            grade_buf_addc(out, ' ');
            used++;
        }
        grade_buf_add(out, at, len);
        used += (int)len;
        at += len;
        at += strspn(at, " \n");
    }
    grade_buf_addc(out, '\n');
}

static void add_hints(const struct watch *w, struct grade_buf *out, int width)
{
    for (size_t i = 0; i < w->hints && i < w->problem->hints.count; i++) {
        cleanup_free char *line = grade_printf("hint %zu of %zu: %s", i + 1,
                                               w->problem->hints.count, w->problem->hints.items[i]);
        grade_buf_addc(out, '\n');
        add_wrapped(out, line, width, 2);
    }
}

/* The keys, and when it was graded where there is room for that. */
static void add_keys(const struct watch *w, struct grade_buf *out, int width)
{
    static const char without[] = "graded on every save; Ctrl-C ends it";
    int used = (int)strlen(without);
    char when[32] = "";
    struct tm local;
    grade_buf_addc(out, '\n');
    if (w->keys.fd >= 0)
        used = watch_keys_line(out, width);
    else
        grade_buf_adds(out, without);
    if (w->result && localtime_r(&w->when, &local))
        strftime(when, sizeof(when), "    at %H:%M:%S", &local);
    if (used + (int)strlen(when) < width)
        grade_buf_adds(out, when);
    grade_buf_addc(out, '\n');
}

static void add_report(const struct watch *w, struct grade_buf *out,
                       const struct grade_reporter *reporter)
{
    struct grade_report_options look =
        cli_report_options(w->options->color, w->options->verbose, STDOUT_FILENO);
    look.audience = w->options->audience;
    struct grade_report report;
    grade_report_open(&report, reporter, &look, NULL);
    grade_report_add(&report, w->result);
    grade_report_close(&report);
    grade_buf_add(out, grade_buf_text(&report.out), report.out.len);
    grade_report_done(&report);
}

static void add_screen(struct watch *w, struct grade_buf *out)
{
    struct grade_report_options look =
        cli_report_options(w->options->color, w->options->verbose, STDOUT_FILENO);
    int width = look.width < 40 ? 40 : look.width;
    grade_buf_adds(out, clear);
    if (w->help) {
        watch_keys_help(out);
        add_keys(w, out, width);
        return;
    }
    if (w->result && !w->fault) {
        add_report(w, out, w->all ? grade_reporter_find("text") : &grade_report_screen);
    } else {
        cleanup_free char *title = grade_printf("%s  %s", w->problem->id, w->problem->title);
        add_wrapped(out, title, width, 2);
        grade_buf_addc(out, '\n');
        add_wrapped(out, w->fault ? w->fault : "grading", width, 2);
    }
    add_hints(w, out, width);
    if (w->note) {
        grade_buf_addc(out, '\n');
        add_wrapped(out, w->note, width, 2);
        free(grade_take(w->note));
    }
    add_keys(w, out, width);
}

/* One report behind the other. */
static void add_lines(struct watch *w, struct grade_buf *out)
{
    if (w->note) {
        grade_report_visible(out, w->note, strlen(w->note), 2);
        grade_buf_adds(out, "\n\n");
        free(grade_take(w->note));
    }
    if (w->fault) {
        grade_report_visible(out, w->fault, strlen(w->fault), 2);
        grade_buf_adds(out, "\n\n");
    } else if (w->result && !w->told) {
        add_report(w, out, w->options->reports[0].reporter);
        grade_buf_addc(out, '\n');
        w->told = true;
    }
}

int watch_draw(struct watch *w, struct grade_err *err)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    if (w->screen)
        add_screen(w, &out);
    else
        add_lines(w, &out);
    return watch_say(grade_buf_text(&out), out.len, err);
}
