#!/usr/bin/env python3
"""Checks run_interop.py with a runner that is made up: what it accepts, what it complains about, that it ends."""
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import launch

FINDING = {"clause": "range-1", "says": "s", "expected": "e", "received": "r", "curl": "curl x"}
PASS = {"verdict": "pass", "events_compared": 5, "findings": []}
CONFORMANT = {"verdict": "conformant", "events": 10, "cases": [PASS]}
NON_CONFORMANT = {"verdict": "non-conformant", "events": 0, "cases": [{"verdict": "fail", "findings": [FINDING]}]}

# A runner that ends with the status and the report of its plan for this seed; the last entry stands for the rest.
FAKE_RUNNER = """#!{python}
import json, sys, time
plan = json.loads({plan!r})
status, report, seconds = plan[min(int(sys.argv[sys.argv.index("--seed") + 1]), len(plan)) - 1]
time.sleep(seconds)
file = next(word for word in sys.argv if word.startswith("json=")).partition("=")[2]
if report is not None:
    json.dump(report, open(file, "w"))
print("fake runner on", sys.argv[2])
sys.exit(status)
"""


class RunInteropTest(unittest.TestCase):
    def run_with(self, plan, *flags, target="closed-port"):
        with tempfile.TemporaryDirectory() as folder:
            runner = pathlib.Path(folder) / "fake-runner"
            runner.write_text(FAKE_RUNNER.format(python=sys.executable, plan=json.dumps(plan)), "utf-8")
            runner.chmod(0o755)
            command = [sys.executable, launch.HERE / "run_interop.py", "--runner", runner, "--target", target, *flags]
            return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    def assert_complains(self, done, text):
        self.assertEqual(1, done.returncode, done)
        self.assertIn(text, done.stderr)

    def test_accepts_what_was_expected(self):
        self.assertEqual(0, self.run_with([(0, CONFORMANT, 0)], "--times=3").returncode)
        self.assertEqual(0, self.run_with([(1, NON_CONFORMANT, 0)], "--expect=1", target="static-files").returncode)
        self.assertEqual(0, self.run_with([(3, {"verdict": "unreachable"}, 0)], "--expect=3").returncode)

    def test_shows_the_first_false_failure(self):
        done = self.run_with([(0, CONFORMANT, 0), (1, NON_CONFORMANT, 0)], "--times=5")
        self.assert_complains(done, "run 2 of 5 (seed 2): expected exit status 0 (conformant), found 1")
        self.assertIn('"clause": "range-1"', done.stderr)
        self.assertIn("fake runner on", done.stderr)

    def test_complains_about_reports(self):
        self.assert_complains(self.run_with([(0, None, 0)]), "expected a JSON report, found none")
        self.assert_complains(self.run_with([(0, NON_CONFORMANT, 0)]), "but the report says non-conformant")
        empty = {**CONFORMANT, "cases": []}
        self.assert_complains(self.run_with([(0, empty, 0)]), "no case that passed compared an event")
        bare = {**NON_CONFORMANT, "cases": [{"verdict": "fail", "findings": [{**FINDING, "curl": ""}]}]}
        self.assert_complains(self.run_with([(1, bare, 0)], "--expect=1"), "the first finding has no curl")

    def test_complains_about_a_log_that_stands_still(self):
        done = self.run_with([(0, CONFORMANT, 0)], "--times=2", "--server=--grow 5", target="stdlib")
        self.assert_complains(done, "expected a log that grows")

    def test_until_needs_one_run(self):
        plan = [(0, CONFORMANT, 0), (1, NON_CONFORMANT, 0)]
        self.assertEqual(0, self.run_with(plan, "--expect=1", "--until", "--times=5").returncode)
        self.assert_complains(self.run_with(plan[:1], "--expect=1", "--until", "--times=5"), "found only 0")

    def test_ends_in_time(self):
        self.assert_complains(self.run_with([(0, CONFORMANT, 1)], "--within=0.5"), "expected an end within 0.5 s")
        start = time.monotonic()
        self.assert_complains(self.run_with([(0, CONFORMANT, 30)], "--budget=1", target="silent"), "after 1.0 s")
        self.assertLess(time.monotonic() - start, 10)

    def test_names_a_server_that_does_not_start(self):
        done = self.run_with([(0, CONFORMANT, 0)], "--server=--log /nowhere/log.ndjson", target="stdlib")
        self.assert_complains(done, "/nowhere/log.ndjson")


if __name__ == "__main__":
    unittest.main(verbosity=2)
