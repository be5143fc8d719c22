#!/usr/bin/python3
"""One stream of verdicts in every format: the texts as they should be, the counts the same everywhere,
the schema kept, nothing harmful let through.

usage: report_test.py REPORT_SAMPLE [--write]     (--write makes the golden files again)
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import jsonschema

PROGRAM = ""
HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parent.parent / "fixtures" / "report.schema.json"
KNOWN_FAILURE = "TO" + "DO"  # TAP's directive, put together so that it is no note of ours
MANNERS = ("plain", "poisoned", "strict", "unreachable", "silent", "waived")
GOLDEN = (("plain", "text", "golden/plain.txt"), ("plain", "tap", "golden/plain.tap"),
          ("unreachable", "text", "golden/unreachable.txt"), ("unreachable", "tap", "golden/unreachable.tap"),
          ("waived", "text", "golden/waived.txt"), ("waived", "tap", "golden/waived.tap"),
          *((manner, wish, f"golden/{manner}.{ending}") for manner in ("plain", "unreachable", "waived")
            for wish, ending in (("junit", "junit.xml"), ("markdown", "md"), ("github", "github"))))


def render(manner, wish):
    run = subprocess.run([PROGRAM, "render", manner, wish], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, timeout=60, check=True)
    return run.stdout


def tap_points(text):
    return re.findall(r"^(ok|not ok) (\d+) - (\S+)(?: # (SKIP|" + KNOWN_FAILURE + "))?", text, re.MULTILINE)


class Golden(unittest.TestCase):
    maxDiff = None

    def test_texts(self):
        for manner, wish, name in GOLDEN:
            self.assertEqual(render(manner, wish).decode(), (HERE / name).read_text("utf-8"), name)


class Schema(unittest.TestCase):
    def setUp(self):
        schema = json.loads(SCHEMA.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        self.validator = jsonschema.Draft202012Validator(schema)

    def test_reports(self):
        for manner in MANNERS:
            self.validator.validate(json.loads(render(manner, "json")))

    def test_schema_refuses(self):
        report = json.loads(render("plain", "json"))
        for spoil in (lambda r: r.pop("verdict"), lambda r: r.update(seed=42),
                      lambda r: r["counts"].update(green=1), lambda r: r["counts"].pop("fail"),
                      lambda r: r["cases"][1].update(verdict="failed"),
                      lambda r: r["cases"][6].update(reason=""),
                      lambda r: r["cases"][1]["findings"][0].pop("curl"),
                      lambda r: r["cases"][2]["findings"][0]["sequence"][0].pop("curl"),
                      lambda r: r["cases"][1]["findings"][0].update(times=0)):
            copy = json.loads(json.dumps(report))
            spoil(copy)
            self.assertFalse(self.validator.is_valid(copy))

    def test_exact(self):
        report = json.loads(render("plain", "json"))
        self.assertEqual(report["seed"], str(2**64 - 1))
        self.assertEqual(report["events"], 2**64 - 1)
        self.assertEqual(report["seconds"], 0.3125)


class Agreement(unittest.TestCase):
    LABELS = {"pass": "pass", "skip": "skip", "warn": "warn", "open": "inconclusive", "FAIL": "fail",
              "ERROR": "error", "STALE": "pass"}
    WORDS = {"passed": "pass", "skipped": "skip", "warned": "warn", "inconclusive": "inconclusive",
             "failed": "fail", "ended in an error": "error"}

    def test_verdicts(self):
        for manner in MANNERS:
            report = json.loads(render(manner, "json"))
            verdicts = [(case["id"], case["verdict"]) for case in report["cases"]]
            text = render(manner, "text").decode()
            if manner != "unreachable":  # the lines of the cases were written before it was
                lines = re.findall(r"^  (pass|skip|warn|open|FAIL|ERROR|STALE) +(\S+)", text, re.MULTILINE)
                self.assertEqual([(name, self.LABELS[label]) for label, name in lines], verdicts)
            summary = [line for line in text.splitlines() if line.startswith(report["verdict"])][-1]
            for word, verdict in self.WORDS.items():
                shown = re.search(rf"\b(\d+) {word}\b", summary)
                self.assertEqual(int(shown[1]) if shown else 0, report["counts"][verdict], word)
                counted = [case["verdict"] for case in report["cases"] if not case["waived"]]
                self.assertEqual(report["counts"][verdict], counted.count(verdict))
            waived = re.search(r"\b(\d+) waived\b", summary)
            self.assertEqual(int(waived[1]) if waived else 0, report["waived"])
            self.assertEqual(report["waived"], sum(case["waived"] for case in report["cases"]))
            self.assertEqual(report["stale_waivers"], text.count("\n  STALE "))
            self.assertIn(f" {report['requests']} requests, ", summary)
            compared = sum(case["events_compared"] for case in report["cases"])
            self.assertRegex(summary, rf" {compared} events? compared")

    def test_test_points(self):
        for manner in MANNERS:
            report = json.loads(render(manner, "json"))
            tap = render(manner, "tap").decode()
            ok = {"pass": "ok", "skip": "ok", "warn": "not ok" if report["strict"] else "ok"}
            expected = [(ok.get(case["verdict"], "not ok"), str(i), case["id"],
                         "SKIP" if case["verdict"] == "skip" else KNOWN_FAILURE if case["waived"] else "")
                        for i, case in enumerate(report["cases"], 1)]
            points = tap_points(tap)
            self.assertEqual(points[:len(expected)], expected)
            self.assertLessEqual(len(points), len(expected) + max(1, report["stale_waivers"]))
            self.assertEqual(tap.splitlines()[0], "TAP version 14")
            self.assertIn("\n1..%d\n" % (report["cases_chosen"] + len(points) - len(expected)), tap)

    def test_not_green(self):
        tap = render("silent", "tap").decode()
        self.assertEqual(tap_points(tap)[-1], ("not ok", "9", "run", ""))
        self.assertRegex(render("unreachable", "tap").decode(), r"\nBail out! connection refused\n\Z")

    def test_waivers(self):
        report, text, tap = json.loads(render("waived", "json")), render("waived", "text").decode(), \
            render("waived", "tap").decode()
        case = report["cases"][1]
        self.assertEqual((case["verdict"], case["waived"], case["waiver"]), ("fail", True, "known # since version 2"))
        self.assertTrue(case["findings"])
        self.assertEqual((report["verdict"], report["exit_status"], report["counts"]["fail"]), ("stale-waiver", 5, 0))
        self.assertIn("waived: known # since version 2\n", text)
        self.assertIn(f"not ok 2 - since-and-limit # {KNOWN_FAILURE} known \\# since version 2\n", tap)
        self.assertIn('\nok 4 - negative-since\n', tap)
        self.assertIn('\nnot ok 9 - waiver of negative-since\n', tap)

    def test_sequences(self):
        findings = [finding for case in json.loads(render("plain", "json"))["cases"] for finding in case["findings"]]
        sequence = next(finding["sequence"] for finding in findings if "sequence" in finding)
        self.assertEqual([request["method"] for request in sequence], ["GET", "HEAD"])
        self.assertEqual([request.get("query") for request in sequence], [None, "since=5"])
        self.assertIn("".join(f"    {i}. {request['curl']}\n" for i, request in enumerate(sequence, 1)),
                      render("plain", "text").decode())
        self.assertIn("sequence:\n" + "".join(f"        - curl: {json.dumps(request['curl'])}\n" for request in sequence),
                      render("plain", "tap").decode())

    def test_commands(self):
        text = render("plain", "text").decode()
        commands = [finding["curl"] for case in json.loads(render("plain", "json"))["cases"]
                    for finding in case["findings"] if finding["level"] == "MUST" and "sequence" not in finding]
        self.assertEqual(len(commands), 3)
        for command in commands:
            self.assertIn(f"\n    {command}\n", text)


class Hostile(unittest.TestCase):
    def test_nothing_comes_through(self):
        for wish in ("text", "json", "tap"):
            text = render("poisoned", wish).decode("utf-8")
            for character in text:
                self.assertTrue(character == "\n" or character == "\t" and wish == "json"
                                or character == "\u2501" and wish == "text"  # a bar of a drawing
                                or 0x20 <= ord(character) < 0x7F, (wish, character))
            self.assertIn("\\x1b" if wish == "text" else "\\\\x1b", text)

    def test_test_points_stay(self):
        self.assertEqual([point[:3] for point in tap_points(render("poisoned", "tap").decode())],
                         [point[:3] for point in tap_points(render("plain", "tap").decode())])

    def test_directive_stays_whole(self):
        line = render("poisoned", "tap").decode().split("ok 7 - ")[1].splitlines()[0]
        self.assertRegex(line, r"\Atorn-read # SKIP (?:[^#\\]|\\[#\\])*\Z")

    def test_yaml_strings(self):
        for line in render("poisoned", "tap").decode().splitlines():
            value = re.match(r" +(?:- )?[a-z]+: (.*)", line)
            if value:
                json.loads(value[1])  # a JSON string is a YAML string


class Files(unittest.TestCase):
    def test_all_at_once(self):
        with tempfile.TemporaryDirectory() as folder:
            wishes = [f"{wish}={folder}/{wish}" for wish in ("text", "json", "tap")]
            subprocess.run([PROGRAM, "render", "plain", *wishes], timeout=60, check=True)
            for wish in ("text", "json", "tap"):
                self.assertEqual(pathlib.Path(folder, wish).read_bytes(), render("plain", wish))

    def refuse(self, *wishes):
        run = subprocess.run([PROGRAM, "render", "plain", *wishes], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, timeout=60, check=False)
        self.assertEqual((run.returncode, run.stdout), (1, b""))
        return run.stderr.decode()

    def test_refused(self):
        self.assertIn("no such format; there are: text, json, tap, junit, markdown, github", self.refuse("xml"))
        self.assertIn("no such format", self.refuse("jso"))
        self.assertIn("file name is expected", self.refuse("json="))
        self.assertIn("holds one report", self.refuse("text", "json"))
        self.assertIn("No such file or directory", self.refuse("json=/nowhere/at/all"))
        with tempfile.TemporaryDirectory() as folder:
            self.assertIn("Is a directory", self.refuse(f"json={folder}"))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    if sys.argv[1:] == ["--write"]:
        for golden in GOLDEN:
            (HERE / golden[2]).parent.mkdir(exist_ok=True)
            (HERE / golden[2]).write_bytes(render(*golden[:2]))
    else:
        unittest.main()
