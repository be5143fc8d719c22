#!/usr/bin/env python3
"""Runs the runner with hooks that append rightly, wrongly and never, and with repetition.

Usage: hooks_test.py NOGAP NOGAP-SERVER [TEST...]
"""
import http.server
import json
import pathlib
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "cli"))
from processes import ProcessTest, Programs  # noqa: E402

CANARY = "canary-of-hooks"


class Feed(http.server.BaseHTTPRequestHandler):
    """A right endpoint in memory, whose POST behaves as the server's `manner` says."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet an answer

    def answer(self, status, body, **fields):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Cache-Control": "no-store",
                            "Content-Length": str(len(body)), **fields}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def do_GET(self):
        query = dict(part.split("=") for part in self.path.partition("?")[2].split("&") if part)
        events = list(self.server.events)
        try:
            since, limit = (int(query[name]) if name in query else None for name in ("since", "limit"))
        except ValueError:
            self.answer(422, b"{}")
            return
        first = min(since or 0, len(events))
        page = events[first:] if limit is None else events[first:first + limit]
        body = b"[" + b",".join(page) + b"]"
        self.answer(200, body, X_EXO_Last_Idx=str(first + len(page)))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((self.headers, body))
        if self.server.manner == "moved":
            self.answer(307, b"", Location=self.server.moved_to)
            return
        if self.server.manner == "appends":
            self.server.events.append(body)
        status = {"refuses": 403, "promises": 202}.get(self.server.manner, 200)
        self.answer(status, b"not you" if status == 403 else b"")

    def log_message(self, *_):
        """Says nothing."""


class HookTest(ProcessTest):
    def feed(self, manner):
        """Starts a server of ten events; returns it and the URL of its events."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
        server.daemon_threads = True
        server.manner, server.posts, server.moved_to = manner, [], ""
        server.events = [b'{"e":%d}' % index for index in range(10)]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, f"http://127.0.0.1:{server.server_port}/events"

    def live(self, *arguments):
        """Returns the exit status, the seconds and, by id, the cases of a run of the class live."""
        start = time.monotonic()
        done = self.nogap("run", *arguments, "--class", "live", "--report", "json")
        self.assertTrue(done.stdout, done)
        self.report = json.loads(done.stdout)
        return done.returncode, time.monotonic() - start, {case["id"]: case for case in self.report["cases"]}

    def assert_skipped(self, cases, *words, names=("appended-events", "unchanged-ranges", "growing-dump", "growing-pages",
                                                   "readers-agree")):
        for name in names:
            self.assertEqual(cases[name]["verdict"], "skip", cases[name])
            for word in words:
                self.assertIn(word, cases[name]["reason"])


class Posts(HookTest):
    def test_events_are_posted_one_by_one_and_once(self):
        server, url = self.feed("appends")
        self.environment["FEED"] = f"X-Feed: {CANARY}"
        status, _, cases = self.live(url, "--append-post", url + "?to=feed", "--header-env", "FEED")
        self.assertEqual(status, 0, self.report)
        self.assertEqual(cases["readers-agree"]["verdict"], "pass")
        bodies = [body for _, body in server.posts]
        self.assertGreater(len(bodies), 20)
        self.assertEqual(len(set(bodies)), len(bodies))
        for headers, body in server.posts:
            self.assertIsInstance(json.loads(body), dict)
            self.assertNotIn(b"\n", body)
            self.assertEqual(headers["X-Feed"], CANARY)
            self.assertEqual(headers["Content-Type"], "application/json")
        before = len(bodies)
        self.live(url, "--append-post", url, "--seed", str(self.report["seed"]))
        bodies = [body for _, body in server.posts]
        self.assertGreater(len(bodies), before)
        self.assertEqual(len(set(bodies)), len(bodies))
        self.assertTrue(all("X-Feed" not in headers for headers, _ in server.posts[before:]))

    def test_a_promise_that_is_not_kept_is_named(self):
        _, url = self.feed("promises")
        names = ("appended-events", "unchanged-ranges")
        status, _, cases = self.live(url, "--append-post", url, *(f"--case={name}" for name in names))
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "the append hook was called for", "the log went from 10 to only 10", names=names)

    def test_a_server_that_says_done_is_held_to_it(self):
        _, url = self.feed("lies")
        status, _, cases = self.live(url, "--append-post", url, "--case", "appended-events")
        self.assertEqual(status, 1)
        self.assertIn("growth-1", [finding["clause"] for finding in cases["appended-events"]["findings"]])

    def test_a_refusal_is_quoted_and_not_asked_again(self):
        server, url = self.feed("refuses")
        status, _, cases = self.live(url, "--append-post", url)
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "the append hook failed", "answered with 403: not you")
        self.assertEqual(len(server.posts), 1)

    def test_redirects_are_not_followed(self):
        server, url = self.feed("moved")
        other, server.moved_to = self.feed("appends")
        status, _, cases = self.live(url, "--append-post", url, "-H", "Authorization: Bearer x")
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "307")
        self.assertEqual(other.posts, [])

    def test_nobody_listens(self):
        _, url = self.feed("appends")
        status, _, cases = self.live(url, "--append-post", self.closed_port())
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "the POST of an event failed")

    def test_a_bad_url_is_usage(self):
        _, url = self.feed("appends")
        for bad in ("nowhere", "ftp://h/", "http://h:x/"):
            self.assert_usage(self.nogap("run", url, "--append-post", bad), "the URL to append at cannot be used")

    def profile(self, **members):
        return self.file("profile.json", json.dumps({"name": "test", **members}))

    def test_a_profile_names_the_hook_and_gets_no_credentials_for_other_hosts(self):
        server, url = self.feed("appends")
        for host, expected in (("127.0.0.1", "Bearer x"), ("localhost", None)):
            server.posts.clear()
            profile = self.profile(append={"post": url.replace("127.0.0.1", host)}, request={"fields": {"X-Kind": "profile"}})
            status, _, _ = self.live(url, "--profile", profile, "-H", "Authorization: Bearer x")
            self.assertEqual(status, 0, self.report)
            self.assertGreater(len(server.posts), 20)
            for headers, _ in server.posts:
                self.assertEqual(headers["Authorization"], expected)
                self.assertEqual(headers["X-Kind"], "profile")

    def test_a_hook_of_the_profile_takes_the_port_of_a_launched_server(self):
        stdlib = pathlib.Path(__file__).resolve().parent / "interop" / "stdlib_server.py"
        profile = self.profile(append={"post": "http://127.0.0.1:{port}/events"})
        status, _, cases = self.live("--launch", f"'{sys.executable}' '{stdlib}' --events 10 --port {{port}}",
                                     "--profile", profile)
        self.assertEqual(status, 0, self.report)
        self.assertEqual(cases["unchanged-ranges"]["verdict"], "pass")
        # Without a launched server there is no port, and so no hook.
        _, url = self.feed("appends")
        status, _, cases = self.live(url, "--profile", profile)
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "does not grow by itself")


class Commands(HookTest):
    def test_a_command_appends(self):
        program = self.file("append.py", "import os, sys, uuid\n"
                            "with open(sys.argv[1], 'a') as log:\n"
                            "    for _ in range(int(os.environ['NOGAP_COUNT'])): log.write('\"%s\"\\n' % uuid.uuid4())\n")
        status, _, cases = self.live(self.launch_option(), "--append-cmd", f"'{sys.executable}' '{program}' {{log}}")
        self.assertEqual(status, 0, self.report)
        self.assertEqual(cases["growing-dump"]["verdict"], "pass")

    def test_a_command_that_appends_nothing_is_named(self):
        status, _, cases = self.live(self.launch_option(), "--append-cmd", "true")
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "the append hook was called for", "the log went from 10 to only 10")
        # Nobody reads a log in haste, for seconds, that is not expected to grow.
        self.assertLess(self.report["requests"], 2000)

    def test_a_command_that_appends_too_few_is_named(self):
        program = self.file("half.py", "import os, sys, uuid\n"
                            "with open(sys.argv[1], 'a') as log:\n"
                            "    for _ in range((int(os.environ['NOGAP_COUNT']) + 1) // 2): log.write('\"%s\"\\n' % uuid.uuid4())\n")
        hook = f"'{sys.executable}' '{program}' {{log}}"
        wanted = {"appended-events": r"^the append hook was called for 2 events, and the log went from 11 to only 12$",
                  "growing-dump": r"^the append hook was called for \d+ events, and the log went from 13 to only \d+$"}
        status, _, cases = self.live(self.launch_option(), "--append-cmd", hook, *(f"--case={name}" for name in wanted))
        self.assertEqual(status, 4)
        for name, words in wanted.items():
            self.assertEqual(cases[name]["verdict"], "skip", self.report)
            self.assertRegex(cases[name]["reason"], words)

    def test_an_empty_command_is_usage(self):
        for empty in ("", " "):
            self.assert_usage(self.nogap("run", self.closed_port(), "--append-cmd", empty),
                              "the command of --append-cmd is empty")

    def test_a_failure_is_quoted(self):
        status, _, cases = self.live(self.launch_option(), "--append-cmd", "echo 'no such table' >&2; exit 3")
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "exit status 3; it printed last: no such table")

    def test_a_command_that_hangs_is_cut_once_and_leaves_nobody(self):
        calls = self.folder / "calls"
        status, seconds, cases = self.live(self.launch_option(), "--timeout", "1", "--append-cmd",
                                           f"echo $$ >> '{calls}'; sleep 600")
        self.assertEqual(status, 4)
        self.assertLess(seconds, 20)
        self.assert_skipped(cases, "did not end within 1 seconds")
        groups = calls.read_text().split()
        self.assertEqual(len(groups), 1)
        self.assertFalse(pathlib.Path("/proc", groups[0]).exists())
        self.assertEqual(list(self.temporary.iterdir()), [])


class Budget(HookTest):
    def test_no_more_is_appended_than_allowed(self):
        for most in (0, 1, 12, 40):
            server, url = self.feed("appends")
            status, _, cases = self.live(url, "--append-post", url, "--append-max", str(most))
            self.assertEqual(status, 4)
            self.assertLessEqual(len(server.posts), most)
            self.assertGreaterEqual(len(server.posts), most - 5)
            self.assertIn("--append-max is used up", cases["readers-agree"]["reason"])

    def test_a_window_probe_brings_its_own_budget(self):
        server, url = self.feed("appends")
        status, _, cases = self.live(url, "--append-post", url, "--window-probe", "700", "--case", "window-probe")
        self.assertEqual(status, 0, self.report)
        self.assertEqual(cases["window-probe"]["verdict"], "pass")
        self.assertEqual(len(server.posts), 700)

    def test_a_log_that_stands_still_is_waited_for_once(self):
        server, url = self.feed("appends")
        status, seconds, cases = self.live(url)
        self.assertEqual(status, 4)
        self.assert_skipped(cases, "does not grow by itself")
        self.assertEqual(server.posts, [])
        self.assertLess(seconds, 12)
        self.assertLess(self.report["requests"], 300)


class Repetition(HookTest):
    def test_the_count_is_reported_and_the_server_begins_anew(self):
        done = self.nogap("run", self.launch_option(), "--class", "core,live", "--repeat", "3", "--shuffle")
        self.assertEqual(done.returncode, 0, done)
        self.assertRegex(done.stdout.splitlines()[0], r"   3 repetitions$")
        status, _, cases = self.live(self.launch_option(), "--repeat", "2", "--shuffle", "--seed", "5")
        self.assertEqual(status, 0)
        self.assertEqual(self.report["repetitions"], 2)
        self.assertFalse(any(case["unstable"] for case in cases.values()))
        self.assertEqual(cases["shorter-log"]["verdict"], "pass")
        self.assertIn("the cursor that goes down", cases["shorter-log"]["remark"])

    def test_shuffling_follows_the_seed(self):
        orders = []
        for seed in ("1", "1", "2"):
            done = self.nogap("run", self.launch_option(), "--shuffle", "--seed", seed, "--report", "json")
            orders.append([case["id"] for case in json.loads(done.stdout)["cases"]])
        self.assertEqual(orders[0], orders[1])
        self.assertNotEqual(orders[0], orders[2])
        self.assertEqual(sorted(orders[0]), sorted(orders[2]))

    def test_a_verdict_that_changes_is_unstable(self):
        # Each second server that is started miscounts.
        starts = self.file("starts", "0")
        program = self.file("server.py", "import http.server, pathlib, sys\n"
                            f"sys.path.insert(0, {str(pathlib.Path(__file__).resolve().parent)!r})\n"
                            "from hooks_test import Feed\n"
                            "starts = pathlib.Path(sys.argv[2]); count = int(starts.read_text()) + 1\n"
                            "starts.write_text(str(count))\n"
                            "class Handler(Feed):\n"
                            "    def answer(self, status, body, **fields):\n"
                            "        if count % 2 == 0: fields['X_EXO_Last_Idx'] = '3'\n"
                            "        super().answer(status, body, **fields)\n"
                            "server = http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Handler)\n"
                            "server.events = [b'1', b'2']\n"
                            "server.serve_forever()\n")
        done = self.nogap("run", "--launch", f"'{sys.executable}' '{program}' {{port}} '{starts}' # {{log}}",
                          "--case", "full-dump", "--repeat", "4", "--report", "json")
        self.assertEqual(done.returncode, 1, done)
        report = json.loads(done.stdout)
        case, = report["cases"]
        self.assertEqual(case["reason"], "unstable: 2 x pass, 2 x fail")
        self.assertTrue(case["unstable"])
        self.assertIn("unstable: full-dump came to different verdicts in 4 repetitions", report["reason"])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    Programs.server = sys.argv.pop(2)
    Programs.nogap = sys.argv.pop(1)
    unittest.main()
