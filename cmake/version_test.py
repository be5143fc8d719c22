#!/usr/bin/python3
"""Tests WriteVersion.cmake: what --version says of a repository, a changed one, an archive, and one inside another."""

import os
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parent / "WriteVersion.cmake"
NOBODY = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "nobody",
          "GIT_AUTHOR_EMAIL": "nobody@nogap.example", "GIT_COMMITTER_NAME": "nobody",
          "GIT_COMMITTER_EMAIL": "nobody@nogap.example"}


class Version(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.output = self.folder / "version.c"

    def git(self, *words):
        return subprocess.run(["git", "-C", str(self.folder), *words], env=NOBODY, check=True, text=True,
                              stdout=subprocess.PIPE).stdout.strip()

    def commit(self):
        self.git("init", "--quiet")
        (self.folder / "file").write_text("1\n", encoding="utf-8")
        self.git("add", "file")
        self.git("commit", "--quiet", "--message", "one")
        return self.git("rev-parse", "--short=7", "HEAD")

    def written(self, folder=None):
        subprocess.run(["cmake", "-DVERSION=1.2.3", f"-DFOLDER={folder or self.folder}", f"-DOUTPUT={self.output}", "-P",
                        str(SCRIPT)], env=NOBODY, check=True)
        return self.output.read_text(encoding="utf-8").partition('"\n\n')[2].split('"')[1]

    def test_a_repository_has_its_commit(self):
        commit = self.commit()
        self.git("tag", "-a", "v1.2.3", "-m", "a tag changes nothing")
        self.assertEqual(self.written(), f"1.2.3 ({commit})")

    def test_a_change_shows_and_an_unknown_file_does_not(self):
        commit = self.commit()
        (self.folder / "another").touch()
        self.assertEqual(self.written(), f"1.2.3 ({commit})")
        (self.folder / "file").write_text("2\n", encoding="utf-8")
        self.assertEqual(self.written(), f"1.2.3 ({commit}+dirty)")

    def test_an_archive_has_the_version_alone_also_inside_a_repository(self):
        self.assertEqual(self.written(), "1.2.3")
        self.commit()
        (self.folder / "archive").mkdir()
        self.assertEqual(self.written(self.folder / "archive"), "1.2.3")

    def test_nothing_new_is_not_written(self):
        self.commit()
        self.written()
        os.utime(self.output, (1, 1))
        self.written()
        self.assertEqual(self.output.stat().st_mtime, 1)


if __name__ == "__main__":
    unittest.main()
