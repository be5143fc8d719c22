#!/usr/bin/env python3
"""A small server of the contract that fails at hostile requests in one way, chosen by its name; `none` is right.

Usage: faulty_server.py FAULT
"""
import os
import re
import socket
import sys
import threading
import time
import urllib.parse

FAULTS = ("none", "crash-at-nul", "error-at-escape", "reflect-in-field", "wait-for-ever", "drop-after-1000",
          "swap-answers", "hang-at-version", "cut-at-nul", "no-status-line")
MOST_BYTES = 200_000
EVENTS = [b'{"TestEvent":{"eventId":"e%d"}}' % index for index in range(10)]
FAULT = "none"
alone = threading.Lock()


class Refused(Exception):
    """A request that is answered with the status that this holds."""


def decode(text):
    if FAULT == "error-at-escape" and re.search("%(?![0-9A-Fa-f]{2})", text):
        raise Refused(500)
    return urllib.parse.unquote_to_bytes(text)


def read_query(text):
    parts = text.split("&")
    if FAULT == "drop-after-1000":
        parts = parts[:1000]
    values = {}
    for part in parts:
        name, _, value = part.partition("=")
        values[decode(name)] = decode(value)
    return values


def read_number(values, name):
    value = values.get(name)
    if value is not None and not re.fullmatch(b"[0-9]{1,18}", value):
        raise Refused(422)
    return None if value is None else int(value)


def build(status, body=b"", field=b""):
    return b"HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n%s" % (status, field, len(body), body)


def answer(head):
    """Returns the answer to a head, and whether the connection stays open."""
    if FAULT == "cut-at-nul":
        head = re.sub(r"\0[^\r]* (HTTP/1\.1\r\n)", r" \1", head, count=1)
    line = re.match(r"GET ([!-~]*) HTTP/1\.([0-9])\r\n", head)
    if FAULT == "hang-at-version" and line is None and " HTTP/" in head:
        time.sleep(3600)
    if line is None or len(re.findall("(?im)^host:", head)) != 1:
        return (b"no" if FAULT == "no-status-line" else build(400)), False
    fields = head[line.end():-4]
    if re.search("(?im)^(content-length|transfer-encoding) *:|^([^:\r]*| .*)\r$", fields):
        return build(400), False
    path, _, query = line.group(1).partition("?")
    field = b""
    try:
        values = read_query(query)
        if FAULT == "reflect-in-field":
            field = b"X-Since: %s\r\n" % values.get(b"since", b"")
        if path != "/events":
            raise Refused(404)
        since, limit = read_number(values, b"since") or 0, read_number(values, b"limit")
    except Refused as refused:
        return build(refused.args[0], field=field), True
    end = len(EVENTS) if limit is None else min(since + limit, len(EVENTS))
    body = b"[" + b",".join(EVENTS[since:end]) + b"]"
    return build(200, body, b"X-EXO-Last-Idx: %d\r\n%s" % (end, field)), True


def answer_all(connection, heads):
    answers, stays = [], True
    for head in heads:
        if stays:
            text, stays = answer(head)
            answers.append(text)
    if FAULT == "swap-answers":
        answers.reverse()
    connection.sendall(b"".join(answers))
    return stays


def serve(connection):
    received, stays = b"", True
    while stays and len(received) < MOST_BYTES:
        more = connection.recv(65536)
        if not more:
            break
        received += more
        if FAULT == "crash-at-nul" and b"\0" in received:
            os._exit(1)
        *heads, received = received.split(b"\r\n\r\n")
        stays = answer_all(connection, [(head + b"\r\n\r\n").decode("latin-1").lstrip("\r\n") for head in heads])
    if received and FAULT == "wait-for-ever":
        alone.acquire()  # pylint: disable=consider-using-with


def take(connection):
    with connection:
        try:
            serve(connection)
        except OSError:
            pass


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}/events", flush=True)
    while True:
        connection = listener.accept()[0]
        with alone:
            threading.Thread(target=take, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in FAULTS:
        sys.exit(f"{__doc__}\nFaults: {', '.join(FAULTS)}")
    FAULT = sys.argv[1]
    main()
