#!/usr/bin/python3
"""Makes the seed corpora: fuzz/corpora/TARGET/seed of every fuzz/seeds/TARGET.py.

Usage: fuzz/make_seeds.py [--check] [TARGET...]

A file fuzz/seeds/TARGET.py has a function seeds() that returns a dictionary of names and bytes; a name says the
clause and the idea, in small letters, digits and hyphens. It depends on nothing but files of the project, so that
the same seeds come out everywhere. With --check nothing is written; every difference is printed.
Exit status: 0 all is well, 1 seeds differ, 2 usage.
"""

import argparse
import importlib.util
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import seed_sources  # noqa: E402

SIZE_MAX = 64 * 1024


def targets():
    return sorted(path.stem for path in (HERE / "seeds").glob("*.py"))


def load(target):
    """Imports a file by its path: as a module, `http` would be the library's."""
    spec = importlib.util.spec_from_file_location(f"seeds_of_{target}", HERE / "seeds" / f"{target}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seeds_of(target):
    """Returns the seeds of a target, after a look at their names and sizes."""
    seeds = load(target).seeds()
    wrong = [name for name, data in seeds.items() if not seed_sources.is_name(name) or len(data) > SIZE_MAX]
    if wrong or not seeds:
        sys.exit(f"fuzz/seeds/{target}.py: {wrong[0] + ': not a name, or too large' if wrong else 'no seeds'}")
    return seeds


def differences(folder, wanted):
    present = {path.name: path.read_bytes() for path in folder.glob("*")} if folder.is_dir() else {}
    for name in sorted(wanted.keys() | present.keys()):
        path = f"fuzz/{folder.relative_to(HERE).as_posix()}/{name}"
        if name not in present:
            yield f"{path}: missing; run fuzz/make_seeds.py"
        elif name not in wanted:
            yield f"{path}: no seed has this name; run fuzz/make_seeds.py"
        elif present[name] != wanted[name]:
            yield f"{path}: other bytes than its seed; run fuzz/make_seeds.py"


def write(folder, wanted):
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*"):
        if path.name not in wanted:
            path.unlink()
    for name, data in wanted.items():
        (folder / name).write_bytes(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, print what differs")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all of them without one")
    options = parser.parse_args()
    unknown = set(options.targets) - set(targets())
    if unknown:
        parser.error(f"no file fuzz/seeds/{min(unknown)}.py; there are {', '.join(targets())}")
    found = []
    for target in options.targets or targets():
        wanted, folder = seeds_of(target), HERE / "corpora" / target / "seed"
        found += differences(folder, wanted)
        if not options.check:
            write(folder, wanted)
        print(f"{target}: {len(wanted)} seeds, {sum(map(len, wanted.values()))} bytes")
    for difference in found if options.check else []:
        print(difference)
    return 1 if options.check and found else 0


if __name__ == "__main__":
    sys.exit(main())
