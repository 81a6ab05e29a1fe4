"""Documents as trees that remember their lines: JSON here, YAML in yamltext. For the models."""

import json.decoder
import re

from . import Text

DEPTH = 64  # levels of a document
_space = re.compile(r"[ \t\n\r]*").match
_number = re.compile(r"-?(?:0|[1-9]\d{0,400})(\.\d{1,400})?([eE][-+]?\d{1,3})?").match
_string = json.decoder.scanstring
_WORDS = (("true", True), ("false", False), ("null", None))


class Map(dict):
    """A mapping; `line` is where it begins, `lines` where each key stands."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: dict = {}

    def at(self, key: object) -> int:
        return self.lines.get(key, self.line)


class Seq(list):
    """A list; `line` is where it begins, `lines` where each item does."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: list = []


def plain(value: object) -> object:
    """The same without lines: what may leave a model as an answer."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def kind_of(value: object) -> str:
    """What a value is called in a message."""
    if value is None:
        return "nothing"
    for kind, name in ((bool, "true or false"), (str, "text"), (int, "a number"), (float, "a number"),
                       (dict, "a mapping"), (list, "a list")):
        if isinstance(value, kind):
            return name
    return type(value).__name__


def suggest(word: object, known: object) -> str:
    """" (did you mean 'x'?)", or nothing."""
    import difflib

    near = difflib.get_close_matches(str(word).lower(), [name.lower() for name in known], 1)
    for name in known:
        if near and name.lower() == near[0]:
            return " (did you mean '%s'?)" % name
    return ""


def check_keys(text: Text, node: Map, known: object, where: str) -> None:
    """Every key is one that means something there."""
    for key in node:
        if key not in known:
            raise text.fault("%s: unknown key '%s'%s" % (where, key, suggest(key, known)), node.at(key))


class JsonReader:
    """JSON as the standard has it; duplicate keys are an error, as they are for AWS."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    def fault(self, message: str) -> SyntaxError:
        column = self.at - self.text.rfind("\n", 0, self.at)
        return self.text.fault(message, self.line(), column)

    def skip(self) -> str:
        """The next character that is no space; "" at the end."""
        self.at = _space(self.text, self.at).end()
        return self.text[self.at:self.at + 1]

    def document(self) -> object:
        value = self.value()
        if self.skip():
            raise self.fault("the document ends before this")
        return value

    def value(self) -> object:
        char = self.skip()
        if char == "{" or char == "[":
            self.depth += 1
            if self.depth > DEPTH:
                raise self.fault("nested more than %d levels deep" % DEPTH)
            found = self.mapping() if char == "{" else self.sequence()
            self.depth -= 1
            return found
        if char == '"':
            return self.string()
        for word, meaning in _WORDS:
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        match = _number(self.text, self.at)
        if match is None:
            raise self.fault("a value is missing" if char in "" or char in ",}]" else
                             "strings take double quotes in JSON" if char == "'" else
                             "this is no JSON value")
        self.at = match.end()
        return float(match[0]) if match[1] or match[2] else int(match[0])

    def string(self) -> str:
        try:
            found, self.at = _string(self.text, self.at + 1)
        except json.JSONDecodeError as error:
            self.at = error.pos
            raise self.fault(error.msg) from None
        return found

    def more(self, end: str) -> bool:
        """After an item: whether another follows."""
        char = self.skip()
        if char == end:
            self.at += 1
            return False
        if char != ",":
            raise self.fault("expected ',' or '%s'" % end)
        self.at += 1
        if self.skip() == end:
            raise self.fault("a comma before '%s' is not allowed in JSON" % end)
        return True

    def mapping(self) -> Map:
        found = Map(self.line())
        self.at += 1
        if self.skip() == "}":
            self.at += 1
            return found
        while True:
            if self.skip() != '"':
                raise self.fault("expected a name in double quotes")
            line = self.line()
            key = self.string()
            if key in found:
                raise self.fault("the key '%s' stands here twice" % key)
            if self.skip() != ":":
                raise self.fault("expected ':' after the name '%s'" % key)
            self.at += 1
            found.lines[key] = line
            found[key] = self.value()
            if not self.more("}"):
                return found

    def sequence(self) -> Seq:
        found = Seq(self.line())
        self.at += 1
        if self.skip() == "]":
            self.at += 1
            return found
        while True:
            self.skip()
            found.lines.append(self.line())
            found.append(self.value())
            if not self.more("]"):
                return found


def read_json(text: Text) -> object:
    return JsonReader(text).document()
