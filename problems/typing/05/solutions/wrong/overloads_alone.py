from collections.abc import Mapping, Sequence
from typing import Literal, Optional, TypedDict, TypeVar, Union, overload

Kind = Literal["int", "float", "text"]
T = TypeVar("T")


class _Needed(TypedDict):
    name: str
    kind: Kind


class Column(_Needed, total=False):
    """What is known of a column."""

    optional: bool


@overload
def convert(text: str, kind: Literal["int"]) -> int: ...
@overload
def convert(text: str, kind: Literal["float"]) -> float: ...
@overload
def convert(text: str, kind: Literal["text"]) -> str: ...
def convert(text: str, kind: Kind) -> Union[int, float, str]:
    """The text as what its kind says."""
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "text":
        return text
    raise ValueError(f"no such kind: {kind}")


@overload
def pick(row: Mapping[str, str], name: str) -> Optional[str]: ...
@overload
def pick(row: Mapping[str, str], name: str, default: T) -> Union[str, T]: ...



def parse(line: str, columns: Sequence[Column]) -> dict[str, Union[int, float, str, None]]:
    """The cells of a line, by the names of their columns."""
    cells = line.split(",")
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells for {len(columns)} columns")
    row: dict[str, Union[int, float, str, None]] = {}
    for cell, column in zip(cells, columns):
        if cell == "" and column.get("optional", False):
            row[column["name"]] = None
        else:
            row[column["name"]] = convert(cell, column["kind"])
    return row
