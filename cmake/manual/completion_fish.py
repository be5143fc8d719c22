"""Completions for fish."""

CASES = "({program} list 2>/dev/null | string match -rg '^  ([a-z0-9-]+) ')"
TOPICS = (CASES + " ({program} list 2>/dev/null | string match -rg '  ([a-z0-9, -]+)$' | string split ', ' | sort -u)")
ENTRIES = "(nogap-mutant --list 2>/dev/null | string match -rg '^  ([a-z0-9-]+) ')"


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def value(kind, words):
    """The switches that say what the value of an option is."""
    if kind is None:
        return ""
    if kind == "file":
        return " -r -F"
    if kind == "profile":
        return f" -r -F -a {quoted(' '.join(words['profile']))}"
    if kind == "report":
        return f" -x -a {quoted(' '.join(words['report']))}"
    choices = {"case": CASES.format(program="nogap"), "topic": TOPICS.format(program="nogap"), "entry": ENTRIES,
               "variable": "(set --names --export)", "command": "(__fish_complete_command)"}
    if kind == "class":
        return f" -x -a {quoted('(__fish_append , ' + ' '.join(words['class']) + ')')}"
    if kind in choices or kind in words:
        return f" -x -a {quoted(choices.get(kind) or ' '.join(words[kind]))}"
    return " -x"


def argument(kind, words):
    """The switches that say what stands without an option."""
    return " -F" if kind == "file" else value(kind, words).replace(" -x", "", 1)


def option_line(name, option, words, condition=""):
    letter = f" -s {option.letter}" if option.letter else ""
    return f"complete -c {name}{condition}{letter} -l {option.name}{value(option.kind, words)} -d {quoted(option.about)}"


def nogap(program, arguments):
    lines = ["# fish completion of nogap; made with the program, not written by hand.", "complete -c nogap -f"]
    first = " -n __fish_use_subcommand"
    for command, about in program.commands.items():
        lines.append(f"complete -c nogap{first} -a {command} -d {quoted(about)}")
    lines += [option_line("nogap", option, program.words, first) for option in program.general]
    for option in program.options:
        if option not in program.general:
            seen = f" -n {quoted('__fish_seen_subcommand_from ' + ' '.join(option.commands))}"
            lines.append(option_line("nogap", option, program.words, seen))
    for command, kind in arguments.items():
        seen = f" -n {quoted('__fish_seen_subcommand_from ' + command)}"
        lines.append(f"complete -c nogap{seen}{argument(kind, program.words)}")
    return "\n".join(lines) + "\n"


def plain(name, options, takes_file):
    lines = [f"# fish completion of {name}; made with the program, not written by hand."]
    if not takes_file:
        lines.append(f"complete -c {name} -f")
    lines += [option_line(name, option, {"format": ["text", "json"]}) for option in options]
    return "\n".join(lines) + "\n"
