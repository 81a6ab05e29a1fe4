"""Expressions of GitLab's rules: $VAR, texts, ==, !=, =~, !~, &&, ||, parentheses."""

import re

_TOKEN = re.compile(r"""\s*(?:(?P<op>&&|\|\||==|!=|=~|!~|[()])|(?P<variable>\$(?:\w+|\{\w+\}))"""
                    r"""|(?P<text>"[^"]*"|'[^']*')|(?P<regex>/(?:\\.|[^/\\])+/[a-z]*)|(?P<null>null\b))""")


class BadRule(ValueError):
    """What is wrong with an expression."""


def _tokens(source: str) -> list:
    found, at = [], 0
    while source[at:].strip():
        match = _TOKEN.match(source, at)
        if match is None:
            raise BadRule("'%s' cannot be read" % source[at:].strip()[:40])
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


def pattern_of(text: str) -> "re.Pattern":
    body, _, flags = text[1:].rpartition("/")
    try:
        return re.compile(body, re.IGNORECASE if "i" in flags else 0)
    except re.error as error:
        raise BadRule("the pattern %s is wrong: %s" % (text, error)) from None


class Evaluator:
    def __init__(self, source: str, variables: dict) -> None:
        self.tokens = _tokens(source)
        self.at = 0
        self.variables = variables

    def whole(self) -> bool:
        found = self.either()
        if self.at < len(self.tokens):
            raise BadRule("'%s' is not expected there" % self.tokens[self.at][1])
        return found

    def take(self, *wanted: str) -> "str | None":
        if self.at < len(self.tokens) and self.tokens[self.at] in [("op", one) for one in wanted]:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def either(self) -> bool:
        found = self.both()
        while self.take("||"):
            found = self.both() or found
        return found

    def both(self) -> bool:
        found = self.one()
        while self.take("&&"):
            found = self.one() and found
        return found

    def one(self) -> bool:
        if self.take("("):
            found = self.either()
            if not self.take(")"):
                raise BadRule("a ')' is missing")
            return found
        _, left = self.value()
        operator = self.take("==", "!=", "=~", "!~")
        if operator is None:
            return bool(left)
        kind, right = self.value()
        if operator in ("==", "!="):
            return (left == right) == (operator == "==")
        if kind != "regex" and not (isinstance(right, str) and re.fullmatch(r"/.*/[a-z]*", right)):
            if kind == "variable":
                return False
            raise BadRule("%s takes a pattern: /.../" % operator)
        matched = left is not None and pattern_of(right).search(left) is not None
        return matched == (operator == "=~")

    def value(self) -> tuple:
        if self.at >= len(self.tokens):
            raise BadRule("it ends too early")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "variable":
            return kind, self.variables.get(text.strip("${}"))
        if kind == "text":
            return kind, text[1:-1]
        if kind == "regex":
            pattern_of(text)
            return kind, text
        if kind == "null":
            return kind, None
        raise BadRule("'%s' is not expected there" % text)


def holds(source: str, variables: dict) -> bool:
    return Evaluator(source, variables).whole()


def check(source: str) -> None:
    if not source.strip():
        raise BadRule("there is nothing to decide on")
    Evaluator(source, {}).whole()
