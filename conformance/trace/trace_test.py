#!/usr/bin/python3
"""Runs the program with --trace, judges the trace again, and compares: reports, exit status, secrets, cuts.

Usage: trace_test.py NOGAP NOGAP-SERVER [FAULTY-SERVER...]
"""
import base64
import json
import pathlib
import re
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
from processes import ProcessTest, Programs  # noqa: E402

CANARY = "canary-5c1e"
FAULTY = []


def without_times(report):
    return re.sub(rb'"seconds":\s*[0-9.]+', b'"seconds": 0', report)


class Judged(ProcessTest):
    def record(self, *arguments):
        """Runs with a trace; returns the run and its JSON report."""
        self.trace = self.folder / "run.ndjson"
        self.trace.unlink(missing_ok=True)
        done = self.nogap("run", *arguments, "--trace", str(self.trace), "--report", f"json={self.folder / 'run.json'}")
        return done, (self.folder / "run.json").read_bytes()

    def judge(self, *arguments):
        """Judges the trace; returns the process and its JSON report."""
        report = self.folder / "judge.json"
        report.unlink(missing_ok=True)
        done = self.nogap("judge", str(self.trace), "--report", f"json={report}", *arguments)
        return done, report.read_bytes() if report.exists() else b""

    def assert_same(self, *arguments):
        run, first = self.record(*arguments)
        judged, again = self.judge()
        self.assertEqual(judged.returncode, run.returncode, judged)
        self.assertEqual(without_times(again), without_times(first))
        return run, json.loads(first)

    def launch(self, server):
        return f"--launch='{server}' --port {{port}} {{log}}"

    def test_the_reference_server(self):
        run, report = self.assert_same(self.launch(Programs.server))
        self.assertEqual((run.returncode, report["verdict"]), (0, "conformant"))
        self.assertGreater(report["requests"], 50)

    def test_remarks(self):
        for form in (None, "text", "tap", "junit", "markdown"):
            asked = [self.launch(Programs.server), "--class", "live", "--window-probe", "20"]
            if form:
                run = self.nogap("run", *asked, "--trace", str(self.folder / "t"), "--report", form)
                judged = self.nogap("judge", str(self.folder / "t"), "--report", form)
                # When it was written differs, and what junit rounds of the seconds.
                told, told_again = (re.sub(r' time(stamp)?="[^"]*"', "", done.stdout) for done in (run, judged))
                self.assertEqual(told_again, told)
                self.assertIn("the oldest events are still there", told)
                continue
            _, report = self.assert_same(*asked)
            remarks = {case["id"]: case["remark"] for case in report["cases"] if "remark" in case}
            self.assertEqual(list(remarks), ["window-probe", "shorter-log"])
            self.assertIn("the cursor that goes down", remarks["shorter-log"])

    def test_a_server_that_runs(self):
        run, _ = self.assert_same(self.reference(events=3))
        self.assertIn(run.returncode, (0, 4))

    def test_faulty_servers(self):
        for server in FAULTY:
            with self.subTest(server=server):
                run, report = self.assert_same(self.launch(server))
                self.assertEqual(run.returncode, 1)
                findings = [finding for case in report["cases"] for finding in case["findings"]]
                self.assertTrue(all(finding["sequence"] for finding in findings))
                self.assertTrue(all(len(finding["sequence"]) <= 3 for finding in findings))

    def test_text_and_tap(self):
        for server in [Programs.server, *FAULTY[:1]]:
            for form in ("text", "tap"):
                trace = str(self.folder / "t")
                run = self.nogap("run", self.launch(server), "--trace", trace, "--report", form)
                judged = self.nogap("judge", trace, "--report", form)
                self.assertEqual((judged.returncode, judged.stderr), (run.returncode, ""))
                self.assertEqual(judged.stdout, run.stdout)

    def test_unreachable(self):
        for arguments in ([self.closed_port()], ["--launch=exit 1; {port}", "http://127.0.0.1:{port}/"]):
            run, report = self.assert_same(*arguments)
            self.assertEqual((run.returncode, report["verdict"]), (3, "unreachable"))

    def test_interrupted_before_the_server_answers(self):
        run, report = self.assert_same("--launch=kill -INT $PPID; sleep 100; echo {port}")
        self.assertEqual((run.returncode, report["verdict"]), (4, "inconclusive"))

    def test_no_endpoint(self):
        _, url = self.refusing()
        run, _ = self.assert_same(f"http://{url}")
        self.assertEqual(run.returncode, 1)

    def test_no_secrets(self):
        server, url = self.refusing()
        secret = f"Bearer {CANARY}"
        self.environment["FEED_TOKEN"] = f"Authorization: {secret}"
        run, _ = self.record(f"http://user:{CANARY}@{url}", "--header-env", "FEED_TOKEN", "-H", f"X-Key: {CANARY}",
                             "--header-file", self.file("fields", f"Cookie: a={CANARY}\n"))
        self.assertEqual(run.returncode, 1)
        self.assertTrue(any(CANARY in str(fields.items()) for fields in server.seen))
        written = self.trace.read_text()
        for shape in (CANARY, base64.b64encode(f"user:{CANARY}".encode()).decode()):
            self.assertNotIn(shape, written)
        header = json.loads(written.splitlines()[0])
        self.assertEqual(set(header["header_names"]), {"Authorization", "X-Key", "Cookie"})
        self.assertIn("***@", header["target"])

    def test_strict(self):
        """A warning that does not fail a run fails it with --strict, in the run or in the judging."""
        note = {"record": "note", "ask": {"readings": [{"since": "0"}]}, "kind": "field", "clause": "body-3", "says": "x"}
        for arguments, statuses in (([], (0, 1)), (["--strict"], (1, 1))):
            self.record(self.launch(Programs.server), *arguments)
            lines = self.trace.read_text().splitlines(keepends=True)
            self.trace.write_text("".join([*lines[:4], json.dumps(note) + "\n", *lines[4:]]))
            self.assertEqual((self.judge()[0].returncode, self.judge("--strict")[0].returncode), statuses)

    def test_lines(self):
        self.record(self.launch(Programs.server))
        lines = self.trace.read_bytes().split(b"\n")
        self.assertEqual(lines.pop(), b"")
        for line in lines:
            self.assertRegex(line, rb"\A[ -~]+\Z")
            json.loads(line)
        self.assertEqual([json.loads(lines[i])["record"] for i in (0, 1, -1)], ["trace", "new_judge", "end"])

    def test_a_killed_run_is_judged(self):
        silent, url = self.silent()
        trace = self.folder / "killed"
        with subprocess.Popen([Programs.nogap, "run", url, "--trace", trace], stdout=subprocess.DEVNULL) as run:
            connection, _ = silent.accept()
            self.wait_until(lambda: trace.exists() and trace.read_bytes().count(b"\n") == 3, "three lines")
            run.send_signal(signal.SIGKILL)
            connection.close()
        judged = self.nogap("judge", str(trace))
        self.assertEqual(judged.returncode, 4)
        self.assertIn("the trace ends before the run did", judged.stdout)
        self.assertRegex(judged.stderr, r"\Anogap: the trace ends in line 3, before its run did; [^\n]*\n\Z")

    def test_a_cut_line_is_no_error(self):
        self.record(self.launch(Programs.server))
        whole = self.trace.read_bytes()
        self.trace.write_bytes(whole[:len(whole) // 2])
        judged, report = self.judge()
        self.assertEqual((judged.returncode, json.loads(report)["verdict"]), (4, "inconclusive"))

    def test_what_is_no_trace(self):
        self.record(self.launch(Programs.server), "--case", "full-dump")
        lines = self.trace.read_text().splitlines(keepends=True)
        other = lines[0].replace('"full-dump"', '"full-dumb"')
        for text, words in (("", "expected the first line of a trace"), ("\n", ":1: "), ("GET / HTTP/1.1\n", ":1: byte 1"),
                            ("{}\n", ":1: "), ("".join(lines[1:]), ":1: expected the first line of a trace"),
                            (other + "".join(lines[1:]), "has no case 'full-dumb'"),
                            (lines[0] + "\0\n", ":2: byte 1: expected printable ASCII only"),
                            (lines[0] + lines[0], ":2: ")):
            done = self.nogap("judge", self.file("bad", text))
            self.assertEqual(done.returncode, 2, done)
            self.assertRegex(done.stderr, r"\Anogap: [^\n]+\n\Z")
            self.assertIn(words, done.stderr)

    def test_usage(self):
        self.assert_usage(self.nogap("judge"), "judge needs a trace")
        self.assert_usage(self.nogap("judge", "/no/such"), "'/no/such'", "No such file")
        self.assert_usage(self.nogap("judge", "a", "b"), "too many arguments")
        self.assert_usage(self.nogap("judge", "a", "--seed", "1"), "--seed is no option of 'nogap judge'")
        self.assert_usage(self.nogap("run", "http://h/", "--trace", "/no/such/folder/t"), "--trace: '/no/such/folder/t'")
        self.assert_usage(self.nogap("run", "http://h/", "--trace", "t", "--plan"), "--trace and --plan")
        self.assertIn("nogap judge TRACE", self.nogap("help", "judge").stdout)
        self.assertIn("--strict", self.nogap("judge", "--help").stdout)

    def test_a_full_disk_fails_the_run(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("this system has no /dev/full")
        done = self.nogap("run", self.launch(Programs.server), "--case", "full-dump", "--trace", "/dev/full")
        self.assertEqual(done.returncode, 70)
        self.assertIn("'/dev/full' is not whole: No space left on device", done.stderr)


if __name__ == "__main__":
    Programs.nogap, Programs.server, *FAULTY = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
