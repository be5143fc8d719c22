#!/usr/bin/env node
// Cursor reads of an event log with Express: right, also while the log grows.
"use strict";

const express = require("express");
const { parseFlags, startLog } = require("./common.js");

const options = parseFlags();
const events = startLog(options);
const app = express();
// Express's own parsers stop after 1,000 parameters, and a `since` behind them would be lost.
// The question mark, because URLSearchParams drops one: without it `/events??since=3` would read as `since=3`.
app.set("query parser", (text) => new URLSearchParams(`?${text ?? ""}`));
app.set("etag", false); // a poll is never answered with 304

class Refusal extends Error {}

// BigInt, because a Number is exact only up to 2^53.
function readInteger(query, name) {
  const values = query.getAll(name);
  if (values.length === 0) return undefined;
  if (values.length === 1 && /^[0-9]+$/.test(values[0])) return BigInt(values[0]);
  throw new Refusal(`${name}: expected decimal digits, and once`);
}

const smaller = (a, b) => (a < b ? a : b);

app.get("/events", (request, response) => {
  const since = readInteger(request.query, "since") ?? 0n;
  const limit = readInteger(request.query, "limit");
  // Nothing else runs until this handler returns: cursor and body see the same log.
  const count = BigInt(events.length);
  const end = limit === undefined ? count : smaller(since + limit, count);
  const page = events.slice(Number(smaller(since, count)), Number(end));
  response.set({ "X-EXO-Last-Idx": String(end), "Cache-Control": "no-store" });
  response.type("json").send(`[${page.join(",")}]`);
});

app.post("/events", express.raw({ type: () => true, limit: "16mb" }), (request, response) => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(request.body);
    JSON.parse(text);
    events.push(text);
  } catch (error) {
    return response.status(400).json({ detail: `expected one JSON value: ${error.message}` });
  }
  return response.status(201).json({ count: events.length });
});

app.use((error, request, response, next) => {
  if (error instanceof Refusal) response.status(422).json({ detail: error.message });
  else next(error);
});

const server = app.listen(options.port, "127.0.0.1", (error) => {
  if (error) throw error;
  console.log(`listening on http://127.0.0.1:${server.address().port}/events`);
});
