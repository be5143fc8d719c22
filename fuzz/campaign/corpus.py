"""Brings what a campaign found into the repository: minimised, without what the seeds reach, within a cap."""

import hashlib
import pathlib
import shutil
import tempfile

import engine

FILES_MAX = 300
BYTES_MAX = 1024 * 1024


def newcomers(target):
    """The inputs that reach more than the seeds and the regressions do. Those that reach new edges come before those that
    reach old ones more often, and small ones first: a cap takes from the end."""
    with tempfile.TemporaryDirectory() as folder:
        reached = pathlib.Path(folder)
        own = set()
        for source in (target.seed, target.regressions):
            for path in sorted(source.iterdir()) if source.is_dir() else []:
                copy = reached / f"{source.name}-{path.name}"
                shutil.copyfile(path, copy)
                own.add(copy.name)
        new = []
        for edges_only in (True, False):
            engine.merge(target, reached, [path for path in (target.found, target.work) if path.is_dir()], edges_only)
            more = {path.name: path.read_bytes() for path in reached.iterdir() if path.name not in own}
            own.update(more)
            new += sorted(more.values(), key=lambda data: (len(data), data))
    return new


def renew(target):
    """Replaces found/ by the newcomers, as many as the cap allows. Returns (files, bytes, left out)."""
    data = newcomers(target)
    kept, size = [], 0
    for item in data:
        if len(kept) == FILES_MAX or size + len(item) > BYTES_MAX:
            break
        kept.append(item)
        size += len(item)
    shutil.rmtree(target.found, ignore_errors=True)
    if kept:
        target.found.mkdir(parents=True)
    for item in kept:
        (target.found / hashlib.sha1(item).hexdigest()).write_bytes(item)
    return len(kept), size, len(data) - len(kept)
