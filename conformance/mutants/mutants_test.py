#!/usr/bin/env python3
"""Checks the catalogue of nogap-mutant against a model of the rule.

usage: mutants_test.py NOGAP_MUTANT SPEC.md [NAME...]

Every defect must give an answer that no truthful log explains, and among the clauses that it breaks the one that its
entry names; every legal variant must give none. Every server must serve and end on SIGTERM.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import wire  # noqa: E402
from model import BROKEN_TRANSFER, SHOULD, Model, Reading  # noqa: E402
from probes import Prober  # noqa: E402

FEWEST_DEFECTS, FEWEST_LEGAL = 90, 25
FIELDS = {"name", "kind", "family", "clause", "level", "says", "origin", "class", "needs", "appends", "events", "growth",
          "chance", "profile"}
GROWTH_SECONDS = 20
MOST_ROUNDS = 40


# Events that stand in the log again further on.
REPEATED = {41: 40, 42: 40, 44: 40, 60: 40}


def make_event(index):
    index = REPEATED.get(index, index)
    return {"TaskCreated": {"eventId": f"{index * 7919:08x}-{index}", "step": index, "text": f"e{index} \u00e9\n"}}


class Server:
    """A mutant that runs; `with` ends it and looks how it ended."""

    def __init__(self, program, name, *options):
        self.process = subprocess.Popen([program, "--serve", name, *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.fullmatch(r"listening on http://127\.0\.0\.1:(\d+)/events\n", line)
        if not found:
            self.process.kill()
            raise AssertionError(f"{name}: the first line is {line!r}: {self.process.communicate()[1]}")
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            errors = self.process.communicate(timeout=20)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("it does not end on SIGTERM") from None
        if self.process.returncode != 0 or errors:
            raise AssertionError(f"it ends with status {self.process.returncode}: {errors[-3000:]}")


class LogFile:
    def __init__(self, folder, count):
        self.path = os.path.join(folder, "log.ndjson")
        self.events = []
        pathlib.Path(self.path).write_bytes(b"")
        self.append(count)

    def append(self, count):
        new = [make_event(len(self.events) + i) for i in range(count)]
        with open(self.path, "ab") as file:
            for event in new:
                file.write(json.dumps(event).encode() + b"\n")
        self.events += new
        return new


def post(port, event):
    answer = wire.send(port, "/append", "POST", body=json.dumps(event, indent=1).encode())
    assert answer.status == 201, f"POST /append is answered {answer.status}"


def read_validators(port):
    """What a client may send of an answer with its next request, for a dump and for a page at the end."""
    count = int(wire.send(port, "/events").one("x-exo-last-idx") or 0)
    validators = []
    for query, reading in ((None, Reading()), (f"since={count}&limit=5", Reading(count, 5))):
        answer = wire.send(port, "/events" + (f"?{query}" if query else ""))
        tag, date = answer.one("etag") or '"none"', answer.one("last-modified") or "Sun, 06 Nov 1994 08:49:37 GMT"
        validators += [(query, reading, f"If-None-Match: {tag}"), (query, reading, f"If-Modified-Since: {date}")]
    return validators


def probe_appends(prober, log, entry):
    """Reads, appends, reads: by the file, and by requests."""
    rounds = max(2, min(entry["appends"], MOST_ROUNDS))
    # Every other round appends one event by a request; the others append the rest.
    step = max(1, 2 * entry["appends"] // rounds - 1)
    validators = read_validators(prober.port)
    for number in range(rounds):
        prober.read()
        prober.read(0)
        prober.read(max(0, prober.model.low - 3))
        prober.read(prober.model.low)
        if number % 2:
            event = make_event(len(log.events))
            log.events.append(event)
            post(prober.port, event)
            prober.model.append([event])
        else:
            prober.model.append(log.append(step))
    prober.ranges()
    prober.methods()
    for query, reading, field in validators:
        prober.ask(query, lambda answer, r=reading: {"growth-1"} if answer.status != 200
                   else prober.model.range_clauses(r, answer), fields=(field,))


def probe_growth(prober, wanted):
    """Reads a log that grows by itself until the wanted clause shows."""
    end = time.monotonic() + GROWTH_SECONDS
    cursor = 0
    while wanted not in prober.broken and time.monotonic() < end:
        prober.read()
        cursor = prober.read(max(0, prober.model.low - 2)) or cursor
        prober.read(prober.model.low)


def probe(program, entry):
    """Returns the clauses that a server of the entry breaks, each with what showed it."""
    own_log = "own-log" in entry["needs"]
    with tempfile.TemporaryDirectory() as folder:
        log = LogFile(folder, max(12, entry["events"]))
        options = () if own_log else ("--log", log.path)
        if "growth" in entry["needs"]:
            with Server(program, entry["name"], "--grow", "300") as server:
                prober = Prober(server.port, Model())
                probe_growth(prober, entry["clause"])
            return prober.broken
        with Server(program, entry["name"], *options) as server:
            prober = Prober(server.port, Model(None if own_log else log.events))
            prober.everything()
            for _ in range(3 if entry["chance"] else 0):
                prober.ranges()
            if "append" in entry["needs"] or (entry["kind"] == "legal" and not own_log):
                probe_appends(prober, log, entry)
        broken = prober.broken
        if (entry["kind"] == "legal" and not own_log) or "launch" in entry["needs"]:
            pathlib.Path(log.path).write_bytes(b"")
            with Server(program, entry["name"], "--log", log.path) as server:
                prober = Prober(server.port, Model([]))
                prober.ranges()
    return {**prober.broken, **broken}


def explained(clause):
    """Names under which the model may see a fault of that clause."""
    return {clause} | (BROKEN_TRANSFER if clause in BROKEN_TRANSFER else set())


def check(program, entry):
    """Returns what is wrong with an entry, or None."""
    try:
        broken = probe(program, entry)
    except (AssertionError, OSError, wire.Broken) as error:
        return f"{entry['name']}: {error}"
    if entry["kind"] == "legal":
        allowed = SHOULD if entry["profile"] else SHOULD - {"reject-5", "reset-1"}
        wrong = {clause: what for clause, what in broken.items() if clause not in allowed}
        return f"{entry['name']}: a legal variant breaks {wrong}" if wrong else None
    if not explained(entry["clause"]) & broken.keys():
        return f"{entry['name']}: {entry['clause']} is not broken, but {sorted(broken)}"
    return None


def check_catalogue(entries, spec):
    """Yields what is wrong with the list itself."""
    levels = {}
    for clause, text in re.findall(r"^### (\S+)\n\n(.*?)\n\n", spec, re.M | re.S):
        levels[clause] = "SHOULD" if "SHOULD" in text else "MUST"
    names = [entry["name"] for entry in entries]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name}: there are two of this name"
    for kind, fewest in (("defect", FEWEST_DEFECTS), ("legal", FEWEST_LEGAL)):
        count = sum(entry["kind"] == kind for entry in entries)
        if count < fewest:
            yield f"{count} entries are {kind}, and {fewest} are wanted"
    for entry in entries:
        name, clause = entry["name"], entry["clause"]
        if set(entry) != FIELDS or not entry["says"] or not entry["origin"]:
            yield f"{name}: members are missing"
        if not re.fullmatch(r"[a-z0-9]+([-.][a-z0-9]+)*", name):
            yield f"{name}: the name is not in lower case with hyphens"
        if (entry["kind"] == "legal") != (clause is None):
            yield f"{name}: a defect has a clause, a legal variant has none"
        if clause and levels.get(clause) != entry["level"]:
            yield f"{name}: SPEC.md has {clause} as {levels.get(clause)}, the entry as {entry['level']}"


def check_commands(program, entries):
    """Yields what is wrong with the command line."""
    for words, status in ((["--explain", entries[0]["name"]], 0), (["--help"], 0), (["--list"], 0),
                          (["--explain", "no-such"], 2), (["--serve", "no-such"], 2), ([], 2), (["--port"], 2),
                          (["--serve", entries[0]["name"], "--port", "70000"], 2),
                          (["--serve", entries[0]["name"], "--log", "/no/such/file"], 1)):
        run = subprocess.run([program, *words], capture_output=True, text=True, timeout=20, check=False)
        if run.returncode != status or not (run.stderr if status else run.stdout):
            yield f"{words}: status {run.returncode}, and {status} is wanted; {run.stderr}"


def check_bites(program, entries):
    """Yields what the check of an entry does not see: a defect that is called legal, and the other way round."""
    by_name = {entry["name"]: entry for entry in entries}
    called_legal = dict(by_name["exact-page-cursor-low"], kind="legal", clause=None)
    called_defect = dict(by_name["content-length"], kind="defect", clause="range-1")
    other_clause = dict(by_name["cursor-plus-sign"], clause="range-1")
    for entry in (called_legal, called_defect, other_clause):
        if check(program, entry) is None:
            yield f"{entry['name']}: this test does not see that the entry is wrong"


def main():
    program, spec, *names = sys.argv[1:]
    listed = subprocess.run([program, "--list", "--format", "json"], capture_output=True, text=True, check=True)
    entries = json.loads(listed.stdout)["entries"]
    problems = list(check_catalogue(entries, pathlib.Path(spec).read_text("utf-8")))
    problems += check_commands(program, entries)
    problems += check_bites(program, entries)
    chosen = [entry for entry in entries if not names or entry["name"] in names]
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        problems += filter(None, pool.map(lambda entry: check(program, entry), chosen))
    for problem in problems:
        print(problem)
    print(f"{len(chosen)} entries, {len(problems)} problems")
    sys.exit(1 if problems or not chosen else 0)


if __name__ == "__main__":
    main()
