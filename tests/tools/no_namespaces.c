/* Runs a program as a container does that gives it no namespaces: what makes, enters or mounts one
 * is refused by a seccomp filter, as container runtimes' default profiles do it.
 *
 *     no_namespaces [--late] PROGRAM [ARGUMENT...]
 *
 * --late: namespaces can be made, but not what a root file system of one's own takes, as in a
 * chroot. Exit status 125: the filter could not be made. Tests use it to see level baseline. */
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const refused[] = {
    "unshare",    "setns",       "mount",    "umount2", "pivot_root",  "open_tree",
    "move_mount", "fsopen",      "fsconfig", "fsmount", "fspick",      "mount_setattr",
    "chroot",     "pidfd_getfd", "keyctl",   "add_key", "request_key",
};

static const char *const refused_late[] = {"mount_setattr"};

static const unsigned long namespaces[] = {
    CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
    CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET,
};

static int refuse_calls(scmp_filter_ctx filter, const char *const *names, size_t count)
{
    int rc = 0;
    for (size_t i = 0; i < count && rc == 0; i++) {
        int number = seccomp_syscall_resolve_name(names[i]);
        if (number >= 0)
            rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
    }
    return rc;
}

static int refuse(scmp_filter_ctx filter)
{
    int rc = refuse_calls(filter, refused, sizeof(refused) / sizeof(refused[0]));
    for (size_t i = 0; i < sizeof(namespaces) / sizeof(namespaces[0]) && rc == 0; i++)
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                              SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces[i], namespaces[i]));
    if (rc == 0) /* its flags lie behind a pointer: the C library falls back to clone */
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    return rc;
}

int main(int argc, char **argv)
{
    bool late = argc > 1 && !strcmp(argv[1], "--late");
    argc -= late;
    argv += late;
    scmp_filter_ctx filter = argc > 1 ? seccomp_init(SCMP_ACT_ALLOW) : NULL;
    int rc = filter ? 0 : -EINVAL;
    if (rc == 0)
        rc = late ? refuse_calls(filter, refused_late, 1) : refuse(filter);
    if (rc == 0) /* as container runtimes: root keeps what its file capabilities would give */
        rc = seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, geteuid() != 0);
    if (rc == 0)
        rc = seccomp_load(filter);
    if (rc < 0) {
        fprintf(stderr, "no_namespaces: %s\n", argc > 1 ? strerror(-rc) : "which program?");
        return 125;
    }
    seccomp_release(filter);
    execvp(argv[1], argv + 1);
    fprintf(stderr, "no_namespaces: %s: %s\n", argv[1], strerror(errno));
    return 126;
}
