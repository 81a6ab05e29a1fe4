from typing import Generic, Literal, TypeVar, no_type_check, overload

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


@overload
def parse(text: str, kind: Literal["int"]) -> int: ...
@overload
def parse(text: str, kind: Literal["str"]) -> str: ...
def parse(text: str, kind: str) -> "int | str":
    return int(text) if kind == "int" else text


def first(xs: list[int]) -> int:
    return xs[0] if xs else None


def untyped(x):
    return x


hidden: int = "a"  # type: ignore


@no_type_check
def unseen(x: int) -> int:
    return "a"


raise SystemExit("a module that cannot be imported")
