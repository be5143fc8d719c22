#!/usr/bin/env python3
"""Tests what nogap tail does with its files, its output and signals.

Usage: tail_files_test.py NOGAP NOGAP-SERVER [unittest options]
"""
import json
import os
import pathlib
import resource
import select
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from processes import RUN_SECONDS, ProcessTest, Programs  # noqa: E402
from reference_process import ReferenceServer, event  # noqa: E402

sys.dont_write_bytecode = True
NOBODY = 65534


def lines(first, end):
    return "".join(json.dumps(event(f"e{index}")) + "\n" for index in range(first, end))


class FilesTest(ProcessTest):
    def setUp(self):
        super().setUp()
        self.server = ReferenceServer(Programs.server, 10)
        self.addCleanup(self.server.__exit__)
        self.url = "http://{}:{}/events".format(*self.server.address)
        self.cursor = self.folder / "feed.cursor"
        self.output = self.folder / "feed.ndjson"
        self.both = ("--cursor-file", str(self.cursor), "--output", str(self.output))

    def tail(self, *arguments, **options):
        return self.nogap("tail", self.url, "--once", *arguments, **options)

    def tail_well(self, *arguments):
        done = self.tail(*arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done)
        return done.stdout

    def assert_exact(self):
        self.assertEqual(self.output.read_bytes(), self.server.log.read_bytes())

    # ---- output ----

    def test_events_come_byte_for_byte_from_anywhere(self):
        self.assertEqual(self.tail_well(), lines(0, 10))
        self.assertEqual(self.tail_well("--since", "7", "--limit", "1"), lines(7, 10))
        self.assertEqual(self.tail_well("--since", "10"), "")

    def test_a_since_past_the_end_is_told(self):
        done = self.tail("--since", "12", "--interval", "0.01")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"\Anogap: reset: since 12, limit 1000: the log holds 10 events only")

    def test_output_alone_begins_anew(self):
        self.output.write_text("old\n")
        self.tail_well("--output", str(self.output))
        self.assert_exact()

    def test_a_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([Programs.nogap, "tail", self.url, "--once"], stdout=full, stderr=subprocess.PIPE,
                                  text=True, timeout=RUN_SECONDS, check=False)
        self.assertEqual(done.returncode, 70)
        self.assertRegex(done.stderr, r"\Anogap: the standard output cannot be written: No space left on device\n\Z")
        done = self.tail("--output", "/dev/full")
        self.assertEqual(done.returncode, 70)
        self.assertIn("/dev/full cannot be written: No space left on device", done.stderr)

    def test_a_file_that_cannot_grow_loses_nothing(self):
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))

        self.server.append(200)
        done = self.tail(*self.both, "--limit", "3", preexec_fn=limit)
        self.assertEqual(done.returncode, 70, done)
        self.assertIn("feed.ndjson cannot be written: File too large", done.stderr)
        held = self.output.read_bytes()
        self.assertTrue(held and self.server.log.read_bytes().startswith(held) and held.endswith(b"\n"), held)
        self.tail_well(*self.both)
        self.assert_exact()

    def test_a_reader_that_goes_away_ends_it_quietly(self):
        for count in (1, 0):
            with subprocess.Popen([Programs.nogap, "tail", self.url], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as process:
                for _ in range(count):
                    process.stdout.readline()
                process.stdout.close()
                self.assertEqual(process.stderr.read(), b"")
                self.assertEqual(process.wait(RUN_SECONDS), 0)

    def test_signals_end_it_with_the_page_written(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            self.output.unlink(missing_ok=True)
            self.cursor.unlink(missing_ok=True)
            with subprocess.Popen([Programs.nogap, "tail", self.url, *self.both], stderr=subprocess.PIPE) as process:
                self.wait_until(lambda: self.output.exists() and self.output.stat().st_size >= len(lines(0, 10)),
                                "ten events")
                start = time.monotonic()
                process.send_signal(number)
                self.assertEqual(process.wait(RUN_SECONDS), 0)
                self.assertEqual(process.stderr.read(), b"")
                self.assertLess(time.monotonic() - start, 5)
            self.assert_exact()

    def test_the_deadline_ends_it(self):
        done = self.nogap("tail", self.url, "--deadline", "0.3")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, lines(0, 10), ""))

    def watch_without_reading(self, *arguments, stop=None):
        """Runs a tail into a pipe that is not read until it ended; gives what was printed."""
        self.server.append(20_000)
        process = subprocess.Popen([Programs.nogap, "tail", self.url, "--limit", "20000", *arguments],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with process:
            try:
                select.select([process.stdout], [], [], RUN_SECONDS)
                if stop:
                    process.send_signal(stop)
                self.assertEqual((process.wait(10), process.stderr.read()), (0, ""))
                return process.stdout.read()
            finally:
                process.kill()

    def test_a_reader_who_does_not_read_keeps_nothing_from_ending(self):
        keep = ("--cursor-file", str(self.cursor))
        start = time.monotonic()
        for printed in (self.watch_without_reading("--deadline", "0.5"),
                        self.watch_without_reading(stop=signal.SIGTERM),
                        self.watch_without_reading(*keep, "--deadline", "0.5")):
            self.assertTrue(printed.endswith("\n") and lines(0, 10_010).startswith(printed), printed[-200:])
        self.assertLess(time.monotonic() - start, 9)
        self.assertTrue(self.tail_well(*keep).startswith(lines(0, 20_010)))

    def test_an_event_that_is_torn_since_nobody_reads_is_told(self):
        with self.server.log.open("a") as file:
            file.write('"' + "x" * 500_000 + '"\n')
        with subprocess.Popen([Programs.nogap, "tail", self.url, "--since", "10", "--deadline", "0.2"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertEqual(process.wait(10), 70)
            self.assertEqual(process.stderr.read(), b"nogap: the standard output is not read any more: it ends in the "
                             b"middle of an event\n")

    def test_a_pipe_without_a_reader_keeps_nothing_from_ending(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        done = self.nogap("tail", self.url, "--output", str(pipe), "--deadline", "0.2")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_a_pipe_as_output_waits_for_its_reader(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen([Programs.nogap, "tail", self.url, "--once", "--output", str(pipe)]) as process:
            try:
                read = subprocess.run(["cat", str(pipe)], stdout=subprocess.PIPE, text=True, timeout=10, check=True)
                self.assertEqual((read.stdout, process.wait(RUN_SECONDS)), (lines(0, 10), 0))
            finally:
                process.kill()

    def test_a_reader_of_a_pipe_that_goes_away_ends_it(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        arguments = [Programs.nogap, "tail", self.url, "--interval-max", "0.1", "--output", str(pipe)]
        with subprocess.Popen(arguments, stderr=subprocess.PIPE) as process:
            try:
                subprocess.run(["head", "-n1", str(pipe)], stdout=subprocess.DEVNULL, timeout=10, check=True)
                self.server.append(1)
                self.assertEqual((process.wait(10), process.stderr.read()), (0, b""))
            finally:
                process.kill()

    def test_the_name_of_standard_output_as_output(self):
        self.assertEqual(self.tail_well("--output", "/dev/stdout"), lines(0, 10))

    # ---- cursor file ----

    def test_the_files_of_a_cursor_are_no_output(self):
        for ending in ("", ".new", ".lock"):
            folder = self.folder / f"of{ending}"
            folder.mkdir()
            self.assert_usage(self.tail("--cursor-file", "of", "--output", f"./of{ending}", cwd=folder),
                              f"of{ending} belongs to the cursor file of")
            self.assertEqual(os.listdir(folder), ["of.lock"])

    def test_the_next_start_goes_on(self):
        self.tail_well(*self.both, "--since", "2")
        self.server.append(5)
        self.tail_well(*self.both, "--since", "2")
        self.assertEqual(self.output.read_text(), lines(2, 15))

    def test_stdout_with_a_cursor_file(self):
        keep = ("--cursor-file", str(self.cursor))
        self.assertEqual(self.tail_well(*keep), lines(0, 10))
        self.assertEqual(self.tail_well(*keep), "")
        self.server.append(2)
        self.assertEqual(self.tail_well(*keep), lines(10, 12))

    def test_what_goes_further_than_the_cursor_is_cut_off(self):
        self.tail_well(*self.both)
        for rest in (lines(10, 12), '{"half', "x" * 100_000):
            with self.output.open("a") as file:
                file.write(rest)
            self.server.append(1)
            self.tail_well(*self.both)
            self.assert_exact()

    def test_a_log_that_was_reset_meanwhile_is_told(self):
        self.tail_well(*self.both)
        before = self.output.read_bytes()
        self.server.start(30, "n")
        self.url = "http://{}:{}/events".format(*self.server.address)
        record = json.loads(self.cursor.read_text())
        self.cursor.write_text(json.dumps({**record, "url": self.url}) + "\n")
        done = self.tail(*self.both)
        self.assertEqual(done.returncode, 1)
        self.assertIn("rewrite: since 7, limit 1003: event 7 is not the one that was handed out", done.stderr)
        self.assertEqual(self.output.read_bytes(), before)

    def test_a_torn_cursor_file_is_refused(self):
        self.tail_well(*self.both)
        whole = self.cursor.read_text()
        for torn in ("", whole[:40], whole[:-1], whole.replace('"1"', "").replace("cursor", "curs")):
            self.cursor.write_text(torn)
            self.assert_usage(self.tail(*self.both), "feed.cursor is no cursor file, or it is damaged")
            self.assert_exact()

    def test_a_cursor_file_of_something_else_is_refused(self):
        self.tail_well(*self.both)
        record = json.loads(self.cursor.read_text())
        for change, words in (({"url": "http://127.0.0.1:1/events"}, "is that of another URL"),
                              ({"profile": "other"}, "another --profile"),
                              ({"output": None}, "was written without --output"),
                              ({"output": {"path": "/other", "bytes": "0"}}, "is not the file that the cursor file")):
            self.cursor.write_text(json.dumps({**record, **change}) + "\n")
            self.assert_usage(self.tail(*self.both), words)
            self.assert_exact()
        self.cursor.write_text(json.dumps(record) + "\n")
        self.assert_usage(self.tail("--cursor-file", str(self.cursor)), "was written with --output")

    def test_an_output_that_does_not_fit_is_refused_and_left_alone(self):
        self.output.write_text("mine\n")
        self.assert_usage(self.tail(*self.both), "feed.ndjson holds something already")
        self.assertEqual(self.output.read_text(), "mine\n")
        self.output.unlink()
        self.tail_well(*self.both)
        for text, words in ((lines(0, 9), "is shorter than the cursor file records"),
                            ("y" * 10_000, "no line ends where")):
            self.output.write_text(text)
            self.assert_usage(self.tail(*self.both), words)
            self.assertEqual(self.output.read_text(), text)
        self.output.unlink()
        self.assert_usage(self.tail(*self.both), "feed.ndjson cannot be opened: No such file")
        os.mkfifo(self.folder / "pipe")
        self.assert_usage(self.tail("--cursor-file", str(self.folder / "new"), "--output", "/dev/null"),
                          "/dev/null is no regular file")

    def test_one_writer_at_a_time(self):
        with subprocess.Popen([Programs.nogap, "tail", self.url, *self.both]) as process:
            self.wait_until(self.cursor.exists, "the cursor file")
            self.assert_usage(self.tail(*self.both), f"is in use by another nogap tail (process {process.pid})")
            process.kill()
        self.tail_well(*self.both)
        self.assert_exact()

    def test_a_folder_that_cannot_be_written(self):
        folder = self.folder / "read-only"
        folder.mkdir(mode=0o555)
        self.folder.chmod(0o755)
        user = {"user": NOBODY} if os.geteuid() == 0 else {}
        done = self.tail("--cursor-file", str(folder / "feed.cursor"), cwd="/", **user)
        self.assert_usage(done, "feed.cursor.lock cannot be made: Permission denied")
        done = self.tail("--output", str(folder / "feed.ndjson"), cwd="/", **user)
        self.assert_usage(done, "feed.ndjson cannot be opened: Permission denied")

    def test_a_cursor_file_that_cannot_be_replaced(self):
        self.tail_well(*self.both)
        self.server.append(1)
        (self.folder / "feed.cursor.new").mkdir()
        done = self.tail(*self.both)
        self.assertEqual(done.returncode, 70)
        self.assertIn("feed.cursor.new cannot be written: Is a directory", done.stderr)
        (self.folder / "feed.cursor.new").rmdir()
        self.tail_well(*self.both)
        self.assert_exact()

    # ---- the command line, and servers that do not answer ----

    def test_usage(self):
        self.assert_usage(self.tail("--overlap", "65"), "--overlap: expected 64 events at most")
        self.assert_usage(self.tail("--interval", "5", "--interval-max", "2"), "--interval is longer than")
        self.assert_usage(self.tail("--output", "a", "--cursor-file", "a"), "name the same file")
        for option in ("--output", "--cursor-file"):
            self.assert_usage(self.tail(option, "", cwd=self.folder), f"{option}: expected the name of a file")
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith(".")], [])
        self.assert_usage(self.nogap("tail"), "tail needs the URL")
        self.assert_usage(self.nogap("tail", "ftp://h/"), "the URL")
        self.assert_usage(self.tail("--class", "core"), "--class is no option of 'nogap tail'")

    def test_nobody_answers(self):
        done = self.nogap("tail", self.closed_port(), "--interval", "0.01", "--retry-for", "0.1")
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr.count("no connection"), 2, done.stderr)

    def test_a_refusal_ends_it(self):
        server, address = self.refusing()
        done = self.nogap("tail", f"http://someone:secret@{address}", "-H", "X-Key: hidden")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"\Anogap: no answer: since 0, limit 1000: status 404, expected 200; is the URL")
        self.assertEqual(server.seen[0]["X-Key"], "hidden")

    def test_credentials_are_not_kept(self):
        url = self.url.replace("//", "//someone:secret@")
        done = self.nogap("tail", url, "--once", *self.both)
        self.assertEqual(done.returncode, 0, done)
        self.assertNotIn("secret", self.cursor.read_text())


if __name__ == "__main__":
    Programs.nogap, Programs.server = sys.argv[1:3]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
