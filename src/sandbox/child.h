/* From clone to exec: turns a fresh process into a cell, by walking a plan that the parent built.
 *
 * child.c allocates nothing, calls nothing but system calls and is built without sanitizers; a
 * failure goes up one CLOEXEC pipe as {step, errno}, and the parent makes the sentence. */
#ifndef GRADE_SANDBOX_CHILD_H
#define GRADE_SANDBOX_CHILD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct child_bind {
    const char *source; /* on the host, absolute */
    const char *target; /* in the new root, absolute */
    bool is_file;       /* the mount point must be a file */
    bool device;        /* keep it usable as a device */
    int tree;           /* child.c's: the detached mount */
};

struct child_link {
    const char *target, *path; /* path -> target, in the new root */
};

struct child_file {
    const char *path, *text; /* in the new root */
};

struct child_plan {
    bool namespaces; /* full level */
    bool root; /* the caller is root: build first, drop to uid/gid, then make the user namespace */
    uid_t uid, gid; /* outside ids of the cell: the caller's own, or the reserved ones */
    bool drop_ids; /* baseline as root: become uid/gid, keeping the right to change to the case's */

    bool serves; /* its cases may have a network of their own: the rights to set one up */
    struct child_bind *binds;
    const struct child_link *links;
    const struct child_file *files;
    const char *const *dirs;
    unsigned bind_count, link_count, file_count, dir_count;

    int control_fd; /* becomes CELL_CONTROL_FD */
    int null_fd;    /* becomes 0 and 1 */
    int stderr_fd;  /* becomes 2: what the interpreter says while it starts */
    int status_fd;  /* the CLOEXEC pipe */
    char uid_map[40], gid_map[40];

    const char *exe;
    char *const *argv, *const *envp;
};

enum child_step {
    CHILD_STARTED, /* errnum carries the pid of the cell where the builder made it */
    CHILD_CLONE,
    CHILD_PRIVATE,
    CHILD_OPEN_TREE,
    CHILD_READ_ONLY,
    CHILD_ROOT_FS,
    CHILD_POPULATE,
    CHILD_ATTACH,
    CHILD_PIVOT,
    CHILD_IDS,
    CHILD_MAPS,
    CHILD_HOSTNAME,
    CHILD_CAPS,
    CHILD_FDS,
    CHILD_LIMITS,
    CHILD_NO_NEW_PRIVS,
    CHILD_EXEC,
    CHILD_STEPS
};

struct child_status {
    int32_t step, errnum, item; /* item: index of the bind, link or file; -1 */
};

/* Clones and runs the plan in the child. Returns the pid of the new process in the parent (for root
 * at full level: of the builder, which reports the cell's pid as CHILD_STARTED), or negative errno.
 */
pid_t child_start(const struct child_plan *plan);

#endif
