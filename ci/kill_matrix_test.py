#!/usr/bin/python3
"""The rules of the kill matrix, on results that nobody ran."""

import pathlib
import sys
import tempfile
import types
import unittest

sys.dont_write_bytecode = True
import kill_matrix_rules as rules  # noqa: E402
import kill_matrix_write as write  # noqa: E402
from kill_matrix_entry import Entry  # noqa: E402
from kill_matrix_run import Result, judged_again, without_seconds  # noqa: E402

LISTED = {"name": "off", "kind": "defect", "family": "a family", "clause": "range-1", "level": "MUST", "says": "it is off",
          "class": "core", "needs": [], "appends": 0, "events": 5, "growth": 0, "chance": 0, "profile": None}
CASES = {"first": "core", "second": "boundary", "third": "live"}


def entry(**changed):
    return Entry({**LISTED, **changed})


def result(of=None, status=1, findings=(("first", "range-1", "mixed"),), problem=None):
    cases = {}
    for case, clause, kind in findings:
        cases.setdefault(case, []).append({"clause": clause, "kind": kind})
    report = {"verdict": "non-conformant" if status else "conformant", "reason": "", "seconds": 1,
              "cases": [{"id": case, "class": CASES[case], "findings": found} for case, found in cases.items()]}
    return Result(of or entry(), status, report, problem)


def legal(status=0, findings=()):
    return result(entry(name="fine", kind="legal", clause=None, level=None), status, findings)


class Entries(unittest.TestCase):
    def test_classes(self):
        self.assertEqual(entry().classes(), ["core", "boundary"])
        self.assertEqual(entry(**{"class": "live"}).classes(), ["core", "boundary", "live"])
        self.assertEqual(entry(name="cursor-echo").classes(), ["core", "boundary", "live"])

    def test_command(self):
        command = entry(level="SHOULD", profile="p", needs=["append"], appends=20, **{"class": "live"}).command(
            "nogap", "the mutant", pathlib.Path("profiles"), "trace")
        text = " ".join(command)
        self.assertIn("'the mutant' --serve off --seed 1 --port {port} --log {log}", text)
        for words in ("--strict", "--profile profiles/p.json", "--trace trace", "--class core,boundary,live",
                      "--append-post http://127.0.0.1:{port}/append", "--window-probe 20", "--events 10", "--seed 1"):
            self.assertIn(words, text)
        self.assertNotIn("{log}", " ".join(entry(needs=["own-log"]).command("nogap", "m", pathlib.Path("p"))))
        self.assertNotIn("--strict", entry().command("nogap", "m", pathlib.Path("p")))
        self.assertIn("--strict", entry(clause="method-1").command("nogap", "m", pathlib.Path("p")))

    def test_steady(self):
        self.assertTrue(entry().is_steady)
        self.assertFalse(entry(needs=["growth"]).is_steady)
        self.assertFalse(entry(**{"class": "live"}).is_steady)


class Rules(unittest.TestCase):
    def problems(self, *results):
        return [what for _, what in rules.entry_problems(results)]

    def test_caught_and_accepted(self):
        self.assertEqual(self.problems(result(), legal()), [])

    def test_a_survivor(self):
        for status in (0, 4, 3, 70, 2):
            self.assertIn("survives", self.problems(result(status=status))[0])

    def test_another_clause(self):
        self.assertIn("not among the findings", self.problems(result(findings=[("first", "range-2", "mixed")]))[0])

    def test_another_class(self):
        late = result(findings=[("second", "range-1", "mixed")])
        self.assertIn("class core shows it", self.problems(late)[0])
        late.entry.declared = "boundary"
        self.assertEqual(self.problems(late), [])

    def test_blamed(self):
        for status in (1, 4, 70):
            self.assertIn("blamed", self.problems(legal(status, [("first", "range-1", "mixed")]))[0])

    def test_no_report(self):
        hung = Result(entry(), None, {}, "the runner hangs")
        self.assertEqual(self.problems(hung), ["the runner hangs"])
        self.assertEqual(self.problems(result(problem="another verdict")), ["another verdict"])

    def idle(self, exceptions, kinds=("mixed",), cases=("first",)):
        return list(rules.idle_problems([result(), legal(1, [("second", "x-1", "other")])], cases, kinds, exceptions))

    def test_idle(self):
        self.assertEqual(self.idle({}), [])
        self.assertEqual([name for name, _ in self.idle({}, ("mixed", "other"), CASES)],
                         ["case second", "case third", "kind other"])
        self.assertEqual(self.idle({("kind", "other"): "never"}, ("mixed", "other")), [])
        self.assertIn("a defect gives it", self.idle({("kind", "mixed"): "never"})[0][1])
        self.assertIn("there is none", self.idle({("case", "gone"): "never"})[0][1])

    def test_exceptions(self):
        self.assertEqual(rules.read_exceptions("# a\n\ncase a why not\n"), {("case", "a"): "why not"})
        for wrong in ("case a\n", "cases a why\n"):
            with self.assertRaises(ValueError):
                rules.read_exceptions(wrong)

    def test_kinds_of_the_source(self):
        source = pathlib.Path(__file__).resolve().parent.parent / "conformance" / "finding.c"
        kinds = rules.read_kinds(source.read_text("utf-8"))
        self.assertGreater(len(kinds), 20)
        self.assertEqual(len(kinds), source.read_text("utf-8").count("] = \""))


class Traces(unittest.TestCase):
    def test_only_seconds_are_not_compared(self):
        self.assertEqual(without_seconds('{"seconds": 1.5e-3, "a":"\\"seconds\\":2","b":[{"seconds":-0}]}'),
                         '{"seconds":0, "a":"\\"seconds\\":2","b":[{"seconds":0}]}')

    def again(self, said, status=0):
        run = types.SimpleNamespace(returncode=0, stdout='{"verdict": "a", "seconds": 1}\n')
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "judge")
            program.write_text(f"#!/bin/sh\necho '{said}'\nexit {status}\n", encoding="ascii")
            program.chmod(0o755)
            return judged_again(types.SimpleNamespace(runner=str(program)), entry(), "trace", run)

    def test_another_report(self):
        self.assertIsNone(self.again('{"verdict": "a", "seconds": 2}'))
        self.assertIn('"verdict": "b"', self.again('{"verdict": "b", "seconds": 2}'))
        self.assertIn("reports", self.again('{"seconds": 2, "verdict": "a"}'), "the same members in another order")
        self.assertIn("reports", self.again('{"verdict": "a", "seconds": 2} '))
        self.assertIn("status 1", self.again('{"verdict": "a", "seconds": 2}', 1))
        self.assertIn("no report", self.again("nothing"))


class Files(unittest.TestCase):
    def matrix(self, *results):
        data = write.matrix(results, {"first": "core"}, ["mixed", "other"])
        return data, write.files(data, {("kind", "other"): "never"})

    def test_current_and_outdated(self):
        data, texts = self.matrix(result(), legal())
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            self.assertTrue(list(write.outdated(folder, data, texts)))
            write.renew(folder, texts)
            self.assertEqual(list(write.outdated(folder, data, texts)), [])
            other = self.matrix(result(findings=[("first", "range-1", "shifted")]), legal())
            said = list(write.outdated(folder, *other))
            self.assertIn("--write", said[0])
            self.assertIn("off", said[1])

    def test_what_is_written(self):
        growing = result(entry(name="racy", **{"class": "live"}), findings=[("third", "range-1", "mixed")])
        data, texts = self.matrix(result(), growing, legal())
        self.assertEqual(data["cases"], {"first": 1})
        self.assertEqual(data["kinds"], {"mixed": 1, "other": 0})
        self.assertIsNone(data["entries"][1]["findings"])
        for words in ("2 defects", "1 legal", "| off | it is off | **range-1** in first |",
                      "| racy | it is off | **range-1**, as the log grows |", "| other | never |"):
            self.assertIn(words, texts[write.TEXT])


if __name__ == "__main__":
    unittest.main()
