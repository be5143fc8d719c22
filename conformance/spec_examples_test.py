#!/usr/bin/python3
"""Runs every example of SPEC.md against the reference server; SPEC.md's first section describes their language.

Usage: spec_examples_test.py SERVER SPEC.md
"""
import http.client
import json
import io
import re
import socket
import sys
import unittest

from reference_process import ReferenceServer, event

ANSWER_SECONDS = 10
SERVER = None
SPEC = None


class Wrong(Exception):
    """An example that does not hold, or a line that is not understood."""


def read_examples(markdown):
    """Returns (clause, line, lines of the example) for each ```exchange block; `clause` is None outside of clauses."""
    examples, clause, block = [], None, None
    for number, line in enumerate(markdown.split("\n"), 1):
        if block is not None and line.startswith("```"):
            block = None
        elif block is not None:
            block.append((number, line))
        elif line.startswith("```exchange"):
            block = []
            examples.append((clause, number, block))
        elif line.startswith("#"):
            heading = re.fullmatch("### ([a-z0-9-]+)", line)
            clause = heading.group(1) if heading else None
    if block is not None:
        raise Wrong(f"line {examples[-1][1]}: the example has no end")
    return examples


def read_clauses(markdown):
    """Returns the ids of the clauses that bind a server."""
    return re.findall("^### (.*)$", markdown, re.MULTILINE)


class Answer:
    """What came back for one request."""

    def __init__(self, address, method, target, fields):
        connection = http.client.HTTPConnection(*address, timeout=ANSWER_SECONDS)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in fields:
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            self.status, self.fields, self.body = response.status, response.headers, response.read()
        finally:
            connection.close()


class Kept(io.BufferedReader):
    """The reading side of a connection, which several answers share: closing an answer leaves it open."""

    def close(self):
        pass

    def makefile(self, _):
        return self


class RawAnswers:
    """What comes back for lines that are sent as they stand, one answer after the other."""

    def __init__(self, address, lines):
        self.connection = socket.create_connection(address, timeout=ANSWER_SECONDS)
        self.connection.sendall("".join(f"{line}\r\n" for line in lines).encode("latin-1"))
        self.stream = Kept(socket.SocketIO(self.connection, "r"))

    def end(self):
        found = self.stream.read(200)
        if found:
            raise Wrong(f"expected a closed connection without an answer, found {found!r}")
        return self

    def next(self):
        response = http.client.HTTPResponse(self.stream, method="GET")
        try:
            response.begin()
        except http.client.HTTPException as error:
            raise Wrong(f"expected an answer, found none: {error!r}") from error
        self.status, self.fields, self.body = response.status, response.headers, response.read()
        return self

    def close(self):
        self.connection.close()


def check_status(answer, expected):
    if not re.fullmatch(expected.replace("xx", "[0-9]{2}"), str(answer.status)):
        raise Wrong(f"expected status {expected}, found {answer.status}")


def check_field(answer, name, value):
    found = answer.fields.get_all(name, [])
    if found != [value]:
        raise Wrong(f"expected one field '{name}: {value}', found {found}")


def check_no_field(answer, name):
    found = answer.fields.get_all(name, [])
    if found:
        raise Wrong(f"expected no field {name}, found {found}")


def check_events(answer, names):
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        raise Wrong(f"expected a JSON array, found {answer.body[:200]!r}: {error}") from error
    if found != [event(name) for name in names]:
        raise Wrong(f"expected the events {names}, found {answer.body[:200]!r}")


def check_no_events(answer):
    if b"TestEvent" in answer.body:
        raise Wrong(f"expected no events, found {answer.body[:200]!r}")


EXPECTATIONS = (
    (r"([1-5](?:[0-9]{2}|xx))", check_status),
    (r"\[\]", lambda answer: check_events(answer, [])),
    (r"\[([en][0-9]+(?:,[en][0-9]+)*)\]", lambda answer, names: check_events(answer, names.split(","))),
    (r"no events", check_no_events),
    (r"no ([A-Za-z-]*[A-Z][A-Za-z-]*)", check_no_field),
    (r"([A-Za-z-]+): (.+)", check_field),
)


def expect(answer, text):
    for pattern, check in EXPECTATIONS:
        found = re.fullmatch(pattern, text)
        if found:
            check(answer, *found.groups())
            return
    raise Wrong("the expectation is not understood")


def spelled_out(target):
    """Returns the target with {7000 times a} spelled out."""
    target = re.sub(r"\{([0-9]+) times (.)\}", lambda found: found.group(2) * int(found.group(1)), target)
    if re.search(r"[{} ]", target):
        raise Wrong("the target is not understood")
    return target


class Example:
    """One run of an example: the server, the request that is being put together, and its answer."""

    def __init__(self):
        self.server = None
        self.request = None
        self.raw = []
        self.answer = None
        self.checked = 0

    def run(self, lines):
        try:
            for number, line in lines:
                try:
                    self.run_line(line)
                except Wrong as wrong:
                    raise Wrong(f"line {number}: '{line}': {wrong}") from wrong
            self.finish_request()
        finally:
            if self.server is not None:
                self.server.__exit__()

    def run_line(self, line):
        change = re.fullmatch("(log|append|replace) ([0-9]+)", line)
        request = re.fullmatch("> ([A-Z]+) (/.*)", line)
        field = re.fullmatch("> ([A-Za-z-]+): (.+)", line)
        if change:
            self.finish_request()
            self.change_log(change.group(1), int(change.group(2)))
        elif self.server is None:
            raise Wrong("an example begins with 'log N'")
        elif re.fullmatch(">>(| .*)", line):
            if self.answer is not None or self.request is not None:
                self.finish_request()
            self.raw.append(line[3:])
        elif request:
            self.finish_request()
            self.request = (request.group(1), spelled_out(request.group(2)), [])
        elif field and self.request is not None and self.answer is None:
            self.request[2].append(field.groups())
        elif line.startswith("< ") and (self.request is not None or self.raw):
            self.check(line[2:])
        else:
            raise Wrong("the line is not understood")

    def change_log(self, word, count):
        if (word == "log") != (self.server is None):
            raise Wrong("'log N' stands at the beginning, and only there")
        if word == "log":
            self.server = ReferenceServer(SERVER, count)
        elif word == "append":
            self.server.append(count)
        else:
            self.server.start(count, "n")

    def check(self, text):
        if text == "closed" and self.raw and self.answer is None:
            self.answer = RawAnswers(self.server.address, self.raw).end()
            self.checked += 1
            return
        is_status = re.fullmatch("[1-5][0-9x]{2}", text) is not None
        if self.answer is None:
            self.answer = (RawAnswers(self.server.address, self.raw).next() if self.raw else
                           Answer(self.server.address, *self.request))
            if not is_status:
                raise Wrong("the first expectation of an answer is its status")
        elif is_status and self.raw:
            self.answer.next()
        expect(self.answer, text)
        self.checked += 1

    def finish_request(self):
        """Takes leave of the request before; one that nothing was expected of is a mistake."""
        if (self.request is not None or self.raw) and self.answer is None:
            raise Wrong(f"nothing is expected of the request {(self.request or self.raw)[:2]}")
        if self.raw:
            self.answer.close()
        self.raw = []
        self.request = self.answer = None


def run_text(text):
    """Runs an example that is given as text; returns how many expectations were checked."""
    example = Example()
    example.run(list(enumerate(text.split("\n"), 1)))
    return example.checked


class TheSpecification(unittest.TestCase):
    def test_every_example_holds(self):
        for clause, line, lines in read_examples(SPEC):
            with self.subTest(clause=clause, line=line):
                self.assertIsNotNone(clause, "the example belongs to no clause")
                example = Example()
                example.run(lines)
                self.assertGreater(example.checked, 0, "the example expects nothing")

    def test_every_clause_has_one_example(self):
        with_example = [clause for clause, _, _ in read_examples(SPEC)]
        clauses = read_clauses(SPEC)
        self.assertGreater(len(clauses), 40)
        self.assertEqual(with_example, clauses)


class ABrokenExampleFails(unittest.TestCase):
    """Each of these is an example that holds, with one thing wrong."""

    def test_the_same_example_holds_when_it_is_right(self):
        self.assertEqual(run_text("log 5\n> GET /events?since=3\n< 200\n< X-EXO-Last-Idx: 5\n< [e3,e4]"), 3)
        self.assertEqual(run_text("log 2\nreplace 1\n> GET /events\n< 200\n< [n0]"), 2)

    def test_broken_expectations(self):
        for broken, reason in (
                ("< 422", "expected status 422, found 200"),
                ("< 4xx", "expected status 4xx, found 200"),
                ("< 200\n< X-EXO-Last-Idx: 4", "expected one field"),
                ("< 200\n< X-No-Such-Field: 5", "expected one field"),
                ("< 200\n< no X-EXO-Last-Idx", "expected no field"),
                ("< 200\n< [e3]", "expected the events"),
                ("< 200\n< [e4,e3]", "expected the events"),
                ("< 200\n< [n3,n4]", "expected the events"),
                ("< 200\n< []", "expected the events"),
                ("< 200\n< no events", "expected no events"),
        ):
            with self.subTest(broken=broken), self.assertRaisesRegex(Wrong, reason):
                run_text("log 5\n> GET /events?since=3\n" + broken)

    def test_a_change_that_did_not_happen(self):
        with self.assertRaisesRegex(Wrong, "expected the events"):
            run_text("log 1\nappend 1\n> GET /events\n< 200\n< [e0]")
        with self.assertRaisesRegex(Wrong, "expected the events"):
            run_text("log 1\nreplace 1\n> GET /events\n< 200\n< [e0]")
        with self.assertRaisesRegex(Wrong, "expected status 422"):
            run_text("log 1\n> GET /events?x={2 times a}\n< 422")

    def test_lines_that_are_sent_as_they_stand(self):
        two = "log 5\n" + ">> GET /events?since=3 HTTP/1.1\n>> Host: h\n>>\n" * 2
        self.assertEqual(run_text(two + "< 200\n< [e3,e4]\n< 200\n< [e3,e4]"), 4)
        self.assertEqual(run_text("log 1\n>> NO\n>>\n< closed"), 1)
        for broken, reason in (
                (two + "< 400", "expected status 400, found 200"),
                (two + "< 200\n< [e3]", "expected the events"),
                (two + "< 200\n< [e3,e4]\n< 200\n< [e3]", "expected the events"),
                (two + "< [e3,e4]", "first expectation"),
                (two.strip(), "nothing is expected"),
                ("log 1\n>> GET / HTTP/1.1\n>>\n< closed", "expected a closed connection"),
                ("log 1\n>> NO\n>>\n< 200", "expected an answer"),
                ("log 1\n> GET /events\n< closed", "first expectation"),
        ):
            with self.subTest(broken=broken), self.assertRaisesRegex(Wrong, reason):
                run_text(broken)

    def test_lines_that_are_not_understood(self):
        for broken, reason in (
                ("log 1\n> GET /events\n< 200\n< soon", "not understood"),
                ("log 1\n> GET /events\n< 2000", "first expectation"),
                ("log 1\n> GET /events\n< X-EXO-Last-Idx: 1\n< 200", "first expectation"),
                ("log 1\n> GET /events\n< 200\n> Origin: late", "not understood"),
                ("log 1\n> GET /events?{a}\n< 200", "not understood"),
                ("log 1\n\n> GET /events\n< 200", "not understood"),
                ("log 1\n< 200", "not understood"),
                ("log 1\nlog 1\n> GET /events\n< 200", "only there"),
                ("shrink 1", "begins with 'log N'"),
                ("append 1\n> GET /events\n< 200", "only there"),
                ("> GET /events\n< 200", "begins with 'log N'"),
                ("log 1\n> GET /events", "nothing is expected"),
                ("log 1\n> GET /events\n> GET /events\n< 200", "nothing is expected"),
        ):
            with self.subTest(broken=broken), self.assertRaisesRegex(Wrong, reason):
                run_text(broken)

    def test_documents_without_form(self):
        with self.assertRaisesRegex(Wrong, "no end"):
            read_examples("### a\n```exchange\nlog 1\n")
        self.assertEqual(read_examples("### a\n## B\n```exchange\n```\n"), [(None, 3, [])])
        self.assertEqual(read_clauses("### a\ntext\n### b c\n"), ["a", "b c"])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    SPEC = open(sys.argv.pop(2), encoding="utf-8").read()
    SERVER = sys.argv.pop(1)
    unittest.main()
