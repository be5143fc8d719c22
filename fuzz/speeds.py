#!/usr/bin/python3
"""Measures the executions per second of each harness, beside an empty one under the same settings.

Usage: fuzz/speeds.py --build FOLDER [--rounds N] [--json FILE] [TARGET...]

FOLDER is a build with libFuzzer (preset fuzz: with the address and undefined-behaviour sanitizers). Each harness runs
under the settings of a campaign, from its committed inputs, twice: for few and for many mutations; the difference of
executions over that of processor time leaves out the start and the reading of the corpus. The empty harness does the
same with the same inputs, in turns with it. A figure is the median of the rounds. Three more programs tell what a
figure is made of: `kept` is the harness http, held to its kept connection; `parse` calls the parser of the harness query
and checks nothing; `corpus` does nothing, but the engine keeps a corpus for it, of the inputs of query.
Exit status: 0 measured, 1 a harness failed, 2 usage.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

FUZZ = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FUZZ / "campaign"))
import engine  # noqa: E402
from target import Target, target_names  # noqa: E402

# Processor seconds that the many executions shall take.
AIM = 2.0
PILOT = 2000
EXECUTIONS_MAX = 2_000_000
PATIENCE = 300
# Programs that only measure, and the harness whose inputs and settings they take.
MEASURES = {"kept": "http", "parse": "query", "corpus": "query"}
DONE = re.compile(r"^Done (\d+) runs", re.M)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_args()
    known = [*target_names(), *MEASURES]
    unknown = set(options.targets) - set(known)
    if unknown:
        parser.error(f"no harness is named {min(unknown)}; there are {', '.join(known)}")
    options.targets = options.targets or known
    return options


def run(program, arguments, executions):
    """Returns the processor seconds of a run, and how many inputs it executed."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([program, f"-runs={executions}", "-seed=1", "-timeout=20", *arguments],
                                   stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                   env=engine.ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    done = DONE.search(text)
    if process.returncode != 0 or not done:
        sys.exit(f"{program} ended with {process.returncode}:\n{text[-1500:]}")
    return usage.ru_utime + usage.ru_stime, int(done.group(1))


def rate(program, arguments, few, many):
    first, last = run(program, arguments, few), run(program, arguments, many)
    return (last[1] - first[1]) / max(last[0] - first[0], 0.001)


def measure(name, build, rounds):
    """Returns (executions per second of the harness, of the empty one)."""
    target = Target(MEASURES.get(name, name), build, build)
    program = build / "bin" / f"fuzz_{name}"
    inputs = sorted(path for folder in target.committed() for path in folder.iterdir())
    with tempfile.TemporaryDirectory(prefix="nogap speeds ") as folder:
        listed = pathlib.Path(folder) / "inputs"
        listed.write_text(",".join(map(str, inputs)), encoding="utf-8")
        arguments = [*target.settings(), "-reload=0", f"-seed_inputs=@{listed}"]
        few = len(inputs) + PILOT
        seconds = run(program, arguments, few + PILOT)[0] - run(program, arguments, few)[0]
        many = few + min(EXECUTIONS_MAX, int(PILOT * AIM / max(seconds, 0.005)))
        rates = [(rate(program, arguments, few, many), rate(build / "bin" / "fuzz_empty", arguments, few, few + 400_000))
                 for _ in range(rounds)]
    return tuple(statistics.median(column) for column in zip(*rates))


def main():
    options = read_arguments()
    table = {}
    print(f"{'harness':16}{'exec/s':>10}{'empty':>10}{'of empty':>10}")
    for name in options.targets:
        own, empty = measure(name, options.build.resolve(), options.rounds)
        table[name] = {"executions_per_second": round(own), "empty": round(empty), "ratio": round(own / empty, 3)}
        print(f"{name:16}{own:10.0f}{empty:10.0f}{own / empty:10.3f}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
