#!/usr/bin/python3
"""Checks ci/coverage_report.py with a small program that is really compiled, run and measured.

Exit status: 0 all is well, 1 something is wrong, 77 a tool is missing.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import coverage_report

CI = pathlib.Path(__file__).resolve().parent
CORE = """int core(int number);
int core(int number) {
    return number > 0 ? 1 : 2;
}
"""
MAIN = """int core(int number);
int main(int count, char **words) {
    (void)words;
    return core(count) + core(-count) == 0;
}
"""


def tool(name):
    """Returns the path of an LLVM tool of clang's own version, or None."""
    version = subprocess.run(["clang", "-dumpversion"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return shutil.which(f"{name}-{version.partition('.')[0]}") or shutil.which(name)


class Report(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nogap coverage ")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        self.exceptions = self.root / "exceptions"
        self.exceptions.write_text("# nothing\n", encoding="utf-8")

    def run_tool(self, *command):
        return subprocess.run(command, cwd=self.root, stdout=subprocess.PIPE, check=True, timeout=60,
                              env={"LLVM_PROFILE_FILE": str(self.root / "raw"), "PATH": "/usr/bin:/bin"}).stdout

    def measure(self, main):
        (self.root / "core.c").write_text(CORE, encoding="utf-8")
        (self.root / "main.c").write_text(main, encoding="utf-8")
        self.run_tool("clang", "-fprofile-instr-generate", "-fcoverage-mapping", "-o", "program",
                      str(self.root / "core.c"), str(self.root / "main.c"))
        self.run_tool("./program")
        self.run_tool(tool("llvm-profdata"), "merge", "-o", "data", "raw")
        export = self.run_tool(tool("llvm-cov"), "export", "program", "--instr-profile", "data",
                               str(self.root / "core.c"))
        (self.root / "export.json").write_bytes(export)

    def report(self, *files):
        done = subprocess.run([sys.executable, "-B", str(CI / "coverage_report.py"), "--root", str(self.root),
                               "--exceptions", str(self.exceptions), str(self.root / "export.json"), *files],
                              stdout=subprocess.PIPE, text=True, check=False, timeout=60)
        return done.returncode, done.stdout

    def test_everything_is_reached(self):
        self.measure(MAIN)
        status, output = self.report("core.c")
        self.assertEqual(status, 0, output)
        self.assertRegex(output, r"core\.c +3/3 100 % +2/2 100 %")

    def test_a_branch_is_not_reached(self):
        self.measure(MAIN.replace("-count", "count"))
        status, output = self.report("core.c")
        self.assertEqual(status, 1)
        self.assertIn("core.c:3:12: in core, no unit test makes this false", output)

    def test_an_exception_with_a_reason(self):
        self.measure(MAIN.replace("-count", "count"))
        self.exceptions.write_text("core.c:core cannot be negative\n", encoding="utf-8")
        self.assertEqual(self.report("core.c")[0], 0)

    def test_an_exception_without_a_reason(self):
        self.measure(MAIN.replace("-count", "count"))
        self.exceptions.write_text("core.c:core \n", encoding="utf-8")
        status, output = self.report("core.c")
        self.assertEqual(status, 1)
        self.assertIn("exceptions:1: expected FILE:FUNCTION and a reason", output)

    def test_exceptions_with_a_count(self):
        self.exceptions.write_text("a.c:f/2 memory ends\na.c:f no count\na.c:f/1\nf/1 no file\n", encoding="utf-8")
        exceptions, complaints = coverage_report.read_exceptions(self.exceptions, counted=True)
        self.assertEqual(exceptions, {"a.c:f": (2, "memory ends", 1)})
        self.assertEqual(complaints, [f"{self.exceptions}:{line}: expected FILE:FUNCTION/N and a reason"
                                      for line in (2, 3, 4)])

    def test_an_exception_that_is_out_of_date(self):
        self.measure(MAIN)
        for name in ("core.c:core", "core.c:gone"):
            with self.subTest(name=name):
                self.exceptions.write_text(f"{name} reason\n", encoding="utf-8")
                status, output = self.report("core.c")
                self.assertEqual(status, 1)
                self.assertIn("exceptions:1:", output)

    def test_a_file_that_no_test_links(self):
        self.measure(MAIN)
        status, output = self.report("core.c", "other.c")
        self.assertEqual(status, 1)
        self.assertIn("other.c:1: no unit test reaches a function of this file", output)


if __name__ == "__main__":
    if not shutil.which("clang") or not tool("llvm-cov") or not tool("llvm-profdata"):
        print("skipped: clang or llvm-cov missing; run ci/setup")
        sys.exit(77)
    unittest.main()
