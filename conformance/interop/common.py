"""What the Python servers of this folder share: their flags, their log of events, and its growth.

An event is kept as the JSON text that was appended, so that a large number or an escape comes out as it went in.
"""
import argparse
import json
import socket
import sys
import threading
import time

GROWTH_STEP_SECONDS = 0.001
BACKLOG = 128  # connections


def parse_flags(description):
    flags = argparse.ArgumentParser(description=description)
    flags.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 picks a free one (default)")
    flags.add_argument("--log", metavar="FILE", help="NDJSON file whose complete lines are the first events")
    flags.add_argument("--events", type=int, default=0, metavar="N", help="append N synthetic events at the start")
    flags.add_argument("--grow", type=float, default=0, metavar="RATE", help="append RATE synthetic events a second")
    return flags.parse_args()


def make_event(index):
    return b'{"TestEvent":{"eventId":"00000000-0000-4000-8000-%012x"}}' % index


def _refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def json_text(data):
    """Returns DATA without outer white space; raises ValueError when it is not one JSON value in UTF-8."""
    try:
        # parse_int: a number of any length is JSON, and int() refuses very long ones.
        json.loads(data.decode("utf-8"), parse_int=str, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return data.strip(b" \t\r\n")


def start_log(options):
    """Returns the list of events that OPTIONS ask for; a thread lets it grow at their rate."""
    events = []
    if options.log:
        with open(options.log, "rb") as file:
            lines = file.read().split(b"\n")[:-1]  # what follows the last newline is not complete yet
        for number, line in enumerate(lines, 1):
            try:
                events.append(json_text(line))
            except ValueError as error:
                sys.exit(f"{options.log}:{number}: expected one JSON value, found none: {error}")
    events.extend(make_event(index) for index in range(len(events), len(events) + options.events))
    if options.grow > 0:
        threading.Thread(target=_grow, args=(events, options.grow), daemon=True).start()
    return events


def _grow(events, rate):
    start, grown = time.monotonic(), 0
    while True:
        # Elapsed time decides, not the number of steps: a busy machine makes late steps larger, not the rate smaller.
        due = int((time.monotonic() - start) * rate)
        for _ in range(due - grown):
            events.append(make_event(len(events)))
        grown = due
        time.sleep(GROWTH_STEP_SECONDS)


def listen(port):
    """Returns a listening socket; names it on stdout, because a client can connect from now on."""
    # The protocol is named, because asyncio turns Nagle's algorithm off only where it finds it named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(BACKLOG)
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}/events", flush=True)
    return listener
