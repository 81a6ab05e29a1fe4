"""The directory of a company, which has gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Optional, TypeVar, Union

T = TypeVar("T")


@dataclass
class Person:
    name: str
    email: Optional[str] = None
    manager: Optional["Person"] = None
    discount: Optional[int] = None


def domain(person: Person) -> Optional[str]:
    """What follows the @ of the address, if there is an address."""
    if person.email is None:
        return None
    return person.email.partition("@")[2]


def grand_manager(person: Person) -> Optional[Person]:
    """The manager's manager, if there are both."""
    return person.manager.manager  # type: ignore[union-attr]


def price(cents: int, person: Optional[Person]) -> int:
    """What is to be paid: without the discount noted, or without 10 percent if none is."""
    if person is None:
        return cents
    discount = 10 if person.discount is None else person.discount
    return cents - cents * discount // 100


def mails(people: Iterable[Person]) -> list[str]:
    """The addresses of those who have one."""
    return [person.email for person in people]  # type: ignore[misc]


def address(person: Person) -> str:
    """The address; LookupError without one."""
    if person.email is None:
        raise LookupError(f"no address of {person.name}")
    return person.email


def known(values: Iterable[Optional[T]]) -> list[T]:
    """The values that are not None."""
    return [value for value in values if value is not None]


def quantity(field: Union[int, str, None]) -> int:
    """The number in a field of a form; 1 where there is none."""
    if field is None:
        return 1
    return field if isinstance(field, int) else int(field.strip())
