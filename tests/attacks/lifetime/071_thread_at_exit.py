# row: 71
# name: a thread that never ends, at the end of a program
# expect: deadlock
# profile: threads
# limits: processes=4 wall_ms=10000
# case: {"name": "attack", "stdin": "", "exit": 0}
# stopped-by: the supervisor, which sees that all its threads sleep and asks where
# control: plain
# control-check: timeout
import threading

threading.Thread(target=threading.Event().wait).start()
