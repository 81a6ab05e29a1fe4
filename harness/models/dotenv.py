"""Kind `env`: a .env file, read by the real python-dotenv. A line that python-dotenv cannot read, and
would skip with a warning, is an error here."""

import io

from dotenv import main, parser

from . import Text


class Environment:
    """What the cases ask. `environ` is the environment of the process, {} where a case gives none."""

    def __init__(self, text: Text, names: list) -> None:
        self._text = text
        self.names = names  # in the order of the file, those that stand there twice once

    def values(self, environ: "dict | None" = None, override: bool = True, interpolate: bool = True) -> dict:
        """The variables of the file; a name without a = has None. As dotenv_values(): what the file says
        wins in ${...} unless override is False."""
        return dict(self._resolved(environ or {}, override, interpolate))

    def get(self, name: str, default: object = None) -> object:
        return self.values().get(name, default)

    def load(self, environ: "dict | None" = None, override: bool = False) -> dict:
        """The environment after load_dotenv()."""
        found = dict(environ or {})
        for name, value in self._resolved(found, override, True).items():
            if value is not None and (override or name not in found):
                found[name] = value
        return found

    def _resolved(self, environ: dict, override: bool, interpolate: bool) -> dict:
        pairs = [(one.key, one.value) for one in parser.parse_stream(io.StringIO(str(self._text)))
                 if one.key is not None]
        if not interpolate:
            return dict(pairs)
        kept = dict(main.os.environ)
        main.os.environ.clear()  # what ${...} looks at
        main.os.environ.update(environ)
        try:
            return dict(main.resolve_variables(pairs, override=override))
        finally:
            main.os.environ.clear()
            main.os.environ.update(kept)


def parse(text: Text, file: str) -> Environment:
    names: dict = {}
    for one in parser.parse_stream(io.StringIO(str(text))):
        if one.error:
            blank = len(one.original.string) - len(one.original.string.lstrip("\n"))
            raise text.fault("this is not NAME=VALUE, a comment or an empty line", one.original.line + blank)
        if one.key is not None:
            names[one.key] = None
    return Environment(text, list(names))
