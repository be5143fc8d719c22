"""What the catalogue says of one server, and how the runner is pointed at it."""

import json
import shlex
import subprocess

CLASSES = ("core", "boundary", "live", "hostile")
# Clauses that only allow something; a server that breaks them is warned of.
MAY = {"method-1"}
SEED = 1
# Servers that one more class is there for, or could blame.
ALSO = {"live": {"cursor-echo", "ends-unsaid", "grows-fast", "grows-slowly", "keys-turned", "tagged"},
        "hostile": {"http-1.0", "long-target-414", "long-target-closed", "one-request-a-connection", "only-get",
                    "python-numbers", "repeated-first", "script-numbers", "strict-numbers", "unknown-refused"}}
# Of the long tail: enough for a race that is lost some times a second.
SOAK_SECONDS = 1
# The least events that the cases of the contract need.
FEWEST_EVENTS = 10
# Nothing here takes longer than a few seconds; this only ends what hangs.
RUN_SECONDS = 240


class Entry:
    """One defect, or one legal variant."""

    def __init__(self, listed):
        self.name = listed["name"]
        self.kind = listed["kind"]
        self.family = listed["family"]
        self.clause = listed["clause"]
        self.says = listed["says"]
        self.declared = listed["class"]
        self.needs = listed["needs"]
        self.should = listed["level"] == "SHOULD" or listed["clause"] in MAY
        # Where it shows on a log of a chosen length only, a case must choose that length.
        self.events = FEWEST_EVENTS if "launch" in self.needs else max(FEWEST_EVENTS, listed["events"])
        self.appends = listed["appends"]
        self.profile = listed["profile"]

    @property
    def is_defect(self):
        return self.kind == "defect"

    @property
    def is_steady(self):
        """Whether each run finds the same: nothing depends on when an event was appended."""
        return self.declared != "live" and "growth" not in self.needs and "append" not in self.needs

    def classes(self):
        """The classes that are held: the cheap ones always, the others where the entry is made for them."""
        chosen = ["core", "boundary"]
        if self.declared not in chosen:
            chosen.append(self.declared)
        return chosen + [name for name in ALSO if self.name in ALSO[name]]

    def growth(self):
        """The options by which its log grows: by POST where the server must know what it has taken, else by {log}."""
        if "append" not in self.needs:
            return ["--soak", str(SOAK_SECONDS)] if "growth" in self.needs else []
        options = ["--append-post", "http://127.0.0.1:{port}/append"]
        return options + ["--window-probe", str(self.appends)] if self.appends > 1 else options

    def command(self, runner, mutant, profiles, trace=None):
        """The arguments of `nogap run` that judge it."""
        words = [mutant, "--serve", self.name, "--seed", str(SEED)]
        launch = " ".join(map(shlex.quote, words)) + " --port {port}"
        if "own-log" not in self.needs:
            launch += " --log {log}"
        command = [runner, "run", "--launch", launch, "--events", str(self.events), "--seed", str(SEED),
                   "--class", ",".join(self.classes()), "--report", "json", *self.growth()]
        if self.profile:
            command += ["--profile", str(profiles / f"{self.profile}.json")]
        if self.should:
            command.append("--strict")
        if trace:
            command += ["--trace", str(trace)]
        return command


def call(command):
    """Runs a program to its end and returns what it said; a program that hangs is ended."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=RUN_SECONDS,
                          check=False)


def read_catalogue(mutant):
    listed = subprocess.run([mutant, "--list", "--format", "json"], capture_output=True, text=True, check=True)
    return [Entry(entry) for entry in json.loads(listed.stdout)["entries"]]


def read_cases(runner):
    """The cases of the runner, each id with its class, in the order in which they run."""
    listed = subprocess.run([runner, "list", "--format", "json"], capture_output=True, text=True, check=True)
    return {case["id"]: case["class"] for case in json.loads(listed.stdout)["cases"]}
