"""Kind `supervisord`: a supervisord.conf, read by the rules of supervisor 4.2, and its processes as state
machines on a clock of their own. Nothing is started.

What it models: programs, groups, numprocs, expansions, environment, the states from STARTING to FATAL with
startsecs, startretries, exitcodes and autorestart, stopping with signals, priorities. What it does not:
logs, event listeners, FastCGI, users, supervisorctl.
"""

import configparser
import re
import shlex
import signal

from . import Text, tree

_TRUE = ("yes", "true", "on", "1")
_FALSE = ("no", "false", "off", "0")
_SECTIONS = ("supervisord", "supervisorctl", "unix_http_server", "inet_http_server", "include", "program", "group",
             "eventlistener", "fcgi-program", "rpcinterface", "ctlplugin")
_OPTIONS = ("command", "process_name", "numprocs", "numprocs_start", "priority", "autostart", "autorestart", "startsecs",
            "startretries", "exitcodes", "stopsignal", "stopwaitsecs", "stopasgroup", "killasgroup", "user",
            "redirect_stderr", "stdout_logfile", "stdout_logfile_maxbytes", "stdout_logfile_backups",
            "stdout_capture_maxbytes", "stdout_events_enabled", "stdout_syslog", "stderr_logfile",
            "stderr_logfile_maxbytes", "stderr_logfile_backups", "stderr_capture_maxbytes", "stderr_events_enabled",
            "stderr_syslog", "environment", "directory", "umask", "serverurl")
PROCESSES = 1000
ITERATIONS = 100000  # of the main loop in one trace


def boolean(text: str) -> bool:
    if text.lower() not in _TRUE + _FALSE:
        raise ValueError("'%s' is neither true nor false" % text)
    return text.lower() in _TRUE


def restart(text: str) -> object:
    return "unexpected" if text.lower() == "unexpected" else boolean(text)


def whole(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise ValueError("'%s' is no whole number" % text)
    return int(text)


def codes(text: str) -> list:
    found = [whole(one.strip()) for one in text.split(",") if one.strip()]
    if not all(0 <= one <= 255 for one in found):
        raise ValueError("'%s': an exit status lies between 0 and 255" % text)
    return found


def signal_name(text: str) -> str:
    name = text.strip().upper()
    if name.isdigit():
        try:
            return signal.Signals(int(name)).name[3:]
        except ValueError:
            name = "?"
    name = name[3:] if name.startswith("SIG") else name
    if not hasattr(signal, "SIG" + name):
        raise ValueError("'%s' is no signal" % text)
    return name


def pairs(text: str) -> dict:
    """KEY="value",KEY2=value, by supervisor's own way of splitting it."""
    lexer = shlex.shlex(text)
    lexer.wordchars += "/.+-():"
    tokens, found = list(lexer), {}
    for at in range(0, len(tokens), 4):
        part = tokens[at:at + 3]
        if len(part) != 3 or part[1] != "=":
            raise ValueError("'%s' is not KEY=\"value\",KEY=\"value\"" % text)
        found[part[0]] = part[2].strip("'\"")
    return found


# option -> (default, how it is read)
_TYPES = {"priority": ("999", whole), "autostart": ("true", boolean), "autorestart": ("unexpected", restart),
          "startsecs": ("1", whole), "startretries": ("3", whole), "exitcodes": ("0", codes),
          "stopsignal": ("TERM", signal_name), "stopwaitsecs": ("10", whole), "stopasgroup": ("false", boolean),
          "redirect_stderr": ("false", boolean), "numprocs": ("1", whole), "numprocs_start": ("0", whole)}


class Process:
    """One process: what it is started with."""

    def __init__(self, group: str, name: str, settings: dict) -> None:
        self.group = group
        self.name = name
        self.settings = settings

    @property
    def full_name(self) -> str:
        return self.name if self.group == self.name else "%s:%s" % (self.group, self.name)


class Supervisor:
    """What the cases ask."""

    def __init__(self) -> None:
        self._processes: list = []
        self._groups: dict = {}  # name -> priority

    @property
    def processes(self) -> list:
        """Names as supervisorctl has them: "web", "worker:worker_00"."""
        return [one.full_name for one in self._processes]

    @property
    def groups(self) -> dict:
        """Group -> its processes."""
        found: dict = {name: [] for name in self._groups}
        for one in self._processes:
            found[one.group].append(one.name)
        return found

    def settings(self, name: str) -> dict:
        """All settings of a process, with their types and defaults."""
        return dict(self._find(name).settings)

    def argv(self, name: str) -> list:
        """What is executed: no shell reads the command."""
        return shlex.split(self._find(name).settings["command"])

    def environment(self, name: str, inherited: "dict | None" = None) -> dict:
        return dict(inherited or {}, **self._find(name).settings["environment"])

    def start_order(self) -> list:
        """The processes that are started by themselves, lowest priority first."""
        return [one.full_name for one in self._ordered() if one.settings["autostart"]]

    def stop_order(self) -> list:
        return [one.full_name for one in reversed(self._ordered())]

    def trace(self, name: str, exits: list, until: float = 60) -> list:
        """[second, state] of each change. `exits` says how long each run lasts and how it ends, as
        [seconds, status]; the last is repeated; a None in its place runs for ever."""
        return Life(self._find(name).settings, exits).trace(until)

    def final(self, name: str, exits: list, until: float = 60) -> str:
        """The state after so many seconds."""
        return self.trace(name, exits, until)[-1][1]

    def starts(self, name: str, exits: list, until: float = 60) -> int:
        """How often it was started."""
        return sum(state == "STARTING" for _, state in self.trace(name, exits, until))

    def stop(self, name: str, ignores: object = (), takes: float = 0) -> list:
        """[second, signal, "process" or "group"] of what is sent to stop it. `ignores`: signals that do
        nothing to it; `takes`: seconds that it needs to end after one that does."""
        settings = self._find(name).settings
        sent = [[0, settings["stopsignal"], "group" if settings["stopasgroup"] else "process"]]
        if settings["stopsignal"] in ignores or takes > settings["stopwaitsecs"]:
            sent.append([settings["stopwaitsecs"], "KILL", "group" if settings["killasgroup"] else "process"])
        return sent

    def _ordered(self) -> list:
        return sorted(self._processes, key=lambda one: (self._groups[one.group], one.settings["priority"]))

    def _find(self, name: str) -> Process:
        for one in self._processes:
            if name in (one.full_name, "%s:%s" % (one.group, one.name)):
                return one
        raise KeyError("no process is called '%s'; there are %s" % (name, ", ".join(self.processes) or "none"))


class Life:
    """supervisor's main loop with one process in it: transitions, then what has ended; it wakes up after a
    second, or when a process ends."""

    def __init__(self, settings: dict, exits: list) -> None:
        self.settings = settings
        self.exits = list(exits)
        self.state = "STOPPED"
        self.now = 0.0
        self.started: "float | None" = None
        self.ends: object = None  # (when, status)
        self.runs = 0
        self.backoff = 0
        self.delay = 0.0
        self.status: "int | None" = None
        self.changes: list = [[0, "STOPPED"]]

    def change(self, state: str) -> None:
        self.state = state
        now = round(self.now, 6)
        self.changes.append([int(now) if now == int(now) else now, state])

    def spawn(self) -> None:
        self.change("STARTING")
        self.started = self.now
        planned = self.exits[min(self.runs, len(self.exits) - 1)] if self.exits else None
        self.ends = None if planned is None else (self.now + planned[0], planned[1])
        self.runs += 1

    def transition(self) -> None:
        state, settings = self.state, self.settings
        if state == "EXITED":
            if settings["autorestart"] is True or (settings["autorestart"] == "unexpected"
                                                   and self.status not in settings["exitcodes"]):
                self.spawn()
        elif state == "STOPPED" and self.started is None:
            if settings["autostart"]:
                self.spawn()
        elif state == "BACKOFF":
            if self.backoff > settings["startretries"]:
                self.change("FATAL")
            elif self.now > self.delay:
                self.spawn()
        elif state == "STARTING" and self.now - self.started > settings["startsecs"]:
            self.backoff = 0
            self.change("RUNNING")

    def reap(self) -> None:
        if self.ends is None or self.ends[0] > self.now:
            return
        when, status = self.ends
        self.ends = None
        if when - self.started < self.settings["startsecs"]:
            self.change("BACKOFF")
            self.backoff += 1
            self.delay = self.now + self.backoff
            return
        if self.state == "STARTING":
            self.change("RUNNING")
        self.backoff = 0
        self.status = status
        self.change("EXITED")

    def trace(self, until: float) -> list:
        for _ in range(ITERATIONS):
            self.transition()
            self.reap()
            following = self.now + 1
            if self.ends is not None and self.now < self.ends[0] < following:
                following = self.ends[0]
            if following > until:
                break
            self.now = following
        return self.changes


class Reader:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.lines: dict = {}  # (section, option or None) -> line
        self.number_lines()

    def number_lines(self) -> None:
        section = ""
        for number, line in enumerate(self.text.split("\n"), 1):
            head = re.match(r"\[([^\]]+)\]", line)
            option = re.match(r"([^\s=:;#\[][^=:]*?)\s*[=:]", line)
            if head:
                section = head[1]
                self.lines[(section, None)] = number
            elif option:
                self.lines[(section, option[1].lower())] = number

    def line(self, section: str, option: "str | None" = None) -> int:
        return self.lines.get((section, option)) or self.lines.get((section, None)) or 1

    def document(self) -> Supervisor:
        parser = configparser.RawConfigParser(inline_comment_prefixes=(";", "#"), strict=False)
        try:
            parser.read_string(str(self.text), self.text.file)
        except configparser.MissingSectionHeaderError as error:
            raise self.text.fault("this line stands before the first [section]", error.lineno) from None
        except configparser.ParsingError as error:
            raise self.text.fault("this is neither a [section] nor NAME=VALUE", error.errors[0][0]) from None
        except configparser.Error as error:
            raise self.text.fault(str(error).split("\n")[0], 1) from None
        made = Supervisor()
        groups = self.groups(parser)
        for section in parser.sections():
            kind, _, name = section.partition(":")
            if kind not in _SECTIONS:
                raise self.text.fault("no section is called [%s]%s" % (section, tree.suggest(kind, _SECTIONS)),
                                      self.line(section))
            if kind == "program":
                self.check_name(section, name)
                group = groups.get(name, name)
                for one in self.processes(parser, section, name, group):
                    made._processes.append(one)
                made._groups.setdefault(group, 999)
                if group == name and made._processes:
                    made._groups[group] = made._processes[-1].settings["priority"]
            elif kind == "group":
                made._groups[name] = self.number(parser, section, "priority", 999)
        made._processes.sort(key=lambda one: (made._groups[one.group], one.group, one.settings["priority"]))
        return made

    def number(self, parser: configparser.RawConfigParser, section: str, option: str, default: int) -> int:
        try:
            return whole(parser.get(section, option, fallback=str(default)))
        except ValueError as error:
            raise self.text.fault("%s: %s" % (option, error), self.line(section, option)) from None

    def check_name(self, section: str, name: str) -> None:
        if not name.strip() or ":" in name or " " in name or "/" in name:
            raise self.text.fault("'%s' cannot name a program: no spaces, colons or slashes" % name,
                                  self.line(section))

    def groups(self, parser: configparser.RawConfigParser) -> dict:
        """Program -> the group that names it."""
        found = {}
        for section in parser.sections():
            if not section.startswith("group:"):
                continue
            name = section.partition(":")[2]
            self.check_name(section, name)
            members = [one.strip() for one in parser.get(section, "programs", fallback="").split(",") if one.strip()]
            if not members:
                raise self.text.fault("[%s] names no programs" % section, self.line(section))
            for one in members:
                if not parser.has_section("program:" + one):
                    raise self.text.fault("[%s] names the program '%s', which is not there" % (section, one),
                                          self.line(section, "programs"))
                found[one] = name
        return found

    def processes(self, parser: configparser.RawConfigParser, section: str, name: str, group: str) -> list:
        given = dict(parser.items(section))
        for option in given:
            if option not in _OPTIONS:
                raise self.text.fault("[%s] has no option '%s'%s" % (section, option, tree.suggest(option, _OPTIONS)),
                                      self.line(section, option))
        expansions = {"program_name": name, "group_name": group, "here": "/etc/supervisor",
                      "host_node_name": "grade", "ENV_PATH": "/usr/bin:/bin", "ENV_HOME": "/root"}
        common = {}
        for option, (default, read) in _TYPES.items():
            common[option] = self.read(section, option, given.get(option, default), expansions, read)
        common["killasgroup"] = self.read(section, "killasgroup", given.get("killasgroup", str(common["stopasgroup"])),
                                          expansions, boolean)
        if common["stopasgroup"] and not common["killasgroup"]:
            raise self.text.fault("stopasgroup=true and killasgroup=false exclude each other",
                                  self.line(section, "killasgroup"))
        if "command" not in given:
            raise self.text.fault("[%s] has no command" % section, self.line(section))
        pattern = given.get("process_name", "%(program_name)s")
        if common["numprocs"] > 1 and "%(process_num)" not in pattern:
            raise self.text.fault("with numprocs > 1 process_name must hold %(process_num)",
                                  self.line(section, "process_name" if "process_name" in given else "numprocs"))
        if not 0 <= common["numprocs"] <= PROCESSES:
            raise self.text.fault("numprocs: %d are the most" % PROCESSES, self.line(section, "numprocs"))
        first = common["numprocs_start"]
        return [self.process(section, given, dict(common), dict(expansions, process_num=number), pattern)
                for number in range(first, first + common["numprocs"])]

    def process(self, section: str, given: dict, settings: dict, expansions: dict, pattern: str) -> Process:
        expansions["numprocs"] = settings["numprocs"]
        settings["environment"] = self.read(section, "environment", given.get("environment", ""), expansions, pairs)
        for key, value in settings["environment"].items():
            expansions["ENV_" + key] = value
        for option in ("command", "directory", "user", "stdout_logfile", "stderr_logfile", "umask"):
            settings[option] = (self.read(section, option, given[option], expansions, str)
                                if option in given else None)
        try:
            shlex.split(settings["command"])
        except ValueError as error:
            raise self.text.fault("command: %s" % error, self.line(section, "command")) from None
        name = self.read(section, "process_name", pattern, expansions, str)
        return Process(expansions["group_name"], name, settings)

    def read(self, section: str, option: str, text: str, expansions: dict, read: object) -> object:
        try:
            if re.search(r"%(?![(%])|%\([^)]*\)[^a-z%]*\d{4}", re.sub("%%", "", text)):
                raise ValueError  # also widths that no name has
            expanded = text % expansions
        except KeyError as error:
            raise self.text.fault("%s: %%(%s)s stands for nothing" % (option, error.args[0]),
                                  self.line(section, option)) from None
        except (ValueError, TypeError):
            raise self.text.fault("%s: a %% that is no %%(name)s must be written %%%%" % option,
                                  self.line(section, option)) from None
        try:
            return read(expanded)
        except ValueError as error:
            raise self.text.fault("%s: %s" % (option, error), self.line(section, option)) from None


def parse(text: Text, file: str) -> Supervisor:
    return Reader(text).document()
