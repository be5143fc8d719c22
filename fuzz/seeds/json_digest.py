"""JSON texts, right and wrong; the last byte says which value is changed."""

from seed_bodies import WHOLE, WRONG, events


def seeds():
    values = {**WHOLE, **WRONG, **events()}
    changed = {f"{name}-value-{i}": text + bytes([i]) for name, text in WHOLE.items() for i in range(1, 4)}
    return {**{name: text + b"\x00" for name, text in values.items()}, **changed}
