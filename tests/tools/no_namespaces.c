/* Runs a program as on a machine that refuses namespaces and mounts (a default container, a hardened
 * distribution): `no_namespaces PROGRAM [ARG...]`. The tests hold grade's level `baseline` against it.
 *
 * The filter answers EPERM, and ENOSYS for clone3, whose flags lie behind a pointer: the C library then
 * falls back to clone. It is inherited by everything that the program starts. */
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { CANNOT = 125 };

static const int refused[] = {
    SCMP_SYS(unshare), SCMP_SYS(setns),   SCMP_SYS(mount),      SCMP_SYS(umount2),       SCMP_SYS(pivot_root),
    SCMP_SYS(fsopen),  SCMP_SYS(fsmount), SCMP_SYS(move_mount), SCMP_SYS(mount_setattr), SCMP_SYS(open_tree),
};

static const unsigned namespaces[] = {
    CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNS, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP,
};

static int add_rules(scmp_filter_ctx filter)
{
    int rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    for (size_t i = 0; rc == 0 && i < sizeof(refused) / sizeof(refused[0]); i++)
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
    for (size_t i = 0; rc == 0 && i < sizeof(namespaces) / sizeof(namespaces[0]); i++)
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                              SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces[i], namespaces[i]));
    return rc;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: no_namespaces PROGRAM [ARG...]\n");
        return CANNOT;
    }
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int rc = filter ? add_rules(filter) : -ENOMEM;
    if (rc == 0)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    if (rc < 0) {
        fprintf(stderr, "no_namespaces: %s\n", strerror(-rc));
        return CANNOT;
    }
    execvp(argv[1], argv + 1);
    fprintf(stderr, "no_namespaces: %s: %s\n", argv[1], strerror(errno));
    return CANNOT;
}
