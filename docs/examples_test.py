#!/usr/bin/python3
"""Runs the examples of docs/examples as docs/vectors.md shows them, against right and wrong servers.

Usage: docs/examples_test.py NOGAP-SERVER NOGAP-MUTANT

Both examples have to come to the same; the profile in docs/profiles.md has to be one.
Exit status: 0 as expected, 1 not, 77 there is no Node.js.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE.parent / "fixtures" / "vectors"
PATIENCE = 60
WRONG = ("limit-plus-one", "cursor-high-on-pages", "cursor-low-past-end")


def run(example, command):
    done = subprocess.run([*example, VECTORS, *command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=PATIENCE, check=False)
    if done.stderr:
        sys.exit(f"{example[-1]} {' '.join(command)}: {done.stderr}")
    return done.returncode, done.stdout.splitlines()


def faults_of(lines):
    """The ids of the vectors that were answered wrongly."""
    return sorted(line.split(" ")[0] for line in lines[:-1])


def check(command, is_right):
    examples = ([sys.executable, HERE / "examples" / "vectors.py"], ["node", HERE / "examples" / "vectors.js"])
    (status, lines), (other_status, other_lines) = (run(example, command) for example in examples)
    total = json.loads((VECTORS / "INDEX.json").read_text(encoding="utf-8"))["total"]
    faults = faults_of(lines)
    expected = f"{total - len(faults)} of {total} vectors right"
    if faults != faults_of(other_lines) or {lines[-1], other_lines[-1]} != {expected}:
        sys.exit(f"{command}: the examples differ:\n{lines}\n{other_lines}")
    if (status, other_status) != (0, 0) if is_right else (status, other_status) != (1, 1):
        sys.exit(f"{command}: exit statuses {status} and {other_status}; {len(faults)} faults")
    print(f"{pathlib.Path(command[0]).name}: {lines[-1]}")


def check_profile(server):
    """The profile of docs/profiles.md is read by nogap: a plan needs no server."""
    profile = re.search(r"```json\n(.*?)```", (HERE / "profiles.md").read_text(encoding="utf-8"), re.S).group(1)
    path = pathlib.Path(server).parent / "nogap"
    done = subprocess.run([path, "run", "http://127.0.0.1:9/feed", "--plan", "--profile", "/dev/stdin"], input=profile,
                          capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode != 0 or "since=" not in done.stdout:
        sys.exit(f"the profile of docs/profiles.md: {done.stderr}")


def main():
    server, mutant = sys.argv[1:3]
    if shutil.which("node") is None:
        print("there is no node")
        sys.exit(77)
    check([server, "--port", "{port}", "{log}"], True)
    for name in WRONG:
        check([mutant, "--serve", name, "--port", "{port}", "--log", "{log}"], False)
    check_profile(server)


if __name__ == "__main__":
    main()
