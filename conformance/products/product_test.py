#!/usr/bin/env python3
"""Judges a product of this folder through its profile, with the waivers that state what it does otherwise.

usage: product_test.py NOGAP PRODUCT
Exit status: 0 as stated, 1 not as stated, 77 the product is not installed.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROFILES = HERE.parent.parent / "fixtures" / "profiles"
SKIPPED = 77  # ctest's SKIP_RETURN_CODE
RUN_SECONDS = 90
GROWING = [f"--case={name}" for name in ("appended-events", "unchanged-ranges", "growing-dump", "growing-pages",
                                         "readers-agree")]


class Product:
    def __init__(self, package, script, feed, append, alone):
        self.package = package  # of npm
        self.script = script
        self.feed = feed  # the path of its feed
        self.append = append  # the path that takes an event by POST
        self.alone = alone  # cases that are held each against a server of its own


PRODUCTS = {
    # A limit such as 1.5 ends the process.
    "pouchdb": Product("express-pouchdb", "pouchdb.js", "/db/_changes", "/db", ["reject-limit"]),
    "json-server": Product("json-server", "json_server.js", "/events", "/events", []),
}


class Failure(Exception):
    """The product, or the runner, does not do what is stated; the message is for people."""


def run(nogap, name, report, *options):
    """Gives the exit status and the JSON report of a run against a server of its own."""
    product = PRODUCTS[name]
    base = "http://127.0.0.1:{port}"
    command = [nogap, "run", base + product.feed, "--profile", str(PROFILES / f"{name}.json"), "--seed", "1",
               "--launch", f"exec node '{HERE / product.script}' --port {{port}}", "--report", f"json={report}", *options]
    report.unlink(missing_ok=True)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=RUN_SECONDS, check=False, text=True)
    if not report.exists():
        raise Failure(f"{' '.join(command)}: exit status {done.returncode} and no report\n{done.stdout}")
    return done.returncode, json.loads(report.read_text("utf-8"))


def verdicts(report):
    return ", ".join(f"{case['id']} {case['verdict']}{' (waived)' if case['waived'] else ''}" for case in report["cases"])


def expect(status, report, wanted, what):
    if status != wanted:
        raise Failure(f"{what}: expected exit status {wanted}, found {status} ({report['verdict']}: "
                      f"{report['reason']}): {verdicts(report)}")


def judge_with_waivers(nogap, name, file):
    """Gives the ids of the cases that were waived, and how many passed."""
    product = PRODUCTS[name]
    waivers = ["--waivers", str(PROFILES / f"{name}.waivers")]
    append = ["--append-post", "http://127.0.0.1:{port}" + product.append]
    selections = [[f"--skip={case}" for case in product.alone], *[[f"--case={case}"] for case in product.alone],
                  [*GROWING, *append]]
    waived, passed = set(), 0
    for selection in selections:
        status, report = run(nogap, name, file, *selection, *waivers)
        expect(status, report, 0, " ".join(selection))
        for case in report["cases"]:
            if case["waived"] and not case["findings"]:
                raise Failure(f"{case['id']} is waived without a finding: {case['reason']}")
            if case["waived"]:
                waived.add(case["id"])
            passed += case["verdict"] == "pass"
        compared = any(case["verdict"] == "pass" and case["events_compared"] for case in report["cases"])
        if not compared and len(report["cases"]) > 1:
            raise Failure(f"{' '.join(selection)}: nothing that passed compared an event: {verdicts(report)}")
    return waived, passed


def listed(name):
    lines = (PROFILES / f"{name}.waivers").read_text("utf-8").splitlines()
    return {line.split()[0] for line in lines if line.strip() and not line.startswith("#")}


def check(nogap, name, file):
    waived, passed = judge_with_waivers(nogap, name, file)
    if waived != listed(name):
        raise Failure(f"expected the waivers {sorted(listed(name))}, found {sorted(waived)}")
    alone = [f"--skip={case}" for case in PRODUCTS[name].alone]
    status, report = run(nogap, name, file, *alone)
    expect(status, report, 1, "without waivers")
    return f"{name}: {passed} cases pass, {len(waived)} are waived, as stated"


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in PRODUCTS:
        sys.exit(__doc__)
    nogap, name = sys.argv[1:]
    if shutil.which("node") is None or not (HERE / "node_modules" / PRODUCTS[name].package).is_dir():
        print(f"skipped: {name} is not installed: run ci/setup")
        sys.exit(SKIPPED)
    try:
        with tempfile.TemporaryDirectory(prefix="nogap-product-") as folder:
            print(check(nogap, name, pathlib.Path(folder) / "report.json"))
    except Failure as failure:
        sys.exit(f"{name}: {failure}")


if __name__ == "__main__":
    main()
