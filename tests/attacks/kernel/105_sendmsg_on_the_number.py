# row: 105
# name: sendmsg on the number that the filter allows
# expect: error
# says: Bad file descriptor
# stopped-by: nothing is open there any more
# control: none: the number means something only under grade
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    message = (ctypes.c_size_t * 7)()
    if libc.sendmsg(1000, message, 0) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "sent"
