// What the JavaScript server of this folder needs beside its framework: its flags, its log of events, and its growth.
// An event is kept as the JSON text that was appended, so that a large number comes out as it went in.
"use strict";

const fs = require("node:fs");
const { parseArgs } = require("node:util");

const GROWTH_STEP_MILLISECONDS = 1;

function die(message) {
  console.error(message);
  process.exit(1);
}

function flagAsNumber(values, name) {
  const number = Number(values[name]);
  if (!(number >= 0)) die(`--${name}: expected a number of 0 or more, found ${values[name]}`);
  return number;
}

function parseFlags() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      log: { type: "string" },
      events: { type: "string", default: "0" },
      grow: { type: "string", default: "0" },
    },
  });
  const numbers = ["port", "events", "grow"].map((name) => [name, flagAsNumber(values, name)]);
  return { log: values.log, ...Object.fromEntries(numbers) };
}

function makeEvent(index) {
  return `{"TestEvent":{"eventId":"00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}"}}`;
}

function readLog(path) {
  const lines = fs.readFileSync(path, "utf8").split("\n").slice(0, -1); // behind the last newline: not complete yet
  lines.forEach((line, position) => {
    try {
      JSON.parse(line);
    } catch (error) {
      die(`${path}:${position + 1}: expected one JSON value, found none: ${error.message}`);
    }
  });
  return lines;
}

function startLog({ log, events: count, grow: rate }) {
  const events = log === undefined ? [] : readLog(log);
  for (let added = 0; added < count; added += 1) events.push(makeEvent(events.length));
  const start = performance.now();
  let grown = 0;
  // Elapsed time decides, not the number of steps: a busy machine makes late steps larger, not the rate smaller.
  const grow = () => {
    const due = Math.floor(((performance.now() - start) * rate) / 1000);
    for (; grown < due; grown += 1) events.push(makeEvent(events.length));
  };
  if (rate > 0) setInterval(grow, GROWTH_STEP_MILLISECONDS);
  return events;
}

module.exports = { parseFlags, startLog };
