"""Expressions of GitHub Actions: `${{ ... }}` and `if:`. A small parser and evaluator."""

import hashlib
import json
import re

from . import tree

STATUS = ("success", "failure", "always", "cancelled")
_TOKEN = re.compile(r"""\s*(?:(?P<number>-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?))"""
                    r"""|(?P<string>'(?:[^']|'')*')|(?P<name>[A-Za-z_][\w-]*)"""
                    r"""|(?P<op>&&|\|\||==|!=|<=|>=|[!<>()\[\].,*]))""")


class BadExpression(ValueError):
    """What is wrong with an expression, in a sentence."""


def tokens(source: str) -> list:
    found, at = [], 0
    while source[at:].strip():
        match = _TOKEN.match(source, at)
        if match is None:
            raise BadExpression("'%s' cannot be read: texts take single quotes" % source[at:].strip()[:40])
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class Parser:
    """Recursive descent; a node is a tuple (kind, ...)."""

    def __init__(self, source: str) -> None:
        self.tokens = tokens(source)
        self.at = 0
        self.depth = 0
        self.calls: set = set()

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] in [("op", one) for one in wanted]:
            self.at += 1
            return True
        return False

    def need(self, wanted: str) -> None:
        if not self.take(wanted):
            raise BadExpression("expected '%s'%s" % (wanted, " before '%s'" % self.peek() if self.peek() else ""))

    def whole(self) -> tuple:
        node = self.either()
        if self.at < len(self.tokens):
            raise BadExpression("'%s' is not expected there" % self.peek())
        return node

    def either(self) -> tuple:
        self.depth += 1
        if self.depth > 50:
            raise BadExpression("nested too deep")
        node = self.both()
        while self.take("||"):
            node = ("||", node, self.both())
        self.depth -= 1
        return node

    def both(self) -> tuple:
        node = self.equal()
        while self.take("&&"):
            node = ("&&", node, self.equal())
        return node

    def equal(self) -> tuple:
        node = self.ordered()
        while self.peek() in ("==", "!=") and self.take("==", "!="):
            node = (self.tokens[self.at - 1][1], node, self.ordered())
        return node

    def ordered(self) -> tuple:
        node = self.negated()
        while self.peek() in ("<", ">", "<=", ">=") and self.take("<", ">", "<=", ">="):
            node = (self.tokens[self.at - 1][1], node, self.negated())
        return node

    def negated(self) -> tuple:
        count = 0
        while self.take("!"):
            count += 1
        node = self.postfix()
        return ("!", node) if count % 2 else ("!", ("!", node)) if count else node

    def postfix(self) -> tuple:
        node = self.primary()
        while True:
            if self.take("."):
                if self.take("*"):
                    node = ("star", node)
                elif self.at < len(self.tokens) and self.tokens[self.at][0] == "name":
                    node = ("item", node, ("value", self.peek()))
                    self.at += 1
                else:
                    raise BadExpression("a name must follow '.'")
            elif self.take("["):
                node = ("star", node) if self.take("*") else ("item", node, self.either())
                self.need("]")
            else:
                return node

    def primary(self) -> tuple:
        if self.at >= len(self.tokens):
            raise BadExpression("it ends too early")
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return ("value", float(int(text, 16)) if "0x" in text else float(text))
        if kind == "string":
            return ("value", text[1:-1].replace("''", "'"))
        if kind == "name":
            if text in ("true", "false", "null"):
                return ("value", {"true": True, "false": False, "null": None}[text])
            return self.call(text) if self.take("(") else ("context", text.lower())
        if text != "(":
            raise BadExpression("'%s' is not expected there" % text)
        node = self.either()
        self.need(")")
        return node

    def call(self, name: str) -> tuple:
        wanted = next((one for one in FUNCTIONS if one.lower() == name.lower()), None)
        if wanted is None:
            raise BadExpression("no function is called '%s'%s" % (name, tree.suggest(name, FUNCTIONS)))
        self.calls.add(wanted)
        args = []
        while not self.take(")"):
            if args:
                self.need(",")
            args.append(self.either())
        least, most = FUNCTIONS[wanted]
        if not least <= len(args) <= most:
            raise BadExpression("%s() does not take %d arguments" % (wanted, len(args)))
        return ("call", wanted, args)


FUNCTIONS = {"contains": (2, 2), "startsWith": (2, 2), "endsWith": (2, 2), "format": (1, 50), "join": (1, 2),
             "toJSON": (1, 1), "fromJSON": (1, 1), "hashFiles": (1, 50), "success": (0, 0), "failure": (0, 0),
             "always": (0, 0), "cancelled": (0, 0)}
CONTEXTS = ("github", "env", "vars", "job", "jobs", "steps", "runner", "secrets", "strategy", "matrix", "needs",
            "inputs")


def contexts_of(node: tuple) -> set:
    found = {node[1]} if node[0] == "context" else set()
    for part in node[1:]:
        for one in part if isinstance(part, list) else [part]:
            if isinstance(one, tuple):
                found |= contexts_of(one)
    return found


def check(source: str) -> set:
    """The functions that an expression calls; raises BadExpression."""
    parser = Parser(source)
    node = parser.whole()
    for name in sorted(contexts_of(node)):
        if name not in CONTEXTS:
            raise BadExpression("'%s' means nothing: texts take single quotes%s"
                                % (name, tree.suggest(name, CONTEXTS)))
    return parser.calls


# Values --------------------------------------------------------------------------------------


def text_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dict):
        return "Object"
    return "Array" if isinstance(value, list) else str(value)


def number_of(value: object) -> float:
    if value is None:
        return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    try:
        return float(value.strip() or 0) if isinstance(value, str) else float("nan")
    except ValueError:
        return float("nan")


def truth(value: object) -> bool:
    if isinstance(value, (int, float)):
        return value == value and value != 0
    return value is not None and value != ""


def same(a: object, b: object) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return a.lower() == b.lower()
    if isinstance(a, (dict, list)) or isinstance(b, (dict, list)):
        return a is b
    if type(a) is type(b) or (isinstance(a, (int, float)) and isinstance(b, (int, float))):
        return a == b
    return number_of(a) == number_of(b)


def before(a: object, b: object) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return a.lower() < b.lower()
    return number_of(a) < number_of(b)


def glob_hash(files: dict, patterns: list) -> str:
    from . import globs

    names = sorted(name for name in files
                   if any(globs.path_regex(text_of(one)).match(name) for one in patterns))
    if not names:
        return ""
    digest = hashlib.sha256()
    for name in names:
        digest.update(hashlib.sha256(files[name].encode()).digest())
    return digest.hexdigest()


class Evaluator:
    """`contexts`: name -> value; `status`: what success() and the others say; `files` for hashFiles."""

    def __init__(self, contexts: dict, status: dict, files: dict) -> None:
        self.contexts = contexts
        self.status = status
        self.files = files

    def value(self, source: str) -> object:
        return self.of(Parser(source).whole())

    def of(self, node: tuple) -> object:
        kind = node[0]
        if kind == "value":
            return node[1]
        if kind == "context":
            return self.contexts.get(node[1])
        if kind == "item":
            return self.item(self.of(node[1]), self.of(node[2]))
        if kind == "star":
            found = self.of(node[1])
            return list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
        if kind == "call":
            return self.call(node[1], [self.of(one) for one in node[2]])
        if kind == "!":
            return not truth(self.of(node[1]))
        left = self.of(node[1])
        if kind == "&&":
            return self.of(node[2]) if truth(left) else left
        if kind == "||":
            return left if truth(left) else self.of(node[2])
        right = self.of(node[2])
        if kind in ("==", "!="):
            return same(left, right) == (kind == "==")
        if kind in ("<=", ">="):
            return same(left, right) or (before(left, right) if kind == "<=" else before(right, left))
        return before(left, right) if kind == "<" else before(right, left)

    def item(self, found: object, key: object) -> object:
        if isinstance(found, list):
            if isinstance(key, str):
                return [one.get(key) for one in found if isinstance(one, dict) and key in one]
            at = number_of(key)
            return found[int(at)] if at == at and 0 <= at < len(found) else None
        if not isinstance(found, dict):
            return None
        name = text_of(key).lower()
        if hasattr(found, "trusted"):
            return found.get(text_of(key))
        return next((value for one, value in found.items() if one.lower() == name), None)

    def call(self, name: str, args: list) -> object:
        if name in STATUS:
            return self.status.get(name, False)
        if name == "contains":
            if isinstance(args[0], list):
                return any(same(one, args[1]) for one in args[0])
            return text_of(args[1]).lower() in text_of(args[0]).lower()
        if name == "startsWith":
            return text_of(args[0]).lower().startswith(text_of(args[1]).lower())
        if name == "endsWith":
            return text_of(args[0]).lower().endswith(text_of(args[1]).lower())
        if name == "format":
            return re.sub(r"\{(\d{1,3})\}", lambda at: text_of(args[int(at[1]) + 1])
                          if int(at[1]) + 1 < len(args) else "", text_of(args[0]))
        if name == "join":
            separator = text_of(args[1]) if len(args) > 1 else ","
            return separator.join(map(text_of, args[0])) if isinstance(args[0], list) else text_of(args[0])
        if name == "toJSON":
            return json.dumps(args[0], indent=2)
        if name == "fromJSON":
            try:
                return json.loads(text_of(args[0]))
            except ValueError:
                raise BadExpression("fromJSON: '%s' is no JSON" % text_of(args[0])[:100]) from None
        return glob_hash(self.files, args)


_EMBEDDED = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


def embedded(text: str) -> list:
    return _EMBEDDED.findall(text)


def condition_source(text: str) -> str:
    """What an `if` says: with or without ${{ }} around it."""
    match = re.fullmatch(r"\s*\$\{\{(.*)\}\}\s*", text, re.DOTALL)
    return match[1] if match and "${{" not in match[1] else text


def expand(value: object, evaluator: Evaluator) -> object:
    """A value with its expressions put in; one that is nothing but an expression keeps its type."""
    if isinstance(value, dict):
        return {key: expand(item, evaluator) for key, item in value.items()}
    if isinstance(value, list):
        return [expand(item, evaluator) for item in value]
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*", value, re.DOTALL)
    if whole:
        return evaluator.value(whole[1])
    return _EMBEDDED.sub(lambda at: text_of(evaluator.value(at[1])), value)
