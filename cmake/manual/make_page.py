#!/usr/bin/python3
"""Makes a man page out of a template and what it describes.

Usage: make_page.py KIND SOURCE TEMPLATE OUTPUT VERSION DATE

KIND says what SOURCE is: tables (nogap-tables prints it), help (what a program prints for --help), schema (of a
profile) or markdown. In the template, @NAME@ stands for what is made of it.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True
import help_text  # noqa: E402
import mdoc  # noqa: E402
import page_markdown  # noqa: E402
import page_nogap  # noqa: E402
import page_profile  # noqa: E402


def from_help(text):
    return {"OPTIONS": mdoc.option_list((*row, "") for row in help_text.options(text))}


KINDS = {
    "tables": lambda text: page_nogap.values(json.loads(text)),
    "help": from_help,
    "schema": lambda text: page_profile.values(json.loads(text)),
    "markdown": lambda text: {"FORMAT": page_markdown.rendered(text)},
}


def main():
    if len(sys.argv) != 7 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    kind, source, template, output, version, date = sys.argv[1:]
    values = KINDS[kind](pathlib.Path(source).read_text(encoding="utf-8"))
    template = pathlib.Path(template).read_text(encoding="utf-8")
    page = mdoc.filled(template, {**values, "VERSION": version, "DATE": date})
    pathlib.Path(output).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
