"""Runs the runner against one entry of the catalogue and keeps what it found."""

import json
import pathlib
import subprocess
import tempfile

from kill_matrix_entry import call


class Result:
    """What one run said: its exit status, its verdict, and the findings as (case, clause, kind)."""

    def __init__(self, entry, status, report, problem=None):
        self.entry = entry
        self.status = status
        self.verdict = report.get("verdict", "none")
        self.reason = report.get("reason", "")
        self.seconds = report.get("seconds", 0)
        self.findings = [(case["id"], finding["clause"], finding["kind"])
                         for case in report.get("cases", []) for finding in case["findings"]]
        self.classes = {case["id"]: case["class"] for case in report.get("cases", [])}
        self.problem = problem

    @property
    def cases(self):
        return list(dict.fromkeys(case for case, _, _ in self.findings))

    @property
    def clauses(self):
        return list(dict.fromkeys(clause for _, clause, _ in self.findings))

    @property
    def kinds(self):
        return list(dict.fromkeys(kind for _, _, kind in self.findings))

    def cases_of(self, clause):
        return list(dict.fromkeys(case for case, found, _ in self.findings if found == clause))


def without_seconds(value):
    """A report without what two runs never share."""
    if isinstance(value, dict):
        return {name: without_seconds(inner) for name, inner in value.items() if name != "seconds"}
    if isinstance(value, list):
        return [without_seconds(inner) for inner in value]
    return value


def parse(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def judged_again(programs, entry, trace, report):
    """Returns what is wrong with the judgement of a recorded run, or None."""
    command = [programs.runner, "judge", str(trace), "--report", "json"]
    if entry.should:
        command.append("--strict")
    try:
        again = call(command)
    except subprocess.TimeoutExpired:
        return "nogap judge hangs over its trace"
    other = parse(again.stdout)
    if other is None:
        return f"nogap judge gives no report for its trace (status {again.returncode}): {again.stderr[-300:]}"
    left, right = without_seconds(report), without_seconds(other)
    differing = sorted(name for name in {*left, *right} if left.get(name) != right.get(name))
    return f"nogap judge reports another {', '.join(differing)} from its trace" if differing else None


def run(programs, entry, traces=False):
    """Judges one entry. Never raises for what the programs do."""
    with tempfile.TemporaryDirectory(prefix="kill-matrix-") as folder:
        trace = pathlib.Path(folder, "trace.ndjson") if traces else None
        try:
            held = call(entry.command(programs.runner, programs.mutant, programs.profiles, trace))
        except subprocess.TimeoutExpired:
            return Result(entry, None, {}, "the runner hangs")
        report = parse(held.stdout)
        if report is None:
            return Result(entry, held.returncode, {}, f"the runner gives no report: {held.stderr[-300:]}")
        problem = judged_again(programs, entry, trace, report) if traces else None
        return Result(entry, held.returncode, report, problem)
