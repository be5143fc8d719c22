#!/usr/bin/env python3
"""Holds nogap tail against servers that are wrong, and right in an unusual way.

Usage: tail_test.py NOGAP NOGAP-MUTANT WHAT [--only NAME]

WHAT is one of
  defects  every defect of the catalogue that can lose or repeat an event: the client says so, or its output is right
           all the same. UNNOTICED lists the others with the reason why no client can see them; a stale line fails.
  legal    every legal variant: each event once, in order, and not a word of complaint

Exit status: 0 as expected, 1 not.
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.dont_write_bytecode = True

# Clauses whose breach can make a client of plain requests lose or repeat an event.
CLAUSES = re.compile(r"(param-[1-57]|answer-1|range-\d|limit-1|dump-\d|body-[12]|cursor-\d|instant-1|growth-\d|"
                     r"immutable-\d|chain-1|reset-1)\Z")
PAGES = ["--limit", "4"]
WHOLE = ["--limit", "0"]
HIDES = "the server agrees with itself that the log is shorter: to a client it is that short"
CACHED = "the old answers are right, and a client does not know what was appended meanwhile"
PAGES_ALONE = "pages always agree with each other; only a dump, which --limit never asks for, differs"
UNNOTICED = {
    "pages": {
        "limit-is-end": HIDES,
        "tail-hides-newest": HIDES,
        "newest-held-back": HIDES,
        "newest-withdrawn": "the newest event is taken back before it is handed out, and all answers agree from then on",
        "pages-as-strings": PAGES_ALONE,
        "pages-with-index": PAGES_ALONE,
        "empty-in-pages": PAGES_ALONE,
    },
    "whole": {
        "tail-hides-newest": HIDES,
        "newest-held-back": HIDES,
        "newest-withdrawn": "the newest event is taken back before it is handed out, and all answers agree from then on",
    },
}
# Seen or not, as the polls and the appended events fall.
SOMETIMES = {
    "query-cached": CACHED,
    "tail-cached": CACHED,
    "part-page-cached": CACHED,
    "redacted-when-old": "an event that changes when it is older than those that are read again (--overlap 6 sees it)",
}
WAITS = ["--interval", "0.01", "--interval-max", "0.02", "--retry-for", "0.5"]
APPENDS = 25
SHORTEST_SECONDS = 0.8  # enough polls for servers that go wrong after a number of answers
STILL_SECONDS = 3  # a client that is going to catch up does not stand still for so long
END_SECONDS = 20


class Failure(Exception):
    """The test found something."""


def make_event(index):
    return {"TaskCreated": {"eventId": f"{index * 7919:08x}", "step": index, "text": f"e{index} \u00e9\n"}}


class Mutant:
    """A server of the catalogue, on a log that this test writes, or on its own."""

    def __init__(self, program, entry, folder):
        self.log = None if "own-log" in entry["needs"] else pathlib.Path(folder) / "log.ndjson"
        self.events = []
        options = []
        if self.log:
            self.append(0 if "launch" in entry["needs"] else max(12, entry["events"]))
            options = ["--log", str(self.log)]
        self.process = subprocess.Popen([program, "--serve", entry["name"], *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().split()[-1]

    def append(self, count):
        new = [make_event(len(self.events) + i) for i in range(count)]
        self.events += new
        with self.log.open("a", encoding="utf-8") as file:
            file.write("".join(json.dumps(event) + "\n" for event in new))

    def all_events(self):
        if self.log:
            return self.events
        with urllib.request.urlopen(self.url, timeout=END_SECONDS) as answer:
            return json.load(answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


class Client:
    """A tail that runs."""

    def __init__(self, nogap, url, folder, *options):
        self.output = pathlib.Path(folder) / "events.ndjson"
        self.process = subprocess.Popen([nogap, "tail", url, "--output", str(self.output), *WAITS, *options],
                                        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def lines(self):
        return self.output.read_text("utf-8").splitlines() if self.output.exists() else []

    def is_running(self):
        return self.process.poll() is None

    def end(self):
        """Asks it to end; returns its exit status and stderr."""
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)
        try:
            errors = self.process.communicate(timeout=END_SECONDS)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure("the client does not end on SIGTERM") from None
        return self.process.returncode, errors


def parse(lines):
    try:
        return [json.loads(line) for line in lines]
    except ValueError:
        return None


def watch(nogap, mutant_program, entry, options):
    """Returns what became of the client ("told", "right", "short" or "wrong"), and what it said."""
    with tempfile.TemporaryDirectory(prefix="nogap-tail-") as folder, Mutant(mutant_program, entry, folder) as mutant:
        start = time.monotonic()
        client = Client(nogap, mutant.url, folder, *options)
        for _ in range(APPENDS if mutant.log else 0):
            time.sleep(0.02)
            mutant.append(1)
        moved, held = time.monotonic(), 0
        while client.is_running():
            now, before, held = time.monotonic(), held, len(client.lines())
            moved = now if held != before else moved
            wanted = len(mutant.events) if mutant.log else 1
            if now - start > SHORTEST_SECONDS and (held >= wanted or now - moved > STILL_SECONDS):
                break
            time.sleep(0.05)
        status, errors = client.end()
        if status in (1, 3) and errors.startswith("nogap: "):
            return "told", errors
        if status != 0:
            raise Failure(f"{entry['name']}: exit status {status}: {errors}")
        received, expected = parse(client.lines()), mutant.all_events()
        if received == expected or (not mutant.log and received and received == expected[:len(received)]):
            return "right", errors
        return "short" if received is not None and received == expected[:len(received)] else "wrong", errors


def problem_of_defect(flags, entry, way, options):
    """Returns what is not as expected of a defect, or None, and what became of the client."""
    became, errors = watch(flags.nogap, flags.mutant, entry, options)
    if entry["name"] in SOMETIMES:
        return None, became
    listed = entry["name"] in UNNOTICED[way]
    if listed and became in ("told", "right"):
        return f"{entry['name']}, {way}: the list of what cannot be noticed is stale: {became}: {errors}", became
    if not listed and became in ("short", "wrong"):
        return f"{entry['name']}, {way}: {became} without a word ({entry['says']}) {errors}", became
    return None, became


def defects(flags, entries):
    chosen = [entry for entry in entries if entry["kind"] == "defect" and CLAUSES.match(entry["clause"])]
    chosen = [entry for entry in chosen if flags.only in (None, entry["name"])]
    names = {entry["name"] for entry in entries}
    problems = [f"{name}: there is no such defect" for way in [*UNNOTICED.values(), SOMETIMES] for name in way
                if name not in names]
    counts = {}
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        tasks = [(way, pool.submit(problem_of_defect, flags, entry, way, options))
                 for way, options in (("pages", PAGES), ("whole", WHOLE)) for entry in chosen]
        for way, task in tasks:
            problem, became = task.result()
            problems += [problem] if problem else []
            counts[way, became] = counts.get((way, became), 0) + 1
    for (way, became), count in sorted(counts.items()):
        print(f"{way}: {count} {became}")
    return problems


def legal(flags, entries):
    chosen = [entry for entry in entries if entry["kind"] == "legal" and flags.only in (None, entry["name"])]

    def problem_of(entry):
        became, errors = watch(flags.nogap, flags.mutant, entry, PAGES if entry["name"] != "long-log" else [])
        return None if became == "right" and not errors else f"{entry['name']}: {became}: {errors}"

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        problems = [problem for problem in pool.map(problem_of, chosen) if problem]
    print(f"{len(chosen)} legal variants")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("nogap", "mutant"):
        parser.add_argument(name)
    parser.add_argument("what", choices=["defects", "legal"])
    parser.add_argument("--only", metavar="NAME", help="this entry of the catalogue alone")
    flags = parser.parse_args()
    listed = subprocess.run([flags.mutant, "--list", "--format", "json"], capture_output=True, check=True)
    start = time.monotonic()
    problems = {"defects": defects, "legal": legal}[flags.what](flags, json.loads(listed.stdout)["entries"])
    for problem in problems:
        print(problem)
    print(f"{flags.what}: {len(problems)} problems, {time.monotonic() - start:.1f} s")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
