#!/usr/bin/env python3
"""WRONG ON PURPOSE: a full dump whose header and body read the count at two instants. Right while the log stands still.

The header is made first. A full dump then streams from a generator, and a generator does not run before the first
bytes are sent: what was appended in between is in the body, but not in the cursor, and the next read repeats it.
"""
import itertools
from typing import Optional

import uvicorn
from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import StreamingResponse

import common

EVENTS_A_BLOCK = 256

options = common.parse_flags(__doc__)
events = common.start_log(options)
app = FastAPI(openapi_url=None)


def read_range(first, end):
    return iter(events[first:end])


def read_all():
    for index in range(len(events)):  # the fault: this line runs when the body is sent
        yield events[index]


def as_array(chosen):
    opening = b"["
    while block := list(itertools.islice(chosen, EVENTS_A_BLOCK)):
        yield opening + b",".join(block)
        opening = b","
    yield b"[]" if opening == b"[" else b"]"


@app.get("/events")
async def read_events(since: int = Query(0, ge=0), limit: Optional[int] = Query(None, ge=0)):
    count = len(events)
    end = count if limit is None else min(since + limit, count)
    chosen = read_all() if since == 0 and limit is None else read_range(since, end)
    headers = {"X-EXO-Last-Idx": str(end), "Cache-Control": "no-store"}
    return StreamingResponse(as_array(chosen), media_type="application/json", headers=headers)


@app.post("/events", status_code=201)
async def append_event(request: Request):
    try:
        events.append(common.json_text(await request.body()))
    except ValueError as error:
        raise HTTPException(status_code=400, detail=f"expected one JSON value: {error}") from error
    return {"count": len(events)}


uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[common.listen(options.port)])
