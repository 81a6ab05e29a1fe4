"""What mypy says of the solution: the name `types` of a case with "types": true, in which nothing of the
solution runs. Warmed up in the cell, which reads the library's types once; a check in a case then takes
milliseconds. No file is read or written: mypy's own cache of files is given the texts."""

import os
import re

from . import trace

SOLUTION, USE = "solution", "use"  # modules: the learner's, and what a case has written
# What is read in advance; a solution that imports more waits for it.
IMPORTS = ("typing", "collections.abc", "dataclasses", "enum", "functools", "contextlib", "datetime", "abc",
           "itertools", "re", "pathlib")
STRICT = ("disallow_any_generics", "disallow_subclassing_any", "disallow_untyped_calls", "disallow_untyped_defs",
          "disallow_incomplete_defs", "check_untyped_defs", "disallow_untyped_decorators", "warn_redundant_casts",
          "warn_unused_ignores", "warn_return_any", "strict_equality")
LINE = re.compile(r"(\w+)\.py:(\d+): (error|note): (.*?)(?:  \[([\w-]+)\])?$")
REVEALED = re.compile(r'Revealed type is "(.*)"$')


class Warm:
    """What the cell leaves to its cases."""

    files = None
    manager = None
    folder = ""


def put(module: str, text: str) -> None:
    """Lets mypy find this text where the module's file would be."""
    path, data = module + ".py", text.encode("utf-8", "surrogatepass")
    Warm.files.stat_cache[path] = os.stat_result((0o100644, 1, 1, 1, 0, 0, len(data), 0, 0, 0))
    Warm.files.read_cache[path] = data
    Warm.files.hash_cache[path] = str(hash(data))
    Warm.files.isfile_case_cache[path] = True


def warm_up(modules: list) -> None:
    """Called once, in the cell. What a problem preloads is read, too."""
    from mypy import build, fscache
    from mypy.options import Options
    from mypy.server.update import FineGrainedBuildManager

    options = Options()
    options.fine_grained_incremental = True
    options.cache_dir = os.devnull
    options.local_partial_types = True
    Warm.folder = os.path.dirname(os.__file__)
    Warm.files = fscache.FileSystemCache()
    more = [name for name in modules if name.partition(".")[0] != "mypy"]
    put(SOLUTION, "".join("import %s\n" % name for name in (*IMPORTS, *more)))
    put(USE, "")
    sources = [build.BuildSource(module + ".py", module) for module in (SOLUTION, USE)]
    Warm.manager = FineGrainedBuildManager(build.build(sources, options, fscache=Warm.files))


class Types:
    """What a case asks. `source` is a module that may import the solution; without it, the solution itself
    is looked at."""

    def __init__(self, file: str, clock: object) -> None:
        self.file = file
        self.clock = clock

    def lines(self, source: "str | None", strict: bool) -> list:
        """(line, kind, text, code) of what mypy says."""
        text = trace.sources[self.file].decode("utf-8", "replace")
        manager = Warm.manager.manager
        for name in STRICT:
            setattr(manager.options, name, strict)
        put(SOLUTION, text)
        put(USE, source or "")
        manager.ast_cache.clear()
        here = os.getcwd()
        os.chdir(Warm.folder)  # it lists its folder, and at level baseline not every one can be listed
        told = Warm.manager.update([(SOLUTION, SOLUTION + ".py"), (USE, USE + ".py")], [])
        os.chdir(here)
        self.clock.reads = 0  # it looks at the time now and then
        wanted = SOLUTION if source is None else USE
        found = [LINE.match(line) for line in told]
        return [(int(one[2]), one[3], one[4], one[5]) for one in found if one and one[1] == wanted]

    def check(self, source: "str | None" = None, strict: bool = False) -> list:
        """The errors, as "LINE: TEXT [CODE]"."""
        return ["%d: %s [%s]" % (line, text, code) for line, kind, text, code in self.lines(source, strict)
                if kind == "error"]

    def codes(self, source: "str | None" = None, strict: bool = False) -> list:
        """[line, code] of each error."""
        return [[line, code] for line, kind, _, code in self.lines(source, strict) if kind == "error"]

    def reveal(self, source: str) -> list:
        """What each reveal_type(...) in the source reveals, in order. Builtins go without their module."""
        found = [REVEALED.match(text) for _, kind, text, _ in self.lines(source, False) if kind == "note"]
        return [one[1].replace("builtins.", "") for one in found if one]

    def ignores(self) -> list:
        """The lines of the solution that mypy is told not to look at."""
        text = trace.sources[self.file].decode("utf-8", "replace")
        return [number for number, line in enumerate(text.split("\n"), 1)
                if re.search(r"#\s*(type:\s*ignore|mypy:)|^\s*@([\w.]+\.)?no_type_check\b", line)]
