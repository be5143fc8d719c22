"""Scenes as fuzz_answer_vs_judge.c takes them: a log, requests at its counts, and one change."""

from seed_tape import Tape

SINCE_MAX, LIMIT_MAX, COUNT_MAX, CURSOR_MAX = 6, 6, 5, 9
STATUS, CURSOR, EVENTS = range(3)
LEFT_OUT, REPEATED, EXCHANGED, REPLACED = range(4)


def scene(log, requests, change):
    """Requests are (after, count, since, limit, is_head, spelling); since None is the full dump."""
    tape = Tape().between(len(requests), 1, 3)
    for kind in log:
        tape.between("ab".index(kind), 0, 1)
    counts = []
    for at, (after, count, since, limit, is_head, spelling) in enumerate(requests):
        tape.between(after, 0, at).between(count, max(counts[:after], default=0), COUNT_MAX)
        tape.between(0 if is_head else 1, 0, 5).between(0 if since is None else 1, 0, 5)
        if since is not None:
            tape.between(since, 0, SINCE_MAX).between(LIMIT_MAX + 1 if limit is None else limit, 0, LIMIT_MAX + 1)
        tape.byte(spelling)
        counts.append(count)
    tape.byte(*change)
    return tape.input()


def seeds():
    dump, page, tail = (0, 3, None, None, False, 0), (1, 4, 1, 2, False, 6), (2, 5, 3, None, False, 9)
    head, past, none = (1, 4, 2, None, True, 3), (1, 4, 6, 3, False, 2), (1, 4, 2, 0, False, 4)
    spelled = {f"param-7-spelling-{i}": scene("abaab", [dump, (1, 4, 1, 2, False, i)], (1, CURSOR, 3)) for i in range(10)}
    return {
        **spelled,
        "cursor-3-cursor": scene("abaab", [dump, page, tail], (2, CURSOR, 9)),
        "cursor-3-cursor-low": scene("abaab", [dump, page, tail], (1, CURSOR, 1)),
        "answer-1-status": scene("abaab", [dump, page], (0, STATUS, 4, 0)),
        "range-1-left-out": scene("abaab", [dump, page], (0, EVENTS, 1, LEFT_OUT)),
        "range-1-repeated": scene("abaab", [dump, tail[:1] + (4,) + tail[2:]], (0, EVENTS, 2, REPEATED)),
        "range-2-exchanged": scene("abaab", [dump, page, page], (0, EVENTS, 0, EXCHANGED)),
        "immutable-1-replaced": scene("abaab", [dump, page], (1, EVENTS, 1, REPLACED, 2)),
        "range-6-past-end": scene("abaab", [dump, past], (1, EVENTS)),
        "limit-1-none": scene("abaab", [dump, none], (1, CURSOR, 4)),
        "method-2-head": scene("abaab", [dump, head], (1, CURSOR, 9)),
    }
