#!/usr/bin/env python3
"""Holds the class live against servers whose logs grow.

Usage: live_test.py NOGAP NOGAP-SERVER WHAT [--times N]

WHAT is one of
  reference   the reference server, launched by the runner, which appends to its log: right, N times
  fastapi, express
              servers that grow by themselves at 200 events a second and take POSTs besides: right, N times
  lazy        the upstream pattern, growing by itself at 100 events a second: found within 30 s, N times of N

Exit status: 0 as expected, 1 not (the first wrong run is shown), 77 something is not installed.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "interop"))
import launch  # noqa: E402

LAZY_SECONDS = 30
RUN_SECONDS = 120
RUNS_A_SERVER = 5  # a log that grows for long makes each dump larger, and nothing else


def run(nogap, *arguments):
    """Returns the exit status, the report, the seconds and stderr of one run."""
    start = time.monotonic()
    try:
        done = subprocess.run([nogap, "run", *arguments, "--report", "json"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise launch.Failure(f"{' '.join(arguments)}: still running after {RUN_SECONDS} s") from error
    seconds = time.monotonic() - start
    return done.returncode, json.loads(done.stdout) if done.stdout else {"cases": []}, seconds, done.stderr


def wrong(words, status, report, stderr):
    return launch.Failure(f"{words}; exit status {status}\n{stderr}{json.dumps(report, indent=1)}")


def expect_right(arguments, needed, nogap):
    """One run that is conformant, and in which each case that is needed passed."""
    status, report, seconds, stderr = run(nogap, *arguments)
    verdicts = {case["id"]: case["verdict"] for case in report["cases"]}
    lacking = [name for name in needed if verdicts.get(name) != "pass"]
    if status != 0 or lacking:
        raise wrong(f"{' '.join(arguments)}: expected conformant, and a pass of {', '.join(lacking) or 'all'}",
                    status, report, stderr)
    return seconds


GROWING = ["appended-events", "unchanged-ranges", "growing-dump", "growing-pages", "readers-agree"]


def reference(flags):
    needed = [*GROWING, "soak", "window-probe", "shorter-log"]
    command = f"--launch='{flags.server}' --port {{port}} {{log}}"
    for seed in range(1, flags.times + 1):
        yield expect_right([command, "--class", "live", "--soak", "1", "--window-probe", "600", "--shuffle",
                            "--seed", str(seed)], needed, flags.nogap)


def stack(flags):
    launch.skip_without([flags.what])
    for first in range(1, flags.times + 1, RUNS_A_SERVER):
        with launch.running(flags.what, ["--events", "10", "--grow", "200"]) as url:
            for seed in range(first, min(first + RUNS_A_SERVER, flags.times + 1)):
                yield expect_right([url, "--class", "all", "--append-post", url, "--seed", str(seed)],
                                   GROWING, flags.nogap)


def lazy(flags):
    launch.skip_without(["upstream-lazy"])
    for seed in range(1, flags.times + 1):
        with launch.running("upstream-lazy", ["--events", "10", "--grow", "100"]) as url:
            status, report, seconds, stderr = run(flags.nogap, url, "--class", "live", "--seed", str(seed))
        clauses = {finding["clause"] for case in report["cases"] for finding in case["findings"]}
        if status != 1 or clauses != {"instant-1"} or seconds > LAZY_SECONDS:
            raise wrong(f"seed {seed}: expected instant-1 alone within {LAZY_SECONDS} s, found {sorted(clauses)} "
                        f"after {seconds:.1f} s", status, report, stderr)
        yield seconds


TESTS = {"reference": (reference, 20), "fastapi": (stack, 5), "express": (stack, 5), "lazy": (lazy, 5)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nogap")
    parser.add_argument("server")
    parser.add_argument("what", choices=TESTS)
    parser.add_argument("--times", type=int, metavar="N")
    flags = parser.parse_args()
    test, times = TESTS[flags.what]
    flags.times = flags.times or times
    launch.exit_on_signals()
    try:
        seconds = list(test(flags))
    except launch.Failure as failure:
        sys.exit(f"{flags.what}: {failure}")
    print(f"{flags.what}: {len(seconds)} runs as expected, {min(seconds):.2f} to {max(seconds):.2f} s each")


if __name__ == "__main__":
    main()
