"""Holds the published schemas of problem.json and cases.json against the loader's own tables of keys, and
against every package that there is, with a validator that is not ours.

usage: check_schemas.py SOURCE TABLES

TABLES is the unit test's binary, which prints the tables. Run by ctest. Ends with status 1 where a schema
and a table differ in a key, a type or in what is required; where a package of the bank or a template breaks
a schema; where a schema accepts what was broken on purpose; and where python3-jsonschema is missing."""

import copy
import json
import pathlib
import subprocess
import sys
from typing import Any

try:
    import jsonschema
except ImportError:
    sys.exit("python3-jsonschema is not installed: apt-get install python3-jsonschema")

ALL = {"null", "boolean", "integer", "number", "string", "array", "object"}
OF_VALUES = {str: "string", bool: "boolean", int: "integer"}
faults: list = []


def types(schema: Any, definitions: dict) -> set:
    """The JSON types that a part of a schema lets through."""
    if "$ref" in schema:
        return types(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in schema:
        return set().union(*(types(one, definitions) for one in schema["anyOf"]))
    if "enum" in schema:
        return {OF_VALUES[type(one)] for one in schema["enum"]}
    found = schema.get("type", sorted(ALL))
    return {found} if isinstance(found, str) else set(found)


def compare(file: str, schema: dict, tables: dict) -> set:
    """The tables that the file has a definition of."""
    definitions = schema["$defs"]
    for name in definitions.keys() & tables.keys():
        part, table = definitions[name], tables[name]
        properties = part["properties"]
        for key in properties.keys() ^ table.keys():
            faults.append(f"{file}: {name}: only the {'schema' if key in properties else 'loader'} knows '{key}'")
        for key in properties.keys() & table.keys():
            told = types(properties[key], definitions)
            told |= {"integer"} if "number" in told else set()
            read = set(table[key]["types"]) | ({"integer"} if "number" in table[key]["types"] else set())
            if told != read:
                faults.append(f"{file}: {name}: {key}: {sorted(told)} in the schema, {sorted(read)} in the loader")
        required = {key for key in table if table[key]["required"]}
        if required != set(part.get("required", [])):
            faults.append(f"{file}: {name}: requires {part.get('required')}, and the loader {sorted(required)}")
        if part["additionalProperties"] is not False or part["patternProperties"] != {"^x-": True}:
            faults.append(f"{file}: {name}: must refuse unknown keys, and let x- keys through")
    return definitions.keys() & tables.keys()


def validator(schema: dict) -> Any:
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def check_packages(source: pathlib.Path, validators: dict) -> int:
    count = 0
    folders = [*(source / "problems").glob("*/*/"), *(source / "src/author/templates").glob("*/")]
    for folder in folders:
        for name, check in validators.items():
            path = folder / name
            if not path.exists():
                continue
            document = json.loads(path.read_text().replace("@NAME@", "name"))
            for error in check.iter_errors(document):
                faults.append(f"{path}: {list(error.absolute_path)}: {error.message[:200]}")
            count += 1
    return count


def check_refusals(validators: dict) -> None:
    good = {"problem.json": {"format": 1, "title": "x"}, "cases.json": {"cases": [{"name": "x", "eval": "1"}]}}
    changes = {
        "problem.json": [{"titel": "x"}, {"format": 2}, {"difficulty": 6}, {"hints": "x"}, {"names": [1]},
                         {"misconceptions": [{"name": "x"}]}, {"mutants": {"equivalent": [{"id": "x"}]}}],
        "cases.json": [{"case": []}, {"cases": []}, {"cases": [{}]}, {"cases": [{"name": "x", "evall": "1"}]},
                       {"cases": [{"name": "x", "table": [[1]]}]}, {"cases": [{"name": "x", "raises": {"typ": "E"}}]},
                       {"cases": [{"name": "x", "generate": {"args": [{"int": {"mim": 3}}]}}]}],
    }
    for name, check in validators.items():
        if not check.is_valid(good[name]):
            faults.append(f"{name}: refuses what is good")
        for change in changes[name]:
            document = {**copy.deepcopy(good[name]), **change}
            if check.is_valid(document):
                faults.append(f"{name}: lets through {change}")


def main() -> None:
    source = pathlib.Path(sys.argv[1])
    tables = json.loads(subprocess.run([sys.argv[2], "--tables"], check=True, stdout=subprocess.PIPE).stdout)
    known, validators = set(), {}
    for name in ("problem", "cases"):
        file = f"{name}.schema.json"
        schema = json.loads((source / "src/bank" / file).read_text())
        known |= compare(file, schema, tables)
        validators[f"{name}.json"] = validator(schema)
    for name in tables.keys() - known:
        faults.append(f"no schema defines '{name}'")
    check_refusals(validators)
    if check_packages(source, validators) < 10:
        faults.append("there are hardly any packages")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
