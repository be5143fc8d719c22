"""What seeds are made from: the vectors, the logs, and numbers as the harnesses read them."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
BOUNDARIES = [0, 1, 2, 255, 256, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53, 2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1]


def vectors():
    """Returns all vectors, each a dictionary as fixtures/README.md describes it."""
    found = []
    for path in sorted((ROOT / "fixtures" / "vectors").glob("*.json")):
        found += json.loads(path.read_text(encoding="utf-8")).get("vectors", []) if is_vectors(path) else []
    return found


def is_vectors(path):
    return path.name not in ("INDEX.json", "schema.json")


def logs():
    """Returns the bytes of every log by its name."""
    return {path.stem: path.read_bytes() for path in sorted((ROOT / "fixtures" / "logs").glob("*.ndjson"))}


def name_of(vector):
    """Returns the name of a vector's seed: its clause and its idea."""
    return f"{vector['clause']}-{vector['id']}"


def u64(number):
    """Returns a number as fuzz_take_u64 reads it from the end of an input."""
    return number.to_bytes(8, "big")


def edge(number):
    """Returns a number as fuzz_take_edge reads it from the end of an input."""
    return bytes([number]) if number < 128 else u64(number) + b"\xff"


def is_name(text):
    return re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", text) is not None
