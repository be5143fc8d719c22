"""Requests as raw bytes over a new connection, whole and in pieces, and targets over a kept one."""

from seed_sources import name_of, vectors

# Flags: whether the connection is kept (1), whether the log is large (2), and from 4 on the method or how many cuts.
KEPT, LARGE, CUT = 1, 2, 4
METHODS = {"get": 0, "head": 3, "options": 4, "put": 5, "delete": 6, "get-in-small-letters": 7}
SIZE_MAX = 300
HOST = b"Host: log\r\n"


def get(target, *fields, version=b"HTTP/1.1"):
    return b"GET " + target + b" " + version + b"\r\n" + b"".join(field + b"\r\n" for field in fields) + HOST + b"\r\n"


RAW = {
    "transport-2-get": get(b"/events?since=3"),
    "transport-2-nothing": b"",
    "transport-2-nonsense": b"NONSENSE\r\n\r\n",
    "transport-2-empty-lines": b"\r\n\r\n" + get(b"/events"),
    "transport-2-line-feeds-alone": b"GET /events?since=9 HTTP/1.1\nHost: log\n\n",
    "transport-2-carriage-returns-alone": b"GET /events?since=9 HTTP/1.1\rHost: log\r\r",
    "transport-2-version-1-0": b"GET /events?since=9 HTTP/1.0\r\n\r\n",
    "transport-2-version-1-0-kept": b"GET /events?since=9 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "transport-2-version-9-9": get(b"/events", version=b"HTTP/9.9"),
    "transport-2-version-missing": b"GET /events?since=9\r\n\r\n",
    "transport-2-version-unknown": get(b"/events", version=b"HTTPS/1.1"),
    "transport-2-no-host": b"GET /events HTTP/1.1\r\n\r\n",
    "transport-2-two-hosts": get(b"/events", b"Host: other"),
    "transport-2-host-empty": b"GET /events HTTP/1.1\r\nHost:\r\n\r\n",
    "transport-2-field-without-colon": get(b"/events", b"Accept"),
    "transport-2-field-without-name": get(b"/events", b": x"),
    "transport-2-field-folded": get(b"/events", b"A: b\r\n c"),
    "transport-2-field-of-nul": get(b"/events", b"A: \x00b"),
    "transport-2-target-of-nul": get(b"/events?since=3\x00&limit=1"),
    "transport-2-target-of-spaces": get(b"/events?since=3 &limit=1"),
    "transport-2-target-absolute": get(b"http://log/events?since=3"),
    "transport-2-body-of-length": get(b"/events", b"Content-Length: 3") + b"abc",
    "transport-2-body-chunked": get(b"/events", b"Transfer-Encoding: chunked") + b"3\r\nabc\r\n0\r\n\r\n",
    "transport-2-body-chunked-wrongly": get(b"/events", b"Transfer-Encoding: chunked") + b"zz\r\nabc\r\n",
    "transport-2-body-length-negative": get(b"/events", b"Content-Length: -1"),
    "transport-2-body-length-negative-head": get(b"/events", b"Content-Length: -1").replace(b"GET", b"HEAD"),
    "transport-2-body-length-twice": get(b"/events", b"Content-Length: 3", b"Content-Length: 4") + b"abcd",
    "transport-2-body-length-and-chunked": get(b"/events", b"Content-Length: 3", b"Transfer-Encoding: chunked") + b"0\r\n\r\n",
    "transport-2-body-missing": get(b"/events", b"Content-Length: 30") + b"abc",
    "transport-2-body-expected": get(b"/events", b"Expect: 100-continue", b"Content-Length: 3") + b"abc",
    "transport-2-body-expected-and-missing": get(b"/events", b"Expect: 100-continue", b"Content-Length: 3"),
    "transport-2-upgrade": get(b"/events", b"Connection: Upgrade", b"Upgrade: h2c"),
    "transport-2-http-2-preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "transport-3-broken-off": get(b"/events")[:-3],
    "transport-3-broken-off-in-the-line": b"GET /eve",
    "transport-4-line-ends": get(b"/events?since=%0d%0aX-Injected:%201"),
    "transport-5-two": get(b"/events?since=9") + get(b"/events?limit=1"),
    "transport-5-close-between": get(b"/events?since=9", b"Connection: close") + get(b"/events?limit=1"),
    "transport-5-refusals": get(b"/events?since=x") + get(b"/state") + b"PUT /events HTTP/1.1\r\n" + HOST + b"\r\n",
    "transport-5-head-between": get(b"/events").replace(b"GET", b"HEAD") + get(b"/events?limit=1"),
    "method-1-options": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "method-1-post": b"POST /events HTTP/1.1\r\nContent-Length: 2\r\n" + HOST + b"\r\n{}",
}


def seeds():
    made = {name: data + bytes([0]) for name, data in RAW.items()}
    for name, data in list(RAW.items())[::3]:
        made[f"{name}-in-pieces"] = data + bytes([1, 5, 4, 3 * CUT])
    made["transport-1-long-target"] = get(b"/events?since=1&x=" + b"a" * 3000) + bytes([0])
    made["transport-1-longer-than-memory"] = get(b"/events?since=1&x=" + b"a" * 40000) + bytes([0])
    made["body-1-large-dump"] = get(b"/events") + get(b"/events?since=2") + bytes([LARGE])
    made["body-1-large-dump-kept"] = b"/events" + bytes([LARGE + KEPT])
    for name, at in METHODS.items():
        made[f"method-1-kept-{name}"] = b"/events?since=3&limit=2" + bytes([KEPT + 4 * at])
    for vector in vectors()[::4]:
        query = (vector["query"] or "").encode()
        if len(query) <= SIZE_MAX:
            made[name_of(vector)] = b"/events?" + query + bytes([KEPT])
    return made
