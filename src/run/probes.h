/* The probes of one case: what they give, and the evidence of how they were used.
 *
 * The stub in the case process (harness/probes.py) asks for every value and tells of every use;
 * what it says is hostile. Everything is counted here, and no more than PROBE_RECORDS_MAX uses and
 * PROBE_BYTES_MAX bytes are kept. Specifications are borrowed from the problem while the case
 * lives. */
#ifndef GRADE_RUN_PROBES_H
#define GRADE_RUN_PROBES_H

#include "grade/bank.h"
#include "grade/buf.h"
#include "grade/value.h"

#include "clock.h"

enum {
    PROBE_RECORDS_MAX = 100000,
    PROBE_BYTES_MAX = 8 * 1024 * 1024, /* of arguments, in wire form */
    PROBE_NODES_MAX = 1000000,  /* values in them: decoded they are a hundred times as large */
    PROBE_HELD_MAX = 64 * 1024, /* bytes of what a cell holds, likewise */
    PROBE_READERS_MAX = 1000,   /* of one cell, told apart */
};

/* What became of one frame. */
enum probe_outcome {
    PROBE_ANSWER, /* there is an answer to send */
    PROBE_SILENT, /* nothing is to be said */
    PROBE_FAULT,  /* a use that the case does not allow: it has failed */
    PROBE_LIE,    /* no stub would say this */
    PROBE_FLOOD,  /* more than is recorded */
};

enum probe_event { /* what a record tells, with the word for it in `events` */
                   PROBE_CALL,
                   PROBE_DONE,
                   PROBE_CANCELLED,
                   PROBE_PULL,
                   PROBE_CLOSE,
                   PROBE_ENTER,
                   PROBE_EXIT,
                   PROBE_ITERATE, /* not among the events */
};

struct probe_record {
    enum probe_event event;
    size_t probe;
    size_t at, len; /* in `data`; len 0: nothing */
};

struct probe_reader { /* who read a cell, and how many writes it had had then */
    long long who, version;
};

struct probe {
    const struct grade_given *spec;
    size_t calls, open, peak, finished, cancelled;
    size_t next; /* in the list of behaviours */
    size_t pulled, asked, closed, iterated;
    size_t entered, exited;
    size_t equalled, hashed, ordered;
    struct grade_value *held; /* a cell's value */
    long long version,
        lost; /* writes, and how many of them overwrote one that their writer had not seen */
    struct probe_reader *readers;
    size_t reader_count;
};

struct probe_iteration { /* one way through an iterator or iterable */
    size_t probe, next;
    bool closed;
};

struct probe_pending { /* a value whose time has not come */
    size_t probe;
    enum probe_event event; /* what happens then: DONE, PULL, ENTER or EXIT */
    const struct grade_behaviour *act;
    long long count; /* the item of an iterator that counts */
    int64_t due_ns;
    bool over;
};

struct probes {
    struct probe *items;
    size_t count;
    struct probe_record *records;
    size_t record_count, record_room;
    struct grade_buf data;
    size_t nodes; /* in `data` */
    struct probe_iteration *iterations;
    size_t iteration_count;
    struct probe_pending *pending;
    size_t pending_count;
};

/* One frame that is being served. */
struct probe_request {
    struct probes *all;
    struct probe *probe;
    const struct grade_value *body;
    struct virtual_clock *clock;
    bool real_clock;
    struct grade_value *answer; /* the caller's: body of the answer */
    char *fault, *aspect;       /* likewise: what is the matter, of what evidence */
};

/* probes.c */
void probes_done(struct probes *probes);
/* Probes for what is given; one of a name that is there already takes its place, with fresh
 * evidence. */
void probes_add(struct probes *probes, const struct grade_givens *givens);
/* What the case process is told of it: see `given` in grade/frames.h. The caller's. */
struct grade_value *probes_frame(const struct grade_givens *givens);
/* Serves the body of a `probe` frame. Free answer, fault and aspect, whatever the outcome. */
enum probe_outcome probes_serve(struct probe_request *request);
struct probe *probes_find(const struct probes *probes, const char *name);
bool probes_record(struct probes *probes, const struct probe *probe, enum probe_event event,
                   const struct grade_value *data); /* false: too much */

/* probe_call.c: behaviours, and the calls of functions */
enum probe_outcome probe_call(struct probe_request *request);
enum probe_outcome probe_fetch(struct probe_request *request);
enum probe_outcome probe_cancelled(struct probe_request *request);
/* Follows a behaviour: at once, or once its delay is over. */
enum probe_outcome probe_follow(struct probe_request *request, enum probe_event event,
                                const struct grade_behaviour *act, long long count);
enum probe_outcome probe_say(struct probe_request *request, const char *what);

/* probe_pull.c, probe_context.c, probe_cell.c: the other kinds */
enum probe_outcome probe_iterate(struct probe_request *request);
enum probe_outcome probe_pull(struct probe_request *request);
enum probe_outcome probe_close(struct probe_request *request);
enum probe_outcome probe_enter(struct probe_request *request);
enum probe_outcome probe_exit(struct probe_request *request);
enum probe_outcome probe_read(struct probe_request *request);
enum probe_outcome probe_write(struct probe_request *request);
enum probe_outcome probe_equal(struct probe_request *request);
enum probe_outcome probe_less(struct probe_request *request);
enum probe_outcome probe_hash(struct probe_request *request);

/* probe_evidence.c: the evidence of that name ("fetch.calls", "events"), the caller's; NULL: there
 * is none. */
struct grade_value *probes_evidence(const struct probes *probes, const char *name);

#endif
