"""What happens when a module is imported, and the record of warnings. Runs in case processes."""

import _warnings
import sys
from _frozen_importlib_external import PathFinder

from . import encode

_type = type
_str = str
_len = len
_find_spec = PathFinder.find_spec
_modules = sys.modules

WARNINGS = 100  # recorded in one step
TEXT = 1000  # characters of one


class _Loader:
    """Loads a module as its own loader does, which it leaves in place, and calls `after`."""

    def __init__(self, real: object, after: object) -> None:
        self.real = real
        self.after = after

    def create_module(self, spec: object) -> object:
        return self.real.create_module(spec)

    def exec_module(self, module: object) -> None:
        module.__spec__.loader = module.__loader__ = self.real
        self.real.exec_module(module)
        self.after(module)


class Watch:
    """A finder in front of sys.meta_path, for the modules in `after` only."""

    def __init__(self) -> None:
        self.after: dict = {}

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        after = self.after.get(name)
        if after is None:
            return None
        spec = _find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, after)
        return spec

    def on(self, name: str, after: object) -> None:
        """Calls `after` with the module: now if it is there already, or once it is imported."""
        self.after[name] = after
        module = _modules.get(name)
        if module is not None:
            after(module)


class Recorder:
    """Keeps the warnings of a step in place of printing them."""

    def __init__(self) -> None:
        self.found: list = []
        self.never_awaited = 0

    def attach(self, warnings: object) -> None:
        """`warnings` hands over here last, so that catch_warnings and showwarning still work."""
        warnings._showwarnmsg_impl = self.show

    def show(self, message: object) -> None:
        try:
            text = _str(message.message)
        except Exception:
            return
        if _type(text) is not _str:
            return
        name = encode.type_name(message.category)
        if name == "RuntimeWarning" and text[:11] == "coroutine '" and "never awaited" in text:
            self.never_awaited += 1
        if _len(self.found) < WARNINGS:
            self.found.append([name, text[:TEXT]])

    def take(self) -> tuple:
        found, count = self.found, self.never_awaited
        self.found, self.never_awaited = [], 0
        return found, count


def record_all() -> None:
    """Lets every warning through, as often as it comes; without importing `warnings`."""
    _warnings.filters.insert(0, ("always", None, Warning, None, 0))
    mutated = getattr(_warnings, "_filters_mutated", None)
    if mutated is not None:
        mutated()
