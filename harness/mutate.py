"""Mutants of a reference solution: small changes that some case ought to notice.

Imported by case.main on a `mutants` frame, in a process that parses and runs nothing. A change is a
few edits of the source, so that what is left stays as its author wrote it. The identity of a mutant
is made of the function that it is in and of what becomes of which code: it outlives edits elsewhere.
"""

import ast

from . import trace

MOST = 400  # of one source; beyond that every n-th is left out
LONG = 90  # characters of code in an identity

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
MADE = ("list", "dict", "set", "deque", "defaultdict", "Counter", "OrderedDict")
COPIES = ("list", "tuple", "dict", "set", "frozenset", "sorted", "copy", "deepcopy")
TASKS = ("create_task", "ensure_future")
ENDS = ("append", "appendleft", "pop", "popleft", "extend", "extendleft")
IN_ORDER = ("append", "extend", "put", "put_nowait", "insert", "write", "print")

COMPARISONS = {
    ast.Lt: ("<=", ">="), ast.LtE: ("<", ">"), ast.Gt: (">=", "<="), ast.GtE: (">", "<"),
    ast.Eq: ("!=",), ast.NotEq: ("==",), ast.Is: ("is not",), ast.IsNot: ("is",),
    ast.In: ("not in",), ast.NotIn: ("in",),
}
IDENTITIES = {ast.Is: "==", ast.IsNot: "!=", ast.Eq: "is", ast.NotEq: "is not"}
SIGNS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}
ARITHMETIC = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.Div: "*", ast.FloorDiv: "/", ast.Mod: "*",
    ast.Pow: "*", ast.BitAnd: "|", ast.BitOr: "&", ast.BitXor: "&", ast.LShift: ">>", ast.RShift: "<<",
}


class Source:
    """The text with its places as offsets in bytes, as the syntax tree counts columns."""

    def __init__(self, data: bytes, file: str) -> None:
        self.data = data
        self.tree = ast.parse(data, file)
        self.starts = [0]
        for line in data.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.parents: dict = {}
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node

    def start(self, node: ast.AST) -> int:
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.AST) -> int:
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.AST) -> str:
        return self.data[self.start(node):self.end(node)].decode()

    def between(self, first: int, last: int, word: str) -> "tuple | None":
        """Where a word stands in a stretch of code; comments in it are looked over."""
        at = first
        while at < last:
            stop = self.data.find(b"\n", at, last)
            line = self.data[at:last if stop < 0 else stop].split(b"#")[0]
            found = line.find(word.encode())
            if found >= 0:
                return at + found, at + found + len(word)
            at = last if stop < 0 else stop + 1
        return None

    def chain(self, node: ast.AST) -> list:
        """The nodes above, the nearest first."""
        found = []
        while node in self.parents:
            node = self.parents[node]
            found.append(node)
        return found

    def function(self, node: ast.AST) -> str:
        """The function or class that it is in, as "Class.method"."""
        names = [one.name for one in (node, *self.chain(node)) if isinstance(one, (*FUNCTIONS, ast.ClassDef))]
        return ".".join(reversed(names))


class Change:
    """What one mutant does, before it has an identity."""

    def __init__(self, node: ast.AST, edits: list, old: str, new: str) -> None:
        self.node, self.edits, self.old, self.new = node, edits, old, new


def code(node: ast.AST) -> str:
    return ast.unparse(node)


CLOSED = (ast.Name, ast.Constant, ast.Call, ast.Attribute, ast.Subscript, ast.List, ast.Tuple, ast.Dict, ast.Set,
          ast.ListComp, ast.SetComp, ast.DictComp, ast.JoinedStr)


def needs_parentheses(source: Source, node: ast.AST, text: str) -> bool:
    """Whether another expression in the place of this one might bind otherwise."""
    parent = source.parents.get(node)
    closed = (ast.Call, ast.keyword, ast.List, ast.Dict, ast.Set, ast.Subscript, ast.stmt)
    if isinstance(parent, closed) and getattr(parent, "func", None) is not node:
        return getattr(parent, "value", None) is node and isinstance(parent, ast.Subscript)
    made = ast.parse(text, mode="eval").body
    return not isinstance(made, CLOSED)


def instead(source: Source, node: ast.AST, text: str) -> Change:
    """Another expression in the place of this one."""
    shown = "(" + text + ")" if needs_parentheses(source, node, text) else text
    return Change(node, [(source.start(node), source.end(node), shown)], code(node), text)


def operator_between(source: Source, node: ast.AST, left: ast.AST, right: ast.AST, old: str,
                     new: str) -> "Change | None":
    """Another operator; the operands stay as they are written."""
    words = old.split()
    first = source.between(source.end(left), source.start(right), words[0])
    if first is None:
        return None
    last = source.between(first[0], source.start(right), words[-1])
    if last is None:
        return None
    both = (code(left) + " " + old + " " + code(right), code(left) + " " + new + " " + code(right))
    return Change(node, [(first[0], last[1], new)], *both)


def header(source: Source, node: ast.AST, old: str, new: str) -> Change:
    """Another first line of a compound statement: up to the colon in front of its body."""
    begin = source.start(node)
    colon = source.data.rfind(b":", begin, source.start(node.body[0]))
    return Change(node, [(begin, colon + 1, new)], old, new)


# operators -----------------------------------------------------------------------------------


def compare(source: Source, node: ast.Compare):
    left = node.left
    for sign, right in zip(node.ops, node.comparators):
        new = list(COMPARISONS[type(sign)])
        constant = isinstance(left, ast.Constant) or isinstance(right, ast.Constant)
        if type(sign) in IDENTITIES and not constant:
            new.append(IDENTITIES[type(sign)])
        for one in new:
            yield operator_between(source, node, left, right, SIGNS[type(sign)], one)
        left = right


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)))


OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
}


def arithmetic(source: Source, node: ast.BinOp):
    if type(node.op) not in ARITHMETIC or is_text(node.left) or is_text(node.right):
        return
    new = ARITHMETIC[type(node.op)]
    if isinstance(node.op, ast.Pow):  # what binds less than it did
        yield instead(source, node, "%s * %s" % (code(node.left), code(node.right)))
    else:
        yield operator_between(source, node, node.left, node.right, OPERATORS[type(node.op)], new)


def augmented(source: Source, node: ast.AugAssign):
    if type(node.op) in ARITHMETIC and not is_text(node.value):
        old, new = OPERATORS[type(node.op)] + "=", ARITHMETIC[type(node.op)] + "="
        yield operator_between(source, node, node.target, node.value, old, new)


def unary(source: Source, node: ast.UnaryOp):
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield instead(source, node, code(node.operand))


def is_told(source: Source, node: ast.AST) -> bool:
    """Whether a text is only for people: a docstring, a message of an exception, a part of an f-string."""
    chain = source.chain(node)
    if isinstance(chain[0], ast.Expr):
        return True
    return any(isinstance(one, (ast.Raise, ast.JoinedStr, ast.Assert)) for one in chain)


def other_constants(source: Source, node: ast.Constant) -> list:
    value = node.value
    if value is True or value is False:
        return [str(not value)]
    if isinstance(value, int):
        return [str(value + 1), "0"] if value == 1 else [str(value + 1)]
    if isinstance(value, float):
        return [repr(value + 1)]
    if isinstance(value, (str, bytes)) and not is_told(source, node):
        return [repr(value[:0] if value else ("mutant" if isinstance(value, str) else b"mutant"))]
    return []


def constant(source: Source, node: ast.Constant):
    for text in other_constants(source, node):
        around = source.parents[node]
        change = instead(source, node, text)
        if isinstance(around, ast.keyword) and around.arg:
            change.old, change.new = around.arg + "=" + change.old, around.arg + "=" + change.new
            around = source.parents[around]
        if isinstance(around, ast.expr):  # a number alone says little of where it stands
            change.new += " in " + code(around)
        yield change


def boolean(source: Source, node: ast.BoolOp):
    old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
    for left, right in zip(node.values, node.values[1:]):
        yield operator_between(source, node, left, right, old, new)


def condition(source: Source, node: ast.AST):
    """A branch that is never taken, or always."""
    always = isinstance(node.test, ast.Constant)
    for word in ("False",) if isinstance(node, ast.While) else ("True", "False"):
        if not always or word != str(node.test.value):
            change = instead(source, node.test, word)
            kind = "while " if isinstance(node, ast.While) else "if "
            yield Change(node.test, change.edits, kind + change.old, kind + word)


def filtered(source: Source, node: ast.comprehension):
    for test in node.ifs:
        change = instead(source, test, "True")
        yield Change(test, change.edits, "if " + change.old, "if True")


def returned(source: Source, node: ast.Return):
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        change = instead(source, node.value, "None")
        yield Change(node, change.edits, "return " + change.old, "return None")


def handler(source: Source, node: ast.ExceptHandler):
    if node.type is None:
        return
    name = code(node.type)
    wider = {"Exception": "BaseException", "BaseException": None}.get(name, "Exception")
    for new in (wider, "()"):
        if new:
            change = instead(source, node.type, new)
            yield Change(node, change.edits, "except " + name, "except " + new)


def raised(source: Source, node: ast.Raise):
    whole = source.start(node), source.end(node)
    yield Change(node, [(*whole, "pass")], code(node), "pass")
    if node.cause is not None:
        cut = source.end(node.exc), source.end(node)
        yield Change(node, [(*cut, "")], code(node), "raise " + code(node.exc))


def decorated(source: Source, node: ast.AST):
    for one in node.decorator_list:
        at = source.data.rfind(b"@", 0, source.start(one))
        line = source.starts[one.end_lineno]
        first = source.data.rfind(b"\n", 0, at) + 1
        yield Change(one, [(first, line, "")], "@" + code(one), "no decorator")


def own(node: ast.AST, kinds: tuple) -> bool:
    """Whether a function has such a node itself, and not only a function inside of it."""
    waiting = list(node.body)
    while waiting:
        one = waiting.pop()
        if isinstance(one, kinds):
            return True
        if not isinstance(one, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(one))
    return False


EAGER = "@lambda make: lambda *args, **kwargs: iter(list(make(*args, **kwargs)))"


def eager(source: Source, node: ast.FunctionDef):
    """A generator that has made all its items before it gives the first."""
    if own(node, (ast.Yield, ast.YieldFrom)):
        at = source.starts[node.lineno - 1]
        line = " " * node.col_offset + EAGER + "\n"
        yield Change(node, [(at, at, line)], "a generator", "a list made at once")


def yielded(source: Source, node: ast.Yield):
    if node.value is not None:
        change = instead(source, node.value, "None")
        yield Change(node, change.edits, "yield " + change.old, "yield None")


def awaited(source: Source, node: ast.Await):
    yield instead(source, node, code(node.value))
    call = node.value
    if not isinstance(call, ast.Call) or called(call) != "gather":
        return
    args = call.args
    if len(args) == 1 and isinstance(args[0], ast.Starred):
        yield instead(source, node, "[await one for one in %s]" % code(args[0].value))
    elif args and not any(isinstance(arg, ast.Starred) for arg in args):
        yield instead(source, node, "[%s]" % ", ".join("await " + code(arg) for arg in args))


def called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def call(source: Source, node: ast.Call):
    name, args = called(node), node.args
    if name in COPIES and len(args) == 1 and not node.keywords and not isinstance(args[0], ast.Starred):
        yield instead(source, node, code(args[0]))
    if name == "sorted" and args and node.keywords:
        yield instead(source, node, "list(%s)" % code(args[0]))
    if name == "copy" and not args and isinstance(node.func, ast.Attribute):
        yield instead(source, node, code(node.func.value))
    if name == "reversed" and len(args) == 1:
        yield instead(source, node, "iter(%s)" % code(args[0]))
    if name in TASKS and len(args) == 1:
        yield instead(source, node, code(args[0]))
    if isinstance(node.func, ast.Attribute) and name in ENDS:
        yield other_end(source, node, name)
    swap = {"min": "max", "max": "min", "any": "all", "all": "any"}.get(name)
    if swap and isinstance(node.func, ast.Name):
        yield instead(source, node, code(node).replace(name, swap, 1))
    yield from arguments(source, node)


def other_end(source: Source, node: ast.Call, name: str) -> "Change | None":
    """At the other end of a list or a deque."""
    before, args = code(node.func.value), ", ".join(code(arg) for arg in node.args)
    if name == "append" and len(node.args) == 1:
        return instead(source, node, "%s.insert(0, %s)" % (before, args))
    if name == "pop" and args == "0":
        return instead(source, node, before + ".pop()")
    other = {"popleft": "pop", "appendleft": "append", "extendleft": "extend"}.get(name)
    return instead(source, node, "%s.%s(%s)" % (before, other, args)) if other else None


def arguments(source: Source, node: ast.Call):
    """Keyword arguments, *args and **kwargs that are not handed on."""
    parts = [*node.args, *node.keywords]
    for one in parts:
        if isinstance(one, (ast.Starred, ast.keyword)):
            rest = ast.Call(node.func, [arg for arg in node.args if arg is not one],
                            [word for word in node.keywords if word is not one])
            yield instead(source, node, code(rest))


def sliced(source: Source, node: ast.Subscript):
    part = node.slice
    if not isinstance(part, ast.Slice):
        return
    if part.lower is part.upper is part.step is None or code(part) == "::-1":
        yield instead(source, node, code(node.value))
        return
    for field in ("lower", "upper"):
        bound = getattr(part, field)
        if bound is not None:
            setattr(part, field, None)
            text = code(node)
            setattr(part, field, bound)
            yield instead(source, node, text)


def shared(source: Source, node: ast.AST):
    """A list or a dict that is made once and not for each call."""
    inside = [one for one in source.chain(node) if isinstance(one, FUNCTIONS)]
    statement = source.parents[node]
    if not inside or not isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return
    if isinstance(node, ast.Call) and (called(node) not in MADE or isinstance(node.func, ast.Attribute)):
        return
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - set(MADE)
    top = source.chain(node)[-2]  # below the module
    if names & {one.arg for function in inside for one in ast.walk(function.args) if isinstance(one, ast.arg)}:
        return
    first = min(one.lineno for one in (top, *getattr(top, "decorator_list", ())))
    at = source.starts[first - 1]
    edits = [(at, at, "_shared = %s\n" % code(node)), (source.start(node), source.end(node), "_shared")]
    yield Change(node, edits, code(statement), code(statement.targets[0] if isinstance(
        statement, ast.Assign) else statement.target) + " = one that all calls share")


def tried(source: Source, node: ast.Try):
    """What is done in any case is done only where nothing went wrong."""
    if not node.finalbody or node.orelse:
        return
    before = (node.handlers[-1].body if node.handlers else node.body)[-1]
    word = source.between(source.end(before), source.start(node.finalbody[0]), "finally")
    if word is None:
        return
    edits = [(*word, "else")]
    if not node.handlers:
        edits = [(source.start(node), source.start(node) + 3, "if True"), (*word, "if True")]
    yield Change(node, edits, "finally: " + code(node.finalbody[0]).split("\n")[0], "only without an exception")


def guarded(source: Source, node: ast.With):
    """A block without what guards it: a lock, a suppressor."""
    if all(item.optional_vars is None for item in node.items):
        word = "async with " if isinstance(node, ast.AsyncWith) else "with "
        yield header(source, node, word + ", ".join(code(item) for item in node.items) + ":", "if True:")


def looped(source: Source, node: ast.For):
    """The other way round, where the order is to be seen from outside."""
    seen = own(node, (ast.Yield, ast.YieldFrom, ast.Return, ast.Await, ast.Break)) or any(
        isinstance(one, ast.Call) and called(one) in IN_ORDER for one in ast.walk(node))
    if seen and not isinstance(node, ast.AsyncFor):
        change = instead(source, node.iter, "list(%s)[::-1]" % code(node.iter))
        yield Change(node.iter, change.edits, "in " + change.old, "in " + change.new)


def statement(source: Source, node: ast.AST):
    """A statement that has an effect, left out."""
    value = getattr(node, "value", None)
    if isinstance(node, ast.Expr) and not isinstance(value, (ast.Call, ast.Await)):
        return
    if isinstance(node, ast.Assign) and all(isinstance(one, (ast.Name, ast.Tuple)) for one in node.targets):
        return
    yield Change(node, [(source.start(node), source.end(node), "pass")], code(node), "pass")


def jump(source: Source, node: ast.AST):
    old, new = ("break", "continue") if isinstance(node, ast.Break) else ("continue", "break")
    yield Change(node, [(source.start(node), source.end(node), new)], old, new)


# Each with the name that a report gives it, and the nodes that it looks at.
TABLE = (
    ("comparison", compare, (ast.Compare,)),
    ("arithmetic", arithmetic, (ast.BinOp,)),
    ("arithmetic", augmented, (ast.AugAssign,)),
    ("sign", unary, (ast.UnaryOp,)),
    ("constant", constant, (ast.Constant,)),
    ("boolean", boolean, (ast.BoolOp,)),
    ("branch", condition, (ast.If, ast.IfExp, ast.While)),
    ("branch", filtered, (ast.comprehension,)),
    ("return", returned, (ast.Return,)),
    ("exception", handler, (ast.ExceptHandler,)),
    ("exception", raised, (ast.Raise,)),
    ("decorator", decorated, (*FUNCTIONS, ast.ClassDef)),
    ("generator", eager, (ast.FunctionDef,)),
    ("generator", yielded, (ast.Yield,)),
    ("await", awaited, (ast.Await,)),
    ("call", call, (ast.Call,)),
    ("slice", sliced, (ast.Subscript,)),
    ("shared", shared, (ast.List, ast.Dict, ast.Set, ast.Call)),
    ("finally", tried, (ast.Try,)),
    ("guard", guarded, (ast.With, ast.AsyncWith)),
    ("order", looped, (ast.For,)),
    ("statement", statement, (ast.Expr, ast.AugAssign, ast.Assign, ast.Delete)),
    ("jump", jump, (ast.Break, ast.Continue)),
)

SKIPPED_FIELDS = ("annotation", "returns", "type_comment", "type_params", "format_spec")


def is_main(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__name__" in code(node.test)


def walk(node: ast.AST):
    """All nodes in the order of the source, without annotations and what only a program does."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in SKIPPED_FIELDS:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST) and not is_main(one):
                yield from walk(one)


def changes(source: Source):
    for node in walk(source.tree):
        for name, make, kinds in TABLE:
            if isinstance(node, kinds):
                for change in make(source, node):
                    if change is not None:
                        yield name, change


def applied(data: bytes, edits: list) -> bytes:
    for start, end, text in sorted(edits, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    return data


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONG else text[:LONG - 4] + " ..."


def numbered(identity: str, seen: dict) -> str:
    seen[identity] = seen.get(identity, 0) + 1
    return identity if seen[identity] == 1 else "%s (%d)" % (identity, seen[identity])


def thinned(found: list) -> list:
    if len(found) <= MOST:
        return found
    return [found[at * len(found) // MOST] for at in range(MOST)]


def without_given(tree: ast.Module, starter: "bytes | None") -> None:
    """What the starter has word for word is given to the learner: there is no mistake to make in it."""
    try:
        given = {ast.dump(node) for node in ast.parse(starter or b"").body}
    except (SyntaxError, ValueError):
        return
    tree.body = [node for node in tree.body if ast.dump(node) not in given]


def all_mutants(data: bytes, file: str, starter: "bytes | None") -> tuple:
    """Those that compile, and are no other's twin; and how many were not even tried."""
    source = Source(data, file)
    whole = ast.dump(source.tree)
    without_given(source.tree, starter)
    found, seen, twins = [], {}, {whole}
    possible = list(changes(source))
    tried = thinned(possible)
    for name, change in tried:
        text = applied(data, change.edits)
        try:
            tree = ast.parse(text, file)
            compile(tree, file, "exec", 0, True)
        except (SyntaxError, ValueError):
            continue
        twin = ast.dump(tree)
        if twin in twins:
            continue
        twins.add(twin)
        place = source.function(change.node) or "module"
        identity = "%s: %s -> %s" % (place, shortened(change.old), shortened(change.new))
        column = trace.column(file, change.node.lineno, change.node.col_offset)
        found.append({"id": numbered(identity, seen), "operator": name, "line": change.node.lineno,
                      "column": column, "edits": [list(edit) for edit in change.edits]})
    return found, len(possible) - len(tried)


def answer(body: dict) -> dict:
    """The answer to a `mutants` frame."""
    trace.sources[body["file"]] = body["source"]
    try:
        found, left_out = all_mutants(body["source"], body["file"], body["starter"])
    except (SyntaxError, ValueError, RecursionError) as exc:
        return {"mutants": [], "left_out": 0, "fault": "%s: %s" % (type(exc).__name__, exc)}
    return {"mutants": found, "left_out": left_out, "fault": None}
