"""harness/models/supervisord, dotenv, nginx (what is read of a file), and what all models share."""

import io
import json
import os
import subprocess
import sys
import tempfile
import unittest

from harness import models

# In a process of its own: beside these tests there is another module of that name.
SUPERVISOR = """
import json, sys
from supervisor.options import ServerOptions
options = ServerOptions()
options.realize(["-c", sys.argv[1]])
names = json.loads(sys.argv[2])
json.dump([[group.name, [dict({name: getattr(one, name) for name in names}, name=one.name, stopsignal=one.stopsignal.name)
                         for one in group.process_configs]] for group in options.process_group_configs], sys.stdout)
"""


def by_supervisor(text: str, names: list) -> list:
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(text)
        file.flush()
        command = [sys.executable, "-I", "-c", SUPERVISOR, file.name, json.dumps(names)]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def has_supervisor() -> bool:
    command = [sys.executable, "-I", "-c", "import supervisor.options"]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


try:
    import dotenv
except ImportError:
    dotenv = None


def read(text: str) -> object:
    return models.read("supervisord", "s.conf", text.encode())


def program(**options: object) -> object:
    return read("[program:p]\ncommand=/bin/p\n" + "".join("%s=%s\n" % pair for pair in options.items()))


class Supervisord(unittest.TestCase):
    def test_states(self) -> None:
        crash = [["STARTING", "BACKOFF"]] * 4
        rows = [
            ("a crash loop", {}, [[0, 1]], sum(crash, []) + ["FATAL"]),
            ("fewer tries", {"startretries": 1}, [[0, 1]], sum(crash[:2], []) + ["FATAL"]),
            ("runs", {}, [None], ["STARTING", "RUNNING"]),
            ("ends well", {}, [[5, 0]], ["STARTING", "RUNNING", "EXITED"]),
            ("ends badly, and comes again", {}, [[5, 1], None], ["STARTING", "RUNNING", "EXITED", "STARTING", "RUNNING"]),
            ("always again", {"autorestart": "true"}, [[5, 0], None], ["STARTING", "RUNNING", "EXITED", "STARTING", "RUNNING"]),
            ("never again", {"autorestart": "false"}, [[5, 1]], ["STARTING", "RUNNING", "EXITED"]),
            ("another good status", {"exitcodes": "0,2"}, [[5, 2]], ["STARTING", "RUNNING", "EXITED"]),
            ("not by itself", {"autostart": "false"}, [None], []),
            ("startsecs=0 takes a crash for a run", {"startsecs": 0, "autorestart": "false"}, [[0.5, 1]],
             ["STARTING", "RUNNING", "EXITED"]),
            ("too slow for startsecs", {"startsecs": 10, "startretries": 0}, [[5, 1]], ["STARTING", "BACKOFF", "FATAL"]),
        ]
        for label, options, exits, expected in rows:
            with self.subTest(label):
                self.assertEqual(["STOPPED", *expected], [state for _, state in program(**options).trace("p", exits)])
        self.assertEqual([10, "FATAL"], program().trace("p", [[0, 1]])[-1])
        self.assertEqual(4, program().starts("p", [[0, 1]]))

    def test_stop(self) -> None:
        self.assertEqual([[0, "TERM", "process"]], program().stop("p"))
        self.assertEqual([[0, "INT", "group"], [3, "KILL", "group"]],
                         program(stopsignal="SIGINT", stopasgroup="true", stopwaitsecs=3).stop("p", takes=5))

    def test_order(self) -> None:
        held = read("[program:web]\ncommand=w\npriority=20\n[program:db]\ncommand=d\npriority=10\n"
                    "[program:off]\ncommand=o\nautostart=false\n")
        self.assertEqual([["db", "web"], ["off", "web", "db"]], [held.start_order(), held.stop_order()])

    @unittest.skipUnless(has_supervisor(), "needs the Python module supervisor: apt install supervisor")
    def test_like_supervisor(self) -> None:
        """The same file, read by supervisor itself."""
        text = ("[supervisord]\nnodaemon=true\n[program:web]\ncommand=/bin/sh -c 'run %(process_num)d' ; a comment\n"
                "process_name=%(program_name)s-%(process_num)02d\nnumprocs=2\nnumprocs_start=3\n"
                "environment=A=\"x,y\",B='%(program_name)s',C=/p/q-1\nautorestart=unexpected\nexitcodes=0, 2\n"
                "stopsignal=HUP\nstopasgroup=yes\ndirectory=/tmp\npriority=7\nstartsecs=0\n[group:all]\nprograms=web\n")
        names = ["command", "environment", "directory", "priority", "startsecs", "startretries", "exitcodes",
                 "stopwaitsecs", "stopasgroup", "killasgroup", "autostart"]
        ((group, processes),) = by_supervisor(text, names)
        held = read(text)
        self.assertEqual(["%s:%s" % (group, one["name"]) for one in processes], held.processes)
        for theirs in processes:
            ours = held.settings("all:" + theirs["name"])
            self.assertEqual({name: theirs[name] for name in names}, {name: ours[name] for name in names})
            self.assertEqual(theirs["stopsignal"], "SIG" + ours["stopsignal"])


@unittest.skipUnless(dotenv, "needs the Python module dotenv: apt install python3-dotenv")
class Dotenv(unittest.TestCase):
    TEXT = ("A=1\nexport B = two words # no\nC='x # y'\nD=\"a\\nb\"\nE=${A}-${NOPE:-d}\nF=\nG\nH=a#b\nI='${A}'\n# J=1\nA=2\n")

    def test_like_dotenv(self) -> None:
        held = models.read("dotenv", ".env", self.TEXT.encode())
        before = dict(os.environ)
        self.assertEqual(dict(dotenv.dotenv_values(stream=io.StringIO(self.TEXT))), held.values())
        self.assertEqual(before, dict(os.environ))
        self.assertEqual(["A", "B", "C", "D", "E", "F", "G", "H", "I"], held.names)

    def test_load(self) -> None:
        held = models.read("dotenv", ".env", self.TEXT.encode())
        self.assertEqual("0", held.load({"A": "0"})["A"])
        self.assertEqual("2", held.load({"A": "0"}, override=True)["A"])
        self.assertNotIn("G", held.load())


class Nginx(unittest.TestCase):
    def test_structure(self) -> None:
        text = ('http { # {\n server { listen 80; if ($a ~ "}") { return 200 "a;b{"; } }\n}\nevents{}\n'
                "map $x ${y} { default '\\''; \"~^/a{2}$\" 1; }\n")
        held = models.read("nginx", "n.conf", text.encode())
        self.assertEqual(["http", "events", "map"], [one.name for one in held._tree])
        self.assertEqual([["80"]], held.directives("listen"))
        self.assertEqual(2, held._all("listen")[0].line)

    def test_adapted(self) -> None:
        text = "daemon on;\nmaster_process\n  on;\nevents {}\nhttp { daemon_x y; }\n"
        adapted = models.read("nginx", "n.conf", text.encode())._adapted()
        self.assertEqual(text.count("\n"), adapted.count("\n"))
        self.assertEqual("events {}\nhttp { daemon_x y; }\n", adapted.lstrip())


class Shared(unittest.TestCase):
    def test_text(self) -> None:
        for data, message in ((b"\xff", "not UTF-8"), (b"a\0", "NUL"), (b"x" * 300000, "the most")):
            with self.subTest(message), self.assertRaises(SyntaxError) as caught:
                models.read("iam", "p.json", data)
            self.assertIn(message, str(caught.exception))
        self.assertEqual("a\nb", models.text_of("f", b"\xef\xbb\xbfa\r\nb"))

    def test_blame(self) -> None:
        text = models.text_of("Dockerfile", b"FROM a\n  RUN \xc3\xa4 x\n")
        try:
            models.blame(text, 2, ValueError("why"))
        except ValueError as error:
            last = error.__traceback__
            while last.tb_next:
                last = last.tb_next
            self.assertEqual(["Dockerfile", 2], [last.tb_frame.f_code.co_filename, last.tb_lineno])

    def test_not_loaded(self) -> None:
        """A plain cell has none of this."""
        code = "import sys; from harness import case; sys.exit(any('models' in name for name in sys.modules))"
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        self.assertEqual(0, subprocess.run([sys.executable, "-B", "-c", code], cwd=root).returncode)


if __name__ == "__main__":
    unittest.main()
