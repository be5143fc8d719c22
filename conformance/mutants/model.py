"""The rule of SPEC.md as a model: which clauses does an answer break, if any?

The log is known where the test wrote it, and else learned from the answers. `low` events are proved; `high` is how
many there can be at most. An answer is right if one count between them explains it.
"""

import json
import re

INFINITE = 10 ** 30


def reject_constant(name):
    raise ValueError(name)


def parse(text):
    return json.loads(text.decode("utf-8"), parse_constant=reject_constant)


class Reading:
    """A since and a limit; None stands for absent."""

    def __init__(self, since=None, limit=None):
        self.since = since or 0
        self.page_end = INFINITE * 2 if limit is None else self.since + limit
        self.no_since, self.no_limit, self.limit = since is None, limit is None, limit


class Model:
    def __init__(self, events=None):
        self.known = dict(enumerate(events or []))
        self.low = len(self.known)
        self.high = INFINITE if events is None else self.low

    def append(self, events):
        for event in events:
            self.known[self.low] = event
            self.low += 1
        self.high = max(self.high, self.low)

    def range_clauses(self, reading, answer):
        """Clauses that an answer to a plain request breaks; the wider names come with the closer ones."""
        if answer.status != 200:
            return {"answer-1"}
        broken = set()
        cursors = answer.all("X-EXO-Last-Idx")
        if len(cursors) != 1:
            broken.add("cursor-1")
        elif not re.fullmatch("[0-9]+", cursors[0]):
            broken.add("cursor-2")
        try:
            events = parse(answer.body)
        except (ValueError, RecursionError):
            events = None
        if not isinstance(events, list):
            return broken | self.no_array(reading)
        if answer.leftover:
            broken.add("body-1")
        return broken or self.compare(reading, int(cursors[0]), events)

    def no_array(self, reading):
        empty = reading.since >= min(reading.page_end, self.high)
        return {"body-1", "body-2"} if empty else {"body-1"}

    def cursor_clauses(self, reading, cursor):
        """Which clauses a cursor breaks that no count explains."""
        if min(reading.page_end, self.low) <= cursor <= min(reading.page_end, self.high):
            return set()
        broken = {"cursor-3", "instant-1"}
        if cursor < min(reading.page_end, self.low):
            broken |= {"growth-1", "growth-2", "reset-1"}
        if reading.limit == 0:
            broken.add("limit-1")
        if reading.since > self.high:
            broken.add("cursor-4")
        if reading.page_end <= self.low:
            broken |= {"cursor-5", "range-4"}
        if not reading.no_limit:
            broken |= {"range-4", "range-5"}
        else:
            broken |= {"param-3", "range-3"} | ({"dump-1"} if reading.no_since else set())
        return broken

    def compare(self, reading, cursor, events):
        broken = self.cursor_clauses(reading, cursor)
        expected = max(0, cursor - reading.since)
        wrong = [i for i, event in enumerate(events)
                 if self.known.get(reading.since + i, event) != event]
        if len(events) != expected or wrong:
            broken |= self.event_clauses(reading, events, expected, bool(wrong))
        if not broken:
            self.low = max(self.low, cursor)
            for i, event in enumerate(events):
                self.known.setdefault(reading.since + i, event)
        return broken

    def event_clauses(self, reading, events, expected, wrong):
        broken = {"range-1"}
        if not reading.no_since:
            broken |= {"param-1", "param-4", "chain-1"} | ({"dump-2"} if reading.since == 0 else set())
        elif reading.no_limit:
            broken.add("dump-1")
        else:
            broken.add("param-2")
        if len(events) != expected:
            broken |= {"instant-1", "body-1"} | ({"param-3", "range-3"} if reading.no_limit else set())
        if reading.limit is not None:
            broken |= {"range-4"} | ({"limit-1"} if reading.limit == 0 else set())
        if reading.since >= self.low and events:
            broken.add("range-6")
        if wrong:
            broken |= {"immutable-1", "immutable-2", "reset-1"}
            known = [self.known.get(reading.since + i) for i in range(len(events))]
            if sorted(map(repr, known)) == sorted(map(repr, events)):
                broken.add("range-2")
        return broken

    def refusal_clauses(self, answer, clause):
        if not 400 <= answer.status <= 499:
            return {clause}
        broken = set()
        if answer.status != 422:
            broken.add("reject-5")
        if answer.all("X-EXO-Last-Idx"):
            broken.add("reject-7")
        try:
            body = parse(answer.body)
        except (ValueError, RecursionError):
            body = None
        if isinstance(body, list) and any(event in body for event in self.known.values()):
            broken.add("reject-6")
        return broken

    def any_of(self, readings, answer, clauses):
        """Clauses broken by a request that is refused or means one of the readings."""
        if 400 <= answer.status <= 499:
            return self.refusal_clauses(answer, None) - {"reject-5"}
        all_broken = [self.range_clauses(reading, answer) for reading in readings]
        if not all(all_broken):
            return set()
        return set.union(set(clauses), *all_broken, {"transport-2"} if answer.status >= 500 else set())

    def said_clauses(self, answer):
        """SHOULD clauses about fields."""
        broken = set()
        if not (answer.one("content-type") or "").lower().startswith("application/json"):
            broken.add("body-3")
        if "no-store" not in (answer.one("cache-control") or ""):
            broken.add("cache-1")
        if answer.one("access-control-allow-origin") and \
                "x-exo-last-idx" not in (answer.one("access-control-expose-headers") or "").lower():
            broken.add("cors-1")
        return broken

    def head_clauses(self, reading, answer):
        broken = set()
        if answer.status >= 500 and answer.status != 501:
            broken.add("method-1")
        if answer.leftover:
            broken |= {"method-1", "transport-5"}
        if answer.status == 200:
            cursors = answer.all("X-EXO-Last-Idx")
            if len(cursors) != 1 or not re.fullmatch("[0-9]+", cursors[0]) or \
                    self.cursor_clauses(reading, int(cursors[0])):
                broken.add("method-2")
        return broken


SHOULD = {"body-3", "cache-1", "cors-1", "param-6", "reject-5", "reset-1"}
BROKEN_TRANSFER = {"body-1", "answer-1", "transport-1"}
