#!/usr/bin/env python3
"""Credentials in every place where a user can give them: they reach the server, and nothing that is written or started.

Usage: canary_test.py NOGAP
"""
import base64
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "cli"))
from processes import ProcessTest, Programs  # noqa: E402

CANARY = "canary-5be1"
PLACES = ("argument", "file", "variable", "profile", "user", "password")
VALUES = {place: f"{CANARY}-{place}" for place in PLACES}
BASIC = base64.b64encode(f"{VALUES['user']}:{VALUES['password']}".encode()).decode()
SECRETS = (CANARY, BASIC, urllib.parse.quote(BASIC))
FIELDS = {"X-Argument": "argument", "X-File": "file", "X-Variable": "variable", "X-Profile": "profile"}
REPORTS = ("text", "json", "tap")
HAS_PROC = pathlib.Path("/proc/self/stat").exists()

# The server of --launch: it serves the file that it is given, and never looks at its environment.
SERVER = """
import http.server, json, sys
log, seen = sys.argv[2], sys.argv[3]
class Feed(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(seen, "a") as out:
            out.write(json.dumps(dict(self.headers)) + "\\n")
        with open(log, "rb") as lines:
            events = [json.loads(line) for line in lines]
        body = json.dumps(events[1:]).encode()
        self.send_response(200)
        self.send_header("X-EXO-Last-Idx", str(len(events)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
    do_HEAD = do_GET
    def log_message(self, *_):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Feed).serve_forever()
"""


class Guarded(http.server.BaseHTTPRequestHandler):
    """A feed that is open to whoever knows all credentials, and counts its cursor one too high."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        given = {name: self.headers.get(name, "") for name in (*FIELDS, "Authorization")}
        self.server.seen.append(given)
        right = given["Authorization"] == f"Basic {BASIC}" and \
            all(given[name] == VALUES[place] for name, place in FIELDS.items())
        events = self.server.events if right else []
        body = json.dumps(events).encode()
        self.send_response(200 if right else 401)
        self.send_header("X-EXO-Last-Idx", str(len(events) + 1))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_OPTIONS = do_GET

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.events.append({"n": len(self.server.events)})
        self.do_GET()

    def log_message(self, *_):
        """Says nothing."""


class Watch(threading.Thread):
    """Keeps the argument lists of all that a process starts, as /proc shows them."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.root = process
        self.seen = set()
        self.over = threading.Event()

    def run(self):
        known = {self.root}
        while not self.over.is_set():
            for entry in pathlib.Path("/proc").iterdir():
                if entry.name.isdigit():
                    self.look(entry, known)
            self.over.wait(0.002)

    def look(self, entry, known):
        try:
            parent = int((entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            if parent in known and int(entry.name) != self.root:
                known.add(int(entry.name))
                words = (entry / "cmdline").read_bytes()
                # Between fork and exec a child still shows the words of its parent.
                if words and Programs.nogap.encode() != words.split(b"\0")[0]:
                    self.seen.add(words)
        except (OSError, ValueError, IndexError):
            pass  # it is gone


class Canary(ProcessTest):
    def guarded(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
        server.seen, server.events = [], [{"n": index} for index in range(12)]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, server.server_port

    def credentials(self):
        """Gives the options that hold a credential each, or name where it is."""
        self.environment["FEED_TOKEN"] = f"X-Variable: {VALUES['variable']}"
        profile = {"name": "guarded", "request": {"fields": {"X-Profile": VALUES["profile"]}}}
        self.inputs = {self.file("fields", f"X-File: {VALUES['file']}\n"), self.file("p.json", json.dumps(profile))}
        fields, profile = sorted(self.inputs)
        return ["-H", f"X-Argument: {VALUES['argument']}", "--header-file", fields, "--header-env", "FEED_TOKEN",
                "--profile", profile]

    def outputs(self):
        self.out = self.folder / "out"
        self.out.mkdir(exist_ok=True)
        return [*[f"--report={name}={self.out / name}" for name in REPORTS], "--trace", str(self.out / "trace"),
                "--write-waivers", str(self.out / "waivers")]

    def assert_clean(self, *texts):
        """Nothing that was printed or left in a file holds a credential, but for the files that the user wrote."""
        files = [path for path in self.folder.rglob("*") if path.is_file() and str(path) not in self.inputs]
        for name, text in [*(("printed", text) for text in texts),
                           *((str(path), path.read_bytes().decode("utf-8", "replace")) for path in files)]:
            for secret in SECRETS:
                self.assertNotIn(secret, text, name)
        return files

    def watched(self, *arguments):
        """Runs the program; gives the done process and the argument lists of what it started."""
        process = subprocess.Popen([Programs.nogap, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment)
        watch = Watch(process.pid)
        if HAS_PROC:
            watch.start()
        stdout, stderr = process.communicate(timeout=90)
        watch.over.set()
        if HAS_PROC:
            watch.join()
        return subprocess.CompletedProcess(arguments, process.returncode, stdout, stderr), watch.seen

    def test_a_run(self):
        server, port = self.guarded()
        url = f"http://{VALUES['user']}:{VALUES['password']}@127.0.0.1:{port}/events"
        done = self.nogap(url, *self.credentials(), *self.outputs(), "--class", "core,boundary")
        self.assertEqual(done.returncode, 1, done)
        self.assertEqual(server.seen[0], {**{name: VALUES[place] for name, place in FIELDS.items()},
                                          "Authorization": f"Basic {BASIC}"})
        names = {path.name for path in self.assert_clean(done.stdout, done.stderr)}
        self.assertEqual(names, {*REPORTS, "trace", "waivers"})
        report = json.loads((self.out / "json").read_text("utf-8"))
        self.assertEqual(report["target"], f"http://***@127.0.0.1:{port}/events")
        again = self.nogap("judge", str(self.out / "trace"))
        self.assertEqual(again.returncode, 1, again)
        self.assert_clean(again.stdout, again.stderr)

    def test_a_placeholder_stands_in_each_command(self):
        _, port = self.guarded()
        url = f"http://{VALUES['user']}:{VALUES['password']}@127.0.0.1:{port}/events"
        self.nogap(url, *self.credentials(), *self.outputs(), "--class", "core")
        report = json.loads((self.out / "json").read_text("utf-8"))
        commands = [finding["curl"] for case in report["cases"] for finding in case["findings"]]
        self.assertTrue(commands)
        variables = {f"NOGAP_HEADER_{name.upper().replace('-', '_')}": VALUES[place] for name, place in FIELDS.items()}
        variables["NOGAP_CREDENTIALS"] = f"{VALUES['user']}:{VALUES['password']}"
        for command in commands:
            for variable in variables:
                self.assertIn(f"${{{variable}:?}}", command)
        for variable in variables:
            self.assertIn(variable, (self.out / "text").read_text("utf-8"))
        done = subprocess.run(["sh", "-c", commands[0]], capture_output=True, text=True, timeout=60, check=False,
                              env={**os.environ, **variables})
        self.assertIn("200 OK", done.stdout.splitlines()[0], done)
        done = subprocess.run(["sh", "-c", commands[0]], capture_output=True, text=True, timeout=60, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("NOGAP_", done.stderr)

    def test_a_plan(self):
        url = f"http://{VALUES['user']}:{VALUES['password']}@127.0.0.1:1/events"
        done = self.nogap(url, *self.credentials(), "--plan")
        self.assertEqual(done.returncode, 0, done)
        self.assertIn("***@127.0.0.1", done.stdout)
        self.assert_clean(done.stdout, done.stderr)

    def test_what_is_started(self):
        log_of = "'{log}'"
        program = self.file("server.py", SERVER)
        options = self.credentials()
        seen = self.folder / "requests"
        self.inputs |= {str(seen)}
        done, lists = self.watched(
            "run", "--launch", f"exec '{sys.executable}' '{program}' {{port}} {log_of} '{seen}'", "--append-cmd",
            f"sleep 0.05; for i in $(seq $NOGAP_COUNT); do echo 1 >> {log_of}; done", *options, *self.outputs(),
            "--case", "full-dump", "--case", "appended-events")
        self.assertEqual(done.returncode, 1, done)
        self.assert_clean(done.stdout, done.stderr)
        requests = [json.loads(line) for line in seen.read_text("utf-8").splitlines()]
        self.assertTrue(any(request.get("X-File") == VALUES["file"] for request in requests))
        if HAS_PROC:
            shown = b"\n".join(lists).decode("utf-8", "replace")
            self.assertIn(str(program), shown)
            self.assertIn("NOGAP_COUNT", shown)
            self.assertNotIn(CANARY, shown)

    def test_an_append_url(self):
        server, port = self.guarded()
        user = f"{VALUES['user']}:{VALUES['password']}@127.0.0.1:{port}"
        done = self.nogap(f"http://{user}/events", *self.credentials(), *self.outputs(), "--append-post",
                          f"http://{user}/events", "--case", "appended-events", "--case", "full-dump")
        self.assertNotEqual(done.returncode, 0)
        self.assertGreater(len(server.seen), 1)
        self.assert_clean(done.stdout, done.stderr)

    def test_errors(self):
        options = self.credentials()
        secret = f"{VALUES['user']}:{VALUES['password']}@127.0.0.1"
        bad_fields = self.file("bad", f"X-File {VALUES['file']}\n")
        bad_profile = self.file("bad.json", '{"name": "a", "request": {"fields": {"X-A": "' + CANARY + '\\n"}}}')
        cut_profile = self.file("cut.json", '{"name": "a", "request": {"fields": {"X-A": "' + CANARY)
        self.inputs |= {bad_fields, bad_profile, cut_profile}
        self.environment["BAD_TOKEN"] = CANARY
        for arguments in ([f"http://{secret}:1/events", *options], [f"http://{secret}:x/events"],
                          [f"ftp://{secret}/events"], [f"http://{secret}/events?x=1"],
                          [f"http://{secret}:1/events", "--append-post", f"ftp://{secret}/"],
                          [f"http://{secret}:1/events", "--append-post", f"http://{secret}:x/"],
                          ["http://127.0.0.1:1/events", "-H", f"X-A {CANARY}"],
                          ["http://127.0.0.1:1/events", "-H", "Authorization:", "Basic", CANARY],
                          ["http://127.0.0.1:1/events", "-H", f"X-A: {CANARY}\n{CANARY}"],
                          ["http://127.0.0.1:1/events", "--header-file", bad_fields],
                          ["http://127.0.0.1:1/events", "--header-env", "BAD_TOKEN"],
                          ["http://127.0.0.1:1/events", "--profile", bad_profile],
                          ["http://127.0.0.1:1/events", "--profile", cut_profile]):
            started = time.monotonic()
            done = self.nogap(*arguments)
            self.assertIn(done.returncode, (2, 3), done)
            self.assertNotEqual(done.stderr, "")
            self.assert_clean(done.stdout, done.stderr)
            self.assertLess(time.monotonic() - started, 30)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    Programs.nogap = sys.argv.pop(1)
    unittest.main()
