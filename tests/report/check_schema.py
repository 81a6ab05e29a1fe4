"""Holds documents against the published schema, with a validator that is not ours.

usage: check_schema.py SCHEMA SAMPLES [DOCUMENT ...]

SAMPLES is the unit test's binary, which writes its sample results (`--emit FORMAT NAME`). Run by
ctest. Ends with status 1 where a document breaks the schema, where the schema accepts a document
that we broke on purpose, and where python3-jsonschema is not installed.
"""

import copy
import json
import pathlib
import subprocess
import sys
from typing import Any, Callable, Iterator

try:
    import jsonschema
except ImportError:
    sys.exit("python3-jsonschema is not installed: apt-get install python3-jsonschema")

SAMPLES = ["all_pass", "wrong_values", "raises", "limits_and_refusals", "long_values", "hostile",
           "nothing_defined", "empty", "suspicions", "drawn"]


def emitted(binary: str, form: str, name: str) -> bytes:
    command = [binary, "--emit", form, name]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def documents(binary: str) -> Iterator[tuple[str, Any]]:
    """Every sample in both formats, which must say the same; strict UTF-8, no lone surrogates."""
    for name in SAMPLES:
        document = json.loads(emitted(binary, "json", name).decode("utf-8", "strict"))
        lines = emitted(binary, "jsonl", name).decode("utf-8", "strict")
        if lines.count("\n") != 1 or not lines.endswith("\n"):
            sys.exit(f"{name}: jsonl is not one line")
        if json.loads(lines) != document:
            sys.exit(f"{name}: json and jsonl differ")
        json.dumps(document, ensure_ascii=False).encode("utf-8", "strict")
        yield name, document


def check_verdicts(schema: Any, binary: str) -> None:
    """The table of verdicts is in C; a new one must not be missing here."""
    printed = subprocess.run([binary, "--verdicts"], check=True, stdout=subprocess.PIPE).stdout
    if printed.decode().split() != schema["$defs"]["verdict"]["enum"]:
        sys.exit("the verdicts of the schema are not those of the program")


def drop(key: str) -> Callable[[Any], None]:
    return lambda document: document.pop(key)


def drop_of_case(key: str) -> Callable[[Any], None]:
    return lambda document: document["cases"][0].pop(key)


def put(key: str, value: Any) -> Callable[[Any], None]:
    return lambda document: document.update({key: value})


def put_in_case(key: str, value: Any) -> Callable[[Any], None]:
    return lambda document: document["cases"][0].update({key: value})


# The schema must refuse each of these, or holding documents against it means nothing.
BREAKAGES: list[tuple[str, Callable[[Any], None]]] = [
    ("a missing verdict", drop("verdict")),
    ("an unknown key", put("extra", 1)),
    ("a verdict that there is not", put("verdict", "passed")),
    ("a seed that is a text", put("seed", "1")),
    ("points that are a text", put("points", "1")),
    ("a case without stdout", drop_of_case("stdout")),
    ("a case with an unknown key", put_in_case("output", "")),
    ("a case with a status in place of a verdict", put_in_case("verdict", "ok")),
    ("failures that are no list", put_in_case("failures", None)),
]


def main() -> int:
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    check_verdicts(schema, sys.argv[2])
    validator = jsonschema.Draft202012Validator(schema)
    checked = dict(documents(sys.argv[2]))
    for path in sys.argv[3:]:
        checked[path] = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    for name, document in checked.items():
        for error in validator.iter_errors(document):
            sys.exit(f"{name}: {error.json_path}: {error.message}")
    for what, break_it in BREAKAGES:
        broken = copy.deepcopy(checked["raises"])
        break_it(broken)
        if validator.is_valid(broken):
            sys.exit(f"the schema accepts {what}")
    print(f"{len(checked)} documents hold, {len(BREAKAGES)} broken ones are refused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
