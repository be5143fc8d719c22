"""Runs nogap-server on a log of its own, and talks HTTP to it. Every wait has a limit."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

SECONDS = 60
BINARY = None


def wait_until(condition, what):
    """Asks a condition again and again until it holds."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not happen within {SECONDS} s")
        time.sleep(0.005)


class Answer:
    """One HTTP answer. `fields` has lower-case names; `lines` counts how often each came."""

    def __init__(self, status, pairs, body):
        self.status = status
        self.body = body
        self.fields = {name.lower(): value for name, value in pairs}
        self.lines = [name.lower() for name, _ in pairs]

    @property
    def cursor(self):
        return self.fields.get("x-exo-last-idx")

    @property
    def events(self):
        return json.loads(self.body)


class Server:
    """A running nogap-server; use it as a context manager. Leaving it expects a clean end.

    `by` is a command that runs the command behind it."""

    def __init__(self, path, *flags, by=()):
        self.expected_status = 0
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([*by, BINARY, "--port", "0", *flags, path],
                                        stdout=subprocess.PIPE, stderr=self.errors)
        self.first_line = self.process.stdout.readline().decode()
        found = re.fullmatch(r"listening on http://(\[?[0-9a-f.:]+\]?):(\d+)/events\n",
                             self.first_line)
        if not found:
            self.process.kill()
            raise AssertionError(f"start line {self.first_line!r}, status {self.process.wait()}, "
                                 f"said {self.said()!r}")
        self.host = found[1].strip("[]")
        self.port = int(found[2])

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.process.kill()
        elif self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(SECONDS)
        self.process.stdout.close()
        said = self.said()
        self.errors.close()
        if not kind and (status != self.expected_status or "Sanitizer" in said):
            raise AssertionError(f"ended with {status}: {said}")

    def said(self):
        self.errors.seek(0)
        return self.errors.read().decode()

    def connect(self, receive_buffer=None):
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        connection = socket.socket(family)
        connection.settimeout(SECONDS)
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.connect((self.host, self.port))
        return connection

    def ask(self, target, method="GET", **fields):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=SECONDS)
        try:
            connection.request(method, target, headers=fields)
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def events(self, query=""):
        """The events and the cursor of an answer that has to be 200 with the two in agreement."""
        answer = self.ask("/events" + query)
        if answer.status != 200:
            raise AssertionError(f"status {answer.status}: {answer.body!r}")
        return answer.events, int(answer.cursor)


def read_answer(stream, method="GET"):
    """Reads one answer from a buffered stream, and leaves what follows it there."""
    status_line = stream.readline().decode()
    if not status_line:
        return None
    pairs = []
    while (line := stream.readline().decode().rstrip("\r\n")):
        name, _, value = line.partition(":")
        pairs.append((name, value.strip()))
    answer = Answer(int(status_line.split()[1]), pairs, b"")
    if method != "HEAD":
        size = int(answer.fields.get("content-length", 0))
        answer.body = stream.read(size)
        if len(answer.body) != size:
            raise AssertionError(f"{len(answer.body)} bytes of {size}")
    return answer


class LogCase(unittest.TestCase):
    """A test with a folder and a log file in it."""

    maxDiff = 2000

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="nogap-server-test-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.path = os.path.join(self.folder, "log.ndjson")

    def write(self, text, mode="w", path=None):
        with open(path or self.path, mode, encoding="utf-8", newline="") as file:
            file.write(text)

    def append(self, text):
        """Appends by another process, which has ended when this returns."""
        subprocess.run(["sh", "-c", 'cat >> "$1"', "sh", self.path], input=text.encode(),
                       check=True, timeout=SECONDS)

    def run_to_end(self, *arguments):
        """Runs the program until it ends by itself: its status, output and errors."""
        done = subprocess.run([BINARY, *arguments], capture_output=True, timeout=SECONDS,
                              check=False, text=True)
        return done.returncode, done.stdout, done.stderr
