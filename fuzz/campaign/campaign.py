"""Fuzzes targets for a time. ci/fuzz starts this; see there."""

import argparse
import json
import os
import pathlib
import random
import signal
import sys
import time

import corpus
import crashes
import engine
from target import Target, target_names

# A round with the value profile follows one without: the profile finds 64-bit limits, and grows the corpus.
ROUND_SECONDS = 60


def read_arguments():
    parser = argparse.ArgumentParser(prog="ci/fuzz", description="Fuzzes targets for a time; see ci/fuzz --help.")
    parser.add_argument("targets", nargs="+")
    parser.add_argument("seconds", type=int)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--kept", type=pathlib.Path, required=True)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--no-merge", action="store_true")
    parser.add_argument("--seed", type=int, default=random.randrange(1, 2**31))
    options = parser.parse_args()
    known = target_names()
    if options.targets == ["all"]:
        options.targets = known
    unknown = [name for name in options.targets if name not in known]
    if unknown:
        parser.error(f"there is no target {unknown[0]}; there are all and: {', '.join(known)}")
    if options.seconds < 1 or options.jobs < 1:
        parser.error("SECONDS and --jobs want a number from 1 on")
    return options


def rounds_of(seconds):
    """Splits the time into rounds: at least two, so that the value profile has its turn."""
    count = max(2 if seconds > 1 else 1, seconds // ROUND_SECONDS)
    return [seconds // count + (1 if index < seconds % count else 0) for index in range(count)]


def count_files(folders):
    return sum(len(list(folder.iterdir())) for folder in folders)


def fuzz(target, options):
    """Returns the summary of one target. An interrupt ends the rounds, and the summary is still written."""
    target.prepare()
    before = (0, 0) if target.fresh else engine.measure(target, target.inputs())
    inputs = count_files([target.work])
    executions, seconds, stopped = 0, 0.0, False
    for index, length in enumerate(rounds_of(options.seconds)):
        begun = time.monotonic()
        try:
            executions += engine.fuzz_round(target, length, options.jobs, index % 2 == 1, options.seed + index)
        except KeyboardInterrupt:
            stopped = True
        seconds += time.monotonic() - begun
        if stopped:
            break
    found = crashes.collect(target)
    after = engine.measure(target, target.inputs())
    summary = {"target": target.name, "seconds": round(seconds, 1), "executions": executions,
               "executions_per_second": round(executions / seconds) if seconds else 0, "jobs": options.jobs,
               "seed": options.seed, "new_inputs": count_files([target.work]) - inputs,
               "edges": {"before": before[0], "after": after[0]},
               "features": {"before": before[1], "after": after[1]}, "crashes": found, "stopped": stopped}
    if not target.fresh and not options.no_merge and not found:
        files, size, left_out = corpus.renew(target)
        summary["found"] = {"files": files, "bytes": size, "left_out": left_out}
    return summary


HEAD = f"{'target':14}{'seconds':>8}{'exec/s':>10}{'new':>7}{'edges':>14}{'features':>16}{'found':>7}{'crashes':>9}"


def line_of(summary):
    def step(name):
        return f"{summary[name]['before']}>{summary[name]['after']}"
    found = summary.get("found", {}).get("files", "-")
    return (f"{summary['target']:14}{summary['seconds']:8.0f}{summary['executions_per_second']:10}"
            f"{summary['new_inputs']:7}{step('edges'):>14}{step('features'):>16}{found:>7}"
            f"{len(summary['crashes']):9}")


def tell(summary):
    print(line_of(summary), flush=True)
    for crash in summary["crashes"]:
        print(f"    {crash['says']}\n    in {crash['signature']}\n    {crash['replay']}", flush=True)


def main():
    options = read_arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    summaries, problem = [], None
    print(HEAD, flush=True)
    for name in options.targets:
        try:
            summaries.append(fuzz(Target(name, options.build, options.kept, options.fresh), options))
        except (RuntimeError, OSError) as error:
            problem = f"ci/fuzz: {error}"
            break
        except KeyboardInterrupt:
            break
        tell(summaries[-1])
        if summaries[-1]["stopped"]:
            break
    path = options.kept / "summary.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"targets": summaries}, indent=1) + "\n", encoding="utf-8")
    print(f"the same as JSON: {path}", file=sys.stderr)
    if problem:
        sys.exit(problem)
    sys.exit(1 if any(summary["crashes"] for summary in summaries) else 0)


if __name__ == "__main__":
    main()
