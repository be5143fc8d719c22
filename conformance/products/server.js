// What the products of this folder have in common: flags, the events to begin with, and the first line of stdout.
"use strict";

const { parseArgs } = require("node:util");

function fail(message) {
  console.error(message);
  process.exit(2);
}

function wholeNumber(values, name, usual) {
  const text = values[name] ?? usual;
  if (!/^[0-9]+$/.test(text)) fail(`--${name}: expected a whole number, found '${text}'`);
  return Number(text);
}

// Gives { port, events }: port 0 picks one.
function parseFlags() {
  let values;
  try {
    ({ values } = parseArgs({ options: { port: { type: "string" }, events: { type: "string" } } }));
  } catch (error) {
    fail(`${error.message}; expected --port N and --events N`);
  }
  return { port: wholeNumber(values, "port", "0"), events: wholeNumber(values, "events", "10") };
}

// An event as a client of these products would post it.
const makeEvent = (index) => ({ TestEvent: { eventId: `event-${index}` } });

function serve(app, port, path) {
  const server = app.listen(port, "127.0.0.1", () => {
    console.log(`listening on http://127.0.0.1:${server.address().port}${path}`);
  });
  server.on("error", (error) => fail(error.message));
}

module.exports = { parseFlags, makeEvent, serve };
