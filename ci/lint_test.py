#!/usr/bin/python3
"""Feeds every check of ci/lint one sample that it must find, and one that it must not.

Each sample is a small project of its own in a temporary folder. Exit status: 0 every check bites, 1 one does not,
77 a tool is missing.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CI = pathlib.Path(__file__).resolve().parent
ROOT = CI.parent
TOOLS = ("clang-format", "shellcheck", "cppcheck", "node", "cmake", "ninja", "gcc", "clang")
GOOD_C = '#include "reference/good.h"\n\nint good(int number) {\n    return number + 1;\n}\n'
GOOD_H = "#ifndef GOOD_H\n#define GOOD_H\n\nint good(int number);\n\n#endif\n"
SPEC = "# Spec\n\n### range-1\n\nA server MUST.\n"
LISTS = """#!/bin/sh
echo '{"cases":[{"id":"a","clauses":["range-1"]}]}'
"""
CMAKE = """cmake_minimum_required(VERSION 3.25)
project(sample LANGUAGES C)
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_EXTENSIONS OFF)
include(cmake/Compile.cmake)
add_library(sample STATIC reference/good.c)
target_link_libraries(sample PRIVATE nogap_compile_options)
"""


def write(root, name, text, executable=False):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if executable:
        path.chmod(0o755)


class Bites(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="nogap lint ")
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        for name in ("CMakePresets.json", ".clang-format"):
            shutil.copy(ROOT / name, self.root)
        shutil.copytree(ROOT / "cmake", self.root / "cmake")
        write(self.root, "CMakeLists.txt", CMAKE)
        write(self.root, "SPEC.md", SPEC)
        write(self.root, "reference/good.c", GOOD_C)
        write(self.root, "reference/good.h", GOOD_H)
        write(self.root, "ci/good", "#!/bin/sh\necho good\n", executable=True)
        write(self.root, "good.js", "function good() {\n  return 1;\n}\ngood();\n")
        write(self.root, "good.py", "def good():\n    return 1\n")
        write(self.root, "good.json", "{}\n")
        write(self.root, "build/dev/bin/nogap", LISTS, executable=True)

    def lint(self, check):
        """Returns the exit status and the output of one check."""
        done = subprocess.run([str(CI / "lint"), "--root", str(self.root), check], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=150, check=False)
        return done.returncode, done.stdout

    def bites(self, check, name, text, line, words):
        """The check finds nothing, then a file is written, and the check names its line."""
        status, output = self.lint(check)
        self.assertEqual(status, 0, output)
        write(self.root, name, text)
        status, output = self.lint(check)
        self.assertEqual(status, 1, f"{check} found nothing in {name}\n{output}")
        self.assertIn(f"{name}:{line}", output)
        self.assertIn(words, output)

    def test_format(self):
        self.bites("format", "reference/bad.c", GOOD_C + "\nint  bad;\n", 7, "not formatted")

    def test_tab(self):
        self.bites("text", "reference/bad.c", "int a;\n\tint b;\n", 2, "tab")

    def test_white_space_at_the_end_of_a_line(self):
        self.bites("text", "bad.md", "one\ntwo \n", 2, "white space")

    def test_carriage_return(self):
        write(self.root, "bad.md", "")
        (self.root / "bad.md").write_bytes(b"one\r\n")
        self.assertEqual(self.lint("text")[0], 1)

    def test_no_newline_at_the_end(self):
        self.bites("text", "bad.md", "one\ntwo", 2, "no newline")

    def test_marker(self):
        for marker in ("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"):
            with self.subTest(marker=marker):
                (self.root / "bad.c").unlink(missing_ok=True)
                self.bites("text", "bad.c", f"\n/* {marker}: later */\n", 2, marker)

    def test_the_judge_includes_the_reference(self):
        self.bites("text", "conformance/bad.c", '#include "reference/query.h"\n', 1, "share no code")

    def test_the_reference_includes_the_judge(self):
        self.bites("text", "reference/bad.h", '\n#include "../conformance/judge.h"\n', 2, "share no code")

    def test_library_header(self):
        self.bites("text", "reference/answer.c", "#include <microhttpd.h>\n", 1, "server.c")

    def test_library_header_of_the_runner(self):
        self.bites("text", "conformance/judge.c", "#include <curl/curl.h>\n", 1, "curl_handle.h")

    def test_python(self):
        self.bites("text", "bad.py", "x = 1\ndef bad(:\n", 2, "no Python")

    def test_json(self):
        self.bites("text", "bad.json", '{\n"a": 1,\n}\n', 3, "no JSON")

    def test_long_file(self):
        self.bites("size", "reference/bad.c", "int a;\n" * 401, 401, "401 lines")

    def test_file_that_is_just_short_enough(self):
        write(self.root, "reference/long.c", "int a;\n" * 400)
        self.assertEqual(self.lint("size")[0], 0)

    def test_long_functions(self):
        samples = {
            "reference/bad.c": "/* says */\nstatic int bad(int a,\n               int b)\n{\n" + "    a++;\n" * 57 + "}\n",
            "bad.py": "x = 1\ndef bad():\n" + "    x = 1\n" * 60,
            "bad.js": "\nfunction bad() {\n" + "  x();\n" * 59 + "}\n",
            "bad.sh": "#!/bin/sh\nbad() {\n" + "    x\n" * 59 + "}\n",
        }
        for name, text in samples.items():
            with self.subTest(name=name):
                self.bites("size", name, text, 2, "bad has 61 lines")
                (self.root / name).unlink()

    def test_function_that_is_just_short_enough(self):
        write(self.root, "reference/long.c", "int a(void)\n{\n" + "    a();\n" * 57 + "}\n" +
              "const int b[] = {\n" + "    1,\n" * 70 + "};\n\nvoid c(\n    int d);\n")
        self.assertEqual(self.lint("size"), (0, "lint size: ok\nlint: 1 checks, all right\n"))

    def test_shell(self):
        self.bites("shell", "ci/bad", "#!/bin/sh\nrm $1\n", 2, "SC2086")

    def test_javascript(self):
        self.bites("javascript", "bad.js", "let a = 1;\nlet a = 2;\n", 2, "SyntaxError")

    def test_vectors(self):
        shutil.copytree(ROOT / "fixtures" / "vectors", self.root / "fixtures" / "vectors")
        shutil.copy(ROOT / "SPEC.md", self.root)
        index = self.root / "fixtures" / "vectors" / "INDEX.json"
        text = index.read_text(encoding="utf-8").replace('"total": ', '"total": 9')
        self.bites("vectors", "fixtures/vectors/INDEX.json", text, 2, "out of date")

    def test_warning_of_every_compiler(self):
        self.bites("warnings", "reference/good.c", GOOD_C + "int bad(long a);\nint bad(long a)\n{\n    return a;\n}\n",
                   9, "conversion")
        for preset in ("dev", "asan", "lint"):
            log = (self.root / "build" / f"{preset}.log").read_text(encoding="utf-8")
            self.assertIn("good.c:9", log, f"the build in {preset} let a warning pass")

    def test_cppcheck(self):
        bad = "#include <stdlib.h>\nint good(int number)\n{\n    int *p = malloc(4);\n    return *p + number;\n}\n"
        self.bites("cppcheck", "reference/good.c", bad, 5, "emory")

    def test_clause_without_a_case(self):
        self.bites("ledger", "SPEC.md", SPEC + "\n### range-2\n\nA server MUST.\n", 7, "no case exercises range-2")

    def test_case_without_a_clause(self):
        for clauses in ("[]", '["range-1","range-9"]'):
            with self.subTest(clauses=clauses):
                write(self.root, "build/dev/bin/nogap", LISTS.replace('["range-1"]', clauses), executable=True)
                self.assertEqual(self.lint("ledger")[0], 1)

    def test_list_that_is_empty(self):
        write(self.root, "build/dev/bin/nogap", "#!/bin/sh\necho '[]'\n", executable=True)
        self.assertEqual(self.lint("ledger")[0], 1)

    def test_runner_that_fails(self):
        write(self.root, "build/dev/bin/nogap", LISTS + "exit 70\n", executable=True)
        self.assertEqual(self.lint("ledger")[0], 1)

    def test_unknown_check(self):
        self.assertEqual(self.lint("nonsense")[0], 2)


if __name__ == "__main__":
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"skipped: {', '.join(missing)} missing; run ci/setup")
        sys.exit(77)
    unittest.main()
