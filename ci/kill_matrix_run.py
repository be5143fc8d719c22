"""Runs the runner against one entry of the catalogue and keeps what it found."""

import json
import pathlib
import re
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


def without_seconds(text):
    """The text of a JSON report without what two runs never share. In a string of JSON no quotation mark stands bare."""
    return re.sub(r'"seconds":\s*[-+.0-9eE]+', '"seconds":0', text)


def parse(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def difference(said, again):
    """Returns how the report of nogap judge differs from that of the run, byte for byte but for times; None if not."""
    if again.returncode != said.returncode:
        return f"nogap judge ends with status {again.returncode} over its trace, the run with {said.returncode}"
    left, right = without_seconds(said.stdout), without_seconds(again.stdout)
    if left == right:
        return None
    at = next((at for at, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
    near = slice(max(0, at - 80), at + 40)
    return f"nogap judge reports {right[near]!r} from its trace, the run {left[near]!r}"


def judged_again(programs, entry, trace, said):
    """Has a recorded run judged again. Returns what is wrong with that judgement, or None."""
    command = [programs.runner, "judge", str(trace), "--report", "json"]
    if entry.should:
        command.append("--strict")
    try:
        again = call(command)
    except subprocess.TimeoutExpired:
        return "nogap judge hangs over its trace"
    if parse(again.stdout) is None:
        return f"nogap judge gives no report for its trace (status {again.returncode}): {again.stderr[-300:]}"
    return difference(said, again)


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
        problem = judged_again(programs, entry, trace, held) if traces else None
        return Result(entry, held.returncode, report, problem)
