/* From clone to exec: see child.h. No allocation, no stdio, no sanitizer; tests check the symbols.
 */
#include "child.h"

#include "protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* glibc's <sys/mount.h> and <linux/mount.h> clash; these three are all that is wanted of the
 * former. */
extern int umount2(const char *target, int flags);
#define DETACH 2 /* MNT_DETACH */

enum {
    CELL_NAMESPACES = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC |
                      CLONE_NEWUTS | CLONE_NEWCGROUP,
    CAPABILITIES = 64,
};

static void say(const struct child_plan *plan, int step, int errnum, int item)
{
    struct child_status status = {step, errnum, item};
    ssize_t ignored = write(plan->status_fd, &status, sizeof(status));
    (void)ignored;
}

static void fail(const struct child_plan *plan, int step, int item)
{
    say(plan, step, errno, item);
    _exit(126);
}

static void check(const struct child_plan *plan, long rc, int step, int item)
{
    if (rc < 0)
        fail(plan, step, item);
}

static long clone_process(unsigned long flags)
{
    return syscall(SYS_clone, flags | SIGCHLD, NULL, NULL, NULL, NULL);
}

/* A private, recursive, read-only copy of a host path, attached nowhere yet. Recursive: in a mount
 * namespace inherited by a user namespace, submounts cannot be left out. */
static int take_tree(const struct child_plan *plan, int item)
{
    const struct child_bind *bind = &plan->binds[item];
    long tree = syscall(SYS_open_tree, AT_FDCWD, bind->source,
                        OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);
    check(plan, tree, CHILD_OPEN_TREE, item);
    struct mount_attr attr = {.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID |
                                          (bind->device ? 0 : MOUNT_ATTR_NODEV)};
    long rc = syscall(SYS_mount_setattr, (int)tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr,
                      sizeof(attr));
    check(plan, rc, CHILD_READ_ONLY, item);
    return (int)tree;
}

static int make_root_fs(const struct child_plan *plan)
{
    int fs = (int)syscall(SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC);
    check(plan, fs, CHILD_ROOT_FS, -1);
    check(plan, syscall(SYS_fsconfig, fs, FSCONFIG_SET_STRING, "size", "256k", 0), CHILD_ROOT_FS,
          -1);
    check(plan, syscall(SYS_fsconfig, fs, FSCONFIG_SET_STRING, "mode", "0755", 0), CHILD_ROOT_FS,
          -1);
    check(plan, syscall(SYS_fsconfig, fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0), CHILD_ROOT_FS, -1);
    int root = (int)syscall(SYS_fsmount, fs, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
    check(plan, root, CHILD_ROOT_FS, -1);
    close(fs);
    /* Any folder will do to hang it on: the tree below it is gone from sight in a moment. */
    check(plan, syscall(SYS_move_mount, root, "", AT_FDCWD, "/usr", MOVE_MOUNT_F_EMPTY_PATH),
          CHILD_ROOT_FS, -1);
    check(plan, fchdir(root), CHILD_ROOT_FS, -1);
    return root;
}

/* Makes the folders above the last part of an absolute path, below the current folder. */
static void make_parents(const struct child_plan *plan, const char *path, int item)
{
    char partial[4096];
    size_t len = strlen(path);
    if (len >= sizeof(partial)) {
        errno = ENAMETOOLONG;
        fail(plan, CHILD_POPULATE, item);
    }
    for (size_t i = 1; i < len; i++) {
        partial[i - 1] = path[i];
        if (path[i + 1] == '/') {
            partial[i] = '\0';
            if (mkdir(partial, 0755) < 0 && errno != EEXIST)
                fail(plan, CHILD_POPULATE, item);
        }
    }
}

static void make_mount_point(const struct child_plan *plan, const struct child_bind *bind, int item)
{
    make_parents(plan, bind->target, item);
    const char *path = bind->target + 1;
    if (!bind->is_file) {
        if (mkdir(path, 0755) < 0 && errno != EEXIST)
            fail(plan, CHILD_POPULATE, item);
        return;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0444);
    check(plan, fd, CHILD_POPULATE, item);
    close(fd);
}

static void write_file(const struct child_plan *plan, const struct child_file *file, int item)
{
    make_parents(plan, file->path, item);
    int fd = open(file->path + 1, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0444);
    check(plan, fd, CHILD_POPULATE, item);
    size_t len = strlen(file->text);
    if (write(fd, file->text, len) != (ssize_t)len)
        fail(plan, CHILD_POPULATE, item);
    close(fd);
}

static void enter_root(const struct child_plan *plan)
{
    check(plan,
          syscall(SYS_mount_setattr, AT_FDCWD, "/", AT_RECURSIVE,
                  &(struct mount_attr){.propagation = 1 << 18 /* MS_PRIVATE */},
                  sizeof(struct mount_attr)),
          CHILD_PRIVATE, -1);
    for (unsigned i = 0; i < plan->bind_count; i++)
        plan->binds[i].tree = take_tree(plan, (int)i);
    int root = make_root_fs(plan);
    umask(0);
    for (unsigned i = 0; i < plan->dir_count; i++) {
        make_parents(plan, plan->dirs[i], (int)i);
        if (mkdir(plan->dirs[i] + 1, 0755) < 0 && errno != EEXIST)
            fail(plan, CHILD_POPULATE, (int)i);
    }
    for (unsigned i = 0; i < plan->bind_count; i++) {
        const struct child_bind *bind = &plan->binds[i];
        make_mount_point(plan, bind, (int)i);
        check(plan,
              syscall(SYS_move_mount, bind->tree, "", AT_FDCWD, bind->target + 1,
                      MOVE_MOUNT_F_EMPTY_PATH),
              CHILD_ATTACH, (int)i);
        close(bind->tree);
    }
    for (unsigned i = 0; i < plan->link_count; i++) {
        make_parents(plan, plan->links[i].path, (int)i);
        if (symlink(plan->links[i].target, plan->links[i].path + 1) < 0 && errno != EEXIST)
            fail(plan, CHILD_POPULATE, (int)i);
    }
    for (unsigned i = 0; i < plan->file_count; i++)
        write_file(plan, &plan->files[i], (int)i);
    check(plan,
          syscall(SYS_mount_setattr, root, "", AT_EMPTY_PATH,
                  &(struct mount_attr){.attr_set = MOUNT_ATTR_RDONLY}, sizeof(struct mount_attr)),
          CHILD_READ_ONLY, -1);
    check(plan, syscall(SYS_pivot_root, ".", "."), CHILD_PIVOT, -1);
    check(plan, umount2(".", DETACH), CHILD_PIVOT,
          -1); /* "." is the old root, stacked on the new */
    check(plan, chdir("/"), CHILD_PIVOT, -1);
    close(root);
}

static void become(const struct child_plan *plan, uid_t uid, gid_t gid)
{
    check(plan, syscall(SYS_setgroups, 0, NULL), CHILD_IDS, -1);
    check(plan, syscall(SYS_setresgid, gid, gid, gid), CHILD_IDS, -1);
    check(plan, syscall(SYS_setresuid, uid, uid, uid), CHILD_IDS, -1);
}

static void write_map(const struct child_plan *plan, int proc, const char *name, const char *text)
{
    int fd = openat(proc, name, O_WRONLY | O_CLOEXEC);
    check(plan, fd, CHILD_MAPS, -1);
    check(plan, write(fd, text, strlen(text)), CHILD_MAPS, -1);
    close(fd);
}

static void map_ids(const struct child_plan *plan, int proc)
{
    write_map(plan, proc, "self/setgroups", "deny");
    write_map(plan, proc, "self/uid_map", plan->uid_map);
    write_map(plan, proc, "self/gid_map", plan->gid_map);
    close(proc);
    prctl(PR_SET_DUMPABLE, 0);
}

static void set_caps(const struct child_plan *plan, uint64_t now, uint64_t inheritable)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {
        {(uint32_t)now, (uint32_t)now, (uint32_t)inheritable},
        {(uint32_t)(now >> 32), (uint32_t)(now >> 32), (uint32_t)(inheritable >> 32)},
    };
    check(plan, syscall(SYS_capset, &header, data), CHILD_CAPS, -1);
}

/* Exactly these capabilities survive exec, as ambient ones; the bounding set is emptied. In this
 * order: only what is in the bounding set can become inheritable, and emptying it takes
 * CAP_SETPCAP. */
static void keep_capabilities(const struct child_plan *plan, uint64_t keep)
{
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (keep) {
        set_caps(plan, keep | 1ULL << CAP_SETPCAP, keep);
        for (int cap = 0; cap < CAPABILITIES; cap++)
            if (keep >> cap & 1)
                check(plan, prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0), CHILD_CAPS,
                      cap);
    }
    for (int cap = 0; cap < CAPABILITIES; cap++)
        if (prctl(PR_CAPBSET_DROP, cap) < 0)
            break; /* EINVAL: past the last one; EPERM: no capability to drop any, so none to gain
                    */
    set_caps(plan, keep, keep);
}

static void place_fds(const struct child_plan *plan)
{
    /* All given descriptors lie above 9: the parent saw to it. status_fd is CLOEXEC. */
    check(plan, dup2(plan->null_fd, 0), CHILD_FDS, -1);
    check(plan, dup2(plan->null_fd, 1), CHILD_FDS, -1);
    check(plan, dup2(plan->stderr_fd, 2), CHILD_FDS, -1);
    check(plan, dup2(plan->control_fd, CELL_CONTROL_FD), CHILD_FDS, -1);
    check(plan, syscall(SYS_close_range, CELL_CONTROL_FD + 1, plan->status_fd - 1, 0), CHILD_FDS,
          -1);
    check(plan, syscall(SYS_close_range, plan->status_fd + 1, ~0U, 0), CHILD_FDS, -1);
}

static void set_limits(const struct child_plan *plan)
{
    struct rlimit none = {0, 0}, files;
    check(plan, setrlimit(RLIMIT_CORE, &none), CHILD_LIMITS, -1);
    check(plan, getrlimit(RLIMIT_NOFILE, &files), CHILD_LIMITS, -1);
    files.rlim_cur = files.rlim_max < 4096 ? files.rlim_max : 4096;
    check(plan, setrlimit(RLIMIT_NOFILE, &files), CHILD_LIMITS, -1);
    struct rlimit stack = {8 << 20, RLIM_INFINITY};
    if (setrlimit(RLIMIT_STACK, &stack) < 0) {
        stack.rlim_max = 8 << 20;
        setrlimit(RLIMIT_STACK, &stack); /* a smaller hard limit of the caller's stays */
    }
}

static void reset_signals(void)
{
    struct sigaction plain;
    memset(&plain, 0, sizeof(plain));
    plain.sa_handler = SIG_DFL;
    for (int sig = 1; sig < 65; sig++)
        sigaction(sig, &plain, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The last part, in the process that becomes the interpreter. */
static void become_cell(const struct child_plan *plan, uint64_t keep)
{
    setsid();
    place_fds(plan);
    set_limits(plan);
    reset_signals();
    keep_capabilities(plan, keep);
    /* After the last change of ids, which clears it. The supervisor may be gone by now: the control
     * socket's end of file covers that. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    check(plan, prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), CHILD_NO_NEW_PRIVS, -1);
    execve(plan->exe, plan->argv, plan->envp);
    fail(plan, CHILD_EXEC, -1);
}

static void in_namespaces(const struct child_plan *plan)
{
    check(plan, syscall(SYS_sethostname, "grade", 5), CHILD_HOSTNAME, -1);
    uint64_t network = 1ULL << CAP_NET_ADMIN | 1ULL << CAP_NET_BIND_SERVICE;
    become_cell(plan, 1ULL << CAP_SYS_ADMIN | (plan->serves ? network : 0));
}

/* As root the root file system is built with root's rights, before the ids are dropped (afterwards
 * binds below closed folders could not be made), and the user namespace comes last. */
static void build_as_root(const struct child_plan *plan)
{
    int proc = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
    check(plan, proc, CHILD_MAPS, -1);
    enter_root(plan);
    become(plan, plan->uid, plan->gid);
    prctl(PR_SET_DUMPABLE,
          1); /* cleared by the change of ids; else /proc/self/uid_map belongs to root */
    long pid = clone_process(CELL_NAMESPACES | CLONE_PARENT);
    check(plan, pid, CHILD_CLONE, -1);
    if (pid > 0) {
        say(plan, CHILD_STARTED, (int)pid, -1);
        _exit(0);
    }
    map_ids(plan, proc);
    in_namespaces(plan);
}

/* As a user the namespace comes first, for the rights in it; its maps before the first file is
 * made, whose owner must be somebody in it. */
static void build_as_user(const struct child_plan *plan)
{
    int proc = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
    check(plan, proc, CHILD_MAPS, -1);
    prctl(PR_SET_DUMPABLE, 1); /* the supervisor's was off */
    map_ids(plan, proc);
    enter_root(plan);
    in_namespaces(plan);
}

static void run(const struct child_plan *plan)
{
    if (!plan->namespaces) {
        if (plan->drop_ids) {
            prctl(PR_SET_KEEPCAPS, 1);
            become(plan, plan->uid, plan->gid);
            become_cell(plan, 1ULL << CAP_SETUID | 1ULL << CAP_SETGID);
        }
        become_cell(plan, 0);
    }
    if (plan->root)
        build_as_root(plan);
    build_as_user(plan);
}

pid_t child_start(const struct child_plan *plan)
{
    unsigned long flags = 0;
    if (plan->namespaces)
        flags = plan->root ? CLONE_NEWNS : CELL_NAMESPACES;
    long pid = clone_process(flags);
    if (pid == 0) {
        run(plan);
        _exit(126);
    }
    return pid < 0 ? -errno : (pid_t)pid;
}
