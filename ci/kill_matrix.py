"""The kill matrix: every server of the catalogue against the runner. ci/kill-matrix starts this; see there."""

import argparse
import concurrent.futures
import fnmatch
import pathlib
import sys
import time

import kill_matrix_rules as rules
import kill_matrix_write as write
from kill_matrix_entry import read_cases, read_catalogue
from kill_matrix_run import run

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "conformance" / "mutants"


def read_arguments():
    parser = argparse.ArgumentParser(prog="kill-matrix", description=__doc__)
    parser.add_argument("--runner", required=True, help="the program nogap")
    parser.add_argument("--mutant", required=True, help="the program nogap-mutant")
    parser.add_argument("--only", action="append", metavar="GLOB", help="only entries of such a name; repeatable")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="entries at a time (default 2)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="the whole matrix N times (default 1)")
    parser.add_argument("--traces", action="store_true", help="record each run, and have nogap judge it again")
    parser.add_argument("--write", action="store_true", help="renew MATRIX.md and matrix.json")
    options = parser.parse_args()
    if options.jobs < 1 or options.repeat < 1:
        parser.error("--jobs and --repeat want a number from 1 on")
    if options.write and options.only:
        parser.error("--write wants the whole matrix, without --only")
    options.profiles = ROOT / "fixtures" / "profiles"
    return parser, options


def hold_round(options, entries):
    """Runs all entries, the slow ones first, and gives their results in the catalogue's order."""
    slow_first = sorted(entries, key=lambda entry: entry.is_steady)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = dict(zip(slow_first, pool.map(lambda entry: run(options, entry, options.traces), slow_first)))
    return [results[entry] for entry in entries]


def problems_of(results, cases, kinds, exceptions, whole):
    problems = list(rules.entry_problems(results))
    return problems + list(rules.idle_problems(results, cases, kinds, exceptions)) if whole else problems


def summary(results, problems, seconds):
    defects = [result for result in results if result.entry.is_defect]
    legal = [result for result in results if not result.entry.is_defect]
    caught = sum(rules.defect_problem(result) is None for result in defects)
    accepted = sum(rules.legal_problem(result) is None for result in legal)
    return (f"{caught} of {len(defects)} defects caught by their clause, {accepted} of {len(legal)} legal variants "
            f"accepted, {len(problems)} problems, {seconds:.0f} s")


def hold(options, entries, cases, kinds, exceptions):
    """Holds all rounds. Returns the results of the last one, and whether a round failed."""
    results, failed = [], False
    for _ in range(options.repeat):
        started = time.monotonic()
        results = hold_round(options, entries)
        problems = problems_of(results, cases, kinds, exceptions, not options.only)
        for name, what in problems:
            print(f"{name}: {what}")
        print(summary(results, problems, time.monotonic() - started), flush=True)
        failed = failed or bool(problems)
    return results, failed


def main():
    parser, options = read_arguments()
    entries = [entry for entry in read_catalogue(options.mutant)
               if not options.only or any(fnmatch.fnmatchcase(entry.name, glob) for glob in options.only)]
    if not entries:
        parser.error("no entry has such a name; see nogap-mutant --list")
    cases = read_cases(options.runner)
    kinds = rules.read_kinds((ROOT / "conformance" / "finding.c").read_text("utf-8"))
    try:
        exceptions = rules.read_exceptions((ROOT / "ci" / "kill-matrix-exceptions").read_text("utf-8"))
    except ValueError as error:
        parser.error(f"ci/kill-matrix-exceptions: {error}")
    results, failed = hold(options, entries, cases, kinds, exceptions)
    if options.only or failed:
        return int(failed)
    matrix = write.matrix(results, cases, kinds)
    texts = write.files(matrix, exceptions)
    if options.write:
        write.renew(FOLDER, texts)
        return 0
    outdated = list(write.outdated(FOLDER, matrix, texts))
    for what in outdated:
        print(what)
    return int(bool(outdated))


if __name__ == "__main__":
    sys.exit(main())
