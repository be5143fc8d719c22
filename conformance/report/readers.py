"""Reads a report of any format back into what it tells of the run, so that formats can be compared.

A reader gives a Telling: the verdict of the run, the counts where the format sums up, and of each case what the format
can say of it. `expected` says the same from the JSON report.
"""
import collections
import html.parser
import json
import re
import xml.etree.ElementTree

CLASS = "core|boundary|live|hostile|explore"
VERDICTS = ("pass", "skip", "warn", "inconclusive", "fail", "error")
WORDS = {"passed": "pass", "warned": "warn", "skipped": "skip", "inconclusive": "inconclusive", "failed": "fail",
         "ended in an error": "error", "waived": "waived"}
KNOWN_FAILURE = "TO" + "DO"  # TAP's directive, put together so that it is no note of ours
ANNOTATIONS_MAX = 10
STALE = "stale waiver"  # of a case that passes or warns: the format does not say which

# counts: None where the format has no sums. cases: {id: words} for `told`, which may be fewer than there are.
Telling = collections.namedtuple("Telling", "verdict counts cases")


def sums(sentence):
    """The counts of 'VERDICT: 3 passed, 1 failed'."""
    counts = dict.fromkeys([*VERDICTS, "waived"], 0)
    for number, words in re.findall(r"(\d+) (" + "|".join(WORDS) + r")\b", sentence):
        counts[WORDS[words]] = int(number)
    return counts


def state(verdict, waived, stale):
    return verdict + (", waived" if waived else "") + (", stale waiver" if stale else "")


def expected(report):
    cases = {case["id"]: state(case["verdict"], case["waived"], case.get("waiver_stale", False))
             for case in report["cases"]}
    return Telling(report["verdict"], {**report["counts"], "waived": report["waived"]}, cases)


def read_json(text):
    telling = expected(json.loads(text))
    tally = collections.Counter("waived" if "waived" in words else words.split(",")[0] for words in telling.cases.values())
    assert {name: count for name, count in telling.counts.items() if count} == dict(tally), "counts and cases differ"
    return telling


def read_text(text):
    labels = {"pass": "pass", "skip": "skip", "warn": "warn", "open": "inconclusive", "FAIL": "fail", "ERROR": "error"}
    text = text.rpartition("the cases begin again")[2]
    cases = {}
    for line in text.partition("\nfailures\n")[0].partition("\nwarnings")[0].splitlines():
        found = re.match(r"  (pass|skip|warn|open|FAIL|ERROR|STALE) +(\S+)(.*)", line)
        if found:
            cases[found[2]] = (STALE if found[1] == "STALE"
                               else state(labels[found[1]], found[3].strip().startswith("waived:"), False))
        folded = re.match(r"        and (\d+) more cases?, for the same reason", line)
        if folded:
            cases.update({f"hidden {len(cases) + number}": None for number in range(int(folded[1]))})
    summary = [line for line in text.splitlines() if re.match(r"[a-z-]+(: .*)?   \d+ requests?, ", line)][-1]
    return Telling(re.match(r"[a-z-]+", summary)[0], sums(summary.partition("   ")[0]), cases)


def read_tap(text):
    cases, stale, last = {}, set(), None
    for line in text.splitlines():
        point = re.match(r"(ok|not ok) \d+ - (waiver of )?(\S+)(?: # (SKIP|" + KNOWN_FAILURE + r") .*)?$", line)
        if point and point[2]:
            stale.add(point[3])
        elif point and point[3] != "run":
            last = point[3]
            cases[last] = "skip" if point[4] == "SKIP" else "pass" if point[1] == "ok" else point[4]
        elif re.match(r'  severity: "', line) and cases.get(last) in (None, KNOWN_FAILURE):
            cases[last] = state(json.loads(line.partition(": ")[2]), cases[last] == KNOWN_FAILURE, False)
        elif line.startswith("# warn: ") and last is not None:
            cases[last] = "warn"
    for name in stale:
        cases[name] += ", stale waiver"
    verdict = [line[2:] for line in text.splitlines() if re.fullmatch(r"# [a-z-]+", line)][-1]
    return Telling(verdict, None, cases)


def read_junit(text):
    suite = xml.etree.ElementTree.fromstring(text).find("testsuite")
    cases, stale = {}, set()
    for case in suite.iter("testcase"):
        name, kinds = case.get("name"), {child.tag: child for child in case}
        if case.get("classname") == "nogap.waivers":
            stale.add(name)
        elif case.get("classname") == "nogap":
            continue
        elif "skipped" in kinds:
            waived = re.match(r"(fail|inconclusive|warn), waived: ", kinds["skipped"].get("message"))
            cases[name] = state(waived[1], True, False) if waived else "skip"
        elif "failure" in kinds or "error" in kinds:
            cases[name] = kinds.get("failure", kinds.get("error")).get("type")
        else:
            told = kinds["system-out"].text if "system-out" in kinds else ""
            cases[name] = "pass" if re.fullmatch(r"(remark: [^\n]*\n)?", told) else "warn"
    for name in stale:
        cases[name] += ", stale waiver"
    verdict = {item.get("name"): item.get("value") for item in suite.iter("property")}["verdict"]
    return Telling(verdict, None, cases)


def read_markdown(text):
    verdict = re.match(r"## nogap: ([a-z-]+)\n\n\*\*\1\*\*(.*)", text)
    cases = {found[0]: found[1] for found in
             re.findall(rf"^\| ([a-z0-9-]+) \| (?:{CLASS}) \| \**([a-z, ]+?)\** \| .*\|$", text, re.M)}
    counts = sums(re.split(r"\. ?", verdict[2])[0])
    names = [cell.strip() for cell in re.search(r"^\| class \|(.*)\|$", text, re.M)[1].split("|")] if cases else []
    rows = re.findall(rf"^\| (?:{CLASS}) \|([ 0-9|]+)\|$", text, re.M)
    table = [sum(int(row.split("|")[column]) for row in rows) for column in range(len(names))]
    assert not cases or dict(zip(names, table)) == counts, "the table of the classes says otherwise"
    return Telling(verdict[1], counts, cases)


def read_github(text):
    lines = text.splitlines()
    notice = re.fullmatch(r"::notice title=nogap::([a-z-]+)(.*)", lines[-1])
    cases, stale = {}, set()
    for line in lines[:-1]:
        found = re.match(r"::(?:error|warning) title=nogap(?: ([a-z ]+))?%3A ([a-z0-9-]+)::", line)
        if found[1] == STALE:
            stale.add(found[2])
        elif found[1]:
            cases[found[2]] = found[1]
    for name in stale:
        cases[name] = state(cases[name], False, True) if name in cases else STALE
    assert len(lines) - 1 <= ANNOTATIONS_MAX, "too many annotations"
    return Telling(notice[1], sums(notice[2]), cases)


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.verdict, self.cases = None, {}

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "main" and "data-verdict" in values:
            self.verdict = values["data-verdict"]
        if tag == "article" and "data-case" in values:
            assert values["data-case"] not in self.cases, "a case stands there twice"
            self.cases[values["data-case"]] = state(values["data-verdict"], "data-waived" in values, "data-stale" in values)


def read_html(text):
    elements = Elements()
    elements.feed(text)
    return Telling(elements.verdict, None, elements.cases)


READERS = {"text": read_text, "json": read_json, "tap": read_tap, "junit": read_junit, "markdown": read_markdown,
           "github": read_github, "html": read_html}


def differences(name, text, report):
    """What a report says otherwise than the JSON report; an empty list where both say the same."""
    told, wanted = READERS[name](text), expected(report)
    found = []
    if told.verdict != wanted.verdict:
        found.append(f"{name}: the verdict is {told.verdict}, not {wanted.verdict}")
    if told.counts is not None and told.counts != wanted.counts:
        found.append(f"{name}: the counts are {told.counts}, not {wanted.counts}")
    if name != "github" and len(told.cases) != len(wanted.cases):
        found.append(f"{name}: {len(told.cases)} cases, not {len(wanted.cases)}")
    for case, words in told.cases.items():
        if words is not None and not agrees(words, wanted.cases.get(case, "not there")):
            found.append(f"{name}: {case} is {words}, not {wanted.cases.get(case)}")
    if None not in told.cases.values():  # the text report folds cases that could not be held
        found += [f"{name}: {case['id']} is missing" for case in report["cases"]
                  if case["id"] not in told.cases and (name != "github" or must_be_annotated(told, report, case))]
    return found


def agrees(words, wanted):
    return words == wanted or (words == STALE and wanted.endswith(", " + STALE))


def must_be_annotated(told, report, case):
    """Whether a case has an annotation: there is room, and the run's own annotation does not tell the same."""
    quiet = case["waived"] or (case["verdict"] in ("pass", "skip") and not case.get("waiver_stale"))
    told_by_run = case["verdict"] == "inconclusive" and case["reason"] == report["reason"]
    return len(told.cases) < ANNOTATIONS_MAX - 1 and not quiet and not told_by_run
