#!/usr/bin/env python3
"""The class hostile over real sockets: right servers pass, each fault is found by its clause and shown by its command.

Usage: hostile_test.py NOGAP NOGAP-SERVER
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "interop"))
import launch  # pylint: disable=wrong-import-position

NOGAP = SERVER = None
RUN_SECONDS = 120
SHOWN_SECONDS = 20
TIMEOUT = "1.5"  # seconds for each request of the runner: how long a hang takes


class FaultyServer:
    """The faulty server, running."""

    def __init__(self, fault):
        self.process = subprocess.Popen([sys.executable, "-B", str(HERE / "faulty_server.py"), fault],
                                        stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search("http://[^ \n]+", line)
        if found is None:
            raise AssertionError(f"the server for {fault} did not start: {line!r}")
        self.url = found.group()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def run(url, *options, cases="*"):
    """Returns the exit status and the JSON report of a run."""
    done = subprocess.run([NOGAP, "run", url, "--class", "hostile", "--case", cases, "--timeout", TIMEOUT,
                           "--report", "json", *options], capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
    return done.returncode, json.loads(done.stdout)


def findings(report):
    return [{**finding, "case": case["id"]} for case in report["cases"] for finding in case["findings"]]


def show(command):
    """Runs a finding's command as a user would."""
    done = subprocess.run(["sh", "-c", command.replace("-m 10", "-m 1")], capture_output=True, timeout=SHOWN_SECONDS,
                          check=False)
    return (done.stdout + done.stderr).decode("latin-1")


class RightServers(unittest.TestCase):
    def check(self, url):
        status, report = run(url)
        self.assertEqual((status, findings(report)), (0, []), [case["reason"] for case in report["cases"]])
        self.assertTrue(all(case["requests"] > 1 for case in report["cases"]))
        self.assertGreater(report["requests"], 200)

    def test_the_reference_server(self):
        with tempfile.TemporaryDirectory() as folder:
            log = pathlib.Path(folder, "log.ndjson")
            log.write_text("".join(f'{{"e":{index}}}\n' for index in range(10)), encoding="utf-8")
            server = subprocess.Popen([SERVER, "--port", "0", str(log)], stdout=subprocess.PIPE, text=True)
            try:
                self.check(re.search("http://[^ \n]+", server.stdout.readline()).group())
            finally:
                server.kill()
                server.wait()
                server.stdout.close()

    def test_servers_of_other_stacks(self):
        for name in ("fastapi", "express", "stdlib"):
            with self.subTest(server=name):
                missing = launch.what_is_missing(name)
                if missing:
                    self.skipTest(missing)
                with launch.running(name, ["--events", "10"]) as url:
                    self.check(url)

    def test_the_faulty_server_without_a_fault(self):
        with FaultyServer("none") as server:
            self.check(server.url)


class Faults(unittest.TestCase):
    """Each fault: the case and the clause that find it, and what its command shows."""

    def check(self, fault, case, clause, shown):
        with FaultyServer(fault) as server:
            status, report = run(server.url, cases=case)
            found = [finding for finding in findings(report) if finding["clause"] == clause]
            self.assertEqual((status, bool(found)), (1, True), (fault, findings(report)))
        # The server may be gone; its command is for one that still runs.
        with FaultyServer(fault) as server:
            command = found[0]["curl"].replace(report["target"].split("/")[2], server.url.split("/")[2])
            self.assertRegex(show(command), shown, command)

    def test_a_worker_that_dies_at_a_nul(self):
        self.check("crash-at-nul", "odd-bytes", "transport-3", "(?s)curl: .*[Cc]onnect|Empty reply|Recv failure")

    def test_an_error_at_a_bad_escape(self):
        self.check("error-at-escape", "bad-escapes", "reject-1", "^HTTP/1.1 500")
        self.check("error-at-escape", "bad-escapes", "transport-2", "^HTTP/1.1 500")

    def test_a_value_in_a_field(self):
        self.check("reflect-in-field", "injected-fields", "transport-4", "\r\nX-Nogap-Injected")

    def test_a_server_that_waits_for_the_rest_for_ever(self):
        self.check("wait-for-ever", "half-sent-requests", "transport-3", "(?i)timed? ?out|time-out")

    def test_parameters_that_are_dropped(self):
        self.check("drop-after-1000", "many-parameters", "param-5", "X-EXO-Last-Idx: 10")

    def test_answers_in_another_order(self):
        self.check("swap-answers", "pipelined-requests", "transport-5", r"(?s)X-EXO-Last-Idx: 3.*X-EXO-Last-Idx: 2")

    def test_a_hang(self):
        self.check("hang-at-version", "odd-request-lines", "transport-2", "^curl: [^\n]*\n$")

    def test_a_target_that_ends_at_a_nul(self):
        self.check("cut-at-nul", "odd-bytes", "reject-1", "^HTTP/1.1 200")
        self.check("cut-at-nul", "odd-bytes", "transport-2", "X-EXO-Last-Idx: 10")

    def test_bytes_that_are_no_answer(self):
        self.check("no-status-line", "conflicting-fields", "transport-2", "^no$")

    def test_a_dead_server_is_no_unreachable_one(self):
        with FaultyServer("crash-at-nul") as server:
            status, report = run(server.url)
        self.assertEqual((status, report["verdict"]), (1, "non-conformant"))
        self.assertEqual(report["cases"][-1]["verdict"], "inconclusive")


class Politeness(unittest.TestCase):
    def test_never_by_default(self):
        listed = subprocess.run([NOGAP, "run", "--plan", "http://127.0.0.1:9/events"], capture_output=True, text=True,
                                timeout=RUN_SECONDS, check=True).stdout
        self.assertNotIn("  raw ", listed)

    def test_a_plan_shows_raw_requests(self):
        listed = subprocess.run([NOGAP, "run", "--plan", "http://127.0.0.1:9/events", "--class", "hostile"],
                                capture_output=True, text=True, timeout=RUN_SECONDS, check=True).stdout
        self.assertIn("  raw GET {path}?since=%zz&limit=2 HTTP/1.1\\x0d\\x0a", listed)
        self.assertGreater(listed.count("  raw "), 90)

    def test_not_with_credentials_in_the_url(self):
        with FaultyServer("none") as server:
            status, report = run(server.url.replace("//", "//name:secret@"))
        self.assertEqual((status, report["verdict"]), (4, "inconclusive"))
        self.assertEqual({case["verdict"] for case in report["cases"]}, {"skip"})
        self.assertIn("plain http", report["cases"][0]["reason"])

    def test_credentials_reach_the_server_and_nothing_else(self):
        canary = "Token canary-7391"
        with FaultyServer("error-at-escape") as server, tempfile.TemporaryDirectory() as folder:
            trace = pathlib.Path(folder, "trace")
            _, report = run(server.url, "-H", f"Authorization: {canary}", "--trace", str(trace), cases="bad-escapes")
            self.assertNotIn("canary", json.dumps(report) + trace.read_text(encoding="utf-8"))
            command = findings(report)[0]["curl"]
            self.assertIn("NOGAP_HEADER_AUTHORIZATION", command)
            done = subprocess.run(["sh", "-c", command.replace("-m 10", "-m 1")], capture_output=True, check=False,
                                  timeout=SHOWN_SECONDS, env={**os.environ, "NOGAP_HEADER_AUTHORIZATION": canary})
            self.assertRegex(done.stdout, b"^HTTP/1.1 500")
            unset = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=SHOWN_SECONDS)
            self.assertEqual(unset.stdout, b"")

    def test_a_trace_is_judged_again_to_the_same(self):
        with FaultyServer("crash-at-nul") as server, tempfile.TemporaryDirectory() as folder:
            trace = pathlib.Path(folder, "trace")
            _, report = run(server.url, "--trace", str(trace))
            done = subprocess.run([NOGAP, "judge", str(trace), "--report", "json"], capture_output=True, text=True,
                                  timeout=RUN_SECONDS, check=False)
        self.assertEqual((done.returncode, json.loads(done.stdout)), (1, report))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    SERVER = sys.argv.pop(2)
    NOGAP = sys.argv.pop(1)
    unittest.main()
