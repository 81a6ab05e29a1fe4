# row: 67
# name: secrets in the environment
# expect: pass
# case: {"name": "attack", "eval": "attack()", "returns": []}
# stopped-by: an environment of grade's own making
# control: plain
# control-check: "GRADE_TEST_TOKEN" in result
import ctypes
import os

KNOWN = {
    "PATH", "LANG", "LC_ALL", "TZ", "USER", "LOGNAME", "HOME", "TMPDIR", "PYTHONUTF8",
    "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "PYTHONIOENCODING", "OPENBLAS_NUM_THREADS",
    "BLIS_NUM_THREADS", "NUMEXPR_MAX_THREADS",
    "OMP_NUM_THREADS", "MKL_NUM_THREADS", "MALLOC_ARENA_MAX",
}


def attack():
    names = set(os.environ)
    block = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    at = 0
    while block[at]:
        names.add(block[at].decode().partition("=")[0])
        at += 1
    return sorted(names - KNOWN)
