"""Runs the learner's tests by pytest, in process: no file is read or written, no plugin is loaded
but pytest's own. Imported only where pytest is there: in the cell, and so in case processes.

The learner's file is collected from memory, with its assertions rewritten as pytest does.
"""

import ast
import importlib
import linecache
import os
import pathlib
import pdb  # noqa: F401, which pytest imports as it is configured

import pytest
from _pytest import config as pytest_config
from _pytest.assertion import rewrite

_compile = compile
_exec = exec

# Plugins of pytest's own that a case has no use for: they write files, talk to the net or take signals.
WITHOUT = ("cacheprovider", "doctest", "faulthandler", "junitxml", "nose", "pastebin", "stepwise", "warnings")
OPTIONS = ("-c", "/dev/null", "--rootdir=.", "--noconftest", "--assert=plain", "--capture=sys", "--tb=short",
           "--color=no", "--continue-on-collection-errors", "--basetemp=pytest-tmp", "--import-mode=importlib")
ENDED_WELL = (0, 1, 5)  # all passed, some failed, none collected


class Warm:
    """What the cell makes before the fork, and each case process takes over."""

    config = None


def warm_up() -> None:
    """Imports what every run would import, and reads the options: most of a small run's time."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in pytest_config.default_plugins:
        if name not in WITHOUT:
            importlib.import_module("_pytest." + name)
    options = list(OPTIONS)
    for name in WITHOUT:
        options += ["-p", "no:" + name]
    Warm.config = pytest_config._prepareconfig(options, [])


def take_config() -> object:
    """The cell's, at home in the case's folder."""
    config, known = Warm.config, Warm.config.invocation_params
    config.invocation_params = type(known)(args=known.args, plugins=known.plugins, dir=pathlib.Path.cwd())
    return config


class LearnerModule(pytest.Module):
    """The learner's file, made from memory."""

    tests = None

    def _getobj(self) -> object:
        tests = self.tests
        module = tests.module()
        linecache.cache[tests.file] = linecache_entry(tests)
        tree = ast.parse(tests.source, tests.file)
        rewrite.rewrite_asserts(tree, tests.source, tests.file, self.config)
        _exec(_compile(tree, tests.file, "exec", 0, True), module.__dict__)
        return module


def linecache_entry(tests: object) -> tuple:
    lines = tests.source.decode("utf-8", "replace").splitlines(True)
    return len(tests.source), None, lines, tests.file


class Collector:
    """The plugin that collects the file and writes every outcome down."""

    def __init__(self, tests: object) -> None:
        self.tests = tests
        self.outcomes = tests.outcomes

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: object) -> None:
        """What is printed is Tests.run's business."""
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: object) -> bool:
        """In place of pytest's own, which looks for files."""
        path = pathlib.Path(session.config.rootpath) / self.tests.file
        module = LearnerModule.from_parent(session, path=path)
        module.tests = self.tests
        session.items = list(session.genitems(module))
        hook = session.config.hook
        hook.pytest_collection_modifyitems(session=session, config=session.config, items=session.items)
        hook.pytest_collection_finish(session=session)
        session.testscollected = self.outcomes.collected = len(session.items)
        return True

    def pytest_collectreport(self, report: object) -> None:
        if report.failed:
            self.outcomes.broke(report.nodeid or self.tests.file, text_of(report))

    def pytest_runtest_logreport(self, report: object) -> None:
        name = report.nodeid.partition("::")[2]
        if report.skipped:
            self.outcomes.add(name, "skipped")
        elif report.failed:
            self.outcomes.add(name, "failed" if report.when == "call" else "errors", text_of(report))
        elif report.when == "call":
            self.outcomes.add(name, "passed")


def text_of(report: object) -> str:
    return str(report.longreprtext)


def run(tests: object) -> None:
    config = take_config()
    config.pluginmanager.register(Collector(tests), "learner")
    try:
        status = int(config.hook.pytest_cmdline_main(config=config))
    finally:
        config._ensure_unconfigure()
    if status not in ENDED_WELL:
        tests.outcomes.broke(tests.file, "the run was broken off (pytest's status is %d)" % status)
