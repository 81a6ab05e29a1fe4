/* Cells and boxes: where a learner's code runs.
 *
 * A cell is a warm Python interpreter in namespaces of its own; a box is one case process forked
 * from it, locked down, with one frame socket to the supervisor. Everything here runs in the
 * supervisor, never blocks on a cell or box, and knows nothing of problems. DESIGN.md section 2
 * names the processes. */
#ifndef GRADE_SANDBOX_H
#define GRADE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grade/buf.h"
#include "grade/err.h"
#include "grade/isolation.h"
#include "grade/limits.h"
#include "grade/loop.h"
#include "grade/strings.h"

enum grade_level { GRADE_LEVEL_NONE, GRADE_LEVEL_BASELINE, GRADE_LEVEL_FULL };
const char *grade_level_name(enum grade_level level);

/* Interpreter ------------------------------------------------------------------------------ */

/* Where a Python interpreter keeps its parts, found without running it. */
struct grade_python {
    char *given;               /* as the user wrote it */
    char *path;                /* the real file */
    char *environment;         /* the virtual environment that `given` stands in, or NULL */
    char *prefix;              /* "/usr" */
    char *version;             /* "3.11", from the folder of its library */
    char *library;             /* "/usr/lib/python3.11" */
    struct grade_strings site; /* folders for sys.path: dist-packages, site-packages */
};
/* NULL given: /usr/bin/python3. Faults are USAGE for a path that is no interpreter, and say what to
 * do. */
int grade_python_find(struct grade_python *out, const char *given, struct grade_err *err);
void grade_python_done(struct grade_python *python);

/* Whether a module is in the interpreter's folders; looked for without running it, by its first
 * part. */
bool grade_python_has(const struct grade_python *python, const char *module);
/* The command that installs a module: Debian's package for the system's interpreter, pip for any
 * other and for virtual environments. Caller frees. */
char *grade_python_remedy(const struct grade_python *python, const char *module);

/* Cell ------------------------------------------------------------------------------------- */

struct grade_cell_config {
    struct grade_loop *loop; /* borrowed while the cell lives, as is everything here */
    const struct grade_python *python;
    const char *harness;                 /* folder of the harness */
    const char *extension;               /* path of _grade.so */
    const struct grade_strings *preload; /* modules to import before the first case, or NULL */
    uint64_t seed;                       /* PYTHONHASHSEED is its low 32 bits */
    enum grade_level require;            /* the least that is accepted */
    unsigned slot;                       /* job slot: as root, decides the uid */
    const char *program; /* that boxes with `server` may execute, or NULL; at level full only */
};

struct grade_cell;

/* Starts a cell and returns at once; the cell gets ready while the caller works. Falls back from
 * full to baseline where namespaces are refused (unless required); a fault is GRADE_FAULT_MACHINE
 * with the remedy. */
int grade_cell_start(struct grade_cell **out, const struct grade_cell_config *config,
                     struct grade_err *err);
/* Steps the loop until the cell is ready. A module that cannot be imported: -ENOENT, with its name
 * in *out_missing (caller frees) and why in err; no reason there: no such module was found. */
int grade_cell_wait_ready(struct grade_cell *cell, char **out_missing, struct grade_err *err);
/* Kills it and what runs in it, and does not wait until they are gone; NULL is fine. Only
 * grade_cell_free may follow, which does. */
void grade_cell_end(struct grade_cell *cell);
void grade_cell_free(
    struct grade_cell *cell); /* kills it and what runs in it, and waits; NULL is fine */
bool grade_cell_starting(
    const struct grade_cell *cell);                   /* not ready yet, and nothing wrong with it */
bool grade_cell_alive(const struct grade_cell *cell); /* ready, and so it stays */
enum grade_level grade_cell_level(const struct grade_cell *cell);
const char *grade_cell_python_version(const struct grade_cell *cell); /* "3.11.2"; borrowed */
/* What is in force, with the mechanism behind every layer and limit; borrowed from the cell. */
const struct grade_isolation *grade_cell_isolation(const struct grade_cell *cell);

/* Box -------------------------------------------------------------------------------------- */

struct grade_box;

enum { GRADE_CELL_BOXES = 16 }; /* at the same time in one cell */

struct grade_box_spec {
    const struct grade_limits *limits; /* copied */
    const char *input;                 /* standard input, or NULL for none; copied */
    size_t input_len;
    bool threads;   /* threads are allowed, within limits */
    bool processes; /* likewise processes: needs a control group, see grade_processes_allowed */
    bool tells;     /* it tells where it stands when it is sent SIGURG: see grade_box_told */
    /* Runs the cell's program: one process more, a network of its own with nothing but a loopback,
     * where any port may be listened on. Not at level baseline. */
    bool server;
};

/* Why a box ended, from outside. */
struct grade_box_end {
    enum grade_verdict verdict; /* PASS: it ended, or was ended by the caller, within all limits;
                                 * the others are the limits, VIOLATION, CRASHED, INTERNAL */
    bool asked;                 /* the caller had asked for the end */
    bool exited;                /* it ended by itself with `status`; else by signal `status` */
    int status;
    double cpu_ms, wall_ms;
    long peak_kib; /* -1: unknown */
    const char *peak_source;
    char violation[256]; /* "socket(AF_INET, SOCK_STREAM, 0)", or empty */
    char detail[256];    /* the limit that was broken, or grade's own failure in words; or empty */
};

struct grade_box_handler {
    /* A whole frame came. May send and ask for the end; must not free the box. */
    void (*frame)(void *owner, const char *data, size_t len);
    /* The case closed its socket: no frame will come any more. May ask for the end. NULL: not
     * wanted. */
    void (*closed)(void *owner);
    /* The box is over and gone from the machine; output is complete. The owner may free it now. */
    void (*ended)(void *owner, const struct grade_box_end *end);
};

/* Whether cases may start processes on this machine; if not, why, in a static text. */
bool grade_processes_allowed(const char **out_why);

int grade_box_start(struct grade_box **out, struct grade_cell *cell,
                    const struct grade_box_spec *spec, const struct grade_box_handler *handler,
                    void *owner, struct grade_err *err);
/* Queues a frame (an encoded value, grade/frames.h) for the case process. Its limits count from the
 * first on: a box may be started ahead of the time when it is needed. */
void grade_box_send(struct grade_box *box, const char *data, size_t len);
/* Bytes that are queued because the case process does not read. */
size_t grade_box_unsent(const struct grade_box *box);
/* A case that `tells` is asked where it stands when its threads have slept for a while, and now and
 * then on the way to a limit of time. */
enum grade_ask { GRADE_ASK_NONE, GRADE_ASK_IDLE, GRADE_ASK_TIME };
enum grade_ask grade_box_asked(const struct grade_box *box); /* what for; NONE: it was not */
unsigned grade_box_asks(const struct grade_box *box); /* how often on the way to a limit of time */
void grade_box_told(struct grade_box *box);           /* its answer has come */
/* Asks again as soon as it has slept for a short while once more. */
void grade_box_look_soon(struct grade_box *box);
/* Nothing more is wanted: everything in the box is killed; `ended` follows. */
void grade_box_stop(struct grade_box *box);
/* What was written so far to stdout (0) or stderr (1), all that came before the frame being
 * handled. Borrowed; total counts what was dropped too. */
const struct grade_buf *grade_box_output(struct grade_box *box, int stream, uint64_t *out_total);
void grade_box_free(struct grade_box *box); /* only after `ended`, or it is abandoned and killed */

#endif
