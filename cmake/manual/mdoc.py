"""Writes mdoc, the language of man pages."""

import re
import textwrap


def escaped(text):
    """Text as it stands in a line that is no macro; hyphens stay what they are, so that options can be copied."""
    return text.replace("\\", "\\e").replace("-", "\\-")


def line(text):
    """A line of text that cannot be taken for a macro."""
    text = escaped(text)
    return "\\&" + text if text.startswith((".", "'")) else text


def argument(text):
    """One argument of a macro, which is not a macro itself."""
    return '"\\&' + escaped(text).replace('"', '""') + '"'


def prose(text):
    """Lines of running text; a sentence begins a line."""
    text = " ".join(text.split())
    text = re.sub(r"([A-Za-z0-9)'`])\. (?=[A-Z\-])", "\\1.\n", text)
    lines = []
    for sentence in text.split("\n"):
        lines += [line(part) for part in textwrap.wrap(sentence, 100, break_long_words=False, break_on_hyphens=False)]
    return "\n".join(lines)


def literal(lines):
    """Lines that stand as they are, such as commands."""
    text = textwrap.dedent("\n".join(lines)).split("\n")
    return "\n".join([".Bd -literal -offset indent", *(line(part) for part in text), ".Ed"])


def tagged(pairs):
    """A list of (tag, text), both mdoc already; the tag is what stands behind `.It`."""
    return "\n".join([".Bl -tag -width Ds", *(f".It {tag}\n{text}" for tag, text in pairs), ".El"])


def option_tag(name, letter, value):
    """The tag of an option: Fl and Ar."""
    words = [f"Fl {argument(letter)} ," if letter else "", f"Fl {argument('-' + name)}"]
    if value:
        words.append(f"Ar {argument(value)}")
    return " ".join(word for word in words if word)


def option_list(rows):
    """A list of options: rows of (name, letter, value, help, and what is added as mdoc)."""
    return tagged((option_tag(name, letter, value), prose(text) + more) for name, letter, value, text, more in rows)


def filled(template, values):
    """A template with each @NAME@ replaced."""
    for name, text in values.items():
        template = template.replace(f"@{name}@", text)
    left = re.search(r"@[A-Z_]+@", template)
    if left:
        raise SystemExit(f"man page: nothing is known to put in the place of {left.group(0)}")
    return template
