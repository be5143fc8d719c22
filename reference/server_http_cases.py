"""What nogap-server answers on the wire."""

import json

from server_harness import LogCase, Server, read_answer

TEN = "".join(f'{{"e":{n}}}\n' for n in range(10))
ALLOW = "GET, HEAD, OPTIONS"


class Answers(LogCase):
    def setUp(self):
        super().setUp()
        self.write(TEN)
        self.server = self.enterContext(Server(self.path))

    def test_a_range_with_its_fields(self):
        answer = self.server.ask("/events?since=3&limit=2")
        self.assertEqual((answer.status, answer.body), (200, b'[{"e":3},{"e":4}]'))
        self.assertEqual(answer.cursor, "5")
        self.assertEqual(answer.lines.count("x-exo-last-idx"), 1)
        self.assertEqual(answer.fields["content-type"], "application/json")
        self.assertEqual(answer.fields["cache-control"], "no-store")
        self.assertEqual(answer.fields["access-control-allow-origin"], "*")
        self.assertEqual(answer.fields["access-control-expose-headers"], "X-EXO-Last-Idx")

    def test_refused_values(self):
        for query in ("since=abc", "since=-1", "limit=1.5", "since", "since=1&since=1",
                      "since=+1", "since=%00", "since=1%00", "limit=%zz"):
            answer = self.server.ask("/events?" + query)
            self.assertEqual(answer.status, 422, query)
            self.assertIsNone(answer.cursor)
            self.assertEqual(len(answer.events["detail"]), 1)

    def test_other_paths_and_methods(self):
        for target in ("/", "/event", "/events/", "/%zz"):
            answer = self.server.ask(target)
            self.assertEqual((answer.status, answer.body), (404, b'{"detail":"Not Found"}'))
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = self.server.ask("/events", method)
            self.assertEqual((answer.status, answer.fields["allow"]), (405, ALLOW))
            self.assertEqual(answer.events, {"detail": "Method Not Allowed"})

    def test_head_is_get_without_the_body(self):
        get = self.server.ask("/events?since=1&limit=4")
        head = self.server.ask("/events?since=1&limit=4", "HEAD")
        self.assertEqual((head.status, head.body, head.cursor), (200, b"", "5"))
        self.assertEqual(head.fields["content-length"], str(len(get.body)))

    def test_options(self):
        answer = self.server.ask("/events", "OPTIONS", Origin="http://dashboard.example")
        self.assertEqual((answer.status, answer.body), (204, b""))
        self.assertEqual(answer.fields["allow"], ALLOW)
        self.assertEqual(answer.fields["access-control-allow-methods"], ALLOW)

    def test_a_body_of_the_request_is_left_alone(self):
        with self.server.connect() as connection:
            stream = connection.makefile("rb")
            connection.sendall(b"GET /events?since=9 HTTP/1.1\r\nHost: h\r\n"
                               b"Content-Length: 5\r\n\r\nhello"
                               b"GET /events?since=8 HTTP/1.1\r\nHost: h\r\n\r\n")
            self.assertEqual(read_answer(stream).body, b'[{"e":9}]')
            self.assertEqual(read_answer(stream).body, b'[{"e":8},{"e":9}]')


class Connections(LogCase):
    def setUp(self):
        super().setUp()
        self.write(TEN)
        self.server = self.enterContext(Server(self.path))
        self.connection = self.enterContext(self.server.connect())
        self.stream = self.enterContext(self.connection.makefile("rb"))

    def send(self, text):
        self.connection.sendall(text.replace("\n", "\r\n").encode("latin-1"))

    def test_requests_share_a_connection(self):
        for n in range(20):
            self.send(f"GET /events?since={n} HTTP/1.1\nHost: h\n\n")
            answer = read_answer(self.stream)
            self.assertEqual(len(answer.events), max(0, 10 - n))
            self.assertNotIn("close", answer.fields.get("connection", ""))

    def test_pipelined_requests_are_answered_in_order(self):
        self.send("".join(f"GET /events?since={n}&limit=1 HTTP/1.1\nHost: h\n\n"
                          for n in range(10)))
        for n in range(10):
            self.assertEqual(read_answer(self.stream).events, [{"e": n}])

    def test_a_refusal_keeps_the_connection(self):
        self.send("GET /events?since=x HTTP/1.1\nHost: h\n\nGET /no HTTP/1.1\nHost: h\n\n"
                  "GET /events?since=9 HTTP/1.1\nHost: h\n\n")
        statuses = [read_answer(self.stream).status for _ in range(3)]
        self.assertEqual(statuses, [422, 404, 200])

    def test_http_1_1_needs_one_host(self):
        self.send("GET /events HTTP/1.1\n\n")
        self.assertEqual(read_answer(self.stream).status, 400)
        self.send("GET /events HTTP/1.1\nHost: a\nhost: b\n\n")
        self.assertEqual(read_answer(self.stream).status, 400)
        self.send("GET /events HTTP/1.1\nHost: a\n\n")
        self.assertEqual(read_answer(self.stream).status, 200)

    def test_http_1_0_needs_none(self):
        self.send("GET /events?since=9 HTTP/1.0\n\n")
        self.assertEqual(read_answer(self.stream).events, [{"e": 9}])
        self.assertIsNone(read_answer(self.stream))

    def test_absolute_targets_and_the_asterisk(self):
        self.send("GET http://other.example/events?since=9 HTTP/1.1\nHost: h\n\n")
        self.assertEqual(read_answer(self.stream).events, [{"e": 9}])
        self.send("OPTIONS * HTTP/1.1\nHost: h\n\n")
        self.assertEqual(read_answer(self.stream).status, 204)
        self.send("GET * HTTP/1.1\nHost: h\n\n")
        self.assertEqual(read_answer(self.stream).status, 404)

    def test_a_target_of_7000_bytes_is_answered(self):
        self.send(f"GET /events?since=9&x={'a' * 7000} HTTP/1.1\nHost: h\n\n")
        self.assertEqual(read_answer(self.stream).events, [{"e": 9}])

    def test_a_target_of_70000_bytes_is_answered_or_refused(self):
        try:
            self.send(f"GET /events?since=9&x={'a' * 70000} HTTP/1.1\nHost: h\n\n")
            answer = read_answer(self.stream)
        except ConnectionError:
            answer = None
        if answer and answer.status == 200:
            self.assertEqual(answer.events, [{"e": 9}])
        elif answer:
            self.assertIn(answer.status, range(400, 500))
        self.assertEqual(self.server.events("?since=9"), ([{"e": 9}], 10))

    def test_any_number_of_parameters_is_answered(self):
        for others in ("a=1&" * 1500, "a&" * 7000, "&" * 14000):
            self.send(f"GET /events?{others}since=9 HTTP/1.1\nHost: h\n\n")
            self.assertEqual(read_answer(self.stream).events, [{"e": 9}])

    def test_a_nul_hides_nothing(self):
        for target in ("/events?x=\0&since=9", "/events?since=9\0", "/events\0?since=9"):
            self.send(f"GET {target} HTTP/1.1\nHost: h\n\n")
            self.assertEqual(read_answer(self.stream).status, 400)
        self.send("GET /events?since=9 HTTP/1.1\nHost: h\n\n")
        self.assertEqual(read_answer(self.stream).events, [{"e": 9}])

    def test_a_number_of_5000_digits_is_past_the_end(self):
        self.send(f"GET /events?since={'9' * 5000} HTTP/1.1\nHost: h\n\n")
        answer = read_answer(self.stream)
        self.assertEqual((answer.body, answer.cursor), (b"[]", "10"))

    def test_an_endless_request_body_is_cut_off(self):
        self.send("POST /events HTTP/1.1\nHost: h\nContent-Length: 999999999\n\n")
        sent = 0
        try:
            while sent < 100_000_000:
                sent += self.connection.send(b"x" * 65536)
        except ConnectionError:
            pass
        self.assertLess(sent, 100_000_000)
        self.assertEqual(self.server.events("?since=9"), ([{"e": 9}], 10))

    def test_deep_events_are_checked_in_the_answering_thread(self):
        deep = "[" * 512 + "]" * 512
        self.append(f"{deep}\n")
        self.assertEqual(self.server.ask("/events?since=10").body.decode(), f"[{deep}]")
        self.append(f"[{deep}]\n")
        self.assertEqual(self.server.ask("/events?since=11").cursor, "11")
        self.assertIn(":12:513: arrays and objects nest too deep", self.server.said())

    def test_noise_is_survived(self):
        self.connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
        try:
            self.stream.read()
        except ConnectionError:
            pass
        self.assertEqual(self.server.events("?since=9"), ([{"e": 9}], 10))


class LargeBodies(LogCase):
    """Ranges above the copied size go out of the log's memory, over several of its blocks."""

    COUNT = 60000

    def setUp(self):
        super().setUp()
        self.lines = [json.dumps({"e": n, "fill": "x" * (n % 200)}, separators=(",", ":"))
                      for n in range(self.COUNT)]
        self.write("".join(line + "\n" for line in self.lines))
        self.server = self.enterContext(Server(self.path, "--threads", "2"))

    def body(self, first, end):
        return ("[" + ",".join(self.lines[first:end]) + "]").encode()

    def test_full_dump(self):
        answer = self.server.ask("/events")
        self.assertEqual(answer.cursor, str(self.COUNT))
        self.assertTrue(answer.body == self.body(0, self.COUNT), "the dump differs from the file")

    def test_pages_of_every_size(self):
        first = 0
        size = 1
        while first < self.COUNT:
            answer = self.server.ask(f"/events?since={first}&limit={size}")
            end = min(first + size, self.COUNT)
            self.assertEqual(answer.cursor, str(end))
            self.assertTrue(answer.body == self.body(first, end), f"{first} to {end} differs")
            first = end
            size = size * 3 // 2 + 1

    def test_large_answers_share_a_connection(self):
        with self.server.connect() as connection, connection.makefile("rb") as stream:
            for since in (0, 30000, 59999, 0):
                connection.sendall(f"GET /events?since={since} HTTP/1.1\r\nHost: h\r\n\r\n"
                                   .encode())
                self.assertTrue(read_answer(stream).body == self.body(since, self.COUNT))

    def test_a_slow_reader_gets_its_log_and_holds_nobody_up(self):
        with self.server.connect(receive_buffer=4096) as connection:
            stream = connection.makefile("rb")
            connection.sendall(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
            self.assertIn(b"200", stream.readline())
            self.assertEqual(self.server.events("?since=59999")[1], self.COUNT)
            self.write("1\n")
            self.assertEqual(self.server.events(), ([1], 1))
            while stream.readline() != b"\r\n":
                pass
            expected = self.body(0, self.COUNT)
            self.assertTrue(stream.read(len(expected)) == expected)

    def test_readers_that_leave_early_are_survived(self):
        for _ in range(20):
            with self.server.connect(receive_buffer=4096) as connection:
                connection.sendall(b"GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
                connection.recv(10)
        self.assertEqual(self.server.events("?since=59999")[1], self.COUNT)
