"""Streams of operations on a log: lines in front, and behind them, backwards, what is done with them."""

from seed_sources import logs

(LINE, TORN, FEED, MANY, LONG, LOOK, TRUNCATE, ROTATE, LOOK_FAILS, READ_FAILS, NO_MEMORY, RACES, HOLD,
 SETTLE) = range(14)

# Each: lines, how many tries of a new log lack memory (4: it is silent), and operations with their numbers.
STREAMS = {
    "instant-1-one-line": (b"1", 0, [LINE, LOOK, 0]),
    "instant-1-three-lines": (b'1\n{"a": 2}\n"x"', 0, [LINE, LOOK, 0, LINE, LINE, LOOK, 1]),
    "instant-1-torn-line": (b'1\n{"a"\n:2}', 0, [LINE, TORN, LOOK, 0, TORN, LOOK, 0, FEED, LOOK, 0]),
    "instant-1-blank-lines": (b" \t\r\n 1 \r\n[ 2 ]\t", 0, [FEED, LINE, FEED, LINE, LINE, FEED, LOOK, 0, FEED, LOOK, 0]),
    "instant-1-nothing-new": (b"1", 0, [LOOK, 0, LINE, LOOK, 0, LOOK, 0, SETTLE, LOOK, 0, FEED, LOOK, 0,
                                        LOOK, 0, SETTLE, LOOK, 0]),
    "instant-1-nobody-is-told": (b"1\nx", 4, [LINE, LINE, LOOK, 0, TRUNCATE, 0, LOOK, 0]),
    "instant-1-text-goes-behind-the-look": (b"1\n2", 0, [LINE, LINE, RACES, 60, LOOK, 0]),
    "instant-1-text-comes-behind-the-look": (b"1\n2\n3", 0, [LINE, LINE, LINE, RACES, 4, LOOK, 0]),
    "instant-1-taken-text-goes-behind-the-look": (b"1\n22", 0, [LINE, LINE, LOOK, 0, TRUNCATE, 2, RACES, 9, LOOK, 0]),
    "body-1-bad-line-mended": (b"1\n[2,}\n[2,3]", 0, [LINE, LINE, LOOK, 0, FEED, LOOK, 0, TRUNCATE, 2, LINE, LOOK, 0]),
    "body-1-another-bad-line": (b"x\n{]\n\xff\n3", 0, [LINE, LOOK, 0, TRUNCATE, 0, LINE, LOOK, 0, TRUNCATE, 0, LINE, LOOK, 0,
                                                    TRUNCATE, 0, LINE, LOOK, 0]),
    "body-1-same-place-another-fault": (b"[1 2]\n[1,x]", 0, [LINE, LOOK, 0, TRUNCATE, 0, LINE, LOOK, 0]),
    "body-1-same-fault-another-line": (b"x\n1\nx", 0, [LINE, LOOK, 0, TRUNCATE, 0, LINE, LINE, LOOK, 0]),
    "body-1-longest-line": (b"1", 0, [LINE, LONG, 63, LINE, LOOK, 0]),
    "body-1-line-too-long": (b"1\n2", 0, [LINE, LONG, 64, LINE, LOOK, 0, TRUNCATE, 2, LINE, LOOK, 0]),
    "body-1-torn-line-too-long": (b"1", 0, [LINE, LONG, 65, TRUNCATE, 10, 4, LOOK, 0]),
    "body-1-long-lines-in-blocks": (b"1", 0, [LONG, 20, LONG, 3, LOOK, 0, LONG, 30, LINE, LONG, 40, LOOK, 1, HOLD]),
    "chain-1-many-lines": (b"[1]\n[2]\n[3]", 0, [MANY, 31, LOOK, 6, MANY, 31, HOLD, MANY, 31, LOOK, 3]),
    "immutable-1-held-over-growth": (b"1\n22\n333\n4444", 0, [LINE, HOLD, LINE, HOLD, LINE, HOLD, LINE, HOLD, LOOK, 1]),
    "immutable-1-held-over-truncation": (b"1\n2\n3", 0, [LINE, LINE, HOLD, TRUNCATE, 0, HOLD, LINE, HOLD]),
    "immutable-1-held-over-rotation": (b"1\n2\n3", 0, [LINE, LINE, HOLD, ROTATE, 0, HOLD, LINE, HOLD]),
    "immutable-1-more-held-than-there-is-room": (b"1", 0, [LINE] + [HOLD] * 9),
    "reset-1-cut-inside-the-last-event": (b"1\n22\n3", 0, [LINE, LINE, LOOK, 0, TRUNCATE, 3, LOOK, 0, LINE, LOOK, 0]),
    "reset-1-cut-behind-the-last-event": (b"1\n2\n3", 0, [LINE, TORN, LOOK, 0, TRUNCATE, 2, LOOK, 0, LINE, LOOK, 0]),
    "reset-1-cut-blank-lines": (b"1\n2", 0, [LINE, FEED, FEED, LOOK, 0, TRUNCATE, 2, LOOK, 0, LINE, LOOK, 0]),
    "reset-1-blank-lines-alone": (b"\n1", 0, [FEED, FEED, LOOK, 0, FEED, LOOK, 0, LINE, LINE, LOOK, 0]),
    "reset-1-written-anew-and-larger": (b"1\n2\n33\n44\n55", 0, [LINE, LINE, LOOK, 0, TRUNCATE, 0, LINE, LINE, LINE, LOOK, 0]),
    "reset-1-written-anew-alike": (b"1\n2\n3\n2\n4", 0, [LINE, LINE, LOOK, 0, TRUNCATE, 0, LINE, LINE, LINE, LOOK, 0]),
    "reset-1-another-file": (b"1\n2\n1\n2\n3", 0, [LINE, LINE, LOOK, 0, ROTATE, 0, LINE, LINE, LINE, LOOK, 0]),
    "reset-1-another-device": (b"1\n2\n1\n2\n3", 0, [LINE, LINE, LOOK, 0, ROTATE, 1, LINE, LINE, LINE, LOOK, 0]),
    "reset-1-another-file-before-the-first-line": (b"1", 0, [LOOK, 0, ROTATE, 0, LOOK, 0, LINE, LOOK, 0]),
    "growth-2-file-missing": (b"1\n2", 0, [LOOK_FAILS, LINE, LOOK, 0, LOOK_FAILS, LOOK_FAILS, LINE, LOOK, 0]),
    "growth-2-file-unreadable": (b"1\n2\n3", 0, [READ_FAILS, LINE, READ_FAILS, LOOK, 0, READ_FAILS, LINE, READ_FAILS, ROTATE, 0,
                                               LINE, READ_FAILS, LOOK, 0]),
    "growth-2-unreadable-blank-lines": (b"1", 0, [FEED, LOOK, 0, READ_FAILS, LINE, READ_FAILS, LOOK, 0]),
    "growth-2-no-memory-for-a-log": (b"1\n2", 3, [LINE, LOOK, 0, ROTATE, 0, LINE, NO_MEMORY, 0, LOOK, 0]),
    "growth-2-no-memory-for-a-block": (b"1\n2", 2, [LINE, NO_MEMORY, 0, LONG, 9, NO_MEMORY, 0, LONG, 20, NO_MEMORY, 0, HOLD]),
    "growth-2-no-memory-for-an-index": (b"1", 1, [LINE, NO_MEMORY, 1, MANY, 9, NO_MEMORY, 0, MANY, 31, NO_MEMORY, 1]),
    "growth-2-memory-enough": (b"1\n2", 0, [LINE, NO_MEMORY, 7, LINE, NO_MEMORY, 7]),
}


def stream(lines, failing, operations):
    return lines + b"\n" + bytes(reversed([failing] + operations))


def seeds():
    made = {name: stream(*parts) for name, parts in STREAMS.items()}
    for name, text in logs().items():
        lines = [line for line in text.split(b"\n") if 0 < len(line) < 900][:4]
        made[f"body-1-log-{name}"] = stream(b"\n".join(lines), 0, [LINE, LINE, LOOK, 0, LINE, HOLD, LINE, LOOK, 1])
    return made
