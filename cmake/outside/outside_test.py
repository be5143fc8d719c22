#!/usr/bin/python3
"""Installs nogap into a folder, and lets somebody else's CMake project (this folder) use it from there.

Usage: outside_test.py BUILD_FOLDER
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else None
# A read to the end loses the last of its ten events. Of the class core, these cases see that.
FAULT = "tail-loses-last"
SEEN_BY = ["chained-reads", "limit-past-end", "since-only"]
PATIENCE = 120


def run(*words, succeeds=True, **settings):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          encoding="utf-8", timeout=PATIENCE, check=False, **settings)
    if succeeds and done.returncode:
        raise AssertionError(f"{words[0]} ended with {done.returncode}:\n{done.stdout}")
    return done


class Outside(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.addClassCleanup(cls.folder.cleanup)
        cls.prefix = cls.root / "a prefix with spaces"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)
        cls.source = cls.root / "source"
        shutil.copytree(HERE, cls.source, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        (cls.source / "known-failures.waivers").write_text("".join(f"{case} we are at it\n" for case in SEEN_BY), encoding="utf-8")
        (cls.root / "log.ndjson").write_text("".join(f'"event {i}"\n' for i in range(1200)), encoding="utf-8")
        server = subprocess.Popen([cls.prefix / "bin/nogap-server", "--port", "0", cls.root / "log.ndjson"],
                                  stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(server.wait)
        cls.addClassCleanup(server.terminate)
        cls.addClassCleanup(server.stdout.close)
        cls.url = server.stdout.readline().split()[-1]
        cls.results = cls.judge("build", "-G", "Ninja")

    @classmethod
    def configure(cls, name, *settings, succeeds=True):
        return run("cmake", "-S", cls.source, "-B", cls.root / name, f"-DNoGap_ROOT={cls.prefix}", f"-DFAULT={FAULT}",
                   f"-DRUNNING={cls.url}", *settings, succeeds=succeeds, cwd=cls.root)

    @classmethod
    def judge(cls, name, *settings, more=()):
        """Returns the red tests with what they print, the green ones, and their labels."""
        cls.configure(name, *settings)
        report = cls.root / f"{name}.xml"
        run("ctest", "--test-dir", cls.root / name, "-j", "4", "--output-junit", report, *more, succeeds=False)
        red, green = {}, set()
        for test in xml.etree.ElementTree.parse(report).iter("testcase"):
            if test.get("status") == "run":
                green.add(test.get("name"))
            else:
                red[test.get("name")] = test.findtext("system-out")
        return red, green

    def cases(self, *words):
        listed = run(self.prefix / "bin/nogap", "list", *words).stdout
        return set(re.findall(r"^  ([a-z0-9-]+) ", listed, re.M))

    def names(self, prefix):
        return {name.partition(".")[2] for name in [*self.results[0], *self.results[1]] if name.startswith(prefix + ".")}

    def test_each_case_is_a_test(self):
        self.assertGreater(len(self.names("right")), 30)
        self.assertEqual(self.names("right"), self.cases("--class", "core,boundary"))
        self.assertEqual(self.names("faulty"), self.cases("--class", "core"))

    def test_red_are_the_lost_event_the_stale_waiver_and_what_could_not_be_held(self):
        self.assertEqual(sorted(self.results[0]), [
            *(f"faulty.{case}" for case in SEEN_BY), *(f"stale.{case}" for case in SEEN_BY), "still.conditional-reads"])

    def test_a_red_test_names_the_event(self):
        self.assertIn("never sees e9", self.results[0]["faulty.since-only"])

    def test_a_stale_waiver_is_named(self):
        self.assertIn("we are at it", self.results[0]["stale.since-only"])

    def test_what_could_not_be_held_is_said(self):
        self.assertIn("inconclusive", self.results[0]["still.conditional-reads"])

    def test_filters_and_cases_without_a_prerequisite(self):
        self.assertEqual(self.names("named"), {"full-dump"} | {
            case for case in self.cases("--class", "core,boundary", "--case", "since-*") if case != "since-only"})
        self.assertIn("empty-log", self.names("right"))
        self.assertNotIn("empty-log", self.names("running"))
        self.assertIn("full-dump", self.names("running"))

    def test_labels(self):
        counts = {}
        for label in ("conformance", "conformance-core", "^feed$"):
            listed = run("ctest", "--test-dir", self.root / "build", "-N", "-L", label).stdout
            counts[label] = int(re.search(r"Total Tests: (\d+)", listed).group(1))
        self.assertEqual(counts["conformance"], sum(map(len, self.results)))
        self.assertEqual(counts["^feed$"], len(self.names("right")))
        self.assertLess(counts["conformance-core"], counts["conformance"])

    def test_several_configurations(self):
        red, green = self.judge("several", "-G", "Ninja Multi-Config",
                                more=("-C", "Release", "-R", r"^(right|faulty)\.since-only$"))
        self.assertEqual((list(red), list(green)), (["faulty.since-only"], ["right.since-only"]))

    def test_by_path_with_the_program_in_path(self):
        source = self.root / "by-path"
        source.mkdir()
        (source / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(by-path LANGUAGES NONE)\nenable_testing()\n"
            "include([[" + str(self.prefix / "share/cmake/NoGap/NoGapConformance.cmake") + "]])\n"
            f"nogap_add_conformance_tests(NAME feed URL {self.url} CASES full-dump)\n", encoding="utf-8")
        paths = {**os.environ, "PATH": f"{self.prefix / 'bin'}:{os.environ['PATH']}"}
        run("cmake", "-S", source, "-B", source / "build", env=paths)
        done = run("ctest", "--test-dir", source / "build")
        self.assertIn("100% tests passed, 0 tests failed out of 1", done.stdout)

    def test_wrong_calls_are_explained(self):
        for call, words in (("NAME feed", "give one of LAUNCH and URL"), ("NAME feed URL u LAUNCH l", "give one of"),
                            ("URL u", "NAME takes letters"), ("NAME feed URL u SPEED 9", "SPEED 9")):
            source = self.root / "wrong"
            source.mkdir(exist_ok=True)
            (source / "CMakeLists.txt").write_text(
                "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES NONE)\nfind_package(NoGap REQUIRED)\n"
                f"nogap_add_conformance_tests({call})\n", encoding="utf-8")
            done = run("cmake", "-S", source, "-B", source / "build", f"-DNoGap_ROOT={self.prefix}", succeeds=False)
            self.assertNotEqual(done.returncode, 0, call)
            self.assertIn(words, " ".join(done.stdout.split()), call)


if __name__ == "__main__":
    if BUILD is None:
        sys.exit(__doc__)
    unittest.main()
