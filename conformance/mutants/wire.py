"""A small HTTP client on a raw socket: it sees what a library would hide."""

import gzip
import socket

TIMEOUT = 20
NO_ANSWER = "closed without an answer"


class Broken(Exception):
    """The answer is no HTTP message, or its body does not end where it should."""


class Answer:
    """One answer; `leftover` are the bytes behind it."""

    def __init__(self, status, fields, body, leftover):
        self.status = status
        self.fields = fields
        self.body = body
        self.leftover = leftover

    def all(self, name):
        return [value for key, value in self.fields if key == name.lower()]

    def one(self, name):
        values = self.all(name)
        return values[0] if values else None


def exchange(port, data, timeout=TIMEOUT):
    """Sends the bytes and returns all that comes until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        received = []
        try:
            connection.sendall(data)
            while block := connection.recv(65536):
                received.append(block)
        except ConnectionError:
            pass
        except TimeoutError:
            raise Broken("the connection stays, and nothing comes") from None
        return b"".join(received)


def read_head(data):
    """Returns status, fields and the rest of the bytes."""
    head, end, rest = data.partition(b"\r\n\r\n")
    if not end:
        raise Broken("the head has no end" if data else NO_ANSWER)
    first, *lines = head.decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    if len(words) < 2 or words[0] not in ("HTTP/1.0", "HTTP/1.1") or not words[1].isdigit():
        raise Broken(f"no status line: {first}")
    fields = []
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or name != name.strip():
            raise Broken(f"no field: {line}")
        fields.append((name.lower(), value.strip(" \t")))
    return int(words[1]), fields, rest


def read_chunks(data):
    body = []
    while True:
        line, end, data = data.partition(b"\r\n")
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            raise Broken(f"no size of a chunk: {line[:40]}") from None
        if not end:
            raise Broken("the last chunk is missing")
        if size == 0:
            break
        if data[size:size + 2] != b"\r\n":
            raise Broken("a chunk does not end where it should")
        body.append(data[:size])
        data = data[size + 2:]
    while True:
        line, end, data = data.partition(b"\r\n")
        if not end:
            raise Broken("the trailer has no end")
        if not line:
            return b"".join(body), data


def read_answer(data, method="GET"):
    """Reads the first final answer from the bytes."""
    status, fields, data = read_head(data)
    while status < 200:
        status, fields, data = read_head(data)
    answer = Answer(status, fields, b"", b"")
    length = answer.one("content-length")
    if method == "HEAD" or status in (204, 304):
        answer.leftover = data
    elif answer.one("transfer-encoding") == "chunked":
        answer.body, answer.leftover = read_chunks(data)
    elif length is not None:
        if len(data) < int(length):
            raise Broken(f"the body has {len(data)} of {length} bytes")
        answer.body, answer.leftover = data[:int(length)], data[int(length):]
    else:
        answer.body = data
    if answer.one("content-encoding") == "gzip":
        try:
            answer.body = gzip.decompress(answer.body)
        except (OSError, EOFError) as error:
            raise Broken(f"no gzip: {error}") from None
    return answer


def send(port, target, method="GET", fields=(), body=b""):
    """Sends one request on a connection of its own and returns its answer."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close",
             "Accept-Encoding: gzip", *fields]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    data = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
    return read_answer(exchange(port, data), method)
