"""The man page nogap(1), out of the tables of the command line."""

import help_text
import mdoc


def usage_lines(tables):
    for command in tables["commands"]:
        for heading, lines in help_text.blocks(command["intro"]):
            if heading == "Usage":
                yield from (part.split()[1:] for part in lines)


def usage(words):
    """One line of the synopsis."""
    macros = [".Nm nogap"]
    for place, word in enumerate(words):
        if word.startswith("[") and word.endswith("]"):
            macros.append(f".Op Ar {mdoc.argument(word[1:-1])}")
        elif word.startswith("--"):
            macros.append(f".Fl {mdoc.argument(word[1:])}")
        else:
            macros.append(f".{'Cm' if place == 0 else 'Ar'} {mdoc.argument(word)}")
    return "\n".join(macros)


def synopsis(tables):
    return "\n".join([*map(usage, usage_lines(tables)), usage(["--version"])])


def options_of(tables, name):
    return [option for option in tables["options"] if name in option["commands"] and not option["everywhere"]]


def block(heading, lines):
    """A block of a help text; displays and lists have their own space above them."""
    text = help_text.rendered(heading, lines)
    if heading and heading != "Usage":
        return f".Pp\n{mdoc.line(heading)}:\n{text}"
    return text if text.startswith((".Bd", ".Bl")) else f".Pp\n{text}"


def command(tables, row):
    parts = [f".Ss {mdoc.argument(row['name'])}"]
    parts += [block(*found) for found in help_text.blocks(row["intro"])]
    parts[1] = parts[1].removeprefix(".Pp\n")
    taken = options_of(tables, row["name"])
    if taken:
        names = " ,\n".join(f".Fl {mdoc.argument('-' + option['name'])}" for option in taken)
        parts.append(".Pp\nOptions:\n" + names + " .")
    if row["formats"]:
        parts.append("The formats of its reports are listed below.")
    for heading, lines in help_text.blocks(row["end"]):
        # Those of run stand in a section of their own.
        if (row["name"], heading) != ("run", "Exit status"):
            parts.append(block(heading, lines))
    return "\n".join(parts)


def option_groups(tables):
    parts = []
    groups = dict.fromkeys(option["group"] for option in tables["options"])
    for group in groups:
        rows = []
        for option in tables["options"]:
            if option["group"] == group:
                where = "every command" if option["everywhere"] else ", ".join(option["commands"])
                rows.append((option["name"], option["letter"], option["value"], option["help"],
                             f"\n.Pq {mdoc.argument(where)}"))
        parts.append(f".Ss {mdoc.argument(group)}\n{mdoc.option_list(rows)}")
    formats = mdoc.tagged((f"Cm {mdoc.argument(row['name'])}", mdoc.prose(row["about"])) for row in tables["formats"])
    parts.append(f".Ss Report formats\n{formats}")
    return "\n".join(parts)


def found_block(text, wanted):
    for heading, lines in help_text.blocks(text):
        if heading == wanted:
            return help_text.rendered(heading, lines)
    raise SystemExit(f"nogap(1): there is no '{wanted}' in the help text")


def values(tables):
    """What stands in the template in the place of each @NAME@."""
    paragraphs = [lines for heading, lines in help_text.blocks(tables["overview"]) if heading is None]
    run = next(row for row in tables["commands"] if row["name"] == "run")
    return {
        "SYNOPSIS": synopsis(tables),
        "DESCRIPTION": "\n.Pp\n".join(mdoc.prose(" ".join(lines)) for lines in paragraphs),
        "COMMANDS": "\n".join(command(tables, row) for row in tables["commands"]),
        "OPTIONS": option_groups(tables),
        "EXIT_STATUS": found_block(run["end"], "Exit status"),
        "EXAMPLES": found_block(tables["overview"], "Examples"),
    }
