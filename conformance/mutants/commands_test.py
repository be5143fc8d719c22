#!/usr/bin/env python3
"""Tests the command line of nogap-mutant, and what it does where streams, files or descriptors are missing.

Usage: commands_test.py NOGAP_MUTANT
"""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True
import wire  # noqa: E402

MUTANT = None
SECONDS = 20
NOBODY = 65534
SERVE = ("--serve", "content-length")


class Server:
    """A mutant that serves; `by` is a command that runs the command behind it. Leaving it expects a clean end."""

    def __init__(self, *options, by=(), **more):
        self.process = subprocess.Popen([*by, MUTANT, *SERVE, *options], stdout=subprocess.PIPE, text=True, **more)
        line = self.process.stdout.readline()
        assert line.startswith("listening on "), line
        self.port = int(re.search(r":(\d+)/", line).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        _, status, self.usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.process.stdout.close()
        assert self.process.returncode == 0, self.process.returncode

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), SECONDS)


class Commands(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.folder.chmod(0o755)
        self.log = self.folder / "log.ndjson"

    def run_to_end(self, *words, by=()):
        done = subprocess.run([*by, MUTANT, *words], capture_output=True, text=True, timeout=SECONDS, check=False)
        return done.returncode, done.stdout, done.stderr

    def assert_refused(self, what, *words):
        self.assertEqual(self.run_to_end(*words), (2, "", f"nogap-mutant: {what}\n"))

    def test_what_is_wrong_is_told(self):
        self.assert_refused("no such option: --prot; see nogap-mutant --help", *SERVE, "--prot", "1")
        self.assert_refused("no such option: --prot; see nogap-mutant --help", "--prot")
        self.assert_refused("a value is missing behind: --port; see nogap-mutant --help", *SERVE, "--port")

    def test_options_of_another_command_are_refused(self):
        self.assert_refused("--port goes with --serve, not with --list", "--list", "--port", "5")
        self.assert_refused("--log goes with --serve, not with --explain", "--log", "x", "--explain", "content-length")
        self.assert_refused("--format goes with --list, not with --serve", *SERVE, "--format", "json")

    def test_short_names(self):
        for short, long in (("-h", "--help"), ("-V", "--version")):
            self.assertEqual(self.run_to_end(short), self.run_to_end(long))
            self.assertEqual(self.run_to_end(short)[0], 0)

    def test_output_that_cannot_be_written(self):
        for words in (["--help"], ["--version"], ["--list"], ["--explain", "content-length"], SERVE):
            for redirection in (">/dev/full", ">&-"):
                end = self.run_to_end(*words, by=("sh", "-c", f'exec "$@" {redirection}', "sh"))
                self.assertEqual(end, (1, "", "nogap-mutant: standard output cannot be written\n"), words)

    def test_too_many_connections_keep_no_core_busy(self):
        begin = time.monotonic()
        with Server(by=("sh", "-c", 'ulimit -n 20; exec "$@"', "sh")) as server:
            guests = [server.connect() for _ in range(30)]
            time.sleep(1)  # what is measured
            for guest in guests:
                guest.close()
            self.assertEqual(wire.send(server.port, "/events").status, 200)
        self.assertLess(server.usage.ru_utime + server.usage.ru_stime, (time.monotonic() - begin) / 4)

    def test_a_log_that_is_only_read(self):
        self.log.write_text("1\n")
        self.log.chmod(0o444)
        user = {"user": NOBODY} if os.geteuid() == 0 else {}
        with Server("--log", str(self.log), **user) as server:
            self.assertEqual(wire.send(server.port, "/events").body, b"[1]")
            self.assertEqual(wire.send(server.port, "/append", "POST", body=b"2").status, 500)
            self.assertEqual(wire.send(server.port, "/events").body, b"[1]")


if __name__ == "__main__":
    MUTANT = sys.argv.pop(1)
    unittest.main()
