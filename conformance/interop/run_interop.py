#!/usr/bin/env python3
"""Runs the runner against one server of this folder, several times in a row, and compares exit status and report.

Exit status: 0 as expected, 1 not as expected (the first wrong run is shown), 77 something is not installed.
"""
import argparse
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile
import time

import launch

VERDICTS = {0: "conformant", 1: "non-conformant", 3: "unreachable", 4: "inconclusive"}
EVIDENCE = ("clause", "says", "expected", "received", "curl")


def parse_flags():
    flags = argparse.ArgumentParser(description=__doc__)
    flags.add_argument("--runner", required=True, metavar="PATH", help="the program nogap")
    flags.add_argument("--target", required=True, choices=launch.TARGETS)
    flags.add_argument("--server", default="", metavar="'FLAGS'", help="flags of the server, as in a shell")
    flags.add_argument("--options", default="", metavar="'FLAGS'", help="options of the runner; {url} is replaced")
    flags.add_argument("--expect", type=int, choices=sorted(VERDICTS), default=0, help="the exit status of every run")
    flags.add_argument("--until", action="store_true", help="one run with that status is enough, others may be 0")
    flags.add_argument("--times", type=int, default=1, metavar="K", help="at most K runs")
    flags.add_argument("--within", type=float, metavar="SECONDS", help="how long one run may take")
    flags.add_argument("--budget", type=float, default=240, metavar="SECONDS", help="how long all of it may take")
    return flags.parse_args()


def complaint(status, report, expected):
    """Returns what is wrong with a run that ended with STATUS and left REPORT (None when there is none), or None."""
    if status != expected:
        return f"expected exit status {expected} ({VERDICTS[expected]}), found {status}"
    if report is None:
        return "expected a JSON report, found none"
    if report.get("verdict") != VERDICTS[expected]:
        return f"exit status {status} means {VERDICTS[expected]}, but the report says {report.get('verdict')}"
    cases = report.get("cases", [])
    if expected == 0 and not any(case["verdict"] == "pass" and case["events_compared"] > 0 for case in cases):
        return "conformant, but no case that passed compared an event"
    if expected == 1:
        findings = [finding for case in cases if case["verdict"] == "fail" for finding in case["findings"]]
        if not findings:
            return "non-conformant, but no case that failed has a finding"
        lacking = [name for name in EVIDENCE if not findings[0].get(name)]
        if lacking:
            return f"the first finding has no {', '.join(lacking)}"
    return None


def run_once(flags, url, seed, report_file, budget):
    """Returns the exit status, the report or None, the seconds and the output of one run."""
    command = [flags.runner, "run", url, "--report", "text", "--report", f"json={report_file}", "--seed", str(seed)]
    command += [option.replace("{url}", url) for option in shlex.split(flags.options)]
    report_file.unlink(missing_ok=True)
    start = time.monotonic()
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=budget.left(), check=False)
    except subprocess.TimeoutExpired as error:
        output = (error.output or b"").decode(errors="replace")
        raise launch.Failure(f"seed {seed}: still running after {budget.seconds} s; so far:\n{output}") from error
    seconds = time.monotonic() - start
    report = json.loads(report_file.read_text("utf-8")) if report_file.exists() else None
    return done.returncode, report, seconds, done.stdout.decode(errors="replace")


def run_all(flags, url, report_file):
    budget = launch.Budget(flags.budget)
    counts = []
    for seed in range(1, flags.times + 1):
        status, report, seconds, output = run_once(flags, url, seed, report_file, budget)
        passes_for_now = flags.until and status == 0
        wrong = complaint(status, report, 0 if passes_for_now else flags.expect)
        if wrong is None and flags.within is not None and seconds > flags.within:
            wrong = f"expected an end within {flags.within} s, found {seconds:.1f} s"
        if wrong:
            shown = json.dumps(report, indent=2) if report else "(no report)"
            raise launch.Failure(f"run {seed} of {flags.times} (seed {seed}): {wrong}\n{output}\n{shown}")
        counts.append(report.get("events"))
        if flags.until and not passes_for_now:
            return f"exit status {flags.expect} at run {seed}"
    if flags.until:
        raise launch.Failure(f"expected exit status {flags.expect} within {flags.times} runs, found only 0")
    if "--grow" in flags.server and flags.times > 1 and not counts[-1] > counts[0]:
        raise launch.Failure(f"expected a log that grows, found {counts[0]} events at first and {counts[-1]} at last")
    return f"{flags.times} runs, exit status {flags.expect} each; events at first {counts[0]}, at last {counts[-1]}"


def main():
    flags = parse_flags()
    if flags.times < 1:
        sys.exit("--times: expected 1 or more")
    launch.exit_on_signals()
    launch.skip_without([flags.target])
    try:
        with tempfile.TemporaryDirectory(prefix="nogap-report-") as folder:
            with launch.running(flags.target, shlex.split(flags.server)) as url:
                print(f"{flags.target}: {run_all(flags, url, pathlib.Path(folder) / 'report.json')}")
    except launch.Failure as failure:
        sys.exit(f"{flags.target}: {failure}")


if __name__ == "__main__":
    main()
