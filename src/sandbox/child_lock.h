/* Locking a fresh case process down: one function for each kernel facility, in the order of
 * lock_case.
 *
 * Runs in the child of a fork of the warm interpreter: no allocation, no lock of libc's. A function
 * returns 0 or negative errno. Linked into the extension only. */
#ifndef GRADE_SANDBOX_CHILD_LOCK_H
#define GRADE_SANDBOX_CHILD_LOCK_H

#include <stdbool.h>

#include "protocol.h"

struct lock_plan {
    bool full;       /* own mount and ipc namespaces, own tmpfs */
    bool change_ids; /* baseline as root */
    unsigned case_uid, case_gid;
    int cell_pid;                         /* the parent */
    int landlock_fd;                      /* a ruleset made in advance, or -1 */
    int landlock_abi;                     /* of the kernel, 0: none */
    int socket_fd, out_fd, err_fd, in_fd; /* in_fd -1: /dev/null stays */
    uint32_t free_kib;                    /* resident, but not in use */
    const struct cell_go *go;
};

/* Makes the ruleset that every case of this cell enters; the descriptor, or negative errno.
 * *out_abi is the kernel's Landlock ABI. `full`: paths are those of the cell's own root. `read`:
 * NULL-ended list of paths that a case may read at baseline, where the root is the host's.
 * `program`: what cases may execute; they have a network of their own then, on which nothing is
 * ruled. NULL: none. */
int lock_make_ruleset(bool full, const char *const *read, const char *program, int *out_abi);

/* Locks the calling process. Never returns on failure: says so on the case's socket and exits.
 * Afterwards the frame socket is CASE_SOCKET_FD, 0, 1 and 2 are the case's, and nothing else is
 * open. */
void lock_case(const struct lock_plan *plan);

#endif
