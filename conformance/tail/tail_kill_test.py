#!/usr/bin/env python3
"""Kills nogap tail every second, starts it again, and holds what it wrote against the log.

Usage: tail_kill_test.py NOGAP NOGAP-SERVER SERVER [--seconds N]

SERVER, whose log grows by 500 events a second meanwhile, is one of
  reference         nogap-server, whose log file this test appends to
  fastapi, express  the servers of conformance/interop, which grow by themselves
With --output each event is there exactly once and in order, on stdout at least once.

Exit status: 0 as expected, 1 not, 77 something is not installed.
"""
import argparse
import concurrent.futures
import contextlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "interop")]
import launch  # noqa: E402
from reference_process import ReferenceServer  # noqa: E402

RATE = 500
FIRST_EVENTS = 10
KILL_SECONDS = 1.0
QUICK_KILLS = 15
END_SECONDS = 20
WAITS = ["--interval", "0.01", "--interval-max", "0.02", "--retry-for", "0.5"]


def read_log(url):
    """Returns the lines of the log as the server tells them now."""
    with urllib.request.urlopen(url, timeout=END_SECONDS) as answer:
        return [json.dumps(event, separators=(",", ":")).encode() for event in json.load(answer)]


@contextlib.contextmanager
def growing_reference(program):
    """Gives the URL, what returns the lines of the log, and what ends the growth."""
    done = threading.Event()

    def grow(server):
        start = time.monotonic()
        while not done.wait(0.01):
            due = FIRST_EVENTS + int((time.monotonic() - start) * RATE)
            server.append(max(0, due - server.count))

    with ReferenceServer(program, FIRST_EVENTS) as server, concurrent.futures.ThreadPoolExecutor(1) as pool:
        task = pool.submit(grow, server)
        try:
            def stop():
                done.set()
                task.result()
            yield "http://{}:{}/events".format(*server.address), lambda: server.log.read_bytes().splitlines(), stop
        finally:
            done.set()


@contextlib.contextmanager
def growing_stack(name):
    """As growing_reference, but nothing ends the growth."""
    with launch.running(name, ["--events", str(FIRST_EVENTS), "--grow", str(RATE)]) as url:
        yield url, lambda: read_log(url), lambda: None


class Clients:
    """A client that writes to a file and one that prints, each with a place of its own."""

    def __init__(self, nogap, url, folder):
        self.folder = pathlib.Path(folder)
        self.to_file = [nogap, "tail", url, *WAITS, "--cursor-file", f"{folder}/file.cursor", "--output",
                        f"{folder}/events.ndjson"]
        self.to_stdout = [nogap, "tail", url, *WAITS, "--cursor-file", f"{folder}/stdout.cursor"]
        self.printed = []
        self.problems = []

    def _run(self, command, seconds, **options):
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, **options) as process:
            time.sleep(seconds)
            died = process.poll()
            process.kill()
            if died is not None:
                self.problems.append(f"{' '.join(command)}: ended by itself with status {died}")

    def run_and_kill(self, seconds):
        part = self.folder / f"part-{len(self.printed)}"
        with part.open("wb") as out, concurrent.futures.ThreadPoolExecutor(2) as pool:
            tasks = [pool.submit(self._run, self.to_file, seconds),
                     pool.submit(self._run, self.to_stdout, seconds, stdout=out)]
            for task in tasks:
                task.result()
        self.printed.append(part)

    def run_to_the_end(self):
        """Returns what the file holds then, and what each run printed."""
        subprocess.run([*self.to_file, "--once"], check=True, timeout=END_SECONDS)
        last = subprocess.run([*self.to_stdout, "--once"], check=True, timeout=END_SECONDS, capture_output=True)
        parts = [path.read_bytes() for path in self.printed]
        return (self.folder / "events.ndjson").read_bytes(), [*parts, last.stdout]


def kill_moments(end):
    """Yields how long each run of the client lasts: a second each, then shorter ones by chance."""
    chance = random.Random(1)
    while time.monotonic() + KILL_SECONDS < end:
        yield KILL_SECONDS
    for _ in range(QUICK_KILLS):
        yield chance.uniform(0.01, 0.2)


def check_exactly_once(log, least, written, problems):
    """The file holds the log from its start, in whole lines, and no fewer events than were there before the last run."""
    lines = written.splitlines()
    if not written.endswith(b"\n") or lines != log[:len(lines)]:
        problems.append("the output differs from the log")
    if len(lines) < least:
        problems.append(f"the output holds {len(lines)} of {least} events")


def check_at_least_once(log, least, parts, problems):
    """Each part goes on at or before the place where the one before ended; returns how many events came again."""
    index_of = {line: index for index, line in enumerate(log)}
    place = again = 0
    for number, part in enumerate(parts):
        whole = part[:part.rfind(b"\n") + 1].splitlines()
        indexes = [index_of.get(line, -1) for line in whole]
        if indexes and (indexes[0] < 0 or indexes != list(range(indexes[0], indexes[0] + len(indexes)))):
            problems.append(f"stdout, run {number}: the events are not in order")
        if indexes and indexes[0] > place:
            problems.append(f"stdout, run {number}: events {place} to {indexes[0] - 1} are lost")
        if indexes:
            again += place - indexes[0]
            place = max(place, indexes[-1] + 1)
    if place < least:
        problems.append(f"stdout: {place} of {least} events came")
    return again


def kill(flags):
    """Returns what is not as expected."""
    server = growing_reference(flags.reference) if flags.server == "reference" else growing_stack(flags.server)
    with tempfile.TemporaryDirectory(prefix="nogap-tail-") as folder, server as (url, log, stop):
        clients = Clients(flags.nogap, url, folder)
        for seconds in kill_moments(time.monotonic() + flags.seconds):
            clients.run_and_kill(seconds)
        stop()
        least = len(log())
        written, printed = clients.run_to_the_end()
        final, problems = log(), clients.problems
        if least < FIRST_EVENTS + RATE * flags.seconds / 2:
            problems.append(f"the log was to grow by {RATE} events a second and holds {least} events")
        check_exactly_once(final, least, written, problems)
        again = check_at_least_once(final, least, printed, problems)
        print(f"{len(final)} events, {len(clients.printed)} kills; on stdout {again} events came again")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("nogap", "reference"):
        parser.add_argument(name)
    parser.add_argument("server", choices=["reference", "fastapi", "express"])
    parser.add_argument("--seconds", type=float, default=8, help="with one kill a second; quick ones follow")
    flags = parser.parse_args()
    launch.exit_on_signals()
    launch.skip_without([flags.server])
    start = time.monotonic()
    try:
        problems = kill(flags)
    except launch.Failure as failure:
        sys.exit(f"{flags.server}: {failure}")
    for problem in problems:
        print(problem)
    print(f"kill, {flags.server}: {len(problems)} problems, {time.monotonic() - start:.1f} s")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
