"""Makes few small crashes of many large ones."""

import hashlib
import re
import tempfile
import pathlib

import engine

FRAME = re.compile(r"^\s*#\d+ 0x[0-9a-f]+ in (\S+)(?: (\S+?))?(?::\d+)*$", re.M)
# Frames of the engine, of the sanitizers and of the C library say nothing about the fault.
FOREIGN = re.compile(r"^(__|fuzzer::|LLVMFuzzer|_start$|main$|abort$|raise$|gsignal$|fuzz_fail|mem\w+$|str\w+$)")
FRAMES = 3
MINIMISE_SECONDS = 20


def signature(output):
    """What tells faults apart: the first frames of our own, or the engine's word where there are none."""
    frames = [name for name, _ in FRAME.findall(output) if not FOREIGN.match(name)][:FRAMES]
    if frames:
        return " < ".join(frames)
    words = re.search(r"(?:ERROR|SUMMARY): (.*)", output)
    return words.group(1) if words else "no word about it"


def headline(output):
    """The line that a person wants to read first."""
    for pattern in (r"^\S+\.[ch]:\d+: .*$", r"^.*runtime error: .*$", r"^==\d+==ERROR: .*$", r"^SUMMARY: .*$"):
        line = re.search(pattern, output, re.M)
        if line:
            return re.sub(r"^==\d+==", "", line.group(0))[:200]
    return "it fails without a word"


def collect(target):
    """Minimises what the rounds left behind, one input for each signature, and drops the rest.

    Returns [{"signature", "says", "input", "replay"}]. An input that does not fail again is kept and told: a fault
    that comes and goes is one of the harness at the least.
    """
    kept = {}
    for path in sorted(target.crashes.iterdir()):
        status, output = engine.run_input(target, path)
        name = signature(output) if status != 0 else f"does not fail again: {path.name}"
        with tempfile.TemporaryDirectory() as folder:
            small = pathlib.Path(folder) / "input"
            if status != 0 and name not in kept:
                engine.minimise(target, path, small, MINIMISE_SECONDS)
            else:
                small.write_bytes(path.read_bytes())
            data = small.read_bytes()
        path.unlink()
        if name not in kept or len(data) < len(kept[name][1]):
            kept[name] = (headline(output) if status != 0 else "it does not fail again", data)
    told = []
    for name, (says, data) in sorted(kept.items()):
        path = target.crashes / hashlib.sha256(name.encode()).hexdigest()[:16]
        path.write_bytes(data)
        told.append({"signature": name, "says": says, "input": str(path), "replay": f"{target.program} {path}"})
    return told
