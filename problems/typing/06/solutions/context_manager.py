from contextlib import contextmanager
from functools import update_wrapper
from typing import Awaitable, Callable, Concatenate, Generic, Iterator, ParamSpec, TypeVar

Q = ParamSpec("Q")
First = TypeVar("First")
Result = TypeVar("Result")
Tell = Callable[[str], object]


@contextmanager
def announcing(tell: Tell, name: str) -> Iterator[None]:
    tell(name + " begins")
    end = " fails"
    try:
        yield
        end = " ends"
    finally:
        tell(name + end)


class announced:
    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def __call__(self, function: Callable[Q, Result]) -> Callable[Q, Result]:
        def call(*args: Q.args, **kwargs: Q.kwargs) -> Result:
            with announcing(self.tell, function.__name__):
                return function(*args, **kwargs)

        update_wrapper(call, function)
        return call


class announced_async:
    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def __call__(self, function: Callable[Q, Awaitable[Result]]) -> Callable[Q, Awaitable[Result]]:
        async def call(*args: Q.args, **kwargs: Q.kwargs) -> Result:
            with announcing(self.tell, function.__name__):
                return await function(*args, **kwargs)

        update_wrapper(call, function)
        return call


class with_first(Generic[First]):
    def __init__(self, make: Callable[[], First]) -> None:
        self.make = make

    def __call__(self, function: Callable[Concatenate[First, Q], Result]) -> Callable[Q, Result]:
        def call(*args: Q.args, **kwargs: Q.kwargs) -> Result:
            return function(self.make(), *args, **kwargs)

        update_wrapper(call, function)
        return call
