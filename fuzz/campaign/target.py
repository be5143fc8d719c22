"""A harness of fuzz/ and its folders."""

import pathlib
import re
import shutil

FUZZ = pathlib.Path(__file__).resolve().parent.parent


def target_names():
    """Every harness with seeds; fuzz_empty.c has none, since it only measures the engine."""
    return sorted(path.stem for path in (FUZZ / "seeds").glob("*.py"))


def read_options(path):
    """The lines NAME = VALUE of a .options file."""
    if not path.is_file():
        return {}
    return dict(re.findall(r"^(\w+)\s*=\s*(\S+)\s*$", path.read_text(encoding="utf-8"), re.M))


class Target:
    """`build` is the folder of a build with libFuzzer, `kept` where campaigns keep what outlives them."""

    def __init__(self, name, build, kept, fresh=False):
        self.name = name
        self.program = pathlib.Path(build) / "bin" / f"fuzz_{name}"
        self.seed = FUZZ / "corpora" / name / "seed"
        self.found = FUZZ / "corpora" / name / "found"
        self.regressions = FUZZ / "regressions" / name
        self.work = pathlib.Path(kept) / ("fresh" if fresh else "work") / name
        self.crashes = pathlib.Path(kept) / "crashes" / name
        self.fresh = fresh

    def committed(self):
        """The folders of inputs that are in the repository."""
        return [path for path in (self.seed, self.found, self.regressions) if path.is_dir() and any(path.iterdir())]

    def prepare(self):
        """Makes the folders. What an earlier campaign found stays, unless this one begins with nothing."""
        if self.fresh:
            shutil.rmtree(self.work, ignore_errors=True)
        for folder in (self.work, self.crashes):
            folder.mkdir(parents=True, exist_ok=True)

    def inputs(self):
        """The folders that the engine reads; it writes into the first one."""
        return [self.work] if self.fresh else [self.work, *self.committed()]

    def settings(self):
        """Options of libFuzzer that belong to the harness."""
        options = read_options(FUZZ / "dict" / f"{self.name}.options")
        options.pop("dict", None)
        arguments = [f"-{name}={value}" for name, value in sorted(options.items())]
        dictionary = FUZZ / "dict" / f"{self.name}.dict"
        return [*arguments, f"-dict={dictionary}"] if dictionary.is_file() else arguments
