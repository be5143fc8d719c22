"""Small worlds of two and three items, as fuzz_worlds.c takes them."""

from seed_tape import Tape

GET, HEAD, APPEND = range(3)
SINCE_MAX, LIMIT_MAX, COUNT_MAX, SHOWN_MAX = 4, 6, 8, 4
DUMP = None


def put_request(tape, readings):
    tape.between(0 if readings is DUMP else 1, 0, 7)
    if readings is DUMP:
        return (0, None)
    tape.between(len(readings), 1, 2)
    for since, limit in readings:
        tape.between(since, 0, SINCE_MAX).between(LIMIT_MAX + 1 if limit is None else limit, 0, LIMIT_MAX + 1)
    return readings[0]


def put_item(tape, at, kind, after, readings, count, cursor=None, shown=None, events="abcabcabc"):
    tape.between(kind, 0, 2).between(after, 0, at)
    if kind == APPEND:
        tape.between(count, 1, 2)
        return
    since, limit = put_request(tape, readings)
    tape.between(count, 0, COUNT_MAX).byte((cursor is not None) | 2 * (shown is not None))
    if cursor is not None:
        tape.between(cursor, 0, COUNT_MAX)
    if shown is not None and kind == GET:
        tape.between(shown, 0, SHOWN_MAX)
    end = count if limit is None else min(since + limit, count)
    right = 0 if kind == HEAD else max(0, end - since)
    for i in range(min(SHOWN_MAX, right if shown is None else shown)):
        tape.between("abc".index(events[i]), 0, 2)


def world(*items, server=0):
    tape = Tape().between(len(items), 1, 3).byte(server)
    for at, item in enumerate(items):
        put_item(tape, at, *item[:4], **item[4])
    return tape.input()


def get(after, readings, count, **wrong):
    return (GET, after, readings, count, wrong)


def seeds():
    dump = get(0, DUMP, 3)
    worlds = {
        "range-1-truthful": world(dump, get(1, [(1, 1)], 3, events="b"), get(2, [(3, None)], 4)),
        "range-1-shifted": world(dump, get(1, [(1, 1)], 3, events="c")),
        "range-2-reversed": world(dump, get(1, DUMP, 3, events="cba")),
        "cursor-3-high": world(dump, get(1, [(3, None)], 3, cursor=8), get(2, [(2, None)], 3, events="c")),
        "cursor-3-low": world(dump, get(1, [(1, None)], 3, cursor=2, events="bc")),
        "instant-1-torn": world(get(0, DUMP, 2, cursor=4), get(1, [(1, None)], 3, events="bc")),
        "growth-1-stale": world(dump, get(1, DUMP, 2), get(2, [(2, None)], 4, events="cd".replace("d", "a"))),
        "growth-1-own-append": world(dump, (APPEND, 1, DUMP, 2, {}), get(2, [(3, None)], 4)),
        "growth-2-overlapping": world(get(0, DUMP, 3), get(0, DUMP, 2), get(1, [(0, 0)], 3)),
        "lenient-2-two-readings": world(dump, get(1, [(1, None), (2, None)], 3, cursor=3, shown=1, events="c")),
        "cursor-4-echo": world(dump, get(1, [(4, None)], 3, cursor=4), get(2, [(3, None)], 3), server=1),
        "cursor-1-implied": world(get(0, [(4, None)], 0), dump, get(2, [(3, None)], 3), server=2),
        "method-2-head": world((HEAD, 0, [(2, 1)], 4, {}), dump),
    }
    return worlds
