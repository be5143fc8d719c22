#!/usr/bin/python3
"""Makes the packages, installs the .deb in a clean Debian, uses it there, removes it, and runs the .tar.gz from a folder.

Usage: ci/package_test.py BUILD_FOLDER

The packages are made of what is built in BUILD_FOLDER, of any preset without sanitizers.
The clean Debian is made by debootstrap with what the .deb says that it depends on, once: build/package-root-*.tar keeps
it. That needs root and, once, the network. Exit status: 0 all is well, 1 not, 77 no clean Debian could be had, but all
else is well, or the packages cannot be made on this system.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
TOOLS = ("dpkg-deb", "dpkg-shlibdeps", "file", "gzip", "strip")
PROGRAMS = ("nogap", "nogap-mutant", "nogap-server")
SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
SKIPPED = 77


def run(*words, status=0, **settings):
    done = subprocess.run([str(word) for word in words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=400, check=False, **settings)
    if done.returncode != status:
        raise AssertionError(f"{' '.join(map(str, words))}: expected status {status}, found {done.returncode}:\n{done.stdout}")
    return done.stdout


def only(folder, pattern):
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise AssertionError(f"{folder}: expected one {pattern}, found {len(found)}")
    return found[0]


def files_below(folder):
    """Returns the paths of everything below a folder of a root that a package can touch."""
    found = set()
    for place in ("usr", "etc", "var", "opt", "lib", "bin"):
        for path, folders, files in os.walk(folder / place):
            found.update(os.path.join(path, name) for name in folders + files)
    # What dpkg itself keeps and writes.
    return {name for name in found if "/var/lib/dpkg" not in name and "/var/log" not in name}


class Contents(unittest.TestCase):
    """What stands in the .deb, read without installing it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = pathlib.Path(cls.folder.name)
        run("dpkg-deb", "--raw-extract", DEB, cls.root)
        cls.listing = run("dpkg-deb", "--contents", DEB)

    def test_dependencies_come_from_the_linker(self):
        depends = run("dpkg-deb", "--field", DEB, "Depends")
        for library in ("libc6", "libcurl", "libmicrohttpd", "libcjson", "zlib1g"):
            self.assertRegex(depends, rf"\b{library}[^,]* \(>= ", library)
        self.assertNotRegex(depends, "cmocka|-dev|python")

    def test_owners_and_permissions(self):
        for line in self.listing.splitlines():
            mode, owner, *_, name = line.split()
            expected = "drwxr-xr-x" if mode[0] == "d" else "-rwxr-xr-x" if "/bin/" in name else "-rw-r--r--"
            self.assertEqual((mode, owner), (expected, "root/root"), name)

    def test_checksums_are_of_every_file(self):
        listed = dict(reversed(line.split("  ", 1)) for line in (self.root / "DEBIAN/md5sums").read_text().splitlines())
        files = [path for path in self.root.rglob("*") if path.is_file() and "DEBIAN" not in path.parts]
        self.assertEqual(listed, {path.relative_to(self.root).as_posix(): hashlib.md5(path.read_bytes()).hexdigest()
                                  for path in files})

    def test_documents_are_in_debian_s_form(self):
        documents = self.root / "usr/share/doc/nogap"
        self.assertIn("License: Expat", (documents / "copyright").read_text())
        self.assertRegex(run("gzip", "-dc", documents / "changelog.Debian.gz"), r"(?s)\Anogap \([0-9.]+-1\) .*\n -- .+ <.+>  ")
        self.assertIn("# Changelog", run("gzip", "-dc", documents / "changelog.gz"))
        self.assertTrue((documents / "SPEC.md").is_file())
        pages = sorted(path.name for path in (self.root / "usr/share/man").rglob("*") if path.is_file())
        self.assertEqual(pages, ["nogap-mutant.1.gz", "nogap-profile.5.gz", "nogap-server.1.gz", "nogap-trace.5.gz", "nogap.1.gz"])
        for path in self.root.rglob("*.gz"):
            # A gzip without name and time is the same each time.
            self.assertEqual(path.read_bytes()[3:8], bytes(5), path.name)

    def test_programs_are_stripped_and_only_these(self):
        self.assertEqual(tuple(sorted(path.name for path in (self.root / "usr/bin").iterdir())), PROGRAMS)
        for name in PROGRAMS:
            self.assertIn(", stripped", run("file", self.root / "usr/bin" / name))

    def test_completions_are_where_debian_looks_for_them(self):
        share = self.root / "usr/share"
        for name in ("bash-completion/completions/nogap", "fish/vendor_completions.d/nogap.fish", "zsh/vendor-completions/_nogap",
                     "cmake/NoGap/NoGapConfig.cmake", "nogap/vectors/INDEX.json", "nogap/profiles/exo.json"):
            self.assertTrue((share / name).is_file(), name)
        self.assertFalse((share / "zsh/site-functions").exists())

    @unittest.skipUnless(shutil.which("lintian"), "lintian is not installed")
    def test_lintian_has_nothing_to_say(self):
        # A package of a project's own closes no bug of Debian's.
        found = run("lintian", "--allow-root", "--suppress-tags", "initial-upload-closes-no-bugs", DEB)
        self.assertEqual(found, "")


class Archive(unittest.TestCase):
    def test_it_runs_from_any_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder) / "a place"
            home.mkdir()
            run("tar", "-xzf", TGZ, "-C", home)
            top = only(home, "*")
            self.assertRegex(run(top / "bin/nogap", "--version"), r"\Anogap [0-9.]+")
            launch = f"'{top}/bin/nogap-server' --port {{port}} {{log}}"
            self.assertIn("\nconformant:", run(top / "bin/nogap", "run", "--launch", launch, cwd=home))
            plan = run(top / "bin/nogap", "run", "http://127.0.0.1:1/db/_changes", "--plan", "--profile",
                       top / "share/nogap/profiles/pouchdb.json")
            self.assertIn("/db/_changes?", plan)
            self.assertTrue((top / "share/man/man1/nogap.1").is_file())


class CleanRoot(unittest.TestCase):
    """The .deb in a Debian that holds nothing but what it says that it needs."""

    @classmethod
    def setUpClass(cls):
        if os.geteuid() != 0 or not shutil.which("debootstrap"):
            raise unittest.SkipTest("a clean root needs root and debootstrap")
        cls.folder = tempfile.TemporaryDirectory(dir=BUILD)
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = pathlib.Path(cls.folder.name) / "root"
        cls.root.mkdir()
        run("tar", "-xf", cls.archive(), "-C", cls.root)

    @classmethod
    def archive(cls):
        """Returns a Debian as a tar file, made when there is none for these dependencies."""
        depends = run("dpkg-deb", "--field", DEB, "Depends")
        names = sorted(re.findall(r"(?:^|, )([a-z0-9.+-]+)", depends))
        digest = hashlib.sha256(" ".join([SUITE, *names]).encode()).hexdigest()[:12]
        archive = BUILD / f"package-root-{digest}.tar"
        if archive.exists():
            return archive
        made = pathlib.Path(cls.folder.name) / "made"
        try:
            run("debootstrap", "--variant=minbase", f"--include={','.join(names)}", SUITE, made, MIRROR)
        except (AssertionError, subprocess.TimeoutExpired) as problem:
            raise unittest.SkipTest(f"debootstrap made no root: {str(problem)[-500:]}") from None
        run("tar", "-cf", archive.with_suffix(".part"), "--exclude=./var/cache/apt/*", "--exclude=./var/lib/apt/lists/*", "-C",
            made, ".")
        archive.with_suffix(".part").rename(archive)
        shutil.rmtree(made)
        return archive

    def inside(self, *words, status=0):
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp", "LC_ALL": "C.UTF-8"}
        return run("/usr/sbin/chroot", self.root, *words, status=status, env=environment)

    def test_install_use_remove(self):
        before = files_below(self.root)
        shutil.copy(DEB, self.root / "nogap.deb")
        self.inside("dpkg", "--install", "/nogap.deb")
        for name in PROGRAMS:
            self.assertRegex(self.inside(name, "--version"), rf"\A{name} [0-9]+\.[0-9]+\.[0-9]+")
        launch = "nogap-server --port {port} {log}"
        self.assertIn("\nconformant:", self.inside("nogap", "run", "--launch", launch))
        faulty = "nogap-mutant --serve tail-loses-last --port {port} --log {log}"
        self.assertIn("never sees e9", self.inside("nogap", "run", "--launch", faulty, status=1))
        self.assertIn("  full-dump ", self.inside("nogap", "list"))
        self.assertTrue((self.root / "usr/share/man/man1/nogap.1.gz").is_file())
        self.inside("dpkg", "--verify", "nogap")
        self.assertGreater(len(files_below(self.root) - before), 40)
        self.inside("dpkg", "--purge", "nogap")
        self.assertEqual(files_below(self.root) ^ before, set())
        self.assertIn("no packages found", self.inside("dpkg", "--list", "nogap", status=1))


def main():
    global DEB, TGZ
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"package_test: the packages need {' '.join(missing)}")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        run("cpack", "--config", pathlib.Path(sys.argv[1]) / "CPackConfig.cmake", "-G", "DEB;TGZ", "-B", folder)
        DEB, TGZ = only(pathlib.Path(folder), "*.deb"), only(pathlib.Path(folder), "*.tar.gz")
        result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    if not result.wasSuccessful():
        return 1
    return SKIPPED if any("CleanRoot" in str(test) for test, _ in result.skipped) else 0


if __name__ == "__main__":
    sys.exit(main())
