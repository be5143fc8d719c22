#!/usr/bin/python3
"""Tests replay_main.c: fuzz/replay_test.py PROGRAM, a harness that any input passes."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True, timeout=30)


class Replay(unittest.TestCase):
    def setUp(self):
        keeper = tempfile.TemporaryDirectory()
        self.addCleanup(keeper.cleanup)
        self.folder = pathlib.Path(keeper.name)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def test_files_and_folders_are_run_in_order_and_named(self):
        second, empty, large = self.write("b", b"x"), self.write("a/1", b""), self.write("a/2", b"y" * 70000)
        self.write("a/.hidden", b"")
        done = run(self.folder, second)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.splitlines(),
                         [str(empty), str(large), str(second), str(second), "Tested 4 inputs"])

    def test_a_missing_path_is_an_error_and_the_others_still_run(self):
        done = run(self.folder / "none", self.write("a", b""))
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{self.folder}/none: ", done.stderr)
        self.assertIn("Tested 1 inputs", done.stdout)

    def test_an_empty_folder_is_an_error_also_inside_another(self):
        self.write("a", b"")
        (self.folder / "b").mkdir()
        done = run(self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{self.folder}/b: the folder is empty", done.stderr)

    def test_a_circle_of_links_ends(self):
        self.write("a", b"")
        (self.folder / "circle").symlink_to(self.folder)
        done = run(self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("too many folders", done.stderr)

    def test_help_and_usage(self):
        done = run("--help")
        self.assertEqual(done.returncode, 0)
        self.assertIn("Exit status", done.stdout)
        self.assertEqual(run().returncode, 2)


if __name__ == "__main__":
    unittest.main()
