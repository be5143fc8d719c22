"""What becomes of the log file while nogap-server serves it."""

import os

from server_harness import LogCase, Server

BAD = "is not the start of a JSON value"


class Following(LogCase):
    def test_appended_lines_are_the_next_events(self):
        self.write("1\n2\n")
        with Server(self.path) as server:
            self.assertEqual(server.events(), ([1, 2], 2))
            for n in range(3, 23):
                self.append(f"{n}\n")
                self.assertEqual(server.events(f"?since={n - 1}"), ([n], n))
            self.append("23\n24\n25\n")
            self.assertEqual(server.events("?since=22&limit=2"), ([23, 24], 24))
            self.assertEqual(server.said(), "")

    def test_an_empty_log_grows(self):
        self.write("")
        with Server(self.path) as server:
            self.assertEqual(server.ask("/events").body, b"[]")
            self.append("null\n")
            self.assertEqual(server.ask("/events").body, b"[null]")

    def test_a_torn_line_is_no_event_yet(self):
        self.write('1\n{"a":')
        with Server(self.path) as server:
            self.assertEqual(server.events(), ([1], 1))
            self.append('"b"}')
            self.assertEqual(server.events(), ([1], 1))
            self.append("\n3")
            self.assertEqual(server.events(), ([1, {"a": "b"}], 2))
            self.assertEqual(server.said(), "")

    def test_white_space_around_events_is_left_out(self):
        self.write(' {"a": 1}\t\r\n\r\n   \n"b"\r\n')
        with Server(self.path) as server:
            self.assertEqual(server.ask("/events").body, b'[{"a": 1},"b"]')

    def test_every_appended_event_is_there_with_two_threads(self):
        self.write("")
        with Server(self.path, "--threads", "2") as server:
            with open(self.path, "a", encoding="utf-8") as file:
                for n in range(300):
                    file.write(f"{n}\n")
                    file.flush()
                    self.assertEqual(server.events(f"?since={n}"), ([n], n + 1))


class Mending(LogCase):
    def test_a_bad_line_stops_the_log_until_it_is_mended(self):
        self.write("1\n2\n")
        with Server(self.path) as server:
            self.append("{3}\n4\n")
            for _ in range(3):
                self.assertEqual(server.events(), ([1, 2], 2))
            said = server.said()
            self.assertEqual(said.count("\n"), 1, said)
            self.assertTrue(said.startswith(f"nogap-server: {self.path}:3:2: "), said)
            self.append("5\n")
            self.assertEqual(server.events(), ([1, 2], 2))
            with open(self.path, "r+", encoding="utf-8") as file:
                file.seek(4)
                file.write("[3]")
            self.assertEqual(server.events(), ([1, 2, [3], 4, 5], 5))
            self.assertEqual(server.said().count("\n"), 2)
            self.assertIn("mended", server.said())

    def test_a_bad_line_at_the_start_is_refused_with_its_place(self):
        self.write('1\n  {"a":oops}\n3\n')
        status, out, errors = self.run_to_end("--port", "0", self.path)
        self.assertEqual((status, out), (1, ""))
        self.assertEqual(errors, f"nogap-server: {self.path}:2:8: this {BAD}\n")

    def test_a_bad_line_that_is_torn_is_not_looked_at(self):
        self.write("1\noops")
        with Server(self.path) as server:
            self.assertEqual(server.events(), ([1], 1))
            self.assertEqual(server.said(), "")


class Replacing(LogCase):
    def test_a_truncated_file_is_a_new_log(self):
        self.write("1\n2\n3\n")
        with Server(self.path) as server:
            self.assertEqual(server.events("?since=3"), ([], 3))
            self.write("9\n")
            self.assertEqual(server.events("?since=3"), ([], 1))
            self.assertEqual(server.events(), ([9], 1))
            os.truncate(self.path, 0)
            self.assertEqual(server.events(), ([], 0))
            self.assertEqual(server.said().count("a new log is served"), 2)

    def test_a_file_written_anew_and_longer_is_a_new_log(self):
        self.write("1\n2\n3\n")
        with Server(self.path) as server:
            self.assertEqual(server.events(), ([1, 2, 3], 3))
            self.write("11\n12\n13\n14\n")
            self.assertEqual(server.events(), ([11, 12, 13, 14], 4))

    def test_a_file_renamed_into_place_is_a_new_log(self):
        self.write("1\n2\n")
        with Server(self.path) as server:
            self.assertEqual(server.events(), ([1, 2], 2))
            self.write("1\n7\n8\n", path=self.path + ".new")
            os.replace(self.path + ".new", self.path)
            self.assertEqual(server.events(), ([1, 7, 8], 3))

    def test_a_removed_file_leaves_its_events(self):
        self.write("1\n2\n")
        with Server(self.path) as server:
            self.assertEqual(server.events(), ([1, 2], 2))
            os.unlink(self.path)
            self.assertEqual(server.events(), ([1, 2], 2))
            self.assertEqual(server.events(), ([1, 2], 2))
            self.assertEqual(server.said().count("no such file"), 1)
            self.write("5\n")
            self.assertEqual(server.events(), ([5], 1))
