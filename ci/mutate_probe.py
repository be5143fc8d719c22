"""Asks a server everything that the probe knows, and returns all answers, so that two servers can be compared.

This is no test: it does not know what is right. It tells whether a change of the source changes what is sent.
"""

import hashlib
import json
import os
import re
import select
import signal
import socket
import subprocess

SECONDS = 4
BATCH = 40
EVENTS = ['{"a":1}', ' "two"\t', '[3, {"x":[]}]\r', "", "   ", '"\\u00e9\\n\\"\\\\"', '"é😀"', "-0.5e+10", "true", "null", "0",
          '{"":{"a":[1,2,"0123456789abcdef"]}}', "false"]
TARGETS = ["/events?", "/events/", "/event", "/", "/EVENTS", "/%65vents", "/%65%76%45nts", "/events%3Fsince=1", "/events?since=2?",
           "/events#since=2", "http://a/events?since=3", "HTTPS://a:80/events?limit=2", "http://a?since=1", "http://a/",
           "httpx://a/events", "//events", "/events;since=1", "/events?since=3#4", "*", "http:/events", "/events%"]
BAD_LINES = ["{", '{"a" 1}', "01", "1 2", '"\x01"', "[1,]", "tru", '"\\x"', "1.", '""x']


class Server:
    """A server that was started on a log, and ends with the block."""

    def __init__(self, program, log):
        self.process = subprocess.Popen([program, "--port", "0", str(log)], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
        ready, _, _ = select.select([self.process.stdout], [], [], SECONDS)
        line = self.process.stdout.readline() if ready else b""
        found = re.search(rb":([0-9]+)/", line)
        self.port = int(found.group(1)) if found else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process.stdout.close()

    def ask(self, requests):
        """Sends requests in one stretch and returns what comes back, without dates; OSError when nothing does."""
        text = b"".join(requests[:-1]) + requests[-1].replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        answer = b""
        with socket.create_connection(("127.0.0.1", self.port or 1), SECONDS) as connection:
            connection.settimeout(SECONDS)
            connection.sendall(text)
            while part := connection.recv(1 << 18):
                answer += part
        return re.sub(rb"(?m)^Date: .*\r\n", b"", answer)


def request(target, method="GET", host="Host: a\r\n"):
    return f"{method} {target} HTTP/1.1\r\n{host}\r\n".encode()


def queries(vectors):
    """The queries of the test vectors that can stand in a request line."""
    found = {}
    for path in sorted(vectors.glob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8")).get("vectors", []):
            query = vector.get("query")
            if isinstance(query, str) and not re.search(r"[\x00-\x20\x7f]", query) and len(query) < 600:
                found[query] = None
    return list(found)


def ask_everything(server, vectors):
    asked = [request(f"/events?{query}") for query in queries(vectors)]
    asked += [request(f"/events?since={s}&limit={n}") for s in range(14) for n in (0, 1, 2, 5, 100)]
    asked += [request(target, method) for target in TARGETS for method in ("GET", "HEAD", "OPTIONS")]
    asked += [request("/events", method) for method in ("GET", "HEAD", "OPTIONS", "PUT", "GE", "GETS", "get")]
    asked += [request("/events", host=host) for host in ("", "Host: a\r\nHost: b\r\n", "Host:\r\n")]
    return [server.ask(asked[at:at + BATCH]) for at in range(0, len(asked), BATCH)]


def grow(server, log):
    """The answers while the log grows, gets a bad line, is mended, shrinks and is replaced."""
    looks = [request("/events"), request("/events?since=2&limit=3"), request("/events?since=9")]
    answers = []
    steps = ['"torn', ' line"\n', "\n \n", "12\n13\n\"x\"\n"] + [f"{bad}\n" for bad in BAD_LINES]
    good = log.read_bytes()
    for step in steps:
        text = good + step.encode("utf-8", errors="replace")
        log.write_bytes(text)
        answers.append(server.ask(looks))
        good = text if step in steps[:4] else good
    for text in (good + b"7\n8\n", b"1\n2\n", b"1\n2\n3\n4\n5\n", b"2\n1\n3\n4\n5\n6\n", b"", b"9\n"):
        log.write_bytes(text)
        answers.append(server.ask(looks))
    return answers


def ask_large_log(server, log):
    """Pages around the places where the log's memory is divided, and the whole."""
    lines = b"".join(b'{"n":%d,"text":"%s"}\n' % (n, b"x" * (n % 701)) for n in range(3500))
    log.write_bytes(lines)
    starts = [0, 1, 500, 1022, 1023, 1024, 1025, 1400, 1500, 1600, 2047, 3070, 3071, 3072, 3073, 3499, 3500, 3501]
    asked = [request("/events")] + [request(f"/events?since={s}&limit={n}") for s in starts for n in (1, 2, 700)]
    answers = server.ask(asked)
    return [hashlib.sha256(answers).digest()]


def transcript(program, folder, vectors):
    """Returns the answers of a server, as one digest; None when it stopped to answer."""
    log = folder / "probe.ndjson"
    log.write_bytes(b"")
    with Server(program, log) as server:
        try:
            answers = [server.ask([request("/events"), request("/events?since=3"), request("/events?limit=1")])]
            log.write_text("".join(f"{event}\n" for event in EVENTS), encoding="utf-8", newline="")
            answers += ask_everything(server, vectors)
            answers += grow(server, log)
            answers += ask_large_log(server, log)
        except OSError:
            return None
    return hashlib.sha256(b"\0".join(answers)).hexdigest()
