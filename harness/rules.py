"""Static rules: what a solution's source holds, and where. Runs in the process that compiles.

The source is parsed and looked at, never run. Answers facts only: what is required, forbidden or
too much, the supervisor knows. Imported on the first `rules` frame, by case.main.
"""

import _ast
import gc

from . import trace

ONLY_AST = 0x400  # ast.PyCF_ONLY_AST
PLACES = 8  # of one construct, told
PARTS = 20  # of a dotted name; longer ones are nobody's in particular

FUNCTIONS = (_ast.FunctionDef, _ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, _ast.ClassDef)
LOOPS = (_ast.For, _ast.AsyncFor, _ast.While)
BLOCKS = tuple(
    getattr(_ast, name)
    for name in ("For", "AsyncFor", "While", "If", "Try", "TryStar", "With", "AsyncWith", "Match")
    if hasattr(_ast, name)
)
BRANCHES = ("If", "IfExp", "For", "AsyncFor", "While", "ExceptHandler", "match_case")
MUTABLE = (_ast.List, _ast.Dict, _ast.Set, _ast.ListComp, _ast.DictComp, _ast.SetComp)


def children(node: object) -> list:
    """The nodes right below, in the order of the source as far as the fields have it."""
    found = []
    for field in node._fields:
        value = getattr(node, field, None)
        if type(value) is list:
            found.extend(item for item in value if isinstance(item, _ast.AST))
        elif isinstance(value, _ast.AST):
            found.append(value)
    return found


def statement_lists(node: object) -> list:
    """The blocks of a compound statement, those of its handlers and cases too."""
    lists = [getattr(node, field, None) for field in ("body", "orelse", "finalbody")]
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        lists.append(part.body)
    return [found for found in lists if type(found) is list]


def is_elif(outer: object, inner: object) -> bool:
    return (type(outer) is _ast.If is type(inner) and outer.orelse == [inner]
            and inner.col_offset == outer.col_offset)


def docstring(node: object) -> object:
    """The expression statement that is the docstring, or None."""
    body = getattr(node, "body", None)
    first = body[0] if type(body) is list and body else None
    if type(first) is _ast.Expr and type(first.value) is _ast.Constant:
        return first if type(first.value.value) is str else None
    return None


def defined(node: object, name: str) -> list:
    """What a name stands for that is defined in a body: the definitions that may be in force. One
    that is sure to be made replaces those before it."""
    found: list = []
    body = getattr(node, "body", None)
    for statement in body if type(body) is list else ():
        waiting = [statement]
        while waiting:
            one = waiting.pop()
            if isinstance(one, DEFINITIONS):
                bound, made = one.name, one
            else:
                bound, made = lambda_of(one)
                blocks = [inner for block in statement_lists(one) for inner in block]
                waiting.extend(reversed(blocks))
            if bound == name:
                if one is statement:
                    found.clear()
                found.append(made)
    return found


def lambda_of(statement: object) -> tuple:
    """The name that a statement gives to a lambda expression, and that; or two Nones."""
    if type(statement) not in (_ast.Assign, _ast.AnnAssign):
        return None, None
    if type(statement.value) is not _ast.Lambda:
        return None, None
    target = statement.targets[0] if type(statement) is _ast.Assign else statement.target
    return getattr(target, "id", None), statement.value


class Imports:
    """What names of the file stand for, by its imports."""

    def __init__(self, tree: object) -> None:
        self.names: dict = {}  # local name -> dotted names
        self.stars: list = []  # modules that all names were taken from
        for node in survey([tree]).of("Import", "ImportFrom"):
            module = getattr(node, "module", None)
            if type(node) is _ast.ImportFrom and (node.level or module is None):
                continue
            for alias in node.names:
                if alias.name == "*":
                    self.stars.append(module)
                elif type(node) is _ast.ImportFrom:
                    self.bind(alias.asname or alias.name, module + "." + alias.name)
                elif alias.asname:
                    self.bind(alias.asname, alias.name)

    def bind(self, name: str, meaning: str) -> None:
        self.names.setdefault(name, []).append(meaning)

    def forms(self, node: object) -> list:
        """All that an author may call what this expression names: as it is written, as it was
        imported, and `.attribute` for that of any object."""
        parts: list = []
        last = node
        while type(node) is _ast.Attribute and len(parts) < PARTS:
            parts.append(node.attr)
            node = node.value
        found = ["." + last.attr] if parts else []
        if type(node) is not _ast.Name:
            return found
        rest = "".join("." + part for part in reversed(parts))
        heads = [node.id, *self.names.get(node.id, ()), *(star + "." + node.id for star in self.stars)]
        for head in heads:
            full = head + rest
            found.append(full)
            if full.startswith("builtins."):
                found.append(full[len("builtins."):])
        return found


class Survey:
    """The nodes below some roots, by the name of their class, in the order of the source."""

    def __init__(self, roots: list) -> None:
        self.roots = roots
        self.by_class: dict = {}
        self.places: dict = {}  # id of a node without a position -> the one around it

    def of(self, *names: str) -> list:
        return [node for name in names for node in self.by_class.get(name, ())]

    def place(self, node: object) -> object:
        return self.places.get(id(node), node)


def survey(roots: list) -> Survey:
    """Walks without recursion: the depth is the solution's."""
    made = Survey(roots)
    waiting = [(child, root) for root in reversed(roots) for child in reversed(children(root))]
    while waiting:
        node, around = waiting.pop()
        made.by_class.setdefault(type(node).__name__, []).append(node)
        if not hasattr(node, "lineno"):
            made.places[id(node)] = around
            waiting.extend((child, around) for child in reversed(children(node)))
        else:
            waiting.extend((child, node) for child in reversed(children(node)))
    return made


# constructs ----------------------------------------------------------------------------------
# Each takes the survey, the imports and what is looked for, and gives the nodes that are it.


def find_nodes(found: Survey, imports: Imports, what: list) -> list:
    return [found.place(node) for node in found.of(*what)]


def find_calls(found: Survey, imports: Imports, what: str) -> list:
    return [node for node in found.of("Call") if what in imports.forms(node.func)]


def find_decorators(found: Survey, imports: Imports, what: str) -> list:
    definitions = [*found.roots, *found.of("FunctionDef", "AsyncFunctionDef", "ClassDef")]
    decorators = [one for node in definitions for one in getattr(node, "decorator_list", ())]
    return [one for one in decorators
            if what in imports.forms(one.func if type(one) is _ast.Call else one)]


def modules_of(node: object, imports: Imports) -> list:
    """The modules that an import statement, or a call that imports, names."""
    if type(node) is _ast.Import:
        return [alias.name for alias in node.names]
    if type(node) is _ast.ImportFrom:
        module = "." * node.level + (node.module or "")
        return [module, *(module + "." + alias.name for alias in node.names)]
    forms = imports.forms(node.func)
    if ("__import__" in forms or "importlib.import_module" in forms) and node.args:
        first = node.args[0]
        if type(first) is _ast.Constant and type(first.value) is str:
            return [first.value]
    return []


def find_imports(found: Survey, imports: Imports, what: str) -> list:
    return [node for node in found.of("Import", "ImportFrom", "Call")
            if any(name == what or name.startswith(what + ".") for name in modules_of(node, imports))]


def names_of(node: object, imports: Imports) -> list:
    """The names that a node uses or binds."""
    kind = type(node)
    if kind in (_ast.Name, _ast.Attribute):
        return imports.forms(node)
    if kind is _ast.arg:
        return [node.arg]
    if kind is _ast.alias:
        return [node.asname or node.name.partition(".")[0]]
    if kind in (_ast.Global, _ast.Nonlocal):
        return node.names
    return [getattr(node, "name", None), getattr(node, "rest", None)]


def find_names(found: Survey, imports: Imports, what: str) -> list:
    holders = found.of("Name", "Attribute", "arg", "alias", "Global", "Nonlocal", "FunctionDef",
                       "AsyncFunctionDef", "ClassDef", "ExceptHandler", "MatchAs", "MatchStar",
                       "MatchMapping")
    return [found.place(node) for node in holders if what in names_of(node, imports)]


def same(value: object, want: object) -> bool:
    return type(value) is type(want) and repr(value) == repr(want)


def find_literals(found: Survey, imports: Imports, what: object) -> list:
    nodes = [node for node in found.of("Constant") if same(node.value, what)]
    if type(what) in (int, float):  # -1 is an operator and a 1
        nodes += [node for node in found.of("UnaryOp")
                  if type(node.op) is _ast.USub and type(node.operand) is _ast.Constant
                  and type(node.operand.value) is type(what) and same(-node.operand.value, what)]
    return nodes


def calls_itself(function: object) -> list:
    """The calls of a function, or of self.method, within its own body."""
    name, calls = function.name, survey([function]).of("Call")
    return [node for node in calls
            if getattr(node.func, "id", None) == name
            or (type(node.func) is _ast.Attribute and node.func.attr == name
                and getattr(node.func.value, "id", None) in ("self", "cls"))]


def find_recursion(found: Survey) -> list:
    functions = [node for node in found.roots if isinstance(node, FUNCTIONS)]
    functions += found.of("FunctionDef", "AsyncFunctionDef")
    return [call for function in functions for call in calls_itself(function)]


def find_mutable_defaults(found: Survey) -> list:
    values = [value for one in found.of("arguments")
              for value in (*one.defaults, *one.kw_defaults)]
    return [value for value in values
            if isinstance(value, MUTABLE) or (type(value) is _ast.Call
            and getattr(value.func, "id", None) in ("list", "dict", "set", "bytearray"))]


def find_annotations(found: Survey) -> list:
    functions = [*found.roots, *found.of("FunctionDef", "AsyncFunctionDef")]
    notes = [getattr(node, "annotation", None) for node in found.of("arg")]
    notes += [getattr(node, "returns", None) for node in functions]
    return [note for note in notes if note is not None] + found.of("AnnAssign")


SPECIAL = {
    "recursion": find_recursion,
    "mutable default": find_mutable_defaults,
    "annotation": find_annotations,
    "bare except": lambda found: [node for node in found.of("ExceptHandler") if node.type is None],
    "finally": lambda found: [node for node in found.of("Try", "TryStar") if node.finalbody],
    "star import": lambda found: [node for node in found.of("ImportFrom")
                                  if node.names[0].name == "*"],
    "docstring": lambda found: [one for one in map(docstring, found.roots) if one],
    "async def": lambda found: [node for node in (*found.roots, *found.of("AsyncFunctionDef"))
                                if type(node) is _ast.AsyncFunctionDef],
}


def find_special(found: Survey, imports: Imports, what: str) -> list:
    return SPECIAL[what](found)


CONSTRUCTS = {
    "call": find_calls, "import": find_imports, "name": find_names, "decorator": find_decorators,
    "literal": find_literals, "nodes": find_nodes, "special": find_special,
}


# measures ------------------------------------------------------------------------------------
# Each gives a number, and the node that has it.


def nesting(roots: list, source: bytes) -> tuple:
    """Blocks within blocks. A definition is none, and an elif is as deep as its if."""
    most, deepest = 0, None
    waiting = [(root, 0) for root in roots]
    while waiting:
        node, depth = waiting.pop()
        if depth > most:
            most, deepest = depth, node
        for child in children(node):
            deeper = isinstance(child, BLOCKS) and not is_elif(node, child)
            waiting.append((child, depth + deeper))
    return most, deepest


def branches(roots: list, source: bytes) -> tuple:
    """Places where the way splits, of the worst function; outside functions, of what is there."""
    worst, where = 0, None
    for root in roots:
        units = [root]
        if type(root) is _ast.Module:
            units = [node for one in root.body for node in split(one)]
        for unit in units:
            found = survey([unit])
            count = len(found.of(*BRANCHES)) + (type(unit).__name__ in BRANCHES)
            count += sum(len(node.ifs) for node in found.of("comprehension"))
            if count > worst:
                worst, where = count, unit
    return worst, where


def split(statement: object) -> list:
    """A class as its methods, any other statement as it is."""
    if type(statement) is _ast.ClassDef:
        return [node for one in statement.body for node in split(one)]
    return [statement]


def text_lines(node: object) -> set:
    """The lines of strings below that are longer than one: nothing in them is a comment."""
    found = survey([node]).of("Constant", "JoinedStr", "TemplateStr")
    return {line for one in found if one.end_lineno > one.lineno
            for line in range(one.lineno, one.end_lineno + 1)}


def code_lines(root: object, source: bytes) -> int:
    lines = source.splitlines()
    first, last = getattr(root, "lineno", 1), getattr(root, "end_lineno", len(lines))
    inside, without = text_lines(root), set()
    for node in (root, *survey([root]).of("FunctionDef", "AsyncFunctionDef", "ClassDef")):
        note = docstring(node)
        if note is not None:
            without.update(range(note.lineno, note.end_lineno + 1))
    count = 0
    for number in range(first, last + 1):
        text = lines[number - 1].strip() if number <= len(lines) else b""
        code = text != b"" and text[:1] != b"#"
        count += number not in without and (code or number in inside)
    return count


def lines(roots: list, source: bytes) -> tuple:
    """Lines of code: without blank ones, comments and docstrings."""
    return max((code_lines(root, source), at, root) for at, root in enumerate(roots))[::2]


MEASURES = {"nesting": nesting, "lines": lines, "branches": branches}


# the answer ----------------------------------------------------------------------------------


class Reader:
    """Answers the queries about one source."""

    def __init__(self, file: str, source: bytes) -> None:
        self.file, self.source = file, source
        self.tree = compile(source, file, "exec", ONLY_AST, True)
        self.imports = Imports(self.tree)
        self.surveys: dict = {}

    def scope(self, name: "str | None") -> Survey:
        if name not in self.surveys:
            roots = [self.tree]
            for part in name.split(".") if name else ():
                roots = [found for root in roots for found in defined(root, part)]
            self.surveys[name] = survey(roots)
        return self.surveys[name]

    def place(self, node: object) -> list:
        """Line and column from 1; zeros for the file as a whole."""
        line = getattr(node, "lineno", 0)
        return [line, trace.column(self.file, line, node.col_offset) if line else 0]

    def answer(self, query: dict) -> dict:
        """One fact: how much there is of it, and where."""
        found = self.scope(query["in"])
        if not found.roots:
            return {"scope": None, "count": 0, "at": []}
        kind = query["kind"]
        if kind in MEASURES:
            count, node = MEASURES[kind](found.roots, self.source)
            nodes = [] if node is None else [node]
        else:
            nodes = CONSTRUCTS[kind](found, self.imports, query["what"])
            count = len(nodes)
        at = sorted(self.place(node) for node in nodes)
        return {"scope": self.place(found.roots[-1]), "count": count, "at": at[:PLACES]}


def facts(body: dict) -> dict:
    """The answer to a `rules` frame."""
    gc.disable()  # a tree has no cycles, and the process ends with this answer
    trace.sources[body["file"]] = body["source"]
    try:
        reader = Reader(body["file"], body["source"])
        return {"facts": [reader.answer(query) for query in body["queries"]], "fault": None}
    except (SyntaxError, ValueError, RecursionError, MemoryError) as exc:
        return {"facts": [], "fault": trace.encoded(exc)}
