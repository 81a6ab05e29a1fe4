# row: 71
# name: a thread that never ends, at the end of a program
# expect: wall-limit
# profile: threads
# limits: processes=4 wall_ms=500
# case: {"name": "attack", "stdin": "", "exit": 0}
# stopped-by: the supervisor's timer
# control: plain
# control-check: timeout
import threading

threading.Thread(target=threading.Event().wait).start()
