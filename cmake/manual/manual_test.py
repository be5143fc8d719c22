#!/usr/bin/python3
"""Checks the man pages: mandoc has no warning, and what --help, the schema and FORMAT.md name stands in them.

Usage: manual_test.py FOLDER_OF_PAGES FOLDER_OF_PROGRAMS
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDER, PROGRAMS = (pathlib.Path(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (None, None)
PAGES = ("nogap.1", "nogap-server.1", "nogap-mutant.1", "nogap-profile.5", "nogap-trace.5")


def output(*words):
    return subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8",
                          timeout=60).stdout


def page(name):
    """A page as it is read, without overstriking."""
    return re.sub(".\b", "", output("mandoc", "-T", "utf8", FOLDER / name))


def tags(text):
    """What stands at the left of a list."""
    return [line.strip() for line in text.split("\n") if re.match(r" {5}\S", line)]


def option_tags(text):
    return {word for tag in tags(text) for word in re.findall(r"^(?:-\w, )?(--[a-z-]+)", tag)}


@unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed; ci/setup does it")
class Pages(unittest.TestCase):
    def test_mandoc_has_no_warning(self):
        for name in PAGES:
            done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", FOLDER / name], stdout=subprocess.PIPE, text=True,
                                  timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout), (0, ""), name)

    def test_nothing_of_the_language_shows(self):
        for name in PAGES:
            self.assertNotRegex(page(name), r"\\&|\\f|\\e|\\-|@[A-Z_]+@", name)

    def test_lines_fit(self):
        for name in PAGES:
            longest = max(page(name).split("\n"), key=len)
            self.assertLessEqual(len(longest), 120, (name, longest))

    def test_every_command_and_option_of_nogap(self):
        text = page("nogap.1")
        commands = re.findall(r"^  nogap ([a-z]+) ", output(PROGRAMS / "nogap", "--help").split("Examples")[0], re.M)
        self.assertGreaterEqual(len(commands), 8)
        named = set()
        for command in commands:
            self.assertIn(f"\n   {command}\n", text)
            named |= set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", output(PROGRAMS / "nogap", "help", command), re.M))
        self.assertGreaterEqual(len(named), 30)
        self.assertEqual(option_tags(text), named)

    def test_every_option_of_the_servers(self):
        for program in ("nogap-server", "nogap-mutant"):
            named = set(re.findall(r"--[a-z-]+", output(PROGRAMS / program, "--help")))
            self.assertEqual(option_tags(page(f"{program}.1")), named, program)
            synopsis = re.search(r"^SYNOPSIS\n(.*?)^DESCRIPTION", page(f"{program}.1"), re.S | re.M).group(1)
            self.assertEqual(set(re.findall(r"--[a-z-]+", synopsis)), named, program)

    def test_every_exit_status(self):
        status = re.search(r"^EXIT STATUS\n(.*?)^\S", page("nogap.1"), re.S | re.M).group(1)
        self.assertEqual(re.findall(r"^ {5}(\d+)", status, re.M), ["0", "1", "2", "3", "4", "5", "70"])

    def test_every_member_of_a_profile(self):
        schema = json.loads((ROOT / "fixtures/profiles/schema.json").read_text(encoding="utf-8"))
        listed = page("nogap-profile.5")

        def names(part, place):
            for name, member in part.get("properties", {}).items():
                if name not in ("comment", "$schema"):
                    yield place + name
                    yield from names(member, f"{place}{name}.")

        found = list(names(schema, ""))
        self.assertGreater(len(found), 15)
        for name in found:
            self.assertRegex(listed, rf"(?m)^     {re.escape(name)}( |$)")

    def test_the_example_of_a_profile_is_one(self):
        example = re.search(r"^EXAMPLES.*?(^ +\{.*^ +\})$", page("nogap-profile.5"), re.S | re.M).group(1)
        path = FOLDER / "example-of-the-page.json"
        path.write_text(example, encoding="utf-8")
        plan = output(PROGRAMS / "nogap", "run", "http://127.0.0.1:1/changes", "--plan", "--case", "since-and-limit", "--profile",
                      path)
        self.assertIn("count=", plan)

    def test_every_record_and_member_of_a_trace(self):
        text = (ROOT / "conformance/trace/FORMAT.md").read_text(encoding="utf-8")
        cells = re.findall(r"^\| (`[^|]*) \|", text, re.M)
        self.assertGreater(len(cells), 30)
        listed = "\n".join(tags(page("nogap-trace.5")))
        for name in re.findall(r"`([^`]+)`", " ".join(cells)):
            self.assertRegex(listed, rf"(?m)^(.*, )?{re.escape(name)}(,| |$)")


if __name__ == "__main__":
    if FOLDER is None:
        sys.exit(__doc__)
    unittest.main(argv=sys.argv[:1])
