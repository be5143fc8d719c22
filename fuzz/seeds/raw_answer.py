"""Answers, read as to a GET whose connection was closed; some as to a HEAD, cut off, or by another profile."""

from seed_answers import answers, with_ends

# From the end: to a HEAD or not, how the connection ended, the profile.
CLOSED, HEAD, TIMEOUT, BODY, EVENT = b"\x00\x01\x00", b"\x00\x01\x01", b"\x00\x02\x00", b"\x01\x01\x00", b"\x02\x01\x00"
OTHER = {"to-head": HEAD, "timeout": TIMEOUT}
CURSORS = {"cursor-in-body": BODY, "cursor-in-event": EVENT}


def seeds():
    found = with_ends({"get": CLOSED})
    for name, data in answers().items():
        if name.startswith("body-1"):
            found |= {f"{name}-{end}": data + code for end, code in CURSORS.items()}
        if name.startswith("transport-1"):
            found |= {f"{name}-{end}": data + code for end, code in OTHER.items()}
    large = {"end-too-large": 3, "end-left": 4, "end-unreachable": 5, "end-answered": 0}
    return found | {name: b"HTTP/1.1 200 OK\r\n" + bytes([0, end, 0]) for name, end in large.items()}
