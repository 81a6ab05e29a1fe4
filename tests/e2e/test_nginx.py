"""Kind nginx: the real nginx in a case's sandbox: what it can do there, and what it cannot reach."""

import json
import os
import pathlib
import socket
import unittest

import grader

FULL = unittest.skipUnless(grader.namespaces(), "nginx is run at level full, which this machine does not allow")


def conf(body: str, before: str = "") -> str:
    return "events {}\n%s\nhttp { server { listen 80; %s } }\n" % (before, body)


class Nginx(grader.Test):
    def answer(self, text: str, source: str, exec: "str | list" = "", mode: str = "plain") -> object:
        """What a question to the model returns."""
        case = {"name": "any", "eval": f"repr({source})", "returns": ""}
        if exec:
            case["exec"] = exec
        package = self.package([case], solution={"kind": "nginx"})
        run = grader.report(package, self.write("nginx.conf", text), mode=mode)
        failure = run.report["cases"][0]["failures"][0]
        self.assertEqual("wrong", run.report["cases"][0]["verdict"], str(run))
        return eval(failure["actual"])

    @FULL
    def test_features(self) -> None:
        """Each of these needs something of the sandbox: shared memory, files, ports, names, addresses."""
        rows = [
            ("a shared zone", conf("location / { limit_req zone=z; limit_req_status 429; root /var/www/html; }").replace(
                "http {", "http { limit_req_zone $binary_remote_addr zone=z:1m rate=1r/m;"),
             "nginx.requests(3, '/a')", "nginx.file('/var/www/html/a', '')", [200, 429, 429]),
            ("a cache", conf("location / { proxy_cache c; proxy_cache_valid 200 1h; proxy_pass http://127.0.0.1:9;"
                             " add_header X-Cache $upstream_cache_status; }").replace(
                "http {", "http { proxy_cache_path /var/cache/nginx keys_zone=c:1m;"),
             "[nginx.get('/').headers['x-cache'] for _ in range(2)] + [up.count]", "up = nginx.upstream('127.0.0.1:9')",
             ["MISS", "HIT", 1]),
            ("a name", conf("location / { proxy_pass http://app:5000; }"), "nginx.route('/x')",
             "nginx.upstream('app:5000')", "app:5000 /x"),
            ("a unix socket", conf("location / { proxy_pass http://unix:/run/app.sock; }"), "nginx.route('/x')",
             "nginx.upstream('unix:/run/app.sock')", "unix:/run/app.sock /x"),
            ("failover", conf("location / { proxy_pass http://both; }").replace(
                "http {", "http { upstream both { server 127.0.0.1:1; server 127.0.0.1:2; }"),
             "[nginx.route('/') for _ in range(2)]",
             ["nginx.upstream('127.0.0.1:1', down=True)", "nginx.upstream('127.0.0.1:2')"], ["127.0.0.1:2 /"] * 2),
            ("closed without an answer", conf("return 444;"), "nginx.get('/').status", "", 0),
            ("a large body", conf("client_max_body_size 1k;"), "nginx.request('POST', '/', body='x' * 2000).status", "", 413),
            ("other ports", "server { listen 81; return 204; } server { listen [::]:82; return 201; }",
             "nginx.get('/', port=81).status", "", 204),
            ("an upgrade of headers", conf("location / { proxy_pass http://127.0.0.1:9; proxy_http_version 1.1; "
                                           "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; }"),
             "(nginx.get('/', headers={'Upgrade': 'websocket'}).status, up.header('Upgrade'))[1]",
             "up = nginx.upstream('127.0.0.1:9')", "websocket"),
        ]
        for label, text, source, exec, expected in rows:
            with self.subTest(label):
                self.assertEqual(expected, self.answer(text, source, exec))

    @FULL
    def test_every_account(self) -> None:
        for mode in ("plain", "user"):
            if grader.available(mode):
                self.assertEqual(200, self.answer(conf("return 200 ok;"), "nginx.get('/').status", mode=mode))

    @FULL
    def test_cannot_reach_the_host(self) -> None:
        """A server of this machine, which is there for anybody else."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            socket.create_connection(("127.0.0.1", port)).close()  # it is there
            listener.accept()[0].close()
            text = conf("location / { proxy_pass http://127.0.0.1:%d; }" % port)
            self.assertEqual(502, self.answer(text, "nginx.get('/').status"))
            listener.settimeout(0)
            with self.assertRaises(BlockingIOError):
                listener.accept()

    @FULL
    def test_cannot_read_the_host(self) -> None:
        self.assertTrue(os.path.exists("/etc/shadow") and os.path.exists("/etc/nginx/nginx.conf"))
        text = conf("location / { root /; autoindex on; }")
        paths = ["/etc/shadow", "/etc/nginx/sites-available/default", "/root/", "/proc/self/environ", str(grader.SOURCE)]
        found = self.answer(text, "[nginx.get(path).status for path in %r]" % paths)
        self.assertTrue(set(found) <= {403, 404}, found)
        self.assertEqual("learner", self.answer(text, "nginx.get('/etc/passwd').body")[:7])

    @FULL
    def test_cannot_write_the_host(self) -> None:
        outside = pathlib.Path("/var/log/nginx/grade-test-%d.log" % os.getpid())
        text = conf("access_log %s; return 200;" % outside)
        self.assertEqual(200, self.answer(text, "nginx.get('/').status"))
        self.assertFalse(outside.exists())
        package = self.package([{"name": "any", "eval": "nginx.check()", "returns": "ok"}], solution={"kind": "nginx"})
        run = grader.report(package, self.write("nginx.conf", "error_log /usr/lib/x.log;\n" + conf("return 200;")))
        self.assertEqual("error", run.report["cases"][0]["verdict"], str(run))
        self.assertIn("nginx.ConfigurationError", run.out)

    @FULL
    def test_tells_the_line(self) -> None:
        package = self.package([{"name": "any", "eval": "nginx.check()", "returns": "ok"}], solution={"kind": "nginx"})
        for text, message in (("server {\n  lisen 80;\n}\n", 'unknown directive "lisen"'),
                              ("events {}\nhttp { server {\n listen 80 foo; } }\n", 'invalid parameter "foo"')):
            run = grader.grade(package, self.write("nginx.conf", text))
            self.assertIn(message, run.out)
            self.assertRegex(run.out, r"nginx\.conf:[23]\n")

    @FULL
    def test_nothing_is_left(self) -> None:
        """A server that runs when its case ends ends with it."""
        self.answer(conf("return 200;"), "nginx.check()")
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                found.append((folder / "cmdline").read_bytes().split(b"\0")[:3])
            except OSError:
                continue
        self.assertNotIn([b"/usr/sbin/nginx", b"-g", b"daemon off; master_process off;"], found)

    @FULL
    def test_what_nginx_burns_counts(self) -> None:
        """A pattern that backtracks for long: in nginx, not in the case's own process."""
        text = conf("pcre_jit off;").replace("pcre_jit off;", "location ~ ^/(a+)+(a+)+(a+)+$ { return 200; }")
        case = {"name": "any", "eval": "[nginx.get('/' + 'a' * 40 + '!' + str(n)).status for n in range(2000)]",
                "returns": [], "limits": {"cpu_ms": 300, "wall_ms": 15000}}
        package = self.package([case], solution={"kind": "nginx"})
        for mode in ("plain", "user"):
            if not grader.available(mode):
                continue
            run = grader.report(package, self.write("nginx.conf", text), mode=mode)
            groups = next(one for one in run.report["isolation"]["mechanisms"] if one["name"] == "process groups")
            if groups["in_force"]:
                self.assertEqual("cpu-limit", run.report["cases"][0]["verdict"], str(run))
            else:
                self.assertIn("nginx has ended: it used more CPU time than allowed", run.out)

    @FULL
    def test_report_says_what_holds(self) -> None:
        """A box that serves is not the same as one that does not."""
        package = self.package([{"name": "any", "eval": "0", "returns": 0}], solution={"kind": "nginx"})
        run = grader.report(package, self.write("nginx.conf", conf("return 200;")))
        told = json.dumps(run.report["isolation"])
        for part in ("which holds a loopback only", "but that of listening below port 1024", "RLIMIT_CPU "):
            self.assertIn(part, told)

    def test_baseline(self) -> None:
        """Nothing can be run there, and the report says so; what is wrong with the syntax is told all the same."""
        if not grader.available("baseline"):
            self.skipTest("there is no way to refuse namespaces here")
        package = self.package([{"name": "any", "eval": "nginx.check()", "returns": "ok"}], solution={"kind": "nginx"})
        run = grader.report(package, self.write("nginx.conf", conf("return 200;")), mode="baseline")
        case = run.report["cases"][0]
        self.assertEqual("skipped", case["verdict"], str(run))
        self.assertIn("needs level full: /usr/sbin/nginx runs in a network", case["reason"])
        run = grader.report(package, self.write("nginx.conf", "server {"), mode="baseline")
        self.assertEqual("error", run.report["cases"][0]["verdict"], str(run))
