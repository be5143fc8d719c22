"""The profiles that there are, and texts that are wrong in one way each."""

import seed_sources

ALL = (b'{"name":"n","$schema":"s","comment":"c","request":{"since":"after","limit":"max","no_limit":"9","fixed_query":"a=b",'
       b'"fields":{"A":"b","C":"d"}},"answer":{"events":"/results","cursor":{"body":"/last_seq","names":"last"},'
       b'"first_index":1,"past_end":"echo","refusal_statuses":[400,422]},"append":{"post":"http://h/p"},"timeout":1.5}')

TEXTS = {
    "all-members": ALL,
    "least": b'{"name":"a"}',
    "cursor-in-event": b'{"name":"a","answer":{"cursor":{"last_event":"/id","names":"next"}},"append":{"command":"x"}}',
    "cursor-field": b'{"name":"a","answer":{"cursor":{"field":"X-Next"}}}',
    "cursor-two-places": b'{"name":"a","answer":{"cursor":{"field":"A","body":"/b"}}}',
    "cursor-without-room": b'{"name":"a","answer":{"cursor":{"body":"/b"}}}',
    "no-name": b"{}",
    "unknown-member": b'{"nam\xc3\xa9\\u001b":"a"}',
    "twice": b'{"name":"a","name":"b"}',
    "wrong-type": b'{"name":1}',
    "same-parameter": b'{"name":"a","request":{"since":"limit"}}',
    "not-json": b'{"name":"a",}',
    "not-json-behind": b'{"name":"a"} x',
    "escaped-nul": b'{"name":"a\\u0000"}',
    "array": b"[]",
    "nothing": b"",
    "field-of-two-lines": b'{"name":"a","request":{"fields":{"A":"1\\n"}}}',
    "pointer-wrong": b'{"name":"a","answer":{"events":"/a~2"}}',
    "statuses-wrong": b'{"name":"a","answer":{"refusal_statuses":[400,\n500]}}',
    "both-appends": b'{"name":"a","append":{"post":"http://a","command":"b"}}',
    "timeout-wrong": b'{"name":"a","timeout":1e999}',
    "first-index-wrong": b'{"name":"a","answer":{"first_index":2}}',
}


def seeds():
    folder = seed_sources.ROOT / "fixtures" / "profiles"
    files = {f"profile-{path.stem}": path.read_bytes() for path in folder.glob("*.json") if path.stem != "schema"}
    return {**files, **TEXTS}
