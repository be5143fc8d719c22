#!/usr/bin/env python3
"""Runs every curl line that nogap prints about a defect, against the same server.

usage: curl_lines_test.py NOGAP NOGAP_MUTANT [NAME...]

Of each finding about each defect that answers equal requests equally, the requests that the report shows are sent as a
shell sends the printed lines, in their order. The answer to the finding's own request must be what the finding says
that it received, and one of the answers must break the rule by a reading of it that is not the runner's.
"""

import concurrent.futures
import json
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import curl_lines  # noqa: E402
from model import Model  # noqa: E402
from mutants_test import LogFile, Server  # noqa: E402

RUN_SECONDS = 120
# What these answer depends on the answers that they gave before, also to requests that a report does not show.
REMEMBERING = {"any-events", "body-of-before", "count-down-once", "eleventh-without-cursor", "joint-repeats-event",
               "joint-restarts", "joint-skips-event", "lagging-copy", "log-restarts", "newest-withdrawn",
               "packed-by-since", "seventh-cursor-off"}
# Wrong only for clients that ask for a packed body, as the runner does and a printed line does not.
PACKED = {"gzip-in-name-only"}


def is_stateless(entry):
    return (entry["kind"] == "defect" and entry["class"] in ("core", "boundary") and not entry["chance"]
            and not entry["needs"] and entry["name"] not in REMEMBERING | PACKED)


def same_request(left, right):
    return all(left.get(name) == right.get(name) for name in ("method", "query", "header"))


def check_finding(finding, model):
    """Returns what is wrong with the lines of a finding, or None."""
    requests = finding.get("sequence") or [finding]
    own, broken = None, set()
    for request in requests:
        answer = curl_lines.run_line(request["curl"])
        if same_request(request, finding):
            own = answer
        broken |= curl_lines.broken_clauses(model, request, answer)
    if own is None:
        return "its own request is not among those shown"
    if not curl_lines.shows(finding, own):
        seen = curl_lines.whole(own)
        what = f"{seen.status} {seen.all('x-exo-last-idx')} {len(seen.body)} bytes" if seen else "nothing"
        return f"it says that it received {finding['received']!r}, and the line brings {what}"
    return None if broken else "no answer to its lines breaks the rule"


def lines_of(finding):
    return tuple(request["curl"] for request in finding.get("sequence") or [finding])


def check(runner, mutant, entry):
    """Returns (how many lines were run, what is wrong with them)."""
    problems, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        log = LogFile(folder, max(12, entry["events"]))
        with Server(mutant, entry["name"], "--log", log.path) as server:
            run = subprocess.run([runner, "run", f"http://127.0.0.1:{server.port}/events", "--seed", "1", "--report", "json"],
                                 capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
            seen = set()
            for case in json.loads(run.stdout)["cases"]:
                for finding in case["findings"]:
                    key = lines_of(finding), finding["kind"], finding["received"]
                    if key in seen:
                        continue
                    seen.add(key)
                    count += len(key[0])
                    wrong = check_finding(finding, Model(log.events))
                    if wrong:
                        problems.append(f"{entry['name']}: {case['id']}: {finding['clause']} {finding['kind']}: {wrong}\n    "
                                        + "\n    ".join(line[:200] for line in key[0]))
    return count, problems if count else [f"{entry['name']}: nothing was found"]


def main():
    runner, mutant, *names = sys.argv[1:]
    listed = subprocess.run([mutant, "--list", "--format", "json"], capture_output=True, text=True, check=True)
    chosen = [entry for entry in json.loads(listed.stdout)["entries"]
              if is_stateless(entry) and (not names or entry["name"] in names)]
    lines = wrong = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for count, problems in pool.map(lambda entry: check(runner, mutant, entry), chosen):
            lines += count
            wrong += len(problems)
            for problem in problems:
                print(problem)
    print(f"{lines} lines about {len(chosen)} defects, {wrong} problems")
    sys.exit(1 if wrong or not lines else 0)


if __name__ == "__main__":
    main()
