/* The system calls that a case may make, as a table, and the BPF program made of it by libseccomp.
 *
 * Used at build time by policy_gen.c, which exports the program as bytes (building it takes 1.2 ms,
 * too long for every start), by the supervisor to name refused calls, and by tests. */
#ifndef GRADE_SANDBOX_POLICY_H
#define GRADE_SANDBOX_POLICY_H

#include <seccomp.h>
#include <stddef.h>

#include "protocol.h"

enum policy_do {
    POLICY_ALLOW,
    POLICY_ENOSYS, /* answered by the filter: the caller falls back to something that we see */
};

/* What else holds, which decides what a call can do: Landlock rules on opening, but not on changing
 * modes, times and attributes, nor, before its ABI 3, on truncating. */
enum policy_ground {
    POLICY_FULL = 1,     /* the root is the case's own, and read-only but for its tmpfs */
    POLICY_BASELINE = 2, /* the root is the host's, under Landlock */
    POLICY_OLD = 4,      /* likewise, with a Landlock that does not know truncation */
    POLICY_SERVER = 8,   /* as full, in a network of its own: runs the program of its kind */
};

struct policy_arg {
    int number; /* of the argument, from 0; -1: no condition */
    unsigned long long mask, value;
};

struct policy_row {
    const char *name; /* one row for each call and argument value: an unconditional row would
                         swallow others */
    enum policy_do action;
    struct policy_arg args[2];
    unsigned ground; /* where the row holds: bits of policy_ground */
    const char *why;
};

extern const struct policy_row policy_rows[];
extern const size_t policy_row_count;

/* Makes the filter; what no row allows is answered by `otherwise` (SCMP_ACT_NOTIFY or
 * SCMP_ACT_ERRNO(EPERM)). NULL on failure, with negative errno in *rc. The caller releases it. */
scmp_filter_ctx policy_build(enum policy_ground ground, uint32_t otherwise, int *rc);

#endif
