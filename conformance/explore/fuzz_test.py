#!/usr/bin/python3
"""`nogap fuzz` as a process: it finds faults of every kind, blames no right server, and comes to the same again by its
seed and by its trace.

    fuzz_test.py NOGAP NOGAP_MUTANT
"""

import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import types

sys.dont_write_bytecode = True
import catalogue_test  # noqa: E402

# One of each kind of fault: numbers, joints, spellings, queries, methods, fields, refusals, identity, wire, growth.
DEFECTS = ("exact-page-cursor-high", "sum-64-bits", "long-number-fails", "joint-repeats-event", "bare-limit-is-one",
           "encoded-name-unknown", "long-target-cut", "head-total", "cache-unsaid", "poisoned-cursor-text",
           "count-down-once", "eleventh-without-cursor", "window-relative", "tag-never-changes")
LEGAL = ("content-length", "script-numbers", "strict-numbers", "long-target-closed", "repeated-last", "grows-slowly",
         "refusal-400")
SEEDS = (1, 2, 3)
REQUESTS = 2000


def check(condition, message):
    if not condition:
        sys.exit(f"fuzz_test.py: {message}")


def run(*words):
    return subprocess.run([str(word) for word in words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=120, check=False)


def without_seconds(value):
    if isinstance(value, dict):
        return {name: without_seconds(inner) for name, inner in value.items() if name != "seconds"}
    return [without_seconds(inner) for inner in value] if isinstance(value, list) else value


def launch(programs, name, log=" --log {log}"):
    return shlex.join([programs.mutant, "--serve", name, "--seed", "1"]) + " --port {port}" + log


def launch_steady(programs, name):
    """On a log that does not grow, so that the answers are the same each time."""
    return launch(programs, name, log="")


def test_catalogue(programs, entries):
    for name in DEFECTS:
        for seed in SEEDS:
            result = catalogue_test.hold(programs, entries[name], seed, REQUESTS)
            check(result.found, f"not found: {result.line()}")
    for name in LEGAL:
        result = catalogue_test.hold(programs, entries[name], 1, REQUESTS)
        check(result.status == 0, f"blamed: {result.line()}")
        check(REQUESTS <= result.sent <= REQUESTS + 20, f"{name}: expected {REQUESTS} requests, found {result.sent}")


def queries(trace):
    """What was asked, in its order."""
    records = [json.loads(line) for line in trace.read_text().splitlines()]
    return [record.get("query") for record in records if record.get("record") == "exchange"]


def test_seed(programs, folder):
    asked = []
    for number, seed in enumerate((7, 7, 8)):
        trace = pathlib.Path(folder, f"{number}.trace")
        ended = run(programs.nogap, "fuzz", "--launch", launch_steady(programs, "content-length"), "--seed", seed,
                    "--requests", 300, "--trace", trace)
        check(ended.returncode == 0, f"expected status 0, found {ended.returncode}: {ended.stdout}{ended.stderr}")
        asked.append(queries(trace))
    check(len(asked[0]) >= 300, f"expected 300 requests in the trace, found {len(asked[0])}")
    check(sorted(map(str, asked[0])) == sorted(map(str, asked[1])), "one seed asked two things")
    check(asked[0] != asked[2], "two seeds asked the same")


def test_failure(programs, folder):
    """A failure says how to see it again, and is judged the same from its trace."""
    trace = pathlib.Path(folder, "failure.trace")
    words = [programs.nogap, "fuzz", "--launch", launch_steady(programs, "exact-page-cursor-high"), "--report", "json"]
    first = run(*words, "--seed", 5, "--requests", 700, "--trace", trace)
    check(first.returncode == 1, f"expected status 1, found {first.returncode}: {first.stderr}")
    again = run(programs.nogap, "judge", trace, "--report", "json")
    check(without_seconds(json.loads(first.stdout)) == without_seconds(json.loads(again.stdout)),
          "nogap judge says something else than the run")
    case = json.loads(first.stdout)["cases"][0]
    command = re.search(r"nogap fuzz URL (--seed 5 --requests \d+)$", case["reason"])
    check(command, f"no command in the reason: {case['reason']}")
    for finding in case["findings"]:
        check(finding["curl"].startswith("curl "), f"no curl line: {finding}")
        check(len(finding.get("sequence", [])) <= 3, f"not shrunk: {finding}")
    short = run(*words, *command.group(1).split())
    found = json.loads(short.stdout)["cases"][0]["findings"]
    check(short.returncode == 1 and found[0]["clause"] == case["findings"][0]["clause"],
          "the command does not come to the same finding")
    text = run(programs.nogap, "judge", trace)
    check("--seed 5 --requests" in text.stdout.replace("\n", " ") and "curl " in text.stdout,
          f"the text lacks the seed or the curl line: {text.stdout}")


def test_vacuity(programs):
    for events in (0, 1):
        ended = run(programs.nogap, "fuzz", "--launch", launch(programs, "content-length"), "--events", events,
                    "--append-max", 0)
        check(ended.returncode == 4, f"{events} events: expected status 4, found {ended.returncode}: {ended.stdout}")
    ended = run(programs.nogap, "fuzz", "http://127.0.0.1:9/events", "--requests", 3)
    check(ended.returncode == 3, f"nobody there: expected status 3, found {ended.returncode}")
    ended = run(programs.nogap, "fuzz", "--launch", launch(programs, "content-length"), "--append-cmd", "exit 1")
    check(ended.returncode == 4 and "append" in ended.stdout, f"a hook that fails: {ended.returncode} {ended.stdout}")


def test_limits(programs):
    server = launch(programs, "content-length")
    ended = run(programs.nogap, "fuzz", "--launch", server, "--seconds", "0.5", "--rate", 40, "--report", "json")
    sent = json.loads(ended.stdout)["requests"]
    check(ended.returncode == 0 and 5 <= sent <= 30, f"half a second at 40 a second: {sent} requests {ended.stdout}")
    ended = run(programs.nogap, "fuzz", "--launch", server, "--report", "json")
    sent = json.loads(ended.stdout)["requests"]
    check(1000 <= sent <= 1020, f"expected 1000 requests by default, found {sent}")
    ended = run(programs.nogap, "fuzz", "--launch", server, "--deadline", "0.2", "--rate", 20)
    check(ended.returncode == 4 and "deadline" in ended.stdout, f"deadline: {ended.returncode} {ended.stdout}")


def test_plan(programs):
    words = [programs.nogap, "fuzz", "http://127.0.0.1:9/events", "--plan", "--requests", 200, "--seed"]
    plans = [run(*words, seed) for seed in (1, 1, 2)]
    check(all(plan.returncode == 0 for plan in plans), f"a plan failed: {plans[0].stderr}")
    check(plans[0].stdout == plans[1].stdout != plans[2].stdout, "a plan does not follow its seed")
    check(plans[0].stdout.count("GET http") > 150, f"a plan of 200 requests: {plans[0].stdout[:300]}")


def test_command_line(programs):
    for words, status, expected in (
            (("list",), 0, None), (("list", "--class", "explore"), 0, "random-requests"),
            (("explain", "random-requests"), 0, "nogap fuzz URL"),
            (("run", "http://127.0.0.1:9/", "--class", "explore"), 2, "nogap fuzz"),
            (("run", "http://127.0.0.1:9/", "--requests", "3"), 2, "no option of 'nogap run'"),
            (("fuzz", "http://127.0.0.1:9/", "--repeat", "3"), 2, "no option of 'nogap fuzz'"),
            (("fuzz", "http://127.0.0.1:9/", "--requests", "0"), 2, "from 1 on"), (("fuzz",), 2, "--launch")):
        ended = run(programs.nogap, *words)
        said = ended.stdout + ended.stderr
        check(ended.returncode == status, f"{words}: expected status {status}, found {ended.returncode}: {said}")
        check(expected in said if expected else "random-requests" not in said, f"{words}: {said}")


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: fuzz_test.py NOGAP NOGAP_MUTANT")
    programs = types.SimpleNamespace(nogap=sys.argv[1], mutant=sys.argv[2])
    entries = {entry.name: entry for entry in catalogue_test.read_catalogue(programs.mutant)}
    test_command_line(programs)
    test_plan(programs)
    with tempfile.TemporaryDirectory(prefix="nogap-fuzz-test-") as folder:
        test_seed(programs, folder)
        test_failure(programs, folder)
    test_vacuity(programs)
    test_limits(programs)
    test_catalogue(programs, entries)


if __name__ == "__main__":
    main()
