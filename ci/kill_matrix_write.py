"""MATRIX.md and matrix.json: what the matrix is, whether the files say so, and how they are renewed.

Both hold nothing that differs between two runs. What a defect shows while its log grows does; of such a defect only its
clause is written down.
"""

import json

from kill_matrix_rules import produced

TEXT, DATA = "MATRIX.md", "matrix.json"
# Cases of a row that are named; the others are counted.
NAMED = 3

HEAD = """# The kill matrix

What `nogap` makes of each server in the catalogue of `nogap-mutant`: {defects} defects, all of them caught by the clause that
names their fault; {legal} legal variants, none of them failed. `ctest -R mutants.matrix` holds the matrix again and fails
where that is no longer so, or where this file says something else.

    ci/kill-matrix --write      holds it, and renews this file and `matrix.json`
    ci/kill-matrix --only 'cursor-*' --traces

Every server is run on a log that the runner makes, with one seed, against the classes core and boundary; against live or
hostile too where it is made for them. Nothing here depends on time: of defects that show while a log grows, the cases that
see them differ from run to run, and only the clause is named. `matrix.json` has all cases, clauses and kinds of findings.
"""


def found_by_case(result):
    """The findings of a run: {case: ["clause kind", ...]}."""
    found = {}
    for case, clause, kind in result.findings:
        found.setdefault(case, []).append(f"{clause} {kind}")
    return {case: sorted(found[case]) for case in found}


def row(result):
    entry = result.entry
    steady = entry.is_steady
    return {"name": entry.name, "kind": entry.kind, "family": entry.family, "clause": entry.clause, "says": entry.says,
            "classes": entry.classes(), "verdict": result.verdict, "findings": found_by_case(result) if steady else None}


def tally(results, names, what):
    """How many steady defects give each name; None where only others do; 0 where none does."""
    counts = {}
    seen = produced(results, what)
    steady = [result for result in results if result.entry.is_defect and result.entry.is_steady]
    for name in names:
        count = sum(name in getattr(result, what) for result in steady)
        counts[name] = count or (None if name in seen else 0)
    return counts


def matrix(results, cases, kinds):
    """All that is written down, of one round."""
    return {"entries": [row(result) for result in results],
            "cases": tally(results, cases, "cases"), "kinds": tally(results, kinds, "kinds")}


def cell(entry):
    """How a defect is caught, for people."""
    if entry["findings"] is None:
        return f"**{entry['clause']}**, as the log grows"
    naming = [case for case, found in entry["findings"].items()
              if any(words.split()[0] == entry["clause"] for words in found)]
    clauses = {words.split()[0] for found in entry["findings"].values() for words in found} - {entry["clause"]}
    text = f"**{entry['clause']}** in {', '.join(naming[:NAMED])}"
    if len(naming) > NAMED:
        text += f" and {len(naming) - NAMED} more"
    return text + (f"; also {', '.join(sorted(clauses))}" if clauses else "")


def plain(text):
    return text.replace("|", "\\|")


def family_table(title, entries):
    lines = ["", f"### {title}", ""]
    if entries[0]["kind"] == "defect":
        lines += ["| defect | what it does | caught by |", "|---|---|---|"]
        lines += [f"| {entry['name']} | {plain(entry['says'])} | {cell(entry)} |" for entry in entries]
    else:
        lines += ["| legal variant | what it does | verdict |", "|---|---|---|"]
        lines += [f"| {entry['name']} | {plain(entry['says'])} | {entry['verdict']} |" for entry in entries]
    return lines


def count_table(title, name, counts, exceptions, what):
    lines = ["", f"## {title}", "", f"| {name} | defects |", "|---|---|"]
    for key, count in counts.items():
        shown = count if count else exceptions.get((what, key), "none") if count == 0 else "as the log grows"
        lines.append(f"| {key} | {shown} |")
    return lines


def render(data, exceptions):
    entries = data["entries"]
    lines = HEAD.format(defects=sum(entry["kind"] == "defect" for entry in entries),
                        legal=sum(entry["kind"] == "legal" for entry in entries)).splitlines()
    lines += ["", "## Servers"]
    for title in dict.fromkeys(entry["family"] for entry in entries):
        lines += family_table(title, [entry for entry in entries if entry["family"] == title])
    lines += count_table("How many defects each case sees", "case", data["cases"], exceptions, "case")
    lines += count_table("How many defects give each kind of finding", "kind", data["kinds"], exceptions, "kind")
    return "\n".join(lines) + "\n"


def render_data(data):
    """One line an entry, so that a change shows where it is."""
    entries = ",\n".join("  " + json.dumps(entry) for entry in data["entries"])
    return (f'{{"entries": [\n{entries}\n],\n"cases": {json.dumps(data["cases"])},\n'
            f'"kinds": {json.dumps(data["kinds"])}}}\n')


def files(data, exceptions):
    return {TEXT: render(data, exceptions), DATA: render_data(data)}


def renew(folder, texts):
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def differing_entries(old, new):
    """The names of entries of which two matrices say different things."""
    before = {entry["name"]: entry for entry in old.get("entries", [])}
    after = {entry["name"]: entry for entry in new["entries"]}
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def outdated(folder, data, texts):
    """Yields what is no longer true of the files."""
    changed = [name for name, text in texts.items()
               if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text]
    if not changed:
        return
    try:
        old = json.loads((folder / DATA).read_text("utf-8"))
    except (OSError, ValueError):
        old = {}
    names = differing_entries(old, data)
    yield f"{' and '.join(changed)}: this run says something else; ci/kill-matrix --write renews them"
    if names:
        yield f"  entries that differ: {' '.join(names[:20])}{' ...' if len(names) > 20 else ''}"
