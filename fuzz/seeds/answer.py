"""The requests of the vectors, and what stands around a query."""

import seed_sources
from seed_sources import edge, name_of

# A target of this length says what a longer one says.
SIZE_MAX = 400

# Flags: how many Host fields (two bits), whether none is needed (4), whether the target was cut (both 8 and 16).
ONE_HOST, NO_NEED, CUT = 1, 4, 24
REQUESTS = {
    "transport-2-no-host": (b"GET /events", 0),
    "transport-2-no-host-needed": (b"GET /events", NO_NEED),
    "transport-2-two-hosts": (b"GET /events", 2),
    "transport-2-two-hosts-where-none-is-needed": (b"GET /events", NO_NEED | 3),
    "transport-2-target-cut-at-nul": (b"GET /events?since=1", ONE_HOST | CUT),
    "transport-2-method-empty": (b" /events", ONE_HOST),
    "transport-2-method-in-small-letters": (b"get /events", ONE_HOST),
    "transport-2-target-empty": (b"GET ", ONE_HOST),
    "transport-2-nothing": (b"", ONE_HOST),
    "transport-2-path-unknown": (b"GET /state?since=1", ONE_HOST),
    "transport-2-path-longer": (b"GET /events/?since=1", ONE_HOST),
    "transport-2-path-shorter": (b"GET /event?since=1", ONE_HOST),
    "transport-2-path-of-nul": (b"GET /\x00?since=1", ONE_HOST),
    "transport-2-absolute": (b"GET http://log.example/events?since=1", ONE_HOST),
    "transport-2-absolute-secure": (b"GET HttpS://log.example:1/events?since=1", ONE_HOST),
    "transport-2-absolute-without-path": (b"GET http://log.example", ONE_HOST),
    "transport-2-absolute-query-alone": (b"GET http://log.example?/events", ONE_HOST),
    "transport-2-absolute-cut-short": (b"GET http:/", ONE_HOST),
    "param-7-path-encoded": (b"GET /%65vents?since=3", ONE_HOST),
    "param-7-path-encoded-wrongly": (b"GET /%6vents?since=3", ONE_HOST),
    "method-1-options": (b"OPTIONS /events?since=x", ONE_HOST),
    "method-1-options-asterisk": (b"OPTIONS *", ONE_HOST),
    "method-1-options-elsewhere": (b"OPTIONS /", ONE_HOST),
    "method-1-post": (b"POST /events", ONE_HOST),
    "method-1-get-asterisk": (b"GET *", ONE_HOST),
    "method-2-head": (b"HEAD /events?since=1&limit=1", ONE_HOST),
    "method-2-head-refused": (b"HEAD /events?since=x", ONE_HOST),
    "reject-1-shown-controls": (b"GET /events?since=%00%1f%22%5c%7f\x01\"", ONE_HOST),
    "reject-1-shown-utf-8": ("GET /events?since=é漢😀&limit=%e6%bc%a2".encode(), ONE_HOST),
    "reject-1-shown-no-utf-8": (b"GET /events?since=%ff%c0%80%ed%a0%80&limit=\xf4\x90\x80\x80", ONE_HOST),
    "reject-1-shown-utf-8-overlong": (b"GET /events?since=%e0%80%80&limit=%f0%80%80%80", ONE_HOST),
    "reject-1-shown-utf-8-broken-off": (b"GET /events?since=%e6%bcA&limit=%e6", ONE_HOST),
    "reject-1-shown-cut": (b"GET /events?since=" + b"%00" * 70 + b"&limit=" + b"x" * 64, ONE_HOST),
    "reject-1-shown-cut-in-a-character": ("GET /events?limit=".encode() + b"x" * 63 + "é".encode(), ONE_HOST),
    "transport-4-line-ends": (b"GET /events?since=%0d%0aX-Injected:%201", ONE_HOST),
}


def request(line, count, flags):
    return line + edge(count) + bytes([flags])


def seeds():
    made = {name: request(line, 5, flags) for name, (line, flags) in REQUESTS.items()}
    for vector in seed_sources.vectors():
        query = vector["query"]
        line = b"GET /events" + (b"" if query is None else b"?" + query.encode())
        if len(line) <= SIZE_MAX:
            made[name_of(vector)] = request(line, int(vector["count"]), ONE_HOST)
    for count in seed_sources.BOUNDARIES:
        made[f"range-5-count-{count}"] = request(b"GET /events?since=1&limit=%d" % (2**64 - 1), count, ONE_HOST)
    return made
