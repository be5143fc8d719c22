#!/usr/bin/python3
"""Runs the example of README.md as it stands there, and compares what nogap prints.

Usage: ci/readme_test.py NOGAP [--write]

The port and the seconds may be others. --write puts what nogap prints into README.md.
Exit status: 0 the same, 1 not, 2 usage.
"""

import difflib
import os
import pathlib
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time

README = pathlib.Path(__file__).resolve().parent.parent / "README.md"
EXAMPLE = re.compile(r"```console\n\$ ci/nogap ([^\n]*)\n(.*?)\n```", re.S)
PORT = "8000"
PATIENCE = 30


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


def wait_for(port, process):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", int(port)), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    sys.exit("readme_test: the server of README.md did not start")


def same_every_time(text):
    return re.sub(r"\d+\.\d\d s$", "0.01 s", text, flags=re.M).strip()


def run_example(nogap, server, arguments):
    """Returns what nogap prints, with the port of README.md."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "feed.py"
        script.write_text(server.replace(PORT, port), encoding="utf-8")
        process = subprocess.Popen([sys.executable, str(script)], stderr=subprocess.DEVNULL)
        try:
            wait_for(port, process)
            command = [nogap, *shlex.split(arguments.replace(PORT, port))]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", timeout=PATIENCE,
                                  env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
        finally:
            process.kill()
            process.wait()
    if done.returncode != 1:
        sys.exit(f"readme_test: expected exit status 1 (not conformant), found {done.returncode}")
    return same_every_time(done.stdout.replace(port, PORT))


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--write"]):
        sys.exit(__doc__)
    text = README.read_text(encoding="utf-8")
    server = re.search(r"```python\n(.*?)```", text, re.S)
    example = EXAMPLE.search(text)
    if not server or not example:
        sys.exit("readme_test: README.md has no Python block, or no console block that begins with ci/nogap")
    printed = run_example(sys.argv[1], server.group(1), example.group(1))
    if sys.argv[2:]:
        start, end = example.span(2)
        README.write_text(text[:start] + printed + text[end:], encoding="utf-8")
    elif printed != same_every_time(example.group(2)):
        lines = difflib.unified_diff(example.group(2).split("\n"), printed.split("\n"), "README.md", "nogap", lineterm="")
        print("\n".join(lines))
        sys.exit("readme_test: README.md shows another output; ci/readme_test.py NOGAP --write mends it")


if __name__ == "__main__":
    main()
