#!/usr/bin/env python3
"""Cursor reads of an event log with Python's standard library: right, also while the log grows."""
import http.server
import json
import re
import urllib.parse

import common

MAX_BODY_BYTES = 16 * 1024 * 1024

options = common.parse_flags(__doc__)
events = common.start_log(options)


def read_integer(query, name):
    """Returns the value of the parameter NAME, or None when it is absent; raises ValueError when it is no number."""
    values = query.get(name)
    if values is None:
        return None
    if len(values) > 1 or not re.fullmatch("[0-9]+", values[0]):
        raise ValueError(f"{name}: expected decimal digits, and once")
    return int(values[0])


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # header and body leave together, instead of waiting for each other's acknowledgement
    timeout = 60

    def do_GET(self):
        # A body, which no GET needs, would be read as the next request on the connection.
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True
        path, _, text = self.path.partition("?")
        if path != "/events":
            return self.answer(404, b'{"detail":"expected the path /events"}')
        query = urllib.parse.parse_qs(text, keep_blank_values=True)
        try:
            since, limit = read_integer(query, "since") or 0, read_integer(query, "limit")
        except ValueError as error:
            return self.answer(422, json.dumps({"detail": str(error)}).encode())
        count = len(events)  # read once: other threads append while this one answers
        end = count if limit is None else min(since + limit, count)
        body = b"[" + b",".join(events[since:end]) + b"]"
        return self.answer(200, body, {"X-EXO-Last-Idx": str(end), "Cache-Control": "no-store"})

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch("[0-9]{1,9}", length) or int(length) > MAX_BODY_BYTES:
            self.close_connection = True
            return self.answer(400, b'{"detail":"expected a Content-Length of at most 16 MiB"}')
        try:
            events.append(common.json_text(self.rfile.read(int(length))))
        except ValueError as error:
            return self.answer(400, json.dumps({"detail": f"expected one JSON value: {error}"}).encode())
        return self.answer(201, json.dumps({"count": len(events)}).encode())

    def answer(self, status, body, fields=None):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(body), **(fields or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing: stdout and stderr belong to the test."""


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
server.socket.close()
server.socket = common.listen(options.port)
server.serve_forever()
