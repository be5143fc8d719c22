#!/usr/bin/python3
"""Renders runs to every format that `nogap help run` lists: all must tell the same verdicts and counts.

usage: agreement_test.py REPORT_SAMPLE NOGAP NOGAP_SERVER NOGAP_MUTANT [TEST...]
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "cli")]
import readers  # noqa: E402
from false_greens_test import FalseGreens  # noqa: E402
from processes import Programs  # noqa: E402

SAMPLE, MUTANT = "", ""
MANNERS = ("plain", "poisoned", "injected", "strict", "unreachable", "silent", "waived")


class Agreement(FalseGreens):
    def formats(self):
        section = self.nogap("help", "run").stdout.partition("\nReport formats\n")[2].partition("\n\n")[0]
        names = re.findall(r"^  ([a-z]+) ", section, re.MULTILINE)
        self.assertLessEqual({"text", "json", "tap", "junit", "markdown", "github"}, set(names))
        self.assertEqual([name for name in names if name not in readers.READERS], [], "a format without a reader")
        return names

    def wishes(self):
        self.files = {name: self.folder / f"report.{name}" for name in self.formats()}
        for path in self.files.values():
            path.unlink(missing_ok=True)
        return [f"--report={name}={path}" for name, path in self.files.items()]

    def texts(self):
        self.assertEqual([name for name, path in self.files.items() if not path.exists()], [], "reports are missing")
        self.assertEqual([path.name for path in self.folder.glob("*.tmp")], [])
        return {name: path.read_text("utf-8") for name, path in self.files.items()}

    def assert_agreement(self, texts):
        """All reports tell what the JSON report does, which is returned."""
        report = json.loads(texts["json"])
        found = [line for name, text in texts.items() for line in readers.differences(name, text, report)]
        self.assertEqual(found, [])
        return report

    def hold(self, *arguments, status):
        done = self.nogap(*arguments, *self.wishes())
        self.assertEqual(done.returncode, status, done)
        texts = self.texts()
        report = self.assert_agreement(texts)
        self.assertEqual(report["exit_status"], status)
        return report, texts

    def mutant(self, name):
        server = subprocess.Popen([MUTANT, "--serve", name], stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.communicate, timeout=20)
        self.addCleanup(server.terminate)
        return server.stdout.readline().split()[-1]


class Samples(Agreement):
    def test_samples(self):
        for manner in MANNERS:
            texts = {name: subprocess.run([SAMPLE, "render", manner, name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                          timeout=60, check=True).stdout.decode() for name in self.formats()}
            if manner == "unreachable":  # the sample tells its cases before it takes them back
                texts["text"] = re.sub(r"(?ms)^core$.*?(?=^unreachable)", "", texts["text"])
            self.assert_agreement(texts)

    def test_a_difference_is_seen(self):
        texts = {name: subprocess.run([SAMPLE, "render", "waived", name], stdout=subprocess.PIPE, timeout=60,
                                      check=True).stdout.decode() for name in self.formats()}
        report = json.loads(texts["json"])
        for name, old, new in (("text", "  STALE ", "  pass  "), ("text", "3 passed", "4 passed"),
                               ("tap", "not ok 2 ", "ok 2 "), ("tap", "# stale-waiver", "# conformant"),
                               ("junit", "fail, waived: ", "known: "), ("junit", 'classname="nogap.waivers"', 'classname="nogap"'),
                               ("markdown", "| core | fail, waived |", "| core | pass |"), ("markdown", "3 waived", "2 waived"),
                               ("markdown", "| core | 1 |", "| core | 2 |"), ("github", "1 skipped", "2 skipped"),
                               ("github", "warn%3A full-dump", "warn%3A since-only"), ("github", "stale-waiver:", "conformant:")):
            self.assertIn(old, texts[name])
            try:
                found = readers.differences(name, texts[name].replace(old, new, 1), report)
            except AssertionError:
                found = ["the report contradicts itself"]
            self.assertTrue(found, (name, old))


class Runs(Agreement):
    def test_a_failing_target(self):
        report, texts = self.hold(self.mutant("limit-plus-one"), status=1)
        self.assertGreater(report["counts"]["fail"], 1)
        self.assertIn("curl -gisS", texts["github"])

    def test_more_annotations_than_fit(self):
        report, texts = self.hold(self.mutant("since-one-based"), "--strict", status=1)
        self.assertGreater(report["counts"]["fail"] + report["counts"]["warn"], readers.ANNOTATIONS_MAX)
        self.assertEqual(len(texts["github"].splitlines()), readers.ANNOTATIONS_MAX + 1)
        more = int(re.search(r"; not shown above: (\d+) annotations?$", texts["github"].strip())[1])
        self.assertEqual(more, sum(report["counts"][name] for name in ("fail", "warn", "inconclusive", "error")) - 10)

    def test_a_conformant_target(self):
        report, texts = self.hold(self.reference(20), "--case", "since-*", status=0)
        self.assertEqual(report["counts"]["pass"], len(report["cases"]))
        self.assertEqual(len(texts["github"].splitlines()), 1)

    def test_an_unreachable_target(self):
        _, texts = self.hold(self.closed_port(), status=3)
        self.assertIn("\nBail out! no connection to the target\n", texts["tap"])
        self.assertIn('<error type="unreachable" message="unreachable: no connection to the target"/>', texts["junit"])
        self.assertRegex(texts["github"], r"\A::error title=nogap%3A unreachable::no connection to the target\n::notice ")

    def test_a_server_that_does_not_start(self):
        report, texts = self.hold("run", "--launch", "false {port}", status=3)
        self.assertEqual(report["cases"], [])
        self.assertIn("cases not begun", texts["junit"])

    def test_waivers(self):
        url, known = self.mutant("limit-plus-one"), self.folder / "known"
        self.hold(url, "--write-waivers", str(known), status=1)
        report, _ = self.hold(url, "--waivers", str(known), status=0)
        self.assertGreater(report["waived"], 0)

    def test_a_stale_waiver(self):
        stale = self.file("stale", "full-dump known since 1.0\n")
        report, _ = self.hold(self.reference(), "--case", "full-dump", "--case", "since-only", "--waivers", stale, status=5)
        self.assertEqual(report["stale_waivers"], 1)

    def test_skips(self):
        report, _ = self.hold(self.reference(), "--class", "core,live", status=4)
        self.assertGreater(report["counts"]["skip"], 0)

    def test_warnings(self):
        url, known = self.feed(total=False), self.file("known", "caching the proxy does not cache\n")
        self.assertEqual(self.hold(url, "--case", "caching", status=0)[0]["counts"]["warn"], 1)
        self.hold(url, "--case", "caching", "--strict", status=1)
        self.hold(url, "--case", "caching", "--strict", "--waivers", known, status=0)
        self.hold(url, "--case", "caching", "--waivers", known, status=5)

    def test_random_requests(self):
        report, _ = self.hold("fuzz", self.mutant("limit-plus-one"), "--requests", "50", "--seed", "1", status=1)
        self.assertGreater(report["counts"]["fail"], 0)

    def test_a_trace_that_is_judged_again(self):
        trace = self.folder / "trace"
        report, _ = self.hold(self.mutant("limit-plus-one"), "--case", "since-*", "--trace", str(trace), status=1)
        again, _ = self.hold("judge", str(trace), status=1)
        self.assertEqual(again["counts"], report["counts"])

    def test_a_target_that_goes_away(self):
        self.hold(self.feed(3, total=False), status=4)


class EarlyEnds(Agreement):
    def begin(self, *arguments):
        """Starts a run whose first request waits; gives the process and the connection."""
        listening, url = self.silent()
        process = subprocess.Popen([Programs.nogap, url, *arguments, *self.wishes()], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment, text=True)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        connection, _ = listening.accept()
        self.addCleanup(connection.close)
        return process

    def test_interrupted(self):
        process = self.begin("--timeout", "50")
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 4)
        self.assertEqual(self.assert_agreement(self.texts())["verdict"], "inconclusive")

    def test_deadline(self):
        process = self.begin("--timeout", "50", "--deadline", "0.3")
        self.assertIn(process.wait(30), (3, 4))
        self.assert_agreement(self.texts())

    def test_killed(self):
        process = self.begin("--timeout", "50")
        for path in self.files.values():
            path.write_text("the report of yesterday\n")
        process.kill()
        process.wait(30)
        for path in self.files.values():
            self.assertEqual(path.read_text(), "the report of yesterday\n")

    def test_an_error_before_the_run_leaves_what_was_there(self):
        wishes = self.wishes()
        for path in self.files.values():
            path.write_text("the report of yesterday\n")
        done = self.nogap(self.closed_port(), *wishes, "--report", "json=/no/such/folder/report")
        self.assertEqual(done.returncode, 2)
        self.assertEqual({path.read_text() for path in self.files.values()}, {"the report of yesterday\n"})
        self.assertEqual(list(self.folder.glob("*.tmp")), [])


class StepSummary(Agreement):
    def setUp(self):
        super().setUp()
        self.summary = self.folder / "summary.md"
        self.environment["GITHUB_STEP_SUMMARY"] = str(self.summary)

    def test_appended(self):
        self.summary.write_text("# Earlier\n")
        url = self.closed_port()
        done = self.nogap(url, "--seed", "1", "--report", "github", "--report", f"markdown={self.folder}/report.md")
        self.assertTrue(done.stdout.startswith("::error "))
        self.assertEqual(self.summary.read_text(), "# Earlier\n" + (self.folder / "report.md").read_text())

    def test_only_with_the_format(self):
        self.nogap(self.closed_port(), "--report", "markdown")
        self.assertFalse(self.summary.exists())

    def test_a_full_file_stays_below_the_cap(self):
        for size, grows in ((999_000, False), (983_000, True)):
            self.summary.write_text("x" * size)
            self.assertEqual(self.nogap(self.mutant("since-one-based"), "--report", "github").returncode, 1)
            self.assertEqual(self.summary.stat().st_size > size, grows)
            self.assertLess(self.summary.stat().st_size, 1_000_001)
            self.assertEqual("Cut: there is no room here for" in self.summary.read_text(), grows)

    def test_a_file_that_cannot_be_written(self):
        self.environment["GITHUB_STEP_SUMMARY"] = "/no/such/folder/summary"
        done = self.nogap(self.closed_port(), "--report", "github")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("GITHUB_STEP_SUMMARY: /no/such/folder/summary: ", done.stderr)
        if os.path.exists("/dev/full"):
            self.environment["GITHUB_STEP_SUMMARY"] = "/dev/full"
            done = self.nogap(self.closed_port(), "--report", "github")
            self.assertIn("GITHUB_STEP_SUMMARY: /dev/full: No space left on device", done.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    SAMPLE, Programs.nogap, Programs.server, MUTANT = sys.argv[1:5]
    del sys.argv[1:5]
    unittest.main()
