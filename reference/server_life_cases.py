"""How nogap-server starts, and how it ends."""

import os
import signal
import socket
import subprocess

import server_harness
from server_harness import SECONDS, LogCase, Server, read_answer, wait_until


class Starting(LogCase):
    def test_the_first_line_says_where_the_events_are(self):
        self.write("1\n")
        with Server(self.path) as server:
            self.assertEqual(server.first_line, f"listening on http://127.0.0.1:{server.port}/events\n")
            self.assertNotEqual(server.port, 0)

    def test_ipv6(self):
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError:
            self.skipTest("no IPv6 on this machine")
        self.write("1\n")
        with Server(self.path, "--bind", "::1") as server:
            self.assertTrue(server.first_line.startswith("listening on http://[::1]:"))
            self.assertEqual(server.events(), ([1], 1))

    def expect_failure(self, status, message, *arguments):
        self.assertEqual(self.run_to_end(*arguments), (status, "", f"nogap-server: {message}\n"))

    def test_a_port_in_use(self):
        self.write("1\n")
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = str(other.getsockname()[1])
            self.expect_failure(1, f"127.0.0.1 port {port}: the port is in use by another program; "
                                "choose another, or --port 0 for any free one",
                                "--port", port, self.path)

    def test_an_address_of_another_machine(self):
        self.write("1\n")
        self.expect_failure(1, "192.0.2.1 port 0: not an address of this machine",
                            "--bind", "192.0.2.1", "--port", "0", self.path)

    def test_files_that_cannot_be_served(self):
        self.expect_failure(1, f"{self.path}: no such file", self.path)
        self.expect_failure(1, f"{self.folder}: not a regular file", self.folder)
        if os.geteuid() != 0:
            self.write("1\n")
            os.chmod(self.path, 0)
            self.expect_failure(1, f"{self.path}: no permission to read the file", self.path)

    def test_wrong_use(self):
        self.expect_failure(2, "there is no option '--prot'; see --help", "--prot", "1", self.path)
        self.expect_failure(2, "--port takes a number from 0 to 65535, not 'x'", "--port=x", "log")
        self.expect_failure(2, "the log file is missing: write 'nogap-server LOG.ndjson', "
                            "or see --help")

    def test_help_and_version(self):
        status, out, errors = self.run_to_end("--help")
        self.assertEqual((status, errors), (0, ""))
        self.assertIn("Usage: nogap-server", out)
        status, out, errors = self.run_to_end("--version")
        self.assertEqual((status, errors), (0, ""))
        self.assertRegex(out, r"^nogap-server \d+\.\d+\.\d+( \([0-9a-f]{7,}(\+dirty)?\))?\n$")

    def test_output_that_cannot_be_written(self):
        self.write("1\n")
        for arguments in (["--help"], ["--version"], ["--port", "0", self.path]):
            for redirection in (">/dev/full", ">&-"):
                done = subprocess.run(["sh", "-c", f'exec "$@" {redirection}', "sh", server_harness.BINARY, *arguments],
                                      stderr=subprocess.PIPE, timeout=SECONDS, check=False, text=True)
                self.assertEqual((done.returncode, done.stderr), (1, "nogap-server: standard output cannot be written\n"))

    def test_what_is_said_with_stderr_closed_reaches_no_client(self):
        """Neither the log nor the connection takes the place of the stream."""
        self.write("1\n")
        with Server(self.path, by=("sh", "-c", 'exec "$@" 2>&-', "sh")) as server:
            self.write("2\n", path=self.path + ".new")
            os.replace(self.path + ".new", self.path)
            self.assertEqual(server.events(), ([2], 1))
            with server.connect() as connection:
                self.write("oops\n", "a")
                connection.sendall(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
                self.assertEqual(connection.makefile("rb").readline(), b"HTTP/1.1 200 OK\r\n")


class Ending(LogCase):
    def test_both_signals_end_it_cleanly(self):
        self.write("1\n")
        for number in (signal.SIGTERM, signal.SIGINT):
            with Server(self.path) as server:
                self.assertEqual(server.events(), ([1], 1))
                server.process.send_signal(number)
                self.assertEqual(server.process.wait(SECONDS), 0)

    def test_an_idle_connection_does_not_hold_it_up(self):
        self.write("1\n")
        with Server(self.path) as server, server.connect() as connection:
            stream = connection.makefile("rb")
            connection.sendall(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
            self.assertEqual(read_answer(stream).body, b"[1]")
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(server.process.wait(5), 0)
            self.assertEqual(stream.read(), b"")

    def test_an_answer_on_its_way_is_finished(self):
        line = '"' + "x" * 998 + '"\n'
        self.write(line * 40000)
        for threads in ("1", "2"):
            with Server(self.path, "--threads", threads) as server:
                with server.connect(receive_buffer=65536) as connection:
                    stream = connection.makefile("rb")
                    connection.sendall(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
                    stream.peek(1)
                    server.process.send_signal(signal.SIGTERM)
                    wait_until(lambda: connect_fails(server.port), "the refusal")
                    self.assertIsNone(server.process.poll())
                    answer = read_answer(stream)
                    self.assertEqual(answer.cursor, "40000")
                    self.assertEqual(len(answer.body), 40000 * len(line) + 1)
                    self.assertTrue(answer.body.endswith(b'x"]'))
                self.assertEqual(server.process.wait(SECONDS), 0)

    def test_a_connection_that_goes_on_asking_is_told_to_close(self):
        self.write('"' + "x" * 20000000 + '"\n1\n')
        with Server(self.path) as server, server.connect() as busy, server.connect() as other:
            stream = other.makefile("rb")
            busy.sendall(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
            busy.recv(1)
            for ending in (False, True):
                if ending:
                    server.process.send_signal(signal.SIGTERM)
                    wait_until(lambda: connect_fails(server.port), "the refusal")
                other.sendall(b"GET /events?since=1 HTTP/1.1\r\nHost: h\r\n\r\n")
                answer = read_answer(stream)
                self.assertEqual(answer.body, b"[1]")
                self.assertEqual(answer.fields.get("connection") == "close", ending)
            self.assertEqual(stream.read(), b"")
            while busy.recv(1 << 20):
                pass
            self.assertEqual(server.process.wait(5), 0)

    def test_a_second_signal_ends_it_at_once(self):
        self.write('"' + "x" * 20000000 + '"\n')
        with Server(self.path) as server, server.connect() as connection:
            server.expected_status = -signal.SIGTERM
            connection.sendall(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
            connection.recv(1)
            server.process.send_signal(signal.SIGTERM)
            wait_until(lambda: connect_fails(server.port), "the refusal")
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(server.process.wait(5), -signal.SIGTERM)


def connect_fails(port):
    try:
        socket.create_connection(("127.0.0.1", port), SECONDS).close()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:
        pass
    return False
