"""Configuration as a kind of solution: the learner's text is parsed to a model with behaviour, which the
cases ask. A package with one module for each kind; `src/bank/models.c` has the table. Runs in case
processes; the cell imports the module that a problem needs, so that a case finds it warm.

A module offers
    parse(text, file) -> model      raises SyntaxError with file and line where the text is no such
                                    configuration; runs nothing, reads no other file
and, where the model needs more than its text (a process), the model has
    start()                         called in the case before its first step

The text is the learner's and hostile: it is data for a parser here, never code.
"""

import sys

MOST = 256 * 1024  # bytes; longer than any configuration that people write


class Text(str):
    """The solution as text, and how to complain about it."""

    file: str

    def fault(self, message: str, line: int, column: int = 0) -> SyntaxError:
        """A SyntaxError at a line (and column) from 1, to be raised."""
        lines = self.split("\n")
        line = max(1, min(line, len(lines)))
        shown = lines[line - 1][:500]
        return SyntaxError(message, (self.file, line, column or None, shown))


def text_of(file: str, source: bytes) -> Text:
    """The bytes of a solution as text; SyntaxError where they are none."""
    if len(source) > MOST:
        text = Text("")
        text.file = file
        raise text.fault("the file has %d bytes; %d are the most" % (len(source), MOST), 1)
    if source[:3] == b"\xef\xbb\xbf":
        source = source[3:]
    try:
        decoded = source.decode("utf-8")
    except UnicodeDecodeError as error:
        text = Text("")
        text.file = file
        raise text.fault("the file is not UTF-8", source.count(b"\n", 0, error.start) + 1) from None
    text = Text(decoded.replace("\r\n", "\n"))
    text.file = file
    if "\0" in text:
        raise text.fault("the file holds a NUL byte", text.count("\n", 0, text.index("\0")) + 1)
    return text


def read(name: str, file: str, source: bytes) -> object:
    """The model of a solution, not started."""
    module = "harness.models." + name
    __import__(module)
    return sys.modules[module].parse(text_of(file, source), file)


def start(name: str, file: str, source: bytes) -> object:
    """The model as the cases find it."""
    model = read(name, file, source)
    begin = getattr(model, "start", None)
    if begin is not None:
        begin()
    return model


def blame(text: Text, line: int, error: BaseException) -> None:
    """Raises `error` as if line `line` of the solution had: reports then show that line."""
    import ast

    shown = text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else ""
    place = {"lineno": line, "end_lineno": line, "col_offset": len(shown) - len(shown.lstrip()),
             "end_col_offset": len(shown.encode())}
    node = ast.Raise(ast.Name("error", ast.Load(), **place), None, **place)
    exec(compile(ast.Module([node], []), text.file, "exec"), {"error": error})
