/* What supervisor and cell say to each other on the cell's control socket (SOCK_SEQPACKET, one
 * struct a packet, descriptors by SCM_RIGHTS), and the numbers that both sides fix. The cell is
 * project code. Shared by the supervisor, by child.c and by the extension. */
#ifndef GRADE_SANDBOX_PROTOCOL_H
#define GRADE_SANDBOX_PROTOCOL_H

#include <stdint.h>

enum {
    CELL_CONTROL_FD = 3, /* in the cell */
    CASE_SOCKET_FD = 3,  /* in a case process */
    CELL_BOXES_MAX = 16, /* cases of one cell in flight */
    CELL_PROTOCOL = 3,   /* raised when a struct changes: extension and program must agree */
    CELL_ARENAS = 2,     /* of malloc, in a cell and its cases */
    INSIDE_ID = 1000,    /* uid and gid inside a full cell */
};

#define CELL_ROOT_HOME "/home/learner" /* a case's own tmpfs is mounted here */
#define CELL_SHARED                                                                                \
    "/home/shm" /* where /dev/shm leads to; below the folder that Landlock knows                   \
                 */
#define CELL_HARNESS   "/grade/harness"
#define CELL_EXTENSION "/grade/_grade.so"
#define CELL_SHARE     "/grade/share" /* what belongs to the program of a server */

enum {
    /* The descriptor through which the listener leaves the case: above any that the case can get.
     */
    POLICY_SETUP_FD = 1000,
    /* Stands for the pid of the case; the loader puts the real one in its place. */
    POLICY_PID_MARK = 0x2fedcba9,
};

enum cell_op {
    CELL_READY,   /* cell -> supervisor: cell_ready */
    CELL_GO,      /* supervisor -> cell: cell_go, with the case's socket, stdout, stderr and perhaps
                     stdin */
    CELL_STARTED, /* cell -> supervisor: cell_started, with a pidfd of the case and, in a full cell,
                     of its reaper */
    CELL_COLLECT, /* supervisor -> cell: cell_collect: everything was killed, reap it */
    CELL_ENDED,   /* cell -> supervisor: cell_ended */
};

struct cell_ready {
    uint32_t op, protocol;
    uint32_t failed;   /* nothing can be run: text says why, missing names the module */
    uint32_t landlock; /* ABI in use, 0: none */
    char version[32];  /* of Python */
    char missing[128];
    char text[512];
};

/* Steps of locking a case down, for messages about failures; the sentences are in box.c. */
enum lock_step {
    LOCK_NONE,
    LOCK_REAPER,
    LOCK_SETNS,
    LOCK_FORK,
    LOCK_SESSION,
    LOCK_NAMESPACE,
    LOCK_NETWORK,
    LOCK_TMPFS,
    LOCK_CHDIR,
    LOCK_FDS,
    LOCK_IDS,
    LOCK_LIMITS,
    LOCK_LANDLOCK,
    LOCK_CAPS,
    LOCK_SECCOMP,
    LOCK_LISTENER,
    LOCK_PIDFD,
};

struct cell_go {
    uint32_t op, id;
    uint32_t has_input;
    uint32_t shared_folder; /* /dev/shm is wanted, as a tmpfs of its own */
    uint32_t server;        /* see grade_box_spec */
    uint64_t data_bytes;    /* RLIMIT_DATA */
    uint64_t space_bytes;   /* RLIMIT_AS */
    uint64_t file_bytes;    /* RLIMIT_FSIZE */
    uint64_t open_files;    /* RLIMIT_NOFILE */
    uint64_t cpu_seconds;   /* RLIMIT_CPU */
    char tmpfs[96];         /* mount options: "size=...,nr_inodes=...,mode=0700" */
};

struct cell_started {
    uint32_t op, id;
    uint32_t step, errnum; /* step LOCK_NONE: it runs */
};

struct cell_collect {
    uint32_t op, id;
};

struct cell_ended {
    uint32_t op, id;
    int32_t status; /* as wait4 gives it, of the case process */
    uint32_t pad;
    uint64_t cpu_us;   /* user + system of the case and of all that it and its reaper waited for */
    uint64_t peak_kib; /* ru_maxrss of the case */
};

/* The first packet from a case, sent on POLICY_SETUP_FD, with the listener as SCM_RIGHTS (none
 * where another listener is in the way). `step` other than LOCK_NONE: locking failed, the process
 * is gone. */
struct case_hello {
    uint32_t magic, step, errnum;
    uint32_t rss_kib; /* resident when locked down: inherited pages */
};
enum { CASE_HELLO_MAGIC = 0x67726164 };

#endif
