/* The terminal of `grade watch`: see terminal.h. */
#include "terminal.h"

#include "grade/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static int pipe_fds[2] = {-1, -1};
static struct termios before;
static volatile sig_atomic_t taken; /* the modes are ours */
static volatile sig_atomic_t ending;

void terminal_close(void)
{
    if (taken)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    taken = 0;
}

/* Who asks a second time does not want to wait for whatever holds the loop up. */
static void end_at_once(int number)
{
    terminal_close();
    signal(number, SIG_DFL);
    raise(number); /* delivered as soon as this handler returns */
}

static void note(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    if (number == SIGINT || number == SIGTERM || number == SIGHUP) {
        if (ending)
            end_at_once(number);
        ending = 1;
    }
    ssize_t ignored = write(pipe_fds[1], &byte, 1);
    (void)ignored; /* a full pipe is readable already */
    errno = saved;
}

int terminal_signals(struct grade_err *err)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
    if (pipe_fds[0] < 0 && pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot make a pipe");
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    for (size_t i = 0; i < GRADE_COUNT(signals); i++) {
        struct sigaction now;
        sigaction(signals[i], NULL, &now);
        if (now.sa_handler != SIG_IGN) /* nohup and job control have their reasons */
            sigaction(signals[i], &action, NULL);
    }
    return pipe_fds[0];
}

static bool take(void)
{
    struct termios modes = before;
    modes.c_lflag &= (tcflag_t) ~(ICANON | ECHO);
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    if (tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) < 0)
        return false;
    taken = 1;
    return true;
}

bool terminal_keys(void)
{
    static bool registered;
    if (!isatty(STDIN_FILENO) || tcgetpgrp(STDIN_FILENO) != getpgrp() ||
        tcgetattr(STDIN_FILENO, &before) < 0)
        return false;
    if (!registered)
        atexit(terminal_close);
    registered = true;
    return take();
}

void terminal_suspend(void)
{
    bool ours = taken;
    terminal_close();
    raise(SIGSTOP);
    if (ours && tcgetattr(STDIN_FILENO, &before) == 0) /* a shell may have changed them */
        take();
}
