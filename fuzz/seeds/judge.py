"""Traces of one case, in each of which one thing is wrong, or nothing."""

from seed_traces import answer, ask, case_end, end, exchange, header, line, run


def told(*pairs, **members):
    return run(*[exchange(asked, answered) for asked, answered in pairs], **members)


DUMP = (ask(), answer(1, 2, 3, "abc"))
TAIL = (ask(3), answer(3, 4, 3))
OTHER = (ask(), answer(5, 6, 2, "xy"))
SHIFTED = (ask(1, 1), answer(3, 4, 2, "c"))
REFUSED = {"cursor": None, "cursor_text": None, "cursor_form": "missing", "body_form": "other", "status": 422}
REFUSAL = {"expects": "refusal", "clause": "reject-1"}

CONVERSATIONS = {
    "range-1-truthful": told(DUMP, (ask(1, 1), answer(3, 4, 2, "b")), (ask(3), answer(5, 6, 3))),
    "range-1-shifted": told(DUMP, (ask(1, 1), answer(3, 4, 2, "c"))),
    "range-1-missing": told(DUMP, (ask(0, 3), answer(3, 4, 3, "ab"))),
    "range-2-reversed": told(DUMP, (ask(), answer(3, 4, 3, "cba"))),
    "range-2-shuffled": told(DUMP, (ask(), answer(3, 4, 3, "bac"))),
    "range-4-over-limit": told(DUMP, (ask(0, 1), answer(3, 4, 2, "ab"))),
    "range-6-past-end": told(DUMP, (ask(9), answer(3, 4, 3, "z"))),
    "cursor-1-missing": told((ask(), answer(1, 2, 0, cursor=None, cursor_form="missing", cursor_text=None))),
    "cursor-2-malformed": told((ask(), answer(1, 2, 0, cursor_form="malformed", cursor_text="\x01\\x"))),
    "cursor-3-low": told(DUMP, (ask(1), answer(3, 4, 2, "bc"))),
    "cursor-3-high": told(DUMP, (ask(3), answer(3, 4, 9)), (ask(2), answer(5, 6, 3, "c"))),
    "cursor-4-echo": told(DUMP, (ask(99), answer(3, 4, 99)), (ask(2), answer(5, 6, 3, "c"))),
    "cursor-5-total": told(DUMP, (ask(0, 1), answer(3, 4, 3, "a"))),
    "limit-1-low": told(DUMP, (ask(9, 0), answer(3, 4, 2))),
    "dump-1-short": told(DUMP, (ask(), answer(3, 4, 2, "ab"))),
    "instant-1-torn": told((ask(), answer(1, 2, 3, "abcd")), (ask(2), answer(3, 4, 4, "cd"))),
    "instant-1-torn-high": told((ask(), answer(1, 2, 9, "abcd")), (ask(2), answer(3, 4, 4, "cd"))),
    "growth-1-stale": told(DUMP, (ask(), answer(3, 4, 2, "ab")), (ask(2), answer(5, 6, 4, "cd"))),
    "growth-1-own-append": run(exchange(*DUMP), line("appended", before="3", after="4", count="2"),
                               exchange(ask(3), answer(5, 6, 4, "d"))),
    "growth-2-down": told(DUMP, (ask(context="repeated"), answer(3, 4, 1, "a"))),
    "immutable-1-rewritten": told(DUMP, (ask(1, 1, context="repeated"), answer(3, 4, 2, "z"))),
    "immutable-2-moved": told(DUMP, (ask(1, 1, context="repeated"), answer(3, 4, 2, "c"))),
    "immutable-1-mixed": told(DUMP, (ask(), answer(3, 4, 3, "abz")), (ask(), answer(5, 6, 3, "bzz"))),
    "chain-1-overlap": told(DUMP, (ask(2, 1, context="chained"), answer(3, 4, 3, "b"))),
    "body-1-null": told((ask(), answer(1, 2, 0, body_form="null", body_bytes="4", body_sample="null"))),
    "body-2-other": told((ask(3), answer(1, 2, 3, body_form="other", body_bytes="2", body_sample="{}"))),
    "body-1-invalid": told((ask(), answer(1, 2, 3, "ab", body_form="invalid", body_offset="4", body_sample="<h\x07"))),
    "body-1-too-large": told((ask(), answer(1, 2, 3, body_form="large"))),
    "body-1-truncated": told((ask(), answer(1, 2, 3, "abc", transport="truncated"))),
    "answer-1-redirect": told((ask(), answer(1, 2, 0, status=302, location="/\x1b"))),
    "answer-1-server-fails": told((ask(), answer(1, 2, 0, status=500))),
    "answer-1-no-http": told((ask(), answer(1, 2, 0, status=None, transport="not-http"))),
    "transport-unreachable": told((ask(), answer(1, 2, 0, status=None, transport="unreachable"))),
    "transport-silence": told((ask(silence_clause="transport-1"), answer(1, 2, 0, status=None, transport="timeout"))),
    "transport-silence-or-closed": told(
        (ask(may_close=True, silence_clause="transport-1"), answer(1, 2, 0, status=None, transport="timeout"))),
    "transport-closed": told((ask(may_close=True, silence_clause="transport-1"), answer(1, 2, 0, status=None, transport="closed"))),
    "reject-1-refused": told((ask(**REFUSAL), answer(1, 2, 0, **REFUSED))),
    "reject-1-answered": told((ask(**REFUSAL), answer(1, 2, 3, "abc"))),
    "reject-1-answered-by-one-event": told((ask(**REFUSAL), answer(1, 2, 1, "a"))),
    "reject-1-redirected": told((ask(**REFUSAL), answer(1, 2, 0, status=301))),
    "reject-5-other-status": told((ask(**REFUSAL), answer(1, 2, 0, **{**REFUSED, "status": 404}))),
    "reject-6-events": told(DUMP, (ask(**REFUSAL), answer(3, 4, 0, "a", **{**REFUSED, "body_form": "array"}))),
    "reject-7-cursor": told((ask(**REFUSAL), answer(1, 2, 5, status=422))),
    "reject-7-malformed": told((ask(**REFUSAL), answer(1, 2, 0, cursor_form="malformed", cursor_text="x"))),
    "lenient-1-refused": told((ask(3, expects="range-or-refusal", clause="lenient-1", refusal_clause="param-6"),
                               answer(1, 2, 0, **REFUSED))),
    "lenient-2-second-reading": told(DUMP, (ask(readings=[(1, None), (2, None)], expects="range-or-refusal",
                                                clause="lenient-2"), answer(3, 4, 3, "c"))),
    "lenient-2-no-reading": told(DUMP, (ask(readings=[(1, None), (2, None)], expects="range-or-refusal",
                                            clause="lenient-2"), answer(3, 4, 3, "abc"))),
    "method-2-head": told(DUMP, (ask(1, method="HEAD"), answer(3, 4, 2, body_form=None, body_bytes=None))),
    "cursor-4-profile-echo": told(DUMP, (ask(9), answer(3, 4, 9)), profile={"past_end_echo": True}),
    "cursor-1-profile-implied": told((ask(), answer(1, 2, 0, cursor=None, cursor_form="implied", cursor_text=None)), (ask(), answer(3, 4, 3, "abc")),
                                     profile={"cursor_place": "last-event"}),
    "reset-1-told": run(exchange(*DUMP), exchange(ask(), answer(3, 4, 1, "x")),
                        line("reset_check", prefix={**OTHER[0], **OTHER[1]}, tail={**TAIL[0], **answer(7, 8, 2)})),
    "note-from-the-session": run(exchange(*DUMP), line("note", ask=ask(), kind="field", clause="body-3", says="a",
                                                       expected="b", received="c")),
    "repeated-finding": told(DUMP, *[(ask(1, 1), answer(i, i + 1, 2, "c")) for i in range(3, 43, 2)]),
}

TWO = header("full-dump", "since-only")
BEGUN = [line("new_judge"), line("case_begin", case="full-dump"), exchange(*DUMP)]
SHAPES = {
    "shape-cut-in-case": [TWO, *BEGUN],
    "shape-restart": [TWO, *BEGUN, case_end("full-dump", reset=True, ends_run=True, stopped="reset"),
                      line("restart", reason="reset"), *BEGUN, case_end("full-dump"), line("case_begin", case="since-only"),
                      case_end("since-only", exercised=False, lacks="more", requests="0"), end()],
    "shape-unreachable": [TWO, *BEGUN[:2], case_end("full-dump", status="stopped", unreachable=True, ends_run=True,
                                                    stopped="gone", requests="1"), end()],
    "shape-no-endpoint": [TWO, *BEGUN[:2], exchange(ask(), answer(1, 2, 0, status=404)),
                          case_end("full-dump", status="stopped", no_endpoint=True, ends_run=True, stopped="404"), end()],
    "shape-no-start": [TWO, end(reason="it does not start")],
    "shape-seen-again": [header("full-dump"), *BEGUN, exchange(*SHIFTED), line("settle"),
                         case_end("full-dump", again="nogap fuzz --seed 1"), end()],
    "shape-seen-again-no-fault": [header("full-dump"), *BEGUN, line("settle"), case_end("full-dump", again="seed 1"), end()],
    "shape-seen-again-stopped": [TWO, *BEGUN, exchange(*SHIFTED), case_end("full-dump", status="stopped", ends_run=True,
                                 stopped="gone", again="seed 1"), end()],
    "shape-seen-again-stopped-long": [TWO, *BEGUN, exchange(*SHIFTED), case_end("full-dump", status="stopped", ends_run=True,
                                      stopped="g" * 200, again="seed 1"), end()],
    "shape-runner-failed": [TWO, *BEGUN, case_end("full-dump", status="io"), end()],
    "shape-wrong-order": [TWO, *BEGUN, exchange(*DUMP), end()],
    "shape-wrong-case": [TWO, line("new_judge"), line("case_begin", case="since-only"), end()],
    "shape-no-judge": [TWO, line("case_begin", case="full-dump"), end()],
    "shape-end-missing": [header("full-dump"), *BEGUN, line("settle"), case_end("full-dump")],
    "shape-strict": [header("full-dump", strict=True), *BEGUN, line("note", ask=ask(), kind="field", clause="body-3",
                                                                     says="a", expected="b", received="c"),
                     case_end("full-dump"), end()],
    "shape-launched-reset": [header("full-dump", launched=True), *BEGUN, exchange(ask(), answer(3, 4, 1, "x")),
                             line("settle"), case_end("full-dump"), end()],
    "shape-no-cases": [header(), end()],
    "shape-no-header": [line("settle")],
}


NOTE = {"says": "a", "expected": "b", "received": "c"}
FIELDS = [line("note", ask=ask(), kind="field", clause=clause, **NOTE) for clause in (
    "body-1", "body-2", "body-3", "cache-1", "cors-1", "param-1", "param-2", "param-3", "param-4", "param-5", "param-6",
    "range-1", "range-2", "range-3", "range-4", "range-5", "range-6", "body-1")]
FAR = 2**64 - 4
LACKING = {"may_lack_support": True, **REFUSAL}
RESET = {"reset": True, "stopped": "reset"}
PAGE_OF_TWO = (ask(1, 1), answer(3, 4, 2, "c"))


def case(name, *records, **ends):
    return [line("case_begin", case=name), *records, case_end(name, **ends)]


def cases(*parts, **members):
    """Returns a trace of the cases since-only, which is waived, and full-dump."""
    return [header("since-only", "full-dump", **members), line("new_judge"), *[record for part in parts for record in part]]


MORE = {
    "finding-too-many-kinds": run(exchange(*DUMP), *FIELDS),
    "range-5-past-64-bits": told((ask(FAR, 2), answer(1, 2, FAR + 2, "ab")), (ask(FAR), answer(3, 4, FAR + 2, "xbcdef"))),
    "transport-2-lacks-support": told(*[(ask(**LACKING), answer(i, i + 1, 0, **{**REFUSED, "status": status}))
                                        for i, status in ((1, 501), (3, 505), (5, 500))]),
    "reset-1-by-events-alone": run(
        exchange(*DUMP), line("reset_check", prefix={**ask(), **answer(5, 6, 2, "xy", cursor_form="implied")},
                              tail={**TAIL[0], **answer(7, 8, 2)})),
    "reset-1-without-a-cursor": run(
        exchange(*DUMP), line("reset_check", prefix={**ask(), **answer(5, 6, 0, "xy", cursor=None, cursor_form="missing",
                                                                      cursor_text=None)},
                              tail={**TAIL[0], **answer(7, 8, 2)})),
    "reset-1-gone": run(exchange(*DUMP), line("reset_check", prefix={**ask(), **answer(5, 6, 0)},
                                              tail={**ask(3), **answer(7, 8, 0)})),
    "answer-1-redirect-to-nowhere": told((ask(), answer(1, 2, 0, status=302))),
    "body-1-empty-sample": told((ask(), answer(1, 2, 0, body_form="invalid", body_bytes="0"))),
    "method-2-head-with-an-array": told(DUMP, (ask(1, method="HEAD"), answer(3, 4, 3))),
    "instant-1-torn-of-a-raw-request": told((ask(raw="GET {path} HTTP/1.1", raw_first=True), answer(1, 2, 3, "abcd"))),
    "growth-1-claim-of-a-raw-request": told((ask(9, raw="GET {path} HTTP/1.1"), answer(1, 2, 3))),
}

WAIVED = {
    "waiver-holds": cases(case("since-only", exchange(*DUMP), exchange(*PAGE_OF_TWO)), case("full-dump"), [end()]),
    "waiver-stale": cases(case("since-only", exchange(*DUMP)), case("full-dump"), [end()]),
    "waiver-of-a-warning": cases(case("since-only", FIELDS[2]), case("full-dump"), [end()]),
    "waiver-of-a-warning-strict": cases(case("since-only", FIELDS[2]), case("full-dump"), [end()], strict=True),
    "waiver-of-a-stop": cases(case("since-only", status="stopped", stopped="a"), case("full-dump"), [end()]),
    "waiver-of-the-end": cases(case("since-only", status="stopped", stopped="a", ends_run=True), [end()]),
    "waiver-of-a-skip": cases(case("since-only", exercised=False, requests="0"), case("full-dump"), [end()]),
    "waiver-stale-twice": [header("since-only", "since-past-end"), line("new_judge"), *case("since-only", exchange(*DUMP)),
                           *case("since-past-end", exchange(ask(9), answer(3, 4, 3))), end()],
    "waiver-strict-without-a-warning": cases(case("since-only"), case("full-dump"), [end()], strict=True),
    "waiver-stale-behind-a-pass": [header("full-dump", "since-only"), *BEGUN, case_end("full-dump"), *case("since-only"), end()],
    "shape-idle-class": [header("since-past-end", "since-at-end"), line("new_judge"),
                         *case("since-past-end", exercised=False, requests="0"), *case("since-at-end"), end()],
    "shape-reset-twice": cases(case("since-only", ends_run=True, **RESET), [line("restart", reason="reset"), line("new_judge")],
                               case("since-only", **RESET), case("full-dump"), [end()]),
    "shape-reset-again-and-over": cases(case("since-only", **RESET), [line("restart", reason="reset"), line("new_judge")],
                                        case("since-only", ends_run=True, **RESET), [end()]),
    "shape-unreachable-and-on": cases(case("since-only", unreachable=True), case("full-dump", no_endpoint=True), [end()]),
    "shape-no-endpoint-and-on": cases(case("since-only", no_endpoint=True), case("full-dump", unreachable=True), [end()]),
    "shape-unreachable-late": [header("full-dump"), *BEGUN, case_end("full-dump", status="stopped", unreachable=True,
                                                                     ends_run=True, stopped="gone", requests="1"), end()],
    "shape-no-endpoint-without-a-finding": [header("full-dump"), line("new_judge"), *case(
        "full-dump", status="stopped", no_endpoint=True, ends_run=True, stopped="404"), end()],
    "shape-no-memory": [header("full-dump"), *BEGUN, case_end("full-dump", status="no-memory"), end()],
    "shape-failed-alone": [header("full-dump"), *BEGUN, case_end("full-dump", status="io"), end()],
}


def seeds():
    whole = {name: b"".join(record + b"\n" for record in records) for name, records in (SHAPES | WAIVED).items()}
    return {**CONVERSATIONS, **MORE, **whole, "shape-cut-in-line": whole["shape-cut-in-case"] + b'{"record":"sett'}
