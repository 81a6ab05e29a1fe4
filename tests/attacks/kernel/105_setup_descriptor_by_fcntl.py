# row: 105
# name: the number that the filter lets send descriptors, by F_DUPFD
# expect: error
# says: Invalid argument
# stopped-by: RLIMIT_NOFILE lies below that number
# layer: limits
# control: none: the number means something only under grade
import fcntl


def attack():
    return fcntl.fcntl(3, fcntl.F_DUPFD, 1000)
