#!/usr/bin/python3
"""Holds `nogap fuzz` against the catalogue of `nogap-mutant`: it finds each defect that needs no special state, and
blames no legal variant.

    catalogue_test.py NOGAP NOGAP_MUTANT [--only GLOB] [--kind defect|legal] [--requests N] [--seeds 1,2,3] [--jobs N]
                      [--verbose]
"""

import argparse
import concurrent.futures
import fnmatch
import json
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
REQUESTS = 2000
# Of one run; it only ends what hangs.
RUN_SECONDS = 1800
# The least events at which most defects show.
FEWEST_EVENTS = 10
# Clauses that only allow something: who breaks them is warned of.
MAY = {"method-1"}

LARGE = "shows only in answers of more than 2,000 events"
TAGS = "shows only where a tag or a date is sent back: conditional-reads"
PACKED = "shows only in packed answers: packed-answers"

# What random requests cannot see, by name.
EXCLUDED = {
    "cursor-minus-one": "shows only on an empty log, on which no run of random requests counts",
    "equal-events-never-taken": "agrees with itself: only who wrote the log knows how often an event is in it",
    "dump-tag-never-changes": TAGS,
    "head-with-body": "shows only in the bytes behind a head, which only raw requests look at: class hostile",
    "http-1-0-without-query": "shows only to HTTP/1.0, which only raw requests speak: class hostile",
    "large-answers-cut": LARGE,
    "large-answers-cut-unsaid": LARGE,
    "modified-at-start": TAGS,
    "modified-never": TAGS,
    "packed-by-since": PACKED,
    "packed-without-cursor": PACKED,
    "page-tag-of-query": TAGS,
    "pipeline-swapped": "shows only where two requests are sent at once over one connection: class hostile",
    "pipeline-forgotten": "shows only where two requests are sent at once over one connection: class hostile",
    "refusal-reflects": "shows only in the bytes of a head, which only raw requests look at: class hostile",
    "segment-joint-lost": LARGE,
}
# Servers that take a tenth of a second for each answer.
SLOW = {"slow-trickle": 500}
# What is left to the moment at which an event is appended: looked at, and not counted.
BY_CHANCE = {"growth"}


class Entry:
    """One server of the catalogue, and how it is held."""

    def __init__(self, listed):
        self.name = listed["name"]
        self.is_defect = listed["kind"] == "defect"
        self.clause = listed["clause"]
        self.needs = set(listed["needs"])
        self.should = listed["level"] == "SHOULD" or listed["clause"] in MAY
        self.events = max(FEWEST_EVENTS, listed["events"])
        self.profile = listed["profile"]

    def exclusion(self):
        """Why it does not count, or None."""
        if self.needs & BY_CHANCE:
            return "is left to the moment at which an event is appended"
        return EXCLUDED.get(self.name)

    def command(self, programs, seed, requests, trace=None):
        requests = min(requests, SLOW.get(self.name, requests))
        launch = shlex.join([programs.mutant, "--serve", self.name, "--seed", "1"]) + " --port {port}"
        command = [programs.nogap, "fuzz", "--seed", str(seed), "--requests", str(requests), "--report", "json",
                   "--events", str(self.events)]
        if "own-log" not in self.needs:
            launch += " --log {log}"
        if self.needs & {"append", "growth"}:
            command += ["--append-post", "http://127.0.0.1:{port}/append"]
        if self.profile:
            command += ["--profile", str(ROOT / "fixtures" / "profiles" / f"{self.profile}.json")]
        if self.should:
            command.append("--strict")
        if trace:
            command += ["--trace", str(trace)]
        return command + ["--launch", launch]


class Result:
    """What one run came to."""

    def __init__(self, entry, seed, ended):
        self.entry = entry
        self.seed = seed
        self.status = ended.returncode
        try:
            report = json.loads(ended.stdout)
        except ValueError:
            report = {"cases": [], "verdict": "none", "reason": ended.stderr[-300:]}
        self.verdict, self.reason = report["verdict"], report["reason"]
        self.sent = report.get("requests", 0)
        self.findings = [(finding["clause"], finding["kind"], finding.get("query"))
                         for case in report["cases"] for finding in case["findings"]]
        reasons = " ".join(case["reason"] for case in report["cases"])
        words = reasons.split("seen first within ")
        self.needed = int(words[1].split()[0]) if len(words) > 1 else None

    @property
    def found(self):
        return self.status == 1

    @property
    def names_clause(self):
        return self.entry.clause in {clause for clause, _, _ in self.findings}

    def line(self):
        findings = "; ".join(f"{clause} {kind} ?{query}" for clause, kind, query in self.findings[:3])
        return f"{self.entry.name} seed {self.seed}: exit status {self.status}, {self.verdict} {self.reason} {findings}"


def read_catalogue(mutant):
    listed = subprocess.run([mutant, "--list", "--format", "json"], capture_output=True, text=True, check=True)
    return [Entry(entry) for entry in json.loads(listed.stdout)["entries"]]


def hold(programs, entry, seed, requests):
    try:
        ended = subprocess.run(entry.command(programs, seed, requests), stdin=subprocess.DEVNULL, capture_output=True,
                               text=True, timeout=RUN_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        ended = subprocess.CompletedProcess([], 70, "", "it hangs")
    return Result(entry, seed, ended)


def problem_of(result):
    """What is wrong, or None."""
    if result.entry.is_defect:
        return None if result.found or result.entry.exclusion() else "is not found"
    return None if result.status == 0 else "is blamed"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nogap")
    parser.add_argument("mutant")
    parser.add_argument("--only", default="*", help="names of servers, as a pattern of the shell, parted by commas")
    parser.add_argument("--kind", choices=("defect", "legal"))
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--seeds", default="1", type=lambda text: [int(seed) for seed in text.split(",")])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="a line for each run")
    return parser.parse_args()


def chosen(entries, wanted):
    patterns = wanted.only.split(",")
    return [entry for entry in entries
            if any(fnmatch.fnmatchcase(entry.name, pattern) for pattern in patterns)
            and (wanted.kind is None or entry.is_defect == (wanted.kind == "defect"))]


def print_summary(results):
    defects = [result for result in results if result.entry.is_defect]
    counted = [result for result in defects if not result.entry.exclusion()]
    needed = sorted(result.needed for result in counted if result.found and result.needed)
    if defects:
        found = sum(result.found for result in counted)
        own = sum(result.names_clause for result in counted)
        print(f"defects: {found} of {len(counted)} runs found theirs, {own} by the clause of the catalogue")
    if needed:
        print(f"requests until the first finding: median {statistics.median(needed):.0f}, "
              f"nine of ten {needed[len(needed) * 9 // 10]}, most {needed[-1]}")
    for result in defects:
        if result.entry.exclusion():
            print(f"not counted: {result.entry.name} {'was found' if result.found else 'was not found'}: "
                  f"it {result.entry.exclusion()}")
    legal = [result for result in results if not result.entry.is_defect]
    if legal:
        clean = sum(result.status == 0 for result in legal)
        print(f"legal variants: {clean} of {len(legal)} runs clean, {sum(result.sent for result in legal)} requests")


def main():
    programs = options()
    entries = chosen(read_catalogue(programs.mutant), programs)
    if not entries:
        sys.exit("catalogue_test.py: --only leaves no server")
    with concurrent.futures.ThreadPoolExecutor(programs.jobs) as pool:
        runs = [pool.submit(hold, programs, entry, seed, programs.requests)
                for entry in entries for seed in programs.seeds]
        results = [run.result() for run in runs]
    wrong = [(result, problem_of(result)) for result in results]
    for result, problem in wrong:
        if problem or programs.verbose:
            print(f"{problem or 'fine'}: {result.line()} ({result.needed})")
    print_summary(results)
    sys.exit(any(problem for _, problem in wrong))


if __name__ == "__main__":
    main()
