"""What ci/bench.py measures with: commands with their use of the machine, and servers that end with the block."""

import contextlib
import os
import pathlib
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from collections import namedtuple

# Seconds of wall and CPU time, and the largest resident set in MB.
Use = namedtuple("Use", "wall cpu memory")
PATIENCE = 120


class CannotMeasure(Exception):
    """Says why a work could not be measured."""


def resources(process, began):
    """Waits for a process and returns its exit status and its use."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, Use(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def run(command, allowed=(0,)):
    """Runs a command without a shell, its output thrown away; returns its use."""
    with tempfile.TemporaryFile() as errors:
        began = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=errors)
        status, use = resources(process, began)
        if status not in allowed:
            errors.seek(0)
            text = errors.read(400).decode("utf-8", errors="replace").strip()
            raise CannotMeasure(f"{command[0]} ended with status {status}: {text}")
    return use


class Server:
    """A running server, its address and how long it took to be ready."""

    def __init__(self, process, began):
        self.process, self.began = process, began
        self.url, self.ready, self.use = "", 0.0, None


def end(server):
    if server.process.returncode is None:
        server.process.send_signal(signal.SIGTERM)
        _, server.use = resources(server.process, server.began)


@contextlib.contextmanager
def nogap_server(programs, log):
    """Runs nogap-server on a log for as long as the block lasts."""
    began = time.monotonic()
    server = Server(subprocess.Popen([str(programs / "nogap-server"), "--port", "0", str(log)],
                                     stdout=subprocess.PIPE, text=True), began)
    try:
        line = server.process.stdout.readline()
        server.ready = time.monotonic() - began
        if not line.startswith("listening on "):
            raise CannotMeasure("nogap-server did not start")
        server.url = line.split()[-1]
        yield server
    finally:
        end(server)
        server.process.stdout.close()


NGINX = """pid {folder}/pid; error_log {folder}/error; daemon off; master_process off; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000;
    types {{ application/json json; }}
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {folder}; {extra} }}
}}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def nginx(folder, extra):
    """Runs nginx as one process in a folder whose files it serves; `extra` goes into its server block."""
    port = free_port()
    configuration = pathlib.Path(folder) / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, extra=extra), encoding="utf-8")
    began = time.monotonic()
    server = Server(subprocess.Popen(["nginx", "-p", str(folder), "-c", str(configuration)],
                                     stderr=subprocess.DEVNULL), began)
    try:
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            if server.process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise CannotMeasure("nginx did not start")
            time.sleep(0.01)
        server.url = f"http://127.0.0.1:{port}"
        yield server
    finally:
        end(server)


def median(uses):
    """Returns the median of each column."""
    return Use(*(statistics.median(column) for column in zip(*uses)))
