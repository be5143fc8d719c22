"""For the tests of the program: runs it, and servers that behave in one way each."""
import http.server
import os
import pathlib
import pty
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from reference_process import ReferenceServer  # noqa: E402

RUN_SECONDS = 60


class Programs:
    """The paths of the programs under test."""

    nogap = None
    server = None


class ProcessTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nogap-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        temporary = self.folder / "tmp"
        temporary.mkdir()
        self.temporary = temporary
        self.environment = {**os.environ, "TMPDIR": str(temporary), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        self.environment.pop("NO_COLOR", None)

    def nogap(self, *arguments, **options):
        return subprocess.run([Programs.nogap, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=RUN_SECONDS, env=self.environment, check=False, **options)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return str(path)

    def launch_option(self):
        return f"--launch='{Programs.server}' --port {{port}} {{log}}"

    def reference(self, events=10):
        """Starts the reference server; returns the URL of its events."""
        server = ReferenceServer(Programs.server, events)
        self.addCleanup(server.__exit__)
        return "http://{}:{}/events".format(*server.address)

    def closed_port(self):
        """Returns a URL where nobody listens: the port is taken, so nobody else can."""
        closed = socket.socket()
        self.addCleanup(closed.close)
        closed.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{closed.getsockname()[1]}/events"

    def silent(self):
        """Returns a socket that accepts connections and never answers, and its URL."""
        silent = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(silent.close)
        return silent, f"http://127.0.0.1:{silent.getsockname()[1]}/events"

    def refusing(self):
        """Returns a server that keeps the fields of its requests and has nothing to read, and its URL."""

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.server.seen.append(self.headers)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_GET

            def log_message(self, *_):
                """Says nothing."""

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.seen = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, f"127.0.0.1:{server.server_port}/events"

    def assert_usage(self, done, *words):
        """The run ended with status 2 and one line that holds the words."""
        self.assertEqual(done.returncode, 2, done)
        self.assertEqual(done.stdout, "")
        self.assertRegex(done.stderr, r"\Anogap: [^\n]+\n\Z")
        for word in words:
            self.assertIn(word, done.stderr)

    def on_terminal(self, *arguments, **environment):
        """Runs the program on a terminal; returns its exit status and what the terminal got."""
        master, slave = pty.openpty()
        process = subprocess.Popen([Programs.nogap, *arguments], stdin=slave, stdout=slave, stderr=slave,
                                   env={**self.environment, **environment})
        os.close(slave)
        shown = b""
        try:
            while piece := os.read(master, 4096):
                shown += piece
        except OSError:
            pass  # Linux ends a terminal that nobody has open with an error
        finally:
            os.close(master)
        return process.wait(RUN_SECONDS), shown.decode()

    def wait_until(self, condition, what):
        deadline = time.monotonic() + RUN_SECONDS
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"not within {RUN_SECONDS} s: {what}")
            time.sleep(0.01)
