"""The build trees of ci/mutate: one plain, one with sanitizers; and how one changed file is put into their programs."""

import json
import os
import pathlib
import shlex
import re
import signal
import subprocess

# Limits of one program under test: processor seconds, and kilobytes of memory where no sanitizer needs more.
LIMITED = 'ulimit -c 0; ulimit -t "$1"; [ "$2" = 0 ] || ulimit -v "$2"; shift 2; exec "$@"'
PROCESSOR_SECONDS = 3
MEMORY_KILOBYTES = 3 * 1024 * 1024
VARIANTS = {"plain": [], "sanitized": ["-DNOGAP_SANITIZE=address,undefined", "-DCMAKE_C_COMPILER=clang"]}


class Broken(Exception):
    """The project as it stands does not build or does not pass."""


def run(command, folder, seconds, memory=MEMORY_KILOBYTES, environment=None, processor=PROCESSOR_SECONDS):
    """Runs a program within limits and returns its exit status, or None when it was cut; its group ends with it."""
    limited = ["sh", "-c", LIMITED, "sh", str(processor), str(memory), *command]
    with subprocess.Popen(limited, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})},
                          start_new_session=True) as process:
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            status = None
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
    return None if status == -signal.SIGXCPU else status


class Tree:
    """One build tree, in which everything is up to date."""

    def __init__(self, root, variant, targets):
        self.root, self.variant = root, variant
        self.folder = root / "build" / "mutate" / variant
        self.log = self.folder.with_suffix(".log")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log.write_bytes(b"")
        self._logged(["cmake", "-S", str(root), "-B", str(self.folder), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=",
                      "-DCMAKE_C_FLAGS=-O0 -w", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *VARIANTS[variant]])
        self._logged(["cmake", "--build", str(self.folder), "--target", *targets])
        entries = json.loads((self.folder / "compile_commands.json").read_text(encoding="utf-8"))
        # {file: {library: command}}: tests may have a library in which the file is compiled in another way.
        self.compiling = {}
        for entry in entries:
            library = re.search(r"CMakeFiles/([^/]+)\.dir/", entry["command"]).group(1)
            commands = self.compiling.setdefault(pathlib.Path(entry["file"]).resolve(), {})
            commands[library] = shlex.split(entry["command"])
        self.linking = {target: self._link_command(target) for target in targets}

    def _logged(self, command):
        with open(self.log, "ab") as log:
            if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False).returncode != 0:
                raise Broken(f"this failed: {shlex.join(command)}\nthe output is in {self.log}")

    def _link_command(self, target):
        done = subprocess.run(["ninja", "-C", str(self.folder), "-t", "commands", target], check=True, text=True,
                              stdout=subprocess.PIPE)
        return [word for word in shlex.split(done.stdout.splitlines()[-1]) if word not in (":", "&&")]

    def library_of(self, target, file):
        """Returns the library from which the program takes what is compiled from the file."""
        words = (pathlib.Path(word).name for word in self.linking[target])
        return next(word[3:-2] for word in words if word.endswith(".a") and word[3:-2] in self.compiling[file])

    def compile(self, file, library, source, made):
        """Compiles `source` as the library's `file`; tells whether that went well."""
        command = list(self.compiling[file][library])
        command[command.index("-o") + 1] = str(made)
        command[command.index("-c") + 1] = str(source)
        return run(command, self.folder, 60, processor=60) == 0

    def link(self, target, changed, made):
        """Links a program with the object `changed` before the libraries, so that theirs is not taken."""
        command = list(self.linking[target])
        command[command.index("-o") + 1] = str(made)
        command.insert(command.index("-o"), str(changed))
        if run(command, self.folder, 60, processor=60) != 0:
            raise Broken(f"{target} does not link: {shlex.join(command)}")
