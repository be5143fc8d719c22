#!/usr/bin/python3
"""Tests the program as its users meet it: exit statuses, streams, signals, secrets.

Usage: cli_test.py NOGAP NOGAP-SERVER [TEST...]
"""
import json
import os
import signal
import socket
import subprocess
import sys
import time
import unittest

from processes import ProcessTest, Programs

CANARY = "canary-7f3a"


class Texts(ProcessTest):
    def test_version(self):
        for option in ("--version", "-V"):
            done = self.nogap(option)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertRegex(done.stdout, r"\Anogap [0-9]+\.[0-9]+\.[0-9]+( \([0-9a-f]{7,}(\+dirty)?\))?\n\Z")

    def test_help_goes_to_stdout(self):
        for arguments, word in ((["--help"], "nogap run URL"), (["-h"], "nogap run URL"), (["help"], "nogap run URL"),
                                (["help", "run"], "--max-requests"), (["run", "--help"], "--max-requests"),
                                (["help", "list"], "--format"), (["help", "explain"], "nogap explain ID")):
            done = self.nogap(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, ""), arguments)
            self.assertIn(word, done.stdout)

    def test_no_arguments_is_a_mistake(self):
        done = self.nogap()
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("nogap run URL", done.stderr)

    def test_list(self):
        text = self.nogap("list")
        cases = json.loads(self.nogap("list", "--format", "json").stdout)["cases"]
        self.assertEqual(text.returncode, 0)
        self.assertEqual(sum(case["class"] == "core" for case in cases), 7)
        for case in cases:
            self.assertRegex(text.stdout, rf"(?m)^  {case['id']} +{case['level']} .*{', '.join(case['clauses'])}$")
        chosen = json.loads(self.nogap("list", "--format=json", "--case", "since-*", "--class", "core").stdout)["cases"]
        self.assertEqual({case["id"] for case in chosen}, {"since-and-limit", "since-only", "since-past-end"})
        self.assert_usage(self.nogap("list", "--case", "nothing-*"), "--case 'nothing-*' matches no case")

    def test_explain(self):
        for topic, word in (("since-only", "range-3"), ("range-3", "since-only"), ("client-1", "binds clients")):
            done = self.nogap("explain", topic)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn(word, done.stdout)
        self.assert_usage(self.nogap("explain", "since-olny"), "did you mean 'since-only'?")

    def test_every_listed_case_and_clause_is_explained(self):
        cases = json.loads(self.nogap("list", "--format", "json").stdout)["cases"]
        for topic in {case["id"] for case in cases} | {clause for case in cases for clause in case["clauses"]}:
            self.assertEqual(self.nogap("explain", topic).returncode, 0, topic)


class Usage(ProcessTest):
    def test_mistakes_in_the_command_line(self):
        url = "http://127.0.0.1:1/events"
        for arguments, words in (
                ([url, "--sede", "1"], ["'--sede'", "did you mean '--seed'?"]),
                ([url, "--case", "since-olny"], ["since-olny", "'since-only'"]),
                ([url, "--skip", "zebra"], ["--skip 'zebra' matches no case"]),
                ([url, "--class", "core", "--skip", "*"], ["leave no case"]),
                ([url, "--profile", "exo2"], ["'exo2'"]),
                ([url, "--profile", self.file("bad.json", '{"since": 1}')], ["bad.json"]),
                ([url, "--profile", "/no/such.json"], ["/no/such.json"]),
                ([url, "--header-file", "/no/such"], ["/no/such"]),
                ([url, "--header-env", "NOGAP_NOT_SET"], ["NOGAP_NOT_SET", "not set"]),
                ([url, "--report", "jsno"], ["jsno", "json"]),
                ([url, "--report", "json=/no/such/folder/x"], ["/no/such/folder/x"]),
                ([url, "--timeout", "soon"], ["'soon'"]),
                (["run"], ["URL"]),
                (["matrix"] + 65 * ["a"], ["'matrix' takes 64 at most"]),
                (["matrix"] + 70 * ["a"], ["'matrix' takes 64 at most"]),
                ([url] + 70 * ["a"], ["is a value with spaces in quotes?"]),
                (["rnu"], ["did you mean 'run'?"]),
                (["127.0.0.1:1/events"], ["http://"]),
                (["ftp://127.0.0.1/events"], ["http"]),
                ([f"{url}?since=1"], ["query"])):
            with self.subTest(arguments=arguments):
                self.assert_usage(self.nogap(*arguments), *words)

    def test_what_is_read_is_not_written(self):
        log = self.file("log", "1\n2\n")
        again = f"{self.folder}/tmp/../log"
        for arguments in (["run", self.launch_option(), "--log", log, "--trace", again],
                          ["judge", log, "--report", f"json={again}"], ["matrix", log, "--html", again]):
            self.assert_usage(self.nogap(*arguments), again, "are one file")
        with open(log, encoding="ascii") as file:
            self.assertEqual(file.read(), "1\n2\n")
        os.mkfifo(self.folder / "pipe")
        piped = self.nogap("run", self.launch_option(), "--log", str(self.folder / "pipe"))
        self.assert_usage(piped, "pipe' is no regular file")

    def test_a_plan_sends_nothing(self):
        listening, url = self.silent()
        done = self.nogap("run", url, "--plan", "--seed", "5", "--case", "since-*")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(f"  GET {url}?", done.stdout)
        self.assertIn("none was sent", done.stdout)
        listening.setblocking(False)
        with self.assertRaises(BlockingIOError):
            listening.accept()
        self.assertEqual(self.nogap("run", url, "--plan", "--seed", "5", "--case", "since-*").stdout, done.stdout)
        launched = self.nogap("run", "--launch", "touch {log}.started", "--plan", "--class", "all")
        self.assertEqual(launched.returncode, 0, launched.stderr)
        self.assertEqual(list(self.temporary.iterdir()), [])


class Runs(ProcessTest):
    def test_a_conformant_server(self):
        url = self.reference()
        report = self.folder / "report.json"
        done = self.nogap(url, "--report", "text", "--report", f"json={report}", "--seed", "3")
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertNotIn("\x1b", done.stdout)
        found = json.loads(report.read_text())
        self.assertEqual((found["verdict"], found["target"], found["seed"]), ("conformant", url, "3"))
        listed = json.loads(self.nogap("list", "--format", "json", "--class", "core,boundary").stdout)["cases"]
        self.assertEqual([(case["id"], case["level"]) for case in found["cases"]],
                         [(case["id"], case["level"]) for case in listed])

    def test_a_launched_server(self):
        done = self.nogap("run", self.launch_option(), "--report", "json")
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        found = json.loads(done.stdout)
        self.assertTrue(all(case["verdict"] == "pass" for case in found["cases"]), done.stdout)
        self.assertEqual(list(self.temporary.iterdir()), [], "the folder of the log is still there")

    def test_a_log_to_start_with(self):
        log = self.file("log.ndjson", "".join(f'{{"n": {n}}}\n' for n in range(23)))
        done = self.nogap("run", self.launch_option(), "--log", log, "--report=json", "--case", "full-dump")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["events"], 23)
        missing = self.nogap("run", self.launch_option(), "--log", "/no/such/log")
        self.assertEqual(missing.returncode, 2, missing)
        self.assertIn("/no/such/log", missing.stderr)

    def test_a_closed_port_is_unreachable(self):
        report = self.folder / "report.json"
        done = self.nogap(self.closed_port(), "--report", f"json={report}")
        self.assertEqual(done.returncode, 3, done)
        self.assertRegex(done.stderr, r"\Anogap: http://127[^\n]+\n\Z")
        self.assertEqual(json.loads(report.read_text())["verdict"], "unreachable")

    def test_a_server_that_never_answers_is_unreachable_in_time(self):
        _, url = self.silent()
        for limit in (["--timeout", "0.5"], ["--deadline", "1"]):
            started = time.monotonic()
            done = self.nogap(url, *limit)
            self.assertEqual(done.returncode, 3, done)
            self.assertLess(time.monotonic() - started, 10)

    def test_a_server_that_does_not_start_is_unreachable(self):
        done = self.nogap("run", "--launch", "echo no such luck {port} >&2; exit 7", "--report", "json")
        self.assertEqual(done.returncode, 3, done)
        self.assertEqual(json.loads(done.stdout)["verdict"], "unreachable")
        self.assertIn("no such luck", done.stderr)
        self.assertEqual(list(self.temporary.iterdir()), [])

    def test_the_deadline_ends_the_wait_for_a_launched_server(self):
        listening = self.file("server.py", "import socket, sys, time\n"
                              "s = socket.create_server(('127.0.0.1', int(sys.argv[1])))\ntime.sleep(600)\n")
        for command in (f"'{sys.executable}' '{listening}' {{port}}", "sleep 600 # {port}"):
            started = time.monotonic()
            done = self.nogap("run", "--launch", command, "--deadline", "1", "--report", "json")
            self.assertEqual(done.returncode, 3, done)
            self.assertLess(time.monotonic() - started, 8)
            report = json.loads(done.stdout)
            self.assertEqual(report["verdict"], "unreachable")
            words = "the deadline of the run passed before the server answered at http://127.0.0.1:"
            self.assertIn(words, report["reason"])
            self.assertIn(words, done.stderr)

    def test_the_deadline_ends_the_writing_of_the_log(self):
        started = time.monotonic()
        done = self.nogap("run", self.launch_option(), "--events", "10000000", "--deadline", "0.2", "--report", "json")
        self.assertEqual(done.returncode, 4, done)
        self.assertLess(time.monotonic() - started, 8)
        report = json.loads(done.stdout)
        self.assertEqual(report["verdict"], "inconclusive")
        self.assertEqual(report["reason"], "the deadline of the run passed while {log} was written")
        self.assertEqual(list(self.temporary.iterdir()), [])

    def test_a_page_that_is_no_feed_is_non_conformant(self):
        _, place = self.refusing()
        done = self.nogap(f"http://{place}", "--report", "json")
        self.assertEqual(done.returncode, 1, done)
        self.assertEqual(json.loads(done.stdout)["verdict"], "non-conformant")

    def test_a_budget_of_requests_ends_the_run_without_blame(self):
        done = self.nogap(self.reference(), "--max-requests", "3", "--report", "json")
        self.assertEqual(done.returncode, 4, done)
        self.assertLessEqual(json.loads(done.stdout)["requests"], 3)


class Streams(ProcessTest):
    def test_colour_only_on_a_terminal_that_wants_it(self):
        url = self.reference()
        status, shown = self.on_terminal(url, "--case", "full-dump")
        self.assertEqual(status, 0)
        self.assertIn("\x1b[", shown)
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            status, shown = self.on_terminal(url, "--case", "full-dump", **environment)
            self.assertEqual(status, 0)
            self.assertNotIn("\x1b[3", shown)
            self.assertIn("full-dump", shown)

    def test_a_reader_that_goes_away_is_no_failure(self):
        for arguments in (["list"], ["help", "run"], [self.reference(), "--report", "json"]):
            reading, writing = os.pipe()
            os.close(reading)
            with os.fdopen(writing, "wb") as stdout:
                done = subprocess.run([Programs.nogap, *arguments], stdin=subprocess.DEVNULL, stdout=stdout,
                                      stderr=subprocess.PIPE, env=self.environment, timeout=60, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""), arguments)

    def with_closed(self, streams, *arguments):
        return subprocess.run(["sh", "-c", f'exec "$@" {streams}', "sh", Programs.nogap, *arguments],
                              stdin=subprocess.DEVNULL, capture_output=True, env=self.environment, timeout=60,
                              check=False)

    def test_a_closed_stdout_is_told(self):
        url = self.reference()
        cursor = self.folder / "cursor"
        for arguments in (["--help"], ["--version"], ["list"], [url], [url, "--report", "json"],
                          ["tail", "--once", "--cursor-file", str(cursor), url]):
            done = self.with_closed(">&-", *arguments)
            self.assertEqual(done.returncode, 70, (arguments, done))
            self.assertIn(b"standard output", done.stderr, arguments)
        self.assertEqual(json.loads(cursor.read_text())["cursor"], "0")

    def test_a_closed_stream_that_is_not_needed_is_no_failure(self):
        report = self.folder / "report.json"
        for streams in (">&-", "2>&-", "<&- >&- 2>&-"):
            done = self.with_closed(streams, self.reference(), "--report", f"json={report}")
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""), streams)
            self.assertEqual(json.loads(report.read_text())["verdict"], "conformant")

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_a_full_disk_is_told(self):
        for arguments in (["list"], [self.reference()]):
            with open("/dev/full", "wb") as stdout:
                done = subprocess.run([Programs.nogap, *arguments], stdin=subprocess.DEVNULL, stdout=stdout,
                                      stderr=subprocess.PIPE, env=self.environment, timeout=60, check=False)
            self.assertEqual(done.returncode, 70, done)
            self.assertIn(b"standard output", done.stderr)


    def test_a_limit_on_files_is_a_full_disk(self):
        done = subprocess.run(["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", Programs.nogap, "run", self.launch_option(),
                               "--report", f"json={self.folder / 'report.json'}"], stdin=subprocess.DEVNULL,
                              capture_output=True, env=self.environment, timeout=60, check=False)
        self.assertEqual(done.returncode, 70, done)
        self.assertIn(b"report.json cannot be written: File too large", done.stderr)
        self.assertEqual(list(self.temporary.iterdir()), [])
        self.assertEqual([path.name for path in self.folder.iterdir()], ["tmp"])


class Interruption(ProcessTest):
    def test_a_command_that_does_not_look_for_a_signal_dies_of_it(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        for command in ("matrix", "judge"):
            with subprocess.Popen([Programs.nogap, command, str(pipe)], stderr=subprocess.DEVNULL) as process:
                writer = []

                def is_read():
                    try:
                        writer.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
                    except OSError:
                        return False
                    return True

                try:
                    self.wait_until(is_read, "the reader of the pipe")
                    process.send_signal(signal.SIGTERM)
                    self.assertEqual(process.wait(10), -signal.SIGTERM)
                finally:
                    process.kill()
                os.close(writer[0])

    def interrupt(self, *arguments):
        process = subprocess.Popen([Programs.nogap, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment, text=True)
        self.addCleanup(process.__exit__, None, None, None)
        self.addCleanup(process.kill)
        return process

    def test_an_interrupted_run_still_reports(self):
        listening, url = self.silent()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            process = self.interrupt(url, "--timeout", "50", "--report", "json")
            connection, _ = listening.accept()
            with connection:
                started = time.monotonic()
                process.send_signal(number)
                stdout, stderr = process.communicate(timeout=30)
            self.assertLess(time.monotonic() - started, 10)
            self.assertEqual(process.returncode, 4, stderr)
            found = json.loads(stdout)
            self.assertEqual(found["verdict"], "inconclusive")
            self.assertFalse(any(case["findings"] for case in found["cases"]), found)

    def test_a_second_signal_ends_at_once(self):
        listening, url = self.silent()
        process = self.interrupt(url, "--timeout", "50")
        connection, _ = listening.accept()
        with connection:
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        self.assertIn(process.returncode, (4, -signal.SIGINT, -signal.SIGTERM))

    def test_an_interrupted_run_ends_its_server(self):
        # It answers when it is asked whether it is ready, and leaves the first request of the run waiting.
        program = self.file("server.py", "import os, socket, sys, time\n"
                            "s = socket.create_server(('127.0.0.1', int(sys.argv[1])))\n"
                            "c, _ = s.accept(); c.recv(1000); c.sendall(b'HTTP/1.0 404 N\\r\\n\\r\\n'); c.close()\n"
                            "d, _ = s.accept(); open(sys.argv[2], 'w').write(str(os.getpid()))\n"
                            "time.sleep(600)\n")
        pid_file = self.folder / "pid"
        process = self.interrupt("run", "--timeout", "50", "--launch",
                                 f"'{sys.executable}' '{program}' {{port}} '{pid_file}'")
        self.wait_until(lambda: pid_file.exists() and pid_file.read_text(), "the run has begun")
        pid = int(pid_file.read_text())
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 4)
        with self.assertRaises(ProcessLookupError):
            os.kill(pid, 0)


    def test_an_interrupt_ends_the_wait_for_a_launched_server(self):
        pid_file = self.folder / "pid"
        process = self.interrupt("run", "--launch", f"echo $$ > '{pid_file}'; sleep 600 # {{port}}", "--report", "json")
        self.wait_until(lambda: pid_file.exists() and pid_file.read_text(), "the server was started")
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - started, 8)
        self.assertEqual(process.returncode, 4, stderr)
        self.assertIn("interrupted before the server answered", json.loads(stdout)["reason"])


class Secrets(ProcessTest):
    def test_credentials_are_sent_and_never_shown(self):
        server, place = self.refusing()
        self.environment["FEED_TOKEN"] = f"X-From-Environment: {CANARY}-1"
        report, tap = self.folder / "report.json", self.folder / "report.tap"
        done = self.nogap("run", f"http://user:{CANARY}-2@{place}", "-H", f"X-From-Argument: {CANARY}-3",
                          "--header-env", "FEED_TOKEN", "--header-file",
                          self.file("fields", f"X-From-File: {CANARY}-4\n"), "--report", "text", "--report",
                          f"json={report}", "--report", f"tap={tap}")
        self.assertEqual(done.returncode, 1, done)
        fields = server.seen[0]
        for name, number in (("Environment", 1), ("Argument", 3), ("File", 4)):
            self.assertEqual(fields[f"X-From-{name}"], f"{CANARY}-{number}")
        self.assertTrue(fields["Authorization"].startswith("Basic "))
        shown = done.stdout + done.stderr + report.read_text() + tap.read_text()
        self.assertNotIn(CANARY, shown)
        self.assertNotIn(fields["Authorization"].split()[1], shown)
        self.assertIn("***@", shown)

    def test_a_plan_and_an_unreachable_target_show_no_password(self):
        url = self.closed_port().replace("http://", f"http://user:{CANARY}@")
        for arguments in ([url], [url, "--plan"], [url, "--sede"], [url.replace("http", "ftp")], [f"{url}?x"]):
            done = self.nogap(*arguments)
            self.assertNotIn(CANARY, done.stdout + done.stderr, arguments)
            self.assertNotEqual(done.stdout + done.stderr, "")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    Programs.server = sys.argv.pop(2)
    Programs.nogap = sys.argv.pop(1)
    socket.setdefaulttimeout(60)
    unittest.main()
