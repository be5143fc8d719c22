"""What may kill a mutant, cheapest first."""

import pathlib
import sys

import mutate_probe
import mutate_tree

NO_LIMIT = 0
RUNNER = ("run", "--launch", '"$NOGAP_MUTANT" --port {port} {log}', "--strict", "--timeout", "2", "--deadline", "15")
NAMES = ("unit", "vectors", "runner", "sanitized", "process")


def unit_tests(module):
    return [f"{name}_test" for name in module.tests]


class Stages:
    """The stages chosen, over build trees that hold what they need."""

    def __init__(self, root, modules, names):
        self.root, self.names = root, names
        tests = sorted({test for module in modules for test in unit_tests(module)})
        programs = tests if "unit" in names else []
        if "vectors" in names:
            programs = programs + ["vectors_test"]
        if {"runner", "process", "probe"} & set(names):
            programs = programs + ["nogap-server"]
        runner = ["nogap"] if "runner" in names else []
        self.plain = mutate_tree.Tree(root, "plain", programs + runner)
        if "sanitized" in names:
            self.sanitized = mutate_tree.Tree(root, "sanitized", tests + ["vectors_test"])
        self.answers = None

    def candidate(self, module, source, folder):
        """Compiles one source; returns None when it does not compile."""
        folder.mkdir(parents=True, exist_ok=True)
        made = Candidate(self, module, source, folder)
        return made if made.compiles() else None


class Candidate:
    """One version of a module, changed or not, in a scratch folder of its own."""

    def __init__(self, stages, module, source, folder):
        self.stages, self.module, self.folder = stages, module, folder
        self.source = folder / f"{module.name}.c"
        self.source.write_text(source, encoding="utf-8")
        self.object = folder / "changed.o"
        self.linked_server = False

    def compiles(self):
        return self.stages.plain.compile(self.module.file, self.source, self.object)

    def survives(self, stage):
        return getattr(self, f"survives_{stage}")()

    def passes(self, tree, test, changed, memory):
        program = self.folder / test
        tree.link(test, changed, program)
        environment = {"ASAN_OPTIONS": "hard_rss_limit_mb=3000:allocator_may_return_null=1"}
        return mutate_tree.run([str(program)], self.folder, 20, memory, environment) == 0

    def survives_unit(self):
        return all(self.passes(self.stages.plain, test, self.object, mutate_tree.MEMORY_KILOBYTES)
                   for test in unit_tests(self.module))

    def survives_vectors(self):
        return self.passes(self.stages.plain, "vectors_test", self.object, mutate_tree.MEMORY_KILOBYTES)

    def survives_sanitized(self):
        tree, changed = self.stages.sanitized, self.folder / "sanitized.o"
        if not tree.compile(self.module.file, self.source, changed):
            raise mutate_tree.Broken(f"{self.source} compiles, but not with sanitizers")
        return all(self.passes(tree, test, changed, NO_LIMIT)
                   for test in [*unit_tests(self.module), "vectors_test"])

    def server(self):
        program = self.folder / "nogap-server"
        if not self.linked_server:
            self.stages.plain.link("nogap-server", self.object, program)
            self.linked_server = True
        return str(program)

    def survives_runner(self):
        runner = str(self.stages.plain.folder / "bin" / "nogap")
        environment = {"NOGAP_MUTANT": self.server()}
        return mutate_tree.run([runner, *RUNNER], self.folder, 30, NO_LIMIT, environment) == 0

    def survives_process(self):
        test = self.stages.root / "reference" / "server_test.py"
        command = [sys.executable, "-B", str(test), self.server(), "-f"]
        return mutate_tree.run(command, self.folder, 90, NO_LIMIT, processor=60) == 0

    def survives_probe(self):
        """Tells whether the server's answers to the probe are those of the server that was not changed."""
        vectors = pathlib.Path(self.stages.root) / "fixtures" / "vectors"
        answers = mutate_probe.transcript(self.server(), self.folder, vectors)
        if self.stages.answers is None:
            self.stages.answers = answers
        return answers == self.stages.answers
