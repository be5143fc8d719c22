#!/usr/bin/python3
"""Makes the completions of shells.

Usage: make_completions.py TABLES.json SERVER_HELP MUTANT_HELP FOLDER

Writes into FOLDER: bash/PROGRAM, fish/PROGRAM.fish and zsh/_nogap.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True
import completion  # noqa: E402
import completion_bash  # noqa: E402
import completion_fish  # noqa: E402
import completion_zsh  # noqa: E402


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    tables, server, mutant = (pathlib.Path(name).read_text(encoding="utf-8") for name in sys.argv[1:4])
    program = completion.Program(json.loads(tables))
    taken = completion.ARGUMENTS
    server, mutant = completion.plain_program(server), completion.plain_program(mutant)
    for option in mutant:
        if option.value == "NAME":
            option.kind = "entry"
    files = {
        "bash/nogap": completion_bash.nogap(program, taken),
        "bash/nogap-server": completion_bash.plain("nogap-server", server, completion_bash.SERVER_VALUES, "file"),
        "bash/nogap-mutant": completion_bash.plain("nogap-mutant", mutant, completion_bash.MUTANT_VALUES, "none"),
        "fish/nogap.fish": completion_fish.nogap(program, taken),
        "fish/nogap-server.fish": completion_fish.plain("nogap-server", server, True),
        "fish/nogap-mutant.fish": completion_fish.plain("nogap-mutant", mutant, False),
        "zsh/_nogap": completion_zsh.whole(program, taken, server, mutant),
    }
    for name, text in files.items():
        path = pathlib.Path(sys.argv[4]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
