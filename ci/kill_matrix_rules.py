"""What must be true of the matrix. Pure: results in, problems out."""

import re

from kill_matrix_entry import CLASSES


def rank(class_name):
    return CLASSES.index(class_name)


def defect_problem(result):
    """Why a defect does not count as caught, or None."""
    entry = result.entry
    if result.status != 1:
        return f"it survives: exit status {result.status}, {result.verdict} {result.reason}".rstrip()
    cases = result.cases_of(entry.clause)
    if not cases:
        return f"its clause {entry.clause} is not among the findings: {' '.join(result.clauses)}"
    if min(rank(result.classes[case]) for case in cases) > rank(entry.declared):
        return f"it says that class {entry.declared} shows it, and only {' '.join(cases)} did"
    return None


def legal_problem(result):
    """Why a legal variant does not count as accepted, or None."""
    if result.status == 0:
        return None
    found = "; ".join(f"{case}: {clause} {kind}" for case, clause, kind in result.findings[:4])
    return f"it is blamed: exit status {result.status}, {result.verdict} {result.reason} {found}".rstrip()


def entry_problems(results):
    """Yields (name, what is wrong) for single entries."""
    for result in results:
        if result.problem:
            yield result.entry.name, result.problem
        wrong = defect_problem(result) if result.entry.is_defect else legal_problem(result)
        if wrong and not (result.problem and result.status is None):
            yield result.entry.name, wrong


def produced(results, what):
    """The set of cases, or of kinds, that some defect gives."""
    return {name for result in results if result.entry.is_defect for name in getattr(result, what)}


def idle_problems(results, cases, kinds, exceptions):
    """Yields (name, what is wrong) for cases and kinds that no defect gives, and for exceptions out of date."""
    for what, known, seen in (("case", list(cases), produced(results, "cases")),
                              ("kind", kinds, produced(results, "kinds"))):
        for name in known:
            if name not in seen and (what, name) not in exceptions:
                yield f"{what} {name}", "no defect gives a finding of it; add one, or name it in kill-matrix-exceptions"
        for kind, name in exceptions:
            if kind == what and name in seen:
                yield f"{what} {name}", "it is named in kill-matrix-exceptions, and a defect gives it"
            if kind == what and name not in known:
                yield f"{what} {name}", "it is named in kill-matrix-exceptions, and there is none"


def read_exceptions(text):
    """Lines `case NAME reason` or `kind NAME reason`. Gives {(what, name): reason}; raises ValueError."""
    exceptions = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split(None, 2)
        if len(words) < 3 or words[0] not in ("case", "kind"):
            raise ValueError(f"line {number}: `case NAME reason` or `kind NAME reason` is wanted")
        exceptions[words[0], words[1]] = words[2]
    return exceptions


def read_kinds(source):
    """The names of the kinds of findings, from the source of finding.c."""
    return re.findall(r'^    \[NG_FINDING_\w+\] = "([a-z-]+)"', source, re.M)
