#!/usr/bin/python3
"""Records what the runner hears from every server of the catalogue of mutants: inputs for fuzz_judge.

Usage: fuzz/mutant_traces.py NOGAP NOGAP_MUTANT FOLDER

For each server, all cases of the classes core and boundary are held once; then the failing case that took the fewest
requests alone, whose trace is kept as FOLDER/NAME, and for a server that is right the case full-dump. Traces hold
times and digests of a run, so they differ from one recording to the next: they are no seeds, but are merged into
corpora/judge/found, which keeps what reaches something new (fuzz_judge -merge=1 corpora/judge/found FOLDER).
Exit status: 0 all is well, 1 a server or a run failed, 2 usage.
"""

import argparse
import json
import pathlib
import subprocess
import sys

RUN_SECONDS = 60
SIZE_MAX = 16 * 1024


def run(nogap, url, *options):
    """Holds cases against a server; any verdict is fine, as long as there is one."""
    done = subprocess.run([nogap, "run", url, "--report", "json", "--rate", "100000", "--timeout", "5", *options],
                          capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
    if done.returncode not in (0, 1, 3, 4):
        raise RuntimeError(f"nogap ends with status {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def telling_case(report):
    """Returns the failing case with the fewest requests."""
    failing = [case for case in report["cases"] if case["verdict"] in ("fail", "warn")]
    return min(failing, key=lambda case: case["requests"])["id"] if failing else "full-dump"


def record(nogap, mutant, name, path):
    process = subprocess.Popen([mutant, "--serve", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        url = process.stdout.readline().split()[-1]
        case = telling_case(run(nogap, url, "--class", "core,boundary"))
        run(nogap, url, "--case", case, "--trace", str(path))
    finally:
        process.terminate()
        process.wait(timeout=20)
    if path.stat().st_size > SIZE_MAX:
        path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nogap")
    parser.add_argument("nogap_mutant")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run([options.nogap_mutant, "--list", "--format", "json"], capture_output=True, text=True, check=True)
    failed = 0
    for entry in json.loads(listed.stdout)["entries"]:
        try:
            record(options.nogap, options.nogap_mutant, entry["name"], options.folder / entry["name"])
        except (RuntimeError, subprocess.TimeoutExpired, ValueError, OSError) as problem:
            print(f"{entry['name']}: {problem}", file=sys.stderr)
            failed += 1
    print(f"{len(list(options.folder.iterdir()))} traces, {failed} servers failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
