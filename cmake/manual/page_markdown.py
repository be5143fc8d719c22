"""A document in Markdown as the sections of a man page; it reads what the documents of this project use."""

import re

import mdoc

CODE = re.compile(r"(`[^`]+`|\*\*[^*]+\*\*)")


def inline(text):
    """A paragraph, with code and what is strong in bold."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    parts = []
    for part in CODE.split(" ".join(text.split())):
        if CODE.fullmatch(part):
            parts.append("\\fB" + mdoc.escaped(part.strip("`*")) + "\\fP")
        else:
            parts.append(mdoc.escaped(part))
    text = re.sub(r"([a-z0-9)P])\. (?=[A-Z\\])", "\\1.\n", "".join(parts))
    return "\n".join("\\&" + part if part.startswith((".", "'")) else part for part in text.split("\n"))


def table(lines):
    """Rows as a list: the first cell is the tag; a second of three says which members there are."""
    heads = [cell.strip() for cell in lines[0].strip().strip("|").split("|")]
    pairs = []
    for row in lines[2:]:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        text = [f"{head}: {cell}." if head else cell for head, cell in zip(heads[1:], cells[1:]) if cell]
        tag = ", ".join(re.findall(r"`([^`]+)`", cells[0])) or cells[0]
        pairs.append((f"Va {mdoc.argument(tag)}", "\n.br\n".join(map(inline, text)) or "No members."))
    return mdoc.tagged(pairs)


def items(lines):
    points = re.split(r"^- ", "\n".join(lines), flags=re.M)[1:]
    return "\n".join([".Bl -bullet", *(".It\n" + inline(point) for point in points), ".El"])


def rendered(text):
    """Everything behind the first heading of level 1 and up to its end."""
    parts = []
    for chunk in re.split(r"\n\n+", text.strip("\n").split("\n", 1)[1].strip("\n")):
        lines = chunk.split("\n")
        if lines[0].startswith("## "):
            parts.append(f".Ss {mdoc.argument(lines[0][3:].replace('`', ''))}")
        elif lines[0].startswith("|"):
            parts.append(table(lines))
        elif lines[0].startswith("- "):
            parts.append(items(lines))
        elif lines[0].startswith("    "):
            parts.append(mdoc.literal(lines))
        else:
            after_heading = not parts or parts[-1].startswith(".Ss")
            parts.append(("" if after_heading else ".Pp\n") + inline(chunk))
    return "\n".join(parts)
