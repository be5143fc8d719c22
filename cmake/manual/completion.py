"""What the completions of all shells know: options, what their values are, and what stands without an option."""

import help_text

# What the value of an option is, by the word that the help has for it.
KINDS = {"FILE": "file", "TRACE": "file", "NAME|FILE": "profile", "FORMAT[=FILE]": "report", "FORMAT": "format",
         "LIST": "class", "GLOB": "case", "VARIABLE": "variable", "COMMAND": "command"}
# What a command takes without an option.
ARGUMENTS = {"judge": "file", "matrix": "file", "explain": "topic", "help": "subcommand"}


class Option:
    def __init__(self, name, letter, value, text, commands=()):
        self.name, self.letter, self.value, self.commands = name, letter, value, commands
        self.text = " ".join(text.split())
        self.kind = KINDS.get(value, "other") if value else None

    @property
    def about(self):
        """The first sentence, without its full stop."""
        return self.text.split(". ")[0].rstrip(".")

    @property
    def forms(self):
        return ([f"-{self.letter}"] if self.letter else []) + [f"--{self.name}"]


class Program:
    """nogap, with commands."""

    def __init__(self, tables):
        self.commands = {row["name"]: row["about"] for row in tables["commands"]}
        self.options = [Option(row["name"], row["letter"], row["value"], row["help"],
                               list(self.commands) if row["everywhere"] else row["commands"])
                        for row in tables["options"]]
        self.general = [option for option, row in zip(self.options, tables["options"]) if row["everywhere"]]
        self.words = {"class": [*tables["classes"], "all"], "format": ["text", "json"], "profile": ["exo"],
                      "report": [row["name"] for row in tables["formats"]], "subcommand": list(self.commands)}

    def options_of(self, command):
        return [option for option in self.options if command in option.commands]


def plain_program(text):
    """The options of a program without commands, out of its help text."""
    return [Option(*row) for row in help_text.options(text)]
