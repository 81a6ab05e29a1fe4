import sys
from typing import Callable, Dict, List, Literal, Mapping, TypedDict, TypeVar, Union, overload

if sys.version_info >= (3, 11):
    from typing import NotRequired
else:
    from typing_extensions import NotRequired

Kind = Literal["text", "int", "float"]
Value = Union[str, int, float]
D = TypeVar("D")


class Column(TypedDict):
    name: str
    kind: Kind
    optional: NotRequired[bool]


@overload
def convert(text: str, kind: Literal["int"]) -> int: ...


@overload
def convert(text: str, kind: Literal["float"]) -> float: ...


@overload
def convert(text: str, kind: Literal["text"]) -> str: ...


def convert(text: str, kind: str) -> Value:
    makers: Dict[str, Callable[[str], Value]] = {"int": int, "float": float, "text": str}
    if kind not in makers:
        raise ValueError(kind)
    return makers[kind](text)


@overload
def pick(row: Mapping[str, str], name: str, default: None = None) -> Union[str, None]: ...


@overload
def pick(row: Mapping[str, str], name: str, default: D) -> Union[str, D]: ...


def pick(row: Mapping[str, str], name: str, default: object = None) -> object:
    return row.get(name, default)


def parse(line: str, columns: List[Column]) -> Dict[str, Union[Value, None]]:
    cells = line.split(",")
    if len(cells) != len(columns):
        raise ValueError("another number of cells")
    return {
        column["name"]: None if not cell and column.get("optional") else convert(cell, column["kind"])
        for cell, column in zip(cells, columns)
    }
