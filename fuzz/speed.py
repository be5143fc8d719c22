#!/usr/bin/python3
"""Measures how many inputs a second the harnesses run, beside an empty one in the same run.

Usage: fuzz/speed.py FOLDER [--runs N] [TARGET...]

FOLDER holds the programs of the preset fuzz (build/fuzz/bin). Each runs N inputs, beginning with its committed ones.
The time that counts is the processor's, without the program's start, so that other work on the machine matters little;
"wall" is by the clock. Exit status: 0, or 1 when a harness fails.
"""

import argparse
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TARGETS = ["query", "range", "log", "answer", "http"]


def inputs_of(target):
    folders = [HERE / "corpora" / target / "seed", HERE / "corpora" / target / "found"]
    return [str(folder) for folder in folders if folder.is_dir()]


def length_of(target):
    path = HERE / "dict" / f"{target}.options"
    lines = path.read_text(encoding="ascii").splitlines() if path.is_file() else []
    return next((line.split("=")[1].strip() for line in lines if line.startswith("max_len")), "4096")


def seconds_of(command):
    """Returns the seconds of the processor, the system's included, and those of the clock."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - begin


def measure(folder, target, runs):
    """Returns inputs a second, by the processor and by the clock."""
    with tempfile.TemporaryDirectory() as corpus:
        command = [str(folder / f"fuzz_{target}"), "-seed=1", f"-max_len={length_of(target)}", corpus, *inputs_of(target)]
        started = seconds_of([*command, "-runs=0"])
        done = seconds_of([*command, f"-runs={runs}"])
    return [runs / max(late - early, 1e-6) for late, early in zip(done, started)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the programs are")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="by default those of the reference")
    parser.add_argument("--runs", type=int, default=50000, help="inputs of each harness (default 50000)")
    options = parser.parse_args()
    empty = measure(options.folder, "empty", 10 * options.runs)
    for target in ["empty", *(options.targets or TARGETS)]:
        try:
            rate, wall = empty if target == "empty" else measure(options.folder, target, options.runs)
        except (OSError, subprocess.CalledProcessError) as problem:
            sys.exit(f"fuzz_{target}: {problem}")
        print(f"{target:16} {rate:10,.0f}/s  {rate / empty[0]:6.3f} of empty  {wall:10,.0f}/s wall", flush=True)


if __name__ == "__main__":
    main()
