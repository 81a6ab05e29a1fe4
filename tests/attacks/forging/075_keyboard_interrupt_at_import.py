# row: 75
# name: KeyboardInterrupt at import
# expect: exited
# stopped-by: no answer is never a pass
# control: plain
# control-check: signal SIGINT
raise KeyboardInterrupt
