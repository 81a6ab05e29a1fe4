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
    return None if (email := person.email) is None else email[len(email.split("@")[0]) + 1 :]


def grand_manager(person: Person) -> Optional[Person]:
    return person.manager and person.manager.manager


def price(cents: int, person: Optional[Person]) -> int:
    if isinstance(person, Person):
        points = person.discount
        if not isinstance(points, int):
            points = 10
        cents -= cents * points // 100
    return cents


def mails(people: Iterable[Person]) -> list[str]:
    return known(person.email for person in people)


def address(person: Person) -> str:
    for email in mails([person]):
        return email
    raise LookupError(person.name)


def known(values: Iterable[Optional[T]]) -> list[T]:
    found: list[T] = []
    for value in values:
        if value is None:
            continue
        found.append(value)
    return found


def quantity(field: Union[int, str, None]) -> int:
    if isinstance(field, str):
        return int(field)
    return 1 if field is None else field
