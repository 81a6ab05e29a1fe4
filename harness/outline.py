"""What a statement and a starter say of the names that a solution must define, and the examples of
a statement.

Imported by case.main on an `outline` frame, in a process that parses and runs nothing.
"""

import ast
import re

FENCE = re.compile(r"^(?P<fence>```+|~~~+)[ ]*(?P<info>[^\n`]*)$")
PYTHON = ("python", "py", "python3", "pycon")
NOT_RUN = "no-run"  # in the info string of a block that only shows something
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def parsed(text: str) -> "ast.AST | None":
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


def parameters(node: ast.AST) -> str:
    """The parameters without annotations: "a, b=2, *rest". What a method is bound to is no parameter."""
    args = ast.parse("def f(%s): pass" % ast.unparse(node.args)).body[0].args
    for one in ast.walk(args):
        if isinstance(one, ast.arg):
            one.annotation = None
    return ast.unparse(args)


def methods(node: ast.ClassDef) -> list:
    """The public methods of a class with their parameters, and what makes an instance."""
    return ["%s(%s)" % (one.name, parameters(one)) for one in node.body
            if isinstance(one, FUNCTIONS) and (one.name == "__init__" or not one.name.startswith("_"))]


def form(node: ast.AST) -> "str | None":
    if isinstance(node, ast.ClassDef):
        return "class"
    words = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return "%s (%s)" % (words, parameters(node))


def definition(tree: "ast.AST | None", name: str) -> "ast.AST | None":
    """The last one at the top of a file, also where a condition stands around it."""
    found = None
    for node in ast.walk(tree) if tree else ():
        body = getattr(node, "body", None)
        if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)) or not isinstance(body, list):
            continue
        for one in body:
            if isinstance(one, (*FUNCTIONS, ast.ClassDef)) and one.name == name:
                found = one
    return found


def is_bound(tree: "ast.AST | None", name: str) -> bool:
    """Whether the file gives the name a meaning in some other way: an assignment, an import."""
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.alias) and (node.asname or node.name) == name:
            return True
    return False


def blocks(readme: str) -> list:
    """The blocks of Python: [line of the first line of code, code, whether it may be run]."""
    found, fence, info, code, start = [], None, "", [], 0
    for number, line in enumerate(readme.splitlines(), 1):
        match = FENCE.match(line)
        if fence is None and match:
            fence, info, code, start = match["fence"], match["info"].split(), [], number + 1
        elif fence is not None and line.strip() == fence:
            if info and info[0] in PYTHON:
                found.append([start, as_source(code), NOT_RUN not in info])
            fence = None
        elif fence is not None:
            code.append(line)
    return found


def as_source(lines: list) -> str:
    """The code of a block; of a session only what was typed."""
    if any(line.startswith(">>> ") for line in lines):
        return "".join((line[4:] if line[:4] in (">>> ", "... ") else "") + "\n" for line in lines)
    return "".join(line + "\n" for line in lines)


def named(name: str, tree: "ast.AST | None", text: "str | None") -> dict:
    """What one file says of a name."""
    node = definition(tree, name)
    if node is None:
        return {"there": is_bound(tree, name), "form": None, "methods": [], "line": 1}
    made = methods(node) if isinstance(node, ast.ClassDef) else []
    return {"there": True, "form": form(node), "methods": made, "line": node.lineno}


def answer(body: dict) -> dict:
    """The answer to an `outline` frame."""
    texts = {key: None if body[key] is None else body[key].decode("utf-8", "replace")
             for key in ("reference", "starter", "readme")}
    shown = blocks(texts["readme"] or "")
    trees = {key: parsed(texts[key]) if texts[key] is not None else None for key in ("reference", "starter")}
    said = []
    for start, code, _ in shown:
        tree = parsed(code)
        for name in body["names"]:
            node = definition(tree, name)
            if node is not None:
                said.append([name, start + node.lineno - 1, form(node)])
    return {
        "names": {name: {key: named(name, trees[key], texts[key]) for key in trees} for name in body["names"]},
        "readme": said,
        "blocks": shown,
        "broken": [key for key in trees if texts[key] is not None and trees[key] is None],
    }
