#!/usr/bin/env python3
"""Accepts every connection, reads what comes, and never answers: a client is left with its own time limits."""
import selectors

import common

options = common.parse_flags(__doc__)
selector = selectors.DefaultSelector()
listener = common.listen(options.port)
selector.register(listener, selectors.EVENT_READ)
while True:
    for key, _ in selector.select():
        if key.fileobj is listener:
            selector.register(listener.accept()[0], selectors.EVENT_READ)
            continue
        try:
            gone = not key.fileobj.recv(65536)
        except ConnectionError:
            gone = True
        if gone:
            selector.unregister(key.fileobj)
            key.fileobj.close()
