"""The query of every vector that is short, and what only this parser can be asked."""

from seed_sources import name_of, vectors

# Longer queries say nothing more about the parser and slow the campaign down.
SIZE_MAX = 400

ODD = {
    "param-7-name-encoded-whole": b"%73%69%6e%63%65=%31%30&%6C%69%6D%69%74=%30",
    "param-7-escape-cut-short": b"since=%3&limit=%",
    "param-7-escape-not-hexadecimal": b"since=%3g&limit=%G3",
    "param-7-separator-encoded": b"since=1%26limit=2&limit%3D3",
    "reject-1-nul-in-value": b"since=1%002&limit=1\x002",
    "reject-3-minus-zero": b"since=-0&limit=-",
    "reject-3-minus-encoded": b"since=%2d1&limit=%2D%31",
    "reject-4-minus-beyond-64-bits": b"limit=-18446744073709551616",
    "lenient-1-minus-leading-zero": b"since=-01&limit=-00",
    "lenient-2-three-times": b"limit=1&limit=1&limit=1&since",
    "lenient-3-last-of-64-bits": b"since=18446744073709551615&limit=18446744073709551614",
    "lenient-3-first-beyond-64-bits": b"since=18446744073709551616&limit=18446744073709551619",
    "lenient-3-one-digit-more": b"since=184467440737095516150&limit=99999999999999999999",
}


def seeds():
    queries = {name_of(v): v["query"].encode("utf-8") for v in vectors() if v["query"] is not None}
    queries = {**{name: query for name, query in queries.items() if len(query) <= SIZE_MAX}, **ODD}
    # The last byte picks the variation, or none.
    return {name: query + bytes([at % 256]) for at, (name, query) in enumerate(sorted(queries.items()))}
