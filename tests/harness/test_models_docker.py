"""harness/models/dockerfile: what a build makes of a file and a context."""

import unittest

from harness import models

APP = {"app.py": "x", "requirements.txt": "flask\ngunicorn\n", "src/a.py": "", "src/sub/b.py": "", ".env": "KEY=s3cret",
       ".git/config": "", "note.md": ""}


def image(text: str) -> object:
    return models.read("dockerfile", "Dockerfile", text.encode())


def build(text: str, context: "dict | None" = None, base: str = "FROM python:3.12-slim\n", **more: object) -> object:
    return image(base + text).build(APP if context is None else context, **more)


class Commands(unittest.TestCase):
    def test_argv(self) -> None:
        rows = [
            ('CMD ["a", "b"]', (), ["a", "b"]),
            ('CMD ["a", "b"]', ("c",), ["c"]),
            ("CMD a b", (), ["/bin/sh", "-c", "a b"]),
            ("CMD ['a', 'b']", (), ["/bin/sh", "-c", "['a', 'b']"]),
            ('ENTRYPOINT ["e"]\nCMD ["a"]', (), ["e", "a"]),
            ('CMD ["a"]\nENTRYPOINT ["e"]', (), ["e", "a"]),
            ('ENTRYPOINT ["e"]\nCMD ["a"]', ("x", "y"), ["e", "x", "y"]),
            ('ENTRYPOINT e\nCMD ["a"]', ("x",), ["/bin/sh", "-c", "e"]),
            ('ENTRYPOINT ["e"]\nCMD a', (), ["e", "/bin/sh", "-c", "a"]),
            ('SHELL ["/bin/bash", "-c"]\nCMD a', (), ["/bin/bash", "-c", "a"]),
            ('ENTRYPOINT ["e"]', (), ["e"]),
            ("", (), ["python3"]),
        ]
        for text, args, expected in rows:
            with self.subTest(text=text, args=args):
                self.assertEqual(expected, build(text).argv(*args))

    def test_process_1(self) -> None:
        script = {"run.sh": "#!/bin/sh\nset -e\nexec gunicorn app:app\n", "bad.sh": "#!/bin/sh\ngunicorn app:app\n",
                  "args.sh": "#!/bin/sh\nmigrate\nexec \"$@\"\n"}
        rows = [
            ('CMD ["gunicorn", "app:app"]', "gunicorn"),
            ("CMD gunicorn app:app", "/bin/sh"),
            ("CMD exec gunicorn app:app", "gunicorn"),
            ("CMD cd /app && exec gunicorn app:app", "gunicorn"),
            ('COPY run.sh /\nENTRYPOINT ["/run.sh"]', "gunicorn"),
            ('COPY bad.sh /\nENTRYPOINT ["/bad.sh"]', "/bad.sh"),
            ('COPY args.sh /\nENTRYPOINT ["/args.sh"]\nCMD ["gunicorn"]', "gunicorn"),
        ]
        for text, expected in rows:
            with self.subTest(text):
                self.assertEqual(expected, build(text, script).pid1())

    def test_listens(self) -> None:
        rows = [
            ('CMD ["gunicorn", "app:app"]', "127.0.0.1:8000"),
            ('CMD ["gunicorn", "-b", "0.0.0.0:80", "app:app"]', "0.0.0.0:80"),
            ('CMD ["gunicorn", "--bind=:80", "app:app"]', ":80"),
            ('ENV PORT=9000\nCMD gunicorn -b 0.0.0.0:$PORT app:app', "0.0.0.0:9000"),
            ('CMD ["flask", "run"]', "127.0.0.1:5000"),
            ('CMD ["flask", "run", "--host=0.0.0.0", "-p", "80"]', "0.0.0.0:80"),
            ('ENV FLASK_RUN_HOST=0.0.0.0\nCMD ["flask", "run"]', "0.0.0.0:5000"),
            ('CMD ["uvicorn", "a:b", "--host", "0.0.0.0"]', "0.0.0.0:8000"),
            ('CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]', "0.0.0.0:8000"),
            ('CMD ["python", "-m", "http.server", "80"]', "0.0.0.0:80"),
            ('CMD ["sleep", "9"]', None),
        ]
        for text, expected in rows:
            with self.subTest(text):
                self.assertEqual(expected, build(text).listens())

    def test_start(self) -> None:
        rows = [
            ('CMD ["gunicorn", "app:app"]', "gunicorn: not found"),
            ('RUN pip install gunicorn\nCMD ["gunicorn", "app:app"]', "No module named app"),
            ('RUN pip install gunicorn\nWORKDIR /a\nCOPY app.py .\nCMD ["gunicorn", "app:app"]', "ok"),
            ('CMD ["python", "app.py"]', "can't open file '/app.py': No such file or directory"),
            ('COPY app.py /\nCMD ["python", "app.py"]', "ok"),
            ('USER nobody2\nCMD ["python"]', "unable to find user nobody2: no matching entries in passwd file"),
        ]
        for text, expected in rows:
            with self.subTest(text):
                self.assertEqual(expected, build(text).start())


class Files(unittest.TestCase):
    def test_copy(self) -> None:
        rows = [
            ("COPY app.py /a", ["/a"]),
            ("COPY app.py /a/", ["/a/app.py"]),
            ("WORKDIR /w\nCOPY app.py .", ["/w/app.py"]),
            ("COPY src /d", ["/d/a.py", "/d/sub/b.py"]),
            ("COPY src/ /d/", ["/d/a.py", "/d/sub/b.py"]),
            ("COPY *.py /d/", ["/d/app.py"]),
            ("COPY app.py note.md /d/", ["/d/app.py", "/d/note.md"]),
            ('COPY ["app.py", "/d/x.py"]', ["/d/x.py"]),
            ("COPY <<EOF /d/x\nhello\nEOF", ["/d/x"]),
            ("RUN mkdir /d\nCOPY app.py /d", ["/d/app.py"]),
            ("COPY app.py /d/\nRUN rm /d/app.py", []),
            ("COPY src /d\nRUN cp -r /d/sub /d/two && rm -rf /d/sub", ["/d/a.py", "/d/two/b.py"]),
            ("ARG D=/d\nCOPY app.py ${D}/", ["/d/app.py"]),
            ("RUN echo hi > /d/x && cat /d/x >> /d/y", ["/d/x", "/d/y"]),
        ]
        for text, expected in rows:
            with self.subTest(text):
                held = build(text)
                where = "/" if expected and not expected[0].startswith("/d") else "/d"
                self.assertEqual(expected, held.files(where))
        self.assertEqual("hi\n", build("RUN echo hi > /d/x").read("/d/x"))

    def test_ignored(self) -> None:
        rows = [
            (".env\n", [".dockerignore", ".git/config", "app.py", "note.md", "requirements.txt", "src/a.py", "src/sub/b.py"]),
            ("*\n!src\n", ["src/a.py", "src/sub/b.py"]),
            ("src/*.py\n.*\n*.md\n*.txt\napp.py\n", ["src/sub/b.py"]),
            ("**/*.py\n.git\n*.md\n.env\n.dockerignore\n", ["requirements.txt"]),
            ("src\n!src/sub\n.*\n*.*\n", ["src/sub/b.py"]),
            ("# .env\n/app.py\nsrc\n.git\n.d*\n*.md\n*.txt\n", [".env"]),
        ]
        for text, expected in rows:
            with self.subTest(text):
                held = build("COPY . /c/", dict(APP, **{".dockerignore": text}))
                self.assertEqual(sorted(expected), [path[3:] for path in held.files("/c")])

    def test_owner_and_mode(self) -> None:
        held = build("RUN useradd -m app\nCOPY --chown=app app.py /a/\nCOPY --chmod=755 note.md /n\nRUN chmod +x /a/app.py")
        self.assertEqual(["app", "755", "root", "755"],
                         [held.owner("/a/app.py"), held.mode("/a/app.py"), held.owner("/n"), held.mode("/n")])
        held = build("RUN useradd app\nWORKDIR /w\nRUN chown -R app /w\nUSER app\nRUN touch /w/x")
        self.assertEqual(["app", "app"], [held.user, held.owner("/w/x")])

    def test_failures(self) -> None:
        rows = [
            ("COPY nothing /", '"/nothing": not found'),
            ("COPY ../x /", "outside the build context"),
            ("COPY --from=bulder /a /a", "no stage before this is called 'bulder'"),
            ("RUN apt-get install -y gcc", "Unable to locate package gcc"),
            ("RUN apt-get update\nRUN apt-get install gcc", "-y is missing"),
            ("USER nobody\nRUN apt-get update", "Permission denied"),
            ("USER ghost\nRUN true", "unable to find user ghost"),
            ("RUN pip install -r requirements.txt", "Could not open requirements file"),
            ("RUN curl -o x http://a", "curl: not found"),
            ("RUN cat /nope", "No such file"),
            ("RUN useradd app\nUSER app\nRUN touch /x", "Permission denied"),
            ("RUN pip install psycopg2", "gcc"),
        ]
        for text, message in rows:
            with self.subTest(text), self.assertRaises(Exception) as caught:
                build(text)
            self.assertEqual("BuildFailed", type(caught.exception).__name__)
            self.assertIn(message, str(caught.exception))
        self.assertTrue(build("RUN cat /nope || true").start())
        self.assertTrue(build("RUN apt-get update && apt-get install -y gcc && pip install psycopg2").tool("gcc"))

    def test_packages(self) -> None:
        held = build("WORKDIR /w\nCOPY . .\nRUN pip install -r requirements.txt redis==5")
        self.assertEqual(["flask", "gunicorn", "redis"], held.python_packages)
        held = build("RUN python -m venv /v && /v/bin/pip install flask\nENV PATH=/v/bin:$PATH\nCMD [\"flask\", \"run\"]")
        self.assertTrue(held.has("/v/bin/flask"))
        self.assertEqual("ok", held.start())
        held = build("RUN useradd -m app\nUSER app\nRUN pip install flask\nCMD [\"flask\"]")
        self.assertTrue(held.has("/home/app/.local/bin/flask"))
        self.assertEqual("flask: not found", held.start())


class Stages(unittest.TestCase):
    TWO = ("FROM python:3.12 AS build\nRUN apt-get update && apt-get install -y gcc\nRUN python -m venv /v && "
           "/v/bin/pip install gunicorn\nFROM python:3.12-slim\n%s\nENV PATH=/v/bin:$PATH\nCMD [\"gunicorn\"]\n")

    def test_from(self) -> None:
        held = image(self.TWO % "COPY --from=build /v /v").build({})
        self.assertEqual(["python:3.12-slim", "ok", False], [held.base, held.start(), held.tool("gcc")])
        held = image(self.TWO % "COPY --from=0 /v /v").build({})
        self.assertEqual("ok", held.start())
        held = image(self.TWO % "").build({})
        self.assertEqual("gunicorn: not found", held.start())
        self.assertEqual(["python:3.12", "build"], image(self.TWO % "").stages[0])

    def test_continued(self) -> None:
        text = "ARG V=3.12\nFROM python:${V} AS a\nENV X=1\nUSER nobody\nFROM a\nENV Y=$X$V\n"
        held = image(text).build({})
        self.assertEqual(["python:3.12", "nobody", "1"], [held.base, held.user, held.env["Y"]])
        self.assertEqual("python:3.9", image(text).build({}, args={"V": "3.9"}).base)
        self.assertEqual("python:3.12", image(text + "FROM scratch AS last").build({}, target="a").base)

    def test_cache(self) -> None:
        good = "FROM python:3.12\nWORKDIR /w\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\n"
        bad = "FROM python:3.12\nWORKDIR /w\nCOPY . .\nRUN pip install -r requirements.txt\n"
        edit = {"app.py": "y"}
        self.assertEqual(["COPY . ."], image(good).rebuilt(APP, edit))
        self.assertEqual(["COPY . .", "RUN pip install -r requirements.txt"], image(bad).rebuilt(APP, edit))
        self.assertEqual(4 - 1, len(image(good).rebuilt(APP, {"requirements.txt": "flask\n"})))
        self.assertEqual([], image(good).rebuilt(APP, {}))
        ignoring = dict(APP, **{".dockerignore": "note.md\n"})
        self.assertEqual([], image(good).rebuilt(ignoring, {"note.md": "new"}))
        early = "FROM python:3.12\nARG REV\nRUN pip install flask\n"
        self.assertEqual(["RUN pip install flask"], image(early).rebuilt(APP, {}, args={"REV": ("1", "2")}))
        late = "FROM python:3.12\nRUN pip install flask\nARG REV\nLABEL rev=$REV\n"
        self.assertEqual([], image(late).rebuilt(APP, {}, args={"REV": ("1", "2")}))
        url = "FROM python:3.12\nADD http://x/y /y\n"
        self.assertEqual([], image(url).rebuilt({}, {}, remote={"http://x/y": "1"}))

    def test_secrets(self) -> None:
        rows = [
            ("COPY .env /e", ["file /e"]),
            ("COPY .env /e\nRUN rm /e", ["file /e"]),
            ("ENV KEY=s3cret", ["env KEY"]),
            ("ARG KEY\nRUN pip install --index-url http://$KEY@h flask", ["history: RUN pip install --index-url http://$KEY@h flask"]),
            ("LABEL k=s3cret", ["label k"]),
            ("RUN --mount=type=secret,id=key cat /run/secrets/key", []),
            ("RUN --mount=type=secret,id=key cat /run/secrets/key > /k", ["file /k"]),
        ]
        for text, expected in rows:
            with self.subTest(text):
                held = build(text, args={"KEY": "s3cret"}, secrets={"key": "s3cret"})
                self.assertEqual(expected, held.leaks("s3cret"))

    def test_facts(self) -> None:
        held = build('EXPOSE 80 443/tcp\nSTOPSIGNAL QUIT\nLABEL a="b c" d=e\nENV F g\nHEALTHCHECK --interval=5s CMD ["x"]\n'
                     "WORKDIR /a\nWORKDIR b")
        self.assertEqual([80, 443], held.ports)
        self.assertEqual(["SIGQUIT", {"a": "b c", "d": "e"}, "g", ["x"], "/a/b"],
                         [held.stopsignal, held.labels, held.env["F"], held.healthcheck, held.workdir])


class Syntax(unittest.TestCase):
    def test_continuation(self) -> None:
        held = build("RUN apt-get update \\\n  # why\n\n  && apt-get install -y \\\n  curl\nCMD [\"curl\"]")
        self.assertEqual(["curl"], held.packages)
        with self.assertRaises(SyntaxError) as caught:
            image("FROM a:1\nRUN x \\\n  y\nFORM b\n")
        self.assertEqual(4, caught.exception.lineno)


if __name__ == "__main__":
    unittest.main()
