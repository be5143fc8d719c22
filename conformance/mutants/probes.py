"""Requests that show what a server makes of the rule. Each gives the set of clauses that its answer breaks."""

import wire
from model import BROKEN_TRANSFER, Reading

BIG = ["2147483647", "2147483648", "4294967295", "4294967296", "9007199254740993", "9223372036854775807"]
HUGE = ["9223372036854775808", "18446744073709551615", "18446744073709551616", "18446744073709551617",
        "100000000000000000000", "9" * 5000]
NO_NUMBERS = ["abc", "3abc", "1.5", "", "%20", "null", "NaN", "Infinity", "1%202", "0x", "3%00x", "%zz", "%",
              "abc%0D%0AX-EXO-Last-Idx:%203", "true", "%2533", "%C2%B2"]
SPELLINGS = [("%2B3", 3), ("+3", 3), ("%203", 3), ("3%20", 3), ("03", 3), ("1.0", 1), ("1e3", 1000), ("0x10", 16),
             ("1_0", 10), ("%D9%A3", 3)]


class Prober:
    """Asks one server and judges by one model."""

    def __init__(self, port, model):
        self.port = port
        self.model = model
        self.broken = {}

    def note(self, clauses, what):
        for clause in clauses:
            self.broken.setdefault(clause, what)

    def ask(self, query, judge, clauses=(), method="GET", fields=()):
        """Sends a query; `judge` is given the answer. Returns it, or None where it is broken."""
        target = "/events" + (f"?{query}" if query is not None else "")
        what = f"{method} {target[:80]}"
        try:
            answer = wire.send(self.port, target, method, fields)
        except wire.Broken as error:
            # A target of more than 2,000 bytes may end the connection.
            if len(target) <= 2000 or str(error) != wire.NO_ANSWER:
                self.note(BROKEN_TRANSFER | set(clauses), f"{what}: {error}")
            return None
        self.note(judge(answer), f"{what}: {answer.status} {answer.fields[:1]} {answer.body[:60]!r}")
        return answer

    def read(self, since=None, limit=None, clauses=(), query=None):
        """A plain request. Returns its cursor where it is one."""
        parts = [] if since is None else [f"since={since}"]
        parts += [] if limit is None else [f"limit={limit}"]
        reading = Reading(since, limit)

        def judge(answer):
            broken = self.model.range_clauses(reading, answer)
            return broken | set(clauses) if broken else broken
        query = query or ("&".join(parts) if parts else None)
        answer = self.ask(query, judge, clauses)
        cursor = answer.one("X-EXO-Last-Idx") if answer else None
        return int(cursor) if cursor and cursor.isdigit() else None

    def ranges(self):
        n = self.model.low
        self.read()
        for since in {0, 1, 3, n - 3, n - 1, n, n + 1, n + 2, n + 99} - {-1, -2, -3}:
            self.read(since)
            for limit in (0, 1, 2, 4, 1000):
                self.read(since, limit)
        self.read(limit=2)
        self.read(0, 120)
        # Across the equal events of a log that has some.
        self.read(40, 2)
        # What caches take for one.
        for since, limit in ((11, 1), (1, 11), (3, 5), (3 + 256, 5)):
            self.read(since, limit)
        for limit in {2, 4} if n > 4 else {1}:
            self.read(max(0, n - limit), limit)
        self.read(0)
        self.read()

    def chain(self, limit):
        since = 0
        for _ in range(6):
            cursor = self.read(since, limit, {"chain-1"} if since else ())
            if cursor is None or cursor <= since:
                return
            since = cursor

    def numbers(self):
        last = max(0, self.model.low - 1)
        for text in BIG:
            self.read(int(text))
            self.read(last, int(text), {"range-5"})
        for text in HUGE:
            for query, reading in ((f"since={text}", Reading(int(text) if len(text) < 4000 else 10 ** 40)),
                                   (f"since={last}&limit={text}", Reading(last, 10 ** 40))):
                self.one_of(query, [reading], {"lenient-3"})

    def one_of(self, query, readings, clauses, should=()):
        def judge(answer):
            broken = self.model.any_of(readings, answer, clauses)
            return broken | set(should) if 400 <= answer.status <= 499 or broken else broken
        self.ask(query, judge, clauses)

    def refusals(self):
        for text in NO_NUMBERS:
            self.ask(f"since={text}", lambda answer: self.model.refusal_clauses(answer, "reject-1"), {"reject-1"})
            self.ask(f"limit={text}", lambda answer: self.model.refusal_clauses(answer, "reject-2"), {"reject-2"})
        self.ask("since", lambda answer: self.model.refusal_clauses(answer, "reject-1"))
        self.ask("limit", lambda answer: self.model.refusal_clauses(answer, "reject-2"))
        for text in ("-1", "-9223372036854775808"):
            self.ask(f"since={text}", lambda answer: self.model.refusal_clauses(answer, "reject-3"))
            self.ask(f"limit={text}", lambda answer: self.model.refusal_clauses(answer, "reject-4"))

    def spellings(self):
        for text, value in SPELLINGS:
            self.one_of(f"since={text}", [Reading(value)], {"lenient-1"})
            self.one_of(f"limit={text}", [Reading(None, value)], {"lenient-1"})
        self.one_of("since=1&since=2", [Reading(1), Reading(2)], {"lenient-2"})
        self.one_of("limit=1&limit=2", [Reading(None, 1), Reading(None, 2)], {"lenient-2"})

    def queries(self):
        self.read(2, 2, {"param-4"}, "limit=2&since=2")
        self.read(3, 2, {"param-7"}, "since=%33&limit=%32")
        self.read(3, 2, {"param-7"}, "%73ince=3&%6Cimit=2")
        for query in ("sinc=0&since=3&limit=2", "since=3&limit=2&x=1", "since=3&limit=2&x", "since=3&limit=2&sinc=1",
                      "x_since=1&since=3&limit=2", "since=3&limit=2&x_since=1", "since=3&limit=2&since[a]=1",
                      "&since=3&&limit=2&"):
            self.one_of(query, [Reading(3, 2)], {"param-5"}, {"param-6"})

    def methods(self):
        for since, limit in ((None, None), (0, 1), (1, None), (10 ** 6, None)):
            query = f"since={since}" + (f"&limit={limit}" if limit is not None else "")
            reading = Reading(since, limit)
            self.ask(None if since is None else query, lambda answer, r=reading: self.model.head_clauses(r, answer),
                     {"method-1"}, "HEAD")
        self.ask(None, lambda answer: {"method-1"} if answer.status in (500, 502, 503) else set(), {"method-1"},
                 "OPTIONS")

    def said(self):
        self.ask("since=0&limit=1", self.model.said_clauses, fields=("Origin: http://elsewhere.example",))

    def long_targets(self):
        for padding in ("x=" + "a" * 7000, "x=" + "a" * 70000, "&".join(["x=1"] * 10000)):
            try:
                answer = wire.send(self.port, f"/events?{padding}&since=1&limit=1")
            except wire.Broken as error:
                if str(error) != wire.NO_ANSWER:
                    self.note({"transport-1"}, str(error))
                continue
            self.note(self.model.any_of([Reading(1, 1)], answer, {"transport-1"}), f"a target of {len(padding)}")
        self.read(0, 1, {"transport-3"})

    def injection(self):
        value = "abc%0D%0AX-EXO-Last-Idx:%203"
        self.ask(f"since={value}", lambda answer: {"transport-4"} if answer.all("X-EXO-Last-Idx") else set())

    def http_1_0(self):
        try:
            answer = wire.read_answer(wire.exchange(self.port, b"GET /events?since=1&limit=1 HTTP/1.0\r\n\r\n", 3))
        except wire.Broken as error:
            if str(error) != wire.NO_ANSWER:
                self.note({"transport-2"}, f"HTTP/1.0: {error}")
            return
        self.note(self.model.any_of([Reading(1, 1)], answer, {"transport-2"}), "HTTP/1.0")

    def pipeline(self):
        """Two requests at once: the answers come in order, or none comes and the connection ends."""
        ends = ("", "Connection: close\r\n")
        data = "".join(f"GET /events?since={i}&limit=1 HTTP/1.1\r\nHost: x\r\n{end}\r\n" for i, end in enumerate(ends))
        try:
            rest = wire.exchange(self.port, data.encode(), 3)
            for i in range(len(ends)):
                answer = wire.read_answer(rest)
                rest, answer.leftover = answer.leftover, b""
                broken = self.model.range_clauses(Reading(i, 1), answer)
                self.note(broken | {"transport-5"} if broken else (), f"request {i} of a pipeline")
        except wire.Broken as error:
            if str(error) != wire.NO_ANSWER:
                self.note({"transport-5"}, f"a pipeline: {error}")

    def everything(self):
        self.ranges()
        self.chain(4)
        self.chain(1)
        self.methods()
        self.said()
        self.refusals()
        self.spellings()
        self.queries()
        self.numbers()
        self.injection()
        self.http_1_0()
        self.pipeline()
        self.long_targets()
        self.ranges()
