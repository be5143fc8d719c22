#!/usr/bin/python3
"""Replays the corpora of fuzz/ in a build with coverage, and prints by module what they reach.

Usage: ci/coverage_corpora.py --build FOLDER --cov LLVM-COV --profdata LLVM-PROFDATA [--html FOLDER]

ci/coverage-modules lists the modules. In those marked as required every branch must be reached, but for the lines
`FILE:FUNCTION/N reason` of ci/coverage-corpora-exceptions: exactly N branches of that function are not. A source that is
compiled several times, once with memory that ends, counts once: a branch is reached when it is so in any of them.
The same as JSON goes to FOLDER/corpora.json of the build.
Exit status: 0 all is well, 1 something is not reached, an input failed or an exception is out of date, 2 usage.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
from collections import namedtuple

import coverage_report

CI = pathlib.Path(__file__).resolve().parent
ROOT = CI.parent
FUZZ = ROOT / "fuzz"
EXCEPTIONS = pathlib.Path("ci/coverage-corpora-exceptions")
PATIENCE = 600

Module = namedtuple("Module", "name harnesses files required")


def is_source(path):
    return not path.name.endswith(("_test.c", "_talk.c"))


def read_modules(path):
    """Returns the modules, with their patterns replaced by the files that fit."""
    modules = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if len(words) not in (3, 4) or words[3:] not in ([], ["required"]):
            sys.exit(f"{path}:{number}: expected MODULE HARNESSES FILES [required]")
        files = []
        for pattern in words[2].split(","):
            found = sorted(file for file in ROOT.glob(pattern) if is_source(file))
            if not found:
                sys.exit(f"{path}:{number}: no file is named {pattern}")
            files += [file.relative_to(ROOT).as_posix() for file in found]
        modules.append(Module(words[0], words[1].split(","), files, len(words) == 4))
    return modules


def inputs_of(name):
    folders = [FUZZ / "corpora" / name / "seed", FUZZ / "corpora" / name / "found", FUZZ / "regressions" / name]
    return [folder for folder in folders if folder.is_dir() and any(folder.iterdir())]


def replay(build, names):
    """Runs every harness over its inputs. Returns the folder of the profiles."""
    profiles = build / "profiles-corpora"
    shutil.rmtree(profiles, ignore_errors=True)
    profiles.mkdir(parents=True)
    for name in names:
        environment = {**os.environ, "LLVM_PROFILE_FILE": str(profiles / f"{name}.profraw")}
        done = subprocess.run([build / "bin" / f"fuzz_{name}", *inputs_of(name)], env=environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
        if done.returncode != 0:
            sys.exit(f"fuzz_{name} fails on its own inputs:\n{done.stdout.decode('utf-8', 'replace')[-2000:]}")
    return profiles


def lines_of(segments):
    """Returns {line: count} from the segments of a file, as llvm-cov itself counts lines.

    A line counts as often as the region that counts most on it: the one that goes on from a line before, or one that
    begins on it.
    """
    lines, wrapped = {}, None
    by_line = {}
    for segment in segments:
        by_line.setdefault(segment[0], []).append(segment)
    for line in range(segments[0][0], segments[-1][0] + 1) if segments else []:
        here = by_line.get(line, [])
        begins = [count for _, _, count, has_count, is_entry, is_gap in here if has_count and is_entry and not is_gap]
        counts = begins + ([wrapped[2]] if wrapped and wrapped[3] else [])
        skipped = here and not here[0][3] and here[0][4]
        if counts and not skipped:
            lines[line] = max(counts)
        wrapped = here[-1] if here else wrapped
    return lines


def sides_of(document):
    """Returns {file: {(line, column, side): count}} over all functions, wherever they were compiled."""
    files = {}
    for function in document["data"][0]["functions"]:
        file = pathlib.Path(function["filenames"][0])
        sides = files.setdefault(file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else str(file), {})
        for line, column, _, _, true_count, false_count, *_ in function["branches"]:
            for side, count in (("true", true_count), ("false", false_count)):
                sides[line, column, side] = sides.get((line, column, side), 0) + count
    return files


def summary_of(modules, document):
    lines = {pathlib.Path(file["filename"]).relative_to(ROOT).as_posix(): lines_of(file["segments"])
             for file in document["data"][0]["files"]}
    sides = sides_of(document)
    result = []
    for module in modules:
        counts = {kind: [count for file in module.files for count in table.get(file, {}).values()]
                  for kind, table in (("lines", lines), ("branches", sides))}
        result.append({"module": module.name, "harnesses": module.harnesses, "files": module.files,
                       "required": module.required,
                       **{kind: {"reached": sum(count > 0 for count in found), "all": len(found)}
                          for kind, found in counts.items()},
                       "lines_missed": {file: missed for file in module.files for missed in
                                        [[line for line, count in sorted(lines.get(file, {}).items()) if count == 0]]
                                        if missed}})
    return result


def share(cell):
    percent = 100 * cell["reached"] / cell["all"] if cell["all"] else 100
    # 100 % means all of them.
    return f"{cell['reached']}/{cell['all']} {min(percent, 100 if cell['reached'] == cell['all'] else 99.9):.1f} %"


def print_summary(summary):
    print(f"{'module':14} {'lines':>18} {'branches':>18}")
    for row in summary:
        print(f"{row['module']:14} {share(row['lines']):>18} {share(row['branches']):>18}"
              f"{'  required' if row['required'] else ''}")


def wrong_exceptions(missed, exceptions, path):
    for key, exemption in exceptions.items():
        if len(missed.get(key, [])) != exemption.branches:
            yield (f"{path}:{exemption.line}: {key} has {len(missed.get(key, []))} branches that no input takes, "
                   f"the exception is for {exemption.branches}")


def print_exceptions(summary, missed, exceptions):
    """Tells each place in the required modules that is not reached, and why."""
    if exceptions:
        print("\nnot reached, with reasons:")
    for key, exemption in exceptions.items():
        places = ", ".join(f"{line}:{column} {side}" for line, column, side in missed.get(key, []))
        print(f"  {key}: {exemption.reason}\n      branches {places}")
    for row in summary:
        for file, lines in row["lines_missed"].items() if row["required"] else ():
            print(f"  {file}: lines {', '.join(map(str, lines))}")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--cov", required=True)
    parser.add_argument("--profdata", required=True)
    parser.add_argument("--html", type=pathlib.Path)
    return parser.parse_args()


def main():
    options = read_arguments()
    modules = read_modules(CI / "coverage-modules")
    names = sorted(path.stem for path in (FUZZ / "seeds").glob("*.py"))
    unknown = {harness for module in modules for harness in module.harnesses} - set(names)
    if unknown:
        sys.exit(f"ci/coverage-modules: no harness is named {min(unknown)}")
    profiles = replay(options.build, names)
    data = options.build / "corpora.profdata"
    subprocess.run([options.profdata, "merge", "--sparse", "--output", data, *sorted(profiles.iterdir())], check=True)
    programs = [word for name in names for word in ("--object", options.build / "bin" / f"fuzz_{name}")][1:]
    source = [*programs, "--instr-profile", data]
    files = [file for module in modules for file in module.files]
    export = subprocess.run([options.cov, "export", *source, *(ROOT / file for file in files)], check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    if options.html:
        subprocess.run([options.cov, "show", *source, "--format=html", "--show-branches=count",
                        f"--output-dir={options.html}", ROOT / "reference", ROOT / "conformance"], check=True)
    document = json.loads(export)
    summary = summary_of(modules, document)
    (options.build / "corpora.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    print_summary(summary)

    required = [file for module in modules if module.required for file in module.files]
    exceptions, found = coverage_report.read_exceptions(EXCEPTIONS, ROOT, counted=True)
    missed = {key: places for key, places in coverage_report.missed_branches(document, ROOT).items()
              if key.rpartition(":")[0] in required}
    print_exceptions(summary, missed, exceptions)
    found += wrong_exceptions(missed, exceptions, EXCEPTIONS)
    others = {key: [] if key in exceptions else places for key, places in missed.items()}
    found += coverage_report.problems(others, {}, EXCEPTIONS, required, "no input")
    for message in found:
        print(message)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
