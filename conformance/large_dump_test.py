#!/usr/bin/env python3
"""Judges a full dump of a million events (about 180 MB) and looks at the memory that it takes.

usage: large_dump_test.py RUNNER SERVER MAKE_LOG

The runner keeps 8 bytes an event and never holds a body; the server sends a large range from where it lies. Peak
memory is the kernel's own count (Linux).
"""

import json
import os
import resource
import subprocess
import sys
import tempfile

EVENTS = 1_000_000
RUNNER_PEAK_MB = 64
# What the server may need beyond the log itself while it sends a dump; a copy would take 180.
SERVER_GROWTH_MB = 32


def peak_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def judge(runner, url, folder):
    report = os.path.join(folder, "report.json")
    run = subprocess.run([runner, url, "--case", "full-dump", "--timeout", "100", "--report", f"json={report}"],
                         timeout=120, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"exit status {run.returncode}\n{run.stdout}{run.stderr}")
    with open(report, encoding="utf-8") as file:
        result = json.load(file)
    compared = result["cases"][0]["events_compared"]
    if compared != EVENTS:
        sys.exit(f"{compared} events compared in place of {EVENTS}")


def main():
    runner, server, make_log = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log.ndjson")
        subprocess.run([make_log, "--events", str(EVENTS), log], timeout=120, check=True)
        # The runner is the only child that is waited for before the measurement, but for the log's maker.
        maker_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        process = subprocess.Popen([server, "--port", "0", log], stdout=subprocess.PIPE, text=True)
        try:
            url = process.stdout.readline().split()[-1]
            before = peak_mb(process.pid)
            judge(runner, url, folder)
            runner_peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            growth = peak_mb(process.pid) - before
        finally:
            process.terminate()
            process.wait(timeout=30)
        print(f"log {os.path.getsize(log) / 1e6:.0f} MB; runner at most {runner_peak:.0f} MB; "
              f"server {before:.0f} MB and {growth:.0f} MB more while it sent")
        if maker_peak >= RUNNER_PEAK_MB or runner_peak >= RUNNER_PEAK_MB:
            sys.exit(f"more than {RUNNER_PEAK_MB} MB")
        if growth >= SERVER_GROWTH_MB:
            sys.exit(f"the server took {growth:.0f} MB more: it copies what it sends")


if __name__ == "__main__":
    main()
