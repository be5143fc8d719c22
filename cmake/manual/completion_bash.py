"""Completions for bash, from 3.2 on; they need no other file."""

HEAD = r'''# bash completion of NAME; made with the program, not written by hand.

_FUNCTION_offer() {
    local word
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(compgen "$@" 2>/dev/null)
}

_FUNCTION_files() {
    compopt -o filenames 2>/dev/null
    _FUNCTION_offer -f -- "$1"
}

'''

NOGAP_VALUES = r'''_nogap_cases() {
    "${COMP_WORDS[0]}" list 2>/dev/null </dev/null | sed -n 's/^  \([a-z0-9-]*\) .*/\1/p'
}

_nogap_clauses() {
    "${COMP_WORDS[0]}" list 2>/dev/null </dev/null | sed -n 's/^  .*  \([a-z0-9, -]*\)$/\1/p' | tr -d ' ' | tr ',' '\n'
}

# _nogap_value KIND WORD offers values of an option, or arguments.
_nogap_value() {
    case $1 in
        file) _nogap_files "$2" ;;
        profile) _nogap_offer -W 'PROFILES' -- "$2" && _nogap_files "$2" ;;
        report) _nogap_offer -W 'REPORTS' -- "$2" ;;
        format) _nogap_offer -W 'FORMATS' -- "$2" ;;
        class)
            local before=
            [[ $2 == *,* ]] && before=${2%,*},
            _nogap_offer -P "$before" -W 'CLASSES' -- "${2##*,}"
            ;;
        case) _nogap_offer -W "$(_nogap_cases)" -- "$2" ;;
        topic) _nogap_offer -W "$(_nogap_cases; _nogap_clauses)" -- "$2" ;;
        subcommand) _nogap_offer -W 'SUBCOMMANDS' -- "$2" ;;
        variable) _nogap_offer -v -- "$2" ;;
        command) _nogap_offer -c -- "$2" ;;
    esac
}

'''

MUTANT_VALUES = r'''_nogap_mutant_value() {
    case $1 in
        file) _nogap_mutant_files "$2" ;;
        format) _nogap_mutant_offer -W 'text json' -- "$2" ;;
        entry)
            _nogap_mutant_offer -W "$("${COMP_WORDS[0]}" --list 2>/dev/null | sed -n 's/^  \([a-z0-9-]*\) .*/\1/p')" -- "$2"
            ;;
    esac
}

'''

SERVER_VALUES = r'''_nogap_server_value() {
    if [[ $1 == file ]]; then
        _nogap_server_files "$2"
    fi
}

'''

# bash takes an equals sign for a word of its own.
BEGIN = r'''_FUNCTION() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if [[ $word == '=' ]]; then
        word=
    elif [[ $before == '=' ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
'''


def values_of(function, options):
    """The lines that complete the value behind an option."""
    kinds = {}
    for option in options:
        if option.kind:
            kinds.setdefault(option.kind, []).extend(option.forms)
    lines = ["    case $before in"]
    for kind, forms in kinds.items():
        lines.append(f"        {' | '.join(dict.fromkeys(forms))}) _{function}_value {kind} \"$word\" && return ;;")
    return "\n".join([*lines, "    esac"]) + "\n"


def all_forms(options):
    return " ".join(form for option in options for form in option.forms)


def nogap(program, arguments):
    text = HEAD + NOGAP_VALUES + BEGIN
    for name in ("profile", "report", "format", "class", "subcommand"):
        plural = name.upper() + ("ES" if name == "class" else "S")
        text = text.replace(f"'{plural}'", f"'{' '.join(program.words[name])}'")
    # --report json=FILE: what stands before the equals sign is no option.
    text += "    if [[ ${COMP_WORDS[COMP_CWORD]} == '=' || ${COMP_WORDS[COMP_CWORD - 1]} == '=' ]] && [[ $before != -* ]]; then\n"
    text += "        _nogap_files \"$word\"\n        return\n    fi\n"
    text += "    local command=${COMP_WORDS[1]}\n    [[ $command == *:* ]] && command=run\n"
    text += values_of("nogap", program.options)
    text += "    if [[ $COMP_CWORD -eq 1 ]]; then\n"
    text += f"        _nogap_offer -W '{' '.join(program.commands)} {all_forms(program.general)}' -- \"$word\"\n"
    text += "        return\n    fi\n    case $command in\n"
    for command in program.commands:
        argument = arguments.get(command)
        otherwise = f"_nogap_value {argument} \"$word\"" if argument else "true"
        text += f"        {command})\n            if [[ $word == -* ]]; then\n                _nogap_offer -W '"
        text += f"{all_forms(program.options_of(command))}' -- \"$word\"\n            else\n                {otherwise}\n"
        text += "            fi\n            ;;\n"
    text += "    esac\n}\ncomplete -F _nogap nogap\n"
    return text.replace("FUNCTION", "nogap").replace("NAME", "nogap")


def plain(name, options, values, argument):
    function = name.replace("-", "_")
    text = HEAD + values + BEGIN + values_of(function, options)
    text += f"    if [[ $word == -* ]]; then\n        _{function}_offer -W '{all_forms(options)}' -- \"$word\"\n"
    text += f"    else\n        _{function}_value {argument} \"$word\"\n    fi\n}}\ncomplete -F _{function} {name}\n"
    return text.replace("FUNCTION", function).replace("NAME", name)
