#!/usr/bin/python3
"""Tests ci/mutate: what it changes, and that it notices what a test does not, on a small project of its own.

Exit status: 0 all is well, 1 a test failed, 77 a tool is missing.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import mutate_report  # noqa: E402
import mutate_source  # noqa: E402

CI = pathlib.Path(__file__).resolve().parent
TOOLS = ("cmake", "ninja", "cc")
SAMPLE = """#include "reference/sample.h"

#define UNTOUCHED (1 + 2)

/* Comments 1 < 2 stay. */
int sample_clamp(int number, int top) {
    while (number < 0) {
        number++;
    }
    switch (top) {
    case 7:
        return 70;
    case 8:
        return 80;
    }
    return number > top ? top : number;
}
"""
TEST = """#include "reference/sample.h"

int main(void) {
    return !(sample_clamp(-3, 9) == 0 && sample_clamp(2, 2) == 2 && sample_clamp(5, 2) == 2 &&
             sample_clamp(1, 2) == 1 && sample_clamp(1, 7) == 70 && sample_clamp(1, 8) == 80);
}
"""
WEAK_TEST = """#include "reference/sample.h"

int main(void) {
    return sample_clamp(1, 2) != 1;
}
"""
CMAKE = """cmake_minimum_required(VERSION 3.25)
project(sample LANGUAGES C)
add_library(sample STATIC reference/sample.c)
target_include_directories(sample PUBLIC "${PROJECT_SOURCE_DIR}")
add_executable(sample_test reference/sample_test.c)
target_link_libraries(sample_test PRIVATE sample)
"""
SAME = "sample.c:sample_clamp:1:comparison:>=>>="


def changes(body, result="int"):
    """Returns the changes of a function, without file, function and ordinal."""
    return [m.id.split(":", 3)[3] for m in mutate_source.mutants_of("a.c", f"{result} f(int a, int *b) {{ {body} }}\n")]


class Changes(unittest.TestCase):
    def test_comparison(self):
        self.assertEqual(changes("if (a < b[a]) { }", "void"), ["comparison:<=><=", "comparison:<=>>="])

    def test_logic_and_condition(self):
        self.assertEqual(changes("while (a && !b) { }", "void"),
                         ["negation:while(a&&!b)", "logical:&&=>||", "negation:!=>"])

    def test_pointers_and_signs_are_no_arithmetic(self):
        self.assertEqual(changes("const int *p = &a; *p = -a; g((int)*p);", "void"), ["removal:*p=-a;", "removal:g((int)*p);"])

    def test_arithmetic(self):
        self.assertEqual(changes("int c = a * a << a;", "void"), ["arithmetic:*=>/", "arithmetic:<<=>>>"])

    def test_constants(self):
        self.assertEqual(changes("g(5, 'x', TOP, \"s\", true, 0);", "void")[1:],
                         ["constant:5=>6", "constant:5=>4", "constant:'x'=>('x'+1)", "constant:'x'=>('x'-1)",
                          "constant:TOP=>(TOP+1)", "constant:TOP=>(TOP-1)", 'constant:"s"=>""', "constant:true=>false",
                          "constant:0=>1"])

    def test_first_value_of_what_others_set(self):
        self.assertEqual(changes("int c = 0; g(&c);", "void"), ["removal:g(&c);"])
        self.assertEqual(changes("int c = 0; g(c);", "void"), ["constant:0=>1", "removal:g(c);"])

    def test_results(self):
        self.assertEqual(changes("return g(a);"), ["return:g(a)=>one_more", "return:g(a)=>0"])
        self.assertEqual(changes("return g(a);", "bool"), ["return:g(a)=>not"])
        self.assertEqual(changes("return g(a);", "enum x"), ["return:g(a)=>0"])
        self.assertEqual(changes("return g(a);", "char *"), ["return:g(a)=>NULL"])
        self.assertEqual(changes("return a ? *b : a;", "struct s"), ["negation:a?"])

    def test_removal(self):
        self.assertEqual(changes("struct s t = {a, a}; for (;;) { break; } if (a) g(); else h();", "void"),
                         ["removal:break;", "negation:if(a)", "removal:g();", "removal:h();"])

    def test_left_alone(self):
        self.assertEqual(changes("assert(a < 1); int c[sizeof b]; /* a < 1 */ // a++;\n", "void"), [])
        self.assertEqual(mutate_source.mutants_of("a.c", "#define A \\\n (1 < 2)\nstatic int b = 1;\nstruct s { int a; };\n"), [])

    def test_ids_do_not_depend_on_lines(self):
        moved = "\n\n" + SAMPLE.replace(" {\n", "\n{\n").replace("    ", "  ")
        first, second = (mutate_source.mutants_of("sample.c", source) for source in (SAMPLE, moved))
        self.assertEqual([m.id for m in first], [m.id for m in second])
        self.assertEqual(len({m.id for m in first}), len(first))
        for mutant in first:
            self.assertNotEqual(mutate_source.apply(mutant, SAMPLE), SAMPLE)


class Project(unittest.TestCase):
    """What a whole run would take minutes to say of this project's own lists."""

    def setUp(self):
        done = subprocess.run([str(CI / "mutate"), "--list"], text=True, capture_output=True, timeout=60, check=True)
        places = (line.split(": ", 1) for line in done.stdout.splitlines())
        self.places = {name: place for place, name in places}

    def test_every_record_names_a_change(self):
        known, complaints = mutate_report.read_equivalents(CI / "mutate-equivalents")
        self.assertEqual(complaints, [])
        self.assertGreater(len(known), 0)
        self.assertEqual(set(known) - set(self.places), set(), "no such change; see ci/mutate --list")

    def test_every_module_is_changed(self):
        lines = (CI / "mutate-modules").read_text(encoding="utf-8").splitlines()
        modules = {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}
        self.assertEqual({pathlib.Path(place.partition(":")[0]).stem for place in self.places.values()}, modules)


class Runs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nogap mutate ")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in (("CMakeLists.txt", CMAKE), ("reference/sample.c", SAMPLE), ("reference/sample_test.c", TEST),
                           ("reference/sample.h", "int sample_clamp(int number, int top);\n"),
                           ("ci/mutate-modules", "sample sample\n"), ("ci/mutate-equivalents", f"{SAME} the same\n")):
            (self.root / name).parent.mkdir(exist_ok=True)
            (self.root / name).write_text(text, encoding="utf-8")

    def mutate(self, *arguments):
        done = subprocess.run([str(CI / "mutate"), "--root", str(self.root), "--stage", "unit", *arguments], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=150, check=False)
        return done.returncode, done.stdout

    def test_every_change_is_noticed_or_recorded(self):
        report = self.root / "report.json"
        status, output = self.mutate("--json", str(report))
        self.assertEqual(status, 0, output)
        results = {m["id"]: m["result"] for m in json.loads(report.read_text(encoding="utf-8"))["mutants"]}
        self.assertEqual(results.pop(SAME), "survived")
        self.assertEqual(results.pop("sample.c:sample_clamp:1:constant:7=>8"), "not compiled")
        self.assertEqual(results.pop("sample.c:sample_clamp:1:constant:8=>7"), "not compiled")
        self.assertEqual(results["sample.c:sample_clamp:1:removal:number++;"], "unit", "it never ends, so it is cut")
        self.assertEqual(set(results.values()), {"unit"})

    def test_weak_test(self):
        (self.root / "reference" / "sample_test.c").write_text(WEAK_TEST, encoding="utf-8")
        status, output = self.mutate("--only", "*constant:70*")
        self.assertEqual(status, 1)
        self.assertIn("reference/sample.c:12: no test notices sample.c:sample_clamp:1:constant:70=>71", output)

    def test_records_that_are_wrong(self):
        recorded = self.root / "ci" / "mutate-equivalents"
        for line, words in ((f"{SAME} the same\nsample.c:sample_clamp:9:comparison:>=>>= old", "there is no mutant"),
                            (f"{SAME} the same\nsample.c:sample_clamp:1:constant:70=>71 no", "is no survivor: unit"),
                            (SAME, "and a reason"), (f"{SAME} the same\n{SAME} twice", "in line 1 already")):
            with self.subTest(words=words):
                recorded.write_text(line + "\n", encoding="utf-8")
                status, output = self.mutate("--only", SAME, "--only", "*constant:70=>71")
                self.assertEqual(status, 1, output)
                self.assertIn(words, output)

    def test_project_that_does_not_pass(self):
        (self.root / "reference" / "sample_test.c").write_text("int main(void) { return 1; }\n", encoding="utf-8")
        status, output = self.mutate()
        self.assertEqual(status, 2)
        self.assertIn("sample: the project as it stands does not pass the stage unit", output)

    def test_usage(self):
        for arguments in (("--module", "nonsense"), ("--only", "nothing"), ("--stage", "nonsense")):
            self.assertEqual(self.mutate(*arguments)[0], 2)


if __name__ == "__main__":
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"skipped: {', '.join(missing)} missing; run ci/setup")
        sys.exit(77)
    unittest.main()
