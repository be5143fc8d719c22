#!/usr/bin/python3
"""Checks that the harnesses work under AFL++ as they do under libFuzzer.

Usage: fuzz/afl_test.py FOLDER [--seconds N]

Builds every harness in FOLDER with afl-clang-fast, and runs each for N seconds (default 4) from its smallest seeds: it
must execute, and reach what they do not. Then plants a fault of bites/bites.json into a copy of the project, which AFL++
must find within a minute. Another run begins with the builds of the last one.
Exit status: 0 all is well, 1 something is wrong, 77 AFL++ is not there.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys

FUZZ = pathlib.Path(__file__).resolve().parent
ROOT = FUZZ.parent
sys.path[:0] = [str(FUZZ / "campaign"), str(FUZZ / "bites")]
from bites import copy_tree  # noqa: E402
from target import read_options, target_names  # noqa: E402

SEEDS = 3
BITE = "query-colon-is-a-digit"
BITE_SECONDS = 60
ENVIRONMENT = {**os.environ, "AFL_NO_UI": "1", "AFL_SKIP_CPUFREQ": "1", "AFL_NO_AFFINITY": "1", "AFL_QUIET": "1",
               "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1", "AFL_FORKSRV_INIT_TMOUT": "30000"}


def call(command, seconds, **variables):
    return subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False, timeout=seconds,
                          env={**ENVIRONMENT, **variables})


def build(source, folder, *targets):
    """Builds with afl-clang-fast, which takes -fsanitize=fuzzer for its own driver."""
    if not (folder / "CMakeCache.txt").is_file():
        done = call(["cmake", "-G", "Ninja", "-S", source, "-B", folder, "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
                     "-DBUILD_TESTING=OFF", "-DNOGAP_FUZZING_ENGINE=-fsanitize=fuzzer"], 120,
                    CC="afl-clang-fast", CXX="afl-clang-fast++")
        if done.returncode != 0:
            sys.exit(f"cmake failed with afl-clang-fast:\n{done.stdout[-2000:]}")
    done = call(["cmake", "--build", folder, "--target", *targets], 1200)
    if done.returncode != 0:
        sys.exit(f"the build with afl-clang-fast failed:\n{done.stdout[-2000:]}")


def fuzz(name, build_folder, folder, seconds, **variables):
    """Runs afl-fuzz; returns what it counted, and what it said."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "in").mkdir(parents=True)
    seeds = sorted((FUZZ / "corpora" / name / "seed").iterdir(), key=lambda path: (path.stat().st_size, path.name))
    for path in [path for path in seeds if path.stat().st_size][:SEEDS]:
        shutil.copyfile(path, folder / "in" / path.name)
    settings = read_options(FUZZ / "dict" / f"{name}.options")
    dictionary = ["-x", FUZZ / "dict" / settings["dict"]] if "dict" in settings else []
    done = call(["afl-fuzz", "-i", folder / "in", "-o", folder / "out", "-V", seconds, "-t", 2000, "-s", 1,
                 "-G", settings["max_len"], *dictionary, "--", build_folder / "bin" / f"fuzz_{name}"], seconds + 120,
                **variables)
    path = folder / "out" / "default" / "fuzzer_stats"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}, done.stdout


def problem_of(name, build_folder, folder, seconds):
    counted, output = fuzz(name, build_folder, folder, seconds)
    executions, found = int(counted.get("execs_done", 0)), int(counted.get("corpus_found", 0))
    print(f"{name:16} {executions:>8} executions  {found:>5} new inputs  {counted.get('edges_found', '-'):>6} edges"
          f"  {counted.get('saved_crashes', '-'):>3} crashes", flush=True)
    if executions == 0 or found == 0:
        return f"{executions} executions, {found} inputs that reach more than the seeds\n{output[-1500:]}"
    return f"a crash, see {folder}/out/default/crashes" if int(counted["saved_crashes"]) else ""


def problem_of_bite(folder):
    bites = json.loads((FUZZ / "bites" / "bites.json").read_text(encoding="utf-8"))
    bite = next(bite for bite in bites if bite["name"] == BITE)
    (folder / "planted").mkdir(parents=True, exist_ok=True)
    source = copy_tree(folder / "planted")
    path = source / bite["file"]
    text = path.read_text(encoding="utf-8")
    if text.count(bite["old"]) != 1:
        return f"the text of {BITE} does not stand once in {bite['file']}"
    path.write_text(text.replace(bite["old"], bite["new"]), encoding="utf-8")
    build(source, folder / "planted" / "build", f"fuzz_{bite['target']}")
    counted, output = fuzz(bite["target"], folder / "planted" / "build", folder / "planted" / "run", BITE_SECONDS,
                           AFL_BENCH_UNTIL_CRASH="1")
    if int(counted.get("saved_crashes", 0)) == 0:
        return f"AFL++ does not find the planted fault in {BITE_SECONDS} s:\n{output[-1500:]}"
    print(f"found the planted fault {BITE} after {counted['execs_done']} executions")
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    if shutil.which("afl-fuzz") is None or shutil.which("afl-clang-fast") is None:
        print("skipped: AFL++ is not there; run ci/setup --fuzz")
        sys.exit(77)
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    build(ROOT, folder / "build", "fuzz_programs")
    told = [(name, problem_of(name, folder / "build", folder / "run" / name, options.seconds))
            for name in target_names()]
    told.append((BITE, problem_of_bite(folder)))
    problems = [f"{name}: {problem}" for name, problem in told if problem]
    print("\n".join(problems) or "every harness works under AFL++")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
