#!/usr/bin/python3
"""Prints the branches that tests reach in each file, from the output of llvm-cov export.

Usage: ci/coverage_report.py --root FOLDER --exceptions FILE EXPORT.json FILE...

Every branch of the files named must be reached. A line `FILE:FUNCTION reason` of the exceptions' file frees a
function; an exception that is not needed is an error too.
Exit status: 0 all is well, 1 something is not reached or an exception is out of date, 2 usage.
"""

import argparse
import json
import pathlib
import sys
from collections import namedtuple

# How many branches may be missed (where that is counted), why, and in which line that stands.
Exemption = namedtuple("Exemption", "branches reason line")


def read_exceptions(path, root=pathlib.Path(), counted=False):
    """Returns {"file:function": Exemption}, and the complaints about lines of another form.

    The path is below the root. A line is `FILE:FUNCTION reason`, or, when counted, `FILE:FUNCTION/N reason`.
    """
    exceptions, complaints = {}, []
    for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, reason = line.partition(" ")
        key, _, count = name.rpartition("/") if counted else (name, "", "0")
        if not count.isdecimal() or ":" not in key or not reason.strip():
            complaints.append(f"{path}:{number}: expected FILE:FUNCTION{'/N' if counted else ''} and a reason")
        else:
            exceptions[key] = Exemption(int(count), reason.strip(), number)
    return exceptions, complaints


def missed_branches(document, root):
    """Returns {"file:function": [(line, column, side) that no test takes]}.

    A function that stands in several test programs counts once: a side is reached when any of them reaches it.
    """
    reached = {}
    for function in document["data"][0]["functions"]:
        file = pathlib.Path(function["filenames"][0])
        name = function["name"].rpartition(":")[2]
        key = f"{file.relative_to(root) if file.is_relative_to(root) else file}:{name}"
        sides = reached.setdefault(key, {})
        for line, column, _, _, true_count, false_count, *_ in function["branches"]:
            for side, count in (("true", true_count), ("false", false_count)):
                sides[line, column, side] = sides.get((line, column, side), 0) + count
    return {key: [place for place, count in sorted(sides.items()) if count == 0]
            for key, sides in reached.items()}


def print_table(document, root):
    print(f"{'file':40} {'lines':>14} {'branches':>14}")
    for file in document["data"][0]["files"]:
        cells = [f"{kind['covered']}/{kind['count']} {kind['percent']:.0f} %"
                 for kind in (file["summary"]["lines"], file["summary"]["branches"])]
        print(f"{pathlib.Path(file['filename']).relative_to(root).as_posix():40} {cells[0]:>14} {cells[1]:>14}")


def problems(missed, exceptions, exceptions_path, files, nobody="no unit test"):
    places = [(file, *place, name) for key, places in missed.items() if key not in exceptions
              for file, _, name in [key.rpartition(":")] for place in places]
    for file, line, column, side, name in sorted(places):
        yield f"{file}:{line}:{column}: in {name}, {nobody} makes this {side}"
    for key, exemption in exceptions.items():
        if not missed.get(key):
            yield f"{exceptions_path}:{exemption.line}: {key} needs no exception: it is reached, or not there any more"
    seen = {key.rpartition(":")[0] for key in missed}
    for file in files:
        if file not in seen:
            yield f"{file}:1: {nobody} reaches a function of this file"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--exceptions", type=pathlib.Path, required=True)
    parser.add_argument("export", type=pathlib.Path)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    document = json.loads(options.export.read_text(encoding="utf-8"))
    exceptions, found = read_exceptions(options.exceptions)
    print_table(document, options.root)
    missed = missed_branches(document, options.root)
    missed = {key: places for key, places in missed.items() if key.rpartition(":")[0] in options.files}
    found += problems(missed, exceptions, options.exceptions, options.files)
    for message in found:
        print(message)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
