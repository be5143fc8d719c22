"""Answers to a GET; some to HEAD and OPTIONS, or by another profile."""

from seed_answers import answers, with_ends

# From the end: the method, the profile.
OTHER = {"to-head": b"\x00\x01", "to-options": b"\x00\x02", "cursor-in-body": b"\x01\x00", "cursor-in-event": b"\x02\x00"}


def seeds():
    found = with_ends({"get": b"\x00\x00"})
    for name, data in answers().items():
        if name.startswith(("body", "redirect", "two")):
            found |= {f"{name}-{end}": data + code for end, code in OTHER.items()}
    return found
