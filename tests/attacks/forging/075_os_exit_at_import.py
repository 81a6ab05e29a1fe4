# row: 75
# name: os._exit(0) at import
# expect: exited
# stopped-by: no answer is never a pass
# control: plain
# control-check: exit 0
import os

os._exit(0)
