"""Starts the servers of this folder for a test, and always ends them again."""
import contextlib
import importlib.util
import pathlib
import re
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
START_SECONDS = 20
STOP_SECONDS = 3
MOST_STDERR_SHOWN = 4000  # characters
SKIPPED = 77  # ctest's SKIP_RETURN_CODE

PYTHON_SERVERS = {
    "fastapi": "fastapi_server.py",
    "upstream-lazy": "fastapi_upstream_lazy.py",
    "stdlib": "stdlib_server.py",
    "silent": "silent_server.py",
}
TARGETS = sorted([*PYTHON_SERVERS, "express", "static-files", "closed-port"])


class Failure(Exception):
    """Something was not as expected; the message is for people."""


def what_is_missing(target):
    """Returns what TARGET needs and this machine lacks, with what to do about it, or None."""
    if target in ("fastapi", "upstream-lazy"):
        lacking = [name for name in ("fastapi", "uvicorn") if importlib.util.find_spec(name) is None]
        if lacking:
            return f"{sys.executable} has no {' and no '.join(lacking)}: run ci/setup"
    if target == "express":
        if shutil.which("node") is None:
            return "node is not in PATH: install Node.js 18.11 or later"
        if not (HERE / "node_modules" / "express").is_dir():
            return "Express is not installed: run ci/setup"
    return None


def skip_without(targets):
    for target in targets:
        missing = what_is_missing(target)
        if missing:
            print(f"skipped: {target}: {missing}")
            sys.exit(SKIPPED)


def exit_on_signals():
    """Lets SIGTERM and SIGINT end this program through its clean-up."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: sys.exit(128 + received))


@contextlib.contextmanager
def running(target, flags=()):
    """Runs TARGET with FLAGS; gives the URL of its events, and raises Failure when it does not come up."""
    if target == "closed-port":
        # Bound but not listening: every connection is refused, and nobody else can take the port meanwhile.
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            yield f"http://127.0.0.1:{closed.getsockname()[1]}/events"
        return
    with tempfile.TemporaryDirectory(prefix="nogap-interop-") as empty:
        if target == "static-files":
            command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", empty, "0"]
        elif target == "express":
            command = ["node", str(HERE / "express_server.js")]
        else:
            command = [sys.executable, str(HERE / PYTHON_SERVERS[target])]
        with tempfile.TemporaryFile("w+") as errors:
            yield from _serve([*command, *flags], errors)


def _serve(command, errors):
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        yield _wait_for_url(server, command)
    except Failure as failure:
        errors.seek(0)
        said = errors.read()[-MOST_STDERR_SHOWN:]
        raise Failure(f"{failure}\nThe server's stderr ends with:\n{said}" if said else str(failure)) from failure
    finally:
        _stop(server)
        server.stdout.close()


def _wait_for_url(server, command):
    with selectors.DefaultSelector() as selector:
        selector.register(server.stdout, selectors.EVENT_READ)
        line = server.stdout.readline() if selector.select(START_SECONDS) else ""
    place = re.search(r"http://127\.0\.0\.1:\d+", line)
    if place is None:
        raise Failure(f"{' '.join(command)}: expected its address as the first line of stdout within "
                      f"{START_SECONDS} s, found {line!r}")
    return place.group() + "/events"


def _stop(server):
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


class Budget:
    """The time that a whole test may take."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def left(self):
        """Returns the seconds that are left; raises Failure when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise Failure(f"not done after {self.seconds} s")
        return left
