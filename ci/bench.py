#!/usr/bin/python3
"""Measures the works that ci/bench names and prints a table. Run ci/bench, which builds what this needs."""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

from bench_tools import CannotMeasure, Use, median, nginx, nogap_server, run

POLL = "since=50&limit=10"
CONNECTIONS = 16
POLL_SECONDS = 3
DUMPS = 10
# A verdict is a measurement too, as long as the run came to its end.
VERDICTS = (0, 1, 4)


class Bench:
    """The programs, the log and the table."""

    def __init__(self, options, folder):
        self.programs = options.programs
        self.rounds = options.rounds
        self.folder = folder
        self.log = folder / "events.ndjson"
        run([self.programs / "nogap-make-log", "--events", options.events, self.log])
        self.megabytes = self.log.stat().st_size / 1e6

    def row(self, what, peer_name, ours, peer, unit, goal):
        ratio = f"{ours / peer:8.2f}" if peer else f"{'-':>8}"
        print(f"{what:36} {ours:12.4g} {peer_name:>22} {peer:12.4g} {unit:5} {ratio}  {goal}", flush=True)

    def runner(self):
        path = self.programs / "nogap"
        if not path.is_file():
            raise CannotMeasure("the program nogap is not built")
        return path

    def start(self):
        """Starts and stops nogap-server; returns what that took."""
        with nogap_server(self.programs, self.log) as server:
            ready = server.ready
        return Use(ready, server.use.cpu, server.use.memory)

    def index(self):
        ours, peers = [], []
        for _ in range(self.rounds):
            ours.append(self.start())
            peers.append(run(["wc", "-l", self.log]))
        one, other = median(ours), median(peers)
        self.row("index the log, wall", "wc -l", one.wall, other.wall, "s", "<= 6")
        self.row("index the log, CPU", "wc -l", one.cpu, other.cpu, "s", "<= 6")

    def dumps_from(self, server, url):
        """Returns the seconds that a server took for one of several dumps."""
        run(["curl", "--silent", "--fail", "--output", "/dev/null", url])
        return run(["curl", "--silent", "--fail"] + ["--output", "/dev/null", url] * DUMPS).wall / DUMPS

    def dump(self):
        ours, peers = [], []
        idle = median([self.start() for _ in range(self.rounds)]).cpu
        for _ in range(self.rounds):
            with nogap_server(self.programs, self.log) as server:
                if not (self.folder / "dump.json").is_file():
                    run(["curl", "--silent", "--fail", "--output", self.folder / "dump.json", server.url])
                wall = self.dumps_from(server, server.url)
            ours.append(Use(wall, server.use.cpu - idle, server.use.memory))
            with nginx(self.folder, "") as server:
                wall = self.dumps_from(server, server.url + "/dump.json")
            peers.append(Use(wall, server.use.cpu, server.use.memory))
        one, other = median(ours), median(peers)
        self.row("full dump", "nginx static file", self.megabytes / one.wall, self.megabytes / other.wall, "MB/s",
                 ">= 1.05")
        self.row("full dump, the server's CPU", "nginx static file", one.cpu, other.cpu, "s", "<= 0.5")

    def requests_per_second(self, url):
        done = subprocess.run(["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration",
                               f"{POLL_SECONDS}s", url], stdout=subprocess.PIPE, text=True, check=True, timeout=60)
        found = re.search(r"Requests/sec:\s+([0-9.]+)", done.stdout)
        if not found or "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
            raise CannotMeasure(f"wrk met errors at {url}")
        return float(found.group(1))

    def polls(self):
        log = self.folder / "polls.ndjson"
        run([self.programs / "nogap-make-log", "--events", "100", log])
        ours, peers = [], []
        for _ in range(self.rounds):
            with nogap_server(self.programs, log) as server:
                with urllib.request.urlopen(f"{server.url}?{POLL}", timeout=60) as answer:
                    body = answer.read().decode("utf-8")
                rate = self.requests_per_second(f"{server.url}?{POLL}")
            ours.append(Use(rate, server.use.cpu / (rate * POLL_SECONDS) * 1e6, server.use.memory))
            text = body.replace("\\", "\\\\").replace("'", "\\'").replace("$", "")
            extra = (f"location = /events {{ default_type application/json; add_header X-EXO-Last-Idx 60; "
                     f"add_header Cache-Control no-store; return 200 '{text}'; }}")
            with nginx(self.folder, extra) as server:
                rate = self.requests_per_second(f"{server.url}/events?{POLL}")
            peers.append(Use(rate, server.use.cpu / (rate * POLL_SECONDS) * 1e6, server.use.memory))
        one, other = median(ours), median(peers)
        self.row("small polls", "nginx return 200", one.wall, other.wall, "1/s", ">= 1.0")
        self.row("small polls, the server's CPU", "nginx return 200", one.cpu, other.cpu, "us", "<= 1.0")

    def output(self, *arguments):
        """Returns what nogap prints."""
        done = subprocess.run([str(self.runner()), "run", *arguments], stdout=subprocess.PIPE, text=True, timeout=600,
                              check=False)
        if done.returncode not in VERDICTS:
            raise CannotMeasure(f"nogap ended with status {done.returncode}")
        return done.stdout

    def against_curl(self, url, selection, rounds):
        """Runs cases, and one curl command that sends the same requests; returns how many, and the use of both."""
        urls = re.findall(r"^ +GET (\S+)$", self.output(url, *selection, "--plan"), re.M)
        sent = json.loads(self.output(url, *selection, "--report", "json"))["requests"]
        if sent != len(urls):
            raise CannotMeasure(f"nogap planned {len(urls)} requests and sent {sent}: no fair comparison")
        words = [word for planned in urls for word in ("--output", "/dev/null", planned)]
        ours, peers = [], []
        for _ in range(rounds):
            ours.append(run([self.runner(), "run", url, *selection], VERDICTS))
            peers.append(run(["curl", "--silent", *words]))
        return len(urls), median(ours), median(peers)

    def cases(self):
        # As many events as a plan takes a log to have, so that plan and run agree.
        log = self.folder / "cases.ndjson"
        run([self.programs / "nogap-make-log", "--events", "10", log])
        with nogap_server(self.programs, log) as server:
            count, one, other = self.against_curl(server.url, ("--class", "core"), self.rounds * 5)
        self.row(f"core cases, {count} requests, wall", "one curl command", one.wall, other.wall, "s", "<= 1.05")

    def judge(self):
        with nogap_server(self.programs, self.log) as server:
            count, one, other = self.against_curl(server.url, ("--case", "full-dump"), self.rounds)
        self.row(f"judge full-dump, {count} requests, CPU", "curl -o /dev/null", one.cpu, other.cpu, "s", "<= 1.15")
        self.row(f"judge full-dump, {count} requests, wall", "curl -o /dev/null", one.wall, other.wall, "s", "<= 1.25")
        self.row("judge full-dump, memory", "curl -o /dev/null", one.memory, other.memory, "MB",
                 "12 MB + 16 B an event")


WORKS = ("index", "dump", "polls", "cases", "judge")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="the folder of the built programs")
    parser.add_argument("--events", type=int, default=1000000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("works", nargs="*", metavar="WORK")
    options = parser.parse_args()
    unknown = [work for work in options.works if work not in WORKS]
    if unknown:
        parser.error(f"unknown work {unknown[0]}; there are {', '.join(WORKS)}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="nogap-bench-") as folder:
        try:
            bench = Bench(options, pathlib.Path(folder))
        except (CannotMeasure, OSError) as error:
            print(f"ci/bench: no log to measure with: {error}", file=sys.stderr)
            return 1
        print(f"{'work':36} {'nogap':>12} {'against':>22} {'':12} {'':5} {'ratio':>8}  goal")
        for work in options.works or WORKS:
            try:
                getattr(bench, work)()
            except (CannotMeasure, OSError, subprocess.SubprocessError) as error:
                print(f"{work}: not measured: {error}", flush=True)
                failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
