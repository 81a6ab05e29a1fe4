import sys
import warnings

print("printed by the import")


def say(*texts, end="\n", file=None):
    print(*texts, end=end, file=file or sys.stdout)


def grumble(*texts):
    print(*texts, file=sys.stderr)


def warn(text="old", category=DeprecationWarning):
    warnings.warn(text, category)
    return 1


def raw(data):
    import os

    os.write(1, data)
