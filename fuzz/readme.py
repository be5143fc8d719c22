#!/usr/bin/python3
"""Writes measured numbers into the table of fuzz/README.md, or checks its rows.

Usage: fuzz/readme.py --write [--speeds FILE] [--coverage FILE]
       fuzz/readme.py --check

  --speeds FILE    what `ci/fuzz --speeds --json FILE` wrote
  --coverage FILE  what `ci/coverage --corpora` wrote: build/coverage/corpora.json

A file that is not given leaves its column as it is. max_len and the numbers of inputs come from the folders of fuzz/. The
columns with words are written by people. --check says whether each harness has a row with its max_len.
Exit status: 0 all is well, 1 a row is missing or wrong, 2 usage.
"""

import argparse
import json
import pathlib
import sys

FUZZ = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FUZZ / "campaign"))
from target import Target, read_options, target_names  # noqa: E402

README = FUZZ / "README.md"
NAME, PROPERTY, MAX_LEN, INPUTS, SPEED, COVERAGE, FOUND = range(7)


def cells_of(line):
    """Returns the cells of a row of the table, or None for any other line."""
    if not line.startswith("| `"):
        return None
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return cells if len(cells) == FOUND + 1 and cells[NAME].strip("`") in target_names() else None


def inputs_of(name):
    target = Target(name, FUZZ, FUZZ)
    counts = [len(list(folder.iterdir())) if folder.is_dir() else 0
              for folder in (target.seed, target.found, target.regressions)]
    return " + ".join(map(str, counts))


def speed_of(name, speeds):
    row = speeds[name]
    return f"{row['executions_per_second']:,} ({row['ratio']:.2f})"


def coverage_of(name, rows):
    told = []
    for row in rows:
        if name in row["harnesses"]:
            percent = [100 * row[kind]["reached"] / row[kind]["all"] for kind in ("lines", "branches")]
            told.append(f"{row['module']} {percent[0]:.0f} / {percent[1]:.0f} %")
    return ", ".join(told)


def renewed(text, speeds, coverage):
    lines = []
    for line in text.splitlines():
        cells = cells_of(line)
        if cells:
            name = cells[NAME].strip("`")
            cells[MAX_LEN] = read_options(FUZZ / "dict" / f"{name}.options")["max_len"]
            cells[INPUTS] = inputs_of(name)
            if name in speeds:
                cells[SPEED] = speed_of(name, speeds)
            if coverage:
                cells[COVERAGE] = coverage_of(name, coverage) or "-"
            line = f"| {' | '.join(cells)} |"
        lines.append(line)
    return "\n".join(lines) + "\n"


def problems(text):
    rows = {cells[NAME].strip("`"): cells for cells in map(cells_of, text.splitlines()) if cells}
    for name in target_names():
        wanted = read_options(FUZZ / "dict" / f"{name}.options")["max_len"]
        if name not in rows:
            yield f"fuzz/README.md: the table has no row for the harness {name}"
        elif rows[name][MAX_LEN] != wanted:
            yield f"fuzz/README.md: max_len of {name} is {wanted}, the table says {rows[name][MAX_LEN]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--check", action="store_true")
    parser.add_argument("--speeds", type=pathlib.Path)
    parser.add_argument("--coverage", type=pathlib.Path)
    options = parser.parse_args()
    speeds, coverage = (json.loads(path.read_text(encoding="utf-8")) if path else {}
                        for path in (options.speeds, options.coverage))
    if options.write:
        README.write_text(renewed(README.read_text(encoding="utf-8"), speeds, coverage), encoding="utf-8")
    found = list(problems(README.read_text(encoding="utf-8")))
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
