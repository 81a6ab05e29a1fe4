import functools
from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


def announced(tell: Callable[[str], object]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a function so that it tells when it begins and ends."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            tell(f"{function.__name__} begins")
            try:
                return function(*args, **kwargs)
            finally:
                tell(f"{function.__name__} ends")

        return wrapper

    return decorate


def announced_async(
    tell: Callable[[str], object],
) -> Callable[[Callable[P, Awaitable[R]]], Callable[P, Awaitable[R]]]:
    """Decorate an async function so that it tells when it begins and ends."""

    def decorate(function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
        @functools.wraps(function)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            tell(f"{function.__name__} begins")
            try:
                return await function(*args, **kwargs)
            finally:
                tell(f"{function.__name__} ends")

        return wrapper

    return decorate


def with_first(make: Callable[[], S]) -> Callable[[Callable[Concatenate[S, P], R]], Callable[P, R]]:
    """Decorate a function so that it gets what make returns as its first argument."""

    def decorate(function: Callable[Concatenate[S, P], R]) -> Callable[P, R]:
        @functools.wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            return function(make(), *args, **kwargs)

        return wrapper

    return decorate
