"""Reads the recorded equivalents, and puts results into words and JSON."""

import json

# A result is a stage's name, or one of these.
NOT_COMPILED, SURVIVED = "not compiled", "survived"


def read_equivalents(path):
    """Returns {id: line number}, and the complaints about lines without a reason or given twice."""
    known, complaints = {}, []
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, reason = line.partition(" ")
        if not reason.strip() or name.count(":") < 4:
            complaints.append(f"{path}:{number}: expected FILE:FUNCTION:ORDINAL:KIND:CHANGE and a reason")
        if name in known:
            complaints.append(f"{path}:{number}: {name} stands in line {known[name]} already")
        known[name] = number
    return known, complaints


def problems(results, known, path, ids):
    """Names survivors without a reason, and recorded ones that are killed or that no source gives rise to."""
    for module, mutant, result in results:
        if result == SURVIVED and mutant.id not in known:
            yield f"reference/{module.name}.c:{mutant.line}: no test notices {mutant.id}"
        elif result != SURVIVED and mutant.id in known:
            yield f"{path}:{known[mutant.id]}: {mutant.id} is no survivor: {result}"
    for name in known:
        if name not in ids:
            yield f"{path}:{known[name]}: there is no mutant {name}; see ci/mutate --list"


def table(modules, results, stages, known):
    """Returns the lines of a table with a row for each module and one for all."""
    columns = ["mutants", NOT_COMPILED, *stages, "recorded", SURVIVED]
    rows = []
    for module in modules:
        own = [(mutant, result) for other, mutant, result in results if other is module]
        cells = [sum(result == column for _, result in own) for column in columns]
        cells[0] = len(own)
        cells[-2] = sum(result == SURVIVED and mutant.id in known for mutant, result in own)
        cells[-1] -= cells[-2]
        rows.append([module.name, *cells])
    rows.append(["all", *(sum(cells) for cells in zip(*(row[1:] for row in rows)))])
    widths = [max(len(column), 5) for column in columns]
    yield " ".join([f"{'module':12}", *(f"{c:>{w}}" for c, w in zip(columns, widths))])
    for row in rows:
        yield " ".join([f"{row[0]:12}", *(f"{c:>{w}}" for c, w in zip(row[1:], widths))])


def write_json(path, results, known, seconds):
    mutants = [{"id": mutant.id, "file": f"reference/{module.name}.c", "line": mutant.line, "kind": mutant.kind,
                "result": result, "recorded": mutant.id in known} for module, mutant, result in results]
    document = {"seconds": round(seconds, 1), "mutants": mutants}
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def runner_table(modules, seen):
    """Returns the lines that tell what the runner alone notices; seen has {stage: it survived} for each mutant."""
    heads = ("answers change", "runner kills", "forbidden", "of them missed", "hostile too")
    yield f"{'module':12} " + " ".join(f"{head:>15}" for head in heads)
    rows = []
    for module in modules:
        own = [stages for other, _, stages in seen if other is module]
        changed = [s for s in own if not s["probe"] or not s["runner"] or not s["vectors"]]
        forbidden = [s for s in own if not s["vectors"]]
        rows.append((module.name, len(changed), sum(not s["runner"] for s in own), len(forbidden),
                     sum(s["runner"] for s in forbidden), sum(s.get("hostile", False) for s in forbidden)))
    rows.append(("all", *(sum(cells) for cells in list(zip(*rows))[1:])))
    for name, *cells in rows:
        yield f"{name:12} " + " ".join(f"{cell:>15}" for cell in cells)
    for module, mutant, stages in seen:
        place = f"reference/{module.name}.c:{mutant.line}: {mutant.id}"
        if stages["runner"] and not stages["vectors"]:
            yield f"missed, though a vector forbids it: {place}{'' if stages['hostile'] else ' (hostile notices)'}"
        elif stages["runner"] and not stages["probe"]:
            yield f"missed, the answers change:        {place}"
