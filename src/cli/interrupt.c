/* Being interrupted: see interrupt.h. */
#include "interrupt.h"

#include "grade/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

static volatile sig_atomic_t came;
static int event_fd = -1, snapshot_fd = -1;

static void count(int fd)
{
    int saved = errno;
    uint64_t one = 1;
    ssize_t ignored = write(fd, &one, sizeof(one));
    (void)ignored; /* a full counter is readable already */
    errno = saved;
}

static void note(int signal_number)
{
    came = signal_number;
    count(event_fd);
}

static void note_snapshot(int signal_number)
{
    (void)signal_number;
    count(snapshot_fd);
}

int cli_snapshot_init(struct grade_err *err)
{
    const struct sigaction action = {.sa_handler = note_snapshot, .sa_flags = SA_RESTART};
    if (snapshot_fd < 0)
        snapshot_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (snapshot_fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot make an event descriptor");
    sigaction(SIGUSR1, &action, NULL);
    return snapshot_fd;
}

int cli_interrupt_init(struct grade_err *err)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    if (event_fd < 0)
        event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (event_fd < 0)
        return grade_fail_errno(err, GRADE_FAULT_MACHINE, errno, "cannot make an event descriptor");
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
    for (size_t i = 0; i < GRADE_COUNT(signals); i++) {
        struct sigaction before;
        sigaction(signals[i], NULL, &before);
        if (before.sa_handler != SIG_IGN) /* nohup and job control have their reasons */
            sigaction(signals[i], &action, NULL);
    }
    return event_fd;
}

int cli_interrupted(void)
{
    return came;
}
