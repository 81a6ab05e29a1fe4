/* One packet of a SOCK_SEQPACKET socket, with descriptors. Used on both sides: no allocation. */
#ifndef GRADE_SANDBOX_PACKET_H
#define GRADE_SANDBOX_PACKET_H

#include <stddef.h>
#include <sys/types.h>

enum { PACKET_FDS_MAX = 4 };

/* Sends data with `count` descriptors, which stay open. 0, or -1 and errno. Never SIGPIPE. */
int packet_send(int fd, const void *data, size_t len, const int *fds, int count);

/* Receives one packet with at most PACKET_FDS_MAX descriptors (close-on-exec; more are shut); its
 * length, 0 at the end, or -1 and errno. flags: MSG_DONTWAIT or 0. *out_pid (may be NULL): the
 * sender's pid where the socket passes credentials, else 0. */
ssize_t packet_receive(int fd, void *data, size_t size, int flags, int *fds, int *out_count,
                       pid_t *out_pid);

#endif
