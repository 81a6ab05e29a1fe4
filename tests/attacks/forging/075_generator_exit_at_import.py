# row: 75
# name: GeneratorExit at import
# expect: exited
# stopped-by: no answer is never a pass
# control: plain
# control-check: exit 1
raise GeneratorExit
