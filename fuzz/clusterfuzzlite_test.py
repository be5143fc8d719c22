#!/usr/bin/python3
"""Checks .clusterfuzzlite/build.sh: builds with the variables that ClusterFuzzLite sets, and runs what comes of it.

Usage: fuzz/clusterfuzzlite_test.py FOLDER

FOLDER keeps the sources of the libraries and what is built; a second run begins there. Each harness is moved away with
nothing but its own files, must load no library but those of the C library and of the compiler, and runs RUNS
inputs from its zip.
Exit status: 0 all is well, 1 something is wrong, 77 clang, apt-get or the sources are not there.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

FUZZ = pathlib.Path(__file__).resolve().parent
ROOT = FUZZ.parent
sys.path.insert(0, str(FUZZ / "campaign"))
from target import read_options, target_names  # noqa: E402

RUNS = 300
SANITIZERS = "-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"
# What the kernel gives, the C library, and the unwinder, which the sanitizers take from the compiler.
ALLOWED = re.compile(r"^(linux-vdso|ld-linux[\w-]*|libc|libm|libpthread|libdl|librt|libresolv|libgcc_s)\.so\.\d+$")


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def call(command, **options):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="replace", check=False, **options)


def prepare(folder):
    """Fetches the sources, and puts the project beside them."""
    source = folder / "source"
    done = call([ROOT / ".clusterfuzzlite" / "sources.sh", source], timeout=600)
    if done.returncode != 0:
        skip(f"the sources of the libraries cannot be fetched: {done.stdout.strip()[-300:]}")
    link = source / "nogap"
    if not link.exists():
        link.symlink_to(ROOT)
    return source


def build(folder, source):
    work, out = folder / "work", folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    for path in (work, out):
        path.mkdir(parents=True, exist_ok=True)
    flags = f"{SANITIZERS} -fsanitize=fuzzer-no-link"
    environment = {**os.environ, "CC": "clang", "CXX": "clang++", "CFLAGS": flags,
                   # The images of OSS-Fuzz have the C++ library of clang, and only a static one.
                   "CXXFLAGS": f"{flags} -static-libstdc++ -static-libgcc", "LIB_FUZZING_ENGINE": "-fsanitize=fuzzer",
                   "SRC": str(source), "WORK": str(work), "OUT": str(out)}
    done = call([ROOT / ".clusterfuzzlite" / "build.sh"], env=environment, cwd=folder, timeout=1800)
    if done.returncode != 0:
        sys.exit(f"build.sh ended with {done.returncode}:\n{done.stdout[-3000:]}")
    return out


def problem_of(name, out, empty):
    """Runs one harness in an empty folder; returns what is wrong, or an empty text."""
    wanted = [name, f"{name}.options", f"{name}_seed_corpus.zip"]
    settings = read_options(FUZZ / "dict" / f"{name}.options")
    wanted += [settings["dict"]] if "dict" in settings else []
    for file in wanted:
        if not (out / file).is_file():
            return f"{file} is not in OUT"
        shutil.move(out / file, empty / file)
    libraries = [line.split()[0].rpartition("/")[2] for line in call(["ldd", empty / name]).stdout.splitlines()]
    foreign = [library for library in libraries if not ALLOWED.match(library)]
    if foreign or not libraries:
        return f"it loads {', '.join(foreign) or 'nothing that ldd knows'}"
    with zipfile.ZipFile(empty / f"{name}_seed_corpus.zip") as seeds:
        seeds.extractall(empty / "seeds")
    arguments = [f"-{option}={value}" for option, value in settings.items()]
    done = call([empty / name, f"-runs={RUNS}", "-seed=1", "-timeout=20", *arguments, "seeds"], cwd=empty, timeout=300)
    runs = re.search(r"stat::number_of_executed_units: (\d+)|Done (\d+) runs", done.stdout)
    if done.returncode != 0 or not runs:
        return f"it ended with {done.returncode}:\n{done.stdout[-1500:]}"
    print(f"{name:16} {runs.group(1) or runs.group(2):>6} runs", flush=True)
    return ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for tool in ("clang", "clang++", "cmake", "apt-get", "dpkg-source", "make", "zip", "ldd"):
        if shutil.which(tool) is None:
            skip(f"there is no {tool}")
    folder = pathlib.Path(sys.argv[1]).resolve()
    out = build(folder, prepare(folder))
    problems = []
    for name in target_names():
        with tempfile.TemporaryDirectory(prefix="nogap fuzz ") as empty:
            problem = problem_of(name, out, pathlib.Path(empty))
        problems += [f"{name}: {problem}"] if problem else []
    problems += [f"{path.name}: nobody asked for this file in OUT" for path in sorted(out.iterdir())]
    print("\n".join(problems) or "all of OUT runs by itself")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
