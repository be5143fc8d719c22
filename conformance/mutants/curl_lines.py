"""What a printed curl line brings, and whether that is what a finding says."""

import gzip
import json
import re
import subprocess
import urllib.parse

import wire
from model import Reading

CURL_SECONDS = 60
PLAIN_MAX = 2 ** 63 - 1
LONG_TARGET = 2000
# One conventional reading each, which not every parser shares.
LENIENT = {"+3": 3, " 3": 3, "3 ": 3, "03": 3, "1.0": 1, "1e3": 1000, "0x10": 16, "1_0": 10, "-0": 0, "\u0663": 3}
FIELDS = {"body-3": "content-type", "cache-1": "cache-control", "cors-1": "access-control-expose-headers"}


class Broken:
    """No HTTP answer, or one that ends too early: `answer` is None or what there is of it."""

    def __init__(self, answer):
        self.answer = answer


def run_line(line):
    """Runs a line as a shell does; returns an answer, or a Broken one."""
    run = subprocess.run(["sh", "-c", line], stdin=subprocess.DEVNULL, capture_output=True, timeout=CURL_SECONDS,
                         check=False)
    if run.returncode in (2, 3, 126, 127):
        raise AssertionError(f"the line is no command: {line}: {run.stderr.decode()}")
    status, rest = 0, run.stdout
    fields = []
    try:
        while status < 200:
            status, fields, rest = wire.read_head(rest)
    except wire.Broken:
        return Broken(None)
    answer = wire.Answer(status, fields, rest, b"")
    if answer.one("content-encoding") == "gzip" and " --compressed " not in line:
        try:
            answer.body = gzip.decompress(answer.body)
        except (OSError, EOFError):
            return Broken(answer)
    return Broken(answer) if run.returncode else answer


def whole(answer):
    return answer.answer if isinstance(answer, Broken) else answer


def count_events(answer):
    """The number of elements of the body's array, None where it is none."""
    try:
        body = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return len(body) if isinstance(body, list) else None


def quoted(text):
    """As reports quote what came from a target."""
    return re.sub(r"[^ -\[\]-~]", lambda match: "".join(f"\\x{byte:02X}" for byte in match.group().encode("latin-1")), text)


def same_cursor(answer, text):
    return quoted(answer.one("x-exo-last-idx") or "")[:100] == text[:100]


def says_range(found, answer):
    count, cursor = found.groups()
    right = count is None or count_events(answer) == int(count)
    if cursor is None:
        return right
    return right and any(value.isdigit() and int(value) == int(cursor) for value in answer.all("x-exo-last-idx"))


def says_status(found, answer):
    status, elements, cursor, location = found.groups()
    return (answer.status == int(status)
            and (elements is None or (count_events(answer) or 0) == int(elements))
            and (cursor is None or same_cursor(answer, cursor))
            and (location is None or answer.one("location") == location))


# Forms of a finding's words `received`, each with how the answer to the line is to look.
FORMS = [
    (r"(?:(\d+) events?(?:, th(?:ose|at) of e\d+(?: (?:and|to) e\d+)?|, from e\d+ downwards)?; )?"
     r"(?:cursor (\d+)|no usable cursor)", says_range),
    (r'cursor "(.*)"', lambda found, answer: same_cursor(answer, found.group(1))),
    (r"several cursors, .*", lambda found, answer: len(answer.all("x-exo-last-idx")) > 1),
    (r"status \d+ without a cursor", lambda found, answer: not answer.all("x-exo-last-idx")),
    (r"status (\d+)(?:, (\d+) (?:events?|elements))?(?:, cursor (.*))?(?: to (.*))?", says_status),
    (r"(\d+) bytes(?:[,:].*)?", lambda found, answer: len(answer.body) == int(found.group(1))),
]


def shows(finding, answer):
    """Whether the answer to the finding's own request is what the finding says that it received."""
    received = finding["received"]
    if received == "the connection was closed without an answer":
        return whole(answer) is None
    if whole(answer) is None:
        return False
    if finding["kind"] == "field" and finding["clause"] in FIELDS:
        value = whole(answer).one(FIELDS[finding["clause"]])
        return received == (quoted(value) if value else "no such field")
    if finding["kind"] == "reset":
        return True
    for form, check in FORMS:
        found = re.fullmatch(form, received, re.S)
        if found:
            return check(found, whole(answer))
    raise AssertionError(f"no form is known for: {received}")


def readings_of(query):
    """What a query means: (readings of since, readings of limit, whether it may be refused); None: it must be."""
    values = {"since": [], "limit": []}
    may_refuse = len(query) > LONG_TARGET
    for part in query.split("&"):
        name, equals, text = part.partition("=")
        name, text = (urllib.parse.unquote(word.replace("+", " "), errors="replace") for word in (name, text))
        if name not in values:
            may_refuse = True
        elif re.fullmatch("[0-9]+", text):
            lenient = (len(text) > 1 and text[0] == "0") or len(text) > 19 or int(text) > PLAIN_MAX
            may_refuse = may_refuse or lenient
            values[name].append(int(text) if len(text) < 4000 else 10 ** 40)
        elif equals and text in LENIENT:
            may_refuse = True
            values[name].append(LENIENT[text])
        else:
            return None
    may_refuse = may_refuse or max(map(len, values.values())) > 1
    return [Reading(since, limit) for since in values["since"] or [None] for limit in values["limit"] or [None]], may_refuse


def broken_clauses(model, request, answer):
    """Which clauses the answer breaks, by a reading of the rule that is not the runner's."""
    if isinstance(answer, Broken):
        return {"answer-1"}
    query = request.get("query")
    if request["method"] == "OPTIONS":
        return {"method-1"} if answer.status >= 500 and answer.status != 501 else set()
    meaning = ([Reading()], False) if query is None else readings_of(query)
    if meaning is None:
        return model.refusal_clauses(answer, "reject-1")
    readings, may_refuse = meaning
    if request["method"] == "HEAD":
        if 400 <= answer.status <= 499:
            return {"reject-7"} if answer.all("x-exo-last-idx") else set()
        return model.head_clauses(readings[0], answer) if answer.status == 200 else {"answer-1"}
    if may_refuse:
        broken = model.any_of(readings, answer, set())
        return broken | ({"param-6", "param-7"} if 400 <= answer.status <= 499 else set())
    broken = model.range_clauses(readings[0], answer)
    return broken | model.said_clauses(answer) if answer.status == 200 else broken
