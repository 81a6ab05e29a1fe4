/* What is told while a batch runs: a line on a terminal that is written again and again, or lines
 * now and then. */
#include "pool.h"

#include "grade/mem.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TERMINAL_MS = 200, PLAIN_MS = 10000, BAR_MIN = 8, BAR_MAX = 40, WORDS_ROOM = 66 };

static double seconds_since(uint64_t then)
{
    return (double)(grade_now_ns() - then) / 1e9;
}

static void write_text(const struct batch_progress *progress, const char *text, size_t len)
{
    while (len > 0) { /* a terminal that is gone is no reason to stop */
        ssize_t wrote = write(progress->look->fd, text, len);
        if (wrote <= 0)
            return;
        text += wrote;
        len -= (size_t)wrote;
    }
}

void progress_begin(struct batch_progress *progress, const struct grade_batch_look *look,
                    const struct grade_batch_outcome *outcome)
{
    *progress = (struct batch_progress){.look = look, .outcome = outcome};
    progress->began = progress->told = grade_now_ns();
}

static void add_duration(struct grade_buf *out, double seconds)
{
    if (seconds < 100)
        grade_buf_addf(out, "%.0f s", seconds);
    else if (seconds < 6000)
        grade_buf_addf(out, "%.0f min", seconds / 60);
    else
        grade_buf_addf(out, "%.1f h", seconds / 3600);
}

static size_t done_of(const struct grade_batch_outcome *outcome)
{
    return outcome->before + outcome->graded;
}

void progress_words(struct grade_buf *out, const struct batch_progress *progress)
{
    const struct grade_batch_outcome *o = progress->outcome;
    double seconds = seconds_since(progress->began);
    double rate = seconds > 0 ? (double)o->graded / seconds : 0;
    grade_buf_addf(out, "%zu of %zu graded", done_of(o), o->total);
    if (o->before)
        grade_buf_addf(out, " (%zu before)", o->before);
    grade_buf_addf(out, ", %zu failed", o->failed);
    if (o->machine)
        grade_buf_addf(out, ", %zu could not be graded", o->machine);
    if (rate > 0)
        grade_buf_addf(out, ", %.1f a second", rate);
    if (rate > 0 && done_of(o) < o->total) {
        grade_buf_adds(out, ", ");
        add_duration(out, (double)(o->total - done_of(o)) / rate);
        grade_buf_adds(out, " left");
    }
}

static void add_bar(struct grade_buf *out, const struct batch_progress *progress, int width)
{
    const struct grade_batch_outcome *o = progress->outcome;
    int full = o->total ? (int)((double)width * (double)done_of(o) / (double)o->total) : width;
    for (int i = 0; i < width; i++)
        grade_buf_adds(out,
                       progress->look->ascii ? (i < full ? "#" : ".") : (i < full ? "█" : "░"));
}

static void draw(struct batch_progress *progress)
{
    cleanup_buf struct grade_buf words = GRADE_BUF_INIT, line = GRADE_BUF_INIT;
    progress_words(&words, progress);
    int room = progress->look->width - WORDS_ROOM;
    grade_buf_adds(&line, "\r");
    if (room >= BAR_MIN) {
        add_bar(&line, progress, room < BAR_MAX ? room : BAR_MAX);
        grade_buf_adds(&line, "  ");
    }
    int bar = room < BAR_MIN ? 0 : (room < BAR_MAX ? room : BAR_MAX) + 2;
    int fits = progress->look->width - 1 - bar;
    grade_buf_addf(&line, "%.*s", fits > 0 ? fits : 0, grade_buf_text(&words));
    grade_buf_adds(&line, "\033[K");
    write_text(progress, line.data, line.len);
    progress->shown = true;
}

void progress_clear(struct batch_progress *progress)
{
    static const char clear[] = "\r\033[K";
    if (progress->shown)
        write_text(progress, clear, sizeof(clear) - 1);
    progress->shown = false;
}

void progress_say(struct batch_progress *progress, const char *text)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    progress_clear(progress);
    grade_buf_addf(&line, "grade: %s\n", text);
    int fd = progress->look->fd;
    if (fd >= 0)
        write_text(progress, line.data, line.len);
    else
        (void)!write(STDERR_FILENO, line.data, line.len); /* somebody asked for it */
}

int progress_tick(struct batch_progress *progress)
{
    if (progress->look->fd < 0)
        return -1;
    int every = progress->look->terminal ? TERMINAL_MS : PLAIN_MS;
    uint64_t waited = (grade_now_ns() - progress->told) / 1000000;
    if (waited < (uint64_t)every)
        return every - (int)waited;
    progress->told = grade_now_ns();
    if (progress->look->terminal) {
        draw(progress);
    } else {
        cleanup_buf struct grade_buf words = GRADE_BUF_INIT;
        progress_words(&words, progress);
        progress_say(progress, grade_buf_text(&words));
    }
    return every;
}
