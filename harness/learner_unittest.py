"""Runs the learner's tests by unittest, of the standard library. Runs in case processes."""

import marshal
import sys
import traceback

_exec = exec
_loads = marshal.loads
_modules = sys.modules

# The frame between the runner and the test itself: what is raised outside of it is set-up or tear-down.
CALL = "_callTestMethod"


def text_of(err: tuple) -> str:
    """The traceback from the learner's file on."""
    kind, exc, tb = err
    while tb is not None and is_library(tb.tb_frame.f_code.co_filename):
        tb = tb.tb_next
    frames = [frame for frame in traceback.extract_tb(tb) if not is_library(frame.filename)]
    return "".join(traceback.format_list(frames) + traceback.format_exception_only(kind, exc))


def is_library(file: str) -> bool:
    return "/unittest/" in file or "/harness/" in file


def in_test(tb: object) -> bool:
    while tb is not None:
        if tb.tb_frame.f_code.co_name == CALL:
            return True
        tb = tb.tb_next
    return False


def result_class(unittest: object, outcomes: object) -> object:
    class Result(unittest.TestResult):
        """Tells every outcome to `outcomes`."""

        def addSuccess(self, test):
            outcomes.add(test.id(), "passed")

        def addFailure(self, test, err):
            outcomes.add(test.id(), "failed" if in_test(err[2]) else "errors", text_of(err))

        def addError(self, test, err):
            if isinstance(test, unittest.TestCase):
                self.addFailure(test, err)
            else:  # setUpClass, setUpModule
                outcomes.broke(str(test), text_of(err))

        def addSubTest(self, test, subtest, err):
            if err is not None:
                outcomes.add(test.id(), "failed", text_of(err))

        def addSkip(self, test, reason):
            if isinstance(test, unittest.TestCase):
                outcomes.add(test.id(), "skipped")

        def addExpectedFailure(self, test, err):
            outcomes.add(test.id(), "skipped")

        def addUnexpectedSuccess(self, test):
            outcomes.add(test.id(), "failed", "it was expected to fail")

    return Result


def run(tests: object) -> None:
    import unittest

    outcomes = tests.outcomes
    loader = unittest.TestLoader()
    result = result_class(unittest, outcomes)()
    module = tests.module()
    try:
        _exec(_loads(tests.code), module.__dict__)
        suite = loader.loadTestsFromModule(module)
        outcomes.collected = suite.countTestCases()
    except Exception:
        outcomes.broke(tests.file, text_of(sys.exc_info()))
        return
    suite.run(result)
