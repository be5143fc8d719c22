"""One line of each record, with every member and with as few as there can be, and lines that are wrong in one way."""

from seed_traces import answer, ask, case_end, end, exchange, header, line, run

EVERY_ASK = {"method": "HEAD", "header_name": "Origin", "header_value": "http://a", "expects": "range-or-refusal",
             "context": "repeated", "clause": "lenient-1", "refusal_clause": "reject-5", "may_close": True,
             "silence_clause": "transport-1", "may_lack_support": True, "raw": "GET {path} HTTP/1.1", "raw_first": True}
EVERY_ANSWER = {"transport": "truncated", "cursor_form": "repeated", "cursor_text": "\x01\xe9\"\\", "body_form": "cut",
                "body_offset": "4", "body_sample": "[1", "media_type": "a/b", "cache_control": "no-store",
                "allow_origin": "*", "expose_headers": "x", "location": "/"}
WORDS = {"kind": "field", "clause": "body-3", "says": "a", "expected": "b", "received": "c"}
LEAST = exchange(ask(), answer(1, 2, 3, "abc"))

LINES = {
    "header": header("full-dump", "since-only"),
    "header-every-member": header("full-dump", strict=True, launched=True, profile={
        "cursor_names_last": True, "past_end_echo": True, "cursor_place": "last-event", "first_index": "1"}),
    "header-of-another-format": header().replace(b'"format":1', b'"format":2'),
    "header-of-an-unknown-case": header("no-such-case"),
    "new-judge": line("new_judge"),
    "settle": line("settle"),
    "case-begin": line("case_begin", case="full-dump"),
    "case-end": case_end("full-dump"),
    "case-end-every-member": case_end("full-dump", status="stopped", reset=True, unreachable=True, ends_run=True,
                                      no_endpoint=True, lacks="a", stopped="b"),
    "exchange": LEAST,
    "exchange-every-member": exchange(ask(readings=[(1, 2), (2**64 - 1, None)], **EVERY_ASK),
                                      answer(1, 2, 3, "abc", **EVERY_ANSWER)),
    "reset-check": line("reset_check", prefix={**ask(), **answer(1, 2, 3, "a")}, tail={**ask(3), **answer(3, 4, 3)}),
    "appended": line("appended", before="1", after="2", count="18446744073709551615"),
    "note": line("note", ask=ask(), **WORDS),
    "note-of-an-unknown-clause": line("note", ask=ask(), **{**WORDS, "clause": "body-99"}),
    "note-of-an-unknown-kind": line("note", ask=ask(), **{**WORDS, "kind": "?"}),
    "restart": line("restart", reason="the log was reset"),
    "end": end(),
    "end-without-a-run": end(reason="the server did not start"),
    "unknown-record": line("other"),
    "unknown-member": line("settle", other=1),
    "twice": b'{"record":"settle","record":"settle"}',
    "no-object": b"[]",
    "no-json": b'{"record":',
    "behind": line("settle") + b" x",
    "byte-not-ascii": b'{"record":"settle\xe9"}',
    "escape-of-nul": b'{"record":"settle\\u0000"}',
    "escape-over-a-byte": b'{"record":"settle","x":"\\u0100"}',
    "count-too-large": LEAST.replace(b'"sent":"1"', b'"sent":"18446744073709551616"'),
    "count-no-digits": LEAST.replace(b'"sent":"1"', b'"sent":"1x"'),
    "count-a-number": LEAST.replace(b'"sent":"1"', b'"sent":1'),
    "status-too-large": LEAST.replace(b'"status":200', b'"status":1000'),
    "digests-odd": LEAST.replace(b'0061"', b'006"'),
    "digests-zero": exchange(ask(), answer(1, 2, 1, "\x00")),
    "digests-no-hexadecimal": LEAST.replace(b"0061", b"006G"),
    "readings-of-zero": exchange(ask(readings=[(0, 0), (2**64 - 1, 0)]), answer(1, 2, 0)),
    "readings-three": exchange(ask(readings=[(0, 1)] * 3), answer(1, 2, 0)),
    "readings-none": exchange({"query": "a"}, answer(1, 2, 0)),
    "refusal-without-a-clause": exchange(ask(expects="refusal"), answer(1, 2, 0)),
    "text-too-long": exchange(ask(), answer(1, 2, 0, cursor_text="9" * 256)),
    "field-without-a-value": exchange(ask(header_name="A"), answer(1, 2, 0)),
    "nothing": b"",
}


def seeds():
    return {**LINES, "a-whole-trace": run(LEAST)}
