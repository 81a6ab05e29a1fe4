/* `grade watch PROBLEM FILE`: grades on every save.
 *
 * One loop, the runner's: files, keys and signals are watched in it, also while it grades, and end
 * a run that nobody wants any more. The cell stays warm between runs. */
#include "watch.h"

#include "commands.h"
#include "help.h"
#include "terminal.h"

#include "grade/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
    SETTLE_MS = 60,  /* after the last change of a file that nobody has closed yet */
    PACKAGE_MS = 80, /* a problem is several files */
    SLOW_MS = 300,
    GLANCE_MS = 1000 /* at the file's stamp, in case inotify sees nothing */
};

static uint64_t in_ms(unsigned ms)
{
    return grade_now_ns() + (uint64_t)ms * 1000000u;
}

/* The run in progress is not wanted any more. */
static void break_off(struct watch *w)
{
    uint64_t one = 1;
    if (w->grading && write(w->wish_fd, &one, sizeof(one)) < 0)
        w->ended = true; /* it cannot be full */
}

static void events_ready(struct grade_watch *watch, uint32_t events)
{
    struct watch *w = watch->owner;
    unsigned news = saves_read(&w->saves);
    (void)events;
    if (news & SAVES_DONE) {
        w->look_ns = grade_now_ns();
        break_off(w);
    } else if (news & SAVES_UNDER) {
        w->look_ns = in_ms(SETTLE_MS);
    }
    if (news & SAVES_PACKAGE)
        w->reload_ns = in_ms(PACKAGE_MS);
}

/* How many bytes an arrow or the like takes, none of which is a key of ours. */
static ssize_t sequence(const char *keys, ssize_t len)
{
    ssize_t i = 2; /* ESC and [ or O, or Alt and a key */
    if (len > 1 && keys[1] == '[')
        while (i < len && (keys[i] < '@' || keys[i] > '~'))
            i++;
    bool more = len > 1 && (keys[1] == '[' || keys[1] == 'O');
    return i + more < len ? i + more : len;
}

static void keys_ready(struct grade_watch *watch, uint32_t events)
{
    struct watch *w = watch->owner;
    char keys[64];
    ssize_t got = read(watch->fd, keys, sizeof(keys));
    (void)events;
    if (got <= 0) { /* the terminal is gone: a signal says so, if it matters */
        grade_loop_remove(grade_runner_loop(w->runner), watch);
        watch->fd = -1;
        return;
    }
    for (ssize_t i = 0; i < got; i++)
        if (keys[i] == '\033')
            i += sequence(keys + i, got - i) - 1;
        else
            watch_key(w, keys[i]);
    if (w->ended || w->wanted)
        break_off(w);
}

static void signals_ready(struct grade_watch *watch, uint32_t events)
{
    struct watch *w = watch->owner;
    unsigned char numbers[64];
    ssize_t got = read(watch->fd, numbers, sizeof(numbers));
    (void)events;
    for (ssize_t i = 0; i < got; i++) {
        switch (numbers[i]) {
        case SIGTSTP:
            w->stopped = true;
            break;
        case SIGWINCH:
        case SIGCONT:
            w->redraw = true;
            break;
        default:
            w->ended = true;
            w->signal = numbers[i];
        }
    }
    if (w->ended || w->stopped)
        break_off(w);
}

/* A run that takes its time says so. */
static void slow_ready(struct grade_watch *watch, uint32_t events)
{
    struct watch *w = watch->owner;
    uint64_t times;
    struct grade_err err;
    (void)events;
    if (read(watch->fd, &times, sizeof(times)) == sizeof(times) && w->grading && w->screen &&
        watch_draw(w, &err) < 0)
        w->ended = true;
}

static void set_slow(struct watch *w, unsigned ms)
{
    struct itimerspec when = {.it_value = {.tv_nsec = (long)ms * 1000000}};
    timerfd_settime(w->slow.fd, 0, &when, NULL);
}

static int watch_all(struct watch *w, struct grade_err *err)
{
    struct grade_watch *const all[] = {&w->events, &w->keys, &w->signals, &w->slow};
    for (size_t i = 0; i < GRADE_COUNT(all); i++) {
        int rc =
            all[i]->fd < 0 ? 0 : grade_loop_add(grade_runner_loop(w->runner), all[i], EPOLLIN, err);
        if (rc < 0)
            return rc;
    }
    return 0;
}

static int run_once(struct watch *w, struct grade_err *err)
{
    w->wanted = false;
    w->grading = true;
    set_slow(w, SLOW_MS);
    int rc = watch_grade(w, err);
    set_slow(w, 0);
    w->grading = false;
    uint64_t count;
    if (read(w->wish_fd, &count, sizeof(count)) == sizeof(count) && rc == 0)
        rc = grade_runner_resume(w->runner, err);
    return rc;
}

/* As a shell expects it of Ctrl-Z; what was broken off for it is run again. */
static void stop(struct watch *w)
{
    w->stopped = false;
    terminal_suspend();
    w->redraw = true;
    w->look_ns = grade_now_ns(); /* an editor may have been at work meanwhile */
}

static void pass_due(uint64_t *due, uint64_t now, struct watch *w, void (*act)(struct watch *w))
{
    if (!*due || *due > now)
        return;
    *due = 0;
    act(w);
}

static int milliseconds_to(const struct watch *w, uint64_t now)
{
    uint64_t left = (uint64_t)GLANCE_MS * 1000000u;
    const uint64_t dues[] = {w->look_ns, w->reload_ns};
    for (size_t i = 0; i < GRADE_COUNT(dues); i++)
        if (dues[i] && dues[i] <= now)
            left = 0;
        else if (dues[i] && dues[i] - now < left)
            left = dues[i] - now;
    return (int)((left + 999999) / 1000000);
}

/* Now and then, whatever the events say. */
static void glance(struct watch *w)
{
    struct stamp now = stamp_of(w->solution);
    saves_renew(&w->saves);
    if (!w->look_ns && !stamp_same(&now, &w->graded))
        w->look_ns = in_ms(SETTLE_MS);
}

/* To the problem that the user asked for: another file, another runner, and so another loop. */
static int turn(struct watch *w, struct grade_err *err)
{
    cleanup_free char *problem = grade_take(w->turn);
    struct grade_loop *loop = grade_runner_loop(w->runner);
    struct grade_watch *const all[] = {&w->events, &w->keys, &w->signals, &w->slow};
    for (size_t i = 0; i < GRADE_COUNT(all); i++)
        grade_loop_remove(loop, all[i]);
    int rc = watch_turn(w, problem, err);
    if (rc < 0 && w->runner) { /* everything is as it was */
        watch_note(w, "%s", err->msg);
        rc = 0;
    }
    w->events.fd = w->saves.fd;
    return rc < 0 ? rc : watch_all(w, err);
}

static int go_on(struct watch *w, struct grade_err *err)
{
    int rc = w->turn ? turn(w, err) : 0;
    if (w->stopped)
        stop(w);
    pass_due(&w->reload_ns, grade_now_ns(), w, watch_reload);
    pass_due(&w->look_ns, grade_now_ns(), w, watch_look);
    /* Broken off for something that then wanted no other run. */
    w->wanted |= w->result && w->result->interrupted && !w->look_ns;
    w->wanted &= rc == 0 && !w->ended && !w->stopped;
    if (w->wanted)
        rc = run_once(w, err);
    if (rc < 0 || w->ended || w->turn)
        return rc;
    /* What was broken off is not shown: the next comes at once. */
    if (w->redraw && !w->wanted && !w->stopped && !(w->result && w->result->interrupted)) {
        w->redraw = false;
        rc = watch_draw(w, err);
        watch_record(w); /* behind what is shown: it may have to wait for another process */
    }
    if (rc < 0 || w->wanted || w->stopped)
        return rc;
    int wait = milliseconds_to(w, grade_now_ns());
    uint64_t before = grade_now_ns();
    rc = grade_loop_step(grade_runner_loop(w->runner), wait, err);
    if (wait == GLANCE_MS && grade_now_ns() - before >= (uint64_t)GLANCE_MS * 1000000u)
        glance(w);
    return rc == -EINTR ? 0 : rc;
}

static int run(struct watch *w, struct grade_err *err)
{
    int rc = w->signals.fd = terminal_signals(err);
    if (rc >= 0)
        rc = watch_open(w, err);
    if (rc < 0)
        return rc;
    w->events.fd = w->saves.fd;
    if (w->screen && terminal_keys())
        w->keys.fd = STDIN_FILENO;
    rc = watch_all(w, err);
    if (rc == 0 && !w->screen) {
        cleanup_free char *line =
            grade_printf("watching %s: graded on every save, until Ctrl-C\n\n", w->solution);
        rc = watch_say(line, strlen(line), err);
    }
    w->redraw = true;
    w->look_ns = grade_now_ns();
    while (rc == 0 && !w->ended)
        rc = go_on(w, err);
    return rc;
}

static int status_of(const struct watch *w)
{
    if (w->signal)
        return GRADE_FAULT_INTERRUPTED;
    return w->result ? cli_status_of(w->result) : 0;
}

static int watch_with(const struct grade_options *options)
{
    struct watch w = {.options = options, .again = *options, .saves = {.fd = -1}};
    struct grade_err err;
    const char *term = getenv("TERM");
    w.events = (struct grade_watch){-1, events_ready, &w};
    w.keys = (struct grade_watch){-1, keys_ready, &w};
    w.signals = (struct grade_watch){-1, signals_ready, &w};
    w.screen =
        !options->plain && isatty(STDOUT_FILENO) && term && term[0] && strcmp(term, "dumb") != 0;
    w.slow = (struct grade_watch){timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK),
                                  slow_ready, &w};
    w.wish_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    int rc = w.wish_fd < 0 || w.slow.fd < 0 ? grade_fail_errno(&err, GRADE_FAULT_MACHINE, errno,
                                                               "cannot make an event descriptor")
                                            : run(&w, &err);
    terminal_close();
    int status = rc < 0 ? cli_complain(&err) : status_of(&w);
    watch_close(&w);
    return status;
}

static int run_watch(int argc, char **argv)
{
    struct grade_options options;
    struct grade_err err;
    int status, rc = grade_options_parse(&options, GRADE_FORM_WATCH, argc, argv, &err);
    cleanup_buf struct grade_buf help = GRADE_BUF_INIT;
    if (rc == 0 && options.solution && !strcmp(options.solution, "-"))
        rc = grade_fail(&err, GRADE_FAULT_USAGE, 0,
                        "watch: standard input cannot be watched, name a file");
    if (rc < 0) {
        status = cli_complain(&err);
    } else if (options.help) {
        cli_help_watch(&help);
        status = cli_say(grade_buf_text(&help));
    } else {
        status = watch_with(&options);
    }
    grade_options_done(&options);
    return status;
}

const struct cli_command cli_watch = {
    .name = "watch",
    .usage = "PROBLEM [FILE]",
    .what = "grade FILE on every save",
    .run = run_watch,
};
