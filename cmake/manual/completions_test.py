#!/usr/bin/python3
"""Asks the completions of bash, fish and zsh what they offer.

Usage: completions_test.py FOLDER_OF_COMPLETIONS FOLDER_OF_PROGRAMS

A shell that is not installed is left out; ci/setup installs them on Debian.
"""

import json
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

FOLDER, PROGRAMS = (pathlib.Path(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (None, None)
PATIENCE = 30
ENTRIES = {"cursor-inclusive", "cursor-one-more"}

# The line up to the cursor, what is offered among others, and what is not. Bash cuts words at = and so offers only
# what stands behind it; fish offers the whole word.
ASKED = [
    ("nogap ", {"run", "tail", "fuzz", "explain"}, set()),
    ("nogap r", {"run"}, {"tail"}),
    ("nogap run --c", {"--class", "--case"}, {"--format"}),
    ("nogap list --f", {"--format"}, {"--class"}),
    ("nogap list --format ", {"text", "json"}, {"run"}),
    ("nogap run --class co", {"core"}, {"live"}),
    ("nogap run --class core,l", {"core,live"}, {"core,core"}),
    ("nogap run --case since-p", {"since-past-end"}, {"full-dump"}),
    ("nogap explain since-", {"since-only"}, {"cursor-4"}),
    ("nogap explain cursor-", {"cursor-4", "cursor-5"}, {"since-only"}),
    ("nogap run --report j", {"json", "junit"}, {"text"}),
    ("nogap help ju", {"judge"}, {"run"}),
    ("nogap run --header-env NOGAP_TEST_V", {"NOGAP_TEST_VARIABLE"}, set()),
    ("nogap run --trace prof", {"profile.json"}, set()),
    ("nogap run --profile ", {"exo", "profile.json"}, set()),
    ("nogap judge prof", {"profile.json"}, set()),
    ("nogap-server --p", {"--port"}, {"--bind"}),
    ("nogap-server prof", {"profile.json"}, set()),
    ("nogap-mutant --serve cursor-", ENTRIES, {"since-exclusive"}),
    ("nogap-mutant --format ", {"text", "json"}, set()),
]

BASH = r"""
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
"_${1//-/_}"
printf '%s\n' "${COMPREPLY[@]}"
"""

# What _arguments and its kin are told, in place of a terminal.
ZSH = r"""
_arguments() { print -rl -- "${@}" }
_describe() { print -rl -- "${(@P)@[-1]}" }
words=("${@[2,-1]}")
CURRENT=$#words
service=$words[1]
source "$1"
"""


def needs(shell):
    return unittest.skipUnless(shutil.which(shell), f"{shell} is not installed; ci/setup does it")


class Completions(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        (pathlib.Path(folder.name) / "profile.json").touch()

    def run_shell(self, *words):
        environment = {**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "NOGAP_TEST_VARIABLE": "x",
                       "HOME": self.folder, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(words, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), words[-1])
        return done.stdout.split("\n")

    def expect(self, line, offered, present, absent):
        self.assertLessEqual(present, offered, line)
        self.assertFalse(absent & offered, line)

    def in_bash(self, words):
        return set(self.run_shell("bash", "--norc", "-c", BASH, "bash", FOLDER / "bash" / words[0], *words))

    @needs("bash")
    def test_bash(self):
        for line, present, absent in ASKED:
            self.expect(line, self.in_bash(line.split(" ")), present, absent)

    @needs("bash")
    def test_bash_takes_the_equals_sign_for_a_word(self):
        self.expect("=", self.in_bash(["nogap", "run", "--class", "=", "co"]), {"core"}, {"live"})
        self.expect("=", self.in_bash(["nogap", "run", "--class", "="]), {"core", "live"}, {"="})
        self.expect("=", self.in_bash(["nogap", "run", "--report", "json", "=", "pro"]), {"profile.json"}, {"json"})
        self.expect("=", self.in_bash(["nogap", "run", "--report", "=", "json", "=", "pro"]), {"profile.json"}, set())

    @needs("fish")
    def test_fish(self):
        for line, present, absent in [*ASKED, ("nogap run --class=co", {"--class=core"}, {"--class=live"})]:
            name = line.split(" ")[0]
            script = f"source $argv[1]; complete -C {json.dumps(line)}"
            lines = self.run_shell("fish", "--no-config", "-c", script, str(FOLDER / "fish" / f"{name}.fish"))
            self.expect(line, {line.split("\t")[0] for line in lines}, present, absent)

    @needs("zsh")
    def test_zsh(self):
        self.run_shell("zsh", "-n", str(FOLDER / "zsh" / "_nogap"))
        for line, start, absent in (
                ("nogap run --c", "--class=[Classes of cases", "--format"), ("nogap list --f", "--format=[", "--trace"),
                ("nogap run -", "*-H+[A field for each request]", "--format"), ("nogap-server -", "--port=[listen", "-H"),
                ("nogap ", "1:command:_nogap_commands", "--class"), ("nogap-mutant -", "--serve=[", "--class")):
            specifications = self.run_shell("zsh", "-f", "-c", ZSH, "zsh", str(FOLDER / "zsh" / "_nogap"), *line.split(" "))
            starting = [word for word in specifications if word.lstrip("*").startswith(start.lstrip("*"))]
            self.assertEqual(len(starting), 1, (line, specifications))
            self.assertFalse([word for word in specifications if word.startswith(absent)], line)

    @needs("zsh")
    def test_zsh_itself_completes(self):
        """A real zsh on a terminal: it complains about a specification that it cannot read."""
        environment = {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": self.folder, "TERM": "dumb", "LC_ALL": "C.UTF-8"}
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execve(shutil.which("zsh"), ["zsh", "-f", "-i"], environment)
        self.addCleanup(os.waitpid, process, 0)
        self.addCleanup(os.close, terminal)
        self.addCleanup(os.kill, process, signal.SIGKILL)
        self.say(terminal, f"fpath=({FOLDER / 'zsh'} $fpath); autoload -Uz compinit; compinit -u -D; print re''ady\n", "ready")
        shown = self.say(terminal, "nogap run --case since-past-e\t", "since-past-end")
        shown += self.say(terminal, " --write-w\t", "--write-waivers")
        shown += self.say(terminal, "prof\t", "profile.json")
        shown += self.say(terminal, " --class core,hos\t", "core,hostile")
        self.assertNotIn("_arguments", shown)

    def say(self, terminal, text, expected):
        """Types, and returns what is shown up to what is expected."""
        os.write(terminal, text.encode())
        shown, deadline = "", time.monotonic() + PATIENCE
        while expected not in shown:
            ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                self.fail(f"typed {text!r}, expected {expected!r}, shown: {shown!r}")
            shown += os.read(terminal, 4096).decode(errors="replace")
        return shown


if __name__ == "__main__":
    if FOLDER is None:
        sys.exit(__doc__)
    unittest.main(argv=sys.argv[:1])
