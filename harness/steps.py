"""Kind `python`: prepare, begin and the steps of one case. Runs in case processes.

A case process handles one `prepare`, or one `begin` and then its steps. Builtins are captured
before the solution is imported, because it may replace them.
"""

import builtins
import marshal
import sys

from . import encode, given, hooks, probes, setup, trace

_type = type
_eval = eval
_exec = exec
_compile = compile
_getattr = getattr
_tuple = tuple
_str = str
_len = len
_issubclass = issubclass
_import = __import__
_loads = marshal.loads
_dumps = marshal.dumps
_Exception = Exception
_BaseException = BaseException
_NameError = NameError

TOP_LEVEL_AWAIT = 0x2000  # ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
CO_COROUTINE = 0x80


# prepare -------------------------------------------------------------------------------------


def compiled(source: object, file: str, mode: str = "exec", flags: int = 0) -> object:
    """Marshalled code, or the description of what compile() raised."""
    try:
        return _dumps(_compile(source, file, mode, flags, True))
    except _Exception as exc:
        return trace.encoded(exc)


def read_model(body: dict) -> object:
    """Configuration is read, not compiled: nothing of it is code. b"", or what is wrong with it."""
    from . import models

    try:
        models.read(body["model"], body["file"], body["source"])
    except _Exception as exc:
        return trace.encoded(exc)
    return b""


def exception_name(name: str) -> "list | None":
    """[module, qualname] of an exception class that is not the solution's to define."""
    module, _, rest = name.partition(".")
    if module in ("solution", "helpers"):
        return [module, rest]
    found = _getattr(builtins, name, None)
    if found is None and rest:
        found = dotted_class(name)
    if encode.own(_type(found)) and _issubclass(_type(found), type):
        if _issubclass(found, _BaseException):
            return [encode.module_of(found), encode.type_qualname(found)]
    return None


def dotted_class(name: str) -> object:
    """What a dotted name means, its modules imported from the left as far as there are any."""
    parts = name.split(".")
    try:
        found = _import(parts[0])
        for at in range(1, _len(parts)):
            if not hasattr(found, parts[at]):
                _import(".".join(parts[: at + 1]))
            found = _getattr(found, parts[at])
    except _Exception:
        return None
    return found


def prepare(body: dict) -> dict:
    """The answer to a `prepare` frame. Compiles, and runs nothing of what it compiles."""
    file, helpers = body["file"], body["helpers"]
    trace.sources[file] = body["source"]
    return {
        "solution": read_model(body) if "model" in body else compiled(body["source"], file),
        "helpers": None if helpers is None else compiled(helpers, "helpers.py"),
        "steps": [compiled(source, "step " + label, mode, TOP_LEVEL_AWAIT)
                  for label, mode, source in body["steps"]],
        "signatures": [compiled(given.signature_source(text), "signature")
                       for text in body.get("signatures") or []],
        "subjects": [compiled(text, name) for name, text in body.get("subjects") or []],
        "exceptions": {name: exception_name(name) for name in body["exceptions"]},
    }


# values that come in -------------------------------------------------------------------------


def make_datetime(body: list) -> object:
    import datetime

    kind = _getattr(datetime, body[0])
    if body[0] == "timedelta":
        return kind(*[int(part) for part in body[1].split(",")])
    return kind.fromisoformat(body[1])


def make_decimal(body: str) -> object:
    import decimal

    return decimal.Decimal(body)


# the case ------------------------------------------------------------------------------------


class Case:
    """The state of one case process."""

    def __init__(self, channel: object, around: setup.Surroundings) -> None:
        self.channel = channel
        channel.tagged = self.tagged
        self.around = around
        self.namespace: dict = {}
        self.recorder = hooks.Recorder()
        self.probes = probes.Probes(self)
        self.names: list = []  # what the solution must define
        self.replace: list = []  # names that what is given takes in the solution
        self.fault = None  # why a value of the frame that was just read could not be made
        self.streams: list = []
        self.tests = None  # a learner_tests.Tests where the solution is tests
        self.database = None  # a django_site.Database where Django is set up
        self.given: tuple = (None, {})  # the arguments of the last step that had some

    def tagged(self, tag: str, body: object) -> object:
        """A tagged value of a frame. An error belongs to the step that needs the value."""
        try:
            return self.make(tag, body)
        except _Exception as exc:
            self.fault = exc
            return None

    def make(self, tag: str, body: object) -> object:
        if tag == "given":
            return self.lookup_given(body)
        if tag == "decimal":
            return make_decimal(body)
        if tag == "datetime":
            return make_datetime(body)
        if tag in ("ndarray", "series", "frame"):
            from . import tables

            self.probes.tables = True
            return tables.make(tag, body)
        if tag == "object":
            return self.make_object(*body)
        raise ValueError("a value of this kind cannot be made: " + tag)

    def make_object(self, name: str, attrs: "dict | None") -> object:
        """An instance with these attributes, without a call of its __init__."""
        kind = self.lookup(name)
        made = kind.__new__(kind)
        for key, value in (attrs or {}).items():
            object.__setattr__(made, key, value)
        return made

    def made(self, value: object) -> object:
        """The value of the frame that was just read, or what was the matter with it."""
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault
        return value

    def lookup_given(self, name: str) -> object:
        held = self.probes.given
        return held[name] if name in held else self.lookup(name)

    def exception_type(self, name: str) -> object:
        """By the rule of CASES: the solution's names, then builtins, else dotted."""
        if name in self.names and "solution" in self.namespace:
            return encode.module_dict(self.namespace["solution"]).get(name)
        if name in encode.BUILTIN_NAMES:
            return encode.BUILTIN_NAMES[name]
        if "." not in name:
            return self.lookup(name)
        return dotted_class(name)

    def lookup(self, name: str) -> object:
        first, *rest = name.split(".")
        if first in self.namespace:
            found = self.namespace[first]
        elif first in encode.BUILTIN_NAMES:
            found = encode.BUILTIN_NAMES[first]
        else:
            raise _NameError("name '%s' is not defined" % first)
        for part in rest:
            found = _getattr(found, part)
        return found

    # begin

    def begin(self, body: dict) -> None:
        """Sets the case up in the order of CASES.md; answers `begun` or `failed`."""
        self.streams = [stream.flush for stream in (sys.stdout, sys.stderr) if stream is not None]
        stages = (("files", self.surround), ("given", self.make_probes),
                  ("app", self.set_up_django), ("import", self.import_solution),
                  ("names", self.check_names), ("clash", self.check_clash),
                  ("app", self.make_application), ("helpers", self.import_helpers),
                  ("given", self.join_given))
        if body["kind"] == "tests":
            stages = (("files", self.surround), ("helpers", self.import_helpers),
                      ("import", self.make_tests))
        if body.get("types"):  # nothing of the solution runs
            stages = (("files", self.surround), ("given", self.make_probes), ("helpers", self.import_helpers),
                      ("given", self.join_types))
        for stage, act in stages:
            try:
                missing = act(body)
            except _BaseException as exc:
                self.fail(stage, exc, [])
                return
            if missing:
                self.fail(stage, None, missing)
                return
        self.flush()
        self.channel.send("begun", self.probes.take_made())

    def fail(self, stage: str, exc: "BaseException | None", missing: list) -> None:
        described = None if exc is None else trace.encoded(exc)
        self.flush()
        self.channel.send("failed", {"stage": stage, "exception": described, "missing": missing})

    def surround(self, body: dict) -> None:
        if body.get("laws"):  # before the solution can change what it is made of
            from . import laws

            self.laws = laws
        self.around.begin(body)
        hooks.record_all()
        self.around.watch.on("warnings", self.recorder.attach)
        self.namespace = setup.make_module("__main__").__dict__

    def set_up_django(self, body: dict) -> None:
        if "django" in body:
            from . import django_site

            self.database = django_site.configure(body["django"], body["file"])

    def make_application(self, body: dict) -> None:
        """A web application's client, and Django's tables."""
        if self.database is not None:
            from . import django_site

            django_site.create_tables(self.database)
            self.namespace["db"] = self.database
        if "web" in body:
            self.make_client(**body["web"])

    def make_client(self, protocol: str, app: "str | None") -> None:
        if protocol == "wsgi":
            from . import web_wsgi as driver
        else:
            from . import web_asgi as driver
        if app is None:
            from . import django_site

            made = django_site.application(protocol)
        else:
            made = driver.web.make_app(encode.module_dict(self.namespace["solution"]), app)
        self.namespace["client"] = driver.make(made, self)
        self.namespace["Client"] = driver.Client

    def import_solution(self, body: dict) -> None:
        module = setup.make_module("solution", body["file"], body["source"])
        if "model" in body:
            from . import models

            made = models.start(body["model"], body["file"], body["source"])
            module.__dict__[body["model_name"]] = made
        else:
            _exec(_loads(body["code"]), module.__dict__)
        self.join(module)
        self.namespace["solution"] = module

    def make_tests(self, body: dict) -> None:
        """The solution is tests: it is imported once they are run."""
        from . import learner_tests

        self.tests = learner_tests.Tests(body)

    def import_helpers(self, body: dict) -> None:
        if body["helpers"] is not None:
            module = setup.make_module("helpers", "helpers.py", body.get("helpers_source", b""))
            _exec(_loads(body["helpers"]), module.__dict__)
            self.join(module)

    def join(self, module: object) -> None:
        """Lets the names of a module join the case's, without those of the interpreter."""
        for name, value in encode.module_dict(module).items():
            if _type(name) is not _str or name[:2] != "__" or name[-2:] != "__":
                self.namespace[name] = value

    def check_names(self, body: dict) -> list:
        held = encode.module_dict(self.namespace["solution"])
        return [name for name in body["names"] if name not in held]

    def join_types(self, body: dict) -> None:
        """`types` in the place of the solution: what is known of its source."""
        from . import typecheck

        trace.sources[body["file"]] = body["source"]
        self.namespace["types"] = typecheck.Types(body["file"], self.around.clock)
        self.join_given(body)

    # what is given

    def make_probes(self, body: dict) -> None:
        self.names = body["names"]
        self.replace = body.get("replace") or []
        self.probes.make(body.get("given") or [])

    def check_clash(self, body: dict) -> list:
        """Names of the solution's that are given too, and not meant to replace them."""
        held = encode.module_dict(self.namespace["solution"])
        return [entry[0] for entry in body.get("given") or []
                if entry[0] in held and entry[0] not in self.replace
                and held[entry[0]] is not self.probes.given.get(entry[0])]

    def join_given(self, body: dict) -> None:
        """Also what a step gives, which is made anew then."""
        entries = body.get("given") or []
        self.probes.make_values(entries)
        for name, _, _ in entries:
            if "." in name:
                continue
            self.namespace[name] = self.probes.given[name]
            if name in self.replace:
                encode.module_dict(self.namespace["solution"])[name] = self.probes.given[name]

    # steps

    def step(self, body: dict) -> None:
        """Does one step and answers `done`."""
        self.around.clock.now += body.get("advance") or 0
        raised, value, encoded = None, None, None
        if self.database is not None:
            self.database.step()
        try:
            self.made(None)
            if body.get("given"):
                self.probes.make(body["given"])
                self.join_given(body)
            value = self.perform(body)
            if "laws" in body:
                value = self.laws.examine(value, body["laws"], self.namespace)
            if body["do"] in ("eval", "call"):
                encoded = encode.encode(value)
        except _BaseException as exc:
            raised = trace.encoded(exc)
        unawaited = _type(value) is encode.COROUTINE
        value = None  # what dies with the step must be seen in this step
        loop = self.around.loop
        leaked = 0 if loop is None else loop.settle()
        self.flush()
        self.answer(body, encoded, raised, unawaited, leaked)

    def answer(self, body: dict, value: object, raised: object, unawaited: bool,
               leaked: int) -> None:
        """Sends `done`."""
        warnings, never_awaited = self.recorder.take()
        done = {"n": body["n"], "unawaited": unawaited, "raised": raised, "leaked": leaked,
                "warnings": warnings, "never_awaited": never_awaited, **self.probes.take_made()}
        if value is not None:
            done["value"] = value
        if self.tests is not None:
            done["tests"] = self.tests.counts()
        if self.database is not None:
            done["db"] = {"queries": self.database.queries, "rows": self.database.rows}
        if body.get("show"):
            done["shown"] = {name: encode.encode(self.present(name)) for name in body["show"]}
        self.channel.send("done", done)

    def tell_arguments(self) -> None:
        """The arguments of the last step as they are now: asked for where it failed."""
        args, kwargs = self.given
        try:
            told = {"args": encode.encode(args), "kwargs": encode.encode(kwargs)}
        except _BaseException:
            told = {}
        self.channel.send("args", told)

    def present(self, name: str) -> object:
        """What the name of a given value means now; None where it means nothing any more."""
        try:
            return self.lookup(name)
        except _BaseException:
            return None

    def perform(self, body: dict) -> object:
        do = body["do"]
        self.given = None, {}
        if do == "none":
            return None
        if do == "tests":
            return self.tests.run()
        if self.around.loop is not None:
            self.around.loop.make_current()
        args, kwargs = body.get("args"), body.get("kwargs") or {}
        self.given = args, kwargs
        if do == "call":
            return self.lookup(body["name"])(*(args or ()), **kwargs)
        trace.sources["step " + body["label"]] = body["source"].encode("utf-8", "surrogatepass")
        if args is not None:
            self.namespace["args"] = _tuple(args)
            self.namespace["kwargs"] = kwargs
        code = _loads(body["code"])
        result = _eval(code, self.namespace)
        return self.awaited(result) if code.co_flags & CO_COROUTINE else result

    def awaited(self, coroutine: object) -> object:
        if self.around.loop is None:
            _import("asyncio")
        if self.around.loop is None:  # the solution has put something else in its place
            raise RuntimeError("this step awaits, and asyncio could not be loaded")
        return self.around.loop.run(coroutine)

    def flush(self) -> None:
        """Both the streams that the case began with and what stands in their place now."""
        for flush in self.streams:
            try:
                flush()
            except _Exception:
                continue
        for name in ("stdout", "stderr"):
            try:
                _getattr(sys, name).flush()
            except _BaseException:
                continue
