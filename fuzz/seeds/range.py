"""Count, since and limit at their edges, and chains of pages."""

from seed_sources import edge

TOP = 2**64 - 1
RANGES = {
    "range-1-inside": (10, 3, 4),
    "range-3-no-limit": (8, 5, TOP),
    "range-4-limit-past-end": (10, 7, 100),
    "range-4-limit-to-the-end": (10, 7, 3),
    "range-5-sum-wraps-to-0": (5, 1, TOP),
    "range-5-sum-wraps-to-1": (5, 2, TOP),
    "range-5-sum-is-the-last-number": (TOP, TOP - 4, 4),
    "range-5-sum-wraps-at-the-last-count": (TOP, TOP - 4, 5),
    "range-5-half-and-half": (2**63, 2**63, 2**63),
    "range-5-signed-63-bits": (5, 2**63 - 1, 2**63 - 1),
    "range-6-at-end": (4, 4, 5),
    "cursor-4-past-end": (4, 99, TOP),
    "cursor-4-last-number": (4, TOP, TOP),
    "cursor-5-cut-short": (10, 0, 3),
    "limit-1-inside": (5, 2, 0),
    "limit-1-past-end": (5, 9, 0),
    "range-1-empty-log": (0, 0, 0),
    "range-1-all-64-bits": (TOP, 0, TOP),
}
# Each: a count, a start, and pairs of a limit and a growth.
CHAINS = {
    "chain-1-still-log": (6, 0, [(4, 0), (4, 0)]),
    "chain-1-one-by-one": (5, 0, [(1, 0)] * 5),
    "chain-1-growing": (6, 0, [(4, 1), (4, 3), (0, 1), (2, 0)]),
    "chain-1-limit-0-stands-still": (3, 1, [(0, 0), (0, 1), (0, 1)]),
    "chain-1-idle-polls": (3, 3, [(7, 0), (7, 0), (TOP, 1), (7, 0)]),
    "chain-1-to-the-last-number": (TOP - 2, TOP - 9, [(3, 1), (2**63, 5), (TOP, 1)]),
}


def backwards(*numbers):
    """Returns numbers so that the first is taken first: it stands last."""
    return b"".join(edge(number) for number in reversed(numbers))


def seeds():
    made = {name: backwards(*numbers) for name, numbers in RANGES.items()}
    for name, (count, start, steps) in CHAINS.items():
        made[name] = backwards(count, start, 0, *[number for step in steps for number in step])
    return made
