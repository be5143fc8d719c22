#!/usr/bin/env python3
"""Runs the test vectors of nogap against a server, with nothing but Python's standard library.

Usage: vectors.py FOLDER COMMAND...

FOLDER is fixtures/vectors, or share/nogap/vectors of an installed nogap. COMMAND starts the server; {port} and {log}
are replaced, for example: vectors.py fixtures/vectors nogap-server --port {port} {log}
"""
import itertools
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

TIMEOUT = 10


def read_vectors(folder):
    """Every vector of every file that INDEX.json names; fewer than it counts would be a green that says nothing."""
    index = json.loads((folder / "INDEX.json").read_text(encoding="utf-8"))
    vectors = [vector for name in index["files"]
               for vector in json.loads((folder / name).read_text(encoding="utf-8"))["vectors"]]
    assert len(vectors) == index["total"], f"{len(vectors)} vectors, INDEX.json says {index['total']}"
    return sorted(vectors, key=lambda vector: int(vector["count"]))


def ask(port, query):
    """Sends the query byte for byte: a library for HTTP would write it in its own way."""
    target = "/events" if query is None else "/events?" + query
    request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as connection:
        connection.sendall(request.encode("latin-1"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return answer


def read_answer(answer):
    """Returns (status, cursor, events); the status is "closed" where no answer came."""
    if not answer:
        return "closed", None, None
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    if fields.get("transfer-encoding") == "chunked":
        body = unchunk(body)
    status = lines[0].split(" ")[1]
    return status, fields.get("x-exo-last-idx"), json.loads(body) if status == "200" else None


def unchunk(body):
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size.split(b";")[0], 16)
        whole, body = whole + body[:length], body[length + 2:]
        if length == 0:
            break
    return whole


def fault_of(vector, log, status, cursor, events):
    """Says what is wrong with an answer, or nothing."""
    if status != "200":
        kind = "4xx" if status.startswith("4") else status
        if kind not in vector["status"]:
            return f"{status}, expected {' or '.join(vector['status'])}"
        return f"a refusal with the cursor {cursor}" if cursor is not None else ""
    if "200" not in vector["status"]:
        return f"200, expected {' or '.join(vector['status'])}"
    for allowed in [vector, *vector.get("alternatives", [])]:
        if cursor == allowed["end"] and events == log[int(allowed["first"]):int(allowed["end"])]:
            return ""
    return f"cursor {cursor} and {len(events)} events, expected [{vector['first']}, {vector['end']})"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port, server):
    deadline = time.monotonic() + TIMEOUT
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit("the server did not start")
            time.sleep(0.02)


def run_group(command, count, vectors):
    """Runs the vectors for a log of `count` events, which all differ. Yields what is wrong."""
    log = [{"event": index} for index in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "log.ndjson"
        path.write_text("".join(json.dumps(event) + "\n" for event in log), encoding="utf-8")
        port = free_port()
        words = [word.replace("{port}", str(port)).replace("{log}", str(path)) for word in command]
        with subprocess.Popen(words, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(port, server)
                for vector in vectors:
                    fault = fault_of(vector, log, *read_answer(ask(port, vector["query"])))
                    if fault:
                        yield f"{vector['id']} ({vector['clause']}): {fault}"
            finally:
                server.terminate()


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    vectors = read_vectors(pathlib.Path(sys.argv[1]))
    faults = [fault for count, group in itertools.groupby(vectors, lambda vector: int(vector["count"]))
              for fault in run_group(sys.argv[2:], count, list(group))]
    print(*faults, f"{len(vectors) - len(faults)} of {len(vectors)} vectors right", sep="\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
