"""Runs the reference server for a test on a log of its own, and always ends it again."""
import json
import os
import pathlib
import re
import selectors
import subprocess
import tempfile
import time

START_SECONDS = 10
STOP_SECONDS = 5


def event(name):
    """Returns the event that examples call NAME."""
    return {"TestEvent": {"eventId": name}}


class ReferenceServer:
    """The server on a temporary log of COUNT events, named PREFIX0, PREFIX1 and so on."""

    def __init__(self, program, count=0, prefix="e"):
        self.program = program
        self.folder = tempfile.TemporaryDirectory(prefix="nogap-example-")
        self.process = None
        self.address = None
        self.start(count, prefix)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.folder.cleanup()

    def start(self, count, prefix):
        """Starts the server on a new log, in the place of the one that runs."""
        self.stop()
        self.prefix, self.count = prefix, 0
        self.log = pathlib.Path(self.folder.name) / f"{prefix}.ndjson"
        self.log.write_bytes(b"")
        self.append(count)
        # The server's stderr is this test's: what it has to say about a failure is seen there.
        self.process = subprocess.Popen([self.program, "--port", "0", str(self.log)], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE)
        try:
            self.address = self._read_address()
        except BaseException:
            self.stop()
            raise

    def append(self, count):
        names = [f"{self.prefix}{index}" for index in range(self.count, self.count + count)]
        with self.log.open("ab") as log:
            log.write(b"".join(json.dumps(event(name)).encode() + b"\n" for name in names))
        self.count += count

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.process = None

    def _read_address(self):
        line = b""
        deadline = time.monotonic() + START_SECONDS
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n") and selector.select(max(0, deadline - time.monotonic())):
                piece = os.read(self.process.stdout.fileno(), 1000)
                if not piece:
                    break
                line += piece
        found = re.fullmatch(rb"listening on http://127\.0\.0\.1:([0-9]+)/events\n", line)
        if found is None:
            raise AssertionError(f"{self.program}: expected 'listening on http://127.0.0.1:PORT/events' as the first "
                                 f"line of stdout within {START_SECONDS} s, found {line!r}")
        return "127.0.0.1", int(found.group(1))
