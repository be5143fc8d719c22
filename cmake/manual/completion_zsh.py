"""Completions for zsh: one file for all programs."""

HEAD = r'''#compdef nogap nogap-server nogap-mutant
# zsh completion of nogap; made with the programs, not written by hand.

_nogap_cases() {
  local -a cases
  cases=(${(f)"$(_call_program cases nogap list 2>/dev/null | sed -n 's/^  \([a-z0-9-]*\) .*/\1/p')"})
  _describe -t cases case cases
}

_nogap_topics() {
  local -a clauses
  clauses=(${(f)"$(_call_program clauses nogap list 2>/dev/null |
    sed -n 's/^  .*  \([a-z0-9, -]*\)$/\1/p' | tr -d ' ' | tr ',' '\n' | sort -u)"})
  _nogap_cases
  _describe -t clauses clause clauses
}

_nogap_entries() {
  local -a entries
  entries=(${(f)"$(_call_program entries nogap-mutant --list 2>/dev/null | sed -n 's/^  \([a-z0-9-]*\) .*/\1/p')"})
  _describe -t entries entry entries
}

'''


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def protected(text):
    """Text between brackets or behind a colon of a specification."""
    for sign in ("\\", "[", "]", ":"):
        text = text.replace(sign, "\\" + sign)
    return text


def action(kind, words):
    actions = {"file": "_files", "case": "_nogap_cases", "topic": "_nogap_topics", "entry": "_nogap_entries",
               "variable": "_parameters -g '*export*'", "command": "_command_names -e", "other": " "}
    if kind == "profile":
        return "_alternative 'profiles:profile:(" + " ".join(words[kind]) + ")' 'files:file:_files -g \"*.json\"'"
    if kind == "class":
        return "_values -s , class " + " ".join(words[kind])
    if kind == "report":
        return "_values report " + " ".join(f"'{name}[]:file:_files'" for name in words[kind])
    return actions.get(kind) or "(" + " ".join(words[kind]) + ")"


def specification(option, words):
    """The words for _arguments that stand for an option."""
    about = f"[{protected(option.about)}]"
    value = f":{protected(option.value)}:{action(option.kind, words)}" if option.value else ""
    repeats = "*" if "Repeatable" in option.text else ""
    lines = [quoted(f"{repeats}--{option.name}{'=' if option.value else ''}{about}{value}")]
    if option.letter:
        lines.append(quoted(f"{repeats}-{option.letter}{'+' if option.value else ''}{about}{value}"))
    return lines


def arguments(indent, options, words, last):
    parts = [line for option in options for line in specification(option, words)] + ([quoted(last)] if last else [])
    return f"{indent}_arguments -S \\\n" + " \\\n".join(f"{indent}  {part}" for part in parts) + "\n"


def nogap(program, taken):
    text = "_nogap_commands() {\n  local -a commands\n  commands=(\n"
    for command, about in program.commands.items():
        text += f"    {quoted(command + ':' + protected(about))}\n"
    text += "  )\n  _describe -t commands command commands\n}\n\n_nogap_program() {\n  if (( CURRENT == 2 )); then\n"
    text += arguments("    ", program.general, program.words, "1:command:_nogap_commands")
    text += "    return\n  fi\n  shift words\n  (( CURRENT-- ))\n  case $words[1] in\n"
    for command in program.commands:
        kind = taken.get(command)
        last = f"*:{kind}:{action(kind, program.words)}" if kind else "*:URL:_urls"
        if command == "list":
            last = ""
        text += f"    {command})\n{arguments('      ', program.options_of(command), program.words, last)}      ;;\n"
    return text + "  esac\n}\n\n"


def whole(program, taken, server, mutant):
    words = {"format": ["text", "json"]}
    text = HEAD + nogap(program, taken)
    text += "case $service in\n  nogap-server)\n" + arguments("    ", server, words, "1:log:_files") + "    ;;\n"
    text += "  nogap-mutant)\n" + arguments("    ", mutant, words, "") + "    ;;\n  *) _nogap_program ;;\nesac\n"
    return text
