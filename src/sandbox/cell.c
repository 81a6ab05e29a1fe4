/* The supervisor's side of a cell: its launch, its control socket, its end. See grade/sandbox.h. */
#include "internal.h"

#include "grade/mem.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"
#include "child.h"
#include "packet.h"

enum { READY_MS = 60000, SAID_MAX = 4096 };

const char *grade_level_name(enum grade_level level)
{
    static const char *const names[] = {"none", "baseline", "full"};
    return names[level];
}

/* What child.c was doing when it failed, as a clause. */
static const char *const steps[CHILD_STEPS] = {
    [CHILD_CLONE] = "cannot make namespaces",
    [CHILD_PRIVATE] = "cannot make the mount namespace private",
    [CHILD_OPEN_TREE] = "cannot bind a path",
    [CHILD_READ_ONLY] = "cannot make a mount read-only",
    [CHILD_ROOT_FS] = "cannot mount a tmpfs",
    [CHILD_POPULATE] = "cannot fill the cell's root",
    [CHILD_ATTACH] = "cannot attach a mount",
    [CHILD_PIVOT] = "cannot change the root",
    [CHILD_IDS] = "cannot change the user id",
    [CHILD_MAPS] = "cannot write the user namespace's maps",
    [CHILD_HOSTNAME] = "cannot set the host name",
    [CHILD_CAPS] = "cannot set capabilities",
    [CHILD_FDS] = "cannot place descriptors",
    [CHILD_LIMITS] = "cannot set limits",
    [CHILD_NO_NEW_PRIVS] = "cannot set no_new_privs",
    [CHILD_EXEC] = "cannot execute the interpreter",
};

static void unwatch(struct grade_cell *cell, struct grade_watch *watch)
{
    if (watch->fd < 0)
        return;
    grade_loop_remove(cell->config.loop, watch);
    close(watch->fd);
    watch->fd = -1;
}

static void reap_builder(struct grade_cell *cell)
{
    if (cell->builder > 0)
        while (waitpid(cell->builder, NULL, 0) < 0 && errno == EINTR)
            ;
    cell->builder = 0;
}

static void kill_processes(struct grade_cell *cell)
{
    if (cell->pid > 0) {
        kill(cell->pid, SIGKILL); /* pid 1 of its namespace: the kernel ends everything in it */
        while (waitpid(cell->pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    cell->pid = 0;
}

/* A cell that is given up at once: its builder, which is not killed for that, has told its pid by
 * now. */
static void learn_pid(struct grade_cell *cell)
{
    struct child_status status;
    if (cell->builder <= 0)
        return;
    reap_builder(cell);
    while (cell->pid <= 0 && cell->status.fd >= 0 &&
           read(cell->status.fd, &status, sizeof(status)) == sizeof(status))
        if (status.step == CHILD_STARTED)
            cell->pid = status.errnum;
}

static void tear_down(struct grade_cell *cell)
{
    learn_pid(cell);
    unwatch(cell, &cell->control);
    unwatch(cell, &cell->status);
    unwatch(cell, &cell->complaints);
    kill_processes(cell);
}

void cell_fail(struct grade_cell *cell, const char *fmt, ...)
{
    if (cell->dead)
        return;
    cell->dead = true;
    char text[700];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    grade_fail(&cell->failure, GRADE_FAULT_MACHINE, 0, "the cell failed: %s%s%.*s", text,
               cell->said.len ? "; the interpreter said: " : "",
               (int)(cell->said.len < 250 ? cell->said.len : 250), grade_buf_text(&cell->said));
    tear_down(cell);
    for (int i = 0; i < CELL_BOXES_MAX; i++)
        if (cell->boxes[i])
            box_lost(cell->boxes[i], cell->failure.msg);
}

void cell_send(struct grade_cell *cell, const void *packet, size_t len, const int *fds, int count)
{
    /* At most CELL_BOXES_MAX small packets are ever unread: the buffer holds them. Where sending
     * fails all the same, the loop finds the end and fails the cell: here a caller still holds a
     * box of it. */
    if (!cell->dead && packet_send(cell->control.fd, packet, len, fds, count) < 0)
        shutdown(cell->control.fd, SHUT_RDWR);
}

void cell_forget(struct grade_cell *cell, struct grade_box *box)
{
    for (int i = 0; i < CELL_BOXES_MAX; i++)
        if (cell->boxes[i] == box)
            cell->boxes[i] = NULL;
}

static struct grade_box *find_box(struct grade_cell *cell, uint32_t id)
{
    for (int i = 0; i < CELL_BOXES_MAX; i++)
        if (cell->boxes[i] && cell->boxes[i]->id == id)
            return cell->boxes[i];
    return NULL;
}

/* VmData and VmSize of the warm interpreter: what a case starts with. */
static void read_memory(struct grade_cell *cell)
{
    cleanup_free char *path = grade_printf("/proc/%d/status", (int)cell->pid);
    FILE *file = fopen(path, "re");
    char line[256];
    while (file && fgets(line, sizeof(line), file)) {
        unsigned long kib;
        if (sscanf(line, "VmData: %lu", &kib) == 1)
            cell->vm_data = (uint64_t)kib * 1024;
        else if (sscanf(line, "VmSize: %lu", &kib) == 1)
            cell->vm_size = (uint64_t)kib * 1024;
    }
    if (file)
        fclose(file);
}

static void got_ready(struct grade_cell *cell, const struct cell_ready *packet)
{
    cell->hello = *packet;
    cell->hello.version[sizeof(cell->hello.version) - 1] = '\0';
    cell->hello.missing[sizeof(cell->hello.missing) - 1] = '\0';
    cell->hello.text[sizeof(cell->hello.text) - 1] = '\0';
    if (packet->protocol != CELL_PROTOCOL) {
        cell_fail(cell, "the extension is of another version of grade; install again");
        return;
    }
    reap_builder(cell); /* over long since; to wait for its end any earlier took milliseconds */
    cell->ready = true;
    if (packet->failed)
        return;
    read_memory(cell);
    cell_describe(cell);
}

/* A case whose box was given up before it started: nobody would end it. */
static void end_orphan(struct grade_cell *cell, const struct cell_started *packet, const int *fds,
                       int count)
{
    if (packet->step != LOCK_NONE)
        return;
    for (int i = count - 1; i >= 0; i--)
        syscall(SYS_pidfd_send_signal, fds[i], SIGKILL, NULL, 0);
    struct cell_collect collect = {CELL_COLLECT, packet->id};
    cell_send(cell, &collect, sizeof(collect), NULL, 0);
}

/* It ended, or does not get ready: what it was at, as far as we know. */
static void cell_gone(struct grade_cell *cell, const char *what)
{
    cleanup_buf struct grade_buf modules = GRADE_BUF_INIT;
    const struct grade_strings *preload = cell->config.preload;
    for (size_t i = 0; preload && i < preload->count; i++)
        grade_buf_addf(&modules, "%s%s", i ? ", " : "", preload->items[i]);
    const char *given = cell->config.python->given;
    if (cell->ready)
        cell_fail(cell, "%s %s", given, what);
    else if (modules.len)
        cell_fail(cell, "%s %s while it imported what the problem preloads: %s", given, what,
                  modules.data);
    else
        cell_fail(cell, "%s %s before it was ready; is it a Python interpreter?", given, what);
}

static void status_ready(struct grade_watch *watch, uint32_t events);

/* A child that did not get as far as exec has said why before both of its ends were shut: whichever
 * of them is looked at first, that is what counts. */
static bool ended_before_exec(struct grade_cell *cell)
{
    enum grade_level tried = cell->level;
    if (!cell->ready && cell->status.fd >= 0)
        status_ready(&cell->status, EPOLLIN);
    return cell->dead || cell->level != tried;
}

static void control_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_cell *cell = watch->owner;
    (void)events;
    for (;;) {
        union {
            uint32_t op;
            struct cell_ready ready;
            struct cell_started started;
            struct cell_ended ended;
        } packet;
        int fds[PACKET_FDS_MAX], count;
        pid_t sender;
        ssize_t got =
            packet_receive(watch->fd, &packet, sizeof(packet), MSG_DONTWAIT, fds, &count, &sender);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got <= 0) {
            /* One that cannot serve says so and ends: that it ended tells nothing beyond. */
            if (cell->ready && cell->hello.failed)
                unwatch(cell, watch);
            else if (!ended_before_exec(cell))
                cell_gone(cell, "ended");
            return;
        }
        if (packet.op == CELL_READY && got == sizeof(packet.ready)) {
            got_ready(cell, &packet.ready);
        } else if (packet.op == CELL_STARTED && got == sizeof(packet.started)) {
            struct grade_box *box = find_box(cell, packet.started.id);
            if (box) {
                box_started(box, &packet.started, count > 0 ? fds[0] : -1, count > 1 ? fds[1] : -1);
                count = 0;
            } else {
                end_orphan(cell, &packet.started, fds, count);
            }
        } else if (packet.op == CELL_ENDED && got == sizeof(packet.ended)) {
            struct grade_box *box = find_box(cell, packet.ended.id);
            if (box)
                box_collected(box, &packet.ended);
        }
        for (int i = 0; i < count; i++)
            close(fds[i]);
        if (cell->dead)
            return;
    }
}

static int start_process(struct grade_cell *cell, struct grade_err *err);

/* Level full did not work out before exec: baseline, unless the caller wants better. */
static void fall_back(struct grade_cell *cell, const struct child_status *status)
{
    const char *what =
        status->step > CHILD_STARTED && status->step < CHILD_STEPS ? steps[status->step] : "?";
    char why[200];
    snprintf(why, sizeof(why), "%s: %s", what, strerror(status->errnum));
    if (cell->level != GRADE_LEVEL_FULL || cell->config.require == GRADE_LEVEL_FULL) {
        cell_fail(cell, "%s", why);
        return;
    }
    tear_down(cell);
    cell->level = GRADE_LEVEL_BASELINE;
    cell->fallback = grade_strdup(why);
    struct grade_err err;
    if (start_process(cell, &err) < 0)
        cell_fail(cell, "%s", err.msg);
}

static void status_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_cell *cell = watch->owner;
    (void)events;
    for (;;) {
        struct child_status status;
        ssize_t got = read(watch->fd, &status, sizeof(status));
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got == 0) { /* exec has shut it: the interpreter runs */
            unwatch(cell, watch);
            return;
        }
        if (got == sizeof(status) && status.step == CHILD_STARTED) {
            cell->pid = status.errnum;
        } else if (got == sizeof(status)) {
            fall_back(cell, &status);
            return;
        }
    }
}

static void complaints_ready(struct grade_watch *watch, uint32_t events)
{
    struct grade_cell *cell = watch->owner;
    (void)events;
    char chunk[1024];
    ssize_t got = read(watch->fd, chunk, sizeof(chunk));
    if (got > 0 && cell->said.len < SAID_MAX)
        grade_buf_add(&cell->said, chunk, (size_t)got);
    else if (got == 0)
        unwatch(cell, watch);
}

static int start_process(struct grade_cell *cell, struct grade_err *err)
{
    int rc = cell_launch(cell, err);
    if (rc < 0)
        return rc;
    const char *why;
    cgroup_usable(
        &why); /* finding out takes a while: it is asked once more when the cell is ready */
    struct grade_loop *loop = cell->config.loop;
    rc = grade_loop_add(loop, &cell->control, EPOLLIN, err);
    if (!rc)
        rc = grade_loop_add(loop, &cell->status, EPOLLIN, err);
    if (!rc)
        rc = grade_loop_add(loop, &cell->complaints, EPOLLIN, err);
    return rc;
}

/* Why there is no cell, and what to do about it where level full was asked for. */
static int remedy(const struct grade_cell *cell, const char *why, struct grade_err *err)
{
    if (cell->config.require != GRADE_LEVEL_FULL)
        return grade_fail(err, GRADE_FAULT_MACHINE, 0, "%s", why);
    return grade_fail(
        err, GRADE_FAULT_MACHINE, 0,
        "%s\nlevel full needs unprivileged user namespaces (sysctl user.max_user_namespaces, "
        "kernel.apparmor_restrict_unprivileged_userns; in a container: --security-opt "
        "seccomp=unconfined; "
        "`grade doctor` says more); without --require full grade runs at level baseline",
        why);
}

int grade_cell_start(struct grade_cell **out, const struct grade_cell_config *config,
                     struct grade_err *err)
{
    struct grade_cell *cell = grade_alloc(sizeof(*cell));
    cell->config = *config;
    cell->level = GRADE_LEVEL_FULL;
    prctl(PR_SET_DUMPABLE,
          0); /* this process knows the answers: no ptrace, no /proc/PID/mem for its own uid */
    cell->control = (struct grade_watch){-1, control_ready, cell};
    cell->status = (struct grade_watch){-1, status_ready, cell};
    cell->complaints = (struct grade_watch){-1, complaints_ready, cell};
    int rc = start_process(cell, err);
    if (rc < 0 && config->require != GRADE_LEVEL_FULL) {
        cell->level = GRADE_LEVEL_BASELINE;
        cell->fallback = grade_strdup(err->msg);
        rc = start_process(cell, err);
    }
    if (rc < 0) {
        char why[sizeof(err->msg)];
        memcpy(why, err->msg, sizeof(why));
        rc = remedy(cell, why, err);
        grade_cell_free(cell);
        return rc;
    }
    *out = cell;
    return 0;
}

int grade_cell_wait_ready(struct grade_cell *cell, char **out_missing, struct grade_err *err)
{
    uint64_t deadline = grade_now_ns() + READY_MS * 1000000ull;
    while (!cell->ready && !cell->dead) {
        int rc = grade_loop_step(cell->config.loop, 100, err);
        if (rc < 0 && rc != -EINTR)
            return rc;
        if (grade_now_ns() > deadline)
            cell_gone(cell, "got no further for a minute");
    }
    if (cell->dead)
        return remedy(cell, cell->failure.msg, err);
    if (!cell->hello.failed)
        return 0;
    if (cell->hello.missing[0]) {
        *out_missing = grade_strdup(cell->hello.missing);
        return grade_fail(err, GRADE_FAULT_MACHINE, ENOENT, "%s", cell->hello.text);
    }
    return grade_fail(err, GRADE_FAULT_MACHINE, EINVAL, "%s", cell->hello.text);
}

void grade_cell_end(struct grade_cell *cell)
{
    if (cell && cell->pid > 0)
        kill(cell->pid, SIGKILL); /* not reaped before kill_processes: the pid is its own */
}

void grade_cell_free(struct grade_cell *cell)
{
    if (!cell)
        return;
    cell_fail(cell, "given up");
    cell_isolation_done(cell);
    grade_buf_done(&cell->said);
    free(cell->fallback);
    free(cell);
}

bool grade_cell_starting(const struct grade_cell *cell)
{
    return !cell->ready && !cell->dead;
}

bool grade_cell_alive(const struct grade_cell *cell)
{
    return cell->ready && !cell->dead;
}

enum grade_level grade_cell_level(const struct grade_cell *cell)
{
    return cell->level;
}

const char *grade_cell_python_version(const struct grade_cell *cell)
{
    return cell->hello.version;
}

const struct grade_isolation *grade_cell_isolation(const struct grade_cell *cell)
{
    return &cell->isolation;
}
