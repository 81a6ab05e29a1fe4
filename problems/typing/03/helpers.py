"""What the cases use: mypy's word on a few lines of code."""

import re


def refused(types, source):
    """The lines in which mypy finds an error."""
    lines = source.split("\n")
    return [lines[number - 1].strip() for number in sorted({line for line, _ in types.codes(source)})]


def revealed(types, source, *expressions):
    """The type of each of these expressions, written as newer versions of mypy write it."""
    told = types.reveal("\n".join([source, *(f"reveal_type({one})" for one in expressions)]))
    told = [re.sub(r"Union\[(\w+), None\]", r"\1 | None", one.replace("Tuple[", "tuple[").replace("typing.", "")) for one in told]
    return dict(zip(expressions, told))
