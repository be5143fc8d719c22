"""Reads help texts: paragraphs, and headings with indented lines below them."""

import re

import mdoc

ROW = re.compile(r"  (\S.*?)  +(\S.*)")


def blocks(text):
    """Yields (heading, lines): a paragraph has the heading None, lines without a heading have "" for it."""
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        plain, indented = [], []
        for part in [*chunk.split("\n"), ""]:
            if indented and not part.startswith(" "):
                yield from section(plain, indented)
                plain, indented = [], []
            (indented if part.startswith(" ") else plain).append(part)
        plain = [part for part in plain if part]
        if plain:
            yield None, plain


def section(plain, indented):
    is_heading = len(plain) == 1 and not plain[0].endswith(".")
    if plain and not is_heading:
        yield None, plain
    yield plain[0].rstrip(":") if is_heading else "", indented


def rows(lines):
    """Returns (left, right) of lines that are a table of two columns, or None."""
    found = []
    for part in lines:
        match = ROW.fullmatch(part)
        if match:
            found.append([match.group(1), match.group(2)])
        elif found and part.startswith("      "):
            found[-1][1] += " " + part.strip()
        else:
            return None
    return found


def rendered(heading, lines):
    """A block as mdoc, without its heading."""
    table = rows(lines)
    if heading is None:
        return mdoc.prose(" ".join(lines))
    if heading not in ("Usage", "Examples") and table:
        return mdoc.tagged((f"Sy {mdoc.argument(left)}", mdoc.prose(right)) for left, right in table)
    if heading in ("Usage", "Examples") or not heading and lines[0].startswith("  nogap "):
        return mdoc.literal(lines)
    return mdoc.prose(" ".join(lines))


def options(text):
    """Returns (name, letter, value, help) of the options that a help text lists."""
    found = []
    for part in text.split("\n"):
        match = re.fullmatch(r"  (?:-(\w), )?--([a-z-]+)(?: ([A-Z]+))?  +(\S.*)", part)
        if match:
            found.append([match.group(2), match.group(1) or "", match.group(3), match.group(4)])
        elif found and re.match(r" {8,}\S", part):
            found[-1][3] += " " + part.strip()
        elif found and part.strip() == "":
            break
    return found
