"""The files that the checks of ci/ look at."""

import pathlib
import subprocess
import sys

# Data whose bytes are the point, and files that a tool owns.
DATA = ("fixtures/logs/", "fuzz/corpora/", "fuzz/regressions/")
SKIPPED_FOLDERS = {"build", "node_modules", "__pycache__", ".git"}
BY_SUFFIX = {".c": "c", ".h": "c", ".py": "python", ".js": "javascript", ".sh": "shell", ".json": "json"}


def listed(root):
    """Returns the paths below root that git tracks or would track; without git, all but what is built."""
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
        return sorted({root / name for name in output.split("\0") if name})
    return sorted(p for p in root.rglob("*") if not SKIPPED_FOLDERS.intersection(p.relative_to(root).parts))


def language(path, text):
    """Returns c, python, javascript, shell, json, or text for everything else."""
    if path.suffix in BY_SUFFIX:
        return BY_SUFFIX[path.suffix]
    first = text.partition("\n")[0]
    if first.startswith("#!"):
        return "python" if "python" in first else "shell" if first.rstrip().endswith("sh") else "text"
    return "text"


class File:
    """One text file: its name below the root, its language and its text."""

    def __init__(self, root, path):
        self.name = path.relative_to(root).as_posix()
        self.text = path.read_bytes().decode("utf-8", errors="replace")
        self.language = language(path, self.text)


def text_files(root):
    """Returns the project's text files, without data and symbolic links."""
    files = []
    for path in listed(root):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and not name.startswith(DATA):
            if b"\0" not in path.read_bytes():
                files.append(File(root, path))
    return files


def main():
    """Prints the names of the files below a folder that are of a language: lint_files.py FOLDER LANGUAGE."""
    root = pathlib.Path(sys.argv[1]).resolve()
    for file in text_files(root):
        if file.language == sys.argv[2]:
            print(file.name)


if __name__ == "__main__":
    main()
