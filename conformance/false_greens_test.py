#!/usr/bin/env python3
"""Runs that other suites call green although nothing was shown: here each must end in another status than 0.

Usage: false_greens_test.py NOGAP NOGAP-SERVER [TEST...]
"""
import http.server
import json
import pathlib
import re
import socketserver
import subprocess
import sys
import threading
import unittest
import urllib.parse
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "cli"))
from processes import ProcessTest, Programs  # noqa: E402

EVENTS = [{"n": index} for index in range(20)]


class Feed(http.server.BaseHTTPRequestHandler):
    """A feed whose header names the total in the place of the cursor."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        server = self.server
        server.left -= 1
        if server.left < 0:
            server.socket.close()
            self.close_connection = True
            return
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        try:
            since, limit = int(query.get("since", 0)), int(query.get("limit", len(EVENTS)))
            if since < 0 or limit < 0:
                raise ValueError
        except ValueError:
            self.send_error(422)
            return
        body = json.dumps(EVENTS[since:since + limit]).encode()
        self.send_response(200)
        self.send_header("X-EXO-Last-Idx", server.cursor(since, limit))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A socket that was closed on purpose is no news."""


class FalseGreens(ProcessTest):
    def feed(self, answers=10**9, total=True):
        """Serves a feed that goes away after so many answers; gives its URL."""
        server = Server(("127.0.0.1", 0), Feed)
        server.left = answers
        server.cursor = lambda since, limit: str(len(EVENTS) if total else min(since + limit, len(EVENTS)))
        port = server.server_port
        thread = threading.Thread(target=self.serve, args=(server,), daemon=True)
        thread.start()
        self.addCleanup(server.server_close)
        return f"http://127.0.0.1:{port}/events"

    @staticmethod
    def serve(server):
        try:
            server.serve_forever(poll_interval=0.05)
        except (OSError, ValueError):
            pass  # its own socket was closed

    def report_of(self, *arguments, status=None):
        """Runs with all formats; gives the done process, the JSON report and the TAP document."""
        files = {name: self.folder / f"report.{name}" for name in ("json", "tap", "text", "junit")}
        for file in files.values():
            file.unlink(missing_ok=True)
        done = self.nogap(*arguments, *[f"--report={name}={file}" for name, file in files.items()])
        for name, file in files.items():
            self.assertTrue(file.exists(), f"no {name} report: {done}")
        report = json.loads(files["json"].read_text("utf-8"))
        self.assertEqual(report["exit_status"], done.returncode)
        self.assert_junit_is_honest(files["junit"].read_text("utf-8"), done.returncode)
        if status is not None:
            self.assertEqual(done.returncode, status, done.stderr + files["text"].read_text("utf-8"))
        return done, report, files["tap"].read_text("utf-8")

    def assert_junit_is_honest(self, document, status):
        """JUnit is green for status 0 only; each test has a name of its own; the counts are those of real children."""
        suite = xml.etree.ElementTree.fromstring(document).find("testsuite")
        tests = list(suite.iter("testcase"))
        names = [(test.get("classname"), test.get("name")) for test in tests]
        self.assertTrue(tests and all(group and name for group, name in names) and len(set(names)) == len(names), names)
        children = {kind: len(list(suite.iter(kind))) for kind in ("failure", "error", "skipped")}
        self.assertEqual([int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")],
                         [len(tests), *children.values()])
        self.assertEqual(children["failure"] + children["error"] > 0, status != 0)
        self.assertTrue(all(child.get("message") for test in tests for child in test if child.tag in children))
        if status == 1:  # the target's fault is never only the runner's error
            self.assertGreater(children["failure"], 0)
        if status == 3:
            self.assertEqual(children["failure"], 0)

    def assert_tap_is_red(self, tap):
        planned = int(re.search(r"^1\.\.(\d+)$", tap, re.MULTILINE)[1])
        points = re.findall(r"^(ok|not ok) \d+ - (\S.*)$", tap, re.MULTILINE)
        failing = [name for result, name in points if result == "not ok" and " # " not in name]
        self.assertTrue(failing or len(points) < planned or "Bail out!" in tap, tap)


class Nothing(FalseGreens):
    def test_a_filter_that_matches_nothing(self):
        url = self.reference()
        for arguments in (["--case", "zebra-*"], ["--skip", "zebra"], ["--class", "core", "--skip", "*"],
                          ["--class", "core", "--case", "lenient-*"]):
            done = self.nogap(url, *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)

    def test_a_loop_over_nothing(self):
        empty = self.reference(events=0)
        _, report, tap = self.report_of(empty, "--case", "since-and-limit", status=4)
        self.assertEqual(report["counts"]["pass"], 0)
        self.assert_tap_is_red(tap)
        _, _, tap = self.report_of(empty, status=4)
        self.assert_tap_is_red(tap)

    def test_a_pass_does_not_outrank_skips(self):
        url = self.reference()
        _, report, tap = self.report_of(url, "--class", "core,boundary,live", status=4)
        self.assertGreater(report["counts"]["pass"], 0)
        self.assertGreater(report["counts"]["skip"], 0)
        self.assertIn("no case of the class live could be held: the log does not grow", report["reason"])
        self.assert_tap_is_red(tap)
        self.report_of(url, "--case", "full-dump", "--case", "soak", status=4)


class Configuration(FalseGreens):
    def test_errors_of_the_configuration(self):
        url = self.reference()
        waivers = self.file("waivers", "since-olny known\n")
        for arguments, words in ((["--profile", self.file("p.json", "{}")], "p.json"),
                                 (["--header-file", "/no/such/file"], "/no/such/file"),
                                 (["--waivers", waivers], f"{waivers}:1:1: there is no case 'since-olny', did you mean"),
                                 (["--waivers", self.file("bare", "# a\nsince-only\n")], "bare:2:11: expected the reason"),
                                 (["--waivers", "/no/such/list"], "/no/such/list"),
                                 (["--write-waivers", "/no/such/folder/list"], "/no/such/folder/list"),
                                 (["--trace", "/no/such/folder/trace"], "/no/such/folder/trace"),
                                 (["--report", "xml"], "xml"),
                                 (["--report", "json=/no/such/folder/report"], "/no/such/folder/report")):
            done = self.nogap(url, *arguments)
            self.assertEqual(done.returncode, 2, done)
            self.assertIn(words, done.stderr)
        self.assertEqual(self.nogap("judge", self.file("trace", "")).returncode, 2)


class Ends(FalseGreens):
    def test_the_status_is_no_count(self):
        _, report, tap = self.report_of(self.feed(), status=1)
        self.assertGreater(report["counts"]["fail"], 1)
        self.assert_tap_is_red(tap)

    def test_a_target_that_goes_away(self):
        for answers in (1, 3, 20):
            done, report, tap = self.report_of(self.feed(answers, total=False))
            self.assertEqual(done.returncode, 4, done)
            self.assertEqual(report["verdict"], "inconclusive")
            self.assertEqual(len(report["cases"]), report["cases_chosen"])
            self.assert_tap_is_red(tap)

    def test_a_target_that_is_not_there(self):
        _, report, tap = self.report_of(self.closed_port(), status=3)
        self.assertEqual(report["counts"]["pass"], 0)
        self.assert_tap_is_red(tap)

    def test_every_point_has_a_name(self):
        for url in (self.feed(), self.reference(), self.closed_port()):
            _, report, tap = self.report_of(url)
            for line in tap.splitlines():
                if line.startswith(("ok", "not ok")):
                    self.assertRegex(line, r"^(not )?ok [1-9][0-9]* - [a-z][a-z0-9-]+( of [a-z0-9-]+)?( # .+)?$")
            self.assertTrue(all(case["id"] for case in report["cases"]))


class Waivers(FalseGreens):
    def write(self, url):
        """Lets the runner write the list for a faulty feed; gives its path."""
        path = self.folder / "list"
        self.report_of(url, "--write-waivers", str(path), status=1)
        return path

    def test_what_is_waived_does_not_count_and_keeps_its_findings(self):
        url = self.feed()
        path = self.write(url)
        trace = self.folder / "trace"
        _, report, tap = self.report_of(url, "--waivers", str(path), "--trace", str(trace), status=0)
        waived = [case for case in report["cases"] if case["waived"]]
        self.assertEqual(len(waived), report["waived"])
        self.assertEqual({case["id"] for case in waived},
                         {line.split()[0] for line in path.read_text().splitlines() if not line.startswith("#")})
        self.assertTrue(all(case["verdict"] == "fail" and case["findings"] and case["waiver"] for case in waived))
        self.assertEqual(report["counts"]["fail"], 0)
        self.assertEqual(len(re.findall(r"^not ok .* # TO" + "DO .", tap, re.MULTILINE)), len(waived))
        self.assertEqual(self.nogap("judge", str(trace)).returncode, 1)
        _, again, _ = self.report_of("judge", str(trace), "--waivers", str(path), status=0)
        self.assertEqual(again["cases"], report["cases"])

    def test_what_is_not_waived_counts(self):
        url = self.feed()
        lines = self.write(url).read_text().splitlines()
        shorter = self.file("shorter", "\n".join(lines[:-1]) + "\n")
        _, report, _ = self.report_of(url, "--waivers", shorter, status=1)
        self.assertEqual(report["counts"]["fail"], 1)

    def test_a_stale_waiver(self):
        stale = self.file("stale", "full-dump known since 1.0\n")
        _, report, tap = self.report_of(self.reference(), "--waivers", stale, status=5)
        self.assertEqual((report["verdict"], report["stale_waivers"], report["waived"]), ("stale-waiver", 1, 0))
        self.assertRegex(tap, r"(?m)^ok 1 - full-dump$")
        self.assertRegex(tap, r"(?m)^not ok \d+ - waiver of full-dump$")
        self.report_of(self.reference(), "--waivers", stale, "--case", "since-only", status=0)
        path = self.folder / "fresh"
        self.report_of(self.reference(), "--waivers", stale, "--write-waivers", str(path), status=5)
        self.assertNotIn("full-dump", path.read_text())

    def test_a_warning_is_waived_under_strict_only(self):
        url = self.feed(total=False)
        self.report_of(url, "--case", "caching", status=0)
        known = self.file("known", "caching the proxy does not cache\n")
        self.report_of(url, "--case", "caching", "--strict", status=1)
        self.report_of(url, "--case", "caching", "--strict", "--waivers", known, status=0)
        self.report_of(url, "--case", "caching", "--waivers", known, status=5)

    def test_no_waiver_excuses_that_nothing_was_judged(self):
        listed = json.loads(self.nogap("list", "--format", "json").stdout)["cases"]
        everything = self.file("everything", "".join(f"{case['id']} known\n" for case in listed))
        self.report_of(self.closed_port(), "--waivers", everything, status=3)
        done, _, tap = self.report_of(self.feed(3, total=False), "--waivers", everything)
        self.assertIn(done.returncode, (4, 5))
        self.assert_tap_is_red(tap)
        self.report_of(self.feed(1, total=False), "--case", "since-only", "--waivers", everything, status=4)
        self.report_of(self.reference(events=0), "--case", "since-and-limit", "--waivers", everything, status=4)

    def test_a_run_that_was_not_held_leaves_the_list(self):
        path = self.file("list", "full-dump known\n")
        self.report_of(self.closed_port(), "--write-waivers", path, status=3)
        self.assertEqual(pathlib.Path(path).read_text(), "full-dump known\n")


class Reproducers(FalseGreens):
    def run_command(self, command):
        """Runs a printed command as a shell would; gives the status, the fields and the events."""
        done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=60, check=False)
        self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")
        head, _, body = done.stdout.replace("\r\n", "\n").partition("\n\n")
        fields = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:])
        return int(head.split()[1]), fields, body

    def test_what_is_printed_shows_the_same_fault(self):
        _, report, _ = self.report_of(self.feed(), status=1)
        shown = 0
        for finding in (finding for case in report["cases"] for finding in case["findings"]):
            self.assertIn(f"'{report['target']}", finding["curl"])
            status, fields, body = self.run_command(finding["curl"])
            received = re.match(r"(\d+) events?(?:, th(?:ose|at) of [^;]*)?; cursor (\d+)$", finding["received"])
            if received is None or finding["method"] != "GET":
                continue
            self.assertEqual((status, len(json.loads(body)), fields["x-exo-last-idx"]),
                             (200, int(received[1]), received[2]), finding)
            for request in finding.get("sequence", []):
                self.run_command(request["curl"])
            shown += 1
        self.assertGreaterEqual(shown, 5)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    Programs.server = sys.argv.pop(2)
    Programs.nogap = sys.argv.pop(1)
    unittest.main()
