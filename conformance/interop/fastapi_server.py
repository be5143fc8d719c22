#!/usr/bin/env python3
"""Cursor reads of an event log with FastAPI: right, also while the log grows."""
from typing import Optional

import uvicorn
from fastapi import FastAPI, HTTPException, Query, Request, Response

import common

options = common.parse_flags(__doc__)
events = common.start_log(options)
app = FastAPI(openapi_url=None)


@app.get("/events")
async def read_events(since: int = Query(0, ge=0), limit: Optional[int] = Query(None, ge=0)):
    # The count is read once. Events are only appended, so what lies below it is the log at that instant.
    count = len(events)
    end = count if limit is None else min(since + limit, count)
    return Response(
        content=b"[" + b",".join(events[since:end]) + b"]",
        media_type="application/json",
        headers={"X-EXO-Last-Idx": str(end), "Cache-Control": "no-store"},
    )


@app.post("/events", status_code=201)
async def append_event(request: Request):
    try:
        events.append(common.json_text(await request.body()))
    except ValueError as error:
        raise HTTPException(status_code=400, detail=f"expected one JSON value: {error}") from error
    return {"count": len(events)}


uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[common.listen(options.port)])
