# row: 2
# name: clone3 in place of fork
# expect: error
# says: Function not implemented
# stopped-by: clone3 is answered ENOSYS by the filter: its flags lie behind a pointer
# control: plain
# control-check: result == "a process"
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    args = (ctypes.c_uint64 * 11)()
    args[4] = 17  # exit_signal: SIGCHLD
    pid = libc.syscall(435, args, 88)
    if pid == 0:
        os._exit(0)
    if pid < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.waitpid(pid, 0)
    return "a process"
