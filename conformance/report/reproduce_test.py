#!/usr/bin/python3
"""The commands of reproduce.h, run: by a shell with a stub for curl, and by curl itself.

usage: reproduce_test.py REPORT_SAMPLE
"""

import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

PROGRAM = ""
SHELLS = [shell for shell in ("sh", "dash", "bash", "zsh") if shutil.which(shell)]
STUB = '#!/bin/sh\nfor argument; do printf \'%s\\0\' "$argument"; done\n'
URL = "http://127.0.0.1:1/events"

QUERIES = [
    b"",
    b"since=3&limit=4",
    b"since=+3",
    b"since=%D9%A3",
    b"since=\xd9\xa3",
    b"since= 3",
    b"since=3 ",
    b"since='3'\"`$(id)`\\",
    b"'",
    b"$HOME;id|id&id>x<y*?[a-z]{1,2}!~#frag",
    b"since=1\t2\x01\x7f\x1b[2J",
    b"a\r\nX-Injected: 1\n",
    b"since=" + b"9" * 5000,
    b"since=1&x=" + b"a" * 7000,
    b"x=1&" * 20000,
    b"a\\b&/" * 500,
    b"%%" * 500,
    b"'" * 3000,
    b"\xff" * 3000,
    b"0" * 127 + b"1" + b"0" * 128 + b"2",
]


def command(method, url, header, query):
    arguments = [PROGRAM.encode(), b"curl", method.encode(), url.encode(), header, query]
    return subprocess.run(arguments, stdout=subprocess.PIPE, check=True, timeout=60).stdout


def on_the_wire(query):
    return query.replace(b"\r", b"%0D").replace(b"\n", b"%0A")


class Stubbed(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        stub = pathlib.Path(folder.name, "curl")
        stub.write_text(STUB, encoding="ascii")
        stub.chmod(0o755)
        self.environment = dict(os.environ, PATH=f"{folder.name}:{os.environ['PATH']}")

    def run_line(self, shell, line, **environment):
        run = subprocess.run(
            [shell, "-c", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
            env=dict(self.environment, **environment), check=False)
        return run.returncode, run.stdout.split(b"\0")[:-1], run.stderr

    def check(self, query):
        line = command("GET", URL, b"", query)
        self.assertRegex(line, rb"\A[ -~]+\n\Z", "one line of printable ASCII")
        target = on_the_wire(query)
        if any(byte <= 0x20 or byte >= 0x7F or byte == 0x23 for byte in query):
            expected = [b"-gisS", b"--request-target", b"/events?" + target, URL.encode()]
        else:
            expected = [b"-gisS", URL.encode() + b"?" + target]
        for shell in SHELLS:
            status, arguments, errors = self.run_line(shell, line)
            self.assertEqual((status, errors), (0, b""), (shell, query[:80]))
            self.assertEqual(arguments, expected, (shell, query[:80]))

    def test_queries(self):
        for query in QUERIES:
            if query != b"-":
                self.check(query)

    def test_random_queries(self):
        draw = random.Random(7)
        for _ in range(40):
            self.check(bytes(draw.randrange(1, 256) for _ in range(draw.randrange(1, 60))))

    def test_long_is_short(self):
        self.assertLess(len(command("GET", URL, b"", b"since=1&x=" + b"a" * 7000)), 200)
        self.assertLess(len(command("GET", URL, b"", b"x=1&" * 20000)), 200)

    def test_methods(self):
        for method, options in (("HEAD", [b"-gsS", b"-I"]), ("OPTIONS", [b"-gisS", b"-X", b"OPTIONS"])):
            _, arguments, _ = self.run_line("sh", command(method, URL, b"", b"-"))
            self.assertEqual(arguments, options + [URL.encode()])

    def test_headers(self):
        for header, expected in (
                (b"Origin: http://x", b"Origin: http://x"),
                (b"X-Empty:", b"X-Empty;"),
                (b"X-Empty:  ", b"X-Empty;"),
                (b"X: it's \xff\r\nY: 1", b"X: it's \xff  Y: 1")):
            _, arguments, _ = self.run_line("sh", command("GET", URL, header, b"-"))
            self.assertEqual(arguments, [b"-gisS", b"-H", expected, URL.encode()])

    def test_secret(self):
        url = "http://127.0.0.1:1/secret"
        line = command("GET", url, b"", b"-")
        for shell in SHELLS:
            _, arguments, _ = self.run_line(shell, line, NOGAP_HEADER_X_API_KEY="a 'b' $c")
            self.assertEqual(arguments, [b"-gisS", b"-H", b"X-Api-Key: a 'b' $c", url.encode()])
            status, arguments, errors = self.run_line(shell, line)
            self.assertNotEqual(status, 0, "nothing runs without the credentials")
            self.assertEqual(arguments, [])
            self.assertIn(b"NOGAP_HEADER_X_API_KEY", errors)


class Wire:
    """Takes one connection and keeps the head of its request."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(20)
        self.head = b""
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        connection, _ = self.socket.accept()
        connection.settimeout(20)
        with connection:
            while b"\r\n\r\n" not in self.head:
                piece = connection.recv(65536)
                if not piece:
                    return
                self.head += piece
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def url(self):
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}/events"

    def close(self):
        self.thread.join()
        self.socket.close()


@unittest.skipUnless(shutil.which("curl"), "curl is not installed")
class WithCurl(unittest.TestCase):
    def request_line(self, method, query):
        wire = Wire()
        try:
            line = command(method, wire.url(), b"", query)
            run = subprocess.run(["sh", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 timeout=60, check=False)
        finally:
            wire.close()
        self.assertEqual((run.returncode, run.stderr), (0, b""), query[:80])
        self.assertIn(b"200 OK", run.stdout)
        return wire.head.split(b"\r\n")[0]

    def test_bytes_arrive(self):
        for query in QUERIES:
            self.assertEqual(self.request_line("GET", query),
                             b"GET /events?" + on_the_wire(query) + b" HTTP/1.1", query[:80])

    def test_methods(self):
        for method in ("GET", "HEAD", "OPTIONS"):
            self.assertEqual(self.request_line(method, b"-"),
                             method.encode() + b" /events HTTP/1.1")


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
