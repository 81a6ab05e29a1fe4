"""Conditions of IAM policies: operators, set prefixes, missing keys. See iam.py."""

import ipaddress
import re
from datetime import datetime, timezone

_TRUE = ("true", "false")


class Unresolved(Exception):
    """A policy variable has no value in this request: the statement does not apply."""


def like(pattern: str, value: str, ignore_case: bool = False) -> bool:
    """`*` and `?`, over everything, as IAM has it. The pattern's literal parts may be escaped by a
    backslash and a NUL (see substitute)."""
    parts = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\0":
            at += 1
            parts.append(re.escape(pattern[at]))
        elif char == "*":
            if not parts or parts[-1] != ".*":
                parts.append(".*")
        else:
            parts.append("." if char == "?" else re.escape(char))
        at += 1
    flags = re.DOTALL | (re.IGNORECASE if ignore_case else 0)
    return re.fullmatch("".join(parts), value, flags) is not None


_VARIABLE = re.compile(r"\$\{([^{}]*)\}")


def substitute(pattern: str, context: dict) -> str:
    """Puts the values of policy variables into a pattern; what they hold is no wildcard."""
    def value(match: "re.Match") -> str:
        name, _, default = match[1].partition(",")
        name = name.strip()
        if name in ("*", "?", "$"):
            return "\0" + name
        found = context.get(name.lower())
        if isinstance(found, (list, tuple)) or found is None:
            default = default.strip()
            if found is None and len(default) > 1 and default[0] == default[-1] == "'":
                found = default[1:-1]
            else:
                raise Unresolved(name)
        return "".join("\0" + char if char in "*?" else char for char in text_of(found))

    return _VARIABLE.sub(value, pattern)


def text_of(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def number_of(value: object) -> float:
    return float(text_of(value))


def date_of(value: object) -> float:
    text = text_of(value)
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    moment = datetime.fromisoformat(re.sub("[Zz]$", "+00:00", text))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.timestamp()


def bool_of(value: object) -> str:
    text = text_of(value).lower()
    if text not in _TRUE:
        raise ValueError(text)
    return text


def network_of(value: object) -> object:
    return ipaddress.ip_network(text_of(value), strict=False)


def in_network(wanted: object, value: object) -> bool:
    address = ipaddress.ip_address(text_of(value))
    return address.version == wanted.version and address in wanted


def arn_like(pattern: str, value: str) -> bool:
    """Each of the six parts by itself."""
    mine, theirs = pattern.split(":", 5), value.split(":", 5)
    return len(mine) == len(theirs) == 6 and all(map(like, mine, theirs))


def _literal(pattern: str) -> str:
    return pattern.replace("\0", "")


# name -> (what the policy's value must be made of, how it is held against the request's, is negated)
OPERATORS = {
    "StringEquals": (text_of, lambda want, got: _literal(want) == text_of(got), False),
    "StringEqualsIgnoreCase": (text_of, lambda want, got: _literal(want).lower() == text_of(got).lower(), False),
    "StringLike": (text_of, lambda want, got: like(want, text_of(got)), False),
    "NumericEquals": (number_of, lambda want, got: number_of(got) == want, False),
    "NumericLessThan": (number_of, lambda want, got: number_of(got) < want, False),
    "NumericLessThanEquals": (number_of, lambda want, got: number_of(got) <= want, False),
    "NumericGreaterThan": (number_of, lambda want, got: number_of(got) > want, False),
    "NumericGreaterThanEquals": (number_of, lambda want, got: number_of(got) >= want, False),
    "DateEquals": (date_of, lambda want, got: date_of(got) == want, False),
    "DateLessThan": (date_of, lambda want, got: date_of(got) < want, False),
    "DateLessThanEquals": (date_of, lambda want, got: date_of(got) <= want, False),
    "DateGreaterThan": (date_of, lambda want, got: date_of(got) > want, False),
    "DateGreaterThanEquals": (date_of, lambda want, got: date_of(got) >= want, False),
    "Bool": (bool_of, lambda want, got: text_of(got).lower() == want, False),
    "BinaryEquals": (text_of, lambda want, got: want == text_of(got), False),
    "IpAddress": (network_of, in_network, False),
    "ArnEquals": (text_of, lambda want, got: arn_like(want, text_of(got)), False),
    "ArnLike": (text_of, lambda want, got: arn_like(want, text_of(got)), False),
    "Null": (bool_of, None, False),
}
for _name, _positive in (("StringNotEquals", "StringEquals"), ("StringNotLike", "StringLike"),
                         ("StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase"),
                         ("NumericNotEquals", "NumericEquals"), ("DateNotEquals", "DateEquals"),
                         ("NotIpAddress", "IpAddress"), ("ArnNotEquals", "ArnEquals"),
                         ("ArnNotLike", "ArnLike")):
    OPERATORS[_name] = OPERATORS[_positive][:2] + (True,)

_STRINGS = ("String", "Arn")  # operators whose values may hold policy variables


def split_operator(name: str) -> tuple:
    """(set prefix or "", operator, whether IfExists)."""
    prefix, colon, rest = name.partition(":")
    if not colon:
        prefix, rest = "", name
    exists = rest.endswith("IfExists") and rest != "IfExists"
    return prefix, rest[:-8] if exists else rest, exists


class Condition:
    """One operator with one key and its values. All of a statement's must hold."""

    def __init__(self, name: str, key: str, values: list) -> None:
        self.prefix, self.operator, self.if_exists = split_operator(name)
        self.make, self.test, self.negated = OPERATORS[self.operator]
        self.key = key.lower()
        self.values = values if self.operator.startswith(_STRINGS) else [self.make(v) for v in values]

    def holds(self, context: dict, variables: bool) -> bool:
        got = context.get(self.key)
        if self.operator == "Null":
            return any((want == "true") == (got is None) for want in self.values)
        if got is None or (self.prefix and not _items(got)):
            return self.if_exists or self.prefix == "ForAllValues" or (self.negated and not self.prefix)
        wanted = self.values
        if self.operator.startswith(_STRINGS):
            wanted = [substitute(text_of(v), context) if variables else text_of(v) for v in wanted]
        if self.prefix == "ForAllValues":
            return all(self.one(wanted, item) for item in _items(got))
        if self.prefix == "ForAnyValue":
            return any(self.one(wanted, item) for item in _items(got))
        if isinstance(got, (list, tuple)):
            return self.negated ^ any(self.matches(wanted, item) for item in got)
        return self.one(wanted, got)

    def matches(self, wanted: list, got: object) -> bool:
        try:
            return any(self.test(want, got) for want in wanted)
        except ValueError:
            return False

    def one(self, wanted: list, got: object) -> bool:
        return self.matches(wanted, got) ^ self.negated


def _items(got: object) -> list:
    return list(got) if isinstance(got, (list, tuple)) else [got]
