/* What the files of the sandbox share. */
#ifndef GRADE_SANDBOX_INTERNAL_H
#define GRADE_SANDBOX_INTERNAL_H

#include "grade/sandbox.h"

#include <sys/resource.h>
#include <sys/types.h>

#include "alive.h"
#include "cgroup.h"
#include "protocol.h"

struct grade_cell {
    struct grade_cell_config config;
    enum grade_level level;
    char *fallback; /* why it is not full, or NULL */

    pid_t pid, builder;         /* of the interpreter; of the process that built its root, or 0 */
    uid_t uid;                  /* outside */
    struct grade_watch control; /* the control socket */
    struct grade_watch status;  /* child.c's pipe, until exec */
    struct grade_watch complaints; /* the interpreter's stderr */
    struct grade_buf said;         /* from it, bounded */

    bool ready, dead;
    struct cell_ready hello;
    struct grade_err failure;  /* why it is dead */
    uint64_t vm_data, vm_size; /* of the warm interpreter, in bytes */

    struct grade_box *boxes[CELL_BOXES_MAX];
    uint32_t last_id;
    bool no_listener; /* a foreign listener is in the way: refused calls have no names */

    struct grade_isolation isolation;
};

/* A clone that found no room: its caller waits for the answer. */
struct held {
    uint64_t id; /* of the notification */
    pid_t caller;
    bool thread;
    unsigned looks;   /* that found no room */
    uint64_t look_ns; /* when to look again */
};

enum { HELD_MAX = 16 };

struct grade_box {
    struct grade_cell *cell; /* NULL once the cell is gone */
    uint32_t id;
    struct grade_limits limits;
    bool threads, processes, tells, server;
    struct grade_box_handler handler;
    void *owner;

    struct grade_watch sock, out[2], listener, pidfd, timer;
    int reaper_fd;
    pid_t pid;      /* on the host */
    bool asked_any; /* a frame was sent: from then on its limits count */
    bool greeted, started, process_gone, stopping, asked, collecting, over, closed, overdue;
    bool unwatched; /* killed: what its descriptors still bring is taken at the end */
    bool waits;     /* to send: the socket is watched for room as well */

    struct grade_buf frame;   /* being received */
    struct grade_buf pending; /* packets to send: u32 length, bytes */
    struct grade_buf text[2];
    uint64_t total[2];

    uint64_t rss_kib; /* when it was locked down */
    uint64_t start_ns, ended_ns;
    enum grade_ask ask;       /* what it has been asked for, and has not answered */
    uint64_t look_ns, ask_ns; /* when to look next whether it sleeps; until when it may answer */
    uint64_t idle_ns;         /* between two looks */
    int64_t idle_cpu_ns;      /* what it had used at the last */
    unsigned cpu_looks, wall_looks; /* how often it was asked on the way to a limit of time */
    unsigned asks;
    struct cgroup *group;               /* of a case that may start processes, else NULL */
    unsigned notified, threads_started; /* the latter: in all, whether they have ended or not */
    struct cloning cloning;
    struct held held[HELD_MAX];
    unsigned held_count;
    bool program_started;       /* the one process of a box with `server` */
    enum grade_verdict verdict; /* the worst so far; PASS: none */
    struct grade_box_end end;
};

/* launch.c: starts the process of a cell at its level. */
int cell_launch(struct grade_cell *cell, struct grade_err *err);
/* isolation.c: fills cell->isolation once the cell is ready. */
void cell_describe(struct grade_cell *cell);
void cell_isolation_done(struct grade_cell *cell);
/* cell.c: the cell is beyond use; every box of it ends as internal. */
void cell_fail(struct grade_cell *cell, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void cell_send(struct grade_cell *cell, const void *packet, size_t len, const int *fds, int count);
void cell_forget(struct grade_cell *cell, struct grade_box *box);

/* box.c, called by cell.c */
void box_started(struct grade_box *box, const struct cell_started *packet, int pidfd,
                 int reaper_fd);
void box_collected(struct grade_box *box, const struct cell_ended *packet);
void box_lost(struct grade_box *box, const char *why);

/* box.c, called by notify.c: the case ends with this verdict unless a worse one is known. */
void box_break(struct grade_box *box, enum grade_verdict verdict, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void box_note(struct grade_box *box, enum grade_verdict verdict); /* the same without ending it */

/* notify.c: takes the listener and answers what it brings. */
int notify_attach(struct grade_box *box, int listener, struct grade_err *err);
/* Looks again at the clones that are held, as far as it is time; in how many ns the next is due. */
uint64_t notify_held(struct grade_box *box, uint64_t now);

#endif
