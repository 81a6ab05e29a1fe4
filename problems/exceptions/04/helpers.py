"""What the cases use: an action that fails in a given way, and what came of asking for it."""

import time
import traceback


class Action:
    """Raises the exceptions of the list, one each time; returns what is no exception."""

    def __init__(self, *answers):
        self.answers = answers
        self.calls = 0

    def __call__(self):
        answer = self.answers[self.calls]
        self.calls += 1
        if isinstance(answer, BaseException):
            raise answer
        return answer


def story(persist, action, **options):
    """What came of it, how often the action was called, and how many seconds it took."""
    started = time.monotonic()
    try:
        end = ["returned", persist(action, **options)]
    except BaseException as error:
        end = ["raised", type(error).__name__]
    return {"end": end, "calls": action.calls, "seconds": time.monotonic() - started}


def origin(error):
    """The name of the function in which the exception was raised."""
    return traceback.extract_tb(error.__traceback__)[-1].name
