"""Runs libFuzzer and reads what it says."""

import os
import re
import subprocess

# A small quarantine: inputs are small, and the page faults of a large one take a fifth of the time.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "abort_on_error=0:symbolize=1:detect_leaks=1:quarantine_size_mb=4",
               "UBSAN_OPTIONS": "print_stacktrace=1"}
MEMORY = 2048
TIMEOUT = 10
# Beyond the seconds that the engine gives itself.
GRACE = 120

LINE = re.compile(r"^#(\d+)[:\t].*?cov: (\d+) ft: (\d+)", re.M)


def call(arguments, seconds):
    """Returns the exit status and the last of the output. Nothing of it is shown: the summary is."""
    try:
        done = subprocess.run([str(argument) for argument in arguments], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT,
                              timeout=seconds + GRACE, check=False)
    except subprocess.TimeoutExpired as error:
        return None, (error.stdout or b"").decode("utf-8", "replace")
    return done.returncode, done.stdout.decode("utf-8", "replace")


def measure(target, folders):
    """Returns (edges, features) that the inputs of the folders reach."""
    status, output = call([target.program, "-runs=0", *target.settings(), *folders], GRACE)
    lines = LINE.findall(output)
    if status != 0 or not lines:
        raise RuntimeError(f"fuzz_{target.name} cannot run its own inputs (status {status}):\n{output[-2000:]}")
    return int(lines[-1][1]), int(lines[-1][2])


def fuzz_round(target, seconds, jobs, value_profile, seed):
    """One round of -fork. Returns the executions. Crashes are left in target.crashes."""
    arguments = [target.program, f"-fork={jobs}", "-ignore_crashes=1", "-ignore_timeouts=1", "-ignore_ooms=1",
                 f"-max_total_time={seconds}", f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}",
                 f"-use_value_profile={int(value_profile)}", f"-seed={seed}",
                 f"-artifact_prefix={target.crashes}/", *target.settings(), *target.inputs()]
    status, output = call(arguments, seconds)
    lines = LINE.findall(output)
    if status is None or not lines:
        raise RuntimeError(f"fuzz_{target.name} ended (status {status}) without a round:\n{output[-2000:]}")
    return int(lines[-1][0])


def run_input(target, path):
    """Runs one input. Returns the exit status and the output."""
    return call([target.program, f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}", path], TIMEOUT)


def minimise(target, path, into, seconds):
    """Writes the smallest input that still fails to `into`; the input itself where there is no smaller one."""
    call([target.program, "-minimize_crash=1", f"-max_total_time={seconds}", f"-timeout={TIMEOUT}",
          f"-exact_artifact_path={into}", path], seconds)
    if not into.is_file() or run_input(target, into)[0] == 0:
        into.write_bytes(path.read_bytes())


def merge(target, into, folders, edges_only):
    """Copies into the folder `into` those inputs of `folders` that reach more than it does: edges, or, unless they alone
    count, an edge more often."""
    status, output = call([target.program, "-merge=1", f"-use_counters={int(not edges_only)}",
                           f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}",
                           *target.settings(), into, *folders], GRACE)
    if status != 0:
        raise RuntimeError(f"fuzz_{target.name} cannot merge (status {status}):\n{output[-2000:]}")
