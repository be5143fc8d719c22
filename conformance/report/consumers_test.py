#!/usr/bin/python3
"""Hands the reports for machines to programs of other people that read them: xmllint, junitparser, Perl's TAP::Parser,
cmark-gfm. What comes from a target must stay text for all of them, and nothing that is not conformant may look green.

usage: consumers_test.py REPORT_SAMPLE
"""
import html
import html.parser
import pathlib
import re
import subprocess
import sys
import unittest

import junitparser

PROGRAM = ""
SCHEMA = pathlib.Path(__file__).resolve().parent / "junit.xsd"
MANNERS = ("plain", "poisoned", "injected", "strict", "unreachable", "silent", "waived")
INJECTED = "'\">]]><script>x</script><!--&lt;|```` ``\\r\\n::error::x%0A::add-mask::y ##[error]z "
KNOWN_FAILURE = "TO" + "DO"  # TAP's directive, put together so that it is no note of ours


def run(*command, stdin=b""):
    return subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)


def render(manner, wish):
    done = run(PROGRAM, "render", manner, wish)
    assert done.returncode == 0, done.stderr
    return done.stdout


class JUnit(unittest.TestCase):
    def validate(self, document):
        return run("xmllint", "--noout", "--nonet", "--schema", str(SCHEMA), "-", stdin=document)

    def read(self, manner):
        suites = list(junitparser.JUnitXml.fromstring(render(manner, "junit")))
        self.assertEqual(len(suites), 1)
        return suites[0], {(case.classname, case.name): case.result[0] if case.result else None for case in suites[0]}

    def test_schema(self):
        for manner in MANNERS:
            done = self.validate(render(manner, "junit"))
            self.assertEqual(done.returncode, 0, done.stderr.decode())

    def test_schema_refuses(self):
        document = render("plain", "junit").decode()
        for old, new in ((' name="since-only"', ""), ('classname="nogap.core"', 'classname=""'),
                         ('name="since-only"', 'name="since-and-limit"'), (' time="2.250000"', ' time="2,25"'),
                         ("2026-01-31T23:59:59", "31.1.2026"), ("<testsuites ", '<testsuites skipped="1" '),
                         ('<testsuite name="nogap"', '<testsuite name="nogap" hostname="a"'),
                         ('type="error" message="out of memory"/>', 'type="error" message="out of memory"/><skipped message="x"/>'),
                         ('type="error" message="out of memory"', 'type="error"'), ('tests="9"', 'tests="-9"')):
            self.assertIn(old, document)
            self.assertNotEqual(self.validate(document.replace(old, new, 1).encode()).returncode, 0, old)

    def test_counts_are_those_of_the_children(self):
        for manner in MANNERS:
            document = junitparser.JUnitXml.fromstring(render(manner, "junit"))
            suite, results = self.read(manner)
            kinds = [type(result) for result in results.values()]
            counts = (len(kinds), kinds.count(junitparser.Failure), kinds.count(junitparser.Error))
            self.assertEqual((suite.tests, suite.failures, suite.errors), counts)
            self.assertEqual((document.tests, document.failures, document.errors), counts)
            self.assertEqual(suite.skipped, kinds.count(junitparser.Skipped))

    def test_mapping(self):
        suite, results = self.read("plain")
        self.assertEqual({name: type(result).__name__ for (_, name), result in results.items()},
                         {"full-dump": "NoneType", "since-and-limit": "Failure", "since-only": "Failure",
                          "negative-since": "NoneType", "limit-zero": "NoneType", "empty-log": "Error",
                          "torn-read": "Skipped", "reader-of-headers": "Error", "run": "Error"})
        self.assertEqual(results["nogap.live", "torn-read"].message,
                         "needs a way to append: --launch, --append-cmd or --append-post")
        self.assertEqual({item.name: item.value for item in suite.properties()}["seed"], str(2**64 - 1))
        self.assertEqual((suite.timestamp, suite.time), ("2026-01-31T23:59:59", 0.3125))
        failure = results["nogap.core", "since-and-limit"]
        self.assertEqual(failure.message, "range-1: the answer holds the events of another range (and 1 more finding)")
        for part in ("clause    range-1 (MUST): An answer MUST", "\nwhy       ", "\nexpected  e3 to e6", "\nreceived  e4 to e7",
                     "never sees e3", "'http://127.0.0.1:52415/events?since=3&limit=4'\n"):
            self.assertIn(part, failure.text)
        _, results = self.read("waived")
        self.assertEqual(results["nogap.core", "since-only"].message, "fail, waived: known # since version 2")
        self.assertIsNone(results["nogap.core", "negative-since"])
        self.assertIsInstance(results["nogap.waivers", "negative-since"], junitparser.Failure)
        _, results = self.read("strict")
        self.assertIsInstance(results["nogap.core", "full-dump"], junitparser.Failure)

    def test_never_green_by_mistake(self):
        for manner in MANNERS:  # none of these runs is conformant
            suite, results = self.read(manner)
            self.assertGreater(suite.failures + suite.errors, 0, manner)
            self.assertEqual(len(results), suite.tests)  # no two tests of one name
            self.assertTrue(all(name and group for group, name in results))
        _, results = self.read("unreachable")
        self.assertEqual(results["nogap", "run"].type, "unreachable")
        _, results = self.read("silent")
        self.assertEqual(results["nogap", "run"].type, "inconclusive")

    def test_hostile_text_arrives_as_text(self):
        _, results = self.read("injected")
        failure = results["nogap.core", "since-and-limit"]
        for text in (failure.message, failure.text, results["nogap.live", "torn-read"].message):
            self.assertIn(INJECTED + "\\xef\\xbf\\xbe\\xef\\xbf\\xbf\\xed\\xa0\\x80 @all", text)
        _, results = self.read("poisoned")
        self.assertIn("a\\x1b[2Jb\\rc\\nd\\x7fe\\tf", results["nogap.core", "since-only"].message)


class Tap(unittest.TestCase):
    SCRIPT = """
        use TAP::Parser;
        local $/; my $parser = TAP::Parser->new({tap => <STDIN>});
        while (my $result = $parser->next) { print "unknown ", $result->raw, "\\n" if $result->is_unknown; }
        print "$_\\n" for map { "error $_" } grep { !/version 14/ } $parser->parse_errors;
        print "plan ", $parser->tests_planned, "\\n", map { "failed $_\\n" } $parser->failed;
        print map { "todo $_\\n" } $parser->todo; print map { "skipped $_\\n" } $parser->skipped;
    """

    def read(self, manner):
        done = run("perl", "-e", self.SCRIPT, stdin=render(manner, "tap"))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout.decode().splitlines()

    def test_read_back(self):
        self.assertEqual(self.read("silent"), ["plan 9", "failed 9", "skipped 1"])
        not_begun = "error Bad plan.  You planned {} tests but ran {}."
        self.assertEqual(self.read("plain"), [not_begun.format(9, 8), "plan 9", "failed 2", "failed 3", "failed 6", "failed 8",
                                              "skipped 7"])
        self.assertEqual(self.read("strict")[2], "failed 1")
        self.assertEqual(self.read("waived"), [not_begun.format(10, 9), "plan 10", "failed 9", "todo 2", "todo 3", "todo 6",
                                               "skipped 7"])
        for manner in ("poisoned", "injected"):
            self.assertEqual(self.read(manner), self.read("plain"))

    def test_bail_out(self):
        self.assertIn(b"\nBail out! connection refused\n", render("unreachable", "tap"))
        self.assertIn("error Bad plan.  You planned 9 tests but ran 0.", self.read("unreachable"))


class Elements(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.rows, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += 1

    def handle_data(self, data):
        self.text += data


class Markdown(unittest.TestCase):
    def show(self, manner):
        done = run("cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough",
                   stdin=render(manner, "markdown"))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return Elements(done.stdout.decode())

    def test_structure_is_the_same_whatever_the_target_says(self):
        plain = self.show("plain")
        self.assertNotIn("a", plain.tags)
        for manner in ("poisoned", "injected"):
            shown = self.show(manner)
            self.assertEqual(set(shown.tags) - set(plain.tags), set())
            for tag in ("table", "tr", "td", "h2", "h3", "details", "strong", "blockquote"):
                self.assertEqual(shown.tags.count(tag), plain.tags.count(tag), tag)
            self.assertEqual(shown.rows, plain.rows)
        self.assertIn(INJECTED, self.show("injected").text.replace("\u200b", ""))

    def test_no_mention_and_no_reference(self):
        prose = re.sub(r"(?ms)^(`{3,})\w*$.*?^\1$", "", render("injected", "markdown").decode())
        self.assertNotRegex(html.unescape(prose), r"@\w|#\d|:/|www\.\w")
        self.assertIn("&#64;&#8203;all", prose)

    def test_commands_are_whole(self):
        self.assertIn("'http://127.0.0.1:52415/events?since=3&limit=4'\n", self.show("plain").text)


class GitHub(unittest.TestCase):
    def test_every_line_is_a_command_of_ours(self):
        for manner in MANNERS:
            text = render(manner, "github").decode()
            for line in text.splitlines():
                self.assertRegex(line, r"\A::(error|warning|notice) title=nogap(%3A| [a-z ]+%3A)?[a-z0-9 -]*::[^\r\n]*\Z")
            self.assertEqual(text.count("\n"), len(text.splitlines()))

    def test_escaping(self):
        line = render("injected", "github").decode().splitlines()[1]
        self.assertIn("\\r\\n::error::x%250A::add-mask::y", line)
        line = next(line for line in render("plain", "github").decode().splitlines() if "since-and-limit" in line)
        message = line.split("::", 2)[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        self.assertEqual(message.split("\n")[1:3], ["expected  e3 to e6 and the cursor 7", "received  e4 to e7 and the cursor 7"])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    PROGRAM = sys.argv.pop(1)
    unittest.main()
