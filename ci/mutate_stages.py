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
        self.objects = {}
        self.linked_server = False

    def compiled(self, tree, target):
        """Returns the object for a program, or None when it does not compile."""
        library = tree.library_of(target, self.module.file)
        key = (tree.variant, library)
        if key not in self.objects:
            made = self.folder / f"{tree.variant}-{library}.o"
            good = tree.compile(self.module.file, library, self.source, made)
            self.objects[key] = made if good else None
        return self.objects[key]

    def compiles(self):
        tree = self.stages.plain
        return self.compiled(tree, next(iter(tree.linking))) is not None

    def link(self, tree, target):
        changed = self.compiled(tree, target)
        if changed is None:
            raise mutate_tree.Broken(f"{self.source} compiles, but not for {target} in {tree.folder}")
        tree.link(target, changed, self.folder / target)
        return str(self.folder / target)

    def survives(self, stage):
        return getattr(self, f"survives_{stage}")()

    def passes(self, tree, tests, memory):
        environment = {"ASAN_OPTIONS": "hard_rss_limit_mb=3000:allocator_may_return_null=1"}
        return all(mutate_tree.run([self.link(tree, test)], self.folder, 20, memory, environment) == 0
                   for test in tests)

    def survives_unit(self):
        return self.passes(self.stages.plain, unit_tests(self.module), mutate_tree.MEMORY_KILOBYTES)

    def survives_vectors(self):
        return self.passes(self.stages.plain, ["vectors_test"], mutate_tree.MEMORY_KILOBYTES)

    def survives_sanitized(self):
        return self.passes(self.stages.sanitized, [*unit_tests(self.module), "vectors_test"], NO_LIMIT)

    def server(self):
        if not self.linked_server:
            self.link(self.stages.plain, "nogap-server")
            self.linked_server = True
        return str(self.folder / "nogap-server")

    def survives_runner(self, *options):
        runner = str(self.stages.plain.folder / "bin" / "nogap")
        environment = {"NOGAP_MUTANT": self.server()}
        return mutate_tree.run([runner, *RUNNER, *options], self.folder, 60, NO_LIMIT, environment) == 0

    def survives_hostile(self):
        return self.survives_runner("--class", "hostile")

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
