"""The cookies of a client of a web application: see web.py. Runs in case processes."""

import time
from email.utils import parsedate_to_datetime


class Cookie:
    """One cookie that a response set: its value and its attributes."""

    def __init__(self, name: str, value: str) -> None:
        self.name = name
        self.value = value
        self.path = ""
        self.domain = ""
        self.max_age = None
        self.expires = None  # seconds since the epoch
        self.secure = False
        self.httponly = False
        self.samesite = ""

    def set(self, key: str, value: str) -> None:
        if key in ("path", "domain", "samesite"):
            setattr(self, key, value)
        elif key in ("secure", "httponly"):
            setattr(self, key, True)
        elif key == "max-age" and value.lstrip("-").isdigit():
            self.max_age = int(value)
        elif key == "expires":
            try:
                self.expires = parsedate_to_datetime(value).timestamp()
            except (TypeError, ValueError):
                return

    def until(self, now: float) -> "float | None":
        """When it ends; None: with the session."""
        return self.expires if self.max_age is None else now + self.max_age


def read_cookie(line: str) -> Cookie:
    """Of a Set-Cookie header."""
    first, *rest = line.split(";")
    name, _, value = first.partition("=")
    cookie = Cookie(name.strip(), unquoted(value.strip()))
    for part in rest:
        key, _, value = part.partition("=")
        cookie.set(key.strip().lower(), value.strip())
    return cookie


def unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


def covers(folder: str, path: str) -> bool:
    return path == folder or path.startswith(folder if folder[-1:] == "/" else folder + "/")


class Jar:
    """The cookies of a client by name, as a browser keeps them: until they end, for their path."""

    def __init__(self) -> None:
        self._held: dict = {}  # (name, path) -> (value, end or None, secure)

    def store(self, cookie: Cookie, at: str, now: float) -> None:
        """What a response to a request for the path `at` sets."""
        default = at.rpartition("/")[0] or "/"
        key = cookie.name, cookie.path if cookie.path[:1] == "/" else default
        end = cookie.until(now)
        if end is not None and end <= now:
            self._held.pop(key, None)
        else:
            self._held[key] = cookie.value, end, cookie.secure

    def living(self) -> dict:
        now = time.time()
        for key in [key for key, held in self._held.items() if held[1] is not None and held[1] <= now]:
            del self._held[key]
        return self._held

    def header(self, path: str, secure: bool) -> str:
        """What the client sends: the longest path first."""
        fit = [(name, value, folder) for (name, folder), (value, _, safe) in self.living().items()
               if covers(folder, path) and (secure or not safe)]
        fit.sort(key=lambda item: -len(item[2]))
        return "; ".join("%s=%s" % item[:2] for item in fit)

    def named(self) -> dict:
        return {name: held[0] for (name, _), held in self.living().items()}

    def __getitem__(self, name: str) -> str:
        return self.named()[name]

    def __setitem__(self, name: str, value: str) -> None:
        self._held[name, "/"] = value, None, False

    def __delitem__(self, name: str) -> None:
        found = [key for key in self._held if key[0] == name]
        if not found:
            raise KeyError(name)
        for key in found:
            del self._held[key]

    def __contains__(self, name: object) -> bool:
        return name in self.named()

    def __iter__(self) -> object:
        return iter(self.named())

    def __len__(self) -> int:
        return len(self.named())

    def get(self, name: str, default: object = None) -> object:
        return self.named().get(name, default)

    def keys(self) -> object:
        return self.named().keys()

    def clear(self) -> None:
        self._held.clear()
