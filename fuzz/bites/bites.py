#!/usr/bin/python3
"""Shows that each harness bites: plants a fault into a copy of the project, and fuzzes until it is found.

Usage: fuzz/bites/bites.py --folder FOLDER [--seconds N] [--from nothing|corpus] [NAME...]
       fuzz/bites/bites.py --check

bites.json lists the faults: the file, the text that is replaced (it stands there exactly once), the harness, and
whether it begins with no input at all or with the committed corpus. FOLDER holds the copy and its build, and may be
used again. Without names, all of them; --seconds is for each (default 60). --check only asks whether the faults fit
the tree, and whether each harness has one.
Exit status: 0 every fault was found, 1 one was not, 2 usage, 77 there is no clang.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "campaign"))
import engine  # noqa: E402
from target import Target, target_names  # noqa: E402

ROOT = HERE.parent.parent
IGNORED = shutil.ignore_patterns("build", "node_modules", ".git", "corpora", "__pycache__")
SEED = 1


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--from", dest="source", choices=["nothing", "corpus"])
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.check == (options.folder is not None):
        parser.error("either --folder FOLDER or --check is needed")
    bites = json.loads((HERE / "bites.json").read_text(encoding="utf-8"))
    unknown = set(options.names) - {bite["name"] for bite in bites}
    if unknown:
        parser.error(f"bites.json has no {sorted(unknown)[0]}")
    options.bites = [bite for bite in bites if (not options.names or bite["name"] in options.names)
                     and options.source in (None, bite["from"])]
    return options, bites


def stale(bites):
    """Complaints about what does not fit the tree any more, and about harnesses without a bite."""
    for bite in bites:
        times = (ROOT / bite["file"]).read_text(encoding="utf-8").count(bite["old"])
        if times != 1:
            yield f"{bite['name']}: its text stands {times} times in {bite['file']}, expected once"
    for name in sorted(set(target_names()) - {bite["target"] for bite in bites if bite["from"] == "corpus"}):
        yield f"{name}: this harness has no bite from the corpus"


def copy_tree(folder):
    """Makes the copy fresh, but leaves files that did not change as old as they were: the build goes on from there."""
    fresh = folder / "fresh"
    source = folder / "source"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(ROOT, fresh, ignore=IGNORED)
    if source.is_dir():
        for path in fresh.rglob("*"):
            old = source / path.relative_to(fresh)
            if path.is_file() and old.is_file() and old.read_bytes() == path.read_bytes():
                shutil.copystat(old, path)
        shutil.rmtree(source)
    fresh.rename(source)
    return source


def build(source, folder, target):
    """Returns the output where the target cannot be built."""
    if not (folder / "build" / "CMakeCache.txt").is_file():
        done = subprocess.run(["cmake", "--preset", "fuzz", "-S", source, "-B", folder / "build", "-DBUILD_TESTING=OFF"],
                              cwd=source, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return done.stdout + done.stderr
    done = subprocess.run(["cmake", "--build", folder / "build", "--target", f"fuzz_{target}"], capture_output=True,
                          text=True, check=False)
    return done.stdout + done.stderr if done.returncode != 0 else ""


def fuzz(bite, folder, seconds):
    """Returns (whether the fault was found, what the harness said)."""
    target = Target(bite["target"], folder / "build", folder / "kept" / bite["name"], bite["from"] == "nothing")
    shutil.rmtree(folder / "kept" / bite["name"], ignore_errors=True)
    target.prepare()
    status, output = engine.call([target.program, f"-max_total_time={seconds}", f"-seed={SEED}", "-timeout=10",
                                  "-use_value_profile=1", f"-artifact_prefix={target.crashes}/", *target.settings(),
                                  *target.inputs()], seconds)
    return status not in (0, None) and any(target.crashes.iterdir()), output


def plant(bite, source, folder, seconds):
    """Returns what is wrong, or an empty text."""
    path = source / bite["file"]
    right = path.read_text(encoding="utf-8")
    path.write_text(right.replace(bite["old"], bite["new"]), encoding="utf-8")
    try:
        problem = build(source, folder, bite["target"])
        if problem:
            return f"{bite['name']} cannot be built:\n{problem[-2000:]}"
        begun = time.monotonic()
        found, output = fuzz(bite, folder, seconds)
        took = time.monotonic() - begun
    finally:
        path.write_text(right, encoding="utf-8")
    if not found:
        return f"{bite['name']} was not found in {seconds} s from {bite['from']}:\n{output[-1000:]}"
    print(f"{bite['name']:40} {bite['target']:16} from {bite['from']:8} {took:6.1f} s", flush=True)
    return ""


def plant_all(options):
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    source = copy_tree(folder)
    problems = [problem for problem in (plant(bite, source, folder, options.seconds) for bite in options.bites) if problem]
    print(f"{len(options.bites) - len(problems)} of {len(options.bites)} faults found")
    return problems


def main():
    options, bites = read_arguments()
    problems = list(stale(bites))
    if not problems and not options.check:
        if shutil.which("clang") is None:
            print("there is no clang")
            sys.exit(77)
        problems = plant_all(options)
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
