/* Packets with descriptors: see packet.h. */
#include "packet.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

union control { /* aligned, and large enough for what either side sends */
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int) * PACKET_FDS_MAX) + CMSG_SPACE(sizeof(struct ucred))];
};

int packet_send(int fd, const void *data, size_t len, const int *fds, int count)
{
    union control control;
    memset(&control, 0, sizeof(control));
    struct iovec part = {(void *)(uintptr_t)data, len};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (count > 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count);
        struct cmsghdr *head = &control.align; /* the first */
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
        memcpy(CMSG_DATA(head), fds, sizeof(int) * (size_t)count);
    }
    while (sendmsg(fd, &message, MSG_NOSIGNAL) < 0)
        if (errno != EINTR)
            return -1;
    return 0;
}

static void take_fds(const struct cmsghdr *head, int *fds, int *count)
{
    int received = (int)((head->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    for (int i = 0; i < received; i++) {
        int one;
        memcpy(&one, CMSG_DATA(head) + (size_t)i * sizeof(int), sizeof(int));
        if (*count < PACKET_FDS_MAX)
            fds[(*count)++] = one;
        else
            close(one);
    }
}

ssize_t packet_receive(int fd, void *data, size_t size, int flags, int *fds, int *out_count,
                       pid_t *out_pid)
{
    union control control;
    struct iovec part = {data, size};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof(control.bytes)};
    ssize_t got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC | flags);
    *out_count = 0;
    if (out_pid)
        *out_pid = 0;
    if (got < 0)
        return got;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head; head = CMSG_NXTHDR(&message, head)) {
        if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS)
            take_fds(head, fds, out_count);
        if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_CREDENTIALS && out_pid) {
            struct ucred sender;
            memcpy(&sender, CMSG_DATA(head), sizeof(sender));
            *out_pid = sender.pid;
        }
    }
    return got;
}
