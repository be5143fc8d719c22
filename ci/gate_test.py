#!/usr/bin/python3
"""Runs the pipelines of README.md as their systems would: the action, the GitLab job, the plain shell gate.

Usage: ci/gate_test.py NOGAP NOGAP-MUTANT

Each begins with an empty repository that holds a server and the pipeline's file, with the variables that the real
system sets. Only the system itself is played: its expressions, its folders, the order of its steps.
Exit status: 0 as expected, 1 not, 77 something is not installed.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest

try:
    import yaml
except ImportError:
    print("PyYAML is not installed for this Python: python3-yaml")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOGAP, MUTANT = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
PATIENCE = 120

# A team's server, with the total in the place of the cursor: a client skips what its page did not hold.
SERVER = '''
import sys
import fastapi
import uvicorn

app = fastapi.FastAPI()
EVENTS = [{"TestEvent": {"eventId": str(index)}} for index in range(20)]


@app.get("/events")
def events(response: fastapi.Response, since: int = fastapi.Query(0, ge=0), limit: int = fastapi.Query(None, ge=0)):
    response.headers["X-EXO-Last-Idx"] = str(len(EVENTS))
    return EVENTS[since:] if limit is None else EVENTS[since:since + limit]


uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
'''


def pipeline(marker):
    """The YAML of README.md that holds the marker."""
    blocks = [block for block in re.findall(r"```yaml\n(.*?)```", README, re.S) if marker in block]
    assert len(blocks) == 1, f"README.md has {len(blocks)} pipelines with {marker}, expected one"
    return blocks[0]


def inputs_of(action, given):
    unknown = set(given) - set(action["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    return {name: str(given.get(name, value.get("default", ""))) for name, value in action["inputs"].items()}


def evaluate(text, inputs, outputs):
    """What the system makes of the expressions that the action uses."""
    def value(match):
        name = match.group(1)
        if name.startswith("inputs."):
            return inputs[name[len("inputs."):]]
        step, output = re.fullmatch(r"steps\.([\w-]+)\.outputs\.([\w-]+)", name).groups()
        return outputs[step].get(output, "")
    return re.sub(r"\$\{\{\s*([^}\s]+)\s*\}\}", value, text)


def read_outputs(path):
    return dict(line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines())


class Pipelines(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.repository = self.folder / "feed"
        self.repository.mkdir()
        (self.repository / "server.py").write_text(SERVER, encoding="utf-8")

    def shell(self, script, **variables):
        environment = {"PATH": "/usr/bin:" + os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "CI": "true",
                       "NOGAP": NOGAP, **variables}
        return subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
                              cwd=self.repository, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=PATIENCE, check=False)

    def act(self, given):
        """Runs the composite action as GitHub does; returns its end, its outputs and its summary."""
        action = yaml.safe_load((ROOT / "ci/action/action.yml").read_text(encoding="utf-8"))
        inputs = inputs_of(action, given)
        outputs = {}
        for step in action["runs"]["steps"]:
            files = {name: self.folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
            for path in files.values():
                path.write_text("", encoding="utf-8")
            variables = {name: evaluate(text, inputs, outputs) for name, text in step["env"].items()}
            done = self.shell(step["run"], GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(self.repository),
                              GITHUB_ACTION_PATH=str(ROOT / "ci/action"), **variables,
                              **{name: str(path) for name, path in files.items()})
            outputs[step["id"]] = read_outputs(files["GITHUB_OUTPUT"])
        named = {name: evaluate(output["value"], inputs, outputs) for name, output in action["outputs"].items()}
        return done, named, files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")

    def action_step(self):
        """The step of the pipeline in README.md that uses the action."""
        steps = yaml.safe_load(pipeline("ci/action"))
        return [step for step in steps if "ci/action" in step.get("uses", "")][0]["with"]

    def expect_the_lost_event(self, text):
        self.assertIn("cursor-5", text)
        self.assertRegex(text, r"never sees e\d+")

    def test_five_lines_make_a_red_build_that_names_the_lost_event(self):
        self.assertLessEqual(len(pipeline("ci/action").strip().splitlines()), 5)
        done, outputs, summary = self.act(self.action_step())
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(outputs["verdict"], "non-conformant")
        self.expect_the_lost_event(done.stdout)
        self.assertRegex(done.stdout, r"(?m)^::error [^\n]*cursor-5")
        self.assertIn("cursor-5", summary)
        for name in ("json", "junit", "html", "markdown"):
            self.assertTrue((self.repository / outputs[name]).is_file(), name)
        report = json.loads((self.repository / outputs["json"]).read_text(encoding="utf-8"))
        self.assertEqual(report["verdict"], outputs["verdict"])

    def test_a_right_server_makes_a_green_build(self):
        done, outputs, _ = self.act({"launch": f"'{MUTANT}' --serve content-length --port {{port}} --log {{log}}"})
        self.assertEqual((done.returncode, outputs["verdict"]), (0, "conformant"), done.stdout + done.stderr)
        self.assertNotIn("::error", done.stdout)

    def test_what_an_earlier_run_left_is_not_published(self):
        launch = {"launch": f"'{MUTANT}' --serve content-length --port {{port}} --log {{log}}"}
        _, outputs, _ = self.act(launch)
        left = [self.repository / outputs[name] for name in ("json", "junit", "html", "markdown")]
        mine = left[0].parent / "mine.txt"
        mine.write_text("mine", encoding="utf-8")
        done, outputs, _ = self.act({**launch, "classes": "cor"})
        self.assertEqual((done.returncode, outputs["verdict"], done.stdout), (2, "usage", ""), done.stderr)
        self.assertEqual([outputs[name] for name in ("json", "junit", "html", "markdown")], [""] * 4)
        self.assertEqual(list(left[0].parent.iterdir()), [mine], left)

    def test_what_an_input_holds_is_no_shell_text(self):
        victim = self.repository / "victim"
        done, outputs, _ = self.act({"url": f"http://127.0.0.1:9/events'; touch {victim}; '"})
        self.assertEqual((done.returncode, outputs["verdict"]), (2, "usage"), done.stdout + done.stderr)
        self.assertFalse(victim.exists())

    def test_options_are_one_argument_a_line(self):
        done, outputs, _ = self.act({**self.action_step(), "options": "--case\nsince-only\n--strict\n"})
        self.assertEqual((done.returncode, outputs["verdict"]), (0, "conformant"), done.stdout + done.stderr)
        self.assertIn("1 passed", done.stdout)

    def test_gitlab(self):
        """The job of README.md over the hidden one that it extends."""
        mine = yaml.safe_load(pipeline("ci/gitlab"))
        base = yaml.safe_load((ROOT / "ci/gitlab/nogap.yml").read_text(encoding="utf-8"))
        job = next(value for value in mine.values() if isinstance(value, dict) and "extends" in value)
        hidden = base[job["extends"]]
        builds = self.folder / "builds"
        builds.mkdir()
        clone = self.clone_of_the_working_tree()
        variables = {**hidden["variables"], **job["variables"], "NOGAP_REPOSITORY": clone, "NOGAP_VERSION": "main"}
        done = self.shell("\n".join(hidden["before_script"] + hidden["script"]), GITLAB_CI="true",
                          CI_PROJECT_DIR=str(self.repository), CI_BUILDS_DIR=str(builds), **variables)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.expect_the_lost_event(done.stdout)
        self.assertNotIn("::error", done.stdout)
        junit = self.repository / hidden["artifacts"]["reports"]["junit"]
        self.expect_the_lost_event(junit.read_text(encoding="utf-8"))

    def clone_of_the_working_tree(self):
        """A repository with the scripts that the job needs, as they are now."""
        folder = self.folder / "nogap"
        (folder / "ci").mkdir(parents=True)
        (folder / "ci/gate").write_bytes((ROOT / "ci/gate").read_bytes())
        (folder / "ci/gate").chmod(0o755)
        script = textwrap.dedent("""\
            git init --quiet --initial-branch main .
            git add .
            git -c user.name=test -c user.email=test@example.org commit --quiet --message all
            """)
        subprocess.run(["sh", "-e", "-c", script], cwd=folder, check=True, timeout=PATIENCE)
        return folder.as_uri()

    def test_the_plain_gate(self):
        lines = re.search(r"```sh\n([^`]*ci/gate[^`]*)```", README).group(1)
        done = self.shell(lines.replace("nogap/ci/gate", str(ROOT / "ci/gate")))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.expect_the_lost_event(done.stdout)

    def test_arguments_are_refused(self):
        done = self.shell(f"'{ROOT}/ci/gate' http://127.0.0.1:9/events")
        self.assertEqual(done.returncode, 2)
        self.assertIn("takes no arguments", done.stderr)


if __name__ == "__main__":
    try:
        import fastapi  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        print(f"{error.name} is not installed for this Python")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
