#!/usr/bin/env python3
"""Runs the runner against a faulty server and expects it to name the clause.

usage: fault_test.py RUNNER SERVER CASE CLAUSE
"""

import json
import os
import subprocess
import sys
import tempfile


def main():
    runner, server, case, clause = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        run = subprocess.run(
            [runner, "run", "--launch", f"'{server}' --port {{port}} {{log}}", "--seed", "1",
             "--report", "text", "--report", f"json={report}"],
            capture_output=True, text=True, timeout=50, check=False)
        if run.returncode != 1:
            sys.exit(f"exit status {run.returncode} in place of 1\n{run.stdout}{run.stderr}")
        with open(report, encoding="utf-8") as file:
            result = json.load(file)
    named = {(item["id"], finding["clause"])
             for item in result["cases"] for finding in item["findings"]}
    if result["verdict"] != "non-conformant" or (case, clause) not in named:
        sys.exit(f"{clause} is not among the findings of {case}: {sorted(named)}\n{run.stdout}")
    print(f"{case} names {clause}")


if __name__ == "__main__":
    main()
