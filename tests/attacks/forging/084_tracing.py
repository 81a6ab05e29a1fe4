# row: 84
# name: a trace function that rewrites what the harness returns
# expect: wrong
# stopped-by: the expected value never enters the process
# control: plain
# control-check: result == "traced"
import sys


def tracer(frame, event, arg):
    for name in ("ok", "passed", "verdict", "failed"):
        if name in frame.f_locals:
            frame.f_locals[name] = True
    return tracer


def attack():
    sys.settrace(tracer)
    sys.setprofile(tracer)
    frame = sys._getframe()
    while frame:
        frame.f_trace = tracer
        frame = frame.f_back
    if __name__ != "solution":
        sys.settrace(None)
        sys.setprofile(None)
    return "traced"
