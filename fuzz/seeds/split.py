"""JSON texts as bodies and inside of envelopes; the last byte says where events and cursor stand."""

from seed_bodies import WHOLE, WRONG, events

ARRAY, RESULTS, CURSOR, INDEXED, IN_EVENTS, ESCAPED, TWICE, NO_POINTER = (bytes([i]) for i in range(8))

ENVELOPES = {
    "body-1-envelope": b'{"results":[1,[2]],"last_seq":7}' + CURSOR,
    "body-1-envelope-cursor-first": b'{"last_seq":"7-\\u00e9","n":{"results":[3]},"results":[{}]}' + CURSOR,
    "body-1-envelope-twice": b'{"results":[1],"results":[2],"last_seq":1,"last_seq":2}' + CURSOR,
    "body-1-envelope-null": b'{"results":null,"last_seq":[1]}' + CURSOR,
    "body-1-envelope-cut": b'{"results":[1,2' + RESULTS,
    "body-1-envelope-wrong": b'{"results":[1,2],}' + RESULTS,
    "body-1-envelope-deep": b'{"a":' + b"[" * 4100 + RESULTS,
    "body-1-envelope-key-of-escapes": b'{"re\\u0073ults":[1]}' + RESULTS,
    "body-1-envelope-long-key": b'{"' + b"\\u0041" * 300 + b'":1,"results":[1]}' + RESULTS,
    "body-1-indexed": b'[{"a":[1,2]},9]' + INDEXED,
    "body-1-indexed-cursor-first": b'[[1],9,{"a":[1]}]' + INDEXED,
    "body-1-cursor-in-events": b"[1,2]" + IN_EVENTS,
    "body-1-escaped-pointer": b'{"a/b":[1,2,[3],{"~":{"c":4}}],"a/b":{"~":{"c":true}}}' + ESCAPED,
    "body-1-cursor-is-the-array": b'{"results":[1,2]}' + TWICE,
    "body-1-no-pointer": b"[]" + NO_POINTER,
    "body-1-scalar": b'"\\u00e9\\n"' + ARRAY,
    "body-1-number": b"-1.5e5 " + ARRAY,
    "body-1-number-cut": b"1e" + ARRAY,
    "body-1-event-too-deep": b"[" * 4200 + ARRAY,
    "body-1-event-too-deep-and-over": b"[" * 4200 + b"]" * 4200 + ARRAY,
}


def seeds():
    texts = {**WHOLE, **WRONG, **events()}
    arrays = {f"{name}-as-events": b"[" + text + b"," + text + b"]" + ARRAY for name, text in texts.items()}
    results = {f"{name}-as-results": b'{"n":%s,"results":[%s]}' % (text, text) + CURSOR for name, text in texts.items()}
    return {**{name: text + ARRAY for name, text in texts.items()}, **arrays, **results, **ENVELOPES}
