import functools
from collections.abc import Callable
from typing import Any, TypeVar

S = TypeVar("S")


def announced(tell: Callable[[str], object]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a function so that it tells when it begins and ends."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            tell(f"{function.__name__} begins")
            try:
                result = function(*args, **kwargs)
            except BaseException:
                tell(f"{function.__name__} fails")
                raise
            tell(f"{function.__name__} ends")
            return result

        return wrapper

    return decorate


def announced_async(
    tell: Callable[[str], object],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate an async function so that it tells when it begins and ends."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            tell(f"{function.__name__} begins")
            try:
                result = await function(*args, **kwargs)
            except BaseException:
                tell(f"{function.__name__} fails")
                raise
            tell(f"{function.__name__} ends")
            return result

        return wrapper

    return decorate


def with_first(make: Callable[[], S]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a function so that it gets what make returns as its first argument."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            return function(make(), *args, **kwargs)

        return wrapper

    return decorate
