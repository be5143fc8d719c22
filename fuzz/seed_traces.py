"""Lines of traces as conformance/trace/FORMAT.md describes them, for the harnesses that read them."""

import json

PROFILE = {"name": "exo", "since": "since", "limit": "limit", "fixed_query": "", "events_pointer": "",
           "cursor_place": "field", "cursor_name": "X-EXO-Last-Idx", "first_index": "0", "refusal_statuses": [422]}


def line(record, **members):
    return json.dumps({"record": record, **members}, separators=(",", ":")).encode("ascii")


def header(*cases, profile=None, **members):
    return line("trace", format=1, nogap="0.1.0", target="http://h/events", profile={**PROFILE, **(profile or {})},
                seed="1", cases=list(cases), header_names=[], **members)


def digests(kinds):
    """Returns the digests of events, a letter each."""
    return "".join(f"{ord(kind):016x}" for kind in kinds)


def ask(since=0, limit=None, readings=None, **members):
    readings = readings or [(since, limit)]
    plain = readings == [(0, None)]
    return {**({} if plain else {"query": "since=.."}),
            "readings": [{"since": str(s), **({} if n is None else {"limit": str(n)})} for s, n in readings], **members}


def answer(sent, answered, count, kinds="", **members):
    """Returns the members of an answer; members given here take the place of others, None leaves one out."""
    found = {"sent": str(sent), "answered": str(answered), "status": 200, "cursor": str(count), "cursor_text": str(count),
             "body_form": "array", "body_bytes": str(2 + len(kinds)), "seconds": 0.001}
    if kinds:
        found["digests"] = digests(kinds)
    return {name: value for name, value in {**found, **members}.items() if value is not None}


def exchange(asked, answered):
    return line("exchange", **asked, **answered)


def case_end(case, **members):
    return line("case_end", **{"case": case, "status": "ok", "exercised": True, "requests": "1", "seconds": 0.1, **members})


def end(**members):
    return line("end", **{"bytes": "10", "seconds": 0.1, "events": "3", "requests": "1", **members})


def run(*records, case="full-dump", **members):
    """Returns a whole trace of one case in which these records stand."""
    records = [header(case, **members), line("new_judge"), line("case_begin", case=case), *records, line("settle"),
               case_end(case), end()]
    return b"".join(record + b"\n" for record in records)
