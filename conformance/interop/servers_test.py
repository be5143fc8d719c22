#!/usr/bin/env python3
"""Checks the servers of this folder without the runner: vectors, append, growth, and the fault of the wrong one."""
import contextlib
import http.client
import json
import pathlib
import sys
import tempfile
import time
import unittest
import urllib.parse

import common
import launch

VECTORS = sorted(launch.HERE.parents[1].glob("fixtures/vectors/*.json"))
RIGHT_SERVERS = ("fastapi", "express", "stdlib")
ANSWER_SECONDS = 10
READS_WHILE_GROWING = 200
GROWTH_A_SECOND = 200
FAST_GROWTH_A_SECOND = 1000
MOST_FULL_DUMPS = 1000


class Client:
    """One connection to a server, opened again when the server closed it."""

    def __init__(self, url):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=ANSWER_SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def ask(self, query=None, body=None):
        """Returns status, cursor field and parsed body; the status is "closed" when there was no answer."""
        target = "/events" if query is None else f"/events?{query}"
        try:
            self.connection.request("GET" if body is None else "POST", target, body)
            answer = self.connection.getresponse()
            return answer.status, answer.getheader("X-EXO-Last-Idx"), self.parse(answer.read())
        except (ConnectionError, http.client.BadStatusLine):
            self.connection.close()
            return "closed", None, None

    @staticmethod
    def parse(body):
        try:
            return json.loads(body)
        except ValueError:
            return body

    def append(self, text):
        return self.ask(body=text)


def vectors_in(files):
    """Returns the vectors of FILES, those of short logs first."""
    contents = [json.loads(file.read_text("utf-8")) for file in files]
    found = [vector for content in contents for vector in content.get("vectors", [])]  # the schema has none
    return sorted(found, key=lambda vector: int(vector["count"]))


def events_between(first, end):
    return [json.loads(common.make_event(index)) for index in range(first, end)]


def fault_in(vector, status, cursor, body):
    """Returns why an answer is not one that VECTOR allows, or None."""
    outcome = str(status) if status in (200, "closed") else f"{status // 100}xx"
    if outcome not in vector["status"]:
        return f"expected {' or '.join(vector['status'])}, found {status}"
    if outcome == "4xx" and (cursor is not None or isinstance(body, list)):
        return f"a refusal with the cursor {cursor} and the body {body!r:.100}"
    if outcome == "200":
        ranges = [vector, *vector.get("alternatives", [])]
        allowed = [(one["end"], events_between(int(one["first"]), int(one["end"]))) for one in ranges]
        if (cursor, body) not in allowed:
            return f"expected the cursor {allowed[0][0]} and its events, found {cursor} and {body!r:.200}"
    return None


class ServersTest(unittest.TestCase):
    longMessage = False

    @contextlib.contextmanager
    def client_of(self, name, *flags):
        missing = launch.what_is_missing(name)
        if missing:
            self.skipTest(missing)
        with launch.running(name, flags) as url, Client(url) as client:
            yield client

    def on_each(self, names, check):
        for name in names:
            with self.subTest(server=name):
                check(name)

    def check_vectors(self, name):
        vectors = vectors_in(VECTORS)
        self.assertGreater(len(vectors), 0, "no vectors in fixtures/vectors")
        with self.client_of(name) as client:
            count = 0
            for vector in vectors:
                while count < int(vector["count"]):
                    count += 1
                    self.assertEqual((201, None, {"count": count}), client.append(common.make_event(count - 1)))
                fault = fault_in(vector, *client.ask(vector["query"]))
                with self.subTest(vector=vector["id"]):
                    self.assertIsNone(fault, f"{name}: {vector['id']} ({vector['clause']}): {fault}")

    def check_append(self, name):
        values = ['{"a":1}', "null", "[]", '"\\u00e9\\ud83d\\ude00"', " [1, 2]\n", "12345678901234567890123"]
        with self.client_of(name, "--events", "3") as client:
            for position, text in enumerate(values):
                self.assertEqual((201, None, {"count": 4 + position}), client.append(text.encode()))
            self.assertEqual((200, "9", [json.loads(text) for text in values]), client.ask("since=3"))
            for text in (b"", b"{", b"NaN", b"1 2", b'"\xff"'):
                self.assertEqual(400, client.append(text)[0], f"{name}: expected {text!r} to be refused")
            self.assertEqual((200, "9", []), client.ask("since=9"))

    def check_log_file(self, name):
        with tempfile.TemporaryDirectory() as folder:
            log = pathlib.Path(folder) / "log.ndjson"
            log.write_text('{"a":12345678901234567890123}\n[]\n{"not":"complete yet"}', "utf-8")
            with self.client_of(name, "--log", str(log), "--events", "1") as client:
                expected = [{"a": 12345678901234567890123}, [], *events_between(2, 3)]
                self.assertEqual((200, "3", expected), client.ask())

    def check_growth(self, name):
        """Every read covers one instant, and the log grows at its rate, not at that of its timer."""
        with self.client_of(name, "--events", "10", "--grow", str(GROWTH_A_SECOND)) as client:
            highest, reads = 0, 0
            start, first_count = time.monotonic(), int(client.ask()[1])
            while reads < READS_WHILE_GROWING or highest < 200:
                self.assertLess(time.monotonic() - start, 30, f"{name}: {highest} events after 30 s")
                since, limit = ((0, None), (highest, None), (highest // 2, 7))[reads % 3]
                query = f"since={since}" if limit is None else f"since={since}&limit={limit}"
                status, cursor, body = client.ask(None if reads % 6 == 0 else query)
                self.assertEqual(200, status)
                self.assertEqual(events_between(since, int(cursor)), body, f"{name}: {query}: cursor {cursor}")
                self.assertGreaterEqual(int(cursor), highest if limit is None else 0, f"{name}: {query}: went down")
                highest, reads = max(highest, int(cursor)), reads + 1
            rate = (highest - first_count) / (time.monotonic() - start)
            self.assertTrue(0.7 * GROWTH_A_SECOND < rate < 1.3 * GROWTH_A_SECOND, f"{name}: grew at {rate:.0f}/s")

    def test_vectors(self):
        self.on_each(RIGHT_SERVERS, self.check_vectors)

    def test_append(self):
        self.on_each(RIGHT_SERVERS, self.check_append)

    def test_log_file(self):
        self.on_each(RIGHT_SERVERS, self.check_log_file)

    def test_growth(self):
        self.on_each(RIGHT_SERVERS, self.check_growth)

    def test_upstream_lazy_is_right_while_static(self):
        self.check_vectors("upstream-lazy")

    def test_upstream_lazy_is_wrong_while_growing(self):
        """Its full dump holds more than its cursor says; a read with a limit never does."""
        with self.client_of("upstream-lazy", "--grow", str(FAST_GROWTH_A_SECOND)) as client:
            for dump in range(1, MOST_FULL_DUMPS + 1):
                _, cursor, body = client.ask()
                if len(body) != int(cursor):
                    self.assertGreater(len(body), int(cursor))
                    print(f"upstream-lazy: dump {dump}: cursor {cursor}, {len(body)} events")
                    return
                _, cursor, body = client.ask("since=0&limit=1000000")
                self.assertEqual(int(cursor), len(body))
            self.fail(f"{MOST_FULL_DUMPS} full dumps and none disagreed: the fault is gone")


if __name__ == "__main__":
    launch.exit_on_signals()
    result = unittest.main(verbosity=2, exit=False).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(launch.SKIPPED if result.skipped else 0)
