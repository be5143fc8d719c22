"""The waivers of the profiles, and lists that are wrong in one way each."""

import seed_sources

LISTS = {
    "nothing": b"",
    "comments-and-empty-lines": b"\xef\xbb\xbf# known\n\n  full-dump \t stops at 100 # really \t\r\nsince-only x",
    "unknown-near": b"since-olny slow\n",
    "unknown-far": b"zebra slow\n",
    "unknown-long": b"z" * 300 + b" a\n",
    "no-reason": b"since-only \t \n",
    "control-in-reason": b"since-only a\x1b[2Jb\n",
    "twice": b"since-only a\nfull-dump b\nsince-only c",
    "nul": b"since-only a\x00b\n",
    "odd-bytes": b"since-only \xff\xc3\xa9\n",
}


def seeds():
    folder = seed_sources.ROOT / "fixtures" / "profiles"
    return {**{f"profile-{path.stem}": path.read_bytes() for path in folder.glob("*.waivers")}, **LISTS}
