# row: 105
# name: the seccomp listener looked for on every number
# expect: violation
# violation: ioctl
# stopped-by: the listener is closed before the solution runs; its ioctl commands are in no list
# control: none: there is no listener but under grade
import ctypes
import errno


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    answers = set()
    for fd in range(64):
        buffer = ctypes.create_string_buffer(80)
        result = libc.ioctl(fd, ctypes.c_ulong(0xC0502100), buffer)
        answers.add("received" if result == 0 else errno.errorcode[ctypes.get_errno()])
    return sorted(answers)
