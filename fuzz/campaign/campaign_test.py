#!/usr/bin/python3
"""Runs campaigns on a harness that is played by a script: what they keep, tell and leave behind.

Usage: campaign_test.py [unittest options]
"""

import contextlib
import io
import json
import pathlib
import signal
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
import corpus  # noqa: E402
import crashes  # noqa: E402
import target  # noqa: E402

# Speaks as libFuzzer does. An input fails that begins with "bad", in a function that its fourth byte names.
HARNESS = r"""#!/usr/bin/env python3
import hashlib, os, pathlib, signal, sys
options = dict(word[1:].split("=", 1) for word in sys.argv[1:] if word.startswith("-"))
paths = [pathlib.Path(word) for word in sys.argv[1:] if not word.startswith("-")]
with open(__file__ + ".calls", "a") as calls:
    calls.write(" ".join(sys.argv[1:]) + "\n")
def fail(data):
    print(f"core.c:{data[3]}: broken\n    #0 0x1 in __asan_x y\n    #1 0x2 in fuzz_fail fuzz.c:1\n"
          f"    #2 0x3 in part_{chr(data[3])} core.c:1\n    #3 0x4 in main m.c:1")
    sys.exit(77)
if "merge" in options:
    for folder in paths[1:]:
        for path in folder.iterdir():
            if not path.read_bytes().startswith(b"bad") and (options["use_counters"] == "1" or b"edge" in path.read_bytes()):
                (paths[0] / hashlib.sha1(path.read_bytes()).hexdigest()).write_bytes(path.read_bytes())
elif "minimize_crash" in options:
    pathlib.Path(options["exact_artifact_path"]).write_bytes(paths[0].read_bytes()[:4])
elif "fork" in options:
    if os.path.exists(__file__ + ".interrupt"):
        os.kill(os.getppid(), signal.SIGINT)
    (paths[0] / f"new-{len(list(paths[0].iterdir()))}").write_bytes(b"new %d" % len(list(paths[0].iterdir())))
    for name, text in (("1", "badAlong"), ("2", "badAlonger"), ("3", "badBlong")) if os.path.exists(__file__ + ".bad") else ():
        pathlib.Path(options["artifact_prefix"] + name).write_text(text)
elif len(paths) == 1 and paths[0].is_file() and paths[0].read_bytes().startswith(b"bad"):
    fail(paths[0].read_bytes())
inputs = sum(len(list(path.iterdir())) for path in paths if path.is_dir())
print(f"#500: cov: {10 + inputs} ft: {20 + inputs} corp: 1")
"""


class Campaign(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        for path in ("seeds/one.py", "corpora/one/seed/a", "build/bin/fuzz_one"):
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text("a", encoding="ascii")
        self.program = self.folder / "build/bin/fuzz_one"
        self.program.write_text(HARNESS, encoding="ascii")
        self.program.chmod(0o755)
        self.kept = self.folder / "kept"
        patch = mock.patch.object(target, "FUZZ", self.folder)
        patch.start()
        self.addCleanup(patch.stop)

    def hold(self, *more):
        """Returns the exit status, what is printed, and the JSON summary of the target."""
        said = io.StringIO()
        words = ["ci/fuzz", "one", "2", "--jobs", "1", "--seed", "7", "--build", str(self.folder / "build"), "--kept",
                 str(self.kept), *more]
        self.addCleanup(signal.signal, signal.SIGTERM, signal.getsignal(signal.SIGTERM))
        with mock.patch.object(sys, "argv", words), contextlib.redirect_stdout(said), \
                contextlib.redirect_stderr(io.StringIO()), self.assertRaises(SystemExit) as end:
            campaign.main()
        summary, = json.loads((self.kept / "summary.json").read_text("utf-8"))["targets"]
        return end.exception.code, said.getvalue(), summary

    def rounds(self):
        calls = pathlib.Path(f"{self.program}.calls").read_text("utf-8").splitlines()
        return [line for line in calls if "-fork=" in line]

    def test_the_value_profile_has_every_second_round(self):
        self.assertEqual([sum(campaign.rounds_of(seconds)) for seconds in (1, 2, 59, 60, 301)], [1, 2, 59, 60, 301])
        self.hold()
        first, second = self.rounds()
        self.assertIn("-use_value_profile=0 -seed=7", first)
        self.assertIn("-use_value_profile=1 -seed=8", second)

    def test_a_summary_in_text_and_json(self):
        status, said, summary = self.hold()
        self.assertEqual(status, 0)
        self.assertEqual((summary["executions"], summary["new_inputs"], summary["crashes"], summary["stopped"]), (1000, 2, [], False))
        self.assertEqual(summary["edges"], {"before": 11, "after": 13})
        self.assertRegex(said, r"(?m)^one +\d+ +\d+ +2 +11>13 +21>23 +2 +0$")

    def test_what_is_new_goes_into_the_corpus_and_the_next_campaign_goes_on(self):
        self.hold()
        self.assertEqual(len(list((self.folder / "corpora/one/found").iterdir())), 2)
        self.hold("--no-merge")
        self.assertEqual(len(list((self.kept / "work/one").iterdir())), 4)
        self.assertEqual(len(list((self.folder / "corpora/one/found").iterdir())), 2)

    def test_the_corpus_has_caps(self):
        for cap, value in (("FILES_MAX", 1), ("BYTES_MAX", 5)):
            with self.subTest(cap), mock.patch.object(corpus, cap, value):
                _, _, summary = self.hold()
                self.assertEqual(summary["found"]["files"], 1)
                self.assertGreaterEqual(summary["found"]["left_out"], 1)

    def test_the_caps_take_what_reaches_no_new_edge(self):
        work = self.kept / "work/one"
        work.mkdir(parents=True)
        (work / "x").write_bytes(b"a longer input, which reaches an edge")
        with mock.patch.object(corpus, "FILES_MAX", 1):
            self.hold()
        kept, = (self.folder / "corpora/one/found").iterdir()
        self.assertIn(b"edge", kept.read_bytes())

    def test_nothing_is_read_and_nothing_kept_of_a_fresh_one(self):
        self.hold("--fresh")
        self.assertFalse((self.folder / "corpora/one/found").exists())
        self.assertFalse(any("corpora" in line for line in self.rounds()))

    def test_a_crash_is_told_once_and_small_with_the_command_that_replays_it(self):
        pathlib.Path(f"{self.program}.bad").touch()
        status, said, summary = self.hold()
        self.assertEqual(status, 1)
        self.assertEqual([crash["signature"] for crash in summary["crashes"]], ["part_A", "part_B"])
        for crash in summary["crashes"]:
            self.assertEqual(len(pathlib.Path(crash["input"]).read_bytes()), 4)
            self.assertEqual(crash["replay"], f"{self.program} {crash['input']}")
            self.assertIn(crash["replay"], said)
        self.assertNotIn("found", summary)
        self.assertFalse((self.folder / "corpora/one/found").exists())

    def test_an_interrupt_ends_it_with_a_summary(self):
        pathlib.Path(f"{self.program}.interrupt").touch()
        _, _, summary = self.hold()
        self.assertTrue(summary["stopped"])
        self.assertEqual(len(self.rounds()), 1)

    def test_frames_of_others_do_not_tell_faults_apart(self):
        self.assertEqual(crashes.signature("#0 0x1 in __asan_memcpy x\n #1 0x2 in ours a.c:1:2\n#2 0x3 in memcpy b\n"), "ours")
        self.assertEqual(crashes.signature("SUMMARY: libFuzzer: timeout\n"), "libFuzzer: timeout")


if __name__ == "__main__":
    unittest.main()
